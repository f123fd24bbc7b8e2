"""What `make score` and `make bench` measure statements with: swapped names, mistakes, the plain peers."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import folds
import mistakes
import neutral
import pytest
import quote_rules

from pipeline import scoring
from pipeline.extract import storage
from pipeline.extract.corpus import Annotated

GOLD = Path(str(resources.files("pipeline").joinpath("gold/statements.jsonl")))


def test_swapped_names_change_nothing_else_in_the_gold_set() -> None:
    documents, _ = folds.read(GOLD)
    models = [storage.load()] * len(documents)
    for swap, least in ((neutral.states(), 5), (neutral.persons(documents), 15)):
        assert sorted(swap) == sorted(swap.values())  # every name goes to one name, none is lost
        result = neutral.compare(documents, models, swap)
        assert result.documents >= least
        assert result.changed == result.spoken == ()


def test_a_kind_of_speaker_that_hangs_on_a_name_is_told() -> None:
    document = Annotated("a", "Brown Stone denied the claim.", (), "a")
    result = neutral.compare([document], [storage.load()], {"Brown Stone": "Harbour Treaty"})
    assert result.changed == ("a",) or result.spoken == ("a",)


def test_a_corpus_without_meta_is_cut_by_document_and_named_by_what_is_in_it(tmp_path: Path) -> None:
    documents, cut = folds.read(GOLD)
    assert set(cut) == set(range(folds.FOLDS))
    shorter = tmp_path / "corpus.jsonl"
    shorter.write_text("".join(GOLD.read_text("utf-8").splitlines(keepends=True)[:-1]), "utf-8")
    assert len(folds.read(shorter)[0]) == len(documents) - 1
    assert folds.key(GOLD) == folds.key(GOLD) != folds.key(shorter)


TEXT = "The mayor said that the bridge was closed on Monday. She left."
GIVEN = {"n": 1, "content": [[20, 51]], "source": [[0, 9]], "cue": [[10, 14]], "mode": "indirect", "act": "assert"}


@pytest.mark.parametrize(
    ("found", "types"),
    [
        ([GIVEN], []),
        ([], ["missed: indirect, cue not found"]),
        ([{**GIVEN, "content": [[20, 41]]}], ["content: too short"]),
        ([{**GIVEN, "source": []}, {**GIVEN, "n": 2, "content": [[53, 61]]}],
         ["spurious: indirect, no such statement", "source: none found"]),
        ([{**GIVEN, "content": [[53, 61]]}],
         ["missed: indirect, cue found, other content", "spurious: indirect, cue right"]),
        ([{**GIVEN, "cue": [], "act": "deny", "mode": "mixed"}], ["cue: none found", "mode", "act: assert as deny"]),
    ],
)  # fmt: skip
def test_mistakes_are_told_by_what_is_wrong(found: list[dict[str, object]], types: list[str], tmp_path: Path) -> None:
    document = Annotated("a", TEXT, (GIVEN,), "a")
    rows = scoring.annotated(TEXT, [GIVEN]), scoring.annotated(TEXT, found)
    every = list(mistakes.mistakes(document, *rows))
    assert [m.type for m in every] == types
    listed = tmp_path / "listed.csv"
    listed.write_text("document,char_start,char_end,type,what\na,20,51,content: x,y\nb,1,2,act,y\n", "utf-8")
    (line,) = mistakes.listed(every, listed, {"a"})
    assert ("NOT MADE" in line) == ("content: too short" not in types)


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“", "‘’"])
def test_plain_peers_find_what_they_are_made_for(marks: str) -> None:
    text = f"{marks[0]}The bridge is closed,{marks[1]} said Ana Li on Monday. The town said that the road is open."
    (row,) = quote_rules.bare(text)
    spans = [text[slice(*row[role][0])] for role in ("content", "source", "cue")]
    assert spans == ["The bridge is closed", "Ana Li", "said"]
    assert [text[slice(*s["content"][0])] for s in quote_rules.cues(text)] == [spans[0], "the road is open"]
