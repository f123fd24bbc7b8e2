"""The papers beside the tables: what they count and say, worked out again from the tables."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from pipeline import papers, query
from pipeline.verify.files import PACKAGE, read_json, sha256
from pipeline.verify.problem import Problem
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb


def raw_files(folder: Path) -> int | None:
    """Return how many raw files quality.json says went in; null when it does not say."""
    quality = read_json(folder / "quality.json")
    try:
        return int(quality["input"]["raw_files"])
    except (TypeError, KeyError, ValueError):
        return None


def counts(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Problem]:
    """Yield the counts in quality.json that the tables do not bear out; its scores come from elsewhere."""
    told = read_json(folder / "quality.json")
    files = raw_files(folder)
    if not isinstance(told, dict) or files is None:
        if (folder / "quality.json").is_file():
            yield Problem("quality.json", None, "counts", "input.raw_files, a number", json.dumps(told)[:200])
        return
    for key, expected in papers.quality(con, files, {}).items():
        if key != "scores" and told.get(key) != expected:
            yield Problem("quality.json", key, "counts", json.dumps(expected), json.dumps(told.get(key)))


def texts(con: duckdb.DuckDBPyConnection, folder: Path) -> Iterator[Problem]:
    """Yield the papers that are not what this very software makes of the tables (ask ``same_software`` first)."""
    package = read_json(folder / PACKAGE)
    own = package["onrecord"]
    rows = {table: con.execute(f'select count(*) from "{table}"').fetchall()[0][0] for table in TABLES}
    facts = papers.Facts(package["version"], own["previous"], own["data_as_of"], own["code_sha256"], rows)
    made = {
        "CHANGES.md": papers.changes(con, facts), "CITATION.cff": papers.citation_cff(facts),
        "CODEBOOK.md": papers.codebook(), "LICENSE.md": papers.licence(con), "README.md": papers.readme(facts),
        "open.sql": query.open_sql(),
    }  # fmt: skip
    files = {p.name: (sha256(p), p.stat().st_size) for p in folder.iterdir() if p.suffix in {".csv", ".parquet"}}
    if all(f"{table}.{suffix}" in files for table in TABLES for suffix in ("csv", "parquet")):
        made[PACKAGE] = papers.encoded(papers.datapackage(facts, files, papers.sources(con)))
    for name, text in made.items():
        if (folder / name).is_file() and (folder / name).read_bytes() != text.encode():
            yield Problem(name, None, "paper", "what this software writes from the tables", "another text")
