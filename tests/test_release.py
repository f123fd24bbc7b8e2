"""A release: deterministic, versioned, immutable."""

from __future__ import annotations

import csv
import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import documents
import duckdb
import pyarrow.parquet as pq
import pytest
from releasing import bytes_of, make, rows

from pipeline import contract, tables
from pipeline.errors import ReleaseError
from schemas import TABLES

ONRECORD = [sys.executable, "-m", "pipeline"]


def test_two_releases_elsewhere_with_other_workers_time_zone_language_and_hash_seed_are_the_same_bytes(
    first: Path, tmp_path: Path
) -> None:
    raw = documents.write(tmp_path / "another place" / "raw")
    surroundings = {**os.environ, "TZ": "Asia/Kathmandu", "LANG": "tr_TR.UTF-8", "LC_ALL": "C", "PYTHONHASHSEED": "7"}
    command = [*ONRECORD, "release", "--raw", str(raw), "--dist", "dist", "--work", "w", "--workers", "2"]
    (tmp_path / "cwd").mkdir()
    subprocess.run(command, cwd=tmp_path / "cwd", env=surroundings, check=True, capture_output=True)
    assert bytes_of(tmp_path / "cwd" / "dist") == bytes_of(first / "dist")


def test_a_release_holds_every_file_of_the_contract_and_its_sums_are_right(first: Path) -> None:
    folder = first / "dist" / "0.1.0"
    papers = {"open.sql", "datapackage.json", "CODEBOOK.md", "CHANGES.md", "quality.json", "CITATION.cff", "LICENSE.md",
              "README.md", "SHA256SUMS"}  # fmt: skip
    assert {p.name for p in folder.iterdir()} == papers | {f"{t}.{s}" for t in TABLES for s in ("csv", "parquet")}
    for line in (folder / "SHA256SUMS").read_text().splitlines():
        digest, name = line.split("  ")
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest
    index = json.loads((first / "dist" / "index.json").read_text())
    assert index["latest"] == "0.1.0"
    assert {f["path"].split("/")[1] for f in index["releases"][0]["files"]} == {p.name for p in folder.iterdir()}
    assert index["releases"][0]["data_as_of"] == "2021-05-07T10:00:00Z"


def test_every_csv_equals_its_parquet_when_read_back_through_the_schema(first: Path) -> None:
    folder = first / "dist" / "0.1.0"
    for table in TABLES:
        assert contract.read_csv(table, folder / f"{table}.csv").equals(pq.read_table(folder / f"{table}.parquet")), (
            table
        )


def test_csv_is_rfc_4180_with_line_feeds(first: Path) -> None:
    path = first / "dist" / "0.1.0" / "segments.csv"
    assert b"\r" not in path.read_bytes()
    with path.open(encoding="utf-8", newline="") as f:
        read = list(csv.DictReader(f, strict=True))
    signature = next(r for r in read if r["kind"] == "signature")
    assert signature["text"] == "(Signed) Rudolf Elphberg\nAmbassador\nPermanent Representative"


def test_the_data_package_is_valid(first: Path) -> None:
    frictionless = Path(sys.executable).with_name("frictionless")
    done = subprocess.run([frictionless, "validate", "datapackage.json", "--json"], cwd=first / "dist" / "0.1.0",
                          capture_output=True, text=True, check=False)  # fmt: skip
    assert json.loads(done.stdout)["valid"], done.stdout


def test_withheld_text_is_nowhere_in_the_release(first: Path) -> None:
    for name, data in bytes_of(first / "dist").items():
        assert b"Four lorries" not in data, name
    assert rows(
        first / "dist" / "0.1.0", "select text from statements where mode = 'direct' and document_id = 'herald-article'"
    ) == [("The bridge will be opened on Monday. We thank the people of Norway for their patience",)]


def test_offsets_of_a_withheld_text_fit_the_text_that_raw_gives(first: Path) -> None:
    found = rows(
        first / "dist" / "0.1.0", "select characters, text_sha256 from documents where document_id = 'herald-article'"
    )
    text = documents.ARTICLE.strip()
    assert found == [(len(text), hashlib.sha256(text.encode()).hexdigest())]


def test_nothing_is_written_when_nothing_differs(first: Path) -> None:
    before = bytes_of(first / "dist")
    outcome = make(first, workers=2)
    assert (outcome.folder, outcome.version, outcome.processed) == (None, "0.1.0", 0)
    assert bytes_of(first / "dist") == before


def test_a_changed_document_alone_is_processed_again_and_told_as_a_patch(copy: Path) -> None:
    letter = copy / "raw" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("It was.", "It was indeed."), "utf-8")
    outcome = make(copy)
    assert (outcome.version, outcome.processed) == ("0.1.1", 1)
    found = rows(
        copy / "dist" / "0.1.1",
        "select distinct table_name, reason from changes where reason <> 'source' or table_name = 'segments'",
    )
    assert found == [("segments", "source")]
    changed = rows(
        copy / "dist" / "0.1.1",
        "select change, column_name, new from changes where table_name = 'documents' and column_name = 'characters'",
    )
    assert changed == [("changed", "characters", str(len_of(copy, "ruritania-letter")))]


def len_of(copy: Path, document: str) -> int:
    return int(
        rows(copy / "dist" / "0.1.1", f"select characters from documents where document_id = '{document}'")[0][0]
    )


def test_a_new_document_is_a_minor_and_a_withdrawn_one_too(copy: Path) -> None:
    (copy / "raw" / "second.txt").write_text(documents.LETTER.replace("3 May", "4 May"), "utf-8")
    outcome = make(copy)
    assert (outcome.version, outcome.processed) == ("0.2.0", 1)
    (copy / "raw" / "second.txt").unlink()
    (copy / "raw" / "article.txt").unlink()
    outcome = make(copy)
    assert (outcome.version, outcome.processed) == ("0.3.0", 0)
    reasons = rows(
        copy / "dist" / "0.3.0", "select row_key, change, reason from changes where table_name = 'documents' order by 1"
    )
    assert ("herald-article", "removed", "withdrawal") in reasons


def test_a_corrected_register_is_told_as_a_correction(copy: Path) -> None:
    register = copy / "raw" / "sources.csv"
    register.write_text(register.read_text().replace("example.org/letter", "example.org/letters/1"))
    assert make(copy).version == "0.1.1"
    assert rows(
        copy / "dist" / "0.1.1", "select column_name, old, new, reason from changes where column_name = 'source_url'"
    ) == [("source_url", "https://example.org/letter", "https://example.org/letters/1", "correction")]


def test_a_text_that_is_withdrawn_from_publication_is_not_shown_in_changes(copy: Path) -> None:
    register = copy / "raw" / "sources.csv"
    register.write_text(register.read_text().replace("public-domain", "all-rights-reserved"))
    assert make(copy).version == "0.1.1"
    for name, data in bytes_of(copy / "dist" / "0.1.1").items():
        assert b"I am writing in connection" not in data, name


def test_a_version_asked_for_is_used_once_and_only_upwards(copy: Path) -> None:
    assert make(copy, version="2.0.0").version == "2.0.0"
    for wrong in ("2.0.0", "1.9.9", "two", "1.2", "01.2.3"):
        with pytest.raises(ReleaseError, match="version: expected"):
            make(copy, version=wrong)


def test_row_groups_do_not_depend_on_how_rows_arrive(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(tables, "GROUP_ROWS", 10)
    schema = contract.arrow_schema("actors")
    table = schema.empty_table()
    many = [{"actor_id": f"org:{i:03}", "name": f"n{i}", "kind": "organisation", "country": None} for i in range(35)]
    import pyarrow as pa

    table = pa.Table.from_pylist(many, schema=schema)
    made = []
    for size in (1, 7, 10, 35):
        folder = tmp_path / str(size)
        folder.mkdir()
        assert tables.write("actors", table.to_batches(max_chunksize=size), folder) == 35
        made.append(bytes_of(folder))
    assert all(m == made[0] for m in made)
    assert pq.ParquetFile(tmp_path / "7" / "actors.parquet").metadata.num_row_groups == 4


@pytest.mark.parametrize(
    ("sql", "version", "told"),
    [
        ("select * exclude (title) from documents", "0.2.0", ("title", "added", "schema")),
        ("select *, 1 as gone from documents", "1.0.0", ("gone", "removed", "schema")),
        ("select * replace (ga_session::varchar as ga_session) from documents", "1.0.0",
         ("ga_session", "changed", "schema")),
    ],
)  # fmt: skip
def test_a_column_that_comes_is_a_minor_and_one_that_goes_or_is_retyped_a_major(
    copy: Path, sql: str, version: str, told: tuple[str, str, str]
) -> None:
    """The release before has another schema than this code."""
    path = copy / "dist" / "0.1.0" / "documents.parquet"
    con = duckdb.connect()
    con.execute(f"create view documents as from read_parquet('{path}')")
    con.execute(f"copy ({sql}) to '{path}.new' (format parquet)")
    Path(f"{path}.new").replace(path)
    assert make(copy).version == version
    query = "select column_name, change, reason from changes where row_key = '*'"
    assert rows(copy / "dist" / version, query) == [told]


def test_a_second_file_of_the_same_symbol_is_kept_under_its_hash_with_a_note(copy: Path) -> None:
    second = copy / "raw" / "again.txt"
    second.write_text(documents.LETTER.replace("It was.", "It was so."), "utf-8")
    register = copy / "raw" / "sources.csv"
    row = "again.txt,,,2021-05-08,public-domain,United Nations,,A/75/810-S/2021/310,,en\n"
    register.write_text(register.read_text().replace("letter.txt,ruritania-letter", "letter.txt,") + row)
    make(copy)
    mark = hashlib.sha256(second.read_bytes()).hexdigest()[:8]
    own = "un:A/75/810-S/2021/310"
    found = rows(copy / "dist" / "0.2.0", "select document_id, raw_path from documents order by 1 desc")
    assert found == [(f"{own}#{mark}", "again.txt"), (own, "letter.txt"), ("herald-article", "article.txt")]
    notes = rows(copy / "dist" / "0.2.0", "select raw_path, table_name, rule from quarantine")
    assert notes == [("again.txt", "notes", "document/second-file")]
    assert make(copy).folder is None


def test_citations_are_linked_by_any_symbol_and_joint_symbols_are_one_work(copy: Path) -> None:
    """The letter cites A/75/801-S/2021/300; another cites S/2021/300 alone; a third one is it."""
    register = copy / "raw" / "sources.csv"
    more = {
        "cites.txt": documents.LETTER.replace("[A/75/801-S/2021/300](#)", "S/2021/300").replace("It was.", "One."),
        "cited.txt": documents.LETTER.replace("It was.", "Two."),
    }
    for name, text in more.items():
        (copy / "raw" / name).write_text(text, "utf-8")
    register.write_text(register.read_text() + "cites.txt,cites,,,,,,,,\ncited.txt,cited,,,,,,A/75/801,,\n")
    version = make(copy).version
    found = rows(copy / "dist" / version, """
        select document_id, identifier, work_id, target_document_id from citations
        where identifier like '%S/2021/300' and document_id <> 'cited' order by 1
    """)  # fmt: skip
    assert found == [
        ("cites", "S/2021/300", "A/75/801", "cited"),
        ("ruritania-letter", "A/75/801-S/2021/300", "A/75/801", "cited"),
    ]


def test_a_tightened_licence_tells_every_text_that_went_without_showing_it(copy: Path) -> None:
    register = copy / "raw" / "sources.csv"
    register.write_text(register.read_text().replace("public-domain", "all-rights-reserved"))
    make(copy)
    gone = "select count(*), count(old), count(new) from changes where table_name = 'segments' and column_name = 'text'"
    segments = rows(copy / "dist" / "0.1.1", "select count(*) from segments where document_id = 'ruritania-letter'")
    assert rows(copy / "dist" / "0.1.1", gone) == [(segments[0][0], 0, 0)]
