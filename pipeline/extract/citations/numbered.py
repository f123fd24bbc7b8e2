"""Rows of works told by numbers and names: treaties, cases, laws, publications; works.toml says how they look."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract.citations import prose
from pipeline.extract.citations.lexicon import work
from pipeline.model import Work

if TYPE_CHECKING:
    from pipeline.extract.citations.reader import Reader
    from pipeline.extract.citations.readings import Token


def _case_name(reader: Reader, token: Token) -> tuple[int, int] | None:
    """Offsets of the name of the case that the token numbers: behind the row before, whose name is not this one's."""
    start, _, reading = token
    low = reader.out[-1].end if reader.out else reader.lo
    return prose.case_name(reader.text, max(low, reader.lo), start + reading.found[0].start)


def read(reader: Reader, token: Token) -> None:
    """Make the rows of a work or of a list of them, with the title that stands before."""
    at, _, reading = token
    case = _case_name(reader, token) if reading.found[0].kind == "court_case" else None
    for f in reading.found:
        start, end, known = at + f.start, at + f.end, None
        if f.kind == "legislation":
            entry = work(f.rule)
            if entry.not_after and prose.led(reader.text, reader.lo, start, entry.not_after) is not None:
                return
            named = prose.led(reader.text, reader.lo, start, entry.before) if entry.before else start
            if named is None and not entry.alone:
                return
            start = start if named is None else named
            known = prose.law(reader.text[start:end]) if entry.titled and named is not None else None
        elif f.rule == "sales" and reader.text[start - 1 : start] == "(":
            known = Work(title=prose.own_title(reader.text, reader.lo, start - 1), publisher="United Nations")
        elif case:
            known = Work(title=prose.plain(reader.text[case[0] : case[1]]))
        reader.add(start, end, f.kind, f.rule, f.identifier, known)


def read_named(reader: Reader, token: Token) -> None:
    """Cite by the name of the case where one stands before: it is what the reader sees as the citation."""
    at, at_end, reading = token
    f = reading.found[0]
    start, end = _case_name(reader, token) or (at, at_end)
    title = Work(title=prose.plain(reader.text[start:end])) if start < at else None
    reader.add(start, end, f.kind, f.rule, f.identifier, title)
