"""Records of meetings, cited by the meeting's number: ``877th meeting`` → ``A/PV.877``."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.dates import ordinal
from pipeline.extract.citations.lexicon import expand

if TYPE_CHECKING:
    from pipeline.extract.citations.reader import Reader
    from pipeline.extract.citations.readings import Token

# Plenary meetings of the General Assembly were numbered through until the end of the thirtieth session; special
# sessions have records of their own from the eighth, emergency special sessions from the sixth.
_LAST_NUMBERED_THROUGH = 2444
_LAST_SESSION, _LAST_SPECIAL, _LAST_EMERGENCY = 30, 7, 5
_LEAST_MEETING = 200
_REACH = 120
_ADOPTED = re.compile(expand(r"(?i:adopted)[^.;\n]{0,90}$"))
_NAMED = re.compile(
    expand(
        r" of the (?:United Nations )?(?P<of>General Assembly|Security Council)"
        r"|,?(?:(?: held)? on {D},)? the (?P<subject>General Assembly|Security Council)| of the [A-Z]"
    )
)
_COMMITTEE = re.compile(r"\b(?:Committee|Commission|Board|Group|Court|Bureau|Conference)\b")
# Official Records are told by the session of the Assembly, by the year of the Security Council.
_RECORDS = re.compile(
    expand(
        r"\b(?P<nth>[A-Z][a-z]+(?:-[a-z]+)?) (?P<kind>(?:Emergency )?Special )?(?:(?P<session>[Ss]ession)|[Yy]ear),"
        r"(?: [Pp]lenary [Mm]eetings,)? (?:vol\. [IVX]+, )?$"
    )
)


def meeting(reader: Reader, token: Token) -> None:
    """Make a row for each meeting whose number alone names its record."""
    text, (start, end, reading) = reader.text, token
    if _ADOPTED.search(text, max(reader.lo, start - _REACH), start):
        return  # the meeting at which this very document was adopted
    named = _NAMED.match(text, end, reader.hi)
    series: str | None
    if named:
        series = {"G": "A", "S": "S"}.get((named["of"] or named["subject"] or "-")[0])
        least = _LEAST_MEETING if named["subject"] else 1
    elif records := _RECORDS.search(text, max(reader.lo, start - _REACH), start):
        series, least = _series(records), 1
    else:
        series, least = _by_surroundings(reader, token), _LEAST_MEETING
    for f in reading.found:
        number = int(f.identifier or 0)
        if series and number >= least and (series != "A" or number <= _LAST_NUMBERED_THROUGH):
            reader.add(start + f.start, start + f.end, f.kind, "meeting", f"{series}/PV.{number}")


def _by_surroundings(reader: Reader, token: Token) -> str | None:
    """Only the Assembly has plenary meetings; committees number theirs as the Council does, but not as far."""
    start, _, reading = token
    if reader.text[start - 1 : start] == "[":  # so verbatim records cite themselves
        return reader.own if reader.own in {"A", "S"} else "A"
    if reading.word == "plenary":
        return "A"
    if all(int(f.identifier or 0) > _LAST_NUMBERED_THROUGH for f in reading.found):
        return "S"
    if reader.nearest == "A" and not _COMMITTEE.search(reader.text, reader.nearest_end, start):
        return "A" if start - reader.nearest_end < _REACH else None
    return "S" if "S" in (reader.nearest, reader.own) else None


def _series(records: re.Match[str]) -> str | None:
    """Return what the records' symbols begin with: ``Fifty-first Session`` → ``A/51``."""
    if not records["session"]:
        return "S"
    nth, kind = ordinal(records["nth"]) or 0, records["kind"] or ""
    if not nth:
        return None
    if kind.startswith("E"):
        return f"A/ES-{nth}" if nth > _LAST_EMERGENCY else "A"
    if kind:
        return f"A/S-{nth}" if nth > _LAST_SPECIAL else "A"
    return f"A/{nth}" if nth > _LAST_SESSION else "A"
