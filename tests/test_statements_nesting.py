"""Which statement stands inside which, and how deep: spans alone decide; what a report cites is inside it."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import re

import pytest

from pipeline.extract import chain, citing
from pipeline.extract.candidates import Candidate, coordinated
from pipeline.extract.resolve import depths
from pipeline.extract.statements import statements, with_parents
from pipeline.extract.tagger import Found
from pipeline.kinds import other
from pipeline.layout import in_place
from pipeline.model import Entry, Span, Statement

_PART = re.compile(r"<(?P<role>[scq]):(?P<text>[^<>]*)>")


def said(cue: tuple[int, int], content: tuple[int, int]) -> Statement:
    return Statement((Span(0, *content),), "indirect", "own", cue=(Span(0, *cue),))


@pytest.mark.parametrize(
    ("spans", "parents", "deep"),
    [
        ([((0, 4), (5, 90)), ((10, 14), (15, 80)), ((20, 24), (25, 70))], [None, 0, 1], [0, 1, 2]),
        # side by side in one, and behind it
        ([((0, 4), (5, 60)), ((10, 14), (15, 30)), ((35, 39), (40, 60)), ((70, 74), (75, 90))],
         [None, 0, 0, None], [0, 1, 1, 0]),
        # a cue outside makes a neighbour, whatever its content
        ([((0, 4), (10, 60)), ((5, 9), (12, 50))], [None, None], [0, 0]),
    ],
)  # fmt: skip
def test_the_smallest_content_around_a_cue_is_the_parent(
    spans: list[tuple[tuple[int, int], tuple[int, int]]], parents: list[int | None], deep: list[int]
) -> None:
    found = with_parents([said(*pair) for pair in spans])
    assert [s.parent for s in found] == parents
    assert depths(found) == deep


def test_many_deep_each_stands_in_the_one_before() -> None:
    # Twenty inside each other: far more than any text shows, far fewer than are looked at.
    found = with_parents([said((10 * n, 10 * n + 4), (10 * n + 5, 1000 - n)) for n in range(20)])
    assert [s.parent for s in found] == [None, *range(19)]
    assert depths(found) == list(range(20))


def test_depths_do_not_depend_on_the_order_of_statements() -> None:
    found = with_parents([said((20, 24), (25, 70)), said((0, 4), (5, 90)), said((10, 14), (15, 80))])
    assert [s.parent for s in found] == [2, None, 1]
    assert depths(found) == [2, 0, 1]


def cited(marked: str) -> list[tuple[str, str, str]]:
    """Return source, cue and content of all statements where one was found: <s:source>, <q:cue>, <c:content>."""
    plain, spans = "", {"s": [], "q": [], "c": []}
    for piece in re.split(r"(<[scq]:[^<>]*>)", marked):
        match = _PART.fullmatch(piece)
        words = match["text"] if match else piece
        if match:
            spans[match["role"]].append((len(plain), len(plain) + len(words)))
        plain += words
    one = Found(tuple(spans["c"]), next(iter(spans["s"]), None), spans["q"][0], "indirect", "", 0, None, "tagger")
    return [
        (plain[slice(*(f.source or (0, 0)))], plain[slice(*(f.cue or (0, 0)))], " … ".join(plain[slice(*c)] for c in f.content))
        for f in citing.with_cited(plain, [one])
    ]  # fmt: skip


@pytest.mark.parametrize(("marked", "who", "cue"), [
    ("<s:Tern> <q:reported>, citing the harbour board, that <c:it rained>.", "the harbour board", "citing"),
    ("<s:Tern>, quoting unnamed officials, <q:reported> <c:it rained>.", "unnamed officials", "quoting"),
    ("<q:According to> <s:Tern>, citing Ana Li (a baker), <c:it rained>.", "Ana Li (a baker)", "citing"),
    ("<c:After the storm>, <q:according to> <s:a report> citing the mayor’s office, <c:it rained>.", "the mayor’s office", "citing"),
    # The subject that was not found, and the clause that was read into the content.
    ("It froze. The Tern, citing residents, has now <q:reported> that <c:it rained>.", "residents", "citing"),
    ("<q:According to> <s:Tern>, <c:which cited sources close to Li, it rained>.", "sources close to Li", "cited"),
])  # fmt: skip
def test_whom_a_report_cites_says_the_same(marked: str, who: str, cue: str) -> None:
    (outer, _, content), inner = cited(marked)
    assert outer in {"Tern", "The Tern", "a report"}
    assert inner == (who, cue, content)
    assert content.endswith("it rained")
    assert "cited" not in content


@pytest.mark.parametrize("marked", [
    # A matter, or a law, says nothing; nor is cited what stands in the content or behind it.
    "<s:Tern>, citing concerns of safety, <q:announced> <c:a strike>.",
    "<s:Tern> <q:noted>, citing legal provisions, that <c:it rained>.",
    "<s:Tern> <q:reported> that <c:the board, citing Ana Li, had closed it>.",
    "<s:Tern> <q:reported> that <c:it rained>, citing Ana Li, on Monday.",
])  # fmt: skip
def test_what_is_no_report_of_another(marked: str) -> None:
    assert len(cited(marked)) == 1


def test_what_is_cited_stands_inside_the_report_that_cites_it() -> None:
    text = "The Tern reported, citing the harbour board, that the bridge had collapsed."
    outer, inner = statements(other.parse(in_place(text), Entry("own"), "own"), ())[0]
    assert (outer.parent, inner.parent, inner.content) == (None, 0, outer.content)
    assert [s.speaker and s.speaker.name for s in (outer, inner)] == ["Tern", "harbour board"]
    assert inner.reporter == outer.speaker


@pytest.mark.parametrize(("more", "rows"), [(0, 1), (1, 1), (2, 2)])
def test_cues_of_nearly_one_content_are_one_statement_however_long_its_names_are(more: int, rows: int) -> None:
    """Contents are compared by units: a name counts as one word, or who is named would tell how many statements."""

    def reading(head: int, begin: int, length: int) -> Candidate:
        labels = tuple(chain.Q if k == head else chain.IC if k >= begin else chain.OUT for k in range(15))
        return Candidate(0, head, labels, 0, ((100 - length, 100),), None, (head, head + 1), "indirect")

    pair = [(reading(0, 4, 90), 5), (reading(1, 4 + more, 20), 7)]
    assert len(coordinated(pair)) == rows
