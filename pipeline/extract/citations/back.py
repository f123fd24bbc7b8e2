"""What refers back: ``ibid.``, ``op. cit.``, ``the same resolution``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.citations.lexicon import expand, work

if TYPE_CHECKING:
    from pipeline.extract.citations.reader import Reader
    from pipeline.extract.citations.readings import Token

_BOOKS_BACK = 50  # books that op. cit. looks back over
# Markdown's emphasis may close between ibid and its full stop, or behind it.
_CLOSED = r"[*_]{0,2}\.?[*_]{0,2}"
# No other series that notes cite by volume and number counts so far.
_TREATY_DIGITS = 4
_IBID_SERIES = re.compile(
    expand(
        _CLOSED + r",? ?(?:[Vv]ol\. ?(?P<vol>\d{1,4})(?:,? [Nn]o\. ?(?:I-)?(?P<no>\d{1,6}))?(?:, p\. ?(?P<p>\d{1,5}))?)"
    )
)
# "ibid." of Official Records repeats the series, not the work
_IBID_RECORDS = re.compile(
    expand(
        _CLOSED
        + r"(?:,? (?:[A-Z][a-z]+(?:-[a-z]+)? (?:Emergency )?(?:[Ss]pecial )?(?:[Ss]ession|[Yy]ear)|(?:19|20)\d\d"
        r"|Supplements?\b|Annexes|Plenary|documents?\b)|, \d)"
    )
)


def ibid(reader: Reader, token: Token) -> None:
    """``Ibid.`` is the work cited last; with volume and number of the Treaty Series it is that other treaty."""
    last, text, (start, end, _) = reader.memory.last, reader.text, token
    if m := _IBID_SERIES.match(text, end, reader.hi):
        of_series = last is not None and (last.identifier or "").startswith("UNTS:")
        if of_series or len(m["no"] or "") >= _TREATY_DIGITS:
            reader.add(start, m.end(), "treaty", "ibid_series", work("unts").identify(m.groupdict()))
            return
    if last is None or _IBID_RECORDS.match(text, end, reader.hi):
        return
    reader.add(start, end, last.kind, "ibid", last.identifier, last.work)


def same(reader: Reader, token: Token) -> None:
    """Read ``the same resolution`` as the resolution cited last."""
    last, (start, end, reading) = reader.memory.resolution, token
    if last and reading.word == "resolution":
        reader.add(start, end, last.kind, "same", last.identifier)


def op_cit(reader: Reader, token: Token) -> None:
    """``Nowak, op. cit.``: the last work by an author of that name."""
    start, end, _ = token
    low = max(reader.lo, start - 60)
    m = re.search(r"([^\W\d_][\w’'-]+),\s$", reader.text[low:start])
    if not m:
        return
    for book in reversed(reader.memory.books[-_BOOKS_BACK:]):
        if book.work and m[1] in (book.work.authors or ""):
            reader.add(low + m.start(1), end, book.kind, "op_cit", book.identifier, book.work)
            return
