"""The extent of a source's mention: the office that stands before a name in apposition belongs to it."""

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
