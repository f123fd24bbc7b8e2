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
    "content_f1", "content_precision", "content_recall", "content_exact_f1", "attribution_f1", "source_f1",
    "source_exact_f1", "cue_f1", "cue_exact_f1", "source_exact", "cue", "act", "mode", "speaker", "parent",
)  # fmt: skip
_BOUNDED = ("content_f1", "content_exact_f1", "attribution_f1")


def scores() -> dict[str, Any]:
    """Return the scores of each extractor that has a gold set: three decimals, counts of documents and rows."""
    return {"statements": statements(), "citations": citations()}


def gold(name: str) -> Iterator[dict[str, Any]]:
    """Yield the annotated texts of one gold set (``pipeline/gold/<name>.jsonl``), none where there is no such file."""
    path = resources.files("pipeline").joinpath(f"gold/{name}.jsonl")
    if path.is_file():
        for line in path.read_text("utf-8").splitlines():
            yield json.loads(line)


def statements() -> dict[str, Any]:
    """Return the scores of statements on their gold set, by the definitions of ``scoring``.

    ``<score>_95``: the 95 % bootstrap interval over the documents.
    """
    from pipeline.process import extract_from

    counts: list[Counter[str]] = []
    for row in gold("statements"):
        parsed, extracted = extract_from(row["text"], name=row["id"])
        counts.append(
            scoring.count(
                scoring.annotated(row["text"], row["statements"]), scoring.extracted(parsed, extracted.statements)
            )
        )
    found = scoring.summary(sum(counts, Counter()))
    sizes = {"documents": len(counts), "annotated": int(found["gold"]), "extracted": int(found["found"])}
    bounds = scoring.intervals(counts, _BOUNDED)
    return {
        **sizes,
        **{name: round(found[name], 3) for name in _SHOWN},
        **{f"{name}_95": [round(bound, 3) for bound in bounds[name]] for name in _BOUNDED},
    }


def citations() -> dict[str, Any]:
    """Return the scores of citations on their gold set: identifiers by F1, spans by recall, texts without any kept so.

    An identifier counts as often as its work is cited; the works of a range share its span.
    """
    from pipeline.process import extract_from

    documents = expected = given = right = exact = spans = 0
    for row in gold("citations"):
        _, extracted = extract_from(row["text"], name=row["id"])
        found = Counter(c.identifier for c in extracted.citations if c.identifier)
        wanted = Counter(i for m in row["mentions"] for i in m["ids"])
        places = {(c.start, c.end) for c in extracted.citations}
        documents += 1
        expected += wanted.total()
        given += found.total()
        right += (found & wanted).total()
        spans += len(row["mentions"])
        exact += sum((m["start"], m["end"]) in places for m in row["mentions"])
    f1 = 2 * right / (expected + given) if expected + given else 1.0
    return {"documents": documents, "annotated": expected, "extracted": given, "identifier_f1": round(f1, 3),
            "exact_span_recall": round(exact / spans if spans else 1.0, 3)}  # fmt: skip
