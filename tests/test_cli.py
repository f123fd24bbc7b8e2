"""The commands a user types: what they print, where they fail, with which status."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import TYPE_CHECKING

import documents
import pytest

if TYPE_CHECKING:
    from pathlib import Path

ONRECORD = [sys.executable, "-m", "pipeline"]


def run(*arguments: str, cwd: Path, given: str | None = None) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*ONRECORD, *arguments], cwd=cwd, input=given, capture_output=True, text=True, check=False)


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with two documents and a release of them."""
    folder = tmp_path_factory.mktemp("released")
    documents.write(folder / "raw")
    run("release", "--workers", "1", cwd=folder)
    return folder


def test_add_copies_registers_and_says_what_the_file_is(tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "letter.txt").write_text(documents.LETTER, "utf-8")
    done = run("add", "in/letter.txt", "--url", "https://example.org/1", "--licence", "public-domain",
               "--symbol", "A/75/810-S/2021/310", "--retrieved", "2021-05-06", cwd=tmp_path)  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("letter.txt: letter, un:A/75/810-S/2021/310: Letter dated 3 May 2021 from")
    assert (tmp_path / "raw" / "letter.txt").read_text("utf-8") == documents.LETTER
    assert (tmp_path / "raw" / "sources.csv").read_text("utf-8").splitlines() == [
        "path,id,url,retrieved,licence,publisher,kind,symbol,title,language",
        "letter.txt,,https://example.org/1,2021-05-06T00:00:00,public-domain,,,A/75/810-S/2021/310,,",
    ]
    again = run("add", "in/letter.txt", cwd=tmp_path)
    assert (again.returncode, "registered already" in again.stderr) == (2, True)


def test_add_keeps_the_rows_and_the_columns_that_are_there(tmp_path: Path) -> None:
    raw = tmp_path / "raw"
    raw.mkdir()
    (raw / "sources.csv").write_text('path,title\nold.txt,"A, b"\n', "utf-8")
    (raw / "old.txt").write_text("Old words.")
    (raw / "new.txt").write_text("New words.")
    assert run("add", "raw/new.txt", "--id", "new-one", cwd=tmp_path).returncode == 0
    assert (raw / "sources.csv").read_text("utf-8") == 'path,title,id\nold.txt,"A, b",\nnew.txt,,new-one\n'


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.txt"], "missing.txt: expected a file, found nothing"),
        (["a.txt", "--kind", "leter"], "kind: expected one of letter"),
        (["a.txt", "--retrieved", "soon"], "expected a date or time"),
        (["a.txt", "--url", "example.org"], "expected an address that starts with http"),
        (["a.txt", "b.txt", "--id", "x"], "add such files one by one"),
    ],
)
def test_add_refuses_what_would_be_wrong_and_changes_nothing(tmp_path: Path, arguments: list[str], words: str) -> None:
    (tmp_path / "a.txt").write_text("Words.")
    (tmp_path / "b.txt").write_text("Words, too.")
    done = run("add", *arguments, cwd=tmp_path)
    assert (done.returncode, words in done.stderr) == (2, True), done.stderr
    assert not (tmp_path / "raw" / "sources.csv").exists()


def test_add_says_when_a_file_will_be_refused(tmp_path: Path) -> None:
    (tmp_path / "noise.txt").write_bytes(b"\0\1\2")
    done = run("add", "noise.txt", cwd=tmp_path)
    assert "registered, but the next release will refuse it" in done.stderr


def test_extract_reads_json_lines_and_goes_on_behind_a_bad_one(tmp_path: Path) -> None:
    text = "The Minister said on\u00a0Monday that “it\r\nis over” (S/RES/822\u00a0(1993)).\r\n\r\nNothing else."
    given = [json.dumps({"id": "a", "text": text}), "no json", json.dumps({"id": 3}),
             json.dumps({"id": "b", "text": "", "kind": "letter"}), json.dumps({"id": "c", "text": "x", "kind": "y"}),
             '{"id": "d", "text": "half \\ud800"}', json.dumps({"text": "Cite A/74/676."})]  # fmt: skip
    done = run("extract", cwd=tmp_path, given="\n".join(given))
    assert done.returncode == 1
    found = {r["id"]: r for r in map(json.loads, done.stdout.splitlines())}
    assert list(found) == ["a", "b", "7"]
    assert [line.split(":")[0] for line in done.stderr.splitlines()] == ["line 2", "line 3", "line 5", "line 6"]
    [citation] = found["a"]["citations"]
    assert citation["identifier"] == "S/RES/822 (1993)"
    assert text[citation["char_start"] : citation["char_end"]] == citation["text"] == "S/RES/822\u00a0(1993)"
    for statement in found["a"]["statements"]:
        for span in statement["spans"]:
            assert text[span["char_start"] : span["char_end"]] == span["text"]
    assert [c["identifier"] for c in found["7"]["citations"]] == ["A/74/676"]


def test_symbol_prints_json_lines_and_tells_what_is_none(tmp_path: Path) -> None:
    done = run("symbol", "S/RES/822(1993)", "A/74/676–S/2020/90", "nonsense", cwd=tmp_path)
    assert [json.loads(line)["symbol"] for line in done.stdout.splitlines()] == [
        "S/RES/822 (1993)", "A/74/676", "S/2020/90",
    ]  # fmt: skip
    assert done.returncode == 1
    assert "nonsense" in done.stderr


def test_release_prints_a_summary_and_says_when_nothing_differs(tmp_path: Path) -> None:
    documents.write(tmp_path / "raw")
    first = run("release", "--workers", "1", cwd=tmp_path)
    assert first.returncode == 0, first.stderr
    assert "2 raw files = 2 documents + 0 refused; 2 processed now" in first.stdout
    assert "released dist/0.1.0" in first.stdout
    second = run("release", cwd=tmp_path)
    assert "nothing differs from release 0.1.0: nothing was written" in second.stdout
    verified = run("verify", "dist", "--raw", "raw", cwd=tmp_path)
    assert verified.returncode == 0, verified.stdout
    third = run("diff", "dist/0.1.0", "dist/0.1.0", cwd=tmp_path)
    assert third.returncode == 0


def test_a_missing_raw_folder_is_one_line_and_status_2(tmp_path: Path) -> None:
    done = run("release", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr == "onrecord: raw: expected a folder with raw documents, found none\n"


def test_help_is_fast_enough_to_load_no_heavy_library() -> None:
    code = "import sys, pipeline.cli; print([m for m in ('duckdb', 'pyarrow', 'pandera') if m in sys.modules])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout == "[]\n"


@pytest.mark.parametrize("name", [".hidden.txt", "sources.csv", " lead.txt", "back\\slash.txt"])
def test_add_refuses_names_that_no_register_can_hold(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_text("path\n")
    done = run("add", name, cwd=tmp_path)
    assert (done.returncode, "expected the name of a document" in done.stderr) == (2, True), done.stderr
    assert not list((tmp_path / "raw").iterdir())


def test_add_does_not_write_over_a_register_that_is_damaged(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    register = tmp_path / "raw" / "sources.csv"
    register.write_text("path,id\na.txt,b,c\n")
    (tmp_path / "new.txt").write_text("Words.")
    done = run("add", "new.txt", cwd=tmp_path)
    assert (done.returncode, "mend it first" in done.stderr) == (2, True)
    assert register.read_text() == "path,id\na.txt,b,c\n"


@pytest.mark.parametrize("text", [
    "He said\nthat it rained.",
    "The Minister announced that the talks\nhad failed, and left.",
    "See A/74/676-\nS/2020/90, annex.",
])  # fmt: skip
def test_extract_reads_all_line_breaks_alike(tmp_path: Path, text: str) -> None:
    given = [json.dumps({"id": "n", "text": text}), json.dumps({"id": "rn", "text": text.replace("\n", "\r\n")})]
    done = run("extract", cwd=tmp_path, given="\n".join(given))
    plain, other = map(json.loads, done.stdout.splitlines())
    words = [" ".join(r["text"].split()) for r in plain["citations"] + plain["statements"]]
    assert words
    assert [" ".join(r["text"].split()) for r in other["citations"] + other["statements"]] == words


def test_trouble_of_the_system_is_one_line(tmp_path: Path) -> None:
    documents.write(tmp_path / "raw")
    (tmp_path / "dist").write_text("a file")
    done = run("release", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("onrecord: the system refused: ")
    assert len(done.stderr.splitlines()) == 1


def test_bibliography_writes_works_and_graph(tmp_path: Path) -> None:
    documents.write(tmp_path / "raw")
    run("release", "--workers", "1", cwd=tmp_path)
    works = json.loads(run("bibliography", cwd=tmp_path).stdout)
    assert {w.get("title") for w in works} >= {"The Bridge at Strelsau: A History"}
    assert "<graphml" in run("bibliography", "--format", "graphml", cwd=tmp_path).stdout
    wrong = run("bibliography", "--format", "bibtex", cwd=tmp_path)
    assert (wrong.returncode, "expected one of csl-json, graphml" in wrong.stderr) == (2, True)


@pytest.mark.parametrize("command", [
    ["--help"], ["verify", "--help"], ["verify", "dist"], ["bibliography"], ["symbol", "A/1/2", "A/1/3"],
    ["diff", "dist/0.1.0", "dist/0.1.0"], ["show", "un:A/75/810"], ["release"],
    ["sql", "--format", "csv", "from range(100000)"],
    ["sql", "select nonsense"],  # what is told goes the same way
])  # fmt: skip
def test_a_command_whose_reader_leaves_ends_as_of_sigpipe(command: list[str], released: Path) -> None:
    with subprocess.Popen(
        [*ONRECORD, *command], cwd=released, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    ) as done:
        assert done.stdout is not None
        done.stdout.close()
    assert done.returncode == 128 + 13


def test_what_is_read_to_its_end_ends_well(released: Path) -> None:
    """A failure of its own keeps its status, also where nothing reads standard output."""
    for closing in ("", ">&-"):
        for command, status in (("verify dist", 0), ("sql 'select nonsense'", 2), ("verify nowhere", 2)):
            line = f"{sys.executable} -m pipeline {command} {closing}"
            done = subprocess.run(["/bin/sh", "-c", line], cwd=released, capture_output=True, check=False)
            assert (done.returncode, b"Traceback" in done.stderr) == (status, False), line
