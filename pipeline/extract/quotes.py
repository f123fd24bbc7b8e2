"""Quotation marks, in every style, and what stands between them."""

from __future__ import annotations

import re
from dataclasses import dataclass

_MARK = re.compile("[\"“”„‟«»‘’'`]|,,")
_PAIRS = {"“": "”", "„": "“”‟", "«": "»", "»": "«", "‘": "’'", "‟": "”"}
_STRAIGHT = "\"'`"
# Open marks that a closing one may belong to.
_DEEPEST = 40
_REOPENED = "“„«"


@dataclass(frozen=True, slots=True)
class Quotation:
    """``text[start:end]`` with its marks, ``text[inner:stop]`` between them; not ``closed`` when the last is missing.

    ``depth`` counts the quotations around it; ``single`` tells ‘…’ and '…' from the rest.
    """

    start: int
    inner: int
    stop: int
    end: int
    depth: int = 0
    single: bool = False
    closed: bool = True


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of one paragraph in text order, inner ones after the one around them.

    A mark that is never closed quotes to the end of the paragraph (a quotation that runs on into the next one), or to
    the next mark that opens the same kind (every paragraph of a long quotation is opened anew, and paragraphs may have
    been joined); an apostrophe is no mark.

    >>> [q.inner for q in quotations('He said: "We do. It’s ours.')]
    [10]
    >>> [(q.inner, q.stop) for q in quotations("“It rained “It hailed.”")]
    [(1, 10), (12, 22)]
    """
    out: list[Quotation] = []
    stack: list[tuple[int, int, str]] = []  # start, inner, mark
    for match in _MARK.finditer(text):
        at, mark = match.start(), match.group()
        single = mark in "‘’'`"
        closes = next((d for d in _innermost(len(stack)) if _closes(text, at, mark, stack[d][2])), None)
        if closes is not None and not (single and _opens(text, at, mark) and stack[-1][2] not in "‘'`"):
            while len(stack) > closes + 1:  # unclosed inner marks were apostrophes or slips
                stack.pop()
            start, inner, opened = stack.pop()
            out.append(Quotation(start, inner, at, match.end(), len(stack), opened in "‘'`"))
        elif _opens(text, at, mark):
            if mark in _REOPENED and stack and stack[-1][2] == mark:
                start, inner, _ = stack.pop()
                stop = inner + len(text[inner:at].rstrip())
                out.append(Quotation(start, inner, stop, stop, len(stack), single=False, closed=False))
            stack.append((at, match.end(), mark))
    for depth, (start, inner, mark) in enumerate(stack):
        if mark not in "‘'`":
            stop = len(text.rstrip())
            out.append(Quotation(start, inner, stop, stop, depth, single=False, closed=False))
            break
    return sorted(out, key=lambda q: (q.start, -q.end))


def _innermost(count: int) -> range:
    """Return the numbers of the open marks that one may close, the innermost first."""
    return range(count - 1, max(-1, count - 1 - _DEEPEST), -1)


def _opens(text: str, at: int, mark: str) -> bool:
    after = text[at + len(mark) : at + len(mark) + 1]
    if mark in "“„«‟,,":
        return bool(after.strip())
    before = text[at - 1 : at]
    return (not before or before.isspace() or before in '([{—–-/:“"‘') and bool(after) and not after.isspace()


def _closes(text: str, at: int, mark: str, opened: str) -> bool:
    after = text[at + 1 : at + 2]
    if opened in _STRAIGHT:
        if mark != opened:
            return False
        if mark == "'":
            return not after.isalnum()
        before = text[at - 1 : at]
        return not (before.isspace() and after and not after.isspace())
    if mark not in _PAIRS.get(opened, ""):
        return False
    return mark not in "’'" or not after.isalnum()
