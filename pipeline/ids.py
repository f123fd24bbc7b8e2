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
from collections import Counter

_STEP = 256
# Texts are cut into pieces of these widths to look words up by them; longer ones are rarer.
_WIDTHS = (16, 3)
FEW = 256  # look-ups by one width: so many readings of the text take less time than cutting it, and no memory
_TRIED = 3  # pieces of a needle, spread over it: the rarest says where to look


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
        self._cut: dict[int, dict[str, list[int]]] = {}
        self._looked_up: Counter[int] = Counter()

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
        """Return where a needle stands, after a few look-ups in time that its rarest piece takes, not the text.

        The text is cut into pieces of one width. Wherever a needle stands that is nearly two pieces long, the text is
        cut inside it, after 0, 1, … or width - 1 of its characters; of the pieces behind such a cut one is looked up.
        """
        width = next((w for w in _WIDTHS if len(needle) >= 2 * w - 1), None)
        if width is None:
            return self._searched(needle)
        self._looked_up[width] += 1
        if self._looked_up[width] <= FEW:
            return self._searched(needle)
        pieces = self._pieces(width)
        stride = width * (1 + len(needle) // width // _TRIED)
        rarest: list[tuple[int, list[int]]] = []
        for cut in range(width):
            offsets = range(cut, len(needle) - width + 1, stride)
            looked_up = ((at, pieces.get(needle[at : at + width], [])) for at in offsets)
            rarest.append(min(looked_up, key=lambda found: len(found[1])))
        if sum(len(starts) for _, starts in rarest) * len(needle) > len(self._words):
            return self._searched(needle)
        places = (start - at for at, starts in rarest for start in starts)
        return sorted(place for place in places if self._words.startswith(needle, place))

    def _pieces(self, width: int) -> dict[str, list[int]]:
        """Return where each piece of the text stands; what is left at the end is none."""
        if width not in self._cut:
            pieces = self._cut[width] = {}
            for start in range(0, len(self._words) - width + 1, width):
                pieces.setdefault(self._words[start : start + width], []).append(start)
        return self._cut[width]

    def _searched(self, needle: str) -> list[int]:
        """Return where a needle stands, by reading the whole text."""
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
