"""The version of a release: SemVer of the data, from the difference with the release before."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.errors import ReleaseError
from schemas import ID_SCHEME

if TYPE_CHECKING:
    import duckdb

FIRST = "0.1.0"
SEMVER = re.compile(r"(0|[1-9]\d*)\.(0|[1-9]\d*)\.(0|[1-9]\d*)", re.ASCII)


def parse(version: str) -> tuple[int, int, int]:
    """Return major, minor, patch; raises ReleaseError for anything else.

    >>> parse("1.10.2") > parse("1.9.12")
    True
    """
    match = SEMVER.fullmatch(version)
    if not match:
        raise ReleaseError(f"version: expected three numbers such as 1.4.0, found {version!r}")
    return int(match[1]), int(match[2]), int(match[3])


def following(con: duckdb.DuckDBPyConnection, latest: str | None, id_scheme: int | None) -> str:
    """Return the version that table ``changes`` calls for after ``latest``.

    MAJOR when a column went or was retyped, or ids are minted in a new way;
    MINOR when documents or columns came or went; PATCH for everything else.
    """
    if latest is None:
        return FIRST
    major, minor, patch = parse(latest)
    columns_gone, wider = con.execute("""
        select count(*) filter (reason = 'schema' and change <> 'added'),
               count(*) filter (reason = 'schema' or (table_name = 'documents' and change in ('added', 'removed')))
        from changes
    """).fetchall()[0]
    if columns_gone or (id_scheme is not None and id_scheme != ID_SCHEME):
        return f"{major + 1}.0.0"
    return f"{major}.{minor + 1}.0" if wider else f"{major}.{minor}.{patch + 1}"
