"""What the tagger knows about a word that may be a cue, and about the units around a cue."""

from __future__ import annotations

from bisect import bisect_right
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract import classes, frames

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.extract.units import Sentence

AUXILIARIES = frozenset(
    [
        "am",
        "is",
        "are",
        "was",
        "were",
        "be",
        "been",
        "being",
        "has",
        "have",
        "had",
        "do",
        "does",
        "did",
        "will",
        "would",
        "shall",
        "should",
        "may",
        "might",
        "can",
        "could",
        "must",
        "to",
        "not",
        "n't",
        "n’t",
        "never",
        "cannot",
        "'ve",
        "’ve",
        "'d",
        "’d",
        "'ll",
        "’ll",
        "'s",
        "’s",
        "'re",
        "’re",
        "'m",
        "’m",
    ]
)
_ADVERBS = frozenset(
    [
        "also",
        "then",
        "later",
        "further",
        "again",
        "now",
        "still",
        "already",
        "yet",
        "just",
        "even",
        "only",
        "once",
        "twice",
        "first",
    ]
)
_BE = frozenset(["be", "been", "being", "is", "are", "was", "were", "am", "'s", "’s", "'re", "’re", "'m", "’m"])
_LINKS = frozenset(
    [
        "that",
        "which",
        "who",
        "whom",
        "whose",
        "where",
        "when",
        "while",
        "because",
        "if",
        "whether",
        "although",
        "as",
        "after",
        "before",
        "but",
        "and",
        "or",
        "to",
        "by",
        "of",
        "for",
        "with",
        "on",
        "in",
        "from",
        "about",
        "at",
        "than",
        "since",
        "until",
        "so",
        "against",
        "over",
        "into",
        "upon",
        "how",
        "why",
        "what",
    ]
)
_MARKS = frozenset(',;:.?!—–-()"“”[]')
_CLAUSE_MARKS = frozenset(",.;:—–()")
_FINITE = frozenset(
    ["is", "are", "was", "were", "has", "have", "had", "will", "would", "can", "could", "may", "might", "shall",
     "should", "do", "does", "did"]
)  # fmt: skip
_COMMAS = frozenset({",", "—", "–", "--"})
_STOPS = frozenset({";", ":", "."})
_COORDINATIONS = frozenset({"and", "or", "but"})
_LIKELY, _POSSIBLE = 2, 1
_SHORTEST_STEM = 3
# How many words around a cue count wherever they stand, and the units among them that go with some cues.
_WINDOW = 6
_TELLING = frozenset({"QUOTE", "NUM", "NAME", "STATE", ":"})
# Distances from the cue, in units, told apart.
_DISTANCES = (1, 2, 3, 4, 5, 6, 9, 15)


@cache
def stem(word: str) -> str:
    """Return a word without its inflection.

    >>> [stem(w) for w in ("denies", "denied", "saying", "said", "planned")]
    ['den', 'den', 'say', 'said', 'plan']
    """
    for ending in ("ying", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - (ending == "ying"):
            word = word[: len(word) - len(ending)] + ("y" if ending == "ying" else "")
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] + "z" if word.endswith("is") and len(word) > _SHORTEST_STEM + 1 else word


def may_signal(word: str, stems: frozenset[str]) -> bool:
    """Say whether a word may be a cue: a word of communication, or one that was seen as a cue."""
    return stem(word) in stems or bool(frames.of(word))


def before_verb(words: list[str], at: int) -> int:
    """Return the index of the last unit before the auxiliaries and adverbs that stand before a verb; -1 if none."""
    at -= 1
    while at >= 0 and (words[at] in AUXILIARIES or words[at] in _ADVERBS or words[at].endswith("ly")):
        at -= 1
    return at


def of_cue(sentence: Sentence, at: int, known: Mapping[str, str], style: str) -> list[str]:
    """Return the features of a word as a candidate for a cue.

    ``known`` are the learned classes of words, ``style`` is the document's (style.py).
    """
    w = ["<s>", "<s>", "<s>", *sentence.words, "</s>", "</s>", "</s>", "</s>"]
    i = at + 3
    word, p1, p2, p3, n1, n2, n3 = w[i], w[i - 1], w[i - 2], w[i - 3], w[i + 1], w[i + 2], w[i + 3]
    root = stem(word)
    depth = min(sentence.depth, 2)
    subject_at = before_verb(sentence.words, at)
    subject = w[subject_at + 3]
    auxiliaries = [x for x in sentence.words[subject_at + 1 : at] if x in AUXILIARIES]
    helped = "_".join(auxiliaries)
    out = [
        f"w={word}", f"r={root}", f"s3={word[-3:]}", f"s2={word[-2:]}",
        f"p1={p1}", f"p2={p2}", f"p3={p3}", f"n1={n1}", f"n2={n2}", f"n3={n3}",
        f"p1w={p1}|{word}", f"rn1={root}|{n1}", f"p1n1={p1}|{n1}", f"p2p1={p2}|{p1}", f"n1n2={n1}|{n2}",
        f"rn2={root}|{n2}", f"rp2={root}|{p2}", f"p2p1r={p2}|{p1}|{root}", f"rn1n2={root}|{n1}|{n2}",
        f"sub={subject}", f"subr={subject}|{root}", f"aux={helped}", f"auxr={auxiliaries[:1]}|{root}",
        f"sub2={w[subject_at + 2]}|{subject}", f"dep{depth}", f"depr={depth}|{root}",
        f"pos{min(at, 3)}", f"first{sentence.first}", f"s0={w[3]}", f"end={sentence.words[-1]}", f"s0r={w[3]}|{root}",
    ]  # fmt: skip
    if at == 0:
        out.append(f"init={root}")
    quotes = [k for k, u in enumerate(sentence.units) if u.kind == "quote"]
    if quotes:
        nearest = min(quotes, key=lambda k: abs(k - at)) - at
        out += [f"q{max(-4, min(4, nearest))}", "hasq", f"hasqr={root}"]
    for k in range(at + 1, min(len(sentence.words), at + 8)):
        follower = sentence.words[k]
        if follower in {"that", "whether", "if", "how"}:
            out += [f"{follower}{min(k - at, 4)}", f"thatr={root}"]
            break
        if follower in _COMMAS or follower in _STOPS:
            break
    k0, k1, k2, k3 = (classes.of(x, known) for x in (word, n1, n2, n3))
    j1, j2, js = (classes.of(x, known) for x in (p1, p2, subject))
    out += [
        f"k0{k0}", f"k1{k1}", f"j1{j1}", f"k01{k0}{k1}", f"j10{j1}{k0}", f"k2{k2}", f"k12{k1}{k2}", f"js{js}",
        f"rk1{root}|{k1}", f"rj1{root}|{j1}", f"rk12{root}|{k1}{k2}", f"j21{j2}{j1}", f"k123{k1}{k2}{k3}",
        f"rjs{root}|{js}",
    ]  # fmt: skip
    out += [f"D{place}{sign}" for place, sign in enumerate(style)]
    out += [f"D{place}{sign}|{root}" for place, sign in enumerate(style)]
    out += [f"D{style}", f"D{style}|{root}"]
    behind = dict.fromkeys(sentence.words[at + 1 : at + 1 + _WINDOW])
    out += [f"W{x}" for x in behind]
    out += [f"W{x}|{root}" for x in behind if x in _LINKS or x in _TELLING]
    out += [f"V{x}" for x in dict.fromkeys(sentence.words[max(0, at - _WINDOW) : at])]
    for frame in frames.of(word):
        out += [
            f"F{frame}", f"Fk{frame}|{k1}", f"Fj{frame}|{j1}", f"Fs{frame}|{js}", f"Fn{frame}|{n1}", f"Fp{frame}|{p1}",
            f"Fa{frame}|{auxiliaries[:1]}", f"Fd{frame}|{depth}", f"Fkk{frame}|{k1}{k2}", f"Fe{frame}|{word[-2:]}",
        ]  # fmt: skip
    return out


def of_units(  # noqa: C901, PLR0915 - one list of features, top to bottom
    sentence: Sentence, cue: int, others: Mapping[int, int], known: Mapping[str, str]
) -> list[list[str]]:
    """Return, for every unit of a cue's sentence, its features as seen from the cue.

    ``others`` tells which other units are likely (2) or possible (1) cues; ``known`` are the learned classes of words.
    """
    w = sentence.words
    n = len(w)
    padded = ["<s>", "<s>", *w, "</s>", "</s>", "</s>"]
    kinds = [u.kind if u.kind == "quote" else ("cap" if u.kind == "name" else "") for u in sentence.units]
    root, word = stem(w[cue]), w[cue]
    form = "ing" if word.endswith("ing") else "ed" if word.endswith("ed") else "s" if word.endswith("s") else "o"
    passive = any(x in _BE for x in w[max(0, cue - 3) : cue])
    after, before = padded[cue + 3], padded[cue + 1]
    subject = before_verb(w, cue)
    coordinated = subject >= 0 and (w[subject] in _COORDINATIONS or w[subject] == ",")
    quotes = [k for k, kind in enumerate(kinds) if kind == "quote"]
    nearest = min(quotes, key=lambda k: abs(k - cue)) - cue if quotes else 0
    quoted = "0" if not quotes else "R" if nearest > 0 else "L"
    that = next((k for k in range(cue + 1, min(n, cue + 9)) if w[k] == "that"), -1)
    likely = [others.get(k, 0) if k != cue else 0 for k in range(n)] + [0, 0]
    first_cue = min([cue, *(k for k, v in others.items() if v == _LIKELY)])
    crossed = _crossed(w, cue, likely)
    depth = min(sentence.depth, 1)
    marks = _next_marks(w)
    verbs = 0
    types = ["#", "#", *(classes.of(x, known) for x in w), "#", "#"]
    out = []
    for k in range(n):
        x, p1, n1, n2 = w[k], padded[k + 1], padded[k + 3], padded[k + 4]
        side = "C" if k == cue else "R" if k > cue else "L"
        away = abs(k - cue)
        far = bisect_right(_DISTANCES, away)
        commas, stops, cues, links = crossed[k]
        kind = kinds[k]
        shape = x if kind else ""
        closed = bool(kind) or x in _LINKS or x in _MARKS
        o0, o1, o2, op = likely[k], likely[k + 1], likely[k + 2], likely[k - 1] if k else 0
        c2, s1, z1 = min(commas, 2), min(stops, 1), min(cues, 1)
        f = [
            f"w{side}{x}", f"p{side}{p1}", f"n{side}{n1}", f"m{side}{n2}",
            f"d{side}{far}", f"pw{side}{p1}|{x}", f"wn{side}{x}|{n1}", f"dr{side}{min(far, 7)}{root}",
            f"cs{side}{far}{shape}", f"cm{side}{commas}{stops}{cues}", f"cmr{side}{c2}{s1}{z1}{root}",
            f"cmw{side}{c2}{s1}{z1}{x}", f"pas{passive}{side}{c2}", f"aux{side}{before}{form}",
            f"nx{side}{c2}{after}", f"nxr{side}{after}|{root}", f"qs{side}{quoted}{c2}", f"qsr{side}{quoted}{root}",
            f"dep{side}{depth}{shape}",
            f"oc{side}{o0}{o1}{o2}", f"op{side}{op}{o0}{o1}{x}", f"z{side}{cues}{form}", f"fm{side}{form}{c2}{z1}",
            f"co{side}{links}",
        ]  # fmt: skip
        if closed:
            f.append(f"xr{side}{x}|{root}")
        if p1 in _LINKS or p1 in _MARKS:
            f.append(f"pr{side}{p1}|{root}")
        if o1 or o2:
            f += [f"xo{side}{x}{o1}{o2}{form}", f"xno{side}{x}|{n1}{o1}{o2}"]
        if kind == "quote":
            f += [f"Q{side}{c2}{x}|{after}", f"Qr{side}{root}"]
        if k != cue:
            mark = marks[k]
            f += [f"nm{side}{padded[mark + 2]}{min(mark - k, 5)}", f"nn{side}{padded[mark + 2]}{padded[mark + 3]}"]
        if that >= 0:
            f.append(f"that{side}{'b' if k < that else 'a' if k > that else 't'}")
        t2, t1, t0, t3, t4 = types[k : k + 5]
        if side == "C":
            f += [f"C{root}", f"Cw{word}", f"Cn{root}|{after}"]
        elif side == "L":
            s = max(-3, min(3, k - subject))
            g = k - first_cue
            later = first_cue < cue
            f += [
                f"l{far}{shape}", f"l0{w[0]}{min(commas, 1)}", f"ls{s}{kind}", f"lc{s}{coordinated}",
                f"lw{min(s, 1)}{x}", f"lf{s}{form}", f"fd{max(-4, min(1, g))}{later}{kind}",
                f"fp{min(k, 3)}{later}{kind}", f"lp{p1}|{shape}|{n1}",
                f"k{t0}", f"k-{t1}{t0}", f"k+{t0}{t3}", f"k={t2}{t1}{t0}", f"k#{t0}{t3}{t4}", f"k~{t1}{t0}{t3}",
                f"kw{x}{t3}", f"kd{t0}{min(away, 6)}",
            ]  # fmt: skip
        else:
            f += [f"rp{p1}|{shape}{commas}", f"rn{n1}|{shape}{commas}"]
            turn = x if x in _LINKS or x in _MARKS else ""
            v1 = min(verbs, 1)
            f += [f"vf{min(verbs, 2)}{turn}", f"vr{v1}|{root}|{turn}", f"vt{t0[:1]}{t3[:1]}{t4[:1]}{v1}"]
            verbs += x in _FINITE or (not turn and t0[:1] == "N" and x.endswith(("ed", "s")))
            if turn:
                f += [f"lk{x}{t3}{t4[:1]}", f"rl{x}|{n1}|{n2}{min(commas, 1)}", f"kl{x}{t3}", f"kk{t1}{x}{t3}"]
            else:
                f.append(f"rk{t0[:1]}{t3[:1]}{min(away, 4)}")
        out.append(f)
    return out


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
