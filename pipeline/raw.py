"""IN: the only reader of source files: the register, the files, their hashes and limits."""

from __future__ import annotations

import csv
import hashlib
import io
import json
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import Refused, RegisterError
from pipeline.media import media_type_of
from pipeline.model import Entry, Raw
from schemas.fields import BCP47, DOCUMENT_ID, DOCUMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

import re

REGISTER = "sources.csv"
COLUMNS = tuple(f.name for f in fields(Entry))
# Larger than any single UN document met; a file beyond it is refused before it is read.
MAX_FILE_BYTES = 100 * 2**20
MAX_REGISTER_BYTES = 2**30


@dataclass(frozen=True, slots=True)
class Source:
    """A file in raw/ that is to be processed: its hash, and its register entry (a bare one if unregistered)."""

    entry: Entry
    sha256: str
    bytes: int
    registered: bool
    # Position in the register; unregistered files come after all registered ones, by path.
    order: int


@dataclass(frozen=True, slots=True)
class Refusal:
    """A raw file, or a row of the register, that goes to quarantine at once."""

    path: str
    error: Refused
    is_file: bool


@dataclass(frozen=True, slots=True)
class Inventory:
    """All that lies in raw/. ``files`` = len(sources) + the refusals of files."""

    sources: tuple[Source, ...]
    refusals: tuple[Refusal, ...]
    files: int


def entry_sha256(entry: Entry) -> str:
    """Return the hash of what the register says, the same whatever the column order or spelling of dates."""
    values = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(entry).items() if v is not None}
    return hashlib.sha256(json.dumps(values, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def inventory(folder: Path) -> Inventory:
    """Read the register and hash every file below ``folder``, in the register's order, then by path.

    Hidden files and the register itself are not documents. Raises RegisterError when the folder or the register
    as a whole cannot be read; anything wrong with one row or one file is a Refusal.
    """
    if not folder.is_dir():
        raise RegisterError(f"{folder}: expected a folder with raw documents, found none")
    entries, refusals = _register(folder)
    order = {path: i for i, path in enumerate(entries)}
    sources: list[Source] = []
    seen: dict[str, str] = {}
    files = list(_files(folder))
    present = set(files)
    for path in [*(p for p in entries if p in present), *(p for p in files if p not in entries)]:
        outcome = entries.get(path, Entry(path))
        try:
            if isinstance(outcome, Refused):
                raise outcome
            digest, size = _hash(folder, path)
            if digest in seen:
                raise Refused("raw", "raw/duplicate", f"{path}: the same bytes as {seen[digest]}; kept once")
            seen[digest] = path
            sources.append(Source(outcome, digest, size, path in order, order.get(path, len(order))))
        except Refused as error:
            refusals.append(Refusal(path, error, is_file=True))
    for path in entries:
        if path not in present:
            error = Refused("raw", "register/no-file", f"{REGISTER} names {path}: expected a file in {folder.name}/, found none")
            refusals.append(Refusal(path, error, is_file=False))
    return Inventory(tuple(sources), tuple(refusals), len(files))


def load(folder: Path, source: Source, document_id: str | None = None) -> Raw:
    """Read one file; raises Refused when it is no longer what was hashed."""
    data = (folder / source.entry.path).read_bytes()
    if hashlib.sha256(data).hexdigest() != source.sha256:
        raise Refused("raw", "raw/changed", f"{source.entry.path}: changed while the release was made; run it again")
    return Raw(source.entry, data, source.sha256, media_type_of(source.entry.path, data), document_id)


def _files(folder: Path) -> Iterator[str]:
    for path in sorted(folder.rglob("*"), key=lambda p: p.relative_to(folder).as_posix()):
        relative = path.relative_to(folder)
        hidden = any(part.startswith(".") for part in relative.parts)
        if hidden or relative.as_posix() == REGISTER or (path.is_dir() and not path.is_symlink()):
            continue
        yield relative.as_posix()


def _hash(folder: Path, path: str) -> tuple[str, int]:
    """Return SHA-256 and size; raises Refused for what is no plain, readable file of a sane size inside raw/."""
    file = folder / path
    if not file.resolve().is_relative_to(folder.resolve()):
        raise Refused("raw", "raw/outside", f"{path}: leads out of {folder.name}/; only files inside it are read")
    if not file.is_file():
        raise Refused("raw", "raw/not-a-file", f"{path}: expected a plain file")
    size = file.stat().st_size
    if size == 0:
        raise Refused("raw", "raw/empty", f"{path}: the file is empty (0 bytes)")
    if size > MAX_FILE_BYTES:
        raise Refused("raw", "raw/too-large", f"{path}: {size} bytes; at most {MAX_FILE_BYTES} are read")
    try:
        with file.open("rb") as f:
            return hashlib.file_digest(f, "sha256").hexdigest(), size
    except OSError as error:
        raise Refused("raw", "raw/unreadable", f"{path}: {error.strerror}") from error


def _register(folder: Path) -> tuple[dict[str, Entry | Refused], list[Refusal]]:
    """Read sources.csv; a wrong row becomes the Refused of its file, or a Refusal when it names none."""
    path = folder / REGISTER
    if not path.exists():
        return {}, []
    try:
        text = path.read_bytes().decode("utf-8-sig")
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise RegisterError(f"{path}: expected CSV in UTF-8, found: {error}") from error
    header = rows[0] if rows else []
    unknown = [c for c in header if c not in COLUMNS]
    if "path" not in header or unknown or len(set(header)) != len(header):
        raise RegisterError(
            f"{path}: expected a header of {', '.join(COLUMNS)} (path is required, the rest may be left out), "
            f"found: {', '.join(header) or 'nothing'}"
        )
    entries: dict[str, Entry | Refused] = {}
    refusals: list[Refusal] = []
    for number, row in enumerate(rows[1:], 2):
        if not any(row):
            continue
        values = dict(zip(header, row, strict=False))
        name = values.get("path", "").strip()
        try:
            if len(row) != len(header):
                raise Refused("raw", "register/row", f"{REGISTER} row {number}: expected {len(header)} fields, found {len(row)}")
            if not _inside(name):
                raise Refused("raw", "register/outside", f"{REGISTER} row {number}: path {name!r} leads out of {folder.name}/")
            if name in entries:
                raise Refused("raw", "register/twice", f"{REGISTER} row {number}: {name} is registered twice; the first row counts")
        except Refused as error:
            refusals.append(Refusal(name or f"{REGISTER}:{number}", error, is_file=False))
            continue
        try:
            entries[name] = _entry(values, number)
        except Refused as error:
            entries[name] = error
    return entries, refusals


def _inside(name: str) -> bool:
    path = PurePosixPath(name)
    return bool(name) and not path.is_absolute() and ".." not in path.parts and "\\" not in name and path.as_posix() == name


def _entry(values: dict[str, str], number: int) -> Entry:
    """Return a row as an Entry; raises Refused naming row, column, what was expected and what was found."""
    given = {k: v.strip() or None for k, v in values.items()}

    def wrong(column: str, expected: str) -> Refused:
        return Refused("raw", f"register/{column}", f"{REGISTER} row {number}, {column}: expected {expected}, found {given[column]!r}")

    kind, identifier, language, url = (given.get(k) for k in ("kind", "id", "language", "url"))
    if kind and kind not in DOCUMENT_KINDS:
        raise wrong("kind", f"one of {', '.join(DOCUMENT_KINDS)}")
    if identifier and not re.fullmatch(DOCUMENT_ID, identifier):
        raise wrong("id", "printable ASCII without spaces, starting with a letter or digit")
    if language and not re.fullmatch(BCP47, language):
        raise wrong("language", "a BCP 47 tag such as en or ru")
    if url and not re.match(r"https?://\S+$", url):
        raise wrong("url", "an address that starts with http:// or https://")
    retrieved = None
    if stamp := given.pop("retrieved", None):
        try:
            retrieved = _utc(stamp)
        except ValueError as error:
            given["retrieved"] = stamp
            raise wrong("retrieved", "a date or time such as 2026-11-22 or 2026-11-22T10:00:00Z") from error
    path = given.pop("path")
    return Entry(path=str(path), retrieved=retrieved, **given)


def _utc(stamp: str) -> datetime:
    """Read an ISO date or time; without an offset it is UTC. Comes back without a zone."""
    if len(stamp) == len("2026-11-22"):
        return datetime.combine(date.fromisoformat(stamp), datetime.min.time())
    moment = datetime.fromisoformat(stamp).replace(microsecond=0)
    return moment.astimezone(UTC).replace(tzinfo=None) if moment.tzinfo else moment
