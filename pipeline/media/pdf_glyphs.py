"""The characters of a PDF page with their geometry, as pieces of lines: what stands on one baseline without a wide gap.

The library (pypdfium2: BSD-3 and Apache-2.0, the fastest that gives size and place of each character) delivers the
characters; words are told apart here, by the gaps, because the spaces that it invents split words set with loose
letters ("effective an d").
"""

from __future__ import annotations

import ctypes
import math
import re
from collections import Counter
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from pipeline.media.furniture import FOOT, HEAD, SYMBOL_LINE, is_furniture
from pipeline.media.raised import raised

# All in shares of the height of a character's box (about its font size), or of its font size.
_SAME_HEIGHT = 0.08
_SAME_BASE = 0.06
_WIDE_GAP = 1.25
_WORD_GAP = 0.165
_RUN_GAP = 0.3  # between runs of other fonts or sizes, but for marks: what follows these on a narrow gap is a word
# Of the width of printed spaces beside it: a narrower gap is no space.
_LOOSE = 0.55
_OVERLAP = 0.65
_SMALL = 0.8
_RAISED = 0.12
_UPRIGHT = 0.02
_FONT_NAME_BYTES = 128
_BOLD_WEIGHT = 600
_ITALIC_FLAG = 64
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_ITALIC = re.compile(rb"italic|oblique", re.IGNORECASE)
_BARCODE = re.compile(rb"code.?(?:3|39|128)|barcode|C39", re.IGNORECASE)
# A hyphen that the library took from the end of a line.
_LINE_HYPHEN = 2


@dataclass(slots=True)
class Run:
    """Characters of one height on one baseline; coordinates in points, the origin at the lower left of the page."""

    text: str
    x0: float
    x1: float
    base: float
    height: float
    bold: bool
    italic: bool
    end_bold: bool
    end_italic: bool
    quarters: int = 0  # by which the line is turned to the left


@dataclass(slots=True)
class Piece:
    """Runs that stand side by side; ``text`` has raised marks as superscripts.

    ``lead`` and ``tail`` say whether it begins and ends bold.
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


def pieces(page: pypdfium2.PdfPage) -> list[Piece]:
    """Return the pieces of one page in the order of its content stream.

    A page whose words run up, down or upside down, as a wide table does, is turned until they stand, in place, where
    nothing stands on it but a page number or symbol at its edges. On any other page words that do not stand (along the
    axis of a chart) are left out.
    """
    page.set_rotation(0)  # how it is turned to be shown; places are told as if it were not
    found = _read(page)
    standing = _standing(found)
    letters: Counter[int] = Counter()
    for run in found:
        letters[run.quarters] += len(run.text)
    quarter = max(letters, key=lambda q: (letters[q], -q), default=0)
    if not quarter or not all(_at_edge(page, p) for p in standing):
        return standing
    _turn(page, quarter)
    return _standing(_read(page))


def _at_edge(page: pypdfium2.PdfPage, piece: Piece) -> bool:
    """Say whether a piece can only be a page number, job number or document symbol above or below the text."""
    _, bottom, _, top = page.get_cropbox()
    level = (piece.base - bottom) / (top - bottom)
    return not FOOT <= level <= HEAD and bool(is_furniture(piece.text) or SYMBOL_LINE.fullmatch(piece.text))


def _standing(found: list[Run]) -> list[Piece]:
    return _joined([r for r in found if r.text and not r.quarters])


def _read(page: pypdfium2.PdfPage) -> list[Run]:
    textpage = page.get_textpage()
    try:
        return _runs(textpage.raw)
    finally:
        textpage.close()


def _turn(page: pypdfium2.PdfPage, quarters: int) -> None:
    """Turn what a page shows by that many quarters to the right, its lower left corner to the origin."""
    left, bottom, right, top = page.get_cropbox()
    matrix = {
        1: (0, -1, 1, 0, -bottom, right), 2: (-1, 0, 0, -1, right, top), 3: (0, 1, -1, 0, top, -left),
    }[quarters]  # fmt: skip
    for drawn in page.get_objects(max_depth=1):
        drawn.transform(pypdfium2.PdfMatrix(*matrix))
    wide, high = (right - left, top - bottom) if quarters == 2 else (top - bottom, right - left)  # noqa: PLR2004 -- upside down
    page.set_mediabox(0, 0, wide, high)
    page.set_cropbox(0, 0, wide, high)


def _runs(raw: pdfium.FPDF_TEXTPAGE) -> list[Run]:  # noqa: C901 -- one pass over the characters, for speed
    unicode, box, generated = pdfium.FPDFText_GetUnicode, pdfium.FPDFText_GetLooseCharBox, pdfium.FPDFText_IsGenerated
    rectangle = pdfium.FS_RECTF()
    where = ctypes.byref(rectangle)
    out: list[Run] = []
    chars: list[str] = []
    invented: list[tuple[int, float]] = []  # where among chars a space of the library's stands, and how wide the gap is
    printed: list[float] = []  # the gaps of printed spaces
    first = last = 0
    x0 = right = bottom = height = 0.0
    space = 0  # 1: invented by the library, 2: printed
    for i in range(pdfium.FPDFText_CountChars(raw)):
        code = unicode(raw, i)
        if code <= 32 or code == 0xA0:  # noqa: PLR2004 -- blanks and line ends
            if code in (32, 0xA0):
                space = max(space, 1 if generated(raw, i) == 1 else 2)
                continue
            if code != _LINE_HYPHEN:
                continue
        box(raw, i, where)
        tall = rectangle.top - rectangle.bottom
        if tall <= 0:
            continue
        left = rectangle.left
        gap = left - right
        if chars and (
            abs(tall - height) > _SAME_HEIGHT * height
            or abs(rectangle.bottom - bottom) > _SAME_BASE * height + 0.3
            or gap > _WIDE_GAP * height
            or gap < -_OVERLAP * height
        ):
            out.append(_run(raw, chars, invented, printed, first, last, x0, right))
            chars, invented, printed = [], [], []
        if not chars:
            first, x0, height, bottom = i, left, tall, rectangle.bottom
            if space and out:
                chars.append(" ")
        elif space == 2 or (space == 0 and gap > 2 * _WORD_GAP * height):  # noqa: PLR2004 -- twice the gap between words
            printed.append(gap)
            chars.append(" ")
        elif space == 1:
            invented.append((len(chars), gap))
            chars.append(" ")
        space = 0
        chars.append("-" if code == _LINE_HYPHEN else chr(code))
        right, last = rectangle.right, i
    if chars:
        out.append(_run(raw, chars, invented, printed, first, last, x0, right))
    return out


def _run(  # noqa: PLR0913 -- what was gathered of it
    raw: pdfium.FPDF_TEXTPAGE, chars: list[str], invented: list[tuple[int, float]], printed: list[float], first: int,
    last: int, x0: float, x1: float,
) -> Run:  # fmt: skip
    height = _size(raw, first)
    if printed:
        usual = sorted(printed)[len(printed) // 2]
        for at, gap in invented:
            begins = chars[at - 1].islower() and chars[at + 1].isupper()
            if gap < min(_LOOSE * usual, _WORD_GAP * height) and not begins:
                chars[at] = ""
    x, y = ctypes.c_double(), ctypes.c_double()
    pdfium.FPDFText_GetCharOrigin(raw, first, ctypes.byref(x), ctypes.byref(y))
    bold, italic, barcode = _font(raw, first)
    end_bold, end_italic, _ = _font(raw, last)
    angle = pdfium.FPDFText_GetCharAngle(raw, first)
    quarters = -round(angle / (math.pi / 2)) % 4  # the library counts to the right
    slanting = abs(angle - round(angle / (math.pi / 2)) * math.pi / 2) > _UPRIGHT
    # Where an asterisk is of the font Symbol, it comes as the operator.
    text = "" if barcode or slanting else "".join(chars).replace("\u2217", "*")
    return Run(text, x0, x1, y.value, height, bold, italic, end_bold, end_italic, quarters)


def _size(raw: pdfium.FPDF_TEXTPAGE, index: int) -> float:
    """Return the size a character is printed at; boxes will not do, they differ from font to font."""
    matrix = pdfium.FS_MATRIX()
    pdfium.FPDFText_GetMatrix(raw, index, ctypes.byref(matrix))
    size = pdfium.FPDFText_GetFontSize(raw, index) * math.hypot(matrix.b, matrix.d)
    return float(size) if size > 0 else 1.0


def _font(raw: pdfium.FPDF_TEXTPAGE, index: int) -> tuple[bool, bool, bool]:
    """Return whether the font of a character is bold, italic, a barcode's."""
    name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(raw, index, name, _FONT_NAME_BYTES, ctypes.byref(flags))
    bold = bool(_BOLD.search(name.value)) or pdfium.FPDFText_GetFontWeight(raw, index) >= _BOLD_WEIGHT
    italic = bool(_ITALIC.search(name.value)) or bool(flags.value & _ITALIC_FLAG)
    return bold, italic, bool(_BARCODE.search(name.value))


def _joined(found: list[Run]) -> list[Piece]:
    """Join runs that stand side by side at about the same height."""
    out: list[Piece] = []
    group: list[Run] = []
    for run in found:
        if group:
            before = group[-1]
            tall = max(r.height for r in group)
            gap = run.x0 - before.x1
            level = abs(run.base - before.base) < 0.6 * max(tall, run.height)
            if not (level and -0.4 * tall < gap <= _WIDE_GAP * min(tall, max(run.height, before.height))):
                out.append(_piece(group))
                group = []
        group.append(run)
    if group:
        out.append(_piece(group))
    return [p for p in out if p.text.strip()]


def _piece(group: list[Run]) -> Piece:
    tall = max(r.height for r in group if r.text.strip()) if any(r.text.strip() for r in group) else group[0].height
    large = [r for r in group if r.height > _SMALL * tall] or group
    base = large[0].base
    text = ""
    marked = False
    for number, run in enumerate(group):
        words = run.text
        if run.height <= _SMALL * tall and run.base > base + _RAISED * tall:
            marks = raised(words, text)
            # A mark stands at the word it belongs to, whatever the gap.
            text = text.rstrip() if marks != words else text
            words = marks.lstrip() if marks != words else words
            text += words
            marked = marks != run.text
            continue
        apart = run.x0 - group[number - 1].x1 > (_WORD_GAP if marked else _RUN_GAP) * run.height
        if number and apart and not text.endswith(" ") and not words.startswith(" "):
            text += " "
        text += words
        marked = False
    bold = all(r.bold and r.end_bold for r in large)
    italic = all(r.italic and r.end_italic for r in large)
    return Piece(text.strip(), group[0].x0, group[-1].x1, base, tall, bold, italic, large[0].bold, large[-1].end_bold)
