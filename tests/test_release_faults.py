"""A release is all or nothing: killed, disturbed, or made from what is wrong, it leaves dist/ whole."""

from __future__ import annotations

import hashlib
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from typing import TYPE_CHECKING, Any

import documents
import pytest
from releasing import bytes_of, make, rows

from pipeline.errors import ReleaseError

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb

ONRECORD = [sys.executable, "-m", "pipeline"]
# A full run of the fault injection: KILLS=100 make test
KILLS = int(os.environ.get("KILLS", "6"))


def test_one_release_at_a_time(copy: Path) -> None:
    from pipeline.release import locked

    with locked(copy / "dist"), pytest.raises(ReleaseError, match="another release is being made"):
        make(copy)


def test_an_unlisted_whole_release_is_adopted_and_a_broken_one_removed(copy: Path) -> None:
    (copy / "raw" / "letter.txt").write_text(documents.LETTER.replace("It was.", "It is."), "utf-8")
    make(copy)
    index = copy / "dist" / "index.json"
    listed = index.read_bytes()
    known = json.loads(listed)
    index.write_text(json.dumps({"latest": "0.1.0", "releases": known["releases"][:1]}))
    assert make(copy).folder is None
    assert index.read_bytes() == listed
    index.write_text(json.dumps({"latest": "0.1.0", "releases": known["releases"][:1]}))
    (copy / "dist" / "0.1.1" / "actors.csv").write_bytes(b"damaged")
    assert make(copy).version == "0.1.1"
    assert index.read_bytes() == listed


def test_a_table_that_would_be_wrong_stops_the_release_and_leaves_dist_untouched(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import build, check

    before = bytes_of(copy / "dist")
    wrong = check.Violation("keys_unique", "actors", "state:XYZ", None, "1 row", "2 rows")
    monkeypatch.setattr(build, "_violations", lambda _: [wrong])
    with pytest.raises(ReleaseError, match="actors state:XYZ breaks keys_unique: expected 1 row, found 2 rows"):
        make(copy)
    assert bytes_of(copy / "dist") == before


def test_a_document_whose_rows_break_a_rule_is_quarantined_and_the_others_are_released(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import build, check

    documents.write(tmp_path / "raw")
    real = build._violations
    wrong = check.Violation("spans_equal_slices", "statement_spans", "s_1 | cue | 1", "herald-article", "said", "sa")

    def found(con: duckdb.DuckDBPyConnection) -> list[check.Violation]:
        there = con.execute("select count(*) from documents where document_id = 'herald-article'").fetchall()[0][0]
        return [wrong] if there else real(con)

    monkeypatch.setattr(build, "_violations", found)
    outcome = make(tmp_path)
    folder = tmp_path / "dist" / "0.1.0"
    assert rows(folder, "select document_id from documents") == [("ruritania-letter",)]
    assert rows(
        folder, "select table_name, row_key, rule from quarantine where document_id = 'herald-article' order by 1"
    ) == [
        ("documents", None, "spans_equal_slices"),
        ("statement_spans", "s_1 | cue | 1", "spans_equal_slices"),
    ]
    assert outcome.raw_files == 2


@pytest.mark.timeout(60 * (KILLS + 4))
def test_a_release_that_is_killed_leaves_dist_as_before_or_complete_and_the_next_run_succeeds(copy: Path) -> None:
    """SIGKILL at random moments; every second one while the release is being written."""
    dice = random.Random(20)
    command = [*ONRECORD, "release", "--raw", "raw", "--dist", "dist", "--work", "work", "--workers", "1"]
    dist = copy / "dist"
    started = time.monotonic()
    subprocess.run(command, cwd=copy, check=True, capture_output=True)
    whole = time.monotonic() - started
    for n in range(KILLS):
        before, old = bytes_of(dist), json.loads((dist / "index.json").read_bytes())
        text = documents.LETTER.replace("It was.", f"It was, {n}.")
        (copy / "raw" / "letter.txt").write_text(text, "utf-8")
        run = subprocess.Popen(
            command, cwd=copy, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        if n % 2:
            while run.poll() is None and not list(dist.glob(".onrecord-*")):
                time.sleep(0.001)
            time.sleep(dice.uniform(0, 0.1))
        else:
            time.sleep(dice.uniform(0, 1.1 * whole))
        os.killpg(run.pid, signal.SIGKILL) if run.poll() is None else None
        run.wait()
        index = json.loads((dist / "index.json").read_bytes())
        after = bytes_of(dist)
        for one in index["releases"]:
            for file in one["files"]:
                assert hashlib.sha256(after[file["path"]]).hexdigest() == file["sha256"]
        listed = {f["path"] for r in old["releases"] for f in r["files"]}
        assert {p: after[p] for p in listed} == {p: before[p] for p in listed}
        assert index["latest"] == old["latest"] or len(index["releases"]) == len(old["releases"]) + 1
        done = subprocess.run(command, cwd=copy, check=False, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        latest = json.loads((dist / "index.json").read_bytes())["latest"]
        assert rows(dist / latest, f"select count(*) from segments where text like '%It was, {n}.'") == [(1,)]
        assert not list(dist.glob(".onrecord-*"))


def test_an_empty_raw_folder_is_told_and_nothing_is_released(tmp_path: Path) -> None:
    (tmp_path / "raw").mkdir()
    with pytest.raises(ReleaseError, match="expected documents, found none"):
        make(tmp_path)
    assert not list((tmp_path / "dist").iterdir())


def test_a_defect_that_most_files_meet_stops_the_release(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A broken module must not withdraw every document."""
    documents.write(tmp_path / "raw")
    (tmp_path / "site").mkdir()
    broken = "import pipeline.process as p\ndef process(raw): raise KeyError('broken')\np.process = process\n"
    (tmp_path / "site" / "sitecustomize.py").write_text(broken)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path / "site"))
    with pytest.raises(ReleaseError, match="2 files met a defect"):
        make(tmp_path)
    assert not list((tmp_path / "dist").iterdir())


@pytest.mark.parametrize("what", ["foreign", "whole", "link"])
def test_a_folder_that_no_run_left_is_never_removed(copy: Path, what: str) -> None:
    dist = copy / "dist"
    if what == "foreign":
        (dist / "18.2.0").mkdir()
        (dist / "18.2.0" / "theirs").write_text("words")
    elif what == "whole":
        # A release under another name, or one that does not follow the newest.
        shutil.copytree(dist / "0.1.0", dist / "0.9.9")
    else:
        (dist / "9.9.9").symlink_to(copy / "raw")
    before = bytes_of(dist)
    with pytest.raises(ReleaseError, match="put it elsewhere, or mend the index"):
        make(copy)
    assert bytes_of(dist) == before


def test_an_index_that_lists_a_release_that_is_gone_stops_the_run(copy: Path) -> None:
    shutil.rmtree(copy / "dist" / "0.1.0")
    with pytest.raises(ReleaseError, match="calls the latest, found none"):
        make(copy)


def test_raw_that_changes_during_a_release_stops_it_and_is_read_anew_the_next_time(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from pipeline import inventory

    letter = copy / "raw" / "letter.txt"
    letter.write_text(letter.read_text("utf-8").replace("It was.", "It was not."), "utf-8")
    before, real = bytes_of(copy / "dist"), inventory.take

    def take(*arguments: Any) -> None:
        real(*arguments)
        letter.write_text("other words", "utf-8")

    monkeypatch.setattr(inventory, "take", take)
    with pytest.raises(ReleaseError, match=r"letter\.txt: changed while the release was made"):
        make(copy)
    assert bytes_of(copy / "dist") == before
    monkeypatch.setattr(inventory, "take", real)
    documents.write(copy / "raw")
    assert make(copy).folder is None


def test_a_file_refused_for_this_run_alone_is_not_tried_again_in_it(
    copy: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Second files make a second pass; a document that fails only once must not be refused and released."""
    (copy / "raw" / "again.txt").write_text(documents.LETTER.replace("It was.", "It was so."), "utf-8")
    register = copy / "raw" / "sources.csv"
    register.write_text(register.read_text() + "again.txt,ruritania-letter,,,public-domain,,,,,en\n")
    (copy / "raw" / "once.txt").write_text("Fails once.")
    mark = copy / "failed"
    site = copy / "site"
    site.mkdir()
    (site / "sitecustomize.py").write_text(f"""
import pathlib, pipeline.process as p
mark, real = pathlib.Path({str(mark)!r}), p.process
def process(raw):
    if raw.entry.path == "once.txt" and not mark.exists():
        mark.touch()
        raise KeyError("once")
    return real(raw)
p.process = process
""")
    monkeypatch.setenv("PYTHONPATH", str(site))
    version = make(copy).version
    told = "select raw_path, rule from quarantine where table_name = 'documents'"
    assert rows(copy / "dist" / version, told) == [("once.txt", "defect")]
    assert rows(copy / "dist" / version, "select count(*) from documents") == [(3,)]
    # The next run is not bound by it.
    assert rows(copy / "dist" / make(copy).version, "select count(*) from documents") == [(4,)]
