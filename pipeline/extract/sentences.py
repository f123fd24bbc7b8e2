"""Where sentences end: one rule and a list of abbreviations, for legal and diplomatic English as well as news."""

from __future__ import annotations

import re

# Words after which a full stop ends no sentence: titles, references, months, initials of states and organs.
_ABBREVIATIONS = frozenset(
    [
        "adm",
        "al",
        "amb",
        "apr",
        "art",
        "arts",
        "aug",
        "brig",
        "c",
        "ca",
        "capt",
        "cf",
        "ch",
        "chap",
        "cl",
        "co",
        "col",
        "comm",
        "corp",
        "cpl",
        "dec",
        "dept",
        "det",
        "dr",
        "ed",
        "eds",
        "e.g",
        "eg",
        "esp",
        "est",
        "etal",
        "excl",
        "feb",
        "fig",
        "figs",
        "fr",
        "ft",
        "gen",
        "gov",
        "h.e",
        "hon",
        "ibid",
        "i.e",
        "ie",
        "inc",
        "incl",
        "jan",
        "jr",
        "jul",
        "jun",
        "lt",
        "ltd",
        "maj",
        "mar",
        "messrs",
        "mgr",
        "mr",
        "mrs",
        "ms",
        "mt",
        "no",
        "nos",
        "nov",
        "oct",
        "op",
        "p",
        "para",
        "paras",
        "pl",
        "pp",
        "pres",
        "prof",
        "pt",
        "ref",
        "refs",
        "rep",
        "res",
        "rev",
        "sec",
        "sen",
        "sept",
        "sep",
        "ser",
        "sess",
        "sgt",
        "sr",
        "st",
        "supp",
        "suppl",
        "v",
        "viz",
        "vol",
        "vols",
        "vs",
    ]
)
# A run of stops or of closing marks is read whole or not at all, so that no run takes long.
_END = re.compile(r"(?P<stop>(?<![.!?…])[.!?…]++)(?P<close>[\"”’'»)\]¹²³⁰⁴-⁹]*+)(?=\s+(?P<next>\S{1,3}))")
# The word before a stop; looked for in so many characters, so that no text takes long.
_WORD = re.compile(r"[^\s“”\"«»()\[\]]*$")
_LONGEST_WORD = 60
_FOLLOWING = re.compile(r"\s*(?P<word>\S*)")
_NUMBER = re.compile(r"\(?(?:\d{1,3}|[a-z]|[ivx]+|[A-Z])\)?")


def sentences(text: str) -> list[tuple[int, int]]:
    """Return the sentences of a paragraph as spans without the white space around them.

    >>> text = 'Mr. Li of the U.S. Embassy wrote to No. 5. "It rained." He left.'
    >>> [text[a:b] for a, b in sentences(text)]
    ['Mr. Li of the U.S. Embassy wrote to No. 5.', '"It rained."', 'He left.']
    """
    out = []
    start = 0
    for match in _END.finditer(text):
        if match["stop"] == "." and not _ends(text, start, match):
            continue
        if match["stop"] != "." and not _starts(match["next"]):
            continue
        end = match.end("close")
        out.append((start, end))
        start = end
    out.append((start, len(text)))
    return [_trim(text, a, b) for a, b in out if text[a:b].strip()]


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    """Say whether a single full stop ends the sentence: by the word before it and by what comes next."""
    following = match["next"]
    if not _starts(following):
        return False
    if match["close"]:
        return True
    found = _WORD.search(text, max(start, match.start() - _LONGEST_WORD), match.start())
    word, at = (found.group(), found.start()) if found else ("", match.start())
    plain = word.casefold().lstrip("‘’'([").rstrip(".")
    if plain in _ABBREVIATIONS:
        # "No. 5" is an abbreviation, "He said no. Five others" is not.
        return (
            plain in {"no", "art", "mar", "sec", "fig", "al", "est"} and not following[0].isdigit() and word.islower()
        )
    if len(plain) == 1 and plain.isalpha():  # an initial: "John P. Stevens", "U. S."; but "plan B. It"
        return False
    if re.fullmatch(r"(?:[a-z]\.)+[a-z]", plain):  # U.S, p.m: the end only before a word that starts sentences
        return following[0] in "\"“‘'" or _following(text, match.end()) in _STARTERS
    # The number of a paragraph or of a list's item is no sentence.
    return not (_NUMBER.fullmatch(word) and not text[start:at].strip())


_STARTERS = frozenset(
    "The He She It They We I In On At This That These Those A An But And However According As For".split()  # noqa: SIM905 -- a sentence of words reads better than a list
)


def _following(text: str, at: int) -> str:
    found = _FOLLOWING.match(text, at)
    return found["word"] if found else ""


def _starts(following: str) -> bool:
    first = following[0]
    return first.isupper() or first.isdigit() or first in "\"“”‘’'«„([—–-•*" or not first.isascii()


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())
