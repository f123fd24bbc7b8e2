"""Notes verbales circulated as documents: a mission writes in the third person, and nobody signs.

Source of the form: United Nations Correspondence Manual, “Notes verbales”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import annexes, frame
from pipeline.layout import lines, segment
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model import Entry, Layout, Placed

KINDS = ("note_verbale",)

_TITLE = re.compile(r"Notes?\s+verbales?\s+dated\b", re.IGNORECASE)
_COMPLIMENTS = re.compile(r"\bpresents?\s+(?:its|his|her|their)\s+compliments\s+to\b", re.IGNORECASE)
_SENDER = re.compile(
    r"\bfrom\s+(?:the\s+)?(?P<sender>.+?)(?:\s+addressed\s+to\s+(?:the\s+)?(?P<addressee>.+))?$",
    re.IGNORECASE | re.DOTALL,
)
_PRESENTS = re.compile(
    r"(?P<sender>The\s.+?)\spresents?\s+(?:its|his|her|their)\s+compliments\s+to\s(?:the\s)?"
    r"(?P<addressee>[^,;.]+?)(?:\sand\b|[,;.])",
    re.IGNORECASE | re.DOTALL,
)
_MISSION = re.compile(r"The\s+(?:Permanent|Embassy|Office|Government)")
_TOP = 60
_TITLE_LINES = 6
_LINE = 60


def recognise(layout: Layout) -> bool:
    """Say whether the title is a note verbale's, or, without a masthead, a mission presents its compliments."""
    top = frame.top(layout, _TOP)
    if any(_TITLE.match(t) for t in top):
        return any(frame.is_masthead(t) for t in top)
    opening = unwrap(" ".join(top[:20]))
    return bool(_COMPLIMENTS.search(opening)) and not any(frame.LETTER.match(t) or re.match(r"Distr\b", t) for t in top)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the note; it is in the voice of the mission that sends it."""
    blocks = layout.blocks
    number = next((x.block for x in lines(layout) if _TITLE.match(x.text)), None)
    front = frame.front(layout, frame.above(layout, number or 0))
    title_end, rest = _title(layout, number) if number is not None else (0, blocks)
    title = unwrap(layout.text[blocks[number].start : title_end]) if number is not None else entry.title
    wording = _SENDER.search(title or "") or _PRESENTS.search(unwrap(layout.text[:3000]))
    sender = re.sub(r"^the\s+", "", unwrap(wording["sender"]), flags=re.IGNORECASE) if wording else None
    voice = actors.organisation(sender, actors.country_in(sender)) if sender else None
    day = find_date(title or "") or _dated(layout)
    parts = [Part("main", None, title, day, voice)]
    segments = list(front.segments)
    if number is not None:
        segments.append(segment(layout, "title", blocks[number].start, title_end, page=blocks[number].page))
    segments += annexes.body(layout, rest, voice, parts, document_id)
    document = replace(
        frame.document("note_verbale", layout, entry, front.found),
        title=title,
        document_date=day,
        publisher=entry.publisher or ("United Nations" if front.found.symbols else None),
        addressee=unwrap(wording["addressee"]) if wording and wording["addressee"] else None,
        authors=(Author(sender, None, None, voice),) if sender else (),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(front.found.notes))


def _dated(layout: Layout) -> date | None:
    """Return the date that stands on a line of its own at the end."""
    short = [t for b in reversed(layout.blocks) if len(t := layout.of(b)) < _LINE]
    return next((day for text in short if (day := find_date(text))), None)


def _title(layout: Layout, number: int) -> tuple[int, tuple[Placed, ...]]:
    """Return where the title ends and the blocks after it; a text may have lost the break between the two."""
    block = layout.blocks[number]
    own = [x for x in lines(layout) if x.block == number]
    for at, line in enumerate(own):
        below = unwrap(layout.text[line.start : block.end])
        if at and (at > _TITLE_LINES or (_MISSION.match(below) and _COMPLIMENTS.search(below[:300]))):
            return own[at - 1].end, (replace(block, start=line.start), *layout.blocks[number + 1 :])
    return block.end, layout.blocks[number + 1 :]
