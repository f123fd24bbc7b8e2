"""Cross-validate the statements: `make score` (CORPUS=…/statements, a folder with train.jsonl and meta.json).

Folds are cut by meta.json's `group`; nothing is scored by a tagger that was trained on its document. Prints scores of
the rules alone, the tagger alone and both, by mode, kind of document and act, with intervals; the reliability of the
confidence; the speed; the errors, counted, with examples. Trained folds are kept under --keep and used again.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sys
import time
from collections import Counter
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import kinds, scoring
from pipeline.extract import corpus, storage, training
from pipeline.extract import statements as extract
from pipeline.layout import in_place
from pipeline.model import Entry

if TYPE_CHECKING:
    from pipeline.extract.corpus import Annotated
    from pipeline.extract.tagger import Tagger
    from pipeline.model import Parsed
    from pipeline.scoring import Row

FOLDS = 5
HEADLINE = ("content_f1", "content_exact_f1", "attribution_f1")
ACCURACIES = ("source_exact", "cue", "act", "mode", "speaker", "parent")
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.01)


def say(line: str = "") -> None:
    sys.stdout.write(line + "\n")


def parse(document: Annotated) -> Parsed:
    layout = in_place(document.text)
    return kinds.choose(layout, None, document.id).parse(layout, Entry(document.id), document.id)


def taggers(documents: list[Annotated], folds: list[int], keep: Path | None) -> list[Tagger]:
    out = []
    for k in range(FOLDS):
        path = keep / f"fold{k}.json.gz" if keep else None
        if path and path.exists():
            out.append(storage.load(path))
            continue
        out.append(training.train([d for d, f in zip(documents, folds, strict=True) if f != k]))
        if path:
            path.parent.mkdir(parents=True, exist_ok=True)
            storage.save(out[-1], path)
        sys.stderr.write(f"trained fold {k + 1} of {FOLDS}\n")
    return out


def report(name: str, counts: list[Counter[str]]) -> None:
    total: Counter[str] = sum(counts, Counter())
    values, bounds = scoring.summary(total), scoring.intervals(counts, HEADLINE)
    say(f"\n{name}: {total['gold']} annotated, {total['found']} found, {total['matched']} matched")
    for key in HEADLINE:
        low, high = bounds[key]
        say(f"  {key:18}{values[key]:.3f}  [{low:.3f}, {high:.3f}]")
    say(f"  precision {values['content_precision']:.3f}, recall {values['content_recall']:.3f}")
    say("  " + ", ".join(f"{key} {values[key]:.3f}" for key in ACCURACIES))
    for mode in scoring.MODES:
        say(f"  {mode:9} recall {values[f'{mode}_recall']:.3f}, precision {values[f'{mode}_precision']:.3f}")


def by_kind(ids: list[str], counts: list[Counter[str]]) -> None:
    say("\nby kind of document")
    families = [re.sub(r"\d", "", i) for i in ids]
    for family in sorted(set(families)):
        c: Counter[str] = sum((c for f, c in zip(families, counts, strict=True) if f == family), Counter())
        v = scoring.summary(c)
        say(f"  {family:13}{c['gold']:5}  content {v['content_f1']:.3f}  attribution {v['attribution_f1']:.3f}")


def by_act(gold: list[list[Row]], found: list[list[Row]]) -> None:
    say("\nby act (of the annotated statements): recall of content, act right where matched")
    seen: Counter[tuple[str, str]] = Counter()
    for g, p in zip(gold, found, strict=True):
        pairs = dict(scoring.match(g, p))
        for i, row in enumerate(g):
            act = row.act or ""
            seen[act, "all"] += 1
            if i in pairs:
                seen[act, "matched"] += 1
                seen[act, "right"] += p[pairs[i]].act == row.act
    for act in sorted({a for a, _ in seen}):
        count, matched = seen[act, "all"], seen[act, "matched"]
        say(f"  {act:12}{count:5}  recall {matched / count:.3f}  act {seen[act, 'right'] / max(1, matched):.3f}")


def reliability(gold: list[list[Row]], found: list[list[Row]]) -> None:
    rows = []
    for g, p in zip(gold, found, strict=True):
        twins = {j: g[i] for i, j in scoring.match(g, p)}
        for j, row in enumerate(p):
            both = j in twins and scoring.jaccard(twins[j].source, row.source) >= 0.5
            rows.append((row.confidence, j in twins, both))
    known = [(c, both) for c, _, both in rows if c is not None]
    say(f"\nconfidence: {len(known)} of {len(rows)} statements have one")
    for low, high in pairwise(BINS):
        own = [(c, both) for c, both in known if low <= c < high]
        if own:
            said, right = (sum(column) / len(own) for column in zip(*own, strict=True))
            say(f"  {low:.2f}–{min(high, 1):.2f}  {len(own):5}  said {said:.3f}  content and source right {right:.3f}")
    half = sorted(rows, key=lambda r: -(r[0] or 0.0))[: max(1, len(rows) // 2)]
    content, source = (sum(r[k] for r in half) / len(half) for k in (1, 2))
    say(f"  the surer half: content right {content:.3f}, content and source {source:.3f}")


def errors(documents: list[Annotated], gold: list[list[Row]], found: list[list[Row]]) -> None:
    counted: Counter[str] = Counter()
    shown: dict[str, list[str]] = {}

    def add(key: str, document: Annotated, row: Row) -> None:
        counted[key] += 1
        shown.setdefault(key, []).append(f"{document.id}: {document.text[slice(*row.extent)][:110]!r}")

    for d, g, p in zip(documents, gold, found, strict=True):
        pairs = scoring.match(g, p)
        missed = [r for i, r in enumerate(g) if i not in {i for i, _ in pairs}]
        extra = [r for j, r in enumerate(p) if j not in {j for _, j in pairs}]
        for r in missed:
            elsewhere = any(r.cue & e.cue for e in extra)
            why = "without a cue" if not r.cue else "cue found, other content" if elsewhere else "cue not found"
            add(f"missed {r.mode}, {why}", d, r)
        for r in extra:
            own = any(r.cue & e.cue for e in missed)
            add(f"spurious {r.mode}, {'cue right' if own else 'no such statement'}", d, r)
    say("\nerrors, counted, two of each")
    dice = random.Random(0)
    for key, n in counted.most_common():
        say(f"  {n:5}  {key}")
        for line in dice.sample(shown[key], min(2, len(shown[key]))):
            say(f"         {line}")


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("corpus", type=Path)
    options.add_argument("--keep", type=Path)
    given = options.parse_args()
    meta = given.corpus / "meta.json"
    groups = {k: v.get("group", k) for k, v in json.loads(meta.read_text()).items()} if meta.exists() else None
    documents = corpus.load(given.corpus / "train.jsonl", groups)
    folds = corpus.folds(documents, FOLDS)
    trained = taggers(documents, folds, given.keep)
    parsed = [parse(d) for d in documents]
    gold = [scoring.annotated(d.text, d.statements) for d in documents]
    rows: list[list[Row]] = []
    counts: list[Counter[str]] = []
    for name, parts in (("rules alone", "rules"), ("tagger alone", "tagger"), ("both", "both")):
        start = time.process_time()
        told = [extract.statements(p, (), trained[f], parts)[0] for p, f in zip(parsed, folds, strict=True)]
        took = time.process_time() - start
        rows = [scoring.extracted(p, s) for p, s in zip(parsed, told, strict=True)]
        counts = [scoring.count(g, r) for g, r in zip(gold, rows, strict=True)]
        report(name, counts)
        say(f"  {sum(len(d.text) for d in documents) / took:,.0f} characters per second of one core")
    by_kind([d.id for d in documents], counts)
    by_act(gold, rows)
    reliability(gold, rows)
    errors(documents, gold, rows)


if __name__ == "__main__":
    main()
