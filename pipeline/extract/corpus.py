"""Annotated documents (STATEMENTS.md, "The files") as the tagger is trained on: one JSON object per line."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline.extract.features import AUXILIARIES
from pipeline.extract.style import style
from pipeline.extract.units import read
from pipeline.layout import in_place

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path

    from pipeline.extract.units import Sentence, Unit

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Annotated:
    """One document with its statements as annotated; ``group`` names its origin, else itself."""

    id: str
    text: str
    statements: tuple[dict[str, Any], ...]
    group: str


@dataclass(slots=True)
class Example:
    """A sentence of a document with the statements whose cue it holds, by the unit of the cue's head."""

    document: int
    style: str
    offset: int
    sentence: Sentence
    heads: dict[int, list[dict[str, Any]]]


def load(path: Path, groups: dict[str, str] | None = None) -> list[Annotated]:
    """Return the documents of a corpus file in its order; raises ValueError naming the line that cannot be read."""
    out = []
    for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            group = (groups or {}).get(row["id"], row["id"])
            out.append(Annotated(row["id"], row["text"], tuple(row["statements"]), group))
        except (KeyError, TypeError, ValueError) as error:
            raise ValueError(f"{path}, line {number}: expected id, text and statements ({error})") from error
    return out


def folds(documents: Sequence[Annotated], count: int) -> list[int]:
    """Return a fold per document; documents of one group share it, and folds hold like numbers of statements."""
    sizes: dict[str, int] = {}
    for d in documents:
        sizes[d.group] = sizes.get(d.group, 0) + len(d.statements) + 1
    load = [0] * count
    fold: dict[str, int] = {}
    for group in sorted(sizes, key=lambda g: (-sizes[g], g)):
        fold[group] = load.index(min(load))
        load[fold[group]] += sizes[group]
    return [fold[d.group] for d in documents]


def examples(documents: Iterable[Annotated], vocabulary: frozenset[str]) -> list[Example]:
    """Return all sentences of the documents, each with the statements that have their cue there."""
    out = []
    for number, document in enumerate(documents):
        own = []
        signs = style(document.text)
        for block in in_place(document.text).blocks:
            text = document.text[block.start : block.end]
            own += [Example(number, signs, block.start, sentence, {}) for sentence in read(text, vocabulary)]
        for statement in document.statements:
            if statement["cue"]:
                _assign(own, statement)
        out += own
    return out


def _assign(own: list[Example], statement: dict[str, Any]) -> None:
    start, end = statement["cue"][0]
    best: Example | None = None
    for example in own:
        units = example.sentence.units
        holds = units[0].start + example.offset <= start and end <= units[-1].end + example.offset
        if holds and (best is None or example.sentence.depth > best.sentence.depth):
            best = example
    if best is None:
        return
    inside = [
        k for k, u in enumerate(best.sentence.units)
        if start <= u.start + best.offset < end and u.kind in {"word", "mark"}
    ]  # fmt: skip
    words = [k for k in inside if best.sentence.words[k] not in _NO_HEADS and best.sentence.words[k][0].isalpha()]
    if words or inside:
        best.heads.setdefault((words or inside)[0], []).append(statement)


_NO_HEADS = AUXILIARIES | frozenset(
    [
        "also",
        "further",
        "again",
        "the",
        "a",
        "an",
        "and",
        "of",
        "its",
        "his",
        "her",
        "my",
        "our",
        "their",
        "it",
        "so",
        "very",
        "deeply",
        "gravely",
        "grave",
        "deep",
        "serious",
        "seriously",
        "strongly",
        "particularly",
    ]
)


def covered(units: Sequence[Unit], offset: int, spans: Iterable[Pair]) -> list[list[int]]:
    """Return, per span, the units it covers: wholly, or by more than half; a quotation by what it quotes."""
    out = []
    for start, end in spans:
        own = []
        for k, unit in enumerate(units):
            a, b = unit.start + offset, unit.end + offset
            shared = min(b, end) - max(a, start)
            if shared > 0 and (shared > (b - a) / 2 or (unit.kind == "quote" and a <= start and end <= b)):
                own.append(k)
        out.append(own)
    return out
