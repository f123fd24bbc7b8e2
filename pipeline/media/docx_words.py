"""What the words of a Word file are gathered in while it is parsed: paragraphs, and tables of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.media.docx_styles import PLAIN, VAL, W

if TYPE_CHECKING:
    from collections.abc import Sequence

    from lxml import etree

    from pipeline.media.docx_styles import Style

TBL, TR, TC, MERGED = (f"{W}{n}" for n in ("tbl", "tr", "tc", "vMerge"))


@dataclass(slots=True)
class Note:
    """A reference met in a paragraph: its mark, the page it stands on, and where its text is."""

    mark: str
    page: int
    part: str
    id: str


@dataclass(slots=True)
class Paragraph:
    """A paragraph in the making; ``page`` is where its first words stand."""

    page: int
    pieces: list[str] = field(default_factory=list)
    bold: bool = True
    italic: bool = True
    lead: bool = False
    worded: bool = False
    notes: Sequence[Note] = ()
    style: Style = PLAIN

    def add(self, text: str, page: int, *, bold: bool, italic: bool) -> None:
        """Append the words of a run."""
        self.pieces.append(text)
        if text.isspace() or not text:
            return
        if not self.worded:
            self.worded, self.lead, self.page = True, bold, page
        self.bold = self.bold and bold
        self.italic = self.italic and italic

    @property
    def text(self) -> str:
        """The words so far."""
        return "".join(self.pieces)

    @property
    def before(self) -> str:
        """The last words so far."""
        return next(filter(None, reversed(self.pieces)), "")


@dataclass(slots=True)
class Table:
    """A table in the making: rows of cells of paragraphs; a table inside a table is of the cell that holds it."""

    rows: list[list[list[Paragraph]]] = field(default_factory=list)
    depth: int = 0
    continues: bool = False

    def is_whole(self, tag: str, element: etree._Element, *, ended: bool) -> bool:
        """Follow the start or end of an element of a table, and say whether the table ends with it."""
        if tag == TBL:
            self.depth += -1 if ended else 1
            return ended and self.depth == 0
        if self.depth != 1:
            return False
        if tag == MERGED:  # a cell that only continues the one above it
            self.continues = element.get(VAL) != "restart"
        elif tag == TR and not ended:
            self.rows.append([])
        elif tag == TC and self.rows:
            if not ended:
                self.rows[-1].append([])
                self.continues = False
            elif self.continues:
                self.rows[-1][-1] = []
        return False

    def add(self, paragraph: Paragraph) -> None:
        """Add a paragraph to the cell that is open."""
        if self.rows and self.rows[-1]:
            self.rows[-1][-1].append(paragraph)


class Row:
    """A row of a table that is whole: its cells, and the words of each on one line."""

    __slots__ = ("cells", "words")

    def __init__(self, cells: list[list[Paragraph]]) -> None:
        self.cells, self.words = cells, list(map(joined, cells))


def joined(cell: list[Paragraph]) -> str:
    """Return the words of a cell on one line."""
    return " ".join(" ".join([r.text for r in cell]).split())
