"""The prompt of `onrecord sql`: statements over several lines up to a semicolon, and a few commands with a dot."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING

from typer import echo

from pipeline import sql
from pipeline.errors import OnRecordError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

PROMPT, CONTINUED = "onrecord> ", "     ...> "
HELP = """\
A statement ends with a semicolon and may run over several lines. The release is read-only.
  .tables        the tables and views, and what they hold
  .schema NAME   the columns of a table or view, and what they mean
  .help          this
  .quit          leave (so does the end of input)
Try:  select speaker, text, reporter, cited_with from who_said where act = 'deny';"""


def run(con: duckdb.DuckDBPyConnection, folder: Path, form: str = "table") -> None:
    """Read statements from the terminal and answer them until the end of input; errors are shown and it goes on."""
    # Arrow keys and history, which is forgotten at the end.
    with contextlib.suppress(ImportError):
        import readline  # noqa: F401 -- importing it is using it
    echo(f"{folder.name}: tables and views of this release; .tables lists them, .help helps, .quit leaves")
    waiting = ""
    while True:
        try:
            line = input(CONTINUED if waiting else PROMPT)
        except EOFError:
            echo()
            return
        except KeyboardInterrupt:
            waiting = ""
            echo()
            continue
        command = line.strip().rstrip(";")
        if not waiting and command.startswith("."):
            if command in {".quit", ".exit"}:
                return
            if query := _dotted(command):
                _shown(con, query, "table")
            else:
                echo(HELP)
            continue
        waiting = f"{waiting}\n{line}" if waiting else line
        if _ends(waiting):
            _shown(con, waiting, form)
            waiting = ""
        elif not waiting.strip():
            waiting = ""


def _shown(con: duckdb.DuckDBPyConnection, statement: str, form: str) -> None:
    try:
        sql.answer(con, statement, form)
    except OnRecordError as error:
        echo(error, err=True)
    except KeyboardInterrupt:
        con.interrupt()
        echo("interrupted", err=True)


def _dotted(command: str) -> str:
    """Return the query that a command with a dot stands for; nothing for one that is not known."""
    word, _, name = command.partition(" ")
    name = name.strip().replace("'", "''")
    if word == ".tables":
        return """
            select view_name as name, if(sql like '%read_parquet%', 'table', 'view') as kind, comment as description
            from duckdb_views() where not internal order by kind, name
        """
    if word == ".schema" and name:
        return f"""
            select column_name as column, lower(data_type) as type, comment as description
            from duckdb_columns() where not internal and table_name = '{name}' order by column_index
        """
    return ""


def _ends(text: str) -> bool:
    """Say whether a semicolon ends the last statement: one outside of quotes and comments."""
    import duckdb

    if not text.rstrip().endswith(";"):
        return False
    tokens = duckdb.tokenize(text)
    return bool(tokens) and tokens[-1][1] == duckdb.token_type.operator
