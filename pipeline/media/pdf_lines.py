"""The lines of a PDF page in reading order: rows, columns, running heads and feet."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import pairwise
from statistics import median
from typing import TYPE_CHECKING

from pipeline.media.furniture import FOOT, HEAD, JOB_NUMBER, is_furniture

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.media.pdf_glyphs import Piece

_HEAD_ROWS = 4
_HEAD_GAP = 1.7  # of the height
_LEVEL = 0.35  # of the height: bases closer than this are one row
_LONG = 0.55  # of the column's width: shorter lines do not show a column
_MIN_LONG = 5
_ALIGNED = 2.6  # of the height: how far a first line may be indented
_CROSSING = 0.34
_LEADERS = re.compile(r"\s*(?:\.\s?){5,}\s*|(?:\s+\.){3,}$|(?<=\s)\.{3,}$")
_JOB_ZONE = 0.2
_PLACE = 2.0  # points


@dataclass(slots=True)
class Line:
    """One line of one column; ``cells`` are its pieces where wide gaps part them; coordinates as in Piece.

    ``level`` is the height on the page from 0 to 1.
    """

    text: str
    x0: float
    x1: float
    base: float
    height: float
    bold: bool
    italic: bool
    lead: bool
    tail: bool
    page: int
    cells: list[Piece] = field(default_factory=list)
    left: float = 0.0
    right: float = 0.0
    column: int = 0
    level: float = 0.0


@dataclass(slots=True)
class Page:
    """The rows of one page, from top to bottom, before they are put in columns."""

    number: int
    width: float
    height: float
    rows: list[list[Piece]]


def rows(pieces: Iterable[Piece]) -> list[list[Piece]]:
    """Return pieces on one level together, from left to right, the rows from top to bottom."""
    out: list[list[Piece]] = []
    for piece in sorted(pieces, key=lambda p: -p.base):
        if out:
            row = out[-1]
            tall = max(row, key=lambda p: p.height)
            small = min(piece.height, tall.height) < 0.8 * max(piece.height, tall.height)
            slack = 0.55 if small else _LEVEL
            if abs(tall.base - piece.base) < slack * max(tall.height, piece.height) and not _overlap(row, piece):
                row.append(piece)
                continue
        out.append([piece])
    return [sorted(row, key=lambda p: p.x0) for row in out]


def _overlap(row: list[Piece], piece: Piece) -> bool:
    slack = 0.5 * piece.height
    return any(piece.x0 < p.x1 - slack and p.x0 < piece.x1 - slack for p in row)


def without_furniture(pages: Sequence[Page], small: float) -> None:
    """Take running heads, feet and page numbers off the pages, in place.

    A line at the edge of a page is furniture when it is a page or job number, when the same words stand at the same
    place of another page, or when, after the first page, it stands at the top in letters smaller than ``small``. What
    has no gap under it is no running head, but may be the head of a table as it stood on the page before.
    """
    seen: Counter[tuple[str, int]] = Counter()
    for page in pages:
        edge = {(_key(p.text), round(p.base / _PLACE)) for row in page.rows for p in row if _at_edge(page, p)}
        seen.update(edge)
    before: set[tuple[str, ...]] = set()
    for page in pages:
        top, bottom = 0, len(page.rows)
        below = _head_ends(page.rows)
        while top < min(below, bottom) and _is_furniture(page, page.rows[top], seen, small, top=True):
            top += 1
        printed = {tuple(p.text for p in row) for row in page.rows}
        # The head of a table that goes on is printed again.
        while top < bottom and _smaller(page.rows[top], small) and tuple(p.text for p in page.rows[top]) in before:
            top += 1
        before = printed
        while bottom > top and _is_furniture(page, page.rows[bottom - 1], seen, small, top=False):
            bottom -= 1
        page.rows = page.rows[top:bottom]


def _head_ends(rows: list[list[Piece]]) -> int:
    """Return how many of the first rows stand apart from those below: a running head has a gap under it."""
    for number, (row, below) in enumerate(pairwise(rows[: _HEAD_ROWS + 1])):
        if row[0].base - below[0].base > _HEAD_GAP * max(p.height for p in below):
            return number + 1
    return 0


def _smaller(row: list[Piece], small: float) -> bool:
    return all(p.height < small for p in row)


def _at_edge(page: Page, piece: Piece) -> bool:
    return piece.base > HEAD * page.height or piece.base < FOOT * page.height


def _key(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\W+", " ", text)).strip().casefold()


def _is_repeated(piece: Piece, seen: Counter[tuple[str, int]]) -> bool:
    """Say whether the words stand at about this height on two pages: text that runs to a page's edge does not."""
    words, place = _key(piece.text), round(piece.base / _PLACE)
    return len(words) > 1 and sum(seen[words, place + near] for near in (-1, 0, 1)) > 1


def _is_furniture(page: Page, row: list[Piece], seen: Counter[tuple[str, int]], small: float, *, top: bool) -> bool:
    joined = " ".join(p.text for p in row)
    if not top and JOB_NUMBER.match(joined) and row[0].base < _JOB_ZONE * page.height:
        return True
    if not all(_at_edge(page, p) for p in row):
        return False
    if is_furniture(joined) or all(is_furniture(p.text) for p in row):
        return True
    if page.number == 1:
        return not top and is_furniture(row[0].text) and row[0].base < 0.1 * page.height
    repeated = [_is_repeated(p, seen) for p in row]
    if top:
        return _smaller(row, small) or all(r or is_furniture(p.text) for r, p in zip(repeated, row, strict=True)) or (
            any(repeated) and len(row) > 1 and all(p.bold for p in row)
        )  # fmt: skip
    return all((r and p.height >= small) or is_furniture(p.text) for r, p in zip(repeated, row, strict=True))


def lines(page: Page) -> list[Line]:
    """Return the page's lines, column by column where it has two."""
    gutter = _gutter(page)
    if gutter is None:
        found = [_line(page, row) for row in page.rows]
        return _measured(found, 0)
    middle, top, bottom = gutter
    out: list[Line] = []
    left: list[Line] = []
    right: list[Line] = []

    def close() -> None:
        out.extend(_measured(left, 1))
        out.extend(_measured(right, 2))
        left.clear()
        right.clear()

    for row in page.rows:
        base = row[0].base
        # Leading dots join what stands left and right of them.
        across = any((p.x0 < middle - 6 and p.x1 > middle + 6) or not p.text.strip(". ") for p in row)
        if across or not bottom - 1 <= base <= top + 1:
            close()
            out.extend(_measured([_line(page, row)], 0))
            continue
        for side, into in ((True, left), (False, right)):
            half = [p for p in row if (p.x0 + p.x1 < 2 * middle) is side]
            if half:
                into.append(_line(page, half))
    close()
    return out


def _gutter(page: Page) -> tuple[float, float, float] | None:
    """Return where two columns part and between which heights; null where the page has one."""
    all_pieces = [p for row in page.rows for p in row]
    if len(all_pieces) < 2 * _MIN_LONG:
        return None
    x0, x1 = min(p.x0 for p in all_pieces), max(p.x1 for p in all_pieces)
    best: tuple[int, float] | None = None
    step = max(2.0, (x1 - x0) / 120)
    middle = x0 + 0.4 * (x1 - x0)
    while middle < x0 + 0.6 * (x1 - x0):
        crossing = sum(p.x0 < middle < p.x1 for p in all_pieces)
        away = abs(middle - (x0 + x1) / 2)
        if best is None or (crossing, away) < best:
            best = (crossing, away)
            gutter = middle
        middle += step
    if best is None or best[0] > _CROSSING * len(all_pieces):
        return None
    tall = median(p.height for p in all_pieces)
    zones = []
    for side in (0, 1):
        half = [p for p in all_pieces if (p.x1 <= gutter if side == 0 else p.x0 >= gutter)]
        if not half:
            return None
        edge = _edge(half, tall)
        width = (gutter if side == 0 else x1) - edge
        aligned = [
            p for p in half
            if -tall < p.x0 - edge < _ALIGNED * tall
            and p.x1 - p.x0 > _LONG * width
            and abs(p.height - tall) < 0.12 * tall
        ]  # fmt: skip
        if len(aligned) < _MIN_LONG:
            return None
        zones.append((edge, aligned))
    top = max(p.base for _, aligned in zones for p in aligned)
    bottom = min(p.base for _, aligned in zones for p in aligned)
    crossing = sum(p.x0 < gutter < p.x1 for p in all_pieces if bottom <= p.base <= top)
    if crossing > 0.1 * sum(len(aligned) for _, aligned in zones) + 2:
        return None
    # Short lines just above and below the zone that stand at a column's edge belong to it.
    short = [
        p.base
        for edge, _ in zones
        for p in all_pieces
        if abs(p.x0 - edge) < _ALIGNED * tall and not p.x0 < gutter < p.x1
    ]
    top = max([top, *(b for b in short if top < b < top + 1.3 * tall)])
    while below := [b for b in short if bottom - 2.2 * tall < b < bottom]:
        bottom = min(below)
    return gutter, top, bottom


def _edge(half: list[Piece], tall: float) -> float:
    """Return the left edge most lines share."""
    counts = Counter(round(p.x0 / (0.5 * tall)) for p in half)
    common = max(counts.values())
    return min(k for k, n in counts.items() if n > common / 3) * 0.5 * tall


def _line(page: Page, row: list[Piece]) -> Line:
    tall = max(row, key=lambda p: (p.height, -p.x0))
    words = [p for p in row if any(c.isalnum() for c in p.text)] or row
    row = _without_leaders(row)
    text = " ".join(p.text for p in row)
    return Line(
        text=text,
        x0=row[0].x0,
        x1=row[-1].x1,
        base=tall.base,
        height=tall.height,
        bold=all(p.bold for p in words),
        italic=all(p.italic for p in words),
        lead=words[0].lead,
        tail=words[-1].tail,
        page=page.number,
        cells=row,
        level=tall.base / page.height,
    )


def _without_leaders(row: list[Piece]) -> list[Piece]:
    """Take off the dots that lead from a cell to the next."""
    kept = [replace(p, text=_LEADERS.sub(" ", p.text).strip()) for p in row if p.text.strip(". …")]
    if kept and len(kept) < len(row):
        kept = [replace(p, text=re.sub(r"(?:\s*\.)+$", "", p.text)) for p in kept[:-1]] + kept[-1:]
    return kept or row[:1]


def _measured(found: list[Line], column: int) -> list[Line]:
    """Give the lines of one column its edges."""
    if found:
        left = min(line.x0 for line in found)
        right = max(line.x1 for line in found)
        for line in found:
            line.left, line.right, line.column = left, right, column
    return list(found)
