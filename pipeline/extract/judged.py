"""What the last models know of a candidate: whether it is a statement, of which act, by what kind of source."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.extract import chain
from pipeline.extract.features import stem

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from pipeline.extract.candidates import Candidate, Levels
    from pipeline.extract.units import Sentence

# Lengths of the content, in units, told apart.
_LENGTHS = (1, 2, 3, 4, 8, 20)


def of_candidate(
    text: str,
    sentences: Mapping[int, Sentence] | Sequence[Sentence],
    c: Candidate,
    others: Iterable[Candidate],
    levels: Levels,
) -> list[str]:
    """Return what the last model knows of a candidate."""
    sentence = sentences[c.sentence]
    w = sentence.words
    labels = c.labels
    root = stem(w[c.head])
    contents = chain.fragments(labels, chain.BC, chain.IC)
    sources = chain.fragments(labels, chain.BS, chain.IS)
    first, last = contents[0][0], contents[-1][1]
    length = sum(b - a + 1 for a, b in contents)
    source = sentence.units[sources[0][1]] if sources else None
    source_word = source.word if source else "none"
    bucket = max(-15, min(30, (c.score - levels.likely) * 10 // max(1, levels.likely - levels.floor)))
    size = bisect_right(_LENGTHS, length)
    where = "".join("L" if b < c.head else "R" for _, b in contents)
    heads = [o for o in others if o is not c and o.sentence == c.sentence]
    rival = max((o.score for o in heads if _alike(o, c)), default=None)
    holds = any(_labels_hold(o, c) for o in heads if o.score >= levels.likely)
    after = w[last + 1] if last + 1 < len(w) else "</s>"
    before = w[first - 1] if first else "<s>"
    return [
        f"b{bucket}", *(f"b>{b}" for b in range(-15, bucket, 2)), f"r{root}", f"w{w[c.head]}", f"src{source_word}",
        f"srcr{source_word}|{root}", f"where{where}", f"wherer{where}|{root}", f"size{size}", f"sizer{size}|{root}",
        f"c0{w[first]}", f"c0r{w[first]}|{root}", f"c-1{before}", f"c+1{after}",
        f"mode{c.mode}", f"moder{c.mode}|{root}",
        f"dep{min(sentence.depth, 1)}{c.mode}", f"cue{text[c.cue[0]:c.cue[1]].casefold() if c.cue else ''}",
        f"rival{'none' if rival is None else 'more' if rival > c.score else 'less'}", f"held{holds}{bucket // 3}",
        f"sb{source is None}{bucket // 2}", f"wb{where}{bucket // 2}", f"zb{size}{bucket // 2}",
        f"n{min(len(w), 40) // 8}",
        f"first{sentence.first}{c.mode}", f"gap{min(abs(c.head - first), 4)}{where}",
    ]  # fmt: skip


def _alike(one: Candidate, other: Candidate) -> bool:
    a = {k for k, label in enumerate(one.labels) if label in {chain.BC, chain.IC}}
    b = {k for k, label in enumerate(other.labels) if label in {chain.BC, chain.IC}}
    return len(a & b) * 2 >= len(a | b)


def _labels_hold(outer: Candidate, inner: Candidate) -> bool:
    return outer.labels[inner.head] in {chain.BC, chain.IC}


def of_kind(sentence: Sentence, cue: str) -> list[str]:
    """Return what tells the kind of a source: its words, names as classes, and the act's word."""
    w = sentence.words
    stop = next((k for k, x in enumerate(w) if k and x in _AFTER_HEAD), len(w))
    head = w[stop - 1]
    return [
        *(f"w{x}" for x in sorted(set(w))), f"head{head}", f"first{w[0]}", f"last{w[-1]}", f"n{min(len(w), 6)}",
        f"hc{head}|{cue}", f"fh{w[0]}|{head}", f"all{' '.join(w[:5])}", f"cue{cue}",
    ]  # fmt: skip


_AFTER_HEAD = frozenset({"of", "for", "in", "by", "from", "on", "at", "to", "with", ",", "who", "which", "that", "("})
