"""How well extraction does on the gold set that ships: texts of our own, annotated by the guideline."""

from __future__ import annotations

import json
from collections import Counter
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline import scoring

if TYPE_CHECKING:
    from collections.abc import Iterator

_SHOWN = (
    "content_f1", "content_precision", "content_recall", "content_exact_f1", "attribution_f1", "source_exact", "cue",
    "act", "mode", "speaker", "parent",
)  # fmt: skip


def scores() -> dict[str, Any]:
    """Return the scores of each extractor that has a gold set: three decimals, counts of documents and rows."""
    return {"statements": statements()}


def gold(name: str) -> Iterator[dict[str, Any]]:
    """Yield the annotated texts of one gold set (``pipeline/gold/<name>.jsonl``), none where there is no such file."""
    path = resources.files("pipeline").joinpath(f"gold/{name}.jsonl")
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def statements() -> dict[str, Any]:
    """Return the scores of statements on their gold set, by the definitions of ``scoring``."""
    from pipeline.process import extract_from

    total: Counter[str] = Counter()
    documents = 0
    for row in gold("statements"):
        parsed, extracted = extract_from(row["text"], name=row["id"])
        total += scoring.count(
            scoring.annotated(row["text"], row["statements"]), scoring.extracted(parsed, extracted.statements)
        )
        documents += 1
    found = scoring.summary(total)
    counts = {"documents": documents, "annotated": int(found["gold"]), "extracted": int(found["found"])}
    return {**counts, **{name: round(found[name], 3) for name in _SHOWN}}
