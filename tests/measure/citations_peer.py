"""The named peer, eyecite, on text of its own field; run with an interpreter that has eyecite (and hyperscan).

    citations_peer.py MEGABYTES

Prints one JSON line per tokenizer: name (with eyecite's version), megabytes, seconds of the best of three runs,
citations found.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
import time
from importlib.metadata import version

CASES = ("Lee v. Chen", "Hill v. Board of Education", "United States v. Dow", "In re Rivers", "State v. Marsh")
REPORTERS = ("U.S.", "F.3d", "F.2d", "S. Ct.", "F. Supp. 2d", "P.2d", "N.E.2d", "Cal. App. 4th")
OPINION = 20_000  # characters of one document
RUNS = 3  # the best counts, as with ours
FILLER = (
    (
        "The court below held that the agency had acted within the discretion that the statute gives, and that the "
        "record supported its findings of fact."
    ),
    (
        "Petitioners contend that the notice was insufficient because it did not describe the proceeding in terms "
        "that a reasonable person would have understood."
    ),
    (
        "We review the grant of summary judgment de novo and draw every reasonable inference in favour of the party "
        "that opposed the motion."
    ),
)


def text(size: int) -> str:
    """Return made-up opinion text of that many characters, about 2.9 citations to the kilobyte."""
    dice = random.Random(1)
    out, length = [], 0
    while length < size:
        cites = [
            f"{dice.choice(CASES)}, {dice.randint(1, 600)} {dice.choice(REPORTERS)} {dice.randint(1, 999)}, "
            f"{dice.randint(1, 999)} ({dice.randint(1950, 2020)})"
            for _ in range(dice.choice((0, 0, 1, 1)))
        ]
        out.append(f"{dice.choice(FILLER)} " + (f"See {'; '.join(cites)}. " if cites else ""))
        length += len(out[-1])
    return "".join(out)


def main() -> None:
    """Time each tokenizer on the same text."""
    from eyecite import get_citations
    from eyecite.tokenizers import AhocorasickTokenizer, HyperscanTokenizer

    made = text(int(float(sys.argv[1]) * 1e6))
    with tempfile.TemporaryDirectory() as cache:
        for name, make in (
            (f"{version('eyecite')}, default tokenizer", AhocorasickTokenizer),
            (f"{version('eyecite')}, hyperscan tokenizer", lambda: HyperscanTokenizer(cache_dir=cache)),
        ):
            try:
                tokenizer = make()
                get_citations(made[:2000], tokenizer=tokenizer)  # compile first
            except Exception as error:  # noqa: BLE001 - hyperscan may be missing
                print(json.dumps({"name": name, "error": str(error)}))
                continue
            opinions = [made[i : i + OPINION] for i in range(0, len(made), OPINION)]
            best = float("inf")
            for _ in range(RUNS):
                begin = time.process_time()
                found = sum(len(get_citations(opinion, tokenizer=tokenizer)) for opinion in opinions)
                best = min(best, time.process_time() - begin)
            row = {"name": name, "megabytes": len(made) / 1e6, "seconds": best, "found": found}
            print(json.dumps(row), flush=True)


if __name__ == "__main__":
    main()
