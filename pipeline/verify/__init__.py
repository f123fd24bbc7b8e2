"""`onrecord verify`: everything a release says, worked out again offline; what no longer holds is told row by row.

files.py (hashes, sizes, lists), tables.py (schemas, formats, rules), ids.py (row ids), papers.py (counts, papers), and
with the raw files rederived.py (every row).
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from pipeline.verify.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

    from pipeline.progress import Progress

__all__ = ["Problem", "run", "verify"]
# So many problems of one rule in one file or table are printed; all are counted.
SHOWN = 20
ACROSS = "across tables"
_CHARACTERS = 300


def run(release: Path, raw: Path | None = None, workers: int = 0) -> int:
    """Verify a release, print what no longer holds, or what was checked; return the exit status: 1 with problems.

    Raises ReleaseNotFoundError.
    """
    from typer import echo

    from pipeline import query
    from pipeline.progress import Progress
    from pipeline.verify import files

    folder = query.release_folder(release)
    told: dict[tuple[str, str], int] = {}
    for problem in verify(folder, raw, workers, Progress()):
        seen = told[problem.where, problem.rule] = told.get((problem.where, problem.rule), 0) + 1
        if seen <= SHOWN:
            echo(in_words(problem))
    if not told:
        for line in _summary(folder, raw):
            echo(line)
        return 0
    for (where, rule), count in told.items():
        if count > SHOWN:
            echo(f"{where}: {rule}: {count - SHOWN} more like these")
    total = sum(told.values())
    places = ", ".join(sorted({where for where, _ in told}))
    echo(f"{folder}: {total} {'thing does' if total == 1 else 'things do'} not hold, in {places}")
    if raw is not None and not files.same_software(folder):
        echo("The release was made by another version of the software: rows may differ because of that alone.")
    return 1


def verify(
    release: Path, raw: Path | None = None, workers: int = 0, progress: Progress | None = None
) -> Iterator[Problem]:
    """Yield everything that no longer holds of a release (or of a dist folder's latest), files first.

    With ``raw``, every row is derived again from the raw files by ``workers`` processes (0: one per core) and compared.
    Raises ReleaseNotFoundError.
    """
    import duckdb

    from pipeline import query
    from pipeline.progress import Progress
    from pipeline.verify import files, tables
    from schemas import TABLES

    folder = query.release_folder(release)
    shown = progress or Progress(quiet=True)
    with shown.step("files and their hashes"):
        yield from files.files(folder)
    whole = True
    with shown.step("tables, one by one", len(TABLES)) as advance:
        for table in TABLES:
            for problem in tables.values(folder, table):
                whole = whole and problem.rule not in {tables.UNREADABLE, tables.COLUMNS}
                yield problem
            advance(1)
    if not whole:
        yield Problem(folder.name, None, ACROSS, "every table, with the columns of its schema",
                      "not so (see above): rules across tables were not checked")  # fmt: skip
        return
    try:
        yield from _across(folder, shown)
    except duckdb.Error as error:
        # Arrow reads the file, DuckDB does not.
        yield Problem(folder.name, None, ACROSS, "Parquet files", str(error))
        return
    if raw is not None:
        from pipeline.verify.rederived import rederived

        yield from rederived(folder, raw, workers or os.cpu_count() or 1, shown)


def _across(folder: Path, shown: Progress) -> Iterator[Problem]:
    """Yield what does not hold across tables, in row ids and in the papers; raises duckdb.Error."""
    from pipeline.verify import changes, files, ids, papers, tables

    con = _opened(folder)
    try:
        with shown.step("rules across tables"):
            yield from tables.rules(con, papers.raw_files(folder))
        with shown.step("row ids"):
            yield from ids.ids(con)
        with shown.step("papers"):
            yield from papers.counts(con, folder)
            if files.same_software(folder):
                yield from papers.texts(con, folder)
    finally:
        con.close()
    with shown.step("changes"):
        yield from changes.changes(folder)


def in_words(problem: Problem) -> str:
    """Return a problem on one line: where, row, rule, what was expected and found; long values are cut."""
    row = f" {problem.row_key}" if problem.row_key else ""
    expected, found = (_one_line(value) for value in (problem.expected, problem.found))
    return f"{problem.where}{row}: {problem.rule}: expected {expected}; found {found}"


def _one_line(text: str) -> str:
    from pipeline.marks import printable

    line = printable(text).replace("\n", "⏎")
    return line if len(line) <= _CHARACTERS else f"{line[:_CHARACTERS]}…"


def _opened(folder: Path) -> duckdb.DuckDBPyConnection:
    """Return a connection with the tables as views: made here, not by the release's own open.sql."""
    from pipeline.query import literal_path, memory
    from schemas import TABLES

    con = memory()
    for table in TABLES:
        con.execute(f"CREATE VIEW {table} AS FROM read_parquet('{literal_path(f'{folder}/{table}.parquet')}')")
    return con


def _summary(folder: Path, raw: Path | None) -> Iterator[str]:
    from pipeline.verify.files import same_software
    from schemas import TABLES

    con = _opened(folder)
    rows = sum(con.execute(f'select count(*) from "{table}"').fetchall()[0][0] for table in TABLES)
    ((spans, withheld, documents),) = con.execute("""
        with spans as (
            select segment_id from statement_spans union all select segment_id from citations
        )
        select count(*), count(*) filter (g.text is null), count(distinct g.document_id) filter (g.text is null)
        from spans join segments g using (segment_id)
    """).fetchall()
    con.close()
    yield f"{folder}: everything holds"
    files = sum(1 for _ in folder.iterdir())
    yield f"  {files} files with their hashes and sizes; {len(TABLES)} tables, {rows} rows, CSV as Parquet"
    yield f"  {spans - withheld} of {spans} spans equal the text they point at"
    if withheld:
        yield (f"  {withheld} spans could be checked in place and length only: the text of {documents} "
               f"document{'s is' if documents != 1 else ' is'} withheld")  # fmt: skip
    yield "  the scores in quality.json were not measured again"
    if not same_software(folder):
        yield "  made by another version of the software: its papers were checked by their hashes only"
    if raw is None:
        yield "  not compared with the raw files (--raw FOLDER does): what no published text shows, such as a date, a"
        yield "  title or whom a name stands for, could be another than the source gives"
    else:
        yield f"  every row derived again from {raw}"
