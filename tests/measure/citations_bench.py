"""`make bench`: how fast citations are read, one core, from str to Arrow columns; the named peer in the same run.

    citations_bench.py --corpora FOLDER [--megabytes 50] [--peer PYTHON] [--peer-megabytes 0.5]

The texts of the corpora (PDFs with pypdfium2) are read by the function that a release calls and `make score` scores.
Processor time of this process, its garbage collected as in a worker of a release; of several runs the best counts.
Readings of tokens are kept, so four figures are told apart:

    each text once        patterns compiled, nothing of these texts seen before: RE2 makes its states as it goes
    new to the memory     what texts have said forgotten before each pass: what a long stream of new texts costs
    repeated              the same texts again and again to the size asked for: no token is new
    gain by repetition    how much faster that is than the same texts with nothing of them kept
"""

from __future__ import annotations

import argparse
import itertools
import json
import subprocess
import sys
import time
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parents[1]), str(Path(__file__).parent)]

from cited import parsed
from corpora import absent, examples, texts

from pipeline.engine.local import collect_seldom
from pipeline.extract.citations.columns import table
from pipeline.extract.citations.tokens import READINGS


def main() -> None:
    """Time the extractor, then the peer."""
    a = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    a.add_argument("--corpora", type=Path, required=True)
    a.add_argument("--megabytes", type=float, default=50)
    a.add_argument("--runs", type=int, default=5)
    a.add_argument("--peer", type=Path)
    a.add_argument("--peer-megabytes", type=float, default=0.5)
    given = a.parse_args()
    if absent(given.corpora):
        return
    once = texts(given.corpora)
    sizes = [len(t.encode("utf-8", "surrogatepass")) for t in once]
    begin = time.process_time()
    table([parsed(example) for example in examples()])
    seconds = time.process_time() - begin
    print(f"patterns compiled in {seconds:.2f} s, once in a process, by reading the lexicon's own examples")
    documents = [parsed(t) for t in once]
    collect_seldom()
    forget()
    seconds, found = timed(documents)
    report("each text once, nothing of them seen before", sum(sizes), seconds, found)
    print(f"{len(once)} texts, {len(READINGS)} different tokens")
    new, found = min((forget(), timed(documents))[1] for _ in range(given.runs))
    report(f"new to the memory, best of {given.runs}", sum(sizes), new, found)
    wanted, chosen, size = given.megabytes * 1e6, [], 0
    for document, length in itertools.cycle(zip(documents, sizes, strict=True)):
        if size >= wanted:
            break
        chosen.append(document)
        size += length
    best, rows = min((timed(chosen) for _ in range(given.runs)), key=lambda r: r[0])
    report(f"repeated to {size / 1e6:.0f} MB, best of {given.runs}", size, best, rows)
    print(f"gain by repetition: {new / sum(sizes) * size / best:.2f} times as fast as texts new to the memory")
    if given.peer and given.peer.exists():
        script = Path(__file__).parent / "citations_peer.py"
        done = subprocess.run(
            [str(given.peer), str(script), str(given.peer_megabytes)], check=True, stdout=subprocess.PIPE
        )
        for line in done.stdout.splitlines():
            row = json.loads(line)
            if "error" in row:
                print(f"eyecite {row['name']}: not run, {row['error']}")
            else:
                what = f"eyecite {row['name']}, opinions made up"
                report(what, row["megabytes"] * 1e6, row["seconds"], row["found"])
    else:
        print("eyecite: not installed; give --peer an interpreter that has it")


def forget() -> None:
    """Empty every bounded cache of the pipeline: those that texts fill; patterns stay compiled."""
    READINGS.clear()
    for name, module in list(sys.modules.items()):
        for kept in list(vars(module).values()) if name.startswith("pipeline.") else ():
            if hasattr(kept, "cache_parameters") and kept.cache_parameters()["maxsize"]:
                kept.cache_clear()


def timed(documents: list[object]) -> tuple[float, int]:
    """Return processor seconds and citations found."""
    begin = time.process_time()
    rows = table(documents).num_rows  # type: ignore[arg-type]  # stubs know no iterator
    return time.process_time() - begin, rows


def report(what: str, size: float, seconds: float, found: int) -> None:
    """Print one line."""
    rate = f"{size / 1e6 / seconds:8.2f} MB/s"
    print(
        f"{what:55} {size / 1e6:7.2f} MB {seconds:7.2f} s {rate} {found:8} found, {found / size * 1000:.2f}/KB",
        flush=True,
    )


if __name__ == "__main__":
    main()
