"""Whom the mention of a source may go back to, and what tells which of them it does.

Facts say how a mention and an actor stand to each other (who spoke last, who was named last, nouns and last names they
share), never a name: who is named changes nothing in the choice.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.extract import actors, voices
from pipeline.extract.mentions import Candidate, class_of, head_of
from pipeline.extract.names import Names, folded

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.extract.entities import Entity
    from pipeline.extract.mentions import Heard, Mention
    from pipeline.model import Actor

    _Of = Callable[[Actor], Candidate]

# Mentions that name whom they mean: only a fuller form of the name may be meant.
_BY_NAME = frozenset({"word", "name"})
_FAMILY = {
    "he": "person", "she": "person", "it": "thing", "they": "many", "word": "named", "name": "named",
    "definite": "called", "Definite": "called", "noun": "called", "none": "none", "none-direct": "none",
}  # fmt: skip
# How many of those named before are weighed, and of those named most often.
_NAMED, _FREQUENT = 6, 4
# How many names inside a mention are weighed; of those who spoke before; of those alike, before and behind it.
_INSIDE, _SPOKEN, _ALIKE = 12, 24, (12, 4)
# Characters between the beginning of a sentence, or a statement's end, and a name that stands right there.
_NEAR = 25
# How many namings before a mention are looked at.
_LOOKED = 100


class Past:
    """What a document tells of who may be meant: who is named in it, and who has spoken so far (``hear``)."""

    def __init__(self, named: Sequence[Entity], text: str, bare: int) -> None:
        self.named = named
        self._heard: dict[str, Heard] = {}  # by actor, who spoke last behind
        self.bare = bare
        self._text = text
        places = sorted((p.at, n) for n, e in enumerate(named) for p in e.places)
        by_place = {p.at: p for e in named for p in e.places}
        self._places = [(by_place[at], n) for at, n in places]
        self._at = [at for at, _ in places]
        self._by_name: dict[str, int] = {}
        for n, e in enumerate(named):
            for form in (*sorted(e.forms), e.actor.name):
                self._by_name.setdefault(folded(form), n)
        self._persons = [n for n, e in enumerate(named) if e.actor.kind == "person"]
        self._names = Names(folded(named[n].actor.name).split() for n in self._persons)
        self._initials: dict[str, Actor] = {}
        for n in self._persons:
            actor = named[n].actor
            self._initials.setdefault("".join(w[0] for w in actor.name.split()), actor)
        self._alike_by = _by_what_they_share(named)
        self._frequent = sorted(range(len(named)), key=lambda n: (-len(named[n].places), n))[:_FREQUENT]
        full = [named[n] for n in self._persons if " " in named[n].actor.name]
        self.own_person = max(full, key=lambda e: len(e.places)).actor if full else None

    def hear(self, who: Heard) -> None:
        """Note who speaks in a statement."""
        self._heard.pop(who.actor.id, None)
        self._heard[who.actor.id] = who

    @cached_property
    def assembly(self) -> bool:
        """Say whether the text reads as if it were of an international organisation."""
        return voices.of_an_assembly(self._text)

    @cached_property
    def own_state(self) -> Actor | None:
        """Return the state the text names most, and most as its own."""
        return voices.own_state(self._text)

    @cached_property
    def organ(self) -> Actor | None:
        """Return the organ whose ways the text has most, null where it has none's."""
        organ, count = max(self._signs, key=lambda pair: pair[1])
        return organ if count else None

    @cached_property
    def _signs(self) -> list[tuple[Actor, int]]:
        return voices.signs(self._text)

    def entity_of(self, actor: Actor) -> int | None:
        """Return the number of the entity that an actor is, null where the document does not name it."""
        found = self._by_name.get(folded(actor.name))
        if found is None and actor.kind == "person":
            same = self._names.fuller(folded(actor.name).split())
            return None if same is None else self._persons[same]
        return found

    def initials(self, mention: str, text: str) -> Actor | None:
        """Return whom a label of initials stands for ("ABC" for Ana B. Carr), by the document's names."""
        if not re.fullmatch(r"[A-Z]{2,4}", mention):
            return None
        if mention in self._initials:
            return self._initials[mention]
        return actors.media("Wikinews") if mention == "WN" and "Wikinews" in text else None

    def candidates(
        self, m: Mention, literal: Actor | None, around: Actor | None, voice: Actor | None
    ) -> list[Candidate]:
        """Return the actors a mention may mean; nobody is among them where it names no one.

        ``literal`` is the actor it names by itself, ``around`` the speaker of the statement it stands in.
        """
        out: dict[str, Candidate] = {}

        def of(actor: Actor) -> Candidate:
            n = self.entity_of(actor)
            known = actor if n is None else self.named[n].actor
            return out.setdefault(actor.id if n is None else f"entity {n}", Candidate(known))

        for actor, how in ((literal, "literal"), (around, "around"), (voice, "voice")):
            if actor is not None:
                found = of(actor)
                found.add(how)
                found.actor = self.fuller(actor) if actor is literal else found.actor
        self._standing(m, of)
        if m.type not in _BY_NAME:
            self._spoken(m, of)
            self._named_before(m, of)
        if m.type in {"none", "none-direct"}:
            self._beside(m, of)
        else:
            self._inside(m, of)
        self._alike(m, literal, of)
        if literal is None or m.type == "definite":
            out["nobody"] = Candidate(None, {"null": None})
        if m.type == "none":
            for c in out.values():
                c.add(*[f"{k}-bare{self.bare}" for k in c.known if k.startswith(("organ", "null"))])
        return _fitting(m, literal, list(out.values()))

    def fuller(self, literal: Actor) -> Actor:
        """Return the actor by its longer name where the document has one."""
        n = self.entity_of(literal)
        if n is None:
            return literal
        known = self.named[n].actor
        if len(known.name) <= len(literal.name) or literal.kind == "state" or known.kind == "name":
            return literal
        return known if known.kind == literal.kind or literal.name in self.named[n].forms else literal

    def _standing(self, m: Mention, of: _Of) -> None:
        """Add who may be meant wherever the mention stands: the document's own state, person and organs."""
        if m.type in {"you", "they", "definite", "Definite", "none", "none-direct"}:
            state = self.own_state if self.assembly else None
            for actor, what in ((state, "own-state"), (self.own_person, "own-person")):
                if actor is not None:
                    of(actor).add(what, f"{what}-{self.assembly}")
        if m.type in {"none", "it", "Definite", "definite"}:
            for organ, signs in self._signs:
                if signs or m.type == "none":
                    of(organ).add(
                        f"organ{min(signs, 3)}", f"organ-{organ.id}", *(["organ-most"] * (organ == self.organ))
                    )

    def _spoken(self, m: Mention, of: _Of) -> None:
        kinds: dict[str, int] = {}
        own = class_of(m.head)
        for rank, h in enumerate(islice(reversed(self._heard.values()), _SPOKEN)):
            alike = kinds.get(h.actor.kind, 0)
            kinds[h.actor.kind] = alike + 1
            gap = min(m.segment - h.segment, 3)
            level = "same" if h.depth == m.depth else "out" if h.depth < m.depth else "in"
            of(h.actor).add(
                f"spoke{min(rank, 3)}", f"spoke-gap{gap}", f"spoke{min(rank, 2)}-{level}",
                f"spoke{min(rank, 2)}-gap{gap}", f"spoke-as-{h.type}{min(rank, 1)}", f"spoke-kind{min(alike, 2)}",
            )  # fmt: skip
            head = head_of(h.actor.name)
            if m.head and head == m.head and h.type != "definite":
                of(h.actor).add("said-head")
            if own and class_of(head) == own:
                of(h.actor).add(f"said-class-{own}", f"said-{h.type}-{own}")

    def _named_before(self, m: Mention, of: _Of) -> None:
        seen: dict[int, None] = {}
        kinds: dict[str, int] = {}
        here = bisect_left(self._at, m.at)
        for place, n in reversed(self._places[max(0, here - _LOOKED) : here]):
            if n in seen:
                continue
            e = self.named[n]
            rank = kinds.get(e.actor.kind, 0)
            kinds[e.actor.kind] = rank + 1
            gap = min(m.segment - place.segment, 3)
            of(e.actor).add(
                f"named{min(len(seen), 4)}", f"named-kind{min(rank, 3)}", f"named-gap{gap}",
                f"named-gap{gap}-opens{place.opens}", f"named-gap{gap}-linked{place.linked}",
                *(["named-owns"] * place.owns),
            )  # fmt: skip
            seen[n] = None
            if len(seen) == _NAMED:
                break

    def _beside(self, m: Mention, of: _Of) -> None:
        """Add who is named in the same sentence before a statement whose source was not found, and behind it."""
        here = bisect_left(self._at, m.at)
        before = [(p, n) for p, n in self._places[max(0, here - _INSIDE) : here] if p.at >= m.sentence]
        for rank, (place, n) in enumerate(before):
            first, last = min(rank, 2), min(len(before) - 1 - rank, 2)
            opens = place.at - m.sentence < _NEAR and not place.linked
            of(self.named[n].actor).add(
                f"clause{first}", f"clause-linked{place.linked}", f"clause-last{last}",
                f"clause{first}-linked{place.linked}-owns{place.owns}", *(["clause-subject"] * opens),
            )  # fmt: skip
        behind = bisect_left(self._at, m.end)
        for rank, (place, n) in enumerate(self._places[behind : behind + 2]):
            if place.segment == m.segment:
                near = ["behind-near"] * (place.at - m.end < _NEAR)
                of(self.named[n].actor).add(f"behind{rank}", f"behind{rank}-linked{place.linked}", *near)

    def _inside(self, m: Mention, of: _Of) -> None:
        here = bisect_left(self._at, m.at)
        for place, n in self._places[here : here + _INSIDE]:
            if place.at >= m.end:
                break
            how = "owns" if place.owns else "linked" if place.linked else "opens" if place.at == m.at else "in"
            of(self.named[n].actor).add(f"inside-{how}")

    def _alike(self, m: Mention, literal: Actor | None, of: _Of) -> None:
        """Add what a mention and those named have in common: a noun, a last name, a state."""
        describing = m.type in {"definite", "Definite", "noun", "word", "name"}
        tail = m.text.casefold().split() if m.type in {"word", "name", "Definite"} else []
        of_state = m.country if m.type in {"name", "Definite", "noun"} and not _is_state(literal) else None
        near = set(self._frequent)
        shared = (["country"] if of_state else []) + ([f"head {m.head}"] if describing else [])
        for key in (*shared, *(f"name {word}" for word in tail[-1:])):
            near |= self._near(key, m)
        for n in sorted(near):
            e = self.named[n]
            out: list[str] = []
            when = "before" if e.places and e.places[0].at < m.at else "after"
            if of_state and e.actor.country and not _is_state(e.actor):
                out.append("country-same" if of_state == e.actor.country else "country-other")
            if describing and m.head in e.heads:
                out += [f"head-{when}", f"head-{when}-{e.actor.kind}"]
            if tail and tail[-1] in (name := e.actor.name.casefold().split())[1:]:
                out += [f"last-{when}", *(["last-whole"] * (set(tail) <= set(name)))]
            if m.type not in _BY_NAME and n in self._frequent:
                out.append(f"frequent{self._frequent.index(n)}")
            if m.type not in _BY_NAME and e.places and e.places[0].segment <= 1 and (out or m.head in e.heads):
                out.append("first")
            if out:
                of(e.actor).add(*out)

    def _near(self, key: str, m: Mention) -> set[int]:
        """Return those named who share something, the nearest first namings before and behind a mention."""
        ats, numbers = self._alike_by.get(key, ([], []))
        here = bisect_left(ats, m.at)
        return set(numbers[max(0, here - _ALIKE[0]) : here + _ALIKE[1]])


def _by_what_they_share(named: Sequence[Entity]) -> dict[str, tuple[list[int], list[int]]]:
    """Return where those named are named first, and their numbers, by noun, by word of the name, and with a state."""
    out: dict[str, tuple[list[int], list[int]]] = {}
    for at, n, e in sorted((e.places[0].at if e.places else -1, n, e) for n, e in enumerate(named)):
        shared = [f"head {head}" for head in sorted(e.heads)]
        shared += [f"name {word}" for word in sorted(set(e.actor.name.casefold().split()[1:]))]
        shared += ["country"] * (e.actor.country is not None and not _is_state(e.actor))
        for key in shared:
            ats, numbers = out.setdefault(key, ([], []))
            ats.append(at)
            numbers.append(n)
    return out


def _fitting(m: Mention, literal: Actor | None, found: list[Candidate]) -> list[Candidate]:
    """Return the candidates a mention may mean by its form.

    A name means who shares a word or the initials with it; "it" is no person; "the governor", where one has been
    named, one of those called so.
    """
    if m.type in _BY_NAME and literal is not None:
        return [c for c in found if "literal" in c.known or _shares(literal.name, c.actor)]
    if m.type == "it":
        return [c for c in found if c.actor is None or c.actor.kind != "person"]
    if m.type == "definite" and _is_called(literal):
        return [c for c in found if "head-before" in c.known and _is_called(c.actor)] or found
    return found


def _shares(name: str, actor: Actor | None) -> bool:
    """Say whether an actor's name has a word of another name, or its initials."""
    own = folded(actor.name).split() if actor else []
    return bool(set(folded(name).split()) & set(own)) or folded(name) == "".join(w[0] for w in own)


def _is_called(actor: Actor | None) -> bool:
    return actor is not None and actor.kind in {"person", "organisation"}


def _is_state(actor: Actor | None) -> bool:
    return actor is not None and actor.kind == "state"


def features(m: Mention, c: Candidate) -> list[str]:
    """Return the facts of a mention and an actor it may mean, each with the form of the mention."""
    kind = c.actor.kind if c.actor else "none"
    known = sorted(c.known)
    literal = "literal" in c.known
    family = _FAMILY.get(m.type, "other")
    told = [
        *known, *(f"{kind}|{k}" for k in known), kind, f"{m.kind}>{kind}", f"{m.kind}L{literal}",
        f"{m.kind}>{kind}L{literal}",
    ]  # fmt: skip
    out = [f"{m.type}|{k}" for k in told] + [f"{family}||{k}" for k in told]
    if family in {"called", "named"}:
        out += [f"h{m.head}|{k}" for k in known if not k.startswith(("named", "frequent"))]
        out.append(f"h{m.head}|{kind}|L{literal}")
    if family == "none":
        near = [k for k in known if k.startswith(("organ", "null", "around", "spoke0", "named0"))]
        out += [f"c{m.cue}|{k}" for k in near] + [f"p{m.before}|{k}" for k in near]
        out += [f"{m.type}|o{m.opens}|{m.ending}|{k}" for k in known]
    return out
