"""Verbatim records of meetings: every turn in the voice of its speaker.

Source of the forms: verbatim records of the General Assembly (A/…/PV.…) and the Security Council (S/PV.…), 1946 to
today.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.dates import DATE, find_date
from pipeline.kinds import frame, turns
from pipeline.layout import lines, segment
from pipeline.masthead import agenda_numbers, without_marks
from pipeline.model import AgendaItem, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout, Placed, Segment

KINDS = ("verbatim_record",)

_UNNAMED = re.sub(r"\?P<\w+>", "?:", DATE.pattern)
_CALLED = re.compile(r"The\s+meeting\s+(?:was\s+called|resumed|was\s+resumed)", re.IGNORECASE)
_SYMBOL = re.compile(r"(?P<symbol>(?:A|S|T|E)/(?:[A-Z0-9-]+/)?PV\.?\s?\d+(?:\s*\(Resumption\s*\d*\))?)\**")
_ITEM = re.compile(r"Agenda\s+items?\s+(?P<items>\d[\d\s,()a-z]*)$", re.IGNORECASE)
# Of a closed meeting there is no other record.
_COMMUNIQUE = re.compile(r"(?:Official\s+)?communiqu[ée]\s+of\s+the\b.*\bmeeting\b", re.IGNORECASE)
_SUB_ITEM = re.compile(r"(?P<letter>\([a-z]{1,2}\))\s+(?P<title>.+)", re.DOTALL)
# Headings of what lies before the meeting under an item.
_PAPER = re.compile(r"(?:Draft\s+(?:resolution|decision)|Note\s+by|Report\s+of|Letter\s+dated)\b", re.IGNORECASE)
_NOTICE = re.compile(r"This record (?:contains|is subject)|Corrections|Corrected records", re.IGNORECASE)
_HELD = re.compile(
    rf"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:{DATE.pattern})|(?:{_UNNAMED}),?\s+(?:at\s+)?\d{{1,2}}(?:\.\d\d)?\s*[ap]\.?m)",
    re.IGNORECASE,
)
_TOP = 60
_FEW_TURNS = 2


def recognise(layout: Layout) -> bool:
    """Say whether the first page is a meeting's and several blocks begin with a speaker and a colon."""
    top = frame.top(layout, _TOP)
    meeting = _meeting("\n".join(top)) or any(_SYMBOL.match(t) for t in top[:6])
    if not meeting or any(re.match(r"Summary record", t, re.IGNORECASE) for t in top):
        return False
    communique = any(_COMMUNIQUE.match(t) for t in top)
    return communique or sum(turns.lead(layout.of(b)) is not None for b in layout.blocks) >= _FEW_TURNS


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the record; a paragraph of a turn is a segment of kind ``speech``.

    The first of a turn has as label the words before its colon, as printed: "Mr. Blok (Netherlands)". What happens
    between turns is a paragraph in nobody's voice.
    """
    blocks = layout.blocks
    start = _start(layout)
    front = frame.front(layout, frame.above(layout, start))
    first = next((b for b in blocks if turns.lead(layout.of(b))), blocks[start])
    page = layout.text[: first.start]
    president = turns.presiding(page)
    organ = front.found.organs[0] if front.found.organs else turns.organ_in(page.split("\n"))
    name = _meeting(page)
    plain = re.sub(r"\s+", " ", page)
    # The day with its weekday or hour is the meeting's; another may be that of a reissue.
    held = _HELD.search(plain)
    parts = [Part("main", None, name, find_date(held.group() if held else plain), None)]
    segments = list(front.segments) + _turns(layout, start, president, document_id)
    found = front.found
    if not found.symbols:
        found.symbols += _symbols_below(layout)
    document = replace(
        frame.document("verbatim_record", layout, entry, found),
        title=name or entry.title,
        document_date=parts[0].date,
        distribution=found.distribution or ("Provisional" if re.search(r"^Provisional$", page, re.MULTILINE) else None),
        meeting=name,
        agenda=_agenda(layout, start, organ or "General Assembly"),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _start(layout: Layout) -> int:
    """Return the block where the meeting begins."""
    for number, block in enumerate(layout.blocks):
        text = layout.of(block)
        if turns.lead(text) or _COMMUNIQUE.match(text) or _CALLED.search(text):
            return number
    return 0


def _meeting(page: str) -> str | None:
    """Return the number and name of the meeting ("8422nd meeting"); its words may stand on lines of their own."""
    if match := turns.MEETING.search(re.sub(r"\s+", " ", page)):
        return match["meeting"]
    number = re.search(r"^\d{1,4}(?:st|nd|rd|th)$", page, re.MULTILINE)
    return (
        f"{number.group()} plenary meeting" if number and re.search(r"plenary\s+meeting", page, re.IGNORECASE) else None
    )


def _turns(layout: Layout, start: int, first: turns.Presiding | None, document_id: str) -> list[Segment]:
    out: list[Segment] = []
    voice: Actor | None = None
    president = first
    # Where the container knows of bold type, the words before a speech are bold.
    bold = sum(b.lead and turns.lead(layout.of(b)) is not None for b in layout.blocks) >= _FEW_TURNS
    for block in layout.blocks[start:]:
        text = layout.of(block)
        if frame.is_footnote(layout, block):
            out.append(frame.footnote(layout, block))
            continue
        procedure = _is_procedure(layout, block)
        lead = turns.lead(text, bold=bold and not block.bold and not procedure) if block.lead or not bold else None
        chair, president = turns.changed(unwrap(text), first, president)
        kind, label = "speech" if voice else "paragraph", None
        if lead:
            voice = turns.speaker(lead, president, document_id)
            kind, label = "speech", lead.label
        elif chair or _NOTICE.match(text) or turns.is_direction(text):
            kind = "paragraph"
        elif procedure:
            voice, kind = None, "paragraph"
        elif frame.is_heading(layout, block) or (block.lead and _ITEM.match(unwrap(text))):
            voice, kind = None, "heading"
        elif block.role == "table":
            kind = "table"
        made = segment(layout, kind, block.start, block.end, label=label, page=block.page)
        out.append(replace(made, voice=voice) if kind == "speech" else made)
    return out


def _is_procedure(layout: Layout, block: Placed) -> bool:
    text = layout.of(block)
    return turns.PROCEDURE.match(re.sub(r"\s+", " ", text)) is not None or (
        block.italic and not text.startswith(("“", '"'))
    )


def _symbols_below(layout: Layout) -> list[str]:
    """Return the record's symbol where the first page prints it at its foot (until the 1990s)."""
    first = [line for line in lines(layout) if line.page in {None, 1}]
    return [m["symbol"] for line in first if (m := _SYMBOL.fullmatch(line.text))][:1]


def _agenda(layout: Layout, start: int, organ: str) -> tuple[AgendaItem, ...]:
    """Return the items taken up, each with its heading below it, and their sub-items; in order, none twice."""
    out: dict[str, AgendaItem] = {}
    blocks = layout.blocks
    typed = any(b.lead for b in blocks)
    for at in range(start, len(blocks)):
        match = _ITEM.match(unwrap(layout.of(blocks[at]))) if blocks[at].lead or not typed else None
        if match is None:
            continue
        numbers = agenda_numbers(match["items"])
        headings = [without_marks(unwrap(layout.of(b))) for b in takewhile(lambda b: b.bold, blocks[at + 1 :])]
        titles = [h for h in takewhile(lambda h: not _SUB_ITEM.match(h), headings) if h][: len(numbers)]
        alone = titles if len(titles) == len(numbers) else [None] * len(numbers)
        for number, title in zip(numbers, alone, strict=True):
            out.setdefault(number, AgendaItem(organ, number, title))
        for sub in filter(None, map(_SUB_ITEM.match, headings if len(numbers) == 1 else ())):
            if not _PAPER.match(sub["title"]):
                number = f"{numbers[0]} {sub['letter']}"
                out.setdefault(number, AgendaItem(organ, number, sub["title"]))
    return tuple(out.values())
