"""Word classes learned from plain text: what a word stands next to tells nouns from verbs without a dictionary.

A class is two letters: the kind of neighbour that is most typical on the left and on the right, by how much more
often it stands there than it does anywhere.
"""

from __future__ import annotations

from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_GROUPS = {
    "D": "a an the his her its their our my your this these those any no some each every such another all both many "
    "several",
    "P": "of in on at by for with from about against between into through during under over after before "
    "within without "
    "among towards toward upon per via despite regarding concerning including as than",
    "T": "to",
    "M": "will would can could may might shall should must not n't n’t do does did cannot never",
    "H": "has have had having 've ’ve",
    "B": "be been being is are was were am 's ’s 're ’re 'm ’m become became",
    "N": "NAME STATE TITLE ORGAN MEDIA DOCUMENT GROUP he she it they we i who which you there",
    "C": ", ; : . ! ? ( ) — – - <s> </s>",
    "A": "and or but nor",
    "W": "that whether if because while when where although how why what",
    "Q": "QUOTE QUOTE, QUOTE. QUOTE? QUOTE! \" “ ” ' ‘ ’",
    "U": "NUM",
    "O": "him them me us himself itself themselves",
}
_OF = {word: group for group, words in _GROUPS.items() for word in words.split()}
_FEWEST = 3
_ENDINGS = ("ing", "ed", "ly", "ion", "ment", "ity", "ers", "s")


def group(word: str) -> str:
    """Return the letter of a function word's group; "V" of any other word."""
    return _OF.get(word, "V")


def learn(sentences: Iterable[Sequence[str]]) -> dict[str, str]:
    """Return the class of every word that occurs often enough."""
    left: dict[str, Counter[str]] = {}
    right: dict[str, Counter[str]] = {}
    total: Counter[str] = Counter()
    for words in sentences:
        padded = ["<s>", *words, "</s>"]
        groups = [group(w) for w in padded]
        total.update(groups)
        for k in range(1, len(padded) - 1):
            if groups[k] == "V":
                left.setdefault(padded[k], Counter())[groups[k - 1]] += 1
                right.setdefault(padded[k], Counter())[groups[k + 1]] += 1
    return {
        word: _typical(left[word], total) + _typical(right[word], total)
        for word in sorted(left)
        if left[word].total() >= _FEWEST
    }


def _typical(seen: Counter[str], total: Counter[str]) -> str:
    """Return the group that stands there most beyond expectation: count times count over what is expected."""
    # Whole numbers, so that the choice is the same everywhere: n * n * 10**6 // all occurrences of the group.
    return max(sorted(seen), key=lambda g: seen[g] * seen[g] * 10**6 // total[g])


def of(word: str, known: Mapping[str, str]) -> str:
    """Return the class of a word: learned, of a function word its group, else by its ending."""
    return _OF.get(word) or known.get(word) or _by_ending(word)


@lru_cache(maxsize=1 << 14)
def _by_ending(word: str) -> str:
    return next((f"-{ending}" for ending in _ENDINGS if word.endswith(ending)), "-")
