"""From tokens to rows: what a token's surroundings say. One function per kind of token."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.citations import back, committees, described, evidence, furniture, meetings, numbered, prose
from pipeline.extract.citations.lexicon import expand
from pipeline.extract.citations.numbers import Clues, identify, is_certain, is_slip
from pipeline.extract.citations.organs import is_council
from pipeline.extract.citations.reader import COMMITTEES, NEAR, Reader
from pipeline.extract.citations.readings import END
from pipeline.extract.citations.symbol_lists import added, between
from pipeline.extract.citations.tokens import READINGS
from pipeline.model import Work

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.extract.citations.readings import Named, Number, Reading, Token

# "In its resolution 2/1, the Council …"
_OPENS = re.compile(expand(r"(?:^|[.;:,]\s|\n)\s*(?i:in|by|under|through|with) (?:[a-z]+ \d+[^.;:]{0,12} of )?its $"))
_ADOPTED_BY = re.compile(expand(r"adopted by (?:the )?(?:United Nations |UN )?\Z"))
_CLAUSE_ENDS = frozenset(".;")
_SUBJECT_AFTER = re.compile(
    expand(
        r"(?: of {D})?(?:,? (?:on|concerning) [^,.;:()]{1,120})?,(?: (?:adopted|dated) (?:on )?{D},)?"
        r" the (?:United Nations |UN )?"
    )
)
_TO_AFTER = re.compile(expand(r",? ?(?:\(?of|adopted by|by|from|of the same) (?:the )?(?:United Nations |UN )?"))
_RANGE_GAP = re.compile(expand(r" (?:to|through) "))
# Of the numbers that a noun counts: right behind it, or after a word or two on what they are about.
_COUNTED = re.compile(
    expand(
        r"resolutions(?: ?[(:]|(?: (?:of|on|in|from|about|concerning)\b(?=\D{0,80}+\d{3})"  # one look tells of most
        r"[^()\[\].;:\d]{0,60}(?:(?:19|20)\d\d )?)?"
        r"(?: ?\(| ?:| {-}|,? [Nn]os?\.?) ?(?=\d{3,4}(?:,| and ))) ?"
        r"(?P<list>\d{3,4}(?:(?:, and | and |, )\d{3,4})*)(?=[).;,]| {-}|$)"
    )
)
_CASE_NEAR = re.compile(r"\b(?:v\.|v [A-Z]|Views|communication|Committee)", re.ASCII)
# Characters that a symbol or number never follows directly: it is the tail of something longer.
_TAIL_OF = frozenset("/.-_+")
_EMERGENCY_MOST = 100
_YEARLY = 4  # digits of a year
_MOST_CLUES = 64  # rows
_ADDED_TO = frozenset({"symbol", "symbol_repaired", "symbol_elliptic"})
_COUNTED_REACH = 160
_BESIDE, _CLAUSE = 40, 200
_HEADING = 14  # a heading's number follows at most the word "Resolution"


def read(reader: Reader, tokens: list[Token], at: int) -> int:
    """Read the tokens from ``at`` on that begin in the reader's segment into its rows; return where they end.

    A token that leaves the segment is none; behind the last of the text stands ``END``.
    """
    hi, token = reader.hi, tokens[at]
    while token[0] < hi:
        at += 1
        following = tokens[at]
        if token[1] <= hi:
            reader.following = following if following[1] <= hi else END
            _READERS[token[2].tag](reader, token)
            reader.previous = token
        token = following
    if reader.unordered:
        reader.out.sort(key=lambda r: (r.start, r.end))
    return at


def _signal(reader: Reader, token: Token) -> None:
    _, reader.signal_end, reading = token
    reader.signal = " ".join(reading.word.split()).strip(" ,")


def _cue(reader: Reader, token: Token) -> None:
    start, end, reading = token
    reader.count(reading.word, start, end)
    if reader.text[end - 1] != "s":
        return
    if m := _COUNTED.match(reader.text, start, min(end + _COUNTED_REACH, reader.hi)):
        # "four resolutions (822, 853 …)": read as if the noun stood right before the numbers
        noun = "resolutions "
        cued = READINGS[f"{noun}{m['list']}".encode()]
        numbers = tuple(n._replace(start=n.start - len(noun), end=n.end - len(noun)) for n in cued.numbers)
        _numbers(reader, (*m.span("list"), replace(cued, numbers=numbers, cue=(0, 0), certain=None, memo={})))


def _named_after(reader: Reader, token: Token) -> str | None:
    """Return the body named right after the token: ``… of the Conference of the Parties``."""
    following = reader.following[2]
    if following.tag != "body" or not _leads_to(reader, token, reader.following):
        return None
    return reader.meant(following.word)


def _leads_to(reader: Reader, token: Token, body: Token) -> bool:
    """Whether the body named behind the token adopted it: ``of the …``, ``adopted by``, ``In its …, the …``."""
    text, (start, end, _), (to, _, reading) = reader.text, token, body
    if to - end <= _BESIDE and _TO_AFTER.fullmatch(text, end, to):
        return True
    if to - end <= _CLAUSE and reading.word != "-" and (m := _ADOPTED_BY.search(text, end, to)):
        return not _CLAUSE_ENDS & set(text[end : m.start()])
    return (
        to - end <= _CLAUSE
        and _SUBJECT_AFTER.fullmatch(text, end, to) is not None
        and _OPENS.search(text, max(reader.lo, start - _BESIDE), start) is not None
    )


def _numbers(reader: Reader, token: Token) -> None:
    text, (start, end, reading) = reader.text, token
    cue = reading.cue
    before = text[start - 1] if start else "\n"
    if before != " " and (before.isalnum() or before in _TAIL_OF):
        return
    if text[end : end + 1] == "/" and not reading.numbers[-1].letters:
        return
    beside = reader.following[2].tag == "body"
    named: Named | None = None
    if cue:
        reader.count(reading.word, start, start + cue[1])
        if not beside and reader.nearest != "-":
            named = reading.certain
            if named is None:
                named = reading.certain = _certain(reading)
    elif (0 <= start - reader.communication_end < NEAR and _more_communications(reader, token)) or (
        (text[end + 1 : end + 2].isdigit() or before == " ") and furniture.is_page(text, start, end)
    ):
        return
    opens = start - reader.lo < _HEADING
    if not opens and before == "\n":  # a line, not the segment
        opens = text[start] == "R" if cue else text[end : end + 1] == "."
    if opens and furniture.is_heading(text, start, end, (reader.lo, reader.hi), cued=cue is not None):
        return
    named = named or _by_clues(reader, token, before, beside=beside)
    if not named:
        return
    reader.add_all(start, named)
    reader.accepted_end = end
    reader.council_cited = reader.council_cited or named[-1][3].startswith("S/RES/")


def _certain(reading: Reading) -> Named:
    """Return the rows of a list whose numbers and dates alone say which resolutions they are; none for any other."""
    if reading.word == "resolution" and all(map(is_certain, reading.numbers)):
        return _resolved(reading.numbers, Clues("resolution", adjacent=True))
    return ()


def _by_clues(reader: Reader, token: Token, before: str, *, beside: bool) -> Named:
    """Return the rows of a list by what the text around says; the same clues are weighed once."""
    text, (start, _, reading) = reader.text, token
    cued = reading.cue is not None
    own_body = evidence.body_before(reader, start) if cued else None
    governed = cued or (
        min(start - reader.noun_end, start - reader.accepted_end) < NEAR and evidence.lists(text, token)
    )
    numbers, known = reading.numbers, True
    if len(numbers) == 1 and numbers[0].shape == "bare":
        numbers, known = evidence.lone(reader, token)
    elif cued:
        known = not evidence.is_owned(reader, token)
    key = (
        reader.noun or "resolution", _named_after(reader, token) if beside else None, own_body, reader.nearest,
        reader.own, cued, governed or (before in "\n\t" and reader.in_table(start)),
        reader.council_cited or reader.council == "S", known, numbers[0].year,
    )  # fmt: skip
    memo = reading.memo
    named = memo.get(key)
    if named is None:
        named = _resolved(numbers, Clues(*key[:-1]))
        if len(memo) * len(numbers) < _MOST_CLUES:
            memo[key] = named
    return named


def _resolved(numbers: tuple[Number, ...], clues: Clues) -> Named:
    """Return offset, end, rule and identifier of each number that is one of a resolution."""
    if not clues.council and any(n.shape == "year" and is_council(int(n.number), int(n.session)) for n in numbers):
        clues = clues._replace(council=True)
    if not (clues.adjacent or clues.governed) and (
        any(n.shape in {"year", "roman"} and identify(n, clues) for n in numbers) or _dates_fit(numbers)
    ):
        clues = clues._replace(governed=True)
    out: list[tuple[int, int, str, str]] = []
    for number in numbers:
        if not _accepted(number, clues):
            continue
        own = clues._replace(noun=evidence.noun_of(number)) if clues.noun == "either" else clues
        rule = "resolution_as_printed" if is_slip(number, own) else own.noun
        out += [(number.start, number.end, rule, identifier) for identifier in identify(number, own)]
    return tuple(out)


def _accepted(number: Number, clues: Clues) -> bool:
    """Whether a number is one of a resolution at all: after its noun, in a list of them, or beyond doubt by itself."""
    if clues.adjacent or number.shape in {"year", "roman"} or _emergency(number):
        return True
    return number.shape != "bare" and clues.governed and not _budget_year(number)


def _dates_fit(numbers: tuple[Number, ...]) -> bool:
    """Whether dates of their own make at least two numbers resolutions: ``65/52 of 8 December 2010, 66/30 of …``."""
    return sum(n.dated and is_certain(n) for n in numbers) > 1


def _emergency(number: Number) -> bool:
    """ES-10/23 is a resolution of an emergency special session, wherever it stands; ES-10/648 is a document."""
    return number.shape == "slash" and number.session.startswith("ES-") and int(number.number) < _EMERGENCY_MOST


def _budget_year(number: Number) -> bool:
    """2025/26 is a budget year, unless a date makes it a resolution."""
    if number.shape != "slash" or number.dated or len(number.session) != _YEARLY or not number.session.isdigit():
        return False
    return int(number.number) == (int(number.session) + 1) % 100


def _more_communications(reader: Reader, token: Token) -> bool:
    """Read ``and 1447/2006`` after ``communications Nos. 1619/2007``."""
    start, _, reading = token
    numbers = reading.numbers
    if any(n.shape != "slash" or not 1976 <= int(n.number) <= 2099 or n.letters for n in numbers):  # noqa: PLR2004 -- years in which session/number is written so
        return False
    for n in numbers:
        identifier = committees.communication(reader.committee, f"{n.session}/{n.number}")
        reader.add(start + n.start, start + n.end, "un_document", "communication", identifier)
    return True


def _symbol(reader: Reader, token: Token) -> None:
    text, (start, end, reading) = reader.text, token
    before = text[start - 1] if start else " "
    if before.isalnum() or (before in _TAIL_OF and not _ends_sentence(reader, start)):
        return
    if furniture.is_furniture(text, (start, end), (reader.lo, reader.hi), reading, reader.own_symbols):
        return
    found = reading.found
    if before == " " and evidence.is_thing(reader, start, found[0].identifier or ""):
        return
    if before == "[" and (whole := prose.unbracketed(text, end, found[0].identifier)):
        found = (found[0]._replace(identifier=whole, rule="symbol_repaired"),)
    if len(found) > 1:
        found = evidence.listed(reader, start, end, found)
    letter = described.letter_before(reader, start)
    if len(found) == 1:
        f = found[0]
        reader.add(start + f.start, start + f.end, f.kind, f.rule, f.identifier, letter)
    else:
        final = len(found) - 1
        for i, f in enumerate(found):
            a, b = start + f.start, start + f.end
            reader.add(a, b, f.kind, f.rule, f.identifier, letter, first=i == 0, last=i == final)
    _range(reader, token)
    if reader.committee is None and (series := (found[0].identifier or "").split("/", 1)[0]) in COMMITTEES:
        reader.committee = series


def _ends_sentence(reader: Reader, start: int) -> bool:
    """Whether only a full stop parts a symbol from the one before: ``A/52/87.A/52/88``."""
    _, end, previous = reader.previous
    return reader.text[start - 1] == "." and previous.tag == "symbol" and end == start - 1


def _addendum(reader: Reader, token: Token) -> None:
    """Read ``(S/22129) and taking note … in Add.1``: of the symbol cited last, where it bears none itself."""
    text, last, (start, end, _) = reader.text, reader.memory.last, token
    if last is None or last.segment != reader.segment or last.rule not in _ADDED_TO or start - last.end > NEAR:
        return
    if text[start - 1 : start] in _TAIL_OF or not (whole := added(last.identifier or "", text[start:end])):
        return
    reader.add(start, end, last.kind, "symbol_elliptic", whole)


def _range(reader: Reader, token: Token) -> None:
    """Between the ends of ``S/2025/379 through S/2025/410`` lie the other documents: one row each, over both ends."""
    (first, first_end, previous), (last, _, reading) = reader.previous, token
    if not reader.out or previous.tag != "symbol" or not _RANGE_GAP.fullmatch(reader.text, first_end, last):
        return
    low, high = previous.found[-1], reading.found[0]
    start, end = first + low.start, last + high.end
    middles = between(low.identifier, high.identifier)
    for middle in middles if reader.has_room(len(middles)) else ():
        reader.add(start, end, high.kind, "symbol_range", middle, first=False, last=False)


def _committee(reader: Reader, token: Token) -> str | None:
    """Return the treaty body named right beside the token, else the last one named."""
    named = _named_after(reader, token)
    return named or committees.beside(reader.text, token[0], token[1]) or reader.committee


def _comment(reader: Reader, token: Token) -> None:
    start, end, reading = token
    organ, noun = _committee(reader, token), reader.text[start:end].lower()
    for f in reading.found:
        identifier = committees.comment(organ, noun, f.identifier or "")
        reader.add(start + f.start, start + f.end, f.kind, "general_comment", identifier)


def _communication(reader: Reader, token: Token) -> None:
    start, end, reading = token
    if not reading.word.startswith("communication"):
        lo, hi = max(reader.lo, start - NEAR), min(reader.hi, end + 120)
        if not _CASE_NEAR.search(reader.text, lo, hi):
            return
    reader.communication_end, reader.committee = end, _committee(reader, token)
    for f in reading.found if reader.has_room(len(reading.found)) else (reading.found[0], reading.found[-1]):
        identifier = committees.communication(reader.committee, f.identifier or "")
        reader.add(start + f.start, start + f.end, f.kind, "communication", identifier)


def _url(reader: Reader, token: Token) -> None:
    start, _, reading = token
    f, last = reading.found[0], reader.memory.last
    if last and last.identifier == f.identifier and start - last.end < _BESIDE:
        return  # the address of the symbol just cited
    reader.add(start, start + f.end, f.kind, f.rule, f.identifier, Work(url=reading.word))


_READERS: dict[str, Callable[[Reader, Token], None]] = {
    "body": Reader.hear, "cue": _cue, "signal": _signal, "numbers": _numbers, "symbol": _symbol, "work": numbered.read,
    "named_work": numbered.read_named, "comment": _comment, "communication": _communication, "url": _url,
    "meeting": meetings.meeting, "addendum": _addendum, "ibid": back.ibid, "same": back.same, "opcit": back.op_cit,
    "imprint": described.imprint, "quoted": described.quoted, "letter": described.letter,
    "thing": lambda _reader, _token: None,
}  # fmt: skip
