"""The two seeds, exactly: what a person reads in them is what a release says of them."""

from __future__ import annotations

import json
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from pipeline.build import Settings, release
from pipeline.progress import Progress
from pipeline.query import open_release

if TYPE_CHECKING:
    import duckdb

RAW = Path(__file__).parent.parent / "raw"
LETTER, ARTICLE = "letter-azerbaijan-2026-04-02", "azernews-2026-02-26-us-embassy-statement"
TITLE = (
    "Letter dated 2 April 2026 from the Permanent Representative of Azerbaijan to the United Nations "
    "addressed to the Secretary-General"
)


@pytest.fixture(scope="module")
def con(tmp_path_factory: pytest.TempPathFactory) -> duckdb.DuckDBPyConnection:
    folder = tmp_path_factory.mktemp("seeds")
    release(Settings(RAW, folder / "dist", folder / "work", 1), Progress(quiet=True))
    return open_release(folder / "dist")


def one(con: duckdb.DuckDBPyConnection, table: str, where: str) -> dict[str, Any]:
    [row] = con.cursor().sql(f"from {table} where {where}").to_arrow_table().to_pylist()
    return dict(row)


def test_the_letters_masthead(con: duckdb.DuckDBPyConnection) -> None:
    found = one(con, "documents", f"document_id = '{LETTER}'")
    assert {k: found[k] for k in (
        "kind", "publisher", "title", "language", "document_date", "published_at", "distribution", "distribution_date",
        "original_language", "ga_session", "sc_year", "author_name", "author_rank", "author_role", "author_actor_id",
        "addressee", "text_status",
    )} == {
        "kind": "letter",
        "publisher": "United Nations",
        "title": TITLE,
        "language": "en",
        "document_date": date(2026, 4, 2),
        "published_at": None,
        "distribution": "General",
        "distribution_date": date(2026, 4, 2),
        "original_language": "en",
        "ga_session": 80,
        "sc_year": 81,
        "author_name": "Tofiq Musayev",
        "author_rank": "Ambassador",
        "author_role": "Permanent Representative of Azerbaijan to the United Nations",
        "author_actor_id": "person:AZE/tofiq-musayev",
        "addressee": "Secretary-General",
        "text_status": "published",
    }  # fmt: skip
    assert con.execute("select count(*) from document_symbols").fetchall() == [(0,)]


def test_the_letters_eight_agenda_items_each_with_its_title(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(f"select organ, item, title from agenda_items where document_id = '{LETTER}' order by position")
    assert found.fetchall() == [
        ("General Assembly", "31", "Prevention of armed conflict"),
        ("General Assembly", "62", "Peacebuilding and sustaining peace"),
        ("General Assembly", "67", "Promotion and protection of the rights of children"),
        ("General Assembly", "69",
         "Elimination of racism, racial discrimination, xenophobia and related intolerance"),
        ("General Assembly", "71", "Promotion and protection of human rights"),
        ("General Assembly", "81", "Crimes against humanity"),
        ("General Assembly", "84", "The rule of law at the national and international levels"),
        ("General Assembly", "131", ("The responsibility to protect and the prevention of genocide, war crimes, "
         "ethnic cleansing and crimes against humanity")),
    ]  # fmt: skip


def test_the_letters_text_both_organs_and_footnotes_behind_their_marks(con: duckdb.DuckDBPyConnection) -> None:
    found = con.execute(
        f"select kind, label, text from segments where document_id = '{LETTER}' order by position"
    ).fetchall()
    assert [t for k, _, t in found if k == "masthead"][:8] == [
        "General Assembly", "Security Council", "Distr.: General", "2 April 2026", "Original: English",
        "General Assembly", "Eightieth session", "Agenda items 31, 62, 67, 69, 71, 81, 84 and 131",
    ]  # fmt: skip
    body = [(k, label) for k, label, _ in found if k not in {"masthead", "title"}]
    assert body == [("paragraph", None)] * 3 + [("footnote", "¹"), ("paragraph", None), ("footnote", "²")] + [
        ("paragraph", None)
    ] * 3 + [("signature", None)]
    text = con.execute("select text from texts where document_id = ?", [LETTER]).fetchall()[0][0]
    for mark in ("¹ See, for example", "² Thomas de Waal"):
        number = mark[0]
        before = text[: text.index(mark)].rstrip()
        assert number in before.split("\n\n")[-1]
    assert "**" not in text
    assert "](#)" not in text
    assert found[-1][2] == "(Signed) Tofiq Musayev\nAmbassador\nPermanent Representative"


def test_the_letters_citations(con: duckdb.DuckDBPyConnection) -> None:
    columns = "kind, identifier, pinpoint, signal, footnote, authors, title, publisher, year, work_date"
    found = con.execute(
        f"select {columns} from citations where document_id = '{LETTER}' order by char_start"
    ).fetchall()
    note = "See, for example"
    assert found == [
        ("un_document", "A/80/675-S/2026/193", None, None, None, "Permanent Representative of Armenia",
         "Letter dated 16 March 2026 from the Permanent Representative of Armenia", None, 2026, date(2026, 3, 16)),
        ("un_document", "A/74/676-S/2020/90", "annex", note, "1", None, None, None, None, None),
        ("un_document", "A/74/807-S/2020/303", None, note, "1", None, None, None, None, None),
        ("un_document", "A/75/742-S/2021/279", None, note, "1", None, None, None, None, None),
        ("book", None, "pp. 184–185", None, "2", "Thomas de Waal",
         "Black Garden: Armenia and Azerbaijan through Peace and War", "New York University Press", 2013, None),
    ]  # fmt: skip
    marks = con.execute(f"""
        select distinct footnote, substr(text_of('{LETTER}'), anchor_char + 1, 1) from citations
        where footnote is not null order by 1
    """).fetchall()
    assert marks == [("1", "¹"), ("2", "²")]


def test_what_the_letter_says_and_what_it_says_that_others_said(con: duckdb.DuckDBPyConnection) -> None:
    columns = "speaker, country, act, mode, source, cue, text, reporter, cited_with"
    found = con.execute(f"""
        select {columns} from who_said where document_id = '{LETTER}' and (mode <> 'authored' or cue is not null)
        order by text
    """).fetchall()
    me = "Tofiq Musayev"
    assert found == [
        ("numerous independent sources", None, "deny", "indirect", "numerous independent sources", "refuted",
         "Such claim", me, "A/74/676-S/2020/90; A/74/807-S/2020/303; A/75/742-S/2021/279"),
        (me, "AZE", "demand", "indirect", "I", "be grateful",
         ("if you would have the present letter circulated as a document of the General Assembly, under agenda items "
         "31, 62, 67, 69, 71, 81, 84 and 131, and of the Security Council"), me, None),
        ("fact sheet", "ARM", "assert", "direct", "This “fact sheet”", "claim",
         ("the circumstances surrounding the tragic loss of civilians lives in and around Khojaly remain complex and "
         "subject to differing interpretations"), me, None),
        ("Serzh Sargsyan", "ARM", "acknowledge", "indirect",
         "the former Minister of Defence and President of Armenia, Serzh Sargsyan", "acknowledged",
         "the killing of Azerbaijani civilians in Khojaly was carried out by Armenian forces", me,
         "Black Garden: Armenia and Azerbaijan through Peace and War"),
    ]  # fmt: skip
    authored = con.execute(f"""
        select count(*), count(distinct segment_id), min(speaker), max(speaker) from statements
        where document_id = '{LETTER}' and mode = 'authored'
    """).fetchall()
    assert authored == [(7, 7, me, me)]


def test_the_articles_date_in_utc_byline_and_publisher(con: duckdb.DuckDBPyConnection) -> None:
    found = one(con, "documents", f"document_id = '{ARTICLE}'")
    assert found["kind"] == "news_article"
    assert found["document_date"] == date(2026, 2, 26)
    assert found["published_at"] == datetime(2026, 2, 26, 6, 39)  # noqa: DTZ001 -- UTC without a zone, as the contract has it
    assert (found["author_name"], found["publisher"], found["text_status"]) == ("Nazrin Abdul", "AzerNEWS", "withheld")


def test_the_embassys_statement_is_direct_complete_and_its_speaker_resolved(con: duckdb.DuckDBPyConnection) -> None:
    [found] = con.execute(f"""
        select text, source_text, cue_text, speaker, actor_id, country, reporter_actor_id from statements
        join actors using (actor_id) where document_id = '{ARTICLE}' and mode = 'direct'
    """).fetchall()
    assert found[0].startswith("Today, we join the people of Azerbaijan in honoring")
    assert found[0].endswith("building lasting peace for future generations")
    assert found[1:] == (None, None, "Embassy of the United States in Azerbaijan",
                         "org:embassy-of-the-united-states-in-azerbaijan", "USA", "media:azernews")  # fmt: skip
    nested = con.execute(f"""
        select s.text, s.source_text, s.act, s.speaker
        from statements s join statements p on p.statement_id = s.parent_statement_id
        where s.document_id = '{ARTICLE}' and p.mode = 'direct'
    """).fetchall()
    assert nested == [
        ("the families and loved ones of the victims", "we", "express", "Embassy of the United States in Azerbaijan")
    ]


def test_the_rest_of_the_article_is_the_publishers_and_passives_have_no_invented_source(
    con: duckdb.DuckDBPyConnection,
) -> None:
    found = con.execute(f"""
        select mode, count(*), min(speaker), max(speaker), count(text), count(source_text) from statements
        where document_id = '{ARTICLE}' and parent_statement_id is null and mode <> 'direct' group by mode
    """).fetchall()
    assert found == [("authored", 7, "AzerNEWS", "AzerNEWS", 0, 0)]


def test_the_contracts_queries_work(con: duckdb.DuckDBPyConnection) -> None:
    wrong = con.execute("""
        select count(*) filter (
            s.text is distinct from substr(g.text, s.char_start - g.char_start + 1, s.char_end - s.char_start)) wrong
        from statement_spans s join segments g using (segment_id) where g.text is not null
    """).fetchall()
    assert wrong == [(0,)]
    denied = con.execute("select speaker, text, reporter, cited_with from who_said where act = 'deny'").fetchall()
    assert denied == [("numerous independent sources", "Such claim", "Tofiq Musayev",
                       "A/74/676-S/2020/90; A/74/807-S/2020/303; A/75/742-S/2021/279")]  # fmt: skip
    by_month = con.execute("""
        select country, date_trunc('month', document_date) as month, count(*) from who_said
        where text ilike '%Khojaly%' group by all order by all
    """).fetchall()
    assert [(c, str(m)[:7], n) for c, m, n in by_month] == [
        ("ARM", "2026-04", 2),
        ("AZE", "2026-04", 5),
        ("USA", "2026-02", 1),
    ]


def test_nothing_was_refused(con: duckdb.DuckDBPyConnection) -> None:
    assert con.execute("select count(*) from quarantine").fetchall() == [(0,)]


def test_extract_gives_the_same_statements_on_the_raw_letter_with_offsets_into_exactly_its_text() -> None:
    from pipeline.extractor import run

    text = (RAW / "2026-04-02_letter_azerbaijan_khojaly.txt").read_text("utf-8")
    [(line, problem)] = run([json.dumps({"id": "x", "text": text}).encode()])
    assert problem is None
    found = json.loads(line or "")
    for statement in found["statements"]:
        for span in statement["spans"]:
            assert text[span["char_start"] : span["char_end"]] == span["text"]
    cues = {s["cue_text"]: s["speaker"] for s in found["statements"] if s["cue_text"]}
    assert cues["acknowledged"] == "Serzh Sargsyan"
    assert {c["identifier"] for c in found["citations"]} >= {"A/80/675-S/2026/193", "A/74/676-S/2020/90"}
