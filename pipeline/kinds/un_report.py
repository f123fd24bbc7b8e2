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
from pipeline.kinds import annexes, bylines, frame
from pipeline.layout import lines, segment
from pipeline.masthead import SYMBOL, agenda_numbers, is_agenda, is_body, is_known, organ_of
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout, Placed

KINDS = ("report",)

# The annex is somebody else's: "The annex to the present report is circulated as received."
_AS_RECEIVED = re.compile(
    r"\b(?:annex|appendix|appendices)\w*\b[^.]{0,120}\b(?:circulated|reproduced|issued|presented)\b[^.]{0,60}\bas\s+(?:received|submitted)",
    re.IGNORECASE,
)
_TOP = 30
_TITLE_BLOCKS = 3
_LINE = 60
_LONG = 200
_TITLE_CHARACTERS = 1_000


def presume(layout: Layout) -> bool:
    """Say whether the first page has a masthead: a symbol, and an organ or a distribution."""
    top = frame.top(layout, _TOP)
    issued = any(organ_of(t) or re.match(r"Distr\b", t, re.IGNORECASE) for t in top)
    symbol = any(SYMBOL.match(t) for t in top)
    return issued and symbol and not any(frame.LETTER.match(t) for t in top)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the report; it is in the voice of whoever it is a report of."""
    number = _title_at(layout)
    layout = _author_apart(layout, number)
    blocks = layout.blocks
    front = frame.front(layout, frame.above(layout, number))
    titles = _titles(layout, number)
    start = blocks.index(titles[-1]) + 1 if titles else 0
    subject = [b for b in titles[1:2] if actors.state(frame.title_of(layout, [b]))]
    title = ": ".join(frame.title_of(layout, [b]) for b in (*titles[:1], *subject)) or entry.title
    wordings = [frame.title_of(layout, [b]) for b in titles]
    author = next((a for w in reversed(wordings) if (a := bylines.author_of(w, document_id))), None)
    if subject and author is None and title and title.startswith("National report"):
        state = actors.state(frame.title_of(layout, subject))
        author = Author(state.name, None, None, state) if state else None
    # Where nobody is named, it is the document that says it.
    symbol = next(iter(front.found.symbols), None)
    voice = author.actor if author else actors.document(title or "Report", document_id, symbol)
    found = front.found
    day = next((d for w in wordings if "dated" in w and (d := find_date(w))), found.distribution_date)
    parts = [Part("main", None, title, day, author.actor if author else None)]
    segments = list(front.segments)
    for b in blocks[number:start]:
        titled = segment(layout, "title", b.start, b.end, page=b.page)
        segments.append(titled if b in titles else frame.footnote(layout, b))
    own = None if _AS_RECEIVED.search(layout.text) else voice
    body = annexes.body(layout, blocks[start:], voice, parts, document_id, own)
    segments += [replace(s, voice=None) if s.kind == "heading" else s for s in body]
    document = replace(
        frame.document("report", layout, entry, found),
        title=title,
        document_date=day,
        authors=(author,) if author else (),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _title_at(layout: Layout) -> int:
    """Return the block of the title: the first after the masthead's own lines and the titles of its agenda items.

    An agenda line of n items is followed by up to n blocks of titles, one of one item by the rest of its own block
    or by the next.
    """
    printed = list(lines(layout))
    below = [line.text for line in printed[1:]] + [""]
    items = 0
    for number, block in enumerate(layout.blocks[:_TOP]):
        own = [(line.text, below[n]) for n, line in enumerate(printed) if line.block == number]
        agenda = next((n for n, (text, _) in enumerate(own) if is_agenda(text)), None)
        if agenda is not None:
            items = len(agenda_numbers(own[agenda][0])) - (agenda + 1 < len(own))
        elif frame.is_footnote(layout, block) or all(_is_masthead(text, after) for text, after in own):
            continue
        elif items > 0:
            items -= 1
        else:
            return number
    return 0


def _author_apart(layout: Layout, number: int) -> Layout:
    """Return the layout with the line that names the author, below the title in its block, as a block of its own."""
    block = layout.blocks[number]
    text = layout.of(block)[:_TITLE_CHARACTERS]
    starts = (m.end() for m in re.finditer(r"\n", text))
    at = next((n for n in starts if bylines.author_of(unwrap(text[n:]), "")), None)
    return frame.split(layout, number, (at - 1, at)) if at and not bylines.author_of(unwrap(text), "") else layout


def _is_masthead(text: str, after: str) -> bool:
    return (is_known(text) and len(text) < _LINE) or is_body(text, after)


def _titles(layout: Layout, number: int) -> list[Placed]:
    """Return the title's block and those below it that name the author or, of a review, the state."""
    out = [layout.blocks[number]] if number < len(layout.blocks) else []
    bold = any(b.bold for b in layout.blocks)
    near = layout.blocks[number + 1 : number + _TITLE_BLOCKS + 1]
    for block in (b for b in near if not frame.is_footnote(layout, b)):
        words = frame.title_of(layout, [block])[: _LONG + 1]
        named = bylines.author_of(words, "") or ((block.bold or not bold) and actors.state(words))
        if len(words) > _LONG or block.role == "table" or not named or len(out) == _TITLE_BLOCKS:
            break
        out.append(block)
    return out
