"""The trained tagger: finds statements in one paragraph. What it has learned is in pipeline/weights/.

A word that may be a cue is scored; around each likely one the best source and content are found; a last model weighs
the whole and gives the confidence.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract import chain
from pipeline.extract.candidates import Candidate, Levels, Pair, candidate, coordinated
from pipeline.extract.cue_features import of_cue
from pipeline.extract.features import may_signal, stem
from pipeline.extract.frames import idioms
from pipeline.extract.judged import of_candidate, of_kind
from pipeline.extract.unit_features import of_units
from pipeline.extract.units import read

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.linear import Linear
    from pipeline.extract.units import Sentence

# Words of one sentence that are read as cues, the likeliest.
_MOST_CUES = 24


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
    """All that was learned: words, stems of cues, models, the probability of each range of scores and of each rule."""

    vocabulary: frozenset[str]
    classes: Mapping[str, str]
    stems: frozenset[str]
    levels: Levels
    cue: Linear
    chain: Linear
    act: Linear
    kind: Linear
    keep: Linear
    speakers: Linear
    calibration: tuple[tuple[int, float], ...] = ()
    threshold: int = 0
    measured: Mapping[str, float] = field(default_factory=dict)

    def read(self, text: str) -> list[Sentence]:
        """Return the paragraph's sentences, those of its quotations behind them."""
        return read(text, self.vocabulary)

    def cue_scores(self, sentence: Sentence, style: str) -> dict[int, int]:
        """Return the scores of the words that may be cues in a document of that style, above the floor."""
        out = {}
        for at, unit in enumerate(sentence.units):
            if unit.kind == "word" and may_signal(unit.word, self.stems):
                no, yes = self.cue.scores_of(of_cue(sentence, at, self.classes, style))
                if yes - no >= self.levels.floor:
                    out[at] = yes - no
        return dict(sorted(sorted(out.items(), key=lambda pair: (-pair[1], pair[0]))[:_MOST_CUES]))

    def candidates(self, text: str, sentences: Sequence[Sentence], scores: Sequence[dict[int, int]]) -> list[Candidate]:
        """Return a candidate per likely cue, given the cue scores of every sentence."""
        out = []
        for number, (sentence, own) in enumerate(zip(sentences, scores, strict=True)):
            others = self.levels.of(own)
            labelled: dict[int, list[int]] = {}
            for head in own:
                units = of_units(sentence, head, others, self.classes)
                labels, _ = chain.best([self.chain.scores_of(unit) for unit in units], head)
                if chain.BC in labels:
                    labelled[head] = labels
            out += [candidate(text, number, sentence, head, labels, own[head]) for head, labels in labelled.items()]
        return out

    def kind_of(self, mention: str, cue: str) -> str | None:
        """Return the kind of a source (person, state, …) by its mention; null of an empty one."""
        sentences = self.read(mention)
        return self.kind.best(of_kind(sentences[0], stem(cue.casefold().split(" ")[0]))) if sentences else None

    def probability(self, score: int) -> float | None:
        """Return the calibrated probability of a score of the last model, two decimals; null without calibration."""
        if not self.calibration:
            return None
        at = bisect_right(self.calibration, score, key=lambda row: row[0]) - 1
        return self.calibration[max(at, 0)][1]

    def find(self, text: str, style: str) -> list[Found]:
        """Return the statements of one paragraph in a document of that style."""
        return self.find_in(text, self.read(text), style)

    def find_in(self, text: str, sentences: Sequence[Sentence], style: str) -> list[Found]:
        """Return the statements of a paragraph whose sentences have been read."""
        found = self.candidates(text, sentences, [self.cue_scores(s, style) for s in sentences])
        kept = []
        idle = idioms(text) if found else []
        for c in found:
            if c.cue and any(start <= c.cue[0] < end for start, end in idle):
                continue
            no, yes = self.keep.scores(of_candidate(text, sentences, c, found, self.levels))
            if yes - no >= self.threshold:
                kept.append((c, yes - no))
        out = []
        for c, score in coordinated(kept):
            head = sentences[c.sentence].words[c.head]
            out.append(Found(c.content, c.source, c.cue, c.mode, "", score, self.probability(score), "tagger", head))
        return out
