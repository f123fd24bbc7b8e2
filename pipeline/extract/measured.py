"""How often statements are right, counted on annotated documents: the confidence of a score, and of each rule.

Counted are statements as they are released, with all that is settled after the tagger has read them.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING

from pipeline import scoring
from pipeline.extract.coreference import parse
from pipeline.extract.statements import statements

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.corpus import Annotated
    from pipeline.extract.tagger import Tagger
    from pipeline.scoring import Row

# Rules with fewer statements than this have no confidence.
_FEWEST = 8
_HALF = 0.5


def judged(documents: Iterable[Annotated], tagger: Tagger) -> Iterator[tuple[Row, bool]]:
    """Yield the statements of the documents with whether content and source are right, each annotated one once."""
    for document in documents:
        parsed = parse(document)
        rows = scoring.extracted(parsed, statements(parsed, (), tagger)[0])
        gold = scoring.annotated(document.text, document.statements)
        twins = {j: gold[i] for i, j in scoring.match(gold, rows)}
        for j, row in enumerate(rows):
            yield row, j in twins and scoring.jaccard(twins[j].source, row.source) >= _HALF


def by_rule(documents: Sequence[Annotated], tagger: Tagger) -> dict[str, float]:
    """Return by rule the share of its statements that are right, one more right and one more wrong."""
    found: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for row, is_right in judged(documents, tagger):
        found[row.rule] += 1
        right[row.rule] += is_right
    return {
        rule: round((right[rule] + 1) / (n + 2), 2)
        for rule, n in sorted(found.items())
        if n >= _FEWEST and not rule.startswith(("tagger", "authored/"))
    }


def by_score(scored: Iterable[tuple[int, bool]]) -> tuple[tuple[int, float], ...]:
    """Return from which score on which share was right: never falling (isotonic), two decimals."""
    pools: list[list[int]] = []  # first score, right, all
    for score, rows in groupby(sorted(scored), key=itemgetter(0)):
        told = [is_right for _, is_right in rows]
        pools.append([score, sum(told), len(told)])
        while len(pools) > 1 and pools[-2][1] * pools[-1][2] >= pools[-1][1] * pools[-2][2]:
            last = pools.pop()
            pools[-1][1] += last[1]
            pools[-1][2] += last[2]
    out: list[tuple[int, float]] = []
    for first, right, count in pools:
        share = round((right + 1) / (count + 2), 2)
        if not out or share > out[-1][1]:
            out.append((first, share))
    return tuple(out)
