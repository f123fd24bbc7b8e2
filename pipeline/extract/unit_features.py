"""What the chain knows of the units around a cue: groups of features, each a function of all that its own depend on.

Features begin with a letter or two that name them; most tell whether the unit is the cue (C) or stands left (L) or
right (R) of it. Groups are kept small in what they depend on, so that their sums are seldom reckoned anew.
"""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from pipeline.extract import classes
from pipeline.extract.features import BE, FINITE, LINKS, before_verb, stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.extract.linear import Group, View
    from pipeline.extract.units import Sentence

_CLOSED = LINKS | frozenset(',;:.?!—–-()"“”[]')
_CLAUSE_MARKS = frozenset(",.;:—–()")
_COMMAS = frozenset({",", "—", "–", "--"})
_STOPS = frozenset({";", ":", "."})
_COORDINATIONS = frozenset({"and", "or", "but"})
_LIKELY = 2
# Distances from the cue, in units, told apart.
_DISTANCES = (1, 2, 3, 4, 5, 6, 9, 15)


def of_units(  # noqa: C901, PLR0915 - what is looked at, top to bottom
    sentence: Sentence, cue: int, others: Mapping[int, int], known: Mapping[str, str]
) -> list[View]:
    """Return, for every unit of a cue's sentence, its features as seen from the cue.

    ``others`` tells which other units are likely (2) or possible (1) cues; ``known`` are the learned classes of words.
    """
    w = sentence.words
    n = len(w)
    padded = ["<s>", "<s>", *w, "</s>", "</s>", "</s>"]
    kinds = [u.kind if u.kind == "quote" else "cap" if u.kind == "name" else "" for u in sentence.units]
    types = ["#", "#", *(classes.of(x, known) for x in w), "#", "#"]
    marks = _next_marks(w)
    root, form = stem(w[cue]), _form(w[cue])
    before, after = padded[cue + 1], padded[cue + 3]
    clause = (root, form, before, after, any(x in BE for x in w[max(0, cue - 3) : cue]), _quoted(kinds, cue), w[0])
    subject = before_verb(w, cue)
    coordinated = subject >= 0 and (w[subject] in _COORDINATIONS or w[subject] == ",")
    that = next((k for k in range(cue + 1, min(n, cue + 9)) if w[k] == "that"), None)
    depth = min(sentence.depth, 1)
    first_cue = min([cue, *(k for k, v in others.items() if v == _LIKELY)])
    later = first_cue < cue
    likely = [others.get(k, 0) if k != cue else 0 for k in range(n)] + [0, 0, 0]  # the last stands before the first
    crossed = _crossed(w, cue, likely)
    verbs = 0
    out: list[View] = []
    for k in range(n):
        x, p1, n1, n2 = w[k], padded[k + 1], padded[k + 3], padded[k + 4]
        side = "C" if k == cue else "R" if k > cue else "L"
        away = abs(k - cue)
        far = bisect_right(_DISTANCES, away)
        commas, stops, cues, _ = crossed[k]
        kind = kinds[k]
        shape = x if kind else ""
        o0, o1, o2 = likely[k : k + 3]
        turn = x if x in _CLOSED else ""
        t2, t1, t0, t3, t4 = types[k : k + 5]
        groups: list[Group] = [(_distance, side, far, shape, depth, root), (_between, side, *crossed[k], *clause)]
        words = [
            f"w{side}{x}", f"p{side}{p1}", f"n{side}{n1}", f"m{side}{n2}", f"pw{side}{p1}|{x}", f"wn{side}{x}|{n1}",
            f"cmw{side}{min(commas, 2)}{min(stops, 1)}{min(cues, 1)}{x}", f"oc{side}{o0}{o1}{o2}",
            f"op{side}{likely[k - 1]}{o0}{o1}{x}",
        ]  # fmt: skip
        if kind or turn:
            words.append(f"xr{side}{x}|{root}")
        if p1 in _CLOSED:
            words.append(f"pr{side}{p1}|{root}")
        if o1 or o2:
            words += [f"xo{side}{x}{o1}{o2}{form}", f"xno{side}{x}|{n1}{o1}{o2}"]
        if kind == "quote":
            words += [f"Q{side}{min(commas, 2)}{x}|{after}", f"Qr{side}{root}"]
        if that is not None:
            words.append(f"that{side}{'b' if k < that else 'a' if k > that else 't'}")
        if side == "C":
            words += [f"C{root}", f"Cw{x}", f"Cn{root}|{after}"]
        else:
            mark = marks[k]
            groups.append((_to_mark, side, padded[mark + 2], padded[mark + 3], min(mark - k, 5)))
        if side == "L":
            s = max(-3, min(3, k - subject))
            groups.append((_to_subject, s, coordinated, form, max(-4, min(1, k - first_cue)), later, min(k, 3), kind))
            words += [
                f"lw{min(s, 1)}{x}", f"kw{x}{t3}", f"lp{p1}|{shape}|{n1}", f"k{t0}", f"k-{t1}{t0}", f"k+{t0}{t3}",
                f"k={t2}{t1}{t0}", f"k~{t1}{t0}{t3}", f"k#{t0}{t3}{t4}", f"kd{t0}{min(away, 6)}",
            ]  # fmt: skip
        elif side == "R":
            i0, i3, i4 = t0[:1], t3[:1], t4[:1]
            groups += [
                (_verbs, min(verbs, 2), root, turn), (_initials, i0, i3, i4, min(verbs, 1), 0 if turn else min(away, 4))
            ]  # fmt: skip
            words += [f"rp{p1}|{shape}{commas}", f"rn{n1}|{shape}{commas}"]
            if turn:
                words += [f"lk{x}{t3}{i4}", f"rl{x}|{n1}|{n2}{min(commas, 1)}", f"kl{x}{t3}", f"kk{t1}{x}{t3}"]
            verbs += x in FINITE or (not turn and i0 == "N" and x.endswith(("ed", "s")))
        out.append((groups, words))
    return out


def _distance(side: str, far: int, shape: str, depth: int, root: str) -> list[str]:
    out = [f"d{side}{far}", f"dr{side}{min(far, 7)}{root}", f"cs{side}{far}{shape}", f"dep{side}{depth}{shape}"]
    return [*out, f"l{far}{shape}"] if side == "L" else out


def _between(  # noqa: PLR0913 - what stands between the cue and the unit, and the cue's own surroundings
    side: str, commas: int, stops: int, cues: int, links: int,
    root: str, form: str, before: str, after: str, passive: bool, quoted: str, opening: str,  # noqa: FBT001 - a feature
) -> list[str]:  # fmt: skip
    c2, s1, z1 = min(commas, 2), min(stops, 1), min(cues, 1)
    out = [
        f"cm{side}{commas}{stops}{cues}", f"cmr{side}{c2}{s1}{z1}{root}", f"pas{passive}{side}{c2}",
        f"aux{side}{before}{form}", f"nx{side}{c2}{after}", f"nxr{side}{after}|{root}", f"qs{side}{quoted}{c2}",
        f"qsr{side}{quoted}{root}", f"z{side}{cues}{form}", f"fm{side}{form}{c2}{z1}", f"co{side}{links}",
    ]  # fmt: skip
    return [*out, f"l0{opening}{min(commas, 1)}"] if side == "L" else out


def _to_mark(side: str, mark: str, behind: str, away: int) -> list[str]:
    return [f"nm{side}{mark}{away}", f"nn{side}{mark}{behind}"]


def _to_subject(  # noqa: PLR0913 - where a unit stands to the verb's subject, the first cue and the beginning
    s: int, coordinated: bool, form: str, g: int, later: bool, start: int, kind: str,  # noqa: FBT001 - a feature
) -> list[str]:  # fmt: skip
    return [f"ls{s}{kind}", f"lc{s}{coordinated}", f"lf{s}{form}", f"fd{g}{later}{kind}", f"fp{start}{later}{kind}"]


def _verbs(verbs: int, root: str, turn: str) -> list[str]:
    return [f"vf{verbs}{turn}", f"vr{min(verbs, 1)}|{root}|{turn}"]


def _initials(t0: str, t3: str, t4: str, verbs: int, away: int) -> list[str]:
    return [f"vt{t0}{t3}{t4}{verbs}"] + [f"rk{t0}{t3}{away}"] * bool(away)


def _form(word: str) -> str:
    """Return the ending that tells a verb's form, "o" of any other."""
    return "ing" if word.endswith("ing") else "ed" if word.endswith("ed") else "s" if word.endswith("s") else "o"


def _quoted(kinds: list[str], cue: int) -> str:
    """Return on which side of the cue the nearest quotation stands, "0" where there is none."""
    nearest = min((k for k, kind in enumerate(kinds) if kind == "quote"), key=lambda k: abs(k - cue), default=None)
    return "0" if nearest is None else "R" if nearest > cue else "L"


def _next_marks(words: list[str]) -> list[int]:
    """Return, per unit, where the next mark behind it stands that may end a clause; the length where none does."""
    out = [0] * len(words)
    at = len(words)
    for k in range(len(words) - 1, -1, -1):
        out[k] = at
        if words[k] in _CLAUSE_MARKS:
            at = k
    return out


def _crossed(words: list[str], cue: int, likely: list[int]) -> list[tuple[int, int, int, int]]:
    """Return, per unit, how many commas, stops, likely cues and coordinations lie between it and the cue."""
    out = [(0, 0, 0, 0)] * len(words)
    for step, edge in ((1, len(words)), (-1, -1)):
        commas = stops = cues = links = 0
        for k in range(cue + step, edge, step):
            out[k] = (min(commas, 3), min(stops, 2), min(cues, 2), min(links, 3))
            x = words[k]
            commas += x in _COMMAS
            stops += x in _STOPS
            links += x in _COORDINATIONS
            cues += likely[k] == _LIKELY
    return out
