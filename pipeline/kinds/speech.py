"""Texts of speeches: somebody addresses a meeting in the first person; there is no masthead.

File names of the General Debate Corpus give what the text does not: ``AGO_53_1998.txt`` is the state (ISO 3166-1
alpha-3), the session of the General Assembly and the year (Baturo, Dasandi and Mikhaylov, "Understanding State
Preferences with Text as Data", Research & Politics 4(2), 2017).
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import bylines, frame, news_article, turns
from pipeline.kinds.other import paragraph
from pipeline.layout import segment
from pipeline.masthead import SYMBOL
from pipeline.media.furniture import is_furniture
from pipeline.model import Author, Note, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout

KINDS = ("speech",)

_FIRST_PERSON = re.compile(r"\b(?:I|[Ww]e|[Mm]y|[Oo]ur|[Uu]s|me)\b")
_ADDRESS = re.compile(
    r"\b(?:Mr\.?|Madam(?:e)?|Mrs\.?|Your)\s+(?:President|Chair\w*|Secretary-General|Excellenc\w+)|\bExcellenc(?:y|ies)\b|Ladies\s+and\s+gentlemen"
    r"|\bSir\b|distinguished\s+(?:delegates|members|guests)|\bcongratulat\w+|\b(?:his|her|your|the)\s+(?:predecessor|presidency|election)\b"
    r"|\bthis\s+(?:Assembly|rostrum|forum|gathering|Hall|session|debate)\b|\bgratitude\b|\bpay\s+(?:a\s+)?tribute\b",
    re.IGNORECASE,
)
_MEETING = re.compile(
    r"United\s+Nations|General\s+Assembly|Security\s+Council|\bthe\s+Assembly\b|\bOrganization\b|\bsession\b",
    re.IGNORECASE,
)
_NAME = re.compile(r"(?P<state>[A-Z]{2,4})_(?P<session>\d{1,3})_(?P<year>(?:19|20)\d\d)$")
_ON_BEHALF = re.compile(
    r"\b(?:my|our|the\s+[A-Z]\w+)\s+(?:delegation|country|Government|people|nation)\b|\bon\s+behalf\s+of\b"
)
# Withdrawn codes of ISO 3166-1 and what ISO 3166-3 calls those states.
_PAST = {"CSK": "CSHH", "DDR": "DDDE", "SCG": "CSXX", "SUN": "SUHH", "YMD": "YDYE", "YUG": "YUCS", "ZAR": "ZRCD"}
_SAMPLE = 20_000
_HEAD_BLOCKS, _HEAD_CHARACTERS = 10, 250
_GREETS = re.compile(
    r"(?:Mr|Madam|Mrs|Ms|Your|Excellenc|Distinguished|Ladies|Dear|Honou?rable|Thank|I\b|We\b|Allow|Let\b|On\s+behalf|At\s+the\s+outset)",
    re.IGNORECASE,
)
_SHARE = 0.006  # of the words: a report or an article has fewer first persons
_MANY = 0.012
_FEW, _DENSE = 0.002, 0.003
_MIN_WORDS = 60
_SIGNS = 2


def presume(layout: Layout) -> bool:
    """Say whether the text, which has no masthead, speaks in the first person to a meeting."""
    top = frame.top(layout, 12)
    issued = any(SYMBOL.match(t) or re.match(r"Distr\b", t) or frame.LETTER.match(t) for t in top)
    record = sum(turns.lead(layout.of(b)) is not None for b in layout.blocks[:_HEAD_BLOCKS]) > 1
    if issued or record or frame.SIGNED.search(layout.text) or news_article.presume(layout):
        return False
    sample = layout.text[:_SAMPLE]
    words = len(sample.split())
    if words < _MIN_WORDS or not _MEETING.search(sample):
        return False
    quoted = re.sub(r"[“\"][^”\"]*[”\"]", " ", sample)
    share = len(_FIRST_PERSON.findall(quoted)) / words
    # A speech of a delegation that says "my country" rarely still says "the United Nations" often.
    dense = share > _FEW and len(_MEETING.findall(sample)) / words > _DENSE
    signs = [share > _SHARE, share > _MANY, _ADDRESS.search(quoted), _ON_BEHALF.search(quoted), dense]
    return sum(map(bool, signs)) >= _SIGNS


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the speech; all of it is in the speaker's voice, of whom often no more is known than the state."""
    named = _NAME.fullmatch(PurePosixPath(entry.path).stem)
    country = _PAST.get(named["state"], named["state"]) if named else None
    state = actors.by_code(country) if country else None
    author = Author(None, None, f"Representative of {state.name}", state) if state else None
    number, title = _headed(layout)
    author = author or (bylines.author_of(title, document_id) if title else None)
    voice = author.actor if author else None
    notes = () if author else (Note("parse", "speech/no-speaker", "neither the text nor the register says who speaks"),)
    head, body = layout.blocks[:number], [b for b in layout.blocks[number:] if not is_furniture(layout.of(b))]
    segments = [segment(layout, "masthead", b.start, b.end, page=b.page) for b in head]
    segments += [replace(paragraph(layout, b, voice), kind="speech", label=frame.label_of(layout.of(b))) for b in body]
    day = find_date(unwrap("\n".join(layout.of(b) for b in head)))
    document = replace(
        frame.document("speech", layout, entry),
        title=entry.title or title,
        document_date=day,
        ga_session=int(named["session"]) if named else None,
        authors=(author,) if author else (),
    )
    parts = (Part("main", None, entry.title or title, day, voice),)
    return Parsed(document_id, document, layout.text, tuple(segments), parts, notes)


def _headed(layout: Layout) -> tuple[int, str | None]:
    """Return how many blocks head the speech, and the line among them that says whose it is.

    "Statement by H.E. Ms. Ann Lee, Minister for Foreign Affairs of Ruritania", the occasion, the place and the day.
    """
    short = list(takewhile(lambda b: len(layout.of(b)) < _HEAD_CHARACTERS, layout.blocks[:_HEAD_BLOCKS]))
    short = list(takewhile(lambda b: not _GREETS.match(layout.of(b)), short))
    said = [(unwrap(layout.of(b)), bylines.author_of(unwrap(layout.of(b)), "")) for b in short]
    named = [(bool(author.name) + bool(author.role), title) for title, author in said if author]
    return (len(short), max(named, key=lambda n: n[0])[1]) if named else (0, None)
