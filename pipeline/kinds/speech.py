"""Texts of speeches: somebody addresses a meeting in the first person; there is no masthead.

File names of the General Debate Corpus give what the text does not: ``AGO_53_1998.txt`` is the state (ISO 3166-1
alpha-3), the session of the General Assembly and the year (Baturo, Dasandi and Mikhaylov, "Understanding State
Preferences with Text as Data", Research & Politics 4(2), 2017).
"""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.extract import actors
from pipeline.kinds import frame
from pipeline.kinds.other import paragraph
from pipeline.model import Author, Note, Parsed, Part

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
_SHARE = 0.006  # of the words: a report or an article has fewer first persons
_MANY = 0.012
_MIN_WORDS = 60
_SIGNS = 2


def recognise(layout: Layout) -> bool:
    """Say whether the text, which has no masthead, speaks in the first person to a meeting."""
    top = frame.top(layout, 12)
    if any(frame.is_masthead(t) or frame.LETTER.match(t) for t in top) or _named_otherwise(layout):
        return False
    sample = layout.text[:_SAMPLE]
    words = len(sample.split())
    if words < _MIN_WORDS or not _MEETING.search(sample):
        return False
    quoted = re.sub(r"[“\"][^”\"]*[”\"]", " ", sample)
    share = len(_FIRST_PERSON.findall(quoted)) / words
    signs = [share > _SHARE, share > _MANY, _ADDRESS.search(quoted), _ON_BEHALF.search(quoted)]
    return sum(map(bool, signs)) >= _SIGNS


def _named_otherwise(layout: Layout) -> bool:
    """Say whether something only letters, articles and records have stands in the text."""
    from pipeline.kinds import news_article, turns, un_letter, un_press

    signed = frame.SIGNED.search(layout.text) is not None or un_letter.recognise(layout)
    record = sum(turns.lead(layout.of(b)) is not None for b in layout.blocks[:40]) > 1
    return signed or record or news_article.recognise(layout) or un_press.recognise(layout)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the speech; all of it is in the speaker's voice, of whom often no more is known than the state."""
    named = _NAME.fullmatch(PurePosixPath(entry.path).stem)
    country = _PAST.get(named["state"], named["state"]) if named else None
    state = actors.by_code(country) if country else None
    voice = state
    author = Author(None, None, f"Representative of {state.name}", state) if state else None
    notes = () if author else (Note("parse", "speech/no-speaker", "neither the text nor the register says who speaks"),)
    segments = [replace(paragraph(layout, b, voice), kind="speech") for b in layout.blocks]
    document = replace(
        frame.document("speech", layout, entry),
        ga_session=int(named["session"]) if named else None,
        authors=(author,) if author else (),
    )
    return Parsed(
        document_id, document, layout.text, tuple(segments), (Part("main", None, entry.title, None, voice),), notes
    )
