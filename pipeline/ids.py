"""Row ids, minted from a row's own words: they depend on no offset and no other row.

An id is a prefix and 16 hex digits of the SHA-256 of a JSON array: table, document id, the words, which occurrence
of those words in the document's text it is, and what tells rows on the same words apart. The words are NFKC,
casefolded, letters and digits only (the text itself where it has none); occurrences are counted in the text treated
the same way.
"""

from __future__ import annotations

import hashlib
import json
import unicodedata
from bisect import bisect_left

_STEP = 4096


class _Folded(dict[int, str]):
    """Maps a code point to its NFKC, casefolded letters and digits; anything else to nothing."""

    def __missing__(self, code: int) -> str:
        folded = unicodedata.normalize("NFKC", chr(code)).casefold()
        self[code] = kept = "".join(c for c in folded if c.isalnum())
        return kept


_FOLD = _Folded()


def words(text: str) -> str:
    """Return the letters and digits of a text, NFKC and casefolded, character by character.

    >>> words("S/RES/822 (1993)")
    'sres8221993'
    """
    return text.translate(_FOLD)


class Occurrences:
    """Counts, for a place in a text, how often the words that stand there have stood before."""

    def __init__(self, text: str) -> None:
        self._text = text
        pieces = [words(text[i : i + _STEP]) for i in range(0, len(text), _STEP)]
        self._words = "".join(pieces)
        self._before = [0]
        for piece in pieces:
            self._before.append(self._before[-1] + len(piece))
        self._found: dict[str, list[int]] = {}

    def number(self, start: int, end: int) -> int:
        """Return 0 for the first occurrence of ``words(text[start:end])``, 1 for the second, and so on.

        Where there are no words ("* * *"), the characters themselves are counted.
        """
        needle = words(self._text[start:end])
        if not needle:
            return self._text.count(self._text[start:end], 0, start)
        places = self._found.get(needle)
        if places is None:
            places = self._found[needle] = self._places(needle)
        step = start // _STEP
        position = self._before[step] + len(words(self._text[step * _STEP : start]))
        return bisect_left(places, position)

    def _places(self, needle: str) -> list[int]:
        places, at = [], self._words.find(needle)
        while at >= 0:
            places.append(at)
            at = self._words.find(needle, at + 1)
        return places


def mint(prefix: str, table: str, document_id: str, text: str, occurrence: int, *tells_apart: str | None) -> str:
    """Return the id of a row; rows that agree in all arguments are one row."""
    parts = [table, document_id, words(text) or text, occurrence, *tells_apart]
    return f"{prefix}_{digest(parts)}"


def digest(parts: list[str | int | None]) -> str:
    """Return 16 hex digits of the SHA-256 of a JSON array."""
    return hashlib.sha256(json.dumps(parts, ensure_ascii=False, separators=(",", ":")).encode()).hexdigest()[:16]
