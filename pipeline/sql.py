"""`onrecord sql`: a query over a release, read-only; from the command line, a pipe or a shell."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from pipeline import guard, output, query
from pipeline.errors import OnRecordError

if TYPE_CHECKING:
    from pathlib import Path
    from typing import IO

    import duckdb

_BATCH_ROWS = 10_000


def run(release: Path, sql: str | None = None, form: str = "table", path: Path | None = None) -> None:
    """Answer a query over a release (or a dist folder's latest); without one, what is piped in, else a shell's.

    ``form`` is one of output.FORMATS; ``path`` a file to write the answer to, needed for parquet. Raises
    OnRecordError with what is wrong with the query, the format or the release.
    """
    if form not in output.FORMATS:
        raise OnRecordError(f"--format {form}: expected one of {', '.join(output.FORMATS)}")
    if form == "parquet" and path is None:
        raise OnRecordError("--format parquet: expected a file to write to (--output FILE), found none")
    folder = query.release_folder(release)
    if path is not None and path.resolve().is_relative_to(folder):
        raise OnRecordError(f"--output {path}: expected a file outside the release: a release is never changed")
    if sql is None and not sys.stdin.isatty():
        sql = sys.stdin.read()
    con = query.open_release(folder)
    guard.read_only(con, folder)
    try:
        if sql is not None:
            answer(con, sql, form, path)
        elif path is None:
            from pipeline import shell

            shell.run(con, folder, form)
        else:
            raise OnRecordError(f"--output {path}: expected a query to write the answer of, found none")
    finally:
        con.close()


def answer(
    con: duckdb.DuckDBPyConnection, sql: str, form: str, path: Path | None = None, out: IO[str] | None = None
) -> None:
    """Write the answers of every statement of ``sql`` to ``path``, else to ``out`` (standard output).

    Raises QueryError for a statement that fails or does more than read; OnRecordError when one answer is expected
    (in a file, or in any format but a table) and there are more.
    """
    import duckdb

    statements = guard.checked(con, sql)
    if len(statements) != 1 and (path is not None or form != "table"):
        raise OnRecordError(f"--format {form}: expected one statement, found {len(statements)}")
    for number, statement in enumerate(statements):
        stream = out or sys.stdout
        try:
            reader = con.sql(statement).to_arrow_reader(_BATCH_ROWS)
            if path is not None:
                output.write_file(reader, form, path)
                continue
            stream.write("\n" if number else "")
            output.write(reader, form, stream)
        except duckdb.Error as error:
            raise guard.QueryError(str(error)) from error
