"""The table ``changes``, worked out again from the release before where that lies beside."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline import contract, diff, query
from pipeline.verify.files import PACKAGE, read_json
from pipeline.verify.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MAX_ROWS = 1000


def changes(folder: Path) -> Iterator[Problem]:
    """Yield the rows of ``changes`` that the two releases do not bear out, and those that are missing."""
    package = read_json(folder / PACKAGE)
    previous = package.get("onrecord", {}).get("previous") if isinstance(package, dict) else None
    before = folder.parent / str(previous) if previous else None
    if before is not None and not before.is_dir():
        return
    con = query.memory()
    try:
        for schema, release in (("old", before), ("now", folder)):
            con.execute(f"create schema {schema}")
            for table in diff.COMPARED if release else ():
                path = query.literal_path(f"{release}/{table}.parquet")
                con.execute(f"create view {schema}.{table} as from read_parquet('{path}')")
        diff.changes(con, "old" if before else None, "now")
        columns = ", ".join(contract.columns("changes"))
        told = f"select {columns} from read_parquet('{query.literal_path(f'{folder}/changes.parquet')}')"
        found = f"select {columns} from now.changes"
        for one, other, words in ((told, found, ("no such change", "the row")), (found, told, ("the row", "none"))):
            for row in con.execute(f"{one} except all {other} order by all limit {MAX_ROWS}").fetchall():
                key = " | ".join(str(v) for v in row[:4])
                yield Problem("changes", key, "compared_again", *words)
    finally:
        con.close()
