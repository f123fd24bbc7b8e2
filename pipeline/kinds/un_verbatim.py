"""Verbatim records of meetings: every turn in the voice of its speaker.

Source of the forms: verbatim records of the General Assembly (A/…/PV.…) and the Security Council (S/PV.…), 1946 to
today.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.kinds import frame, turns
from pipeline.language import language_of
from pipeline.layout import lines, segment
from pipeline.masthead import agenda_numbers, without_marks
from pipeline.model import AgendaItem, Document, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout, Placed, Segment

KINDS = ("verbatim_record",)

_CALLED = re.compile(r"The\s+meeting\s+(?:was\s+called|resumed|was\s+resumed)", re.IGNORECASE)
_SYMBOL = re.compile(r"(?:A|S|T|E)/(?:[A-Z0-9-]+/)?PV\.?\s?\d+")
_ITEM = re.compile(
    r"Agenda\s+items?\s+(?P<items>\d[\d\s,()a-z]*(?:\band\b|\bto\b)?[\d\s,()a-z]*)(?:\(continued\))?$", re.IGNORECASE
)
_NOTICE = re.compile(r"This record (?:contains|is subject)|Corrections|Corrected records", re.IGNORECASE)
_TOP = 60
_FEW_TURNS = 2


def recognise(layout: Layout) -> bool:
    """Say whether the first page is a meeting's and several blocks begin with a speaker and a colon."""
    top = frame.top(layout, _TOP)
    meeting = _meeting("\n".join(top)) or any(_SYMBOL.match(t) for t in top[:6])
    if not meeting or any(re.match(r"Summary record", t, re.IGNORECASE) for t in top):
        return False
    return sum(turns.LEAD.match(layout.of(b)) is not None for b in layout.blocks) >= _FEW_TURNS


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the record; a paragraph of a turn is a segment of kind ``speech``.

    The first of a turn has as label the words before its colon, as printed: "Mr. Blok (Netherlands)". What happens
    between turns is a paragraph in nobody's voice.
    """
    blocks = layout.blocks
    start = _start(layout)
    front = frame.front(layout, start)
    first = next((b for b in blocks if turns.LEAD.match(layout.of(b))), None)
    page = layout.text[: first.start] if first else layout.text
    president = turns.presiding(page)
    organ = front.found.organs[0] if front.found.organs else turns.organ_in(page.split("\n"))
    name = _meeting(page)
    parts = [Part("main", None, name, find_date(re.sub(r"\s+", " ", page)), None)]
    segments = list(front.segments) + _turns(layout, start, president, document_id)
    found = front.found
    if not found.symbols:
        found.symbols += _symbols_below(layout)
    document = Document(
        kind="verbatim_record",
        title=name or entry.title,
        language=entry.language or language_of(layout.text),
        document_date=parts[0].date,
        distribution=found.distribution or ("Provisional" if re.search(r"^Provisional$", page, re.MULTILINE) else None),
        distribution_date=found.distribution_date,
        original_language=found.original_language,
        ga_session=found.ga_session,
        sc_year=found.sc_year,
        meeting=name,
        publisher=entry.publisher or "United Nations",
        symbols=tuple(found.symbols),
        agenda=_agenda(layout, start, organ or "General Assembly"),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _start(layout: Layout) -> int:
    """Return the block where the meeting begins."""
    for number, block in enumerate(layout.blocks):
        text = layout.of(block)
        if turns.LEAD.match(text) and not re.match(r"(?:President|Members)\s*:", text):
            return number
        if _CALLED.search(text):
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
    bold = sum(b.lead and turns.LEAD.match(layout.of(b)) is not None for b in layout.blocks) >= _FEW_TURNS
    for block in layout.blocks[start:]:
        text = layout.of(block)
        if frame.is_footnote(layout, block):
            out.append(frame.footnote(layout, block))
            continue
        lead = turns.LEAD.match(text) if block.lead or not bold else None
        chair, president = turns.changed(unwrap(text), first, president)
        kind, label = "speech" if voice else "paragraph", None
        if lead:
            voice = turns.speaker(lead, president, document_id)
            kind, label = "speech", unwrap(lead["lead"])
        elif chair or _NOTICE.match(text):
            kind = "paragraph"
        elif _is_procedure(layout, block):
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
    return [line.text for line in first if _SYMBOL.fullmatch(line.text)][:1]


def _agenda(layout: Layout, start: int, organ: str) -> tuple[AgendaItem, ...]:
    """Return the items taken up, each with the heading below it, in order, none twice."""
    out: dict[str, AgendaItem] = {}
    for block, below in zip(layout.blocks[start:], layout.blocks[start + 1 :], strict=False):
        match = _ITEM.match(unwrap(layout.of(block)))
        if match is None or not block.bold:
            continue
        numbers = agenda_numbers(match["items"])
        title = without_marks(unwrap(layout.of(below))) if below.bold and len(numbers) == 1 else None
        for number in numbers:
            out.setdefault(number, AgendaItem(organ, number, title))
    return tuple(out.values())
