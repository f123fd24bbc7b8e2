"""The texts that citations are measured on, read from a folder of corpora; nothing of them is kept here."""

from __future__ import annotations

import json
import re
import sys
import zipfile
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from pipeline.extract.citations.authors import part
from pipeline.extract.citations.lexicon import toml, works
from pipeline.extract.citations.patterns import shapes

if TYPE_CHECKING:
    from pathlib import Path

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def absent(path: Path) -> bool:
    """Say whether a file or folder to measure on is not there, and tell so on standard error."""
    if not path.exists():
        sys.stderr.write(f"{path} is not there: nothing to measure\n")
    return not path.exists()


def lines(path: Path) -> list[dict[str, Any]]:
    """Return the objects of a JSON lines file."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def examples() -> list[str]:
    """Return every example of the citations' lexicon; reading them all compiles every pattern."""
    for entry in toml("footnotes.toml")["part"]:
        part(entry["name"])
    return [e for s in shapes() for e in s.examples] + [text for w in works() for text, _, _ in w.examples]


def texts(corpora: Path) -> list[str]:
    """Return every text of the corpora: documents of all containers, linked paragraphs, passages, statements.

    PDFs need pypdfium2 (`pip install pypdfium2`); without it they are left out, and stderr says so.
    """
    out = [t for path in sorted((corpora / "documents").rglob("*")) if (t := _document(path))]
    for name, field in (
        ("citations/links.jsonl", "text"),
        ("citations/snippets.jsonl", "text"),
        ("statements/train.jsonl", "text"),
    ):
        out += dict.fromkeys(str(row[field]) for row in lines(corpora / name))
    return out


def _document(path: Path) -> str | None:
    if path.suffix == ".txt":
        return path.read_text(encoding="utf-8", errors="replace")
    if path.suffix == ".html":
        return re.sub(r"<[^>]*>", " ", path.read_text(encoding="utf-8", errors="replace"))
    if path.suffix == ".docx":
        return _docx(path)
    return _pdf(path) if path.suffix == ".pdf" else None


def _docx(path: Path) -> str:
    out: list[str] = []
    with zipfile.ZipFile(path) as file:
        for name in ("word/document.xml", "word/footnotes.xml"):
            if name in file.namelist():
                root = ET.fromstring(file.read(name))  # noqa: S314 - the corpora are our own
                out += ["".join(t.text or "" for t in p.iter(f"{_WORD}t")) for p in root.iter(f"{_WORD}p")]
    return "\n\n".join(out)


def _pdf(path: Path) -> str | None:
    try:
        import pypdfium2
    except ImportError:
        print(f"left out, no pypdfium2: {path.name}", file=sys.stderr)
        return None
    with pypdfium2.PdfDocument(path) as file:
        pages = [file[i].get_textpage().get_text_range() for i in range(len(file))]
    return "\n".join(pages).replace("\r\n", "\n")
