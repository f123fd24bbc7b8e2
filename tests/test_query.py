"""Opening a release, its views, and what may be asked of it."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest
from small_release import ARTICLE, LETTER, LETTER_SEGMENTS

import pipeline
from pipeline import guard, papers, query
from pipeline.errors import OnRecordError, ReleaseNotFoundError
from pipeline.guard import QueryError
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb


@pytest.fixture
def con(small_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = query.open_release(small_release)
    yield con
    con.close()


def rows(con: duckdb.DuckDBPyConnection, sql: str) -> list[Any]:
    return con.execute(sql).fetchall()


def test_a_release_opens_by_its_folder_and_by_the_dist_folder(small_dist: Path, small_release: Path) -> None:
    assert query.release_folder(small_dist) == query.release_folder(small_release) == small_release.resolve()
    con = pipeline.open_release(str(small_dist))
    assert rows(con, "select count(*) from documents") == [(2,)]


@pytest.mark.parametrize(
    ("index", "message"),
    [
        (None, r"expected a release \(a folder with documents.parquet\) or a dist folder \(with index.json\), found"),
        ("{", "expected an object that names the `latest` release"),
        ("[]", "expected an object that names the `latest` release"),
        ('{"latest": "9.9.9"}', "names 9.9.9 as the latest release; found no"),
        # Nothing was released yet.
        ('{"latest": null, "releases": []}', "names None as the latest release"),
    ],
)
def test_no_release_is_told(tmp_path: Path, index: str | None, message: str) -> None:
    if index is not None:
        (tmp_path / "index.json").write_text(index)
    with pytest.raises(ReleaseNotFoundError, match=message):
        query.open_release(tmp_path)


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseNotFoundError, match="found nothing there"):
        query.open_release(tmp_path / "nix")


def test_a_damaged_table_is_told(small_release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_release, tmp_path / "copy")
    (copy / "actors.parquet").write_bytes(b"PAR1 no more")
    with pytest.raises(OnRecordError, match=r"cannot be opened: .*actors\.parquet"):
        query.open_release(copy)


def test_opening_runs_nothing_but_views_and_comments(small_release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_release, tmp_path / "copy")
    with (copy / "open.sql").open("a") as file:
        file.write(f"\nCOPY (SELECT 1) TO '{tmp_path}/written';\n")
    query.open_release(copy).close()
    assert not (tmp_path / "written").exists()


def test_a_release_without_open_sql_opens_with_this_versions_views(small_release: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(small_release, tmp_path / "copy")
    (copy / "open.sql").unlink()
    assert rows(query.open_release(copy), "select count(*) from texts") == [(2,)]


def test_open_sql_is_all_a_downloader_needs(small_release: Path) -> None:
    """In the release's folder, in a process of its own, with plain DuckDB."""
    code = """if True:
        import duckdb
        con = duckdb.connect()
        con.execute(open('open.sql', encoding='utf-8').read())
        print(con.execute('select count(*) from who_said').fetchall())
    """
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=small_release, capture_output=True, text=True, check=True, env=os.environ
    )
    assert done.stdout.strip() == "[(8,)]"


def test_open_sql_names_nothing_of_this_machine() -> None:
    assert query.open_sql() == query.open_sql()
    assert "read_parquet('documents.parquet')" in query.open_sql()
    assert "/" not in "".join(line for line in query.open_sql().splitlines() if "read_parquet" in line)


def test_everything_is_described(con: duckdb.DuckDBPyConnection) -> None:
    described = rows(con, """
        select table_name, column_name, comment from duckdb_columns()
        where table_name in (select view_name from duckdb_views() where not internal)
    """)  # fmt: skip
    assert {name for name, _, _ in described} == {*TABLES, *query.views()}
    assert [(table, column) for table, column, comment in described if not comment] == []
    views = rows(con, "select view_name, comment from duckdb_views() where not internal")
    assert [name for name, comment in views if not comment] == []
    for view, said in query.views().items():
        columns = {column for table, column, _ in described if table == view}
        assert set(said.columns) <= columns, f"views/{view}.sql describes columns it does not have"


def test_the_codebook_tells_every_table_view_and_column(con: duckdb.DuckDBPyConnection) -> None:
    chapters = papers.codebook().split("\n## ")
    told = {c.splitlines()[0]: set(re.findall(r"^\| `(\w+)` \|", c, re.MULTILINE)) for c in chapters[1:]}
    there: dict[str, set[str]] = {}
    for name, column in rows(con, "select table_name, column_name from duckdb_columns() where not internal"):
        there.setdefault(name, set()).add(column)
    assert told == there


def test_texts(con: duckdb.DuckDBPyConnection) -> None:
    text = "\n\n".join(s[3] for s in LETTER_SEGMENTS)
    assert rows(con, "from texts order by document_id") == [(ARTICLE, None), (LETTER, text)]
    assert rows(con, f"select text_of('{LETTER}'), span('{LETTER}', 4, 11)") == [(text, text[4:11])]


def test_who_said(con: duckdb.DuckDBPyConnection) -> None:
    denied = rows(con, "select speaker, text, reporter, cited_with from who_said where act = 'deny' order by all")
    assert denied == [
        ("The Minister", "it", "Atlantis", "A/79/5; The Road"),
        ("the mayor", "We deny any role in Khojaly", "The Daily", None),
    ]
    # A work cited twice is named once.
    assert len(rows(con, "from who_said")) == 8


def test_the_contracts_queries(con: duckdb.DuckDBPyConnection) -> None:
    wrong = """select count(*) filter (s.text is distinct from substr(g.text, s.char_start - g.char_start + 1,
        s.char_end - s.char_start)) wrong from statement_spans s join segments g using (segment_id)
        where g.text is not null"""
    assert rows(con, wrong) == [(0,)]
    by_month = """select country, date_trunc('month', document_date) as month, count(*) from who_said
        where text ilike '%Khojaly%' group by all order by all"""
    assert [(country, str(month)[:7], n) for country, month, n in rows(con, by_month)] == [
        ("ATL", "2026-04", 1), (None, "2026-04", 1),
    ]  # fmt: skip


def test_nested(con: duckdb.DuckDBPyConnection) -> None:
    assert rows(con, "select depth, chain, reporter, reporter_act, speaker, text from nested") == [
        (1, "Atlantis → The Minister → Lemuria", "The Minister", "assert", "Lemuria", "the road was closed"),
    ]


def test_citation_graph(con: duckdb.DuckDBPyConnection) -> None:
    edges = rows(con, "select target, target_document_id, citations, statements from citation_graph order by all")
    assert edges == [("The Road", None, 1, 1), ("un:A/79/5", None, 1, 1), (LETTER, LETTER, 1, 1)]
    cited = rows(con, "select target, documents, citations from most_cited order by all")
    assert cited == [("The Road", 1, 1), ("un:A/79/5", 1, 1), (LETTER, 1, 1)]


READS = [
    "select 1",
    "from texts; select 2",
    "with x as (select 1) from x",
    "describe documents",
    "show tables",
    "summarize documents",
    "explain select 1",
    "explain (format json) select 1",
    "explain (analyze, format json) select count(*) from documents",
    "explain (select 1)",
    "EXPLAIN (ANALYZE) from texts",
    "explain -- how long\n/* and how much */ ( ANALYZE ) select count(*) from documents",
    "/* a note */ explain analyze -- and another\nselect count(*) from documents",
    "pivot documents on kind using count(*) group by language",
    "explain analyze from (pivot documents on kind using count(*))",
    'with x as (select \'copy\' as "copy") pivot x on "copy"',
    # Words of other statements in a query that only reads.
    "select 'copy' as \"insert\", updated from (select 1 as updated)",
    "values (1)",
    "",
    "-- nothing",
]


@pytest.mark.parametrize("sql", READS)
def test_what_reads_is_run(con: duckdb.DuckDBPyConnection, small_release: Path, sql: str) -> None:
    guard.read_only(con, small_release)
    for statement in guard.checked(con, sql):
        con.execute(statement).fetchall()


WRITES = [
    ("copy documents to '{inside}/x.csv'", "COPY: a release is read-only here"),
    ("with x as materialized (copy documents to '{inside}/x.csv') select 1", "COPY_TO_FILE: a release is read-only"),
    ("with x as (copy documents to '{inside}/x.csv') from x", "COPY_TO_FILE: a release is read-only"),
    ("explain analyze copy documents to '{inside}/x.csv'", "COPY: a release is read-only here"),
    ("explain analyze with x as (copy documents to '{inside}/x.csv') from x", "COPY_TO_FILE: a release is read-only"),
    ("explain (analyze) copy documents to '{inside}/x.csv'", "COPY: a release is read-only here"),
    ("explain /* */ (analyze) copy documents to '{inside}/x.csv'", "COPY: a release is read-only here"),
    # A PIVOT finds its values while it is planned.
    ("with x as (copy documents to '{inside}/x.csv') pivot x on count", "COPY: a release is read-only here"),
    ("with é as (copy documents to '{inside}/x.csv') from (pivot é on count)", "COPY: a release is read-only here"),
    ("explain with x as (copy documents to '{inside}/x.csv') pivot x on count", "COPY: a release is read-only here"),
    ("create table x as pivot documents on kind", "CREATE_TABLE_AS: a release is read-only here"),
    ("copy (pivot documents on kind) to '{inside}/x.csv'", "COPY: a release is read-only here"),
    ("from query('with x as (copy documents to ''x.csv'') from x')", "must be at the top level"),
    ("select 1; copy documents to '{inside}/x.csv'", "COPY: a release is read-only here"),
    ("export database '{inside}/x'", "EXPORT: a release is read-only here"),
    ("attach '{inside}/x.duckdb'", "ATTACH: a release is read-only here"),
    ("create table x as select 1", "CREATE: a release is read-only here"),
    ("drop view texts", "DROP: a release is read-only here"),
    ("set threads = 1", "SET: a release is read-only here"),
    ("reset lock_configuration", "SET: a release is read-only here"),
    ("install httpfs", "LOAD: a release is read-only here"),
    ("prepare x as copy documents to '{inside}/x.csv'", "PREPARE: a release is read-only here"),
    ("pragma enable_profiling", "PRAGMA: a release is read-only here"),
    ("call enable_logging()", "CALL: a release is read-only here"),
    ("from enable_profiling(save_location='{inside}/x.json')", "locked"),
    ("from read_text('/etc/passwd')", "file system operations are disabled"),
    ("from read_text('{inside}/../../secret.txt')", "file system operations are disabled"),
    ("from '{outside}/secret.csv'", "file system operations are disabled|does not exist"),
    ("from glob('/*')", "file system operations are disabled"),
    ("select * from con", "con does not exist"),
    ("selec 1", "syntax error"),
    ("select 1\nfrom nix", r"(?s)nix does not exist.*LINE 2: from nix"),
]


@pytest.mark.parametrize(("sql", "message"), WRITES)
def test_what_does_more_is_refused(
    con: duckdb.DuckDBPyConnection, small_release: Path, tmp_path: Path, sql: str, message: str
) -> None:
    (tmp_path / "secret.csv").write_text("a,b\n1,2\n")
    before = sorted(p.name for p in small_release.iterdir())
    guard.read_only(con, small_release)
    sql = sql.format(inside=str(small_release).replace("'", "''"), outside=str(tmp_path))
    with pytest.raises(QueryError, match=message):
        guard.checked(con, sql)
    assert sorted(p.name for p in small_release.iterdir()) == before


def test_settings_cannot_be_undone(con: duckdb.DuckDBPyConnection, small_release: Path) -> None:
    import duckdb

    guard.read_only(con, small_release)
    for statement in (
        "SET enable_external_access = true",
        "SET allowed_directories = ['/']",
        "RESET lock_configuration",
    ):
        with pytest.raises(duckdb.Error, match=r"locked|Cannot change"):
            con.execute(statement)


def test_the_index_of_the_fixture_is_what_a_release_writes(small_dist: Path) -> None:
    assert json.loads((small_dist / "index.json").read_text())["latest"] == "0.1.0"
