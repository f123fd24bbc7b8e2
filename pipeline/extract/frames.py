"""The frames of words (lexicon/communication.toml): which communication a word can signal, whatever was learned."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.extract.cues import forms

if TYPE_CHECKING:
    from collections.abc import Iterator

_AMERICAN = ((re.compile(r"is(?=e|ing|ation)"), "iz"), (re.compile(r"our(?!se)"), "or"), (re.compile("yse"), "yze"))
_DOUBLING = re.compile(r"[^aeiou][aeiou][bdglmnprt]")


@cache
def entries(kind: str) -> tuple[dict[str, Any], ...]:
    """Return the "frames" or the "idioms" as written, examples included."""
    return tuple(
        tomllib.loads(resources.files("pipeline.lexicon").joinpath("communication.toml").read_text("utf-8"))[kind]
    )


@cache
def _idioms() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{'|'.join(p for e in entries('idioms') for p in e['phrases'])})\b", re.IGNORECASE)


def idioms(text: str) -> list[tuple[int, int]]:
    """Return the phrases whose words of communication signal none.

    >>> idioms("Needless to say, it rained.")
    [(0, 15)]
    """
    return [m.span() for m in _idioms().finditer(text)]


@cache
def _frames() -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for entry in entries("frames"):
        for word, name in _words(entry):
            for spelt in _spellings(word):
                found.setdefault(spelt, {})[name] = None
    return {word: tuple(names) for word, names in found.items()}


def _words(entry: dict[str, Any]) -> Iterator[tuple[str, str]]:
    name = entry["name"]
    for verb in entry.get("verbs", "").split():
        for form in forms(verb):
            yield form, name
        if _DOUBLING.fullmatch(verb[-3:]):
            yield from ((verb + verb[-1] + ending, name) for ending in ("ed", "ing"))
    for noun in entry.get("nouns", "").split():
        plural = noun[:-1] + "ies" if noun.endswith("y") and noun[-2] not in "aeiou" else noun + "s"
        yield from ((noun, f"n.{name}"), (plural, f"n.{name}"))
    for other in entry.get("others", "").split():
        yield other, name


def _spellings(word: str) -> set[str]:
    """Return a word as the British and the Americans spell it."""
    out = {word}
    for pattern, american in _AMERICAN:
        out |= {pattern.sub(american, w) for w in out}
    return out


def of(word: str) -> tuple[str, ...]:
    """Return the frames of a lower-case word in the lexicon's order, nouns marked; none of most words.

    >>> of("denials"), of("recognized"), of("table")
    (('n.deny',), ('acknowledge', 'show'), ())
    """
    return _frames().get(word, ())


@cache
def openers() -> frozenset[str]:
    """Return the forms with which a clause can open ("Reaffirms", "Recalling"): they are no names there."""
    return frozenset(w for w, names in _frames().items() if w.endswith(("s", "ing")) and not names[0].startswith("n."))
