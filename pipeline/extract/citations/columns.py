"""Citations of many documents as Arrow columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.extract.citations.extract import citations

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Citation, Parsed

# What every citation has, in the order of a row; then what only described works have.
_ROW: dict[str, pa.DataType] = {
    "segment": pa.int32(), "char_start": pa.int32(), "char_end": pa.int32(), "kind": pa.string(), "rule": pa.string(),
    "identifier": pa.string(), "pinpoint": pa.string(), "signal": pa.string(), "footnote": pa.string(),
    "anchor_char": pa.int32(),
}  # fmt: skip
_WORK: dict[str, pa.DataType] = {
    "authors": pa.string(), "title": pa.string(), "container_title": pa.string(), "publisher": pa.string(),
    "year": pa.int32(), "work_date": pa.date32(), "url": pa.string(),
}  # fmt: skip
SCHEMA = pa.schema([("document", pa.int32()), *_ROW.items(), *_WORK.items()])
# Rows go to Arrow in batches: few live at a time.
_BATCH = 8192


def table(documents: Iterable[Parsed]) -> pa.Table:
    """Return one row per citation, in order; ``document`` counts the documents from 0, offsets are code points."""
    batches: list[pa.RecordBatch] = []
    rows: list[Citation] = []
    owners: list[int] = []
    for index, parsed in enumerate(documents):
        found = citations(parsed)
        rows += found
        owners += [index] * len(found)
        if len(rows) >= _BATCH:
            batches.append(_batch(owners, rows))
            rows, owners = [], []
    if rows:
        batches.append(_batch(owners, rows))
    return pa.Table.from_batches(batches, SCHEMA)


def _batch(owners: list[int], rows: list[Citation]) -> pa.RecordBatch:
    *plain, works = zip(*rows, strict=True)
    arrays = [_array(owners, pa.int32()), *map(_array, plain, _ROW.values())]
    described = [(i, work) for i, work in enumerate(works) if work]
    for field, kind in enumerate(_WORK.values()):
        values: list[Any] = [None] * len(rows)
        for i, work in described:
            values[i] = work[field]
        arrays.append(_array(values, kind))
    return pa.RecordBatch.from_arrays(arrays, schema=SCHEMA)


def _array(values: Sequence[Any], kind: pa.DataType) -> pa.Array[Any]:
    array: pa.Array[Any] = pa.array(values, kind)
    return array
