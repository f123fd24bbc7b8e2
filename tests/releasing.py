"""What tests of whole releases need: make one, its bytes, its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import duckdb

from pipeline.build import Outcome, Settings, release
from pipeline.progress import Progress
from schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path


def make(folder: Path, workers: int = 1, version: str | None = None, raw: Path | None = None) -> Outcome:
    settings = Settings(raw or folder / "raw", folder / "dist", folder / "work", workers, version)
    return release(settings, Progress(quiet=True))


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {p.relative_to(folder).as_posix(): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def rows(folder: Path, query: str) -> list[tuple[Any, ...]]:
    con = duckdb.connect()
    for table in TABLES:
        con.execute(f"create view {table} as from read_parquet('{folder / table}.parquet')")
    return con.execute(query).fetchall()
