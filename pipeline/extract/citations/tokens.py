"""What a token says by itself, wherever it stands: read once per distinct token and kept.

``read`` is pure and bounded by the token's length; ``resolve.py`` adds what the surroundings say.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, NamedTuple

from pipeline.extract.citations import patterns
from pipeline.extract.citations.lexicon import DASH, SPACE, Body, Work, bodies, expand, text_pattern, works
from pipeline.extract.citations.organs import council_year
from pipeline.symbols import Symbol, SymbolError, find_parts, parse, repair

MOST_IN_A_RANGE = 200


class Found(NamedTuple):
    """A work named inside a token: offsets in the token's characters."""

    start: int
    end: int
    identifier: str | None
    kind: str
    rule: str
    bare: bool = False


class Number(NamedTuple):
    """A number of a resolution or decision inside a token; ``shape`` is slash, year, roman, party or bare.

    ``year`` is that of the next date in the list, ``dated`` says that the date is the number's own.
    """

    start: int
    end: int
    shape: str
    session: str
    number: str
    letters: tuple[str, ...]
    year: int | None
    dated: bool = False


class Reading(NamedTuple):
    """What a token is; ``length`` in code points. ``memo`` keeps what the numbers were found to be, by their clues."""

    tag: str
    length: int
    found: tuple[Found, ...] = ()
    numbers: tuple[Number, ...] = ()
    word: str = ""
    cue: tuple[int, int] | None = None
    memo: dict[Any, Any] = {}  # noqa: RUF012


@cache
def _pattern(name: str) -> re.Pattern[str]:
    return re.compile(expand(patterns.fill(_PATTERNS[name])), re.ASCII)


# How a token is taken apart; macros are those of tokens.toml.
_PATTERNS = {
    "number": r"(?P<party>\d{1,3})/(?P<of>(?:CP|CMP|CMA|COP|MOP)\.\d{1,3})\b"
    r"|(?P<session>(?:E?S-)?\d{1,4})/(?P<n>\d{1,4})(?P<l1><LETTERS>)?"
    r"|(?P<n2>\d{1,4})(?P<l2><LETTERS>)? ?\((?:(?P<year>(?:19|20)\d\d)|(?P<roman>(?:E?S-)?[IVXLC]+))\)"
    r"|(?P<rsession>(?:SS\.)?[IVX]+)/(?P<rn>\d{1,3})(?P<l3>[A-Z]\b)?"
    r"|(?P<date><DATE>)|(?P<bare>\d{2,4})\b",
    "cue": r"(?P<noun><CUE>) (?:[Nn]os?\.? ?)?\(?",
    "elliptic": r"<COMMA>(?P<item><ELLIPTIC>)",
    "modifiers": r"/?(?P<name><MODIFIER>)s?\. ?(?P<a>\d{1,4})(?:{-}(?P<b>\d{1,4}))?(?P<tail>(?:/<MODIFIER>\.\d+)*)",
    "modifier_tail": r"(?:/<MODIFIER>\.\d+(?:-\d+)?)+$",
}
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)
_TYPED_ITEM = re.compile(r"/?(L\.\d{1,4}(?:/[A-Z][a-z]+\.\d+)*)", re.ASCII)
_PLAIN_ITEM = re.compile(rf"(?P<slash>/)?(?P<a>\d{{1,4}})(?:{DASH}(?P<b>\d{{1,4}}))?", re.ASCII)
_LAST_NUMBER = re.compile(r"(?P<stem>.*?)(?P<a>\d+)(?:-(?P<b>\d+))?$", re.ASCII)
_RANGE_TAIL = re.compile(
    rf"(?P<stem>.+/(?:Add|Corr|Rev|Amend)\. ?)(?P<a>\d+)[{chr(0x2010)}-{chr(0x2014)}-](?P<b>\d+)$", re.ASCII
)


def letters(text: str | None) -> tuple[str, ...]:
    """Letters of a General Assembly resolution: ``A and B`` → A, B; ``A to C`` and ``A-C`` → A, B, C.

    >>> letters(" A to C"), letters("B"), letters(None)
    (('A', 'B', 'C'), ('B',), ())
    """
    if not text:
        return ()
    names = re.findall(r"\b[A-Z]\b", text)
    if len(names) == 2 and re.search(r"\bto\b|-", text) and names[0] < names[1]:  # noqa: PLR2004
        return tuple(chr(c) for c in range(ord(names[0]), ord(names[1]) + 1))
    return tuple(names)


def _numbers(text: str) -> Reading:
    cue = _pattern("cue").match(text)
    out: list[Number] = []
    undated = 0
    for m in _pattern("number").finditer(text, cue.end() if cue else 0):
        if m["date"]:
            found = _YEAR.findall(m["date"])
            year = int(found[-1])
            out[undated:] = [n._replace(year=year, dated=n is out[-1]) for n in out[undated:]]
            undated = len(out)
        elif m["party"]:
            out.append(Number(m.start(), m.end(), "party", m["of"], m["party"], (), None))
        elif m["session"]:
            out.append(Number(m.start(), m.end(), "slash", m["session"], m["n"], letters(m["l1"]), None))
        elif m["year"]:
            out.append(Number(m.start(), m.end(), "year", m["year"], m["n2"], letters(m["l2"]), int(m["year"])))
        elif m["roman"]:
            out.append(Number(m.start(), m.end(), "roman", m["roman"], m["n2"], letters(m["l2"]), None))
        elif m["rsession"]:
            out.append(Number(m.start(), m.end(), "party", m["rsession"], m["rn"], letters(m["l3"]), None))
        else:
            out.append(Number(m.start(), m.end(), "bare", "", m["bare"], (), None))
    word = "decision" if cue and cue["noun"].lower().startswith("dec") else "resolution" if cue else ""
    return Reading(
        "numbers", len(text), numbers=tuple(out), word=word, cue=(0, len(cue["noun"])) if cue else None, memo={}
    )


def full(symbol: Symbol) -> str:
    """The identifier of a symbol: a Council resolution's always with its year.

    >>> full(parse("S/RES/822")), full(parse("A/74/676"))
    ('S/RES/822 (1993)', 'A/74/676')
    """
    if (
        symbol.is_resolution
        and symbol.series == "S"
        and not symbol.paren
        and (year := council_year(int(symbol.number or 0)))
    ):
        return f"{symbol.text} ({year})"
    return symbol.text


def _kind(symbol: Symbol) -> str:
    return "un_resolution" if symbol.is_resolution else "un_document"


def expand_letters(symbol: Symbol) -> tuple[Symbol, ...]:
    """One symbol per letter: ``A/RES/73/102 A-B`` is two resolutions."""
    names = letters(symbol.letters)
    if len(names) < 2:  # noqa: PLR2004
        return (symbol,)
    return tuple(Symbol(symbol.elements, name, symbol.paren, symbol.tail) for name in names)


def _symbols(text: str) -> Reading | None:  # noqa: C901
    """Read a symbol with its elliptic list; null when the head is no symbol after all."""
    lists = list(_pattern("elliptic").finditer(text))
    lists = _trailing(lists, text)
    head_end = lists[0].start() if lists else len(text)
    head, rule = text[:head_end], "symbol"
    head, end = _head(head)
    if not end:
        return None
    if (fixed := repair(head)) != head:
        rule = "symbol_repaired"
    found: list[Found] = []
    if m := _RANGE_TAIL.fullmatch(fixed):
        members = [parse(f"{m['stem']}{i}") for i in _range(m["a"], m["b"])]
        found += [Found(0, end, full(s), _kind(s), "symbol_range") for s in members]
        last = members[-1]
    else:
        try:
            members = [parse(fixed[a:b]) for a, b in find_parts(fixed)]
        except SymbolError:
            return None
        last = members[-1]
        if len(members) > 1:
            found.append(Found(0, end, "-".join(full(s) for s in members), _kind(members[0]), "symbol_joint"))
        else:
            found += [Found(0, end, full(s), _kind(s), rule) for s in expand_letters(members[0])]
    word = found[0].identifier or ""
    if end < head_end:  # something was cut off the head: what follows is no list of it
        return Reading("symbol", len(text), tuple(found), word=word)
    for m in lists:
        stems = _elliptic(m["item"], last)
        if not stems:
            break
        bare = m["item"][0].isdigit()
        rule = "symbol_elliptic" if repair(m["item"]) == m["item"] else "symbol_elliptic_repaired"
        found += [Found(m.start("item"), m.end("item"), s.text, _kind(s), rule, bare) for s in stems]
        last = stems[-1]
    return Reading("symbol", len(text), tuple(found), word=word)


def _trailing(lists: list[re.Match[str]], text: str) -> list[re.Match[str]]:
    """Keep the items that follow each other to the end of the token."""
    at, kept = len(text), []
    for m in reversed(lists):
        if m.end() != at:
            break
        kept.append(m)
        at = m.start()
    return kept[::-1]


def _head(head: str) -> tuple[str, int]:
    """The longest start of the text that is a symbol or a joint symbol; ``("", 0)`` when none is."""
    for cut in (
        r"",
        r"\*+$",
        rf"{SPACE}?\([^()]*\)\**$",
        rf"{SPACE}[A-Z].*$",
        r"[.,]+$",
        r"[.-][A-Za-z]+$",
        rf"{SPACE}?{DASH}.*$",
    ):
        trimmed = re.sub(cut, "", head, flags=re.ASCII) if cut else head
        trimmed = re.sub(rf"{SPACE}+$", "", trimmed)
        fixed = repair(trimmed)
        if _RANGE_TAIL.fullmatch(fixed):
            return trimmed, len(trimmed)
        try:
            members = [parse(fixed[a:b]) for a, b in find_parts(fixed)]
        except SymbolError:
            continue
        if not _whole(trimmed, members):
            continue
        return trimmed, len(trimmed)
    return "", 0


def _whole(text: str, members: list[Symbol]) -> bool:
    """Whether every character belongs to the symbol: a citation year or reissue star does not."""
    plain = re.sub(rf"{SPACE}", "", text)
    return not (plain.endswith("*") or (re.search(r"\([^()]*\)$", plain) and not members[-1].paren))


def _range(a: str, b: str) -> range:
    low, high = int(a), int(b)
    if high < low and len(b) < len(a):  # 108-12 is 108 to 112
        high = int(a[: len(a) - len(b)] + b)
    return range(low, high + 1) if low <= high < low + MOST_IN_A_RANGE else range(low, low + 1)


def _elliptic(item: str, last: Symbol) -> list[Symbol]:
    """The symbols an elliptic item stands for after ``last``; none when it cannot be one."""
    text = repair(item)
    stem = last.text
    try:
        if m := _pattern("modifiers").fullmatch(text):
            base = _pattern("modifier_tail").sub("", stem)
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


_COMMENT = re.compile(
    expand(r"(?:(?P<plural>s),? )?(?:[Nn]os?\.? ?)?(?P<no>\d{1,2})\b(?: \((?P<year>(?:19|20)\d\d)\))?"), re.ASCII
)
_COMMUNICATION = re.compile(expand(r"(?:[Nn]o\. ?)?(?P<no>\d{1,4}/(?:19|20)\d\d)\b"), re.ASCII)
_IT_REPAIR = re.compile(r"IT-(\d\d)/(\d{1,3})-(\d)\b", re.ASCII)


def _several(text: str, tag: str, pattern: re.Pattern[str]) -> Reading:
    """General comments and communications: the whole token when it names one, each number when it names more."""
    marks = list(pattern.finditer(text))
    if len(marks) == 1:
        found = (Found(0, len(text), marks[0]["no"], "un_document", tag),)
    else:
        found = tuple(Found(m.start("no"), m.end(), m["no"], "un_document", tag) for m in marks)
    return Reading(tag, len(text), found, word=text[:13].lower())


@cache
def _work_patterns() -> tuple[tuple[Work, re.Pattern[str]], ...]:
    return tuple((w, text_pattern(w.pattern)) for w in works())


@cache
def _body_patterns() -> tuple[tuple[Body, re.Pattern[str]], ...]:
    return tuple((b, text_pattern(b.pattern)) for b in bodies())


def _work(text: str) -> Reading | None:
    for work, pattern in _work_patterns():
        m = pattern.fullmatch(text)
        if not m:
            continue
        groups = m.groupdict()
        rule = work.rule
        if (
            rule == "icty"
            and groups.get("no")
            and (fixed := _IT_REPAIR.sub(r"IT-\1-\2/\3", groups["no"])) != groups["no"]
        ):
            groups["no"], rule = fixed, "icty_repaired"
        span = m.span("span") if "span" in groups else (0, len(text))
        found = Found(*span, work.identify(groups), work.kind, rule)
        return Reading("named_work" if work.name_before else "work", len(text), (found,))
    return None


# RE2 sees bytes: wide blanks and typographic quotation marks end an address only here.
_ADDRESS = re.compile(r"[^\s\u00a0\u2007\u2009\u202f“”„«»…]*")


def _url(text: str) -> Reading:
    """An address without the punctuation that follows it; parentheses stay when both are there."""
    end = len(_ADDRESS.match(text)[0])  # type: ignore[index]
    while end and (
        text[end - 1] in ".,;:!?'’”»…" or (text[end - 1] == ")" and text.count("(", 0, end) < text.count(")", 0, end))
    ):
        end -= 1
    address = text[:end]
    if "." not in address[4:]:
        return Reading("skip", len(text))
    full = address if address.startswith("http") else f"https://{address}"
    if m := re.match(
        r"https?://(?:www\.)?(?:undocs\.org|docs\.un\.org)/(?:(?:en|fr|es|ru|ar|zh)/)?(.+)$", full, re.IGNORECASE
    ):
        inner = re.sub(r"%20|\+", " ", m[1]).replace("%28", "(").replace("%29", ")")
        try:
            symbol = parse(inner)
        except SymbolError:
            pass
        else:
            return Reading("url", len(text), (Found(0, end, symbol.text, _kind(symbol), "url_symbol"),), word=full)
    secure = re.sub(r"^http://", "https://", full)
    return Reading("url", len(text), (Found(0, end, secure, "web", "url"),), word=address)


def _meeting(text: str) -> Reading:
    number = re.sub(r"\D", "", re.match(r"[\d,]+", text)[0])  # type: ignore[index]
    return Reading(
        "meeting",
        len(text),
        (Found(0, len(text), number, "un_document", "meeting"),),
        word="plenary" if "plenary" in text else "",
    )


@lru_cache(maxsize=1 << 17)
def read(raw: bytes) -> Reading:
    """Read one token of the scanner, given in UTF-8."""
    token = raw.decode("utf-8", "surrogatepass")
    for name, pattern in patterns.families():
        if not pattern.fullmatch(raw):
            continue
        if name == "symbol":
            reading = _symbols(token)
        elif name == "numbers":
            reading = _numbers(token)
        elif name == "work":
            reading = _work(token)
        elif name == "url":
            reading = _url(token)
        elif name == "comment":
            reading = _several(token, "comment", _COMMENT)
        elif name == "communication":
            reading = _several(token, "communication", _COMMUNICATION)
        elif name == "meeting":
            reading = _meeting(token)
        elif name == "same" and token.endswith("s"):
            reading = None
        elif name in {"cue", "same"}:
            reading = Reading(name, len(token), word="decision" if "dec" in token.lower() else "resolution")
        elif name == "body":
            organ = next((b.organ for b, p in _body_patterns() if p.fullmatch(token)), "")
            reading = Reading("body", len(token), word=organ)
        else:
            reading = Reading(name, len(token), word=token)
        if reading:
            return reading
    return Reading("skip", len(token))
