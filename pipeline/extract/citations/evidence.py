"""Whether a number in prose is one of a resolution: what stands beside it says so, or that it counts something else."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.citations import furniture
from pipeline.extract.citations.lexicon import MONTHS, expand
from pipeline.extract.citations.numbers import ACRONYMS, SERIES_OF
from pipeline.extract.citations.organs import FIRST_SLASH_SESSION, LAST_SESSION
from pipeline.extract.citations.reader import NEAR

if TYPE_CHECKING:
    from pipeline.extract.citations.reader import Reader
    from pipeline.extract.citations.readings import Found, Number, Token

_YEAR_BEHIND = re.compile(
    expand(
        rf"[\"”’]?(?:,? (?:of|dated|adopted on|passed on|from)| \((?:of|from|adopted on)?)"
        rf" ?(?:\d{{1,2}} (?:{MONTHS}) |(?:{MONTHS}) \d{{1,2}},? )?(?P<year>(?:19|20)\d\d)\b"
    )
)
_NAMED_BEFORE = re.compile(
    expand(
        r"\b(?:its|of|under|by|per|implement\w*|violat\w+|(?:pursuant|according|contrary) to|(?:compliance|accordance)"
        r" with) $"
    )
)
# Somebody's own: "New Year’s Resolution 2024", "his 2024 resolution 12/3"; "today’s resolution 2719" is no day's.
# So are those of several, but for States, nations, members, parties, governments and sponsors: theirs are bodies'.
_OWNED = re.compile(
    r"(?:(?<!day)(?<!\bweek)(?<!\bmonth)[’']s|\b(?:[Hh]is|[Hh]er|[Mm]y|[Yy]our)|"
    r"(?<=[a-z]s)(?<!tates)(?<!ations)(?<!embers)(?<!arties)(?<!ments)(?<!sors)[’']) (?:(?:19|20)\d\d )?\Z"
)
# What all these end in, if not in a year: for most resolutions one look tells.
_OWNED_ENDS = frozenset(("’s", "'s", "s’", "s'", "is", "er", "My", "my", "ur"))
_ITS_OWN = re.compile(r"\b(?:UN|U\.N\.|Nations|Assembly|Council|Committee|Commission|Conference|Secretary-General)\Z")
_NAMED = r"\bUN(?:SC?|GA)?\b|\bU\.N\.|United Nations|Security Council|General Assembly"
_UNITED_NATIONS = re.compile(rf"{_NAMED}|\b[Vv]eto")
_ADOPTED = re.compile(rf"[^.;:]{{0,60}}?(?:{_NAMED})")
# Words that lists go on with; behind any other word ("over 60/40", "Model 48/2") a number is that word's.
_WORD = re.compile(
    r"(?<![A-Za-z])(?!(?:and|or|to|as|by|in|of|under|with|through|see|also|both|including|namely|especially|notably) )"
    r"[A-Za-z]+ \Z"
)
# The symbols that other things bear too, and the words that stand before a document: its noun, what is done with it,
# and the small words.
_PLAIN = re.compile(r"[ASET]/\d{1,5}", re.ASCII)
_THING = re.compile(
    r"(?<!\w)(?!(?:doc\w*|\w*resolutions?|drafts?|reports?|letters?|notes?|texts?|amendments?|papers?|proposals?|"
    r"memorand\w+|symbols?|decisions?|supplements?|annexe?s?|UN|nations|council|assembly|committee|\w+ed|\w+ly|"
    r"(?:consider|contain|recall|includ|follow|regard|concern|replac|amend|cit|not)ing|"
    r"and|or|to|as|by|in|of|under|with|through|see|also|both|from|on|for|the|that|was|is|at|per|than|nor|into|but|"
    r"vide|cf|ibid|et|le|du|sur) )[A-Za-z]+ \Z",
    re.IGNORECASE,
)
_TO_BEFORE = re.compile(
    expand(
        r"(?:’s|'s|,? (?:in|by|through|under) (?:its|their))?(?: relevant| previous| own)? (?:\(?(?:UNSC|UNGA)\)? )?"
    )
)
# "The Commission on …, Recalling its resolutions": its own are meant.
_SPEAKS = re.compile(
    r"(?:^|\n)\s?The (?:Commission|Council|Conference|Board)\b[^.;:]{0,90},\s{1,3}[A-Z][a-z]+ing [a-z ]{0,20}\bits\s\Z"
)
_NUMBERED = frozenset({"symbol", "thing"})
# A list's last item that is a day, or counts what follows: "A/RES/60/1, 31/10/2005", "50/50 gender balance".
_COUNTS = re.compile(
    r"\d{1,4}/\d{1,4}(?:/\d| (?!(?:of|on|in|by|to|at|and|or|as|for|from|with|the|which|that|also|adopted)\b)[a-z])"
)
_LISTED = re.compile(expand(r",? (?:and |or )?"))
_BESIDE = 40
_POSSESSION = 10  # characters of "your 2024 "
_LONGEST_WORD = 24
_CLAUSE = 200
_COMMA = 2  # characters of ", "
_ASSEMBLY_MOST, _COUNCILS_MOST = 400, 100


def lists(text: str, token: Token) -> bool:
    """Whether numbers without a noun go on with a list of resolutions, and do not belong to the word before them."""
    start, _, reading = token
    numbers = reading.numbers
    if len(numbers) > 1 or numbers[0].year or text[start - 1 : start] != " ":
        return True
    return not _WORD.search(text, max(0, start - _LONGEST_WORD), start)


def is_thing(reader: Reader, start: int, symbol: str) -> bool:
    """Whether a letter and a number are those of the word before them, alone or in a list: ``tickets E/5 and E/6``."""
    if not _PLAIN.fullmatch(symbol):
        return False
    text, (first, end, before) = reader.text, reader.previous
    listed = before.tag in _NUMBERED and 0 < start - end < _BESIDE and _LISTED.fullmatch(text, end, start)
    if listed and not (reader.out and reader.out[-1].end > first):
        return True  # the one before it was none
    return bool(_THING.search(text, max(0, start - _LONGEST_WORD), start))


def listed(reader: Reader, start: int, end: int, found: tuple[Found, ...]) -> tuple[Found, ...]:
    """Return the symbols of a list without what is none of it; its ends, where it would make too many rows."""
    if any(f.bare for f in found) and not furniture.ends_list(reader.text, end):
        found = tuple(f for f in found if not f.bare)
    if _COUNTS.match(reader.text, start + found[-1].start):
        found = found[:-1]
    return found if len(found) == 1 or reader.has_room(len(found)) else (found[0], found[-1])


def is_owned(reader: Reader, token: Token) -> bool:
    """Whether a resolution is said to be somebody's whom no body of the United Nations is, nor adopted by one."""
    text, (start, end, _) = reader.text, token
    if text[start - 3 : start - 1] not in _OWNED_ENDS and not text[start - 2 : start - 1].isdigit():
        return False
    found = _OWNED.search(text, max(reader.lo, start - _POSSESSION), start)
    if not found or found.start() <= reader.nearest_end:
        return False
    owner = _ITS_OWN.search(text, max(reader.lo, found.start() - _LONGEST_WORD), found.start())
    return not owner and not _ADOPTED.match(text, end, min(end + NEAR, reader.hi))


def body_before(reader: Reader, start: int) -> str | None:
    """Return the body named right before the noun at ``start``, or whose text this is; null where none is."""
    if series := _series_before(reader, start):
        return series
    if reader.nearest is None or start - reader.nearest_end >= _BESIDE:
        return None
    if _TO_BEFORE.fullmatch(reader.text, reader.nearest_end, start):
        return reader.nearest
    if reader.text[start - 4 : start - 1] != "its":
        return None
    return reader.nearest if _SPEAKS.search(reader.text, max(reader.lo, start - _CLAUSE), start) else None


def _series_before(reader: Reader, start: int) -> str | None:
    """Return the body whose acronym or symbol stands right before: ``HRC resolution``, ``CBD/COP/15/17, decision``."""
    last = reader.out[-1] if reader.out else None
    if start > reader.lo + 1 and "A" <= reader.text[start - 2] <= "Z":
        return ACRONYMS.get(reader.text[max(reader.lo, start - _BESIDE) : start].split()[-1].removeprefix("UN"))
    if last is None or not 0 < start - last.end <= _COMMA or not last.rule.startswith("symbol"):
        return None
    return next((body for series, body in SERIES_OF.items() if (last.identifier or "").startswith(series)), None)


def noun_of(number: Number) -> str:
    """Return what a number is one of under the heading “resolutions and decisions”: decisions begin far above.

    The General Assembly's at 301 (since 2002 at 401), the Economic and Social Council's at 101 or 201, the Human
    Rights Council's at 101; their resolutions have not come so far in a session (the Assembly's stayed below 350).
    """
    if number.shape != "slash":
        return "resolution"
    session = number.session
    assembly = session.startswith("ES-") or (session.isdigit() and FIRST_SLASH_SESSION <= int(session) <= LAST_SESSION)
    return "decision" if int(number.number) > (_ASSEMBLY_MOST if assembly else _COUNCILS_MOST) else "resolution"


def lone(reader: Reader, token: Token) -> tuple[tuple[Number, ...], bool]:
    """Return a number that stands alone with the year printed behind it, and whether the United Nations are meant.

    “Resolution” with a capital is a text's name; so is one without an article where texts stand (“under resolution
    757”); “the resolution 1080” may be a screen's. These are meant where a year agrees or the document, a text cited
    before or a word nearby is of the United Nations; what is somebody's own (“New Year’s Resolution 2024”) by its year
    alone.
    """
    text, (start, end, reading) = reader.text, token
    number = reading.numbers[0]
    if not number.year and (printed := _YEAR_BEHIND.match(text, end, min(end + _BESIDE, reader.hi))):
        number = number._replace(year=int(printed["year"]))
    if number.year or is_owned(reader, token):
        return (number,), bool(number.year)
    known = bool(
        text[start].isupper() or reader.own_symbols or reader.memory.resolution
        or _NAMED_BEFORE.search(text, max(reader.lo, start - _BESIDE), start)
        or _UNITED_NATIONS.search(text, max(reader.lo, start - NEAR), min(end + NEAR, reader.hi))
    )  # fmt: skip
    return (number,), known
