"""Names swapped in a text: spans move with them, and nothing else may change.

Every word of a name is another's throughout the corpus, so that a name stays one name; sentences keep their shape.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass, replace
from importlib import resources
from typing import TYPE_CHECKING, TypeVar

from pipeline.extract import statements as extract
from pipeline.extract.coreference import parse
from pipeline.extract.entities import folded
from pipeline.extract.roles import words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from pipeline.extract.corpus import Annotated
    from pipeline.extract.tagger import Tagger

# Also first names or towns of other states, or one word with another state's.
_AMBIGUOUS = frozenset(
    {"Jordan", "Georgia", "Chad", "Guinea", "Niger", "Dominica", "Congo", "Korea", "Ireland", "Sudan"}
)
_NAME = re.compile(r"[A-Z][^\W\d_]*[a-z](?:[ ][A-Z][^\W\d_]*[a-z]){1,2}")
_SHIFT = 7
T = TypeVar("T")
Kinds = tuple["str | None", ...]


@dataclass(frozen=True, slots=True)
class Result:
    """How many documents hold a swapped name, how many statements they have, and which change otherwise."""

    documents: int
    statements: int
    changed: tuple[str, ...]
    spoken: tuple[str, ...]


def states() -> dict[str, str]:
    """Return which state's name and adjective take the place of which.

    Only states of one word take each other's place, and only such as go by the same forms (``Republic of …``,
    ``Kingdom of …``): what the lexicon knows before the swap it knows after it.
    """
    alike: dict[tuple[str, ...], list[tuple[str, str]]] = {}
    for row in _lexicon():
        name, also = row["name"], row["also"].split("|")
        adjectives = [form for form in also if re.fullmatch(r"[A-Z][a-z]+", form)]
        if re.fullmatch(r"[A-Z][a-z]+", name) and len(adjectives) == 1 and name not in _AMBIGUOUS:
            forms = tuple(form.replace(name, "…") for form in sorted(also) if form not in adjectives)
            alike.setdefault(forms, []).append((name, adjectives[0]))
    swap: dict[str, str] = {}
    for rows in alike.values():
        for (name, adjective), (other, others) in _turned(rows).items():
            if name != other:
                swap |= {name: other, adjective: others}
    return swap


def _lexicon() -> list[dict[str, str]]:
    with resources.files("pipeline").joinpath("lexicon/states.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def persons(documents: Sequence[Annotated]) -> dict[str, str]:
    """Return which word of a person's name takes the place of which: first names of first names, others of others.

    Names are those of speakers of two or three words annotated as persons. A word that is also written small somewhere,
    is a title, or stands in another kind of name (a state's, an organisation's) is left as it is.
    """
    names: set[str] = set()
    small: set[str] = set(words("titles"))
    others = {form for row in _lexicon() for form in re.findall(r"\w+", f"{row['name']} {row['also']}")}
    for d in documents:
        small.update(re.findall(r"\b[^\W\d_A-Z][^\W\d_]*", d.text))
        for s in d.statements:
            name = s.get("speaker") or ""
            if s.get("kind") == "person" and _NAME.fullmatch(name):
                names.add(name)
            elif s.get("kind") != "person":
                others.update(re.findall(r"[^\W\d_]+", name))
    first = {n.split()[0] for n in names}
    last = {word for n in names for word in n.split()[1:]}

    def usable(found: set[str]) -> list[str]:
        return sorted(w for w in found if w.casefold() not in small and w not in others)

    return _turned(usable(first - last)) | _turned(usable(last - first))


def _turned(names: Sequence[T]) -> dict[T, T]:
    shift = _SHIFT % len(names) if names else 0
    return dict(zip(names, [*names[shift:], *names[:shift]], strict=True))


def compare(documents: Sequence[Annotated], models: Sequence[Tagger], swap: Mapping[str, str]) -> Result:
    """Return what changes in the statements of documents, each read with its own tagger, when names are swapped.

    ``changed``: spans, mode, act, nesting, negation, confidence or rule; ``spoken``: only who is resolved as speaker,
    or what kind of actor the speaker or the reporter is.
    """
    # "NorwayÕs": an apostrophe read in the wrong encoding is no letter of the name.
    pattern = re.compile(r"\b(?:" + "|".join(map(re.escape, swap)) + r")(?![^\WÕ])")

    def swapped(text: str) -> str:
        return pattern.sub(lambda m: swap[m.group()], text)

    told = rows = 0
    changed, spoken = [], []
    for d, model in zip(documents, models, strict=True):
        if not swap or not pattern.search(d.text):
            continue
        before = [(swapped(spans), (swapped(name), kinds), rest) for spans, (name, kinds), rest in _flat(d, model)]
        after = _flat(replace(d, text=swapped(d.text)), model)
        told, rows = told + 1, rows + len(before)
        if [(s, r) for s, _, r in before] != [(s, r) for s, _, r in after]:
            changed.append(d.id)
        elif [(folded(n), kinds) for _, (n, kinds), _ in before] != [(folded(n), kinds) for _, (n, kinds), _ in after]:
            spoken.append(d.id)
    return Result(told, rows, tuple(changed), tuple(spoken))


def _flat(document: Annotated, model: Tagger) -> list[tuple[str, tuple[str, Kinds], tuple[object, ...]]]:
    """Return per statement its words by role, its speaker with the kinds of actors, and what else tells no name."""
    parsed = parse(document)
    out = []
    for s in extract.statements(parsed, (), model)[0]:
        spans = [[parsed.text[p.start : p.end] for p in role] for role in (s.content, s.source, s.cue)]
        rest = (s.mode, s.act, s.parent, s.continues, s.negated, s.confidence, s.rule)
        kinds = tuple(actor and actor.kind for actor in (s.speaker, s.reporter))
        out.append((str(spans), (s.speaker.name if s.speaker else "", kinds), rest))
    return out
