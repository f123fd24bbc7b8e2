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
from pipeline.masthead import SYMBOL, is_known
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from datetime import date

    from pipeline.model import Actor, Entry, Layout

KINDS = ("press_release",)

_CALLED = re.compile(
    r"(?:Press\s+release|Meetings\s+coverage|Media\s+advisory|Press\s+(?:statement|briefing|conference)|"
    r"Department\s+of\s+(?:Public\s+Information|Global\s+Communications)\b.*|For\s+information\s+media\b.*|"
    r"(?:Security\s+Council|Secretary-General)\s*:\s*(?:Meetings\s+Coverage|Press\s+Releases?|Statements\s+and\s+Messages))[\s:*-]*",
    re.IGNORECASE,
)
_SERIES = (
    r"(?:SC|GA|SG|DSG|ECOSOC|HR|AFR|IHA|WOM|ENV|DEV|PAL|SEA|L|DC|PI|NGO|OBV|ORG|REF|SAG|BIO|ICEF|UNIC|NOTE|PKO|M|DB)"
)
# SC/15350; SG/SM/21864-AFR/4000; with the date beside it on newer pages
_NUMBER = re.compile(
    rf"{_SERIES}(?:/[A-Z0-9]{{1,6}}){{0,2}}/\d{{1,5}}(?:[-–]{_SERIES}(?:/[A-Z]{{1,4}})?/\d{{1,5}})*\W*(?P<rest>.*)$"
)
_MEETING = re.compile(
    r"\d{1,5}(?:st|nd|rd|th)(?:\s*(?:,|&|and)\s*\d{1,5}(?:st|nd|rd|th))*\s+Meetings?\b.{0,30}\((?:AM|PM|Night|Resumed)\b",
    re.IGNORECASE,
)
_COMPACT = re.compile(r"(?<!\d)(?P<y>(?:19|20)\d\d)(?P<m>0[1-9]|1[0-2])(?P<d>0[1-9]|[12]\d|3[01])(?!\d)")
# "Following is UN Secretary-General António Guterres’ message on …:"; from here on the words are that person's.
_FOLLOWING = re.compile(
    r"(?:The\s+)?following\s+(?:is|are|statement\s+was\s+issued)\b(?=.*:$).*?\b(?P<role>(?:Deputy\s+)?Secretary-General)(?:,|\s+of\s+the\s+United\s+Nations,)?\s+"
    r"(?P<name>[A-ZÀ-Þ][\w.-]*(?:\s+[A-ZÀ-Þ][\w.-]*){1,3})[’',:]",
    re.IGNORECASE | re.DOTALL,
)
_BY_COUNCIL = re.compile(r"The\s+following\s+Security\s+Council\s+press\s+statement\b.*:$", re.IGNORECASE | re.DOTALL)
_LINE = 80
_TOP = 12
_HEADLINE_WORDS = 3
_HEAD_BLOCKS = 6


def recognise(layout: Layout) -> bool:
    """Say whether one of the first lines calls it a press release, or is a release's number or its meeting's."""
    top = frame.top(layout, _TOP)
    if any(re.match(r"Distr\b", t) or (SYMBOL.match(t) and not _NUMBER.match(t)) for t in top):
        return False
    numbered = any((m := _NUMBER.match(t)) and (not m["rest"] or find_date(m["rest"])) for t in top)
    called = any(_CALLED.match(t) and len(t) < _LINE for t in top)
    return numbered or called or any(_MEETING.match(t) and len(t) < _LINE for t in top)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the release: first lines, headline, and its text in the publisher's voice, or the one it announces."""
    blocks = layout.blocks
    number = next((i for i, b in enumerate(blocks[:_TOP]) if _is_headline(layout.of(b))), 0)
    publisher = entry.publisher or "United Nations"
    voice = actors.organisation(publisher)
    title = unwrap(layout.of(blocks[number])) if blocks else entry.title
    day = layout.meta.day or _dated(" ".join(layout.of(b) for b in blocks[: number + _HEAD_BLOCKS]))
    segments = [segment(layout, "masthead", b.start, b.end, page=b.page) for b in blocks[:number]]
    if blocks:
        segments.append(segment(layout, "title", blocks[number].start, blocks[number].end, page=blocks[number].page))
    parts = [Part("main", None, title, day, voice)]
    speaker: Actor = voice
    for made in annexes.body(layout, blocks[number + 1 :], voice, parts, document_id):
        segments.append(replace(made, voice=speaker) if made.voice == voice else made)
        speaker = _announced(made.text, document_id) or speaker
    document = replace(
        frame.document("press_release", layout, entry),
        title=title,
        document_date=day,
        publisher=publisher,
        authors=(Author(publisher, None, None, voice),),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts))


def _announced(text: str, document_id: str) -> Actor | None:
    """Return whose words follow a paragraph that announces them."""
    if match := _FOLLOWING.match(unwrap(text)):
        return actors.person(match["name"], document_id, match["role"])
    return actors.organisation("Security Council") if _BY_COUNCIL.match(unwrap(text)) else None


def _dated(top: str) -> date | None:
    plain = re.sub(r"\s+", " ", top)
    compact = _COMPACT.search(plain)
    return find_date(plain) or (find_date("-".join(compact.groups())) if compact else None)


def _is_headline(text: str) -> bool:
    plain = unwrap(text)
    bare = _CALLED.sub("", plain).strip()
    known = _NUMBER.match(plain) or _MEETING.match(plain) or is_known(plain)
    return bool(bare) and not known and find_date(plain) is None and len(plain.split()) > _HEADLINE_WORDS
