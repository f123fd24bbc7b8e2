"""What a reader may ask of a release: everything that reads it, nothing that writes or looks elsewhere."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from pipeline.errors import OnRecordError
from pipeline.query import literal_path

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

# Operators of a query plan that would write.
_WRITES = re.compile(r"COPY|INSERT|UPDATE|DELETE|MERGE|CREATE|EXPORT")
_CHANGES = {b"copy", b"insert", b"update", b"delete", b"merge"}
_GAP = r"(?:\s|--[^\n]*(?:\n|$)|/\*.*?\*/)*+"
_EXPLAIN = re.compile(
    rf"{_GAP}explain\b(?:{_GAP}analyze\b|{_GAP}\(\s*(?:analyze|format)\b[^()]*\))?", re.IGNORECASE | re.DOTALL
)


class QueryError(OnRecordError):
    """A query that makes no sense, or does more than read."""


def read_only(con: duckdb.DuckDBPyConnection, folder: Path) -> None:
    """Lock a connection: it reads no file outside ``folder``, loads no extension, and keeps these settings.

    It could still overwrite files inside the folder: pass every query through ``checked`` first.
    """
    inside = f"{folder.resolve()}/"
    # The path of a file is checked before its wildcards are resolved: both spellings must be allowed.
    allowed = ", ".join(f"'{p}'" for p in dict.fromkeys((inside.replace("'", "''"), literal_path(inside))))
    con.execute(f"""
        SET python_enable_replacements = false;
        SET autoinstall_known_extensions = false;
        SET autoload_known_extensions = false;
        SET allowed_directories = [{allowed}];
        SET enable_external_access = false;
        SET lock_configuration = true;
    """)


def checked(con: duckdb.DuckDBPyConnection, query: str) -> list[str]:
    """Return the statements of a query, all of which only read.

    Raises QueryError for one that does anything else, or makes no sense.
    """
    import duckdb

    try:
        statements = con.extract_statements(query)
        readings = [_reading(con, statement) for statement in statements]
    except duckdb.Error as error:
        raise QueryError(str(error)) from error
    for reading in readings:
        _refuse_writes(con, reading)
    return [s.query for s in statements]


def _reading(con: duckdb.DuckDBPyConnection, statement: duckdb.Statement) -> str:
    """Return the statement, or what it explains; raises QueryError when it is of a kind that does not read."""
    text, kind = statement.query, statement.type.name
    if kind in {"EXPLAIN", "MULTI"} and (explained := _EXPLAIN.match(text)):
        # EXPLAIN ANALYZE runs what it explains.
        text = text[explained.end() :]
        kind = ", ".join(s.type.name for s in con.extract_statements(text))
    if kind == "MULTI" and (word := _writing_word(text)):
        # A PIVOT without a list of values: what finds the values would run as soon as it is planned.
        kind = word.upper()
    if kind not in {"SELECT", "MULTI"}:
        raise QueryError(
            f"{kind}: a release is read-only here; expected SELECT, FROM, WITH, DESCRIBE, SHOW, SUMMARIZE or EXPLAIN"
        )
    return text


def _refuse_writes(con: duckdb.DuckDBPyConnection, text: str) -> None:
    """Raise QueryError when a SELECT writes: WITH x AS (COPY …), or INSERT. Its plan, which runs nothing, shows it."""
    import duckdb

    try:
        ((_, plan),) = con.execute(f"EXPLAIN (FORMAT json)\n{text}").fetchall()
    except duckdb.Error as error:
        # The line that EXPLAIN stands on is not the reader's.
        message = re.sub(r"^LINE (\d+):", lambda m: f"LINE {int(m[1]) - 1}:", str(error), flags=re.MULTILINE)
        raise QueryError(message) from error
    for operator in _operators(json.loads(plan)):
        if _WRITES.search(operator):
            raise QueryError(f"{operator}: a release is read-only here; expected a query that only reads")


def _writing_word(text: str) -> str | None:
    """Return the first keyword of a statement that starts a change of data; quoted names and texts are none."""
    import duckdb

    data = text.encode()
    for start, kind in duckdb.tokenize(text):
        word = re.match(rb"\w+", data[start:])
        if kind == duckdb.token_type.keyword and word and word[0].lower() in _CHANGES:
            return word[0].decode()
    return None


def _operators(plan: Any) -> list[str]:
    if isinstance(plan, list):
        return [name for node in plan for name in _operators(node)]
    return [str(plan.get("name")), *_operators(plan.get("children", []))]
