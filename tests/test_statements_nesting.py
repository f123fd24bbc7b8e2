"""Which statement stands inside which, and how deep.

A statement stands in the smallest content around its cue; what a report cites has that report's own content, its cue
outside of it, and stands in the report.
"""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract import chain, citing
from pipeline.extract.candidates import Candidate, coordinated
from pipeline.extract.resolve import depths
from pipeline.extract.statements import statements, with_parents
from pipeline.extract.tagger import Found
from pipeline.kinds import other
from pipeline.layout import in_place
from pipeline.model import Entry, Parsed, Span, Statement

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
    ("<q:According to> <s:Tern>, quoting Ana Li (a baker), <c:it rained>.", "Ana Li (a baker)", "quoting"),
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
    "<s:Tern> <q:announced> that, citing officials, <c:it rained>.",
    "<s:Tern> <q:said>, <c:citing officials, it rained>.",
    "<s:Tern> <q:said> when it froze, and then, citing officials, that <c:it rained>.",
    "<s:Tern> <q:said> <c:it rained>, citing officials, <c:and that it snowed>.",
    "<s:Ana Li> left; Ben Carr, citing officials, <q:said> <c:it rained>.",
    # A court's ruling rests on what it cites.
    "<s:The court> <q:ruled>, citing the ports council, that <c:it rained>.",
])  # fmt: skip
def test_what_is_no_report_of_another(marked: str) -> None:
    assert len(cited(marked)) == 1


def test_two_reports_of_one_content_cite_once() -> None:
    text = "Tern said and wrote, citing officials, that it rained."
    content = (text.index("it rained"), len(text) - 1)
    reports = [
        Found((content,), (0, 4), (at, at + len(cue)), "indirect", "", 0, None, "tagger")
        for cue, at in ((cue, text.index(cue)) for cue in ("said", "wrote"))
    ]
    assert [text[slice(*f.cue)] for f in citing.with_cited(text, reports) if f.cue] == ["said", "wrote", "citing"]


def read(text: str) -> tuple[Parsed, tuple[Statement, ...]]:
    parsed = other.parse(in_place(text), Entry("own"), "own")
    return parsed, statements(parsed, ())[0]


def by_rule(text: str) -> list[tuple[str, str]]:
    """Return source and content of what the rule of citing read in a text, with the tagger that ships."""
    parsed, found = read(text)
    return [(words(parsed, s.source), words(parsed, s.content)) for s in found if s.rule == citing.RULE]


def words(parsed: Parsed, spans: tuple[Span, ...]) -> str:
    return " … ".join(parsed.text[s.start : s.end] for s in spans)


@pytest.mark.parametrize(("text", "who"), [
    ("The Harbour Times reported on Monday, citing Interior Minister Ana Li, that the bridge had collapsed.", "Interior Minister Ana Li"),
    ("The agency, quoting police officials, said the bridge had collapsed.", "police officials"),
    ("Ana Li, who cited the Central Bank, said the bridge had collapsed.", "the Central Bank"),
    ("The report said, citing Ministry of Health data, that the bridge had collapsed.", "Ministry of Health data"),
    ("The ministry said on its site, quoting Ana Li, that the bridge had collapsed.", "Ana Li"),
    ("Reuters, citing the mayor and two officials, said that the bridge had collapsed.", "the mayor and two officials"),
    ("Reuters reported, citing Norway's foreign ministry, that the bridge had collapsed.", "Norway's foreign ministry"),
    ("The Tern said, citing a source in the port who had seen it, that the bridge had collapsed.", "a source in the port who had seen it"),
])  # fmt: skip
def test_who_can_speak_is_cited(text: str, who: str) -> None:
    assert by_rule(text) == [(who, "the bridge had collapsed")]


@pytest.mark.parametrize("who", [
    "Norway's harbour plan", "Norway's security", "Monday's storm", "Covid-19", "Brexit", "Hurricane Ida", "God",
    "Article 5 of the Charter", "the First Amendment", "Section 12 of the Penal Code", "resolution 60/1", "the law",
    "Norway as an example", "the mayor as a source", "Minister Li's Rage", "Ana Li's privacy", "the mayor’s debts", "market forces",
    "national defence", "press freedom", "the costs and the mayor",
])  # fmt: skip
@pytest.mark.parametrize(
    "frame", ["The mayor said, citing {}, that it rained.", "Tern, which cited {}, said it rained."]
)
def test_grounds_and_things_are_nobody(frame: str, who: str) -> None:
    assert by_rule(frame.format(who)) == []


@pytest.mark.parametrize("text", [
    # Not said, denied, or no report.
    "The company did not say, citing the mayor, that it rained.",
    "Norway denied, citing the harbour board, that it rained.",
    "Norway rejected, citing the harbour board, claims that it rained.",
    "The group criticised, citing the harbour board, that it rained.",
    # What a clause inside the content cites, or behind a part of it.
    "The ministry said that the mayor, citing the harbour board, had closed the road.",
    "The ministry said it rained, citing the harbour board, and that it snowed.",
    "The minister announced that, citing Norway, Peru would leave the treaty.",
    "The minister announced that, quoting President Ana Li, “the war is over”.",
    "The Tern reported that, quoting officials, talks had begun.",
])  # fmt: skip
def test_only_a_report_cites_and_only_before_its_content(text: str) -> None:
    assert by_rule(text) == []


_WHO = st.sampled_from([
    "the harbour board", "Ana Li", "Ana Li, the mayor", "Ben Carr, 45, a fisherman", "officials", "Norway", "the costs",
    "President Ana Li", "the police, quoting officials", "Monday, 3 May",
])  # fmt: skip
_VERB = st.sampled_from(["citing", "quoting", "who cited", "which quoted"])
_SAID = st.sampled_from(["said", "reported on Monday", "announced", "denied", "told them", "said and wrote"])
_WHAT = st.sampled_from(
    ["it rained", "“it rained”", "Ben Carr, citing the mayor, had left", "it rained, and that it snowed"]
)
_SHAPES = st.sampled_from([
    "The Tern {said}, {verb} {who}, that {what}.", "The Tern, {verb} {who}, {said} that {what}.",
    "The Tern {said} that, {verb} {who}, {what}.", "According to the Tern, {verb} {who}, {what}.",
    "The Tern {said} {what}, {verb} {who}, and left.", "{verb} {who}, the Tern {said} {what}.",
])  # fmt: skip


@settings(max_examples=60, deadline=None, derandomize=True)
@given(shapes=st.lists(_SHAPES, min_size=1, max_size=2), verb=_VERB, who=_WHO, said_=_SAID, what=_WHAT)
def test_no_two_statements_are_one(shapes: list[str], verb: str, who: str, said_: str, what: str) -> None:
    _, found = read(" ".join(s.format(verb=verb, who=who, said=said_, what=what) for s in shapes))
    keys = [(s.cue, s.source, s.content) for s in found]
    assert len(set(keys)) == len(keys)
    assert len(cues := [s.cue for s in found if s.rule == citing.RULE]) == len(set(cues))


def test_what_is_cited_stands_inside_the_report_that_cites_it() -> None:
    outer, inner = read("The Tern reported, citing the harbour board, that the bridge had collapsed.")[1]
    assert (outer.parent, inner.parent, inner.content) == (None, 0, outer.content)
    assert [s.speaker and s.speaker.name for s in (outer, inner)] == ["Tern", "harbour board"]
    assert inner.reporter == outer.speaker


def test_of_two_reports_of_one_content_the_nearer_one_cites() -> None:
    reports = [said((20, 24), (50, 90)), said((95, 99), (50, 90))]
    inner = replace(said((30, 36), (50, 90)), rule=citing.RULE)
    for order in (reports, reports[::-1]):
        found = with_parents([*order, inner])
        assert [s.parent for s in found] == [None, None, order.index(reports[0])]
        assert found[2].content == inner.content


@pytest.mark.parametrize(("more", "rows"), [(0, 1), (1, 1), (2, 2)])
def test_cues_of_nearly_one_content_are_one_statement_however_long_its_names_are(more: int, rows: int) -> None:
    """Contents are compared by units: a name counts as one word, or who is named would tell how many statements."""

    def reading(head: int, begin: int, length: int) -> Candidate:
        labels = tuple(chain.Q if k == head else chain.IC if k >= begin else chain.OUT for k in range(15))
        return Candidate(0, head, labels, 0, ((100 - length, 100),), None, (head, head + 1), "indirect")

    pair = [(reading(0, 4, 90), 5), (reading(1, 4 + more, 20), 7)]
    assert len(coordinated(pair)) == rows
