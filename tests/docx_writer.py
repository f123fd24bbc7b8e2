"""Writes small Word files for tests from the XML of their bodies."""

from __future__ import annotations

import io
import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
_RELATIONS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="rId1" Type="header" Target="header1.xml"/></Relationships>'
)


def run(text: str, properties: str = "") -> str:
    """Return a run."""
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(*runs: str, properties: str = "") -> str:
    """Return a paragraph of runs, or of one text."""
    inner = "".join(r if r.startswith("<") else run(r) for r in runs)
    return f"<w:p><w:pPr>{properties}</w:pPr>{inner}</w:p>"


def table(*rows: list[str]) -> str:
    """Return a table; a cell is its text."""
    made = "".join("<w:tr>" + "".join(f"<w:tc>{paragraph(c)}</w:tc>" for c in row) + "</w:tr>" for row in rows)
    return f"<w:tbl>{made}</w:tbl>"


def docx(body: str, parts: dict[str, str | bytes] | None = None, header: str = "") -> bytes:
    """Return the file; ``parts`` are further members, ``header`` the first page's."""
    section = (
        "<w:sectPr>" + ('<w:headerReference w:type="first" r:id="rId1"/><w:titlePg/>' if header else "") + "</w:sectPr>"
    )
    members: dict[str, str | bytes] = {
        "[Content_Types].xml": "<Types/>",
        "word/document.xml": f"<w:document {W} {R}><w:body>{body}{section}</w:body></w:document>",
    }
    if header:
        members["word/header1.xml"] = f"<w:hdr {W}>{header}</w:hdr>"
        members["word/_rels/document.xml.rels"] = _RELATIONS
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in {**members, **(parts or {})}.items():
            archive.writestr(name, content)
    return out.getvalue()


def footnotes(*texts: str) -> str:
    """Return the part with footnotes numbered from 1."""
    made = "".join(f'<w:footnote w:id="{n}">{paragraph(t)}</w:footnote>' for n, t in enumerate(texts, 1))
    return f"<w:footnotes {W}>{made}</w:footnotes>"


def reference(number: int) -> str:
    """Return the run that bears the mark of a footnote."""
    return f'<w:r><w:footnoteReference w:id="{number}"/></w:r>'
