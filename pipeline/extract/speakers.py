"""Whose words they are: from the mention of a source to an actor, within one document.

Pronouns go back to whoever spoke before, last names to the full name met earlier, "I" to the surrounding quotation's
speaker or the segment's voice.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache
from typing import TYPE_CHECKING

from pipeline.extract import actors, classes
from pipeline.extract.persons import APOSTROPHE, WITHIN, names_an_organ, person_name, side_by_side
from pipeline.extract.roles import is_title, words

if TYPE_CHECKING:
    from pipeline.model import Actor

_ABBREVIATED = re.compile(r"(?:[A-Z]\.?){2,4}")
_DELEGATION = frozenset({"delegation", "delegations"})
_FIRST_PERSON = frozenset({"i", "we", "me", "us", "my", "our", "mine", "ours", "myself", "ourselves"})
_SUBJECTS = re.compile(r"\b(?:I|me|[Ww]e|us|[Hh]e|[Ss]he|[Tt]hey|them)\b")
_PRONOUNS = frozenset({"he", "she", "it", "they", "his", "her", "its", "their", "him", "them", "who", "which", "both"})
_HEAD_ENDS = re.compile(r"\s+(?:of|for|in|by|from|on|at|to)\s|,")
_HONORIFIC = re.compile(r"(?:\b(?:Mrs?|Ms|Miss|Dr|Prof|Sir|Dame|H\.\s?E)\b\.?\s*)+$")
# What stands before a name in its paragraph, and what a clause adds behind it: "4. ", "III.17 ", "Moreover, ".
_LABEL = re.compile(r"(?:(?:[IVX]+\.)?\d{1,3}\.\s+|[IVX]+\.\d+\s+|\(?(?:[a-z]|[ivx]+)\)\s+)(?=\S)")
_CONNECTED = re.compile(r"(?P<word>[A-Z]\w+),\s+(?=\S)")
_CLAUSE = re.compile(
    r"(?<!\s(?:of|in|to|by|on|at))(?<!\s(?:for))(?<!\s(?:from|with)),?\s+(?:that|which|who|whom|whose|entitled|as\s+(?:a|an|the)|(?:in|at|during)\s+(?:his|her|its|their|my|our))\b"
    r"|,\s+(?:I|we|he|she|it|they)\b|\s+on\s+\d{1,2}\s+[A-Z]"
)
_LOOSE_END = re.compile(r"(?:\s+(?:of|for|in|by|from|on|at|to|and|against|the)|[\s,;:⁰¹²³⁴-⁹])$")
_POSSESSED = re.compile(r"(?:my|our|your|his|her|its|their)\s+(?=\S)", re.IGNORECASE)
_OF_A_TIME = re.compile(r"(?:former|present|current|new|then|reconvened|said)\s+(?=[A-Z])")


def is_first_person(mention: str) -> bool:
    """Say whether a mention is "I", "we" and the like."""
    return mention.strip().casefold() in _FIRST_PERSON


def is_pronoun(mention: str) -> bool:
    """Say whether a mention is a pronoun of the third person."""
    return mention.strip().casefold() in _PRONOUNS


def is_office(name: str) -> bool:
    """Say whether a name is that of an office ("President of the Council"), whoever holds it."""
    return _head(name)[-1:] != [] and _head(name)[-1] in words("titles") and person_name(name) is None


def is_ordinary(word: str, ordinary: frozenset[str]) -> bool:
    """Say whether a word in lower case is no name: one that is written small, an adverb of one, a linking word.

    >>> [is_ordinary(w, frozenset({"last"})) for w in ("last", "lastly", "kelly")]
    [True, True, False]
    """
    return word in ordinary or word in words("connectives") or (word.endswith("ly") and word[:-2] in ordinary)


def is_plain(name: str, ordinary: frozenset[str]) -> bool:
    """Say whether a name is ordinary words without an office or a given name ("Armed Conflict")."""
    parts = name.casefold().split()
    told = parts[0] in words("given") or bool(set(parts) & words("titles"))
    return not told and all(is_ordinary(p, ordinary) for p in parts)


def several(name: str | None) -> bool:
    """Say whether a name has several words."""
    return name is not None and " " in name


def trimmed(mention: str) -> str:
    """Return a mention without what is no part of the noun phrase: a label, a linking word, a clause, a half bracket.

    >>> [trimmed(m) for m in ("12. The Committee", "Moreover, my Government", "the Chair, I", "Li therefore")]
    ['The Committee', 'my Government', 'the Chair', 'Li']
    """
    plain = _LABEL.sub("", re.sub(r"\s+", " ", mention).strip(), count=1)
    if (linked := _CONNECTED.match(plain)) and linked["word"].casefold() in words("connectives"):
        plain = plain[linked.end() :]
    if (clause := _CLAUSE.search(plain)) and clause.start():
        plain = plain[: clause.start()]
    for opening, closing in ("()", "“”"):
        if plain.count(opening) > plain.count(closing):
            plain = plain[: plain.rindex(opening)]
        elif plain.count(opening) < plain.count(closing):
            plain = plain[: plain.index(closing)]
    while len(shorter := _LOOSE_END.sub("", plain)) < len(plain):
        plain = shorter
    before, _, last = plain.rpartition(" ")
    return (before if before and last in words("connectives") else plain) or mention


@lru_cache(maxsize=4096)
def actor_of(mention: str, document_id: str, kind: str | None = None) -> Actor:
    """Return the actor that a noun phrase names by itself, without the rest of the document.

    ``kind`` is what the tagger takes it for; without it, the words of the lexicon decide. A state keeps the name that
    the document gives it.
    """
    plain = trimmed(mention)
    bare = re.sub(r"^(?:both\s+)?(?:(?:the|a|an|this|that|these|those)\s+)?", "", plain, flags=re.IGNORECASE) or plain
    bare = re.sub(rf"{APOSTROPHE}s?$|\s*\([A-Z][\w&-]{{1,10}}\)$", "", bare)
    if found := actors.state(bare):
        return found if _ABBREVIATED.fullmatch(bare) else replace(found, name=bare)
    bare = _OF_A_TIME.sub("", bare, count=1)
    joined = side_by_side(bare)
    name = None if joined else person_name(plain)
    if kind == "person" and name is None and names_an_organ(bare.rsplit(maxsplit=1)[-1]):
        kind = "organisation"  # "Ruritania's Foreign Ministry": no person, whatever it does
    country = actors.country_in(bare)
    what = _kind(bare, name)
    if name and (kind == "person" or (what == "person" and kind not in {"document", "media", "organisation"})):
        return actors.person(name, document_id, _role(plain, name), actors.country_in(plain.replace(name, " ")))
    what = "group" if joined else _matter(bare) or _told(bare, what, kind)
    tokens = set(re.findall(r"\w+", bare.casefold()))
    if country and (what == "state" or tokens & _DELEGATION) and not tokens & (words("organisations") - _DELEGATION):
        if len(named := actors.states_in(bare)) > 1 and not WITHIN.search(bare.replace(" and ", " ")):
            return actors.group(bare, document_id)
        return named[-1] if named else actors.organisation(bare, country)
    if what == "organisation" and all(map(names_an_organ, halves := bare.split(" and the "))) and len(halves) > 1:
        what = "group"  # a run of two names is two
    if what in {"group", "unnamed"}:
        return actors.group(bare, document_id, what, country)
    made = {
        "document": lambda: actors.document(bare, document_id, None, country),
        "media": lambda: actors.media(bare),
        "person": lambda: actors.person(bare, document_id, None, country),
    }
    # "the company", "the Committee", "our Congress": a body by its noun, and no name that other documents know it by.
    known = _is_named(bare, "") and bare.casefold() not in words("organisations") and not _POSSESSED.match(bare)
    own = None if known else document_id
    return made.get(what, lambda: actors.organisation(bare, country, own))()


def _role(plain: str, name: str) -> str | None:
    """Return what a mention says of a person beside the name, null where that is nothing or an honorific.

    >>> _role("the President of the Council, Mr. Ben Carr", "Ben Carr")
    'President of the Council'
    """
    rest = re.sub(r"\([^)]*\)", " ", plain).partition(name)
    before = re.sub(r"^(?:the|a|an)\s+", "", rest[0].strip(" ,;"), flags=re.IGNORECASE)
    before = _HONORIFIC.sub("", before).strip(" ,;")
    role = before or re.sub(r"^(?:the|a|an)\s+", "", rest[2].strip(" ,;"), flags=re.IGNORECASE)
    return role if re.search(r"\w", role) else None


def _matter(bare: str) -> str | None:
    """Return the kind of what is called by a name and is neither a person nor a body; null of anything else.

    >>> [_matter(name) for name in ("Sendai Framework", "Second World War", "War Office")]
    ['document', 'unnamed', None]
    """
    every = re.findall(r"[\w-]+", bare)
    named = [w.casefold() for w in every[: len(_head(bare))] if w[0].isupper()]
    bodies = words("organisations") | words("media") | words("groups")
    if not named or bodies & set(named) or words("bodies") & set(named[1:]) or is_title(named[-1]):
        return None
    laid_down = words("instruments") | words("documents")
    if laid_down & set(named) or (every[-1][0].isupper() and every[-1].casefold() in laid_down):
        return "document"
    return "unnamed" if words("topics") & set(named) else None


def _told(bare: str, what: str, kind: str | None) -> str:
    """Return the kind of a mention without a person's name: what its noun says, else, of a name, what ``kind`` says.

    What neither bears a name nor is headed by a noun for a body, a document, a medium or an office is an unnamed
    source, whatever the tagger takes it for.
    """
    head = _head(bare)
    last = head[-1] if head else ""
    if _SUBJECTS.search(bare):
        return "unnamed"  # "Let me first": a clause
    if last in words("groups") | words("unnamed") and not (kind == "person" and last in words("titles")):
        return "unnamed" if last in words("unnamed") else "group"
    if kind == "person":
        return what if what != "organisation" or _is_named(_HEAD_ENDS.split(bare)[0], last) else "unnamed"
    told = kind or what
    bodies = words("organisations") | words("bodies")
    if told == "media" and bodies & set(head) and not set(head) & (words("media") - bodies):
        told = "organisation"  # "federal agency"
    if told in {"organisation", "document", "media", "state"}:
        own = {"organisation": "organisations", "document": "documents", "media": "media"}.get(told, "organisations")
        by_noun = told != "document" and last in words("documents") | words("instruments")
        named = _is_named(bare if told == "document" else _HEAD_ENDS.split(bare)[0], last)
        if last not in words(own) and (last in words("titles") or by_noun or not named):
            return "person" if last in words("titles") else "document" if by_noun else "unnamed"
    return told


def _is_named(bare: str, last: str) -> bool:
    """Say whether a mention bears a name: a capital, not only of its first word where that is no name by itself."""
    found = re.findall(r"[\w&-]+", bare)
    first, rest = found[:1], found[1:]
    return (
        any(w[0].isupper() for w in rest)
        or (bool(first) and first[0][0].isupper() and not rest and classes.group(last) == "V")
        or any(len(w) > 1 and w[:2].isupper() for w in first)
    )


def _head(bare: str) -> list[str]:
    """Return the words of a noun phrase up to its head, in lower case."""
    found = [w.casefold() for w in re.findall(r"[\w-]+", _HEAD_ENDS.split(bare)[0])]
    while len(found) > 1 and found[-1][0].isdigit():  # "resolution 76/305"
        found.pop()
    return found


def _kind(bare: str, name: str | None) -> str:
    """Return the kind that the lexicon's words give a noun phrase, by its head."""
    tokens = [w.casefold() for w in re.findall(r"[\w-]+", bare)]
    head = _head(bare)
    last = head[-1] if head else ""
    if name:
        return "person"
    for kind in ("documents", "instruments", "unnamed", "media", "groups", "titles"):
        if last in words(kind) or (kind == "media" and tokens and tokens[0] in words(kind)):
            return {"documents": "document", "instruments": "document", "groups": "group", "titles": "person"}.get(
                kind, kind
            )
    if last and is_title(last):
        return "group"  # "the Special Rapporteurs"
    return "organisation"
