"""The answer to a query, written: as a table to read, or as CSV, JSON, JSON lines or Parquet to read back."""

from __future__ import annotations

import csv
import json
import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from itertools import islice
from typing import IO, TYPE_CHECKING, Any

from pipeline.errors import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    import pyarrow as pa

FORMATS = ("table", "csv", "json", "jsonl", "parquet")
# On a terminal a table shows this much; everything is written when the answer goes to a file or another program.
SHOWN_ROWS = 100
SHOWN_CHARACTERS = 300
_GROUP_ROWS = 100_000


def write(answer: pa.RecordBatchReader, form: str, out: IO[str]) -> None:
    """Write an answer to a text stream; ``form`` is one of FORMATS but parquet."""
    writers: dict[str, Callable[[list[str], Iterator[tuple[Any, ...]], IO[str]], None]] = {
        "table": _rich_table if out.isatty() else _plain_table, "csv": _csv, "json": _json, "jsonl": _json_lines,
    }  # fmt: skip
    if form not in writers:
        raise OnRecordError(f"--format {form}: expected one of {', '.join(FORMATS)}, parquet only with --output FILE")
    writers[form](answer.schema.names, _rows(answer), out)


def write_file(answer: pa.RecordBatchReader, form: str, path: Path) -> None:
    """Write an answer to a file, which is there whole or not at all; an older one is replaced."""
    part = path.with_name(f".{path.name}.part")
    try:
        if form == "parquet":
            _parquet(answer, part)
        else:
            with part.open("w", encoding="utf-8", newline="") as file:
                write(answer, form, file)
        part.replace(path)
    except OSError as error:
        raise OnRecordError(f"{path}: cannot be written: {error.strerror}") from error
    finally:
        part.unlink(missing_ok=True)


def _rows(answer: pa.RecordBatchReader) -> Iterator[tuple[Any, ...]]:
    for batch in _batches(answer):
        yield from zip(*(column.to_pylist() for column in batch.columns), strict=True)


def _batches(answer: pa.RecordBatchReader) -> Iterator[pa.RecordBatch]:
    """Yield the batches of an answer; raises OnRecordError where the query fails on the way."""
    while True:
        try:
            batch = answer.read_next_batch()
        except StopIteration:
            return
        except (OSError, ValueError) as error:
            # DuckDB's errors come through Arrow as these, with a trace of Arrow's own below the message.
            raise OnRecordError(str(error).partition(" Detail: ")[0].strip()) from error
        yield batch


def _parquet(answer: pa.RecordBatchReader, path: Path) -> None:
    import pyarrow.parquet as pq

    with pq.ParquetWriter(path, answer.schema, compression="zstd") as writer:
        for batch in _batches(answer):
            writer.write_batch(batch, row_group_size=_GROUP_ROWS)


def _csv(names: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    """RFC 4180 with LF, as a release's own CSV: null is an empty field."""
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(names)
    writer.writerows(["" if value is None else _text(value) for value in row] for row in rows)


def _json(names: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    before = "[\n"
    for line in _objects(names, rows):
        out.write(before + line)
        before = ",\n"
    out.write("[]\n" if before == "[\n" else "\n]\n")


def _json_lines(names: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    out.writelines(f"{line}\n" for line in _objects(names, rows))


def _objects(names: list[str], rows: Iterable[tuple[Any, ...]]) -> Iterator[str]:
    if len(set(names)) < len(names):
        raise OnRecordError(f"two columns have one name ({', '.join(names)}): give them names of their own with AS")
    for row in rows:
        yield json.dumps(dict(zip(names, map(_jsonable, row), strict=True)), ensure_ascii=False)


def _jsonable(value: Any) -> Any:
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, dict):
        return {str(k): _jsonable(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [_jsonable(v) for v in value]
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    return value if value is None or isinstance(value, (str, bool, int)) else _text(value)


def _text(value: Any) -> str:
    """Return a value as a release's CSV spells it."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime, date, time)):
        return value.isoformat()
    if isinstance(value, timedelta):
        return str(value)
    if isinstance(value, (dict, list)):
        return json.dumps(_jsonable(value), ensure_ascii=False)
    if isinstance(value, bytes):
        return value.hex()
    return str(value)


def _cell(value: Any) -> str:
    """Return a value on one line; a control character would move the cursor of a terminal."""
    text = "null" if value is None else _text(value)
    return "".join("⏎" if c == "\n" else c if c.isprintable() else "·" for c in text)


def _plain_table(names: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    """Columns under each other, whole, with no colour: the same on every machine."""
    from rich.cells import cell_len

    table = [[_cell(value) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(names, *table, strict=True)]
    for line in (names, ["-" * width for width in widths], *table):
        padded = (text + " " * (width - cell_len(text)) for text, width in zip(line, widths, strict=True))
        out.write("  ".join(padded).rstrip() + "\n")


def _rich_table(names: list[str], rows: Iterator[tuple[Any, ...]], out: IO[str]) -> None:
    from rich.box import SIMPLE_HEAD
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = list(islice(rows, SHOWN_ROWS))
    table = Table(box=SIMPLE_HEAD, pad_edge=False)
    for number, name in enumerate(names):
        is_number = all(isinstance(row[number], (int, float, Decimal, type(None))) for row in shown)
        table.add_column(Text(name), justify="right" if shown and is_number else "left", overflow="fold")
    for row in shown:
        table.add_row(*(_rich_cell(value) for value in row))
    console = Console(file=out)
    console.print(table)
    more = sum(1 for _ in rows)
    note = f"{len(shown) + more} row{'' if len(shown) + more == 1 else 's'}"
    console.print(Text(f"{note}, {len(shown)} shown; --format csv for all" if more else note, style="dim"))


def _rich_cell(value: Any) -> Any:
    from rich.text import Text

    text = _cell(value)
    if len(text) > SHOWN_CHARACTERS:
        text = text[: SHOWN_CHARACTERS - 1] + "…"
    return Text(text, style="dim" if value is None else "")
