"""Linear models: features to whole-number scores per label, learned with a margin.

Training uses nothing but addition, multiplication, division and square roots of IEEE doubles, in a fixed order, so
that every machine learns the same weights; what is kept is rounded to whole numbers, so that scores are exact.
"""

from __future__ import annotations

import math
import random
import struct
from collections import Counter
from collections.abc import Callable, Iterable  # a type's own parts
from dataclasses import dataclass, field
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

# Weights are kept in thousandths.
SCALE = 1000
RATE = 0.5


# A feature's weights for all labels are kept in one whole number, 32 bits each: one addition adds them all. A sum has
# every label moved up, so that none is negative, before it is taken apart.
_BITS = 32
_UP = 1 << (_BITS - 1)
# Groups of features whose sums are kept, at most.
_MOST = 1 << 16

# A function and what it is called with: it returns the features that depend on nothing else.
Group = tuple[Callable[..., list[str]], *tuple[object, ...]]
# What a model looks at: groups of features that come again and again, and features by themselves.
View = tuple[list[Group], list[str]]


def spelt(view: View) -> list[str]:
    """Return all features of a view."""
    groups, features = view
    return [feature for function, *key in groups for feature in function(*key)] + features


class _Sums(dict[Group, int]):
    """The summed weights of groups of features, reckoned once for all that come again."""

    def __init__(self, packed: Mapping[str, int]) -> None:
        super().__init__()
        self._packed = packed

    def __missing__(self, group: Group) -> int:
        if len(self) >= _MOST:
            self.clear()
        function, *key = group
        total = self[group] = sum(filter(None, map(self._packed.get, function(*key))))
        return total


@dataclass(frozen=True, slots=True)
class Linear:
    """Weights per feature and label, in thousandths; ``packed[feature]`` holds those of all labels."""

    labels: tuple[str, ...]
    packed: Mapping[str, int]
    _up: int = field(init=False, repr=False, compare=False)
    _sums: _Sums = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Start with no sums."""
        object.__setattr__(self, "_up", _pack([_UP] * len(self.labels)))
        object.__setattr__(self, "_sums", _Sums(self.packed))

    def scores(self, features: Iterable[str]) -> tuple[int, ...]:
        """Return the score of every label, in thousandths."""
        return self._parted(sum(filter(None, map(self.packed.get, features))))

    def scores_of(self, view: View) -> tuple[int, ...]:
        """Return the score of every label for the features of a view."""
        groups, features = view
        total = sum(map(self._sums.__getitem__, groups))
        return self._parted(sum(filter(None, map(self.packed.get, features)), total))

    def _parted(self, total: int) -> tuple[int, ...]:
        width = len(self.labels)
        return struct.unpack(f"<{width}i", ((total + self._up) ^ self._up).to_bytes(width * _BITS // 8, "little"))

    def best(self, features: Iterable[str]) -> str:
        """Return the label of the highest score, the first of equals."""
        scores = self.scores(features)
        return self.labels[scores.index(max(scores))]

    def rows(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """Yield every feature with its weights."""
        for feature in self.packed:
            yield feature, self.scores([feature])


def linear(labels: Sequence[str], rows: Iterable[tuple[str, Sequence[int]]]) -> Linear:
    """Return the model of features with their weights, in thousandths."""
    return Linear(tuple(labels), {feature: _pack(row) for feature, row in rows})


def _pack(row: Sequence[int]) -> int:
    return sum(weight << (_BITS * label) for label, weight in enumerate(row))


class Learner:
    """AdaGrad with averaging; a row of weights per feature, by its number."""

    __slots__ = ("_rate", "_squares", "_summed", "_weights", "steps", "width")

    def __init__(self, features: int, width: int, rate: float = RATE) -> None:
        self.width = width
        self.steps = 1
        self._rate = rate
        self._weights = [[0.0] * width for _ in range(features)]
        self._squares = [[0.0] * width for _ in range(features)]
        self._summed = [[0.0] * width for _ in range(features)]

    def scores(self, features: Sequence[int]) -> list[float]:
        """Return the score of every label."""
        # One addition after the other: ``sum`` adds doubles differently from one Python to the next.
        total = [0.0] * self.width
        for f in features:
            total = list(map(add, total, self._weights[f]))
        return total

    def move(self, feature: int, label: int, change: float) -> None:
        """Move a weight along a change: by how much it should grow."""
        squares = self._squares[feature]
        squares[label] += change * change
        step = self._rate * change / math.sqrt(squares[label])
        self._weights[feature][label] += step
        self._summed[feature][label] += step * self.steps

    def averaged(self) -> list[list[float]]:
        """Return the weights averaged over all steps."""
        return [
            [w - s / self.steps for w, s in zip(weights, summed, strict=True)]
            for weights, summed in zip(self._weights, self._summed, strict=True)
        ]


def mean(labels: Sequence[str], numbers: Mapping[str, int], learned: Sequence[Learner], smallest: int = 1) -> Linear:
    """Return the mean of what was learned, rounded; features all of whose weights are smaller are left out."""
    averages = [learner.averaged() for learner in learned]
    rows = []
    for feature in sorted(numbers):
        row = tuple(
            math.floor(reduce(add, column) / len(learned) * SCALE + 0.5)
            for column in zip(*[weights[numbers[feature]] for weights in averages], strict=True)
        )
        if max(map(abs, row)) >= smallest:
            rows.append((feature, row))
    return linear(labels, rows)


def numbered(examples: Iterable[Iterable[str]], least: int) -> dict[str, int]:
    """Return a number for every feature that occurs at least so often."""
    counts = Counter(f for features in examples for f in features)
    return {feature: i for i, feature in enumerate(f for f, n in counts.items() if n >= least)}


def orders(count: int, epochs: int, seed: int) -> Iterator[int]:
    """Yield the numbers of all examples, epoch after epoch, each time in another order."""
    order = list(range(count))
    shuffle = random.Random(seed)  # noqa: S311 - an order, no secret
    for _ in range(epochs):
        shuffle.shuffle(order)
        yield from order


def train(  # noqa: PLR0913 - what may be varied
    examples: Sequence[tuple[Sequence[str], str]],
    *,
    epochs: int,
    seed: int,
    margin: float = 1.0,
    least: int = 2,
    rounds: int = 1,
    smallest: int = 1,
) -> Linear:
    """Return a multi-class model of (features, label) examples: the mean of what so many rounds learn.

    Features all of whose weights are smaller than ``smallest`` (thousandths) are left out.
    """
    labels = tuple(sorted({label for _, label in examples}))
    place = {label: i for i, label in enumerate(labels)}
    numbers = numbered((f for f, _ in examples), least)
    data = [([numbers[f] for f in features if f in numbers], place[label]) for features, label in examples]
    learned = []
    for round_ in range(rounds):
        learner = Learner(len(numbers), len(labels))
        for i in orders(len(data), epochs, seed + round_):
            features, right = data[i]
            scores = [s + margin for s in learner.scores(features)]
            scores[right] -= margin
            wrong = max((j for j in range(len(labels)) if j != right), key=scores.__getitem__)
            if scores[wrong] > scores[right]:
                for f in features:
                    learner.move(f, right, 1.0)
                    learner.move(f, wrong, -1.0)
            learner.steps += 1
        learned.append(learner)
    return mean(labels, numbers, learned, smallest)
