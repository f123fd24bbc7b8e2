"""What lies in raw/, as tables of the work database: files and register are joined there, however many they are.

``jobs`` holds one row per document to process; ``refusals`` what is refused before anything is read.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline import raw, rows
from pipeline.errors import Refused
from pipeline.media import PREFERENCE
from pipeline.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    import duckdb

_BATCH = 5000
_FILES = {"path": "varchar", "sha256": "varchar", "bytes": "bigint", "rule": "varchar", "reason": "varchar"}
_REGISTER = {"number": "integer", "path": "varchar", "entry": "varchar", "rule": "varchar", "reason": "varchar",
             "refuses_file": "boolean"}  # fmt: skip
_JOBS = {"cache_key": "varchar", "path": "varchar", "sha256": "varchar", "bytes": "bigint", "entry": "varchar",
         "position": "integer", "document_id": "varchar"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Job:
    """One document to process; ``document_id`` overrides what would be derived."""

    cache_key: str
    path: str
    sha256: str
    bytes: int
    entry: str
    position: int
    document_id: str | None


def take(con: duckdb.DuckDBPyConnection, folder: Path, code: str) -> None:
    """Fill ``files``, ``register``, ``refusals`` and ``jobs``.

    The first file of the register's order (then by path) stands for all of the same bytes. Raises RegisterError.
    """
    for name, columns in (("files", _FILES), ("register", _REGISTER), ("jobs", _JOBS)):
        con.execute(f"create table {name} ({', '.join(f'{c} {t}' for c, t in columns.items())})")
    schema = rows.shard_schema("quarantine")
    con.register("empty", schema.empty_table())
    con.execute("create table refusals as select * from empty")
    con.unregister("empty")
    _insert(con, "files", _FILES, (
        (f.path, f.sha256, f.bytes, f.error and f.error.rule, f.error and f.error.reason) for f in raw.files(folder)
    ))  # fmt: skip
    _insert(con, "register", _REGISTER, (
        (r.number, r.path, r.entry and raw.to_json(r.entry), r.error and r.error.rule, r.error and r.error.reason,
         r.refuses_file)
        for r in raw.register(folder)
    ))  # fmt: skip
    con.execute("""
        create table counted as
        select *, row_number() over (partition by path order by number) as nth from register
        where entry is not null or refuses_file
    """)
    con.execute("""
        create table candidates as
        select f.path, f.sha256, f.bytes, r.entry, coalesce(r.number, 2147483647)::integer as position,
               coalesce(f.rule, r.rule) as rule, coalesce(f.reason, r.reason) as reason,
               case when f.rule is null and r.rule is null then
                 first_value(f.path) over (partition by f.sha256, f.rule is null and r.rule is null
                                           order by coalesce(r.number, 2147483647), f.path) end as same_as
        from files f left join counted r on r.path = f.path and r.nth = 1
    """)
    _refuse(con, "documents", "select path, rule, reason from candidates where rule is not null")
    _refuse(
        con,
        "documents",
        """
        select path, 'raw/duplicate', path || ': the same bytes as ' || same_as || '; kept once'
        from candidates where rule is null and path <> same_as
    """,
    )
    _refuse(con, "sources", "select path, rule, reason from register where entry is null and not refuses_file")
    _refuse(
        con,
        "sources",
        f"""
        select path, 'register/twice', '{raw.REGISTER} line ' || number || ': ' || path ||
               ' is registered more than once; the first row counts' from counted where nth > 1
    """,
    )
    _refuse(
        con,
        "sources",
        f"""
        select path, 'register/no-file', '{raw.REGISTER} line ' || number || ': expected a file ' || path ||
               ', found none'
        from counted where nth = 1 and path not in (select path from files)
    """,
    )
    _refuse(
        con,
        "notes",
        f"""
        select path, 'register/unregistered',
               path || ': not in {raw.REGISTER}; where it was got, when, and under which licence is not known'
        from candidates where entry is null and rule is null and path = same_as
    """,
    )
    listed = "select path, sha256, bytes, entry, position from candidates where path = same_as order by position, path"
    add_jobs(con, code, (
        (path, sha256, size, entry or raw.to_json(Entry(path)), position, None)
        for path, sha256, size, entry, position in _stream(con, listed)
    ))  # fmt: skip


def add_jobs(
    con: duckdb.DuckDBPyConnection, code: str, jobs: Iterable[tuple[str, str, int, str, int, str | None]]
) -> None:
    """Insert (path, sha256, bytes, entry, position, document_id) with their cache keys."""
    _insert(con, "jobs", _JOBS, ((cache_key(j[1], j[3], code, j[5]), *j) for j in jobs))


def cache_key(sha256: str, entry: str, code: str, document_id: str | None) -> str:
    """Return what the rows of a document depend on, as one hash."""
    return hashlib.sha256("\0".join((sha256, entry, code, document_id or "")).encode()).hexdigest()


def pending(con: duckdb.DuckDBPyConnection, done: str) -> Iterator[Job]:
    """Yield the jobs that no shard holds yet; ``done`` is a relation with their cache keys."""
    query = f"select {', '.join(_JOBS)} from jobs anti join {done} using (cache_key) order by position, path"
    for values in _stream(con, query):
        yield Job(*values)


def second_files(con: duckdb.DuckDBPyConnection, documents: str, code: str) -> int:
    """Give every document but the first of an id an id of its own, and return how many there were.

    First is who comes first in the register, then by container (PDF, Word, HTML, text), then by path. The others get
    ``#`` and 8 hex digits of their hash, and a note in quarantine. ``documents`` is a relation of processed documents.
    """
    preference = " ".join(f"when '{m}' then {i}" for i, m in enumerate(PREFERENCE))
    order = f"j.position, case d.media_type {preference} else {len(PREFERENCE)} end, j.path"
    con.execute(f"""
        create or replace table seconds as
        with ranked as (
            select d.document_id as shared_id, j.*, row_number() over same as nth,
                   first_value(j.path) over same as first_path
            from jobs j join {documents} d using (cache_key) where j.document_id is null
            window same as (partition by d.document_id order by {order}))
        select * from ranked where nth > 1
    """)
    con.execute("delete from jobs where document_id is null and path in (select path from seconds)")
    found = _stream(con, "select path, sha256, bytes, entry, position, shared_id from seconds order by path")
    add_jobs(con, code, ((p, h, n, e, o, f"{i}#{h[:8]}") for p, h, n, e, o, i in found))
    _refuse(con, "notes", """
        select path, 'document/second-file', path || ': the same document as ' || first_path || ' (' || shared_id ||
               '); kept as ' || shared_id || '#' || sha256[:8] from seconds
    """, stage="link")  # fmt: skip
    return int(con.execute("select count(*) from seconds").fetchall()[0][0])


def _refuse(con: duckdb.DuckDBPyConnection, table: str, query: str, stage: str = "raw") -> None:
    """Insert quarantine rows for what ``query`` (path, rule, reason) returns."""
    schema = rows.shard_schema("quarantine")
    found = _stream(con, query)
    while some := list(islice(found, _BATCH)):
        quarantined = [rows.refusal(path, Refused(stage, rule, reason), None, table) for path, rule, reason in some]
        con.register("batch", pa.Table.from_pylist(quarantined, schema=schema))
        con.execute("insert into refusals select * from batch")
        con.unregister("batch")


def _stream(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[tuple[Any, ...]]:
    cursor = con.cursor()
    cursor.execute(query)
    while some := cursor.fetchmany(_BATCH):
        yield from some


def _insert(
    con: duckdb.DuckDBPyConnection, table: str, columns: dict[str, str], values: Iterable[tuple[Any, ...]]
) -> None:
    iterator = iter(values)
    types = {"varchar": pa.string(), "bigint": pa.int64(), "integer": pa.int32(), "boolean": pa.bool_()}
    schema = pa.schema([pa.field(c, types[t]) for c, t in columns.items()])
    while some := list(islice(iterator, _BATCH)):
        con.register("batch", pa.Table.from_pylist([dict(zip(columns, v, strict=True)) for v in some], schema=schema))
        con.execute(f"insert into {table} select * from batch")
        con.unregister("batch")
