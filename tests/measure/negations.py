"""Score negation by annotated statements that were judged by hand: was the act of speaking denied.

    negations.py CORPUS [--draw]

The corpus has no mark of negation. `--draw` prints every statement with a word of negation near its cue and 100 others,
for a person to judge. Without it, negation is read from the annotated source and cue of those listed in negations.csv
(document, n, char_start of the cue, negated); precision and recall are printed, and what is read otherwise.
"""

from __future__ import annotations

import argparse
import csv
import random
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folds

from pipeline.extract.negation import negated

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.corpus import Annotated

JUDGED = Path(__file__).with_name("negations.csv")
SEED, OTHERS = 20261122, 100
WORD = re.compile(
    r"\b(?:not|never|no|nor|none|nobody|nothing|nowhere|neither|cannot|without|refus\w+|declin\w+|fail\w*|avoid\w*|"
    r"unable|unwilling|hardly|scarcely|barely|seldom|rarely|yet\s+to|stop\w*\s+short)\b|n[’']t\b",
    re.IGNORECASE,
)
BEFORE, AFTER = 60, 25


def cued(documents: list[Annotated]) -> Iterator[tuple[Annotated, dict[str, Any]]]:
    """Yield the annotated statements that have a cue."""
    for d in documents:
        for s in d.statements:
            if s["cue"]:
                yield d, s


def around(text: str, cue: tuple[int, int]) -> tuple[str, str]:
    """Return what stands near a cue, before and behind it, in its sentence."""
    before = re.split(r"(?<=[.!?])\s+(?=[A-Z])|\n", text[max(0, cue[0] - BEFORE) : cue[0]])[-1]
    return before, re.split(r"[.!?](?:\s|$)|\n", text[cue[1] : cue[1] + AFTER])[0]


def drawn(documents: list[Annotated]) -> list[tuple[Annotated, dict[str, Any]]]:
    """Return all statements with a word of negation near their cue, then others; the same each time."""
    near, others = [], []
    for d, s in cued(documents):
        (near if any(map(WORD.search, around(d.text, s["cue"][0]))) else others).append((d, s))
    dice = random.Random(SEED)
    return near + dice.sample(others, min(OTHERS, len(others)))


def read(document: Annotated, statement: dict[str, Any]) -> bool:
    """Return whether negation is read, as in a release: from the paragraph, the source and the cue."""
    start, end = statement["cue"][0]
    at = document.text.rfind("\n\n", 0, start) + 2 if "\n\n" in document.text[:start] else 0
    stop = document.text.find("\n\n", end)
    paragraph = document.text[at : stop if stop >= 0 else len(document.text)]
    source = next(((a - at, b - at) for a, b in statement["source"]), None)
    return negated(paragraph, source, (start - at, end - at))


def main() -> None:
    """Draw, or score what was judged."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path)
    a.add_argument("--draw", action="store_true")
    given = a.parse_args()
    documents = folds.read(given.corpus)[0]
    if given.draw:
        for d, s in drawn(documents):
            before, after = around(d.text, s["cue"][0])
            words = d.text[slice(*s["cue"][0])]
            print(f"{d.id},{s['n']},{s['cue'][0][0]}\t{before}{{{words}}}{after}".replace("\n", " "))
        return
    known = {(d.id, s["n"]): (d, s) for d, s in cued(documents)}
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = [(known[row["document"], int(row["n"])], row["negated"] == "yes") for row in csv.DictReader(file)]
    verdicts = [(d, s, right, read(d, s)) for (d, s), right in judged]
    both = sum(right and found for *_, right, found in verdicts)
    denied, told = (sum(row[k] for row in verdicts) for k in (2, 3))
    print(f"{len(verdicts)} statements judged, {denied} of them denied; {told} read as denied, {both} of both")
    print(f"precision {both / told if told else 1:.3f}, recall {both / denied if denied else 1:.3f}")
    for d, s, right, found in verdicts:
        if right != found:
            before, after = around(d.text, s["cue"][0])
            what = "MISSED" if right else "SPURIOUS"
            print(f"  {what:9}{d.id} {s['n']}: {before}{{{d.text[slice(*s['cue'][0])]}}}{after}".replace("\n", " "))


if __name__ == "__main__":
    main()
