"""`make bench`: the frontier of quality against speed of statements, one core, from str to statements; peers beside.

    statements_bench.py CORPUS SPEECHES [--cache FOLDER] [--peer PYTHON]

Every system runs in a process of its own: processor time, best of three; the peak memory of a worker that reads the
speeches. Scored on the corpus, news apart, where every text is read by a tagger that was not trained on it.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folds
from corpora import absent

from pipeline import scoring

if TYPE_CHECKING:
    from pipeline.extract.corpus import Annotated

HERE = Path(__file__).parent
NEWS = "wn"


def main() -> None:
    """Run the systems one after the other and print a line of each."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("corpus", type=Path)
    a.add_argument("speeches", type=Path)
    a.add_argument("--cache", type=Path, default=folds.CACHE)
    a.add_argument("--workers", type=int, default=os.cpu_count() or 1)
    a.add_argument("--peer", type=Path)
    given = a.parse_args()
    if absent(given.corpus) or absent(given.speeches):
        return
    documents, fold = folds.read(given.corpus)
    taggers = folds.trained(given.corpus, given.cache, given.workers)[0].parent
    speeches = [path.read_text("utf-8", errors="replace") for path in sorted(given.speeches.glob("*.txt"))]
    rows = [{"id": d.id, "text": d.text, "fold": k} for d, k in zip(documents, fold, strict=True)]
    sets = {
        "speeches": [{"id": str(n), "text": text, "fold": 0} for n, text in enumerate(speeches)],
        "news": [row for row in rows if row["id"].startswith(NEWS)],
        "rest": [row for row in rows if not row["id"].startswith(NEWS)],
    }
    sizes = {name: sum(len(row["text"]) for row in own) for name, own in sets.items()}
    print(f"{len(speeches)} speeches, {sizes['speeches']} characters; {len(sets['news'])} news, {sizes['news']}")
    with tempfile.TemporaryDirectory() as folder:
        task = Path(folder) / "task.json"
        task.write_text(json.dumps(sets), "utf-8")
        ours = [sys.executable, str(HERE / "ours.py")]
        plain = [sys.executable, str(HERE / "quote_rules.py")]
        systems = [
            ("quotation marks", [*plain, "bare", str(task)]),
            ("quotations and cue verbs", [*plain, "cues", str(task)]),
            ("textacy, blank spaCy", [str(given.peer), str(HERE / "textacy_rules.py"), str(task)]),
            ("ours, rules", [*ours, "rules", str(taggers), str(task)]),
            ("ours, tagger", [*ours, "tagger", str(taggers), str(task)]),
            ("ours, both", [*ours, "both", str(taggers), str(task)]),
        ]
        head = ("speeches", "news", "peak", "found in", "", "content", "exact", "+source", "direct")
        print(f"{'':26}{''.join(f'{word:>11}' for word in head)}{'content':>11}{'+source':>11}")
        under = ("chars/s", "chars/s", "MB", "speeches", "news", "F1 news", "news", "news", "R news", "F1 all", "all")
        print(f"{'':26}{''.join(f'{word:>11}' for word in under)}", flush=True)
        for name, command in systems:
            done = subprocess.run(command, check=False, capture_output=True, text=True)
            if done.returncode:
                print(f"{name:26}not run: {(done.stderr.strip().splitlines() or ['no interpreter'])[-1]}")
            else:
                line(name, sizes, json.loads(done.stdout), documents)


def line(name: str, sizes: dict[str, int], told: dict[str, Any], documents: list[Annotated]) -> None:
    """Print the figures of one system."""
    found = told["statements"]
    news, every = (
        scores([d for d in documents if d.id in own], own) for own in (found["news"], found["news"] | found["rest"])
    )
    rates = "".join(f"{sizes[key] / told['seconds'][key]:>11,.0f}" for key in ("speeches", "news"))
    counts = "".join(f"{sum(map(len, found[key].values())):>11}" for key in ("speeches", "news"))
    shown = [news[key] for key in ("content_f1", "content_exact_f1", "attribution_f1", "direct_recall")]
    shown += [every[key] for key in ("content_f1", "attribution_f1")]
    print(
        f"{name:26}{rates}{told['megabytes']:>11.0f}{counts}{''.join(f'{value:>11.3f}' for value in shown)}", flush=True
    )


def scores(documents: list[Annotated], found: dict[str, list[dict[str, Any]]]) -> dict[str, float]:
    """Return the scores of a system's statements, and the recall of direct ones."""
    total: Counter[str] = Counter()
    direct: Counter[str] = Counter()
    for d in documents:
        gold, rows = scoring.annotated(d.text, d.statements), scoring.annotated(d.text, found[d.id])
        total += scoring.count(gold, rows)
        direct += scoring.count(gold, rows, lambda row: row.mode == "direct")
    return {**scoring.summary(total), "direct_recall": scoring.summary(direct)["content_recall"]}


if __name__ == "__main__":
    main()
