"""The words that tell what kind of source a noun phrase names (lexicon/speakers.toml)."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib import resources


@cache
def words(kind: str) -> frozenset[str]:
    """Return the words of one list of the lexicon (speakers.toml): titles, documents, groups, …."""
    table = tomllib.loads(resources.files("pipeline.lexicon").joinpath("speakers.toml").read_text("utf-8"))
    return frozenset(table[kind].split())


def is_title(word: str) -> bool:
    """Say whether a word, capitalised or not, is of an office or a form of address, one or several: "Ministers"."""
    low = word.rstrip(".").casefold()
    return low in words("titles") | words("addresses") or low.removesuffix("s") in words("titles")
