"""Summary records of meetings: what speakers said, in the words of the record.

Source of the forms: summary records of Main Committees, the Economic and Social Council and treaty bodies (…/SR.…).
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.kinds import frame, turns
from pipeline.layout import segment
from pipeline.masthead import agenda_numbers, without_marks
from pipeline.model import AgendaItem, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout, Segment

KINDS = ("summary_record",)

_TITLE = re.compile(r"(?:Provisional\s+)?Summary\s+record\s+of\s+the\s+.*?meeting", re.IGNORECASE | re.DOTALL)
_PARENS = r"(?:\s*\((?:[^()]|\([^()]*\))*\))"
_NUMBER = r"(?:(?P<label>\d{1,3}\.)\s+)?"
_VERB = (
    r"(?:\w+ly\s+)?(?:\w+ed|said|drew|read|took|put|gave|made|spoke|speaking|began|thought|felt|had|was|wished|understood|"
    r"replying|introducing|responding|referring|summing|found|held|told|withdrew|hoped)\b"
)
_ASIDE = r"(?:,\s[^.]{3,200}?,)?"
_TURN = re.compile(
    rf"{_NUMBER}(?P<lead>(?P<name>The\s+(?:Acting\s+|Vice-|Co-)?(?:Chair(?:man|person|woman)?|President|Secretary(?:\s+of\s+the\s+Committee)?|Rapporteur)"
    rf"|(?:Mr|Mrs|Ms|Miss|Mme|Dr|Sir|Dame|Lord|Baroness|Archbishop|Monsignor|Prince|Princess|Sheikh)\.?\s+[^(),.:]{{2,60}}?)"
    rf"(?P<parens>{_PARENS}*)){_ASIDE}\s+{_VERB}"
)
# A name of any form, where the state behind it is known: "4. Begum Noor (Pakistan) said …"
_OF_A_STATE = re.compile(
    rf"{_NUMBER}(?P<lead>(?P<name>[A-ZÀ-Þ][^(),.:\n]{{2,60}}?)(?P<parens>{_PARENS}{{1,3}})){_ASIDE}\s+{_VERB}"
)
_ITEM = re.compile(
    r"Agenda\s+items?\s+(?P<items>\d{1,3}[^:]{0,60})(?::\s*(?P<title>[^(]+?))?\s*(?:\((?:continued|concluded|A/|E/|S/|CCPR|C[A-Z]+/).*)?$",
    re.IGNORECASE | re.DOTALL,
)
_TOP = 60


def recognise(layout: Layout) -> bool:
    """Say whether the first page calls the document a summary record."""
    return any(re.match(r"(?:Provisional\s+)?Summary\s+record\b", t, re.IGNORECASE) for t in frame.top(layout, _TOP))


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the record; what a speaker is reported to have said is of kind ``speech``, in that speaker's voice."""
    blocks = layout.blocks
    number = next((i for i, b in enumerate(blocks) if _TITLE.match(layout.of(b))), 0)
    start = next(
        (i for i in range(number + 1, len(blocks)) if _begins(layout.of(blocks[i]))), min(number + 1, len(blocks))
    )
    front = frame.front(layout, frame.above(layout, number))
    title = frame.title_of(layout, blocks[number : number + 1]) or entry.title
    page = layout.text[: blocks[start].start] if start < len(blocks) else layout.text
    president = turns.presiding(page)
    segments = list(front.segments)
    for at in range(number, start):
        kind = "title" if at == number else "masthead"
        segments.append(segment(layout, kind, blocks[at].start, blocks[at].end, page=blocks[at].page))
    segments += _turns(layout, start, president, document_id)
    found = front.found
    meeting = turns.MEETING.search(title or "")
    day = find_date(re.sub(r"\s+", " ", layout.text[blocks[number].start :][:800])) if blocks else None
    document = replace(
        frame.document("summary_record", layout, entry, found),
        title=title,
        document_date=day,
        meeting=meeting["meeting"] if meeting else None,
        agenda=_agenda(layout, number, (found.organs or ["General Assembly"])[-1]),
    )
    return Parsed(
        document_id, document, layout.text, tuple(segments), (Part("main", None, title, day, None),), tuple(found.notes)
    )


def _begins(text: str) -> bool:
    return bool(_lead(text) or re.match(r"The\s+meeting\s+was\s+called", text))


def _lead(text: str) -> re.Match[str] | None:
    """Return the words that say whose statement a paragraph reports."""
    if match := _TURN.match(text):
        return match
    match = _OF_A_STATE.match(text)
    return match if match and turns.lead(f"{match['lead']}: x") else None


def _agenda(layout: Layout, start: int, organ: str) -> tuple[AgendaItem, ...]:
    """Return the items that headings number, in order, none twice."""
    out: dict[str, AgendaItem] = {}
    for block in layout.blocks[start:]:
        match = _ITEM.match(unwrap(layout.of(block))) if frame.is_heading(layout, block) else None
        for number in agenda_numbers(match["items"]) if match else ():
            title = without_marks(match["title"]) if match and match["title"] else None
            out.setdefault(number, AgendaItem(organ, number, title))
    return tuple(out.values())


def _turns(layout: Layout, start: int, president: turns.Presiding | None, document_id: str) -> list[Segment]:
    out: list[Segment] = []
    voice: Actor | None = None
    for block in layout.blocks[start:]:
        text = layout.of(block)
        lead = _lead(text)
        if frame.is_footnote(layout, block):
            out.append(frame.footnote(layout, block))
        elif lead:
            voice = turns.speaker(turns.Lead(lead["lead"], lead["name"], lead["parens"]), president, document_id)
            label = lead["label"] or lead["lead"]
            out.append(
                replace(segment(layout, "speech", block.start, block.end, label=label, page=block.page), voice=voice)
            )
        elif frame.is_heading(layout, block) or turns.PROCEDURE.match(re.sub(r"\s+", " ", text)):
            voice = None
            kind = "heading" if frame.is_heading(layout, block) else "paragraph"
            out.append(segment(layout, kind, block.start, block.end, page=block.page))
        else:
            kind = "table" if block.role == "table" else "speech" if voice else "paragraph"
            made = segment(layout, kind, block.start, block.end, label=frame.label_of(text), page=block.page)
            out.append(replace(made, voice=voice))
    return out
