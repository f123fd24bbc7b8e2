"""`onrecord verify`: nothing to say of a good release; each kind of fault is told with file or table, row and rule."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import json
import random
import shutil
from typing import TYPE_CHECKING, Any

import documents
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import small_release as small
from small_release import ARTICLE, LETTER

from pipeline import build, contract, tables
from pipeline.errors import ReleaseNotFoundError
from pipeline.progress import Progress
from pipeline.verify import Problem, in_words, run, verify
from schemas import TABLES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from small_release import Rows

FILES = sorted([*(f"{t}.{s}" for t in TABLES for s in ("csv", "parquet")), "CHANGES.md", "CITATION.cff", "CODEBOOK.md",
                "LICENSE.md", "README.md", "SHA256SUMS", "datapackage.json", "open.sql", "quality.json"])  # fmt: skip


@pytest.fixture
def copy(small_dist: Path, tmp_path: Path) -> Path:
    """A copy of the small release that a test may damage."""
    shutil.copytree(small_dist, tmp_path / "dist")
    return tmp_path / "dist" / small.VERSION


def told(release: Path) -> set[tuple[str, str | None, str]]:
    return {(p.where, p.row_key, p.rule) for p in verify(release)}


def test_a_good_release_holds(small_dist: Path, small_release: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert list(verify(small_dist)) == []
    assert run(small_release) == 0
    out = capsys.readouterr().out
    assert "everything holds" in out
    assert "35 files with their hashes and sizes; 13 tables" in out
    assert "18 of 22 spans equal the text they point at" in out
    assert "4 spans could be checked in place and length only: the text of 1 document is withheld" in out
    assert "not compared with the raw files" in out


def test_every_file_of_the_contract_is_there(small_release: Path) -> None:
    assert sorted(p.name for p in small_release.iterdir()) == FILES


@pytest.mark.parametrize("name", [*FILES, "../index.json"])
def test_a_flipped_byte_anywhere_names_the_file(copy: Path, name: str) -> None:
    path = copy / name
    data = bytearray(path.read_bytes())
    place = random.Random(name).randrange(len(data))  # any place will do, the same each time
    data[place] ^= 1
    path.write_bytes(bytes(data))
    if name == "../index.json":
        assert any(p.where in {"index.json", *FILES} and "index.json" in f"{p.where} {p.rule}" for p in verify(copy))
    else:
        assert any(p.where == name for p in verify(copy))


@pytest.mark.parametrize("table", ["documents", "citations", "actors"])
def test_a_damaged_table_is_told_to_the_end(copy: Path, table: str) -> None:
    """Whatever Arrow or DuckDB make of the damage, it is told, and not raised."""
    path = copy / f"{table}.parquet"
    data = path.read_bytes()
    places = random.Random(table)
    for _ in range(6):
        damaged = bytearray(data)
        damaged[places.randrange(len(data))] ^= 1 << places.randrange(8)
        path.write_bytes(bytes(damaged))
        assert (path.name, None, "hash in SHA256SUMS") in told(copy)


def test_a_file_that_is_missing_or_too_many_is_named(copy: Path) -> None:
    (copy / "actors.csv").unlink()
    (copy / "notes.txt").write_text("mine")
    (copy / "folder").mkdir()
    (copy / "link").symlink_to("open.sql")
    found = told(copy)
    assert ("actors.csv", None, "files_there") in found
    assert ("actors.csv", None, "listed in SHA256SUMS") in found
    assert ("notes.txt", None, "listed in SHA256SUMS") in found
    assert ("notes.txt", None, "listed in index.json") in found
    assert {("folder", None, "files_there"), ("link", None, "files_there")} <= found


def test_a_folder_that_was_downloaded_alone_holds(copy: Path) -> None:
    (copy.parent / "index.json").unlink()
    alone = copy.rename(copy.parent / "on-record-0.1.0")
    assert list(verify(alone)) == []


def test_what_is_not_listed_is_not_released(copy: Path) -> None:
    (copy.parent / "index.json").write_text('{"latest": null, "releases": []}')
    assert told(copy) == {("index.json", "0.1.0", "index")}


def edited_json(path: Path, change: Callable[[Any], Any]) -> None:
    value = json.loads(path.read_bytes())
    change(value)
    path.write_text(json.dumps(value, ensure_ascii=False, indent=2) + "\n", "utf-8")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda i: i.update(latest="9.9.9"), ("index.json", None, "latest")),
        (lambda i: i["releases"][0].update(data_as_of=None), ("index.json", "0.1.0.data_as_of", "index")),
        (lambda i: i["releases"][0].update(bytes=1), ("index.json", "0.1.0", "size")),
        (lambda i: i["releases"][0]["files"][0].update(bytes=1), ("CHANGES.md", None, "size in index.json")),
        (lambda i: i["releases"][0]["files"].pop(0), ("CHANGES.md", None, "listed in index.json")),
        (lambda i: i.pop("releases"), ("index.json", None, "index")),
    ],
)
def test_what_the_index_says_wrongly_is_told(
    copy: Path, change: Callable[[Any], Any], expected: tuple[str, str | None, str]
) -> None:
    edited_json(copy.parent / "index.json", change)
    assert told(copy) == {expected}


@pytest.mark.parametrize(
    ("name", "change", "expected"),
    [
        ("quality.json", lambda q: q["input"].update(raw_files=4), ("documents", "*", "files_add_up")),
        (
            "quality.json",
            lambda q: q["statements_by_mode"].update(direct=99),
            ("quality.json", "statements_by_mode", "counts"),
        ),
        ("quality.json", lambda q: q.pop("input"), ("quality.json", None, "counts")),
        ("datapackage.json", lambda p: p["resources"].pop(0), ("documents.csv", None, "listed in datapackage.json")),
        (
            "datapackage.json",
            lambda p: p["resources"][0]["schema"]["fields"].pop(),
            ("datapackage.json", "documents.csv", "schema"),
        ),
        ("datapackage.json", lambda p: p.update(version="0.2.0"), ("index.json", "0.1.0.version", "index")),
    ],
)
def test_what_a_paper_says_wrongly_is_told_whatever_its_hash(
    copy: Path, name: str, change: Callable[[Any], Any], expected: tuple[str, str | None, str]
) -> None:
    edited_json(copy / name, change)
    small.reseal(copy)
    assert expected in told(copy)


@pytest.mark.parametrize("name", ["CHANGES.md", "CITATION.cff", "CODEBOOK.md", "LICENSE.md", "README.md", "open.sql"])
def test_a_paper_that_was_rewritten_is_told_whatever_its_hash(copy: Path, name: str) -> None:
    (copy / name).write_text((copy / name).read_text("utf-8") + "More.\n", "utf-8")
    small.reseal(copy)
    assert told(copy) == {(name, None, "paper")}


def row(rows: Rows, table: str, **wanted: Any) -> dict[str, Any]:
    return next(r for r in rows[table] if all(r.get(k) == v for k, v in wanted.items()))


# A value changed in a table and the release written anew around it: every hash is right, the row is wrong.
VALUES: list[tuple[str, str, Callable[[Rows], dict[str, Any]], dict[str, Any]]] = [
    ("spans_equal_slices", "citations", lambda r: row(r, "citations", text="A/79/5"), {"text": "A/79/6"}),
    ("statement_text_is_its_fragments", "statements", lambda r: row(r, "statements", cue_text="denied"), {"text": "that"}),
    ("text_has_its_hash", "documents", lambda r: row(r, "documents", document_id=LETTER), {"text_sha256": "0" * 64}),
    ("segments_tile_text", "documents", lambda r: row(r, "documents", document_id=ARTICLE), {"characters": 5}),
    ("schema", "statements", lambda r: row(r, "statements", cue_text="denied"), {"confidence": 2.0}),
    ("reporter_is_the_surrounding_voice", "statements", lambda r: row(r, "statements", cue_text="claimed"), {"reporter_actor_id": "state:LEM"}),
    ("id_is_minted_from_its_words", "segments", lambda r: row(r, "segments", document_id=LETTER, position=1), {"kind": "heading"}),
    ("id_is_minted_from_its_words", "citations", lambda r: row(r, "citations", text="A/79/5"), {"identifier": "A/79/6"}),
    ("id_is_minted_from_its_words", "parts", lambda r: row(r, "parts", document_id=ARTICLE), {"title": "Another"}),
    ("id_is_minted_from_its_words", "quarantine", lambda r: row(r, "quarantine"), {"reason": "another"}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("rule", "table", "which", "change"), VALUES, ids=[f"{i}-{v[0]}" for i, v in enumerate(VALUES)]
)
def test_a_changed_value_is_told_by_row_whatever_the_hashes(
    tmp_path: Path, rule: str, table: str, which: Callable[[Rows], dict[str, Any]], change: dict[str, Any]
) -> None:
    rows = small.rows()
    changed = which(rows)
    changed.update(change)
    release = small.write(tmp_path / "dist", small.tables(rows))
    key = " | ".join(str(changed[c]) for c in contract.primary_key(table))
    assert (table, key, rule) in told(release)


def test_a_statement_under_another_id_is_told(tmp_path: Path) -> None:
    rows = small.rows()
    old = row(rows, "statements", cue_text="denied")["statement_id"]
    for table in ("statements", "statement_spans", "statement_citations"):
        for changed in rows[table]:
            if changed["statement_id"] == old:
                changed["statement_id"] = "s_0000000000000000"
    release = small.write(tmp_path / "dist", small.tables(rows))
    problem = Problem("statements", "s_0000000000000000", "id_is_minted_from_its_words", old, "s_0000000000000000")
    assert list(verify(release)) == [problem]


def test_what_does_not_hold_is_printed_and_the_status_is_1(copy: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (copy / "README.md").write_text("mine")
    assert run(copy) == 1
    out = capsys.readouterr().out
    assert "README.md: hash in SHA256SUMS: expected sha256 " in out
    assert out.endswith("things do not hold, in README.md\n")


def rewritten(release: Path, table: str, change: Callable[[Any], Any]) -> None:
    """Write a table of a release anew, both formats, hashes fresh; ``change`` takes and returns Arrow tables."""
    made = change(pq.read_table(release / f"{table}.parquet"))
    tables.write(table, made.to_batches(), release)
    small.reseal(release)


def test_rows_in_another_order_are_told(copy: Path) -> None:
    rewritten(copy, "segments", lambda t: t.take([1, 0, *range(2, t.num_rows)]))
    assert {(p.where, p.rule) for p in verify(copy)} == {("segments", "rows_in_order")}


def test_a_row_that_is_gone_is_told(copy: Path) -> None:
    rewritten(copy, "actors", lambda t: t.slice(1))
    assert ("statements", "references_resolve") in {(p.where, p.rule) for p in verify(copy)}


def test_a_column_of_another_type_is_told_and_the_rest_goes_on(copy: Path) -> None:
    table = pq.read_table(copy / "citations.parquet")
    year = table.schema.get_field_index("year")
    pq.write_table(table.set_column(year, "year", table["year"].cast("int64")), copy / "citations.parquet")
    (copy / "notes.txt").write_text("mine")
    small.reseal(copy)
    found = list(verify(copy))
    assert Problem("citations", "year", "columns", "int32", "int64") in found
    assert [p.rule for p in found if p.where == "0.1.0"] == ["across tables"]


def test_a_csv_that_differs_is_told_by_row_and_column(copy: Path) -> None:
    path = copy / "statements.csv"
    path.write_bytes(
        path.read_bytes().replace(b'"The Minister","person:minister"', b'"The Minister ","person:minister"', 1)
    )
    path = copy / "actors.csv"
    path.write_bytes(b"".join(path.read_bytes().splitlines(keepends=True)[:-1]))
    path = copy / "citations.csv"
    path.write_bytes(path.read_bytes().replace(b",2001,", b",MMI,", 1))
    small.reseal(copy)
    found = {p.where: p for p in verify(copy)}
    assert found.keys() == {"statements.csv", "actors.csv", "citations.csv"}
    assert {p.rule for p in found.values()} == {"csv_equals_parquet"}
    assert found["statements.csv"].row_key is not None
    assert (found["statements.csv"].expected, found["statements.csv"].found) == (
        "speaker: The Minister",
        "speaker: The Minister ",
    )
    assert (found["actors.csv"].expected, found["actors.csv"].found) == ("6 rows or more", "5 rows")
    assert "MMI" in found["citations.csv"].found


def test_an_empty_string_in_the_csv_is_no_null(copy: Path) -> None:
    path = copy / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b'"media",\n', b'"media",""\n', 1))
    small.reseal(copy)
    assert told(copy) == {("actors.csv", "media:daily", "csv_equals_parquet")}


def test_many_problems_of_one_kind_are_counted(
    copy: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pipeline.verify.SHOWN", 3)
    start = pq.read_schema(copy / "statement_spans.parquet").get_field_index("char_end")
    rewritten(copy, "statement_spans", lambda t: t.set_column(start, t.schema.field(start), t["char_start"]))
    assert run(copy) == 1
    out = capsys.readouterr().out
    assert out.count(": spans_inside_segments: expected ") == 3
    assert "statement_spans: spans_inside_segments: 16 more like these" in out


def test_a_long_value_and_a_line_break_stay_on_one_line() -> None:
    line = in_words(Problem("documents", "x", "rule", "a\nb", "\x1b[2J" + "y" * 500))
    assert "\n" not in line
    assert "a⏎b" in line
    assert "\x1b" not in line
    assert len(line) < 400


def test_no_release_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReleaseNotFoundError):
        run(tmp_path)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with raw/ and the release made from it in dist/; tests do not change it."""
    folder = tmp_path_factory.mktemp("made")
    documents.write(folder / "raw")
    build.release(build.Settings(folder / "raw", folder / "dist", folder / "work", 1), Progress(quiet=True))
    return folder


def test_a_release_holds_and_its_raw_files_give_it_again(made: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(made / "dist", made / "raw", 1) == 0
    assert "every row derived again from" in capsys.readouterr().out


def test_a_release_that_its_raw_files_do_not_give_is_told_by_row_and_column(made: Path, tmp_path: Path) -> None:
    raw = shutil.copytree(made / "raw", tmp_path / "raw")
    letter = next(p for p in raw.iterdir() if "never been closed to anyone" in p.read_text("utf-8", "replace"))
    letter.write_text(
        letter.read_text("utf-8").replace("never been closed to anyone", "never been shut to anyone"), "utf-8"
    )
    found = list(verify(made / "dist", raw, 1))
    assert {p.rule for p in found} == {"derived_again"}
    assert {"documents", "segments", "statements", "statement_spans"} <= {p.where for p in found}
    (hashes,) = [p for p in found if p.where == "documents" and p.expected.startswith("raw_sha256: ")]
    assert hashes.expected != hashes.found
    gone = [p for p in found if p.where == "statements" and p.expected == "no such row"]
    came = [p for p in found if p.where == "statements" and p.found == "none"]
    assert len(gone) == len(came) > 0


def test_a_forged_release_that_holds_in_itself_is_told_with_the_raw_files(made: Path, tmp_path: Path) -> None:
    """Everything is consistent, every hash fresh: only the raw file knows that the title is another."""
    dist = shutil.copytree(made / "dist", tmp_path / "dist")
    release = dist / "0.1.0"
    rewritten(
        release,
        "documents",
        lambda t: t.set_column(
            t.schema.get_field_index("title"), t.schema.field("title"), pa.array(["Forged"] * t.num_rows)
        ),
    )
    assert list(verify(release)) == []
    found = list(verify(release, made / "raw", 1))
    assert {(p.where, p.rule, p.found) for p in found} == {("documents", "derived_again", "title: Forged")}


def test_an_extra_file_is_told_even_when_it_is_listed(copy: Path) -> None:
    (copy / "evil.exe").write_bytes(b"MZ")
    small.reseal(copy)
    assert ("evil.exe", None, "files_there") in told(copy)


def test_a_csv_with_another_header_is_told(copy: Path) -> None:
    path = copy / "actors.csv"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n", 1))
    small.reseal(copy)
    assert ("actors.csv", "line 1", "csv_equals_parquet") in told(copy)


def test_what_the_data_package_says_besides_is_told(copy: Path) -> None:
    path = copy / "datapackage.json"
    path.write_bytes(path.read_bytes().replace(b"CC-BY-4.0", b"CC0-1.0"))
    small.reseal(copy)
    assert ("datapackage.json", None, "paper") in told(copy)


def test_invented_changes_are_told(copy: Path) -> None:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from pipeline import contract, tables

    row = {"table_name": "actors", "row_key": "x", "change": "removed", "column_name": "*", "reason": "code"}
    schema = contract.arrow_schema("changes")
    made = pa.Table.from_pylist([*pq.read_table(copy / "changes.parquet").to_pylist(), row], schema=schema)
    tables.write("changes", made.to_batches(), copy)
    small.reseal(copy)
    assert ("changes", "actors | x | removed | *", "compared_again") in told(copy)
