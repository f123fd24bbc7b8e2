"""Footnotes: their numbers, and where their marks stand in the body."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Segment

_SUPERSCRIPT = {ord(s): str(d) for d, s in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_RAISED = dict(zip("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_MARKS = re.compile(rf"[{''.join(_RAISED.values())}]+|\*+")
# A number on the line is a mark only where it is glued to a word or its punctuation.
_GLUED = re.compile(r"(?<=[^\W\d_]|[.,;:”’)\]])\d+(?![\d./-]|\s?%)")

# By mark: the numbers of the segments that bear it, rising, and where it first stands in each.
_Places: TypeAlias = dict[str, tuple[list[int], list[int]]]


def number(label: str) -> str:
    """Return the note's number as digits or letters: ``¹²`` → ``12``, ``ᵃ`` → ``a``, ``*`` stays.

    >>> number("¹²"), number("ᵃ"), number("3/"), number("*")
    ('12', 'a', '3', '*')
    """
    return unicodedata.normalize("NFKC", label.translate(_SUPERSCRIPT)).strip(" ./)")


class Anchors:
    """Where the marks of a document's footnotes stand; the body is read once, when the first is asked for."""

    def __init__(self, segments: Sequence[Segment]) -> None:
        self._segments = segments
        self._read: dict[re.Pattern[str], _Places] = {}

    def of(self, note: int) -> tuple[str | None, int | None]:
        """Return the number of the footnote ``segments[note]`` and the offset of its mark, each null where unknown.

        The nearest mark before the note, else after it: a raised one first, then a digit glued to a word.
        """
        label = self._segments[note].label
        if not label:
            return None, None
        plain = number(label)
        raised = "".join(_RAISED.get(c, c) for c in plain)
        mark = self._nearest(_MARKS, raised, note)
        return plain, self._nearest(_GLUED, plain, note) if mark is None and plain.isdigit() else mark

    def _nearest(self, pattern: re.Pattern[str], mark: str, note: int) -> int | None:
        if pattern not in self._read:
            self._read[pattern] = self._places(pattern)
        found = self._read[pattern].get(mark)
        if found is None:
            return None
        bearers, offsets = found
        return offsets[max(bisect_left(bearers, note) - 1, 0)]

    def _places(self, pattern: re.Pattern[str]) -> _Places:
        places: _Places = {}
        for index, segment in enumerate(self._segments):
            if segment.kind == "footnote":
                continue
            for m in pattern.finditer(segment.text):
                bearers, offsets = places.setdefault(m.group(), ([], []))
                if not bearers or bearers[-1] != index:
                    bearers.append(index)
                    offsets.append(segment.char_start + m.start())
        return places
