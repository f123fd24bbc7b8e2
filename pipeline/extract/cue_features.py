"""What is known of a word that may be a cue: groups of features, each a function of all that its own depend on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pipeline.extract import classes, frames
from pipeline.extract.features import AUXILIARIES, LINKS, before_verb, stem

if TYPE_CHECKING:
    from collections.abc import Mapping

    from pipeline.extract.linear import Group, View
    from pipeline.extract.units import Sentence

# How many words around a cue count wherever they stand, and the units among them that go with some cues.
_WINDOW = 6
_TELLING = LINKS | frozenset({"QUOTE", "NUM", "NAME", "STATE", ":"})
_OPENERS = frozenset({"that", "whether", "if", "how"})
_ENDS = frozenset({",", "—", "–", "--", ";", ":", "."})
# How many words behind a cue a clause may begin.
_CLAUSE = 7


def of_cue(sentence: Sentence, at: int, known: Mapping[str, str], style: str) -> View:
    """Return the features of a word as a candidate for a cue.

    ``known`` are the learned classes of words, ``style`` is the document's (style.py).
    """
    words = sentence.words
    w = ["<s>", "<s>", "<s>", *words, "</s>", "</s>", "</s>"]
    p3, p2, p1, word, n1, n2, n3 = w[at : at + 7]
    root = stem(word)
    subject_at = before_verb(words, at)
    subject = w[subject_at + 3]
    auxiliaries = tuple(x for x in words[subject_at + 1 : at] if x in AUXILIARIES)
    k0, k1, k2, k3, j1, j2, js = (classes.of(x, known) for x in (word, n1, n2, n3, p1, p2, subject))
    depth = min(sentence.depth, 2)
    groups: list[Group] = [
        (_itself, word, k0), (_left, word, p1, j1, k0), (_right, word, n1, k1, k0), (_subject, word, subject, js),
        (_auxiliaries, word, auxiliaries), (_place, word, depth, min(at, 3), sentence.first), (_style, root, style),
    ]  # fmt: skip
    out = [
        f"p2={p2}", f"p2p1={p2}|{p1}", f"rp2={root}|{p2}", f"p2p1r={p2}|{p1}|{root}", f"j21{j2}{j1}",
        f"n2={n2}", f"n1n2={n1}|{n2}", f"rn2={root}|{n2}", f"rn1n2={root}|{n1}|{n2}", f"k2{k2}", f"k12{k1}{k2}",
        f"rk12{root}|{k1}{k2}", f"p3={p3}", f"n3={n3}", f"k123{k1}{k2}{k3}", f"p1n1={p1}|{n1}",
        f"sub2={w[subject_at + 2]}|{subject}", f"s0={w[3]}", f"s0r={w[3]}|{root}", f"end={words[-1]}",
    ]  # fmt: skip
    out += [f"Fkk{frame}|{k1}{k2}" for frame in frames.of(word)]
    quotes = [k for k, u in enumerate(sentence.units) if u.kind == "quote"]
    if quotes:
        nearest = min(quotes, key=lambda k: abs(k - at)) - at
        out += [f"q{max(-4, min(4, nearest))}", "hasq", f"hasqr={root}"]
    for k, follower in enumerate(words[at + 1 : at + 1 + _CLAUSE], 1):
        if follower in _OPENERS:
            out += [f"{follower}{min(k, 4)}", f"thatr={root}"]
        if follower in _OPENERS or follower in _ENDS:
            break
    behind = dict.fromkeys(words[at + 1 : at + 1 + _WINDOW])
    out += [f"W{x}" for x in behind]
    out += [f"W{x}|{root}" for x in behind if x in _TELLING]
    out += [f"V{x}" for x in dict.fromkeys(words[max(0, at - _WINDOW) : at])]
    return groups, out


def _itself(word: str, k0: str) -> list[str]:
    out = [f"w={word}", f"r={stem(word)}", f"s3={word[-3:]}", f"s2={word[-2:]}", f"k0{k0}"]
    return out + [x for frame in frames.of(word) for x in (f"F{frame}", f"Fe{frame}|{word[-2:]}")]


def _left(word: str, p1: str, j1: str, k0: str) -> list[str]:
    out = [f"p1={p1}", f"p1w={p1}|{word}", f"j1{j1}", f"j10{j1}{k0}", f"rj1{stem(word)}|{j1}"]
    return out + [x for frame in frames.of(word) for x in (f"Fj{frame}|{j1}", f"Fp{frame}|{p1}")]


def _right(word: str, n1: str, k1: str, k0: str) -> list[str]:
    root = stem(word)
    out = [f"n1={n1}", f"rn1={root}|{n1}", f"k1{k1}", f"k01{k0}{k1}", f"rk1{root}|{k1}"]
    return out + [x for frame in frames.of(word) for x in (f"Fk{frame}|{k1}", f"Fn{frame}|{n1}")]


def _subject(word: str, subject: str, js: str) -> list[str]:
    root = stem(word)
    out = [f"sub={subject}", f"subr={subject}|{root}", f"js{js}", f"rjs{root}|{js}"]
    return out + [f"Fs{frame}|{js}" for frame in frames.of(word)]


def _auxiliaries(word: str, found: tuple[str, ...]) -> list[str]:
    first = list(found[:1])
    out = [f"aux={'_'.join(found)}", f"auxr={first}|{stem(word)}"]
    return out + [f"Fa{frame}|{first}" for frame in frames.of(word)]


def _place(word: str, depth: int, start: int, first: bool) -> list[str]:  # noqa: FBT001 - a feature
    root = stem(word)
    out = [f"dep{depth}", f"depr={depth}|{root}", f"pos{start}", f"first{first}", *([] if start else [f"init={root}"])]
    return out + [f"Fd{frame}|{depth}" for frame in frames.of(word)]


def _style(root: str, style: str) -> list[str]:
    signs = [f"D{place}{sign}" for place, sign in enumerate(style)]
    return [*signs, *(f"{sign}|{root}" for sign in signs), f"D{style}", f"D{style}|{root}"]
