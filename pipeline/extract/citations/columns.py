"""Citations of many documents as Arrow columns, without an object per citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.extract.citations.extract import scan

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.citations.reader import Row
    from pipeline.model import Parsed

# What every citation has, in the order of a row; then what only described works have.
_ROW: dict[str, pa.DataType] = {
    "segment": pa.int32(), "char_start": pa.int32(), "char_end": pa.int32(), "kind": pa.string(), "rule": pa.string(),
    "identifier": pa.string(), "pinpoint": pa.string(), "signal": pa.string(),
}  # fmt: skip
_WORK: dict[str, pa.DataType] = {
    "authors": pa.string(), "title": pa.string(), "container_title": pa.string(), "publisher": pa.string(),
    "year": pa.int32(), "work_date": pa.date32(), "url": pa.string(),
}  # fmt: skip
SCHEMA = pa.schema([("document", pa.int32()), *_ROW.items(), *_WORK.items()])
# Rows are written to Arrow in batches: few live at a time.
_BATCH = 8192


def table(documents: Iterable[Parsed]) -> pa.Table:
    """Return one row per citation, in order; ``document`` counts the documents from 0, offsets are code points."""
    batches: list[pa.RecordBatch] = []
    rows: list[Row] = []
    owners: list[int] = []
    for index, parsed in enumerate(documents):
        found = scan(parsed)
        rows += found
        owners += [index] * len(found)
        if len(rows) >= _BATCH:
            batches.append(_batch(owners, rows))
            rows, owners = [], []
    if rows:
        batches.append(_batch(owners, rows))
    return pa.Table.from_batches(batches, SCHEMA)


def _array(values: Iterable[Any], kind: pa.DataType) -> pa.Array[Any]:
    array: pa.Array[Any] = pa.array(values, kind)
    return array


def _batch(owners: list[int], rows: list[Row]) -> pa.RecordBatch:
    *plain, works = zip(*rows, strict=True)
    arrays = [_array(owners, pa.int32())]
    arrays += [_array(column, kind) for column, kind in zip(plain, _ROW.values(), strict=True)]
    held = [(i, work) for i, work in enumerate(works) if work]
    for field, kind in enumerate(_WORK.values()):
        given = {i: work[field] for i, work in held if work[field] is not None}
        if not given:
            arrays.append(_array([None] * len(rows), kind))
            continue
        values: list[Any] = [None] * len(rows)
        for i, value in given.items():
            values[i] = value
        arrays.append(_array(values, kind))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)
