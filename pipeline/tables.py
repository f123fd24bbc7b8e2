"""The one writer of tables: the same rows give the same bytes, as Parquet and as CSV."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow as pa
import pyarrow.csv as pacsv
import pyarrow.parquet as pq

from pipeline import contract

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb

# Rows of a Parquet row group. The layout of chunks changes the bytes (TOOLCHAIN.md section 2), so it is fixed here.
GROUP_ROWS = 100_000


def sorted_batches(con: duckdb.DuckDBPyConnection, table: str) -> Iterator[pa.RecordBatch]:
    """Yield the rows of a table of the contract in its order, a batch at a time."""
    schema = contract.arrow_schema(table)
    names = ", ".join(f'"{n}"' for n in schema.names)
    order = ", ".join(f'"{n}"' for n in contract.metadata(table)["sort"])
    yield from con.cursor().sql(f'select {names} from "{table}" order by {order}').to_arrow_reader(GROUP_ROWS)


def groups(batches: Iterable[pa.RecordBatch], schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    """Yield the rows as batches of exactly GROUP_ROWS (the last may be shorter), cast to the schema."""
    waiting: list[pa.RecordBatch] = []
    rows = 0
    for batch in batches:
        at = 0
        while at < batch.num_rows:
            piece = batch.slice(at, GROUP_ROWS - rows)
            waiting.append(piece)
            rows += piece.num_rows
            at += piece.num_rows
            if rows == GROUP_ROWS:
                yield _one(waiting, schema)
                waiting, rows = [], 0
    if waiting:
        yield _one(waiting, schema)


def _one(batches: list[pa.RecordBatch], schema: pa.Schema) -> pa.RecordBatch:
    table = pa.Table.from_batches(batches).cast(schema).combine_chunks()
    return table.to_batches()[0]


def write(table: str, batches: Iterable[pa.RecordBatch], folder: Path) -> int:
    """Write ``<table>.parquet`` and ``<table>.csv`` into the folder and return the number of rows."""
    schema = contract.arrow_schema(table)
    csv_schema = contract.for_csv(pa.RecordBatch.from_pylist([], schema=schema)).schema
    rows = 0
    with (
        pq.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd", compression_level=9) as parquet,
        pacsv.CSVWriter(
            folder / f"{table}.csv",
            csv_schema,
            write_options=pacsv.WriteOptions(include_header=True, quoting_style="needed"),
        ) as csv,
    ):
        for group in groups(batches, schema):
            parquet.write_batch(group, row_group_size=GROUP_ROWS)
            csv.write_batch(contract.for_csv(group))
            rows += group.num_rows
    return rows
