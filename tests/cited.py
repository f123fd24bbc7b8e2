"""Make a parsed document of a bare text, as `extract` does: paragraphs divided by blank lines."""

from __future__ import annotations

import re

from pipeline.extract.citations import citations
from pipeline.model import Citation, Document, Parsed, Segment

_PARAGRAPH = re.compile(r"\S(?:[^\n]|\n(?![ \t]*\r?\n))*")


def parsed(text: str, *symbols: str) -> Parsed:
    """Return the text as a document that bears these symbols."""
    segments = tuple(Segment("paragraph", m.start(), m.group()) for m in _PARAGRAPH.finditer(text))
    return Parsed("un:test", Document("other", symbols=symbols), text, segments)


def cited(text: str, *symbols: str) -> list[Citation]:
    """Return what a bare text cites."""
    return list(citations(parsed(text, *symbols)))


def pairs(text: str, *symbols: str) -> list[tuple[str, str | None]]:
    """Return each citation's words and identifier."""
    return [(text[c.start : c.end], c.identifier) for c in cited(text, *symbols)]
