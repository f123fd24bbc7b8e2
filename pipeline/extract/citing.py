"""Whom a report cites: "A reported, citing B, that it rained" is B's statement inside A's, of the same content."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.candidates import trimmed
from pipeline.extract.features import BEFORE_VERB
from pipeline.extract.mentions import class_of
from pipeline.extract.speakers import words
from pipeline.extract.tagger import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = "cue/cited"
_CITED = (
    r"(?:(?P<cue>citing|quoting)|wh(?:o|ich)\s+(?P<verb>cited|quoted))\s+"
    r"(?P<who>[^,;:.“”\"()]{2,80}(?:\([^()]{1,30}\))?),\s"
)
_BETWEEN = re.compile(rf"\b{_CITED}")
# "Tern, citing the board, later reported": the subject before it, where none was found.
_SUBJECT = re.compile(rf"(?:^|[.!?;:“\"]\s*)(?P<subject>[^,;:.!?“”\"()]{{2,60}}),\s+{_CITED}(?:{BEFORE_VERB}\s+)*$")
_NOUN = re.compile(r"[^\W\d_]+")
_REACH = 300


def with_cited(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the statements of a paragraph with those that another cites; they take the place of its own reading."""
    pairs = [_parted(text, f) for f in found]
    cited = [inner for _, inner in pairs if inner]
    taken = {inner.cue for inner in cited}
    return [*(outer for outer, _ in pairs if outer.cue not in taken), *cited]


def _parted(text: str, f: Found) -> tuple[Found, Found | None]:
    """Return a report and the statement of whom it cites before its content, null where it cites nobody or a matter."""
    if f.cue is None or f.mode == "direct":
        return f, None
    begins = f.content[-1][0]
    if f.source:
        start = max(min(f.source[1], f.cue[1]), begins - _REACH)
        match = _BETWEEN.search(text, start, f.content[-1][1])
    else:
        match = _SUBJECT.search(text, max(0, f.cue[0] - _REACH), f.cue[0])
    if match is None or not _speaks(match["who"]) or match.start() > begins:
        return f, None
    if not f.source:
        f = replace(f, source=match.span("subject"))
    if match.start() == begins:  # "according to Tern, which cited the board, it rained"
        f = replace(f, content=(*f.content[:-1], trimmed(text, match.end(), f.content[-1][1])))
    cue = match.span("cue" if match["cue"] else "verb")
    return f, Found(f.content, match.span("who"), cue, f.mode, "assert", 0, None, RULE)


def _speaks(mention: str) -> bool:
    """Say whether a noun phrase names who or what can say something: by its name or a noun before any "of".

    >>> [_speaks(m) for m in ("Harbour Board data", "anonymous sources", "safety concerns", "legal provisions")]
    [True, True, False, False]
    """
    nouns = _NOUN.findall(mention.casefold().partition(" of ")[0])
    known = any(class_of(noun) or class_of(noun.removesuffix("s")) for noun in nouns)
    return (known or mention != mention.casefold()) and not words("instruments").intersection(nouns)
