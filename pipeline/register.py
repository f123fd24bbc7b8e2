"""`onrecord add`: copies files into raw/ and writes what is said of them into the register."""

from __future__ import annotations

import csv
import io
import shutil
from dataclasses import asdict
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline import raw
from pipeline.errors import OnRecordError
from pipeline.process import parsed

if TYPE_CHECKING:
    from pathlib import Path

    from pipeline.model import Entry, Parsed


def add(  # noqa: C901 -- each refusal is one line
    folder: Path, file: Path, given: dict[str, str | None]
) -> tuple[Entry, Parsed | None, str | None]:
    """Copy ``file`` into ``folder``, register it, and return its entry and how it reads (or why it does not).

    A file that lies in the folder already is only registered. ``given`` holds columns of the register. Raises
    OnRecordError when another file of that name is there, when it is registered already, or when a value is wrong.
    """
    if not file.is_file():
        raise OnRecordError(f"{file}: expected a file, found {'a folder' if file.is_dir() else 'nothing'}")
    folder.mkdir(parents=True, exist_ok=True)
    inside = file.resolve().is_relative_to(folder.resolve())
    target = file.resolve() if inside else folder.resolve() / file.name
    path = target.relative_to(folder.resolve()).as_posix()
    hidden = any(part.startswith(".") for part in PurePosixPath(path).parts)
    if hidden or path == raw.REGISTER or path != path.strip() or not raw.inside(path):
        raise OnRecordError(f"{path}: expected the name of a document (not hidden, not {raw.REGISTER}); rename it")
    registered = list(raw.register(folder))
    for row in registered:
        if row.error and row.error.rule == "register/row":
            raise OnRecordError(f"{folder / raw.REGISTER}: mend it first: {row.error}")
    if any(r.path == path for r in registered):
        raise OnRecordError(f"{path}: registered already in {folder / raw.REGISTER}; edit its row there")
    entry = raw.read_entry({"path": path, **{k: v or "" for k, v in given.items()}}, len(registered) + 2)
    if entry.id and any(r.entry and r.entry.id == entry.id for r in registered):
        raise OnRecordError(f"{path}: the id {entry.id} is another document's in {folder / raw.REGISTER}")
    if not inside:
        if target.exists() and target.read_bytes() != file.read_bytes():
            raise OnRecordError(f"{target}: another file of that name is there; rename one of them")
        part = target.with_name(f".{target.name}.part")
        shutil.copyfile(file, part)
        part.replace(target)
    _write(folder, entry)
    try:
        found = raw.examine(folder, folder.resolve(), path)
        if found.error or not found.sha256:
            return entry, None, str(found.error)
        return entry, parsed(raw.load(folder, entry, found.sha256)), None
    except OnRecordError as error:
        return entry, None, str(error)


def _write(folder: Path, entry: Entry) -> None:
    """Append a row to the register, in one step; columns that its header lacks are added where they are needed."""
    path = folder / raw.REGISTER
    rows: list[dict[str, str]] = []
    header = list(raw.COLUMNS)
    if path.exists():
        with path.open(encoding="utf-8-sig", newline="") as f:
            reader = csv.DictReader(f)
            rows = list(reader)
            header = list(reader.fieldnames or header)
    values = {k: v if isinstance(v, str) else v.isoformat() for k, v in asdict(entry).items() if v is not None}
    header += [c for c in raw.COLUMNS if c in values and c not in header]
    sink = io.StringIO(newline="")
    writer = csv.DictWriter(sink, header, lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows([*rows, values])
    part = path.with_name(f".{raw.REGISTER}.part")
    part.write_bytes(sink.getvalue().encode())
    part.replace(path)
