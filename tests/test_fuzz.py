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
        "outside.docx": _zip({"word/document.xml": _outside("utf-8")}),
        "outside-utf16.docx": _zip({"word/document.xml": _outside("utf-16")}),
        "flat.docx": _zip({"word/document.xml": body + _flat() + b"</w:body></w:document>"}),
        "long-attribute.docx": _stored(
            {"word/document.xml": body + b'<w:p w:x="' + b"a" * 11_000_000 + b'"/></w:body></w:document>'}
        ),
        "raised.docx": docx(
            "<w:p>" + '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:t>a</w:t></w:r>' * 50_000 + "</w:p>"
        ),
        "not-word.docx": _zip({"hello.txt": b"hello"}),
        "gzip.docx": gzip.compress(DOCX, mtime=0),
        "laughs.html": f'<!DOCTYPE html [<!ENTITY e0 "ha">{laughs}]><html><body><p>&e9;</p></body></html>'.encode(),
        "deep.html": b"<div>" * 100_000 + WORDS.encode(),
        "deep-lists.html": b"<ul><li>" * 5_000 + WORDS.encode(),
        "bold.html": b"<p>" + b"<b>" * 100_000 + WORDS.encode(),
        "attributes.html": b"<p " + b"a=1 " * 300_000 + b">" + WORDS.encode(),
        "open.html": b"<p" * 200_000,
        "script.html": b'<script type="application/ld+json">' + b"[" * 100_000 + b"</script><p>" + WORDS.encode(),
        "pages.pdf": pdf([Sheet() for _ in range(10_000)]),
        "one-glyph-pages.pdf": pdf([Sheet().text(72, 700, "x") for _ in range(1_000)]),
        "glyphs.pdf": pdf([Sheet().lines(10, 780, ["x y " * 500] * 500, size=1, leading=1.5)]),
        "huge-page.pdf": pdf([Sheet(10**6, 10**6).lines(72, 700, [WORDS] * 30)]),
        "no-page.pdf": pdf([Sheet(0, 0).lines(72, 700, [WORDS] * 30)]),
        "frames.pdf": pdf(
            [Sheet(operations=[f"{n % 100} {n % 90} 400 400 re S" for n in range(20_000)]).lines(72, 700, [WORDS] * 30)]
        ),
        "scattered.pdf": pdf([_scattered()]),
        "loop.pdf": PDF.replace(b"/Parent 2 0 R", b"/Parent 6 0 R").replace(b"/Kids [", b"/Kids [2 0 R "),
        "stars.txt": b"**" * 100_000,
        "brackets.txt": b"[" * 200_000,
        "numbers.txt": b"1\n\n" * 50_000,
        "rules.txt": b"_____\n1 a\n" * 5_000,
        "half-pair.txt": "words \ud800 words".encode("utf-8", "surrogatepass"),
    }


def _stored(members: dict[str, bytes]) -> bytes:
    """Return a zip of members as they are, so that no bomb is suspected."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return out.getvalue()


def _flat() -> bytes:
    """Return a million elements side by side, of many lengths: no bomb."""
    noise = random.Random(5)
    return b"".join(b"<w:p>" + b"<w:r/>" * noise.randrange(19) + b"</w:p>" for _ in range(100_000))


def _outside(encoding: str) -> bytes:
    """Return a document that asks for a file of the machine."""
    entity = '<!DOCTYPE w:document [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    text = f'<?xml version="1.0" encoding="{encoding}"?>{entity}<w:document {W}><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
    return text.encode(encoding)


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
        "not-word.docx": "docx/damaged", "deep.docx": "docx/damaged", "outside.docx": "docx/entities", "outside-utf16.docx": "docx/entities", "flat.docx": "docx/empty",
        "long-attribute.docx": "docx/damaged", "deep.html": "html/empty", "one-glyph-pages.pdf": "pdf/no-text-layer",
    }  # fmt: skip
    assert {n: made[n][0].split(": ")[1] for n in expected} == expected


@pytest.mark.parametrize(("name", "data"), [
    ("pdf.txt", PDF), ("pdf.docx", PDF), ("word.pdf", DOCX), ("word.txt", DOCX), ("word.html", DOCX), ("page.txt", HTML), ("page.docx", HTML),
    ("page.pdf", b"\xef\xbb\xbf\n<!-- saved -->\n<!DOCTYPE html>" + HTML), ("PAPER.PDF", PDF), ("blank-first.pdf", b"\r\n" + PDF),
    ("wide.txt", TEXT.decode().encode("utf-16-le")), ("wide-big.txt", TEXT.decode().encode("utf-16-be")),
    ("strict.docx", _zip({"word/document.xml": f'<w:document xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:body>{paragraph(WORDS)}</w:body></w:document>'.encode()})),
    ("numbered.docx", _zip({"word/document2.xml": f"<w:document {W}><w:body>{paragraph(WORDS)}</w:body></w:document>".encode()})),
    *((f"line-ends-{n}.txt", TEXT.replace(b"\n", end)) for n, end in enumerate((b"\r\n", b"\r", "\u2028".encode(), "\u0085".encode()))),
])  # fmt: skip
def test_a_file_is_read_for_what_it_is_whatever_its_name(name: str, data: bytes) -> None:
    layout = media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
    assert WORDS in " ".join(layout.text.split())
    assert "<" not in layout.text


@pytest.mark.parametrize(("name", "data", "rule"), [
    ("words.pdf", TEXT, "pdf/damaged"), ("words.docx", TEXT, "docx/damaged"), ("sheet.docx", _zip({"xl/workbook.xml": b"<x/>"}), "docx/damaged"),
    ("old.docx", b"\xd0\xcf\x11\xe0" + bytes(600), "media/unknown"), ("rich.docx", b"{\\rtf1 words}", "media/unknown"),
    ("nul.txt", b"words\0and  words", "text/binary"), ("bom.txt", b"\xef\xbb\xbf", "text/empty"), ("bom.html", b"\xef\xbb\xbf", "html/damaged"),
    ("wide-bom.txt", b"\xff\xfe", "text/empty"), ("blank.html", b" \n ", "html/damaged"), ("half-wide.txt", TEXT.decode().encode("utf-16-le") + b"x", "text/binary"),
])  # fmt: skip
def test_a_file_that_is_not_what_it_says_is_refused(name: str, data: bytes, rule: str) -> None:
    with pytest.raises(Refused) as refused:
        media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
    assert refused.value.rule == rule
    assert name in refused.value.reason
