"""Damage done by optical character recognition, repaired only where one reading is possible."""

from __future__ import annotations

import re

# (what is damaged, its only reading, why no other reading exists)
_REPAIRS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r"\b(Add|Corr|Rev|Amend)(\.\s?)[lI|](?![a-z])"), r"\1\g<2>1", "modifiers are numbered"),
    (re.compile(r"\bCN\.\s?A(?=/)"), "CN.4", "commissions are numbered; A is how a 4 is misread"),
    (re.compile(r"(?<=/)1PM(?=/)"), "IPM", "no body's name starts with a digit"),
    (re.compile(r"(?<=/)[lI](?=\d{2,}\b)"), "1", "a number has no letter before its digits"),
    (re.compile(r"(?<=/\d)[lI](?=\d)"), "1", "a number has no letter between digits"),
    (re.compile(r"(?<=/\d)l(?=/|$)"), "1", "a number has no letter l behind its digits"),
    (re.compile(r"(?<=/\d)[oO](?=\d|/)"), "0", "a number has no letter between digits"),
    (
        re.compile(r"\b(AC|CN|C|WP|L|PV|SR|CONF|Sub)\.\s?(?:l(?=\d|/|$)|I(?=\d))"),
        r"\1.1",
        "bodies and papers are numbered",
    ),
    (re.compile(r"^A/C\.I(?=/)"), "A/C.1", "the Main Committees are numbered 1 to 6"),
)

# What every damage shows: most symbols are sound, and one look tells.
_SUSPECT = re.compile(r"[lI|]|\d[oO]|CN\.\s?A/|1PM")


def repair(text: str) -> str:
    """Return the symbol with certain damage repaired; the same string where there is none.

    >>> repair("A/44/409/Corr. I"), repair("E/CN.A/1990/17"), repair("A/74/676")
    ('A/44/409/Corr. 1', 'E/CN.4/1990/17', 'A/74/676')
    """
    if not _SUSPECT.search(text):
        return text
    for pattern, reading, _ in _REPAIRS:
        text = pattern.sub(reading, text)
    return text
