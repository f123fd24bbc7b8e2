"""How the tagger learns from annotated documents: ``train(corpus) -> Tagger``, the same for the same corpus and seed.

Models that read other models' output are trained on output for documents that those had not seen (jackknife).
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.extract import acts, chain, classes, coreference, corpus, judged, linear, measured
from pipeline.extract.candidates import Candidate, Levels
from pipeline.extract.cue_features import of_cue
from pipeline.extract.features import may_signal, stem
from pipeline.extract.linear import spelt
from pipeline.extract.tagger import Tagger
from pipeline.extract.unit_features import of_units
from pipeline.extract.units import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.corpus import Annotated, Example
    from pipeline.extract.linear import Linear

SEED = 1
JACKKNIFE = 3
_ALL = Levels(-(10**9), -(10**9), -(10**9))
_HALF = 0.5
# How often the content of a statement is to be right for the statement to be kept.
_LEAST = 0.45
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Settings:
    """What may be varied in training."""

    epochs: int = 6
    least: int = 2
    cue_margin: float = 25.0
    chain_margin: float = 5.0
    keep_epochs: int = 10
    keep_margin: float = 300.0
    act_margin: float = 15.0
    rounds: int = 3
    smallest: int = 300


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
    act, kind = acts.learn(documents, words, seed), _kind(documents, words, seed, set_)
    empty = linear.linear(("no", "yes"), ())

    def without(k: int) -> list[Example]:
        return [e for e in examples if fold[e.document] != k]

    def held(k: int) -> list[Example]:
        return [e for e in examples if fold[e.document] == k]

    # Parts: what was learned without the documents of a fold, to read those with.
    stems, cue = _cue(examples, known, seed, set_)
    parts: list[Tagger] = []
    scores: dict[int, dict[int, int]] = {}
    for k in range(JACKKNIFE):
        some, model = _cue(without(k), known, seed, set_)
        parts.append(Tagger(words, known, some, _ALL, model, empty, act, kind, empty, empty))
        scores |= {id(e): parts[k].cue_scores(e.sentence, e.style) for e in held(k)}
    levels = _levels(examples, scores)
    scores = {key: {k: s for k, s in own.items() if s >= levels.floor} for key, own in scores.items()}
    chained = _chain(examples, known, levels, scores, seed, set_)
    candidates: list[tuple[Example, Candidate, list[Candidate], str]] = []
    for k in range(JACKKNIFE):
        parts[k] = replace(parts[k], levels=levels, chain=_chain(without(k), known, levels, scores, seed, set_))
        candidates += _candidates(parts[k], documents, held(k), scores)
    keep, keeps, scored = _keep(documents, candidates, levels, fold, seed, set_)
    threshold = _threshold(scored)
    # Here the confidence is the score itself: what is released tells how often each is right.
    bare = tuple((score, float(score)) for score in sorted({score for score, _ in scored}))
    released: list[tuple[int, bool]] = []
    for k in range(JACKKNIFE):
        part = replace(parts[k], keep=keeps[k], calibration=bare, threshold=threshold)
        rows = measured.judged((d for d, own in zip(documents, fold, strict=True) if own == k), part)
        released += [(int(row.confidence), right) for row, right in rows if row.confidence is not None]
    calibration = measured.by_score(released)
    tagger = Tagger(words, known, stems, levels, cue, chained, act, kind, keep, empty, calibration, threshold)
    tagger = replace(tagger, speakers=coreference.learn(documents, tagger, seed))
    return replace(tagger, measured=measured.by_rule(documents, tagger))


def _levels(examples: Sequence[Example], scores: Mapping[int, Mapping[int, int]]) -> Levels:
    """Return the scores from which a word is a cue with probability .15, .2 and .5."""
    shares = measured.by_score((s, k in e.heads) for e in examples for k, s in scores[id(e)].items())
    floor, possible, likely = (next((s for s, p in shares if p >= least), shares[-1][0]) for least in (0.15, 0.2, 0.5))
    return Levels(floor, possible, likely)


def _cue(
    examples: Sequence[Example], known: Mapping[str, str], seed: int, set_: Settings
) -> tuple[frozenset[str], Linear]:
    stems = frozenset(stem(e.sentence.words[head]) for e in examples for head in e.heads)
    rows = [
        (spelt(of_cue(e.sentence, k, known, e.style)), "yes" if k in e.heads else "no")
        for e in examples
        for k, unit in enumerate(e.sentence.units)
        if unit.kind == "word" and may_signal(unit.word, stems)
    ]
    model = linear.train(
        rows, epochs=set_.epochs, seed=seed, least=set_.least, margin=set_.cue_margin, rounds=set_.rounds,
        smallest=set_.smallest,
    )  # fmt: skip
    return stems, model


def _chain(  # noqa: PLR0913 - what the models before it gave
    examples: Sequence[Example],
    known: Mapping[str, str],
    levels: Levels,
    scores: dict[int, dict[int, int]],
    seed: int,
    set_: Settings,
) -> Linear:
    rows = []
    for e in examples:
        others = levels.of(scores[id(e)])
        for head, statements in e.heads.items():
            labels = gold_labels(e, head, statements[0])
            if labels:
                units = of_units(e.sentence, head, others, known)
                rows.append(([spelt(unit) for unit in units], labels, head))
    return chain.train(
        rows, epochs=set_.epochs, seed=seed, least=set_.least, margin=set_.chain_margin, rounds=set_.rounds,
        smallest=set_.smallest,
    )  # fmt: skip


def gold_labels(e: Example, head: int, statement: dict[str, object]) -> list[int] | None:
    """Return the labels of an annotated statement around its cue, null where the automaton has no such path."""
    parts = {}
    for role in ("source", "cue", "content"):
        spans = statement[role]
        parts[role] = corpus.covered(e.sentence.units, e.offset, spans)  # type: ignore[arg-type]  # JSON: pairs of numbers
    source = parts["source"][0] if parts["source"] else []
    cue = [k for own in parts["cue"] for k in own]
    return chain.as_labels(len(e.sentence.units), head, source, cue, [own for own in parts["content"] if own])


def _candidates(
    part: Tagger, documents: Sequence[Annotated], examples: Sequence[Example], scores: dict[int, dict[int, int]]
) -> list[tuple[Example, Candidate, list[Candidate], str]]:
    """Return the candidates of sentences the models have not seen, each with those around it and its paragraph."""
    out = []
    for paragraph in _paragraphs(examples):
        sentences = [e.sentence for e in paragraph]
        document = documents[paragraph[0].document]
        text = document.text[paragraph[0].offset :]
        found = part.candidates(text, sentences, [scores[id(e)] for e in paragraph])
        out += [(paragraph[c.sentence], c, found, text) for c in found]
    return out


def _paragraphs(examples: Sequence[Example]) -> list[list[Example]]:
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


def _keep(  # noqa: PLR0913 - what the models before it gave
    documents: Sequence[Annotated], candidates: Sequence[tuple[Example, Candidate, list[Candidate], str]],
    levels: Levels,
    fold: Sequence[int], seed: int, set_: Settings,
) -> tuple[Linear, list[Linear], list[tuple[int, bool]]]:  # fmt: skip
    """Return the last model, those learned without a fold, and by these every score with whether content is right."""
    gold: dict[int, list[tuple[frozenset[int], frozenset[int]]]] = {
        n: [(words_in(d.text, s["content"]), words_in(d.text, s["source"])) for s in d.statements]
        for n, d in enumerate(documents)
    }
    judged_rows = []
    for e, c, around, text in candidates:
        content, source = _words(documents[e.document].text, e.offset, c)
        alike = [
            (i, overlap(source, s) >= _HALF)
            for i, (w, s) in enumerate(gold[e.document])
            if overlap(content, w) >= _HALF
        ]
        row = judged.of_candidate(text, {c.sentence: e.sentence}, c, around, levels)
        judged_rows.append((row, "yes" if any(both for _, both in alike) else "no", e.document, alike))

    def learn(without: int | None) -> Linear:
        own = [(row, label) for row, label, d, _ in judged_rows if fold[d] != without]
        return linear.train(own, epochs=set_.keep_epochs, seed=seed, margin=set_.keep_margin, rounds=set_.rounds)

    models = [learn(k) for k in range(JACKKNIFE)]
    scored = []
    for row, _, d, alike in judged_rows:
        no, yes = models[fold[d]].scores(row)
        scored.append((yes - no, d, alike))
    return learn(None), models, _once(scored)


def _once(scored: Sequence[tuple[int, int, list[tuple[int, bool]]]]) -> list[tuple[int, bool]]:
    """Return scores with whether content is right; each annotated statement counts once."""
    out = []
    used: set[tuple[int, int]] = set()
    for score, document, alike in sorted(scored, key=lambda row: -row[0]):
        free = [(i, both) for i, both in alike if (document, i) not in used]
        if free:
            used.add((document, max(free, key=lambda pair: pair[1])[0]))
        out.append((score, bool(free)))
    return out


def _words(text: str, offset: int, c: Candidate) -> tuple[frozenset[int], frozenset[int]]:
    content = words_in(text, [(a + offset, b + offset) for a, b in c.content])
    source = words_in(text, [(c.source[0] + offset, c.source[1] + offset)] if c.source else [])
    return content, source


def _threshold(scored: Sequence[tuple[int, bool]]) -> int:
    """Return the score from which content is right more often than ``_LEAST``.

    F1 would be best a little lower; a wrong row in a release costs more than a missing one.
    """
    shares = measured.by_score(scored)
    return next((score for score, share in shares if share >= _LEAST), shares[-1][0])


def _kind(documents: Sequence[Annotated], words: frozenset[str], seed: int, set_: Settings) -> Linear:
    rows = []
    for d in documents:
        for s in d.statements:
            if s["source"]:
                cue = d.text[slice(*s["cue"][0])] if s["cue"] else ""
                sentences = read(d.text[slice(*s["source"][0])], words)
                if sentences:
                    rows.append((judged.of_kind(sentences[0], stem(cue.casefold().split(" ")[0])), s["kind"]))
    return linear.train(rows, epochs=set_.epochs, seed=seed, least=1, margin=set_.act_margin, rounds=set_.rounds)
