"""Symbols with their elliptic lists: ``S/7930 and Add.1-3``, ``A/64/115, 174 and 323``."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.citations.lexicon import DASH, SPACE
from pipeline.extract.citations.number_lists import letters
from pipeline.extract.citations.organs import council_year, is_council
from pipeline.extract.citations.patterns import text_shape
from pipeline.extract.citations.readings import Found, Reading
from pipeline.symbols import Symbol, SymbolError, find_parts, parse, repair

if TYPE_CHECKING:
    from collections.abc import Sequence

_MOST_IN_A_RANGE = 200
_MOST_IN_A_LIST = 1000  # beyond it ranges are no longer filled: a row for each member is many times the text
_ITEM = r"<COMMA>(?P<item><ELLIPTIC>)"
_MODIFIERS = r"/?(?P<name><MODIFIER>)s?\. ?(?P<a>\d{1,4})(?:{-}(?P<b>\d{1,4}))?(?P<tail>(?:/<MODIFIER>\.\d+)*)"
_MODIFIER_TAIL = r"(?:/<MODIFIER>\.\d+(?:-\d+)?)+$"
_TYPED_ITEM = re.compile(rf"/?L\.(?P<a>\d{{1,4}})(?:{DASH}(?P<b>\d{{1,4}}))?(?P<tail>(?:/[A-Z][a-z]+\.\d+)*)", re.ASCII)
_THROUGH = re.compile(rf"{SPACE}(?:to|through){SPACE}")
_RESUMPTIONS = re.compile(rf"Resumptions? (?P<a>\d{{1,2}})(?:{DASH}(?P<b>\d{{1,2}}))?", re.ASCII)
_PLAIN_ITEM = re.compile(rf"(?P<slash>/)?(?P<a>\d{{1,4}})(?:{DASH}(?P<b>\d{{1,4}}))?", re.ASCII)
_LAST_NUMBER = re.compile(r"(?P<stem>.*?)(?P<a>\d+)(?:-(?P<b>\d+))?$", re.ASCII)
_LETTERED = re.compile(rf"(?P<stem>[^ ]+?\d) ?(?P<letters>[A-Z](?:,|{SPACE})[A-Z, andto\s\u00a0]*[A-Z])")
# Ranges of modifiers, records and drafts; and of documents numbered within a session or year, since a number behind a
# country is that of joint reports: CERD/C/NOR/CO/19-20.
_RANGE_TAIL = re.compile(
    rf"(?P<stem>.+/(?:(?P<type>Add|Corr|Rev|Amend|SR|PV|L|WP)\. ?|(?:(?:19|20)\d\d|(?:E?S-)?[1-9]\d?)/))"
    rf"(?P<a>\d+){DASH}(?:(?P=type)\. ?)?(?P<b>\d+)$",
    re.ASCII,
)
_VOLUME = re.compile(r"\([A-Za-z].*\)", re.DOTALL)
# Resolutions in a list that a symbol begins: S/RES/752 (1992) and 757 (1992); A/RES/47/20, 48/3 A and 49/13.
_COUNCIL_ITEM = re.compile(rf"(?P<n>\d{{1,4}}){SPACE}?\((?P<year>(?:19|20)\d\d)\)", re.ASCII)
_SESSION_ITEM = re.compile(r"(?P<number>(?:E?S-)?\d{1,4}/\d{1,4})(?P<letters>[^\d/].*)?", re.ASCII | re.DOTALL)
_OF_SESSIONS = re.compile(
    r"(?P<stem>(?P<organ>A|E|A/HRC|E/CN\.4)/(?:RES|DEC)/)(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?:-[A-Z])?)?", re.ASCII
)
# How each of these numbers them: the Assembly by session since the thirty-first, the others by year.
_NUMBERED = {
    organ: re.compile(session + r"/\d{1,4}", re.ASCII)
    for organ, session in (("A", r"(?:E?S-\d{1,2}|3[1-9]|[4-9]\d)"), ("A/HRC", r"(?:S-)?[1-9]\d?"),
                           ("E", r"(?:19|20)\d\d"), ("E/CN.4", r"(?:19|20)\d\d"))
}  # fmt: skip
# Amounts, and the numbers of passports: the Assembly and the Councils never had so many documents.
_AMOUNT = re.compile(r"[ASET]/ ?(?:\d{1,3},\d{3}(?!\d)|\d{6,}(?![\d/]))", re.ASCII)
_COUNTED = re.compile(r"\d+|(?:E?S-)?[IVXLC]+", re.ASCII)  # a year, a session: no volume
# No dash of a symbol's own: A/52/1–52/5.
_TO_ANOTHER = re.compile(rf"\d{DASH}\d+/\d{{1,3}}(?!\d)", re.ASCII)


_COUNCIL = re.compile(r"S/RES/0*(?P<n>\d{1,4})(?:/(?P<year>(?:19|20)\d\d)| \((?P<paren>(?:19|20)\d\d)\))?", re.ASCII)


def full(symbol: Symbol) -> str:
    """Return the identifier of a symbol: a Council resolution's always with its year, its number without zeros.

    >>> full(parse("S/RES/822")), full(parse("S/RES/0822/1993")), full(parse("A/74/676"))
    ('S/RES/822 (1993)', 'S/RES/822 (1993)', 'A/74/676')
    """
    found = _COUNCIL.fullmatch(symbol.text) if symbol.series == "S" else None
    if not found:
        return symbol.text
    year = found["year"] or found["paren"] or council_year(int(found["n"]))
    return f"S/RES/{found['n']} ({year})" if year else symbol.text


def kind(symbol: Symbol) -> str:
    """Return the kind of work a symbol names: ``un_resolution`` or ``un_document``."""
    return "un_resolution" if symbol.is_resolution else "un_document"


def expand_letters(symbol: Symbol) -> tuple[Symbol, ...]:
    """Return one symbol per letter: ``A/RES/73/102 A-B`` is two resolutions."""
    names = letters(symbol.letters)
    if len(names) < 2:  # noqa: PLR2004 -- a list has two
        return (symbol,)
    return tuple(Symbol(symbol.elements, name, symbol.paren, symbol.tail) for name in names)


class _Head(NamedTuple):
    """The symbol that a list begins with: where it ends, how it is cited, the symbols that it names."""

    end: int
    rule: str
    members: tuple[Symbol, ...]


def read(text: str) -> Reading | None:
    """Read a symbol with its elliptic list; null when the head is no symbol after all."""
    lists = _trailing(list(text_shape(_ITEM).finditer(text)), text)
    head_end = lists[0].start() if lists else len(text)
    if _AMOUNT.match(text):
        return None
    head = _head(text[:head_end])
    if not head:
        return None
    end, rule, members = head
    last = members[-1]
    if rule == "symbol_joint":
        found = [Found(0, end, "-".join(full(s) for s in members), kind(members[0]), rule)]
    else:
        found = [Found(0, end, full(s), kind(s), rule) for s in members]
    if end == head_end:  # else something was cut off the head, and what follows is no list of it
        stem = last
        for m in lists:
            stems = _elliptic(m["item"], last, stem, _MOST_IN_A_RANGE if len(found) < _MOST_IN_A_LIST else 1)
            if not stems:
                break
            bare = bool(_PLAIN_ITEM.fullmatch(m["item"])) and m["item"][0] != "/"
            rule = "symbol_elliptic" if repair(m["item"]) == m["item"] else "symbol_elliptic_repaired"
            first = found[-1].start
            found += [Found(m.start("item"), m.end("item"), full(s), kind(s), rule, bare) for s in stems]
            if _THROUGH.match(m[0]) and len(found) < _MOST_IN_A_LIST:
                # after the ends: a reader's rows do not overlap the one before
                middle = between(full(last), full(stems[0]))
                found += [Found(first, m.end("item"), i, kind(last), "symbol_range", bare) for i in middle]
            last = stems[-1]
            stem = last if m["item"][0] == "(" else stem  # what follows is added to that part
    return Reading("symbol", len(text), tuple(found), word=found[0].identifier or "")


def _trailing(lists: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Keep the items that follow each other to the end of the token."""
    at, kept = len(text), []
    for m in reversed(lists):
        if m.end() != at:
            break
        kept.append(m)
        at = m.start()
    return kept[::-1]


# What may have to be cut off before a symbol shows, in this order: reissue stars, a citation year, a capital that
# begins the next sentence, a full stop, a word joined on, a note's number, a dash and what follows it.
_CUTS = (None, *(
    re.compile(cut, re.ASCII)
    for cut in (r"\*+$", rf"{SPACE}?\([^()]*\)\**$", rf"{SPACE}[A-Z][^/]*$", r"[.,]+$", r"[.-][A-Za-z]+$",
                r"\.\d{1,3}$", rf"{SPACE}?{DASH}{DASH.replace('[', '[^')}*$")
))  # fmt: skip
_PAREN_END = re.compile(r"\([^()]*\)$")


def _head(head: str) -> _Head | None:
    """Read the longest start of the text that is a symbol, a joint symbol or a range of them; null when none is."""
    for cut in _CUTS:
        trimmed = cut.sub("", head).rstrip() if cut else head
        fixed = repair(trimmed)
        if _TO_ANOTHER.search(fixed):
            continue
        ends, lettered = _RANGE_TAIL.fullmatch(fixed), _LETTERED.fullmatch(fixed)
        try:
            if ends:
                members = tuple(parse(f"{ends['stem']}{i}") for i in _range(ends["a"], ends["b"]))
            elif lettered:
                members = tuple(parse(f"{lettered['stem']} {name}") for name in letters(lettered["letters"]))
            else:
                members = tuple(parse(fixed[a:b]) for a, b in find_parts(fixed))
        except SymbolError:
            continue
        if ends:
            return _Head(len(trimmed), "symbol_range", members)
        if lettered:
            return _Head(len(trimmed), "symbol", members)
        if not _whole(trimmed, members):
            continue
        if len(members) > 1:
            return _Head(len(trimmed), "symbol_joint", members)
        return _Head(len(trimmed), "symbol" if fixed == trimmed else "symbol_repaired", expand_letters(members[0]))
    return None


def _whole(text: str, members: tuple[Symbol, ...]) -> bool:
    """Whether every character belongs to the symbol: a citation year or reissue star does not."""
    return not (text.endswith("*") or (text.endswith(")") and _PAREN_END.search(text) and not members[-1].paren))


@lru_cache(maxsize=1024)
def between(first: str | None, last: str | None) -> tuple[str, ...]:
    """Symbols strictly between two of one series: ``S/2025/379`` and ``S/2025/382`` → 380, 381; at most 200."""
    a, b = re.fullmatch(r"(.*?)(\d+)", first or ""), re.fullmatch(r"(.*?)(\d+)", last or "")
    if not a or not b or a[1] != b[1] or not 1 < int(b[2]) - int(a[2]) <= 200:  # noqa: PLR2004 -- the longest range that is filled
        return ()
    try:
        return tuple(parse(f"{a[1]}{i}").text for i in range(int(a[2]) + 1, int(b[2])))
    except SymbolError:
        return ()


def _range(a: str, b: str, most: int = _MOST_IN_A_RANGE) -> Sequence[int]:
    """Return the numbers from ``a`` to ``b``; the ends alone where there are more than ``most``."""
    low, high = int(a), int(b)
    if high < low and len(b) < len(a):  # 108-12 is 108 to 112
        high = int(a[: len(a) - len(b)] + b)
    if high <= low:
        return (low,)
    return range(low, high + 1) if high < low + most else (low, high)


def _base(last: Symbol, stem: Symbol, name: str) -> str:
    """Return the symbol that a modifier is added to: ``stem`` is the one printed in full, ``last`` the last listed.

    A/51/950, Add.1 and Corr.1: both are of A/51/950. A/5/Add.1 and Add.2: of A/5. A/5/Rev.1 and Add.1: of A/5/Rev.1.
    """
    of = (last if stem.modifiers else stem).text
    tail = text_shape(_MODIFIER_TAIL).search(of)
    names = [part.split(".")[0] for part in tail[0].split("/")[1:]] if tail else []
    same, last_is_corr = name.capitalize() in names, names[-1:] == ["Corr"]  # nothing is added to a corrigendum
    keep = names.index(name.capitalize()) if same else len(names) - last_is_corr
    return of.rsplit("/", len(names) - keep)[0] if keep < len(names) else of


def added(symbol: str, item: str) -> str | None:
    """Return the symbol of an addendum named some words after its document's; null when it cannot be one.

    >>> added("A/76/L.87/Rev.1", "Rev.2"), added("S/22129", "Add.1")
    ('A/76/L.87/Rev.2', 'S/22129/Add.1')
    """
    try:
        of = parse(symbol)
    except SymbolError:
        return None
    return next((s.text for s in _elliptic(item, of, of)), None)


def _resolutions(item: str, printed: str) -> list[Symbol]:
    """Return the resolutions that an item stands for behind a symbol: by its own year, or of the symbol's body."""
    if m := _COUNCIL_ITEM.fullmatch(item):
        return [parse(f"S/RES/{m['n']} ({m['year']})")] if is_council(int(m["n"]), int(m["year"])) else []
    m, of = _SESSION_ITEM.fullmatch(item), _OF_SESSIONS.fullmatch(printed)
    if not m or not of or not _NUMBERED[of["organ"]].fullmatch(m["number"]):
        return []
    return [parse(f"{of['stem']}{m['number']}{name}") for name in [f" {c}" for c in letters(m["letters"])] or [""]]


def _parts(text: str, last: Symbol) -> list[Symbol]:
    """Return the other parts of a document, ``(Part II)``, and the resumptions of a meeting."""
    head, paren, _ = last.text.partition(" (")
    if m := _RESUMPTIONS.fullmatch(text):
        return [parse(f"{head} (Resumption {i})") for i in _range(m["a"], m["b"] or m["a"])]
    return [parse(f"{head} {text}")] if paren and last.paren and not _COUNTED.fullmatch(last.paren) else []


def _elliptic(item: str, last: Symbol, stem: Symbol, most: int = _MOST_IN_A_RANGE) -> list[Symbol]:
    """Return the symbols an elliptic item stands for after ``last``; none when it cannot be one."""
    text = repair(item)
    printed = last.text
    with suppress(SymbolError):
        if m := text_shape(_MODIFIERS).fullmatch(text):
            base = _base(last, stem, m["name"])
            return [parse(f"{base}/{m['name']}.{i}{m['tail']}") for i in _range(m["a"], m["b"] or m["a"], most)]
        if m := _TYPED_ITEM.fullmatch(text):
            base = re.sub(r"/L\.\d+.*$", "", printed)
            numbers = _range(m["a"], m["b"] or m["a"], most)
            return [parse(f"{base}/L.{i}{m['tail']}") for i in numbers] if base != printed else []
        if _VOLUME.fullmatch(text) or text[0] == "R":
            return _parts(text, last)
        if text[-1] == ")" or "/" in text[1:]:
            return _resolutions(text, printed)
        m, s = _PLAIN_ITEM.fullmatch(text), _LAST_NUMBER.fullmatch(printed)
        if m and s and int(m["a"]) > int(s["b"] or s["a"]) and not (last.paren or last.letters):
            return [parse(f"{s['stem']}{i}") for i in _range(m["a"], m["b"] or m["a"], most)]
    return []
