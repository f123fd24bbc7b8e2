"""Whether a text says that something was not said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extract.negation import negated

CASES = [
    line
    for line in (Path(__file__).parent / "cases/negation.txt").read_text("utf-8").splitlines()
    if line[:1] in {"+", "-"}
]


def marked(sentence: str) -> tuple[str, tuple[int, int] | None, tuple[int, int] | None]:
    """Return a sentence without its marks, and where the nearest source and the last cue stood."""
    text, spans, at = "", {"[": [], "{": []}, {}
    for piece in re.split(r"([\[\]{}])", sentence):
        if piece in {"[", "{"}:
            at[piece] = len(text)
        elif piece in {"]", "}"}:
            opened = "[" if piece == "]" else "{"
            spans[opened].append((at[opened], len(text)))
        else:
            text += piece
    cue = spans["{"][-1]
    source = min(spans["["], key=lambda s: (s[0] > cue[0], abs(cue[0] - s[1])), default=None)
    return text, source, cue


@pytest.mark.parametrize("case", CASES)
def test_negation_of_the_act_not_of_the_content(case: str) -> None:
    assert negated(*marked(case[2:])) is (case[0] == "+")


def test_there_are_cases_of_both_kinds() -> None:
    assert min(sum(c[0] == sign for c in CASES) for sign in "+-") >= 60
