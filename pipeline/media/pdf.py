"""PDF files with a text layer, through pypdfium2 (BSD-3 and Apache-2.0; fast, and gives size and place of characters).

``pdf_glyphs`` characters -> pieces, ``pdf_figures`` those of charts left out, ``pdf_lines`` pieces -> lines in reading
order, ``pdf_flow`` lines -> blocks.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.errors import Refused
from pipeline.media import pdf_figures, pdf_flow, pdf_glyphs, pdf_lines

if TYPE_CHECKING:
    import pypdfium2

    from pipeline.model import Block

MAX_PAGES = 3_000
MAX_CHARACTERS = 20_000_000
# A page of text has hundreds of letters; a scan with a stamp or a page number has fewer than this.
_LETTERS_PER_PAGE = 12


def blocks(data: bytes, path: str) -> tuple[Block, ...]:
    """Return the paragraphs of all pages in reading order.

    Raises Refused for a damaged or encrypted file, one without a text layer, and one beyond the limits.
    """
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _refused(path, error) from error
    try:
        count = len(document)
        if count > MAX_PAGES:
            raise Refused("parse", "pdf/too-many-pages", f"{path}: {count} pages; at most {MAX_PAGES} are read")
        pages = _pages(document, path)
    finally:
        document.close()
    letters = sum(sum(map(str.isalpha, p.text)) for page in pages for row in page.rows for p in row)
    if letters < _LETTERS_PER_PAGE * max(1, min(count, 10)):
        reason = (
            f"{path}: no text layer: {letters} letters on {count} page{'s' * (count != 1)}; recognise the scan first"
        )
        raise Refused("parse", "pdf/no-text-layer", reason)
    body = _body(pages)
    pdf_lines.without_furniture(pages, pdf_flow.SMALL * body)
    found = pdf_flow.blocks([pdf_lines.lines(page) for page in pages])
    if not found:
        raise Refused(
            "parse", "pdf/no-text-layer", f"{path}: no text layer: nothing but running heads and page numbers"
        )
    return tuple(found)


def _refused(path: str, error: pypdfium2.PdfiumError) -> Refused:
    said = re.sub(r"\s+", " ", str(error))
    if "assword" in said or "ecurity" in said:
        return Refused("parse", "pdf/encrypted", f"{path}: encrypted: it cannot be read without its password")
    return Refused("parse", "pdf/damaged", f"{path}: damaged or no PDF ({said})")


def _pages(document: pypdfium2.PdfDocument, path: str) -> list[pdf_lines.Page]:
    import pypdfium2

    out: list[pdf_lines.Page] = []
    characters = 0
    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError as error:
            raise Refused("parse", "pdf/damaged", f"{path}: damaged: page {number + 1} cannot be loaded") from error
        drawn = pdf_figures.without_figures(page, pdf_glyphs.pieces(page))
        pieces = _printed(drawn, page.get_cropbox())
        width, height = page.get_size()
        page.close()
        characters += sum(len(p.text) for p in pieces)
        if characters > MAX_CHARACTERS:
            raise Refused("parse", "pdf/too-long", f"{path}: more than {MAX_CHARACTERS} characters")
        out.append(pdf_lines.Page(number + 1, width, height, pdf_lines.rows(pieces)))
    return out


def _printed(pieces: list[pdf_glyphs.Piece], box: tuple[float, float, float, float]) -> list[pdf_glyphs.Piece]:
    """Return the pieces inside the page's crop box, measured from its corner.

    A scan cut out of a double page keeps the recognised text of the facing page outside the box: nobody sees it.
    """
    left, bottom, right, top = box
    inside = [p for p in pieces if left <= (p.x0 + p.x1) / 2 <= right and bottom <= p.base + p.height / 2 <= top]
    if not (left or bottom):
        return inside
    return [replace(p, x0=p.x0 - left, x1=p.x1 - left, base=p.base - bottom) for p in inside]


def _body(pages: list[pdf_lines.Page]) -> float:
    heights: dict[float, int] = {}
    for page in pages:
        for row in page.rows:
            for piece in row:
                key = round(piece.height * 4) / 4
                heights[key] = heights.get(key, 0) + len(piece.text)
    return max(heights, key=lambda h: (heights[h], h)) if heights else 1.0
