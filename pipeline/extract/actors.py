"""Actors: one id per state whatever it is called; persons, organisations, media, documents, groups.

An id depends on the actor's own name, state and role, and, for groups, unnamed sources and persons of whom neither
state nor role is known, on the document: never on other documents.
"""

from __future__ import annotations

import csv
import hashlib
import re
import unicodedata
from functools import cache, lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from pipeline.extract.alternatives import any_of
from pipeline.model import Actor

if TYPE_CHECKING:
    from collections.abc import Iterator

_HONORIFICS = re.compile(
    r"^(?:(?:H\.\s?E\.|(?:His|Her)\s+Excellency|Mr|Mrs|Ms|Miss|Dr|Prof|Sir|Dame|Lord|Lady)\.?\s+)+", re.IGNORECASE
)


def slug(name: str) -> str:
    """Return the words of a name for use in an id: NFKC, casefolded, letters and digits joined by hyphens.

    >>> slug("The Embassy of the United States")
    'the-embassy-of-the-united-states'
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return "-".join(re.findall(r"[^\W_]+", folded)) or "unknown"


def scope(document_id: str) -> str:
    """Return eight hex digits that stand for a document in the ids of actors that are its own."""
    return hashlib.sha256(document_id.encode()).hexdigest()[:8]


@cache
def _states() -> dict[str, tuple[str, str]]:
    """Map every casefolded name of a state to its code and its name."""
    out: dict[str, tuple[str, str]] = {}
    table = resources.files("pipeline.lexicon").joinpath("states.csv").read_text(encoding="utf-8")
    for row in csv.DictReader(table.splitlines()):
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            out[name.casefold()] = (row["code"], row["name"])
    return out


@cache
def _spellings() -> dict[str, tuple[str, str]]:
    """Map the same names, as ``_spelt`` makes them."""
    return {_spelt(name): found for name, found in _states().items()}


def _spelt(name: str) -> str:
    """Return a name without what differs from print to print: hyphens, dots, apostrophes, "St." for "Saint"."""
    plain = re.sub(r"\bst\.?\s", "saint ", name.casefold().replace("&", "and"))
    plain = re.sub(r"[-‐‑–\s]+", " ", re.sub(r"[.'’]", "", plain))
    return re.sub(r"^the | \(the\)$", "", plain.strip())


@cache
def _state_pattern() -> re.Pattern[str]:
    names = sorted(_states(), key=lambda n: (-len(n), n))
    return re.compile(rf"(?<!\w){any_of(names)}(?!\w)", re.IGNORECASE)


def is_state(folded: str) -> bool:
    """Say whether a casefolded phrase, without an article, is the name or adjective of a state."""
    return folded in _states()


# "Congo (Democratic Republic of the)", "Germany, Federal Republic of": the form of the state behind its name.
_INVERTED = re.compile(
    r"(?P<name>[^(),]+?)\s*(?:\((?P<form>[^()]+\sof(?:\s+the)?)\)|,\s*(?P<behind>[^(),]+\sof(?:\s+the)?))"
)


@lru_cache(maxsize=4096)
def state(name: str) -> Actor | None:
    """Return the state of that name or adjective, however it is spelt or inverted; null for anything else.

    >>> [state(n).id for n in ("the Republic of Azerbaijan", "Viet-Nam", "Gambia (The)", "Korea, Republic of")]
    ['state:AZE', 'state:VNM', 'state:GMB', 'state:KOR']
    """
    plain = re.sub(r"\s+", " ", name).strip()
    found = _spellings().get(_spelt(plain))
    if found is None and (match := _INVERTED.fullmatch(plain)):
        form = match["form"] or match["behind"]
        found = _spellings().get(_spelt(f"{form} {match['name']}")) or _spellings().get(_spelt(match["name"]))
    return Actor(f"state:{found[0]}", found[1], "state", found[0]) if found else None


def by_code(code: str) -> Actor | None:
    """Return the state of an ISO 3166-1 alpha-3 (or 3166-3) code, else null.

    >>> by_code("AZE")
    Actor(id='state:AZE', name='Azerbaijan', kind='state', country='AZE')
    """
    found = next((name for known, name in _states().values() if known == code), None)
    return Actor(f"state:{code}", found, "state", code) if found else None


# An envoy is of one state and to another: "the Embassy of the United States in Azerbaijan".
_ENVOY = re.compile(
    r"\b(?:embassy|ambassador|envoy|mission|consulate|consul|high commissioner)\b.*?\b(?P<to>(?:in|to|at)\s)",
    re.IGNORECASE,
)


def state_at(phrase: str) -> Actor | None:
    """Return the state whose name a phrase starts with, else null."""
    match = _state_pattern().match(re.sub(r"^the\s+", "", re.sub(r"\s+", " ", phrase), flags=re.IGNORECASE))
    return state(match.group()) if match else None


@lru_cache(maxsize=4096)
def country_in(text: str) -> str | None:
    """Return the code of the last state named in a phrase: a role or a name of an organ ends with its state.

    Of an envoy, it is the state before "in" or "to".

    >>> country_in("Permanent Representative of Azerbaijan to the United Nations")
    'AZE'
    >>> country_in("Embassy of the United States in Azerbaijan")
    'USA'
    """
    plain = re.sub(r"\s+", " ", text)
    envoy = _ENVOY.search(plain)
    matches = (envoy and _state_pattern().findall(plain[: envoy.start("to")])) or _state_pattern().findall(plain)
    return _states()[matches[-1].casefold()][0] if matches else None


def state_places(text: str) -> Iterator[re.Match[str]]:
    """Yield the places where a text names a state, or says its adjective."""
    return _state_pattern().finditer(text)


def code_of(name: str) -> str:
    """Return the code of the state of a name that ``state_places`` found."""
    return _states()[name.casefold()][0]


def states_in(text: str) -> list[Actor]:
    """Return the states named in a phrase, in order, by the names it gives them; an adjective stands for the state.

    >>> [s.name for s in states_in("representatives from Iran and the Chinese delegation")]
    ['Iran', 'China']
    """
    out = []
    for match in _state_pattern().finditer(re.sub(r"\s+", " ", text)):
        code, name = _states()[match.group().casefold()]
        short = name.casefold().startswith(match.group().casefold())  # "Iran" for "Iran (Islamic Republic of)"
        out.append(Actor(f"state:{code}", match.group() if short else name, "state", code))
    return out


def person(name: str, document_id: str, role: str | None = None, country: str | None = None) -> Actor:
    """Return a person; two of one name are one actor only where state, or else role, agree."""
    plain = _HONORIFICS.sub("", re.sub(r"\s+", " ", name).strip())
    known_by = country or (slug(role) if role else f"in-{scope(document_id)}")
    return Actor(f"person:{known_by}/{slug(plain)}", plain, "person", country)


def organisation(name: str, country: str | None = None, document_id: str | None = None) -> Actor:
    """Return an organisation or organ, whatever article stands before it; without a name, of its document only."""
    plain = re.sub(r"^the\s+", "", re.sub(r"\s+", " ", name).strip(), flags=re.IGNORECASE)
    known_by = f"in-{scope(document_id)}/" if document_id else ""
    return Actor(f"org:{known_by}{slug(plain)}", plain, "organisation", country)


def media(name: str) -> Actor:
    """Return a medium; media speak for no state here."""
    return Actor(f"media:{slug(name)}", name.strip(), "media")


def document(name: str, document_id: str, identifier: str | None = None, country: str | None = None) -> Actor:
    """Return a document as a speaker: by its identifier where it has one, else as this document calls it."""
    known_by = re.sub(r"\s+", "_", identifier) if identifier else f"in-{scope(document_id)}"
    return Actor(f"doc:{known_by}/{slug(name)}", name, "document", country)


def group(name: str, document_id: str, kind: str = "group", country: str | None = None) -> Actor:
    """Return a group ("residents") or, with ``kind="unnamed"``, an unnamed source; an actor of its document only."""
    return Actor(f"group:in-{scope(document_id)}/{slug(name)}", name, kind, country)
