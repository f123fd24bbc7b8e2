"""Block quotations without marks: paragraphs set apart behind words that announce them.

"The court rejected the argument:", then the words rejected it with; a line "– Ana Li, judge" may stand under them.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract import frames
from pipeline.extract.features import FORMS_OF_BE, MODALS

if TYPE_CHECKING:
    from collections.abc import Sequence

RULE = "quotation/block"
_ANNOUNCED = re.compile(r"(?:^|[.?!,;]\s)([^.?!,;]*):\s*$")
_WORD = re.compile(r"[^\W\d_]+")
# Verbs that open words, those that refuse them, and the words that either takes for what is said.
_OPENING, _REFUSING, _ACCOUNT = frozenset({"say", "tell"}), "deny", "n.account"
_THIS = frozenset({"this", "it", "that", "these", "following"})
# Whose words: "these words", "the mayor’s remarks", "his answer".
_WHOSE = frozenset({"this", "these", "s", "his", "her", "following"})
# A clause inside the clause: its verb introduces nothing ("a study that denies it").
_INNER = frozenset({"that", "which", "who", "whom", "whose", "where", "when", "why", "how", "what", "if", "whether"})
# Before a verb, what makes it passive, denied or no report; behind it, what counts or tells why; what lists are of.
_NOT_SAID = frozenset({*FORMS_OF_BE, *MODALS, "to", "not", "never", "t"})
_COUNTING = frozenset(
    {"by", "for", "about", "two", "three", "four", "five", "six", "several", "many", "various", "some", "both", "other"}
)
_LISTED = frozenset(
    {"reasons", "ways", "points", "things", "aspects", "issues", "questions", "steps", "examples", "topics", "themes",
     "items", "areas", "factors", "recommendations", "measures", "facts", "conditions", "rules"}
)  # fmt: skip
_ARTICLES = frozenset({"a", "an", "the", "its", "their", "our", "any", "all"})
_MOST_BEHIND = 8
# Under a block: a dash and whose words they are.
_UNDER = re.compile(r"\s*[–—]\s?(?:[Tt]he\s)?[A-Z][^\n.?!]{1,100}$")
# What opens an item of a list, marked words or the rest of a sentence, and what ends a sentence.
_ITEM = re.compile(r"\s*(?:[\"“”„«‘'(–—•*-]|\W*\d|[ivx]+[.)]|[A-Za-z][.)]\s|[a-z])")
_ENDED = re.compile(r"[.?!…][\])’”\"'\d]*\s*$")
_FEWEST_WORDS = 8
_MOST_PARAGRAPHS = 4


def block_quotations(paragraphs: Sequence[str]) -> set[int]:
    """Return which paragraphs are quoted as a block without marks.

    One behind a sentence that announces it: its main verb, or the noun at its end, is one of communication, and a
    colon ends it. With a line under it that says whose words they are, all from the colon to that line. What is no
    prose (headings, items, tables) is to be given as an empty string: it neither announces nor is quoted.

    >>> sorted(block_quotations(["The mayor denied this:", "It has always been the custom here to wait.", "He left."]))
    [1]
    """
    out: set[int] = set()
    for number, paragraph in enumerate(paragraphs[:-1]):
        announced = _ANNOUNCED.search(paragraph)
        if announced is None or not _quotable(paragraphs[number + 1]):
            continue
        under = _under(paragraphs, number + 2)
        if under is not None:
            out.update(k for k in range(number + 1, under) if _quotable(paragraphs[k]))
        elif _announces(_WORD.findall(announced[1].casefold())):
            out.add(number + 1)
    return out


def _under(paragraphs: Sequence[str], first: int) -> int | None:
    """Return which of the next paragraphs says whose words the ones before are; several with a dash are a list."""
    reach = range(first, min(first + _MOST_PARAGRAPHS, len(paragraphs)))
    under = next((k for k in reach if _UNDER.match(paragraphs[k])), None)
    return None if under is None or any(map(_UNDER.match, paragraphs[under + 1 : under + 2])) else under


def _announces(words: Sequence[str]) -> bool:
    """Say whether a clause, its words in lower case, says that somebody's words follow."""
    if not words or _INNER.intersection(words[1:-1]):
        return False
    framed = [frames.of(w) for w in words]
    if _ACCOUNT in framed[-1] and _WHOSE.intersection(words[-3:-1]):
        return not _COUNTING.intersection(words[-3:])
    # What may be a noun as well ("the report") is none of these verbs.
    verbs = [k for k, f in enumerate(framed) if f and not any(name.startswith("n.") for name in f)]
    return bool(verbs) and _introduces(words, verbs[-1])


def _introduces(words: Sequence[str], verb: int) -> bool:
    """Say whether somebody says, tells or refuses by this verb, and what stands behind it does not tell of what."""
    before, behind, opens = words[max(0, verb - 2) : verb], words[verb + 1 :], frames.of(words[verb])
    if not before or before[-1] in _ARTICLES or _NOT_SAID.intersection(before):
        return False
    if len(behind) > _MOST_BEHIND or _COUNTING.intersection(behind) or _LISTED.intersection(words[verb:]):
        return False
    if _OPENING.intersection(opens):
        return not behind or behind[-1] == "following" or behind[0] not in _ARTICLES
    account = any(name.startswith("n.") for w in behind[-1:] for name in frames.of(w))
    return _REFUSING in opens and (account or not behind or behind[-1] in _THIS)


def _quotable(paragraph: str) -> bool:
    return len(paragraph.split()) >= _FEWEST_WORDS and not _ITEM.match(paragraph) and bool(_ENDED.search(paragraph))
