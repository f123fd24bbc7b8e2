"""Lists of resolutions and decisions: ``822 (1993), 853 (1993) and 884 (1993)``, ``46/182 of 19 December 1991``."""

from __future__ import annotations

import re

from pipeline.extract.citations.lexicon import DASH
from pipeline.extract.citations.patterns import text_shape
from pipeline.extract.citations.readings import Number, Reading

_NUMBER = (
    r"(?P<party>\d{1,3})/(?P<of>(?:CP|CMP|CMA|COP|MOP)\.\d{1,3})\b"
    r"|(?P<session>(?:E?S-)?\d{1,4})/(?P<n>\d{1,4})(?P<l1><LETTERS>)?"
    r"|(?P<n2>\d{1,4})(?P<l2><LETTERS>)? ?\((?:(?P<year>(?:19|20)\d\d)|(?P<roman>(?:E?S-)?[IVXLC]+))\)"
    r"|(?P<rsession>(?:SS\.)?[IVX]+)/(?P<rn>\d{1,3})(?P<l3>[A-Z]\b)?"
    r"|(?P<date><DATE>|<DAYED>)|(?P<bare>\d{2,4})\b"
)
# By the last group that matched: shape, and the groups of session, number and letters.
_SHAPES = {
    "n": ("slash", "session", "n", ""), "l1": ("slash", "session", "n", "l1"), "year": ("year", "year", "n2", "l2"),
    "roman": ("roman", "roman", "n2", "l2"), "of": ("party", "of", "party", ""), "rn": ("party", "rsession", "rn", ""),
    "l3": ("party", "rsession", "rn", "l3"), "bare": ("bare", "", "bare", ""),
}  # fmt: skip
_CUE = r"(?P<noun><NOUN>) (?P<sign><SIGN>)?\(?"
_YEAR = re.compile(r"(?:19|20)\d\d", re.ASCII)


_TO = re.compile(rf"\bto\b|{DASH}")


def letters(text: str | None) -> tuple[str, ...]:
    """Return the letters of a General Assembly resolution: ``A and B`` → A, B; ``A to C`` and ``A–C`` → A, B, C.

    >>> letters(" A to C"), letters("B"), letters(None)
    (('A', 'B', 'C'), ('B',), ())
    """
    if not text:
        return ()
    names = re.findall(r"\b[A-Z]\b", text)
    if len(names) == 2 and _TO.search(text) and names[0] < names[1]:  # noqa: PLR2004 -- a range has two ends
        return tuple(chr(c) for c in range(ord(names[0]), ord(names[1]) + 1))
    return tuple(names)


def read(text: str) -> Reading:
    """Read a list with its noun, if it has one, and its dates: a date counts for what was listed since the last one."""
    cue = text_shape(_CUE).match(text)
    signed = cue is not None and cue["sign"] is not None
    out: list[Number] = []
    year, dated = None, False
    for m in reversed(list(text_shape(_NUMBER).finditer(text, cue.end() if cue else 0))):
        if m.lastgroup == "date":
            years = _YEAR.findall(m["date"])
            year, dated = (int(years[-1]), True) if years else (year, False)
        else:
            out.append(_number(m, year, dated=dated, signed=signed))
            dated = False
    noun = cue["noun"] if cue else ""
    word = "decision" if noun.lower().startswith("dec") else "resolution" if noun else ""
    return Reading("numbers", len(text), (), tuple(out[::-1]), word, (0, len(noun)) if cue else None)


def _number(m: re.Match[str], year: int | None, *, dated: bool, signed: bool) -> Number:
    start, end = m.span()
    last = m.lastgroup or ""
    shape, session, number, letter = _SHAPES[last]
    printed = m[session] if session else ""
    if shape == "year":
        year = year or int(printed)
    lettered = letters(m[letter]) if letter else ()
    return Number(start, end, shape, printed, m[number], lettered, year, dated, signed)
