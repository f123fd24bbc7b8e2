"""Each rule across tables holds on a good release, and tells the row when one value is changed."""

# ruff: noqa: E501 -- a table of cases: one line each
from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pytest
import small_release as small
from small_release import ARTICLE, LETTER, loaded

from pipeline import check

if TYPE_CHECKING:
    from collections.abc import Callable

    from small_release import Rows


def one(rows: list[dict[str, Any]], **wanted: Any) -> dict[str, Any]:
    (row,) = [r for r in rows if all(r.get(k) == v for k, v in wanted.items())]
    return row


def test_a_good_release_breaks_no_rule() -> None:
    tables = small.tables()
    con = loaded(tables)
    assert check.violations(con, raw_files=3) == []
    assert [v for name in tables for v in check.misordered(con, name)] == []
    assert [v for name, table in tables.items() for v in check.schema_problems(name, table)] == []


def test_the_tables_a_release_is_made_from_have_no_changes_yet() -> None:
    tables = small.tables()
    del tables["changes"]
    assert check.violations(loaded(tables)) == []


def _said(rows: Rows) -> dict[str, Any]:
    return one(rows["statements"], cue_text="said", speaker="The Minister")


def _claim(rows: Rows) -> dict[str, Any]:
    return one(rows["statements"], cue_text="claimed")


def _mayor(rows: Rows) -> dict[str, Any]:
    return one(rows["statements"], speaker="the mayor")


def _span(rows: Rows, statement: dict[str, Any], role: str, position: int = 1) -> dict[str, Any]:
    return one(rows["statement_spans"], statement_id=statement["statement_id"], role=role, position=position)


def _authored(rows: Rows, document: str, segment: int) -> dict[str, Any]:
    place = one(rows["segments"], document_id=document, position=segment)["segment_id"]
    return one(rows["statements"], mode="authored", segment_id=place)


FAULTS: list[tuple[str, str, Callable[[Rows], Any]]] = [
    ("keys_unique", "documents", lambda r: r["documents"].append(dict(r["documents"][0]))),
    ("keys_unique", "statement_citations", lambda r: r["statement_citations"].append(dict(r["statement_citations"][0]))),
    ("references_resolve", "segments", lambda r: r["segments"][0].update(part_id="p_0000000000000000")),
    ("references_resolve", "citations", lambda r: r["citations"][0].update(target_document_id="un:A/1/1")),
    ("references_resolve", "statements", lambda r: _said(r).update(actor_id="state:XXX")),
    ("references_resolve", "statement_citations", lambda r: r["statement_citations"].pop() and r["citations"].clear()),
    ("references_stay_in_document", "statements", lambda r: _mayor(r).update(parent_statement_id=_said(r)["statement_id"])),
    ("references_stay_in_document", "citations", lambda r: r["citations"][0].update(document_id=ARTICLE)),
    ("text_has_its_hash", "documents", lambda r: one(r["documents"], document_id=LETTER).update(text_sha256="0" * 64)),
    ("spans_equal_slices", "citations", lambda r: r["citations"][0].update(text="A/79/6")),
    # One code point further: a pipeline that counted bytes or UTF-16 units would do this behind the emoji.
    ("spans_equal_slices", "statement_spans", lambda r: _span(r, _said(r), "cue").update(char_start=_span(r, _said(r), "cue")["char_start"] + 1)),
    # The text is withheld, so only lengths can be compared.
    ("spans_equal_slices", "statement_spans", lambda r: _span(r, _mayor(r), "cue").update(text="to")),
    ("spans_inside_segments", "citations", lambda r: r["citations"][0].update(char_start=0)),
    ("spans_inside_segments", "statements", lambda r: _said(r).update(char_end=_said(r)["char_start"])),
    ("segments_tile_text", "segments", lambda r: r["segments"][1].update(char_start=r["segments"][1]["char_start"] + 1)),
    ("segments_tile_text", "segments", lambda r: r["segments"].pop(1)),
    ("segments_tile_text", "documents", lambda r: r["documents"][0].update(characters=7)),
    ("positions_count", "agenda_items", lambda r: r["agenda_items"][0].update(position=2)),
    ("positions_count", "segments", lambda r: r["segments"][1].update(position=1)),
    ("statement_text_is_its_fragments", "statements", lambda r: _said(r).update(text="something else")),
    ("statement_text_is_its_fragments", "statements", lambda r: one(r["statements"], speaker="a witness").update(text="we saw them")),
    ("statement_text_is_its_fragments", "statements", lambda r: _said(r).update(source_text=None)),
    ("statement_text_is_its_fragments", "statements", lambda r: _said(r).update(cue_text="stated")),
    ("statement_text_is_its_fragments", "statements", lambda r: r["statement_spans"].remove(_span(r, _claim(r), "content"))),
    ("statement_text_is_its_fragments", "statements", lambda r: _claim(r).update(char_end=_claim(r)["char_end"] - 1)),
    ("parents_acyclic", "statements", lambda r: _said(r).update(parent_statement_id=_claim(r)["statement_id"])),
    ("parents_acyclic", "statements", lambda r: _said(r).update(parent_statement_id=_said(r)["statement_id"])),
    ("children_inside_parents", "statements", lambda r: one(r["statements"], act="deny", document_id=LETTER).update(parent_statement_id=_said(r)["statement_id"])),
    ("authored_without_cue_is_no_parent", "statements", lambda r: _claim(r).update(parent_statement_id=_authored(r, LETTER, 3)["statement_id"])),
    ("act_fits_mode", "statements", lambda r: _said(r).update(act=None)),
    ("act_fits_mode", "statements", lambda r: _authored(r, LETTER, 3).update(act="assert")),
    ("reporter_is_the_surrounding_voice", "statements", lambda r: _claim(r).update(reporter_actor_id="state:ATL")),
    ("reporter_is_the_surrounding_voice", "statements", lambda r: _said(r).update(reporter_actor_id=None)),
    ("continued_statement_is_earlier", "statements", lambda r: _said(r).update(continues_statement_id=_said(r)["statement_id"])),
    ("links_stay_in_document", "statement_citations", lambda r: r["statement_citations"][0].update(statement_id=_mayor(r)["statement_id"])),
    ("anchors_are_marks", "citations", lambda r: r["citations"][0].update(anchor_char=r["citations"][0]["anchor_char"] - 1)),
    ("anchors_are_marks", "citations", lambda r: r["citations"][0].update(anchor_char=one(r["segments"], kind="footnote")["char_start"])),
    ("withheld_text_is_withheld", "segments", lambda r: one(r["segments"], document_id=ARTICLE, position=3).update(text="The road runs north.")),
    ("withheld_text_is_withheld", "segments", lambda r: r["segments"][0].update(text=None)),
    ("withheld_text_is_withheld", "statements", lambda r: _authored(r, ARTICLE, 3).update(text="The road runs north.")),
    ("withheld_text_is_withheld", "statements", lambda r: _mayor(r).update(text=None)),
    ("withheld_text_is_withheld", "statement_spans", lambda r: _span(r, _authored(r, ARTICLE, 3), "content").update(text="The road runs north.")),
    ("withheld_text_is_withheld", "documents", lambda r: r["documents"][1].update(text_status="none")),
    ("withheld_text_is_not_in_changes", "changes", lambda r: r["changes"].append({
        "table_name": "segments", "row_key": one(r["segments"], document_id=ARTICLE, position=3)["segment_id"],
        "change": "changed", "column_name": "text", "old": "The road ran north.", "new": None, "reason": "source"})),
    ("first_author_is_in_documents", "documents", lambda r: r["documents"][0].update(author_role="Somebody")),
    ("first_author_is_in_documents", "documents", lambda r: r["document_authors"].clear()),
    ("files_are_told_once", "documents", lambda r: r["quarantine"][0].update(raw_path="letter.txt")),
    ("files_add_up", "documents", lambda r: r["quarantine"].clear()),
    ("actors_are_used", "actors", lambda r: r["actors"].append({"actor_id": "org:x", "name": "X", "kind": "organisation"})),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "table", "fault"), FAULTS, ids=[f"{i}-{f[0]}" for i, f in enumerate(FAULTS)])
def test_a_fault_breaks_its_rule(rule: str, table: str, fault: Callable[[Rows], Any]) -> None:
    rows = small.rows()
    fault(rows)
    found = check.violations(loaded(small.tables(rows)), raw_files=3)
    assert (rule, table) in {(v.rule, v.table_name) for v in found}, found
    assert all(v.expected != v.found for v in found)


def test_every_rule_is_broken_by_some_fault() -> None:
    assert set(check.rules()) <= {rule for rule, _, _ in FAULTS}


def test_a_violation_names_row_and_values() -> None:
    rows = small.rows()
    rows["citations"][0]["text"] = "A/79/6"
    (found,) = check.violations(loaded(small.tables(rows)))
    key = rows["citations"][0]["citation_id"]
    assert found == check.Violation("spans_equal_slices", "citations", key, LETTER, "A/79/5", "A/79/6")


def test_rows_out_of_order_are_told() -> None:
    tables = small.tables()
    segments = tables["segments"]
    tables["segments"] = segments.take([1, 0, *range(2, segments.num_rows)])
    (found,) = check.misordered(loaded(tables), "segments")
    assert (found.rule, found.row_key) == ("rows_in_order", segments["segment_id"][0].as_py())


@pytest.mark.parametrize(
    ("table", "column", "value", "words"),
    [
        ("documents", "kind", "postcard", "isin"),
        ("documents", "title", "", "str_length"),
        ("citations", "year", -1, "greater_than_or_equal_to(0)"),
        ("statements", "confidence", 1.5, "in_range"),
        ("statements", "is_negated", None, "a value"),
        ("actors", "country", "Atlantis", "str_matches"),
    ],
)
def test_values_that_do_not_fit_are_told_by_row(table: str, column: str, value: Any, words: str) -> None:
    rows = small.rows()
    rows[table][1][column] = value
    key = check.KEY_JOINER.join(rows[table][1][c] for c in check.primary_key(table))
    relaxed = small.tables(rows)[table]
    found = list(check.schema_problems(table, relaxed))
    assert [(v.rule, v.table_name, v.row_key, v.found) for v in found] == [("schema", table, key, str(value))]
    assert found[0].expected.startswith(f"{column}: ")
    assert words in found[0].expected


def test_columns_that_do_not_fit_are_told() -> None:
    table = small.tables()["actors"]
    (missing,) = check.schema_problems("actors", table.drop_columns("country"))
    assert (missing.row_key, missing.expected, missing.found) == ("country", "string", "no such column")
    (wide,) = check.schema_problems("actors", table.append_column("mood", pa.nulls(table.num_rows)))
    assert (wide.row_key, wide.expected, wide.found) == ("mood", "no such column", "null")
    (turned,) = check.schema_problems("actors", table.select(["name", "actor_id", "kind", "country"]))
    assert turned.found == "name, actor_id, kind, country"
