"""Turns of meeting records: who speaks, by the words a record puts before a speech."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from pipeline.dates import ORDINAL
from pipeline.extract import actors
from pipeline.masthead import ORGANS
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Actor

_PARENS = r"(?:\s*[({](?:[^(){}]|\([^()]*\))*[)}])"
_OFFICES = (
    r"(?:Acting\s+|Temporary\s+|Deputy\s+|Vice-|Co-)*(?:Pr[eé]sident(?:e)?|Chair(?:man|person|woman|s)?|Secretary(?:-General)?"
    r"(?:\s+of\s+[^:(]{2,60})?|Rapporteur|Moderator|Facilitator|Secretariat|Under-Secretary-General|High\s+Commissioner)"
)
_TITLES = (
    r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|M|Dr|Prof|Sir|Dame|Lord|Lady|Baroness|Baron|Prince(?:ss)?|King|Queen|Sheikh(?:a)?|Pope|"
    r"Archbishop|Cardinal|Monsignor|Msgr|Father|Reverend|Judge|Justice|General|Ambassador|(?:Vice-)?President|"
    r"Prime\s+Minister|H\.?E)(?:\.|\b)"
)
_NAMES = rf"(?:(?:Crown|Grand)\s+)?(?:{_TITLES}\s*)+[^:()\n]{{1,60}}?(?:\n[^:()\n]{{1,40}}?)?"
# Official Records until the 1970s number every paragraph: "12. The PRESIDENT (interpretation from Spanish): …"
_NUMBER = r"(?:\d{1,3}\.\s+)?"
_LEAD = re.compile(
    rf"{_NUMBER}(?P<lead>(?P<name>(?:The|Le|La)\s+(?i:{_OFFICES})|{_NAMES})(?P<parens>{_PARENS}*))\s*:(?=\s)"
)
# "Mahmoud FAWZI Bey (Egypt):", "Crown Prince Haakon (Norway)": no title is known, but the state behind the name is.
_OF_A_STATE = re.compile(
    rf"{_NUMBER}(?P<lead>(?P<name>[^\s()]*[^\s():](?:\s+[^\s()]*[^\s():]){{0,6}}?)(?P<parens>{_PARENS}{{1,3}}))\s*:(?=\s)"
)
# "The Under-Secretary-General for Safety:", "President Kekkonen:": where bold type tells that somebody speaks.
_BOLD = re.compile(
    rf"(?P<lead>(?P<name>[A-ZÀ-Þ][\w’'.-]*(?:\s+(?:[A-ZÀ-Þ][\w’'.-]*|of|for|the|and|de|von|van|al|bin|on)){{0,9}})(?P<parens>{_PARENS}*))\s*:(?=\s)"
)
# The recognised text of a scan: "The PRESIDE:\"T (translated from Russian):"
_DAMAGED = re.compile(
    r"\W*(?P<lead>The\s+(?P<word>[^\s()]{6,14})(?P<parens>\s*[({][^\n]{5,40}\s(?P<last>\S{4,12})[)}]))\s*:(?=\s)"
)
_LANGUAGES = ("english", "french", "russian", "spanish", "chinese", "arabic")
_ALIKE = 0.5
_SPOKE = re.compile(r"sp(?:oke|eak)|interpret|tra\w{1,6}l?at|traduit|original", re.IGNORECASE)
_SPOKE_ALONE = re.compile(r"\((?:spoke|continued|resumed|speaking)\s+in\s+\w+\)", re.IGNORECASE)
MEETING = re.compile(
    rf"\b(?P<meeting>(?:{ORDINAL})\s+(?:\(?(?:closed|resumed|opening|plenary)\)?\s+)*(?:plenary\s+)?meeting)\b",
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
    r"The members of .{0,80} observed|At the invitation of the President|\S+(?: \S+){0,6} (?:was|were) escorted",
    re.DOTALL,
)
# Who presides from here on; the turn under way goes on.
_TOOK = re.compile(
    r"(?P<name>(?:Mr|Mrs|Ms|Miss|Dr|Sir)\.?\s+[^(]{2,60}?)\s*"
    r"\((?P<state>(?:[^()]|\([^()]*\))+)\),.{0,60}\btook the Chair",
    re.DOTALL,
)
_RETURNED = re.compile(r"The (?:President|Chair\w*) (?:returned to|resumed|in) the Chair", re.IGNORECASE)
_NOTICE = 250
_ARTICLE = re.compile(r"(?:The|Le|La)\s+(?=\D)")
_PRESIDES = re.compile(r"(?:Acting\s+)?(?:Pr[eé]sidente?|Chair(?:man|person|woman)?)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Lead:
    """The words before a speech: ``label`` as printed, and the name and the parentheses behind it."""

    label: str
    name: str
    parens: str = ""


def lead(text: str, *, bold: bool = False) -> Lead | None:
    """Return the words a speech begins with; with ``bold``, where type tells speakers, any office or name counts.

    >>> lead("12. The PRESIDENT (interpretation from Spanish): I call the meeting to order.").label
    'The PRESIDENT (interpretation from Spanish)'
    >>> lead("Mahmoud Fawzi Bey (Egypt): I take it so.").name, lead("The question is this (see below): who pays?")
    ('Mahmoud Fawzi Bey', None)
    """
    match = _LEAD.match(text) or ((m := _OF_A_STATE.match(text)) and any(map(country, _insides(m["parens"]))) and m)
    match = match or (bold and _BOLD.match(text))
    if match:
        return Lead(unwrap(match["lead"]), re.sub(r"\s+", " ", match["name"]).strip(), match["parens"])
    match = _DAMAGED.match(text)
    if match and _alike(match["word"], "president") and any(_alike(match["last"], name) for name in _LANGUAGES):
        return Lead(unwrap(match["lead"]), "The President", match["parens"])
    return None


def _alike(word: str, name: str) -> bool:
    return SequenceMatcher(None, word.casefold(), name).ratio() >= _ALIKE


def is_direction(text: str) -> bool:
    """Say whether a line only says in what language the speaker goes on."""
    return _SPOKE_ALONE.fullmatch(text.strip()) is not None


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
        r"(?:Pr[eé]side\w{2}|Chair(?:man|person|woman)?)\s*:\s*(?P<name>[^\n\t(]*[^\s(.])[\s.]*+\((?P<state>[^()]+(?:\([^()]*\))?)\)",
        text,
    )
    if match is None:
        return None
    return Presiding(match["name"].strip(), country(match["state"]))


def changed(text: str, first: Presiding | None, now: Presiding | None) -> tuple[bool, Presiding | None]:
    """Return whether a line says who takes the Chair, and who presides after it."""
    if len(text) > _NOTICE:
        return False, now
    if match := _TOOK.search(text):
        return True, Presiding(re.sub(r"\s+", " ", match["name"]), country(match["state"]))
    if _RETURNED.match(text) or re.search(r"\btook the Chair\b", text):
        return True, first if _RETURNED.match(text) else None
    return False, now


def country(words: str) -> str | None:
    """Return the code of the state that words in parentheses name; null for any other affiliation.

    >>> country("Bolivarian Republic of Venezuela"), country("Chair of the Fifth Committee")
    ('VEN', None)
    """
    state = actors.state(words)
    return state.country if state else None


def speaker(said: Lead, president: Presiding | None, document_id: str) -> Actor:
    """Return who speaks after these words; "The President" is who presides where the record says who that is."""
    affiliation = next((p for p in _insides(said.parens) if not _SPOKE.search(p)), None)
    state = country(affiliation) if affiliation else None
    if office := _ARTICLE.match(said.name):
        role = said.name[office.end() :]
        role = role.capitalize() if role.isupper() else role
        if president and _PRESIDES.fullmatch(role):
            return actors.person(president.name, document_id, role, president.country)
        return actors.person(role, document_id, role, state)
    return actors.person(said.name, document_id, None if state else affiliation, state)


def _insides(parens: str) -> list[str]:
    """Return what stands in each of the parentheses behind a name."""
    found = re.findall(r"[({]((?:[^(){}]|\([^()]*\))*)[)}]", parens or "")
    return [re.sub(r"\s+", " ", p).strip() for p in found]


def organ_in(texts: list[str]) -> str | None:
    """Return the organ named first on the first page, in whatever case."""
    joined = re.sub(r"\s+", " ", " ".join(texts)).casefold()
    found = [(joined.find(o.casefold()), o) for o in ORGANS if o.casefold() in joined]
    return min(found)[1] if found else None
