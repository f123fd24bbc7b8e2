"""Source, cue and content around one cue: the best path through an automaton that knows what a statement looks like.

Every unit of the sentence gets one label; a statement has one or two fragments of content, at most one source, and a
cue that holds its head.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.linear import Learner, mean, numbered, orders

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.linear import Linear

# Outside; begin and inside of source and content; the cue; first unit behind content; first unit behind the source.
LABELS = ("O", "BS", "IS", "BC", "IC", "Q", "XC", "XS")
OUT, BS, IS, BC, IC, Q, XC, XS = range(len(LABELS))
MOST_FRAGMENTS = 2
# How far a cue reaches before and behind its head, in units.
CUE_BEFORE, CUE_BEHIND = 3, 6
_NEVER = -(10**9)

_STATES = [
    (name, fragments, sources)
    for name in "OSCQ"
    for fragments in range(MOST_FRAGMENTS + 1)
    for sources in (0, 1)
    if not (name == "C" and fragments == 0) and not (name == "S" and sources == 0)
]
_INDEX = {state: i for i, state in enumerate(_STATES)}


def _arrivals() -> list[list[tuple[int, int]]]:
    """Return, per state, the states it is reached from and the label that this gives the unit."""
    out: list[list[tuple[int, int]]] = [[] for _ in _STATES]
    for (name, fragments, sources), i in _INDEX.items():
        out[_INDEX["O", fragments, sources]].append((i, {"C": XC, "S": XS}.get(name, OUT)))
        out[_INDEX["Q", fragments, sources]].append((i, Q))
        if name == "C":
            out[_INDEX["C", fragments, sources]].append((i, IC))
        if name == "S":
            out[_INDEX["S", fragments, sources]].append((i, IS))
        if fragments < MOST_FRAGMENTS:
            out[_INDEX["C", fragments + 1, sources]].append((i, BC))
        if not sources:
            out[_INDEX["S", fragments, 1]].append((i, BS))
    return out


_START = _INDEX["O", 0, 0]
_ENDS = [i for i, (_, fragments, _) in enumerate(_STATES) if fragments]
_CUES = {i for i, (name, _, _) in enumerate(_STATES) if name == "Q"}
_ARRIVALS = _arrivals()
_FREE = [(j, arrivals) for j, arrivals in enumerate(_ARRIVALS) if j not in _CUES]
# Where the cue can be neither here nor just before.
_FAR = [(j, [a for a in arrivals if a[0] not in _CUES]) for j, arrivals in _FREE]
# In the cue's reach: before its head no cue has ended, behind it none starts.
_BEFORE = [
    (j, [a for a in arrivals if a[0] not in _CUES] if j not in _CUES else arrivals)
    for j, arrivals in enumerate(_ARRIVALS)
]
_HEAD = [(j, arrivals) for j, arrivals in enumerate(_ARRIVALS) if j in _CUES]
_BEHIND = [
    (j, [a for a in arrivals if a[0] in _CUES] if j in _CUES else arrivals) for j, arrivals in enumerate(_ARRIVALS)
]


def best(emissions: Sequence[Sequence[float]], head: int) -> tuple[list[int], float]:
    """Return the best labels of the units and their score; ``head`` is the cue's own unit."""
    current: list[float] = [_NEVER] * len(_STATES)
    current[_START] = 0
    back: list[list[tuple[int, int]]] = []
    for k, emission in enumerate(emissions):
        if k == head:
            allowed = _HEAD
        elif head - CUE_BEFORE <= k < head:
            allowed = _BEFORE
        elif head < k <= head + CUE_BEHIND:
            allowed = _BEHIND
        else:
            allowed = _FREE if k == head + CUE_BEHIND + 1 else _FAR
        following: list[float] = [_NEVER] * len(_STATES)
        came: list[tuple[int, int]] = [(0, 0)] * len(_STATES)
        for j, arrivals in allowed:
            top: float = _NEVER
            for i, label in arrivals:
                score = current[i] + emission[label]
                if score > top:
                    top = score
                    came[j] = i, label
            following[j] = top
        current = following
        back.append(came)
    state = max(_ENDS, key=current.__getitem__)
    score = current[state]
    labels = []
    for came in reversed(back):
        state, label = came[state]
        labels.append(label)
    return labels[::-1], score


def fragments(labels: Sequence[int], begin: int, inside: int) -> list[tuple[int, int]]:
    """Return the runs of units with these labels as pairs of first and last unit."""
    out: list[tuple[int, int]] = []
    for k, label in enumerate(labels):
        if label == begin and not (begin == inside and out and out[-1][1] == k - 1):
            out.append((k, k))
        elif label == inside and out:
            out[-1] = (out[-1][0], k)
    return out


def as_labels(
    length: int, head: int, source: Sequence[int], cue: Sequence[int], content: Sequence[Sequence[int]]
) -> list[int] | None:
    """Return the labels of a known statement by the units of its parts; null where the automaton has no such path."""
    parts = [""] * length
    for k in source:
        parts[k] = "S"
    for number, fragment in enumerate(content):
        for k in fragment:
            parts[k] = f"C{number}"
    for k in range(_reach(cue, head, -1, CUE_BEFORE), _reach(cue, head, 1, CUE_BEHIND) + 1):
        parts[k] = "Q"
    starts = [k for k, part in enumerate(parts) if part and (k == 0 or parts[k - 1] != part)]
    # A source in two pieces keeps its first.
    for k in [k for k in starts if parts[k] == "S"][1:]:
        for j in range(k, length):
            if parts[j] != "S":
                break
            parts[j] = ""
    fragments_found = sum(parts[k].startswith("C") for k in starts)
    if not 0 < fragments_found <= MOST_FRAGMENTS:
        return None
    return [_label(part, before) for part, before in zip(parts, ["", *parts], strict=False)]


def _reach(cue: Sequence[int], head: int, step: int, most: int) -> int:
    """Return the last unit of the cue in one direction from its head."""
    at = head
    while at + step in cue and abs(at - head) < most:
        at += step
    return at


def _label(part: str, before: str) -> int:
    """Return the label of a unit by the part it belongs to and the part before it."""
    same = part == before
    match part[:1]:
        case "Q":
            return Q
        case "C":
            return IC if same else BC
        case "S":
            return IS if same else BS
        case _:
            return {"C": XC, "S": XS}.get(before[:1], OUT)


def train(  # noqa: PLR0913 - what may be varied
    examples: Sequence[tuple[list[list[str]], list[int], int]],
    *,
    epochs: int,
    seed: int,
    margin: float = 1.0,
    least: int = 2,
    rounds: int = 1,
    smallest: int = 1,
) -> Linear:
    """Return a model of (features of units, their labels, head) examples: structured, with a margin.

    It is the mean of what so many rounds learn, each from the examples in other orders, without the features all of
    whose weights are smaller than ``smallest`` (thousandths).
    """
    numbers = numbered((unit for units, _, _ in examples for unit in units), least)
    data = [
        ([[numbers[f] for f in unit if f in numbers] for unit in units], labels, head)
        for units, labels, head in examples
    ]
    learned = []
    for round_ in range(rounds):
        learner = Learner(len(numbers), len(LABELS))
        for i in orders(len(data), epochs, seed + round_):
            units, right, head = data[i]
            emissions = [[s + margin for s in learner.scores(unit)] for unit in units]
            for emission, label in zip(emissions, right, strict=True):
                emission[label] -= margin
            found, _ = best(emissions, head)
            changes: dict[tuple[int, int], float] = {}
            for unit, a, b in zip(units, right, found, strict=True):
                if a != b:
                    for f in unit:
                        changes[f, a] = changes.get((f, a), 0.0) + 1.0
                        changes[f, b] = changes.get((f, b), 0.0) - 1.0
            for (f, label), change in changes.items():
                if change:
                    learner.move(f, label, change)
            learner.steps += 1
        learned.append(learner)
    return mean(LABELS, numbers, learned, smallest)
