"""Scores of linear models: the same however features are handed over; patterns of many words."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from pipeline.extract import linear
from pipeline.extract.alternatives import any_of

WEIGHTS = [("a1", (5, -7, 0)), ("a2", (-3, 2, 900_000)), ("b", (-1, -1, -1_000_000)), ("c", (0, 0, 1))]


def _letter(letter: str, *numbers: int) -> list[str]:
    return [f"{letter}{n}" for n in numbers]


@pytest.mark.parametrize(
    ("view", "expected"),
    [
        (([], []), (0, 0, 0)),
        (([], ["b", "unknown"]), (-1, -1, -1_000_000)),
        (([(_letter, "a", 1, 2, 3)], []), (2, -5, 900_000)),
        (([(_letter, "a", 1, 2), (_letter, "a", 1)], ["b", "b", "c"]), (5, -14, -1_099_999)),
    ],
)
def test_groups_score_as_their_features_do(
    view: linear.View, expected: tuple[int, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    """A group's sum is that of its features, first and again, and where hardly any sum is kept."""
    model = linear.linear(("x", "y", "z"), WEIGHTS)
    assert model.scores_of(view) == model.scores_of(view) == model.scores(linear.spelt(view)) == expected
    monkeypatch.setattr(linear, "_MOST", 1)
    assert model.scores_of(view) == model.scores_of(view) == expected


def test_rows_are_the_weights() -> None:
    """What a model is made of is what it tells of itself."""
    assert list(linear.linear(("x", "y", "z"), WEIGHTS).rows()) == WEIGHTS


WORDS = st.text("aK-", min_size=1, max_size=3)


@given(st.lists(WORDS, min_size=1, max_size=8), st.text("akK- ", max_size=8))
@example(["a-", "a"], "a-")
@example(["a", "a-"], "a-")
def test_any_of_finds_what_its_words_find(words: list[str], text: str) -> None:
    """Shared beginnings change nothing in what is found, nor which of several words is."""
    joined = "|".join(map(re.escape, words))
    found, expected = (
        [m.span() for m in re.finditer(rf"(?<!\w)(?:{pattern})(?!\w)", text, re.IGNORECASE)]
        for pattern in (any_of(words), joined)
    )
    assert found == expected
