"""Which full name a shorter one stands for, looked up and not searched for."""

from __future__ import annotations

import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Words of a full name that another may begin, at most; names looked at that share their last word and another.
_FULL, _LOOKED = 5, 40


class Names:
    """Full names, each a list of words, numbered in the order they are added."""

    def __init__(self, names: Iterable[Sequence[str]] = ()) -> None:
        self._words: list[frozenset[str]] = []
        self._ending: dict[tuple[str, str], list[int]] = {}
        self._opening: dict[tuple[str, ...], int] = {}
        for name in names:
            self.add(name)

    def add(self, name: Sequence[str]) -> None:
        """Add a full name."""
        number = len(self._words)
        self._words.append(frozenset(name))
        for word in self._words[number]:
            self._ending.setdefault((name[-1], word), []).append(number)
        if len(name) <= _FULL:
            for k in range(1, len(name) + 1):
                self._opening.setdefault(tuple(name[:k]), number)

    def fuller(self, short: Sequence[str]) -> int | None:
        """Return which name a shorter one stands for: the first that ends in the same last name, else that it begins.

        >>> Names([["li", "bank"], ["ana", "li"]]).fuller(["li"])
        1
        """
        if not short:
            return None
        own = frozenset(short)
        alike = min((self._ending.get((short[-1], word), []) for word in short), key=len)
        ending = (n for n in alike[:_LOOKED] if own <= self._words[n])
        return next(ending, self._opening.get(tuple(short)))


def folded(name: str) -> str:
    """Return a name in lower case without accents.

    >>> folded("Erdoğan")
    'erdogan'
    """
    if name.isascii():
        return name.casefold()
    plain = unicodedata.normalize("NFKD", name.casefold().replace("ı", "i"))
    return "".join(c for c in plain if not unicodedata.combining(c))
