"""How often the statements of each rule are right: the confidence of what no model scores, counted on annotations."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from pipeline import scoring
from pipeline.extract.coreference import parse
from pipeline.extract.statements import statements

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.corpus import Annotated
    from pipeline.extract.tagger import Tagger

# Rules with fewer statements than this have no confidence.
_FEWEST = 8
_HALF = 0.5


def learn(documents: Sequence[Annotated], tagger: Tagger) -> dict[str, float]:
    """Return by rule the share of its statements with content and source right, one more right and one more wrong."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for document in documents:
        parsed = parse(document)
        rows = scoring.extracted(parsed, statements(parsed, (), tagger)[0])
        gold = scoring.annotated(document.text, document.statements)
        twins = {j: gold[i] for i, j in scoring.match(gold, rows)}
        for j, row in enumerate(rows):
            found[row.rule] += 1
            right[row.rule] += j in twins and scoring.jaccard(twins[j].source, row.source) >= _HALF
    return {
        rule: round((right[rule] + 1) / (n + 2), 2)
        for rule, n in sorted(found.items())
        if n >= _FEWEST and not rule.startswith(("tagger", "authored/"))
    }
