"""The statements of the two seed documents, as issue 2 lists them."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline.extract.statements import statements
from pipeline.kinds import choose
from pipeline.layout import place, settle
from pipeline.media import text
from pipeline.model import Citation, Entry, Link, Parsed, Span, Statement

RAW = Path(__file__).parent.parent / "raw"
Letter = tuple[Parsed, tuple[Citation, ...], tuple[Statement, ...], tuple[Link, ...]]
Article = tuple[Parsed, tuple[Statement, ...]]
SYMBOL = re.compile(r"A/\d+/\d+-S/\d+/\d+")


def read(name: str, publisher: str | None) -> Parsed:
    path = next(RAW.glob(name))
    layout = place(text.blocks(path.read_bytes(), path.name))
    return settle(choose(layout).parse(layout, Entry(path.name, publisher=publisher), "un:test"))


def cited(parsed: Parsed) -> tuple[Citation, ...]:
    """Stand in for the citations room: the letter's symbols and its book."""
    out = []
    for number, segment in enumerate(parsed.segments):
        anchor = None
        if segment.kind == "footnote":
            bearer = next(s for s in parsed.segments if s.kind != "footnote" and (segment.label or "") in s.text)
            anchor = bearer.char_start + bearer.text.index(segment.label or "")
        for match in SYMBOL.finditer(segment.text):
            place = number, segment.char_start + match.start(), segment.char_start + match.end()
            out.append(Citation(*place, "un_document", "symbol", match.group(), anchor=anchor))
        if "Black Garden" in segment.text:
            out.append(Citation(number, segment.char_start, segment.char_end, "book", "book", anchor=anchor))
    return tuple(out)


@pytest.fixture(scope="module")
def letter() -> Letter:
    parsed = read("*letter*", None)
    citations = cited(parsed)
    return parsed, citations, *statements(parsed, citations)


@pytest.fixture(scope="module")
def article() -> Article:
    parsed = read("*azernews*", "AzerNEWS")
    return parsed, statements(parsed, ())[0]


def words(parsed: Parsed, spans: tuple[Span, ...]) -> list[str]:
    return [parsed.text[s.start : s.end] for s in spans]


def by_cue(parsed: Parsed, found: tuple[Statement, ...], cue: str) -> Statement:
    return next(s for s in found if words(parsed, s.cue) == [cue])


LETTER = [
    # cue, source, content, mode, act, speaker's id
    (
        "claim",
        "This “fact sheet”",
        (
            "the circumstances surrounding the tragic loss of civilians lives in and around Khojaly remain complex and "
            "subject to differing interpretations"
        ),
        "direct",
        "assert",
        "doc:A/80/675-S/2026/193/fact-sheet",
    ),
    ("refuted", "numerous independent sources", "Such claim", "indirect", "deny", None),
    (
        "acknowledged",
        "the former Minister of Defence and President of Armenia, Serzh Sargsyan",
        "the killing of Azerbaijani civilians in Khojaly was carried out by Armenian forces",
        "indirect",
        "acknowledge",
        "person:ARM/serzh-sargsyan",
    ),
    (
        "be grateful",
        "I",
        (
            "if you would have the present letter circulated as a document of the General Assembly, under agenda items "
            "31, 62, 67, 69, 71, 81, 84 and 131, and of the Security Council"
        ),
        "indirect",
        "demand",
        "person:AZE/tofiq-musayev",
    ),
]


@pytest.mark.parametrize("expected", LETTER, ids=lambda e: e[0])
def test_letter(letter: Letter, expected: tuple[str, str, str, str, str, str | None]) -> None:
    cue, source, content, mode, act, speaker = expected
    parsed, _, found, _ = letter
    s = by_cue(parsed, found, cue)
    assert words(parsed, s.source) == [source]
    assert words(parsed, s.content) == [content]
    assert (s.mode, s.act, s.negated, s.parent) == (mode, act, False, None)
    assert s.speaker is not None
    assert speaker in {None, s.speaker.id}
    assert s.reporter is not None
    assert s.reporter.id == "person:AZE/tofiq-musayev"


def test_letter_has_these_and_its_own_paragraphs_only(letter: Letter) -> None:
    parsed, _, found, _ = letter
    paragraphs = [s for s in parsed.segments if s.kind == "paragraph"]
    authored = [s for s in found if s.mode == "authored"]
    assert len(authored) == len(paragraphs) == 7
    assert all(s.speaker == s.reporter == paragraphs[0].voice and s.act is None for s in authored)
    assert len(found) == len(authored) + len(LETTER)


def test_letter_fact_sheet_speaks_for_its_state(letter: Letter) -> None:
    parsed, _, found, _ = letter
    speaker = by_cue(parsed, found, "claim").speaker
    assert speaker is not None
    assert (speaker.kind, speaker.country) == ("document", "ARM")


def test_letter_footnotes_are_linked_and_their_marks_left_out(letter: Letter) -> None:
    parsed, citations, found, links = letter
    for cue, identifiers in (
        ("refuted", ["A/74/676-S/2020/90", "A/74/807-S/2020/303", "A/75/742-S/2021/279"]),
        ("acknowledged", [None]),
    ):
        number = found.index(by_cue(parsed, found, cue))
        own = [link for link in links if link.statement == number]
        assert [citations[link.citation].identifier for link in own] == identifiers
        assert {link.relation for link in own} == {"footnote"}
    said = [s for s in found if s.mode != "authored"]
    assert not any(set("¹²") & set(w) for s in said for w in words(parsed, s.content))
    first = next(i for i, s in enumerate(found) if s.mode == "authored")
    assert [link.relation for link in links if link.statement == first] == ["same_sentence"]


def test_article(article: Article) -> None:
    parsed, found = article
    quotation = next(s for s in found if s.mode == "direct")
    (content,) = words(parsed, quotation.content)
    assert content.startswith("Today, we join the people of Azerbaijan")
    assert content.endswith("building lasting peace for future generations")
    assert (quotation.source, quotation.cue, quotation.parent) == ((), (), None)
    assert quotation.speaker is not None
    assert quotation.speaker.name == "Embassy of the United States in Azerbaijan"
    assert (quotation.speaker.kind, quotation.speaker.country) == ("organisation", "USA")
    assert quotation.reporter is not None
    assert quotation.reporter.id == "media:azernews"


def test_article_nested(article: Article) -> None:
    parsed, found = article
    s = by_cue(parsed, found, "extend our deepest and most sincere condolences")
    assert words(parsed, s.source) == ["we"]
    assert words(parsed, s.content) == ["the families and loved ones of the victims"]
    assert (s.mode, s.act) == ("indirect", "express")
    assert s.parent == next(i for i, o in enumerate(found) if o.mode == "direct")
    assert s.speaker == s.reporter == found[s.parent].speaker


def test_article_has_these_and_its_own_paragraphs_only(article: Article) -> None:
    parsed, found = article
    authored = [s for s in found if s.mode == "authored"]
    quoted = next(s for s in found if s.mode == "direct").content[0].segment
    own = [i for i, s in enumerate(parsed.segments) if s.kind == "paragraph" and i != quoted]
    assert [s.content[0].segment for s in authored] == own
    assert len(found) == len(authored) + 2
