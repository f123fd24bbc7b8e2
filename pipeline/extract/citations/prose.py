"""Works described in words: books, chapters, articles, news items, letters, cases named by their parties.

Read from the text around a short trigger, never farther than ``_REACH`` characters, in the United Nations Editorial
Manual's footnote style: Author, *Title* (Place, Publisher, year), pp. x–y.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from pipeline.dates import find_date
from pipeline.extract.citations.lexicon import MONTHS, expand
from pipeline.model import Work
from pipeline.symbols import SymbolError, parse

_REACH = 420
_UPPER = "A-Z\u00c0-\u00de\u0100-\u017f\u0400-\u042f"
_PARTICLES = "de|da|di|do|del|della|des|du|la|le|van|von|der|den|ter|ten|al|el|bin|ben|ibn|y|e|af"
_NAME_WORD = rf"(?:[{_UPPER}][\w’'\u0300-\u036f.-]*|{_PARTICLES})"
_NAME = rf"(?:{_NAME_WORD})(?:\s{_NAME_WORD}){{0,5}}"
_NAMES = re.compile(
    rf"(?P<names>{_NAME}(?:,\s{_NAME}){{0,4}}?(?:,?\s(?:and|&)\s{_NAME})?(?:\s(?:and\sothers|et\sal\.))?)(?P<ed>,?\s\(?eds?\.\)?)?,\s"
)
_FULL_NAME = rf"{_NAME_WORD}(?:\s{_NAME_WORD}){{1,5}}"
_MORE_NAMES = re.compile(
    rf"(?:{_FULL_NAME},\s){{0,5}}{_FULL_NAME},?\s(?:and|&)\s{_FULL_NAME}(?:,?\s\(?eds?\.\)?)?,\s(?=[{_UPPER}“])"
)
_SHORTEST_TITLE = 4
_ENTRY = re.compile(
    r"(?:^|(?<=[.;]\s)(?:and\s)?|\b[Ss]ee,?\s(?:also,?\s|generally,?\s|for\sexample,\s|e\.g\.,\s|inter\salia,\s)?|\b[Cc]f\.\s|\bin\s(?=[A-Z]))"
)
_MARK = re.compile(r"\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+|\d{1,3}[./]?|[ᵃ-ᶻ]|\*+)?\s*")
_YEAR_END = re.compile(r"(?:19|20)\d\d\)$")
# Parentheses that end in a year and are no imprint: dates, acts, resolutions, people.
_NO_IMPRINT = re.compile(
    rf"\b(?:{MONTHS}|[Aa]rticles?|[Ss]ections?|para|[Rr]esolutions?|No\.|Act|sessions?|meetings?|[Ii]bid|[Ss]ee|[Aa]dopted|"
    r"Views|[Jj]udge?ments?|Mr|Ms|[Ss]ince|[Ff]rom|[Uu]ntil|[Bb]efore|[Aa]fter|[Dd]ated|[Ee]ntered)\b"
)
_STOP_TITLE = re.compile(r"[“”\"]|https?://|\b(?:Views adopted|v\.)\s")
_QUOTED_TITLE = re.compile(r"(?P<authors>[^“”\"]{3,120},\s)[“\"](?P<title>[^“”\"]{4,260})[”\"],?\s?")
_CASE = re.compile(
    rf"(?P<name>(?:Case\sof\s(?:the\s)?)?(?:[“\"]?[{_UPPER}(][\w’'()“”\".&\u0300-\u036f-]*|of|the|and|et|al\.|de|la|del|los|las|y|v\.)"
    rf"(?:,?\s(?:[“\"]?[{_UPPER}(][\w’'()“”\".&\u0300-\u036f-]*|of|the|and|et|al\.|de|la|del|los|las|y))*?\sv\.\s[{_UPPER}][\w-]*(?:\s(?:[{_UPPER}][\w-]*|and|of|the))*)"
)
_SIGNALS = re.compile(
    r"^(?:See|Cf\.|In|Also|The|Compare|I/A Court H\.R\.|(?:Inter-American|European) Court of Human Rights)\b,?\s"
    r"(?:also,?\s|the\s)?",
    re.IGNORECASE,
)
_ADDRESSEE = r"(?:Secretary-General|President of the (?:Security Council|General Assembly))"
_LETTER = re.compile(
    expand(r"(?P<what>(?i:letters?|notes? verbales?)) dated (?P<date>{D}) from (?:the )?(?P<author>")
    + rf"[{_UPPER}][\w’'.-]*"
    + rf"(?:\s{{1,3}}(?:(?:of|the|and|for|ad|interim|to)\b|a\.i\.|d[’']affaires|[{_UPPER}][\w’'-]*))*)"
    + expand(rf"(?P<to> addressed to the {_ADDRESSEE}(?: and (?:to )?the {_ADDRESSEE})?)?")
)
_TO_SYMBOL = re.compile(
    expand(r"(?: addressed to the [A-Za-z -]{1,80})?,? ?[\[(]{0,2}(?:see |contained in |document |circulated as )?")
)
_MONTHS = rf"(?:(?:{MONTHS})(?:{{-}}(?:{MONTHS}))? )?"
_AFTER_QUOTE = re.compile(
    expand(
        r"[”\"],? (?P<in>in )?(?P<container>[A-Z][^“”\"\n;()]{2,140}?)"
        r"(?:,? \(?(?P<date>{D})\)?"
        r"|,? (?P<vol>[Vv]ol\.? ?[\dIVXLC]+(?:,? (?:[Nn]os?\.?|issue) ?\d+(?:{-}\d+)?)?),? "
        r"\(?(?P<when>(?:[A-Z][a-z]+ )?(?:19|20)\d\d)\)?"
        rf"|,? \((?P<month>{_MONTHS}(?:19|20)\d\d)\)"
        r"|(?= \([^()]{2,80}(?:19|20)\d\d\)))"
    )
)
_IMPRINT_AFTER = re.compile(expand(r" \((?P<imprint>[^()]{2,80}[,:] ?(?P<year>(?:19|20)\d\d))\)"))
_NEWS = re.compile(
    r"\b(?:News|Times|Post|Guardian|Herald|Tribune|Reuters|BBC|CNN|Press|Gazette|Monde|Daily|Telegraph|Independent|Agency|Interfax|TASS|Jazeera)\b"
)


class Described(NamedTuple):
    """A described work: offsets in the text given, and what it is."""

    start: int
    end: int
    kind: str
    rule: str
    work: Work


def plain(text: str) -> str:
    """One line of it, without the marks of emphasis around it."""
    return re.sub(r"\s+", " ", text).strip(" ,;*_\n")


def entry_start(text: str, low: int, at: int) -> int:
    """Where the footnote entry that holds ``at`` begins: after the note's mark, a signal, or the entry before."""
    low = max(low, at - _REACH)
    start = low
    for m in _ENTRY.finditer(text, low, at):
        if m.end() < at and _sentence(text, m.end()):
            start = m.end()
    if start == low and (mark := _MARK.match(text, start, at)):
        start = mark.end()
    return start


_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]|\b(?:al|ed|eds|No|Nos|vol|vols|St|Dr|Mr|Ms|Mrs|Jr|Sr|Prof|cf|cit|trans|rev|pp?|paras?|chap))\.\s$"
)


def _sentence(text: str, at: int) -> bool:
    """Whether an entry can begin here: not after an initial or an abbreviation."""
    return not _ABBREVIATED.search(text, max(0, at - 8), at)


def split_authors(entry: str) -> tuple[str, str] | None:
    """Return authors and the rest: ``Thomas de Waal, Black Garden: …``; null when no name leads.

    >>> split_authors("Ann Lee, Bo Chen and Carl Dow, Rivers")
    ('Ann Lee, Bo Chen and Carl Dow', 'Rivers')
    """
    first = _NAMES.match(entry)
    if not first or first.end() == len(entry) or not (first["ed"] or re.search(r"\s", first["names"])):
        return None
    more = _MORE_NAMES.match(entry, first.end())
    end = more.end() if more else first.end()
    return entry[:end].rstrip().removesuffix(","), entry[end:]


def book(text: str, low: int, close: int) -> Described | None:
    """Return the book whose imprint closes at ``close`` (the offset after its parenthesis)."""
    opening = text.rfind("(", max(low, close - 140), close)
    if opening <= low or ")" in text[opening + 1 : close - 1]:
        return None
    imprint = plain(text[opening + 1 : close - 1])
    year, place = int(imprint[-4:]), imprint[:-4].rstrip(" ,:")
    if not place[:1].isupper() or _NO_IMPRINT.search(place):
        return None
    start = entry_start(text, low, opening)
    named = _authors_and_title(text[start:opening])
    if not named:
        return None
    return Described(start, close, "book", "book", Work(*named, None, publisher(place), year))


def _authors_and_title(entry: str) -> tuple[str, str] | None:
    """Return what stands before an imprint, if it is a book or report: ``Author, *Title*`` or ``Author, “Title”``."""
    quoted = _QUOTED_TITLE.fullmatch(entry)
    if quoted and split_authors(quoted["authors"] + "X"):
        return plain(quoted["authors"]), plain(quoted["title"])
    split = None if _STOP_TITLE.search(entry) else split_authors(re.sub(r"[*_]", "", entry))
    title = plain(split[1]) if split else ""
    if not split or len(title) < _SHORTEST_TITLE or not (title[0].isupper() or title[0].isdigit()):
        return None
    return plain(split[0]), title


def publisher(place: str) -> str | None:
    """Return the publisher of an imprint: what follows the place, where both are given.

    >>> publisher("Oxford: Clarendon Press"), publisher("New York University Press"), publisher("The Hague, Brill")
    ('Clarendon Press', 'New York University Press', 'Brill')
    """
    name = re.split(r":\s|,\s", re.sub(r"^\d+\w\w ed\.,\s", "", place))[-1].strip()
    return name or None


def article(text: str, low: int, quote: int, high: int) -> Described | None:
    """Return the article, chapter or news item whose quoted title closes at ``quote``."""
    m = _AFTER_QUOTE.match(text, quote, min(high, quote + 260))
    opening = max(text.rfind("“", max(low, quote - 260), quote), text.rfind('"', max(low, quote - 260), quote))
    if not m or opening < low or quote - opening < 5:  # noqa: PLR2004 -- shorter than any title
        return None
    title = plain(text[opening + 1 : quote])
    start = entry_start(text, low, opening)
    lead = text[start:opening]
    split = split_authors(lead + "X") if lead.strip() else None
    if lead.strip() and not split:
        if not (lead.strip().endswith(",") and len(lead) < 80):  # noqa: PLR2004 -- longer than any list of authors
            return None
        start = opening
    container, end, year, day, house = plain(m["container"]), m.end(), None, None, None
    if m["date"]:
        day = find_date(m["date"])
        year = day.year if day else None
    elif when := (m["when"] or m["month"]):
        year = int(when[-4:])
    if imprint := _IMPRINT_AFTER.match(text, m.end(), high):
        year, end = int(imprint["year"]), imprint.end()
        house = publisher(imprint["imprint"][:-4].rstrip(" ,:"))
    if year is None:
        return None
    if re.search(r"\b(?:resolution|decision|adopted|Council|Assembly|session|agenda)\b", container):
        return None
    kind = "book" if m["in"] or imprint else "news" if m["date"] or _NEWS.search(container) else "article"
    authors = plain(split[0]) if split else None
    rule = {"book": "chapter", "news": "news", "article": "article"}[kind]
    return Described(start, end, kind, rule, Work(authors, title, container, house, year, day))


def letter(text: str, at: int, high: int) -> Described | None:
    """Return the letter cited by date and author at ``at``."""
    m = _LETTER.match(text, at, min(high, at + _REACH))
    if not m:
        return None
    day = find_date(m["date"])
    author = re.sub(r"\s(?:to|and|of|for|the)$", "", plain(m["author"]))
    author = re.sub(r" to the United Nations$", "", author)
    end = m.end() if m["to"] else m.start("author") + len(m["author"].rstrip())
    kind = m["what"].rstrip("s")
    title = plain(f"{kind[0].upper()}{kind[1:]} dated {m['date']} from the {author}")
    return Described(
        at, end, "un_document", "letter", Work(authors=author, title=title, year=day.year if day else None, date=day)
    )


def to_symbol(text: str, end: int, start: int) -> bool:
    """Whether only a parenthesis stands between a described work and its symbol."""
    return start - end < 160 and bool(_TO_SYMBOL.fullmatch(text, end, start))  # noqa: PLR2004 -- further than a description reaches


def case_name(text: str, low: int, at: int) -> tuple[int, int] | None:
    """Offsets of the name of the case (``X v. Y``) in the citation that ends at ``at``."""
    low = max(low, at - _REACH)
    versus = text.rfind(" v. ", low, at)
    if versus < 0:
        return None
    start = max(entry_start(text, low, versus), text.rfind(";", low, versus) + 1, text.rfind("(", low, versus) + 1)
    last = None
    for m in _CASE.finditer(text, start, at):
        last = m
    if not last:
        return None
    begin = last.start("name")
    if signal := _SIGNALS.match(text[begin : last.end("name")]):
        begin += signal.end()
    return begin, last.end("name")


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


# The last numbers of the series that numbered their documents through (General Assembly to 1976, Security Council to
# 1993, Economic and Social Council to 1977): a higher one is not a number.
_LAST = {"A": 11000, "S": 27000, "E": 6200}


def unbracketed(text: str, end: int, symbol: str | None) -> str | None:
    """Return the symbol when the 1 at its end is a bracket misread, ``[A/36731``; null when it need not be.

    >>> unbracketed("[A/36731 and", 8, "A/36731"), unbracketed("[S/13621]", 8, "S/13621")
    ('A/3673', None)
    """
    m = re.fullmatch(r"([ASE])/(\d+)1", symbol or "")
    if not m or text[end : end + 1] == "]" or int(m[2] + "1") <= _LAST[m[1]]:
        return None
    return f"{m[1]}/{m[2]}"
