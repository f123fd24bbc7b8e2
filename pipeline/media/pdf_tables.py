"""Tables of a PDF page: rows whose cells stand in columns, told by wide gaps that line up."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.media.pdf_glyphs import Piece
    from pipeline.media.pdf_lines import Line

_LABEL = re.compile(
    r"(?:\(?[a-zA-Z]{1,2}\)|\(?[ivxl]{1,5}\)|\(?\d{1,3}[.)]|[A-Z]\.|[IVXL]{1,5}\.|\d{1,2}\.\d{1,3}\.?|[•●▪–—*-]+|[⁰¹²³⁴-⁹ᵃ-ᶻ]+)$"
)
_NUMBER = re.compile(r"[$€(–—-]*\s*[\d.,\s]*\d[\d.,\s]*[)%]*[ᵃ-ᶻ,⁰¹²³⁴-⁹]*$|[–—-]$")
_MASTHEAD = re.compile(
    r"United\s+Nations$|Distr\.|Original\s*:|(?:[A-Z]{1,5}/)+[A-Z0-9]|Provisional$|Official\s+Records$"
)
_LARGER = 1.25  # of the height of what is above: larger letters are of no table
_APART = 3.2  # of the height: lines further apart are not of one table
_TIGHT = 1.5  # of the height: lines closer than this may be one row
_EVEN = 1.15
_MOSTLY = 0.7
_UNLEVEL = 0.35
_LEVEL = 0.2  # of the height: lines of a cell begin this closely below each other
_ONE_SIDED = 0.12
_LOWER = 0.2
_YEAR = re.compile(r"(?:19|20)\d\d$")
# The number of a resolution or document: 1514 (XV), 338 (S-VII), 80/244 A–C, S/PRST/2011/15, 2231 (2015).
_ONE_CODE = (
    r"(?:\d{1,4}(?:\s[A-Z](?:[-–][A-Z])?)?\s\((?:[IVXLC]+|[A-Z]{1,2}-[IVXLC]+|(?:19|20)\d\d)\)"
    r"|(?:[A-Z]{1,4}/)*(?:[A-Z]{1,5}-?)?\d{1,4}/\d{1,4}(?:/[A-Z\d]{1,4})*(?:\s(?:[A-Z]|[IVX]{2,4})(?:\s?[-–]\s?[A-Z])?)?)\*?"
)
_CODE = re.compile(rf"{_ONE_CODE}(?:[;,]\s{_ONE_CODE}){{0,8}}[;,]?$")
LINE_END = "\x1f"  # of a line within a cell, behind a hyphen
_LONELY = 4  # lines of one cell that may stand between two rows of cells


@dataclass(slots=True)
class Table:
    """The lines a table takes up and its text: cells divided by tab, rows by newline."""

    lines: list[Line]
    text: str


def find(lines: Sequence[Line], body: float) -> list[Table]:
    """Return the tables among the lines of a page."""
    out: list[Table] = []
    at = 0
    while at < len(lines):
        end = _end(lines, at, body)
        if end > at:
            region = list(lines[at:end])
            text = _text(region)
            if text is not None:
                out.append(Table(region, text))
                at = end
                continue
        at += 1
    return out


def _cells(line: Line) -> list[Piece]:
    """Return the cells of a line; a label and what it labels are one."""
    if len(line.cells) > 1 and _LABEL.match(line.cells[0].text):
        return line.cells[1:]
    return line.cells


def _is_row(line: Line) -> bool:
    return len(_cells(line)) > 1 and not (line.page == 1 and any(_MASTHEAD.match(c.text) for c in line.cells))


def _end(lines: Sequence[Line], start: int, body: float) -> int:
    """Return where the table that starts at a line ends; ``start`` when none does."""
    if not _is_row(lines[start]):
        return start
    end = start + 1
    lonely = 0
    starts = [p.x0 for p in _cells(lines[start])[1:]]
    for number in range(start + 1, len(lines)):
        line, before = lines[number], lines[number - 1]
        apart = before.base - line.base > _APART * line.height or line.column != before.column
        larger = line.height > _LARGER * max(lines[start].height, before.height)
        loose = before.base - line.base >= _TIGHT * line.height
        if (
            apart
            or larger
            or (loose and not _is_row(line) and line.height > 0.97 * body and lines[start].height < body)
        ):
            break
        if _is_row(line):
            end, lonely = number + 1, 0
            starts += [p.x0 for p in _cells(line)[1:]]
            continue
        wide = line.x1 - line.x0 > 0.75 * (line.right - line.left)
        if _CODE.match(line.text) and abs(line.x0 - lines[start].x0) < _LEVEL * line.height:
            end, lonely = number + 1, 0  # a list of numbers is longer than the one beside it
            continue
        if not (wide or loose) and any(abs(line.x0 - start) < _LEVEL * line.height for start in starts):
            end, lonely = number + 1, 0  # a line of a cell to the right
            continue
        lonely += 1
        if lonely > _LONELY or (wide and line.height > 0.93 * body):
            break
        if number == end and before.base - line.base < _TIGHT * line.height and not wide:
            end = number + 1
    return end if sum(_is_row(line) for line in lines[start:end]) > 1 else start


def _text(region: list[Line]) -> str | None:
    columns = _columns(region)
    if len(columns) < 2:  # noqa: PLR2004 -- one column is no table
        return None
    if (middle := _halves(region, columns)) is not None:
        left = [part for line in region if (part := _side(line, middle, left=True))]
        right = [part for line in region if (part := _side(line, middle, left=False))]
        return "\n".join(filter(None, (_text(left) or _lines(left), _text(right) or _lines(right))))
    rows: list[list[list[str]]] = []
    filled: list[set[int]] = []
    before: Line | None = None
    gaps = [a.base - b.base for a, b in pairwise(region)]
    # Lines that nearly all stand equally close are rows; only one without its first cell goes on with the row above.
    close = [g for g, line in zip(gaps, region[1:], strict=True) if 0 < g < _TIGHT * line.height]
    even = len(close) > max(2, _MOSTLY * len(gaps)) and max(close) < _EVEN * min(close)
    even = even and not _wraps(region)
    even = even and not any(_EVEN * min(close) < g < 2 * min(close) for g in gaps)
    numbered = _coded(region, columns, 0)
    for line in region:
        placed = [(_column(columns, piece), piece.text) for piece in line.cells]
        here = {c for c, _ in placed}
        numbers = {c for c, text in placed if c and _NUMBER.match(text) and not _YEAR.match(text)}
        tight = before is not None and (
            {0} != here and len(here) == 1 if even else before.base - line.base < _TIGHT * line.height
        )
        if numbered and rows:
            # Each number begins a row, but one that follows a comma is of the same.
            tight = 0 not in here or (bool(rows[-1][0]) and rows[-1][0][-1].endswith((",", ";")))
        if not (tight and rows and not (len(numbers & filled[-1]) > 1)):
            rows.append([[] for _ in columns])
            filled.append(set())
        for column, text in placed:
            rows[-1][column].append(text)
        filled[-1] |= numbers if len(numbers) > 1 else set()
        filled[-1] |= here if len(here) == len(columns) else set()
        before = line
    return "\n".join("\t".join(_joined(cell) for cell in row).rstrip("\t") for row in rows)


def _wraps(region: list[Line]) -> bool:
    """Say whether cells hold running text: many of their lines go on in lower case."""
    cells = [p.text for line in region[1:] for p in line.cells]
    return sum(text[:1].islower() for text in cells) > _LOWER * len(cells)


def _halves(region: list[Line], columns: list[tuple[float, float]]) -> float | None:
    """Return where two lists stand side by side: their lines are not level, as those of a table's rows are."""
    if (middle := _repeated(region, columns)) is not None:
        return middle
    best, where = 0, None
    numbered = _coded(region, columns, 0)
    for number, ((_, end), (start, _)) in enumerate(pairwise(columns)):
        if numbered and not number:
            continue  # numbers and their titles are level where a title begins
        middle = (end + start) / 2
        sides = [(any(p.x1 < middle for p in line.cells), any(p.x0 > middle for p in line.cells)) for line in region]
        only_left, only_right = sides.count((True, False)), sides.count((False, True))
        fewer = min(only_left, only_right)
        if fewer > max(best, 2, _ONE_SIDED * len(region)) and only_left + only_right > _UNLEVEL * len(region):
            best, where = fewer, middle
    return where


def _repeated(region: list[Line], columns: list[tuple[float, float]]) -> float | None:
    """Return where a list of numbers, with their titles or without, goes on beside itself."""
    half = len(columns) // 2
    if len(columns) % 2 or not _coded(region, columns, 0):
        return None
    coded = [_coded(region, columns, number) for number in range(len(columns))]
    if coded[:half] != coded[half:] or sum(coded) > len(coded) // half:
        return None
    return (columns[half - 1][1] + columns[half][0]) / 2


def _coded(region: list[Line], columns: list[tuple[float, float]], number: int) -> bool:
    """Say whether a column holds nothing but numbers of resolutions or documents."""
    held = 0
    for piece in (p for line in region for p in line.cells):
        if _column(columns, piece) == number:
            held += 1
            if not _CODE.match(piece.text):
                return False
    return held > 1


def _side(line: Line, middle: float, *, left: bool) -> Line | None:
    cells = [p for p in line.cells if (p.x0 + p.x1 < 2 * middle) is left]
    return replace(line, cells=cells, text=" ".join(p.text for p in cells), base=cells[0].base) if cells else None


def _lines(region: list[Line]) -> str:
    return "\n".join(line.text for line in region)


def _joined(words: list[str]) -> str:
    """Return the lines of a cell as one; a hyphen at the end of one is marked, to be settled with all others."""
    return re.sub(rf"(?<=\w-){LINE_END} ", LINE_END, f"{LINE_END} ".join(words)).replace(f"{LINE_END} ", " ")


def _columns(region: list[Line]) -> list[tuple[float, float]]:
    """Return the columns as intervals that no gap parts, from the rows with most cells downwards."""
    most = max(len(line.cells) for line in region)
    fullest = [line for line in region if len(line.cells) == most]
    # A piece may span two columns; where several rows have a piece in each, they show the columns best.
    showing = fullest if len(fullest) > 1 else [line for line in region if 2 * len(line.cells) > most]
    spans = sorted((p.x0, p.x1) for line in showing for p in line.cells)
    merged: list[list[float]] = []
    for x0, x1 in spans:
        if merged and x0 < merged[-1][1] - 0.5:
            merged[-1][1] = max(merged[-1][1], x1)
        else:
            merged.append([x0, x1])
    return [(a, b) for a, b in merged]


def _column(columns: list[tuple[float, float]], piece: Piece) -> int:
    def away(number: int) -> tuple[float, float]:
        a, b = columns[number]
        overlap = min(b, piece.x1) - max(a, piece.x0)
        return -overlap, abs((a + b) - (piece.x0 + piece.x1))

    overlapping = [n for n in range(len(columns)) if min(columns[n][1], piece.x1) > max(columns[n][0], piece.x0)]
    return overlapping[0] if len(overlapping) > 1 else min(range(len(columns)), key=away)
