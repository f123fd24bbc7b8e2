"""Reports and notes: documents with a masthead that are nothing more particular.

What tells them is the masthead (a symbol and a distribution) above a title that is no letter's, no resolution's and
no meeting's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.kinds import (
    annexes,
    bylines,
    frame,
    un_draft,
    un_note_verbale,
    un_press,
    un_resolution,
    un_summary,
    un_verbatim,
)
from pipeline.layout import lines, segment
from pipeline.masthead import SYMBOL, is_known, organ_of
from pipeline.model import Parsed, Part

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout, Placed

KINDS = ("report",)

_AGENDA = re.compile(
    r"(?:Provisional\s+)?Agenda\s+items?\s+\d|Items?\s+\d.*\bof\s+the\s+(?:preliminary|provisional)", re.IGNORECASE
)
# The annex is somebody else's: "The annex to the present report is circulated as received."
_AS_RECEIVED = re.compile(
    r"\b(?:annex|appendix|appendices)\w*\b[^.]{0,120}\b(?:circulated|reproduced|issued|presented)\b[^.]{0,60}\bas\s+(?:received|submitted)",
    re.IGNORECASE,
)
_OTHERS = (un_draft, un_note_verbale, un_press, un_resolution, un_summary, un_verbatim)
_TOP = 30
_TITLE_BLOCKS = 3
_LINE = 60
_LONG = 200


def recognise(layout: Layout) -> bool:
    """Say whether the first page has a masthead and belongs to no kind that has one too."""
    top = frame.top(layout, _TOP)
    issued = any(organ_of(t) or re.match(r"Distr\b", t, re.IGNORECASE) for t in top)
    symbol = any(SYMBOL.match(t) for t in top)
    if not (issued and symbol) or any(frame.LETTER.match(t) for t in top):
        return False
    return not any(k.recognise(layout) for k in _OTHERS)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the report; it is in the voice of whoever it is a report of."""
    blocks = layout.blocks
    number = _title_at(layout)
    front = frame.front(layout, frame.above(layout, number))
    titles = _titles(layout, number)
    start = number + len(titles)
    title = frame.title_of(layout, titles[:1]) or entry.title
    wordings = [frame.title_of(layout, [b]) for b in titles]
    author = next((a for w in reversed(wordings) if (a := bylines.author_of(w, document_id))), None)
    voice = author.actor if author else None
    parts = [Part("main", None, title, front.found.distribution_date, voice)]
    segments = [*front.segments, *(segment(layout, "title", b.start, b.end, page=b.page) for b in titles)]
    segments += [
        replace(s, voice=None) if s.kind == "heading" else s
        for s in annexes.body(layout, blocks[start:], voice, parts, document_id)
    ]
    found = front.found
    document = replace(
        frame.document("report", layout, entry, found),
        title=title,
        document_date=next((d for w in wordings if "dated" in w and (d := find_date(w))), None)
        or found.distribution_date,
        authors=(author,) if author else (),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _title_at(layout: Layout) -> int:
    """Return the block of the title: the first after the masthead's own lines and the titles of its agenda items.

    An agenda line of n items is followed by up to n blocks of titles, one of one item by the rest of its own block
    or by the next.
    """
    blocks = layout.blocks
    printed = list(lines(layout))
    last = -1
    items = 0
    for line in printed:
        if line.block > _TOP:
            break
        if _AGENDA.match(line.text):
            from pipeline.masthead import agenda_numbers

            items = len(agenda_numbers(line.text))
            last = line.block
            own = [x for x in printed if x.block == line.block and x.start > line.start]
            items -= bool(own)
        elif (is_known(line.text) and line.block == last + 1) or (
            is_known(line.text)
            and (organ_of(line.text) or line.start == blocks[line.block].start)
            and line.block > last
            and items <= 0
            and len(line.text) < _LINE
        ):
            last = line.block
        elif line.block > last:
            if frame.is_footnote(layout, blocks[line.block]):
                continue
            if items > 0:
                items -= 1
                last = line.block
                continue
            return line.block
    return min(last + 1, max(len(blocks) - 1, 0))


def _titles(layout: Layout, number: int) -> list[Placed]:
    """Return the title's block and, where they are bold too, those of its author below."""
    out = [layout.blocks[number]] if number < len(layout.blocks) else []
    for block in layout.blocks[number + 1 : number + _TITLE_BLOCKS]:
        text = layout.of(block)
        if len(text) > _LONG or block.role == "table" or not bylines.author_of(frame.title_of(layout, [block]), ""):
            break
        out.append(block)
    return out
