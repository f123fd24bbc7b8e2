"""Word files: masthead, footnotes, lists, tables, and what is refused."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import pytest
from docx_writer import W, docx, footnotes, paragraph, reference, run, table

from pipeline.errors import Refused
from pipeline.media import docx as reader

MC = 'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
NUMBERING = f"""<w:numbering {W}><w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="3"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%1."/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="lowerLetter"/><w:lvlText w:val="(%2)"/></w:lvl>
</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="7"/></w:num>
<w:num w:numId="3"><w:abstractNumId w:val="7"/><w:lvlOverride w:ilvl="0"><w:startOverride w:val="0"/></w:lvlOverride></w:num></w:numbering>"""
STYLES = f"""<w:styles {W}>
<w:style w:styleId="Base"><w:rPr><w:b/></w:rPr></w:style>
<w:style w:styleId="Head"><w:basedOn w:val="Base"/></w:style>
<w:style w:styleId="Mark"><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>
</w:styles>"""


def numbered(level: int, number: int = 1) -> str:
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'


def test_the_header_of_the_first_page_is_the_masthead() -> None:
    header = table(["", "United Nations", "A/99/1"], ["", "General Assembly", "Distr.: General"])
    found = reader.blocks(docx(paragraph("Eightieth session"), header=header), "made.docx")
    assert [(b.role, b.text) for b in found] == [
        ("masthead", "United Nations\nA/99/1"), ("masthead", "General Assembly\nDistr.: General"), (None, "Eightieth session"),
    ]  # fmt: skip


def test_footnotes_follow_the_paragraph_that_bears_their_mark() -> None:
    body = paragraph("As decided,", reference(1), run(" and so on.")) + paragraph("Next.")
    found = reader.blocks(docx(body, {"word/footnotes.xml": footnotes("Official Records.")}), "made.docx")
    assert [b.text for b in found] == ["As decided,¹ and so on.", "¹ Official Records.", "Next."]
    assert [b.role for b in found] == [None, "footnote", None]


@pytest.mark.parametrize("properties", [
    '<w:vertAlign w:val="superscript"/>',
    '<w:position w:val="6"/><w:sz w:val="13"/>',  # as LibreOffice writes it
    '<w:rStyle w:val="Mark"/>',
])  # fmt: skip
def test_superscripts_are_marks(properties: str) -> None:
    body = paragraph(run("Estimates"), run("a", properties))
    assert reader.blocks(docx(body, {"word/styles.xml": STYLES}), "made.docx")[0].text == "Estimatesᵃ"


def test_counted_labels_are_text() -> None:
    body = "".join(
        paragraph(t, properties=numbered(n)) for t, n in (("One", 0), ("sub", 1), ("sub", 1), ("Two", 0), ("sub", 1))
    )
    found = reader.blocks(docx(body, {"word/numbering.xml": NUMBERING}), "made.docx")
    assert [b.text for b in found] == ["3. One", "(a) sub", "(b) sub", "4. Two", "(a) sub"]


def test_a_place_in_a_list_before_a_tracked_change_counts_nothing() -> None:
    changed = f"<w:pPrChange><w:pPr>{numbered(0)}</w:pPr></w:pPrChange>"
    body = "".join(paragraph("x", properties=p) for p in (changed, numbered(0) + changed, changed, numbered(0)))
    found = reader.blocks(docx(body, {"word/numbering.xml": NUMBERING}), "made.docx")
    assert [b.text for b in found] == ["x", "3. x", "x", "4. x"]


def test_lists_of_one_kind_go_on_counting_unless_one_begins_anew() -> None:
    body = "".join(paragraph("x", properties=numbered(0, n)) for n in (1, 2, 1, 3, 3, 1, 9))
    found = reader.blocks(docx(body, {"word/numbering.xml": NUMBERING}), "made.docx")
    assert [b.text for b in found] == ["3. x", "4. x", "5. x", "0. x", "1. x", "2. x", "x"]


@pytest.mark.parametrize("start", ["-1", "²", "x", "99999999999"])
def test_a_list_that_starts_nowhere_harms_nobody(start: str) -> None:
    numbering = NUMBERING.replace('w:start w:val="3"', f'w:start w:val="{start}"').replace("decimal", "lowerRoman")
    body = paragraph("x", properties=numbered(0))
    [found] = reader.blocks(docx(body, {"word/numbering.xml": numbering}), "made.docx")
    assert found.text.endswith(" x")
    assert len(found.text) < 60


def test_hidden_text_is_left_out_whether_the_style_or_the_run_hides_it() -> None:
    styles = STYLES.replace("</w:styles>", '<w:style w:styleId="Gone"><w:rPr><w:vanish/></w:rPr></w:style></w:styles>')
    body = paragraph("<w:r><w:t>gone</w:t></w:r>", run("seen", '<w:vanish w:val="0"/>'), run("gone", "<w:b/>"),
                     properties='<w:pStyle w:val="Gone"/>') + paragraph(run("gone", "<w:vanish/>"), run("here"))  # fmt: skip
    assert [b.text for b in reader.blocks(docx(body, {"word/styles.xml": styles}), "made.docx")] == ["seen", "here"]


def test_bold_is_inherited_and_deleted_text_is_left_out() -> None:
    deleted = "<w:del><w:r><w:delText>old</w:delText></w:r></w:del>"
    body = paragraph(run("Head"), properties='<w:pStyle w:val="Head"/>') + f"<w:p>{deleted}{run('new')}</w:p>"
    found = reader.blocks(docx(body, {"word/styles.xml": STYLES}), "made.docx")
    assert [(b.text, b.bold) for b in found] == [("Head", True), ("new", False)]


def test_a_table_is_one_block_and_its_own_notes_follow() -> None:
    found = reader.blocks(docx(table(["State", "2024"], ["Chad", "7"], [f"{'ᵃ'} Estimate.", ""])), "made.docx")
    assert [(b.role, b.text) for b in found] == [("table", "State\t2024\nChad\t7"), ("footnote", "ᵃ Estimate.")]


def cell(*inner: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{''.join(inner)}</w:tc>"


def row(*cells: str) -> str:
    return f"<w:tr>{''.join(cells)}</w:tr>"


def test_cells() -> None:
    merged = row(cell(paragraph("Chad"), properties='<w:vMerge w:val="restart"/>'), cell(paragraph("7")))
    merged += row(cell(paragraph("left over"), properties="<w:vMerge/>"), cell(paragraph("8"), paragraph("9")))
    # A table in a cell is of that cell; what a content control holds is there.
    inner = row(
        cell("<w:sdt><w:sdtContent>" + table(["a", "b"]) + paragraph("c") + "</w:sdtContent></w:sdt>"),
        cell(paragraph("d")),
    )
    found = reader.blocks(docx(f"<w:tbl>{merged}{inner}</w:tbl>" + paragraph("After.")), "made.docx")
    assert [b.text for b in found] == ["Chad\t7\n\t8 9\na b c\td", "After."]


def test_counted_paragraphs_in_cells_count_and_have_their_labels() -> None:
    counted = paragraph("In a cell", properties=numbered(0))
    body = f"<w:tbl>{row(cell(counted), cell(paragraph('x')))}</w:tbl>" + paragraph("Below", properties=numbered(0))
    found = reader.blocks(docx(body, {"word/numbering.xml": NUMBERING}), "made.docx")
    assert [b.text for b in found] == ["3. In a cell\tx", "4. Below"]


def test_running_text_over_the_whole_width_is_no_row_and_a_short_heading_of_rows_is() -> None:
    long = "Consultation and advice: meetings, briefings and formal interventions to protect all fish of the sea."
    two = row(cell(paragraph("Fish")), cell(paragraph("7")))
    body = (
        row(cell(paragraph("Title"))) + two + row(cell(paragraph("B. More"))) + two + row(cell(paragraph(long))) + two
    )
    found = reader.blocks(docx(f"<w:tbl>{body}{row(cell(paragraph('Last')))}</w:tbl>"), "made.docx")
    assert [b.text for b in found] == ["Title", "Fish\t7\nB. More\nFish\t7", long, "Fish\t7", "Last"]


def test_text_boxes_are_left_out() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{paragraph('in the box')}{table(['also', 'boxed'])}</w:txbxContent></w:pict></w:r>"
    body = paragraph(run("Before "), box, run("and after.")) + table(["x", "y"])
    assert [b.text for b in reader.blocks(docx(body), "made.docx")] == ["Before and after.", "x\ty"]


def test_what_stands_beside_a_choice_for_older_programs_is_not_read_twice() -> None:
    twice = f"<mc:Choice>{paragraph('Said once.')}{table(['x', 'y'])}</mc:Choice>"
    both = f"<mc:AlternateContent {MC}>{twice}{twice.replace('Choice', 'Fallback')}</mc:AlternateContent>"
    assert [b.text for b in reader.blocks(docx(both + paragraph("After.")), "made.docx")] == [
        "Said once.",
        "x\ty",
        "After.",
    ]


def test_pages_are_counted_where_the_file_tells_them() -> None:
    turned = "<w:r><w:lastRenderedPageBreak/><w:t>turned</w:t></w:r>"
    body = paragraph("One", turned, reference(1)) + table(["x", "y"])
    notes = {"word/footnotes.xml": footnotes("Note.")}
    assert [b.page for b in reader.blocks(docx(body, notes), "made.docx")] == [1, 2, 2]
    assert [b.page for b in reader.blocks(docx(body.replace("<w:lastRenderedPageBreak/>", ""), notes), "x")] == [
        None
    ] * 3


BOMB = b"<w:document>" + b" " * (60 * 2**20) + b"</w:document>"
LAUGHS = '<!DOCTYPE x [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>' + f"<w:document {W}>&b;</w:document>"
DEEP = f"<w:document {W}><w:body>" + "<w:sdt>" * 5000 + "</w:sdt>" * 5000 + "</w:body></w:document>"


@pytest.mark.parametrize(("data", "rule"), [
    (docx("", {"word/document.xml": BOMB}), "docx/bomb"),
    (docx("", {"word/document.xml": LAUGHS}), "docx/entities"),
    (docx("", {"word/document.xml": DEEP}), "docx/damaged"),
    (docx("", {"word/document.xml": "<w:document>"}), "docx/damaged"),
    (docx(""), "docx/empty"),
    (docx("x")[:200], "docx/damaged"),
])  # fmt: skip
def test_refused(data: bytes, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        reader.blocks(data, "made.docx")
    assert refused.value.rule == rule
