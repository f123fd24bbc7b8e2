"""Tables -> problems: what must hold within a table (its schema) and across tables (checks/*.sql).

A release is checked with these before it is published, and by ``onrecord verify`` afterwards: one set of rules.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.contract import arrow_schema, columns, metadata, primary_key, references
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb
    import pyarrow as pa
    from pandera.pyarrow import DataFrameSchema

KEY_JOINER = " | "
# A release has this table; the tables it is made from do not, yet.
MADE_LAST = frozenset({"changes"})
CHUNK_ROWS = 250_000
_BATCH_ROWS = 10_000
# One rule broken everywhere is told this many times per table.
MAX_PER_RULE = 1000
_COLUMNS = "table_name, row_key, document_id, expected, found"


@dataclass(frozen=True, slots=True)
class Violation:
    """One row that breaks one rule; ``document_id`` is null where the row belongs to none."""

    rule: str
    table_name: str
    row_key: str
    document_id: str | None
    expected: str
    found: str


@cache
def rules() -> dict[str, str]:
    """Return the SQL of every rule across tables, by name: what it selects is what breaks the rule."""
    files = resources.files("pipeline").joinpath("checks").iterdir()
    return {f.name.removesuffix(".sql"): f.read_text("utf-8") for f in sorted(files, key=lambda f: f.name)
            if f.name.endswith(".sql")}  # fmt: skip


def row_key(table: str, alias: str = "") -> str:
    """Return the SQL for a row's primary key, its columns joined by KEY_JOINER, as one string."""
    prefix = f"{alias}." if alias else ""
    key = ", ".join(f'{prefix}"{c}"' for c in primary_key(table))
    return f"concat_ws('{KEY_JOINER}', {key})"


def violations(con: duckdb.DuckDBPyConnection, raw_files: int | None = None) -> list[Violation]:
    """Return every row that breaks a rule across tables, in a stable order; empty when all hold.

    ``con`` holds tables or views of the contract's names; ``changes`` may be missing. With ``raw_files``, documents and
    refused files must add up to it. A rule broken everywhere is told MAX_PER_RULE times.
    """
    tables = "select table_name from information_schema.tables where table_schema = current_schema()"
    present = {str(name) for (name,) in con.execute(tables).fetchall()}
    found: list[Violation] = []
    for rule, query in _queries(present):
        capped = f"select {_COLUMNS} from ({query}) order by all limit {MAX_PER_RULE}"
        for table, key, document, expected, value in con.execute(capped).fetchall():
            found.append(Violation(rule, str(table), str(key), document, str(expected), str(value)))
    found += _text_hashes(con)
    if raw_files is not None:
        found += _reconcile(con, raw_files)
    return found


def misordered(con: duckdb.DuckDBPyConnection, table: str) -> list[Violation]:
    """Return the rows of a table that do not come after the row before them in the table's order.

    ``table`` is a table or a view over one file: the rows are compared in the order in which they are stored.
    """
    order = ", ".join(f'"{c}"' for c in metadata(table)["sort"])
    document = "document_id" if _has_document(table) else "null"
    query = f"""
        with numbered as (select row_number() over () as stored, * from "{table}"),
        pairs as (
            select {row_key(table)} as row_key, {document} as document_id, stored, ({order}) as this,
                lag(({order})) over (order by stored) as before
            from numbered
        )
        select row_key, document_id, this::varchar, before::varchar from pairs
        where stored > 1 and this <= before order by stored limit {MAX_PER_RULE}
    """
    return [
        Violation("rows_in_order", table, str(key), document_id, f"a row after {before}", str(this))
        for key, document_id, this, before in con.execute(query).fetchall()
    ]


def schema_problems(name: str, table: pa.Table) -> list[Violation]:
    """Return what in a table does not fit its schema: columns and types first, then values row by row.

    Keys are not compared here (a table may be a part of a larger one): see ``violations``.
    """
    expected = arrow_schema(name)
    wrong = [
        Violation("columns", name, column, None, _told(expected, column), _told(table.schema, column))
        for column in dict.fromkeys([*expected.names, *table.schema.names])
        if _told(expected, column) != _told(table.schema, column)
    ]
    if not wrong and table.schema.names != expected.names:
        wrong = [Violation("columns", name, "*", None, ", ".join(expected.names), ", ".join(table.schema.names))]
    if wrong:
        return wrong
    found: list[Violation] = []
    for start in range(0, table.num_rows, CHUNK_ROWS):
        found += _values(name, table.slice(start, CHUNK_ROWS))
    return found


def _told(schema: pa.Schema, column: str) -> str:
    at = schema.get_field_index(column)
    return "no such column" if at < 0 else str(schema.field(at).type)


def _values(name: str, chunk: pa.Table) -> Iterator[Violation]:
    """Yield the values that pandera refuses. It tells most failures by value, not by row: rows are found again."""
    from pandera.errors import SchemaErrors

    try:
        _of_values(name).validate(chunk, lazy=True)
    except SchemaErrors as errors:
        failures = {
            (f["column"], f["check"], None if f["failure_case"] is None else str(f["failure_case"]))
            for f in errors.failure_cases.to_pylist()
        }
    else:
        return
    for column, check, value in sorted(failures, key=str):
        if column not in chunk.schema.names:
            yield Violation(f"schema: {check}", name, str(column), None, str(check), str(value))
            continue
        told = 0
        for at, cell in enumerate(chunk[column].to_pylist()):
            if (None if cell is None else str(cell)) == value and told < MAX_PER_RULE:
                told += 1
                row = chunk.slice(at, 1).to_pylist()[0]
                key = KEY_JOINER.join(str(row[c]) for c in primary_key(name))
                yield Violation(
                    "schema", name, key, row.get("document_id"), f"{column}: {_in_words(check)}", str(value)
                )
        if not told:
            yield Violation("schema", name, "*", None, f"{column}: {_in_words(check)}", str(value))


@cache
def _of_values(name: str) -> DataFrameSchema:
    """Return a table's schema without its types and key, which are compared before and elsewhere.

    Types would cost most of the time: for each column pandera looks in vain for numpy and pyspark.
    """
    from pandera.pyarrow import Column, DataFrameSchema

    return DataFrameSchema(
        {column: Column(None, checks=c.checks, nullable=c.nullable, name=column) for column, c in columns(name).items()}
    )


def _in_words(check: str) -> str:
    return {"not_nullable": "a value"}.get(check, check)


def _has_document(table: str) -> bool:
    return "document_id" in columns(table)


def _queries(present: set[str]) -> Iterator[tuple[str, str]]:
    """Yield name and SQL of each rule: those of keys and references, made from the schemas, then the files."""
    for table in TABLES:
        if table in present or table not in MADE_LAST:
            yield "keys_unique", _duplicates(table)
    for table in TABLES:
        for column, (to_table, to_column) in references(table).items():
            yield "references_resolve", _unresolved(table, column, to_table, to_column)
            if to_table != "documents" and _has_document(table) and _has_document(to_table):
                yield "references_stay_in_document", _strays(table, column, to_table, to_column)
    for rule, query in rules().items():
        if not any(re.search(rf"\bfrom {table}\b", query) for table in MADE_LAST - present):
            yield rule, query


def _duplicates(table: str) -> str:
    document = "any_value(document_id)" if _has_document(table) else "null::varchar"
    return f"""
        select '{table}' as table_name, {row_key(table)} as row_key, {document} as document_id,
            '1 row' as expected, concat(count(*), ' rows') as found
        from "{table}" group by {", ".join(f'"{c}"' for c in primary_key(table))} having count(*) > 1
    """


def _unresolved(table: str, column: str, to_table: str, to_column: str) -> str:
    document = "t.document_id" if _has_document(table) else "null::varchar"
    return f"""
        select '{table}' as table_name, {row_key(table, "t")} as row_key, {document} as document_id,
            '{column}: a row of {to_table}' as expected, t."{column}" as found
        from "{table}" t anti join "{to_table}" u on t."{column}" = u."{to_column}"
        where t."{column}" is not null
    """


def _strays(table: str, column: str, to_table: str, to_column: str) -> str:
    return f"""
        select '{table}' as table_name, {row_key(table, "t")} as row_key, t.document_id,
            concat('{column}: one in ', t.document_id) as expected,
            concat(t."{column}", ' in ', u.document_id) as found
        from "{table}" t join "{to_table}" u on t."{column}" = u."{to_column}"
        where t.document_id <> u.document_id
    """


def _text_hashes(con: duckdb.DuckDBPyConnection) -> Iterator[Violation]:
    """Yield the documents whose text does not have its hash; one text in memory at a time."""
    import hashlib
    from itertools import groupby

    query = """
        select d.document_id, d.text_sha256, g.text from documents d left join segments g using (document_id)
        where d.text_status <> 'withheld' order by d.document_id, g.char_start, g.segment_id
    """
    batches = con.cursor().sql(query).to_arrow_reader(_BATCH_ROWS)
    rows = (row for batch in batches for row in zip(*(c.to_pylist() for c in batch.columns), strict=True))
    for (document_id, expected), segments in groupby(rows, key=lambda row: row[:2]):
        text = "\n\n".join(text for _, _, text in segments if text is not None)
        found = hashlib.sha256(text.encode()).hexdigest()
        if found != expected:
            yield Violation("text_has_its_hash", "documents", document_id, document_id, expected, found)


def _reconcile(con: duckdb.DuckDBPyConnection, raw_files: int) -> list[Violation]:
    """Return a violation unless documents and refused files add up to the raw files."""
    counts = con.execute("""
        select (select count(*) from documents), (select count(*) from quarantine where table_name = 'documents')
    """).fetchall()
    documents, refused = counts[0]
    if documents + refused == raw_files:
        return []
    found = f"{documents} documents + {refused} refused files"
    return [Violation("files_add_up", "documents", "*", None, f"{raw_files} raw files", found)]
