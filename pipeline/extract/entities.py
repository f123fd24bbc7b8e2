"""Who is named in a document, where, and by which words: the persons, states and organs a mention may go back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract import actors, classes, persons, speakers
from pipeline.extract.frames import openers
from pipeline.extract.names import Names, folded
from pipeline.extract.persons import APOSTROPHE, CAPITAL
from pipeline.extract.roles import words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Actor, Parsed, Segment

# Capitalised words with the small ones between them, two in a row at most ("Office of the High Commissioner").
_RUN = re.compile(rf"{CAPITAL}(?:(?:\s+(?:of|for|on|the|de|van|von|da|del|la|le|du|dos|bin|y)){{0,2}}\s+{CAPITAL})*")
_NO_NAME = re.compile(
    r"\bI\b|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|"
    r"October|November|December"
)
_LOOSE_END = re.compile(r"(?:\s+(?:of|for|on|the|de|la|le|y))+$")
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]")
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:the\s+)?[“\"]?([A-Z][\w&-]{1,10})[”\"]?\s*\)")
_WORD = re.compile(r"[\w’'-]+")
_LAST_WORD = re.compile(r"([\w’'-]+),?\s+$")
_APPOSITION = re.compile(
    r",\s+(?:(?:the|a|an|its|his|her|their)\s+)?(?:[\w’'-]+\s+){0,5}?([\w’'-]+)(?=,|\s+(?:of|for|in|at|to|from|with|who|which)\b)"
)
# "researchers from the University of Ruritania": a group or document told apart by a name.
_DESCRIBED = re.compile(
    r"(?<![\w’'-])(?:[a-z’'-]+\s+)?(?P<head>[a-z-]+)\s+"
    r"(?:(?:published|conducted|released|issued|led|carried out|written|signed|based|working|mostly)\s+)?"
    r"(?:of|from|by|in|at|with|within|for)\s+(?:(?:the|a|an|its|journal|magazine)\s+){0,2}"
    rf"{CAPITAL}(?:(?:\s+(?:of|for|on|the|and|at|in|de)){{0,2}}\s+{CAPITAL})*"
)
_OPENS = re.compile(r"(?:^|[.!?:;]|\n)[\s“”\"'’)\]]*(?:[Tt]he\s+)?$")
_LINKED = re.compile(r"\b(?:of|for|at|in|to|from|with|by|on|against|and|about|than)\s+(?:the\s+)?$", re.IGNORECASE)
_BEFORE = 60  # characters before a name that are looked at
_AFTER = 120
# Letters of a small word in an organ's name, characters of one that is spelled, capitals of an acronym.
_SMALL, _SPELLED, _CAPITALS = 3, 150, 12


@dataclass(frozen=True, slots=True)
class Place:
    """One naming: offset, segment, whether it opens a sentence, stands behind a preposition, is a possessive."""

    at: int
    segment: int
    opens: bool
    linked: bool
    owns: bool


@dataclass(slots=True)
class Entity:
    """Somebody a document names: ``forms`` are the names it uses, ``heads`` the nouns it calls him by.

    The actor's kind is "name" where nothing tells a person from an organisation.
    """

    actor: Actor
    places: list[Place] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)


def entities(parsed: Parsed, ordinary: frozenset[str]) -> list[Entity]:
    """Return who is named, in the order of first naming, shorter names with the longest one.

    ``ordinary`` holds words that are no names when they open a sentence.
    """
    register = _Register(parsed.id, ordinary)
    for number, segment in enumerate(parsed.segments):
        if segment.kind != "footnote":
            register.read(number, segment)
    return list({id(entity): entity for entity in register.known.values()}.values())


class _Register:
    """Collects entities by every name they go by."""

    def __init__(self, document_id: str, ordinary: frozenset[str]) -> None:
        self._id = document_id
        self._ordinary = ordinary
        self.known: dict[str, Entity] = {}
        self._states: dict[str, Entity] = {}
        self._persons: list[Entity] = []
        self._names = Names()
        self._spelled_by: dict[str, Entity] = {}  # the last capitals of a name, as many as there are

    def read(self, number: int, segment: Segment) -> None:
        """Add who is named in a segment."""
        text = segment.text
        for start, end in self._runs(text):
            self._add(segment, number, start, end)
        for match in _DESCRIBED.finditer(text):
            kind = _described(match["head"])
            if kind:
                name = re.sub(r"\s+", " ", match.group())
                made = speakers.actor_of(name, self._id, kind)
                entity = self._known_as(f"{kind} {made.name.casefold()}", made)
                entity.heads.add(match["head"])
                entity.places.append(_place(segment, number, match.start(), match.end()))

    def _runs(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield the capitalised runs of a text that are names."""
        for match in _RUN.finditer(text):
            start, end = match.span()
            first = _WORD.match(text, start, end)
            low = first.group().casefold() if first else ""
            lone = first is not None and first.end() == end and not actors.state(text[start:end])
            lone = lone and not _IN_BRACKETS.match(text, end)  # the last word of a name that an acronym spells
            opens = _is_opener(low) and _opens(text, start)
            plain = opens if low in _signals() else (lone or opens) and speakers.is_ordinary(low, self._ordinary)
            if plain and first:
                start = end - len(text[first.end() : end].lstrip())
            if cut := _NO_NAME.search(text, start, end):
                if cut.start() == start:  # "On Monday Ana Li"
                    start = end - len(text[cut.end() : end].lstrip())
                else:
                    end = start + len(text[start : cut.start()].rstrip())
            if loose := _LOOSE_END.search(text, start, end):
                end = loose.start()
            if start < end:
                yield start, end

    def _add(self, segment: Segment, number: int, start: int, end: int) -> None:
        text = segment.text
        name = _POSSESSIVE.sub("", re.sub(r"\s+", " ", text[start:end]))
        key = name.casefold().removeprefix("the ")
        entity = self.known.get(key)
        if entity is None:
            entity = self.known[key] = self._entity(name, text[max(0, start - _BEFORE) : start])
        entity.forms.add(name)
        entity.heads |= _heads(text, start, end)
        if bracketed := _IN_BRACKETS.match(text, end):
            entity = self._spelled(entity, name, spelled(text, end, bracketed[1]))
            self.known[bracketed[1].casefold()] = entity
            entity.forms.add(bracketed[1])
        entity.places.append(_place(segment, number, start, end))

    def _spelled(self, entity: Entity, name: str, whole: str | None) -> Entity:
        """Return the entity of the name that an acronym spells, the given one where that is its name."""
        if whole is None or len(whole) <= len(name):
            return entity
        found = self._known_as(whole.casefold(), speakers.actor_of(whole, self._id, "organisation"))
        found.forms.add(whole)
        found.heads |= {w for w in whole.casefold().split() if w in _describing()}
        return found

    def _entity(self, name: str, before: str) -> Entity:
        """Return the entity that a new name belongs to: a known one, or a new one."""
        if found := actors.state(name):
            return self._states.get(found.id) or self._new(speakers.actor_of(name, self._id))
        acronym = _ACRONYM.fullmatch(name) is not None
        person = persons.person_name(name)
        if person and not acronym and not speakers.is_plain(person, self._ordinary):
            number = self._names.fuller(folded(person).split())
            if number is not None:
                return self._persons[number]
            last = _LAST_WORD.search(before)
            if " " in person or person != name or (last and last[1].casefold() in words("titles")):
                role = name[: -len(person)].strip() or None
                country = actors.country_in(role) if role else None
                return self._new(actors.person(person, self._id, role, country))
        if acronym and name in self._spelled_by:
            return self._spelled_by[name]
        made = speakers.actor_of(name, self._id)
        # Nothing but an office, or one capitalised word of which nothing is known.
        if made.kind == "person":
            made = replace(actors.organisation(name, None, None if acronym else self._id), kind="name")
        return self._new(made)

    def _known_as(self, key: str, actor: Actor) -> Entity:
        """Return the entity of that key, a new one of the actor where there is none."""
        if key not in self.known:
            self.known[key] = self._new(actor)
        return self.known[key]

    def _new(self, actor: Actor) -> Entity:
        """Return a new entity, to be found by its state, its person's name or its initials."""
        entity = Entity(actor)
        if actor.kind == "state":
            self._states.setdefault(actor.id, entity)
        elif actor.kind == "person":
            self._persons.append(entity)
            self._names.add(folded(actor.name).split())
        initials = "".join(w[0] for w in actor.name.split() if w[0].isupper())[-_CAPITALS:]
        for k in range(len(initials)):
            self._spelled_by.setdefault(initials[k:], entity)
        return entity


def _described(head: str) -> str | None:
    return "group" if head in words("groups") else "document" if head in words("documents") else None


def _is_opener(word: str) -> bool:
    """Say whether a word is no part of the name behind it: a function word or an adverb."""
    return classes.group(word) != "V" or word.endswith("ly") or word in words("connectives") or word in _signals()


@cache
def _signals() -> frozenset[str]:
    """Return the forms of verbs that open a clause and no name ("Recalling", "Urges")."""
    return openers() - words("documents") - words("groups") - words("unnamed") - words("organisations")


def _opens(text: str, start: int) -> bool:
    return _OPENS.search(text, max(0, start - 12), start) is not None


def _place(segment: Segment, number: int, start: int, end: int) -> Place:
    text = segment.text
    linked = _LINKED.search(text, max(0, start - 12), start) is not None
    owns = _POSSESSIVE.search(text, start, end) is not None
    return Place(start + segment.char_start, number, _opens(text, start), linked, owns)


def spelled(text: str, end: int, acronym: str) -> str | None:
    """Return the words before ``end`` whose capitals spell an acronym, null where none do.

    >>> spelled("the National Board for Roads and Ports (NBRP)", 38, "NBRP")
    'National Board for Roads and Ports'
    """
    left = [c for c in acronym if c.isupper()]
    for match in reversed([*_WORD.finditer(text, max(0, end - _SPELLED), end)]):
        word = match.group()
        if word[0].isupper():
            if word[0] != left.pop():
                return None
            if not left:
                return re.sub(r"\s+", " ", text[match.start() : end])
        elif len(word) > _SMALL:
            return None
    return None


def _heads(text: str, start: int, end: int) -> set[str]:
    """Return the nouns that describe a name: the office before or in it, the apposition behind it."""
    out = {low for w in _WORD.findall(text[start:end]) if (low := w.casefold()) in _describing()}
    before = _LAST_WORD.search(text, max(0, start - _BEFORE), start)
    if before and before[1].casefold() in _describing():
        out.add(before[1].casefold())
    if match := _APPOSITION.match(text, end, end + _AFTER):
        out.add(match[1].casefold())
    return out


@cache
def _describing() -> frozenset[str]:
    return words("titles") | words("organisations") | words("media") | words("documents") | words("groups")
