"""The masthead of United Nations documents: organs, session, year, distribution, dates, agenda items, symbols.

Source of the forms: United Nations Editorial Manual, “Mastheads”; the documents in raw/.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.dates import find_date, ordinal
from pipeline.model import AgendaItem, Note
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.layout import Line

ORGANS = ("General Assembly", "Security Council", "Economic and Social Council", "Human Rights Council",
          "Trusteeship Council")  # fmt: skip
# BCP 47 of the languages of the Organization.
LANGUAGES = {"arabic": "ar", "chinese": "zh", "english": "en", "french": "fr", "russian": "ru", "spanish": "es"}

_SESSION = re.compile(r"(?P<number>[\w\s-]+?)\s+(?P<what>session|year)$", re.IGNORECASE)
_DISTRIBUTION = re.compile(r"Distr\.?\s*:?\s*(?P<category>General|Limited|Restricted|Provisional)\b", re.IGNORECASE)
_ORIGINAL = re.compile(r"Original\s*:\s*(?P<languages>\w+)", re.IGNORECASE)
_AGENDA = re.compile(r"(?:Provisional\s+)?Agenda\s+items?\s+(?P<items>.+)$", re.IGNORECASE | re.DOTALL)
_ITEM = re.compile(r"\d+(?:\s*\([a-z]{1,2}\)(?:\s*(?:,|and)\s*\([a-z]{1,2}\))*)?")
SYMBOL = re.compile(r"(?:[A-Z]{1,5}|ST)/[A-Z0-9][A-Za-z0-9.()/ –‑-]*$")


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


def agenda_numbers(text: str) -> tuple[str, ...]:
    """Return the items of an agenda line; sub-items are items of their own.

    >>> agenda_numbers("31, 62 and 138 (a) and (b)")
    ('31', '62', '138 (a)', '138 (b)')
    """
    out: list[str] = []
    for match in _ITEM.finditer(text):
        number = re.match(r"\d+", match.group())
        letters = re.findall(r"\(([a-z]{1,2})\)", match.group())
        if number:
            out += [f"{number.group()} ({letter})" for letter in letters] or [number.group()]
    return tuple(out)


def read(lines: Sequence[Line], stage: str = "parse") -> Masthead:
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
        told_apart = len(titles) == len(numbers)
        if titles and not told_apart:
            reason = f"{len(numbers)} agenda items but {len(titles)} titles: the titles are left out"
            found.notes.append(
                Note(stage, "masthead/agenda-titles", reason, "agenda_items", excerpt="; ".join(titles)[:200])
            )
        for i, number in enumerate(numbers):
            found.agenda.append(AgendaItem(organ or "General Assembly", number, titles[i] if told_apart else None))
        numbers = ()
        titles.clear()

    after_distribution = False
    for line in lines:
        text = line.text
        if text in ORGANS:
            close_agenda()
            organ = text
            if text not in found.organs:
                found.organs.append(text)
        elif session := _SESSION.fullmatch(text):
            number = ordinal(session["number"])
            if session["what"].lower() == "year":
                found.sc_year = found.sc_year or number
            else:
                found.ga_session = found.ga_session or number
        elif distribution := _DISTRIBUTION.match(text):
            found.distribution = distribution["category"].capitalize()
            found.distribution_date = find_date(text)
            after_distribution = found.distribution_date is None
        elif original := _ORIGINAL.match(text):
            found.original_language = LANGUAGES.get(original["languages"].lower())
        elif after_distribution and find_date(text):
            found.distribution_date = find_date(text)
            after_distribution = False
        elif agenda := _AGENDA.match(text):
            close_agenda()
            numbers = agenda_numbers(agenda["items"])
        elif numbers and line.block == last_block and titles:
            titles[-1] = unwrap(f"{titles[-1]}\n{text}")
        elif numbers:
            titles.append(text)
        elif not organ and SYMBOL.match(text):
            found.symbols.append(text)
        last_block = line.block
    close_agenda()
    return found
