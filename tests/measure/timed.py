"""One system that reads statements, timed in a process of its own: what every program of the bench ends with.

It needs nothing but Python, so that peers can run where the pipeline is not installed.
"""

from __future__ import annotations

import gc
import json
import re
import sys
import time
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

RUNS = 3
# A worker of a release looks for garbage this seldom; every system is given the same.
YOUNG = 50_000
# The set of texts that is only scored.
UNTIMED = "rest"
Statements = list[dict[str, Any]]


def main(read: Callable[[str, int], Statements], task: Path) -> None:
    """Print, as JSON, the processor seconds of each set of texts (best of three), peak memory, and what is found.

    ``read`` takes a text and the fold it belongs to, and returns its statements as they are annotated (``content``,
    ``source``, ``cue``: pairs of offsets). ``task``: sets of rows with ``id``, ``text`` and ``fold``. The peak is that
    after the first set, in megabytes (10⁶ bytes).
    """
    sets: dict[str, list[dict[str, Any]]] = json.loads(task.read_text("utf-8"))
    gc.set_threshold(YOUNG)
    out: dict[str, Any] = {"seconds": {}, "statements": {}}
    for name, rows in sets.items():
        for first in {row["fold"]: row for row in rows}.values():
            read(first["text"][:2000], first["fold"])  # patterns are compiled, models are loaded
        found: dict[str, Statements] = {}
        times = []
        for _ in range(RUNS if name != UNTIMED else 1):
            begin = time.process_time()
            found = {row["id"]: read(row["text"], row["fold"]) for row in rows}
            times.append(time.process_time() - begin)
        out["seconds"][name] = min(times)
        out["statements"][name] = found
        out.setdefault("megabytes", _peak() / 1e6)
    json.dump(out, sys.stdout)


def _peak() -> int:
    """Return the most memory this program has held, in bytes; a parent's does not count, as it would in getrusage."""
    with open("/proc/self/status", encoding="ascii") as file:  # noqa: PTH123 - no path of the project
        found = re.search(r"VmHWM:\s+(\d+) kB", file.read())
    return int(found[1]) * 1024 if found else 0
