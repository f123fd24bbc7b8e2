"""Bad input: each file with the message it gives and where it lands, in one release beside a good document."""

from __future__ import annotations

import os
import random
from typing import TYPE_CHECKING

import duckdb
import pytest

from pipeline.build import Outcome, Settings, release
from pipeline.errors import RegisterError
from pipeline.progress import Progress

if TYPE_CHECKING:
    from pathlib import Path

LETTER = """General Assembly

Distr.: General
5 May 2021

Letter dated 3 May 2021 from the Permanent Representative of Norway to the United Nations addressed
to the Secretary-General

I have the honour to write to you.

(Signed) Kari Nordmann
"""
# A dateline below a letter's title: two kinds recognise it.
BOTH = "5 May 2021 10:00 (UTC+00:00)\n\n" + LETTER
REGISTER = """path,id,kind,retrieved,licence,language,url,symbol
good.txt,good,,2021-05-06,public-domain,en,,
missing.txt,missing,,,,,,
../outside.txt,outside,,,,,,
/etc/passwd,absolute,,,,,,
good.txt,again,,,,,,
kind.txt,,leter,,,,,
when.txt,,,yesterday,,,,
id.txt,ídem,,,,,,
language.txt,,,,,english,,
url.txt,,,,,,ftp://example.org,
early.txt,,,0001-01-01T00:00:00+05:00,,,,
symbol.txt,,,,,,,banana
short.txt,only-two
"""

# name -> (rule, words of the message); what has no bytes here is made below
EXPECTED = {
    "empty.txt": ("raw/empty", "empty.txt: the file is empty (0 bytes)"),
    "noise.txt": ("text/binary", "expected text, found a NUL at byte"),
    "control.txt": ("text/binary", "control characters"),
    "long-line.txt": ("raw/too-large", "209715200 bytes; at most 104857600 are read"),
    "invalid-utf8.txt": ("text/encoding", "byte 59 is not"),
    "nul.txt": ("text/binary", "found a NUL at byte 5"),
    "half-utf16.txt": ("text/encoding", "its byte-order mark says utf-16"),
    "blank.txt": ("text/empty", "found only white space"),
    "link.txt": ("raw/outside", "leads out of raw/"),
    "folder-link": ("raw/outside", "leads out of raw/"),
    "dangling.txt": ("raw/not-a-file", "expected a plain file"),
    "pipe.txt": ("raw/not-a-file", "expected a plain file"),
    "copy.txt": ("raw/duplicate", "copy.txt: the same bytes as good.txt; kept once"),
    "unknown.xyz": ("media/unknown", "found application/octet-stream"),
    "both.txt": ("kind/ambiguous", "recognised as news_article and as un_letter"),
    "kind.txt": ("register/kind", "line 7 (kind.txt), kind: expected one of letter, "),
    "when.txt": ("register/retrieved", "expected a date or time such as 2026-11-22"),
    "id.txt": ("register/id", "expected printable ASCII that starts with"),
    "language.txt": ("register/language", "expected a BCP 47 tag"),
    "circle.txt": ("raw/unreadable", "links that lead in a circle"),
    "caf\\xe9.txt": ("raw/name", "expected a file name in UTF-8"),
    "early.txt": ("register/retrieved", "expected a date or time such as 2026-11-22"),
    "symbol.txt": ("register/symbol", "expected a United Nations document symbol"),
    "url.txt": ("register/url", "expected an address that starts with http"),
}
# rows of the register that name no file to refuse
ROWS = {
    "missing.txt": ("register/no-file", "line 3: expected a file missing.txt, found none"),
    "../outside.txt": ("register/outside", "line 4: path '../outside.txt' leads out of raw/"),
    "/etc/passwd": ("register/outside", "line 5: path '/etc/passwd' leads out of raw/"),
    "good.txt": ("register/twice", "line 6: good.txt is registered more than once"),
    "short.txt": ("register/row", "line 14: expected 8 fields, found 2"),
}


def _files(raw: Path) -> None:
    noise = random.Random(1)
    (raw / "good.txt").write_text(LETTER, "utf-8")
    (raw / "copy.txt").write_text(LETTER, "utf-8")
    (raw / "utf16.txt").write_bytes(LETTER.replace("Norway", "Sweden").encode("utf-16"))
    (raw / "latin1.txt").write_bytes(LETTER.replace("Kari Nordmann", "Åse Ødegård, née Müller").encode("latin-1"))
    (raw / "empty.txt").touch()
    (raw / "noise.txt").write_bytes(noise.randbytes(5000))
    (raw / "control.txt").write_bytes(bytes([1, 2, 3, 65]) * 500)
    with (raw / "long-line.txt").open("wb") as f:
        f.truncate(200 * 2**20)
    (raw / "invalid-utf8.txt").write_bytes(
        ("“Every word of it is UTF-8, é, ü, “quoted”, but for".encode()) + b"\xff\xc3" + " one byte “here”.".encode()
    )
    (raw / "nul.txt").write_bytes(b"words\0and more words")
    (raw / "half-utf16.txt").write_bytes(b"\xff\xfea\0b")
    (raw / "blank.txt").write_text(" \n\n\u00a0\n")
    (raw / "unknown.xyz").write_text("words")
    (raw / "both.txt").write_text(BOTH, "utf-8")
    outside = raw.parent / "outside"
    outside.mkdir()
    (outside / "secret.txt").write_text("secret")
    (raw / "link.txt").symlink_to(outside / "secret.txt")
    (raw / "folder-link").symlink_to(outside)
    (raw / "dangling.txt").symlink_to(raw / "nothing")
    os.mkfifo(raw / "pipe.txt")
    (raw / "circle.txt").symlink_to(raw / "circle.txt")
    (raw / os.fsdecode(b"caf\xe9.txt")).write_text("A name in another encoding.")
    for name in ("kind", "when", "id", "language", "url", "early", "symbol"):
        (raw / f"{name}.txt").write_text(f"The words of {name}.")
    (raw / "sources.csv").write_text(REGISTER)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Outcome]:
    folder = tmp_path_factory.mktemp("bad")
    (folder / "raw").mkdir()
    _files(folder / "raw")
    outcome = release(Settings(folder / "raw", folder / "dist", folder / "work", 2), Progress(quiet=True))
    return folder / "dist" / "0.1.0", outcome


def _quarantine(folder: Path, path: str, table: str) -> list[tuple[str, str]]:
    query = "select rule, reason from read_parquet(?) where raw_path = ? and table_name = ?"
    return duckdb.execute(query, [str(folder / "quarantine.parquet"), path, table]).fetchall()


@pytest.mark.parametrize("name", EXPECTED)
def test_a_bad_file_is_quarantined_with_its_reason(made: tuple[Path, Outcome], name: str) -> None:
    rule, words = EXPECTED[name]
    [(found, reason)] = _quarantine(made[0], name, "documents")
    assert found == rule
    assert words in reason
    assert name in reason


@pytest.mark.parametrize("name", ROWS)
def test_a_bad_row_of_the_register_is_quarantined_with_its_line(made: tuple[Path, Outcome], name: str) -> None:
    rule, words = ROWS[name]
    [(found, reason)] = _quarantine(made[0], name, "sources")
    assert (found, words in reason) == (rule, True), reason


def test_the_rest_of_the_run_goes_on_and_the_counts_add_up(made: tuple[Path, Outcome]) -> None:
    folder, outcome = made
    titles = duckdb.execute(
        "select raw_path, title, author_name from read_parquet(?) order by raw_path",
        [str(folder / "documents.parquet")],
    ).fetchall()
    assert [t[0] for t in titles] == ["good.txt", "latin1.txt", "utf16.txt"]
    assert "Permanent Representative of Sweden" in titles[2][1]
    assert titles[1][2] == "Åse Ødegård, née Müller"
    assert outcome.raw_files == len(EXPECTED) + 3


def test_a_licence_that_is_not_known_withholds_the_text_and_says_so(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "good.txt").write_text(LETTER, "utf-8")
    (tmp_path / "raw" / "sources.csv").write_text("path,id,licence\ngood.txt,good,public domain\n")
    outcome = release(Settings(tmp_path / "raw", tmp_path / "dist", tmp_path / "work", 1), Progress(quiet=True))
    assert [n[1] for n in outcome.notes] == ["rights/unknown-licence"]
    table = str(tmp_path / "dist" / "0.1.0" / "documents.parquet")
    assert duckdb.execute("select text_status from read_parquet(?)", [table]).fetchall() == [("withheld",)]


def test_a_file_without_an_id_is_told_to_the_user(made: tuple[Path, Outcome]) -> None:
    assert ("utf16.txt", "document/no-id") in [note[:2] for note in made[1].notes]


@pytest.mark.parametrize(
    ("register", "words"),
    [
        (b"path,colour\n", "expected a header of path, id, url"),
        (b"id\nx\n", "path is required"),
        (b"path\n\xff\n", "expected CSV in UTF-8"),
        (b'path\n"open\n', "expected CSV in UTF-8"),
        (b"", "found: nothing"),
    ],
)
def test_a_register_that_cannot_be_read_stops_the_run(tmp_path: Path, register: bytes, words: str) -> None:
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / "sources.csv").write_bytes(register)
    with pytest.raises(RegisterError, match=r"sources\.csv") as error:
        release(Settings(tmp_path / "raw", tmp_path / "dist", tmp_path / "work", 1), Progress(quiet=True))
    assert words in str(error.value)
    assert not list((tmp_path / "dist").iterdir())


def test_a_raw_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(RegisterError, match="expected a folder with raw documents"):
        release(Settings(tmp_path / "nowhere", tmp_path / "dist", tmp_path / "work", 1), Progress(quiet=True))
