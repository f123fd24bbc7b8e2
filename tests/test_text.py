"""From bytes to the final text: encodings, Markdown leftovers, normalisation, layout."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from made import from_text

from pipeline import dates, masthead
from pipeline.layout import in_place, lines, place, settle
from pipeline.media.text import blocks, decode
from pipeline.model import Block, Document, Parsed, Segment
from pipeline.normalise import STEPS, normalise, unwrap


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-32", "cp1252", "cp1251", "cp1254"]
)
def test_text_is_read_in_the_encoding_it_is_in(encoding: str) -> None:
    words = {"cp1251": "Письмо Постоянного представителя от 2 апреля, адресованное Генеральному секретарю",
             "cp1254": "Türkiye Cumhuriyeti Daimi Temsilcisi tarafından gönderilen mektup: İstanbul, Ağrı"}  # fmt: skip
    text = words.get(encoding, "Le représentant permanent a été reçu – “hier” – à Genève, où il a déjà parlé")
    data = text.encode(encoding)
    if encoding == "utf-16-le":
        data = b"\xff\xfe" + data
    assert decode(data, "letter.txt") == text


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        ("a **b** c", [("a b c", False)], "emphasis within a paragraph"),
        ("**all of it**", [("all of it", True)], "a bold paragraph"),
        ("**One**Two", [("One", True), ("Two", False)], "a line break lost behind a bold run"),
        ("One**Two**", [("One", False), ("Two", True)], "and before one"),
        ("**One****Two**", [("One", True), ("Two", True)], "and between two"),
        ("**One\ntwo****Three**", [("One\ntwo", True), ("Three", True)], "a bold run over two lines"),
        ("(see **this**, and **that**).", [("(see this, and that).", False)], "punctuation is no neighbour"),
        ("[A/1/2](#) and [x](https://a.b/c_(d))", [("A/1/2 and x", False)], "links keep their words"),
        ("note[1] (see)", [("note[1] (see)", False)], "brackets that are no link"),
        ("*Black Garden: A\nHistory* (2013)", [("Black Garden: A\nHistory (2013)", False)], "italics over two lines"),
        ("2 * 3 * 4", [("2 * 3 * 4", False)], "no emphasis: blanks inside"),
        ("word* and word*", [("word* and word*", False)], "footnote marks"),
        ("* A note.\n", [("* A note.", False)], "the note itself"),
        ("** unclosed", [("** unclosed", False)], "a mark that opens nothing"),
        ("## A heading ##", [("A heading", False)], "headings"),
        (r"A\_B \* c", [("A_B * c", False)], "escapes"),
        ("one\r\n\r\ntwo\r\rthree", [("one", False), ("two", False), ("three", False)], "line breaks of all systems"),
    ],
)
def test_markdown_leftovers(text: str, expected: list[tuple[str, bool]], why: str) -> None:
    assert [(b.text.strip(), b.bold) for b in blocks(text.encode(), "x.txt")] == expected, why


@given(st.text(alphabet="*[]()#\\ \nab", max_size=200))
def test_no_letter_is_lost_in_markdown(text: str) -> None:
    try:
        found = blocks(text.encode(), "x.txt")
    except Exception as error:  # noqa: BLE001 -- only one is expected
        assert "only white space" in str(error)  # noqa: PT017 -- any other error fails here
        return
    letters = [c for c in "".join(b.text for b in found) if c in "ab"]
    # Addresses of links go; a link's address here is empty or starts with #.
    assert len(letters) <= sum(c in "ab" for c in text)
    if "(#" not in text:
        assert len(letters) == sum(c in "ab" for c in text)


@given(st.text(max_size=300))
def test_every_step_of_normalise_run_twice_changes_nothing_more(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
    assert unicodedata.is_normalized("NFC", once)
    for step in STEPS:
        assert step(once) == once


@given(st.text(max_size=300))
def test_normalise_loses_no_letter_or_digit(text: str) -> None:
    kept = [c for c in unicodedata.normalize("NFC", text) if c.isalnum()]
    assert [c for c in normalise(text) if c.isalnum()] == kept


@pytest.mark.parametrize(
    ("wrapped", "expected"),
    [
        ("xenophobia\nand related intolerance", "xenophobia and related intolerance"),
        ("respon-\nsibility", "responsibility"),
        ("Under-\nSecretary-General", "Under-Secretary-General"),
        ("a follow-up-\nmeeting", "a follow-up-meeting"),
        ("2020 –\n2021", "2020 – 2021"),
    ],
)
def test_wrapped_lines_are_joined(wrapped: str, expected: str) -> None:
    assert unwrap(wrapped) == expected


@given(st.lists(st.text(max_size=20), max_size=8))
def test_blocks_lie_where_the_layout_says(texts: list[str]) -> None:
    layout = place(Block(t) for t in texts)
    assert [layout.of(b) for b in layout.blocks] == [n for t in texts if (n := normalise(t))]
    for line in lines(layout):
        assert layout.text[line.start : line.end] == line.text
        assert line.text.strip() == line.text


@pytest.mark.parametrize(
    ("texts", "wraps"),
    [
        (["Convention on the Prohibition of the", "Use of Nets"], True),
        (["Letter dated 3 May 2044 from the King", "addressed to the Queen"], True),
        (["Draft resolution submitted by Ola Hansen", "(Norway), after consultations"], True),
        (["GENERAL", "ASSEMBLY"], True),
        (["The General Assembly, meeting in Bergen,", "recalling its resolution"], False),
        (["The group has met in Bergen and in Oslo", "(a) Two days"], False),
        (["The group has met in Bergen and in Oslo¹", "¹ On two days"], False),
        (["milk and cheese", "bread"], False),
    ],
)  # fmt: skip
def test_a_title_set_apart_line_by_line_is_one_line(texts: list[str], *, wraps: bool) -> None:
    layout = place(Block(t) for t in texts)
    assert [layout.of(b) for b in layout.blocks] == ([" ".join(texts)] if wraps else texts)


@pytest.mark.parametrize(("above", "below", "joined"), [
    ("the two harbours of the Republic of Ruritania and of the", "Autonomous Islands in the course of the year that came before", True),
    ("the two harbours of the Republic of Ruritania and of the", "islands in the course of the year.", True),
    ("Harbours", "Autonomous Islands have two.", False),  # a short line goes on with nothing
    ("the two harbours of the Republic of Ruritania and the sea.", "Autonomous Islands have two.", False),
    ("the two harbours of the Republic of Ruritania and the sea", "(b) Autonomous Islands have two.", False),
    ("the two harbours of the Republic of Ruritania and the sea", "ANNEX", False),
    # A clause, a sentence with the mark of a note, a speaker's dash: whatever follows them in capitals is another.
    ("the two harbours of the Republic of Ruritania and the boats,", "Noting that the fleet is old and that no other was bought in", False),
    ("the two harbours of the Republic of Ruritania and the boats,12", "Noting that the fleet is old and that no other was bought in", False),
    ("the two harbours of the Republic of Ruritania and the boats.12", "The Council then met the Minister of Fisheries in the spring of", False),
    ("the two harbours of the Republic of Ruritania and the boats.¹²", "The Council then met the Minister of Fisheries in the spring of", False),
    ("the two harbours of the Republic of Ruritania and the boats.*", "The Council then met the Minister of Fisheries in the spring of", False),
    ("the two harbours of the Republic of Ruritania and the boats —", "Mr. Li (Ruritania): I thank the President for the floor and all", False),
    # Headings, whatever stands before them, and what stands below a signature.
    ("the two harbours of the Republic of Ruritania and the boats", "Chapter two: the boats of it", False),
    ("the two harbours of the Republic of Ruritania and the boats", "Chapter two: the boats of it and those that were bought in May", False),
    ("Report of the Group of Experts on the Boats of the Harbour", "Summary", False),
    ("(Signed) Ana Li, Permanent Representative of Ruritania to it", "Annex to the letter dated 3 May 2021 from the Permanent Mission", False),
    ("(Signed) Ana Li, Permanent Representative of Ruritania to it", "The Ministers met in May and spoke of the fish of the sea, of", False),
    ("the two harbours of the Republic of Ruritania and the boats", "(Signed) Ana Li, Permanent Representative of Ruritania to it", False),
])  # fmt: skip
def test_a_paragraph_goes_on_behind_the_furniture_of_a_page(above: str, below: str, *, joined: bool) -> None:
    body = "\n".join(["The Ministers met in May and spoke of the fish of the sea, of"] * 3)
    text = f"S/2021/7\n\n{body}\n{above}\n2/3\n\n21-00007\n\nS/2021/7\n\n{below}\n{body}\n\n21-00007\n\n3/3\n"
    found = [b.text for b in blocks(text.encode(), "x.txt")]
    assert not any("21-00007" in t or "2/3" in t for t in found)
    assert any(f"{above}\n{below}" in t for t in found) is joined


@pytest.mark.parametrize(("table", "text"), [
    ("State\t 2024 \nChad\u00a0\t7\t\t", "State\t2024\nChad\t7"),
    ("\t7  8\n\t\n \t \na\tb\rc\td", "\t7 8\na\tb\nc\td"),
    ("\ue0f0 fish\tx", "\ue0f0 fish\tx"),  # a character of a symbol font stays what it is
])  # fmt: skip
def test_cells_of_a_table_are_normalised_each(table: str, text: str) -> None:
    assert place([Block(table, role="table")]).text == text


@given(st.text(alphabet="ab \n\r\t\u2028\u2029\u00a0e\u0301", max_size=100))
def test_paragraphs_of_a_text_that_may_not_be_rewritten_are_slices_of_it(text: str) -> None:
    layout = in_place(text)
    assert layout.text == text
    covered = "".join(layout.of(b) for b in layout.blocks)
    assert "".join(covered.split()) == "".join(text.split())
    for block in layout.blocks:
        assert "\n\n" not in layout.of(block)


def parsed(*segments: tuple[str, str, str | None]) -> Parsed:
    out, at = [], 0
    for kind, text, label in segments:
        out.append(Segment(kind, at, text, label=label))
        at += len(text) + 2
    return Parsed("x", Document("letter"), "\n\n".join(t for _, t, _ in segments), tuple(out))


@pytest.mark.parametrize(
    ("segments", "order"),
    [
        ([("paragraph", "a.¹", None), ("paragraph", "b.²", None), ("footnote", "¹ x", "¹"), ("footnote", "² y", "²")],
         "a.¹|¹ x|b.²|² y"),
        ([("paragraph", "a.¹ ²", None), ("paragraph", "b.¹", None), ("footnote", "² y", "²"), ("footnote", "¹ x", "¹")],
         "a.¹ ²|² y|¹ x|b.¹"),
        ([("paragraph", "a.", None), ("footnote", "¹ x", "¹"), ("paragraph", "b.", None)], "a.|¹ x|b."),
        ([("footnote", "* x", "*"), ("paragraph", "a.*", None)], "a.*|* x"),
    ],
)  # fmt: skip
def test_a_footnote_follows_the_segment_that_bears_its_first_mark(
    segments: list[tuple[str, str, str | None]], order: str
) -> None:
    settled = settle(parsed(*segments))
    assert "|".join(s.text for s in settled.segments) == order
    for s in settled.segments:
        assert settled.text[s.char_start : s.char_end] == s.text
    assert settled.text == "\n\n".join(s.text for s in settled.segments)


@pytest.mark.parametrize(
    ("printed", "numbers"),
    [
        ("31, 62, 67, 69, 71, 81, 84 and 131", ("31", "62", "67", "69", "71", "81", "84", "131")),
        ("13 (a)", ("13 (a)",)),
        ("138 and 139 (a) and (b)", ("138", "139 (a)", "139 (b)")),
    ],
)
def test_agenda_items(printed: str, numbers: tuple[str, ...]) -> None:
    assert masthead.agenda_numbers(printed) == numbers


def test_agenda_titles_that_cannot_be_told_apart_are_left_out_and_noted() -> None:
    layout = place([Block("General Assembly"), Block("Agenda items 1 and 2"), Block("One title only")])
    found = masthead.read(list(lines(layout)))
    assert [(a.item, a.title) for a in found.agenda] == [("1", None), ("2", None)]
    assert [n.rule for n in found.notes] == ["masthead/agenda-titles"]


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("26 February 2026 10:39 (UTC+04:00)", "2026-02-26 06:39:00"),
        ("2026-02-26 23:30 UTC-3", "2026-02-27 02:30:00"),
        ("February 26, 2026 00:10:05 GMT+0530", "2026-02-25 18:40:05"),
        ("2026-02-26T10:39Z", "2026-02-26 10:39:00"),
        ("26 February 2026 10:39", "None"),
        ("5/6/2020 10:00 UTC", "None"),
    ],
)
def test_moments_are_utc_or_null(printed: str, expected: str) -> None:
    assert str(dates.find_moment(printed)) == expected


@pytest.mark.parametrize(("text", "labels"), [
    ("It is cold.¹ Nets are wet.²\n\n¹ See A/99/1.\n² Ann Lee, Rivers (Hill Press, 1992), p. 3,\nwith a map.\n³ Ibid.", ["¹", "²", "³"]),
    ("It is cold.*\n\n* A/99/1.\n** A/99/2.\n¹ See A/99/3.", ["*", "**", "¹"]),
    # A mark that does not follow on the one before is a word of the line above it.
    ("It is cold.¹\n\n¹ The area is 3 km\n³ deep.", ["¹"]),
    ("The area is 3 km\n² and has two nets.", []),
])  # fmt: skip
def test_footnotes_line_below_line_are_footnotes_each(text: str, labels: list[str]) -> None:
    assert [s.label for s in from_text(text).segments if s.kind == "footnote"] == labels
