"""`onrecord sql`: the formats, where the query comes from, the shell."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
import os
import pty
import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pyarrow.parquet as pq
import pytest

from pipeline import guard, query, shell, sql
from pipeline.errors import OnRecordError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb

DENIALS = "select speaker, act, confidence, document_date as day from who_said where act = 'deny' order by speaker"
VALUES = """
    select null as nothing, true as yes, 1.5::double as half, 'nan'::double as nan, date '2026-04-02' as day,
        timestamp '2026-04-02 10:39:00' as moment, [1, 2] as list, {'a': 'b'} as struct, 7::hugeint as huge,
        1.25::decimal(5, 2) as exact, 'a, "b"' || chr(10) || 'c' as lines, '\\xFF'::blob as bytes
"""


@pytest.fixture(scope="module")
def con(small_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = query.open_release(small_release)
    guard.read_only(con, small_release)
    yield con
    con.close()


def answered(con: duckdb.DuckDBPyConnection, statement: str, form: str) -> str:
    out = io.StringIO()
    sql.answer(con, statement, form, out=out)
    return out.getvalue()


def test_a_table_to_read(con: duckdb.DuckDBPyConnection) -> None:
    assert answered(con, DENIALS, "table").splitlines() == [
        "speaker       act   confidence  day",
        "------------  ----  ----------  ----------",
        "The Minister  deny  null        2026-04-02",
        "the mayor     deny  null        2026-04-02",
    ]


def test_every_character_of_a_table_takes_its_place(con: duckdb.DuckDBPyConnection) -> None:
    """Wide characters take two cells; line breaks and escapes cannot break a line or reach a terminal."""
    table = answered(con, "select '国' as a, 'x' || chr(10) || chr(27) || '[31m' as b", "table")
    assert table.splitlines()[2] == "国  x⏎·[31m"


def test_csv_is_a_releases_csv(con: duckdb.DuckDBPyConnection) -> None:
    text = answered(con, VALUES, "csv")
    header, values = csv.reader(io.StringIO(text))
    assert dict(zip(header, values, strict=True)) == {
        "nothing": "", "yes": "true", "half": "1.5", "nan": "nan", "day": "2026-04-02", "moment": "2026-04-02T10:39:00",
        "list": "[1, 2]", "struct": '{"a": "b"}', "huge": "7", "exact": "1.25", "lines": 'a, "b"\nc', "bytes": "ff",
    }  # fmt: skip
    assert "\r" not in text


def test_a_table_of_the_release_comes_out_as_its_own_csv(con: duckdb.DuckDBPyConnection, small_release: Path) -> None:
    for table in ("documents", "statements", "agenda_items"):
        own = (small_release / f"{table}.csv").read_bytes().decode()
        assert list(csv.reader(io.StringIO(answered(con, f"from {table}", "csv")))) == list(
            csv.reader(io.StringIO(own))
        )


def test_json(con: duckdb.DuckDBPyConnection) -> None:
    expected: dict[str, Any] = {
        "nothing": None, "yes": True, "half": 1.5, "nan": None, "day": "2026-04-02", "moment": "2026-04-02T10:39:00",
        "list": [1, 2], "struct": {"a": "b"}, "huge": 7, "exact": 1.25, "lines": 'a, "b"\nc', "bytes": "ff",
    }  # fmt: skip
    assert json.loads(answered(con, VALUES, "json")) == [expected]
    twice = f"{VALUES} union all {VALUES}"
    assert [json.loads(line) for line in answered(con, twice, "jsonl").splitlines()] == [expected, expected]
    assert json.loads(answered(con, twice, "json")) == [expected, expected]
    assert json.loads(answered(con, "from texts where false", "json")) == []
    assert answered(con, "from texts where false", "jsonl") == ""


def test_an_answer_of_many_batches(con: duckdb.DuckDBPyConnection) -> None:
    assert len(answered(con, "from range(25000)", "csv").splitlines()) == 25001


def test_columns_of_one_name_are_no_object(con: duckdb.DuckDBPyConnection) -> None:
    with pytest.raises(OnRecordError, match=r"two columns have one name \(a, a\)"):
        answered(con, "select 1 as a, 2 as a", "json")


def test_files(small_release: Path, tmp_path: Path) -> None:
    path = tmp_path / "denials.parquet"
    path.write_text("an older answer")
    sql.run(small_release, DENIALS, "parquet", path)
    assert pq.read_table(path).column("day").to_pylist() == [dt.date(2026, 4, 2)] * 2
    sql.run(small_release, DENIALS, "csv", tmp_path / "denials.csv")
    assert (tmp_path / "denials.csv").read_bytes().startswith(b"speaker,act,confidence,day\nThe Minister,deny,,")
    assert sorted(p.name for p in tmp_path.iterdir()) == ["denials.csv", "denials.parquet"]


def test_a_query_that_fails_on_the_way_leaves_the_older_file(small_release: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_text("an older answer")
    with pytest.raises(OnRecordError, match="stop"):
        sql.run(small_release, "select if(range < 20000, range, error('stop')) from range(30000)", "csv", path)
    assert path.read_text() == "an older answer"
    assert [p.name for p in tmp_path.iterdir()] == ["old.csv"]


@pytest.mark.parametrize(
    ("statement", "form", "path", "message"),
    [
        ("select 1", "xml", None, "--format xml: expected one of table, csv, json, jsonl, parquet"),
        ("select 1", "parquet", None, "expected a file to write to"),
        ("select 1", "csv", "{release}/new.csv", "expected a file outside the release"),
        ("select 1", "csv", "{tmp}/nix/new.csv", "cannot be written: No such file"),
        ("select 1; select 2", "json", None, "--format json: expected one statement, found 2"),
        ("", "csv", None, "--format csv: expected one statement, found 0"),
        ("select 1; select 2", "table", "{tmp}/new.txt", "expected one statement, found 2"),
        ("drop view texts", "table", None, "DROP: a release is read-only here"),
        ("select 1/", "table", None, "syntax error"),
        ("select error('stop')", "table", None, "stop"),
    ],
)
def test_what_cannot_be_answered(  # noqa: PLR0913 -- a case and two fixtures
    small_release: Path, tmp_path: Path, statement: str, form: str, path: str | None, message: str
) -> None:
    from pathlib import Path

    file = Path(path.format(release=small_release, tmp=tmp_path)) if path else None
    with pytest.raises(OnRecordError, match=message):
        sql.run(small_release, statement, form, file)


def program(release: Path, *more: str) -> list[str]:
    """Return the command that asks a release, with arguments of ``run``."""
    code = f"from pathlib import Path; from pipeline import sql; sql.run(Path({str(release)!r}), {', '.join(more)})"
    return [sys.executable, "-c", code]


def test_a_piped_query(small_dist: Path) -> None:
    done = subprocess.run(
        program(small_dist, "form='csv'"), input="select 1 as a;\n", capture_output=True, text=True, check=True
    )
    assert done.stdout == "a\n1\n"


def typed(monkeypatch: pytest.MonkeyPatch, lines: list[str | type[BaseException]]) -> list[str]:
    """Have ``lines`` typed at the shell; return the prompts, filled in as it goes."""
    prompts: list[str] = []
    waiting = iter(lines)

    def answer(prompt: str) -> str:
        prompts.append(prompt)
        line = next(waiting, EOFError)
        if isinstance(line, str):
            return line
        raise line

    monkeypatch.setattr("builtins.input", answer)
    return prompts


def test_the_shell(
    con: duckdb.DuckDBPyConnection,
    small_release: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    prompts = typed(monkeypatch, [
        "select 1 as a,", "", "  ';' as b", ";",  # over several lines
        "", "selec;",  # a mistake, and it goes on
        "drop view texts;",
        "select 1", KeyboardInterrupt,  # given up
        ".tables", ".schema texts;", ".nix", "select 'last' as z;",
    ])  # fmt: skip
    shell.run(con, small_release)
    out, err = capsys.readouterr()
    assert prompts[:6] == [shell.PROMPT, *[shell.CONTINUED] * 3, shell.PROMPT, shell.PROMPT]
    assert "a  b\n-  -\n1  ;\n" in out
    assert "syntax error" in err
    assert "DROP: a release is read-only here" in err
    assert "Who said what, according to whom" in out
    assert "The document's text; offsets count its code points" in out
    assert shell.HELP in out
    assert out.rstrip().endswith("last")


def test_the_shell_is_left(
    con: duckdb.DuckDBPyConnection, small_release: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    prompts = typed(monkeypatch, [".quit", "select 1;"])
    shell.run(con, small_release)
    assert prompts == [shell.PROMPT]


def test_on_a_terminal(small_dist: Path) -> None:
    """A real terminal: the prompt, a table with a rule and a count, the end of input."""
    main, side = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "80", "LINES": "30"}
    with subprocess.Popen(program(small_dist), stdin=side, stdout=side, stderr=side, env=environment) as process:
        os.close(side)
        os.write(main, b"select range as n, repeat('x', 400) as wide from range(150);\n.quit\n")
        seen = b""
        while True:
            try:
                some = os.read(main, 65536)
            except OSError:
                break
            if not some:
                break
            seen += some
    os.close(main)
    assert process.returncode == 0
    assert b"150 rows, 100 shown" in seen
    assert "x…".encode() in seen
