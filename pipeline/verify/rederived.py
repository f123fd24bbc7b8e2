"""Every row derived again from the raw files, and compared with the release's."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline import check, contract
from pipeline.query import literal_path
from pipeline.verify.problem import Problem
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

    from pipeline.progress import Progress

RULE = "derived_again"
MAX_ROWS = 1000


def rederived(folder: Path, raw: Path, workers: int, progress: Progress) -> Iterator[Problem]:
    """Yield the rows and values of a release that its raw files do not give; nothing cached is used.

    ``changes`` is left out: it compares with the release before. Raises OnRecordError when raw/ gives no tables.
    """
    from pipeline import build

    with tempfile.TemporaryDirectory(prefix="onrecord-verify-") as work:
        settings = build.Settings(raw, folder.parent, Path(work), workers)
        with build.database(settings) as con:
            build.linked(con, settings, progress)
            con.execute("create schema released")
            for table in TABLES:
                path = literal_path(f"{folder}/{table}.parquet")
                con.execute(f"create view released.{table} as from read_parquet('{path}')")
            for table in TABLES:
                if table != "changes":
                    yield from differences(con, table)


def differences(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[Problem]:
    """Yield the differences between a table (derived) and the one of the same name in schema ``released``."""
    keys = contract.primary_key(table)
    joined = " and ".join(f'd."{k}" = r."{k}"' for k in keys)
    columns = [c for c in contract.columns(table) if c not in keys]
    pairs = ", ".join(f"{{'c': '{c}', 'd': d.\"{c}\"::varchar, 'r': r.\"{c}\"::varchar}}" for c in columns)
    differ = f"[x for x in [{pairs}] if x.d is distinct from x.r]"
    query = f"""
        with compared as (
            select {check.row_key(table, "d")} as derived, {check.row_key(table, "r")} as released,
                d."{keys[0]}" is not null as here, r."{keys[0]}" is not null as there,
                {differ if columns else "[]"} as differ
            from "{table}" d full join released."{table}" r on {joined}
        )
        select derived as row_key, '*' as column_name, 'the row' as expected, 'none' as found
        from compared where not there
        union all
        select released, '*', 'no such row', 'the row' from compared where not here
        union all
        select released, x.c, coalesce(x.d, 'null'), coalesce(x.r, 'null')
        from (select released, unnest(differ) as x from compared where here and there)
        order by all limit {MAX_ROWS}
    """
    for key, column, expected, found in con.execute(query).fetchall():
        name = "" if column == "*" else f"{column}: "
        yield Problem(table, str(key), RULE, f"{name}{expected}", f"{name}{found}")
