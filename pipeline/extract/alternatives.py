"""A pattern that matches any of many words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


def any_of(words: Iterable[str]) -> str:
    """Return the pattern of literal words, tried in their order, with the letters they begin with in common.

    It matches as the words joined by bars do; of those, where case is ignored, ``re`` tries every one at every place.

    >>> any_of(["norway", "niger", "nigeria", "chad"])
    '(?:n(?:orway|iger(?:|ia))|chad)'
    """
    branches: list[str] = []
    rests: dict[str, list[str]] = {}

    def close() -> None:
        branches.extend(
            re.escape(letter) + (any_of(own) if len(own) > 1 else re.escape(own[0])) for letter, own in rests.items()
        )
        rests.clear()

    for word in words:
        if word:
            rests.setdefault(word[0], []).append(word[1:])
        else:  # whatever comes behind a word that ends here is tried behind it
            close()
            branches.append("")
    close()
    return branches[0] if len(branches) == 1 else f"(?:{'|'.join(branches)})"
