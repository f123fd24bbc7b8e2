"""The text of a Word file's parts: paragraphs, tables, footnotes, the header of the first page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.media.docx_styles import NUMPR, VAL, Styles, W, by_id, number
from pipeline.media.docx_words import MERGED, TBL, TC, TR, Note, Paragraph, Row, Table, joined
from pipeline.media.raised import RAISED, raised
from pipeline.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from lxml import etree

    from pipeline.media.docx_styles import Part, Style

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P, _RUN, _T = (f"{W}{n}" for n in ("p", "r", "t"))
_SECTION = f"{W}sectPr"
# What programs show that do not know the choice beside it: the same words once more.
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
TAGS = (_P, _FALLBACK, NUMPR, TBL, TR, TC, _SECTION, MERGED)  # of the elements whose starts and ends are followed
_PPR, _RPR, _PSTYLE, _RSTYLE = (f"{W}{n}" for n in ("pPr", "rPr", "pStyle", "rStyle"))
_B, _I, _VANISH, _ALIGN, _POSITION = (f"{W}{n}" for n in ("b", "i", "vanish", "vertAlign", "position"))
_LOOKS = frozenset({_B, _I, _VANISH, _ALIGN, _POSITION, _RSTYLE})
_ID = f"{W}id"
_REFERENCES = {f"{W}footnoteReference": "footnote", f"{W}endnoteReference": "endnote"}
_RENDERED_BREAK = f"{W}lastRenderedPageBreak"
_BREAKS = frozenset({f"{W}br", f"{W}cr"})
_CHARACTERS = {f"{W}tab": " ", f"{W}ptab": " ", f"{W}noBreakHyphen": "\u2011"}
_HOLDERS = frozenset({f"{W}{n}" for n in ("sdt", "sdtContent", "customXml", "ins", "moveTo")})
# Where text goes on inside a paragraph.
_WRAPPERS = frozenset(
    {
        f"{W}{n}"
        for n in ("hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo")
    }
)
_FLOW = frozenset({_P, TBL})
_OFF = frozenset({"0", "false", "off", "none"})
_MAX_DEPTH = 60
_RUNNING = 80  # characters: longer words over the whole width of a table are no heading of rows
# A table's own notes, in its last row.
_NOTE = re.compile(r"[⁰¹²³⁴-⁹ᵃ-ᶻ*]+\s+\S")


def blocks(events: Iterable[tuple[str, etree._Element]], part: Part, *, paged: bool) -> list[Block]:
    """Return the blocks of the whole file in reading order.

    ``events`` are the starts and ends of the body's TAGS while it is parsed: an element read at its end, when the
    processor still holds it, costs a third of what it costs later. ``part`` returns another part of the file by its
    name; ``paged`` says whether the file tells where its pages ended when it was last printed.
    """
    return _Reader(part, paged=paged).blocks(events)


def _first(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child if it has the tag: properties stand first."""
    return element[0] if len(element) and element[0].tag == tag else None


def _grandparent(element: etree._Element) -> str | None:
    parent = element.getparent()
    above = None if parent is None else parent.getparent()
    return None if above is None else str(above.tag)


class _Reader:
    def __init__(self, part: Part, *, paged: bool) -> None:
        self.part, self.paged = part, paged
        self.styles = Styles(part)
        self.notes: dict[str, dict[str, etree._Element]] = {}
        self.counts = {"footnote": 0, "endnote": 0}
        self.page = 1
        self.listed: tuple[str, int] | None = None  # the open paragraph's own place in a list

    def blocks(self, events: Iterable[tuple[str, etree._Element]]) -> list[Block]:
        """Return the masthead and the body; a table inside a table is of the cell that holds it.

        What is read is cleared: a file of any length needs little memory.
        """
        out: list[Block] = []
        masthead: list[Block] | None = None
        table = Table()
        paragraphs = 0  # open ones, and what is left out as text boxes are, which are paragraphs inside paragraphs
        for event, element in events:
            tag, ended = element.tag, event == "end"
            if tag == _P:
                paragraphs += -1 if ended else 1
                if paragraphs == 0:
                    if table.depth:
                        table.add(self._counted(element)[0])
                    else:
                        out += self._paragraph(element)
                    element.clear()
                    self.listed = None
            elif tag == _FALLBACK:
                paragraphs += -1 if ended else 1
            elif tag == NUMPR and ended and paragraphs == 1 and _grandparent(element) == _P:
                self.listed = number(element)  # its own, not what it was before a tracked change
            elif tag == _SECTION:
                if ended and masthead is None:
                    masthead = self._masthead(element)
            elif paragraphs == 0 and table.is_whole(tag, element, ended=ended):
                out += self._table(table.rows)
                table = Table()
                element.clear()
        return (masthead or []) + out

    def _children(self, element: etree._Element | None, depth: int = 0) -> Iterator[etree._Element]:
        """Yield paragraphs and tables, also those inside content controls."""
        if element is None or depth > _MAX_DEPTH:
            return
        for child in element:
            tag = child.tag
            if tag in _FLOW:
                yield child
            elif tag in _HOLDERS:
                yield from self._children(child, depth + 1)

    def _masthead(self, section: etree._Element) -> list[Block]:
        """Return the header of the first page, a block per row of its table."""
        if section.find(f"{W}titlePg") is None:
            return []
        header = next((h for h in section.iter(f"{W}headerReference") if h.get(f"{W}type") == "first"), None)
        relations = self.part("word/_rels/document.xml.rels")
        if header is None or relations is None:
            return []
        target = next((r.get("Target", "") for r in relations if r.get("Id") == header.get(f"{_R}id")), "")
        part = self.part(f"word/{target.rsplit('/', 1)[-1]}")
        out = []
        for child in self._children(part):
            if child.tag == TBL:
                rows = [[line for cell in row.iter(TC) for line in self._cell_lines(cell)] for row in child.iter(TR)]
            else:
                rows = [[self._read(child).text]]
            out += [
                Block("\n".join(lines), page=1 if self.paged else None, role="masthead")
                for row in rows
                if (lines := [x for x in row if x.strip()])
            ]
        return out

    def _cell_lines(self, cell: etree._Element) -> list[str]:
        return [self._read(p).text.strip() for p in self._children(cell) if p.tag == _P]

    def _paragraph(self, element: etree._Element) -> list[Block]:
        read, label = self._counted(element)
        text = read.text.strip()
        out = [self._block(read, text, "list_item" if label == "•" else None)] if text else []
        return out + self._note_blocks(read.notes)

    def _counted(self, element: etree._Element) -> tuple[Paragraph, str]:
        """Return the words of a paragraph, behind its label where it is counted, and the label."""
        read = self._read(element)
        if not read.worded and not read.text.strip():
            return read, ""
        listed = self.listed or read.style.number
        label = self.styles.label(listed) if listed and listed[0] != "0" else ""
        if label:
            read.pieces = [f"{label} {read.text.strip()}"]
        return read, label

    def _block(self, read: Paragraph, text: str, role: str | None = None) -> Block:
        return Block(
            text, bold=read.worded and read.bold, page=read.page if self.paged else None, role=role, lead=read.lead,
            italic=read.worded and read.italic,
        )  # fmt: skip

    def _note_blocks(self, notes: Sequence[Note]) -> list[Block]:
        out = []
        for note in notes:
            if note.part not in self.notes:
                self.notes[note.part] = by_id(self.part(f"word/{note.part}s.xml"), note.part, "id")
            element = self.notes[note.part].get(note.id)
            if element is None:
                continue
            words = "\n".join(filter(None, (self._read(p).text.strip() for p in self._children(element))))
            words = words.removeprefix(note.mark).strip()
            if words:
                out.append(Block(f"{note.mark} {words}", page=note.page if self.paged else None, role="footnote"))
        return out

    def _table(self, table: list[list[list[Paragraph]]]) -> list[Block]:
        """Return the tables of a frame of rows of cells, the paragraphs between them, and the notes of both.

        A table runs from its first row of several cells to its last, unless running text that stands in one cell over
        the whole width parts it: that is no row.
        """
        out: list[Block] = []
        below: list[Block] = []
        rows: list[Row] = []
        between: list[Row] = []
        for cells in [*table, []]:
            row = Row(cells)
            if sum(map(bool, row.words)) == 1 and _NOTE.match("".join(row.words)):
                below += [self._block(r, joined([r]), "footnote") for cell in cells for r in cell if joined([r])]
            elif len(cells) == 1:
                between.append(row)
            else:
                if any(len(r.words[0]) > _RUNNING for r in between) or not (rows and cells):
                    out += self._rows(rows) + [
                        self._block(r, r.text.strip()) for b in between for r in b.cells[0] if r.text.strip()
                    ]
                    rows = []
                else:
                    rows += between
                rows += [row] if cells else []
                between = []
        return [*out, *below, *self._note_blocks([n for row in table for cell in row for r in cell for n in r.notes])]

    def _rows(self, table: list[Row]) -> list[Block]:
        """Return a table as one block, cells divided by tab, rows by newline; none where all cells are empty."""
        text = "\n".join(line for row in table if (line := "\t".join(row.words).rstrip("\t")))
        if not text:
            return []
        read = [r for row in table for cell in row.cells for r in cell]
        worded = [r.bold for r in read if r.worded]
        page = read[0].page if self.paged else None
        bold = bool(worded) and all(worded)
        return [Block(text, page=page, role="table" if "\t" in text else None, bold=bold)]

    def _read(self, paragraph: etree._Element) -> Paragraph:
        """Return the words of a paragraph; notes are counted where they are met."""
        out = Paragraph(self.page)
        self._runs(paragraph, out, 0)
        return out

    def _runs(self, element: etree._Element, out: Paragraph, depth: int) -> None:
        for child in element:
            tag = child.tag
            if tag == _RUN:
                self._run(child, out)
            elif tag == _PPR:  # always the first
                named = _first(child, _PSTYLE)
                if named is not None:
                    out.style = self.styles.style(named.get(VAL))
            elif tag in _WRAPPERS and depth < _MAX_DEPTH:
                self._runs(child, out, depth + 1)

    def _run(self, run: etree._Element, out: Paragraph) -> None:  # noqa: C901 -- one pass over the run, for speed
        style = out.style
        bold, italic, up, hidden = style.bold, style.italic, False, style.hidden
        for child in run:
            tag = child.tag
            if tag == _RPR:  # always the first
                own = {}
                for look in child:
                    name = look.tag
                    if name in _LOOKS:
                        own[name] = look.get(VAL, "1")
                if own:
                    bold, italic, up, hidden = self._looks(own, style)
            elif hidden:
                return
            elif tag == _T:
                text = child.text or ""
                if up:
                    text = raised(text, out.before)
                out.add(text, self.page, bold=bold, italic=italic)
            elif tag in _CHARACTERS:
                out.pieces.append(_CHARACTERS[tag])
            elif tag in _BREAKS:
                out.pieces.append("\n")
            elif tag == _RENDERED_BREAK:
                self.page += 1
            elif tag in _REFERENCES:
                out.pieces.append(self._reference(child, run, out))

    def _looks(self, own: dict[str, str], style: Style) -> tuple[bool, bool, bool, bool]:
        """Return whether a run is bold, italic, raised, hidden.

        Of raised text Word says vertAlign, LibreOffice a position and a smaller size.
        """
        char = self.styles.style(own[_RSTYLE]) if _RSTYLE in own else None
        bold = own[_B] not in _OFF if _B in own else style.bold or (char is not None and char.bold)
        italic = own[_I] not in _OFF if _I in own else style.italic or (char is not None and char.italic)
        hidden = own[_VANISH] not in _OFF if _VANISH in own else style.hidden or (char is not None and char.hidden)
        up = char is not None and char.raised
        if _ALIGN in own:
            up = own[_ALIGN] == "superscript"
        elif _POSITION in own:
            height = own[_POSITION]
            up = up or (height.isdigit() and int(height) > 2)  # noqa: PLR2004 -- half points: less is kerning
        return bold, italic, up, hidden

    def _reference(self, child: etree._Element, run: etree._Element, out: Paragraph) -> str:
        """Return the mark of a note: the next number, or nothing where the author's own characters follow as text."""
        part = _REFERENCES[child.tag]
        identifier = child.get(_ID, "")
        if child.get(f"{W}customMarkFollows", "0") not in _OFF:
            following = "".join(t.text or "" for t in run.iter(_T)).strip()
            mark = following.translate(RAISED) if following and following[0] != "*" else following or "*"
            out.notes = [*out.notes, Note(mark, self.page, part, identifier)]
            return ""
        self.counts[part] += 1
        mark = str(self.counts[part]).translate(RAISED)
        out.notes = [*out.notes, Note(mark, self.page, part, identifier)]
        return mark
