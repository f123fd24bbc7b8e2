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


def test_a_raised_number_is_a_mark_and_an_ordinal_is_not() -> None:
    sheet = Sheet().lines(72, 700, LOREM)
    sheet.text(72, 640, "As decided,").text(121, 643.5, "12", 6.5).text(132, 640, "on the 21").text(
        170, 643.5, "st", 6.5
    )
    assert read(sheet)[1] == "As decided,¹² on the 21st"


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
