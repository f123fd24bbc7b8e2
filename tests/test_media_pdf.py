"""PDF: what a person would read, in that order, from files this test writes."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import pytest
from pdf_writer import Sheet, pdf

from pipeline.errors import Refused
from pipeline.media import pdf as reader

LOREM = ["The committee considered the matter at length and decided to", "return to it when the report of the group is at hand, as",
         "its members had proposed in the course of the first meeting."]  # fmt: skip


def read(*sheets: Sheet) -> list[str]:
    return [b.text for b in reader.blocks(pdf(list(sheets)), "made.pdf")]


def test_lines_are_joined_to_paragraphs_and_a_gap_parts_them() -> None:
    sheet = Sheet().lines(72, 700, LOREM).lines(72, 650, LOREM)
    assert read(sheet) == ["\n".join(LOREM)] * 2


def test_two_columns_are_read_one_after_the_other() -> None:
    left = [f"left line {n} of the column with some words" for n in range(12)]
    right = [f"right line {n} of the column with some words" for n in range(12)]
    sheet = Sheet()
    # A row of one column and a row of the other alternate in the file, as some programs write them.
    for n in range(12):
        sheet.text(60, 700 - 12 * n, left[n]).text(320, 700 - 12 * n, right[n])
    assert " ".join(read(sheet)).split() == " ".join(left + right).split()


def test_what_stands_outside_the_part_of_the_page_that_is_shown_is_not_read() -> None:
    # A scan of a double page, cut in two: each half keeps the recognised words of the other outside its box.
    sheet = Sheet(width=900, crop="0 0 450 792").lines(60, 700, LOREM).lines(500, 700, ["of the facing page"] * 3)
    assert read(sheet) == ["\n".join(LOREM)]


def test_columns_do_not_run_into_the_line_across_the_page_above_them() -> None:
    sheet = Sheet().text(60, 724, "President: Mr. Hansen of Norway and others of the delegations present at the hour")
    sheet.text(80, 712, "The meeting was called to order at 3 p.m.", font="italic")
    for n in range(12):
        sheet.text(60, 690 - 12 * n, f"left line {n} of the column with some words")
        sheet.text(320, 712 - 12 * n, f"right line {n} of the column with some words")
    assert read(sheet)[1] == "The meeting was called to order at 3 p.m."


def test_a_paragraph_goes_on_over_the_page_whatever_the_margin_of_the_first() -> None:
    # The number of a resolution stands left of its text on the first page only.
    first = Sheet().text(40, 724, "80/28.", font="bold")
    words = [
        "Welcoming the report of the Group of Eminent Persons on the",
        "question of the northern nets and the findings of the Commission on",
    ]
    first.text(124, 700, words[0]).text(100, 688, words[1])
    second = Sheet().lines(100, 700, ["Fisheries of the North, which had met twice in the course of its year,"])
    assert read(first, second)[-1].split("\n") == [
        *words,
        "Fisheries of the North, which had met twice in the course of its year,",
    ]


SAID = [
    "19. The Committee notes that the fleet of the harbour of Strelsau is old and",
    "that no other was bought in the year, nor in any of the three years before, and",
]


@pytest.mark.parametrize(("ends", "tail", "font", "begins", "x", "on"), [
    ("The Committee therefore recommends that the two boats and all of their", "", "bold", "nets, be they new or old,", 124, True),
    ("The Committee met the Minister of Fisheries of Ruritania and those of the", "", "roman", "Republic of the Islands in May.", 124, True),
    ("In the course of its second visit the", "Committee was told by the", "bold", "Republic of the Islands that it", 124, True),
    # It has ended, or is shorter than its own lines are wide: what follows is another.
    ("The Committee met the Minister of Fisheries of the Republic of the Islands.", "", "bold", "Recommendations on boats", 124, False),
    ("The Committee therefore", "", "roman", "Recommendations on boats", 124, False),
    # The letters change over the page, or the left edge does.
    ("In the course of its second visit the Committee was told by many of the", "", "bold", "Republic of the Islands that it", 124, False),
    ("The Committee met the Minister of Fisheries of Ruritania and those of the", "", "roman", "Republic of the Islands in May.", 100, False),
])  # fmt: skip
def test_a_paragraph_goes_on_over_the_page_beside_a_table_that_sticks_out(  # noqa: PLR0913 -- a table of cases
    ends: str, tail: str, font: str, begins: str, x: int, *, on: bool
) -> None:
    first = Sheet().lines(124, 200, [*SAID, ends])
    first.text(126 + 4.2 * len(ends), 176, tail, font="bold")
    for n, name in enumerate(("Boats", "Nets", "Fish")):
        first.text(84, 500 - 16 * n, name, 8.5).text(300, 500 - 16 * n, "7 000.5", 8.5).text(
            520, 500 - 16 * n, "8 000.5", 8.5
        )
    # The line goes on in roman behind what it begins with.
    second = Sheet().text(x, 700, begins, font=font).text(x + 16 + 4.6 * len(begins), 700, "it was said")
    found = [b.text for b in reader.blocks(pdf([first, second.lines(x, 688, LOREM)]), "made.pdf")]
    assert any(f"{ends} {tail}".strip() + f"\n{begins}" in text for text in found) is on
    assert any(text.startswith(begins) for text in found) is not on


MET = ["The Committee met the Minister of Fisheries of Ruritania in May of the same year, and", *SAID]


@pytest.mark.parametrize(("above", "font", "below", "below_font"), [
    (["Ana Li, Chair of the Board", "Ben Carr, Deputy Chair", "Eve Ossa, Rapporteur of it", "Ivo Marl, Chair of the Port"], "roman", MET, "roman"),
    (["Permanent Mission of Ruritania", "12 Harbour Street", "New York, NY 10017 of the"], "roman", MET, "roman"),
    (["Report of the Group of Experts", "on the Fleet of the Harbour and on", "the Boats that were bought in it"], "bold", MET, "roman"),
    (["Report of the Group of Experts", "on the Fleet of the Harbour and on", "the Boats that were bought in it"], "bold", ["Summary of the report"], "bold"),
    (["Report of the Group of Experts on the Boats of the Harbour of Strelsau", "and on the Fleet of the Republic of Ruritania, the Nets that it has and"], "roman", MET, "roman"),
    (["Report of the Group of Experts on the Boats of the Harbour and the", "Fleet of the Republic of Ruritania, and on the Nets it has, and on", "the Fish of the Sea that were caught with them in the Year before"], "bold", ["Summary of the report"], "bold"),
    (["20. The Committee therefore recommends that the two boats and all the nets of", "which the Minister of Fisheries had told it be sold, and that others be bought in", "the year to come, as is told in the annex to the report of its second session"], "roman", ["Recommendations on boats"], "bold"),
])  # fmt: skip
def test_a_list_an_address_or_a_heading_ends_with_its_page(
    above: list[str], font: str, below: list[str], below_font: str
) -> None:
    """Several lines are no running text: that is as wide as other lines, and its letters are of one weight."""
    first, second = Sheet().lines(124, 500, MET), Sheet().lines(124, 500, MET)
    for n, words in enumerate(above):
        first.text(124, 200 - 12 * n, words, font=font)
    for n, words in enumerate(below):
        second.text(124, 700 - 12 * n, words, font=below_font)
    found = read(first, second)
    assert "\n".join(above) in found
    assert "\n".join(below) in found


def test_a_raised_number_is_a_mark_and_an_ordinal_is_not() -> None:
    sheet = Sheet().lines(72, 700, LOREM)
    sheet.text(72, 640, "As decided,").text(121, 643.5, "12", 6.5).text(132, 640, "on the 21").text(
        170, 643.5, "st", 6.5
    )
    assert read(sheet)[1] == "As decided,¹² on the 21st"


@pytest.mark.parametrize(
    ("gap", "expected"), [(0.2, "As decided,¹²on"), (2.0, "As decided,¹² on"), (5.0, "As decided,¹² on")]
)
def test_a_word_behind_a_mark_is_a_word_however_narrow_the_gap(gap: float, expected: str) -> None:
    sheet = Sheet().lines(72, 700, LOREM).text(72, 640, "As decided,").text(121, 645, "12", 6.5)
    # Raised so far, the mark is a line of its own to the library, which tells no blank beside it.
    assert read(sheet.text(127.5 + gap, 640, "on"))[1] == expected


def test_footnotes_are_blocks_of_their_own_and_the_paragraph_goes_on_over_the_page() -> None:
    first = Sheet().lines(72, 700, [*LOREM, "and the question of the budget,"])
    first.text(204, 667.5, "1", 6.5)
    first.text(72, 120, "______________").text(78, 105, "1", 5.5).text(84, 102, "Official Records, vol. 3.", 8)
    second = Sheet().lines(72, 700, ["which was not on its agenda, remained open until the end.", *LOREM])
    found = reader.blocks(pdf([first, second]), "made.pdf")
    assert [(b.role, b.page) for b in found] == [(None, 1), ("footnote", 1)]
    assert found[1].text == "¹ Official Records, vol. 3."
    assert "budget,¹\nwhich was not" in found[0].text


def test_running_heads_feet_and_page_numbers_are_left_out() -> None:
    sheets = []
    for n in range(1, 5):
        sheet = Sheet().text(60, 750, "A/99/1", 8.5, "bold").text(60, 36, f"{n}/4", 8.5).text(500, 36, "99-12345", 7)
        sheets.append(sheet.lines(72, 700, [f"Page {n} says that", *LOREM]))
    text = "\n".join(read(*sheets))
    assert "99-12345" not in text
    assert "2/4" not in text
    assert text.count("A/99/1") == 1  # on the first page it is the masthead's
    assert "Page 3 says that" in text


# Where words stand that are to be shown at x, y of a page of 600 by 800, and how they are turned.
TURNS = {
    "0 1 -1 0": lambda x, y: (600 - y, x), "0 -1 1 0": lambda x, y: (y, 800 - x), "-1 0 0 -1": lambda x, y: (600 - x, 800 - y),
    "1 0 0 1": lambda x, y: (x, y),
}  # fmt: skip


@pytest.mark.parametrize("rotate", [0, 90, 180, 270])
@pytest.mark.parametrize("turn", TURNS)
def test_a_page_is_read_however_its_words_are_turned(turn: str, rotate: int) -> None:
    sheet = Sheet(600, 800, rotate=rotate, turn=turn)
    for n, words in enumerate(LOREM):
        sheet.text(*TURNS[turn](72, 500 - 12 * n), words)
    for n, row in enumerate((("State", "2024", "2025"), ("Norway", "10.5", "11"), ("Chad", "7", "8"))):
        for x, words in zip((72, 250, 350), row, strict=True):
            sheet.text(*TURNS[turn](x, 420 - 16 * n), words, 8.5)
    sheet.turn = "0.7 0.7 -0.7 0.7"
    sheet.text(300, 300, "DRAFT")  # across the page
    sheet.turn = "1 0 0 1"
    if rotate == 0:  # the running head and foot are not turned with the table
        sheet.text(60, 750, "A/99/1", 8.5, "bold").text(540, 750, "2/4", 8.5).text(60, 36, "99-12345", 8.5)
    assert read(Sheet().lines(72, 700, ["First page."]), sheet)[-2:] == [
        "\n".join(LOREM),
        "State\t2024\t2025\nNorway\t10.5\t11\nChad\t7\t8",
    ]


def test_words_along_the_axis_of_a_chart_are_left_out() -> None:
    sheet = Sheet().lines(72, 700, LOREM)
    sheet.turn = "0 1 -1 0"
    assert read(sheet.text(60, 600, "Tons of fish")) == ["\n".join(LOREM)]


@pytest.mark.parametrize("standing", ["Figure 1. Boats by year", "2100"])
def test_words_that_stand_are_kept_however_many_labels_of_a_chart_do_not(standing: str) -> None:
    sheet = Sheet().text(72, 500, standing)
    sheet.turn = "0 1 -1 0"
    for n in range(40):
        sheet.text(60 + 13 * n, 300, f"Republic no. {n}")
    assert read(Sheet().lines(72, 700, [*LOREM, "It met."]), sheet)[1:] == [standing]


def test_a_table_is_one_block_with_tabs() -> None:
    sheet = Sheet().lines(72, 700, LOREM)
    for n, (name, a, b) in enumerate([("State", "2024", "2025"), ("Norway", "10.5", "11"), ("Chad", "7", "–")]):
        y = 620 - 16 * n
        sheet.text(72, y, name, 8.5).text(250, y, a, 8.5).text(350, y, b, 8.5)
    found = reader.blocks(pdf([sheet]), "made.pdf")
    assert found[1].role == "table"
    assert found[1].text == "State\t2024\t2025\nNorway\t10.5\t11\nChad\t7\t–"


@pytest.mark.parametrize(("divided", "elsewhere", "expected"), [
    # The whole word stands elsewhere: the hyphen was the printer's.
    ("responsi-|bility", "responsibility", "responsibility"),
    # The word with its hyphen stands elsewhere: it is the author's.
    ("self-|evident", "self-evident", "self-evident"),
])  # fmt: skip
def test_hyphens_at_line_ends(divided: str, elsewhere: str, expected: str) -> None:
    before, after = divided.split("|")
    sheet = Sheet().lines(
        72, 700, [f"It is of course the {elsewhere} of the group that this is the {before}", f"{after} of all."]
    )
    assert f"the {expected} of all." in read(sheet)[0]


def test_bold_and_italic_are_told() -> None:
    sheet = Sheet().text(72, 700, "A heading", 12, "bold").lines(72, 670, LOREM)
    sheet.text(72, 600, "It was so decided.", 10, "italic")
    found = reader.blocks(pdf([sheet]), "made.pdf")
    assert [(b.bold, b.italic) for b in found] == [(True, False), (False, False), (False, True)]


def test_no_text_layer_says_so() -> None:
    with pytest.raises(Refused, match="no text layer") as refused:
        reader.blocks(pdf([Sheet(), Sheet().text(60, 36, "2")]), "scan.pdf")
    assert refused.value.rule == "pdf/no-text-layer"


def test_encrypted_says_so() -> None:
    key = "<" + "41" * 32 + ">"
    encrypt = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O {key} /U {key} /P -4 >> /ID [<41> <41>]"
    with pytest.raises(Refused) as refused:
        reader.blocks(pdf([Sheet().lines(72, 700, LOREM)], encrypt), "locked.pdf")
    assert refused.value.rule == "pdf/encrypted"


def drawn(sheet: Sheet, *operations: str) -> Sheet:
    sheet.operations += operations
    return sheet


AXIS = "80 220 m 80 380 l " + " ".join(f"76 {220 + 20 * n} m 80 {220 + 20 * n} l" for n in range(8)) + " S"


def test_labels_of_a_chart_are_left_out_and_text_in_a_frame_is_not() -> None:
    labels = [(90, 230, "10"), (90, 250, "20"), (150, 206, "2023"), (250, 206, "Planned")]
    chart = drawn(
        Sheet().lines(72, 700, LOREM), "60 200 400 200 re S", "120 220 30 60 re f", "220 220 30 90 re f", AXIS
    )
    for x, y, label in labels:
        chart.text(x, y, label, 7)
    assert read(chart.text(72, 410, "Number of meetings")) == ["\n".join(LOREM), "Number of meetings"]
    # A table is drawn with rectangles alone; a text box with curves holds lines too long for labels.
    framed = drawn(Sheet().lines(72, 700, LOREM), *["60 200 400 200 re S"] * 4)
    assert read(framed.text(90, 230, "10")) == ["\n".join(LOREM), "10"]
    boxed = drawn(
        Sheet().lines(72, 700, LOREM), "60 200 500 200 re S", AXIS, "120 220 30 60 re f", "1 1 1 rg 61 201 9 9 re f"
    )
    assert (
        len(
            read(
                boxed.text(
                    90, 230, "This line is of the running text, and far too long for a label: it is eighty-odd long.", 8
                )
            )
        )
        == 2
    )


def test_what_recurs_at_the_edges_of_pages_at_other_heights_is_text() -> None:
    sheets = [Sheet().text(60, 750, "A/99/1", 8.5, "bold").lines(72, 700, LOREM) for _ in range(4)]
    for n, sheet in enumerate(sheets):
        sheet.text(72, 62 + 8 * n, f"{n}. Progress is presented in the measure below (see table {n}.{n}).")
        sheet.text(60, 36, "Committee on Fish", 10)
    text = "\n".join(read(*sheets))
    assert [f"see table {n}.{n}" in text for n in range(4)] == [True] * 4
    assert text.count("Committee on Fish") == 1


def test_small_print_at_the_top_of_a_page_is_text_unless_it_is_a_table_head_once_more() -> None:
    sheets = []
    for n, top in enumerate((580, 708, 708)):
        sheet = Sheet().text(60, 740, "A/99/1", 8.5, "bold").lines(72, 400, LOREM * 9)
        for row in range(13):
            cells = (f"Country {n}{row}", f"{n}{row}.5", "1.5") if row else ("State", "Sum", "Share")
            for x, cell in zip((72, 250, 350), cells, strict=True):
                sheet.text(x, top - 12 * row, cell, 7 if row == 0 else 8)
        sheets.append(sheet)
    text = "\n".join(read(*sheets))
    assert text.count("State\tSum\tShare") == 1
    assert all(f"Country {n}{row}\t{n}{row}.5\t1.5" in text for n in range(3) for row in range(1, 13))


def test_a_list_of_numbers_and_titles_that_goes_on_beside_itself() -> None:
    left = [("1472 A (XIV);", "International cooperation in the"), ("61/111;", "peaceful uses of outer space"), ("80/76", ""),
            ("2222 (XXI)", "Treaty on the Moon and"), ("", "other bodies")]  # fmt: skip
    right = [("37/92", "Principles of broadcasting"), ("41/65", "Principles of remote sensing of"), ("", "the Earth"),
             ("S/PRST/2011/15", "Statement"), ("2231 (2015)", "Resolution")]  # fmt: skip
    sheet = Sheet().lines(72, 700, LOREM)
    for n, cells in enumerate(zip(left, right, strict=True)):
        for x, (code, title) in zip((60, 320), cells, strict=True):
            sheet.text(x, 600 - 10 * n, code or " ", 8.5).text(x + 75, 600 - 10 * n, title or " ", 8.5)
    assert read(Sheet().lines(72, 700, LOREM), sheet)[-1].split("\n") == [
        "1472 A (XIV); 61/111; 80/76\tInternational cooperation in the peaceful uses of outer space",
        "2222 (XXI)\tTreaty on the Moon and other bodies", "37/92\tPrinciples of broadcasting",
        "41/65\tPrinciples of remote sensing of the Earth", "S/PRST/2011/15\tStatement", "2231 (2015)\tResolution",
    ]  # fmt: skip


def test_a_list_of_numbers_that_is_longer_than_the_one_beside_it() -> None:
    sheet = Sheet().lines(72, 700, LOREM)
    for n, codes in enumerate([("1325 (2000)", "2419 (2018)"), ("1645 (2005)", "2535 (2020)"), ("1646 (2005)", "")]):
        for x, code in zip((60, 320), codes, strict=True):
            sheet.text(x, 600 - 14 * n, code or " ", 8.5)
    expected = ["1325 (2000)", "1645 (2005)", "1646 (2005)", "2419 (2018)", "2535 (2020)"]
    assert read(Sheet().lines(72, 700, LOREM), sheet)[-1].split("\n") == expected


def test_a_row_of_a_table_goes_on_over_the_page() -> None:
    pages = [
        [("State", "2024", "2025"), ("Norway", "A plan was made for the", "A plan was made for")],
        [("", "management of water", "fish in the north"), ("Chad", "Another plan", "None")],
    ]
    sheets = [Sheet().lines(72, 700, LOREM), Sheet().text(60, 750, "A/99/1", 8.5, "bold")]
    for sheet, rows in zip(sheets, pages, strict=True):
        for n, row in enumerate(rows):
            for x, cell in zip((72, 200, 350), row, strict=True):
                sheet.text(x, 620 - 16 * n, cell or " ", 8.5)
    assert read(*sheets)[1].split("\n") == [
        "State\t2024\t2025",
        "Norway\tA plan was made for the management of water\tA plan was made for fish in the north",
        "Chad\tAnother plan\tNone",
    ]


@pytest.mark.parametrize(("lines", "expected"), [
    (["in the medium-", "and long-term plan, long-term and medium-term"], "in the medium- and long-term plan"),
    (["costs of troop-", "to police-contributing countries, troop-contributing ones"], "costs of troop- to police-contributing"),
    (["from day-", "to-day work, and its high-level part"], "from day-to-day work"),
])  # fmt: skip
def test_a_hyphen_that_waits_for_its_other_half_keeps_its_blank(lines: list[str], expected: str) -> None:
    assert expected in read(Sheet().lines(72, 700, [*LOREM, *lines]))[0].replace("\n", " ")


def test_hyphens_at_the_ends_of_lines_in_cells_are_settled_like_all_others() -> None:
    sheet = Sheet().lines(72, 700, [*LOREM, "It was cross-sectoral and high-level."])
    for n, row in enumerate(
        [("State", "Remarks"), ("Norway", "High-"), ("", "level talks"), ("Chad", "A machine-"), ("", "based list")]
    ):
        for x, cell in zip((72, 250), row, strict=True):
            sheet.text(x, 600 - [0, 18, 28, 46, 56][n], cell or " ", 8.5)
    assert read(sheet)[1] == "State\tRemarks\nNorway\tHigh-level talks\nChad\tA machine-based list"
