"""Which treaty body a general comment or communication is of: its name or acronym beside it, else what was said before.

Acronyms stand for treaties too (“article 12 of the CEDAW”), so they count right beside the noun only.
"""

from __future__ import annotations

import re

from pipeline.extract.citations.lexicon import expand

# Acronyms of the committees, and of the one that shares its own with a council, which makes no general comments.
_ACRONYMS = {name: name for name in ("CCPR", "CAT", "CEDAW", "CERD", "CRC", "CRPD", "CESCR", "CMW", "CED")} | {
    "HRC": "CCPR", "HRCttee": "CCPR", "HRCtee": "CCPR",
}  # fmt: skip
_NAME = rf"(?P<name>{'|'.join(sorted(_ACRONYMS, key=lambda a: (-len(a), a)))})"
_BEFORE = re.compile(
    expand(rf"\b(?:UN )?{_NAME}(?:’s|'s)?\)?,?(?: (?:in|under|by|to|per|see) its)?(?: (?:[Jj]oint|the))? ?(?:\()?$")
)
_AFTER = re.compile(expand(rf"(?: \({{Y}}\))?,? (?:of|by|from) (?:the )?(?:UN )?{_NAME}\b"))
_REACH = 40
# Treaty bodies register communications one after the other. The Human Rights Committee was the first (until 1983 the
# only one) and gets several times as many as any other: what is above this many for each year since 1987 is its own.
# The line is ours, drawn well above the numbers of the others that we have met; the committees' registers
# (juris.ohchr.org) were not at hand to check it.
_FIRST_OTHER, _OTHERS_SINCE, _OTHERS_IN_A_YEAR, _FEWEST = 1984, 1987, 60, 10
# The Committee against Torture comes second: until the year named no third one had got so many.  Also drawn well above
# the numbers met: the nearest are CERD's to 2005, CEDAW's to 2014, CESCR's since.
_THIRDS = ((2005, 36), (2014, 120), (9999, 300))
_CAT_SINCE = 1988

# Two committees make general recommendations: the one on racial discrimination had made so many by 2024, as far as we
# know; its list was not at hand to check it.
_RECOMMENDATIONS_OF_BOTH = 37


def beside(text: str, start: int, end: int) -> str | None:
    """Return the committee whose acronym stands right before or after ``text[start:end]``; null where none does.

    >>> beside("See CERD, general recommendation No. 35", 10, 39), beside("No. 3 of the CESCR", 0, 5)
    ('CERD', 'CESCR')
    """
    m = _BEFORE.search(text, max(0, start - _REACH), start) or _AFTER.match(text, end, end + _REACH)
    return _ACRONYMS[m["name"]] if m else None


def communication(committee: str | None, number: str) -> str | None:
    """Return a communication's identifier; where no committee is named, that of the only one it can be of, or null.

    >>> communication("CAT", "3/1988"), communication(None, "829/1998"), communication(None, "3/1998")
    ('CAT-COMM:3/1988', 'CCPR-COMM:829/1998', None)
    >>> communication(None, "200/2002"), communication(None, "700/2015"), communication(None, "90/2015")
    ('CAT-COMM:200/2002', 'CAT-COMM:700/2015', None)
    """
    count, year = map(int, number.split("/"))
    if committee is None:
        if year < _FIRST_OTHER or count > max(_FEWEST, (year - _OTHERS_SINCE) * _OTHERS_IN_A_YEAR):
            committee = "CCPR"
        elif year >= _CAT_SINCE and count > next(most for until, most in _THIRDS if year <= until):
            committee = "CAT"
    return f"{committee}-COMM:{number}" if committee else None


def comment(committee: str | None, noun: str, number: str) -> str | None:
    """Return the identifier of a general comment or recommendation; null where nobody is named and several made one.

    >>> comment("CRC", "general comment", "12"), comment(None, "general recommendation", "39")
    ('CRC:GC12', 'CEDAW:GC39')
    """
    if committee is None and "recomm" in noun and int(number) > _RECOMMENDATIONS_OF_BOTH:
        committee = "CEDAW"
    return f"{committee}:GC{number}" if committee else None
