"""Persons by their names: the name in a mention, and whether several stand side by side."""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract import actors, classes
from pipeline.extract.roles import is_title, words

_ACRONYM = re.compile(r"[A-Z]{2,6}s?|[A-Z][A-Z\d-]*\d[A-Z\d-]*")
_LONGEST, _STATE = 6, 12  # words of a person's name, and of a state's, at most
APOSTROPHE = "[’'Õ]"  # the last is what is left of a right mark read in the wrong encoding
_UPPER = "[A-ZÀ-ÞĀČĎĐĒĖĘĢĦĪĮİĶĹĽŁŃŇŌŐŒŔŘŚŞŠŢŤŪŮŰŲŹŻŽ]"
CAPITAL = rf"(?:[A-Z]\.|(?:(?:al|el|ibn|d|O)[-’'])?{_UPPER}(?:[\w-]|[’'&]\w|{APOSTROPHE}(?!\w))*)"
_PARTICLE = r"(?:de|van|von|der|al|bin|da|del|dela|della|dos|la|le|el|ibn)"
_NAME = re.compile(rf"{CAPITAL}(?:(?:\s+{_PARTICLE}){{0,2}}\s+{CAPITAL})*")
_AND = re.compile(r",?\s+and\s+")
_BOTH = re.compile(r"both\s+", re.IGNORECASE)
# What names of places and of newspapers begin with, and hardly any person's: "New York", "Le Monde", "Los Angeles".
_OF_PLACES = frozenset(
    ["corriere", "das", "der", "die", "east", "el", "fort", "hong", "il", "la", "las", "le", "les", "los", "mount",
     "new", "north", "port", "puerto", "rio", "saint", "san", "santa", "santo", "sao", "são", "south", "west"]
)  # fmt: skip
WITHIN = re.compile(r"\b(?:of|for|at|in|to|from|with|by|on|and)\b", re.IGNORECASE)
_NO_NAMES = frozenset({"The", "A", "An", "One", "Another", "Both", "Former", "Current"})


@lru_cache(maxsize=4096)
def person_name(mention: str) -> str | None:
    """Return the person's name in a mention, its offices taken off; null where none is told.

    >>> person_name("the former Minister of Defence and President of Armenia, Serzh Sargsyan")
    'Serzh Sargsyan'
    >>> person_name("Delfin Lorenzana, the Defence Secretary")
    'Delfin Lorenzana'
    >>> person_name("the Ministry of Defence")
    """
    found: list[tuple[int, str]] = []
    parts = re.split(r"\s*[,;]\s*", re.sub(r"\s*\([^)]*\)|\s+", _gap, mention.strip()))
    for part in parts:
        if actors.state(part):
            continue
        for match in _NAME.finditer(part):
            name, inside = _without_titles(match.group())
            before, after = part[: match.start()].split(), part[match.end() :].split()
            titled = inside or (bool(before) and is_title(before[-1]))
            several = " " in name
            # "Special Representative for Ruritania Ana Li": the state belongs to the office.
            of_office = several and name != match.group() and any(map(is_title, before))
            linked = before and not titled and not of_office and WITHIN.fullmatch(before[-1])
            led = after and not inside and is_title(after[0])
            if not name or linked or led or names_an_organ(name) or _is_no_person(name) or actors.state(name):
                continue
            if name == part and not titled and _ACRONYM.fullmatch(name):
                continue
            if after and after[0].islower() and classes.group(after[0]) == "V" and not after[0].endswith(("ed", "ing")):
                continue  # "United Nations agencies"
            if before[-1:] in (["the"], ["The"]) and not (titled or of_office):
                continue
            if several or titled or name == part:
                # "Ana Li of the Council": the full name before any comma is whose mention it is.
                opening = several and part is parts[0] and (not before or titled)
                found.append((4 * opening + 2 * several + titled, name))
    return max(found, key=lambda pair: pair[0])[1] if found else None


def side_by_side(mention: str) -> tuple[str, ...]:
    """Return the names, each in full and after nothing but offices, that a mention joins by "and"; else none.

    >>> side_by_side("both Ana Li and mayor Ben Carr")
    ('Ana Li', 'Ben Carr')
    >>> side_by_side("Ana Li, New York"), side_by_side("Roads and Ports Board")
    ((), ())
    """
    joined = _AND.split(_BOTH.sub("", mention))
    parts = [part for half in joined for part in re.split(r",\s+", half)]
    names = [name for name in map(person_name, parts) if name]
    told = len(joined) > 1 and len(names) == len(parts) and all(
        " " in name and part.endswith(name) and all(w.islower() or is_title(w) for w in _before(part, name))
        for part, name in zip(parts, names, strict=True)
    )  # fmt: skip
    return tuple(names) if told else ()


def are_persons(mention: str) -> bool:
    """Say whether a mention names persons side by side, none of them as a place or a paper is named.

    >>> [are_persons(m) for m in ("Ana Li, Ben Carr and Eve Os", "New York and Los Angeles", "Ana Li, New York")]
    [True, False, False]
    """
    names = side_by_side(mention)
    return bool(names) and not any(name.split()[0].casefold() in _OF_PLACES for name in names)


def _before(part: str, name: str) -> list[str]:
    return part.removesuffix(name).split()


def _gap(match: re.Match[str]) -> str:
    return "" if "(" in match.group() else " "


def _without_titles(name: str) -> tuple[str, bool]:
    """Return a name without the offices, owners and states before it, and whether there was an office."""
    parts = name.split()
    titled = False
    for k in range(len(parts) - 1, -1, -1):
        if is_title(parts[k]) or re.search(rf"{APOSTROPHE}s?$", parts[k]) or parts[k] in _NO_NAMES:
            titled = any(is_title(p) for p in parts[: k + 1])
            parts = parts[k + 1 :]
            break
        if parts[k].casefold() in words("bodies") and len(parts) > k + 2:  # "United Nations Ana Li": whose she is
            parts = parts[k + 1 :]
            break
    cut = max(
        (k for k in range(1, min(len(parts), _STATE)) if actors.state(" ".join(parts[:k])) or parts[k - 1] == "State"),
        default=0,
    )
    return " ".join(parts[cut:]), titled


def names_an_organ(name: str) -> bool:
    """Say whether a name holds a noun for a body, a medium or a group, or behind its first word one for a matter."""
    parts = [w.rstrip(".").casefold() for w in name.split()]
    plural = words("groups") | words("unnamed")
    return bool(
        set(parts) & (words("organisations") | words("media") | words("bodies"))
        or set(parts[1:]) & (words("documents") | words("instruments") | words("topics"))
        or parts[-1] in plural
        or parts[0] in plural
    )


def _is_no_person(name: str) -> bool:
    """Say whether a run of capitalised words is too long for a person's name, a document or a word of grammar."""
    parts = name.split()
    low = name.casefold()
    if len(parts) > 1:
        return len(parts) > _LONGEST or parts[0].casefold() in words("instruments")
    matter = low not in words("given") and low in words("documents") | words("instruments") | words("topics")
    return matter or classes.group(low) != "V" or low in words("connectives")
