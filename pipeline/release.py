"""OUT: the only writer of releases. A release is there whole or not at all, and never changed afterwards.

A release is written into a hidden folder beside the others, flushed to disk, renamed, and then listed in index.json,
which is replaced in one step: until then it does not count. What a killed run left behind is cleared by the next one.
"""

from __future__ import annotations

import fcntl
import hashlib
import json
import os
import shutil
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from pipeline import papers, query, tables, version
from pipeline.errors import OnRecordError, ReleaseError
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

INDEX = "index.json"
SUMS = "SHA256SUMS"
PAPERS = ("CHANGES.md", "CITATION.cff", "CODEBOOK.md", "LICENSE.md", "README.md", "datapackage.json", "open.sql",
          "quality.json")  # fmt: skip
_HIDDEN = ".onrecord-"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Hold a folder (made if need be) for this process alone; raises ReleaseError when another one has it.

    The lock is the operating system's on the folder itself: it leaves no file and ends with the process.
    """
    folder.mkdir(parents=True, exist_ok=True)
    handle = os.open(folder, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise ReleaseError(f"{folder}: another release is being made there; wait for it to end") from error
        yield
    finally:
        os.close(handle)


def index(dist: Path) -> dict[str, Any]:
    """Return index.json, or that of an empty dist/; raises ReleaseError when it is damaged."""
    path = dist / INDEX
    if not path.exists():
        return {"latest": None, "releases": []}
    try:
        read = json.loads(path.read_bytes())
        versions: list[str | None] = [str(r["version"]) for r in read["releases"]]
    except (ValueError, KeyError, TypeError) as error:
        raise ReleaseError(f"{path}: expected a list of releases, found something else ({error})") from error
    if read.get("latest") not in (versions or [None]):
        raise ReleaseError(f"{path}: latest is {read.get('latest')!r}, which is none of its releases")
    return dict(read)


def recover(dist: Path) -> None:
    """Clear what a run that was cut off left: half-written folders go, a whole release not yet listed is listed.

    Raises ReleaseError for a folder under a version's name that no run of this program left: it is not ours to remove.
    """
    for left in dist.glob(f"{_HIDDEN}*"):
        shutil.rmtree(left) if left.is_dir() and not left.is_symlink() else left.unlink()
    known = index(dist)
    listed = {r["version"] for r in known["releases"]}
    unlisted = [p for p in dist.iterdir() if version.SEMVER.fullmatch(p.name) and p.name not in listed]
    for folder in sorted(unlisted, key=lambda p: version.parse(p.name)):
        facts = _facts(folder)
        whole = _whole(folder)
        if whole and facts == (folder.name, known["latest"]):
            _list(dist, known, folder)
        elif not whole and _ours(folder):
            shutil.rmtree(folder)
        else:
            follows = f"follows {known['latest']}" if known["latest"] else "is a first release"
            raise ReleaseError(
                f"{folder}: expected a release that {follows}, or nothing, under a name that {INDEX} does not list; "
                "put it elsewhere, or mend the index"
            )


def as_of(con: duckdb.DuckDBPyConnection) -> str | None:
    """Return data_as_of: SOURCE_DATE_EPOCH if set, else the newest retrieved_at, else null. Never the clock."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    if epoch:
        try:
            return datetime.fromtimestamp(int(epoch), UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        except (ValueError, OverflowError) as error:
            raise ReleaseError(f"SOURCE_DATE_EPOCH: expected seconds since 1970, found {epoch!r}") from error
    newest = con.execute("select strftime(max(retrieved_at), '%Y-%m-%dT%H:%M:%SZ') from documents").fetchall()
    return newest[0][0] if newest else None


def publish(  # noqa: PLR0913 -- what a release is made of
    con: duckdb.DuckDBPyConnection, dist: Path, new: str, code_sha256: str, raw_files: int, scores: dict[str, Any]
) -> Path:
    """Write the release ``new`` from the tables of ``con`` and list it; raises ReleaseError when it is there."""
    known = index(dist)
    target = dist / new
    if target.exists():
        raise ReleaseError(f"{target}: a release is never changed; this version is there already")
    part = dist / f"{_HIDDEN}{new}"
    part.mkdir()
    try:
        _write(con, part, papers.Facts(new, known["latest"], as_of(con), code_sha256, {}), raw_files, scores)
        for path in sorted(part.iterdir()):
            _flush(path)
        _flush(part)
        part.rename(target)
    except BaseException:
        shutil.rmtree(part, ignore_errors=True)
        raise
    _flush(dist)
    _list(dist, known, target)
    return target


def _write(
    con: duckdb.DuckDBPyConnection, folder: Path, facts: papers.Facts, raw_files: int, scores: dict[str, Any]
) -> None:
    for table in TABLES:
        facts.rows[table] = tables.write(table, tables.sorted_batches(con, table), folder)
    files = {p.name: (_sha256(p), p.stat().st_size) for p in folder.iterdir()}
    package = papers.datapackage(facts, files, papers.sources(con))
    texts = {
        "CHANGES.md": papers.changes(con, facts),
        "CITATION.cff": papers.citation_cff(facts),
        "CODEBOOK.md": papers.codebook(),
        "LICENSE.md": papers.licence(con),
        "README.md": papers.readme(facts),
        "datapackage.json": papers.encoded(package),
        "open.sql": query.open_sql(),
        "quality.json": papers.encoded(papers.quality(con, raw_files, scores)),
    }
    for name, text in texts.items():
        (folder / name).write_bytes(text.encode())
    sums = "".join(f"{_sha256(p)}  {p.name}\n" for p in sorted(folder.iterdir()))
    (folder / SUMS).write_bytes(sums.encode())


def _list(dist: Path, known: dict[str, Any], folder: Path) -> None:
    """Replace index.json by one that lists the folder as the latest release."""
    files = sorted(folder.iterdir())
    release = {
        "version": folder.name,
        "data_as_of": json.loads((folder / "datapackage.json").read_bytes())["onrecord"]["data_as_of"],
        "bytes": sum(p.stat().st_size for p in files),
        "files": [{"path": f"{folder.name}/{p.name}", "bytes": p.stat().st_size, "sha256": _sha256(p)} for p in files],
    }
    listed = sorted([*known["releases"], release], key=lambda r: version.parse(r["version"]))
    known |= {"latest": listed[-1]["version"], "releases": listed}
    part = dist / f"{_HIDDEN}{INDEX}"
    part.write_bytes(papers.encoded(known).encode())
    _flush(part)
    part.replace(dist / INDEX)
    _flush(dist)


def _whole(folder: Path) -> bool:
    """Say whether a folder has every file of its SHA256SUMS, as it says, and no other."""
    try:
        lines = [line.split("  ", 1) for line in (folder / SUMS).read_text("utf-8").splitlines()]
        sums = {name: sha256 for sha256, name in lines}
        return {p.name for p in folder.iterdir()} == {*sums, SUMS} and all(
            _sha256(folder / n) == h for n, h in sums.items()
        )
    except (OSError, ValueError):
        return False


def _ours(folder: Path) -> bool:
    """Say whether a folder holds nothing but plain files with the names of a release's files."""
    names = {*PAPERS, SUMS, *(f"{table}.{suffix}" for table in TABLES for suffix in ("csv", "parquet"))}
    return (
        not folder.is_symlink() and folder.is_dir() and all(p.is_file() and p.name in names for p in folder.iterdir())
    )


def _facts(folder: Path) -> tuple[str, str | None] | None:
    """Return version and previous version of a release by its own datapackage.json; null when it does not say."""
    try:
        package = json.loads((folder / "datapackage.json").read_bytes())
        return str(package["version"]), package["onrecord"]["previous"]
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _sha256(path: Path) -> str:
    with path.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest()


def _flush(path: Path) -> None:
    """Have the operating system put a file or folder on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def chosen(con: duckdb.DuckDBPyConnection, dist: Path, asked: str | None) -> str:
    """Return the version to publish: the one asked for, else the one the changes call for.

    Raises ReleaseError when the version asked for is no version, or not later than the newest release.
    """
    latest = index(dist)["latest"]
    if asked:
        if latest and version.parse(asked) <= version.parse(latest):
            raise ReleaseError(f"version: expected one later than {latest}, the newest in {dist}, found {asked}")
        version.parse(asked)
        return asked
    scheme = None
    if latest:
        scheme = json.loads((dist / latest / "datapackage.json").read_bytes())["onrecord"]["id_scheme"]
    return version.following(con, latest, scheme)


def attach_latest(con: duckdb.DuckDBPyConnection, dist: Path) -> str | None:
    """Make schema ``old`` with the tables of the newest release as views; return its name, or null without one."""
    latest = index(dist)["latest"]
    if latest is None:
        return None
    if not (dist / latest / "datapackage.json").is_file():
        raise ReleaseError(f"{dist / latest}: expected the release that {INDEX} calls the latest, found none")
    con.execute("create schema old")
    for table in TABLES:
        path = dist / latest / f"{table}.parquet"
        if path.exists():
            try:
                literal = query.literal_path(str(path.resolve()))
                con.execute(f"create view old.{table} as from read_parquet('{literal}')")
            except Exception as error:
                raise OnRecordError(f"{path}: expected a table of release {latest}, found: {error}") from error
    return "old"
