"""Dates as these documents print them; nothing is guessed: 5/6/2020 is no date here."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

MONTHS = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november",
          "december")  # fmt: skip
_MONTH = "|".join(MONTHS)
# 24 December 2008 (the United Nations form); December 24, 2008; 2008-12-24
DATE = re.compile(
    rf"(?<!\d)(?:(?P<d1>\d{{1,2}})\s+(?P<m1>{_MONTH})\s+(?P<y1>\d{{4}})"
    rf"|(?P<m2>{_MONTH})\s+(?P<d2>\d{{1,2}}),?\s+(?P<y2>\d{{4}})"
    r"|(?P<y3>\d{4})-(?P<m3>\d{2})-(?P<d3>\d{2}))(?!\d)",
    re.IGNORECASE,
)
_TIME = re.compile(
    r"(?<!\d)(?P<h>[01]?\d|2[0-3]):(?P<m>[0-5]\d)(?::(?P<s>[0-5]\d))?"
    r"(?:\s*\(?\s*(?:(?:UTC|GMT)\s*(?P<offset>[+−-]\s?\d{1,2}(?::?\d{2})?)?|(?P<bare>[+−-]\d{2}:?\d{2})|(?P<zulu>Z))\)?)?"
)


def find_date(text: str) -> date | None:
    """Return the first date in the text.

    >>> find_date("Distr.: General 2 April 2026")
    datetime.date(2026, 4, 2)
    >>> find_date("31 February 2026") is None
    True
    """
    for match in DATE.finditer(text):
        found = _date(match)
        if found:
            return found
    return None


def _date(match: re.Match[str]) -> date | None:
    g = match.groupdict()
    for n in "123":
        if g[f"y{n}"]:
            month = g[f"m{n}"].lower()
            number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
            try:
                return date(int(g[f"y{n}"]), number, int(g[f"d{n}"]))
            except ValueError:
                return None
    return None


def find_moment(text: str) -> datetime | None:
    """Return the first date with a time and an offset, in UTC without a zone; null when the offset is not given.

    >>> find_moment("26 February 2026 10:39 (UTC+04:00)")
    datetime.datetime(2026, 2, 26, 6, 39)
    >>> find_moment("26 February 2026 10:39") is None
    True
    """
    day = find_date(text)
    time = _TIME.search(text)
    if day is None or time is None:
        return None
    g = time.groupdict()
    offset = g["offset"] or g["bare"]
    if not (offset or g["zulu"] or re.search(r"UTC|GMT", time.group())):
        return None
    local = datetime(day.year, day.month, day.day, int(g["h"]), int(g["m"]), int(g["s"] or 0))  # noqa: DTZ001 -- made UTC below
    return local - _delta(offset)


def _delta(offset: str | None) -> timedelta:
    if not offset:
        return timedelta()
    sign = 1 if offset[0] == "+" else -1
    digits = re.sub(r"\D", "", offset)
    hours, minutes = (int(digits[:-2]), int(digits[-2:])) if len(digits) > 2 else (int(digits), 0)  # noqa: PLR2004 -- hhmm
    return sign * timedelta(hours=hours, minutes=minutes)


_UNITS = {
    word: number
    for number, word in enumerate(
        ("zeroth", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth",
         "eleventh", "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth",
         "nineteenth")
    )
}  # fmt: skip
_TENS = {
    word: 10 * tens
    for tens, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_ORDINAL_TENS = {f"{w[:-1]}ieth": n for w, n in _TENS.items()}
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_WORDS = "|".join((*_CARDINALS, "ten", *_TENS, *_ORDINAL_TENS, *_UNITS, "hundred(?:th)?", "thousand(?:th)?", "and"))
# An ordinal as a pattern, in words or figures; ``ordinal`` says whether it is one, and which.
ORDINAL = rf"(?:(?:{_WORDS})(?:[\s‐‑–-]+(?:{_WORDS})){{0,8}}|\d{{1,5}}(?:st|nd|rd|th|ème))"


def ordinal(words: str) -> int | None:
    """Return the number of an English ordinal up to 9999, in words or figures; null for anything else.

    >>> [ordinal(w) for w in ("Eightieth", "Eighty-first", "twelfth", "one hundred and second", "64th", "special")]
    [80, 81, 12, 102, 64, None]
    >>> ordinal("two thousand six hundred and seventy-second")
    2672
    """
    text = re.sub(r"[\s‐‑–-]+", " ", words.strip().lower())
    if figures := re.fullmatch(r"(\d{1,5})(?:st|nd|rd|th)", text):
        return int(figures[1])
    base = 0
    for name, value in (("thousand", 1000), ("hundred", 100)):
        many = re.match(rf"(?:({'|'.join(_CARDINALS)}) )?{name}(?P<end>th$| (?:and )?)", text)
        if many:
            base += value * (_CARDINALS.index(many[1]) + 1 if many[1] else 1)
            text = text[many.end() :]
            if not text:
                return base if many["end"] == "th" else None
    if text in _UNITS:
        return base + _UNITS[text]
    if text in _ORDINAL_TENS:
        return base + _ORDINAL_TENS[text]
    tens, _, unit = text.partition(" ")
    return base + _TENS[tens] + _UNITS[unit] if tens in _TENS and 0 < _UNITS.get(unit, 0) < 10 else None  # noqa: PLR2004 -- twenty-first to ninety-ninth
