"""Linear models learned as a softmax: which of several candidates, and which of several labels.

Like ``linear``, training uses only addition, multiplication, division and square roots of doubles in a fixed order: the
same weights on any machine, rounded to whole numbers.
"""

from __future__ import annotations

import math
import random
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.extract.linear import SCALE, Linear, linear

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    # The features of every candidate, and which candidates are right.
    Choice = tuple[Sequence[Sequence[str]], frozenset[int]]

# How far one example moves a weight; the mean of the weights over all steps is what is kept.
RATE = 0.05
_HALVINGS = 12
_NOTHING = -40.0
_SLIGHT = 1e-3
_TINY = 1e-9


class _Learner:
    """Gradient steps of one size over sparse rows of weights, averaged."""

    def __init__(self, width: int) -> None:
        self._width = width
        self._steps = 1
        self._weights: dict[str, list[float]] = {}
        self._summed: dict[str, list[float]] = {}

    def scores(self, features: Sequence[str]) -> list[float]:
        """Return the score of every label."""
        found = [row for row in map(self._weights.get, features) if row is not None]
        return [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * self._width

    def move(self, changes: Iterable[tuple[str, Sequence[tuple[int, float]]]]) -> None:
        """Move the weights of features along their changes per label: one step."""
        for feature, own in changes:
            row = self._weights.get(feature)
            if row is None:
                row = self._weights[feature] = [0.0] * self._width
                self._summed[feature] = [0.0] * self._width
            summed = self._summed[feature]
            for label, change in own:
                row[label] += RATE * change
                summed[label] += RATE * change * self._steps
        self._steps += 1

    def averaged(self, labels: Sequence[str]) -> Linear:
        """Return the mean over all steps, rounded; features whose weights are all zero are left out."""
        rows = []
        for feature in sorted(self._weights):
            pairs = zip(self._weights[feature], self._summed[feature], strict=True)
            row = tuple(math.floor((w - s / self._steps) * SCALE + 0.5) for w, s in pairs)
            if any(row):
                rows.append((feature, row))
        return linear(labels, rows)


def ranking(choices: Sequence[Choice], *, epochs: int, seed: int, least: int = 2) -> Linear:
    """Return the weights under which right candidates score highest; a choice that leaves none teaches nothing."""
    kept = _kept((f for candidates, _ in choices for features in candidates for f in set(features)), least)
    data = [
        ([[f for f in features if f in kept] for features in candidates], right)
        for candidates, right in choices
        if 0 < len(right) < len(candidates)
    ]
    learner = _Learner(1)
    for i in _order(len(data), epochs, seed):
        candidates, right = data[i]
        shares = _shares([learner.scores(features)[0] for features in candidates])
        good = max(_TINY, sum(shares[j] for j in right))
        pull: dict[str, float] = {}
        for j, features in enumerate(candidates):
            change = (shares[j] / good if j in right else 0.0) - shares[j]
            if abs(change) > _SLIGHT:
                for f in features:
                    pull[f] = pull.get(f, 0.0) + change
        learner.move((f, ((0, change),)) for f, change in pull.items())
    return learner.averaged(("score",))


def classifier(examples: Sequence[tuple[Sequence[str], str]], *, epochs: int, seed: int, least: int = 2) -> Linear:
    """Return a model of (features, label) examples, its labels in alphabetical order."""
    labels = tuple(sorted({label for _, label in examples}))
    kept = _kept((f for features, _ in examples for f in set(features)), least)
    data = [([f for f in features if f in kept], labels.index(label)) for features, label in examples]
    learner = _Learner(len(labels))
    for i in _order(len(data), epochs, seed):
        features, right = data[i]
        shares = _shares(learner.scores(features))
        changes = [(j, float(j == right) - share) for j, share in enumerate(shares)]
        worth = tuple((j, c) for j, c in changes if abs(c) > _SLIGHT)
        learner.move((f, worth) for f in features)
    return learner.averaged(labels)


def best(model: Linear, candidates: Sequence[Sequence[str]]) -> int:
    """Return the number of the candidate with the highest score of a ranking, the first of equals."""
    scores = [model.scores(features)[0] for features in candidates]
    return scores.index(max(scores))


def _kept(features: Iterable[str], least: int) -> frozenset[str]:
    return frozenset(f for f, n in Counter(features).items() if n >= least)


def _order(size: int, epochs: int, seed: int) -> Iterator[int]:
    order = list(range(size))
    shuffle = random.Random(seed)  # noqa: S311 - an order, no secret
    for _ in range(epochs):
        shuffle.shuffle(order)
        yield from order


def _shares(scores: Sequence[float]) -> list[float]:
    highest = max(scores)
    powers = [exponential(score - highest) for score in scores]
    total = sum(powers)
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
