"""The tables of a release: schemas, both formats the same, order, and every rule across tables."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from pipeline import check, contract, tables
from pipeline.verify.problem import Problem
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb
    import pyarrow as pa

    from pipeline.check import Violation

UNREADABLE, COLUMNS = "readable", "columns"
# So many differing rows of one table are told.
MAX_ROWS = 1000


def problems(violations: Iterable[Violation]) -> Iterator[Problem]:
    """Yield broken rules as problems."""
    for v in violations:
        yield Problem(v.table_name, v.row_key, v.rule, v.expected, v.found)


def values(folder: Path, table: str) -> Iterator[Problem]:
    """Yield what of a Parquet file does not fit the table's schema, and where the CSV differs from it."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    path = folder / f"{table}.parquet"
    if not path.is_file():
        yield Problem(path.name, None, UNREADABLE, "a Parquet file", "no such file")
        return
    try:
        with pq.ParquetFile(path) as file:
            wrong = list(check.schema_problems(table, file.schema_arrow.empty_table()))
            yield from problems(wrong)
            if wrong:
                return
            for batch in file.iter_batches(tables.GROUP_ROWS):
                yield from problems(check.schema_problems(table, pa.Table.from_batches([batch])))
    except (OSError, ValueError, pa.ArrowException) as error:
        yield Problem(path.name, None, UNREADABLE, "a Parquet file", str(error))
        return
    if (folder / f"{table}.csv").is_file():
        yield from _same_rows(folder, table)


def rules(con: duckdb.DuckDBPyConnection, raw_files: int | None) -> Iterator[Problem]:
    """Yield the rows that break a rule across tables, and those out of order."""
    yield from problems(check.violations(con, raw_files))
    for table in TABLES:
        yield from problems(check.misordered(con, table))


def _same_rows(folder: Path, table: str) -> Iterator[Problem]:
    """Yield the rows in which the CSV differs from the Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    schema = contract.arrow_schema(table)
    name, before, told = f"{table}.csv", 0, 0
    header = ",".join(f'"{column}"' for column in schema.names)
    try:
        with (folder / name).open("rb") as lines:
            found = lines.readline(10 * len(header)).decode("utf-8", "backslashreplace")
        if found != f"{header}\n":
            yield Problem(name, "line 1", "csv_equals_parquet", header, found.removesuffix("\n"))
        with pq.ParquetFile(folder / f"{table}.parquet") as file:
            parquet = tables.groups(file.iter_batches(tables.GROUP_ROWS), schema)
            csv = tables.groups(contract.csv_batches(table, folder / name), schema)
            for ours, theirs in zip_longest(parquet, csv):
                here, there = (0 if b is None else b.num_rows for b in (ours, theirs))
                if here != there:
                    yield Problem(
                        name, None, "csv_equals_parquet", f"{before + here} rows or more", f"{before + there} rows"
                    )
                    return
                for problem in _differing(table, ours, theirs):
                    if told < MAX_ROWS:
                        yield problem
                    told += 1
                before += here
    except (OSError, KeyError, ValueError, pa.ArrowException) as error:
        yield Problem(name, None, "csv_equals_parquet", "CSV with the columns and types of the schema", str(error))


def _differing(table: str, ours: pa.RecordBatch, theirs: pa.RecordBatch) -> Iterator[Problem]:
    if ours.equals(theirs):
        return
    keys = contract.primary_key(table)
    for column in ours.schema.names:
        pairs = zip(ours[column].to_pylist(), theirs[column].to_pylist(), strict=True)
        for number, (expected, found) in enumerate(pairs):
            if expected != found:
                key = check.KEY_JOINER.join(str(ours[k][number].as_py()) for k in keys)
                yield Problem(f"{table}.csv", key, "csv_equals_parquet", f"{column}: {expected}", f"{column}: {found}")
