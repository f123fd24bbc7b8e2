"""Text that was decoded as what it was not and saved so ("donâ€™t" for "don’t"): told, and undone where certain.

A character of another alphabet's code page stands alone or among its like; that all of a text's make whole UTF-8
sequences, byte for byte, does not happen by chance: the code page decides, not a guess about words. One character
that does not fit, such as a quotation mark that is right, and the text stays as it is.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.model import Note

if TYPE_CHECKING:
    from collections.abc import Mapping

# Fewer sequences may be a text's own: one that shows what this is about.
_FEW = 3
_ROUNDS = 3
_HIGH = re.compile(r"[^\x00-\x7f]+")
# Three bytes and more: no words in any language begin so.
_TELLING = re.compile(
    "â€[\u2122\u0153\u009d\u02dc\u201c\u201d\u00a6¢]|Ã[\u00a9\u00a8¼¶¤±§³¡]|Ð[°¾¸µ]|Ñ[\u20ac\u0081\u201a]"
)


def _table(page: str) -> dict[str, int]:
    """Return the bytes from 0x80 by their characters, in the code page and as Latin-1's control characters."""
    controls = {chr(byte): byte for byte in range(0x80, 0xA0)}
    printed = {bytes([byte]).decode(page, "replace"): byte for byte in range(0x80, 0x100)}
    return {c: byte for c, byte in (controls | printed).items() if c != "\ufffd"}


# Western pages first: Windows-1252 holds Latin-1, as browsers have it.
_PAGES = tuple(_table(page) for page in ("cp1252", "cp1251"))


def repaired(text: str, path: str) -> tuple[str, tuple[Note, ...]]:
    r"""Return the text as it was before it was decoded wrongly, with a note that says so; else the text itself.

    >>> repaired("â€œDonâ€™tâ€\x9d", "x.txt")[0]
    '“Don’t”'
    >>> repaired("“CAFÉ” and café", "x.txt")[0]
    '“CAFÉ” and café'
    """
    undone, sequences = text, 0
    for _ in range(_ROUNDS):
        found = next((f for f in (_undone(undone, page) for page in _PAGES) if f), None)
        if found is None:
            break
        undone, sequences = found[0], sequences or found[1]
    if sequences:
        reason = f"{path}: {sequences} sequences of UTF-8 that had been decoded as another encoding were put right"
        return undone, (Note("parse", "text/mojibake-repaired", reason, excerpt=_shown(text)),)
    if len(_TELLING.findall(text)) >= _FEW:
        reason = (
            f"{path}: some characters look like UTF-8 decoded as another encoding; not all are, so none was changed"
        )
        return text, (Note("parse", "text/mojibake", reason, excerpt=_shown(text)),)
    return text, ()


def _undone(text: str, page: Mapping[str, int]) -> tuple[str, int] | None:
    """Return the text with every sequence decoded, and how many there were; null unless all of them fit."""
    if text.isascii():
        return None
    out: list[str] = []
    sequences = at = 0
    for match in _HIGH.finditer(text):
        codes = [page.get(c) for c in match.group()]
        if None in codes:
            return None
        try:
            whole = bytes(c for c in codes if c is not None).decode("utf-8")
        except UnicodeDecodeError:
            return None
        out += (text[at : match.start()], whole)
        sequences += len(whole)
        at = match.end()
    return ("".join([*out, text[at:]]), sequences) if sequences >= _FEW else None


def _shown(text: str) -> str:
    """Return words around the first sequence."""
    match = _TELLING.search(text) or _HIGH.search(text)
    start = match.start() if match else 0
    return " ".join(text[max(0, start - 40) : start + 60].split())
