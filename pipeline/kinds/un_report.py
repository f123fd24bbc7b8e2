"""Reports and notes: documents with a masthead that are nothing more particular.

What tells them is the masthead (a symbol and a distribution) above a title that is no letter's, no resolution's and
no meeting's.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import frame, un_draft, un_note_verbale, un_press, un_resolution, un_summary, un_verbatim
from pipeline.layout import lines, segment
from pipeline.masthead import SYMBOL, is_known, organ_of
from pipeline.model import Author, Parsed, Part

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout, Placed

KINDS = ("report",)

_AUTHORED = re.compile(
    r"(?:(?:\w+\s+){0,4}?Report|(?:\w+\s+)?Note|Memorandum|Study|Comments)\s+(?:of|by|prepared\s+by|submitted\s+by|from)\s+(?:the\s+)?(?P<author>.+)",
    re.IGNORECASE | re.DOTALL,
)
_AGENDA = re.compile(
    r"(?:Provisional\s+)?Agenda\s+items?\s+\d|Items?\s+\d.*\bof\s+the\s+(?:preliminary|provisional)", re.IGNORECASE
)
_OFFICE = re.compile(
    r"\b(?:Secretary-General|Chair(?:man|person)?|President|Rapporteur|High Commissioner|Director|Registrar|Expert|"
    r"Representative|Adviser|Envoy)\b"
)
# "… of the Secretary-General on his mission": the subject; "the Working Group on …" is a name.
_SUBJECT = re.compile(
    r"(?<!Group)(?<!Committee)(?<!Commission)(?<!Rapporteur)(?<!Expert)(?<!Panel)(?<!Conference)(?<!Mechanism)\s+on\s+.*$",
    re.DOTALL,
)
_OTHERS = (un_draft, un_note_verbale, un_press, un_resolution, un_summary, un_verbatim)
_TOP = 30
_TITLE_BLOCKS = 3
_LINE = 60


def recognise(layout: Layout) -> bool:
    """Say whether the first page has a masthead and belongs to no kind that has one too."""
    top = frame.top(layout, _TOP)
    distributed = any(re.match(r"Distr\b", t) for t in top)
    symbol = any(SYMBOL.match(t) for t in top)
    if not (distributed and symbol) or any(frame.LETTER.match(t) for t in top):
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
    author = _author(wordings, document_id)
    voice = author.actor if author else None
    parts = [Part("main", None, title, front.found.distribution_date, voice)]
    segments = [*front.segments, *(segment(layout, "title", b.start, b.end, page=b.page) for b in titles)]
    segments += [
        replace(s, voice=None) if s.kind == "heading" else s for s in frame.body(layout, blocks[start:], voice, parts)
    ]
    found = front.found
    document = replace(
        frame.document("report", layout, entry, found),
        title=title,
        document_date=next((d for w in wordings if (d := find_date(w))), None) or found.distribution_date,
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
        if not (_AUTHORED.match(text) and len(text) < 200) or block.role == "table":  # noqa: PLR2004 -- a line or two
            break
        out.append(block)
    return out


def _author(wordings: list[str], document_id: str) -> Author | None:
    for wording in reversed(wordings):
        match = _AUTHORED.match(wording)
        if match is None:
            continue
        words = _SUBJECT.sub("", match["author"]) if len(wordings) == 1 else match["author"]
        if _OFFICE.search(words):
            return Author(None, None, words, actors.person(words, document_id, words))
        return Author(words, None, None, actors.organisation(words))
    return None
