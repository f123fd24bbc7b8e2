"""The text of a Word file's parts: paragraphs, tables, footnotes, the header of the first page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.media.docx_styles import VAL, W
from pipeline.media.raised import RAISED, raised
from pipeline.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import etree

    from pipeline.media.docx_styles import Style, Styles

_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_P, _TBL, _TR, _TC, _RUN, _T = (f"{W}{n}" for n in ("p", "tbl", "tr", "tc", "r", "t"))
_PPR, _RPR, _PSTYLE, _RSTYLE = (f"{W}{n}" for n in ("pPr", "rPr", "pStyle", "rStyle"))
_B, _I, _VANISH, _ALIGN, _POSITION = (f"{W}{n}" for n in ("b", "i", "vanish", "vertAlign", "position"))
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
_OFF = frozenset({"0", "false", "off", "none"})
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
    """A paragraph in the making; ``page`` is where its first words stand."""

    pieces: list[str] = field(default_factory=list)
    bold: bool = True
    italic: bool = True
    lead: bool = False
    worded: bool = False
    page: int = 0
    notes: list[_Note] = field(default_factory=list)

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


def blocks(parts: dict[str, etree._Element], styles: Styles) -> list[Block]:
    """Return the blocks of the whole file in reading order."""
    return _Reader(parts, styles).blocks()


def _first(element: etree._Element, tag: str) -> etree._Element | None:
    """Return the first child if it has the tag: properties stand first."""
    child = element[0] if len(element) else None
    return child if child is not None and child.tag == tag else None


def _is_merged(cell: etree._Element) -> bool:
    """Say whether a cell only continues the one above it."""
    properties = _first(cell, f"{W}tcPr")
    merged = None if properties is None else properties.find(f"{W}vMerge")
    return merged is not None and merged.get(VAL) != "restart"


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
            if child.tag in {_P, _TBL}:
                yield child
            elif child.tag in _HOLDERS:
                yield from self._children(child, depth + 1)

    def _inside(self, element: etree._Element, tag: str, depth: int = 0) -> Iterator[etree._Element]:
        """Yield an element's children of a tag, also those inside content controls."""
        for child in element:
            if child.tag == tag:
                yield child
            elif child.tag in _HOLDERS and depth < _MAX_DEPTH:
                yield from self._inside(child, tag, depth + 1)

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
        properties = _first(element, _PPR)
        style = self._style(properties)
        read = _Text()
        self._runs(element, style, read, 0)
        text = read.text.strip()
        out = []
        if text:
            number = self.styles.number(properties) or style.number
            label = self.styles.label(number) if number and number[0] != "0" else ""
            out.append(Block(
                f"{label} {text}" if label else text, bold=read.worded and read.bold,
                page=read.page if self.paged else None, role="list_item" if label == "•" else None,
                lead=read.lead, italic=read.worded and read.italic,
            ))  # fmt: skip
        return out + self._note_blocks(read.notes)

    def _style(self, properties: etree._Element | None) -> Style:
        named = None if properties is None else _first(properties, _PSTYLE)
        return self.styles.style(None if named is None else named.get(VAL))

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
        for row in self._inside(element, _TR):
            cells = []
            for cell in self._inside(row, _TC):
                if _is_merged(cell):
                    cells.append("")
                    continue
                read = [self._read(p) for p in self._inner(cell, depth)]
                notes += [n for r in read for n in r.notes]
                bold += [r.bold for r in read if r.worded]
                cells.append(" ".join(filter(None, (" ".join(r.text.split()) for r in read))))
            if _NOTE.match("".join(cells)) and sum(map(bool, cells)) == 1:
                own = [
                    " ".join(r.text.split())
                    for cell in self._inside(row, _TC)
                    for r in map(self._read, self._inner(cell, depth))
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
            if child.tag == _P:
                yield child
            elif depth < _MAX_DEPTH:
                for inner in child.iter(_TC):
                    yield from (p for p in self._children(inner) if p.tag == _P)

    def _read(self, paragraph: etree._Element) -> _Text:
        """Return the words of a paragraph; notes are counted where they are met."""
        out = _Text()
        self._runs(paragraph, self._style(_first(paragraph, _PPR)), out, 0)
        return out

    def _runs(self, element: etree._Element, style: Style, out: _Text, depth: int) -> None:
        if depth > _MAX_DEPTH:
            return
        for child in element:
            if child.tag == _RUN:
                self._run(child, style, out)
            elif child.tag in _WRAPPERS:
                self._runs(child, style, out, depth + 1)

    def _run(self, run: etree._Element, style: Style, out: _Text) -> None:
        bold, italic, up, hidden = style.bold, style.italic, False, style.hidden
        for child in run:
            tag = child.tag
            if tag == _T:
                text = child.text or ""
                if up:
                    text = raised(text, out.text)
                out.add(text, self.page, bold=bold, italic=italic)
            elif tag == _RPR:  # always the first
                bold, italic, up, hidden = self._set(child, style)
                if hidden:
                    return
            elif tag in _CHARACTERS:
                out.pieces.append(_CHARACTERS[tag])
            elif tag in _BREAKS:
                self.page += child.get(f"{W}type") == "page" and not self.paged
                out.pieces.append("\n")
            elif tag == _RENDERED_BREAK:
                self.page += 1
            elif tag in _REFERENCES:
                out.pieces.append(self._reference(child, run, out))

    def _set(self, properties: etree._Element, style: Style) -> tuple[bool, bool, bool, bool]:
        """Return whether a run is bold, italic, raised, hidden.

        Of raised text Word says vertAlign, LibreOffice a position and a smaller size.
        """
        own: dict[str, str] = {}
        char = None
        for p in properties:
            own[p.tag] = p.get(VAL, "1")
        if _RSTYLE in own:
            char = self.styles.style(own[_RSTYLE])
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

    def _reference(self, child: etree._Element, run: etree._Element, out: _Text) -> str:
        """Return the mark of a note: the next number, or nothing where the author's own characters follow as text."""
        part = _REFERENCES[child.tag]
        identifier = child.get(f"{W}id", "")
        if child.get(f"{W}customMarkFollows", "0") not in _OFF:
            following = "".join(t.text or "" for t in run.iter(_T)).strip()
            mark = following.translate(RAISED) if following and following[0] != "*" else following or "*"
            out.notes.append(_Note(mark, part, identifier))
            return ""
        self.counts[part] += 1
        mark = str(self.counts[part]).translate(RAISED)
        out.notes.append(_Note(mark, part, identifier))
        return mark
