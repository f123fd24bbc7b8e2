"""The tables that `make score` prints of statements: scores by slice with intervals, and how honest confidence is."""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline import scoring

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.scoring import Row

HEADLINE = (
    "content_f1", "content_exact_f1", "attribution_f1", "source_f1", "source_exact_f1", "cue_f1", "cue_exact_f1",
)  # fmt: skip
ACCURACIES = ("act", "mode", "speaker", "parent")
_COLUMNS = (
    ("content", "content_f1"), ("exact", "content_exact_f1"), ("with source", "attribution_f1"),
    ("source", "source_f1"), ("exact", "source_exact_f1"), ("cue", "cue_f1"), ("exact", "cue_exact_f1"),
)  # fmt: skip
_BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.85, 0.9, 1.01)
_HALF = 0.5
Rows = list[list["Row"]]


def say(line: str = "") -> None:
    print(line, flush=True)


def system(name: str, gold: Rows, found: Rows) -> None:
    """Print the scores of one system over all documents."""
    counts = [scoring.count(g, p) for g, p in zip(gold, found, strict=True)]
    values, bounds = scoring.summary(sum(counts, Counter())), scoring.intervals(counts, HEADLINE)
    say(f"\n{name}: {values['gold']:.0f} annotated, {values['found']:.0f} found")
    for key in HEADLINE:
        say(f"  {key:18}{values[key]:.3f}  [{bounds[key][0]:.3f}, {bounds[key][1]:.3f}]")
    say(f"  content precision {values['content_precision']:.3f}, recall {values['content_recall']:.3f}")
    say("  right where content matches: " + ", ".join(f"{key} {values[key]:.3f}" for key in ACCURACIES))


def slices(ids: Sequence[str], gold: Rows, found: Rows) -> None:
    """Print F1 of content, source and cue by mode, kind of document and act, with intervals, and acts right."""
    say("\nF1 by slice, 95 % interval below; R, P: recall and precision of content; act: right where content matches")
    say(f"  {'':13}{'n':>5}" + "".join(f"{head:>14}" for head, _ in _COLUMNS) + f"{'R':>8}{'P':>7}{'act':>7}")
    for mode in scoring.MODES:
        _slice(mode, gold, found, mode=mode)
    families = [re.sub(r"\d", "", i) for i in ids]
    for family in sorted(set(families)):
        own = [k for k, f in enumerate(families) if f == family]
        _slice(family, [gold[k] for k in own], [found[k] for k in own])
    for act in sorted({row.act or "" for rows in gold for row in rows}):
        _slice(act, gold, found, act=act)


def _slice(name: str, gold: Rows, found: Rows, **wanted: str) -> None:
    counts = [
        scoring.count(g, p, lambda row: all(getattr(row, key) == value for key, value in wanted.items()))
        for g, p in zip(gold, found, strict=True)
    ]
    values, bounds = scoring.summary(sum(counts, Counter())), scoring.intervals(counts, HEADLINE)
    shares = f"{values['content_recall']:8.3f}{values['content_precision']:7.3f}{values['act']:7.3f}"
    say(f"  {name:13}{values['gold']:5.0f}" + "".join(f"{values[key]:14.3f}" for _, key in _COLUMNS) + shares)
    say(" " * 20 + "".join(f"{f'{bounds[key][0]:.3f}–{bounds[key][1]:.3f}':>14}" for _, key in _COLUMNS))


def reliability(gold: Rows, found: Rows) -> None:
    """Print how often statements of each range of confidence are right, and the precision of the surer half."""
    rows = []
    for g, p in zip(gold, found, strict=True):
        twins = {j: g[i] for i, j in scoring.match(g, p)}
        for j, row in enumerate(p):
            both = j in twins and scoring.jaccard(twins[j].source, row.source) >= _HALF
            rows.append((row.confidence, j in twins, both))
    known = [(c, both) for c, _, both in rows if c is not None]
    say(f"\nconfidence: {len(known)} of {len(rows)} statements have one")
    apart = 0.0
    for low, high in pairwise(_BINS):
        own = [(c, both) for c, both in known if low <= c < high]
        if own:
            said, right = (sum(column) / len(own) for column in zip(*own, strict=True))
            apart += abs(said - right) * len(own) / len(known)
            say(f"  {low:.2f}–{min(high, 1):.2f}  {len(own):5}  said {said:.3f}  content and source right {right:.3f}")
    say(f"  expected calibration error {apart:.3f}")
    half = sorted(rows, key=lambda r: -(r[0] or 0.0))[: max(1, len(rows) // 2)]
    content, source = (sum(r[k] for r in half) / len(half) for k in (1, 2))
    say(f"  the surer half: content right {content:.3f}, content and source {source:.3f}")
