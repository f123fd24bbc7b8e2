"""One alternation that finds every token a citation is made of; the tokens are in ``lexicon/citations/tokens.toml``.

Tokens are fat: a symbol with its elliptic list, a chain of numbers with its dates. They are few, many are alike, and
what does not depend on their surroundings is read once per distinct token (``tokens.py``). What is rare and long
(books, letters) is found by a short trigger and read from the text around it (``prose.py``).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING, Any

from pipeline.extract.citations import lexicon
from pipeline.extract.citations.lexicon import MONTHS, bodies, bytes_pattern, bytes_set, expand, macros, toml, works
from pipeline.symbols.words import SERIES

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence


@dataclass(frozen=True, slots=True)
class Shape:
    """One entry of tokens.toml, its macros filled in."""

    name: str
    pattern: str
    source: str
    examples: tuple[str, ...]
    counterexamples: tuple[str, ...]


@cache
def _macros() -> dict[str, str]:
    known = {
        "SERIES": "|".join(sorted(SERIES, key=lambda s: (-len(s), s))),
        "MONTHS": MONTHS,
        "WORKS": "|".join(_from_word_on(w.pattern) for w in works()),
        "BODIES": "|".join(_from_word_on(b.pattern) for b in bodies()),
    }
    return macros("tokens.toml", known)


def _from_word_on(pattern: str) -> str:
    """Let a name begin where a word does, which makes the automaton smaller; or with its bracket."""
    return f"(?:{pattern})" if pattern.startswith((r"(?:\(", r"(?:\[")) else rf"\b(?:{pattern})"


def fill(pattern: str) -> str:
    """Fill in the macros of a pattern: ``<MODIFIER>`` and the like."""
    return lexicon.fill(pattern, _macros())


@cache
def shapes() -> tuple[Shape, ...]:
    """All tokens in the order of preference."""
    return tuple(
        Shape(t["name"], fill(t["pattern"]), t["source"], tuple(t["examples"]), tuple(t["counterexamples"]))
        for t in toml("tokens.toml")["token"]
    )


@cache
def alternation() -> Any:
    """Return the compiled alternation of all tokens, for UTF-8 bytes."""
    return bytes_pattern("|".join(f"(?:{s.pattern})" for s in shapes()))


@cache
def scanner() -> Callable[[bytes, int, int], Sequence[tuple[int, int]]]:
    """Return the search for the next token: bytes, first offset, last offset → its span first, (-1, -1) for none.

    This is the call that ``finditer`` wraps in three Python objects per match; without it, ``search`` serves.
    """
    pattern = alternation()
    inner = getattr(pattern, "_regexp", None)
    if inner is not None:
        return partial(inner.Match, type(inner).Anchor.UNANCHORED)

    def search(data: bytes, start: int, end: int) -> Sequence[tuple[int, int]]:
        found = pattern.search(data, start, end)
        return [found.span() if found else (-1, -1)]

    return search


@cache
def _families() -> Any:
    return bytes_set(tuple(s.pattern for s in shapes()))


def families(raw: bytes) -> list[str]:
    """Return the names of the tokens that these bytes are from end to end, in the order of preference."""
    return [shapes()[i].name for i in sorted(_families().Match(raw) or ())]


@cache
def text_shape(pattern: str) -> re.Pattern[str]:
    """Compile a pattern that holds macros, for taking a token's text apart."""
    return re.compile(expand(fill(pattern)), re.ASCII)
