"""Worker processes: one that dies, hangs or eats memory takes no other document with it."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import pytest

from pipeline import raw
from pipeline.engine import local
from pipeline.errors import ReleaseError
from pipeline.inventory import Job
from pipeline.model import Entry

if TYPE_CHECKING:
    from pathlib import Path

# Imported by the workers instead of pipeline.process.process: what a document says is what happens.
SABOTAGE = """
import os, time
from pipeline import process as real
from pipeline.rows import Rows

kept = real.process

def process(raw):
    words = raw.data.decode()
    if words == "die":
        os._exit(3)
    if words == "hang":
        time.sleep(600)
    if words == "eat":
        return Rows(str(bytearray(2**34))[:1])
    if words == "crash":
        raise KeyError("a defect")
    return kept(raw)

real.process = process
"""


def jobs(folder: Path, *words: str) -> list[Job]:
    out = []
    for i, word in enumerate(words):
        path = f"{i}.txt"
        (folder / path).write_text(word)
        digest = hashlib.sha256(word.encode()).hexdigest()
        out.append(Job(f"key{i}", path, digest, len(word), raw.to_json(Entry(path)), i, None))
    return out


def outcome(folder: Path, given: list[Job], monkeypatch: pytest.MonkeyPatch, workers: int = 2) -> dict[str, str | None]:
    """Return path -> rule of its refusal, null for a document that was read."""
    site = folder.parent / "site"
    site.mkdir()
    # Every Python started here runs sitecustomize first: the workers are sabotaged, the parent is not.
    (site / "sitecustomize.py").write_text(SABOTAGE)
    monkeypatch.setenv("PYTHONPATH", str(site))
    found: dict[str, str | None] = {}
    for _, tables in local.run(folder, given, workers, local.Limits(seconds=6, memory=2**32)):
        # What another run might not refuse is not kept: it has no place in the shards.
        found |= {r["raw_path"]: r["rule"] for r in tables["failed"].to_pylist()} if "failed" in tables else {}
        found |= {row["path"]: None for row in tables["done"].to_pylist()} if "done" in tables else {}
    return found


@pytest.mark.parametrize(
    ("word", "rule"),
    [("die", "limit/worker"), ("hang", "limit/worker"), ("eat", "limit/memory"), ("crash", "defect")],
)
def test_only_the_document_that_does_harm_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, word: str, rule: str
) -> None:
    (tmp_path / "raw").mkdir()
    found = outcome(tmp_path / "raw", jobs(tmp_path / "raw", "one", word, "three"), monkeypatch)
    assert found == {"0.txt": None, "1.txt": rule, "2.txt": None}


def test_a_file_that_changes_while_the_release_is_made_is_refused(tmp_path: Path) -> None:
    given = jobs(tmp_path, "one", "two")
    (tmp_path / "1.txt").write_text("other words")
    rules = {}
    for _, tables in local.run(tmp_path, given, 1):
        rules |= {r["raw_path"]: r["rule"] for r in tables["failed"].to_pylist()}
    assert rules == {"1.txt": "raw/changed"}


def test_batches_are_bounded_in_documents_and_bytes() -> None:
    job = Job("k", "p", "0", 1, "{}", 0, None)
    assert [len(b) for b in local._batches([job] * 130)] == [64, 64, 2]
    large = Job("k", "p", "0", 3 * 2**20, "{}", 0, None)
    assert [len(b) for b in local._batches([large] * 3)] == [1, 1, 1]


def test_workers_that_cannot_start_stop_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "raw").mkdir()
    given = jobs(tmp_path / "raw", "one", "two")
    (tmp_path / "sitecustomize.py").write_text("import os\nos._exit(1)\n")
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    with pytest.raises(ReleaseError, match="ended before it had started"):
        list(local.run(tmp_path / "raw", given, 2))
