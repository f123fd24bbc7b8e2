"""From the lines of a PDF's pages to blocks: paragraphs joined across columns and pages, footnotes, tables."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate, pairwise, takewhile
from typing import TYPE_CHECKING

from pipeline.layout import MARK
from pipeline.media import pdf_tables
from pipeline.model import Block

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.media.pdf_lines import Line

SMALL = 0.93  # of the body's height: footnotes are smaller
_SAME = 0.08
_SPACED = 1.25  # of the usual leading: a wider gap parts paragraphs
_INDENT = 0.9  # of the height
_LEVEL = 0.6  # of the height: lines that begin closer together begin at one edge
_FULL = 0.12  # of the width: a line that ends closer to the right edge is full
_WIDE = 0.75  # of the usual width: narrower lines are a list, an address or a heading, not running text
_RUNNING = 3  # lines: a paragraph under way
_WORD = re.compile(r"\w+(?:-\w+)*")
_AT_LINE_END = re.compile(rf"(\w+)-[\n{pdf_tables.LINE_END}](\w+)")
_SUSPENDED = frozenset({"and", "or", "to"})
_FAR = 6  # of the height: cells of a masthead are further apart than words
_FIRST_LINES = 8
_SHORT_LINE = 50
_UPPER = 0.75
_RULE = re.compile(r"_{5,}|-{12,}")
_NOTE = re.compile(rf"(?:{MARK.pattern})(?=[\s\w“\"(\[]|$)")
_LABEL = re.compile(
    r"(?:\(?[a-zA-Z]{1,2}\)|\(?[ivxl]{1,5}\)|\(?\d{1,3}[.)]|[A-Z]\.|[IVXL]{1,5}\.|\d{1,2}\.\d{1,3}\.?|[•●▪–—-])$"
)
_LABELLED = re.compile(r"(?:\([a-z]{1,2}\)|\([ivxl]{1,5}\)|\d{1,3}\.|\d{1,2}\.\d{1,3})\s+\S")
_ENDED = re.compile(r"[.;:!?][”’\"')\]]*[⁰¹²³⁴-⁹\d*]{0,3}$")
_MASTHEAD = re.compile(
    r"United\s+Nations$|(?:General\s+Assembly|Security\s+Council|Economic\s+and\s+Social\s+Council|Human\s+Rights\s+Council)$"
    r"|Distr\.|Original\s*:|Provisional$|Official\s+Records$|(?:[A-Z]{1,5}/)+[A-Z0-9]",
    re.IGNORECASE,
)


@dataclass(slots=True)
class _Paragraph:
    lines: list[Line] = field(default_factory=list)
    role: str | None = None
    text: str | None = None

    def block(self) -> Block:
        first = self.lines[0]
        return Block(
            text=self.text if self.text is not None else "\n".join(line.text for line in self.lines),
            bold=all(line.bold for line in self.lines),
            page=first.page,
            role=self.role,
            lead=first.lead,
            italic=all(line.italic for line in self.lines),
        )


def body_height(pages: Sequence[Sequence[Line]]) -> float:
    """Return the height most characters have."""
    heights: Counter[float] = Counter()
    for page in pages:
        for line in page:
            heights[round(line.height * 4) / 4] += len(line.text)
    return max(heights, key=lambda h: (heights[h], h)) if heights else 1.0


def blocks(pages: Sequence[Sequence[Line]]) -> list[Block]:  # noqa: C901 -- one pass over the lines
    """Return the blocks of all pages in reading order; footnotes follow the block that is open when their page ends."""
    body = body_height(pages)
    leading = _leading(pages)
    wide = _WIDE * _width(pages)
    out: list[_Paragraph] = []
    open_body: _Paragraph | None = None
    open_note: _Paragraph | None = None
    for page in pages:
        text, notes = _parted(page, body)
        below = [line for line in text if not _is_masthead(line, text)]
        tables = {id(line): table for table in pdf_tables.find(below, body) for line in table.lines}
        done: set[int] = set()
        for line in text:
            table = tables.get(id(line))
            if table is not None:
                if id(table) not in done:
                    done.add(id(table))
                    _add_table(out, table)
                    open_body = None
                continue
            if _is_masthead(line, text):
                out.append(_Paragraph([line], "masthead", "\n".join(c.text for c in line.cells)))
                open_body = None
            elif open_body is not None and _continues(open_body, line, leading, wide):
                open_body.lines.append(line)
            else:
                open_body = _Paragraph([line])
                if _is_note(line, body):
                    open_body.role = "footnote"
                out.append(open_body)
        for line in notes:
            if _NOTE.match(line.text) and not (open_note and open_note.lines[-1] is line):
                open_note = _Paragraph([line], "footnote")
                out.append(open_note)
            elif open_note is not None:
                open_note.lines.append(line)
            else:
                open_note = _Paragraph([line], "footnote")
                out.append(open_note)
    return _divided(p.block() for p in out)


def _divided(found: Iterable[Block]) -> list[Block]:
    """Settle hyphens at the ends of lines: one that divides a word goes, one that belongs to it stays.

    The document's own words decide: "contributing" elsewhere and no "police-contributing" says nothing, but
    "selfsufficiency" is nowhere and "self-sufficiency" is; where neither is met, most of the others decide. A hyphen
    that waits for its other half ("medium- and long-term") keeps its blank.
    """
    blocks = list(found)
    whole: Counter[str] = Counter()
    for block in blocks:
        whole.update(w.lower() for w in _WORD.findall(_AT_LINE_END.sub(" ", block.text)))
    votes = [_hyphen_stays(m, whole) for block in blocks for m in _AT_LINE_END.finditer(block.text)]
    usually = votes.count(False) <= votes.count(True)

    def joined(match: re.Match[str]) -> str:
        stays = _hyphen_stays(match, whole)
        if stays is None:
            stays = usually
            waits = match[2] in _SUSPENDED and not match.string.startswith("-", match.end())
            if waits and (usually or whole[match[1].lower()]):
                return f"{match[1]}- {match[2]}"
        return match[1] + ("-" if stays else "") + match[2]

    return [replace(b, text=_AT_LINE_END.sub(joined, b.text)) if _AT_LINE_END.search(b.text) else b for b in blocks]


def _hyphen_stays(match: re.Match[str], whole: Counter[str]) -> bool | None:
    """Say whether the hyphen belongs to the word; null where the document's other words do not tell."""
    with_hyphen, without = whole[f"{match[1]}-{match[2]}".lower()], whole[f"{match[1]}{match[2]}".lower()]
    return with_hyphen > without if with_hyphen != without else None


def _add_table(out: list[_Paragraph], table: pdf_tables.Table) -> None:
    """Add a table, to the one above where it goes on over the page; a head that is printed again is left out."""
    before = next((p for p in reversed(out) if p.role != "footnote"), None)
    if before is None or before.role != "table" or before.text is None or before.lines[-1].page >= table.lines[0].page:
        out.append(_Paragraph(table.lines, "table", table.text))
        return
    above, below = before.text.split("\n"), table.text.split("\n")
    again = next((n for n, (a, b) in enumerate(zip(above, below, strict=False)) if a != b), min(len(above), len(below)))
    rest = _continued(above, below[again:])
    before.text = "\n".join([*above, *rest])
    before.lines = [*before.lines, *table.lines]


def _continued(above: list[str], below: list[str]) -> list[str]:
    """Return the rows below after taking off the first where it only goes on with the last above (changed in place)."""
    if not above or not below:
        return below
    upper, lower = above[-1].split("\t"), below[0].split("\t")
    lower += [""] * (len(upper) - len(lower))
    # A row that is whole begins with capitals or numbers.
    going_on = any(b[:1].islower() and a[-1:].isalnum() for a, b in zip(upper, lower, strict=False))
    if len(lower) > len(upper) or not going_on:
        return below
    above[-1] = "\t".join(" ".join(filter(None, pair)) for pair in zip(upper, lower, strict=True))
    return below[1:]


def _is_masthead(line: Line, text: Sequence[Line]) -> bool:
    """Say whether a row of the first page is of the masthead: by its words, or among the first, widely parted."""
    if line.page != 1 or len(line.cells) < 2:  # noqa: PLR2004 -- a row has two cells
        return False
    if any(_MASTHEAD.match(c.text) for c in line.cells):
        return True
    apart = max(b.x0 - a.x1 for a, b in pairwise(line.cells))
    if line.level < _UPPER or apart < _FAR * line.height:
        return False
    above = text[:_FIRST_LINES]
    number = next((i for i, x in enumerate(above) if x is line), None)
    # Nothing that runs like a paragraph stands above a masthead.
    return number is not None and all(len(x.cells) > 1 or len(x.text) < _SHORT_LINE for x in above[:number])


def _leading(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual distance of two lines of a paragraph, as a share of their height."""
    gaps: Counter[float] = Counter()
    for page in pages:
        for a, b in pairwise(page):
            gap = a.base - b.base
            if a.column == b.column and gap > 0 and abs(a.height - b.height) < _SAME * a.height:
                share = round(gap / b.height * 20) / 20
                if share < 3:  # noqa: PLR2004 -- further apart is no leading
                    gaps[share] += 1
    return max(gaps, key=lambda g: (gaps[g], -g)) if gaps else 1.3


def _width(pages: Sequence[Sequence[Line]]) -> float:
    """Return the usual width of a line: that of the line the middle one of all characters stands in, by width."""
    found = sorted((line.x1 - line.x0, len(line.text)) for page in pages for line in page)
    half = sum(count for _, count in found) / 2
    below = accumulate(count for _, count in found)
    return next((width for (width, _), count in zip(found, below, strict=True) if count >= half), 0.0)


def _parted(page: Sequence[Line], body: float) -> tuple[list[Line], list[Line]]:
    """Return the lines of a page's text and those of its footnotes; rules between them are dropped."""
    text: list[Line] = []
    notes: list[Line] = []
    columns: list[list[Line]] = []
    for line in page:
        if columns and columns[-1][-1].column == line.column:
            columns[-1].append(line)
        else:
            columns.append([line])
    for column in columns:
        cut = _notes_start(column, body)
        text += [line for line in column[:cut] if not _RULE.fullmatch(line.text)]
        notes += [line for line in column[cut:] if not _RULE.fullmatch(line.text)]
    return text, notes


def _notes_start(column: list[Line], body: float) -> int:
    """Return where the footnotes of a column begin: after a rule above nothing but small lines, or at a small mark."""
    for number, line in enumerate(column):
        below = column[number + 1 :]
        if (
            _RULE.fullmatch(line.text)
            and below
            and _NOTE.match(below[0].text)
            and line.base < 0.9 * column[0].base + 200
        ):
            small = sum(b.height < SMALL * body for b in below)
            if small > 0.6 * len(below) or all(b.height < 1.05 * body for b in below):
                return number
        if _RULE.fullmatch(line.text) and below and all(b.height < SMALL * body for b in below):
            return number
    start = len(column)
    for number in range(len(column) - 1, -1, -1):
        line = column[number]
        if line.height >= SMALL * body or len(line.cells) > 2:  # noqa: PLR2004 -- a table's row
            break
        if _NOTE.match(line.text):
            start = number
    return start


def _is_note(line: Line, body: float) -> bool:
    return line.height < SMALL * body and bool(_NOTE.match(line.text)) and not line.bold


def _continues(paragraph: _Paragraph, line: Line, leading: float, wide: float) -> bool:  # noqa: PLR0911 -- one reason each
    before = paragraph.lines[-1]
    if abs(before.height - line.height) > _SAME * max(before.height, line.height):
        return False
    labelled = len(line.cells) > 1 and bool(_LABEL.match(line.cells[0].text))
    if paragraph.role == "footnote" and _NOTE.match(line.text):
        return False
    if before.page == line.page and before.column == line.column:
        gap = before.base - line.base
        if gap > _SPACED * leading * line.height or gap < 0:
            return False
        ended = bool(_ENDED.search(before.text))
        if labelled and (ended or before.text.endswith((",", " and", " or"))):
            return False
        hanging = len(before.cells) > 1 and bool(_LABEL.match(before.cells[0].text))
        indented = line.x0 - before.x0 > _INDENT * line.height
        if indented and ended and not hanging and len(paragraph.lines) > 1:
            return False
        wide = line.right - line.left
        short = before.x1 < line.right - 0.25 * wide
        return not (short and ended and not line.text[:1].islower() and paragraph.role != "footnote")
    return _resumes(paragraph, line, wide, labelled=labelled)


def _resumes(paragraph: _Paragraph, line: Line, wide: float, *, labelled: bool) -> bool:
    """Say whether a paragraph goes on in the next column or on the next page."""
    first, before = paragraph.lines[0], paragraph.lines[-1]
    lower = line.text[:1].islower()
    ended = bool(_ENDED.search(before.text))
    full = before.x1 > before.right - _FULL * (before.right - before.left)
    level = before.column == line.column and abs(line.x0 - before.x0) < _LEVEL * line.height
    amid = not ended and (lower or (level and before.tail == line.lead and _is_running(paragraph, wide)))
    changes = (line.bold and not before.bold) or (first.bold and not line.bold)
    if labelled or _LABELLED.match(line.text) or (changes and not amid):
        return False
    if (line.lead and not line.bold and not amid) or (line.italic and not before.italic and line.text[:1].isupper()):
        return False
    offset = 0.0 if level or len(paragraph.lines) == 1 else (line.x0 - line.left) - (before.x0 - before.left)
    if len(paragraph.lines) > 1:
        wraps_at_first = abs(before.x0 - before.left - (first.x0 - first.left)) < 0.5 * line.height
        if not wraps_at_first and before.column == first.column:
            return abs(offset) < _LEVEL * line.height or (lower and not ended)
    if lower:
        return not ended or full
    if line.x0 - line.left > _INDENT * line.height and offset > 0:
        return False
    return amid or (full and (not ended or (len(paragraph.lines) >= _RUNNING and abs(offset) < 0.5 * line.height)))


def _is_running(paragraph: _Paragraph, wide: float) -> bool:
    """Say whether a paragraph's lines on its last page are running text, the last of them full.

    Running text shows its own right edge, whatever sticks out of the column (a table); a heading has none.
    """
    before = paragraph.lines[-1]
    here = (before.page, before.column)
    own = list(takewhile(lambda x: (x.page, x.column) == here, reversed(paragraph.lines)))
    left, right = min(x.x0 for x in own), max(x.x1 for x in own)
    running = len(own) >= _RUNNING and right - left >= wide and not paragraph.lines[0].bold
    return running and before.x1 > right - _FULL * (right - left)
