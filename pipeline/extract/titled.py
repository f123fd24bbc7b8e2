"""Documents that are called by a name in quotation marks, with the identifier and state of what they are annexed to."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract import actors
from pipeline.extract.roles import words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Actor, Citation, Parsed

_QUOTED_NAME = re.compile(r"(?:th(?:is|e|at)\s+)?(?:so-called\s+)?[“\"](?P<name>[^”\"]{1,60})[”\"]", re.IGNORECASE)
_QUOTED = re.compile(r"(?=[“\"](?P<name>[^”\"]{1,60})[”\"])")  # wherever a mark stands that may open
_ANNEXED = re.compile(r"\b(?:annexed|attached|enclosed|contained|transmitted|circulated)\s+(?:to|in|with|as)\b")
_REACH = 500  # characters behind a name in which it is told what the document is annexed to


class Titled:
    """The documents a text calls by a name in quotation marks, found by that name: the text is read once."""

    def __init__(self, parsed: Parsed, citations: Sequence[Citation]) -> None:
        self._parsed = parsed
        self._citations = citations
        self._made: dict[str, Actor] = {}

    def of(self, mention: str) -> Actor | None:
        """Return the document that a mention calls by a name in quotation marks, null of any other mention."""
        match = _QUOTED_NAME.fullmatch(mention.strip())
        if match is None or not _is_document(match["name"]):
            return None
        if match["name"] not in self._made:
            self._made[match["name"]] = self._document(match["name"])
        return self._made[match["name"]]

    @cached_property
    def _places(self) -> dict[str, tuple[int, int]]:
        """Map each such name to the segment and the offset in it behind its first occurrence."""
        out: dict[str, tuple[int, int]] = {}
        for number, segment in enumerate(self._parsed.segments):
            if segment.kind != "footnote":
                for match in _QUOTED.finditer(segment.text):
                    out.setdefault(match["name"], (number, match.end("name")))
        return out

    @cached_property
    def _cited(self) -> list[tuple[int, int, str]]:
        """Return the citations with an identifier: segment, offset, identifier."""
        return sorted((c.segment, c.start, c.identifier) for c in self._citations if c.identifier)

    def _document(self, name: str) -> Actor:
        number, after = self._places.get(name, (None, 0))
        segment = self._parsed.segments[number] if number is not None else None
        annexed = _ANNEXED.search(segment.text, after, after + _REACH) if segment else None
        if number is None or segment is None or annexed is None:
            return actors.document(name, self._parsed.id)
        at = segment.char_start + annexed.end()
        place = bisect_left(self._cited, (number, at))
        cited = self._cited[place] if place < len(self._cited) and self._cited[place][0] == number else None
        until = (cited[1] if cited else segment.char_end) - segment.char_start
        country = actors.country_in(segment.text[annexed.end() : min(until, annexed.end() + _REACH)])
        return actors.document(name, self._parsed.id, cited[2] if cited else None, country)


def _is_document(name: str) -> bool:
    last = name.casefold().split()[-1:]
    return bool(last) and last[0] in words("documents")
