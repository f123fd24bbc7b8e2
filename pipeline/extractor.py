"""`onrecord extract`: JSON lines of texts in, of citations and statements out; offsets into exactly that text."""

from __future__ import annotations

import hashlib
import json
from datetime import date
from typing import TYPE_CHECKING, Any

from pipeline import contract, rows
from pipeline.errors import OnRecordError
from pipeline.model import Entry, Raw
from pipeline.process import extract_from
from schemas.fields import DOCUMENT_KINDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

# A text of one's own may be shown to oneself.
_CLEARED = "public-domain"


def run(lines: Iterable[bytes]) -> Iterator[tuple[str | None, str | None]]:
    """Yield (a line of output, null) for each text, or (null, what is wrong with it): the others go on."""
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            given = _given(line, number)
            yield json.dumps(extract(**given), ensure_ascii=False, default=_plain), None
        except OnRecordError as error:
            yield None, f"line {number}: {error}"


def extract(id: str, text: str, kind: str | None = None) -> dict[str, Any]:  # noqa: A002 -- the field's name in the contract
    """Return {"id", "citations", "statements"}: rows with the contract's columns, each statement with its ``spans``."""
    parsed, extracted = extract_from(text, kind, id)
    raw = Raw(
        Entry(id, id=id, licence=_CLEARED, kind=kind), b"", hashlib.sha256(text.encode()).hexdigest(), "text/plain"
    )
    tables = rows.of(raw, parsed, extracted).tables
    own = contract.arrow_schema("citations").names
    spans: dict[str, list[rows.Row]] = {}
    for span in tables.get("statement_spans", ()):
        spans.setdefault(span["statement_id"], []).append(span)
    return {
        "id": id,
        "citations": [{k: row[k] for k in own} for row in tables.get("citations", ())],
        "statements": [{**row, "spans": spans[row["statement_id"]]} for row in tables.get("statements", ())],
    }


def _given(line: bytes, number: int) -> dict[str, Any]:
    try:
        given = json.loads(line)
    except (ValueError, RecursionError) as error:
        shown = line.strip()[:60].decode("utf-8", "backslashreplace")
        raise OnRecordError(f"expected a JSON object in UTF-8, found {shown}") from error
    if not isinstance(given, dict) or not isinstance(given.get("text"), str):
        raise OnRecordError('expected {"id": …, "text": …, "kind": …?} with a text')
    kind = given.get("kind")
    if kind is not None and kind not in DOCUMENT_KINDS:
        raise OnRecordError(f"kind: expected one of {', '.join(DOCUMENT_KINDS)}, found {kind!r}")
    name = str(number) if given.get("id") is None else str(given["id"])
    for what in (name, given["text"]):
        try:
            what.encode()
        except UnicodeEncodeError as error:
            reason = f"expected Unicode text, found half a surrogate pair at character {error.start}"
            raise OnRecordError(reason) from error
    return {"id": name, "text": given["text"], "kind": kind}


def _plain(value: Any) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(type(value).__name__)
