"""Every place where extracted statements differ from annotated ones, and whether listed mistakes are still made."""

from __future__ import annotations

import csv
from collections import Counter
from dataclasses import asdict, dataclass, fields
from typing import TYPE_CHECKING

from pipeline import scoring

if TYPE_CHECKING:
    from collections.abc import Container, Iterator, Sequence
    from pathlib import Path

    from pipeline.extract.corpus import Annotated
    from pipeline.scoring import Row


@dataclass(frozen=True, slots=True)
class Mistake:
    """One mistake: where its content stands, what kind it is, and what was annotated and found there.

    ``type`` is a family (missed, spurious, content, source, cue, mode, act, speaker, parent) and, behind a colon, more.
    """

    document: str
    char_start: int
    char_end: int
    type: str
    annotated: str
    found: str

    @property
    def family(self) -> str:
        """What is wrong."""
        return self.type.split(":")[0]


def mistakes(document: Annotated, gold: Sequence[Row], found: Sequence[Row]) -> Iterator[Mistake]:
    """Yield a document's mistakes: statements missed and spurious, and what is wrong with those that match."""
    pairs = scoring.match(gold, found)
    twin = {gold[i].key: found[j].key for i, j in pairs}
    missed = [row for i, row in enumerate(gold) if i not in {i for i, _ in pairs}]
    extra = [row for j, row in enumerate(found) if j not in {j for _, j in pairs}]
    for row in missed:
        elsewhere = any(row.cue & other.cue for other in extra)
        why = "without a cue" if not row.cue else "cue found, other content" if elsewhere else "cue not found"
        text = document.text[slice(*row.extent)]
        yield Mistake(document.id, *row.extent, f"missed: {row.mode}, {why}", text, "")
    for row in extra:
        why = "cue right" if any(row.cue & other.cue for other in missed) else "no such statement"
        text = document.text[slice(*row.extent)]
        yield Mistake(document.id, *row.extent, f"spurious: {row.mode}, {why}", "", text)
    for i, j in pairs:
        for kind, annotated, told in _differences(document.text, gold[i], found[j]):
            yield Mistake(document.id, *gold[i].extent, kind, annotated, told)
        if why := _nested(gold[i], found[j], twin):
            yield Mistake(document.id, *gold[i].extent, f"parent: {why}", "", "")


def _differences(text: str, gold: Row, found: Row) -> Iterator[tuple[str, str, str]]:
    """Yield type, annotated and found of what is wrong with a statement that matches."""
    for role in ("content", "source", "cue"):
        annotated, told = getattr(gold, role), getattr(found, role)
        if annotated != told:
            kind = f"{role}: {_how(annotated, told)}"
            yield kind, scoring.text_of(text, annotated), scoring.text_of(text, told)
    if gold.mode != found.mode:
        yield "mode", gold.mode, found.mode
    if gold.act != found.act:
        yield f"act: {gold.act} as {found.act}", gold.act or "", found.act or ""
    if gold.speaker and not scoring.same_speaker(gold.speaker, found.speaker):
        yield "speaker" if found.speaker else "speaker: none found", gold.speaker, found.speaker or ""


def _nested(annotated: Row, found: Row, twin: dict[int, int]) -> str:
    """Return what is wrong with the parent of a statement, nothing if it is right."""
    if annotated.parent is None:
        return "" if found.parent is None else "none annotated"
    if annotated.parent not in twin:
        return "itself not matched"
    return "" if twin[annotated.parent] == found.parent else "none found" if found.parent is None else "another"


def _how(annotated: frozenset[int], found: frozenset[int]) -> str:
    """Return how a span that is not right differs from the annotated one."""
    if not annotated or not found:
        return "none found" if annotated else "none annotated"
    if not annotated & found:
        return "others"
    return "too long" if annotated < found else "too short" if found < annotated else "shifted"


def counted(every: Sequence[Mistake]) -> list[str]:
    """Return lines that count mistakes by type."""
    types = Counter(m.type if m.family != "act" else "act" for m in every)
    return [f"  {n:5}  {kind}" for kind, n in types.most_common()]


def write(every: Sequence[Mistake], path: Path) -> None:
    """Write mistakes as CSV; texts of the corpus are in it: it is no part of the repository."""
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.DictWriter(file, [field.name for field in fields(Mistake)], lineterminator="\n")
        out.writeheader()
        out.writerows(asdict(m) for m in every)


def listed(every: Sequence[Mistake], path: Path, documents: Container[str]) -> list[str]:
    """Return a line per mistake of a list (document, char_start, char_end, type, what): whether it is still made.

    A mistake is the same if document, place and family agree; those of other documents are left out.
    """
    places = {(m.document, m.char_start, m.char_end, m.family) for m in every}
    lines = []
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            place = (row["document"], int(row["char_start"]), int(row["char_end"]), row["type"].split(":")[0])
            if row["document"] in documents:
                state = "still made" if place in places else "NOT MADE ANY MORE"
                lines.append(f"  {state:18} {row['document']} {row['char_start']}–{row['char_end']} {row['type']}")
    return lines
