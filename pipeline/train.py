"""`onrecord train`: the tagger of statements, learned anew from any corpus in the format of STATEMENTS.md."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from typing import TYPE_CHECKING

from pipeline.errors import OnRecordError
from pipeline.extract import corpus, storage, training

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.extract.corpus import Annotated

WEIGHTS, CARD = "statements.json.gz", "README.md"


def train(file: Path, out: Path, seed: int = training.SEED) -> tuple[Path, Path]:
    """Train on a corpus and write weights and a model card into a folder; return their paths.

    ``meta.json`` beside the corpus, if there is one, tells licence and origin (``group``) of each document; documents
    of one origin are kept together when models learn from each other. Raises OnRecordError on a corpus that cannot be
    read or holds nothing to learn from.
    """
    beside = file.with_name("meta.json")
    meta = json.loads(beside.read_text("utf-8")) if beside.exists() else {}
    try:
        documents = corpus.load(file, {key: row.get("group", key) for key, row in meta.items()})
    except (OSError, ValueError) as error:
        raise OnRecordError(str(error)) from error
    if len(documents) < training.JACKKNIFE or not any(d.statements for d in documents):
        raise OnRecordError(f"{file}: expected at least {training.JACKKNIFE} annotated documents with statements")
    out.mkdir(parents=True, exist_ok=True)
    weights, card = out / WEIGHTS, out / CARD
    storage.save(training.train(documents, seed), weights)
    card.write_text(_card(file, documents, meta, seed, weights), "utf-8")
    return weights, card


def _card(file: Path, documents: list[Annotated], meta: dict[str, dict[str, str]], seed: int, weights: Path) -> str:
    licences = Counter(meta.get(d.id, {}).get("licence", "not stated") for d in documents)
    rows = "\n".join(f"| {licence} | {n} |" for licence, n in sorted(licences.items(), key=lambda r: (-r[1], r[0])))
    return f"""# Weights of the statement tagger

Linear models in whole numbers (thousandths): cues, source and content around a cue (a chain), act, kind of source, and
a last model for the confidence. The same corpus and seed give the same bytes on every machine.

- trained on `{file.name}`: {len(documents)} documents, {sum(len(d.statements) for d in documents)} statements; SHA-256
  of the file {hashlib.sha256(file.read_bytes()).hexdigest()}
- seed {seed}; settings: {training.Settings()}
- `{weights.name}`: SHA-256 {hashlib.sha256(weights.read_bytes()).hexdigest()}

| licence of the texts | documents |
| --- | --- |
{rows}
"""
