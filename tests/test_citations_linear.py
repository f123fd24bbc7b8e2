"""No input makes reading citations slower than linear: four times the text takes about four times as long."""

from __future__ import annotations

import time

import pytest
from cited import parsed

from pipeline.extract.citations import citations
from pipeline.extract.citations.tokens import READINGS
from pipeline.model import Document, Parsed, Segment

# What is repeated, and what it attacks.
PATTERNS = {
    "series": "S/", "path": "A/1/", "joint": "A/1/2-", "parentheses": "(", "closings": ")", "fractions": "1/2, ",
    "cued list": "resolutions 1/2, ", "nouns": "resolution ", "bodies": "General Assembly ", "half bodies": "General ",
    "signals without end": "See A/52/87; ", "signals": "see also ", "ibid": "A/52/87. Ibid., ", "cases": " v. X, Series C No. 1 ",
    "case words": "Of The And ", "quotes": "“a”, ", "quoted titles": "“Ab cd ef”, Gh Ij, ", "imprints": "A, B (C, 2013), ",
    "imprint ends": "a, 2013)", "letters": "letter dated 1 May 2001 from the Aa ", "address": "https://a.b/(", "address end": "www.a.b))))",
    "places": "A/52/87, paras. 1, 2, ", "place list": "1 and 2, ", "table": "31/2\n", "tabs": "31/2\t", "headers": "A/52/87\n",
    "pages": "A/52/87 1/2 ", "spaces": " ", "no-break spaces": "\u00a0", "lines": "\n", "elliptic": " and Add.1", "bare elliptic": "A/1/2, 3 ",
    "communications": "communications Nos. 1/2000, 2/2000, ", "bare communications": "No. 1/2000 v. ", "digits": "1", "romans": "I",
    "ranges": "S/2000/1 through S/2000/90 ", "back to books": "Ann Lee, Rivers (Hill Press, 1992); Lee, op. cit.; ",
    "meetings": "1200th meeting ", "dates": "1/1/2000 ", "laws": "Law No. 1/", "accents": "e\u0301", "astral": "\U0001f600",
    "surrogates": "\ud800", "controls": "\x00\x01", "links": "](#", "capitals": "Aa, ", "years": "757 (1992), ",
    "acts": "Aa of Act 1998 ", "titles of laws": "Law on Aa of ", "words of laws": "Law on aa ", "states": "Criminal Code of Aa ",
    "single quotes": "‘a’, ", "led books": "by Aa by (B, 1998)", "addenda": "A/52/87 and in Add.1 ", "ordinals": "1st, ",
    "counted": "resolutions on aa ", "subjects": "In its resolution 5/1, the ", "adopted by": "resolution 5/1 adopted by the ",
    "years of records": "Fifth Year, 3rd meeting, ", "applications": "applications Nos. 1/23 and 4/56, ",
    "bodies in titles": "Law on General Assembly of ", "bodies of states": "Constitution of General Assembly ",
    "pages of tables": "1/2; 1/2; ", "mastheads": "A/52/87 \n \n \n \n \nDistr. ", "names of mastheads": "A/52/87 General Assembly\n",
    "job numbers": "A/52/87 20-09596 ", "two symbols": "A/1/2 A/1/2 ", "joined symbols": "A/1/2–", "bracketed": "[A/36731 ",
    "nested links": "[[1]](", "linked numbers": "](#31/2 ", "open quotes": "“", "straight quotes": '", ', "see": "See ",
    "places before": "para. 1 of its ", "places of its": "paragraphs 1, 2 and 3 of resolution 5/1 ", "annexes": "A/1/2, annex, ",
    "long place": "A/1/2, paras. 1, 2, 3 and 4, ", "lists": "822 (1993), 823 (1993) and ", "letters of lists": "47/1 A, B and ",
    "bare numbers": "resolutions 757, 758, ", "sessions": "ES-10/2, S-1/2, ", "decisions": "decision 1/CP.1, 2/CP.1, ",
    "damaged": "A/52/87/Add.l, Corr. I, ", "long words": "Aa", "acts of acts": "Act of Act 1998 ", "names of cases": "Aa v. Aa (no. 1234/56) ",
    "closed imprints": "Aa (B, Cc, 2013), ", "stages of cases": "Aa v. Bb, Merits, Costs (C), ", "cases and stages": "Aa v. Bb, Merits (no. 1234/56) ",
    "volumes": "“Aa bb” (2003) 52 ICLQ ", "parts of places": "A/52/87, paras. 1 (a), (b) ", "parts": "(a), (b) and ", "notes in notes": "a. ² ",
    "ends of sentences": "See A/1/2. A. ", "initials": "A. B. C. ", "half letters": "letters dated 1 May ", "raised": "¹², ",
    "lone numbers": "the resolution 757 ", "things": "aa A/1 ", "acronyms": "CAT, communication No. 3/1988 ", "volumes of symbols": "A/1/2 (Part I), (Part II) ",
    "dashes": "A/1/2–3/4 ", "dashes on": "S/1–2–", "letters listed": "A/RES/1/2 A, B, C and D ", "stops": "A/1/2.",
    "pages alone": "15/22\n\n", "lists of resolutions": "A/RES/47/20, 48/3 ", "days": "resolutions 752 (May 15), 757 ",
    "headings": "\n47/20. Rivers and lakes", "headings of records": "A/1/2 A/1/2 1/2 ", "things listed": "seats A/1 and B/2 ",
    "cases listed": "v. Aa, nos. 12345/67, 12345/68 ", "decrees": "Decrees 1/1990, 2/1991 ", "clauses": "In its resolution 5/1, on aa ",
}  # fmt: skip
SMALL = 16_000
# Four times the work, and room for a machine that is busy with other things.
MOST = 4 * 2.2


def _one_segment(text: str) -> Parsed:
    return Parsed("un:x", Document("other"), text, (Segment("paragraph", 0, text),))


def _seconds(document: Parsed) -> float:
    best = 9.0
    for _ in range(2):
        READINGS.clear()  # what no text before has held is the most work
        begin = time.process_time()
        citations(document)
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("name", PATTERNS)
def test_time_grows_with_length(name: str) -> None:
    unit = PATTERNS[name]
    small = unit * (SMALL // len(unit))
    _seconds(_one_segment(small))  # patterns compiled
    short, long = _seconds(_one_segment(small)), _seconds(_one_segment(small * 4))
    assert long < max(short, 0.006) * MOST, f"{len(small)}: {short:.4f} s, {4 * len(small)}: {long:.4f} s"


@pytest.mark.parametrize("name", ["headers", "lines", "table", "years", "ibid", "fractions", "pages alone"])
def test_time_grows_with_the_number_of_segments(name: str) -> None:
    unit = PATTERNS[name] + "\n\n"
    small = unit * (SMALL // len(unit))
    _seconds(parsed(small))
    short, long = _seconds(parsed(small)), _seconds(parsed(small * 4))
    assert long < max(short, 0.006) * MOST


def _noted(notes: int) -> Parsed:
    """Return a document of paragraphs, each with a footnote whose mark stands nowhere."""
    pieces = [(f"Words and words, {i}.", "paragraph", None) for i in range(notes)]
    pieces += [(f"{'¹' * (1 + i % 4)} A/52/{i}.", "footnote", "²" * (1 + i % 4)) for i in range(notes)]
    text = "\n\n".join(words for words, _, _ in pieces)
    segments, at = [], 0
    for words, kind, label in pieces:
        segments.append(Segment(kind, at, words, label))
        at += len(words) + 2
    return Parsed("un:x", Document("other"), text, tuple(segments))


def test_time_grows_with_the_number_of_footnotes() -> None:
    _seconds(_noted(100))
    short, long = _seconds(_noted(1000)), _seconds(_noted(4000))
    assert long < max(short, 0.006) * MOST


def test_what_readings_weigh_is_bounded() -> None:
    READINGS.clear()
    _seconds(_one_segment("S/2000/1/Add.1-199" + ", Add.1-199" * 400))
    _seconds(_one_segment("resolutions 1/2" + ", 1/2" * 2000))
    assert READINGS.weight == 0  # neither is kept
    _seconds(_one_segment("S/2000/1/Add.1-3"))
    assert READINGS.weight == 4
    for i in range(READINGS.MOST // 60):
        READINGS[f"S/2000/{i}/Add.1-60".encode()]
    assert 0 < READINGS.weight <= READINGS.MOST


@pytest.mark.parametrize(("head", "unit"), [("S/2000/1/Add.1-199", ", Add.1-199"), ("", "S/2000/1/Add.1-199.\n\n")])
def test_ranges_make_no_more_rows_than_there_are_characters(head: str, unit: str) -> None:
    text = head + unit * 4000
    assert len(citations(parsed(text))) < len(text) + 20_000
    assert len(citations(parsed(head + unit * 3))) > 400
