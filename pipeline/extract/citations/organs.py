"""Which body adopted a resolution: what its number and date allow.

Facts, not guesses: the Security Council numbers its resolutions through, so the number gives the year; the General
Assembly and the Economic and Social Council did so until 1976 and 1977; sessions have years. Sources: the bodies' own
lists of resolutions (www.un.org/securitycouncil, research.un.org/en/docs/ga, /ecosoc; www.ohchr.org for sessions).
"""

from __future__ import annotations

from bisect import bisect_right

from pipeline.extract.citations.lexicon import roman_value

# Last resolution of the Security Council in each year from 1946.
_COUNCIL_LAST = (
    15, 37, 66, 78, 89, 96, 98, 103, 105, 110, 121, 126, 131, 132, 160, 171, 177, 185, 199, 219, 232, 244, 262, 275,
    291, 307, 324, 344, 366, 384, 402, 422, 443, 461, 484, 499, 528, 545, 559, 580, 593, 606, 626, 646, 683, 725, 799,
    892, 969, 1035, 1092, 1146, 1219, 1284, 1334, 1386, 1454, 1521, 1580, 1651, 1738, 1794, 1859, 1907, 1966, 2032,
    2085, 2132, 2195, 2259, 2336, 2397, 2451, 2503, 2560, 2617, 2671, 2721, 2767, 2811,
)  # fmt: skip
_COUNCIL_MOST_IN_A_YEAR = 93
# First resolution of each session of the General Assembly that used roman numbers (approximate to a few numbers).
_ASSEMBLY_FIRST = {
    "I": 1, "S-I": 104, "II": 108, "S-II": 185, "III": 190, "IV": 289, "V": 375, "VI": 501, "VII": 608, "VIII": 714,
    "IX": 808, "X": 909, "ES-I": 997, "ES-II": 1004, "XI": 1009, "XII": 1135, "ES-III": 1237, "XIII": 1239,
    "XIV": 1350, "ES-IV": 1474, "XV": 1475, "S-III": 1622, "XVI": 1627, "XVII": 1757, "S-IV": 1872, "XVIII": 1879,
    "XIX": 1994, "XX": 2007, "XXI": 2133, "S-V": 2248, "ES-V": 2252, "XXII": 2258, "XXIII": 2374, "XXIV": 2493,
    "XXV": 2622, "XXVI": 2752, "XXVII": 2891, "XXVIII": 3050, "S-VI": 3201, "XXIX": 3203, "S-VII": 3362, "XXX": 3363,
}  # fmt: skip
_ASSEMBLY_END = 3542
_SLACK = 12
# The Council's numbers by session, one in a few: between them they rise evenly.
_ECOSOC = ((1, 1), (4, 20), (6, 100), (8, 190), (10, 260), (12, 350), (14, 410), (16, 470), (18, 510), (22, 615),
           (24, 650), (28, 715), (30, 760), (36, 970), (40, 1095), (44, 1290), (48, 1480), (52, 1650), (56, 1820),
           (58, 1900), (60, 1990), (62, 2045), (63, 2100))  # fmt: skip
_ASSEMBLY_SPECIAL = dict(enumerate(
    (1947, 1948, 1961, 1963, 1967, 1974, 1975, 1978, 1978, 1978, 1980, 1982, 1986, 1986, 1988, 1989, 1990, 1990, 1997,
     1998, 1999, 1999, 2000, 2000, 2001, 2001, 2002, 2005, 2014, 2016, 2020, 2021), 1))  # fmt: skip
_COUNCIL_SPECIAL = dict(enumerate(
    (2006, 2006, 2006, 2006, 2007, 2008, 2008, 2008, 2009, 2009, 2009, 2009, 2010, 2010, 2011, 2011, 2011, 2011, 2012,
     2014, 2014, 2014, 2015, 2015, 2016, 2016, 2017, 2018, 2021, 2021, 2021, 2021, 2021, 2022, 2022, 2023, 2025, 2025),
    1))  # fmt: skip
# The first session of the General Assembly whose resolutions are numbered session/number; the highest allowed here.
FIRST_SLASH_SESSION, LAST_SESSION = 31, 99
LAST_HRC_SESSION, HRC_MOST_IN_A_SESSION = 75, 70
_ENVIRONMENT = {1: (2014,), 2: (2016,), 3: (2017,), 4: (2019,), 5: (2021, 2022), 6: (2024,), 7: (2025,)}


def council_year(number: int) -> int | None:
    """Year of a Security Council resolution; null beyond the table.

    >>> council_year(822), council_year(2250), council_year(0)
    (1993, 2015, None)
    """
    if number < 1:
        return None
    index = bisect_right(_COUNCIL_LAST, number - 1)
    return 1946 + index if index < len(_COUNCIL_LAST) else None


def is_council(number: int, year: int) -> bool:
    """Whether the Security Council can have adopted that number in that year; later years are checked roughly.

    >>> is_council(1325, 2000), is_council(1416, 2005), is_council(2830, 2026)
    (True, False, True)
    """
    known = council_year(number)
    if known:
        return known == year
    after = year - 1946 - len(_COUNCIL_LAST) + 1
    return after > 0 and number <= _COUNCIL_LAST[-1] + after * _COUNCIL_MOST_IN_A_YEAR


def is_assembly_roman(number: int, session: str) -> bool:
    """Whether the General Assembly can have adopted that number at that session.

    >>> is_assembly_roman(217, "III"), is_assembly_roman(217, "VIII"), is_assembly_roman(3201, "S-VI")
    (True, False, True)
    """
    first = _ASSEMBLY_FIRST.get(session)
    if first is None:
        return False
    after = sorted(v for v in _ASSEMBLY_FIRST.values() if v > first)
    # the next regular session begins above the special sessions in between
    end = after[min(1, len(after) - 1)] if after else _ASSEMBLY_END
    return first - _SLACK <= number <= max(end, first) + _SLACK


def assembly_session(number: int, year: int | None = None) -> str | None:
    """Session of a General Assembly resolution numbered before 1976; null when it did not sit in the year given.

    >>> assembly_session(1514), assembly_session(3379), assembly_session(181, 1947), assembly_session(181, 1963)
    ('XV', 'XXX', 'II', None)
    """
    if not 1 <= number < _ASSEMBLY_END:
        return None
    session = max((first, session) for session, first in _ASSEMBLY_FIRST.items() if first <= number)[1]
    if year and ("-" in session or year - 1945 - roman_value(session) not in (0, 1)):
        return None
    return session


def is_ecosoc_roman(number: int, session: str) -> bool:
    """Whether the Economic and Social Council can have adopted that number at that session.

    >>> is_ecosoc_roman(1503, "XLVIII"), is_ecosoc_roman(217, "VIII"), is_ecosoc_roman(217, "III")
    (True, True, False)
    """
    if session.startswith(("S", "E")):
        return False
    at = roman_value(session)
    if at > _ECOSOC[-1][0]:
        return False
    i = max(0, min(bisect_right(_ECOSOC, (at, 10**6)) - 1, len(_ECOSOC) - 2))
    (s0, n0), (s1, n1) = _ECOSOC[i], _ECOSOC[i + 1]
    expected = n0 + (n1 - n0) * (at - s0) / (s1 - s0)
    return abs(number - expected) <= 20 + expected * 0.12


def by_year(session: str, year: int) -> str | None:
    """Organ that sat in that session in that year: ``A``, ``A/HRC``, ``UNEP/EA``, or null when none did.

    >>> by_year("31", 2016), by_year("31", 1976), by_year("S-26", 2016), by_year("31", 1990)
    ('A/HRC', 'A', 'A/HRC', None)
    """
    if session.startswith("ES-"):
        return "A"
    if session.startswith("S-"):
        n = int(session[2:])
        if _ASSEMBLY_SPECIAL.get(n) == year:
            return "A"
        later = n > len(_COUNCIL_SPECIAL) and year >= _COUNCIL_SPECIAL[len(_COUNCIL_SPECIAL)]
        return "A/HRC" if later or _COUNCIL_SPECIAL.get(n) == year else None
    n = int(session)
    if n >= FIRST_SLASH_SESSION and year - 1945 - n in (0, 1):
        return "A"
    if 1 <= n <= LAST_HRC_SESSION and abs(2006 + (n - 1) / 3 - year) < 1:
        return "A/HRC"
    return "UNEP/EA" if year in _ENVIRONMENT.get(n, ()) else None
