"""The masthead of United Nations documents: organs, session, year, distribution, dates, agenda items, symbols.

Source of the forms: United Nations Editorial Manual, “Mastheads”; the documents in raw/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.dates import DATE, MONTHS, find_date, ordinal
from pipeline.layout import MARK
from pipeline.media.furniture import is_furniture
from pipeline.model import AgendaItem, Note
from pipeline.normalise import unwrap
from pipeline.symbols import SymbolError, parts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.layout import Line

ORGANS = ("General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council",
          "Trusteeship Council")  # fmt: skip
# BCP 47 of the languages of the Organization.
LANGUAGES = {"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es"}

_SESSION = re.compile(
    r"(?:Resumed\s+)?(?P<number>[\w-]+(?:\s+[\w-]+)*?)\s+(?P<what>session|year)(?:\s*\*+)?$", re.IGNORECASE
)
_CATEGORY = "General|Limited|Restricted|Provisional"
_DISTRIBUTION = re.compile(rf"Distr\.?\s*:?\s*(?P<category>{_CATEGORY})?\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"Original\s*:\s*(?P<languages>\w+)", re.IGNORECASE)
_LETTER = r"\((?:[a-z]{1,2}|[ivx]{1,5})\)"
# One way to read each: a pattern that had several would try them all on a line that is no such list.
_ITEMS = rf"\d{{1,3}}\b(?:(?:\s{{0,2}}(?:,\s{{0,2}})?(?:and|to|&)|\s{{0,2}}[,;])?\s{{0,2}}(?:\d{{1,3}}\b|{_LETTER}))*+"
_AGENDA = re.compile(
    rf"(?:Provisional\s+)?Agenda\s+items?\s+(?P<items>{_ITEMS})(?:\s+of\s+the\s+\w+\s+(?:agenda|list))?(?:\s*[:–—]\s*(?P<title>\S.*)|[\s*]*+(?:\([^()]*\)[\s*]*+)?$)"
    rf"|Items?\s+(?P<listed>{_ITEMS})\s+of\s+the\s+(?:(?:preliminary|provisional|supplementary|draft|annotated)\b.*|agenda\W*)$",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(
    rf"\b(?P<first>\d{{1,3}})\b(?:(?P<letters>\s{{0,2}}{_LETTER}(?:\s{{0,2}}(?:,|,?\s{{0,2}}(?:and|&)|to)\s{{0,2}}\([a-z]{{1,2}}\))*)"
    r"|\s+to\s+(?P<last>\d{1,3})\b)?"
)
_MANY_ITEMS = 60
SYMBOL = re.compile(r"(?:[A-Z]{1,6}|ST)/[A-Z0-9_.…][A-Za-z0-9_.…()/ –‑-]*\**$")
_MONTHS = "|".join(MONTHS)
_DASHES = "-–—‑"
_PLACEHOLDER = re.compile(r"_{2,}|\.{3}|…|/\s*$|/[xX]{2,}")
_COMMITTEE = re.compile(
    r"\(?(?:First|Second|Third|Fourth|Fifth|Sixth|General)\s+Committee\)?$"
    r"|Special Political (?:and Decolonization )?Committee",
    re.IGNORECASE,
)
# Any other body whose session a masthead numbers: "Commission on Human Rights", "Conference of the Parties to …".
_BODY = re.compile(
    r"(?:(?-i:[A-Z])[\w’'-]*\s+(?:[\w’'-]+\s+){0,14})(?:Commission|Committee|Conference|Board|Forum|Assembly|Tribunal|Council"
    r"|Working\s+Group|Sub-?Commission|Group\s+of\s+\w+)\b(?:\s+(?:on|of|for|to)\b.*)?$"
    r"|(?:Conference|Commission|Committee|Meeting|Assembly)\s+(?:of|on|for)\s.*",
    re.IGNORECASE,
)
# A title does not end with these: the next line goes on with it, even where it looks like an organ's name.
_OPEN_ENDED = re.compile(r"\b(?:the|of|and|in|to|by|for|on|with|its|a|an)$")
# Where and when a session is held: "New York, 6–17 July 2044".
_HELD = re.compile(
    r"(?:[A-Z][\w .’'-]{2,30},\s+)?(?:\d{1,2}(?:\s+[A-Za-z]{3,9})?(?:\s+\d{4})?\s*(?:[-–—]|and|to)\s*)?"
    rf"\d{{1,2}}\s+(?:{_MONTHS})\s+\d{{4}}\W*$",
    re.IGNORECASE,
)
_OTHER = re.compile(
    r"[ASET]$|United(?:\s+Nations)?$|Nations(?:\s+[A-Z])?$|(?:General|Limited|Restricted)$|Provisional$|Official\s+Records$|"
    r"(?:English|French|Russian|Spanish|Arabic|Chinese|/)+(?:\s+only)?$|New York$|"
    r"Advance\s+(?:unedited\s+)?(?:version|copy)\W*$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Masthead:
    """What the masthead says; filled line by line."""

    organs: list[str] = field(default_factory=list)
    symbols: list[str] = field(default_factory=list)
    ga_session: int | None = None
    sc_year: int | None = None
    distribution: str | None = None
    distribution_date: date | None = None
    original_language: str | None = None
    agenda: list[AgendaItem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)


def without_marks(text: str) -> str:
    """Return a title without the marks of footnotes: they stay in the text, a catalogue has none.

    >>> without_marks("Report of the Working Group* **"), without_marks("Guatemala *"), without_marks("Geneva,¹ 2019")
    ('Report of the Working Group', 'Guatemala', 'Geneva, 2019')
    """
    return re.sub(rf"\s*(?:{MARK.pattern})(?=[\s,.;:)*]|$)", "", text).strip()


def organ_of(text: str) -> str | None:
    """Return the organ whose name a line is, in whatever case.

    >>> organ_of("HUMAN RIGHTS COUNCIL"), organ_of("General debate")
    ('Human Rights Council', None)
    """
    plain = re.sub(r"\s+", " ", text).strip().casefold()
    return next((o for o in ORGANS if o.casefold() == plain), None)


def is_agenda(text: str) -> bool:
    """Say whether a line numbers agenda items; the line below it is an item's title, even one that names a letter.

    >>> is_agenda("Agenda item 5"), is_agenda("Items 138 and 139 of the preliminary list**"), is_agenda("Agenda")
    (True, True, False)
    """
    return _AGENDA.match(text) is not None


def is_known(text: str) -> bool:
    """Say whether a line of a masthead is one of those that stand for themselves; titles of agenda items do not."""
    return bool(
        organ_of(text)
        or SYMBOL.match(text)
        or is_furniture(text)
        or any(p.match(text) for p in (_SESSION, _DISTRIBUTION, _ORIGINAL, _AGENDA, _COMMITTEE, _HELD, _OTHER, DATE))
    )


def is_body(text: str, following: str) -> bool:
    """Say whether a line names a body of its own: the session below it is that body's."""
    return _BODY.match(text) is not None and _SESSION.match(following) is not None


def agenda_numbers(text: str) -> tuple[str, ...]:
    """Return the items of an agenda line; sub-items are items of their own.

    >>> agenda_numbers("31, 62 and 138 (a) and (b)")
    ('31', '62', '138 (a)', '138 (b)')
    >>> agenda_numbers("21 to 23, 44 (a) to (c) and 70"), agenda_numbers("12 and 2019")
    (('21', '22', '23', '44 (a)', '44 (b)', '44 (c)', '70'), ('12',))
    """
    out: list[str] = []
    for match in _ITEM.finditer(text):
        first, last = int(match["first"]), int(match["last"] or match["first"])
        letters = re.findall(r"\(([a-z]{1,4})\)", match["letters"] or "")
        if len(letters) == 2 and " to " in match["letters"] and all(len(x) == 1 for x in letters):  # noqa: PLR2004 -- (a) to (d)
            letters = [chr(c) for c in range(ord(letters[0]), ord(letters[1]) + 1)]
        if first < last <= first + _MANY_ITEMS:
            out += [str(number) for number in range(first, last + 1)]
        else:
            out += [f"{first} ({letter})" for letter in letters] or [str(first)]
    return tuple(out)


def read(lines: Sequence[Line], stage: str = "parse") -> Masthead:  # noqa: C901, PLR0912, PLR0915 -- a branch per kind of line
    """Return what the lines above the title say; a line that says nothing known is kept as text only.

    Raises nothing: what does not fit (fewer titles than agenda items) becomes a note.
    """
    found = Masthead()
    organ: str | None = None
    numbers: tuple[str, ...] = ()
    titles: list[str] = []
    last_block = -1

    def close_agenda() -> None:
        nonlocal numbers
        if not numbers:
            return
        if len(numbers) == 1 and len(titles) > 1:
            titles[:] = [" ".join(titles)]
        told_apart = len(titles) == len(numbers)
        if titles and not told_apart:
            reason = f"{len(numbers)} agenda items but {len(titles)} titles: the titles are left out"
            found.notes.append(
                Note(stage, "masthead/agenda-titles", reason, "agenda_items", excerpt="; ".join(titles)[:200])
            )
        for i, number in enumerate(numbers):
            found.agenda.append(
                AgendaItem(organ or "General Assembly", number, without_marks(titles[i]) if told_apart else None)
            )
        numbers = ()
        titles.clear()

    after_distribution = False
    for line in lines:
        text = line.text
        wraps = bool(titles) and line.block == last_block and _OPEN_ENDED.search(titles[-1]) is not None
        if wraps:
            titles[-1] = unwrap(f"{titles[-1]}\n{text}")
        elif is_furniture(text):
            continue
        elif named := organ_of(text):
            close_agenda()
            organ = named
            if named not in found.organs:
                found.organs.append(named)
        elif (session := _SESSION.fullmatch(text)) and (number := ordinal(session["number"])) is not None:
            close_agenda()
            if session["what"].lower() == "year":
                found.sc_year = found.sc_year or number
            elif organ in {None, "General Assembly"}:
                found.ga_session = found.ga_session or number
        elif distribution := _DISTRIBUTION.match(text):
            found.distribution = (distribution["category"] or "").capitalize() or None
            found.distribution_date = find_date(text)
            after_distribution = found.distribution_date is None
        elif original := _ORIGINAL.match(text):
            found.original_language = LANGUAGES.get(original["languages"].lower())
        elif after_distribution and found.distribution is None and re.fullmatch(_CATEGORY, text, re.IGNORECASE):
            found.distribution = text.capitalize()
        elif after_distribution and find_date(text):
            found.distribution_date = find_date(text)
            after_distribution = False
        elif not numbers and found.distribution_date is None and DATE.fullmatch(text):
            found.distribution_date = find_date(text)
        elif agenda := _AGENDA.match(text):
            close_agenda()
            numbers = agenda_numbers(agenda["items"] or agenda["listed"])
            titles += [agenda["title"]] if agenda["title"] else []
        elif not numbers and SYMBOL.match(text.lstrip(_DASHES)):
            _symbol(found, text, stage)
        elif numbers and line.block == last_block and titles:
            titles[-1] = unwrap(f"{titles[-1]}\n{text}")
        elif numbers and not _COMMITTEE.match(text):
            titles.append(text)
        elif _BODY.match(text) and not _COMMITTEE.match(text):
            organ = without_marks(text)
        last_block = line.block
    close_agenda()
    return found


def session_of(symbols: Sequence[str]) -> int | None:
    """Return the session of the General Assembly that a symbol of its own bears: 80 of A/80/12 and A/RES/80/3."""
    for joint in symbols:
        try:
            read = parts(joint)
        except SymbolError:
            continue
        for symbol in read:
            if (symbol.body or "").startswith("General Assembly") and (symbol.session or "").isdecimal():
                return int(symbol.session or "")
    return None


def _symbol(found: Masthead, text: str, stage: str) -> None:
    """Add a symbol as printed, without asterisks; a placeholder is no symbol and becomes a note."""
    plain = text.rstrip("* ")
    joins = bool(found.symbols) and (plain[0] in _DASHES or found.symbols[-1][-1] in _DASHES)
    if _PLACEHOLDER.search(plain):
        reason = "the symbol is a placeholder: the document has none yet"
        found.notes.append(Note(stage, "masthead/placeholder", reason, "document_symbols", excerpt=text))
    elif joins:
        found.symbols[-1] += plain
    elif plain not in found.symbols:
        found.symbols.append(plain)
