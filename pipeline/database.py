"""`onrecord db`: a release as one DuckDB file, for those who would rather have one file than a folder.

Such files are not byte-reproducible and are therefore never published: everyone builds their own.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import contract, query
from pipeline.errors import OnRecordError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

# The oldest format that has all we use: readable by DuckDB 1.0 and everything after it.
STORAGE_VERSION = "v1.0.0"


def build(release: Path, out: Path, *, force: bool = False) -> Path:
    """Write a release (or a dist folder's latest) into the DuckDB file ``out`` and return its path.

    Tables are filled and have their primary keys; views, macros and comments are those of open.sql. The file is there
    whole or not at all. Raises OnRecordError when it is there already and ``force`` is not given, or lies inside the
    release; ReleaseNotFoundError.
    """
    import duckdb

    folder = query.release_folder(release)
    if out.resolve().is_relative_to(folder):
        raise OnRecordError(f"{out}: expected a file outside the release: a release is never changed")
    if out.is_dir() or (out.exists() and not force):
        raise OnRecordError(f"{out}: there is a {'folder' if out.is_dir() else 'file'} already"
                            + ("" if out.is_dir() else "; --force replaces it"))  # fmt: skip
    part = out.with_name(f".{out.name}.part")
    part.unlink(missing_ok=True)
    try:
        with query.memory() as con:
            con.execute(f"ATTACH {_quoted(part)} AS made (STORAGE_VERSION '{STORAGE_VERSION}')")
            _fill(con, folder)
            con.execute("USE memory; DETACH made")
        part.replace(out)
    except (duckdb.Error, OSError) as error:
        raise OnRecordError(f"{out}: cannot be made from {folder}: {error}") from error
    finally:
        for left in (part, part.with_name(f"{part.name}.wal")):
            left.unlink(missing_ok=True)
    return out


def _fill(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Make tables, views, macros and comments in database ``made``."""
    from schemas import TABLES

    con.execute("USE made")
    for name in TABLES:
        path = query.literal_path(f"{folder}/{name}.parquet")
        con.execute(f"CREATE TABLE {name} AS FROM read_parquet('{path}')")
        keys = ", ".join(f'"{c}"' for c in contract.primary_key(name))
        con.execute(f"ALTER TABLE {name} ADD PRIMARY KEY ({keys})")
    con.execute(query.view_sql())
    con.execute(query.comment_sql("TABLE"))


def _quoted(path: Path) -> str:
    return "'" + str(path).replace("'", "''") + "'"
