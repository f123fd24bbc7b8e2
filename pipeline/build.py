"""The whole pipeline on one page.

``make release`` is ``release()``: read what lies in raw/ (inventory), process each document by itself on all cores
(``process``, cached), join the rows of all documents (link), check them (check), publish them or nothing (release).
"""

from __future__ import annotations

import shutil
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

import duckdb
import pyarrow as pa

from pipeline import check, diff, inventory, link, quality, rows, shards, tables, version
from pipeline.engine import local
from pipeline.errors import RegisterError, ReleaseError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from pipeline.progress import Progress

# Of the work database; what needs more goes to disk.
MEMORY = "1GB"
# How often documents are taken out and the rest checked again before the release is given up.
ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """Where things lie and how many processes work; nothing here changes a byte of a release."""

    raw: Path
    dist: Path
    work: Path
    workers: int
    version: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a release went: ``folder`` is null when nothing differed from ``version``, the newest release."""

    version: str
    folder: Path | None
    raw_files: int
    processed: int
    rows: dict[str, int]
    changes: int
    refused: list[tuple[str, str, str]]
    notes: list[tuple[str, str, str]]


def release(settings: Settings, progress: Progress) -> Outcome:
    """Make the next release of raw/ in dist/, if anything differs from the newest one.

    Raises OnRecordError when going on would publish something wrong; dist/ is then as it was.
    """
    from pipeline import release as out

    if settings.version:
        version.parse(settings.version)
    if not settings.raw.is_dir():
        raise RegisterError(f"{settings.raw}: expected a folder with raw documents, found none")
    with out.locked(settings.work), out.locked(settings.dist):
        out.recover(settings.dist)
        with database(settings) as con:
            processed = linked(con, settings, progress)
            raw_files = count(con, "files")
            if not raw_files and out.index(settings.dist)["latest"] is None:
                raise ReleaseError(f"{settings.raw}: expected documents, found none; add some: onrecord add FILE…")
            with progress.step("comparing with the newest release"):
                latest = out.index(settings.dist)["latest"]
                changed = diff.changes(con, out.attach_latest(con, settings.dist))
            if latest and not changed and not settings.version:
                return _outcome(con, latest, None, processed, changed)
            new = out.chosen(con, settings.dist, settings.version)
            with progress.step(f"writing {new}"):
                folder = out.publish(con, settings.dist, new, shards.code_sha256(), raw_files, quality.scores())
            return _outcome(con, new, folder, processed, changed)


def linked(con: duckdb.DuckDBPyConnection, settings: Settings, progress: Progress) -> int:
    """Fill ``con`` with all tables of the contract but ``changes``, checked; return how many were processed."""
    code = shards.code_sha256()
    store = shards.Shards(settings.work / "shards")
    with progress.step("reading raw/"):
        inventory.take(con, settings.raw, code)
    processed = _process(con, settings, store, progress)
    if inventory.second_files(con, store.scan("documents"), code):
        processed += _process(con, settings, store, progress)
    with progress.step("linking and checking"):
        _checked(con, store)
    store.remove_stale(con)
    return processed


def _process(con: duckdb.DuckDBPyConnection, settings: Settings, store: shards.Shards, progress: Progress) -> int:
    """Process the documents that no shard holds yet."""
    done = store.scan("done")
    total = con.execute(f"select count(*) from jobs anti join {done} using (cache_key)").fetchall()[0][0]
    if not total:
        return 0
    with progress.step("processing documents", int(total)) as advance:
        for documents, batch in local.run(settings.raw, inventory.pending(con, done), settings.workers):
            if failed := batch.pop(shards.FAILED, None):
                _failed(con, settings, failed)
            store.add(batch)
            advance(documents)
    store.flush()
    return int(total)


def _failed(con: duckdb.DuckDBPyConnection, settings: Settings, refusals: pa.Table) -> None:
    """Take refusals that hold for this run alone; raises ReleaseError when raw/ is not what it was a moment ago."""
    for row in refusals.to_pylist():
        if row["rule"] == "raw/changed":
            raise ReleaseError(f"nothing was published: {settings.raw}: {row['reason']}")
        # Not tried again in this run: a file that fared otherwise the second time would count twice.
        con.execute("delete from jobs where path = ?", [row["raw_path"]])
    _insert(con, refusals)


def _insert(con: duckdb.DuckDBPyConnection, refusals: pa.Table) -> None:
    con.register("batch", refusals)
    con.execute("insert into refusals select * from batch")
    con.unregister("batch")


def _checked(con: duckdb.DuckDBPyConnection, store: shards.Shards) -> None:
    """Link, check, and take out the documents that break a rule, until none does.

    Raises ReleaseError for a broken rule that is no one document's.
    """
    con.execute("create table withdrawn (cache_key varchar)")
    found: list[check.Violation] = []
    for _ in range(ROUNDS):
        link.link(con, store)
        _stop_when_broken(con)
        found = _violations(con)
        if not found:
            return
        everyones = [v for v in found if v.document_id is None]
        if everyones:
            break
        _withdraw(con, store, found)
    raise ReleaseError("nothing was published: " + "; ".join(
        f"{v.table_name} {v.row_key} breaks {v.rule}: expected {v.expected}, found {v.found}" for v in found[:20]
    ))  # fmt: skip


def _stop_when_broken(con: duckdb.DuckDBPyConnection) -> None:
    """Raise ReleaseError when more files met a defect of this program than were read: that is no one file's fault."""
    query = "select count(*), min(reason) from quarantine where rule in ('defect', 'limit/worker')"
    defects = con.execute(query).fetchall()[0]
    if defects[0] > count(con, "documents"):
        raise ReleaseError(f"nothing was published: {defects[0]} files met a defect, such as {defects[1]}")


def _violations(con: duckdb.DuckDBPyConnection) -> list[check.Violation]:
    found = check.violations(con, raw_files=count(con, "files"))
    for table in shards.DOCUMENT_TABLES:
        for batch in tables.sorted_batches(con, table):
            found += check.schema_problems(table, pa.Table.from_batches([batch]))
    return found


def _withdraw(con: duckdb.DuckDBPyConnection, store: shards.Shards, found: list[check.Violation]) -> None:
    """Refuse the documents that break a rule: a row of quarantine for the file, and one for each broken rule."""
    by_document: dict[str, list[check.Violation]] = {}
    for violation in found:
        by_document.setdefault(violation.document_id or "", []).append(violation)
    schema = rows.shard_schema("quarantine")
    for document_id, broken in by_document.items():
        done = f"{store.scan('done')} d semi join live using (cache_key)"
        held = con.execute(f"select cache_key, path from {done} where document_id = ? order by path", [document_id])
        keys = held.fetchall()
        con.executemany("insert into withdrawn values (?)", [[key] for key, _ in keys])
        # What was expected and found may be text that the release withholds: the rule and the row say enough.
        rules = ", ".join(sorted({v.rule for v in broken}))
        refusals = [
            rows.quarantine_row(path, document_id, "documents", None, "check", broken[0].rule,
                                f"{path}: {len(broken)} of its rows break {rules}", None)
            for _, path in keys
        ] + [
            rows.quarantine_row(keys[0][1], document_id, v.table_name if v.table_name != "documents" else "notes",
                                v.row_key, "check", v.rule, f"a row of {v.table_name} breaks the rule {v.rule}", None)
            for v in broken
        ]  # fmt: skip
        _insert(con, pa.Table.from_pylist(refusals, schema=schema))


@contextmanager
def database(settings: Settings) -> Iterator[duckdb.DuckDBPyConnection]:
    """Open an empty work database on disk: what does not fit into memory goes there."""
    settings.work.mkdir(parents=True, exist_ok=True)
    path = settings.work / "work.duckdb"
    for left in settings.work.glob("work.duckdb*"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()
    con = duckdb.connect(str(path), config={
        "memory_limit": MEMORY, "temp_directory": f"{path}.tmp", "threads": str(settings.workers),
        "preserve_insertion_order": "false",
    })  # fmt: skip
    try:
        yield con
    finally:
        con.close()
        path.unlink(missing_ok=True)


def count(con: duckdb.DuckDBPyConnection, table: str) -> int:
    """Return the number of rows of a table."""
    return int(con.execute(f'select count(*) from "{table}"').fetchall()[0][0])


def _outcome(
    con: duckdb.DuckDBPyConnection, version: str, folder: Path | None, processed: int, changed: int
) -> Outcome:
    told = "select raw_path, rule, reason from quarantine where (table_name = 'documents') = ? order by all limit 50"
    return Outcome(
        version, folder, count(con, "files"), processed, {t: count(con, t) for t in shards.DOCUMENT_TABLES}, changed,
        con.execute(told, [True]).fetchall(), con.execute(told, [False]).fetchall(),
    )  # fmt: skip
