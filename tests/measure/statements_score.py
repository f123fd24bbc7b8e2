"""Cross-validate the statements: `make score` (CORPUS=: a folder with train.jsonl and meta.json, or a JSON lines file).

Folds are cut by meta.json's `group`; nothing is scored by a tagger that was trained on its document. Prints scores of
the rules alone, the tagger alone and both, by mode, kind of document and act, with intervals; the reliability of the
confidence; what changes when names are swapped; the mistakes, counted, and whether those listed are still made.
"""

from __future__ import annotations

import argparse
import os
from pathlib import Path
from typing import TYPE_CHECKING

import folds
import mistakes
import neutral
import report
from corpora import absent
from report import say

from pipeline import scoring
from pipeline.extract import statements as extract
from pipeline.extract import storage
from pipeline.extract.coreference import parse

if TYPE_CHECKING:
    from neutral import Result

LISTED = Path(__file__).with_name("statements_errors.csv")
SYSTEMS = (("rules alone", "rules"), ("tagger alone", "tagger"), ("both", "both"))


def swapped(what: str, result: Result) -> None:
    say(
        f"  {what}: {len(result.changed)} of {result.documents} documents ({result.statements} statements) change "
        f"otherwise, {len(result.spoken)} in a speaker alone: {' '.join((*result.changed, *result.spoken)) or '–'}"
    )


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--cache", type=Path, default=folds.CACHE, help="where trained taggers are kept")
    options.add_argument("--workers", type=int, default=os.cpu_count() or 1, help="processes that train folds")
    options.add_argument("--errors", type=Path, help="write every mistake there, as CSV")
    options.add_argument("--only-errors", action="store_true", help="nothing but the mistakes, and those listed")
    given = options.parse_args()
    if absent(given.corpus):
        return
    documents, fold = folds.read(given.corpus)
    taggers = [storage.load(file) for file in folds.trained(given.corpus, given.cache, given.workers)]
    models = [taggers[k] for k in fold]
    parsed = [parse(d) for d in documents]
    gold = [scoring.annotated(d.text, d.statements) for d in documents]
    found: report.Rows = []
    for name, parts in SYSTEMS[-1:] if given.only_errors else SYSTEMS:
        found = [
            scoring.extracted(p, extract.statements(p, (), model, parts)[0])
            for p, model in zip(parsed, models, strict=True)
        ]
        if not given.only_errors:
            report.system(name, gold, found)
    if not given.only_errors:
        report.slices([d.id for d in documents], gold, found)
        report.reliability(gold, found)
        say("\nnames swapped throughout the corpus")
        swapped("states", neutral.compare(documents, models, neutral.states()))
        swapped("persons", neutral.compare(documents, models, neutral.persons(documents)))
    every = [m for d, g, p in zip(documents, gold, found, strict=True) for m in mistakes.mistakes(d, g, p)]
    say("\nmistakes, counted")
    say("\n".join(mistakes.counted(every)))
    if lines := mistakes.listed(every, LISTED, {d.id for d in documents}):
        say(f"\nlisted in {LISTED.name}")
        say("\n".join(lines))
    if given.errors:
        mistakes.write(every, given.errors)


if __name__ == "__main__":
    main()
