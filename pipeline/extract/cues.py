"""The lexicon of cues: words that signal an act of communication (lexicon/cues.toml)."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True)
class Cue:
    """One way to signal an act; ``pattern`` is a regular expression, or empty for a single word."""

    name: str
    act: str
    takes: str
    pattern: str = ""


@cache
def _irregular() -> dict[str, tuple[str, ...]]:
    """Return the past and participle forms that no rule gives (lexicon/communication.toml)."""
    stored = tomllib.loads(resources.files("pipeline.lexicon").joinpath("communication.toml").read_text("utf-8"))
    return {verb: tuple(past.split()) for verb, past in stored["past"].items()}


@cache
def groups() -> tuple[dict[str, Any], ...]:
    """Return the entries of the lexicon as written, examples included."""
    return tuple(tomllib.loads(resources.files("pipeline.lexicon").joinpath("cues.toml").read_text("utf-8"))["cues"])


@cache
def cues() -> dict[str, Cue]:
    """Return every cue by its form ("said", "noun claim"), phrases by a key of their own ("phrase3")."""
    out: dict[str, Cue] = {}
    for entry in groups():
        for verb in entry.get("verbs", "").split():
            head, *particle = verb.split("_")
            for form in forms(head):
                out[" ".join((form, *particle))] = Cue(entry["name"], entry["act"], entry["takes"])
        for noun in entry.get("nouns", "").split():
            out[f"noun {noun}"] = Cue(entry["name"], entry["act"], entry["takes"])
        for phrase in entry.get("phrases", ()):
            out[f"phrase{len(out)}"] = Cue(entry["name"], entry["act"], entry["takes"], phrase)
    return out


def forms(verb: str) -> tuple[str, ...]:
    """Return a verb's forms: base, third person, past, -ing.

    >>> forms("deny")
    ('deny', 'denies', 'denied', 'denying')
    """
    if verb.endswith("e"):
        third, past, ing = verb + "s", verb + "d", verb[:-1] + "ing"
    elif verb.endswith("y") and verb[-2] not in _VOWELS:
        third, past, ing = verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"
    else:
        third = verb + ("es" if verb.endswith(("s", "x", "z", "ch", "sh")) else "s")
        doubled = verb + verb[-1] if verb in _DOUBLED else verb
        past, ing = doubled + "ed", doubled + "ing"
    return (verb, third, *_irregular().get(verb, (past,)), ing)


_DOUBLED = frozenset({"admit", "submit", "rebut", "quip", "refer", "plan", "permit"})
