"""Turns of meeting records: who speaks, by the words a record puts before a speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract import actors
from pipeline.masthead import ORGANS

if TYPE_CHECKING:
    from pipeline.model import Actor

_PARENS = r"(?:\s*\((?:[^()]|\([^()]*\))*\))"
_OFFICES = (
    r"(?:Acting\s+|Temporary\s+|Deputy\s+|Vice-|Co-)*(?:President|Chair(?:man|person|woman|s)?|Secretary(?:-General)?(?:\s+of\s+[^:(]{2,60})?|"
    r"Rapporteur|Moderator|Facilitator|Secretariat|Under-Secretary-General|High\s+Commissioner)"
)
_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mme|Dr|Sir|Dame|Lord|Lady|Baroness|Baron|Prince(?:ss)?|King|Queen|Sheikh(?:a)?|Archbishop|Cardinal|"
    r"Monsignor|Msgr|Father|Judge|Justice|General|Ambassador|H\.?E)(?:\.|\b)"
)
LEAD = re.compile(
    rf"(?P<lead>(?P<name>The\s+(?i:{_OFFICES})|(?:{_TITLES}\s*)+[^:()\n]{{1,60}}?(?:\n[^:()\n]{{1,40}}?)?)(?P<parens>{_PARENS}*))\s*:(?=\s)"
)
_SPOKE = re.compile(r"spoke|interpretation|translated", re.IGNORECASE)
MEETING = re.compile(
    r"\b(?P<meeting>\d{1,5}(?:st|nd|rd|th|ème)\s+(?:\(?(?:closed|resumed|opening|plenary)\)?\s+)*(?:plenary\s+)?meeting)\b",
    re.IGNORECASE,
)
# What happens between speeches; printed in italics where there are any.
PROCEDURE = re.compile(
    r"It was so (?:decided|agreed)|The agenda was adopted|The meeting (?:was|rose)|"
    r"A (?:recorded )?vote was taken|"
    r"(?:In favour|Against|Abstaining|Abstentions?|Present and not voting)\s*:|"
    r"(?:The )?[Dd]raft (?:resolution|decision|amendment).{0,300}\bw(?:as|ere) (?:not )?(?:adopted|rejected)|"
    r"The (?:motion|amendment|paragraph)s?\b.{0,120}\bwas (?:adopted|rejected|carried|retained)|"
    r"(?:The )?.{0,80}\bparagraphs? .{0,60}\bw(?:as|ere) (?:retained|adopted|deleted|rejected)|"
    r"A recorded vote has been|"
    r"The members of .{0,80} observed|At the invitation of the President|\S+(?: \S+){0,6} (?:was|were) escorted",
    re.DOTALL,
)


# Who presides from here on; the turn under way goes on.
_TOOK = re.compile(
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.?\s+[^(]{2,60}?)\s*"
    r"\((?P<state>(?:[^()]|\([^()]*\))+)\),.{0,60}\btook the Chair",
    re.DOTALL,
)
_RETURNED = re.compile(r"The President (?:returned to|resumed|in) the Chair", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Presiding:
    """Who presides: the words after "President:" on the first page."""

    name: str
    country: str | None


def presiding(text: str) -> Presiding | None:
    r"""Return the presiding officer a first page names.

    >>> presiding("President: Mr. Adom\t(Côte d’Ivoire)")
    Presiding(name='Mr. Adom', country='CIV')
    """
    match = re.search(
        r"(?:President|Chair(?:man|person)?)\s*:\s*(?P<name>[^\n(]+?)[\s.]*\((?P<state>[^()]+(?:\([^()]*\))?)\)", text
    )
    if match is None:
        return None
    return Presiding(match["name"].strip(), country(match["state"]))


def changed(text: str, first: Presiding | None, now: Presiding | None) -> tuple[bool, Presiding | None]:
    """Return whether a line says who takes the Chair, and who presides after it."""
    if match := _TOOK.match(text):
        return True, Presiding(re.sub(r"\s+", " ", match["name"]), country(match["state"]))
    if _RETURNED.match(text) or (re.search(r"\btook the Chair\b", text) and len(text) < 200):  # noqa: PLR2004 -- a line or two
        return True, first if _RETURNED.match(text) else None
    return False, now


def country(words: str) -> str | None:
    """Return the code of the state that words in parentheses name; null for any other affiliation.

    >>> country("Bolivarian Republic of Venezuela"), country("Chair of the Fifth Committee")
    ('VEN', None)
    """
    plain = re.sub(r"\s+", " ", words).strip()
    state = actors.state(plain)
    inverted = re.fullmatch(r"(?P<name>[^()]+?)\s*\((?P<form>[^()]+)\)", plain)
    if state is None and inverted:
        state = actors.state(f"{inverted['form']} {inverted['name']}") or actors.state(inverted["name"])
    return state.country if state else None


def speaker(match: re.Match[str], president: Presiding | None, document_id: str) -> Actor:
    """Return who speaks after the words ``LEAD`` matched.

    "The President" is the person who presides where the record says who that is.
    """
    name = re.sub(r"\s+", " ", match["name"]).strip()
    outside = [p.strip() for p in re.findall(r"\(((?:[^()]|\([^()]*\))*)\)", match["parens"] or "")]
    affiliation = next((re.sub(r"\s+", " ", p) for p in outside if not _SPOKE.search(p)), None)
    if name.startswith("The "):
        office = name.removeprefix("The ")
        office = office.capitalize() if office.isupper() else office
        if president and re.fullmatch(r"(?:Acting\s+)?(?:President|Chair(?:man|person|woman)?)", office, re.IGNORECASE):
            return actors.person(president.name, document_id, office, president.country)
        return actors.person(office, document_id, office)
    state = country(affiliation) if affiliation else None
    return actors.person(name, document_id, None if state else affiliation, state)


def organ_in(texts: list[str]) -> str | None:
    """Return the organ named first on the first page, in whatever case."""
    joined = re.sub(r"\s+", " ", " ".join(texts)).casefold()
    found = [(joined.find(o.casefold()), o) for o in ORGANS if o.casefold() in joined]
    return min(found)[1] if found else None
