"""Every entry of the lexicon proves itself: what its examples cite is found, what its counterexamples hold is not."""

from __future__ import annotations

from typing import Any

import pytest
from cited import cited, pairs

from pipeline.extract.citations import authors, lexicon, patterns

WORKS = lexicon.works()


@pytest.mark.parametrize("entry", WORKS, ids=lambda w: w.rule)
def test_works_find_their_examples(entry: lexicon.Work) -> None:
    assert entry.examples
    assert entry.source
    for text, surface, identifier in entry.examples:
        assert (surface, identifier or None) in pairs(text), text
        assert entry.rule in {c.rule for c in cited(text)}


@pytest.mark.parametrize("entry", WORKS, ids=lambda w: w.rule)
def test_works_leave_their_counterexamples_alone(entry: lexicon.Work) -> None:
    assert entry.counterexamples
    for text in entry.counterexamples:
        assert entry.rule not in {c.rule for c in cited(text)}, text


@pytest.mark.parametrize("entry", lexicon.bodies(), ids=lambda b: f"{b.organ}:{b.pattern[:20]}")
def test_bodies_match_their_examples(entry: lexicon.Body) -> None:
    assert entry.examples
    pattern = lexicon.text_pattern(entry.pattern)
    for text in entry.examples:
        assert pattern.fullmatch(text), text
        assert not pattern.fullmatch(text.lower()), text  # names are capitalised


@pytest.mark.parametrize("entry", patterns.shapes(), ids=lambda s: s.name)
def test_tokens_match_their_examples_and_no_more(entry: patterns.Shape) -> None:
    pattern = lexicon.bytes_pattern(entry.pattern)
    assert entry.examples
    assert entry.counterexamples
    for text in entry.examples:
        assert pattern.fullmatch(text.encode()), text
    for text in entry.counterexamples:
        assert not pattern.search(text.encode()), text


def test_all_tokens_fit_one_automaton() -> None:
    assert patterns.alternation().programsize < 44_000


@pytest.mark.parametrize("entry", lexicon.toml("footnotes.toml")["part"], ids=lambda p: p["name"])
def test_parts_of_footnotes_match_their_examples_and_no_more(entry: dict[str, Any]) -> None:
    pattern = authors.part(entry["name"])
    assert entry["source"]
    assert entry["examples"]
    for text in entry["examples"]:
        found = pattern.match(text)
        assert found, text
        assert text[found.end() :] in {"", "X"}, text
    for text in entry["counterexamples"]:
        assert not pattern.match(text), text
