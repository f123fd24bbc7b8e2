"""Which act a statement is, by its cue and, of a plain report, by what is said."""

from __future__ import annotations

from typing import Any

import pytest

from pipeline.extract import acts, storage


@pytest.mark.parametrize("entry", acts.entries(), ids=lambda e: e["name"])
def test_tones_prove_themselves(entry: dict[str, Any]) -> None:
    for examples, told in ((entry["examples"], True), (entry["counterexamples"], False)):
        for example in examples:
            words = example.casefold().strip(".").split()
            assert any(entry["name"] in acts.tones(w) for w in words) is told, example


def act(source: str, cue: str, content: str, mode: str = "indirect") -> str:
    """Return the act of "SOURCE CUE CONTENT"."""
    text = f"{source} {cue} {content}"
    at = len(source) + 1
    behind = at + len(cue) + 1
    parts = acts.Parts([(behind, len(text))], [(0, len(source))], [(at, at + len(cue))], mode)
    model = storage.load()
    return acts.act_of(text, parts, model.act, model.vocabulary)


@pytest.mark.parametrize(
    ("cue", "content", "told"),
    [
        ("said", "the road was closed on Monday", "assert"),
        ("repudiated", "the claim", "deny"),  # no such word in the training texts
        ("rejected", "the accusations", "deny"),
        ("lauded", "the efforts of the town", "praise"),
        ("urged", "the parties to withdraw", "demand"),
        ("asked", "why the road was closed", "ask"),
        ("pledged", "to rebuild the road", "promise"),
        ("accused", "Ruritania of shelling the town", "accuse"),
        ("denounced", "the attack on the town", "condemn"),
        ("conceded", "that the map was wrong", "acknowledge"),
        ("expressed concern", "about the escalation", "express"),
        ("warned", "that the dam could break", "warn"),
        ("adopted", "the draft resolution", "decide"),
    ],
)
def test_the_cue_tells_the_act(cue: str, content: str, told: str) -> None:
    assert act("The ministry", cue, content) == told


def test_names_change_no_act() -> None:
    for one, other in (("Norway", "Peru"), ("Ana Li", "Ben Carr")):
        assert act(one, "said", f"{one} would help") == act(other, "said", f"{other} would help")


def test_who_is_named_around_a_cue_is_no_feature() -> None:
    """Names of another length, before and behind the cue and in the sentences before, change no feature."""
    told = "{} left early. {} praised {} on Monday: the bridge, {} said sharply, was a disgrace."

    def features(*names: str) -> list[str]:
        text = told.format(*names)
        cue, content = text.index("said"), text.index("was a")
        source = (text.rindex(names[3]), text.rindex(names[3]) + len(names[3]))
        parts = acts.Parts([(content, len(text) - 1)], [source], [(cue, cue + 4)], "indirect")
        return acts.features(text, parts, frozenset({"the"}))

    long = ("Maximiliana Featherstonehaugh", "Bartholomew Cholmondeley", "Wilhelmina Abernathy", "Ana Quartermaine")
    assert features("Bo Li", "Al Oz", "Ed Au", "Ana Li") == features(*long)
