"""`make score`: citations against annotated passages, editors' links and the list of symbols.

    citations_score.py --snippets F --links F --symbols F --scorer score_citations.py [--wrong F.csv]

Each file may be left out. Links: a link counts as found when a citation overlaps it and one part of its identifier is
the target's, both without white space, case and General Assembly letters.
"""

from __future__ import annotations

import argparse
import csv
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from cited import parsed
from corpora import absent, lines

from pipeline.extract.citations import citations
from pipeline.symbols import SymbolError, parts

HERE = Path(__file__).parent


def snippets(path: Path, scorer: Path) -> None:
    """Print what the scorer of the corpora says."""
    with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as out:
        for row in lines(path):
            found = citations(parsed(str(row["text"])))
            rows = [{"char_start": c.start, "char_end": c.end, "identifier": c.identifier} for c in found]
            out.write(json.dumps({"id": row["id"], "citations": rows}) + "\n")
        out.flush()
        subprocess.run([sys.executable, str(scorer), str(path), out.name, "--errors", "40"], check=True)


def _key(symbol: str | None) -> set[str]:
    """Return the parts of a symbol, comparable."""
    found = re.split(r"(?<=[\d)])-(?=[A-Z]+/)", symbol or "")
    plain = (re.sub(r"\s", "", part).casefold() for part in found)
    return {re.sub(r"(?<=\d)[a-z](?:-[a-z])?(?=$|\()", "", part) for part in plain}


def links(path: Path, wrong: Path) -> None:
    """Print the share of links found, as they stand and without those listed as wrong; then the misses."""
    with wrong.open(encoding="utf-8", newline="") as file:
        listed = {(row["doc"], row["surface"], row["target"]) for row in csv.DictReader(file)}
    cited: dict[str, list[tuple[int, int, set[str]]]] = {}
    counts: Counter[str] = Counter()
    misses = []
    for row in lines(path):
        text, start, end = str(row["text"]), int(str(row["start"])), int(str(row["end"]))
        if text not in cited:
            cited[text] = [(c.start, c.end, _key(c.identifier)) for c in citations(parsed(text))]
        target = _key(str(row["target_norm"]))
        found = any(s < end and start < e and target & key for s, e, key in cited[text])
        is_wrong = (row["doc"], row["surface"], row["target_raw"]) in listed
        counts["all", found] += 1
        counts["right", found] += not is_wrong
        if not found and not is_wrong:
            misses.append(f"MISSED {row['doc']} {row['surface']!r} -> {row['target_raw']}")
    for what, label in (("all", "as they stand"), ("right", "without the listed wrong ones")):
        hits, total = counts[what, True], counts[what, True] + counts[what, False]
        print(f"links {label:30} {hits}/{total} = {hits / total:.4f}")
    print("\n".join(misses[:40]))


def symbols(path: Path) -> None:
    """Print how many symbols are read, written back and taken apart as listed."""
    read = written = apart = 0
    rows = lines(path)
    for row in rows:
        symbol = str(row["symbol"])
        try:
            found = parts(symbol)
        except SymbolError as error:
            print("NOT READ", error)
            continue
        read += 1
        cited = "citation year" in str(row.get("note", ""))
        written += "-".join(s.text for s in found) == (re.sub(r" \(\d{4}\)$", "", symbol) if cited else symbol)
        listed = [[[t, re.sub(r"\(.*", "", r)] for t, r in p["segments"]] for p in row.get("parts") or [row]]
        got = [[[e.text, e.role] for e in s.elements] + [[t, "modifier"] for t in s.tail] for s in found]
        apart += got == listed
        if got != listed:
            print(f"OTHERWISE {symbol} [{row['status']}] {' '.join(f'{t}:{r}' for s in got for t, r in s)}")
    print(f"symbols of {len(rows)}: {read} read, {written} written back, {apart} taken apart as listed")


def main() -> None:
    """Score what is given."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    for name in ("snippets", "links", "symbols", "scorer"):
        a.add_argument(f"--{name}", type=Path)
    a.add_argument("--wrong", type=Path, default=HERE / "citations_links_wrong.csv")
    given = a.parse_args()
    if given.snippets and not absent(given.snippets) and not absent(given.scorer):
        snippets(given.snippets, given.scorer)
    if given.links and not absent(given.links):
        links(given.links, given.wrong)
    if given.symbols and not absent(given.symbols):
        symbols(given.symbols)


if __name__ == "__main__":
    main()
