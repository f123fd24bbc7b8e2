"""From tokens to rows: what the surroundings of a token say.

One pass over the tokens of each segment, left to right; what is kept of the text before is a few names and offsets,
so the work grows with the number of tokens.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.extract.citations import furniture, prose
from pipeline.extract.citations.lexicon import SPACE, expand
from pipeline.extract.citations.numbers import COUNCILS, Clues, identify, is_slip
from pipeline.extract.citations.organs import is_council
from pipeline.extract.citations.pinpoints import after, before
from pipeline.extract.citations.tokens import Found, Reading


class Token(NamedTuple):
    """A token at its place: offsets in code points of the whole text."""

    start: int
    end: int
    reading: Reading


class Row(NamedTuple):
    """One citation; ``work`` holds what only some kinds of works have."""

    start: int
    end: int
    kind: str
    rule: str
    identifier: str | None
    pinpoint: str | None
    signal: str | None
    work: prose.Work | None = None


_SENTENCE_END = re.compile(r"(?<!\b[A-Z])(?<!\bNo)(?<!\bsect)(?<!\bpara)(?<!paras)(?<!\bchap)(?<!\bvol)(?<!\bart)(?<!\bpp)(?<!\bp)(?<!al)\.\s+(?=[A-Z“\"(\d⁰-⁹])")
_TO_AFTER = re.compile(expand(r",? ?(?:\(?of|adopted by|by|from|of the same) (?:the )?(?:United Nations )?"))
_TO_BEFORE = re.compile(expand(r"(?:’s|'s)?(?: relevant| previous| own)? (?:\(?(?:UNSC|UNGA)\)? )?"))
_RANGE_GAP = re.compile(expand(r" (?:to|through) "))
_JOINT_GAP = re.compile(rf"{SPACE}")
_COUNTED = re.compile(expand(r"resolutions ?[(:] ?(?P<list>\d{3,4}(?:(?:, and | and |, )\d{3,4})*)"))
_STATEMENT_CONTEXT = re.compile(r"\b(?:v\.|Views|communication|Committee)", re.ASCII)
_NEAR = 400


class _State:
    """What has been read so far in this segment."""

    def __init__(self, own: str | None) -> None:
        self.own = own
        self.noun, self.noun_end = "", -1
        self.nearest: str | None = None
        self.nearest_end = -1
        self.council = own if own in COUNCILS else None
        self.committee: str | None = None
        self.committee_named = False
        self.signal: str | None = None
        self.signal_end = -1
        self.accepted_end = -1

    def hear(self, organ: str, end: int) -> None:
        """Take in a body's name."""
        if organ == "council":
            organ = self.council or "council"
        elif organ == "assembly":
            organ = "A" if self.nearest not in {"UNEP/EA", "HSP/HA"} else self.nearest
        elif organ == "commission":
            organ = self.nearest if self.nearest and self.nearest.startswith("E/CN") else "commission"
        if organ in {"CCPR", "CAT", "CEDAW", "CERD", "CRC", "CRPD", "CESCR", "CMW", "CED"}:
            self.committee = organ
            return
        if organ in COUNCILS:
            self.council = organ
        self.nearest, self.nearest_end = organ, end


def rows(text: str, tokens: Sequence[Token], bounds: tuple[int, int], own: str | None,
         own_symbols: frozenset[str], memory: Memory) -> list[Row]:  # fmt: skip
    """Read the tokens of one segment, ``text[bounds[0]:bounds[1]]``, into rows in text order."""
    state = _State(own)
    out: list[Row] = []
    for i, token in enumerate(tokens):
        read = _READERS.get(token.reading.tag)
        if read:
            here = _Here(text, tokens, i, bounds, state, own_symbols, memory, out)
            read(here)
    out.sort(key=lambda r: (r.start, r.end))
    return out


class Memory:
    """What one segment leaves to the next: the last work cited, in notes and in the body."""

    def __init__(self) -> None:
        self.last: Row | None = None
        self.resolution: Row | None = None
        self.books: list[Row] = []


class _Here(NamedTuple):
    text: str
    tokens: Sequence[Token]
    i: int
    bounds: tuple[int, int]
    state: _State
    own_symbols: frozenset[str]
    memory: Memory
    out: list[Row]

    @property
    def token(self) -> Token:
        return self.tokens[self.i]

    def gap(self) -> str:
        """Text between this token and the next."""
        return self.text[self.token.end : self.tokens[self.i + 1].start] if self.i + 1 < len(self.tokens) else ""

    def signal(self) -> str | None:
        s = self.state
        if s.signal is None:
            return None
        if s.signal_end < self.token.start and _SENTENCE_END.search(self.text, s.signal_end, self.token.start):
            s.signal = None
        return s.signal

    def add(self, start: int, end: int, found: Found, identifier: str | None, rule: str | None = None,
            work: prose.Work | None = None) -> None:  # fmt: skip
        lo, hi = self.bounds
        if start < lo or end > hi or (self.out and self.out[-1].end > start and self.out[-1].start < start):
            return
        pin = before(self.text, lo, start) or after(self.text, end, hi)
        row = Row(start, end, found.kind, rule or found.rule, identifier, pin, self.signal(), work)
        self.out.append(row)
        self.memory.last = row
        if row.kind == "un_resolution":
            self.memory.resolution = row


def _body(here: _Here) -> None:
    here.state.hear(here.token.reading.word, here.token.end)


def _cue(here: _Here) -> None:
    here.state.noun, here.state.noun_end = here.token.reading.word, here.token.end
    gap = here.text[here.token.start : min(here.token.end + 80, here.bounds[1])]
    if m := _COUNTED.match(gap):
        at = here.token.start
        here.state.noun = "resolution"
        from pipeline.extract.citations.tokens import read

        reading = read(f"resolutions {m['list']}".encode())
        shift = at + m.start("list") - len("resolutions ")
        _numbers(here, Token(shift, at + m.end("list"), reading), adjacent=True)


def _signal(here: _Here) -> None:
    word = re.sub(r"\s+", " ", here.token.reading.word).strip(" ,")
    here.state.signal, here.state.signal_end = word, here.token.end


def _numbers(here: _Here, token: Token | None = None, *, adjacent: bool = False) -> None:
    state, text = here.state, here.text
    token = token or here.token
    reading = token.reading
    first = text[token.start - 1] if token.start else " "
    if first.isalnum() or first in "/.-_+":
        return
    if token.end < len(text) and text[token.end] in "/" and not reading.numbers[-1].letters:
        return
    if reading.cue:
        state.noun, state.noun_end = reading.word, token.start + reading.cue[1]
        adjacent = True
    if furniture.is_heading(text, token.start, token.end, here.bounds):
        return
    clues = _clues(here, token, adjacent=adjacent)
    for number in reading.numbers:
        start, end = token.start + number.start, token.start + number.end
        if not _accepted(number.shape, number, clues, here, start):
            continue
        rule = "resolution_as_printed" if is_slip(number, clues) else clues.noun
        for identifier in identify(number, clues):
            kind = "un_document" if clues.noun == "decision" else "un_resolution"
            here.add(start, end, Found(0, 0, None, kind, rule), identifier)
        state.accepted_end = end


def _clues(here: _Here, token: Token, *, adjacent: bool) -> Clues:
    state, text = here.state, here.text
    following = None
    if here.i + 1 < len(here.tokens) and (nxt := here.tokens[here.i + 1]).reading.tag == "body" and _TO_AFTER.fullmatch(text, token.end, nxt.start):
        following = {"council": state.council, "assembly": "A", "commission": None}.get(nxt.reading.word, nxt.reading.word)
    cue_start = token.start if token.reading.cue else -1
    before_body = None
    if state.nearest and cue_start >= 0 and _TO_BEFORE.fullmatch(text, state.nearest_end, cue_start):
        before_body = state.nearest
    noun = state.noun or "resolution"
    council = "S" in (following, before_body, state.nearest, state.council) or any(
        n.shape == "year" and is_council(int(n.number), int(n.session)) for n in token.reading.numbers
    )
    return Clues(noun, following, before_body, state.nearest, state.own, adjacent, council)


def _accepted(shape: str, number: object, clues: Clues, here: _Here, start: int) -> bool:
    """Whether a number is one of a resolution at all: after its noun, in a list of them, or beyond doubt by itself."""
    if clues.adjacent or shape in {"year", "roman"}:
        return True
    if shape == "bare":
        return False
    state = here.state
    if state.noun_end >= 0 and start - state.noun_end < _NEAR:
        return True
    if state.accepted_end >= 0 and start - state.accepted_end < _NEAR:
        return True
    return furniture.in_number_table(here.text, here.token.start, here.token.end, here.bounds)


def _symbol(here: _Here) -> None:
    token, text = here.token, here.text
    first = text[token.start - 1] if token.start else " "
    if first.isalnum() or first in "/.-_":
        return
    if furniture.is_furniture(text, token.start, token.end, here.bounds, token.reading, here.own_symbols):
        return
    found = token.reading.found
    if any(f.bare for f in found) and not furniture.ends_list(text, token.end):
        found = tuple(f for f in found if not f.bare)
    if here.i and (prev := here.tokens[here.i - 1]).reading.tag == "symbol" and here.out:
        gap = text[prev.end : token.start]
        last = here.out[-1]
        if _RANGE_GAP.fullmatch(gap):
            for middle in prose.between(last.identifier, found[0].identifier):
                here.add(last.start, token.start + found[0].end, found[0], middle, "symbol_range")
    work = _letter_before(here)
    for f in found:
        here.add(token.start + f.start, token.start + f.end, f, f.identifier, work=work)
    organ = (found[0].identifier or "").split("/")[0]
    if organ in {"CCPR", "CAT", "CEDAW", "CERD", "CRC", "CRPD", "CMW", "CED"} and not here.state.committee:
        here.state.committee = organ


def _work(here: _Here) -> None:
    token = here.token
    for f in token.reading.found:
        here.add(token.start + f.start, token.start + f.end, f, f.identifier)


def _named_work(here: _Here) -> None:
    token = here.token
    f = token.reading.found[0]
    name = prose.case_name(here.text, here.bounds[0], token.start)
    start, end = name or (token.start, token.end)
    here.add(start, end, f, f.identifier)


def _committee_work(here: _Here) -> None:
    token, state = here.token, here.state
    organ = state.committee
    comment = token.reading.tag == "comment"
    if not comment and not token.reading.word.startswith("communication"):
        lo = max(here.bounds[0], token.start - _NEAR)
        if not _STATEMENT_CONTEXT.search(here.text, lo, min(here.bounds[1], token.end + 120)):
            return
    if here.i + 1 < len(here.tokens) and (nxt := here.tokens[here.i + 1]).reading.tag == "body" and _TO_AFTER.fullmatch(here.text, token.end, nxt.start):
        organ = nxt.reading.word
    if comment and organ is None:
        organ = "CEDAW" if "recomm" in here.text[token.start : token.end].lower() else None
    if not comment:
        organ = organ or "CCPR"
    for f in token.reading.found:
        identifier = (f"{organ}:GC{f.identifier}" if comment else f"{organ}-COMM:{f.identifier}") if organ else None
        rule = "general_comment" if comment else "communication"
        here.add(token.start + f.start, token.start + f.end, f, identifier, rule)


def _meeting(here: _Here) -> None:
    token, state = here.token, here.state
    f = token.reading.found[0]
    number = int(f.identifier or "0")
    organ = state.nearest if state.nearest in {"A", "S"} else None
    if token.reading.word == "plenary":
        organ = "A"
    organ = organ or (state.own if state.own in {"A", "S"} else None)
    last_assembly, first_session = 2444, 180
    if organ is None and number > last_assembly:
        organ = "S"
    if organ == "S" or (organ == "A" and first_session < number <= last_assembly):
        here.add(token.start, token.end, f, f"{organ}/PV.{number}")


def _url(here: _Here) -> None:
    token = here.token
    found = token.reading.found[0]
    if here.memory.last and here.memory.last.identifier == found.identifier and token.start - here.memory.last.end < 40:  # noqa: PLR2004
        return
    _work(here)


def _ibid(here: _Here) -> None:
    token, last = here.token, here.memory.last
    if last is None:
        return
    found = Found(0, 0, None, last.kind, "ibid")
    here.add(token.start, token.end, found, last.identifier, "ibid", last.work)


def _same(here: _Here) -> None:
    last = here.memory.resolution
    if last and last.kind == "un_resolution" and here.token.reading.word == "resolution":
        cue = here.token
        here.add(cue.start, cue.end, Found(0, 0, None, last.kind, "same"), last.identifier, "same")


def _letter_before(here: _Here) -> prose.Work | None:
    """Take what a letter's description says for the symbol in parentheses behind it."""
    last = here.out[-1] if here.out else None
    if last and last.rule == "letter" and prose.to_symbol(here.text, last.end, here.token.start):
        here.out.pop()
        return last.work
    return None


def _described(here: _Here, work: prose.Described | None) -> None:
    if work is None:
        return
    while here.out and here.out[-1].end > work.start and here.out[-1].kind != "web":
        here.out.pop()
    here.add(work.start, work.end, Found(0, 0, None, work.kind, work.rule), None, work=work.work)
    if work.kind in {"book", "article"} and here.out and here.out[-1].work is work.work:
        here.memory.books.append(here.out[-1])


def _imprint(here: _Here) -> None:
    _described(here, prose.book(here.text, here.bounds[0], here.token.end))


def _quoted(here: _Here) -> None:
    mark = here.token.start + (here.text[here.token.start] == ",")
    _described(here, prose.article(here.text, here.bounds[0], mark, here.bounds[1]))


def _letter(here: _Here) -> None:
    work = prose.letter(here.text, here.token.start, here.bounds[1])
    if work and not furniture.opens_document(here.text, work.start, work.end, here.bounds):
        _described(here, work)


def _opcit(here: _Here) -> None:
    """``Nowak, op. cit.``: the last work by an author of that name."""
    token = here.token
    lead = here.text[max(here.bounds[0], token.start - 60) : token.start]
    m = re.search(r"([^\W\d_][\w’'-]+),\s$", lead)
    if not m:
        return
    for book in reversed(here.memory.books):
        if book.work and m[1] in (book.work.authors or ""):
            found = Found(0, 0, None, book.kind, "op_cit")
            here.add(token.start - len(lead) + m.start(1), token.end, found, book.identifier, "op_cit", book.work)
            return


_READERS = {"body": _body, "cue": _cue, "signal": _signal, "numbers": _numbers, "symbol": _symbol, "work": _work,
            "named_work": _named_work, "comment": _committee_work, "communication": _committee_work,
            "meeting": _meeting, "url": _url, "ibid": _ibid, "same": _same, "opcit": _opcit, "imprint": _imprint,
            "quoted": _quoted, "letter": _letter}  # fmt: skip
