"""Block quotations without marks: paragraphs set apart behind words that announce them.

"The court rejected the argument:", then the words rejected it with; a line "– Ana Li, judge" may stand under them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract import frames

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = "quotation/block"
_ANNOUNCED = re.compile(r"(?:^|[.?!,;]\s)([^.?!,;]*):\s*$")
_WORD = re.compile(r"[^\W\d_]+")
_ANNOUNCING = frozenset({"say", "tell", "deny", "n.account"})
# Under a block: a dash and whose words they are.
_UNDER = re.compile(r"\s*[–—]\s?(?:[Tt]he\s)?[A-Z][^\n.?!]{1,100}$")
# What opens an item of a list, and what opens marked words.
_ITEM = re.compile(r"\s*(?:[\"“”„«‘'(–—•*-]|\W*\d|[ivx]+[.)]|[A-Za-z][.)]\s)")
_FEWEST_WORDS = 8
_MOST_PARAGRAPHS = 4


def block_quotations(paragraphs: Sequence[str]) -> set[int]:
    """Return which paragraphs are quoted as a block without marks.

    One behind a sentence that announces it, by a word of communication and a colon at its end; with a line under it
    that says whose words they are, all from the colon to that line.

    >>> sorted(block_quotations(["The mayor denied this:", "It has always been the custom here to wait.", "He left."]))
    [1]
    """
    out: set[int] = set()
    for number, paragraph in enumerate(paragraphs[:-1]):
        announced = _ANNOUNCED.search(paragraph)
        if announced is None or not _quotable(paragraphs[number + 1]):
            continue
        reach = paragraphs[number + 2 : number + 2 + _MOST_PARAGRAPHS]
        under = next((k for k, line in enumerate(reach) if _UNDER.match(line)), None)
        if under is not None:
            out.update(k for k in range(number + 1, number + 2 + under) if _quotable(paragraphs[k]))
        elif _announces(_WORD.findall(announced[1].casefold())):
            out.add(number + 1)
    return out


def _announces(words: Sequence[str]) -> bool:
    """Say whether one of the words tells of words; the last one as a noun only ("for two reasons")."""
    verbs = any(_ANNOUNCING.intersection(frames.of(w)) for w in words[:-1])
    return verbs or "n.account" in frames.of(words[-1] if words else "")


def _quotable(paragraph: str) -> bool:
    return len(paragraph.split()) >= _FEWEST_WORDS and not _ITEM.match(paragraph)
