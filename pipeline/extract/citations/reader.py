"""Reading one segment: where the reader is, what it has heard, and the rows it has made.

One reader serves a document and is set to each segment in turn. What it keeps of the text before is a few names and
offsets, so that its work grows with the number of tokens.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeAlias

from pipeline.extract.citations import furniture
from pipeline.extract.citations.lexicon import expand
from pipeline.extract.citations.pinpoints import after, before
from pipeline.extract.citations.readings import END
from pipeline.model import Citation

if TYPE_CHECKING:
    from pipeline.extract.citations.readings import Named, Token
    from pipeline.model import Work

COUNCILS = frozenset({"S", "E", "A/HRC", "T"})
COMMITTEES = frozenset({"CCPR", "CAT", "CEDAW", "CERD", "CRC", "CRPD", "CESCR", "CMW", "CED"})
_SHORT = frozenset({"council", "assembly", "commission"})
# How far, in characters, a noun ("resolutions") governs the numbers behind it.
NEAR = 400
# A table's cell is shorter, and other cells with numbers are looked for so far behind and ahead, in characters.
_CELL, _BEHIND, _AHEAD = 80, 1000, 3000
# Words beside a table of what bodies adopt; shares, scores and days look like it.
_MANDATES = re.compile(r"[Rr]esolution|[Mm]andate|[Dd]ecision|General Assembly|Council\b|RES/")
# Rows that a document's lists and ranges may make beyond one for each of its characters.
_ROOM = 10_000

# A full stop, unless after an initial or an abbreviation that footnotes use, and a capital.
_SENTENCE_END = re.compile(
    r"\.(?<![^\w][A-Z]\.)(?<!\bNo\.)(?<!\bNos\.)(?<!sect\.)(?<!sects\.)(?<!para\.)(?<!paras\.)(?<!chap\.)(?<!vol\.)"
    r"(?<!vols\.)(?<!\bart\.)(?<!\bpp\.)(?<!\bp\.)(?<!\bal\.)\s+(?=[A-Z“\"(\d])"
)


# Between two nouns that share their numbers.
_AND = re.compile(expand(" and "))

# A footnote's number and the offset of its mark in the body; nulls in the body itself.
Note: TypeAlias = tuple[str | None, int | None]
_NO_NOTE: Note = (None, None)
# Rows are made by the hundred thousand: this is three times as fast as calling the class.
_new = tuple.__new__


def _kind(rule: str) -> str:
    return "un_document" if rule == "decision" else "un_resolution"


class Memory:
    """What one segment leaves to the next: the works cited last. Notes and body text keep one each."""

    __slots__ = ("books", "last", "resolution")

    def __init__(self) -> None:
        self.last: Citation | None = None
        self.resolution: Citation | None = None
        self.books: list[Citation] = []


class Reader:
    """The reader of one document's segments."""

    __slots__ = (
        "accepted_end", "cells", "cells_end", "committee", "communication_end", "council", "council_cited",
        "following", "hi", "listed", "lo", "memory", "nearest", "nearest_end", "note", "noun", "noun_end", "out",
        "own", "own_symbols", "previous", "segment", "signal", "signal_end", "table", "text", "unordered",
    )  # fmt: skip

    def __init__(self, text: str, own: str | None, own_symbols: frozenset[str]) -> None:
        self.text, self.own, self.own_symbols = text, own, own_symbols
        self.listed = 0
        self.cells: frozenset[int] = frozenset()
        self.cells_end = -1

    def enter(self, segment: int, lo: int, hi: int, memory: Memory, note: Note = _NO_NOTE) -> None:
        """Go to a segment, ``text[lo:hi]``; nothing said in others counts here but what memory holds."""
        self.segment, self.lo, self.hi, self.memory, self.note = segment, lo, hi, memory, note
        self.out: list[Citation] = []
        self.previous: Token = END
        self.following: Token = END
        self.noun, self.noun_end = "", -NEAR
        self.nearest: str | None = None
        self.nearest_end = -1
        self.council = self.own if self.own in COUNCILS else None
        self.committee: str | None = None
        self.signal: str | None = None
        self.signal_end = lo
        self.accepted_end = self.communication_end = -NEAR
        self.council_cited = False
        self.table: frozenset[int] | None = None
        self.unordered = False

    def count(self, noun: str, start: int, end: int) -> None:
        """Take in the noun of the numbers to come; under “resolutions and decisions” they are of either kind."""
        both = noun == "decision" and start > self.noun_end and _AND.fullmatch(self.text, self.noun_end, start)
        self.noun, self.noun_end = "either" if both else noun, end

    def hear(self, token: Token) -> None:
        """Take in the name of a body."""
        _, end, reading = token
        organ = reading.word
        if organ in _SHORT:
            organ = self.meant(organ)
        if organ in COMMITTEES:
            self.committee = organ
            return
        if organ in COUNCILS:
            self.council = organ
        self.nearest, self.nearest_end = organ, end

    def meant(self, organ: str) -> str:
        """Return the body that a short name means here: the last one named in full, else the document's own."""
        if organ == "council":
            return self.council or organ
        if organ == "assembly":
            return self.nearest if self.nearest in {"UNEP/EA", "HSP/HA"} else "A"
        if organ == "conference":
            return self.nearest if self.nearest and self.nearest.endswith(("/COP", "/COSP", "FCCC")) else organ
        if organ == "commission":
            return self.nearest if self.nearest and self.nearest.startswith("E/CN") else organ
        return organ

    def has_room(self, rows: int) -> bool:
        """Whether a list or range may make so many rows; where not, as in range after range, its ends stand for it."""
        if self.listed + rows > len(self.text) + _ROOM:
            return False
        self.listed += rows
        return True

    def in_table(self, start: int) -> bool:
        """Whether a bare number stands in a table of numbers; the segment's tables are found once."""
        if not furniture.is_table_line(self.text, max(start - 1, 0)):
            return False
        if self.hi - self.lo < _CELL:  # a cell that is a paragraph of its own
            if start > self.cells_end:
                lo, hi = max(0, self.lo - _BEHIND), self.hi + _AHEAD
                self.cells, self.cells_end = furniture.number_table(self.text, lo, hi), hi - _BEHIND
                if not (furniture.have_titles(self.text, self.cells) or _MANDATES.search(self.text, lo, hi)):
                    self.cells = frozenset()
            return start in self.cells
        if self.table is None:
            self.table = furniture.number_table(self.text, self.lo, self.hi)
        return start in self.table

    def _signal(self, at: int) -> str | None:
        """Return the signal that governs ``at``: none beyond its sentence. Every character is looked at once."""
        if self.signal is not None and at > self.signal_end:
            if _SENTENCE_END.search(self.text, self.signal_end, at + 1):
                self.signal = None
            self.signal_end = at
        return self.signal

    def add(  # noqa: PLR0913 - one for each thing that a row says
        self, start: int, end: int, kind: str, rule: str, identifier: str | None, work: Work | None = None,
        *, first: bool = True, last: bool = True, noun_at: int | None = None,
    ) -> None:  # fmt: skip
        """Make a row, unless its span leaves the segment or overlaps the row before.

        ``first`` and ``last`` of a list: only these have a place named before and after them; before the noun, where
        one stands at ``noun_at``.
        """
        out, text = self.out, self.text
        if start < self.lo or end > self.hi:
            return
        if out and out[-1][2] > start:
            if start > out[-1][1]:
                return
            self.unordered = True
        pin = before(text, self.lo, start if noun_at is None else noun_at) if first else None
        if pin is None and last:
            pin = after(text, end, self.hi)
        signal = self.signal and self._signal(start)
        note, mark = self.note
        row = _new(Citation, (self.segment, start, end, kind, rule, identifier, pin, signal, note, mark, work))
        out.append(row)
        memory = self.memory
        memory.last = row
        if kind == "un_resolution":
            memory.resolution = row

    def add_all(self, at: int, named: Named) -> None:
        """Make the rows of a list of resolutions and decisions, its noun included, which begins at ``at``."""
        out, text, final = self.out, self.text, len(named) - 1
        if at < self.lo or at + named[-1][1] > self.hi or (out and out[-1][2] > at):
            for i, (a, b, rule, identifier) in enumerate(named):
                self.add(at + a, at + b, _kind(rule), rule, identifier, first=not i, last=i == final, noun_at=at)
            return
        segment, signal, (note, mark) = self.segment, self.signal and self._signal(at + named[0][0]), self.note
        pin = before(text, self.lo, at)
        for i, (a, b, rule, identifier) in enumerate(named):
            if i == final and pin is None:
                pin = after(text, at + b, self.hi)
            kind = _kind(rule)
            row = _new(Citation, (segment, at + a, at + b, kind, rule, identifier, pin, signal, note, mark, None))
            out.append(row)
            pin = None
        memory = self.memory
        memory.last = row
        if kind == "un_resolution":
            memory.resolution = row
