"""Spans of a text made visible: styles for a terminal, and numbered brackets that need none."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

OPEN, CLOSE = "⟦", "⟧"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span ``[start, end)`` to be shown; with a label it is put in brackets that bear it."""

    start: int
    end: int
    style: str
    label: str | None = None


def pieces(text: str, start: int, marks: Sequence[Mark]) -> Iterator[tuple[str, str]]:
    """Yield the text in pieces with their styles, brackets among them; spans may nest and overlap.

    ``start`` is where the text stands among the offsets of the marks. Of spans that start together the longer is
    opened first, then the one that comes first in ``marks``; each is closed where it ends, the inner one first.

    >>> "".join(piece for piece, _ in pieces("he said no", 0, [Mark(0, 10, "", "1"), Mark(8, 10, "", "2")]))
    '⟦1:he said ⟦2:no:2⟧:1⟧'
    """
    inside = [m for m in marks if m.start < start + len(text) and m.end > start]
    order = {m: n for n, m in enumerate(sorted(inside, key=lambda m: (m.start, -m.end)))}
    bounds = sorted({start, start + len(text), *(b for m in inside for b in (m.start, m.end))})
    for here, there in zip(bounds, [*bounds[1:], bounds[-1]], strict=True):
        ending = [m for m in inside if m.end == here and m.label]
        for mark in sorted(ending, key=order.__getitem__, reverse=True):
            yield f":{mark.label}{CLOSE}", mark.style
        starting = [m for m in inside if m.start == here and m.label]
        for mark in sorted(starting, key=order.__getitem__):
            yield f"{OPEN}{mark.label}:", mark.style
        if here < there:
            over = sorted((m for m in inside if m.start <= here and m.end >= there), key=order.__getitem__)
            yield text[here - start : there - start], " ".join(m.style for m in over if m.style)


def printable(text: str) -> str:
    """Return the text with a dot for every control character but line breaks and tabs: they would drive a terminal."""
    return "".join(c if c.isprintable() or c in "\n\t" or c.isspace() else "·" for c in text)
