"""Names of authors: where they end and the title begins, and, for other programs, which name is the family's."""

from __future__ import annotations

import re
from functools import cache

from pipeline.extract.citations.lexicon import MONTHS, expand, fill, macros, toml


@cache
def part(name: str) -> re.Pattern[str]:
    """Compile one part of footnotes.toml, its macros filled in."""
    pattern = next(p["pattern"] for p in toml("footnotes.toml")["part"] if p["name"] == name)
    return re.compile(expand(fill(pattern, macros("footnotes.toml", {"MONTHS": MONTHS}))))


def split_authors(entry: str, *, bodies: bool = True) -> tuple[str, str] | None:
    """Return authors and the rest: ``Thomas de Waal, Black Garden: …``; null when no name, or body's name, leads.

    >>> split_authors("Ann Lee, Bo Chen and Carl Dow, Rivers")
    ('Ann Lee, Bo Chen and Carl Dow', 'Rivers')
    >>> split_authors("International Committee of the Red Cross, Wells")
    ('International Committee of the Red Cross', 'Wells')
    """
    first = part("names").match(entry)
    if first and first.end() < len(entry) and (first["ed"] or re.search(r"\s", first["names"])):
        more = part("more_names").match(entry, first.end())
        end = more.end() if more else first.end()
    elif bodies and (body := part("body_name").match(entry)) and body.end() < len(entry):
        end = body.end()
    else:
        return None
    return entry[:end].rstrip().removesuffix(","), entry[end:]


_OTHERS = re.compile(r"(?:,? and others|,? et al\.)")
_EDITED = re.compile(r",? \(?(?:[Ee]ds?|dirs?|coords?|Hrsg)\.\)?$")
_SUFFIX = re.compile(r"^(?:Jr|Sr|I{2,3}|IV)\.?$")
# Words that names of people do not hold.
_OF_BODIES = re.compile(
    r"\b(?:of|for|on|the|to|against|in)\b|^[A-Z][A-Z-]{2,}$"
    r"|\b(?:Nations|Council|Committee|Commission|Office|Agency|International|Watch|Bank|Institute|Union|Ministry|Center"
    r"|Centre|Fund|Group|Association|Organi[sz]ation|Department|Government|Conference|Foundation|Network|Court|News)\b"
)
_PARTICLE = re.compile(r"^(?:de|da|di|do|dos|del|della|des|du|la|le|van|von|der|den|ter|ten|al|el|bin|ben|ibn|af|zu)$")


def is_edited(authors: str) -> bool:
    """Whether these are editors: ``Li Wei, ed.``."""
    return bool(_EDITED.search(authors))


def split_editors(container: str) -> tuple[str, str | None]:
    """Return the title of what holds a chapter, and its editors where they are named.

    >>> split_editors("The Law of Rivers, Ana Costa and Jon Berg, eds.")
    ('The Law of Rivers', 'Ana Costa and Jon Berg')
    >>> split_editors("Journal of Water Law")
    ('Journal of Water Law', None)
    """
    m = part("edited").match(container)
    return (m["title"] or m["container"], m["before"] or m["behind"]) if m else (container, None)


def people(authors: str) -> list[dict[str, str]]:
    """Return the names of authors in CSL's parts: given and family name, particle; bodies and single names whole.

    The Editorial Manual prints names in their natural order, so the last word is taken for the family name.

    >>> people("M. N. Shaw and Thomas de Waal")
    [{'family': 'Shaw', 'given': 'M. N.'}, {'family': 'Waal', 'given': 'Thomas', 'non-dropping-particle': 'de'}]
    >>> people("Human Rights Watch")
    [{'literal': 'Human Rights Watch'}]
    """
    plain = _OTHERS.sub("", _EDITED.sub("", authors))
    if _OF_BODIES.search(plain):
        return [{"literal": plain.strip()}]
    names = re.split(r",\s+(?:and\s+|&\s+)?|\s+(?:and|&)\s+", plain)
    return [_person(name.split()) for name in names if name.strip()]


def _person(words: list[str]) -> dict[str, str]:
    suffix = words.pop() if len(words) > 2 and _SUFFIX.match(words[-1]) else ""  # noqa: PLR2004 -- given name, family name and suffix
    if len(words) == 1:
        return {"literal": words[0]}
    at = len(words) - 1
    while at > 1 and _PARTICLE.match(words[at - 1]):
        at -= 1
    particle = " ".join(words[at:-1])
    out = {"family": words[-1], "given": " ".join(words[:at])}
    if particle:
        out["non-dropping-particle"] = particle
    if suffix:
        out["suffix"] = suffix
    return out
