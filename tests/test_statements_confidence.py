"""What a confidence says: the share of statements, as released, whose content and source are right."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline import quality
from pipeline.extract import corpus, measured, sources, storage, training
from pipeline.extract.corpus import Annotated

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The mayor of Ilmar said on Friday that the harbour was closed."


def annotated(source: str, content: str = "the harbour was closed") -> Annotated:
    def spans(words: str) -> list[list[int]]:
        return [[TEXT.index(words), TEXT.index(words) + len(words)]] if words else []

    row = {"n": 1, "mode": "indirect", "act": "assert", "kind": "person", "cue": spans("said")}
    return Annotated("own", TEXT, ({**row, "content": spans(content), "source": spans(source)},), "own")


@pytest.mark.parametrize(("scored", "shares"), [
    # One more right and one more wrong than were counted; the higher score never has the lower share.
    ([(1, False), (2, True)], ((1, 0.33), (2, 0.67))),
    ([(1, False), (2, True), (3, False), (4, True)], ((1, 0.33), (2, 0.5), (4, 0.67))),
    ([(4, False), (1, True)], ((1, 0.5),)),
    # Equal scores have one share, in whatever order they come.
    ([(1, True), (1, False)], ((1, 0.5),)),
    ([(0, True), (1, False), (1, True)], ((0, 0.6),)),
])  # fmt: skip
def test_shares_by_score(scored: list[tuple[int, bool]], shares: tuple[tuple[int, float], ...]) -> None:
    assert measured.by_score(scored) == shares


@pytest.mark.parametrize(("document", "right"), [
    (annotated("The mayor of Ilmar"), True),
    (annotated("Ilmar"), False),
    (annotated("The mayor of Ilmar", "on Friday"), False),
])  # fmt: skip
def test_a_statement_is_right_when_content_and_source_are(document: Annotated, right: bool) -> None:  # noqa: FBT001 -- a table of cases
    ((_, told),) = measured.judged([document], storage.load())
    assert told is right


def test_confidence_is_learned_on_statements_as_released(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where settling spoils every source, no confidence is high; before it, most were right."""
    file = tmp_path / "corpus.jsonl"
    file.write_text("\n".join(json.dumps(row) for row in quality.gold("statements")), "utf-8")
    documents, quick = corpus.load(file), training.Settings(epochs=1, keep_epochs=2, rounds=1)
    assert max(share for _, share in training.train(documents, settings=quick).calibration) > 0.7
    monkeypatch.setattr(sources, "settled", lambda _, f: replace(f, source=(0, 1)))
    assert max(share for _, share in training.train(documents, settings=quick).calibration) < 0.3
