"""What no kind recognises: its paragraphs, in nobody's known voice."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.kinds import frame
from pipeline.layout import MARK, segment
from pipeline.model import Parsed

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout, Placed, Segment

KINDS = ("other",)
_FOOTNOTE = re.compile(rf"(?P<mark>{MARK.pattern})\s*(?=\S)")


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return one segment per block; what the markup of a page says of it is taken over."""
    document = frame.document(entry.kind or "other", layout, entry)
    return Parsed(document_id, document, layout.text, tuple(_segment(layout, b) for b in layout.blocks))


def _segment(layout: Layout, block: Placed) -> Segment:
    if block.role in {"table", "heading", "title", "list_item"}:
        return segment(layout, block.role, block.start, block.end, page=block.page)
    return paragraph(layout, block)


def paragraph(layout: Layout, block: Placed, voice: Actor | None = None, part: int = 0) -> Segment:
    """Return a block as a paragraph, or as a footnote when it starts with a mark."""
    from dataclasses import replace

    text = layout.of(block)
    mark = _FOOTNOTE.match(text)
    mark = mark if block.role in {None, "footnote"} else None
    kind, label = ("footnote", mark["mark"]) if mark else ("paragraph", None)
    return replace(segment(layout, kind, block.start, block.end, label=label, page=block.page), voice=voice, part=part)
