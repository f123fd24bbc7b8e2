"""Which act a statement is: by the words that signal it, and of a plain report by what is said.

Names are masked: only lower-case words and the classes of what stands around them are seen.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Sequence  # noqa: TC003 - a field of Parts
from dataclasses import replace
from functools import cache, lru_cache
from importlib import resources
from itertools import pairwise
from typing import TYPE_CHECKING, Any, NamedTuple

from pipeline.extract import frames, softmax
from pipeline.extract.features import stem
from pipeline.extract.roles import words as role_words

if TYPE_CHECKING:
    from pipeline.extract.corpus import Annotated
    from pipeline.extract.linear import Linear
    from pipeline.extract.tagger import Tagger
    from pipeline.model import Statement

Pair = tuple[int, int]

_TOKEN = re.compile(r"[^\W\d_]+(?:[’'][a-z]+)?|[?!]")
_AROUND = re.compile(r"[\w’']+")
_FIRST_PERSON = frozenset({"i", "we", "my", "our"})
_NEGATIONS = frozenset({"not", "never", "no", "without"})
# Frames whose words say nothing of the act but that something was said.
_PLAIN = frozenset({"say", "tell", "manner", "publish", "according", "account", "n.account"})
# Nouns for what may be so or not, in the first words of what is denied.
_CLAIMS = frozenset({"n.accuse", "n.account"})
_OBJECT = 4
# How many words of the content are read; of them, how many as its beginning; how many pairs of neighbours.
_READ, _EARLY, _PAIRED = 40, 8, 25
_BEFORE, _AFTER = 80, 60
# How many words before the content set its tone, and how many characters hold them at most.
_SET, _SETTING = 60, 800
_WORD = re.compile(r"[A-Za-z’'-]+")
_ROLES = ("titles", "organisations", "documents", "media", "groups", "unnamed")
EPOCHS = 8


@cache
def entries() -> tuple[dict[str, Any], ...]:
    """Return the tones of the lexicon as written, examples included."""
    return tuple(tomllib.loads(resources.files("pipeline.lexicon").joinpath("tones.toml").read_text("utf-8"))["tones"])


@cache
def _beginnings() -> tuple[tuple[str, tuple[str, ...]], ...]:
    return tuple((entry["name"], tuple(entry["words"].split())) for entry in entries())


@lru_cache(maxsize=8192)
def tones(word: str) -> tuple[str, ...]:
    """Return the tones of a word in lower case.

    >>> tones("shelled")
    ('harm',)
    """
    return tuple(name for name, beginnings in _beginnings() if word.startswith(beginnings))


class Parts(NamedTuple):
    """The spans of a statement in a text, and its mode."""

    content: Sequence[Pair]
    source: Sequence[Pair]
    cue: Sequence[Pair]
    mode: str


def told(text: str, s: Statement, model: Tagger) -> Statement:
    """Return a statement with its act: a rule's own, else what was learned."""
    if (s.mode == "authored" and not s.cue) or s.rule.startswith("cue/"):
        return s
    mode = "indirect" if s.mode == "authored" else s.mode
    content, source, cue = ([(span.start, span.end) for span in spans] for spans in (s.content, s.source, s.cue))
    return replace(s, act=act_of(text, Parts(content, source, cue, mode), model.act, model.vocabulary))


def act_of(text: str, parts: Parts, model: Linear, ordinary: frozenset[str]) -> str:
    """Return the act of a statement: who rejects or disputes a claim or charge denies it (STATEMENTS.md)."""
    if parts.cue and "deny" in frames.of(text[slice(*parts.cue[0])].casefold().split()[0]):
        words = _words(text[slice(*parts.content[0])], ordinary)[:_OBJECT]
        if any(frame in _CLAIMS for word in words for frame in frames.of(word)):
            return "deny"
    return model.best(features(text, parts, ordinary))


def features(text: str, parts: Parts, ordinary: frozenset[str]) -> list[str]:
    """Return what tells the act of a statement.

    ``ordinary`` holds the words that are no names when they stand, capitalised, at a beginning.
    """
    content, source, cue, mode = parts
    signal = " ".join(text[a:b] for a, b in cue).casefold().split()
    head = stem(signal[0]) if signal else "none"
    own = sorted({frame for word in signal for frame in frames.of(word)})
    first_frames = frames.of(signal[0]) if signal else ()
    plain = not signal or bool(_PLAIN.intersection(first_frames))
    words = _words(" … ".join(text[a:b] for a, b in content), ordinary)
    first = words[0] if words else ""
    before, after = _around(text, cue, ordinary)
    asks = text[: content[-1][1]].rstrip("\"”’' ").endswith("?")
    mention = " ".join(text[a:b] for a, b in source)
    by = _by(mention.casefold())
    who = _roles(mention)
    setting = _WORD.findall(text, max(0, content[0][0] - _SETTING), content[0][0])[-_SET:]
    negated = bool(_NEGATIONS.intersection(before)) or any(w.endswith(("n't", "n’t")) for w in before)
    out = {
        "bias", f"r{head}", f"cue{' '.join(signal)}", f"m{mode}", f"r{head}|m{mode}", f"c0{first}",
        f"r{head}|c0{first}",
        f"c1{' '.join(words[:2])}", f"s{by}", f"r{head}|s{by}", f"q{asks}", f"r{head}|q{asks}", f"neg{negated}|r{head}",
        f"n{min(len(words), _READ) // 5}", f"FF{'+'.join(first_frames)}", f"b{' '.join(before[-2:])}",
    }  # fmt: skip
    out.update(f"cw{word}" for word in signal)
    out.update(f"l{word}" for word in signal[-1:])
    out.update(f"{kind}{word}" for word in before[-1:] for kind in ("b", f"r{head}|b"))
    out.update(f"{kind}{word}" for word in after[:1] for kind in ("a", f"r{head}|a"))
    out.update(f"{kind}{word}" for word in who for kind in ("S", f"S{head}|"))
    out.update(f"D{tone}" for word in set(setting) if word.islower() for tone in tones(word))
    for frame in own:
        out |= {f"F{frame}", f"F{frame}|m{mode}", f"F{frame}|c0{first}"}
        out |= {f"F{frame}|b{word}" for word in before[-1:]} | {f"F{frame}|a{word}" for word in after[:1]}
    return sorted(out | _said(words, head, mode, plain=plain))


def _said(words: Sequence[str], head: str, mode: str, *, plain: bool) -> set[str]:
    """Return what the words of the content tell, apart for plain reports and for other acts."""
    read = words[:_READ]
    out = {f"in{w}" for w in read} | {f"in{plain}{w}" for w in read} | {f"st{plain}{stem(w)}" for w in read}
    out |= {f"two{plain}{a} {b}" for a, b in pairwise(words[:_PAIRED])}
    out |= {f"pm{plain}{mode}{w}" for w in words[:12]}
    found = Counter(tone for w in read for tone in tones(w))
    speaking = bool(words) and words[0] in {"we", "i", "he", "she", "they", "it"}
    for tone, count in found.items():
        out |= {
            f"T{tone}", f"T{tone}|{plain}", f"T{tone}|r{head}", f"T{tone}|c0{words[0]}|{plain}",
            f"me{speaking}|T{tone}|{plain}",
        }  # fmt: skip
        if count > 1:
            out.add(f"T{tone}2|{plain}")
        out |= {f"T{tone}+{other}|{plain}" for other in found if tone < other}
    return out | {f"E{tone}|{plain}" for w in words[:_EARLY] for tone in tones(w)}


def _words(content: str, ordinary: frozenset[str]) -> list[str]:
    """Return the words of a content in lower case, names as NAME."""
    out = []
    for match in _TOKEN.finditer(content):
        word = match.group()
        low = word.casefold()
        before = content[max(0, match.start() - 2) : match.start()].strip()
        opens = not match.start() or before in {".", '"', "“", "…"}
        out.append(low if not word[0].isupper() or word == "I" or (opens and low in ordinary) else "NAME")
    return out


def _around(text: str, cue: Sequence[Pair], ordinary: frozenset[str]) -> tuple[list[str], list[str]]:
    """Return the three words before a cue and the two behind it, in lower case, names as NAME."""
    if not cue:
        return [], []

    def masked(words: Sequence[str]) -> list[str]:
        return [low if (low := w.casefold()) == w or low in ordinary else "NAME" for w in words]

    start, end = cue[0][0], cue[-1][1]
    before = _AROUND.findall(text, max(0, start - _BEFORE), start)[-3:]
    return masked(before), masked(_AROUND.findall(text, end, end + _AFTER)[:2])


def _roles(source: str) -> set[str]:
    """Return the words of a source that are no names: in lower case, or of offices, organs, documents and media."""
    found = ((w, w.casefold()) for w in _WORD.findall(source))
    return {low for w, low in found if w.islower() or low in _role_words()}


@cache
def _role_words() -> frozenset[str]:
    return frozenset[str]().union(*map(role_words, _ROLES))


def _by(source: str) -> str:
    if not source:
        return "none"
    return "I" if source in _FIRST_PERSON else "word" if " " not in source else "phrase"


def learn(documents: Sequence[Annotated], ordinary: frozenset[str], seed: int) -> Linear:
    """Return the model of acts learned from annotated documents."""
    rows = [
        (features(d.text, Parts(s["content"], s["source"], s["cue"], s["mode"]), ordinary), s["act"])
        for d in documents
        for s in d.statements
    ]
    return softmax.classifier(rows, epochs=EPOCHS, seed=seed)
