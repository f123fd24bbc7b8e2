"""Whom a statement without a source may be of, and whom a pronoun may mean: who is weighed, whatever was learned."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import pytest

from pipeline.extract import actors
from pipeline.extract.antecedents import Past
from pipeline.extract.entities import entities
from pipeline.extract.mentions import Heard, Mention
from pipeline.kinds import other
from pipeline.layout import in_place
from pipeline.model import Entry


def beside(marked: str) -> dict[str, set[str]]:
    """Return who is named beside the statement between < and >, and how; the sentence it stands in begins at |."""
    places = {mark: marked.translate(str.maketrans("", "", "|<>".replace(mark, ""))).index(mark) for mark in "|<>"}
    parsed = other.parse(in_place(marked.translate(str.maketrans("", "", "|<>"))), Entry("own"), "own")
    number = sum(s.char_end < places["<"] for s in parsed.segments)
    named = entities(parsed, frozenset({"in", "it", "then"}))
    mention = Mention(
        "", "none", None, "", number, places["<"], places[">"], "", 0, opens=False, sentence=places["|"],
    )  # fmt: skip
    found = Past(named, parsed.text, 0).candidates(mention, None, None, None)
    told = {c.actor.name: {k for k in c.known if k.startswith(("clause", "behind"))} for c in found if c.actor}
    return {name: facts for name, facts in told.items() if facts}


@pytest.mark.parametrize(("text", "told"), [
    # In the same sentence before it: the first is the likeliest subject, the last the nearest; none of another sentence.
    ("|Ana Li met Ben Carr: <it was late>.", {"Ana Li": ["clause0", "clause-subject"], "Ben Carr": ["clause1", "clause-last0"]}),
    ("Ana Li came. |<It was late>.", {}),
    ("Ana Li came. |Then Ben Carr left: <it was late>.", {"Ben Carr": ["clause0", "clause-last0", "clause-subject"]}),
    # Behind a preposition nobody is a subject; what somebody owns may be what says it.
    ("|In front of Ana Li: <it was late>.", {"Ana Li": ["clause0", "clause-linkedTrue"]}),
    ("|Ana Li’s paper was out: <it was late>.", {"Ana Li": ["clause0-linkedFalse-ownsTrue"]}),
    # Behind it: the two nearest of the same paragraph.
    ("|“<It was late>,” thought Cora Os, and Dan Ek, and Eve Um.", {"Cora Os": ["behind0", "behind-near"], "Dan Ek": ["behind1"]}),
    ("|“<It was late>.”\n\nCora Os left.", {}),
])  # fmt: skip
def test_who_is_named_beside_a_statement_without_a_source(text: str, told: dict[str, list[str]]) -> None:
    found = beside(text)
    assert found.keys() == told.keys()
    for name, facts in told.items():
        assert found[name] >= set(facts)
    assert not any("clause-subject" in facts for facts in found.values() if "clause-linkedTrue" in facts)


def test_a_pronoun_means_one_of_the_last_who_spoke() -> None:
    """Who spoke last long ago is not weighed, or time would grow with all who spoke; who speaks again is last again."""
    past = Past([], "", 0)
    people = [actors.person(f"Ana {chr(65 + n)}li", "own") for n in range(26)]
    for who in (*people, people[0]):
        past.hear(Heard(who, 0, 0, "name"))
    mention = Mention("she", "she", None, "she", 1, 900, 903, "said", 0, opens=True)
    weighed = [c.actor for c in past.candidates(mention, None, None, None) if c.actor]
    assert weighed == [people[0], *people[:2:-1]]
