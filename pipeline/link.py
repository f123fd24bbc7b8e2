"""The only step across documents: shards -> linked tables, in SQL, out of core.

Everything that depends on which other documents are in the release happens here: one actor per id, what a citation
points to, one id per work.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.contract import arrow_schema

if TYPE_CHECKING:
    import duckdb

    from pipeline.shards import Shards

# Rows of these tables are a document's own and are taken over as they are.
_OWN = (
    "documents", "document_authors", "document_symbols", "agenda_items", "parts", "segments", "statements",
    "statement_spans",
)  # fmt: skip


def link(con: duckdb.DuckDBPyConnection, shards: Shards) -> None:
    """Make (or make anew) the tables of the contract, all but ``changes``, from the shards of the live jobs.

    Documents in table ``withdrawn`` (cache_key) are left out; their quarantine rows are in ``refusals``.
    """
    con.execute("create or replace table live as select cache_key from jobs anti join withdrawn using (cache_key)")
    for table in _OWN:
        con.execute(f"create or replace table {table} as {_own(shards, table)}")
    con.execute(f"create or replace table statement_citations as {_own(shards, 'statement_citations')}")
    _works(con, shards)
    _citations(con, shards)
    _actors(con, shards)
    names = ", ".join(arrow_schema("quarantine").names)
    con.execute(f"""
        create or replace table quarantine as
        select distinct {names} from {shards.scan("quarantine")} semi join live using (cache_key)
        union select {names} from refusals
    """)


def _own(shards: Shards, table: str) -> str:
    names = ", ".join(f't."{n}"' for n in arrow_schema(table).names)
    return f"select {names} from {shards.scan(table)} t semi join live using (cache_key)"


def _works(con: duckdb.DuckDBPyConnection, shards: Shards) -> None:
    """Make ``works`` (symbol, work): symbols that any document or citation joins are one work.

    A work is named by the least of its symbols; labels spread along joint symbols until nothing moves.
    """
    con.execute(f"""
        create or replace table joints as
        with groups as (
            select distinct work_parts as parts from {shards.scan("citations")} semi join live using (cache_key)
            where len(work_parts) > 1
            union
            select list(symbol order by position) from document_symbols group by document_id having count(*) > 1)
        select distinct parts[1] as a, unnest(parts[2:]) as b from groups
    """)
    con.execute("create or replace table edges as select a, b from joints union select b, a from joints")
    con.execute("create or replace table works as select a as symbol, least(a, min(b)) as work from edges group by a")
    while True:
        con.execute("""
            create or replace table spread as
            select w.symbol, least(w.work, min(n.work)) as work
            from works w join edges e on e.a = w.symbol join works n on n.symbol = e.b group by w.symbol, w.work
        """)
        moved = con.execute(
            "select count(*) from works join spread using (symbol) where works.work <> spread.work"
        ).fetchall()
        con.execute("create or replace table works as select * from spread")
        if not moved[0][0]:
            return


def _citations(con: duckdb.DuckDBPyConnection, shards: Shards) -> None:
    """Make ``citations``: the work of each, and the document that is this work when the release holds it.

    Of several documents with a symbol of the work, the English one that is no second file comes first.
    """
    columns = ", ".join({
        "work_id": "coalesce(w.work, c.work_parts[1], c.work_key) as work_id",
        "target_document_id": "t.document_id as target_document_id",
    }.get(n, f'c."{n}"') for n in arrow_schema("citations").names)  # fmt: skip
    con.execute(f"""
        create or replace table citations as
        with targets as (
            select coalesce(w.work, s.symbol) as work, arg_min(
                s.document_id, (s.document_id like '%#%', s.document_id like '%@%', s.document_id)) as document_id
            from document_symbols s left join works w using (symbol) group by 1)
        select {columns}
        from {shards.scan("citations")} c semi join live using (cache_key)
        left join works w on w.symbol = c.work_parts[1]
        left join targets t on t.work = coalesce(w.work, c.work_parts[1])
    """)


def _actors(con: duckdb.DuckDBPyConnection, shards: Shards) -> None:
    """Make ``actors``: one row per id; where documents spell a name differently the longest counts, then the first."""
    con.execute(f"""
        create or replace table actors as
        select actor_id, arg_min(name, (-length(name), name)) as name, min(kind) as kind, min(country) as country
        from {shards.scan("actors")} semi join live using (cache_key) group by actor_id
    """)
