"""Linear models learned as a softmax: which of several candidates, and which of several labels.

Like ``linear``, training uses only addition, multiplication, division and square roots of doubles in a fixed order: the
same weights on any machine, rounded to whole numbers.
"""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from pipeline.extract.linear import Learner, Linear, mean, numbered, orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    # The features of every candidate, and which candidates are right.
    Choice = tuple[Sequence[Sequence[str]], frozenset[int]]

# How far one example moves a weight; the mean of the weights over all steps is what is kept.
RATE = 0.05
_HALVINGS = 12
_NOTHING = -40.0
_SLIGHT = 1e-3
_TINY = 1e-9


class _Steady(Learner):
    """Steps of one size, however often a weight has moved."""

    __slots__ = ()

    def move(self, feature: int, label: int, change: float) -> None:
        """Move a weight along a change."""
        self._weights[feature][label] += RATE * change
        self._summed[feature][label] += RATE * change * self.steps


def ranking(choices: Sequence[Choice], *, epochs: int, seed: int, least: int = 2) -> Linear:
    """Return the weights under which right candidates score highest; a choice that leaves none teaches nothing."""
    numbers = numbered((features for candidates, _ in choices for features in candidates), least)
    data = [
        ([[numbers[f] for f in features if f in numbers] for features in candidates], sorted(right))
        for candidates, right in choices
        if 0 < len(right) < len(candidates)
    ]
    learner = _Steady(len(numbers), 1)
    for i in orders(len(data), epochs, seed):
        candidates, right = data[i]
        shares = _shares([learner.scores(features)[0] for features in candidates])
        good = max(_TINY, reduce(add, [shares[j] for j in right]))
        for j, features in enumerate(candidates):
            change = (shares[j] / good if j in right else 0.0) - shares[j]
            if abs(change) > _SLIGHT:
                for f in features:
                    learner.move(f, 0, change)
        learner.steps += 1
    return mean(("score",), numbers, [learner])


def classifier(examples: Sequence[tuple[Sequence[str], str]], *, epochs: int, seed: int, least: int = 2) -> Linear:
    """Return a model of (features, label) examples, its labels in alphabetical order."""
    labels = tuple(sorted({label for _, label in examples}))
    numbers = numbered((features for features, _ in examples), least)
    data = [([numbers[f] for f in features if f in numbers], labels.index(label)) for features, label in examples]
    learner = _Steady(len(numbers), len(labels))
    for i in orders(len(data), epochs, seed):
        features, right = data[i]
        for j, share in enumerate(_shares(learner.scores(features))):
            change = float(j == right) - share
            if abs(change) > _SLIGHT:
                for f in features:
                    learner.move(f, j, change)
        learner.steps += 1
    return mean(labels, numbers, [learner])


def best(model: Linear, candidates: Sequence[Sequence[str]]) -> int:
    """Return the number of the candidate with the highest score of a ranking, the first of equals."""
    scores = [model.scores(features)[0] for features in candidates]
    return scores.index(max(scores))


def _shares(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [exponential(score - highest) for score in scores]
    total = reduce(add, powers)
    return [power / total for power in powers]


def exponential(x: float) -> float:
    """Return e to the power of a number that is not above nought, by multiplication alone.

    >>> round(exponential(-1.0), 3)
    0.368
    """
    if x < _NOTHING:
        return 0.0
    y = 1.0 + x / (1 << _HALVINGS)
    for _ in range(_HALVINGS):
        y *= y
    return y
