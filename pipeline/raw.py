"""IN: the only reader of source files: the register, the files, their hashes and limits."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import re
from dataclasses import asdict, dataclass, fields
from datetime import UTC, date, datetime
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import Refused, RegisterError
from pipeline.media import media_type_of
from pipeline.model import Entry, Raw
from pipeline.symbols import SymbolError, parts
from schemas.fields import BCP47, DOCUMENT_ID, DOCUMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterator

REGISTER = "sources.csv"
COLUMNS = tuple(f.name for f in fields(Entry))
# Larger than any single UN document met; a file beyond it is refused before it is read.
MAX_FILE_BYTES = 100 * 2**20


@dataclass(frozen=True, slots=True)
class File:
    """A file found in raw/: its hash and size, or why it is not read."""

    path: str
    sha256: str | None
    bytes: int
    error: Refused | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """A row of the register: what it says, or what is wrong with it. ``number`` counts lines from 2."""

    number: int
    path: str
    entry: Entry | None
    error: Refused | None = None
    # A wrong value refuses the file; a row that names no file of raw/, or one a second time, is refused itself.
    refuses_file: bool = False


def to_json(entry: Entry) -> str:
    """Return an entry as JSON, the same whatever the order of columns or spelling of dates in the register."""
    values = {k: v.isoformat() if isinstance(v, datetime) else v for k, v in asdict(entry).items() if v is not None}
    return json.dumps(values, sort_keys=True, ensure_ascii=False)


def from_json(text: str) -> Entry:
    """Return the entry that ``to_json`` wrote."""
    values = json.loads(text)
    if "retrieved" in values:
        values["retrieved"] = datetime.fromisoformat(values["retrieved"])
    return Entry(**values)


def entry_sha256(entry: Entry) -> str:
    """Return the hash of what the register says of a file."""
    return hashlib.sha256(to_json(entry).encode()).hexdigest()


def load(folder: Path, entry: Entry, sha256: str, document_id: str | None = None) -> Raw:
    """Read one file; raises Refused when it is no longer what was hashed."""
    try:
        data = (folder / entry.path).read_bytes()
    except OSError:
        data = b""
    if hashlib.sha256(data).hexdigest() != sha256:
        raise Refused("raw", "raw/changed", f"{entry.path}: changed while the release was made; run it again")
    return Raw(entry, data, sha256, media_type_of(entry.path, data), document_id)


def files(folder: Path) -> Iterator[File]:
    """Yield every file below ``folder`` with its hash, in no particular order.

    Hidden files and the register itself are no documents. Raises RegisterError when the folder is not there.
    """
    if not folder.is_dir():
        raise RegisterError(f"{folder}: expected a folder with raw documents, found none")
    root = folder.resolve()
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [f for f in folders if not f.startswith(".")]
        linked = [f for f in folders if (Path(parent) / f).is_symlink()]
        for name in [*names, *linked]:
            path = (Path(parent) / name).relative_to(folder).as_posix()
            if name.startswith(".") or path == REGISTER:
                continue
            yield examine(folder, root, path)
        while closed:
            error = closed.pop()
            path = Path(error.filename).relative_to(folder).as_posix()
            yield File(path, None, 0, Refused("raw", "raw/unreadable", f"{path}: a folder: {error.strerror}"))


def examine(folder: Path, root: Path, path: str) -> File:
    """Return one file with its hash, or with why it is not read; ``root`` is ``folder`` without links."""
    try:
        path.encode()
    except UnicodeEncodeError:
        shown = os.fsencode(path).decode("utf-8", "backslashreplace")
        reason = f"{shown}: expected a file name in UTF-8; rename it"
        return File(shown, None, 0, Refused("raw", "raw/name", reason))
    try:
        sha256, size = _hash(folder, root, path)
        return File(path, sha256, size)
    except Refused as error:
        return File(path, None, 0, error)
    except (OSError, RuntimeError) as error:
        words = getattr(error, "strerror", None) or "links that lead in a circle"
        return File(path, None, 0, Refused("raw", "raw/unreadable", f"{path}: {words}"))


def _hash(folder: Path, root: Path, path: str) -> tuple[str, int]:
    """Return SHA-256 and size; raises Refused for what is no plain, readable file of a sane size inside raw/."""
    file = folder / path
    if not file.resolve().is_relative_to(root):
        raise Refused("raw", "raw/outside", f"{path}: leads out of raw/; only files inside it are read")
    if not file.is_file():
        raise Refused("raw", "raw/not-a-file", f"{path}: expected a plain file")
    size = file.stat().st_size
    if size == 0:
        raise Refused("raw", "raw/empty", f"{path}: the file is empty (0 bytes)")
    if size > MAX_FILE_BYTES:
        raise Refused("raw", "raw/too-large", f"{path}: {size} bytes; at most {MAX_FILE_BYTES} are read")
    with file.open("rb") as f:
        return hashlib.file_digest(f, "sha256").hexdigest(), size


def register(folder: Path) -> Iterator[Registered]:
    """Yield the rows of sources.csv; nothing when there is none.

    Raises RegisterError when the file as a whole cannot be read: no CSV, no UTF-8, unknown columns.
    """
    path = folder / REGISTER
    if not path.exists():
        return
    try:
        with path.open(encoding="utf-8-sig", newline="") as f:
            rows = csv.reader(f, strict=True)
            header = next(rows, [])
            unknown = [c for c in header if c not in COLUMNS]
            if "path" not in header or unknown or len(set(header)) != len(header):
                raise RegisterError(
                    f"{path}: expected a header of {', '.join(COLUMNS)} (path is required, the rest may be left out), "
                    f"found: {', '.join(header) or 'nothing'}"
                )
            for row in rows:
                if any(row):
                    yield _registered(row, header, rows.line_num)
    except (UnicodeDecodeError, csv.Error, OSError) as error:
        raise RegisterError(f"{path}: expected CSV in UTF-8, found: {error}") from error


def _registered(row: list[str], header: list[str], number: int) -> Registered:
    values = dict(zip(header, row, strict=False))
    name = values.get("path", "").strip()
    if len(row) != len(header):
        reason = f"{REGISTER} line {number}: expected {len(header)} fields, found {len(row)}"
        return Registered(number, name or f"{REGISTER}:{number}", None, Refused("raw", "register/row", reason))
    if not inside(name):
        reason = f"{REGISTER} line {number}: path {name!r} leads out of raw/"
        return Registered(number, name or f"{REGISTER}:{number}", None, Refused("raw", "register/outside", reason))
    try:
        return Registered(number, name, read_entry(values, number))
    except Refused as error:
        return Registered(number, name, None, error, refuses_file=True)


def inside(name: str) -> bool:
    """Say whether a path of the register stays inside raw/ and is written plainly."""
    path = PurePosixPath(name)
    return (
        bool(name)
        and not path.is_absolute()
        and ".." not in path.parts
        and "\\" not in name
        and path.as_posix() == name
    )


def read_entry(values: dict[str, str], number: int) -> Entry:
    """Return a row as an Entry; raises Refused naming row, column, what was expected and what was found."""
    given = {k: v.strip() or None for k, v in values.items()}

    def wrong(column: str, expected: str) -> Refused:
        return Refused(
            "raw",
            f"register/{column}",
            f"{REGISTER} line {number} ({values['path']}), {column}: expected {expected}, found {given[column]!r}",
        )

    kind, identifier, language, url = (given.get(k) for k in ("kind", "id", "language", "url"))
    if kind and kind not in DOCUMENT_KINDS:
        raise wrong("kind", f"one of {', '.join(DOCUMENT_KINDS)}")
    if identifier and not re.fullmatch(DOCUMENT_ID, identifier):
        raise wrong("id", "printable ASCII that starts with a letter or digit")
    if language and not re.fullmatch(BCP47, language):
        raise wrong("language", "a BCP 47 tag such as en or ru")
    if given.get("symbol"):
        try:
            parts(str(given["symbol"]))
        except SymbolError as error:
            raise wrong("symbol", "a United Nations document symbol such as A/74/676-S/2020/90") from error
    if url and not re.match(r"https?://\S+$", url):
        raise wrong("url", "an address that starts with http:// or https://")
    retrieved = None
    if stamp := given.pop("retrieved", None):
        try:
            retrieved = _utc(stamp)
        except (ValueError, OverflowError) as error:
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
