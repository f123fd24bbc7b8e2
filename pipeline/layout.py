"""Between container and kind: blocks at their places in one text; between kind and extraction: the final text."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.model import Layout, Parsed, Placed, Segment
from pipeline.normalise import line_breaks, normalise, unwrap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from pipeline.model import Block

SEPARATOR = "\n\n"
# Kinds of segments whose line breaks are theirs; in all others a line break is where a line was full.
KEEPS_LINES = frozenset({"signature", "table"})
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"
MARK = re.compile(rf"[{SUPERSCRIPTS}]{{1,4}}|\*{{1,5}}")
_BLANK_LINE = re.compile(
    r"(?:\r\n|\n|\r|\u2028|\u2029)[^\S\r\n\u2028\u2029]*(?:(?:\r\n|\n|\r|\u2028|\u2029)\s*)+|\u2029\s*"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One printed line: ``layout.text[start:end] == text``; ``block`` numbers the block that holds it."""

    start: int
    end: int
    text: str
    block: int
    bold: bool
    page: int | None


def place(blocks: Iterable[Block]) -> Layout:
    """Return the blocks, normalised, as one text; blocks without words are dropped.

    Lines of a first page that a container set apart, though one goes on with the other, are one block.
    """
    placed: list[Placed] = []
    texts: list[str] = []
    at = 0
    for block in blocks:
        text = _cells(block.text) if block.role == "table" else normalise(block.text)
        text = _BROKEN_NAME.sub(" ", text) if len(placed) < _FRONT_BLOCKS else text
        if text:
            if placed and len(placed) <= _FRONT_BLOCKS and _wraps(placed[-1], texts[-1], block, text):
                placed[-1] = replace(placed[-1], end=placed[-1].end + 1 + len(text))
                texts[-1] += " " + text
                at += 1 + len(text)
                continue
            placed.append(Placed(at, at + len(text), block.bold, block.page, block.role, block.lead, block.italic))
            texts.append(text)
            at += len(text) + len(SEPARATOR)
    return Layout(SEPARATOR.join(texts), tuple(placed))


# Names that mastheads set on two lines: "General / Assembly", "Economic and Social / Council", "UNITED / NATIONS".
_BROKEN_NAME = re.compile(
    r"(?:(?<=general)\n(?=assembly\b)|(?:(?<=security)|(?<=and social)|(?<=man rights))\n(?=council\b)"
    r"|(?<=economic and)\n(?=social council\b)|(?<=united)\n(?=nations\b))",
    re.IGNORECASE,
)
# Where mastheads and titles stand, and how short and how long their lines are.
_FRONT_BLOCKS, _FRONT_LEAST, _FRONT_LINE = 24, 24, 150
_GOES_ON = re.compile(rf"(?!{MARK.pattern})(?:[a-zà-ÿ]|\((?!(?:[a-z]{{1,2}}|Signed)\))\w)")
_OPEN_ENDED = re.compile(r"\b(?:the|of|and|in|to|by|for|on|with|its|a|an|at|from)$")


def _wraps(before: Placed, above: str, block: Block, text: str) -> bool:
    """Say whether two blocks of a first page are one line that wraps: set apart, but nothing ends between them."""
    if len(above) < _FRONT_LEAST and _BROKEN_NAME.search(f"{above}\n{text}"):
        return True
    alike = before.bold == block.bold and before.italic == block.italic and before.role is None and block.role is None
    short = len(text) < _FRONT_LINE and _FRONT_LEAST < len(above.rsplit("\n", 1)[-1]) < 3 * _FRONT_LINE
    listing = before.bold and above[-1] == ","
    if not (alike and short and (above[-1].isalnum() or listing)):
        return False
    return listing or _GOES_ON.match(text) is not None or _OPEN_ENDED.search(above) is not None


def _cells(text: str) -> str:
    """Return a table's text, normalised cell by cell; empty cells at the ends of rows and empty rows are left out."""
    rows = ("\t".join(map(normalise, row.split("\t"))).rstrip("\t") for row in line_breaks(text).split("\n"))
    return "\n".join(row for row in rows if row.strip())


def in_place(text: str) -> Layout:
    """Return the paragraphs of a text that may not be rewritten, as spans of exactly that text."""
    placed = []
    at = 0
    for end, following in [*((m.start(), m.end()) for m in _BLANK_LINE.finditer(text)), (len(text), len(text))]:
        piece = text[at:end]
        if piece.strip():
            start = at + len(piece) - len(piece.lstrip())
            placed.append(Placed(start, at + len(piece.rstrip())))
        at = following
    return Layout(text, tuple(placed))


def lines(layout: Layout) -> Iterator[Line]:
    """Yield the printed lines in order, without the white space around them; empty ones are left out."""
    for number, block in enumerate(layout.blocks):
        for match in re.finditer(r"\S(?:[^\r\n\u2028\u2029]*\S)?", layout.of(block)):
            start = block.start + match.start()
            yield Line(start, start + len(match.group()), match.group(), number, block.bold, block.page)


def segment(  # noqa: PLR0913 -- one argument per field
    layout: Layout, kind: str, start: int, end: int, *, label: str | None = None, page: int | None = None
) -> Segment:
    """Return the slice ``start:end`` of the layout's text as a segment."""
    return Segment(kind, start, layout.text[start:end], label=label, page=page)


def settle(parsed: Parsed) -> Parsed:
    """Return the document with its final text: footnotes after the segment that bears their first mark, wraps joined.

    Before, segments are slices of a layout's text in printed order; after, of ``parsed.text``, parted by blank lines.
    """
    segments = [
        replace(s, text=s.text if s.kind in KEEPS_LINES else unwrap(s.text)) for s in _footnotes_moved(parsed.segments)
    ]
    at = 0
    placed = []
    for s in segments:
        placed.append(replace(s, char_start=at))
        at += len(s.text) + len(SEPARATOR)
    return replace(parsed, text=SEPARATOR.join(s.text for s in segments), segments=tuple(placed))


def _footnotes_moved(segments: tuple[Segment, ...]) -> list[Segment]:
    """Put each footnote behind the first segment of its part that bears its mark; where none does, it stays.

    Where a mark is used again (every table has its ᵃ), each of its footnotes looks first at what stands between the
    one before and itself, then between itself and the next.
    """
    bearing: dict[tuple[int, str], list[int]] = {}
    printed: dict[tuple[int, str], list[int]] = {}
    for number, s in enumerate(segments):
        if s.kind == "footnote":
            printed.setdefault((s.part, s.label or ""), []).append(number)
            continue
        for match in MARK.finditer(s.text):
            bearing.setdefault((s.part, match.group()), []).append(number)
    following: dict[int, list[Segment]] = {}
    before = -1
    for number, s in enumerate(segments):
        if s.kind != "footnote":
            before = number
            continue
        key = (s.part, s.label or "")
        place = _bearer(bearing.get(key, []), printed[key], number)
        following.setdefault(before if place is None else place, []).append(s)
    out = following.get(-1, [])
    for number, s in enumerate(segments):
        if s.kind != "footnote":
            out += [s, *following.get(number, [])]
    return out


def _bearer(bearing: list[int], printed: list[int], number: int) -> int | None:
    """Return which of the segments that bear its mark a footnote belongs to."""
    at = printed.index(number)
    previous = printed[at - 1] if at else -1
    next_one = printed[at + 1] if at + 1 < len(printed) else None
    found = next((b for b in bearing if previous < b < number), None)
    if found is not None:
        return found
    return next((b for b in bearing if b > number and (next_one is None or b < next_one)), None)
