"""A release as a database: the text of open.sql, and connections to a release.

The views are one SQL file each in views/: the first line says what the view shows, further ``-- column: …`` lines
what its columns mean; a column that has the name of a table's column means the same.
"""

from __future__ import annotations

import json
import re
import secrets
import tempfile
from dataclasses import dataclass
from functools import cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.errors import OnRecordError, ReleaseNotFoundError

if TYPE_CHECKING:
    import duckdb

INDEX = "index.json"
# A folder with any of these is a release, if perhaps a damaged one.
SIGNS = ("documents.parquet", "datapackage.json", "SHA256SUMS")
OPEN_SQL = "open.sql"
_MACROS = """
-- text_of('un:A/80/1'): the text of a document; span('un:A/80/1', 10, 20): the characters from 10 up to 20 of it.
CREATE OR REPLACE MACRO text_of(id) AS (SELECT texts.text FROM texts WHERE texts.document_id = id);
CREATE OR REPLACE MACRO span(id, from_char, to_char) AS (
    SELECT substr(texts.text, from_char + 1, to_char - from_char) FROM texts WHERE texts.document_id = id
);
"""


@dataclass(frozen=True, slots=True)
class View:
    """One view: ``columns`` describes those of its columns that no table has in the same sense."""

    name: str
    description: str
    columns: dict[str, str]
    query: str


@cache
def views() -> dict[str, View]:
    """Return the views by name in alphabetical order, but each after those it stands on."""
    files = sorted(resources.files("pipeline").joinpath("views").iterdir(), key=lambda f: f.name)
    waiting = {f.name.removesuffix(".sql"): f.read_text("utf-8") for f in files if f.name.endswith(".sql")}
    out: dict[str, View] = {}
    while waiting:
        others = "|".join(waiting)
        name = next(n for n, text in waiting.items() if not re.search(rf"\b(?:from|join) (?:{others})\b", text))
        out[name] = _view(name, waiting.pop(name))
    return out


def open_sql(prefix: str = "") -> str:
    r"""Return the text of open.sql: a view per table over the Parquet files, then views, macros and comments.

    ``prefix`` goes before each file's name; with none, the files are looked for in the working directory.

    >>> open_sql("/data/").splitlines()[3]
    "CREATE OR REPLACE VIEW documents AS FROM read_parquet('/data/documents.parquet');"
    """
    from schemas import TABLES

    out = ["-- The tables and views of this release for DuckDB. In the release's folder: duckdb -init open.sql", "",
           "-- Tables: one Parquet file each."]  # fmt: skip
    path = literal_path(prefix)
    out += [f"CREATE OR REPLACE VIEW {name} AS FROM read_parquet('{path}{name}.parquet');" for name in TABLES]
    out += ["", view_sql(), comment_sql()]
    return "\n".join(out)


def view_sql() -> str:
    """Return the SQL that makes the views and macros, given the tables."""
    out = [f"-- {v.description}\nCREATE OR REPLACE VIEW {name} AS\n{v.query};\n" for name, v in views().items()]
    return "\n".join([*out, _MACROS.strip(), ""])


def comment_sql(tables_are: str = "VIEW") -> str:
    """Return the SQL that says what every table, view and column means; ``tables_are`` is VIEW or TABLE."""
    from schemas import TABLES

    out = ["-- What they mean: FROM duckdb_views(), FROM duckdb_columns()."]
    for name, schema in TABLES.items():
        out.append(f"COMMENT ON {tables_are} {name} IS {_quoted(str(schema.description))};")
        out += [f'COMMENT ON COLUMN {name}."{c}" IS {_quoted(str(d.description))};' for c, d in schema.columns.items()]
    for name, columns in view_columns().items():
        out.append(f"COMMENT ON VIEW {name} IS {_quoted(views()[name].description)};")
        out += [f'COMMENT ON COLUMN {name}."{c}" IS {_quoted(says)};' for c, says in columns.items()]
    return "\n".join([*out, ""])


@cache
def view_columns() -> dict[str, dict[str, str]]:
    """Return what each column of each view means: as its file says, else as the first table it reads from does."""
    import duckdb

    from pipeline.contract import arrow_schema
    from schemas import TABLES

    con = duckdb.connect()
    for table in TABLES:
        con.register("empty", arrow_schema(table).empty_table())
        con.execute(f"CREATE TABLE {table} AS FROM empty")
        con.unregister("empty")
    con.execute(view_sql())
    meanings: dict[str, dict[str, str]] = {}
    for name, view in views().items():
        known: dict[str, str] = {}
        for source in re.findall(r"\b(?:from|join) (\w+)", view.query):
            described = {c: str(d.description) for c, d in TABLES[source].columns.items()} if source in TABLES else {}
            known = {**meanings.get(source, described), **known}
        columns = [str(row[0]) for row in con.execute(f"DESCRIBE {name}").fetchall()]
        meanings[name] = {column: {**known, **view.columns}[column] for column in columns}
    con.close()
    return meanings


def release_folder(path: Path | str) -> Path:
    """Return the folder of the release that ``path`` is, or that the index of a dist folder names as its latest.

    Raises ReleaseNotFoundError, saying what was expected where.
    """
    folder = Path(path).resolve()
    if any((folder / sign).is_file() for sign in SIGNS):
        return folder
    index = folder / INDEX
    if not index.is_file():
        raise ReleaseNotFoundError(
            f"{path}: expected a release (a folder with {SIGNS[0]}) or a dist folder (with {INDEX}), found "
            + ("neither" if folder.is_dir() else "a file" if folder.exists() else "nothing there")
        )
    try:
        latest = json.loads(index.read_text("utf-8"))["latest"]
    except (ValueError, KeyError, TypeError, OSError) as error:
        raise ReleaseNotFoundError(
            f"{index}: expected an object that names the `latest` release ({error!r})"
        ) from error
    found = folder / str(latest)
    if not any((found / sign).is_file() for sign in SIGNS):
        raise ReleaseNotFoundError(f"{index}: names {latest} as the latest release; found no {found / SIGNS[0]}")
    return found


def literal_path(path: str) -> str:
    """Return a path as read_parquet takes it between quotes: wildcards in it stand for themselves."""
    return re.sub(r"[*?\[]", r"[\g<0>]", path).replace("'", "''")


_DEFINES = re.compile(
    r"\s*(?:--[^\n]*\n\s*)*(?:CREATE\s+(?:OR\s+REPLACE\s+)?(?:VIEW|MACRO)|COMMENT\s+ON)\b", re.IGNORECASE
)


def memory() -> duckdb.DuckDBPyConnection:
    """Return an empty database in memory; what does not fit there goes to the system's folder for temporary files."""
    import duckdb

    return duckdb.connect(config={"temp_directory": f"{tempfile.gettempdir()}/onrecord-{secrets.token_hex(8)}.tmp"})


def open_release(path: Path | str) -> duckdb.DuckDBPyConnection:
    """Return a connection to an in-memory database with the tables, views and macros of a release.

    ``path`` is a release's folder, or a dist folder, whose latest release is opened. The views are those that the
    release itself came with, in its open.sql. Raises ReleaseNotFoundError; OnRecordError where a file is damaged.
    """
    import duckdb

    folder = release_folder(path)
    con = memory()
    try:
        for statement in con.extract_statements(_own_sql(folder)):
            # Nothing else is opening a release; a view or a macro reads nothing until it is asked.
            if _DEFINES.match(statement.query):
                con.execute(statement)
    except duckdb.Error as error:
        con.close()
        raise OnRecordError(f"{folder}: the release cannot be opened: {error}") from error
    return con


def _own_sql(folder: Path) -> str:
    """Return the open.sql of a release with its paths made absolute; this version's where there is none."""
    prefix = f"{folder}/"
    own = folder / OPEN_SQL
    if not own.is_file():
        return open_sql(prefix)
    return own.read_text("utf-8").replace("read_parquet('", f"read_parquet('{literal_path(prefix)}")


def _view(name: str, text: str) -> View:
    comments, lines = [], text.splitlines()
    while lines and lines[0].startswith("-- "):
        comments.append(lines.pop(0).removeprefix("-- "))
    columns = dict(c.split(": ", 1) for c in comments[1:])
    return View(name, comments[0], columns, "\n".join(lines).strip())


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
