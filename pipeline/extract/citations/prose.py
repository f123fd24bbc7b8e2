"""Works described in words: books, chapters, articles, news items, letters, cases named by their parties.

Read from the text around a short trigger, never farther than ``_REACH`` characters, in the United Nations Editorial
Manual's footnote style: Author, *Title* (Place, Publisher, year), pp. x–y.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import NamedTuple

from pipeline.dates import find_date
from pipeline.extract.actors import is_state
from pipeline.extract.citations.authors import part, split_authors, split_editors
from pipeline.extract.citations.lexicon import YEAR, expand, text_pattern
from pipeline.model import Work

_REACH = 420
_NAME_REACH = 120
_OWN_PRESS = "United Nations publication"
_MOST_LED = 8
_CAPITAL = "A-Z\u00c0-\u00de\u0100-\u017f\u0400-\u042f"
_SHORTEST_TITLE, _LONGEST_TITLE = 4, 250
_OPENING = {"”": "“„", '"': '"“', "’": "‘"}
_MARK = re.compile(r"\s*(?:[\u00b9\u00b2\u00b3\u2070-\u2079]+|\d{1,3}(?!\d)[./]?|[ᵃ-ᶻ]|\*+)?\s*")
_STOP_TITLE = re.compile(r"[“”\"]|https?://|\b(?:Views adopted|v\.)\s")
_QUOTED_TITLE = re.compile(r"(?P<authors>[^“”\"]{3,120},\s)[“\"](?P<title>[^“”\"]{4,260})[”\"],?\s?")
_PARTY = rf"[“\"]?[{_CAPITAL}(][\w’'()“”\".&\u0300-\u036f-]*"
_PHASE = part("case_phase").pattern
_CASE = re.compile(
    rf"(?P<name>(?:Case\sof\s(?:the\s)?)?(?:{_PARTY}|de|la|del|los|las)"
    rf"(?:,?\s(?:{_PARTY}|of|the|and|et|al\.\)?|de|la|del|los|las|y))*?\sv\.\s(?:the\s)?[{_CAPITAL}][\w’'-]*"
    rf"(?:,?\s(?:(?:and|of)\s)?(?:the\s)?(?!{_PHASE})(?:[{_CAPITAL}][\w’'-]*|others\b|et\sal\.))*)"
    rf"(?:{_PHASE}|\([^()]{{0,60}}\)|[\s,.:/()\[\]\d])*+"
)
_SIGNALS = re.compile(
    r"^(?:See|Cf\.|In|Also|The|Compare|(?:I/)?A Court H\.R|ECtHR|ECHR|IACtHR|ICJ|ICTY|ICTR|ICC"
    r"|(?:[A-Z][\w-]+\s)*Court(?:\sof\s[A-Z][\w-]+(?:\s[A-Z][\w-]+)*)?)\b\.?(?:\s\([^()]*\))?,?\s"
    r"(?:also,?\s|the\s)?"
)
_ADDRESSEE = r"(?:Secretary-General|President of the (?:Security Council|General Assembly))"
_LETTER = re.compile(
    expand(r"(?P<what>(?i:letters?|notes? verbales?)) dated (?P<date>{D}) from (?:the )?(?P<author>")
    + rf"[{_CAPITAL}][\w’'.-]*"
    + rf"(?:\s{{1,3}}(?:(?:of|the|and|for|ad|interim|to)\b|a\.i\.|d[’']affaires|[{_CAPITAL}][\w’'-]*))*)"
    + expand(rf"(?P<to> addressed to the {_ADDRESSEE}(?: and (?:to )?the {_ADDRESSEE})?)?")
)
_TO_SYMBOL = re.compile(
    expand(r"(?: addressed to the [A-Za-z\s-]{1,120})?,? ?[\[(]{0,2} ?(?:see |contained in |document |circulated as )?")
)


# Words of what bodies issue and do: no journal or newspaper.
_BODY_TALK = re.compile(r"\b(?:resolution|decision|adopted|Council|Assembly|session|agenda)\b")
_QUOTES = re.compile(r"[“”\"]")  # an author's name holds none
# What divides the names in an imprint; an imprint that is closed.
_NAMES = re.compile(r":\s|,\s")
_CLOSED = re.compile(expand(r"\([^()]{0,140}{Y}\)"))


class Described(NamedTuple):
    """A described work: offsets in the text given, and what it is."""

    start: int
    end: int
    kind: str
    rule: str
    work: Work


def plain(text: str) -> str:
    """One line of it, without the marks of emphasis around it."""
    return " ".join(text.split()).strip(" ,;*_")


def entry_start(text: str, low: int, at: int) -> int:
    """Where the footnote entry that holds ``at`` begins: after the note's mark, a signal, or the entry before."""
    low = max(low, at - _REACH)
    start = low
    for m in part("entry").finditer(text, low, at):
        if m.end() < at and _sentence(text, m.end()):
            start = m.end()
    mark = _MARK.match(text, start, at)
    return mark.end() if mark else start


_ABBREVIATED = re.compile(
    r"(?:\b[^\W\d_]|\b(?:al|ed|eds|No|Nos|vol|vols|St|Dr|Mr|Ms|Mrs|Jr|Sr|Prof|cf|cit|trans|rev|pp?|paras?|chap))\.\s$"
)


def _sentence(text: str, at: int) -> bool:
    """Whether an entry can begin here: not after an initial or an abbreviation."""
    return not _ABBREVIATED.search(text, max(0, at - 8), at)


def book(text: str, low: int, close: int) -> Described | None:
    """Return the book whose imprint closes at ``close`` (the offset after its parenthesis)."""
    opening = text.rfind("(", max(low, close - 140), close)
    if opening <= low or not (imprint := _imprint(text[opening + 1 : close - 1])):
        return None
    place, house = imprint["place"], publisher(imprint["place"])
    entry = entry_start(text, low, opening)
    for closed in _CLOSED.finditer(text, entry, opening):
        entry = closed.end()
    starts = [entry, *(m.end() for m in islice(part("led").finditer(text, entry, opening), _MOST_LED))]
    found = ((at, _authors_and_title(text[at:opening], bodies=False)) for at in starts)
    start, named = next(((at, named) for at, named in found if named), (entry, None))
    named = named or _authors_and_title(text[entry:opening], bodies=True)
    if not named and place.startswith(_OWN_PRESS) and len(alone := plain(text[entry:opening])) >= _SHORTEST_TITLE:
        named = None, alone
    if not named:
        return None
    by, title = named
    authors, title = (None, by) if by and part("edition").fullmatch(title) else (by, title)
    if not house and not place.startswith(_OWN_PRESS) and _is_event(authors, title):
        return None
    title = part("edition_behind").sub("", title)
    return Described(start, close, "book", "book", Work(authors, title, None, house, int(imprint["year"])))


def _imprint(words: str) -> re.Match[str] | None:
    """Return place and year, if these words of a parenthesis are an imprint."""
    found = part("imprint").fullmatch(plain(words))
    if not found or "(" in words or ")" in words or part("no_imprint").match(found["place"]):
        return None
    *places, last = _NAMES.split(found["place"])
    if places and is_state(last.casefold().removeprefix("the ")):
        return None  # (Oslo, Norway, 2011) is where something was
    dated = words[-5] in ",:" or words[-6] in ",:"
    return found if dated or part("press").match(found["place"]) else None  # (Oxford 1992) may be anything


def _is_event(authors: str | None, title: str) -> bool:
    """Whether a place and a year tell of a meeting or of a person in office rather than of a book."""
    return any(part("gathering").match(w) or part("person_or_office").match(w) for w in (authors, title) if w)


def own_title(text: str, low: int, opening: int) -> str | None:
    """Return the title of a United Nations publication, which stands before the parenthesis with its sales number."""
    title = plain(text[entry_start(text, low, opening) : opening])
    return title if _SHORTEST_TITLE <= len(title) <= _LONGEST_TITLE and title[0].isupper() else None


def _authors_and_title(entry: str, *, bodies: bool) -> tuple[str | None, str] | None:
    """Return what stands before an imprint, if it is a book or report: ``Author, *Title*`` or ``Author, “Title”``."""
    quoted = _QUOTED_TITLE.fullmatch(entry)
    if quoted and split_authors(quoted["authors"] + "X"):
        return plain(quoted["authors"]), plain(quoted["title"])
    split = None if _STOP_TITLE.search(entry) else split_authors(re.sub(r"[*_]", "", entry), bodies=bodies)
    title = plain(split[1]) if split else ""
    if not split or len(title) < _SHORTEST_TITLE or not (title[0].isupper() or title[0].isdigit()):
        return None
    return plain(split[0]), title


def publisher(place: str) -> str | None:
    """Return the publisher of an imprint: what follows the place, where both are given.

    >>> publisher("Oxford: Clarendon Press"), publisher("New York University Press"), publisher("Washington, D.C.")
    ('Clarendon Press', 'New York University Press', None)
    """
    names = _NAMES.split(place)
    if len(names) == 1 and not part("press").match(place):
        return None
    return None if part("place_only").fullmatch(names[-1].strip()) else names[-1].strip()


def goes_on(text: str, quote: int) -> bool:
    """Whether the sentence goes on in small letters behind the mark at ``quote``, as it does behind no title."""
    behind = text[quote + 1 : quote + 8].lstrip(", \t\r\n\u00a0\u2007\u2009\u202f")
    return "a" <= behind[:1] <= "z" and not behind.startswith("in")


def article(text: str, low: int, quote: int, high: int) -> Described | None:
    """Return the article, chapter, report or news item whose quoted title closes at ``quote``."""
    dated = part("dated").match(text, quote, min(high, quote + 60))
    m = part("container").match(text, quote, min(high, quote + 260))
    volume = part("by_volume").match(text, quote, min(high, quote + 200))
    if not m and not dated and not volume:
        return None  # most words in quotation marks are no titles
    opening = max(text.rfind(mark, max(low, quote - 260), quote) for mark in _OPENING[text[quote]])
    if opening < low or quote - opening < 5:  # noqa: PLR2004 -- shorter than any title
        return None
    start = entry_start(text, low, opening + 1)
    lead = text[start:opening]
    by = (
        bool(lead.strip())
        and not _QUOTES.search(lead)
        and bool(split_authors(lead + "X") or part("press_item").fullmatch(lead))
    )
    if by and dated:
        return _report(text, start, opening, quote, dated)
    if lead.strip() and not by:
        if not (lead.strip().endswith(",") and len(lead) < 80):  # noqa: PLR2004 -- longer than any list of authors
            return None
        start = opening
    if volume:
        work = Work(None, None, plain(volume["container"]), None, int(volume["year"]))
        found: Described | None = Described(start, volume.end(), "article", "article", work)
    else:
        found = _contained(text, m, high) if m and (by or not m["bare"]) else None
    if found is None:
        return None
    work = found.work._replace(authors=plain(lead) if by else None, title=plain(text[opening + 1 : quote]))
    return found._replace(start=start, work=work)


def _contained(text: str, m: re.Match[str], high: int) -> Described | None:
    """Return what holds the article, and when it appeared; null for a body's document, and without a year."""
    container = split_editors(plain(m["container"]))[0]
    if _BODY_TALK.search(container) or part("person_or_office").match(container):
        return None
    day = find_date(m["date"]) if m["date"] else None
    when = m["date"] or m["when"] or m["month"] or m["bare"]
    year, end, house = int(when[-4:]) if when else None, m.end(), None
    if imprint := part("imprint_after").match(text, m.end(), high):
        year, end = int(imprint["year"]), imprint.end()
        house = publisher(plain(imprint["imprint"][:-4]).rstrip(":"))
    if year is None:
        return None
    kind = "book" if m["in"] or imprint else "news" if m["date"] or part("press_item").match(container) else "article"
    rule = {"book": "chapter", "news": "news", "article": "article"}[kind]
    return Described(m.start(), end, kind, rule, Work(None, None, container, house, year, day))


def _report(text: str, start: int, opening: int, quote: int, dated: re.Match[str]) -> Described:
    """Return a report or an agency's item: ``Human Rights Watch, “Title”, 12 May 2003``."""
    by, day = plain(text[start:opening]), find_date(dated["date"])
    work = Work(by, plain(text[opening + 1 : quote]), None, None, int(dated["date"][-4:]), day)
    if part("press_item").match(by):
        return Described(start, dated.end(), "news", "news", work._replace(authors=None, container_title=by))
    return Described(start, dated.end(), "book", "report", work)


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


def led(text: str, low: int, at: int, before: str) -> int | None:
    """Return where the words begin that stand before ``at`` and belong to the work; null when there are none."""
    low = max(low, at - _NAME_REACH)
    m = text_pattern(f"(?:{before})$").search(text[low:at])
    return low + m.start() if m else None


def law(name: str) -> Work:
    """Return a law by the words that cite it: title, the last year or date in it.

    >>> law("Law on Mass Events of 30 December 1997").year
    1997
    """
    years = re.findall(rf"(?<![\d/-]){YEAR}(?!\d)", name)
    return Work(title=plain(name), year=int(years[-1]) if years else None, date=find_date(name))


def to_symbol(text: str, end: int, start: int) -> bool:
    """Whether only a parenthesis stands between a described work and its symbol."""
    return start - end < 160 and bool(_TO_SYMBOL.fullmatch(text, end, start))  # noqa: PLR2004 -- further than a description reaches


def case_name(text: str, low: int, at: int) -> tuple[int, int] | None:
    """Offsets of the name of the case (``X v. Y``) whose number or report begins at ``at``.

    Between them stand the court, the stage and the date only: anything else may name another case.
    """
    low = max(low, at - _REACH)
    versus = text.rfind("v.", low, at)
    if versus < 0:
        return None
    start = max(entry_start(text, low, versus), text.rfind(";", low, versus) + 1)
    opening = text.rfind("(", start, versus)
    if opening > text.rfind(")", start, versus):
        start = opening + 1
    case = next((m for m in _CASE.finditer(text, start, at) if m.end() == at), None)
    if not case:
        return None
    begin, end = case.span("name")
    signal = _SIGNALS.match(text[begin:end])
    return (begin + signal.end() if signal else begin), end


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
