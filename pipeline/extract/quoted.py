"""Quotations that stand for themselves: a sentence or paragraph of somebody's words without a cue."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import sources
from pipeline.extract.candidates import trimmed
from pipeline.extract.features import AUXILIARY
from pipeline.extract.quotes import quotations
from pipeline.extract.tagger import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.extract.quotes import Quotation
    from pipeline.extract.units import Sentence

_FEWEST = 5
# Pieces told already that are compared with a quotation.
_LOOKED = 40
# Inside a sentence that says nothing else of a speaker: from so many words on, unless most are capitalised (a title)
# or no words at all (a text badly read), a quotation is somebody's words and no term.
_FEWEST_INSIDE = 6
_MOST = 100
_WORD = re.compile(r"\[?[^\W\d_]+[\]’'-]?")
_NAMED = re.compile(
    r"\b(?:entitled|titled|called|named|known\s+as|dubbed|item|items|report|book|film|song)\W+$", re.IGNORECASE
)

# "Mayor Ana Li of Ilmar, a baker, also spoke of the flood: “…”": the subject that opens a sentence, and its verb.
_NAMED_WORD = rf"(?!(?i:the|an?|{sources.OUTSIDE_SUBJECTS})\b)[A-Z][\w’'.-]*"
_NAMES = rf"{_NAMED_WORD}(?:\s(?:and\s)?{_NAMED_WORD})*"
_SUBJECT = re.compile(
    rf"(?P<who>(?:(?:The|An?)\s)?(?:(?!(?i:{sources.OUTSIDE_SUBJECTS})\s)[\w’'-]+\s){{0,4}}?"
    rf"{_NAMES}(?:\sof\s(?:the\s)?{_NAMES})?(?:\s\([A-Z]+\))?|He|She)(?:(?P<more>,\s[^,:;“”\"]{{3,60}}),)?"
    rf"\s(?:also\s|\w+ly\s)?(?!{AUXILIARY}\b)(?:[a-z]+(?:s|ed)|gave|made|spoke|told|took|wrote)\s"
)


def _opening_subject(text: str, sentence: Sentence) -> tuple[int, int] | None:
    """Return the subject that a sentence opens with; null where it opens otherwise or says what somebody is."""
    match = _SUBJECT.match(text, sentence.units[0].start, sentence.units[-1].start)
    if match is None:
        return None
    return match.start("who"), match.end("more") if match["more"] else match.end("who")


def complete(text: str, sentences: Sequence[Sentence], found: Sequence[Found]) -> list[Found]:
    """Return the statements of a paragraph with those added that are bare quotations.

    A quotation that makes a sentence of its own goes on with the statement quoted in the sentence before it; else it
    is a statement without source and cue.
    """
    out = list(found)
    quotes = {q.start: q for q in quotations(text)}
    told = _Told(piece for s in out for piece in s.content)
    plain = _Told(piece for s in out for piece in s.content if s.mode != "indirect")
    top = [s for s in sentences if s.depth == 0]
    for number, sentence in enumerate(top):
        who = None
        words = [u for u in sentence.units if u.kind != "mark"]
        if len(words) != 1 or words[0].kind != "quote":
            introduced = sentence.units[-1].kind == "quote" and ":" in sentence.words[-2:]
            if not introduced:
                continue
            words = [sentence.units[-1]]
            who = _opening_subject(text, sentence)
        quote = quotes.get(words[0].start)
        if quote is None or len(text[quote.inner : quote.stop].split()) < _FEWEST:
            continue
        span = trimmed(text, quote.inner, quote.stop)
        if plain.shares(span):
            continue
        before = top[number - 1] if number and not who else None
        earlier = _direct_in(out, before)
        if earlier is not None and len(out[earlier].content) == 1:
            out[earlier] = replace(out[earlier], content=(*out[earlier].content, span))
        else:
            act = "ask" if text[span[1] - 1] == "?" else "assert"
            out.append(Found((span,), who, None, "direct", act, 0, None, "quotation"))
        told.add(span)
        plain.add(span)
    bare = (q for q in quotes.values() if _somebodys(text, q) and not told.shares((q.inner, q.stop)))
    return out + [_bare(text, q) for q in bare]


def _bare(text: str, quote: Quotation) -> Found:
    span = trimmed(text, quote.inner, quote.stop)
    act = "ask" if text[span[1] - 1] == "?" else "assert"
    return Found((span,), None, None, "direct", act, 0, None, "quotation/inside")


def _somebodys(text: str, quote: Quotation) -> bool:
    """Say whether a quotation inside a sentence is long and plain enough to be somebody's words."""
    words = text[quote.inner : quote.stop].split()
    open_ = not quote.closed and quote.end == len(text.rstrip())
    if quote.depth or quote.single or open_ or not _FEWEST_INSIDE <= len(words) <= _MOST:
        return False
    read = sum(_WORD.match(w) is not None for w in words)
    capitals = sum(w[0].isupper() for w in words)
    named = _NAMED.search(text[max(0, quote.start - _MOST) : quote.start])
    return read * 5 > len(words) * 4 and capitals * 2 < len(words) and not named


class _Told:
    """Pieces of text that are told already, by where they start."""

    def __init__(self, pieces: Iterable[tuple[int, int]]) -> None:
        self._pieces = sorted(pieces)

    def add(self, piece: tuple[int, int]) -> None:
        """Add a piece."""
        insort(self._pieces, piece)

    def shares(self, span: tuple[int, int]) -> bool:
        """Say whether a span lies by more than half in one of the pieces that begin last before its end."""
        end = bisect_left(self._pieces, (span[1],))
        return any(_share(span, piece) for piece in self._pieces[max(0, end - _LOOKED) : end])


def _share(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return min(one[1], other[1]) - max(one[0], other[0]) > (one[1] - one[0]) // 2


def _direct_in(found: list[Found], sentence: Sentence | None) -> int | None:
    if sentence is None:
        return None
    start, end = sentence.units[0].start, sentence.units[-1].end
    for i, s in enumerate(found):
        if s.mode == "direct" and s.cue and start <= s.cue[0] < end and start <= s.content[0][0] < end:
            return i
    return None
