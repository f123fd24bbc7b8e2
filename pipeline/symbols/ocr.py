"""Damage done by optical character recognition, repaired only where one reading is possible."""

from __future__ import annotations

import re

# A whole element of digits and of letters that digits are misread as: a number, since numbers have no letters.
_NUMBER = re.compile(r"(?<=/)(?:\d[\dlIoO]*|[lI]\d[\dlIoO]*\d)(?![^/ (*\u2010-\u2014-])")
_DIGITS = str.maketrans("lIoO", "1100")
# (what is damaged, its only reading, why no other reading exists)
_REPAIRS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\b(Add|Corr|Rev|Amend)(\.\s?)[lI|](?![a-z])"), r"\1\g<2>1", "modifiers are numbered"),
    (re.compile(r"\bCN\.\s?A(?=/)"), "CN.4", "commissions are numbered; A is how a 4 is misread"),
    (re.compile(r"(?<=/)1PM(?=/)"), "IPM", "no body's name starts with a digit"),
    (
        re.compile(r"\b(AC|CN|C|WP|L|PV|SR|CONF|Sub)\.\s?(?:l(?=\d|/|$)|I(?=\d))"),
        r"\1.1",
        "bodies and papers are numbered",
    ),
    (re.compile(r"^A/C\.I(?=/)"), "A/C.1", "the Main Committees are numbered 1 to 6"),
    (
        re.compile(r"^([ASET])/(RES|Res|DEC|Dec)\.(?=\d+(?:/\d+)?(?![\d/]))"),
        r"\1/\2/",
        "in these series the type is an element of its own",
    ),
)

# What every damage shows: most symbols are sound, and one look tells.
_SUSPECT = re.compile(r"[lI|]|\d[oO]|CN\.\s?A/|1PM|(?:RES|Res|DEC|Dec)\.")


def repair(text: str) -> str:
    """Return the symbol with certain damage repaired; the same string where there is none.

    >>> repair("A/44/409/Corr. I"), repair("E/CN.A/1990/17"), repair("A/74/676")
    ('A/44/409/Corr. 1', 'E/CN.4/1990/17', 'A/74/676')
    """
    if not _SUSPECT.search(text):
        return text
    for pattern, reading, _ in _REPAIRS:
        text = pattern.sub(reading, text)
    return _NUMBER.sub(lambda m: m[0].translate(_DIGITS), text)
