"""Speed of the containers on one core: pages and megabytes a second, beside the library alone in the same run.

    python tests/bench_documents.py [--corpus FOLDER] [--seconds 5]

The peer delivers the same geometry and nothing else: characters with size and place (PDF), the XML trees (DOCX), the
main text (HTML), the decoded text (text). ``ratio`` is our time over the peer's, ``library`` the share of our own time
that the peer's work is, ``bare`` what the library's plain text extraction does. Memory is the peak of the process.
"""

# ruff: noqa: E501 -- a table of columns
from __future__ import annotations

import argparse
import ctypes
import io
import resource
import sys
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium
import trafilatura
from lxml import etree

from pipeline import media
from pipeline.kinds import choose
from pipeline.layout import settle
from pipeline.model import Entry, Raw

CORPUS = Path(__file__).parent.parent / ".." / "shared" / "corpora" / "documents"
ARTICLE = (
    "<html><head><title>Fish</title><meta property='og:type' content='article'></head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>Fish</h1>" + "<p>The Ministry of Fisheries said that the talks would go on next week in Bergen, as planned.</p>" * 60
    + "</article><footer><p>All rights reserved.</p></footer></body></html>"
).encode()  # fmt: skip
Work = Callable[[bytes], int]


def pdf_peer(data: bytes) -> int:
    """Return the number of pages after asking for each character's code, size and place."""
    document = pypdfium2.PdfDocument(data)
    x, y = ctypes.c_double(), ctypes.c_double()
    at_x, at_y = ctypes.byref(x), ctypes.byref(y)
    for page in document:
        textpage = page.get_textpage()  # held: its handle dies with it
        raw = textpage.raw
        characters = []
        for i in range(pdfium.FPDFText_CountChars(raw)):
            pdfium.FPDFText_GetCharOrigin(raw, i, at_x, at_y)
            code, size = pdfium.FPDFText_GetUnicode(raw, i), pdfium.FPDFText_GetFontSize(raw, i)
            characters.append((code, size, x.value, y.value))
    return len(document)


def pdf_bare(data: bytes) -> int:
    """Return the number of pages after extracting their plain text."""
    document = pypdfium2.PdfDocument(data)
    for page in document:
        page.get_textpage().get_text_range()
    return len(document)


def docx_peer(data: bytes) -> int:
    """Return 1 after parsing the parts that hold text."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml") and name.count("/") == 1:
                etree.fromstring(archive.read(name))
    return 1


def docx_bare(data: bytes) -> int:
    """Return 1 after joining the text of the body."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        "".join(etree.fromstring(archive.read("word/document.xml")).itertext())
    return 1


def html_peer(data: bytes) -> int:
    """Return 1 after extracting the main text."""
    trafilatura.bare_extraction(
        data.decode(), include_comments=False, include_links=False, fast=True, with_metadata=True
    )
    return 1


def text_peer(data: bytes) -> int:
    """Return 1 after decoding."""
    data.decode("utf-8", "replace")
    return 1


def ours(name: str) -> Work:
    """Return our reader of a container: bytes to layout."""

    def read(data: bytes) -> int:
        layout = media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
        return max((b.page or 1 for b in layout.blocks), default=1) if name.endswith(".pdf") else 1

    return read


def whole(name: str) -> Work:
    """Return our reader with the kind read too: bytes to settled segments."""

    def read(data: bytes) -> int:
        layout = media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
        settle(choose(layout, None, name).parse(layout, Entry(name), "bench"))
        return 1

    return read


def timed(work: Work, files: list[bytes], seconds: float) -> tuple[float, int]:
    """Return the best seconds of one pass over the files, and its pages; passes go on until ``seconds`` are used."""
    best, pages, begun = float("inf"), 0, time.perf_counter()
    while True:
        start = time.process_time()
        pages = sum(work(data) for data in files)
        best = min(best, time.process_time() - start)
        if time.perf_counter() - begun > seconds:
            return best, pages


def main() -> int:
    """Print a row per container."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seconds", type=float, default=5.0)
    options = parser.parse_args()
    if not options.corpus.is_dir():
        print(f"{options.corpus} is not there: nothing to measure", file=sys.stderr)
        return 0
    names = {
        "pdf, one column": ("resolution/*.pdf", ".pdf", pdf_peer, pdf_bare),
        "pdf, tables": ("report/*.pdf", ".pdf", pdf_peer, pdf_bare),
        "pdf, two columns": ("verbatim/en_[gs][ac]_[4678]*.pdf", ".pdf", pdf_peer, pdf_bare),
        "docx": ("report/*.docx", ".docx", docx_peer, docx_bare),
        "html, article": ("", ".html", html_peer, html_peer),
        "text": ("s*/*.txt", ".txt", text_peer, text_peer),
    }
    print(
        f"{'container':18}{'files':>6}{'pages':>7}{'MB':>7}{'pages/s':>9}{'MB/s':>7}{'ratio':>7}{'library':>9}{'+kind':>7}{'bare':>7}{'peak MB':>9}"
    )
    for name, (pattern, suffix, peer, bare) in names.items():
        files = [p.read_bytes() for p in sorted(options.corpus.glob(pattern))[:20]] if pattern else [ARTICLE]
        (mine, pages), (theirs, _), (everything, _), (plain, _) = (
            timed(work, files, options.seconds) for work in (ours(f"x{suffix}"), peer, whole(f"x{suffix}"), bare)
        )
        size = sum(map(len, files)) / 2**20
        memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        print(
            f"{name:18}{len(files):6}{pages:7}{size:7.2f}{pages / mine:9.1f}{size / mine:7.2f}{mine / theirs:7.2f}"
            f"{min(1.0, theirs / mine):9.0%}{everything / theirs:7.2f}{plain / theirs:7.2f}{memory:9.0f}",
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
