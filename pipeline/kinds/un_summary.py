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
from pipeline.model import Parsed, Part

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout, Segment

KINDS = ("summary_record",)

_TITLE = re.compile(r"(?:Provisional\s+)?Summary\s+record\s+of\s+the\s+.*?meeting", re.IGNORECASE | re.DOTALL)
_TURN = re.compile(
    r"(?:(?P<label>\d{1,3}\.)\s+)?(?P<lead>(?P<name>The\s+(?:Acting\s+|Vice-|Co-)?(?:Chair(?:man|person|woman)?|President|Secretary(?:\s+of\s+the\s+Committee)?)"
    r"|(?:Mr|Mrs|Ms|Miss|Dr|Sir|Dame|Lord|Baroness|Archbishop|Monsignor)\.?\s+[^(),.]{2,60}?)"
    r"(?P<parens>(?:\s*\((?:[^()]|\([^()]*\))*\))*))(?:,[^.]{3,160}?,)?\s+(?:said|asked|thanked|recalled|expressed|noted|stressed|"
    r"welcomed|reiterated|stated|drew|invited|suggested|proposed|explained|pointed|replied|urged|called|introduced|took|speaking|"
    r"wondered|wished|hoped|agreed|reported|read|observed|requested|remarked|emphasized)\b"
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
    )
    return Parsed(
        document_id, document, layout.text, tuple(segments), (Part("main", None, title, day, None),), tuple(found.notes)
    )


def _begins(text: str) -> bool:
    return bool(_TURN.match(text) or re.match(r"The\s+meeting\s+was\s+called", text))


def _turns(layout: Layout, start: int, president: turns.Presiding | None, document_id: str) -> list[Segment]:
    out: list[Segment] = []
    voice: Actor | None = None
    for block in layout.blocks[start:]:
        text = layout.of(block)
        lead = _TURN.match(text)
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
