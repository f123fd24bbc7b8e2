"""How the tagger learns from annotated documents: ``train(corpus) -> Tagger``, the same for the same corpus and seed.

Models that read other models' output are trained on output for documents that those had not seen (jackknife).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from pipeline.extract import chain, classes, corpus, features, linear, tagger
from pipeline.extract.features import stem
from pipeline.extract.tagger import Candidate, Tagger

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.corpus import Annotated, Example
    from pipeline.extract.linear import Linear

SEED = 1
JACKKNIFE = 4
_WORD = re.compile(r"\w+")
_BINS = 20


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be varied in training."""

    cue_epochs: int = 6
    chain_epochs: int = 6
    keep_epochs: int = 8
    act_epochs: int = 8
    least: int = 2


@dataclass(slots=True)
class _Paragraph:
    """Sentences of one paragraph with their cue scores."""

    text: str
    offset: int
    document: int
    examples: list[Example]
    scores: list[dict[int, int]]


def vocabulary(documents: Sequence[Annotated]) -> frozenset[str]:
    """Return the lower-case words that at least two documents have."""
    counts = Counter(w for d in documents for w in set(re.findall(r"\b[a-z][a-z'’-]*\b", d.text)))
    return frozenset(w for w, n in counts.items() if n > 1)


def train(documents: Sequence[Annotated], seed: int = SEED, settings: Settings | None = None) -> Tagger:
    """Return the tagger learned from all documents."""
    set_ = settings or Settings()
    words = vocabulary(documents)
    examples = corpus.examples(documents, words)
    fold = corpus.folds(documents, JACKKNIFE)
    known = classes.learn(e.sentence.words for e in examples)
    stems, cue = _cue(examples, known, seed, set_)
    scores: dict[int, dict[int, int]] = {}
    partial: list[Tagger] = []
    empty = linear.Linear(("no", "yes"), {})
    for k in range(JACKKNIFE):
        some, model = _cue([e for e in examples if fold[e.document] != k], known, seed, set_)
        part = Tagger(words, known, some, model, empty, empty, empty)
        partial.append(part)
        scores |= {id(e): part.cue_scores(e.sentence) for e in examples if fold[e.document] == k}
    chained = _chain(examples, scores, seed, set_)
    candidates: list[tuple[Example, Candidate, list[Candidate], str]] = []
    for k in range(JACKKNIFE):
        inner = _chain([e for e in examples if fold[e.document] != k], scores, seed, set_)
        part = Tagger(words, known, stems, partial[k].cue, inner, empty, empty)
        held = [e for e in examples if fold[e.document] == k]
        candidates += _candidates(part, documents, held, scores)
    keep, calibration, threshold = _keep(documents, candidates, fold, seed, set_)
    return Tagger(
        words, known, stems, cue, chained, _act(documents, examples, seed, set_), keep, calibration, threshold
    )


def _cue(
    examples: Sequence[Example], known: Mapping[str, str], seed: int, set_: Settings
) -> tuple[frozenset[str], Linear]:
    stems = frozenset(stem(e.sentence.words[head]) for e in examples for head in e.heads)
    rows = [
        (features.of_cue(e.sentence, k, known), "yes" if k in e.heads else "no")
        for e in examples
        for k, unit in enumerate(e.sentence.units)
        if unit.kind == "word" and stem(unit.word) in stems
    ]
    return stems, linear.train(rows, epochs=set_.cue_epochs, seed=seed, least=set_.least)


def _chain(examples: Sequence[Example], scores: dict[int, dict[int, int]], seed: int, set_: Settings) -> Linear:
    rows = []
    for e in examples:
        others = tagger.levels(scores[id(e)])
        for head, statements in e.heads.items():
            labels = gold_labels(e, head, statements[0])
            if labels:
                rows.append((features.of_units(e.sentence, head, others), labels, head))
    return chain.train(rows, epochs=set_.chain_epochs, seed=seed, least=set_.least)


def gold_labels(e: Example, head: int, statement: dict[str, object]) -> list[int] | None:
    """Return the labels of an annotated statement around its cue, null where the automaton has no such path."""
    parts = {}
    for role in ("source", "cue", "content"):
        spans = statement[role]
        parts[role] = corpus.covered(e.sentence.units, e.offset, spans)  # type: ignore[arg-type]
    source = parts["source"][0] if parts["source"] else []
    cue = [k for own in parts["cue"] for k in own]
    return chain.as_labels(len(e.sentence.units), head, source, cue, [own for own in parts["content"] if own])


def _candidates(
    part: Tagger, documents: Sequence[Annotated], examples: Sequence[Example], scores: dict[int, dict[int, int]]
) -> list[tuple[Example, Candidate, list[Candidate], str]]:
    """Return the candidates of sentences the models have not seen, each with those around it and its paragraph."""
    out = []
    for paragraph in _paragraphs(documents, examples):
        sentences = [e.sentence for e in paragraph]
        document = documents[paragraph[0].document]
        text = document.text[paragraph[0].offset :]
        found = part.candidates(text, sentences, [scores[id(e)] for e in paragraph])
        out += [(paragraph[c.sentence], c, found, text) for c in found]
    return out


def _paragraphs(documents: Sequence[Annotated], examples: Sequence[Example]) -> list[list[Example]]:
    out: list[list[Example]] = []
    for e in examples:
        if out and (out[-1][0].document, out[-1][0].offset) == (e.document, e.offset):
            out[-1].append(e)
        else:
            out.append([e])
    return out


def words_in(text: str, spans: Sequence[tuple[int, int]]) -> frozenset[int]:
    """Return where the words start that lie in the spans."""
    return frozenset(m.start() for a, b in spans for m in _WORD.finditer(text, a, b))


def overlap(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of words that two sets have in common (Jaccard); of two empty ones, 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _keep(
    documents: Sequence[Annotated], candidates: Sequence[tuple[Example, Candidate, list[Candidate], str]],
    fold: Sequence[int], seed: int, set_: Settings,
) -> tuple[Linear, tuple[tuple[int, float], ...], int]:  # fmt: skip
    """Return the last model, the probability of its scores and the score from which statements are kept."""
    gold: dict[int, list[tuple[frozenset[int], frozenset[int]]]] = {
        n: [(words_in(d.text, s["content"]), words_in(d.text, s["source"])) for s in d.statements]
        for n, d in enumerate(documents)
    }
    rows, documents_of, attributed = [], [], []
    sentences: dict[int, list[object]] = {}
    for e, c, around, text in candidates:
        content, source = _words(documents[e.document].text, e.offset, c)
        alike = [overlap(source, s) >= 0.5 for w, s in gold[e.document] if overlap(content, w) >= 0.5]
        own = {c.sentence: e.sentence}
        rows.append((tagger.of_candidate(text, own, c, around), "yes" if alike else "no"))  # type: ignore[arg-type]
        documents_of.append(e.document)
        attributed.append(any(alike))
    del sentences
    scored: list[tuple[int, bool, bool]] = []
    for k in range(JACKKNIFE):
        model = linear.train(
            [r for r, d in zip(rows, documents_of, strict=True) if fold[d] != k], epochs=set_.keep_epochs, seed=seed
        )
        for (row, label), d, both in zip(rows, documents_of, attributed, strict=True):
            if fold[d] == k:
                no, yes = model.scores(row)
                scored.append((yes - no, label == "yes", both))
    model = linear.train(rows, epochs=set_.keep_epochs, seed=seed)
    total = sum(len(d.statements) for d in documents)
    return model, _calibration(scored), _threshold(scored, total)


def _words(text: str, offset: int, c: Candidate) -> tuple[frozenset[int], frozenset[int]]:
    content = words_in(text, [(a + offset, b + offset) for a, b in c.content])
    source = words_in(text, [(c.source[0] + offset, c.source[1] + offset)] if c.source else [])
    return content, source


def _threshold(scored: Sequence[tuple[int, bool, bool]], total: int) -> int:
    """Return the score from which on the F1 of content is best."""
    best, where, right = 0.0, 0, 0
    for kept, (score, good, _) in enumerate(sorted(scored, reverse=True), 1):
        right += good
        f1 = 2 * right / (kept + total)
        if f1 > best:
            best, where = f1, score
    return where


def _calibration(scored: Sequence[tuple[int, bool, bool]]) -> tuple[tuple[int, float], ...]:
    """Return from which score on which share had content and source right: never falling (isotonic), two decimals."""
    rows = sorted((score, both) for score, _, both in scored)
    pools: list[list[float]] = []  # first score, right, all
    for score, both in rows:
        pools.append([score, float(both), 1.0])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1][1] += last[1]
            pools[-1][2] += last[2]
    out: list[tuple[int, float]] = []
    for first, right, count in pools:
        share = round((right + 1) / (count + 2), 2)
        if not out or share > out[-1][1]:
            out.append((int(first), share))
    return tuple(out)


def _act(documents: Sequence[Annotated], examples: Sequence[Example], seed: int, set_: Settings) -> Linear:
    rows = []
    for e in examples:
        text = documents[e.document].text[e.offset :]
        for head, statements in e.heads.items():
            labels = gold_labels(e, head, statements[0])
            if labels:
                c = tagger.candidate(text, 0, e.sentence, head, labels, 0)
                rows.append((tagger.of_act(text, e.sentence, c), statements[0]["act"]))
    return linear.train(rows, epochs=set_.act_epochs, seed=seed, least=1)
