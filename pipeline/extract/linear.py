"""Linear models: features to whole-number scores per label, learned with a margin.

Training uses nothing but addition, multiplication, division and square roots of IEEE doubles, in a fixed order, so
that every machine learns the same weights; what is kept is rounded to whole numbers, so that scores are exact.
"""

from __future__ import annotations

import math
import random
import sys
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

# Weights are kept in thousandths.
SCALE = 1000
RATE = 0.5


# A feature's weights for all labels are kept in one whole number, 32 bits each, moved up so that none is negative: one
# addition adds them all.
_BITS = 32
_UP = 1 << 24
_LITTLE = sys.byteorder == "little"


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights per feature and label, in thousandths; ``packed[feature]`` holds those of all labels."""

    labels: tuple[str, ...]
    packed: Mapping[str, int]

    def scores(self, features: Iterable[str]) -> list[int]:
        """Return the score of every label, in thousandths."""
        found = [row for row in map(self.packed.get, features) if row is not None]
        width = len(self.labels)
        fields = memoryview(sum(found).to_bytes(width * _BITS // 8, sys.byteorder)).cast("I").tolist()
        up = len(found) * _UP
        return [field - up for field in (fields if _LITTLE else fields[::-1])]

    def best(self, features: Iterable[str]) -> str:
        """Return the label of the highest score, the first of equals."""
        scores = self.scores(features)
        return self.labels[scores.index(max(scores))]

    def rows(self) -> Iterator[tuple[str, list[int]]]:
        """Yield every feature with its weights."""
        for feature in self.packed:
            yield feature, self.scores([feature])


def linear(labels: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]) -> Linear:
    """Return the model of features with their weights, in thousandths."""
    packed = {
        feature: sum((weight + _UP) << (_BITS * label) for label, weight in enumerate(row)) for feature, row in rows
    }
    return Linear(tuple(labels), packed)


@dataclass(slots=True)
class Learner:
    """AdaGrad with averaging over sparse rows of weights."""

    width: int
    rate: float = RATE
    steps: int = 1
    weights: dict[str, list[float]] = field(default_factory=dict)
    _squares: dict[str, list[float]] = field(default_factory=dict)
    _summed: dict[str, list[float]] = field(default_factory=dict)

    def scores(self, features: Iterable[str]) -> list[float]:
        """Return the score of every label."""
        found = [row for row in map(self.weights.get, features) if row is not None]
        return [sum(column) for column in zip(*found, strict=True)] if found else [0.0] * self.width

    def move(self, changes: Mapping[tuple[str, int], float]) -> None:
        """Move weights along ``changes`` (feature, label): by how much it should grow."""
        for (feature, label), change in changes.items():
            if not change:
                continue
            row = self.weights.get(feature)
            if row is None:
                row = self.weights[feature] = [0.0] * self.width
                self._squares[feature] = [0.0] * self.width
                self._summed[feature] = [0.0] * self.width
            squares = self._squares[feature]
            squares[label] += change * change
            step = self.rate * change / math.sqrt(squares[label])
            row[label] += step
            self._summed[feature][label] += step * self.steps

    def averaged(self, labels: Sequence[str]) -> Linear:
        """Return the model averaged over all steps, rounded; features whose weights are all zero are left out."""
        rows = []
        for feature in sorted(self.weights):
            pairs = zip(self.weights[feature], self._summed[feature], strict=True)
            row = tuple(math.floor((w - s / self.steps) * SCALE + 0.5) for w, s in pairs)
            if any(row):
                rows.append((feature, row))
        return linear(labels, rows)


def frequent(examples: Iterable[Iterable[str]], least: int) -> frozenset[str]:
    """Return the features that occur at least so often."""
    counts = Counter(f for features in examples for f in features)
    return frozenset(f for f, n in counts.items() if n >= least)


def train(
    examples: Sequence[tuple[Sequence[str], str]], *, epochs: int, seed: int, margin: float = 1.0, least: int = 2
) -> Linear:
    """Return a multi-class model of (features, label) examples."""
    labels = tuple(sorted({label for _, label in examples}))
    number = {label: i for i, label in enumerate(labels)}
    kept = frequent((f for f, _ in examples), least)
    data = [([f for f in features if f in kept], number[label]) for features, label in examples]
    learner = Learner(len(labels))
    order = list(range(len(data)))
    shuffle = random.Random(seed)  # noqa: S311 - an order, no secret
    for _ in range(epochs):
        shuffle.shuffle(order)
        for i in order:
            features, right = data[i]
            scores = [s + margin for s in learner.scores(features)]
            scores[right] -= margin
            wrong = max((j for j in range(len(labels)) if j != right), key=scores.__getitem__)
            if scores[wrong] > scores[right]:
                learner.move({**{(f, right): 1.0 for f in features}, **{(f, wrong): -1.0 for f in features}})
            learner.steps += 1
    return learner.averaged(labels)
