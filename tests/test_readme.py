"""The README is a test subject: its commands run as printed and print what is printed.

`UPDATE_README=1 pytest tests/test_readme.py` writes the blocks anew; a person reads them and commits.
"""

from __future__ import annotations

import contextlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from schemas import TABLES

ROOT = Path(__file__).parent.parent
README = ROOT / "README.md"
BLOCK = re.compile(r"```console\n(.*?)```", re.DOTALL)
TABLE = re.compile(r"(\| table \| what it holds \|\n\| --- \| --- \|\n)(.*?)\n\n", re.DOTALL)


def ran(block: str) -> str:
    """Return a console block with the output that its commands have now."""
    out = []
    for command in re.findall(r"^\$ (.*)$", block, re.MULTILINE):
        program, *arguments = shlex.split(command)
        assert program == ".venv/bin/onrecord"
        done = subprocess.run(
            [sys.executable, "-m", "pipeline", *arguments], cwd=ROOT, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, f"{command}\n{done.stderr}"
        out.append(f"$ {command}\n{done.stdout.rstrip()}\n")
    return "\n".join(out)


def tables() -> str:
    return "\n".join(f"| `{name}` | {schema.description} |" for name, schema in TABLES.items())


@pytest.mark.skipif("UPDATE_README" not in os.environ, reason="writes the README: UPDATE_README=1")
def test_update() -> None:
    text = BLOCK.sub(lambda m: f"```console\n{ran(m[1])}```", README.read_text("utf-8"))
    README.write_text(TABLE.sub(lambda m: f"{m[1]}{tables()}\n\n", text), "utf-8")


@pytest.mark.parametrize("block", BLOCK.findall(README.read_text("utf-8")))
def test_commands_print_what_the_readme_says(block: str) -> None:
    assert ran(block) == block


def test_the_python_of_the_readme_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    [code] = re.findall(r"```python\n(.*?)```", README.read_text("utf-8"), re.DOTALL)
    monkeypatch.chdir(ROOT)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, str(README), "exec"), {})  # noqa: S102 -- the README's own words
    assert "Embassy of the United States in Azerbaijan: Today, we join" in printed.getvalue()


def test_every_table_is_listed_as_its_schema_describes_it() -> None:
    listed = TABLE.search(README.read_text("utf-8"))
    assert listed
    assert listed[2] == tables()


def test_every_command_of_the_program_is_in_the_readme_and_explains_itself() -> None:
    from typer.main import get_command
    from typer.testing import CliRunner

    from pipeline.cli import app

    commands = get_command(app).commands  # type: ignore[attr-defined]  # a group of commands
    for name in commands:
        assert f"`onrecord {name}" in README.read_text("utf-8"), name
        shown = CliRunner().invoke(app, [name, "--help"])
        assert shown.exit_code == 0
        assert "Usage" in shown.output


def test_every_make_target_explains_itself() -> None:
    targets = re.findall(r"^(\w+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    make = shutil.which("make") or "make"
    shown = subprocess.run([make, "help"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    for target in ("help", "release", "test", "lint", "verify", "sql", "clean"):
        assert target in targets
        assert f"make {target} " in shown
