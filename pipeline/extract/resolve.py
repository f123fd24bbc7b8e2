"""Speakers and reporters of a document's statements, in text order: pronouns, last names, "the ministry", "I".

Where structure decides, a rule does: "I" is the surrounding speaker or the document's own voice, a clause of a
resolution its organ's. Else the actors a mention may mean are ranked by what was learned (``antecedents``).
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from pipeline.extract import actors, antecedents, mentions, persons, softmax, speakers
from pipeline.extract.antecedents import Past
from pipeline.extract.entities import entities
from pipeline.extract.features import stem
from pipeline.extract.mentions import Candidate, Heard, Mention
from pipeline.extract.names import folded
from pipeline.extract.titled import Titled

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.tagger import Tagger
    from pipeline.model import Actor, Citation, Parsed, Statement

    # Which of the candidates a mention means; the number of the statement comes first.
    Decide = Callable[[int, Mention, Sequence[Candidate]], int]

_ISSUED_BEFORE = 3
_SIGNED = re.compile(r"\(Signed\)\s+(?P<name>(?:[A-Z][\w’'.-]*[^\S\n]*){2,4})")
_OWN = re.compile(r"(?:my|our)\s+(?:own\s+)?(?:delegation|country|government|nation|people)", re.IGNORECASE)
_LONGEST = 300  # characters of a mention that are read, and of its sentence before it
_BARE = 2  # quarters of a document's statements without a source, from which they are clauses of one organ


def with_speakers(
    parsed: Parsed, found: Sequence[Statement], citations: Sequence[Citation], model: Tagger
) -> list[Statement]:
    """Return the statements with speaker and reporter, resolved in text order, outer statements first."""

    def decide(_: int, mention: Mention, candidates: Sequence[Candidate]) -> int:
        return softmax.best(model.speakers, [antecedents.features(mention, c) for c in candidates])

    out = Resolver(parsed, found, citations, model).resolved(decide)
    return [replace(s, reporter=_reporter(parsed, out, s)) for s in out]


def _reporter(parsed: Parsed, found: Sequence[Statement], s: Statement) -> Actor | None:
    """Return who says so: the speaker around it, known or not; with none around it the segment's voice."""
    return parsed.segments[s.content[0].segment].voice if s.parent is None else found[s.parent].speaker


def depths(found: Sequence[Statement]) -> list[int]:
    """Return how many statements hold each."""
    out = [-1] * len(found)
    for i in range(len(found)):
        inside: list[int] = []
        at: int | None = i
        while at is not None and out[at] < 0:
            inside.append(at)
            at = found[at].parent
        deep = -1 if at is None else out[at]
        for j in reversed(inside):
            deep += 1
            out[j] = deep
    return out


def _start(s: Statement) -> int:
    return min(span.start for span in (*s.source, *s.cue, *s.content))


_STOP = re.compile(r"[.!?][”\")]*\s+(?=[A-Z“\"])")


def _sentence(text: str, start: int, end: int) -> int:
    """Return where the last sentence of a piece of text begins."""
    return max((m.end() for m in _STOP.finditer(text, start, end)), default=start)


# "has issued a statement", at the head of a quotation that follows as a paragraph of its own.
_ISSUED = re.compile(
    r"^(?P<who>[^,;:]{2,120}?)\s+(?:has\s+|have\s+)?(?:issued|released|made|published|shared|posted)\s+(?:\w+\s+){0,3}"
    r"(?:statement|message|declaration|communiqué|post|press release)\b"
)


def _introduced(parsed: Parsed, number: int) -> Actor | None:
    """Return who speaks in a paragraph that is one quotation: who issued the statement that stands before it."""
    for back in range(number - 1, max(-1, number - 3), -1):
        segment = parsed.segments[back]
        if match := _ISSUED.match(segment.text):
            return speakers.actor_of(match["who"], parsed.id)
    return None


def _one_by_name(found: Sequence[Statement]) -> list[Statement]:
    """Return the statements with one actor for the persons of one name: the one whose state or role the text tells.

    A body of one word that is a person's name there is that person. Two of one name who differ in state or role stay.
    """
    told: dict[str, dict[str, Actor]] = {}
    for s in found:
        if s.speaker and s.speaker.kind == "person":
            told.setdefault(folded(s.speaker.name), {})[s.speaker.id] = s.speaker
    best: dict[str, Actor] = {}
    for name, own in told.items():
        full = [actor for actor in own.values() if not actor.id.startswith("person:in-")] or list(own.values())
        if len(full) == 1:
            best[name] = full[0]
    return [
        replace(s, speaker=best.get(folded(s.speaker.name), s.speaker))
        if s.speaker and (s.speaker.id.startswith("person:in-") or s.speaker.kind == "organisation")
        else s
        for s in found
    ]


class Resolver:
    """Finds out who is meant by the sources of a document's statements, from what it has said before."""

    def __init__(
        self, parsed: Parsed, found: Sequence[Statement], citations: Sequence[Citation], model: Tagger
    ) -> None:
        self._parsed = parsed
        self._found = found
        self._titled = Titled(parsed, citations)
        self._model = model

    @cached_property
    def _past(self) -> Past:
        own = [s for s in self._found if s.mode != "authored"]
        bare = sum(not s.source for s in own) * 4 // max(1, len(own))
        return Past(entities(self._parsed, self._model.vocabulary), self._parsed.text, bare)

    def resolved(self, decide: Decide) -> list[Statement]:
        """Return the statements with their speakers; ``decide`` chooses where structure does not."""
        out = list(self._found)
        deep = depths(out)
        for i in sorted(range(len(out)), key=lambda i: (_start(out[i]), deep[i], i)):
            s = out[i]
            voice = self._parsed.segments[s.content[0].segment].voice
            if s.mode == "authored":
                out[i] = replace(s, speaker=voice)
                continue
            around = None if s.parent is None else out[s.parent].speaker
            mention = self._mention(s, deep[i])
            known, speaker = self._settled(s, mention, out, around or voice)
            if not known:
                literal = self._literal(mention)
                candidates = self._past.candidates(mention, literal, around, voice)
                speaker = candidates[decide(i, mention, candidates)].actor
                if speaker and speaker.kind == "name":
                    speaker = self._by_noun(speaker)
            out[i] = replace(s, speaker=speaker)
            if speaker:
                self._past.hear(Heard(speaker, mention.segment, mention.depth, mention.type))
        return _one_by_name(out)

    def _mention(self, s: Statement, deep: int) -> Mention:
        segment = self._parsed.segments[s.content[0].segment]
        text = self._parsed.text[s.source[0].start : s.source[-1].end][:_LONGEST].strip() if s.source else ""
        text = mentions.subject(speakers.trimmed(text))
        cue = self._parsed.text[s.cue[0].start : s.cue[-1].end].casefold().split(" ")[0] if s.cue else ""
        at = s.source[0].start if s.source else _start(s)
        end = max(span.end for span in s.source or (*s.content, *s.cue))
        kind = self._model.kind_of(text, cue) if text else None
        bare = "none-direct" if s.mode == "direct" else "none"
        before = self._parsed.text[max(0, at - 25) : at].split()
        return Mention(
            text, mentions.type_of(text) if text else bare, kind, mentions.head_of(text),
            s.content[0].segment, at, end, stem(cue) if cue else "", deep,
            opens=not self._parsed.text[segment.char_start : at].strip(' 0123456789.()“"'),
            country=actors.country_in(text) if text else None,
            sentence=_sentence(self._parsed.text, max(segment.char_start, at - _LONGEST), at),
            before=before[-1].casefold() if before and before[-1][:1].islower() else "",
            ending=next((e for e in ("ing", "ed", "s") if cue.endswith(e)), ""),
        )  # fmt: skip

    def _settled(
        self, s: Statement, m: Mention, out: Sequence[Statement], around: Actor | None
    ) -> tuple[bool, Actor | None]:
        """Return whether structure decides who speaks, and who it is."""
        if not s.source:
            return self._unnamed(s, m, out)
        own = _OWN.fullmatch(m.text) is not None
        if own or m.type in {"I", "we"}:
            if around is None:
                return True, self._author
            of = actors.by_code(around.country) if around.kind == "person" and around.country else None
            return True, of or around if own or m.type == "we" else around
        if m.type == "definite" and m.head == "delegation" and m.country is None:
            return True, self._past.own_state
        named = self._titled.of(m.text) or self._by_full_name(m)
        return named is not None, named

    def _by_full_name(self, m: Mention) -> Actor | None:
        """Return the state or person whose full name is the mention, or stands in it; null of any other mention."""
        if m.kind in {"person", "state"} and m.type not in mentions.PRONOUNS:
            found = speakers.actor_of(m.text, self._parsed.id, m.kind)
            named = found.kind == "person" and speakers.several(persons.person_name(m.text))
            if found.kind == "group" and persons.are_persons(found.name):
                return found
            if found.kind == "state" or (named and self._no_name(found) is None):
                return self._past.fuller(found)
        return None

    def _unnamed(self, s: Statement, m: Mention, out: Sequence[Statement]) -> tuple[bool, Actor | None]:
        if s.continues is not None and out[s.continues].speaker is not None:
            return True, out[s.continues].speaker
        if s.rule == "quotation/paragraph" and (who := _introduced(self._parsed, m.segment)):
            return True, who
        if m.type == "none" and s.parent is None and self._past.bare >= _BARE and self._past.organ:
            return True, self._past.organ
        return False, None

    def _literal(self, m: Mention) -> Actor | None:
        """Return the actor that the mention names by itself, null of a pronoun or without a source."""
        if m.type in mentions.PRONOUNS or not mentions.says_who(m.text):
            return None
        if known := self._past.initials(m.text, self._parsed.text):
            return known
        found = speakers.actor_of(m.text, self._parsed.id, m.kind)
        if found.kind == "person" and " " not in found.name and m.text == found.name:
            # One word with nothing personal about it, here or elsewhere in the document: a body, if anything.
            n = self._past.entity_of(found)
            if n is None or self._past.named[n].actor.kind == "name":
                found = actors.organisation(found.name, None, self._parsed.id)
        lone = found.kind == "organisation" and " " not in found.name and not mentions.class_of(m.head)
        is_new = (found.kind == "person" or lone) and self._past.entity_of(found) is None
        return self._no_name(found) or found if is_new else found

    def _by_noun(self, named: Actor) -> Actor:
        """Return the actor of a name without a sign of its kind: who holds an office, else a body or nobody."""
        if speakers.is_office(named.name):
            return speakers.actor_of(named.name, self._parsed.id, "person")
        return self._no_name(named) or replace(named, kind="organisation")

    def _no_name(self, actor: Actor) -> Actor | None:
        """Return an unnamed source where an actor's name is words that are nobody's ("Armed Conflict"), else null."""
        if speakers.is_plain(actor.name, self._model.vocabulary):
            return actors.group(actor.name, self._parsed.id, "unnamed")
        return None

    @cached_property
    def _author(self) -> Actor | None:
        """Return in whose name a text without a known voice speaks: who signed it, its state, else its person."""
        if signed := _SIGNED.search(self._parsed.text):
            return actors.person(signed["name"].strip(), self._parsed.id)
        past = self._past
        return past.own_state if past.assembly or past.own_person is None else past.own_person
