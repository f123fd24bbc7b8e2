"""Rows on disk between processing and linking: Parquet shards, each row under the cache key of its document.

A shard is a folder, written whole or not at all, with a file per table and ``done.parquet``: one row per document
that was processed, refused ones too. What is in a shard need not be processed again.
"""

from __future__ import annotations

import hashlib
import re
import shutil
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.query import literal_path
from pipeline.rows import Rows, shard_schema
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable

    import duckdb

# Tables that a document gives rows of (changes are between releases).
DOCUMENT_TABLES = tuple(t for t in TABLES if t != "changes")
KEY = pa.field("cache_key", pa.string())
DONE = pa.schema([KEY, pa.field("path", pa.string()), pa.field("document_id", pa.string())])
_SOURCES = frozenset({".py", ".sql", ".toml", ".csv", ".json", ".jsonl", ".gz", ".txt"})
# Refusals that are not kept: quarantine rows that no shard gets.
FAILED = "failed"
FLUSH_BYTES = 64 * 2**20


def schema(table: str) -> pa.Schema:
    """Return the schema of a shard's file."""
    if table == FAILED:
        return shard_schema("quarantine")
    return DONE if table == "done" else pa.schema([KEY, *shard_schema(table)])


def code_sha256() -> str:
    """Return the hash of everything but the input that rows depend on: code, lexicon, schemas, libraries, Python."""
    import sys

    digest = hashlib.sha256()
    root = Path(__file__).resolve().parent
    for folder in (root, root.parent / "schemas"):
        paths = [p for p in folder.rglob("*") if p.is_file() and p.suffix in _SOURCES and not p.name.startswith(".")]
        for path in sorted(paths, key=lambda p: p.relative_to(root.parent).as_posix()):
            digest.update(f"{path.relative_to(root.parent).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    for name in sorted(re.split(r"[^\w.-]", r)[0] for r in metadata.requires("onrecord") or ()):
        digest.update(f"{name} {metadata.version(name)}\0".encode())
    digest.update(f"python {sys.version_info.major}.{sys.version_info.minor}".encode())
    return digest.hexdigest()


def tables(processed: Iterable[tuple[str, str, Rows]]) -> dict[str, pa.Table]:
    """Return (cache key, path, rows) of some documents as Arrow tables by name."""
    columns: dict[str, list[dict[str, Any]]] = {}
    for key, path, document in processed:
        if not document.lasting:
            columns.setdefault(FAILED, []).extend(document.tables["quarantine"])
            continue
        columns.setdefault("done", []).append({"cache_key": key, "path": path, "document_id": document.document_id})
        for table, rows in document.tables.items():
            columns.setdefault(table, []).extend({"cache_key": key, **row} for row in rows)
    return {table: pa.Table.from_pylist(rows, schema=schema(table)) for table, rows in columns.items()}


class Shards:
    """The shards of a work folder; ``add`` collects tables and writes a shard when enough have come."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._waiting: dict[str, list[pa.Table]] = {}
        self._bytes = 0
        folder.mkdir(parents=True, exist_ok=True)
        for left in folder.glob("*.part"):
            shutil.rmtree(left)

    def add(self, batch: dict[str, pa.Table]) -> None:
        """Take the tables of some documents."""
        for name, table in batch.items():
            self._waiting.setdefault(name, []).append(table)
            self._bytes += table.nbytes
        if self._bytes >= FLUSH_BYTES:
            self.flush()

    def flush(self) -> None:
        """Write what has come so far as one shard."""
        if not self._waiting:
            return
        taken = [int(p.name) for p in self.folder.iterdir() if p.name.isdigit()]
        name = f"{max(taken, default=0) + 1:06}"
        part = self.folder / f"{name}.part"
        part.mkdir()
        for table, pieces in self._waiting.items():
            pq.write_table(pa.concat_tables(pieces), part / f"{table}.parquet", compression="zstd")
        part.rename(self.folder / name)
        self._waiting, self._bytes = {}, 0

    def files(self, table: str) -> list[str]:
        """Return the files that hold rows of a table."""
        return sorted(str(p) for p in self.folder.glob(f"[0-9]*/{table}.parquet"))

    def scan(self, table: str) -> str:
        """Return a SQL relation of all rows of a table, live or not; an empty one when there are no files."""
        files = self.files(table)
        if files:
            listed = ", ".join(f"'{literal_path(f)}'" for f in files)
            return f"read_parquet([{listed}])"
        nulls = ", ".join(f"null::{_SQL[str(f.type)]} as {f.name}" for f in schema(table))
        return f"(select {nulls} where false)"

    def remove_stale(self, con: duckdb.DuckDBPyConnection) -> None:
        """Remove the shards none of whose documents is among ``jobs`` any more."""
        for path in sorted(self.folder.iterdir()):
            done = literal_path(str(path / "done.parquet"))
            used = f"select count(*) from read_parquet('{done}') semi join jobs using (cache_key)"
            if not con.execute(used).fetchall()[0][0]:
                shutil.rmtree(path)


_SQL = {
    "string": "varchar",
    "int32": "integer",
    "double": "double",
    "bool": "boolean",
    "date32[day]": "date",
    "timestamp[us]": "timestamp",
    "list<item: string>": "varchar[]",
    "list<element: string>": "varchar[]",
}
