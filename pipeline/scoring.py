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
    from collections.abc import Callable, Iterable, Sequence

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


def text_of(text: str, starts: Iterable[int]) -> str:
    """Return the words that start there.

    >>> text_of("Li said so.", words("Li said so.", [(0, 7)]))
    'Li said'
    """
    return " ".join(m.group() for start in sorted(starts) if (m := _WORD.match(text, start)))


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


def agreeing(rows: Sequence[Row], others: Sequence[Row], role: str) -> list[tuple[bool, bool] | None]:
    """Return per row whether one of the others has a span of that role with half the words, and with the same words.

    Null for a row without such a span. Mentions are compared by themselves, whatever statement they stand in.
    """
    known = {words for o in others if (words := getattr(o, role))}
    return [
        (any(jaccard(words, o) >= _HALF for o in known), words in known) if (words := getattr(row, role)) else None
        for row in rows
    ]


def count(gold: Sequence[Row], found: Sequence[Row], own: Callable[[Row], bool] = lambda _: True) -> Counter[str]:
    """Return what ``summary`` needs of one document; counts of documents may be added up.

    ``own`` picks the rows that count (of one mode, of one act), among all the rows they may match.
    """
    c: Counter[str] = Counter()
    pairs = match(gold, found)
    twin = {gold[i].key: found[j].key for i, j in pairs}
    same = [(i, j) for i, j in pairs if gold[i].content == found[j].content]
    near = [(i, j) for i, j in pairs if jaccard(gold[i].source, found[j].source) >= _HALF]
    for side, (rows, others) in enumerate(((gold, found), (found, gold))):
        name = ("gold", "found")[side]
        counted = [own(row) for row in rows]
        c[name] = sum(counted)
        for key, chosen in (("content", pairs), ("content_exact", same), ("attribution", near)):
            c[f"{name}_{key}"] = sum(counted[pair[side]] for pair in chosen)
        for role in ("source", "cue"):
            told = [t for t, ok in zip(agreeing(rows, others, role), counted, strict=True) if ok and t]
            c[f"{name}_{role}s"] = len(told)
            c[f"{name}_{role}"] = sum(overlaps for overlaps, _ in told)
            c[f"{name}_{role}_exact"] = sum(exact for _, exact in told)
    for i, j in pairs:
        g, p = gold[i], found[j]
        if not own(g):
            continue
        c["matched"] += 1
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
    return c


def summary(c: Counter[str]) -> dict[str, float]:
    """Return F1 of content, attribution, source and cue, and accuracies over matched statements.

    ``content``: statements that match; ``attribution``: whose source agrees as well; ``source``, ``cue``: mentions by
    themselves. ``_f1`` asks for half of the words, ``_exact_f1`` for the same words.
    """

    def share(right: str, of: str) -> float:
        return c[right] / c[of] if c[of] else 0.0

    def f1(right: str, of: str = "") -> float:
        if not c[f"gold{of}"] + c[f"found{of}"]:
            return 1.0
        recall, precision = share(f"gold_{right}", f"gold{of}"), share(f"found_{right}", f"found{of}")
        return 2 * recall * precision / (recall + precision) if recall + precision else 0.0

    return {
        "gold": float(c["gold"]), "found": float(c["found"]),
        "content_f1": f1("content"), "content_exact_f1": f1("content_exact"), "attribution_f1": f1("attribution"),
        "source_f1": f1("source", "_sources"), "source_exact_f1": f1("source_exact", "_sources"),
        "cue_f1": f1("cue", "_cues"), "cue_exact_f1": f1("cue_exact", "_cues"),
        "content_precision": share("found_content", "found"), "content_recall": share("gold_content", "gold"),
        "source_exact": share("source_exact", "matched"), "cue": share("cue", "matched"),
        "act": share("act", "matched"), "mode": share("mode", "matched"), "speaker": share("speaker", "speakers"),
        "parent": share("parent", "parents"),
    }  # fmt: skip


def intervals(counts: Sequence[Counter[str]], names: Sequence[str]) -> dict[str, tuple[float, float]]:
    """Return 95 % bootstrap intervals over documents of what ``summary`` gives by these names."""
    dice = random.Random(0)  # noqa: S311 - a sample, no secret
    keys = sorted({key for c in counts for key in c})
    rows = [tuple(c[key] for key in keys) for c in counts]
    drawn: dict[str, list[float]] = {name: [] for name in names}
    for _ in range(SAMPLES):
        chosen = [dice.choice(rows) for _ in rows]
        values = summary(Counter(dict(zip(keys, map(sum, zip(*chosen, strict=True)), strict=True))))
        for name in names:
            drawn[name].append(values[name])
    cut = SAMPLES // 40
    return {name: (sorted(values)[cut], sorted(values)[-cut - 1]) for name, values in drawn.items()}
