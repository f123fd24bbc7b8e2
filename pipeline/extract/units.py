"""What the tagger reads: sentences as sequences of units, from the outside in.

A unit is a word, a mark, a run of capitalised words (one name, however long) or a whole quotation; the words of a
quotation form sequences of their own, one level deeper. Names stand for their class only (state, office, organ,
medium, document, group, name), so that who is named changes nothing in what is found.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract import frames
from pipeline.extract.actors import is_state
from pipeline.extract.quotes import quotations
from pipeline.extract.roles import words
from pipeline.extract.sentences import sentences

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.quotes import Quotation

# Quotations inside quotations that are read; units of a sentence, longer ones are read in pieces.
_DEEPEST, _LONGEST = 6, 400
# A quotation of fewer words is read as part of its sentence.
QUOTED_WORDS = 4
_REACH = 5
_SENTENCE_ENDS = frozenset(["", ".", "!", "?", '"', "”", "»"])
_TOKEN = re.compile(
    r"(?:[A-Za-z]\.){2,}|(?:Mrs?|Ms|Dr|Prof|Gen|Lt|Col|Capt|Sgt|Rep|Sen|Gov|St|Jr|Sr|Hon|Rev|Messrs)\.|[A-Z]\.(?=\s+[A-Z])"
    r"|\d+(?:[.,]\d+)*(?:\w+)?|\w+?(?=n[’']t\b)|n[’']t\b|[’'](?:s|ve|re|ll|d|m)\b|\w+(?:[-&]\w+|[’'](?!(?:s|ve|re|ll|d|m)\b)\w+)*"
    r"|\.\.\.|--|[^\w\s]"
)
# Marks behind which a clause can open with a capital ("The Council, Recalling …, 1. Decides …").
_BEFORE_CLAUSE = frozenset({",", ";", ":", ".", ")"})
_CAPITALISED_HEADLINE = 0.7
_HEADLINE_WORDS = 5


@dataclass(slots=True)
class Unit:
    """``text[start:end]``; ``word`` is what features see; ``kind`` is word, name, number, mark or quote."""

    start: int
    end: int
    word: str
    kind: str


@dataclass(slots=True)
class Sentence:
    """The units of one sentence; ``depth`` counts the quotations around it; ``first`` in its paragraph or quotation."""

    units: list[Unit]
    words: list[str]
    depth: int
    first: bool


def read(text: str, vocabulary: frozenset[str]) -> list[Sentence]:
    """Return the sentences of one paragraph, the words of its quotations behind the sentences that hold them.

    ``vocabulary`` holds the words that are no names when they stand, capitalised, at the start of a sentence.
    """
    return list(_read(text, 0, len(text), 0, vocabulary, quotations(text)))


def _read(  # noqa: PLR0913 - a span of the text, and what is known of it
    text: str, start: int, end: int, depth: int, vocabulary: frozenset[str], quoted: list[Quotation]
) -> Iterator[Sentence]:
    top = _outermost(text, start, end, quoted)
    starts = [q.start for q in top]
    first = True
    for a, b in sentences(_masked(text, start, end, top)):
        near = top[max(0, bisect_left(starts, a + start) - 1) : bisect_left(starts, b + start)]
        units = _units(text, a + start, b + start, [q for q in near if q.end > a + start], vocabulary)
        for k in range(0, len(units), _LONGEST):
            piece = units[k : k + _LONGEST]
            yield Sentence(piece, [u.word for u in piece], depth, first)
            first = False
    for q in top if depth < _DEEPEST else ():
        yield from _read(text, q.inner, q.stop, depth + 1, vocabulary, quoted)


def _outermost(text: str, start: int, end: int, quoted: list[Quotation]) -> list[Quotation]:
    """Return the quotations of some length that lie in the span and in no other such one."""
    out: list[Quotation] = []
    for q in quoted:
        inside = start <= q.start and q.end <= end and (q.start, q.end) != (start, end)
        if inside and (not out or q.start >= out[-1].end) and _stands_apart(text, q):
            out.append(q)
    return out


def _stands_apart(text: str, q: Quotation) -> bool:
    """Say whether a quotation is read by itself: a long one, and a short one that stands where speech does.

    Behind a comma or colon ("she said: “It is late”"), or at the beginning of a sentence with a mark at its end
    ("“No,” she said").
    """
    count = len(text[q.inner : q.stop].split())
    if count >= QUOTED_WORDS or not count or q.single or not q.closed:
        return count >= QUOTED_WORDS
    before = text[max(0, q.start - _REACH) : q.start].rstrip()[-1:]
    capital = text[q.inner].isupper()
    if before in {",", ":"}:
        return capital or (before == ":" and count > 1)
    return capital and before in _SENTENCE_ENDS and (text[q.stop - 1] in ",?!" or text[q.end : q.end + 1] == ",")


def _masked(text: str, start: int, end: int, top: list[Quotation]) -> str:
    """Return the span with quoted words made unreadable, so that no sentence ends inside a quotation."""
    if not top:
        return text[start:end]
    pieces, at = [], start
    for q in top:
        stop = q.stop - 1 if text[q.stop - 1 : q.stop] in {".", "!", "?"} else q.stop
        pieces += [text[at : q.inner], "x" * (stop - q.inner)]
        at = stop
    return "".join([*pieces, text[at:end]])


def _units(text: str, start: int, end: int, inside: list[Quotation], vocabulary: frozenset[str]) -> list[Unit]:
    tokens = _tokens(text, start, end, inside)
    capitalised = _is_headline(tokens)
    out: list[Unit] = []
    initial = True
    for number, (a, b, word) in enumerate(tokens):
        unit = _plain(text, a, b, word)
        if unit is None:
            low = word.casefold()
            known = (initial or capitalised) and low in vocabulary and not _is_name(low, tokens, number)
            if known or (low in frames.openers() and (initial or out[-1].word in _BEFORE_CLAUSE)):
                unit = Unit(a, b, low, "word")
            elif out and out[-1].kind == "name" and text[out[-1].end : a].isspace():
                out[-1].end = b
                continue
            else:
                unit = Unit(a, b, "", "name")
        out.append(unit)
        initial = initial and unit.kind in {"mark", "number"}
    for unit in out:
        if unit.kind == "name":
            unit.word = name_class(text[unit.start : unit.end])
    return out


def _tokens(text: str, start: int, end: int, inside: list[Quotation]) -> list[tuple[int, int, str]]:
    """Return words and marks with their places; a quotation is one token without words."""
    out: list[tuple[int, int, str]] = []
    at = start
    for q in inside:
        out += [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, at, q.start)]
        out.append((q.start, q.end, ""))
        at = q.end
    return out + [(m.start(), m.end(), m.group()) for m in _TOKEN.finditer(text, at, end)]


def _plain(text: str, start: int, end: int, word: str) -> Unit | None:
    """Return the unit of a token whose kind does not depend on its place; null of a capitalised word."""
    if not word:
        return Unit(start, end, _quote(text, end), "quote")
    if word[0].isdigit():
        return Unit(start, end, "NUM", "number")
    if word[0].isupper() and word != "I":
        return None
    if word[0].isalnum() or len(word) > 1:
        return Unit(start, end, word.casefold(), "word")
    return Unit(start, end, word, "mark")


def _is_headline(tokens: list[tuple[int, int, str]]) -> bool:
    letters = [t for _, _, t in tokens if t and t[0].isalpha()]
    capitals = sum(t[0].isupper() for t in letters)
    return len(letters) > _HEADLINE_WORDS and capitals > _CAPITALISED_HEADLINE * len(letters)


def _is_name(low: str, tokens: list[tuple[int, int, str]], number: int) -> bool:
    following = tokens[number + 1][2] if number + 1 < len(tokens) else ""
    return is_state(low) or (low in words("given") and following[:1].isupper())


def _quote(text: str, end: int) -> str:
    """Return the class of a quotation: by the mark at its end, which tells whether the sentence goes on."""
    last = text[end - 2 : end - 1]
    return f"QUOTE{last}" if last in {",", ".", "?", "!"} else "QUOTE"


@cache
def _classes() -> dict[str, str]:
    out: dict[str, str] = {}
    for kind, name in (
        ("groups", "GROUP"), ("unnamed", "GROUP"), ("documents", "DOCUMENT"), ("media", "MEDIA"),
        ("organisations", "ORGAN"), ("titles", "TITLE"),
    ):  # fmt: skip
        out |= dict.fromkeys(words(kind), name)
    return out


_PRECEDENCE = {"TITLE": 0, "ORGAN": 1, "MEDIA": 2, "DOCUMENT": 3, "GROUP": 4}


def name_class(name: str) -> str:
    """Return the class of a run of capitalised words.

    >>> [name_class(n) for n in ("United States", "Prime Minister Ana Li", "Foreign Ministry", "Ana Li")]
    ['STATE', 'TITLE', 'TITLE', 'NAME']
    """
    low = name.casefold()
    if is_state(low):
        return "STATE"
    classes = _classes()
    found = [classes[w] for w in (p.rstrip(".,") for p in low.split()) if w in classes]
    return min(found, key=_PRECEDENCE.__getitem__) if found else "NAME"
