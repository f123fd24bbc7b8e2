"""Writes small PDF files for tests: text at given places in the standard fonts, nothing else."""

from __future__ import annotations

from dataclasses import dataclass, field

FONTS = {"roman": "Times-Roman", "bold": "Times-Bold", "italic": "Times-Italic"}


@dataclass
class Sheet:
    """One page; ``text`` puts words at points from the lower left corner. ``crop`` is the part that is shown."""

    width: float = 612
    height: float = 792
    crop: str = ""
    rotate: int = 0
    turn: str = "1 0 0 1"  # of the words put on it from now on
    operations: list[str] = field(default_factory=list)

    def text(self, x: float, y: float, words: str, size: float = 10, font: str = "roman") -> Sheet:
        """Put words on the page; returns the page."""
        escaped = words.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")
        self.operations.append(f"BT /{font} {size} Tf {self.turn} {x} {y} Tm ({escaped}) Tj ET")
        return self

    def lines(self, x: float, y: float, words: list[str], size: float = 10, leading: float = 12) -> Sheet:
        """Put lines below one another."""
        for number, line in enumerate(words):
            self.text(x, y - number * leading, line, size)
        return self


def pdf(sheets: list[Sheet], encrypt: str = "") -> bytes:
    """Return the file; ``encrypt`` is put into the trailer as it is."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    fonts = {}
    for name, base in FONTS.items():
        objects.append(f"<< /Type /Font /Subtype /Type1 /BaseFont /{base} /Encoding /WinAnsiEncoding >>")
        fonts[name] = len(objects)
    resources = "<< /Font << " + " ".join(f"/{n} {i} 0 R" for n, i in fonts.items()) + " >> >>"
    kids = []
    for sheet in sheets:
        stream = "\n".join(sheet.operations)
        objects.append(f"<< /Length {len(stream.encode('cp1252'))} >>\nstream\n{stream}\nendstream")
        box = f"[0 0 {sheet.width} {sheet.height}]" + (f" /CropBox [{sheet.crop}]" if sheet.crop else "")
        box += f" /Rotate {sheet.rotate}" if sheet.rotate else ""
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox {box} /Resources {resources} /Contents {len(objects)} 0 R >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    out = b"%PDF-1.4\n"
    offsets = []
    for number, body in enumerate(objects, 1):
        offsets.append(len(out))
        out += f"{number} 0 obj\n{body}\nendobj\n".encode("cp1252")
    start = len(out)
    out += f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n".encode()
    out += b"".join(f"{o:010} 00000 n \n".encode() for o in offsets)
    return out + f"trailer\n<< /Size {len(objects) + 1} /Root 1 0 R {encrypt} >>\nstartxref\n{start}\n%%EOF".encode()
