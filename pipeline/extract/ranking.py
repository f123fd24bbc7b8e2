"""Linear ranking: of several candidates, each a list of features, the one with the highest score is chosen.

Learned as a softmax over the candidates of one choice, several of which may be right. Like ``linear``, training uses
only addition, multiplication, division and square roots of doubles in a fixed order: the same weights on any machine.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.linear import Learner, Linear, mean, numbered, orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    # The features of every candidate, and which candidates are right.
    Choice = tuple[Sequence[Sequence[str]], frozenset[int]]

RATE = 0.1
_HALVINGS = 12
_NOTHING = -40.0
_SLIGHT = 1e-4
_TINY = 1e-9


def learn(choices: Sequence[Choice], *, epochs: int, seed: int, least: int = 2, rate: float = RATE) -> Linear:
    """Return the weights under which right candidates score highest; choices that leave no choice teach nothing."""
    numbers = numbered((features for candidates, _ in choices for features in candidates), least)
    data = [
        ([[numbers[f] for f in features if f in numbers] for features in candidates], right)
        for candidates, right in choices
        if 0 < len(right) < len(candidates)
    ]
    learner = Learner(len(numbers), 1, rate)
    for i in orders(len(data), epochs, seed):
        for f, change in _pull(learner, *data[i]).items():
            if change:
                learner.move(f, 0, change)
        learner.steps += 1
    return mean(("score",), numbers, [learner])


def _pull(learner: Learner, candidates: Sequence[Sequence[int]], right: frozenset[int]) -> dict[int, float]:
    """Return how each feature's weight is pulled: towards right candidates, away from the others."""
    scores = [learner.scores(features)[0] for features in candidates]
    highest = max(scores)
    shares = [exponential(score - highest) for score in scores]
    total, good = sum(shares), max(_TINY, sum(shares[j] for j in right))
    pull: dict[int, float] = {}
    for j, features in enumerate(candidates):
        change = (shares[j] / good if j in right else 0.0) - shares[j] / total
        if abs(change) > _SLIGHT:
            for f in features:
                pull[f] = pull.get(f, 0.0) + change
    return pull


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


def best(model: Linear, candidates: Sequence[Sequence[str]]) -> int:
    """Return the number of the candidate with the highest score, the first of equals."""
    scores = [model.scores(features)[0] for features in candidates]
    return scores.index(max(scores))
