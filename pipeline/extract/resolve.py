"""Speakers and reporters of a document's statements, in text order: pronouns, last names, "the ministry", "I"."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract import actors, speakers

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Actor, Citation, Parsed, Statement

_PERSONAL = frozenset({"he", "she", "his", "her", "him", "who"})
_NEUTER = frozenset({"it", "its", "which"})
_CAPITAL = r"(?:[A-Z][\w’'-]*|[A-Z]\.)"
_FULL_NAME = re.compile(
    rf"{_CAPITAL}(?:\s+(?:{_CAPITAL}|de|van|von|al|bin|da|del|la|le|el|ibn|of|the|for|and|on)(?=\s+[A-Z])|\s+{_CAPITAL})+"
)
_DEFINITE = re.compile(
    r"(?:the|this|that|its|his|her|their|our|my)\s+(?P<head>(?:[\w’'-]+\s+){0,2}[\w’'-]+)", re.IGNORECASE
)
_ORGANS = ("Security Council", "General Assembly", "Economic and Social Council", "Human Rights Council")
_CLAUSE = re.compile(r"\s*(?:\d+\.\s+|\([a-z]\)\s+)?(?:\w+ly\s+|Also\s+|Further\s+|Having\s+)?[A-Z]?\w*\s*")


@dataclass(slots=True)
class _Known:
    """What has been said of speakers so far in a document."""

    parsed: Parsed
    citations: Sequence[Citation]
    last: list[Actor] = field(default_factory=list)


def with_speakers(parsed: Parsed, found: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """Return the statements with speaker and reporter, resolved in text order, outer statements first."""
    resolver = Resolver(parsed, citations)
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

    def __init__(self, parsed: Parsed, citations: Sequence[Citation]) -> None:
        self._parsed = parsed
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
            return reporter
        if speakers.is_pronoun(mention):
            return self._pronoun(low, s, segment)
        named = speakers.named_document(mention, self._parsed, self._citations)
        return named or self._full(mention) or speakers.actor_of(mention, self._parsed.id)

    def _unnamed(self, s: Statement, found: Sequence[Statement], segment: int) -> Actor | None:
        if s.continues is not None:
            return found[s.continues].speaker
        if s.rule.startswith("quotation"):
            introduced = speakers.introduced(self._parsed, segment) if s.rule == "quotation/paragraph" else None
            near = [a for a, at in self._heard if segment - at <= 2]
            return introduced or (near[-1] if near else None)
        if s.parent is None and s.cue and self._opens_clause(s):
            organ = next((o for o in _ORGANS if o in self._parsed.text), None)
            return actors.organisation(organ) if organ else None
        return None

    def _opens_clause(self, s: Statement) -> bool:
        segment = self._parsed.segments[s.content[0].segment]
        before = segment.text[: s.cue[0].start - segment.char_start]
        return segment.text[:1].isascii() and len(before.split()) <= 4 and _CLAUSE.fullmatch(before + " ") is not None

    def _pronoun(self, low: str, s: Statement, segment: int) -> Actor | None:
        heard = [a for a, at in self._heard if segment - at <= 3]
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
        names = [m.group() for m in _FULL_NAME.finditer(before)]
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

    def _full(self, mention: str) -> Actor | None:
        """Return the actor of a shortened name or a definite description, by its fuller mention elsewhere."""
        plain = re.sub(r"\s+", " ", mention).strip()
        name = speakers.person_name(plain) or (plain if re.fullmatch(_CAPITAL, plain) else None)
        if name:
            last = name.split()[-1]
            if " " not in name:
                full = next((n for n in self._names if n.split()[-1] == last and speakers.person_name(n)), None)
                if full:
                    person = speakers.person_name(full) or full
                    return self._known_person(person) or actors.person(
                        person, self._parsed.id, None, self._country(full)
                    )
            return self._known_person(name)
        definite = _DEFINITE.fullmatch(plain)
        if definite and definite["head"].islower():
            return self._described(definite["head"].split()[-1])
        return None

    def _known_person(self, name: str) -> Actor | None:
        return next((a for a, _ in self._heard if a.kind == "person" and _same_name(a.name, name)), None)

    def _described(self, head: str) -> Actor | None:
        """Return the last speaker whose name has that noun ("the commission"), else the name in the text that has it."""
        heard = [a for a, _ in self._heard if head in a.name.casefold().split() and not a.name.islower()]
        if heard:
            return heard[-1]
        title = head.capitalize()
        for name in self._names:
            if title in name.split():
                person = speakers.person_name(name)
                if person and head in speakers.words("titles"):
                    return actors.person(person, self._parsed.id, None, self._country(name))
                if head in speakers.words("organisations"):
                    return actors.organisation(name, actors.country_in(name))
        return None

    @staticmethod
    def _country(name: str) -> str | None:
        return actors.country_in(name)

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
        and known.split()[-1].casefold() == name.split()[-1].casefold()
        and len(name.split()) == 1
    )
