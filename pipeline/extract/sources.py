"""The extent of a source's mention: the office that stands before a name in apposition belongs to it.

Who is told something is no source of it.
"""

from __future__ import annotations

import re

from pipeline.extract.speakers import words

_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|[A-Z]\.|de|van|von|al|bin|da|del))*")
# "…, the former Minister of Defence and President of Ruritania, ": an article, no mark inside, a comma at the end.
_OFFICE = re.compile(
    r"(?:^|[\s(“\"])(?P<office>(?:the|its|his|her|their|our|The|Its|His|Her|Their|Our)\s+(?P<words>[^,;:.!?()“”\"]{3,100})),\s+$"
)

# "of Ruritania, Ana Li": a source read from the middle of an office.
_HALF_OFFICE = re.compile(r"(?:of|for|to|in|at|and)\s[^,]+,\s+(?=[A-Z])")

# "We have been told", "I'm advised": verbs whose subject, in the passive, is addressed.
_PASSIVE = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being)|[’'](?:m|re))\s+(?:\w+ly\s+|also\s+|not\s+|never\s+)?$"
)
_ADDRESSING = frozenset(
    ["advised", "asked", "assured", "briefed", "informed", "instructed", "invited", "notified", "ordered", "reminded",
     "requested", "told", "urged", "warned"]
)  # fmt: skip
_REACH = 30


def is_addressed(text: str, source: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Say whether what was read as a source is whom the cue's act is directed at.

    >>> is_addressed("I am told that it rains", (0, 1), (5, 9)), is_addressed("I told them so", (0, 1), (2, 6))
    (True, False)
    """
    verb = text[slice(*cue)].casefold().partition(" ")[0]
    passive = verb in _ADDRESSING and _PASSIVE.search(text[max(source[1], cue[0] - _REACH) : cue[0]])
    return source[1] <= cue[0] and bool(passive)


def extended(text: str, source: tuple[int, int]) -> tuple[int, int]:
    """Return the span of a name with the whole office before it in apposition; any other source as it is.

    >>> text = "statements by the former Minister of Trade of Ruritania, Ana Li, who"
    >>> start, end = extended(text, (57, 63))
    >>> text[start:end]
    'the former Minister of Trade of Ruritania, Ana Li'
    """
    if half := _HALF_OFFICE.match(text[slice(*source)]):
        whole = extended(text, (source[0] + half.end(), source[1]))
        return whole if whole[0] < source[0] else (source[0] + half.end(), source[1])
    if not _NAME.fullmatch(text[slice(*source)]):
        return source
    at = max(0, source[0] - 120)
    match = _OFFICE.search(text, at, source[0])
    if match is None:
        return source
    head = [w.casefold() for w in re.findall(r"[\w-]+", match["words"])]
    before_preposition = head[
        : next((i for i, w in enumerate(head) if w in {"of", "for", "to", "in", "at"}), len(head))
    ]
    if not before_preposition or before_preposition[-1] not in words("titles"):
        return source
    return match.start("office"), source[1]
