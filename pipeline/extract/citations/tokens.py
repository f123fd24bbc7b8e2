"""What a token says by itself, wherever it stands: read once per distinct token and kept.

``READINGS[token]`` is pure and bounded by the token's length; ``resolve.py`` adds what the surroundings say.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING

from pipeline.extract.actors import is_state
from pipeline.extract.citations import number_lists, symbol_lists
from pipeline.extract.citations.lexicon import Body, Work, bodies, expand, roman_value, text_pattern, works
from pipeline.extract.citations.patterns import families
from pipeline.extract.citations.readings import Found, Reading
from pipeline.extract.citations.symbol_lists import kind
from pipeline.symbols import SymbolError, parse

if TYPE_CHECKING:
    from collections.abc import Callable

_COMMENT = re.compile(expand(r"(?:[Nn]o\. ?)?\b(?P<no>\d{1,2}|[IVX]{1,6})\b(?: \((?:19|20)\d\d\))?"), re.ASCII)
_COMMUNICATION = re.compile(
    expand(r"(?:[Nn]o\. ?)?(?P<no>(?P<low>\d{1,4})(?:{-}(?P<high>\d{1,4}))?(?P<year>/(?:19|20)\d\d))\b"), re.ASCII
)
_ORDINAL = re.compile(r"\d[\d,]*(?:st|nd|rd|th)", re.ASCII)
_IT_REPAIR = re.compile(r"IT-(\d\d)/(\d{1,3})-(\d)\b", re.ASCII)


_MOST_COMMUNICATIONS = 50  # that one range joins


def _several(text: str, tag: str, pattern: re.Pattern[str]) -> Reading:
    """Read general comments and communications, one row for each number: the words before go to the first."""
    marks = list(pattern.finditer(text))
    starts = [0, *(m.start() for m in marks[1:])]
    found = tuple(
        Found(start, m.end(), number, "un_document", tag)
        for start, m in zip(starts, marks, strict=bool(marks))
        for number in _counted(m)
    )
    return Reading(tag, len(text), found, word=text[:13].lower())


def _counted(m: re.Match[str]) -> list[str]:
    """Return the numbers that a mark stands for: ``XXV`` → 25, ``148–150/1983`` → 148/1983, 149/1983, 150/1983."""
    if "low" not in m.re.groupindex:
        return [m["no"] if m["no"].isdigit() else str(roman_value(m["no"]))]
    low, high = int(m["low"]), int(m["high"] or m["low"])
    if not low <= high < low + _MOST_COMMUNICATIONS:
        return [m["low"] + m["year"]]
    return [f"{n}{m['year']}" for n in range(low, high + 1)]


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
        rule, number = work.rule, groups.get("no") or ""
        if rule == "icty" and (fixed := _IT_REPAIR.sub(r"IT-\1-\2/\3", number)) != number:
            groups["no"], rule = fixed, "icty_repaired"
        if work.item:
            return Reading("work", len(text), _items(work, text, max(m.start("span"), 0) if "span" in groups else 0))
        span: tuple[int, int] | None = m.span("span") if groups.get("span") else m.span()
        if groups.get("state"):
            span = _up_to_state(m)
        if span is None:
            continue
        found = Found(*span, work.identify(groups), work.kind, rule)
        return Reading("named_work" if work.name_before else "work", len(text), (found,))
    return None


_MOST_WORDS = 12  # of a state's name


def _up_to_state(m: re.Match[str]) -> tuple[int, int] | None:
    """Return the span up to the name of a state, words behind it cut off; null when there is no state."""
    words = list(islice(re.finditer(r"\S+", m["state"]), _MOST_WORDS))
    for i in range(len(words), 0, -1):
        if is_state(" ".join(w[0] for w in words[:i]).casefold()):
            end = m.start("state") + words[i - 1].end()
            return m.span() if end == m.end("state") else (0, end) if m.end("state") == m.end() else None
    return None


def _items(work: Work, text: str, at: int) -> tuple[Found, ...]:
    """Return a work per item of a list that begins at ``at``; the words before them go to the first."""
    marks = list(text_pattern(work.item or "").finditer(text, at))
    starts = [at, *(m.start() for m in marks[1:])]
    return tuple(
        Found(a, m.end(), work.identify(m.groupdict()), work.kind, work.rule)
        for a, m in zip(starts, marks, strict=True)
    )


def _body(text: str) -> Reading:
    return Reading("body", len(text), word=next((b.organ for b, p in _body_patterns() if p.fullmatch(text)), ""))


def _cue(text: str) -> Reading:
    return Reading("cue", len(text), word="decision" if "dec" in text.lower() else "resolution")


def _same(text: str) -> Reading | None:
    """One work only: “the same resolutions” says not which."""
    return None if text.endswith("s") else replace(_cue(text), tag="same")


# RE2 sees bytes: wide blanks and typographic quotation marks end an address only here.
_ADDRESS = re.compile(r"[^\s\u00a0\u2007\u2009\u202f‘’“”„«»…]*")


def _url(text: str) -> Reading:
    """Return an address without the punctuation that follows it; parentheses stay when both are there."""
    end = len(_ADDRESS.match(text)[0])  # type: ignore[index]  # the scanner has matched it already
    open_ones = text.count("(", 0, end) - text.count(")", 0, end)
    while end and (text[end - 1] in ".,;:!?'" or (text[end - 1] == ")" and open_ones < 0)):
        open_ones += text[end - 1] == ")"
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
            return Reading("url", len(text), (Found(0, end, symbol.text, kind(symbol), "url_symbol"),), word=full)
    secure = re.sub(r"^http://", "https://", full)
    return Reading("url", len(text), (Found(0, end, secure, "web", "url"),), word=address)


def _meeting(text: str) -> Reading:
    marks = list(_ORDINAL.finditer(text))
    ends = [*(m.end() for m in marks[:-1]), len(text)]
    found = tuple(
        Found(m.start(), end, re.sub(r"\D", "", m[0]), "un_document", "meeting")
        for m, end in zip(marks, ends, strict=True)
    )
    return Reading("meeting", len(text), found, word="plenary" if "plenary" in text else "")


_READERS: dict[str, Callable[[str], Reading | None]] = {
    "symbol": symbol_lists.read, "numbers": number_lists.read, "work": _work, "url": _url, "meeting": _meeting,
    "comment": lambda text: _several(text, "comment", _COMMENT), "same": _same, "cue": _cue, "body": _body,
    "communication": lambda text: _several(text, "communication", _COMMUNICATION),
}  # fmt: skip


def _read(raw: bytes) -> Reading:
    token = raw.decode("utf-8", "surrogatepass")
    for name in families(raw):
        reader = _READERS.get(name)
        reading = reader(token) if reader else Reading(name, len(token), word=token)
        if reading:
            return reading
    return Reading("skip", len(token))


class _Readings(dict[bytes, Reading]):
    """The reading of each token in UTF-8: most come again and again, and a dictionary is the fastest of caches.

    All is forgotten when it weighs too much, and what is heavy by itself is read anew each time: no document before
    decides how much memory there is for this one. A work weighs one, and so do 64 bytes.
    """

    MOST, HEAVIEST = 1 << 18, 1 << 10
    weight = 0

    def __missing__(self, raw: bytes) -> Reading:
        reading = _read(raw)
        weight = 1 + len(raw) // 64 + len(reading.found) + len(reading.numbers)
        if weight > self.HEAVIEST:
            return reading
        if self.weight + weight > self.MOST:
            self.clear()
        self.weight += weight
        self[raw] = reading
        return reading

    def clear(self) -> None:
        super().clear()
        self.weight = 0


READINGS = _Readings()
