"""The tagger's file: compressed JSON, the same bytes for the same tagger."""

from __future__ import annotations

import gzip
import json
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.extract.candidates import Levels
from pipeline.extract.linear import Linear, linear
from pipeline.extract.tagger import Tagger

if TYPE_CHECKING:
    from pathlib import Path


def load(path: Path | None = None) -> Tagger:
    """Return the tagger of a file that ``save`` wrote; without a path, the one that ships."""
    return _shipped() if path is None else _parse(path.read_bytes())


@cache
def _shipped() -> Tagger:
    return _parse(resources.files("pipeline").joinpath("weights/statements.json.gz").read_bytes())


def _parse(data: bytes) -> Tagger:
    stored: dict[str, Any] = json.loads(gzip.decompress(data))

    def model(name: str) -> Linear:
        labels = stored[name]["labels"]
        return linear(labels, ((f, _row(w, len(labels))) for f, w in stored[name]["weights"].items()))

    return Tagger(
        frozenset(stored["vocabulary"]),
        stored["classes"],
        frozenset(stored["stems"]),
        Levels(*stored["levels"]),
        model("cue"),
        model("chain"),
        model("act"),
        model("kind"),
        model("keep"),
        model("speakers"),
        tuple((score, probability) for score, probability in stored["calibration"]),
        stored["threshold"],
        stored["measured"],
    )


def _row(pairs: list[int], width: int) -> list[int]:
    """Return weights per label from pairs of label and weight."""
    row = [0] * width
    for at in range(0, len(pairs), 2):
        row[pairs[at]] = pairs[at + 1]
    return row


def save(tagger: Tagger, path: Path) -> None:
    """Write a tagger as compressed JSON, the same bytes for the same tagger."""

    def rows(model: Linear) -> dict[str, Any]:
        weights = {f: [x for label, w in enumerate(row) if w for x in (label, w)] for f, row in model.rows()}
        return {"labels": model.labels, "weights": weights}

    stored = {
        "vocabulary": sorted(tagger.vocabulary),
        "classes": dict(sorted(tagger.classes.items())),
        "stems": sorted(tagger.stems),
        "levels": [tagger.levels.floor, tagger.levels.possible, tagger.levels.likely],
        **{name: rows(getattr(tagger, name)) for name in ("cue", "chain", "act", "kind", "keep", "speakers")},
        "calibration": tagger.calibration,
        "threshold": tagger.threshold,
        "measured": tagger.measured,
    }
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
