"""One alternation that finds every token a citation is made of.

Tokens are fat: a symbol with its elliptic list, a chain of numbers with its dates. They are few, many are alike, and
what does not depend on their surroundings is read once per distinct token (``tokens.py``). What is rare and long
(books, letters) is found by a short trigger and read from the text around it (``prose.py``).

Patterns are in the lexicon's shorthand: a space is any white space, ``{D}`` a date, ``{-}`` any dash.
"""

from __future__ import annotations

from functools import cache
from typing import Any

from pipeline.extract.citations.lexicon import MONTHS, bodies, bytes_pattern, works
from pipeline.symbols.words import SERIES

_SERIES = "|".join(sorted(SERIES, key=lambda s: (-len(s), s)))
MODIFIER = r"(?:Add|Corr|Rev|Amend|ADD|CORR|REV|AMEND|add|corr|rev)"
_ELEMENT = (
    rf"(?:(?:{MODIFIER}|Sub|CN|AC|WP|PV|SR|CRP|CONF|C|L)\. ?[0-9lI|]{{1,5}}(?:-[0-9]{{1,3}})?"
    r"|[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*(?:\([0-9]{1,2}\))?)"
)
_PAREN = (
    r"(?: ?\((?:(?i:parts?|vols?|sects?|prog|supp|resumption|introduction|annex)\b[A-Za-z0-9., \xa0\xc2/-]{0,24}"
    r"|(?:E?S-)?[IVXLC]+|(?:19|20)\d\d)\))"
)
_PATH = (
    rf"(?:{_SERIES})/ ?[A-Z0-9][A-Za-z0-9.]*(?:-[A-Za-z0-9]+)*(?:\([0-9]{{1,2}}\))?"
    rf"(?:(?:/| /(?:{MODIFIER})\. ?| ?/ (?:{MODIFIER})\.?|/ ){_ELEMENT})*"
)
LETTERS = r"(?: ?[A-Z]\b(?:(?:, ?[A-Z]\b)*,? (?:and|to) [A-Z]\b|-[A-Z]\b)?)"
_ONE = rf"{_PATH}(?:{LETTERS}?{_PAREN}{{1,2}}(?:/{MODIFIER}\.? ?\d+)*|{LETTERS})?\**"
ELLIPTIC = (
    rf"(?:/?{MODIFIER}s?\. ?[0-9lI|]{{1,4}}(?:{{-}}\d{{1,4}})?(?:/{MODIFIER}\.\d+)*"
    rf"|/?L\.\d{{1,4}}(?:/{MODIFIER}\.\d+)*|/\d{{1,4}}\b|\d{{1,4}}(?:{{-}}\d{{1,4}})?\b)"
)
COMMA = r"(?:,? (?:and|or|to|through|&) |[,;] ?)"
SYMBOL = rf"{_ONE}(?: ?{{-}} ?{_PATH}{_PAREN}{{0,2}})*(?:{COMMA}{ELLIPTIC})*"

DATE = rf"(?:,? (?:of|dated|adopted on) (?:\d{{1,2}} (?:{MONTHS}) )?(?:19|20)\d\d\b)"
SLASHED = rf"(?:(?:E?S-)?\d{{1,4}}/\d{{1,4}}{LETTERS}?)"
BRACKETED = rf"(?:\d{{1,4}}{LETTERS}? ?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]+)\))"
ROMAN_FIRST = r"(?:(?:SS\.)?[IVX]+/\d{1,3}[A-Z]?\b)"
PARTY = r"(?:\d{1,3}/(?:CP|CMP|CMA|COP|MOP)\.\d{1,3}\b)"
_SEPARATOR = r"(?:,? (?:and|or|as well as|to) |[,;] ?(?:and )?)"
_CHAIN = rf"(?:{PARTY}|{SLASHED}|{BRACKETED}){DATE}?(?:{_SEPARATOR}(?:{PARTY}|{SLASHED}|{BRACKETED}){DATE}?)*"
CUE = r"(?:(?i:resolutions?|decisions?))"
_CUED_ITEM = rf"(?:{PARTY}|{SLASHED}|{BRACKETED}|{ROMAN_FIRST}|\d{{2,4}}\b)"
_CUED = rf"{CUE} (?:[Nn]os?\.? ?)?\(?{_CUED_ITEM}{DATE}?(?:{_SEPARATOR}{_CUED_ITEM}{DATE}?)*"
NUMBERS = rf"(?:\b{_CUED}|\b{_CHAIN})"

# name of the token -> its pattern, in the order of preference where two begin at one place
TOKENS: dict[str, str] = {
    "link": r"\]\((?:https?://|www\.|#|/)[^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)",
    "url": r"(?:https?://|www\.)[^\s<>\"\[\]{}|\\^`]+",
    "skip": r"\b\d{1,2}[/.]\d{1,2}[/.](?:19|20)?\d\d\b",
    "furniture": r"\b\d\d-\d{5}\b",
    "imprint": r"[A-Za-z.][,:] ?(?:19|20)\d\d\)",
    "quoted": r"(?:,(?:\"|”)|(?:\"|”),) ",
    "symbol": SYMBOL,
    "communication": r"\b(?:[Cc]ommunications? )?[Nn]os?\.? ?\d{1,4}/(?:19|20)\d\d\b(?:(?:, and |, | and )(?:[Nn]o\. ?)?\d{1,4}/(?:19|20)\d\d\b)*",
    "comment": r"\b[Gg]eneral (?:[Cc]omments?|[Rr]ecommendations?),? (?:[Nn]os?\.? ?)?\d{1,2}\b(?: \((?:19|20)\d\d\))?(?:(?:, | and )(?:[Nn]o\. ?)?\d{1,2}\b(?: \((?:19|20)\d\d\))?)*",
    "letter": r"\b(?i:letters?|notes? verbales?) dated \d",
    "same": rf"\b[Tt]he (?:same|said|above-mentioned|aforementioned) {CUE}\b",
    "numbers": NUMBERS,
    "cue": rf"\b{CUE}\b",
    "ibid": r"\b[Ii]bid(?:em)?\b\.?",
    "opcit": r"\bop\. cit\b\.?",
    "signal": r"\b(?:[Ss]ee|[Cc]f\.|[Ff]or example,? see|[Bb]ut see|[Cc]ompare)(?:,? (?:also|generally|further|especially|in particular|for example|for instance|e\.g\.|inter alia|among others))*(?:,|\b)",
    "meeting": r"\b\d{1,2},?\d{0,3}(?:st|nd|rd|th)(?: \((?:closed|resumed|opening)\))?(?: plenary)? meetings?\b",
}


def _family(name: str) -> str:
    if name == "work":
        return "|".join(f"(?:{w.pattern})" for w in works())
    if name == "body":
        return "|".join(f"(?:{b.pattern})" for b in bodies())
    return TOKENS[name]


# works go before numbers: "Law No. 12/2003" is no resolution; bodies last
ORDER = ("link", "url", "skip", "furniture", "imprint", "quoted", "work", *list(TOKENS)[6:], "body")


@cache
def alternation() -> Any:
    """The compiled alternation of all tokens, for UTF-8 bytes."""
    return bytes_pattern("|".join(f"(?:{_family(name)})" for name in ORDER))


@cache
def families() -> tuple[tuple[str, Any], ...]:
    """Each token's own pattern, compiled for UTF-8 bytes, in the order of preference."""
    return tuple((name, bytes_pattern(_family(name))) for name in ORDER)
