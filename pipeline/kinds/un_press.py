"""Press releases and meetings coverage of the United Nations.

Source of the forms: press.un.org; the symbols of releases (SC/13623, GA/12345, SG/SM/20000) are no document symbols.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import annexes, frame
from pipeline.layout import segment
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout

KINDS = ("press_release",)

_CALLED = re.compile(
    r"(?:Press\s+release|Meetings\s+coverage|Media\s+advisory|Press\s+statement)\b[\s:*-]*", re.IGNORECASE
)
_NUMBER = re.compile(
    r"(?:SC|GA|SG/SM|SG/A|SG/T|ECOSOC|HR|DSG/SM|AFR|IHA|WOM|ENV|DEV|PAL|SEA|L|DC|PI|NGO|OBV|ORG|REF|SAG)(?:/[A-Z]{1,4})?/\d{1,5}$"
)
_LINE = 80
_TOP = 12


def recognise(layout: Layout) -> bool:
    """Say whether one of the first lines calls it a press release, or is a release's number."""
    top = frame.top(layout, _TOP)
    if any(re.match(r"Distr\b", t) for t in top):
        return False
    return any((_CALLED.match(t) and len(t) < _LINE) or _NUMBER.match(t) for t in top)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the release: first lines, headline, and its text in the publisher's voice."""
    blocks = layout.blocks
    number = next((i for i, b in enumerate(blocks[:_TOP]) if _is_headline(layout.of(b))), 0)
    publisher = entry.publisher or "United Nations"
    voice = actors.organisation(publisher)
    title = unwrap(layout.of(blocks[number])) if blocks else entry.title
    top = " ".join(layout.of(b) for b in blocks[: number + 3])
    day = find_date(re.sub(r"\s+", " ", top))
    segments = [segment(layout, "masthead", b.start, b.end, page=b.page) for b in blocks[:number]]
    if blocks:
        segments.append(segment(layout, "title", blocks[number].start, blocks[number].end, page=blocks[number].page))
    parts = [Part("main", None, title, day, voice)]
    segments += annexes.body(layout, blocks[number + 1 :], voice, parts, document_id)
    document = replace(
        frame.document("press_release", layout, entry),
        title=title,
        document_date=day,
        publisher=publisher,
        authors=(Author(publisher, None, None, voice),),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts))


def _is_headline(text: str) -> bool:
    plain = unwrap(text)
    bare = _CALLED.sub("", plain).strip()
    return bool(bare) and not _NUMBER.match(plain) and find_date(plain) is None and len(plain.split()) > 3  # noqa: PLR2004 -- a headline has a verb and more
