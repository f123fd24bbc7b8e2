"""Where a source and a content begin and end, by the words around the cue, whatever the tagger read there."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import re
import time

import pytest

from pipeline.extract import contents, quoted, sources, units
from pipeline.extract.tagger import Found

_PART = re.compile(r"<(?P<role>[scq]):(?P<text>[^<>]*)>")


def read(marked: str, mode: str = "indirect", rule: str = "tagger") -> tuple[str, Found]:
    """Return a text and what was found in it: <s:source>, <q:cue> and <c:content>."""
    text, at = "", 0
    spans: dict[str, list[tuple[int, int]]] = {}
    for match in _PART.finditer(marked):
        text += marked[at : match.start()]
        spans.setdefault(match["role"], []).append((len(text), len(text) + len(match["text"])))
        text += match["text"]
        at = match.end()
    text += marked[at:]
    source, cue = (spans[role][0] if role in spans else None for role in "sq")
    return text, Found(tuple(spans["c"]), source, cue, mode, "", 0, None, rule)


def source_of(marked: str, rule: str = "tagger") -> str | None:
    text, found = read(marked, rule=rule)
    source = sources.settled(text, found).source
    return text[slice(*source)] if source else None


def content_of(marked: str, mode: str = "indirect") -> list[str]:
    text, found = read(marked, mode)
    return [text[slice(*c)] for c in contents.settled(text, sources.settled(text, found)).content]


@pytest.mark.parametrize(("marked", "source"), [
    # When something was said is no part of who said it; when a document was made is.
    ("<s:This past Friday, the baker> <q:announced> <c:her candidacy>.", "the baker"),
    ("On <s:Thursday officials> <q:reported> <c:a flood>.", "officials"),
    ("<q:According to> <s:Ana Li on Saturday>, <c:the harbour froze>.", "Ana Li"),
    ("<s:The Ilmar Assembly last June> <q:commended> <c:the firemen>.", "The Ilmar Assembly"),
    ("<s:The report on Saturday> <q:listed> <c:nine bridges>.", "The report on Saturday"),
    ("<s:The statement of 4 May 1979> <q:says> <c:it rained>.", "The statement of 4 May 1979"),
    # Where a report was written says nothing.
    ("<s:ILMAR — The Bread Ministry> <q:said> <c:it was deep>.", "The Bread Ministry"),
    ("<s:PORT ILMAR, 3 May 2021 (Tern) – Ana Li> <q:said> <c:it was deep>.", "Ana Li"),
    ("<s:BBC reporter Ana Li> <q:said> <c:it was deep>.", "BBC reporter Ana Li"),
    ("<s:The mayor – a baker – > <q:said> <c:it was deep>.", "The mayor – a baker – "),
    # A relative clause and a paragraph's number are not, a second name is.
    ("<s:Ana Li, who saw the flood>, <q:said> <c:it was deep>.", "Ana Li"),
    ("<s:Ana Li, speaking for the town>, <q:said> <c:it was deep>.", "Ana Li"),
    ("<s:Young Per, on the upper deck>, <q:said> <c:it was deep>.", "Young Per"),
    ("<s:Ana Li, mayor of Ilmar>, <q:said> <c:it was deep>.", "Ana Li, mayor of Ilmar"),
    ("<s:140. We> <q:say> <c:that it rained>.", "We"),
    ("<c:It was late>, <q:said> <s:Ana Li to the gathered bakers>.", "Ana Li"),
    ("<c:It was late>, <q:said> <s:the mayor of Ilmar via news agency Tern>.", "the mayor of Ilmar"),
    ("<c:It was late>, <q:said> <s:the ambassador to the islands>.", "the ambassador to the islands"),
    ("<c:It was late>, <q:said> <s:Former Ambassador to the United Towns Ana Li>.", "Former Ambassador to the United Towns Ana Li"),
    # A subject is a whole noun phrase: it hangs on no preposition and on no noun before it.
    ("Bakers in <s:Ilmar> <q:warn> <c:of rain>.", "Bakers in Ilmar"),
    ("It rained, but news broadcaster <s:Tern> later <q:reported> <c:hail>.", "news broadcaster Tern"),
    ("Local <s:Governor Li> <q:said> <c:it rained>.", "Local Governor Li"),
    ("Li and <s:her bakers> <q:claimed> <c:victory>.", "Li and her bakers"),
    ("It rained and <s:her bakers> <q:claimed> <c:victory>.", "her bakers"),
    ("The harbour froze and <s:her bakers> <q:claimed> <c:victory>.", "her bakers"),
    ("In <s:Ilmar> <q:warned> <c:of rain>.", "Ilmar"),
    ("However <s:Ana Li> <q:said> <c:it rained>.", "Ana Li"),
    ("It <s:Tern> <q:said> <c:rained>.", "Tern"),
    ("The Gazette reported <s:Ana Li> <q:denied> <c:it>.", "Ana Li"),
    ("She spoke in <s:Ilmar> <q:warned> <c:of rain>.", "Ilmar"),
    ("It rained, but both the mayor and <s:the council> have <q:alleged> <c:fraud>.", "both the mayor and the council"),
    ("Both Ruritania and <s:the United Towns> <q:denied> <c:it>.", "Both Ruritania and the United Towns"),
    ("<s:Ruritania would like to> <q:thank> <c:the bakers>.", "Ruritania"),
    ("<s:Ana Li of> <q:said> <c:it rained>.", "Ana Li"),
    # A subject does not end before its noun; whose claim it is says it.
    ("<s:Our> work has again been <q:calling for> <c:bread>.", "Our work"),
    ("Friends of <s:the> town later <q:said> <c:it rained>.", "Friends of the town"),
    ("<s:Her> <q:claim> that <c:it rained> is true.", "Her"),
    ("<s:The> is by <q:saying> <c:it rained>.", "The"),
    # What a preposition opens the sentence with is no part of its subject.
    ("With <s:the purchase Tern> <q:said> <c:it would grow>.", "Tern"),
    ("It rained. In <s:the old harbour spokeswoman Ana Li> <q:said> <c:it was late>.", "spokeswoman Ana Li"),
    ("Yesterday <s:the company Tern> <q:said> <c:it would grow>.", "the company Tern"),
    ("It was in May <s:the company Tern> <q:said> <c:it would grow>.", "the company Tern"),
    # A name and an office beside each other are one mention.
    ("Ana Li, <s:the mayor of Ilmar>, <q:said> <c:it rained>.", "Ana Li, the mayor of Ilmar"),
    ("As Ana Li, <s:the mayor of Ilmar>, <q:said>, <c:it rained>.", "Ana Li, the mayor of Ilmar"),
    ("Ilmar's mayor, <s:Ana Li>, <q:said> <c:it rained>.", "Ilmar's mayor, Ana Li"),
    ("On Wednesday, <s:Ana Li>, the mayor, <q:said> <c:it rained>.", "Ana Li"),
    ("After the storm, <s:Ana Li>, who is old, <q:said> <c:it rained>.", "Ana Li"),
    ("<q:According to> <s:the Ilmar mayor>, <c:Ana Li, the harbour froze>.", "the Ilmar mayor, Ana Li"),
    ("<q:According to> <s:Ana Li>, <c:Ilmar's former mayor, the harbour froze>.", "Ana Li, Ilmar's former mayor"),
    ("<q:According to> <s:the mayor>, <c:Ana Li, Per Os and their dog left>.", "the mayor, Ana Li"),
    ("<q:According to> <s:the report>, <c:Ana Li, a baker, left>.", "the report"),
    ("<q:According to> <s:police>, <c:Ana Li, who is old, left>.", "police"),
    # An adverb that opens a clause has no say in it; neither has who is told.
    ("<s:Gravely> <q:concerned> at <c:the flood>,", None),
    ("<s:Italy> <q:announced> <c:a flood>.", "Italy"),
    ("<s:I> am <q:told> that <c:it rained>.", None),
])  # fmt: skip
def test_extent_of_a_source(marked: str, source: str | None) -> None:
    assert source_of(marked) == source


@pytest.mark.parametrize(("marked", "source"), [
    ("<s:Ms. Li> (Ruritania): <c:We thank the Chair>.", "Ms. Li (Ruritania)"),
    ("<s:The President> (spoke in French): <c:We begin>.", "The President"),
    ("<s:Ms. Li> (interpretation from French): <c:We begin>.", "Ms. Li"),
])  # fmt: skip
def test_a_speaker_of_a_meeting_is_named_with_the_state(marked: str, source: str) -> None:
    assert source_of(marked, "turn") == source


@pytest.mark.parametrize(("marked", "content"), [
    # When it was said, who was told, how it was said.
    ("Li <q:said> <c:late on Tuesday no boat would leave>.", ["no boat would leave"]),
    ("Li <q:claimed>, <c:as of Thursday, it was the only town without snow>.", ["it was the only town without snow"]),
    ("The court <q:ruled> on May <c:11 the vote was void>.", ["the vote was void"]),
    ("Li <q:said> <c:this week would be cold>.", ["this week would be cold"]),
    ("Li <q:said> that <c:in May the harbour froze>.", ["in May the harbour froze"]),
    ("Li <q:reminded> <c:the Assembly that, a day before, it had rained>.", ["a day before, it had rained"]),
    ("Li <q:told> <c:the mayor we had no bread>.", ["we had no bread"]),
    ("Li <q:reminded> <c:us of who we are>.", ["who we are"]),
    ("Li <q:told> <c:us to bake bread>.", ["us to bake bread"]),
    ("Li <q:told> <c:the bakers to close>.", ["the bakers to close"]),
    ("Li <q:said> <c:the mayor that year was ill>.", ["the mayor that year was ill"]),
    ("Li <q:asked> <c:the bakers how bread was made>.", ["how bread was made"]),
    ("Li <q:asked> <c:the delegation about the price of bread>.", ["the price of bread"]),
    ("Li <q:asked> <c:how bread was made and what it cost>.", ["how bread was made and what it cost"]),
    ("Li <q:asked> <c:if it was known whether bread would last>.", ["if it was known whether bread would last"]),
    ("Li <q:asked for> <c:more news about bread>.", ["more news about bread"]),
    ("1. <q:Condemns> <c:vigorously the theft of bread>;", ["the theft of bread"]),
    ("2. <q:Stressing> <c:once again its love of bread>,", ["its love of bread"]),
    ("Li <q:said> <c:only the bakers knew>.", ["only the bakers knew"]),
    ("Li <q:said> <c:roughly half were open>.", ["roughly half were open"]),
    # What the report begins with.
    ("Bakers <q:say> adding <c:salt to bread is easy>.", ["adding salt to bread is easy"]),
    ("Bakers <q:expressed concern> regarding <c:the salt>.", ["the salt"]),
    ("<s:The harbour> has <q:reportedly> <c:frozen over>.", ["The harbour has", "frozen over"]),
    ("It, <s:Ana Li> said, has <q:reportedly> <c:frozen over>.", ["frozen over"]),
    ("They closed the road, which <s:Li> <q:said> <c:was due to snow>.", ["which", "was due to snow"]),
    ("They closed the road, which <s:Li> <q:called> <c:a shame>.", ["a shame"]),
    ("They closed it, of which <s:Li> <q:said> that <c:is a shame>.", ["is a shame"]),
    ("Li <q:rejected> <c:Ilmar>'s claim that bread was dear.", ["Ilmar's claim that bread was dear"]),
    ("Li <q:rejected> <c:Ilmar> and its claim.", ["Ilmar"]),
    # What the narrator adds behind it.
    ("Li <q:said> <c:no dispute was left (see A/66/PV.15)>.", ["no dispute was left"]),
    ("<q:According to> the report, <c:bread was dear (ibid., paras. 4–5)>.", ["bread was dear"]),
    ("Li <q:welcomed> <c:the Bread Programme (BP)>.", ["the Bread Programme (BP)"]),
    ("Li <q:recalled> <c:the Charter of Bread (resolution 12/3)>.", ["the Charter of Bread (resolution 12/3)"]),
    ("Ruritania <q:welcomed> <c:the new law and made two recommendations>.", ["the new law"]),
    ("Ruritania <q:said> <c:it saw the law and made two loaves>.", ["it saw the law and made two loaves"]),
    # An apposition to the source moves there.
    ("<q:According to> <s:the Ilmar mayor>, <c:Ana Li, the harbour froze>.", ["the harbour froze"]),
    ("<q:According to> <s:the report>, <c:Ana Li, a baker, left>.", ["Ana Li, a baker, left"]),
])  # fmt: skip
def test_extent_of_a_content(marked: str, content: list[str]) -> None:
    assert content_of(marked) == content


def test_quoted_words_keep_their_edges() -> None:
    assert content_of("Li <q:told> us: “<c:the bakers that I know are asleep>”.", "direct") == [
        "the bakers that I know are asleep"
    ]


@pytest.mark.parametrize(("text", "cues", "content"), [
    # (cue, its source, the first word of its content) of each; contents reach to the end of the sentence.
    ("Ruritania welcomed the report and encouraged the State to print it", [("welcomed", "Ruritania", "the"), ("encouraged", None, "the State")], "the report"),
    ("Notes the work of the Fund, acknowledging its age", [("Notes", None, "the work"), ("acknowledging", None, "its")], "the work of the Fund"),
    # Subordinate to what is reported, or somebody else's.
    ("Li said that it rained, indicating that it was May", [("said", "Li", "it rained"), ("indicating", None, "it was")], "it rained, indicating that it was May"),
    ("Li said that Os warned of rain and urged the town to wait", [("said", "Li", "Os"), ("warned", "Os", "rain"), ("urged", None, "the town")], "Os warned of rain and urged the town to wait"),
    ("Li said that Os stayed and Per asked for bread", [("said", "Li", "Os"), ("asked for", "Per", "bread")], "Os stayed and Per asked for bread"),
    ("Li called for bread and the demand to be met", [("called for", "Li", "bread")], "bread and the demand to be met"),
])  # fmt: skip
def test_a_content_ends_where_its_sources_next_act_begins(
    text: str, cues: list[tuple[str, str | None, str]], content: str
) -> None:
    def span(words: str, start: int = 0) -> tuple[int, int]:
        at = text.index(words, start)
        return at, at + len(words)

    found = []
    for cue, source, first in cues:
        signal = span(cue)
        found.append(
            Found(
                ((text.index(first, signal[1]), len(text)),),
                span(source) if source else None,
                signal,
                "indirect",
                "",
                0,
                None,
                "tagger",
            )
        )
    start, end = contents.apart(text, found)[0].content[0]
    assert text[start:end] == content


@pytest.mark.parametrize(("text", "source"), [
    # Whose subject opens the sentence that a quotation ends, said the quoted words.
    ("Mayor Ana Li of Ilmar spoke of the flood: “It was a very long night for us.”", "Mayor Ana Li of Ilmar"),
    ("Fashion designer Ana Li addressed the town: “It was a very long night for us.”", "Fashion designer Ana Li"),
    ("Ana Li, a baker of Ilmar, also mourned the bridge: “It was a very long night for us.”", "Ana Li, a baker of Ilmar"),
    # The sentence says what somebody was, or opens otherwise.
    ("Ilmar was a ruin: “It was a very long night for us.”", None),
    ("In Ilmar water covered the road: “It was a very long night for us.”", None),
    ("And the bridge carries a motto: “It was a very long night for us.”", None),
])  # fmt: skip
def test_source_of_a_quotation_without_a_cue(text: str, source: str | None) -> None:
    (found,) = quoted.complete(text, units.read(text, frozenset({"fashion", "in", "and"})), [])
    assert (text[slice(*found.source)] if found.source else None) == source


def test_time_grows_with_the_text() -> None:
    """Ten times the words around a cue take about ten times as long."""

    def taken(size: int) -> float:
        parts = ["the ", "a, ", "said ", " " * 3, "on ", "(see "]
        text = "Li said " + "".join(parts) * size + "x)"
        found = [Found(((8, len(text)),), (0, 2), (3, 7), "indirect", "", 0, None, "tagger")] * size
        began = time.process_time()
        for f in contents.apart(text, found):
            contents.settled(text, sources.settled(text, f))
        return time.process_time() - began

    small = min(taken(100) for _ in range(3))
    assert min(taken(1000) for _ in range(3)) < 40 * small + 0.05
