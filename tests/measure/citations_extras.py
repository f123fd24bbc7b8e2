"""Draw what is found beside the editors' links, to be judged by hand: the links say nothing of precision.

    citations_extras.py LINKS [--count 200] [--seed 20261122]

Prints CSV; with `right` filled in by hand the last draw is citations_extras.csv.
"""

from __future__ import annotations

import argparse
import csv
import random
import sys
from collections import defaultdict
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from cited import parsed
from corpora import lines

from pipeline.extract.citations import citations


def main() -> None:
    """Draw from all finds that overlap no link and repeat no linked words of their paragraph."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("links", type=Path)
    a.add_argument("--count", type=int, default=200)
    a.add_argument("--seed", type=int, default=20261122)
    given = a.parse_args()
    linked: dict[str, list[tuple[int, int]]] = defaultdict(list)
    owners: dict[str, str] = {}
    for row in lines(given.links):
        text = str(row["text"])
        linked[text].append((int(str(row["start"])), int(str(row["end"]))))
        owners.setdefault(text, str(row["doc"]))
    finds = []
    for text, spans in linked.items():
        words = {text[a:b] for a, b in spans}
        for c in citations(parsed(text)):
            start, end = c.start, c.end
            if text[start:end] not in words and not any(start < b and a < end for a, b in spans):
                finds.append(
                    (owners[text], start, text[start:end], c.identifier, c.rule, text[max(0, start - 60) : end + 25])
                )
    random.Random(given.seed).shuffle(finds)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["doc", "char_start", "surface", "identifier", "rule", "context"])
    out.writerows(finds[: given.count])
    print(f"{len(finds)} finds beside the links", file=sys.stderr)


if __name__ == "__main__":
    main()
