"""A cue with what belongs to it, as spans of its paragraph."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract import chain

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.units import Sentence

Pair = tuple[int, int]
_OPEN, _CLOSE = '"“«', '"”»'
_INNER_CLOSE = "\"'”’»“‟«"


# Contents are the same when they share so much of the longer one.
_NEARLY = 0.9
POSSIBLE, LIKELY = 1, 2


@dataclass(frozen=True, slots=True)
class Levels:
    """Scores of the cue model: what is below the floor is not looked at; then possible and likely cues."""

    floor: int
    possible: int
    likely: int

    def of(self, scores: Mapping[int, int]) -> dict[int, int]:
        """Return which units are likely (2) or possible (1) cues."""
        return {k: LIKELY if s >= self.likely else POSSIBLE for k, s in scores.items() if s >= self.possible}


@dataclass(frozen=True, slots=True)
class Candidate:
    """A cue with what belongs to it; spans count characters of the paragraph.

    ``sentence`` numbers the paragraph's sentences as read; ``labels`` are the chain's; ``score`` is the cue model's.
    """

    sentence: int
    head: int
    labels: tuple[int, ...]
    score: int
    content: tuple[Pair, ...]
    source: Pair | None
    cue: Pair | None
    mode: str


def coordinated(kept: Sequence[tuple[Candidate, int]]) -> list[tuple[Candidate, int]]:
    """Return candidates and their scores, one for cues that share source and content.

    "She acknowledged, and has never retracted, that it rained" is one statement with the first of its cues, the source
    that any of them has and the best score (STATEMENTS.md, "Coordinated cues").
    """
    out: list[tuple[Candidate, int]] = []
    for c, score in kept:
        for i, (first, other) in enumerate(out):
            one_source = first.source is None or c.source is None or first.source == c.source
            if first.sentence == c.sentence and one_source and _same(first, c):
                out[i] = (replace(first, source=first.source or c.source), max(score, other))
                break
        else:
            out.append((c, score))
    return out


def _same(one: Candidate, other: Candidate) -> bool:
    """Say whether two contents share nearly all their units: a name counts as one, however long it is."""
    a, b = ({k for k, label in enumerate(c.labels) if label in {chain.BC, chain.IC}} for c in (one, other))
    return len(a & b) > _NEARLY * max(len(a), len(b))


def candidate(  # noqa: PLR0913 - the parts of a candidate
    text: str, number: int, sentence: Sentence, head: int, labels: Sequence[int], score: int
) -> Candidate:
    """Return the labels of a sentence as a candidate with spans of the paragraph."""
    content = tuple(_span(text, sentence, run) for run in chain.fragments(labels, chain.BC, chain.IC))
    source = chain.fragments(labels, chain.BS, chain.IS)
    cue = chain.fragments(labels, chain.Q, chain.Q)
    units = sentence.units
    runs = chain.fragments(labels, chain.BC, chain.IC)
    quotes = [any(units[k].kind == "quote" for k in range(a, b + 1)) for a, b in runs]
    whole = [a == b and units[a].kind == "quote" for a, b in runs]
    mode = "direct" if all(whole) else "mixed" if any(quotes) else "indirect"
    if mode != "direct" and any(c in text[a:b] for a, b in content for c in '"“«'):
        mode = "mixed"
    if len(content) == 1 and mode == "mixed" and (inner := _within_marks(text, content[0])):
        content, mode = (inner,), "direct"
    if mode != "direct":
        content = tuple(_with_marks(sentence, run, span) for run, span in zip(runs, content, strict=True))
    return Candidate(
        number, head, tuple(labels), score, content,
        _span(text, sentence, source[0]) if source else None,
        _span(text, sentence, cue[0]) if cue else None,
        mode,
    )  # fmt: skip


def _within_marks(text: str, span: Pair) -> Pair | None:
    """Return what stands between the marks of a span that is one short quotation; the first may stand before it."""
    start, end = span
    start -= text[start] not in _OPEN and text[start - 1 : start] in {*_OPEN}
    inner = text[start + 1 : end - 1]
    marked = bool(inner) and text[start] in _OPEN and text[end - 1] in _CLOSE and not set(inner) & set(_OPEN + _CLOSE)
    return trimmed(text, start + 1, end - 1) if marked else None


def _with_marks(sentence: Sentence, run: Pair, span: Pair) -> Pair:
    """Return a span of mixed words with the marks of a quotation at its edges."""
    first, last = sentence.units[run[0]], sentence.units[run[1]]
    start = first.start if first.kind == "quote" else span[0]
    end = last.end if last.kind == "quote" else span[1]
    return start, end


def _span(text: str, sentence: Sentence, run: Pair) -> Pair:
    first, last = sentence.units[run[0]], sentence.units[run[1]]
    start, end = first.start, last.end
    if first.kind == "quote":
        start += 2 if text.startswith(",,", start) else 1
    if last.kind == "quote" and text[end - 1] in _INNER_CLOSE:
        end -= 1
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Pair:
    """Return the span without white space, final punctuation and footnote marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".,;:¹²³⁰⁴⁵⁶⁷⁸⁹"):
        end -= 1
    return start, end
