"""A parsed document's citations, in text order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pipeline.extract.citations import patterns
from pipeline.extract.citations.notes import anchor, number
from pipeline.extract.citations.resolve import Memory, Row, Token, rows
from pipeline.extract.citations.tokens import Reading, read
from pipeline.model import Citation, Parsed, Segment, Span
from pipeline.symbols import SymbolError, parts

# Segments that are the document's own header: never citations.
OWN = frozenset({"masthead", "title"})
_KEPT = 1 << 18
_readings: dict[bytes, Reading] = {}
_ORGANS = ("A/HRC", "S", "A", "E", "T")


def tokens(text: str) -> Iterator[Token]:
    """Tokens of the whole text in order; offsets in code points, counted once from left to right."""
    data = text.encode("utf-8", "surrogatepass")
    plain = len(data) == len(text)
    at = chars = 0
    for m in patterns.alternation().finditer(data):
        a, b = m.span()
        raw = data[a:b]
        reading = _readings.get(raw)
        if reading is None:
            if len(_readings) >= _KEPT:
                _readings.clear()
            reading = _readings[raw] = read(raw)
        start = a if plain else chars + len(data[at:a].decode("utf-8", "surrogatepass"))
        end = start + reading.length
        at, chars = b, end
        yield Token(start, end, reading)


def own_organ(symbols: Sequence[str]) -> str | None:
    """Organ whose document this is, by its own symbols; null for a joint document and for none."""
    found = {o for s in symbols for o in _ORGANS[:1] + _ORGANS[1:] if s.startswith(f"{o}/")}
    if "A/HRC" in found:
        return "A/HRC"
    return found.pop() if len(found) == 1 else None


def _own(parsed: Parsed) -> frozenset[str]:
    out = set()
    for printed in parsed.document.symbols:
        out.add(printed)
        try:
            out.update(s.text for s in parts(printed))
        except SymbolError:
            continue
    return frozenset(out)


def scan(parsed: Parsed) -> Iterator[tuple[int, Segment, Row]]:
    """Every citation with its segment's index, in text order."""
    text, segments = parsed.text, parsed.segments
    own, organ = _own(parsed), own_organ(parsed.document.symbols)
    body, note = Memory(), Memory()
    stream = iter(tokens(text))
    token = next(stream, None)
    for index, segment in enumerate(segments):
        lo, hi = segment.char_start, segment.char_end
        inside: list[Token] = []
        while token is not None and token.start < hi:
            if token.start >= lo and token.end <= hi:
                inside.append(token)
            token = next(stream, None)
        if segment.kind in OWN or not inside:
            continue
        memory = note if segment.kind == "footnote" else body
        for row in rows(text, inside, (lo, hi), organ, own, memory):
            yield index, segment, row


def citations(parsed: Parsed) -> tuple[Citation, ...]:
    """All citations of a document, in text order; spans in code points, each within one segment."""
    out = []
    for index, segment, row in scan(parsed):
        footnote = mark = None
        if segment.kind == "footnote" and segment.label:
            footnote, mark = number(segment.label), anchor(parsed, index)
        w = row.work
        out.append(
            Citation(
                Span(index, row.start, row.end), row.kind, row.rule, row.identifier, row.pinpoint, row.signal,
                footnote, mark, *((w.authors, w.title, w.container, w.publisher, w.year, w.date, w.url) if w else ()),
            )
        )  # fmt: skip
    return tuple(out)
