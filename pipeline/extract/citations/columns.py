"""Citations of many documents as Arrow columns, without an object per citation."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.extract.citations.extract import scan

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.citations.prose import Work
    from pipeline.extract.citations.reader import Row
    from pipeline.model import Parsed

# What every citation has, in the order of a row; then what only described works have.
_COLUMNS = (
    ("document", pa.int32()), ("segment", pa.int32()), ("char_start", pa.int32()), ("char_end", pa.int32()),
    ("kind", pa.string()), ("rule", pa.string()), ("identifier", pa.string()), ("pinpoint", pa.string()),
    ("signal", pa.string()),
)  # fmt: skip
_WORK = (
    ("authors", pa.string()), ("title", pa.string()), ("container_title", pa.string()), ("publisher", pa.string()),
    ("year", pa.int32()), ("work_date", pa.date32()), ("url", pa.string()),
)  # fmt: skip
SCHEMA = pa.schema([*_COLUMNS, *_WORK])


def table(documents: Iterable[Parsed]) -> pa.Table:
    """Return one row per citation, in order; ``document`` counts the documents from 0, offsets are code points."""
    rows: list[Row] = []
    owners: list[int] = []
    for index, parsed in enumerate(documents):
        found = scan(parsed)
        rows += found
        owners += [index] * len(found)
    columns = list(zip(*rows, strict=True)) if rows else [()] * len(_COLUMNS)
    plain = [pa.array(owners, pa.int32())]
    plain += [pa.array(column, kind) for column, (_, kind) in zip(columns, _COLUMNS[1:], strict=False)]
    return pa.Table.from_arrays(plain + _works(columns[-1]), schema=SCHEMA)


def _works(works: Sequence[Work | None]) -> list[pa.Array[Any]]:
    """Return the columns of described works: few citations have any, so each is written only where it stands."""
    held = [i for i, work in enumerate(works) if work]
    out = []
    for field, (_, kind) in enumerate(_WORK):
        values: list[Any] = [None] * len(works)
        for i in held:
            values[i] = works[i][field]  # type: ignore[index]
        out.append(pa.array(values, kind))
    return out
