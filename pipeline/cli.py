"""The command line, `onrecord`: what there is to do, and where it is done. Nothing is computed here."""

from __future__ import annotations

import io
import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from pipeline import __version__
from pipeline.errors import OnRecordError

app = typer.Typer(
    name="onrecord",
    help="Who said what, where exactly, citing what: official documents and news, read into versioned tables.",
    epilog='Start with `onrecord release`, then `onrecord sql "from who_said"`. Each command explains itself: --help.',
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)

RawFolder = Annotated[Path, typer.Option("--raw", help="Folder with the raw documents and sources.csv.")]
DistFolder = Annotated[Path, typer.Option("--dist", help="Folder with the releases.")]
Release = Annotated[Path, typer.Option("--release", help="A release, or a folder of releases: then its newest.")]
_READER_LEFT = 128 + 13  # as a shell tells of SIGPIPE
RAW, DIST, WORK = Path("raw"), Path("dist"), Path(".work")


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


@app.command()
def release(
    raw: RawFolder = RAW,
    dist: DistFolder = DIST,
    work: Annotated[
        Path, typer.Option(help="Folder for what is computed on the way; may be deleted at any time.")
    ] = WORK,
    workers: Annotated[
        int | None,
        typer.Option(
            min=1, max=1024, help="Processes that read documents; no byte depends on it.", show_default="all cores"
        ),
    ] = None,
    version: Annotated[
        str | None,
        typer.Option(
            help="Publish under this version, even when nothing differs.", show_default="worked out from what differs"
        ),
    ] = None,
) -> None:
    """Make the next release of raw/ in dist/, if anything differs from the newest one.

    Documents that cannot be read go to the table `quarantine` with the reason, and the release goes on. When going on
    would publish something wrong, nothing is published and dist/ stays as it was.
    """  # fmt: skip
    from pipeline import build, summary
    from pipeline.progress import Progress

    settings = build.Settings(raw, dist, work, workers or _cores(), version)
    summary.show(build.release(settings, Progress()))


@app.command()
def add(
    files: Annotated[list[Path], typer.Argument(help="The files, exactly as published.", show_default=False)],
    raw: RawFolder = RAW,
    url: Annotated[str | None, typer.Option(help="Where it was got.")] = None,
    licence: Annotated[
        str | None,
        typer.Option(
            help="An SPDX identifier, `public-domain` or `all-rights-reserved`; decides whether the text is published."
        ),
    ] = None,
    retrieved: Annotated[str | None, typer.Option(help="When it was got: 2026-11-22 or 2026-11-22T10:00:00Z.")] = None,
    publisher: Annotated[str | None, typer.Option(help="Who published it.")] = None,
    document_id: Annotated[
        str | None, typer.Option("--id", help="Id of the document in all tables.", show_default="made from its symbol")
    ] = None,
    kind: Annotated[
        str | None, typer.Option(help="What kind of document it is, where that cannot be recognised.")
    ] = None,
    symbol: Annotated[str | None, typer.Option(help="Its United Nations symbol, where its text has none.")] = None,
    title: Annotated[str | None, typer.Option(help="Its title, where its text has none.")] = None,
    language: Annotated[str | None, typer.Option(help="Its language (BCP 47), such as en or ru.")] = None,
) -> None:
    """Copy files into raw/ and write what no text can tell into raw/sources.csv."""
    from pipeline import register

    if len(files) > 1 and (document_id or symbol or title):
        raise OnRecordError("--id, --symbol and --title are one document's: add such files one by one")
    given = {"url": url, "licence": licence, "retrieved": retrieved, "publisher": publisher, "id": document_id,
             "kind": kind, "symbol": symbol, "title": title, "language": language}  # fmt: skip
    for file in files:
        entry, document, problem = register.add(raw, file, given)
        if document is None:
            typer.echo(f"{entry.path}: registered, but the next release will refuse it: {problem}", err=True)
        else:
            typer.echo(f"{entry.path}: {document.document.kind}, {document.id}"
                       + (f": {document.document.title}" if document.document.title else ""))  # fmt: skip


@app.command()
def show(
    document: Annotated[str, typer.Argument(help="Its id, its symbol, or the beginning of one of them.")],
    release: Release = DIST,
    raw: Annotated[
        Path | None,
        typer.Option("--raw", help="Folder with the raw documents: shows texts that the release withholds."),
    ] = None,
) -> None:
    """Show a document's text with its citations and statements marked."""
    from pipeline import show as module

    module.show(release, document, raw)


@app.command()
def sql(
    query: Annotated[
        str | None, typer.Argument(help="One query; without it, a shell, or what comes on standard input.")
    ] = None,
    release: Release = DIST,
    form: Annotated[str, typer.Option("--format", help="table, csv, json, jsonl or parquet.")] = "table",
    output: Annotated[Path | None, typer.Option(help="Write there instead of to the terminal.")] = None,
) -> None:
    """Ask a release with SQL (DuckDB, read-only): its tables, and the views texts, who_said, nested, most_cited, …."""
    from pipeline import sql as module

    module.run(release, query, form, output)


@app.command()
def db(
    output: Annotated[Path, typer.Argument(help="The file to make.")] = Path("onrecord.duckdb"),
    release: Release = DIST,
    force: Annotated[bool, typer.Option("--force", help="Replace the file if it is there.")] = False,
) -> None:
    """Make one DuckDB file of a release: tables, views, comments."""
    from pipeline import database

    typer.echo(f"{database.build(release, output, force=force)}")


@app.command()
def verify(
    release: Annotated[Path, typer.Argument(help="A release, or a folder of releases: then its newest.")] = DIST,
    raw: Annotated[
        Path | None, typer.Option("--raw", help="Folder with the raw documents: derives every row again and compares.")
    ] = None,
) -> None:
    """Check a release offline: every hash, slice, key, reference and id; with --raw, every row against raw files."""
    from pipeline import verify as module

    raise typer.Exit(module.run(release, raw))


@app.command()
def diff(
    old: Annotated[Path, typer.Argument(help="A release.")],
    new: Annotated[Path, typer.Argument(help="A later one.")],
    form: Annotated[str, typer.Option("--format", help="table, csv, json or jsonl.")] = "table",
) -> None:
    """Show row by row what differs between two releases, and why."""
    from pipeline import diff as module

    module.show(old, new, form)


@app.command()
def bibliography(
    release: Release = DIST,
    form: Annotated[
        str, typer.Option("--format", help="csl-json (the works cited) or graphml (who cites what).")
    ] = "csl-json",
) -> None:
    """Write the works that a release cites for reference managers, or its citation graph for graph programs."""
    from pipeline.bibliography import export

    typer.echo(export(release, form), nl=False)


@app.command()
def extract() -> None:
    """Read JSON lines {"id", "text", "kind"?} and write {"id", "citations", "statements"}: the extractor alone.

    Offsets are code points of exactly the text given. A line that cannot be read is told on standard error and the
    rest goes on; the exit status is then 1.
    """
    from pipeline import extractor

    failed = False
    for line, problem in extractor.run(sys.stdin.buffer):
        if line is not None:
            typer.echo(line)
        else:
            failed = True
            typer.echo(problem, err=True)
    raise typer.Exit(int(failed))


@app.command()
def symbol(symbols: Annotated[list[str], typer.Argument(help="Symbols, joint ones too: A/74/676-S/2020/90.")]) -> None:
    """Take United Nations document symbols apart: JSON lines with form, components, body, type, address."""
    import json

    from pipeline.symbols import SymbolError, parts
    from pipeline.symbols.describe import describe

    failed = False
    for text in symbols:
        try:
            for part in parts(text):
                typer.echo(json.dumps(describe(part), ensure_ascii=False))
        except SymbolError as error:
            failed = True
            typer.echo(f"onrecord: {text}: {error}", err=True)
    raise typer.Exit(int(failed))


@app.command()
def train(
    corpus: Annotated[
        Path, typer.Option(help="Annotated texts, JSON lines in the format of the annotation guidelines.")
    ],
    out: Annotated[Path, typer.Option(help="Folder for the weights and their model card.")],
    seed: Annotated[int, typer.Option(help="The same seed and corpus give the same weights.")] = 1,
) -> None:
    """Train the statement tagger on a corpus, reproducibly, and write its weights with a model card."""
    from pipeline import train as module

    for path in module.train(corpus, out, seed):
        typer.echo(path)


@app.callback(invoke_without_command=True)
def _version(
    show_version: Annotated[bool, typer.Option("--version", help="Show the version of the software.")] = False,
) -> None:
    if show_version:
        typer.echo(f"onrecord {__version__}")
        raise typer.Exit


def main() -> None:
    """Run the command line; what goes wrong on purpose is one line on standard error and exit status 2.

    When the program that reads our output has seen enough (``| head``), it ends with the status of one that SIGPIPE has
    ended, as others do: what it would have written, and what `verify` would have found, is not known.
    """
    if sys.stdout is None:  # closed (``>&-``): nobody wants to see it
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: PTH123, SIM115 -- as long as the process
    for stream in (sys.stdout, sys.stderr, sys.stdin):
        if isinstance(stream, io.TextIOWrapper):
            # Tables hold ¹ and “ ”: never the locale's encoding. What cannot be encoded is shown escaped.
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        try:
            _run()
        finally:
            sys.stdout.flush()
    except (BrokenPipeError, SystemExit) as ended:
        # Of a pipe that broke while they wrote, typer and rich make an exit with status 1.
        if not any(isinstance(e, BrokenPipeError) for e in (ended, ended.__context__)):
            raise
        # What is still buffered would raise again at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(_READER_LEFT)


def _run() -> None:
    try:
        app()
    except OnRecordError as error:
        typer.echo(f"onrecord: {error}", err=True)
        sys.exit(2)
    except BrokenPipeError:  # no trouble of the system
        raise
    except (OSError, MemoryError) as error:
        typer.echo(f"onrecord: the system refused: {error or type(error).__name__}", err=True)
        sys.exit(2)
    except Exception as error:
        # DuckDB is loaded only where it is used.
        if not type(error).__module__.endswith("duckdb"):
            raise
        typer.echo(f"onrecord: the database refused: {error}", err=True)
        sys.exit(2)
