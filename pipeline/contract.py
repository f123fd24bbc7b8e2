"""What is made from the schemas: Arrow types, the CSV reader, CODEBOOK.md, the resources of datapackage.json."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv as pacsv

from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pandera.pyarrow import Column

# pandera keeps narwhals types; these are their Arrow types and their names in Table Schema (Data Package v2).
_ARROW: dict[str, pa.DataType] = {
    "String": pa.string(),
    "Int32": pa.int32(),
    "Float64": pa.float64(),
    "Boolean": pa.bool_(),
    "Date": pa.date32(),
    "Datetime(time_unit='us', time_zone=None)": pa.timestamp("us"),
}
_TABLE_SCHEMA = {
    pa.string(): "string",
    pa.int32(): "integer",
    pa.float64(): "number",
    pa.bool_(): "boolean",
    pa.date32(): "date",
    pa.timestamp("us"): "datetime",
}
TIMESTAMP_FORMAT = "%Y-%m-%dT%H:%M:%S"


def columns(table: str) -> dict[str, Column]:
    """Return the columns of a table by name, in order."""
    return dict(TABLES[table].columns)


def metadata(table: str) -> dict[str, Any]:
    """Return primary_key, sort and notes of a table."""
    return dict(TABLES[table].metadata or {})


def primary_key(table: str) -> list[str]:
    """Return the names of the key columns."""
    return list(metadata(table)["primary_key"])


def references(table: str) -> dict[str, tuple[str, str]]:
    """Return column -> (table, column) for every foreign key."""
    found = {}
    for name, column in columns(table).items():
        if target := (column.metadata or {})["references"]:
            other, _, key = target.partition(".")
            found[name] = (other, key)
    return found


@cache
def arrow_schema(table: str) -> pa.Schema:
    """Return the Arrow schema, with nullability and descriptions."""
    return pa.schema(
        [
            pa.field(name, _ARROW[str(c.dtype.type)], nullable=c.nullable, metadata={"description": str(c.description)})
            for name, c in columns(table).items()
        ]
    )


def for_csv(batch: pa.RecordBatch) -> pa.RecordBatch:
    """Return the batch with times as ISO 8601 strings, as a release's CSV has them."""
    for i, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type):
            stamps = pc.strftime(batch.column(i).cast(pa.timestamp("s")), format=TIMESTAMP_FORMAT)  # type: ignore[arg-type]  # the stubs know no seconds
            batch = batch.set_column(i, field.name, stamps)
    return batch


def read_csv(table: str, path: Path) -> pa.Table:
    """Read a release's CSV back with the types of the schema; an empty field is null."""
    schema = arrow_schema(table)
    return pa.Table.from_batches(list(csv_batches(table, path)), schema)


def csv_batches(table: str, path: Path) -> Iterator[pa.RecordBatch]:
    """Yield a release's CSV a piece at a time, with the types of the schema; an empty field is null.

    Raises pa.ArrowInvalid, naming row and column, where a value is not of its column's type.
    """
    schema = arrow_schema(table)
    with pacsv.open_csv(
        path,
        read_options=pacsv.ReadOptions(block_size=2**27),
        parse_options=pacsv.ParseOptions(newlines_in_values=True),
        convert_options=pacsv.ConvertOptions(
            column_types={f.name: f.type for f in schema},
            null_values=[""],
            strings_can_be_null=True,
            quoted_strings_can_be_null=False,
            true_values=["true"],
            false_values=["false"],
            timestamp_parsers=[TIMESTAMP_FORMAT],
        ),
    ) as reader:
        for batch in reader:
            yield batch.select(schema.names).cast(schema)


def table_schema(table: str) -> dict[str, Any]:
    """Return the Table Schema (Data Package v2) of a table."""
    fields = []
    for name, c in columns(table).items():
        arrow = _ARROW[str(c.dtype.type)]
        field: dict[str, Any] = {"name": name, "type": _TABLE_SCHEMA[arrow], "description": c.description}
        if arrow == pa.timestamp("us"):
            field["format"] = TIMESTAMP_FORMAT
        constraints: dict[str, Any] = {} if c.nullable else {"required": True}
        for check in c.checks:
            constraints |= _constraint(check)
        if constraints:
            field["constraints"] = constraints
        fields.append(field)
    schema: dict[str, Any] = {"fields": fields, "primaryKey": primary_key(table), "missingValues": [""]}
    keys = [
        {"fields": [column], "reference": {"resource": "" if other == table else other, "fields": [key]}}
        for column, (other, key) in references(table).items()
    ]
    if keys:
        schema["foreignKeys"] = keys
    return schema


def _constraint(check: Any) -> dict[str, Any]:
    """Return a pandera check as a Table Schema constraint, where it has one."""
    given = check.statistics or {}
    if check.name == "isin":
        return {"enum": list(given["allowed_values"])}
    if check.name == "str_matches":
        pattern = given["pattern"]
        return {"pattern": getattr(pattern, "pattern", pattern)}
    if check.name == "greater_than_or_equal_to":
        return {"minimum": given["min_value"]}
    if check.name == "in_range":
        return {"minimum": given["min_value"], "maximum": given["max_value"]}
    if check.name == "str_length":
        bounds = {"minLength": given.get("min_value"), "maxLength": given.get("max_value")}
        return {k: v for k, v in bounds.items() if v is not None}
    return {}


_PREFACE = (
    "Every table is there twice, as Parquet and as CSV, with the same rows in the same order. "
    "In CSV an empty field is null; there are no empty strings. Offsets count Unicode code points of the "
    "document's text from 0; a span is `[char_start, char_end)` and never leaves its segment. "
    "Times are UTC without a zone."
)


def codebook(views: dict[str, tuple[str, dict[str, str]]]) -> str:
    """Return CODEBOOK.md: every table, view and column in words.

    ``views`` maps a view's name to its description and what its columns mean.
    """
    out = [
        "# Codebook",
        "",
        _PREFACE,
        "",
    ]
    for name, schema in TABLES.items():
        out += [f"## {name}", "", str(schema.description), ""]
        key, order = (", ".join(f"`{k}`" for k in ks) for ks in (primary_key(name), metadata(name)["sort"]))
        out += [f"Key: {key}. Sorted by {order}.", ""]
        out += [f"> {note}" for note in metadata(name)["notes"]]
        out += [""] if metadata(name)["notes"] else []
        out += ["| column | type | what it says | null means |", "| --- | --- | --- | --- |"]
        for column, c in columns(name).items():
            says = str(c.description)
            extra = c.metadata or {}
            if extra["references"]:
                says += f" → `{extra['references']}`"
            if extra["unit"]:
                says += f" Unit: {extra['unit']}."
            values = [v for check in c.checks for v in _constraint(check).get("enum", ())]
            if values:
                says += f" One of: {', '.join(f'`{v}`' for v in values)}."
            out.append(f"| `{column}` | {_TABLE_SCHEMA[_ARROW[str(c.dtype.type)]]} | {cell(says)} | "
                       f"{cell(extra['null'] or '–')} |")  # fmt: skip
        out.append("")
    out += ["# Views", "", "Made by `open.sql`; not files of their own.", ""]
    for name, (description, meanings) in views.items():
        out += [f"## {name}", "", description, "", "| column | what it says |", "| --- | --- |"]
        out += [f"| `{column}` | {cell(says)} |" for column, says in meanings.items()]
        out.append("")
    return "\n".join(out).rstrip("\n") + "\n"


def cell(text: str) -> str:
    """Return a text as a cell of a Markdown table."""
    return " ".join(text.split()).replace("|", "\\|")
