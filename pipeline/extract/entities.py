"""Who is named in a document, where, and by which words: the persons, states and organs a mention may go back to."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract import actors, speakers
from pipeline.extract.speakers import APOSTROPHE, CAPITAL, words

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.model import Actor, Parsed

# Capitalised words with the small ones between them; two in a row at most ("Office of the High Commissioner").
_RUN = re.compile(rf"{CAPITAL}(?:(?:\s+(?:of|for|on|the|de|van|von|da|del|la|le|du|dos|bin|y)){{0,2}}\s+{CAPITAL})*")
_POSSESSIVE = re.compile(rf"{APOSTROPHE}s?$")
_ACRONYM = re.compile(r"[A-Z][A-Za-z&]*[A-Z]")
_IN_BRACKETS = re.compile(r"\s*\(\s*(?:the\s+)?[“\"]?([A-Z][\w&-]{1,10})[”\"]?\s*\)")
_WORD = re.compile(r"[\w’'-]+")
_BEFORE = re.compile(r"(?:[\w’'-]+,?\s+){0,4}$")
_APPOSITION = re.compile(r",\s+(?:(?:the|a|an|its|his|her|their)\s+)?((?:[\w’'-]+\s+){0,5}?[\w’'-]+)(?=,|\s+(?:of|for|in|at|to|from|with|who|which)\b)")
# "researchers from the University of Ruritania": a group or document told apart by a name.
_DESCRIBED = re.compile(
    rf"\b(?:[a-z’'-]+\s+)?(?P<head>[a-z-]+)\s+(?:(?:published|conducted|released|issued|led|carried out|written|signed|based|working|mostly)\s+)?"
    rf"(?:of|from|by|in|at|with|within|for)\s+(?:(?:the|a|an|its|journal|magazine)\s+){{0,2}}{CAPITAL}"
    rf"(?:(?:\s+(?:of|for|on|the|and|at|in|de)){{0,2}}\s+{CAPITAL})*"
)
_OPENS = re.compile(r"(?:^|[.!?:;]|\n)[\s“”\"'’)\]]*(?:[Tt]he\s+)?$")
_LINKED = re.compile(r"\b(?:of|for|at|in|to|from|with|by|on|against|and|about|than)\s+(?:the\s+)?$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Place:
    """One naming: offset, segment, whether it opens a sentence, stands behind a preposition, is a possessive."""

    at: int
    segment: int
    opens: bool
    linked: bool
    owns: bool
    before: str
    after: str


@dataclass(slots=True)
class Entity:
    """Somebody the document names: ``forms`` are the names it uses, ``heads`` the nouns it calls him by."""

    actor: Actor
    places: list[Place] = field(default_factory=list)
    forms: set[str] = field(default_factory=set)
    heads: set[str] = field(default_factory=set)


def entities(parsed: Parsed, ordinary: frozenset[str]) -> list[Entity]:
    """Return who is named, in the order of first naming; shorter names with the longest one.

    ``ordinary`` holds words that are no names when they open a sentence.
    """
    known: dict[str, Entity] = {}
    for number, segment in enumerate(parsed.segments):
        if segment.kind == "footnote":
            continue
        text = segment.text
        for start, end in _runs(text, ordinary):
            _add(parsed, known, number, text, start, end)
        for match in _DESCRIBED.finditer(text):
            head = match["head"]
            kind = "group" if head in words("groups") else "document" if head in words("documents") else None
            if kind:
                name = re.sub(r"\s+", " ", text[match.start() : match.end()])
                made = speakers.actor_of(name, parsed.id, kind)
                entity = known.setdefault(f"{kind} {made.name.casefold()}", Entity(made))
                entity.heads.add(head)
                entity.places.append(_place(text, match.start(), match.end(), number, segment.char_start))
    out: dict[int, Entity] = {}
    for entity in known.values():
        out.setdefault(id(entity), entity)
    return list(out.values())


def _runs(text: str, ordinary: frozenset[str]) -> Iterator[tuple[int, int]]:
    for match in _RUN.finditer(text):
        start, end = match.span()
        while start < end:
            first = _WORD.match(text, start, end)
            if first is None or first.group().casefold() not in ordinary or (first.end() == end and not _opens(text, start)):
                break
            # "The", "On Monday": words that open a sentence; inside one, a title belongs to the name.
            if not _opens(text, start) and first.group().casefold() in words("titles"):
                break
            start = first.end()
            while start < end and text[start].isspace():
                start += 1
        if start < end:
            yield start, end


def _opens(text: str, start: int) -> bool:
    return _OPENS.search(text, max(0, start - 12), start) is not None


def _place(text: str, start: int, end: int, number: int, offset: int) -> Place:
    before, after = text[max(0, start - 30) : start], text[end : end + 30]
    last, following = re.search(r"([\w’'-]+)\s*$", before), re.match(r"\s*([\w’'-]+|[,.;:()])", after)
    return Place(
        start + offset, number, _opens(text, start), _LINKED.search(before) is not None,
        _POSSESSIVE.search(text[start:end]) is not None,
        last[1].casefold() if last else "", following[1].casefold() if following else "",
    )  # fmt: skip


def _add(parsed: Parsed, known: dict[str, Entity], number: int, text: str, start: int, end: int) -> None:
    segment = parsed.segments[number]
    name = _POSSESSIVE.sub("", re.sub(r"\s+", " ", text[start:end]))
    key = name.casefold().removeprefix("the ")
    entity = known.get(key)
    if entity is None:
        entity = _new(parsed, known, name, text[max(0, start - 60) : start])
        if entity is None:
            return
        known[key] = entity
    entity.forms.add(name)
    entity.heads |= _heads(text, start, end)
    if bracketed := _IN_BRACKETS.match(text, end):
        known.setdefault(bracketed[1].casefold(), entity)
    entity.places.append(_place(text, start, end, number, segment.char_start))


def _new(parsed: Parsed, known: dict[str, Entity], name: str, before: str) -> Entity | None:
    state = actors.state(name)
    if state:
        same = next((e for e in known.values() if e.actor.id == state.id), None)
        return same or Entity(speakers.actor_of(name, parsed.id))
    person = speakers.person_name(name)
    if person:
        last = person.split()[-1].casefold()
        whole = set(person.casefold().split())
        for e in known.values():
            if e.actor.kind == "person" and (whole <= set(e.actor.name.casefold().split())):
                return e
        if " " in person or person != name:
            role = name[: -len(person)].strip() or None
            return Entity(actors.person(person, parsed.id, role, actors.country_in(role) if role else None))
        del last
    if _ACRONYM.fullmatch(name):
        for e in known.values():
            initials = "".join(w[0] for w in e.actor.name.split() if w[0].isupper())
            if len(name) > 1 and initials.endswith(name):
                return e
    made = speakers.actor_of(name, parsed.id)
    return Entity(made)


def _heads(text: str, start: int, end: int) -> set[str]:
    """Return the nouns that describe a name: offices before or in it, the apposition behind it, an organ's own words."""
    out = {w.casefold() for w in _WORD.findall(text[start:end]) if w.casefold() in _describing()}
    before = _BEFORE.search(text, max(0, start - 60), start)
    if before:
        tail = [w.casefold() for w in _WORD.findall(before.group())][-2:]
        out |= {w for w in tail[-1:] if w in _describing()}
    if match := _APPOSITION.match(text, end, end + 120):
        out |= {w for w in match[1].casefold().split()[-1:]}
    return out


@cache
def _describing() -> frozenset[str]:
    return words("titles") | words("organisations") | words("media") | words("documents") | words("groups")
