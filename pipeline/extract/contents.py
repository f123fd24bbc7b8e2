"""The extent of a content: what the narrator adds around a report is no part of it, what a report begins with is.

The trained tagger labels word by word; these are the edges that a construction settles (STATEMENTS.md, "Fields of one
statement"). Every rule reads the words around the cue and moves one edge.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract.candidates import trimmed
from pipeline.extract.cues import forms
from pipeline.extract.features import AUXILIARY
from pipeline.extract.times import WHEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.candidates import Pair
    from pipeline.extract.tagger import Found

_TELLING = frozenset(form for verb in ("tell", "inform", "remind", "assure", "notify") for form in forms(verb))
_ASKING = frozenset(form for verb in ("ask", "inquire", "enquire") for form in forms(verb))
_REPORTEDLY = frozenset({"reportedly", "allegedly"})

# "said, late on Tuesday, [no one …]"; not "said this week would …", "ruled on the same day as …".
_TIME = re.compile(
    rf"\s{{0,2}},?\s{{0,2}}{WHEN}\s{{0,2}},?\s+(?:that\s+)?(?!(?:{AUXILIARY}|and|of|or|until|to|for|in|as|so|local)\b|[\d(–—-])"
)
# "told the Assembly that [it …]", "reminded us of [who …]", "told the president [we …]"; not "told them to [go]".
_ADDRESSEE = re.compile(
    r"\s*(?:[^,.;:\"“”]{1,60}?\s+that,?\s+|(?:me|us|him|her|them|you)\s+(?:of\s+|about\s+)?(?!to\b)"
    r"|(?:the|a|an|his|her|their|its|our|my)\s+(?:[\w-]+\s+){1,3}?(?=(?:he|she|they|it|we|I|there)\s))"
)
# "asked officials [how …]", "asked the delegation about [the development …]"; not "asked [how he knew about …]".
_ASKED = re.compile(
    r"\s*+(?!(?:how|what|whether|why|if|when|where|who|which|about|for)\b)"
    r"[^,.;:\"“”?]{1,60}?\s+(?:about\s+|(?=(?:how|what|whether|why|if|when)\s))"
)
# "condemns vigorously [the act]", "stressing once again [its commitment]".
_ADVERB = re.compile(
    r"\s+(?:(?!only|particularly|especially|mainly|merely|namely|nearly|early)\w+ly|once\s+again)\s+"
    r"(?=(?:the|its|his|her|their|our|my|all|any|this|these|those|a|an)\s)"
)
# A participle that opens the report ("said [executing him would …]"), where it was taken for the cue's own.
_GERUND = re.compile(
    r"\s+(?!regarding|concerning|following|including|during|pending|according|citing|quoting)[a-z]{2,}ing\s+"
)
_REFERENCE = re.compile(r"\s*\((?:see\s|ibid\b|source:|[^()]{0,60}\bparas?(?:graph)?\b)[^()]{0,120}\)?$")
_EMPTY = re.compile(r"[,;]?\s+and\s+(?:also\s+)?made\s+(?:[\w-]+\s+)?recommendations?$")
_WHICH = re.compile(r"[,;]\s+(which)[\s,]+$")
_AUXILIARIES = re.compile(rf"\s+(?:{AUXILIARY}\s+)*")
_FINITE = re.compile(rf"{AUXILIARY}\b")
# "welcomed the report [and encouraged …]", "noted the efforts[, acknowledging …]": the source's next act.
_COORDINATED = re.compile(r",?\s+and\s+(?:also\s+|further\s+|in\s+this\s+(?:regard|connection),?\s+)?(?:\w+ly\s+)?$")
_JOINED = re.compile(r",\s+(?:also\s+|further\s+)?(?:\w+ly\s+)?$")
# "rejected [Li]'s claim that …": a content that ends before the noun it determines.
_CUT_SHORT = re.compile(r"[’']s\s[^.;:!?“”\"()]{1,300}")
_LINK = 60
# Cues inside a content that are looked at.
_LOOKED = 40
_LONGEST = 250
_NEAR = 12


def settled(text: str, f: Found) -> Found:
    """Return what was found in a paragraph with the edges of its content where the construction has them."""
    cue = f.cue
    if cue is None:
        return f
    f = _with_subject(text, f, cue)
    start, end = f.content[0]
    if f.mode != "direct" and cue[1] <= start:
        f = replace(f, content=((_start(text, f, cue), end), *f.content[1:]))
    return _without_tail(text, _whole(text, f))


def _whole(text: str, f: Found) -> Found:
    """Return a content that stops before a possessive's noun with the rest of its clause."""
    start, end = f.content[-1]
    rest = _CUT_SHORT.match(text, end) if f.cue and f.cue[1] <= start and f.mode != "direct" else None
    return replace(f, content=(*f.content[:-1], trimmed(text, start, rest.end()))) if rest else f


def _start(text: str, f: Found, cue: Pair) -> int:
    """Return where a content begins that stands behind its cue."""
    start, end = f.content[0]
    words = text[slice(*cue)].casefold().split()
    if not words or words[0] == "according":
        return start
    patterns = [_TIME, _ADVERB]
    if not text[cue[1] : start].strip() and len(words) == 1:
        patterns += [_ADDRESSEE] if words[0] in _TELLING else [_ASKED] if words[0] in _ASKING else []
    for pattern in patterns:
        match = pattern.match(text, cue[1], end)
        if match and start < match.end() < end:
            return match.end()
    gerund = _GERUND.fullmatch(text, cue[1], start)
    return cue[1] + 1 if gerund else start


def _with_subject(text: str, f: Found, cue: Pair) -> Found:
    """Return a report with the subject that stands before the one who made it or before "reportedly".

    "[It] reportedly [followed an outbreak]" has no source; ", [which] he denied [was so]" is of two fragments.
    """
    if f.source is None or len(f.content) > 1 or not f.source[1] <= cue[0] < f.content[0][0]:
        return f
    if text[slice(*cue)].casefold() in _REPORTEDLY:
        if _AUXILIARIES.fullmatch(text, f.source[1], cue[0]):
            return replace(f, content=(trimmed(text, f.source[0], cue[0]), *f.content), source=None)
        return f
    before = max(0, f.source[0] - _NEAR)
    which = _WHICH.search(text[before : f.source[0]])
    bare = not text[cue[1] : f.content[0][0]].strip(" ,")
    if which and bare and _FINITE.match(text, f.content[0][0]):
        return replace(f, content=((before + which.start(1), before + which.end(1)), *f.content))
    return f


def _without_tail(text: str, f: Found) -> Found:
    """Return a content without a reference in brackets or an act without content at its end."""
    start, end = f.content[-1]
    low = max(start, end - _LONGEST)
    for pattern in (_REFERENCE, _EMPTY):
        match = pattern.search(text, low, end)
        if match and match.start() > start:
            end = trimmed(text, start, match.start())[1]
    return f if end == f.content[-1][1] else replace(f, content=(*f.content[:-1], (start, end)))


def apart(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the statements of a paragraph, none reaching over the next act of its own source.

    "Ruritania welcomed the report and encouraged the State to publish it" are two statements side by side; in "said
    that Li warned of rain and urged them to wait" the second verb has no subject of its own either and goes with Li.
    """
    acts = sorted(((o.cue, o) for o in found if o.cue and o.mode != "direct"), key=lambda pair: pair[0])
    starts = [cue[0] for cue, _ in acts]
    return [_before_next(text, f, acts[(at := bisect_right(starts, f.content[-1][0])) : at + _LOOKED]) for f in found]


def _before_next(text: str, f: Found, acts: Sequence[tuple[Pair, Found]]) -> Found:
    """Return a statement that ends where the first of these acts, coordinated with its own, begins."""
    start, end = f.content[-1]
    if f.cue is None or f.mode == "direct" or start < f.cue[1]:
        return f
    clause = text[max(0, start - len("that ")) : start].strip() == "that"
    for cue, other in acts:
        if cue[0] >= end:
            break
        if other.source not in {None, f.source}:
            return f  # the next verb may be that one's
        if other.content[0][0] < cue[0]:
            continue
        low = max(start, cue[0] - _LINK)
        joined = None if clause or not text[slice(*cue)].partition(" ")[0].endswith("ing") else _JOINED
        link = _COORDINATED.search(text, low, cue[0]) or (joined and joined.search(text, low, cue[0]))
        if link and link.start() > start:
            return replace(f, content=(*f.content[:-1], trimmed(text, start, link.start())))
    return f
