"""Where paragraphs end, in documents that are there as Word and as PDF: how far the two agree.

    python tests/measure/documents_boundaries.py [--corpus FOLDER] [--show]

The words of both are aligned; of the places between two words that both have in common, those count where a segment
ends in either. ``agree`` is the share of them where one ends in both; ``PDF parts`` what only the PDF parts (a
paragraph broken over a page), ``PDF joins`` what only Word parts. Tables are left out: they are one segment in both.
"""

from __future__ import annotations

import argparse
import re
import sys
import unicodedata
from difflib import SequenceMatcher
from pathlib import Path

from documents_score import CORPUS, parsed

from pipeline.model import Parsed

Words = tuple[list[str], list[bool]]


def words(document: Parsed) -> Words:
    """Return the words of the segments but tables and mastheads, and behind which of them a segment ends."""
    found: list[str] = []
    ends: list[bool] = []
    for s in document.segments:
        if s.kind not in {"table", "masthead"}:
            own = re.findall(r"\w+", unicodedata.normalize("NFKC", s.text))
            found += own
            ends += [False] * (len(own) - 1) + [True] * bool(own)
    return found, ends


def compared(word: Words, pdf: Words) -> tuple[int, list[tuple[str, str]]]:
    """Return how many ends agree, and of those that do not, which one has it and the words around."""
    agree, differing = 0, []
    matcher = SequenceMatcher(None, word[0], pdf[0], autojunk=False)
    for block in matcher.get_matching_blocks():
        for n in range(block.size - 1):
            one, other = word[1][block.a + n], pdf[1][block.b + n]
            agree += one and other
            if one != other:
                around = word[0][block.a + n - 5 : block.a + n + 7]
                differing.append(("Word" if one else "PDF", " ".join([*around[:6], "|", *around[6:]])))
    return agree, differing


def main() -> int:
    """Print a row per document; with --show every place where they differ."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--show", action="store_true")
    options = parser.parse_args()
    files = [p for p in sorted(options.corpus.rglob("*.docx")) if p.with_suffix(".pdf").exists()]
    if not files:
        print(f"{options.corpus} holds no document in two containers: nothing to measure", file=sys.stderr)
    print(f"{'document':40}{'agree':>8}{'both':>7}{'PDF parts':>11}{'PDF joins':>11}")
    all_agree = all_differ = 0
    for path in files:
        both = [parsed(options.corpus, str(p.relative_to(options.corpus))) for p in (path, path.with_suffix(".pdf"))]
        texts = [words(d) for d in both if isinstance(d, Parsed)]
        agree, differing = compared(*texts)
        parts = sum(who == "PDF" for who, _ in differing)
        share = agree / (agree + len(differing))
        print(f"{path.stem:40}{share:8.1%}{agree:7}{parts:11}{len(differing) - parts:11}")
        all_agree, all_differ = all_agree + agree, all_differ + len(differing)
        for who, around in differing if options.show else ():
            print(f"    only {who:5} ends: {around}")
    if files:
        print(f"{'all':40}{all_agree / (all_agree + all_differ):8.1%}{all_agree:7}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
