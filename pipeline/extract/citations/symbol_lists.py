"""Symbols with their elliptic lists: ``S/7930 and Add.1-3``, ``A/64/115, 174 and 323``."""

from __future__ import annotations

import re
from typing import NamedTuple

from pipeline.extract.citations.lexicon import DASH, SPACE
from pipeline.extract.citations.number_lists import letters
from pipeline.extract.citations.organs import council_year
from pipeline.extract.citations.patterns import text_shape
from pipeline.extract.citations.readings import Found, Reading
from pipeline.symbols import Symbol, SymbolError, find_parts, parse, repair

_MOST_IN_A_RANGE = 200
_ITEM = r"<COMMA>(?P<item><ELLIPTIC>)"
_MODIFIERS = r"/?(?P<name><MODIFIER>)s?\. ?(?P<a>\d{1,4})(?:{-}(?P<b>\d{1,4}))?(?P<tail>(?:/<MODIFIER>\.\d+)*)"
_MODIFIER_TAIL = r"(?:/<MODIFIER>\.\d+(?:-\d+)?)+$"
_TYPED_ITEM = re.compile(r"/?(L\.\d{1,4}(?:/[A-Z][a-z]+\.\d+)*)", re.ASCII)
_PLAIN_ITEM = re.compile(rf"(?P<slash>/)?(?P<a>\d{{1,4}})(?:{DASH}(?P<b>\d{{1,4}}))?", re.ASCII)
_LAST_NUMBER = re.compile(r"(?P<stem>.*?)(?P<a>\d+)(?:-(?P<b>\d+))?$", re.ASCII)
_RANGE_TAIL = re.compile(
    rf"(?P<stem>.+/(?:Add|Corr|Rev|Amend)\. ?)(?P<a>\d+)[{chr(0x2010)}-{chr(0x2014)}-](?P<b>\d+)$", re.ASCII
)


def full(symbol: Symbol) -> str:
    """Return the identifier of a symbol: a Council resolution's always with its year.

    >>> full(parse("S/RES/822")), full(parse("A/74/676"))
    ('S/RES/822 (1993)', 'A/74/676')
    """
    if symbol.series != "S" or symbol.paren or not symbol.is_resolution:
        return symbol.text
    year = council_year(int(symbol.number)) if symbol.number and symbol.number.isdigit() else None
    return f"{symbol.text} ({year})" if year else symbol.text


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
        for m in lists:
            stems = _elliptic(m["item"], last)
            if not stems:
                break
            bare = m["item"][0].isdigit()
            rule = "symbol_elliptic" if repair(m["item"]) == m["item"] else "symbol_elliptic_repaired"
            found += [Found(m.start("item"), m.end("item"), full(s), kind(s), rule, bare) for s in stems]
            last = stems[-1]
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
# begins the next sentence, a full stop, a word joined on, a dash and what follows it.
_CUTS = (None, *(
    re.compile(cut, re.ASCII)
    for cut in (r"\*+$", rf"{SPACE}?\([^()]*\)\**$", rf"{SPACE}[A-Z][^/]*$", r"[.,]+$", r"[.-][A-Za-z]+$",
                rf"{SPACE}?{DASH}.*$")
))  # fmt: skip
_PAREN_END = re.compile(r"\([^()]*\)$")


def _head(head: str) -> _Head | None:
    """Read the longest start of the text that is a symbol, a joint symbol or a range of them; null when none is."""
    for cut in _CUTS:
        trimmed = cut.sub("", head).rstrip() if cut else head
        fixed = repair(trimmed)
        ends = _RANGE_TAIL.fullmatch(fixed)
        try:
            if ends:
                members = tuple(parse(f"{ends['stem']}{i}") for i in _range(ends["a"], ends["b"]))
            else:
                members = tuple(parse(fixed[a:b]) for a, b in find_parts(fixed))
        except SymbolError:
            continue
        if ends:
            return _Head(len(trimmed), "symbol_range", members)
        if not _whole(trimmed, members):
            continue
        if len(members) > 1:
            return _Head(len(trimmed), "symbol_joint", members)
        return _Head(len(trimmed), "symbol" if fixed == trimmed else "symbol_repaired", expand_letters(members[0]))
    return None


def _whole(text: str, members: tuple[Symbol, ...]) -> bool:
    """Whether every character belongs to the symbol: a citation year or reissue star does not."""
    return not (text.endswith("*") or (text.endswith(")") and _PAREN_END.search(text) and not members[-1].paren))


def _range(a: str, b: str) -> range:
    low, high = int(a), int(b)
    if high < low and len(b) < len(a):  # 108-12 is 108 to 112
        high = int(a[: len(a) - len(b)] + b)
    return range(low, high + 1) if low <= high < low + _MOST_IN_A_RANGE else range(low, low + 1)


def _elliptic(item: str, last: Symbol) -> list[Symbol]:
    """Return the symbols an elliptic item stands for after ``last``; none when it cannot be one."""
    text = repair(item)
    stem = last.text
    try:
        if m := text_shape(_MODIFIERS).fullmatch(text):
            base = text_shape(_MODIFIER_TAIL).sub("", stem)
            return [parse(f"{base}/{m['name']}.{i}{m['tail']}") for i in _range(m["a"], m["b"] or m["a"])]
        if m := _TYPED_ITEM.fullmatch(text):
            base = re.sub(r"/L\.\d+.*$", "", stem)
            return [parse(f"{base}/{m[1]}")] if base != stem else []
        if (m := _PLAIN_ITEM.fullmatch(text)) and (s := _LAST_NUMBER.fullmatch(stem)):
            if int(m["a"]) <= int(s["b"] or s["a"]) or last.paren or last.letters:
                return []
            return [parse(f"{s['stem']}{i}") for i in _range(m["a"], m["b"] or m["a"])]
    except SymbolError:
        return []
    return []
