"""Where a PDF page has drawn figures: frames around what no table is drawn with. Their labels are no running text.

A chart from an office program is a rectangle, and in it bars, lines and axes with their ticks; tables and text boxes
are drawn with rectangles alone. (Word files keep charts apart from the text; both containers leave them out.)
"""

from __future__ import annotations

import ctypes
from typing import TYPE_CHECKING

import pypdfium2.raw as pdfium

if TYPE_CHECKING:
    import pypdfium2

    from pipeline.media.pdf_glyphs import Piece

# In points: a figure is at least this wide and high, and no larger than this share of its page.
_WIDE, _HIGH, _MOST = 100.0, 50.0, 0.8
_RECTANGLE = 5  # segments
_PATHS = 4  # a frame, what is drawn in it, and two axes
_LABEL = 80  # characters: what is longer is no label, and what holds it no figure
_MAX_OBJECTS = 20_000
_MAX_FRAMES = 100
_SLACK = 1.0

Box = tuple[float, float, float, float]


def without_figures(page: pypdfium2.PdfPage, pieces: list[Piece]) -> list[Piece]:
    """Return the pieces that do not stand in a drawn figure of their page."""
    for frame in _figures(page):
        inside = [p for p in pieces if _holds(frame, (p.x0, p.base, p.x1, p.base + p.height))]
        if all(len(p.text) < _LABEL for p in inside):
            labels = set(map(id, inside))
            pieces = [p for p in pieces if id(p) not in labels]
    return pieces


def _figures(page: pypdfium2.PdfPage) -> list[Box]:
    """Return the frames of the page's figures: left, bottom, right, top."""
    width, height = page.get_size()
    paths = _paths(page)
    frames = [
        box
        for box, segments in paths
        if segments <= _RECTANGLE and _wide(box) >= _WIDE and _high(box) >= _HIGH
        and _wide(box) * _high(box) < _MOST * width * height
    ]  # fmt: skip
    out: list[Box] = []
    for frame in sorted(frames, key=lambda b: -_wide(b) * _high(b))[:_MAX_FRAMES]:
        inside = [segments for box, segments in paths if _holds(frame, box)]
        if len(inside) >= _PATHS and max(inside) > _RECTANGLE and not any(_holds(other, frame) for other in out):
            out.append(frame)
    return out


def _paths(page: pypdfium2.PdfPage) -> list[tuple[Box, int]]:
    """Return the box and the number of segments of what is drawn on the page with lines."""
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    out: list[tuple[Box, int]] = []
    for number in range(min(pdfium.FPDFPage_CountObjects(page.raw), _MAX_OBJECTS)):
        drawn = pdfium.FPDFPage_GetObject(page.raw, number)
        if pdfium.FPDFPageObj_GetType(drawn) != pdfium.FPDF_PAGEOBJ_PATH:
            continue
        if pdfium.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
            box = (left.value, bottom.value, right.value, top.value)
            out.append((box, pdfium.FPDFPath_CountSegments(drawn)))
    return out


def _wide(box: Box) -> float:
    return box[2] - box[0]


def _high(box: Box) -> float:
    return box[3] - box[1]


def _holds(outer: Box, inner: Box) -> bool:
    return (
        inner[0] >= outer[0] - _SLACK and inner[1] >= outer[1] - _SLACK
        and inner[2] <= outer[2] + _SLACK and inner[3] <= outer[3] + _SLACK
    )  # fmt: skip
