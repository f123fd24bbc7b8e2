"""One file per container: bytes -> blocks. Well-kept libraries do the work; this page says which file reads what."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePosixPath
from typing import TYPE_CHECKING

from pipeline.errors import Refused
from pipeline.layout import place
from pipeline.media import docx, html, pdf, text

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Block, Layout, Raw

# The order in which two files of the same document are preferred (after the register's own order).
PREFERENCE = (
    "application/pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "text/html",
    "text/markdown",
    "text/plain",
)

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.{0,400}?-->\s*)?<(?:!doctype\s+html|html)[\s>]", re.IGNORECASE | re.DOTALL
)
_HEAD = 1024
_BY_SUFFIX = {
    ".docx": _WORD,
    ".htm": "text/html",
    ".html": "text/html",
    ".markdown": "text/markdown",
    ".md": "text/markdown",
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    ".xhtml": "text/html",
}
_BY_SIGNATURE = (
    (b"%PDF-", "application/pdf"),
    (b"\xd0\xcf\x11\xe0", "application/msword"),
    (b"PK\x03\x04", "application/zip"),
    (b"{\\rtf", "application/rtf"),
)

READERS: dict[str, Callable[[bytes, str], tuple[Block, ...]]] = {
    "application/pdf": pdf.blocks,
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": docx.blocks,
    "text/html": html.blocks,
    "text/plain": text.blocks,
    "text/markdown": text.blocks,
}


def media_type_of(path: str, data: bytes) -> str:
    """Return the container's media type: from the first bytes where they tell, else from the name.

    >>> media_type_of("letter.txt", b"%PDF-1.7"), media_type_of("page.docx", b"<!DOCTYPE html><title>")
    ('application/pdf', 'text/html')
    >>> media_type_of("noise.bin", b"?")
    'application/octet-stream'
    """
    named = _BY_SUFFIX.get(PurePosixPath(path).suffix.lower())
    for signature, found in _BY_SIGNATURE:
        if data.startswith(signature):
            word = found == "application/zip" and (named == _WORD or b"word/document" in data)
            return _WORD if word else found
    if _PAGE.match(data[:_HEAD]):
        return "text/html"
    return named or "application/octet-stream"


def blocks(raw: Raw) -> tuple[Block, ...]:
    """Return the file's blocks in reading order; raises Refused when no reader can make text of it."""
    reader = READERS.get(raw.media_type)
    if reader is None:
        known = ", ".join(sorted(READERS))
        raise Refused("parse", "media/unknown", f"{raw.entry.path}: expected {known}, found {raw.media_type}")
    return reader(raw.data, raw.entry.path)


def layout(raw: Raw) -> Layout:
    """Return the file's blocks as one text, with what its markup says and how it was decoded; raises Refused."""
    if raw.media_type == "text/html":
        found, meta, notes = html.read(raw.data, raw.entry.path)
        return replace(place(found), meta=meta, notes=notes)
    if raw.media_type in {"text/plain", "text/markdown"}:
        found, notes = text.read(raw.data, raw.entry.path)
        return replace(place(found), notes=notes)
    return place(blocks(raw))
