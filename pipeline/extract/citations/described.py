"""Rows of works described in words: books, articles, letters."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.citations import furniture, prose
from pipeline.extract.citations.lexicon import expand

if TYPE_CHECKING:
    from pipeline.extract.citations.reader import Reader
    from pipeline.extract.citations.readings import Token
    from pipeline.model import Work


def _row(reader: Reader, found: prose.Described | None) -> None:
    """Make the row; what was read inside its span before (a body's report, a symbol in a title) gives way."""
    out = reader.out
    if found is None or any(r.work and r.start <= found.start and found.end <= r.end for r in out[-3:]):
        return
    words = reader.text[found.start : found.end]
    start = found.start + len(words) - len(words.lstrip())
    while out and out[-1].end > start and out[-1].kind != "web":
        out.pop()
    reader.add(start, start + len(words.strip()), found.kind, found.rule, None, found.work)
    if found.kind in {"book", "article"} and out and out[-1].work is found.work:
        reader.memory.books.append(out[-1])


_IN_WORDS = frozenset({"book", "chapter", "article", "news", "report"})
_JOINING = re.compile(expand(r"(?:,? pp?\. [\d–-]+)?(?:[,;.]? (?:and )?)?"))


def _low(reader: Reader) -> int:
    """Where a work in words can begin: behind the one before, its pages and what joins them."""
    last = reader.out[-1] if reader.out else None
    if last is None or last.rule not in _IN_WORDS:
        return reader.lo
    joining = _JOINING.match(reader.text, last.end, reader.hi)
    return joining.end() if joining else last.end


def imprint(reader: Reader, token: Token) -> None:
    """Return a book, found by its imprint."""
    _row(reader, prose.book(reader.text, _low(reader), token[1]))


def quoted(reader: Reader, token: Token) -> None:
    """Return an article, chapter or news item, found by the end of its quoted title."""
    start = token[0]
    mark = start + (reader.text[start] == ",")
    if not prose.goes_on(reader.text, mark):
        _row(reader, prose.article(reader.text, _low(reader), mark, reader.hi))


def letter(reader: Reader, token: Token) -> None:
    """Return a letter by its date and author; not the title of the document itself."""
    found = prose.letter(reader.text, token[0], reader.hi)
    if found and not furniture.opens_document(reader.text, found.start, found.end, (reader.lo, reader.hi)):
        _row(reader, found)


def letter_before(reader: Reader, start: int) -> Work | None:
    """Return what a letter's description says for the symbol at ``start``, in parentheses; its row goes."""
    last = reader.out[-1] if reader.out else None
    if last and last.rule == "letter" and prose.to_symbol(reader.text, last.end, start):
        reader.out.pop()
        return last.work
    return None
