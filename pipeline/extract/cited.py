"""What a statement was cited with: the citations of its sentence, and those its sentence's footnote marks lead to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.sentences import sentences
from pipeline.model import Link

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Citation, Parsed, Span, Statement

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# The digit comes before the look behind it: so ``re`` goes from digit to digit.
_AFTER_STOP = re.compile(rf"[{_SUPERSCRIPT}](?<=[.,;:!?”\"’)].)[{_SUPERSCRIPT}]{{0,3}}")


def marks(parsed: Parsed, number: int) -> list[tuple[int, int]]:
    """Return the footnote marks of a segment as spans of the document's text.

    A mark is the label of one of the document's footnotes, or superscript digits behind punctuation.
    """
    segment = parsed.segments[number]
    if segment.kind == "footnote":
        return []
    labels = {s.label for s in parsed.segments if s.kind == "footnote" and s.label}
    found = {m.span() for m in _AFTER_STOP.finditer(segment.text)}
    for label in sorted(labels):
        for match in re.finditer(re.escape(label), segment.text):
            beside = segment.text[match.end() : match.end() + 1], segment.text[match.start() - 1 : match.start()]
            if not any(c and (c in _SUPERSCRIPT or c == "*") for c in beside) and beside[1]:
                found.add(match.span())
    return [(a + segment.char_start, b + segment.char_start) for a, b in sorted(found)]


def links(parsed: Parsed, statements: Sequence[Statement], citations: Sequence[Citation]) -> tuple[Link, ...]:
    """Return which statement was cited with what, in the order of statements and citations."""
    # A mark stands in the sentence, or right behind its full stop: extents include closing marks.
    placed = sorted((c.start if c.anchor is None else c.anchor, j) for j, c in enumerate(citations))
    relations = ["same_sentence" if c.anchor is None else "footnote" for c in citations]
    out: list[Link] = []
    for i, statement in enumerate(statements if placed else ()):
        start, end = _extent(parsed, statement)
        inside = placed[bisect_left(placed, (start,)) : bisect_left(placed, (end,))]
        out += [Link(i, j, relations[j]) for j in sorted(j for _, j in inside)]
    return tuple(out)


def _extent(parsed: Parsed, statement: Statement) -> tuple[int, int]:
    """Return where the sentences (of an authored row: the whole segment) of a statement start and end."""
    segment = parsed.segments[statement.content[0].segment]
    if statement.mode == "authored":
        return segment.char_start, segment.char_end
    spans: list[Span] = [*statement.content, *statement.cue, *statement.source]
    first = min(s.start for s in spans) - segment.char_start
    last = max(s.end for s in spans) - segment.char_start
    whole = [(a, b) for a, b in sentences(segment.text) if a < last and first < b]
    if not whole:
        return segment.char_start + first, segment.char_start + last
    return segment.char_start + whole[0][0], segment.char_start + whole[-1][1]
