"""The annotated statements, cut into folds by origin, and a tagger per fold that has seen none of its documents."""

from __future__ import annotations

import hashlib
import json
import multiprocessing
import sys
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import shards
from pipeline.extract import corpus, storage, training

if TYPE_CHECKING:
    from pipeline.extract.corpus import Annotated

FOLDS = 5
CACHE = Path(".work/score")


def read(path: Path) -> tuple[list[Annotated], list[int]]:
    """Return the documents of a corpus and the fold of each.

    ``path``: a JSON lines file, or a folder that holds ``train.jsonl``; ``meta.json`` beside it tells the ``group`` of
    each document, without one every document is its own.
    """
    file = path / "train.jsonl" if path.is_dir() else path
    meta = file.with_name("meta.json")
    groups = {k: v.get("group", k) for k, v in json.loads(meta.read_text("utf-8")).items()} if meta.exists() else None
    documents = corpus.load(file, groups)
    return documents, corpus.folds(documents, FOLDS)


def key(path: Path) -> str:
    """Return a name for the taggers of a corpus: a hash of its documents and folds, and of the code."""
    documents, folds = read(path)
    rows = [(d.id, d.text, d.statements, fold) for d, fold in zip(documents, folds, strict=True)]
    return hashlib.sha256((json.dumps(rows) + shards.code_sha256()).encode()).hexdigest()[:16]


def trained(path: Path, cache: Path, workers: int) -> list[Path]:
    """Return the file of a tagger per fold, trained on the other folds; the same for any number of processes.

    ``cache`` keeps them in a folder named by the corpus and the code, so that none is used for another.
    """
    folder = cache / key(path)
    folder.mkdir(parents=True, exist_ok=True)
    files = [folder / f"fold{k}.json.gz" for k in range(FOLDS)]
    missing = [k for k in range(FOLDS) if not files[k].exists()]
    if missing:
        sys.stderr.write(f"training {len(missing)} taggers, some minutes each, kept in {folder}\n")
        with ProcessPoolExecutor(min(workers, len(missing)), multiprocessing.get_context("spawn")) as pool:
            for k, file in pool.map(_trained, [path] * len(missing), missing, [files[k] for k in missing]):
                sys.stderr.write(f"trained fold {k + 1} of {FOLDS}: {file.name}\n")
    return files


def _trained(path: Path, fold: int, file: Path) -> tuple[int, Path]:
    """Train on all folds but one, write the tagger whole or not at all, and return what was done."""
    documents, folds = read(path)
    part = file.with_suffix(".part")
    storage.save(training.train([d for d, f in zip(documents, folds, strict=True) if f != fold]), part)
    part.replace(file)
    return fold, file
