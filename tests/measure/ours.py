"""Our statements, timed: `ours.py PARTS FOLDS TASK`; PARTS: rules, tagger or both, FOLDS: a folder of trained folds."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import timed

from pipeline import kinds
from pipeline.extract import statements, storage
from pipeline.layout import in_place
from pipeline.model import Entry

if TYPE_CHECKING:
    from collections.abc import Iterable

    from pipeline.extract.tagger import Tagger
    from pipeline.model import Span


def main(parts: str, folds: Path, task: Path) -> None:
    """Read each text with the tagger of its fold, which was not trained on it."""

    @cache
    def tagger(fold: int) -> Tagger:
        return storage.load(folds / f"fold{fold}.json.gz")

    def read(text: str, fold: int) -> timed.Statements:
        layout = in_place(text)
        parsed = kinds.choose(layout, None, "text").parse(layout, Entry("text"), "text")
        found = statements.statements(parsed, (), tagger(fold), parts)[0]
        return [
            {
                "n": n, "content": _pairs(s.content), "source": _pairs(s.source), "cue": _pairs(s.cue),
                "mode": "indirect" if s.mode == "authored" else s.mode, "act": s.act,
            }
            for n, s in enumerate(found) if s.mode != "authored" or s.cue
        ]  # fmt: skip

    timed.main(read, task)


def _pairs(spans: Iterable[Span]) -> list[tuple[int, int]]:
    return [(s.start, s.end) for s in spans]


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3]))
