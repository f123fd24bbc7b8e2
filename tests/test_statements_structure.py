"""Where structure alone shows somebody's words: quotations opened anew, interviews, blocks without marks."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import pytest

from pipeline.extract.blocks import block_quotations
from pipeline.extract.citations import citations
from pipeline.extract.quotes import quotations
from pipeline.extract.statements import statements
from pipeline.extract.turns import turns
from pipeline.kinds import other
from pipeline.layout import in_place
from pipeline.model import Actor, Document, Entry, Parsed, Segment


@pytest.mark.parametrize(("text", "inside"), [
    # Paragraphs of one long quotation, joined by the layout: each is opened, the last is closed.
    ("“The road is closed “The bridge is open.”", ["The road is closed", "The bridge is open."]),
    ("«La route est fermée «Le pont est ouvert»", ["La route est fermée", "Le pont est ouvert"]),
    # Marks of another kind quote inside; a straight mark before a word may as well close.
    ("“She said ‘no’ to “us””", ["She said ‘no’ to", "no", "us"]),
    ('He said: "The "fast" train is late."', ['The "fast" train is late.', "fast"]),
    ("“The road is closed.” “The bridge is open.”", ["The road is closed.", "The bridge is open."]),
])  # fmt: skip
def test_marks_that_open_anew(text: str, inside: list[str]) -> None:
    assert [text[q.inner : q.stop] for q in quotations(text)] == inside


INTRODUCTION = "The baker of Ilmar spoke to our paper about bread."


@pytest.mark.parametrize(("paragraphs", "spoken"), [
    # The first question stands before the first label; the label of saved wiki pages is sure, however rare.
    ([INTRODUCTION, "How did you start?", "((Ana Li)) With flour.", "And with some water."], [1, 2, 3]),
    ([INTRODUCTION, "Thank you for having me in your bakery.", "((Ana Li)) With flour."], [1, 2]),
    ([INTRODUCTION, "The bakery opened in May.", "((Ana Li)) With flour."], [2]),
    # The caption of a picture is no answer; what is said of a picture is.
    (["((Ana Li)) With flour.", "Ana Li at her oven.Image: Ben Carr.", "And then with water."], [0, 2]),
    (["((Ana Li)) With flour.", "Bread in May. Photo by Ben Carr.", "I took a photo by day and one by night."], [0, 2]),
    # Without such a label a question is a question of the article.
    ([INTRODUCTION, "How did it start?", "With flour."], []),
    # A speaker of a meeting, told with the state, is sure as well; a name before a colon in mid-article is not.
    (["“We go.” Ms. Li (Ruritania): We thank the Chair for the day."], [0]),
    (["It was late. Ms. Li: a life in letters, is out."], []),
    # What the record says of itself ends the turn, whatever stands behind it.
    (["The President: We turn to the next item.", "May I take it that the Assembly decides so? The draft resolution was adopted. The President"], [0, 1]),
])  # fmt: skip
def test_turns_of_interviews_and_records(paragraphs: list[str], spoken: list[int]) -> None:
    assert [t.paragraph for t in turns(paragraphs)] == spoken


def test_a_turn_ends_where_the_record_speaks() -> None:
    paragraphs = [
        "The President: One.",
        "Does the Assembly agree to it? The draft resolution was adopted. The President",
    ]
    last = turns(paragraphs)[-1]
    assert paragraphs[1][last.start : last.end] == "Does the Assembly agree to it?"


WORDS = "It has always been the custom of this town to wait."


@pytest.mark.parametrize(("paragraphs", "quoted"), [
    (["The mayor denied these charges:", WORDS, "He left at noon."], [1]),
    (["She put it into these words:", WORDS], [1]),
    # A line under it says whose words they are: all paragraphs from the colon on are quoted.
    (["The court set rules for the harbour:", WORDS, WORDS, "– Ana Li, judge", "The harbour opened."], [1, 2]),
    # A colon without a word of communication before it, the noun of another verb, a clause that says something else.
    (["This happens for two reasons:", WORDS], []),
    (["Other rooms of the house:", WORDS], []),
    (["That said, the house differs in several respects:", WORDS], []),
    (["The envoy told reporters in May:", WORDS], [1]),
    (["Li, who said:", WORDS], [1]),
    # Only what the clause itself says introduces: no verb of a clause inside it, no noun before it, no passive.
    (["There are three reasons that the report gives for this:", WORDS], []),
    (["This is an article about a study that denies the effect:", WORDS], []),
    (["Introductory statements and joint debate on open items:", WORDS], []),
    (["The panels will address the following themes:", WORDS], []),
    (["The recommendations below were noted by Peru:", WORDS], []),
    (["The letter adds two rooms:", WORDS], []),
    (["The mayor did not say:", WORDS], []),
    # What is no sentence is no words of anybody's; several lines with a dash are a list.
    (["The mayor said:", "Approval of requests to petition on the harbour and town"], []),
    (["The mayor said:", "of all persons that were heard by the town;"], []),
    (["The mayor said:", ""], []),
    (["The group holds these bodies:", WORDS, "– The Harbour Guild", "– The Town Council"], []),
    # Lists, marked words and short lines are none.
    (["The council decided and reported the following:", "1. " + WORDS], []),
    (["The mayor said:", "“" + WORDS + "”"], []),
    (["The mayor said:", "(a) " + WORDS], []),
    (["The mayor denied the charges:", "Harbour at night"], []),
])  # fmt: skip
def test_blocks_without_marks(paragraphs: list[str], quoted: list[int]) -> None:
    assert sorted(block_quotations(paragraphs)) == quoted


def spoken(text: str) -> list[tuple[list[str], str | None, str]]:
    parsed = other.parse(in_place(text), Entry("text"), "text")
    return [
        (
            [parsed.text[c.start : c.end] for c in s.content],
            parsed.text[s.source[0].start : s.source[0].end] if s.source else None,
            s.mode,
        )
        for s in statements(parsed, ())[0]
    ]


@pytest.mark.parametrize(("text", "source", "words"), [
    # Short words of somebody's, where speech stands, are read as longer ones are: one statement, theirs alone.
    ("“We deny it”, said Ana Li.", "Ana Li", "We deny it"),
    ('"We deny it," said the mayor, Ana Li, on Monday.', "the mayor, Ana Li", "We deny it"),
    ("“No,” she said.", "she", "No"),
    ('The clerk told reporters in the hall, "it is late".', "The clerk", "it is late"),
])  # fmt: skip
def test_short_quotations_where_speech_stands(text: str, source: str, words: str) -> None:
    assert spoken(text) == [([words], source, "direct")]


@pytest.mark.parametrize("text", [
    "I am told the council will meet in May.",
    "I’m advised that the council will meet in May.",
    "We have never been informed that the council will meet in May.",
])  # fmt: skip
def test_who_is_told_is_no_source(text: str) -> None:
    assert [(source, mode) for _, source, mode in spoken(text)] == [(None, "indirect")]


def test_terms_in_marks_stay_in_their_sentence() -> None:
    ((content, source, mode),) = spoken("The mayor called the map “a lie”.")
    assert (content, source, mode) == (["the map “a lie”"], "The mayor", "mixed")


@pytest.mark.parametrize(("text", "sources"), [
    # The words of a cited title are said by nobody; what is said beside it is.
    ("Ana Li, The Mayor Said It Rained: A History of Harbours (Ilmar, Harbour Press, 1999), p. 12.", []),
    ("See Ana Li, “The town said no”, Tern, 3 May 2020.", []),
    ("See Ben Carr, “Quoted: how the town lived and died of its words”, Tern, 3 May 2020.", []),
    ("The mayor said that it rained. See Ana Li, “The town said no”, Tern, 3 May 2020.", ["The mayor"]),
])  # fmt: skip
def test_titles_of_cited_works_are_nobodys_words(text: str, sources: list[str]) -> None:
    parsed = other.parse(in_place(text), Entry("text"), "text")
    found = statements(parsed, citations(parsed))[0]
    assert [parsed.text[s.source[0].start : s.source[0].end] for s in found if s.source] == sources
    assert len(found) == len(sources)


def test_a_paragraph_that_is_nothing_but_a_cited_work_is_still_in_its_own_voice() -> None:
    text = "Ana Li, The Mayor Said It Rained: A History of Harbours (Ilmar, Harbour Press, 1999)"
    parsed = Parsed(
        "un:own",
        Document("other"),
        text,
        (Segment("paragraph", 0, text, voice=Actor("person:own/ben-carr", "Ben Carr", "person")),),
    )
    (work,) = citations(parsed)
    (own,) = statements(parsed, (work,))[0]
    assert (work.start, work.end) == (own.content[0].start, own.content[0].end)
    assert own.mode == "authored"
