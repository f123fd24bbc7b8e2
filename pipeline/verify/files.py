"""The files of a release: all there, none besides, each with the hash and size that three lists give it."""

from __future__ import annotations

import hashlib
import json
import re
from typing import TYPE_CHECKING, Any

from pipeline import contract, version
from pipeline.release import PAPERS
from pipeline.verify.problem import Problem
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

SUMS, PACKAGE, INDEX = "SHA256SUMS", "datapackage.json", "index.json"
_SUM = re.compile(r"([0-9a-f]{64})  ([^/\\\s]+)")
NOT_THERE = "no such file"


def files(folder: Path) -> Iterator[Problem]:
    """Yield what is wrong with a release's files, by SHA256SUMS, datapackage.json and, beside it, index.json."""
    hashes = {p.name: sha256(p) for p in sorted(folder.iterdir()) if p.is_file() and not p.is_symlink()}
    yield from _names(folder, hashes)
    yield from _sums(folder, hashes)
    yield from _package(folder, hashes)
    yield from _index(folder, hashes)


def read_json(path: Path) -> Any:
    """Return what a JSON file holds, or null when it is not there or no JSON (which is told elsewhere)."""
    try:
        return json.loads(path.read_bytes())
    except (OSError, ValueError):
        return None


def _names(folder: Path, hashes: dict[str, str]) -> Iterator[Problem]:
    expected = {*PAPERS, SUMS, *(f"{table}.{suffix}" for table in TABLES for suffix in ("parquet", "csv"))}
    for name in sorted(expected - hashes.keys()):
        yield Problem(name, None, "files_there", "a file of every release", NOT_THERE)
    for name in sorted(hashes.keys() - expected):
        yield Problem(name, None, "files_there", "the files of a release and no others", "another file")
    for path in sorted(folder.iterdir()):
        if path.name not in hashes:
            yield Problem(path.name, None, "files_there", "plain files", "something else")


def _sums(folder: Path, hashes: dict[str, str]) -> Iterator[Problem]:
    if SUMS not in hashes:
        return
    listed: dict[str, str] = {}
    text = (folder / SUMS).read_bytes().decode("utf-8", "replace")
    for number, line in enumerate(text.removesuffix("\n").split("\n"), 1):
        match = _SUM.fullmatch(line)
        if match is None or match[2] in listed:
            yield Problem(SUMS, f"line {number}", "sums", "a hash, two spaces and a name not told before", line)
        else:
            listed[match[2]] = match[1]
    yield from _compared(SUMS, listed, {n: h for n, h in hashes.items() if n != SUMS})


def _compared(where: str, listed: dict[str, str], hashes: dict[str, str]) -> Iterator[Problem]:
    """Yield the differences between the hashes that ``where`` lists and those of the files."""
    for name in sorted({*listed, *hashes}):
        if name not in hashes:
            yield Problem(name, None, f"listed in {where}", f"sha256 {listed[name]}", NOT_THERE)
        elif name not in listed:
            yield Problem(name, None, f"listed in {where}", f"a line in {where}", "none")
        elif listed[name] != hashes[name]:
            yield Problem(name, None, f"hash in {where}", f"sha256 {listed[name]}", f"sha256 {hashes[name]}")


def _package(folder: Path, hashes: dict[str, str]) -> Iterator[Problem]:
    """Yield what datapackage.json says wrongly of the tables: hashes, sizes, schemas."""
    if PACKAGE not in hashes:
        return
    package = read_json(folder / PACKAGE)
    try:
        resources = {str(r["path"]): r for r in package["resources"]}
        listed = {path: str(r["hash"]).removeprefix("sha256:") for path, r in resources.items()}
    except (TypeError, KeyError) as error:
        yield Problem(PACKAGE, None, "package", "a data package with resources, each with path and hash", repr(error))
        return
    tables = {f"{table}.{suffix}" for table in TABLES for suffix in ("parquet", "csv")}
    yield from _compared(PACKAGE, listed, {n: h for n, h in hashes.items() if n in tables or n in listed})
    # What another version of the software says of the columns is its own business.
    same = same_software(folder)
    for name, resource in resources.items():
        if name in hashes:
            yield from _size(name, PACKAGE, resource.get("bytes"), folder)
        table, _, suffix = name.rpartition(".")
        if not same or suffix != "csv" or table not in TABLES:
            continue
        if resource.get("schema") != contract.table_schema(table):
            found = json.dumps(resource.get("schema"), ensure_ascii=False)
            yield Problem(PACKAGE, name, "schema", f"the schema of {table} in this version of the software", found)


def _index(folder: Path, hashes: dict[str, str]) -> Iterator[Problem]:
    """Yield what the index beside the release says wrongly of it; nothing when there is no index."""
    path = folder.parent / INDEX
    if not path.is_file():
        return
    index = read_json(path)
    try:
        releases = {str(r["version"]): r for r in index["releases"]}
        newest = max(releases, key=version.parse, default=None)
        latest, entry = index["latest"], releases.get(folder.name)
        listed = {str(f["path"]): f for f in entry["files"]} if entry else {}
        digests = {name.removeprefix(f"{folder.name}/"): str(f["sha256"]) for name, f in listed.items()}
    except Exception as error:  # noqa: BLE001 -- whatever is wrong with it, it is no index
        yield Problem(INDEX, None, "index", "a list of releases with their files", repr(error))
        return
    if latest != newest:
        yield Problem(INDEX, None, "latest", f"the highest version, {newest}", str(latest))
    if entry is None:
        known = ", ".join(releases) or "none"
        yield Problem(INDEX, folder.name, "index", f"release {folder.name}: only what is listed is released", known)
        return
    yield from _compared(INDEX, digests, hashes)
    for name, file in listed.items():
        if name.removeprefix(f"{folder.name}/") in hashes:
            yield from _size(name.removeprefix(f"{folder.name}/"), INDEX, file.get("bytes"), folder)
    yield from _listed_as(folder, entry)
    # A file of another size is told above; here it is the sum that may be wrong by itself.
    listed_bytes = sum(n for f in listed.values() if isinstance(n := f.get("bytes"), int))
    sums = [sum((folder / name).stat().st_size for name in hashes), listed_bytes]
    if entry.get("bytes") not in sums:
        yield Problem(INDEX, folder.name, "size", f"{sums[0]} bytes in all", f"{entry.get('bytes')} bytes")


def _listed_as(folder: Path, entry: dict[str, Any]) -> Iterator[Problem]:
    """Yield where the index differs from the release's own data package."""
    package = read_json(folder / PACKAGE)
    if not isinstance(package, dict):
        return
    own = package.get("onrecord")
    told = {"version": package.get("version"), "data_as_of": own.get("data_as_of") if isinstance(own, dict) else None}
    for key, value in told.items():
        if entry.get(key) != value:
            yield Problem(INDEX, f"{folder.name}.{key}", "index", f"{value}, as {PACKAGE} says", str(entry.get(key)))


def _size(name: str, where: str, told: Any, folder: Path) -> Iterator[Problem]:
    size = (folder / name).stat().st_size
    if told != size:
        yield Problem(name, None, f"size in {where}", f"{told} bytes", f"{size} bytes")


def sha256(path: Path) -> str:
    """Return the SHA-256 of a file."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def same_software(folder: Path) -> bool:
    """Say whether a release was made by this very software: code, vocabulary, schemas and libraries."""
    from pipeline import shards

    package: Any = read_json(folder / PACKAGE)
    try:
        return bool(package["onrecord"]["code_sha256"] == shards.code_sha256())
    except (TypeError, KeyError):
        return False
