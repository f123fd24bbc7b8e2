"""From a number in prose to a resolution's symbol: which body adopted it.

Order of evidence: the body named right after ("resolution 14/5 of the Conference …"); what the date allows; the body
named right before; the nearest body named before; the document's own organ; what the number alone allows.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from pipeline.extract.citations import organs

if TYPE_CHECKING:
    from pipeline.extract.citations.readings import Number

# Bodies whose resolutions are numbered by year.
_BY_YEAR_BESIDE = frozenset({"E/CN.9"})  # only where it is named right beside the number
_BY_YEAR = frozenset({"E", "E/CN.4", "E/CN.4/Sub.2", "HSP/EB", "DP"})
# Bodies whose resolutions are numbered session/number, with their highest session.
_BY_SESSION = {"A/HRC": organs.LAST_HRC_SESSION, "UNEP/EA": 12, "UNEP/GC": 27, "HSP/HA": 9, "HSP/GC": 26,
               "CBD/COP": 30, "CTOC/COP": 20,
               "CAC/COSP": 20, "E/CN.6": 80, "E/CN.7": 80, "E/CN.15": 45, "ICCD/COP": 30, "ESCAP": 90}  # fmt: skip


# The body whose documents begin so, for numbers right behind a symbol.
SERIES_OF = {"CBD/COP": "CBD/COP", "FCCC/": "FCCC", "ICCD/COP": "ICCD/COP", "CTOC/COP": "CTOC/COP",
             "CAC/COSP": "CAC/COSP", "UNEP/EA": "UNEP/EA", "UNEP/GC": "UNEP/GC", "HSP/HA": "HSP/HA", "HSP/GC": "HSP/GC",
             "A/HRC/": "A/HRC", "E/CN.4/": "E/CN.4"}  # fmt: skip
# Acronyms right before "resolution" or "decision"; elsewhere they name committees and treaties as well.
ACRONYMS = {"HRC": "A/HRC", "CBD": "CBD/COP", "CND": "E/CN.7", "CSW": "E/CN.6", "CCPCJ": "E/CN.15"}
# Bodies that have numbered their resolutions through, with the session in roman numbers.
_ROMAN_BODIES = frozenset({"A", "E", "T", "E/CN.4", "E/CN.6", "E/CN.4/Sub.2", "E/ESCWA", "E/ECA"})
_YEAR = 4  # digits
_ECOSOC_MOST = 399  # the Economic and Social Council numbers decisions of a year from 201; it never took 200
_ECOSOC_FIRST_DECISION, _ECOSOC_DECISIONS_SINCE = 101, 1980
_LAST_COMMISSION = 2006  # the Commission on Human Rights gave way to the Council


class Clues(NamedTuple):
    """What the text around a number says of its body; each null where it says nothing."""

    noun: str
    after: str | None = None
    before: str | None = None
    nearest: str | None = None
    own: str | None = None
    adjacent: bool = False
    governed: bool = False
    council: bool = False
    known: bool = True  # the United Nations are meant: asked where nothing else tells


def identify(number: Number, clues: Clues) -> tuple[str, ...]:
    """Return the symbols of the resolutions or decisions that a number stands for; none when no body fits.

    >>> from pipeline.extract.citations.readings import Number
    >>> n = Number(0, 6, "slash", "31", "20", (), 2016)
    >>> identify(n, Clues("resolution"))
    ('A/HRC/RES/31/20',)
    """
    if "-" in (clues.after, clues.before):
        return ()
    if (number.signed or not clues.known) and number.shape == "slash" and not _near(clues):
        return ()  # a court's or a ministry's
    found = _READERS[number.shape](number, clues)
    if not found or not number.letters:
        return (found,) if found else ()
    return tuple(_lettered(found, letter) for letter in number.letters)


def _lettered(symbol: str, letter: str) -> str:
    head, paren, roman = symbol.partition(" (")
    return f"{head} {letter}{paren}{roman}"


def _kind(clues: Clues) -> str:
    return "DEC" if clues.noun == "decision" else "RES"


def _ranked(clues: Clues) -> tuple[str, ...]:
    return tuple(o for o in (clues.after, clues.before, clues.nearest, clues.own) if o and o != "-")


def _year(number: Number, clues: Clues) -> str | None:
    if clues.noun == "decision":
        return None
    n, year = int(number.number), int(number.session)
    if organs.is_council(n, year):
        return f"S/RES/{n} ({year})"
    if clues.adjacent and clues.known and (session := organs.assembly_session(n, year)):
        return f"A/RES/{n} ({session})"  # with its year instead of its session
    return f"S/RES/{n} ({year})" if is_slip(number, clues) else None


def is_certain(number: Number) -> bool:
    """Whether the number with its year or date says by itself which body's resolution it is."""
    if number.shape == "year":
        return organs.is_council(int(number.number), int(number.session))
    if (
        number.shape != "slash"
        or not number.year
        or number.signed
        or _YEAR in (len(number.number), len(number.session))
    ):
        return False
    return organs.by_year(number.session, number.year) is not None


def is_slip(number: Number, clues: Clues) -> bool:
    """Whether number and year are those of no resolution but nearly of one, and the Security Council's is meant.

    Number or year may be the slip, so the symbol stays as printed; the row's rule says so.
    """
    if number.shape != "year":
        return False
    known = organs.council_year(int(number.number))
    return bool(known and clues.council and abs(known - int(number.session)) == 1)


def _roman(number: Number, clues: Clues) -> str | None:
    n, session = int(number.number), number.session
    ranked = _ranked(clues)
    kind = _kind(clues)
    assembly, ecosoc = organs.is_assembly_roman(n, session), organs.is_ecosoc_roman(n, session)
    if assembly and not (ecosoc and "E" in ranked[:1]):
        return f"A/{kind}/{n} ({session})"
    if ecosoc:
        return f"E/{kind}/{n} ({session})"
    for organ in ranked:
        if organ in _ROMAN_BODIES and not session.startswith(("S-", "ES-")):
            return f"{organ}/{kind}/{n} ({session})"
    return f"A/{kind}/{n} ({session})" if session.startswith(("S-", "ES-")) else None


def _bare(number: Number, clues: Clues) -> str | None:
    """Return a number without year or session: a Council resolution unless another body is named."""
    n = int(number.number)
    ranked = _ranked(clues)
    if not clues.known or not clues.adjacent or clues.noun == "decision" or clues.nearest == "-" or n < 100:  # noqa: PLR2004 -- bare numbers below it are seldom resolutions
        return None
    year = organs.council_year(n)
    if number.year and year and number.year != year:
        session = organs.assembly_session(n, number.year)
        return f"A/RES/{n} ({session})" if session and not {"S", "E"} & set(ranked) else None
    first = next((o for o in ranked if o in {"S", "A", "E", "council"}), None)
    if first == "A" or (first is None and not year):
        session = organs.assembly_session(n)
        return f"A/RES/{n} ({session})" if session and clues.before == "A" else None
    if first == "E" or not year:
        return None
    return f"S/RES/{n} ({year})"


def _slash(number: Number, clues: Clues) -> str | None:
    session, kind = number.session, _kind(clues)
    if session.isdigit() and _YEAR in (len(number.number), len(session)):
        return _yearly(number, clues)
    if session.startswith("ES-"):
        return f"A/{kind}/{session}/{number.number}"
    if clues.after in _BY_SESSION and clues.after != "A/HRC":
        return _own_form(clues.after, kind, number)
    if number.year and (organ := organs.by_year(session, number.year)):
        return _own_form(organ, kind, number)
    near = _near(clues)
    if session.startswith("S-"):
        organ = next((o for o in near if o in {"A", "A/HRC", "council"}), "A")
        organ = "A/HRC" if organ == "council" else organ
        return f"{organ}/{kind}/{session}/{number.number}"
    fits = next((o for o in (*near, "A") if _possible(o, number, clues.noun)), None)
    if not fits and _is_human_rights(number, clues):
        fits = "A/HRC"
    return _own_form(fits, kind, number) if fits else None


def _is_human_rights(number: Number, clues: Clues) -> bool:
    """Whether only the Human Rights Council is left: “the Council”, or sessions that no other council has reached."""
    if not clues.adjacent or number.dated or not _possible("A/HRC", number, clues.noun):
        return False
    unnamed = not _ranked(clues)  # what nobody is named for
    return "council" in (clues.before, clues.nearest) or (
        clues.noun == "resolution" and (unnamed or int(number.session) > _BY_SESSION["UNEP/EA"])
    )


def _near(clues: Clues) -> tuple[str, ...]:
    """Bodies to try, nearest first; a commission counts only where it is named right beside the number."""
    beside = tuple(o for o in (clues.after, clues.before) if o)
    return beside + tuple(o for o in _ranked(clues) if not o.startswith(("E/CN", "ESCAP")))


def _possible(organ: str, number: Number, noun: str) -> bool:
    session = int(number.session)
    if number.dated and organ in {"A", "A/HRC"}:
        return False  # its own date says otherwise
    if organ == "A":
        return organs.FIRST_SLASH_SESSION <= session <= organs.LAST_SESSION
    if organ == "A/HRC" and noun != "decision" and int(number.number) > organs.HRC_MOST_IN_A_SESSION:
        return False
    return 1 <= session <= _BY_SESSION.get(organ, 0)


def _own_form(organ: str, kind: str, number: Number) -> str:
    if organ in {"UNEP/EA", "HSP/HA"} and kind == "RES":
        return f"{organ}.{number.session}/Res.{number.number}"
    return f"{organ}/{kind}/{number.session}/{number.number}"


def _yearly(number: Number, clues: Clues) -> str | None:
    if len(number.number) == _YEAR:  # 822/1993, as some write 822 (1993)
        council = organs.is_council(int(number.session), int(number.number))
        return f"S/RES/{number.session} ({number.number})" if council else None
    year, kind = int(number.session), _kind(clues)
    if not 1946 < year < 2100:  # noqa: PLR2004 -- years of the Organization
        return None
    beside = next((o for o in (clues.after, clues.before) if o in _BY_YEAR_BESIDE), None)
    organ = beside or next((o for o in _ranked(clues) if o in _BY_YEAR), "E")
    if "commission" in (clues.before, clues.after) and year <= _LAST_COMMISSION:
        organ = "E/CN.4"  # other commissions are named in full
    if organ in {"E/CN.4", "E/CN.4/Sub.2"} and year > _LAST_COMMISSION:
        organ = "E"
    if organ == "E" and (int(number.number) > _ECOSOC_MOST or (kind == "DEC" and _below_first(number))):
        return None
    return f"{organ}/{kind}/{year}/{number.number}"


def _below_first(number: Number) -> bool:
    """Whether the Economic and Social Council numbers no decision so low, since it began at 101 in 1980."""
    return int(number.number) < _ECOSOC_FIRST_DECISION and int(number.session) >= _ECOSOC_DECISIONS_SINCE


def _party(number: Number, clues: Clues) -> str | None:
    """Conferences of parties: ``1/CP.21``, ``VIII/19``."""
    ranked = _ranked(clues)
    if "." in number.session and not number.session.startswith("SS."):
        usual = "ICCD/COP" if number.session.startswith("COP") else "FCCC"
        party = next((o for o in ranked if o in {"FCCC", "ICCD/COP"}), usual)
        return f"{party}/DEC/{number.number}/{number.session}"
    organ = next((o for o in ranked if o in {"CBD/COP", "UNEP/GC"}), None)
    return f"{organ}/{_kind(clues)}/{number.session}/{number.number}" if organ else None


_READERS = {"year": _year, "roman": _roman, "bare": _bare, "slash": _slash, "party": _party}
