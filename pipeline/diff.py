"""Row by row, what differs between two sets of tables, and why."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.check import row_key
from pipeline.contract import arrow_schema, primary_key
from schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

COMPARED = tuple(t for t in TABLES if t != "changes")
_COLUMNS = (
    "table_name varchar, row_key varchar, change varchar, column_name varchar, old varchar, new varchar, reason varchar"
)


def changes(con: duckdb.DuckDBPyConnection, old: str | None, new: str = "main") -> int:
    """Make table ``changes`` (columns of the contract) between schemas ``old`` and ``new`` of a connection.

    Returns the number of its rows; with ``old`` null there are none. ``old`` may lack tables or columns.
    The reason is that of the row's document: its bytes differ or it is new (source), its register entry differs
    (correction), it is gone (withdrawal), else the same input was read differently (code). Rows of no document have
    the strongest reason found in the release. The texts of withheld documents are not shown.
    """
    con.execute(f"create or replace table {new}.changes ({_COLUMNS})")
    if old is None:
        return 0
    _reasons(con, old, new)
    for table in COMPARED:
        before, now = _columns(con, old, table), _columns(con, new, table)
        for column in sorted({**before, **now}):
            was, is_ = before.get(column), now.get(column)
            if was != is_:
                change = "added" if was is None else "removed" if is_ is None else "changed"
                row = [table, change, column, was, is_]
                con.execute(f"insert into {new}.changes values (?, '*', ?, ?, ?, ?, 'schema')", row)
        if before and now:
            con.execute(f"insert into {new}.changes {_rows(table, old, new, [c for c in before if c in now])}")
    return int(con.execute(f"select count(*) from {new}.changes").fetchall()[0][0])


def _columns(con: duckdb.DuckDBPyConnection, schema: str, table: str) -> dict[str, str]:
    """Return the columns of a table with their types, in order; none when there is no such table."""
    found = con.execute(
        "select column_name, data_type from information_schema.columns where table_schema = ? and table_name = ? "
        "order by ordinal_position",
        [schema, table],
    ).fetchall()
    return {str(name): str(dtype) for name, dtype in found}


def _reasons(con: duckdb.DuckDBPyConnection, old: str, new: str) -> None:
    """Make ``reasons`` (document_id, reason, withheld) and the single row of ``strongest``."""
    register = "register_sha256" in _columns(con, old, "documents")
    corrected = "o.register_sha256 <> n.register_sha256" if register else "false"
    con.execute(f"""
        create or replace temp table reasons as
        select document_id, case
            when o.document_id is null or o.raw_sha256 <> n.raw_sha256 then 'source'
            when n.document_id is null then 'withdrawal'
            when {corrected} then 'correction'
            else 'code' end as reason,
            coalesce(n.text_status, o.text_status) = 'withheld' as withheld
        from {old}.documents o full join {new}.documents n using (document_id)
    """)
    con.execute("""
        create or replace temp table strongest as
        select coalesce(arg_min(reason, list_position(['source', 'withdrawal', 'correction', 'code'], reason)),
                        'code') as reason
        from reasons
    """)


def _rows(table: str, old: str, new: str, common: list[str]) -> str:
    """Return the SQL that selects the changes of one table over the columns both sides have."""
    key = primary_key(table)
    names = arrow_schema(table).names
    document = "document_id" in names
    joined = " and ".join(f'o."{k}" = n."{k}"' for k in key)
    others = [c for c in common if c not in key]
    withheld = "coalesce(r.withheld, false)" if document else "false"

    def value(side: str, column: str) -> str:
        shown = f'{side}."{column}"::varchar'
        return f"case when {withheld} then null else {shown} end" if column == "text" else shown

    pairs = ", ".join(
        f"{{'c': '{c}', 'o': {value('o', c)}, 'n': {value('n', c)}, 'd': o.\"{c}\" is distinct from n.\"{c}\"}}"
        for c in others
    )
    differ = (
        f"[x for x in [{pairs}] if x.d]" if others else "null::struct(c varchar, o varchar, n varchar, d boolean)[]"
    )
    reason = "coalesce(r.reason, (select reason from strongest))" if document else "(select reason from strongest)"
    source = f"{old}.{table} o full join {new}.{table} n on {joined}"
    if document:
        source += " left join reasons r on r.document_id = coalesce(n.document_id, o.document_id)"
    here, there = f'n."{key[0]}" is not null', f'o."{key[0]}" is not null'
    own = row_key(table, "n")
    gone = row_key(table, "o")
    return f"""
        with compared as (
            select {here} as here, {there} as there, case when {here} then {own} else {gone} end as row_key,
                {reason} as reason, {differ} as differ
            from {source})
        select '{table}', row_key, case when there then 'removed' else 'added' end, '*', null, null, reason
        from compared where here <> there
        union all
        select '{table}', row_key, 'changed', x.c, x.o, x.n, reason
        from (select row_key, reason, unnest(differ) as x from compared where here and there)
    """


def show(old: Path, new: Path, form: str = "table") -> None:
    """Print what differs between two releases, with its reason, as `onrecord sql` prints an answer.

    Raises ReleaseNotFoundError for what is no release, OnRecordError for a format that does not exist.
    """
    import duckdb

    from pipeline import sql
    from pipeline.query import literal_path, release_folder

    con = duckdb.connect()
    for schema, path in (("old", old), ("new", new)):
        folder = literal_path(str(release_folder(path)))
        con.execute(f"create schema {schema}")
        for table in COMPARED:
            if (release_folder(path) / f"{table}.parquet").is_file():
                con.execute(f"create view {schema}.{table} as from read_parquet('{folder}/{table}.parquet')")
    changes(con, "old", "new")
    columns = ", ".join(arrow_schema("changes").names)
    sql.answer(con, f"select {columns} from new.changes order by all", form)
