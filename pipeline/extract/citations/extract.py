"""A parsed document's citations, in text order: what a release calls, the scorers score and the benchmark times."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract.citations import patterns
from pipeline.extract.citations.notes import Anchors
from pipeline.extract.citations.reader import Memory, Reader
from pipeline.extract.citations.readings import END
from pipeline.extract.citations.resolve import read
from pipeline.extract.citations.tokens import READINGS
from pipeline.symbols import SymbolError, parts

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.citations.readings import Token
    from pipeline.model import Citation, Parsed

# Segments that are the document's own header, or that of a document inside it: never citations.
_OWN_SEGMENTS = frozenset({"masthead", "title", "annex_title"})
_ORGANS = ("A/HRC", "S", "A", "E", "T")
# A symbol alone on its line more often than this is a running header.
_SELDOM = 2
_IDLE = frozenset({"skip", "link", "furniture"})


def tokens(text: str) -> list[Token]:
    """Return the tokens of the whole text in order; offsets in code points, counted once from left to right."""
    data = text.encode("utf-8", "surrogatepass")
    end = len(data)
    plain = end == len(text)
    at = chars = 0
    out: list[Token] = []
    search, readings = patterns.scanner(), READINGS
    while True:
        a, b = search(data, at, end)[0]
        if a < 0:
            return out
        reading = readings[data[a:b]]
        if plain:
            start = a
        else:
            gap = data[at:a]
            start = chars + (a - at if gap.isascii() else len(gap.decode("utf-8", "surrogatepass")))
        at, chars = b, start + reading.length
        if reading.tag not in _IDLE:
            out.append((start, chars, reading))


@lru_cache(maxsize=1024)
def own_organ(symbols: tuple[str, ...]) -> str | None:
    """Return the organ whose document bears these symbols; null for a joint document and for none.

    >>> own_organ(("A/HRC/RES/31/20",)), own_organ(("A/74/676", "S/2020/90"))
    ('A/HRC', None)
    """
    found = {next((o for o in _ORGANS if s.startswith(f"{o}/")), None) for s in symbols} - {None}
    return found.pop() if len(found) == 1 else None


@lru_cache(maxsize=1024)
def _own_symbols(symbols: tuple[str, ...]) -> frozenset[str]:
    out = set(symbols)
    for printed in symbols:
        try:
            out.update(s.text for s in parts(printed))
        except SymbolError:
            continue
    return frozenset(out)


def _headers(text: str, found: Iterable[Token]) -> frozenset[str]:
    """Return symbols alone on their line again and again: running headers, hence the document's own."""
    counts: dict[str, int] = {}
    for start, end, reading in found:
        if (
            reading.tag == "symbol"
            and (start == 0 or text[start - 1] == "\n")
            and text[end : end + 1] in {"", "\n", "\r"}
        ):
            name = reading.found[0].identifier or ""
            counts[name] = counts.get(name, 0) + 1
    return frozenset(s for s, n in counts.items() if n > _SELDOM)


def citations(parsed: Parsed) -> tuple[Citation, ...]:
    """Return every citation of a document, in text order; spans in code points of its text, each in one segment."""
    text, symbols = parsed.text, parsed.document.symbols
    found = tokens(text)
    if not found:
        return ()
    own, organ = (_own_symbols(symbols), own_organ(symbols)) if symbols else (frozenset(), None)
    if len(found) > _SELDOM and "\n" in text:
        own |= _headers(text, found)
    reader, body, notes = Reader(text, organ, own), Memory(), None
    out: list[Citation] = []
    found.append(END)
    at, next_start = 0, found[0][0]
    for index, segment in enumerate(parsed.segments):
        lo = segment.char_start
        hi = lo + len(segment.text)
        if next_start >= hi:
            continue
        while next_start < lo:
            at += 1
            next_start = found[at][0]
        if segment.kind in _OWN_SEGMENTS:
            continue
        if segment.kind == "footnote":
            if notes is None:
                notes, anchors = Memory(), Anchors(parsed.segments)
            reader.enter(index, lo, hi, notes, anchors.of(index))
        else:
            reader.enter(index, lo, hi, body)
        at = read(reader, found, at)
        next_start = found[at][0]
        out += reader.out
    return tuple(out)
