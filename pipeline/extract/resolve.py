"""Speakers and reporters of a document's statements, in text order: pronouns, last names, "the ministry", "I"."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract import actors, speakers
from pipeline.extract.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.model import Actor, Citation, Parsed, Statement

    KindOf = Callable[[str, str], str | None]

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "who"})
_NEUTER = frozenset({"it", "its", "which"})
_CAPITAL = r"(?:[A-Z]\.|[A-ZÀ-ÞĀČĎĐĒĖĘĢĦĪĮİĶĹĽŁŃŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ][\w’'-]*)"
_FULL_NAME = re.compile(
    rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|de|van|von|al|bin|da|del|la|le|el|ibn|of|the|for|and|on)(?=\s+[A-Z])"
    rf"|\s+{_CAPITAL})+"
)
_DEFINITE = re.compile(
    r"(?:the|this|that|its|his|her|their|our|my)\s+(?P<head>(?:[\w’'-]+\s+){0,2}[\w’'-]+)", re.IGNORECASE
)
# How many paragraphs back a pronoun or a bare quotation reaches.
_NEAR = 3
_OPENING_WORDS = 4
_ORGANS = ("Security Council", "General Assembly", "Economic and Social Council", "Human Rights Council")
_SPEAKS_FOR = re.compile(
    r"\b(?:(?:[Mm]y|[Oo]ur)\s+(?:own\s+)?(?:country|nation|delegation|Government|people|Republic)\b,?(?:\s+of)?"
    r"|[Tt]he\s+delegation\s+of|"
    r"[Oo]n\s+behalf\s+of\s+(?:the\s+)?(?:(?:delegation|Government|people)(?:\s+and\s+(?:the\s+)?"
    r"(?:Government|people))?\s+of)?)\s+"
    r"(?P<state>(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+|and\s+)?(?:the\s+)?[A-Z][\w’'-]*){0,5})"
)
_CLAUSE = re.compile(r"\s*(?:\d+\.\s+|\([a-z]\)\s+)?(?:\w+ly\s+|Also\s+|Further\s+|Having\s+)?[A-Z]?\w*\s*")


def with_speakers(
    parsed: Parsed, found: Sequence[Statement], citations: Sequence[Citation], kind_of: KindOf
) -> list[Statement]:
    """Return the statements with speaker and reporter, resolved in text order, outer statements first.

    ``kind_of`` tells the kind of a source by its mention and its cue.
    """
    resolver = Resolver(parsed, citations, kind_of)
    out: list[Statement] = list(found)
    for i in sorted(range(len(out)), key=lambda i: (_start(out[i]), depth(found, i), i)):
        s = out[i]
        voice = parsed.segments[s.content[0].segment].voice
        if s.mode == "authored":
            out[i] = replace(s, speaker=voice)
            continue
        around = None if s.parent is None else out[s.parent].speaker
        speaker = resolver.speaker(s, out, around or voice)
        out[i] = replace(s, speaker=speaker)
        if speaker:
            resolver.heard(speaker, s)
    return [replace(s, reporter=_reporter(parsed, out, s)) for s in out]


def _reporter(parsed: Parsed, found: Sequence[Statement], s: Statement) -> Actor | None:
    """Return who says so: the speaker around it, known or not; with none around it the segment's voice."""
    return parsed.segments[s.content[0].segment].voice if s.parent is None else found[s.parent].speaker


def depth(found: Sequence[Statement], i: int) -> int:
    """Return how many statements hold this one."""
    parent = found[i].parent
    return 0 if parent is None else 1 + depth(found, parent)


def _start(s: Statement) -> int:
    return min(span.start for span in (*s.source, *s.cue, *s.content))


class Resolver:
    """Finds out who is meant by the mention of a source, from what the document has said before."""

    def __init__(self, parsed: Parsed, citations: Sequence[Citation], kind_of: KindOf) -> None:
        self._parsed = parsed
        self._kind_of = kind_of
        self._citations = citations
        self._heard: list[tuple[Actor, int]] = []

    def heard(self, speaker: Actor, s: Statement) -> None:
        """Remember who spoke, and in which segment."""
        self._heard.append((speaker, s.content[0].segment))

    def speaker(self, s: Statement, found: Sequence[Statement], reporter: Actor | None) -> Actor | None:
        """Return the speaker of a statement, null where the document does not tell."""
        segment = s.content[0].segment
        if not s.source:
            return self._unnamed(s, found, segment)
        mention = self._parsed.text[s.source[0].start : s.source[-1].end]
        low = mention.strip().casefold()
        if speakers.is_first_person(mention):
            return reporter or self._author
        if speakers.is_pronoun(mention):
            return self._pronoun(low, s, segment)
        if full := self._initials(mention):
            return full
        named = speakers.named_document(mention, self._parsed, self._citations)
        if named:
            return named
        cue = self._parsed.text[s.cue[0].start : s.cue[-1].end] if s.cue else ""
        kind = self._kind_of(mention, cue)
        full = self._full(mention, kind) if kind in {"person", "organisation", "state", None} else None
        return full or speakers.actor_of(mention, self._parsed.id, kind)

    def _unnamed(self, s: Statement, found: Sequence[Statement], segment: int) -> Actor | None:
        if s.continues is not None:
            return found[s.continues].speaker
        if s.rule.startswith("quotation"):
            introduced = speakers.introduced(self._parsed, segment) if s.rule == "quotation/paragraph" else None
            near = [a for a, at in self._heard if segment - at <= _NEAR]
            return introduced or (near[-1] if near else None)
        if s.parent is None and s.cue and self._opens_clause(s):
            organ = next((o for o in _ORGANS if o in self._parsed.text), None)
            return actors.organisation(organ) if organ else None
        return None

    def _opens_clause(self, s: Statement) -> bool:
        segment = self._parsed.segments[s.content[0].segment]
        before = segment.text[: s.cue[0].start - segment.char_start]
        return len(before.split()) <= _OPENING_WORDS and _CLAUSE.fullmatch(before + " ") is not None

    def _pronoun(self, low: str, s: Statement, segment: int) -> Actor | None:
        heard = [a for a, at in self._heard if segment - at <= _NEAR]
        if low in _PERSONAL:
            persons = [a for a in heard if a.kind == "person"]
            named = self._person_before(s)
            if named and (not persons or not _same_person(named, persons[-1])):
                return named if not persons or self._nearer(named, s) else persons[-1]
            return persons[-1] if persons else named
        if low in _NEUTER:
            others = [a for a in heard if a.kind not in {"person", "group", "unnamed"}]
            return others[-1] if others else (heard[-1] if heard else None)
        return heard[-1] if heard else None

    def _person_before(self, s: Statement) -> Actor | None:
        """Return the last person named before a pronoun in the same paragraph."""
        segment = self._parsed.segments[s.content[0].segment]
        before = segment.text[: max(0, s.source[0].start - segment.char_start)]
        # Only a name that opens its sentence: what comes later is as often a place or an organ.
        names = [m.group() for a, b in sentences(before) if (m := _FULL_NAME.match(before, a, b))]
        for name in reversed(names):
            found = speakers.person_name(name)
            if found and " " in found:
                return self._full(found) or actors.person(found, self._parsed.id)
        return None

    def _nearer(self, named: Actor, s: Statement) -> bool:
        segment = self._parsed.segments[s.content[0].segment]
        return (
            not any(at == s.content[0].segment for a, at in self._heard if a.kind == "person")
            and named.name in segment.text
        )

    def _full(self, mention: str, kind: str | None = "person") -> Actor | None:
        """Return the actor of a shortened name or a definite description, by its fuller mention elsewhere."""
        plain = re.sub(r"\s+", " ", mention).strip()
        name = speakers.person_name(plain) or (plain if re.fullmatch(_CAPITAL, plain) else None)
        if name:
            if kind != "person":
                return self._known_person(name)
            if " " not in name and (full := self._longer(name)):
                return self._known_person(full) or actors.person(full, self._parsed.id)
            return self._known_person(name)
        definite = _DEFINITE.fullmatch(plain)
        if definite and definite["head"].islower():
            return self._described(definite["head"].split()[-1])
        return None

    def _longer(self, name: str) -> str | None:
        """Return the first full name in the document that ends in a last name, else one that has it."""
        persons = [(p, n) for n in self._names if name in n.split() and (p := speakers.person_name(n))]
        ending = [p for p, _ in persons if p.split()[-1] == name]
        return next(iter([*ending, *(p for p, _ in persons if name in p.split()[1:])]), None)

    def _initials(self, mention: str) -> Actor | None:
        """Return whom a label of initials stands for ("ABC" for Ana B. Carr), by the document's names."""
        if not re.fullmatch(r"[A-Z]{2,4}", mention):
            return None
        for name in self._names:
            person = speakers.person_name(name)
            if person and "".join(w[0] for w in person.split()) == mention:
                return actors.person(person, self._parsed.id, None, None)
        if mention == "WN" and "Wikinews" in self._parsed.text:
            return actors.media("Wikinews")
        return None

    def _known_person(self, name: str) -> Actor | None:
        return next((a for a, _ in self._heard if a.kind == "person" and _same_name(a.name, name)), None)

    def _described(self, head: str) -> Actor | None:
        """Return the last speaker whose name has that noun ("the commission"), else a name in the text with it."""
        heard = [a for a, _ in self._heard if head in a.name.casefold().split() and not a.name.islower()]
        if heard:
            return heard[-1]
        title = head.capitalize()
        for name in self._names:
            if title in name.split():
                person = speakers.person_name(name)
                if person and head in speakers.words("titles"):
                    return actors.person(person, self._parsed.id)
                if head in speakers.words("organisations"):
                    return actors.organisation(name, actors.country_in(name))
        return None

    @cached_property
    def _author(self) -> Actor | None:
        """Return the state in whose name a text without a known voice speaks, where it says so ("my country, X")."""
        counts: dict[str, int] = {}
        for match in _SPEAKS_FOR.finditer(self._parsed.text):
            found = actors.state_at(match["state"])
            if found:
                counts[found.id] = counts.get(found.id, 0) + 1
        if not counts:
            return None
        best = max(sorted(counts), key=counts.__getitem__)
        return actors.state_of_code(best.removeprefix("state:"))

    @cached_property
    def _names(self) -> list[str]:
        """Return the names of several words in the document, in order, without repeats."""
        out: dict[str, None] = {}
        for segment in self._parsed.segments:
            for match in _FULL_NAME.finditer(segment.text):
                out.setdefault(re.sub(r"\s+", " ", match.group()))
        return list(out)


def _same_person(one: Actor, other: Actor) -> bool:
    return one.name.split()[-1] == other.name.split()[-1]


def _same_name(known: str, name: str) -> bool:
    return known.casefold() == name.casefold() or (
        len(known.split()) > 1
        and known.rsplit(maxsplit=1)[-1].casefold() == name.rsplit(maxsplit=1)[-1].casefold()
        and len(name.split()) == 1
    )
