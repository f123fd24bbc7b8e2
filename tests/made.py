"""Documents made for tests from a light markup: blocks parted by blank lines, bold, italic or with a bold lead."""

from __future__ import annotations

from pipeline import kinds, media
from pipeline.layout import place, settle
from pipeline.model import Block, Entry, Parsed, Raw


def blocks(text: str) -> list[Block]:
    """Return paragraphs as blocks; ``*…*`` is a bold one, ``_…_`` an italic one."""
    out = []
    for paragraph in text.split("\n\n"):
        bold, italic = paragraph.startswith("*"), paragraph.startswith("_")
        lead = paragraph.startswith("+")
        out.append(Block(paragraph.strip("*_+"), bold=bold, italic=italic, lead=bold or lead, page=1))
    return out


def parsed(text: str, path: str = "made.txt") -> Parsed:
    layout = place(blocks(text))
    return settle(kinds.choose(layout, None, path).parse(layout, Entry(path), "made"))


def from_text(text: str, path: str = "made.txt") -> Parsed:
    layout = media.layout(Raw(Entry(path), text.encode(), "", "text/plain"))
    return settle(kinds.choose(layout, None, path).parse(layout, Entry(path), "made"))
