"""How well extracted statements agree with annotated ones: the definitions of the project's scorer.

Two statements match when their contents share at least half of their words (Jaccard over word positions); pairs are
taken greedily, best first, each statement once. A statement in the author's own voice is left out; with a cue (a
resolution's clause) it counts as indirect.
"""

from __future__ import annotations

import random
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.model import Parsed, Span, Statement

_WORD = re.compile(r"\w+")
_IGNORED = frozenset(["the", "a", "an", "mr", "mrs", "ms", "of", "h", "e", "his", "her", "excellency"])
MODES = ("direct", "mixed", "indirect")
_HALF = 0.5
_SHORT_NAME = 6
SAMPLES = 300


@dataclass(frozen=True, slots=True)
class Row:
    """One statement as words: starts of the words of content, source and cue; ``key`` and ``parent`` tie rows."""

    key: int
    content: frozenset[int]
    source: frozenset[int]
    cue: frozenset[int]
    mode: str
    act: str | None
    speaker: str | None
    parent: int | None
    confidence: float | None
    rule: str
    extent: tuple[int, int]


def words(text: str, spans: Iterable[Sequence[int]]) -> frozenset[int]:
    """Return where the words start that lie in the spans."""
    own = [(s, e) for s, e in spans]
    if not own:
        return frozenset()
    # Start where no word can be cut in two: at white space before the first span.
    at = text.rfind(" ", 0, min(s for s, _ in own)) + 1
    found = _WORD.finditer(text, at)
    high = max(e for _, e in own)
    out = set()
    for m in found:
        if m.start() >= high:
            break
        if any(s <= m.start() and m.end() <= e for s, e in own):
            out.add(m.start())
    return frozenset(out)


def annotated(text: str, statements: Iterable[dict[str, Any]]) -> list[Row]:
    """Return the rows of an annotated document (STATEMENTS.md, "The files")."""
    return [
        Row(
            s["n"], words(text, s["content"]), words(text, s["source"]), words(text, s["cue"]),
            s["mode"], s["act"], s.get("speaker"), s.get("parent"), 1.0, "",
            (s["content"][0][0], s["content"][-1][1]),
        )
        for s in statements
    ]  # fmt: skip


def extracted(parsed: Parsed, statements: Sequence[Statement]) -> list[Row]:
    """Return the rows of extracted statements."""
    kept = {i for i, s in enumerate(statements) if s.mode != "authored" or s.cue}

    def starts(spans: Sequence[Span]) -> frozenset[int]:
        return words(parsed.text, [(s.start, s.end) for s in spans])

    return [
        Row(
            i, starts(s.content), starts(s.source), starts(s.cue),
            "indirect" if s.mode == "authored" else s.mode, s.act,
            s.speaker.name if s.speaker else None, s.parent if s.parent in kept else None, s.confidence, s.rule,
            (s.content[0].start, s.content[-1].end),
        )
        for i, s in enumerate(statements)
        if i in kept
    ]  # fmt: skip


def jaccard(one: frozenset[int], other: frozenset[int]) -> float:
    """Return the share of words that two sets have in common; of two empty ones, 1."""
    return len(one & other) / len(one | other) if one or other else 1.0


def _name(text: str | None) -> list[str]:
    return [w for w in _WORD.findall((text or "").casefold()) if w not in _IGNORED]


def same_speaker(gold: str | None, found: str | None) -> bool:
    """Say whether half of the longer name's words are shared, or a name of up to six words ends in the same word."""
    g, p = _name(gold), _name(found)
    if not g or not p:
        return False
    shared = len(set(g) & set(p)) / max(len(set(g)), len(set(p)))
    return shared >= _HALF or (g[-1] == p[-1] and len(p) <= _SHORT_NAME)


def match(gold: Sequence[Row], found: Sequence[Row]) -> list[tuple[int, int]]:
    """Return pairs of indexes of statements that match."""
    scored = sorted(
        (
            (jaccard(g.content, p.content), jaccard(g.source, p.source), i, j)
            for i, g in enumerate(gold) for j, p in enumerate(found)
        ),
        key=lambda c: (-c[0], -c[1], c[2], c[3]),
    )  # fmt: skip
    pairs: list[tuple[int, int]] = []
    used_gold: set[int] = set()
    used_found: set[int] = set()
    for score, _, i, j in scored:
        if score < _HALF:
            break
        if i not in used_gold and j not in used_found:
            used_gold.add(i)
            used_found.add(j)
            pairs.append((i, j))
    return pairs


def count(gold: Sequence[Row], found: Sequence[Row]) -> Counter[str]:
    """Return what ``summary`` needs of one document; counts of documents may be added up."""
    c: Counter[str] = Counter()
    pairs = match(gold, found)
    c["gold"], c["found"], c["matched"] = len(gold), len(found), len(pairs)
    twin = {gold[i].key: found[j].key for i, j in pairs}
    for i, j in pairs:
        g, p = gold[i], found[j]
        c["exact"] += g.content == p.content
        c["attributed"] += jaccard(g.source, p.source) >= _HALF
        c["source_exact"] += g.source == p.source
        c["cue"] += jaccard(g.cue, p.cue) >= _HALF
        c["act"] += g.act == p.act
        c["mode"] += g.mode == p.mode
        if g.speaker:
            c["speakers"] += 1
            c["speaker"] += same_speaker(g.speaker, p.speaker)
        if g.parent is not None or p.parent is not None:
            c["parents"] += 1
            c["parent"] += g.parent is not None and p.parent is not None and twin.get(g.parent) == p.parent
    got_gold, got_found = {i for i, _ in pairs}, {j for _, j in pairs}
    for mode in MODES:
        c[f"gold_{mode}"] = sum(g.mode == mode for g in gold)
        c[f"matched_{mode}"] = sum(g.mode == mode for i, g in enumerate(gold) if i in got_gold)
        c[f"found_{mode}"] = sum(p.mode == mode for p in found)
        c[f"right_{mode}"] = sum(p.mode == mode for j, p in enumerate(found) if j in got_found)
    return c


def summary(c: Counter[str]) -> dict[str, float]:
    """Return F1 of content (overlap, exact) and attribution, and accuracies over matched statements."""

    def share(right: str, of: str) -> float:
        return c[right] / c[of] if c[of] else 0.0

    def f1(right: str) -> float:
        return 2 * c[right] / (c["found"] + c["gold"]) if c["found"] + c["gold"] else 1.0

    out = {
        "gold": float(c["gold"]), "found": float(c["found"]),
        "content_f1": f1("matched"), "content_precision": share("matched", "found"),
        "content_recall": share("matched", "gold"), "content_exact_f1": f1("exact"), "attribution_f1": f1("attributed"),
        "source_exact": share("source_exact", "matched"), "cue": share("cue", "matched"),
        "act": share("act", "matched"),
        "mode": share("mode", "matched"), "speaker": share("speaker", "speakers"), "parent": share("parent", "parents"),
    }  # fmt: skip
    for mode in MODES:
        out[f"{mode}_recall"] = share(f"matched_{mode}", f"gold_{mode}")
        out[f"{mode}_precision"] = share(f"right_{mode}", f"found_{mode}")
    return out


def intervals(counts: Sequence[Counter[str]], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return 95 % bootstrap intervals over documents."""
    dice = random.Random(0)  # noqa: S311 - a sample, no secret
    drawn: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(SAMPLES):
        total: Counter[str] = Counter()
        for _ in counts:
            total.update(dice.choice(counts))
        values = summary(total)
        for name in names:
            drawn[name].append(values[name])
    cut = SAMPLES // 40
    return {name: (sorted(values)[cut], sorted(values)[-cut - 1]) for name, values in drawn.items()}
