"""The text of a Word file's parts: paragraphs, tables, footnotes, the header of the first page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.media.docx_styles import VAL, W, on
from pipeline.media.raised import RAISED, raised
from pipeline.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.media.docx_styles import Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
# Where text goes on inside a paragraph.
_WRAPPERS = frozenset(
    {
        f"{W}{n}"
        for n in ("hyperlink", "smartTag", "ins", "moveTo", "fldSimple", "sdt", "sdtContent", "customXml", "dir", "bdo")
    }
)
_MAX_DEPTH = 60
# A table's own notes, in its last row.
_NOTE = re.compile(r"[⁰¹²³⁴-⁹ᵃ-ᶻ*]+\s+\S")


@dataclass(slots=True)
class _Note:
    """A reference met in a paragraph: its mark and where its text is."""

    mark: str
    part: str
    id: str


@dataclass(slots=True)
class _Text:
    """A paragraph in the making."""

    pieces: list[str] = field(default_factory=list)
    bold: list[bool] = field(default_factory=list)
    italic: list[bool] = field(default_factory=list)
    notes: list[_Note] = field(default_factory=list)

    def add(self, text: str, *, bold: bool, italic: bool) -> None:
        self.pieces.append(text)
        if any(c.isalnum() for c in text):
            self.bold.append(bold)
            self.italic.append(italic)

    @property
    def text(self) -> str:
        return "".join(self.pieces)


def blocks(parts: dict[str, etree._Element], styles: Styles) -> list[Block]:
    """Return the blocks of the whole file in reading order."""
    return _Reader(parts, styles).blocks()


class _Reader:
    def __init__(self, parts: dict[str, etree._Element], styles: Styles) -> None:
        self.parts, self.styles = parts, styles
        self.notes = {
            name: {n.get(f"{W}id", ""): n for n in parts[f"word/{name}s.xml"].iter(f"{W}{name}")}
            for name in ("footnote", "endnote") if f"word/{name}s.xml" in parts
        }  # fmt: skip
        self.counts = {"footnote": 0, "endnote": 0}
        self.page = 1
        self.paged = next(parts["word/document.xml"].iter(f"{W}lastRenderedPageBreak"), None) is not None

    def blocks(self) -> list[Block]:
        out = self._masthead()
        body = self.parts["word/document.xml"].find(f"{W}body")
        for child in self._children(body):
            out += self._table(child) if child.tag == f"{W}tbl" else self._paragraph(child)
        return out

    def _children(self, element: etree._Element | None, depth: int = 0) -> Iterator[etree._Element]:
        """Yield paragraphs and tables, also those inside content controls."""
        if element is None or depth > _MAX_DEPTH:
            return
        for child in element:
            if child.tag in {f"{W}p", f"{W}tbl"}:
                yield child
            elif child.tag in {f"{W}sdt", f"{W}sdtContent", f"{W}customXml", f"{W}ins", f"{W}moveTo"}:
                yield from self._children(child, depth + 1)

    def _masthead(self) -> list[Block]:
        """Return the header of the first page, a block per row of its table."""
        body = self.parts["word/document.xml"]
        section = next(body.iter(f"{W}sectPr"), None)
        if section is None or section.find(f"{W}titlePg") is None:
            return []
        header = next((h for h in section.iter(f"{W}headerReference") if h.get(f"{W}type") == "first"), None)
        relations = self.parts.get("word/_rels/document.xml.rels")
        if header is None or relations is None:
            return []
        target = next((r.get("Target", "") for r in relations if r.get("Id") == header.get(f"{_R}id")), "")
        part = self.parts.get(f"word/{target.rsplit('/', 1)[-1]}")
        out = []
        for child in self._children(part):
            if child.tag == f"{W}tbl":
                rows = [
                    [line for cell in row.iter(f"{W}tc") for line in self._cell_lines(cell)]
                    for row in child.iter(f"{W}tr")
                ]
            else:
                rows = [[self._read(child).text]]
            out += [
                Block("\n".join(lines), page=self._page(), role="masthead")
                for row in rows
                if (lines := [x for x in row if x.strip()])
            ]
        return out

    def _cell_lines(self, cell: etree._Element) -> list[str]:
        return [self._read(p).text.strip() for p in self._children(cell) if p.tag == f"{W}p"]

    def _page(self) -> int | None:
        return self.page if self.paged else None

    def _paragraph(self, element: etree._Element) -> list[Block]:
        page = self._page()
        read = self._read(element)
        if self.paged and read.text.strip():
            page = self._page() if not any(read.pieces) else page
        properties = element.find(f"{W}pPr")
        name = None if properties is None or (s := properties.find(f"{W}pStyle")) is None else s.get(VAL)
        style = self.styles.style(name)
        number = self.styles.number(properties) or style.number
        label = self.styles.label(number) if number and number[0] != "0" and read.text.strip() else ""
        text = f"{label} {read.text.strip()}" if label else read.text.strip()
        out = []
        if text:
            bold = bool(read.bold) and all(read.bold)
            out.append(Block(
                text, bold=bold, page=page, role="list_item" if label == "•" else None,
                lead=bool(read.bold) and read.bold[0], italic=bool(read.italic) and all(read.italic),
            ))  # fmt: skip
        return out + self._note_blocks(read.notes)

    def _note_blocks(self, notes: list[_Note]) -> list[Block]:
        out = []
        for note in notes:
            element = self.notes.get(note.part, {}).get(note.id)
            if element is None:
                continue
            words = "\n".join(filter(None, (self._read(p).text.strip() for p in self._children(element))))
            words = words.removeprefix(note.mark).strip()
            if words:
                out.append(Block(f"{note.mark} {words}", page=self._page(), role="footnote"))
        return out

    def _table(self, element: etree._Element, depth: int = 0) -> list[Block]:
        """Return a table as one block, cells divided by tab, rows by newline; its footnotes follow it."""
        page = self._page()
        rows: list[str] = []
        notes: list[_Note] = []
        bold: list[bool] = []
        below: list[Block] = []
        for row in element.iter(f"{W}tr"):
            if next(row.iterancestors(f"{W}tbl"), None) is not element:
                continue
            cells = []
            for cell in row.iterchildren(f"{W}tc"):
                merged = cell.find(f"{W}tcPr/{W}vMerge")
                if merged is not None and merged.get(VAL) != "restart":
                    cells.append("")
                    continue
                read = [self._read(p) for p in self._inner(cell, depth)]
                notes += [n for r in read for n in r.notes]
                bold += [b for r in read for b in r.bold]
                cells.append(" ".join(filter(None, (" ".join(r.text.split()) for r in read))))
            if _NOTE.match("".join(cells)) and sum(map(bool, cells)) == 1:
                own = [
                    " ".join(r.text.split()) for p in row.iter(f"{W}tc") for r in map(self._read, self._inner(p, depth))
                ]
                below += [Block(t, page=page, role="footnote") for t in own if t]
                continue
            text = "\t".join(cells).rstrip("\t")
            if text.strip():
                rows.append(text)
        text = "\n".join(rows)
        if not text.strip():
            return [*below, *self._note_blocks(notes)]
        role = "table" if "\t" in text else None
        return [Block(text, page=page, role=role, bold=bool(bold) and all(bold)), *below, *self._note_blocks(notes)]

    def _inner(self, cell: etree._Element, depth: int) -> Iterator[etree._Element]:
        """Yield the paragraphs of a cell, those of tables inside it too."""
        for child in self._children(cell):
            if child.tag == f"{W}p":
                yield child
            elif depth < _MAX_DEPTH:
                for inner in child.iter(f"{W}tc"):
                    yield from (p for p in self._children(inner) if p.tag == f"{W}p")

    def _read(self, paragraph: etree._Element) -> _Text:
        """Return the words of a paragraph; notes are counted where they are met."""
        out = _Text()
        name = paragraph.find(f"{W}pPr/{W}pStyle")
        self._runs(paragraph, self.styles.style(name.get(VAL) if name is not None else None), out, 0)
        return out

    def _runs(self, element: etree._Element, style: object, out: _Text, depth: int) -> None:
        if depth > _MAX_DEPTH:
            return
        for child in element:
            if child.tag == f"{W}r":
                self._run(child, style, out)
            elif child.tag in _WRAPPERS:
                self._runs(child, style, out, depth + 1)

    def _run(self, run: etree._Element, style: object, out: _Text) -> None:
        from pipeline.media.docx_styles import Style

        own = style if isinstance(style, Style) else Style()
        properties = run.find(f"{W}rPr")
        named = None if properties is None or (s := properties.find(f"{W}rStyle")) is None else s.get(VAL)
        char = self.styles.style(named)
        hidden = on(properties, "vanish")
        if hidden or (hidden is None and (char.hidden or own.hidden)):
            return
        bold, italic = on(properties, "b"), on(properties, "i")
        is_bold = (own.bold or char.bold) if bold is None else bold
        is_italic = (own.italic or char.italic) if italic is None else italic
        up = _is_raised(properties, raised_by_style=char.raised)
        for child in run:
            text = self._inline(child, out)
            if text is None:
                continue
            if up and child.tag == f"{W}t":
                text = raised(text, out.text)
            out.add(text, bold=is_bold, italic=is_italic)

    def _inline(self, child: etree._Element, out: _Text) -> str | None:  # noqa: PLR0911 -- one return per element
        tag = child.tag
        if tag == f"{W}t":
            return child.text or ""
        if tag in {f"{W}tab", f"{W}ptab"}:
            return " "
        if tag in {f"{W}br", f"{W}cr"}:
            if child.get(f"{W}type") == "page":
                self.page += not self.paged
            return "\n"
        if tag == f"{W}noBreakHyphen":
            return "\u2011"
        if tag == f"{W}lastRenderedPageBreak":
            self.page += 1
            return None
        if tag in {f"{W}footnoteReference", f"{W}endnoteReference"}:
            return self._reference(child, out)
        if tag == f"{_MC}AlternateContent":
            return None
        return None

    def _reference(self, child: etree._Element, out: _Text) -> str:
        """Return the mark of a note: the next number, or the characters that follow where the author chose them."""
        part = "footnote" if child.tag == f"{W}footnoteReference" else "endnote"
        identifier = child.get(f"{W}id", "")
        if child.get(f"{W}customMarkFollows", "0") not in {"0", "false"}:
            following = "".join(t.text or "" for r in child.iterancestors(f"{W}r") for t in r.iter(f"{W}t")).strip()
            mark = following.translate(RAISED) if following and following[0] != "*" else following or "*"
            out.notes.append(_Note(mark, part, identifier))
            return ""
        self.counts[part] += 1
        mark = str(self.counts[part]).translate(RAISED)
        out.notes.append(_Note(mark, part, identifier))
        return mark


def _is_raised(properties: etree._Element | None, *, raised_by_style: bool) -> bool:
    """Say whether a run is set above the line: Word says vertAlign, LibreOffice a position and a smaller size."""
    if properties is None:
        return raised_by_style
    align = properties.find(f"{W}vertAlign")
    if align is not None:
        return bool(align.get(VAL) == "superscript")
    position = properties.find(f"{W}position")
    height = position.get(VAL, "0") if position is not None else "0"
    return raised_by_style or (height.isdigit() and int(height) > 2)  # noqa: PLR2004 -- half points: less is kerning
