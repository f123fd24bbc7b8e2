"""What a statement was cited with: the citations of its sentence, and those its sentence's footnote marks lead to."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING

from pipeline.extract.sentences import sentences
from pipeline.model import Link

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Citation, Parsed, Span, Statement

_SUPERSCRIPT = "⁰¹²³⁴⁵⁶⁷⁸⁹"
# The digit comes before the look behind it: so ``re`` goes from digit to digit.
_AFTER_STOP = re.compile(rf"[{_SUPERSCRIPT}](?<=[.,;:!?”\"’)].)[{_SUPERSCRIPT}]{{0,3}}")


def marks(parsed: Parsed) -> dict[int, list[tuple[int, int]]]:
    """Return the footnote marks of each segment that has any, as spans of the document's text, in order.

    A mark is the label of one of the document's footnotes, or superscript digits behind punctuation; it never begins a
    segment. A label is looked for among the runs of the signs that labels are made of: the text is read once.
    """
    labels = {s.label for s in parsed.segments if s.kind == "footnote" and s.label}
    signs = "".join(sorted({*_SUPERSCRIPT, "*", *"".join(labels)}))
    run = re.compile(f"[{re.escape(signs)}]+")
    out: dict[int, list[tuple[int, int]]] = {}
    for number, segment in enumerate(parsed.segments):
        if segment.kind != "footnote":
            found = {m.span() for m in _AFTER_STOP.finditer(segment.text)}
            found |= {m.span() for m in run.finditer(segment.text) if m.start() and m.group() in labels}
            if found:
                out[number] = [(a + segment.char_start, b + segment.char_start) for a, b in sorted(found)]
    return out


# What is cited by its author, title and place; the words of a title are said by nobody there.
_WORKS = frozenset({"article", "book", "news", "web"})


def outside_titles(found: Iterable[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """Return the statements without those that are words of a cited work: "Li, The Mayor Said It Rained (Ilmar, 1999)".

    Their cue, or what they quote without a cue, lies inside the citation.
    """
    works = sorted((c.start, c.end) for c in citations if c.kind in _WORKS)

    def is_title(s: Statement) -> bool:
        spans = s.cue or s.content
        before = bisect_left(works, (spans[0].start + 1,)) - 1
        return s.mode != "authored" and before >= 0 and spans[-1].end <= works[before][1]

    return [s for s in found if not is_title(s)]


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
