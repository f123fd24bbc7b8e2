"""The trained tagger: finds statements in one paragraph. What it has learned is in pipeline/weights/.

A word that may be a cue is scored; around each likely one the best source and content are found; a last model weighs
the whole and gives the confidence.
"""

from __future__ import annotations

import gzip
import json
from bisect import bisect_right
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from pipeline.extract import chain, features
from pipeline.extract.features import stem
from pipeline.extract.linear import Linear
from pipeline.extract.units import read

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from pipeline.extract.units import Sentence

Pair = tuple[int, int]
# Scores of the cue model, in thousandths: below the first nothing is looked at, above the others a word counts as a
# possible or a likely cue for its neighbours.
FLOOR, POSSIBLE, LIKELY = -1500, -800, 300


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


@dataclass(frozen=True, slots=True)
class Found:
    """A statement in one paragraph, before anything is known of the document."""

    content: tuple[Pair, ...]
    source: Pair | None
    cue: Pair | None
    mode: str
    act: str
    score: int
    confidence: float | None
    rule: str
    head: str = ""


@dataclass(frozen=True, slots=True)
class Tagger:
    """All that was learned: words, stems of cues, models, and the probability of each range of scores."""

    vocabulary: frozenset[str]
    classes: Mapping[str, str]
    stems: frozenset[str]
    cue: Linear
    chain: Linear
    act: Linear
    keep: Linear
    calibration: tuple[tuple[int, float], ...] = ()
    threshold: int = 0

    def read(self, text: str) -> list[Sentence]:
        """Return the paragraph's sentences, those of its quotations behind them."""
        return read(text, self.vocabulary)

    def cue_scores(self, sentence: Sentence) -> dict[int, int]:
        """Return the scores of the words that may be cues, above the floor."""
        out = {}
        for at, unit in enumerate(sentence.units):
            if unit.kind == "word" and stem(unit.word) in self.stems:
                no, yes = self.cue.scores(features.of_cue(sentence, at, self.classes))
                if yes - no >= FLOOR:
                    out[at] = yes - no
        return out

    def candidates(self, text: str, sentences: Sequence[Sentence], scores: Sequence[dict[int, int]]) -> list[Candidate]:
        """Return a candidate per likely cue, given the cue scores of every sentence."""
        out = []
        for number, (sentence, own) in enumerate(zip(sentences, scores, strict=True)):
            others = levels(own)
            for head, score in own.items():
                units = features.of_units(sentence, head, others)
                labels, _ = chain.best([self.chain.scores(unit) for unit in units], head)
                out.append(candidate(text, number, sentence, head, labels, score))
        return out

    def probability(self, score: int) -> float | None:
        """Return the calibrated probability of a score of the last model, two decimals; null without calibration."""
        if not self.calibration:
            return None
        at = bisect_right(self.calibration, score, key=lambda row: row[0]) - 1
        return self.calibration[max(at, 0)][1]

    def find(self, text: str) -> list[Found]:
        """Return the statements of one paragraph."""
        return self.find_in(text, self.read(text))

    def find_in(self, text: str, sentences: Sequence[Sentence]) -> list[Found]:
        """Return the statements of a paragraph whose sentences have been read."""
        found = self.candidates(text, sentences, [self.cue_scores(s) for s in sentences])
        out = []
        for c in found:
            no, yes = self.keep.scores(of_candidate(text, sentences, c, found))
            if yes - no >= self.threshold:
                act = self.act.best(of_act(text, sentences[c.sentence], c))
                head = sentences[c.sentence].words[c.head]
                out.append(
                    Found(c.content, c.source, c.cue, c.mode, act, yes - no, self.probability(yes - no), "tagger", head)
                )
        return out


def levels(scores: dict[int, int]) -> dict[int, int]:
    """Return which units are likely (2) or possible (1) cues."""
    return {k: 2 if s >= LIKELY else 1 for k, s in scores.items() if s >= POSSIBLE}


def candidate(text: str, number: int, sentence: Sentence, head: int, labels: Sequence[int], score: int) -> Candidate:
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
        content = tuple(_with_marks(text, sentence, run, span) for run, span in zip(runs, content, strict=True))
    return Candidate(
        number, head, tuple(labels), score, content,
        _span(text, sentence, source[0]) if source else None,
        _span(text, sentence, cue[0]) if cue else None,
        mode,
    )  # fmt: skip


_OPEN, _CLOSE = "\"'“‘«„‟", "\"'”’»"


def _within_marks(text: str, span: Pair) -> Pair | None:
    """Return what stands between the marks of a span that is one short quotation."""
    start, end = span
    if (
        end - start > 2
        and text[start] in '"“«'
        and text[end - 1] in '"”»'
        and not set(text[start + 1 : end - 1]) & set('"“”«»')
    ):
        return trimmed(text, start + 1, end - 1)
    return None


def _with_marks(text: str, sentence: Sentence, run: Pair, span: Pair) -> Pair:
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
    if last.kind == "quote" and text[end - 1] in _CLOSE:
        end -= 1
    return trimmed(text, start, end)


def trimmed(text: str, start: int, end: int) -> Pair:
    """Return the span without white space, final punctuation and footnote marks at its ends."""
    while start < end and (text[start].isspace() or text[start] in ",;:"):
        start += 1
    while start < end and (text[end - 1].isspace() or text[end - 1] in ".,;:¹²³⁰⁴⁵⁶⁷⁸⁹"):
        end -= 1
    return start, end


def of_candidate(text: str, sentences: Sequence[Sentence], c: Candidate, others: Iterable[Candidate]) -> list[str]:
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
    bucket = max(-15, min(30, c.score // 250))
    size = length if length < 4 else 4 if length < 8 else 5 if length < 20 else 6
    where = "".join("L" if b < c.head else "R" for _, b in contents)
    heads = [o for o in others if o is not c and o.sentence == c.sentence]
    rival = max((o.score for o in heads if _alike(o, c)), default=None)
    holds = any(_labels_hold(o, c) for o in heads if o.score > LIKELY)
    after = w[last + 1] if last + 1 < len(w) else "</s>"
    before = w[first - 1] if first else "<s>"
    return [
        f"b{bucket}", *(f"b>{b}" for b in range(-15, bucket, 2)), f"r{root}", f"w{w[c.head]}", f"src{source_word}",
        f"srcr{source_word}|{root}", f"where{where}", f"wherer{where}|{root}", f"size{size}", f"sizer{size}|{root}",
        f"c0{w[first]}", f"c0r{w[first]}|{root}", f"c-1{before}", f"c+1{after}", f"mode{c.mode}", f"moder{c.mode}|{root}",
        f"dep{min(sentence.depth, 1)}{c.mode}", f"cue{text[c.cue[0]:c.cue[1]].casefold() if c.cue else ''}",
        f"rival{'none' if rival is None else 'more' if rival > c.score else 'less'}", f"held{holds}{bucket // 3}",
        f"sb{source is None}{bucket // 2}", f"wb{where}{bucket // 2}", f"zb{size}{bucket // 2}", f"n{min(len(w), 40) // 8}",
        f"first{sentence.first}{c.mode}", f"gap{min(abs(c.head - first), 4)}{where}",
    ]  # fmt: skip


def _alike(one: Candidate, other: Candidate) -> bool:
    a = {k for k, label in enumerate(one.labels) if label in {chain.BC, chain.IC}}
    b = {k for k, label in enumerate(other.labels) if label in {chain.BC, chain.IC}}
    return len(a & b) * 2 >= len(a | b)


def _labels_hold(outer: Candidate, inner: Candidate) -> bool:
    return outer.labels[inner.head] in {chain.BC, chain.IC}


def of_act(text: str, sentence: Sentence, c: Candidate) -> list[str]:
    """Return what tells the act: the cue's words, and how the content begins."""
    w = sentence.words
    root = stem(w[c.head])
    cue = text[c.cue[0] : c.cue[1]].casefold() if c.cue else ""
    contents = chain.fragments(c.labels, chain.BC, chain.IC)
    sources = chain.fragments(c.labels, chain.BS, chain.IS)
    source = w[sources[0][1]] if sources else "none"
    inside = [w[k] for a, b in contents for k in range(a, b + 1)][:12]
    quoted = [
        word.strip('.,;:!?"”“').casefold() for a, b in c.content for word in text[a:b].split()[:12]
    ] if c.mode == "direct" else []  # fmt: skip
    start = inside[0] if inside else ""
    question = text[c.content[-1][1] - 1 : c.content[-1][1]] == "?"
    out = [
        f"r{root}", f"w{w[c.head]}", f"cue{cue}", f"last{cue.rsplit(' ', 1)[-1]}", f"c0{start}|{root}", f"c0{start}", f"m{c.mode}",
        f"mr{c.mode}|{root}", f"s{source}", f"sr{source}|{root}", f"q{question}", f"qr{question}|{root}", f"dep{min(sentence.depth, 1)}",
        f"p1{w[c.head - 1] if c.head else ''}|{root}",
    ]  # fmt: skip
    for word in {*inside, *quoted} & _TELLING:
        out += [f"in{word}", f"in{word}|{root}"]
    if "n't" in w[max(0, c.head - 3) : c.head] or "not" in w[max(0, c.head - 3) : c.head]:
        out.append(f"not{root}")
    return sorted(set(out))


_TELLING = frozenset(
    "will would should must shall need needs ought let please never not no n't if unless could may might we our i my you "
    "they he she thank thanks grateful proud sorry condolences deeply regret hope wish welcome urge call calls condemn "
    "outrageous shameful attack attacks killed guilty responsible responsibility lie lied false wrong illegal violated "
    "failed failure threat danger risk consequences warning commit ensure continue work committed promise best great "
    "wonderful congratulations excellent disappointed sad tragic tragedy concern concerned concerns fear hopes whether why "
    "how what when accused blame charges corruption abuse denied did nothing baseless untrue fake".split()
)


def load(path: Path | None = None) -> Tagger:
    """Return the tagger of a file that ``save`` wrote; without a path, the one that ships."""
    return _shipped() if path is None else _parse(path.read_bytes())


@cache
def _shipped() -> Tagger:
    return _parse(resources.files("pipeline").joinpath("weights/statements.json.gz").read_bytes())


def _parse(data: bytes) -> Tagger:
    stored: dict[str, Any] = json.loads(gzip.decompress(data))

    def model(name: str) -> Linear:
        labels = tuple(stored[name]["labels"])
        rows: dict[str, tuple[int, ...]] = {}
        for feature, weights in stored[name]["weights"].items():
            row = [0] * len(labels)
            for at in range(0, len(weights), 2):
                row[weights[at]] = weights[at + 1]
            rows[feature] = tuple(row)
        return Linear(labels, rows)

    return Tagger(
        frozenset(stored["vocabulary"]),
        stored["classes"],
        frozenset(stored["stems"]),
        model("cue"),
        model("chain"),
        model("act"),
        model("keep"),
        tuple((score, probability) for score, probability in stored["calibration"]),
        stored["threshold"],
    )


def save(tagger: Tagger, path: Path) -> None:
    """Write a tagger as compressed JSON, the same bytes for the same tagger."""

    def rows(model: Linear) -> dict[str, Any]:
        weights = {
            feature: [x for label, w in enumerate(row) if w for x in (label, w)]
            for feature, row in model.weights.items()
        }
        return {"labels": model.labels, "weights": weights}

    stored = {
        "vocabulary": sorted(tagger.vocabulary),
        "classes": dict(sorted(tagger.classes.items())),
        "stems": sorted(tagger.stems),
        **{name: rows(getattr(tagger, name)) for name in ("cue", "chain", "act", "keep")},
        "calibration": tagger.calibration,
        "threshold": tagger.threshold,
    }
    text = json.dumps(stored, ensure_ascii=False, separators=(",", ":"))
    path.write_bytes(gzip.compress(text.encode(), 9, mtime=0))
