"""`onrecord db`: one DuckDB file of a release."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import duckdb
import pytest

from pipeline import contract, database, query
from pipeline.errors import OnRecordError, ReleaseNotFoundError
from schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return con.execute(sql).fetchall()


def test_the_file_holds_the_release(small_dist: Path, tmp_path: Path) -> None:
    # A name that SQL and file systems may take for something else.
    out = database.build(small_dist, tmp_path / "it's.duckdb")
    released = query.open_release(small_dist)
    with duckdb.connect(str(out), read_only=True) as con:
        for table in TABLES:
            order = ", ".join(contract.metadata(table)["sort"])
            assert rows(con, f"from {table}") == rows(released, f"from {table} order by {order}")
        for view in query.views():
            assert rows(con, f"from {view} order by all") == rows(released, f"from {view} order by all")
        keys = rows(con, "select table_name from duckdb_constraints() where constraint_type = 'PRIMARY KEY'")
        assert {name for (name,) in keys} == set(TABLES)
        bare = rows(con, "select table_name, column_name from duckdb_columns() where not internal and comment is null")
        assert bare == []
        ((version,),) = rows(con, "select tags['storage_version'] from duckdb_databases() where not internal")
        assert version.startswith("v1.0.0")
    released.close()
    assert [p.name for p in tmp_path.iterdir()] == ["it's.duckdb"]


def test_a_file_that_is_there_is_kept_unless_forced(small_dist: Path, tmp_path: Path) -> None:
    out = tmp_path / "x.duckdb"
    out.write_text("mine")
    with pytest.raises(OnRecordError, match="there is a file already; --force replaces it"):
        database.build(small_dist, out)
    assert out.read_text() == "mine"
    database.build(small_dist, out, force=True)
    with duckdb.connect(str(out), read_only=True) as con:
        assert rows(con, "select count(*) from documents") == [(2,)]


def test_a_damaged_release_leaves_the_older_file(small_release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_release, tmp_path / "copy")
    (copy / "statements.parquet").write_bytes(b"PAR1")
    out = tmp_path / "x.duckdb"
    out.write_text("mine")
    with pytest.raises(OnRecordError, match=r"cannot be made from .*statements\.parquet"):
        database.build(copy, out, force=True)
    assert out.read_text() == "mine"
    assert sorted(p.name for p in tmp_path.iterdir()) == ["copy", "x.duckdb"]


def test_where_no_file_can_go(small_release: Path, tmp_path: Path) -> None:
    with pytest.raises(OnRecordError, match="expected a file outside the release"):
        database.build(small_release, small_release / "x.duckdb")
    with pytest.raises(OnRecordError, match="there is a folder already"):
        database.build(small_release, tmp_path, force=True)
    with pytest.raises(OnRecordError, match="cannot be made"):
        database.build(small_release, tmp_path / "nix" / "x.duckdb")
    with pytest.raises(ReleaseNotFoundError):
        database.build(tmp_path, tmp_path / "x.duckdb")
