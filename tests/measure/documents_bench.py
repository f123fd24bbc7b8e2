"""Speed of the containers on one core: pages and megabytes a second, beside the library alone in the same run.

    python tests/measure/documents_bench.py [--corpus FOLDER] [--seconds 5]

The peer delivers the same geometry and nothing else: characters with size and place (PDF), the XML trees of the parts
that hold text (DOCX), the main text (HTML), the blocks and inlines of Markdown (text: markdown-it-py, a CommonMark
parser; no library reads what other programs leave in a text, so this is for orientation). ``ratio`` is our time over
the peer's, ``library`` the share of our own time that the peer's work is, ``+kind`` the ratio with the kind read too,
``bare`` what the library's plain text extraction costs, in the same unit. Times are processor time, the best of the
passes, the readers by turns. Memory is the peak of a worker that reads this container alone.
"""

# ruff: noqa: E501 -- a table of columns
from __future__ import annotations

import argparse
import ctypes
import io
import multiprocessing
import re
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
from markdown_it import MarkdownIt

from pipeline import media
from pipeline.kinds import choose
from pipeline.layout import settle
from pipeline.model import Entry, Raw

CORPUS = Path(__file__).parents[2] / ".." / "shared" / "corpora" / "documents"
ARTICLE = (
    "<html><head><title>Fish</title><meta property='og:type' content='article'></head><body><nav><a href='/'>Home</a></nav><article>"
    "<h1>Fish</h1>" + "<p>The Ministry of Fisheries said that the talks would go on next week in Bergen, as planned.</p>" * 60
    + "</article><footer><p>All rights reserved.</p></footer></body></html>"
).encode()  # fmt: skip
TEXT_PART = re.compile(
    r"word/(?:(?:document|styles|numbering|footnotes|endnotes|header\d*)\.xml|_rels/document\.xml\.rels)"
)
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
            if TEXT_PART.fullmatch(name):
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


def html_bare(data: bytes) -> int:
    """Return 1 after parsing the page and joining its text, navigation and all."""
    etree.HTML(data.decode()).xpath("string()")
    return 1


def text_peer(data: bytes) -> int:
    """Return 1 after parsing the text as CommonMark."""
    MarkdownIt().parse(data.decode())
    return 1


def text_bare(data: bytes) -> int:
    """Return 1 after decoding."""
    data.decode()
    return 1


def ours(name: str) -> Work:
    """Return our reader of a container: bytes to layout."""

    def read(data: bytes) -> int:
        layout = media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
        return max((b.page or 1 for b in layout.blocks), default=1)

    return read


def whole(name: str) -> Work:
    """Return our reader with the kind read too: bytes to settled segments."""

    def read(data: bytes) -> int:
        layout = media.layout(Raw(Entry(name), data, "", media.media_type_of(name, data)))
        settle(choose(layout, None, name).parse(layout, Entry(name), "bench"))
        return 1

    return read


def timed(works: list[Work], files: list[bytes], seconds: float) -> list[float]:
    """Return the best seconds of one pass over the files for each reader; passes go on until ``seconds`` are used."""
    best, begun = [float("inf")] * len(works), time.perf_counter()
    while True:
        for number, work in enumerate(works):
            start = time.process_time()
            for data in files:
                work(data)
            best[number] = min(best[number], time.process_time() - start)
        if time.perf_counter() - begun > seconds:
            return best


def peak_megabytes(name: str, files: list[bytes]) -> float:
    """Return the most memory that this process has taken, after reading the files with our readers."""
    for data in files:
        whole(name)(data)
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> int:
    """Print a row per container."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--seconds", type=float, default=20.0, help="for each container")
    options = parser.parse_args()
    if not options.corpus.is_dir():
        print(f"{options.corpus} is not there: nothing to measure", file=sys.stderr)
        return 0
    names = {
        "pdf, one column": ("resolution/*.pdf", ".pdf", pdf_peer, pdf_bare),
        "pdf, tables": ("report/*.pdf", ".pdf", pdf_peer, pdf_bare),
        "pdf, two columns": ("verbatim/en_[gs][ac]_[4678]*.pdf", ".pdf", pdf_peer, pdf_bare),
        "docx": ("report/*.docx", ".docx", docx_peer, docx_bare),
        "html, article": ("", ".html", html_peer, html_bare),
        "text": ("s*/*.txt", ".txt", text_peer, text_bare),
    }
    print(
        f"{'container':18}{'files':>6}{'pages':>7}{'MB':>7}{'pages/s':>9}{'MB/s':>7}{'ratio':>7}{'library':>9}{'+kind':>7}{'bare':>7}{'worker MB':>11}"
    )
    spawn = multiprocessing.get_context("spawn")
    for name, (pattern, suffix, peer, bare) in names.items():
        files = [p.read_bytes() for p in sorted(options.corpus.glob(pattern))[:20]] if pattern else [ARTICLE]
        read = ours(f"x{suffix}")
        pages, size = sum(map(read, files)), sum(map(len, files)) / 2**20
        mine, theirs, everything, plain = timed([read, peer, whole(f"x{suffix}"), bare], files, options.seconds)
        with spawn.Pool(1) as worker:
            memory = worker.apply(peak_megabytes, (f"x{suffix}", files))
        print(
            f"{name:18}{len(files):6}{pages:7}{size:7.2f}{pages / mine:9.1f}{size / mine:7.2f}{mine / theirs:7.2f}"
            f"{min(1.0, theirs / mine):9.0%}{everything / theirs:7.2f}{plain / theirs:7.2f}{memory:11.0f}",
            flush=True,
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
