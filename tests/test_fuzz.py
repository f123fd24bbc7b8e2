"""Damaged and hostile files: no crash, nothing over the limits, each read or in quarantine with a reason.

The files are made here, the same on every run; a process with a worker's limits reads them all.
"""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import gzip
import io
import multiprocessing
import random
import resource
import time
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from docx_writer import W, docx, footnotes, paragraph, reference, table
from pdf_writer import Sheet, pdf

from pipeline import kinds, media
from pipeline.engine.local import MEMORY_BYTES, SECONDS
from pipeline.errors import Refused
from pipeline.layout import settle
from pipeline.model import Entry, Raw

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

WORDS = "The committee considered the matter at length and decided to return to it at its next meeting."
PDF = pdf([Sheet().lines(72, 700, [WORDS] * 30).text(72, 100, "1", 6).text(76, 98, WORDS[:40], 8) for _ in range(3)])
DOCX = docx(
    paragraph(WORDS, reference(1)) + table(["a", "b"], ["c", WORDS]) + paragraph(WORDS),
    {"word/footnotes.xml": footnotes(WORDS)},
)
HTML = f"<html><head><title>x</title></head><body><article><h1>x</h1>{f'<p>{WORDS}</p>' * 20}</article></body></html>".encode()
TEXT = (WORDS + "\n\n").encode() * 20
ORIGINALS = {"pdf": PDF, "docx": DOCX, "html": HTML, "txt": TEXT}
DAMAGED = 12  # of each container and each way


def _zip(members: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _hostile() -> dict[str, bytes]:
    body = f"<w:document {W}><w:body>".encode()
    laughs = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))
    bomb = _zip({"word/document.xml": body + b" " * (150 * 2**20)})
    return {
        "bomb.docx": bomb,
        "bomb-in-bomb.docx": _zip({"word/document.xml": bomb}),
        "many-members.docx": _zip({f"word/header{n}.xml": b"" for n in range(25_000)}),
        "laughs.docx": _zip({"word/document.xml": f'<!DOCTYPE x [<!ENTITY e0 "ha">{laughs}]><x>&e9;</x>'.encode()}),
        "deep.docx": _zip({"word/document.xml": body + b"<w:sdt>" * 100_000}),
        "deep-tables.docx": docx("<w:tbl><w:tr><w:tc>" * 60 + paragraph(WORDS) + "</w:tc></w:tr></w:tbl>" * 60),
        "not-word.docx": _zip({"hello.txt": b"hello"}),
        "gzip.docx": gzip.compress(DOCX, mtime=0),
        "laughs.html": f'<!DOCTYPE html [<!ENTITY e0 "ha">{laughs}]><html><body><p>&e9;</p></body></html>'.encode(),
        "deep.html": b"<div>" * 100_000 + WORDS.encode(),
        "deep-lists.html": b"<ul><li>" * 5_000 + WORDS.encode(),
        "open.html": b"<p" * 200_000,
        "script.html": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>" + WORDS.encode(),
        "pages.pdf": pdf([Sheet() for _ in range(10_000)]),
        "one-glyph-pages.pdf": pdf([Sheet().text(72, 700, "x") for _ in range(1_000)]),
        "glyphs.pdf": pdf([Sheet().lines(10, 780, ["x y " * 500] * 500, size=1, leading=1.5)]),
        "scattered.pdf": pdf([_scattered()]),
        "loop.pdf": PDF.replace(b"/Parent 2 0 R", b"/Parent 6 0 R").replace(b"/Kids [", b"/Kids [2 0 R "),
        "stars.txt": b"**" * 100_000,
        "brackets.txt": b"[" * 200_000,
        "numbers.txt": b"1\n\n" * 50_000,
        "rules.txt": b"_____\n1 a\n" * 5_000,
        "half-pair.txt": "words \ud800 words".encode("utf-8", "surrogatepass"),
    }


def _scattered() -> Sheet:
    noise = random.Random(4)
    sheet = Sheet()
    for _ in range(4_000):
        sheet.text(noise.uniform(0, 600), noise.uniform(0, 780), "ab", noise.uniform(4, 20))
    return sheet


def _files(raw: Path) -> None:
    noise = random.Random(7)
    for suffix, data in ORIGINALS.items():
        (raw / f"whole.{suffix}").write_bytes(data)
        for n in range(DAMAGED):
            (raw / f"cut-{n}.{suffix}").write_bytes(data[: noise.randrange(1, len(data))])
            flipped = bytearray(data)
            for _ in range(1 + n):
                flipped[noise.randrange(len(data))] ^= 1 << noise.randrange(8)
            (raw / f"flipped-{n}.{suffix}").write_bytes(flipped)
            start = noise.randrange(len(data))
            (raw / f"noise-{n}.{suffix}").write_bytes(data[:start] + noise.randbytes(64) + data[start + 64 :])
    for name, data in _hostile().items():
        (raw / name).write_bytes(data)


def _read_all(folder: str, answers: Connection) -> None:
    """Parse every file (runs in a process of its own, with the memory a worker has); send what came of each."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_BYTES, MEMORY_BYTES))
    for path in sorted(Path(folder).iterdir()):
        data = path.read_bytes()
        start = time.monotonic()
        try:
            layout = media.layout(Raw(Entry(path.name), data, "", media.media_type_of(path.name, data)))
            found = settle(kinds.choose(layout, None, path.name).parse(layout, Entry(path.name), "fuzz"))
            said = f"read: {len(found.segments)}" if found.segments else "nothing read"
        except Refused as error:
            said = f"refused: {error.rule}: {error.reason}"
        except Exception as error:  # noqa: BLE001 -- what else is raised is what this test looks for
            said = f"defect: {error!r}"
        answers.send((path.name, said, time.monotonic() - start))
    answers.send(None)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[str, float]]:
    folder = tmp_path_factory.mktemp("fuzz")
    _files(folder)
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_read_all, args=(str(folder), theirs), daemon=True)
    process.start()
    theirs.close()
    out = {}
    while answer := ours.recv():
        name, said, seconds = answer
        out[name] = (said, seconds)
    process.join()
    assert set(out) == {p.name for p in folder.iterdir()}
    return out


def test_every_file_is_read_or_refused_with_a_reason(made: dict[str, tuple[str, float]]) -> None:
    assert all(made[f"whole.{suffix}"][0].startswith("read: ") for suffix in ORIGINALS)
    assert {n: said for n, (said, _) in made.items() if not said.startswith(("read: ", "refused: "))} == {}


def test_no_file_takes_long(made: dict[str, tuple[str, float]]) -> None:
    assert {n: seconds for n, (_, seconds) in made.items() if seconds > SECONDS / 6} == {}


def test_hostile_files_are_told_for_what_they_are(made: dict[str, tuple[str, float]]) -> None:
    expected = {
        "bomb.docx": "docx/bomb", "many-members.docx": "docx/bomb", "laughs.docx": "docx/entities", "pages.pdf": "pdf/too-many-pages",
        "not-word.docx": "docx/damaged", "deep.docx": "docx/damaged", "one-glyph-pages.pdf": "pdf/no-text-layer",
    }  # fmt: skip
    assert {n: made[n][0].split(": ")[1] for n in expected} == expected
