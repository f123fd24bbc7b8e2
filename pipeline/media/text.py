"""Plain text and Markdown, in any encoding.

Markdown here is what people's tools leave when they save a page or a Word file as text: bold runs glued to their
neighbours where a line ended, links without a target, backslashes before punctuation. A CommonMark parser reads
``conflict**Peacebuilding****Promotion`` as one paragraph with stars in it; these rules read three lines.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.errors import Refused
from pipeline.media.text_notes import flowing
from pipeline.model import Block
from pipeline.mojibake import repaired
from pipeline.normalise import line_breaks

if TYPE_CHECKING:
    from pipeline.model import Note

MAX_CHARACTERS = 20_000_000
# A share of control characters above this is no text in any encoding.
_MAX_NOISE = 0.005
_BLANKS = 0.04  # of the characters of a text, at least
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe\x00\x00", "utf-32"), (b"\x00\x00\xfe\xff", "utf-32"),
         (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))  # fmt: skip
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x7f\ufffd]")
_LINK = re.compile(r"\[([^\[\]\n]*(?:\n[^\[\]\n]+)*)\]\((?:#[^()\s]*|https?://[^()\s]*(?:\([^()\s]*\)[^()\s]*)*|)\)")
_BOLD = re.compile(r"\*\*(?=\S)((?:(?!\*\*|\n\n)[\s\S])*?)(?<=\S)\*\*")
_ITALIC = re.compile(r"(?<![\w*\\])\*(?=[^\s*])((?:(?!\n\n)[^*])*?)(?<=[^\s*])\*(?![\w*])")
_HEADING = re.compile(r"^#{1,6}\s+(.*?)\s*#*$", re.MULTILINE)
_ESCAPE = re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>~])")
_FEW_LINES = 4
# Lines up to this width may be wrapped; longer ones are whole paragraphs.
_WRAPPED_WIDTH = 120
_SHORT = 0.8
_SENTENCE_END = re.compile(r"[.!?:;][”\"’)]*$")
_LABEL_ALONE = re.compile(r"\d{1,3}\.|\([a-z]{1,2}\)")
_PARAGRAPH = re.compile(r"\n[^\S\n]*\n\s*")


def decode(data: bytes, path: str) -> str:
    """Return the text of the bytes: by byte-order mark, as UTF-8, or by detection (resiliparse).

    Raises Refused for binary noise: NUL bytes, or characters that are in no text.
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            try:
                return data.decode(encoding).removeprefix("\ufeff")
            except UnicodeDecodeError as error:
                reason = f"{path}: its byte-order mark says {encoding}, but byte {error.start} does not fit"
                raise Refused("parse", "text/encoding", reason) from error
    if b"\x00" in data:
        if (wide := _wide(data)) is not None:
            return wide
        where = data.index(b"\x00")
        raise Refused("parse", "text/binary", f"{path}: expected text, found a NUL at byte {where}")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        text = _detected(data, path, error)
    noise = len(_CONTROL.findall(text))
    if noise > _MAX_NOISE * len(text) + 1:
        reason = f"{path}: expected text, found {noise} control characters in {len(text)}"
        raise Refused("parse", "text/binary", reason)
    return text


def _wide(data: bytes) -> str | None:
    """Return UTF-16 without a byte-order mark: its blanks have NULs all on one side; null for anything else."""
    sides = [bool(data[n::2].count(0)) for n in (0, 1)]
    if all(sides):
        return None
    try:
        text = data.decode("utf-16-be" if sides[0] else "utf-16-le")
    except UnicodeDecodeError:
        return None
    blanks = sum(map(text.count, (" ", "\n", "\r")))
    return text if blanks > _BLANKS * len(text) and not _CONTROL.search(text) else None


def _detected(data: bytes, path: str, error: UnicodeDecodeError) -> str:
    from resiliparse.parse.encoding import detect_encoding

    encoding = detect_encoding(data, from_html_meta=False) or "utf-8"
    try:
        # A file that says it is UTF-8 but for a few bytes is damaged; guessing what they were would be inventing.
        if encoding in {"utf-8", "ascii"}:
            raise error
        return data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        start = max(0, error.start - 20)
        shown = data[start : error.start + 20].decode("utf-8", "backslashreplace")
        reason = f"{path}: expected UTF-8 (or another encoding that can be told), found byte {error.start} is not"
        raise Refused("parse", "text/encoding", reason, shown) from None


def blocks(data: bytes, path: str) -> tuple[Block, ...]:
    """Return paragraphs (parted by blank lines, or by bold runs that are glued to what stands beside them)."""
    return read(data, path)[0]


def read(data: bytes, path: str) -> tuple[tuple[Block, ...], tuple[Note, ...]]:
    """Return the paragraphs, and what a reader should know of how the text was decoded; raises Refused."""
    decoded, notes = repaired(decode(data, path), path)
    text = line_breaks(decoded)
    if len(text) > MAX_CHARACTERS:
        reason = f"{path}: {len(text)} characters; at most {MAX_CHARACTERS} are read from a text file"
        raise Refused("parse", "text/too-long", reason)
    out: list[Block] = []
    for paragraph in _PARAGRAPH.split(flowing(text)):
        out.extend(_paragraph(paragraph))
    if not out:
        raise Refused("parse", "text/empty", f"{path}: expected words, found only white space")
    return tuple(out), notes


def _paragraph(text: str) -> list[Block]:
    """Cut at glued bold runs and take the markup off.

    A bold run with white space (or nothing) before it and white space or punctuation after it is emphasis within
    the paragraph; one that touches a letter, or another bold run, is a line of its own whose break was lost.
    """
    pieces: list[tuple[str, bool]] = []
    rest = 0
    for match in _BOLD.finditer(text):
        start, end = match.span()
        glued = (start > rest and not text[start - 1].isspace() and text[start - 1] not in "([“‘\"'") or (
            start == rest and rest > 0
        )
        glued = glued or (end < len(text) and (text[end].isalnum() or text.startswith("**", end)))
        if not glued:
            continue
        if text[rest:start].strip():
            pieces.append((text[rest:start], False))
        pieces.append((match.group(1), True))
        rest = end
    if text[rest:].strip():
        pieces.append((text[rest:], False))
    out = []
    for piece, glued_bold in pieces:
        whole = _BOLD.fullmatch(piece.strip())
        plain = _plain(piece)
        bold = glued_bold or whole is not None
        out += [Block(part, bold=bold) for part in ([plain] if bold else _unwrapped(plain)) if part.strip()]
    return out


def _unwrapped(text: str) -> list[str]:
    """Return the paragraphs of a text that parts them by nothing but line breaks.

    Where lines are wrapped, one ends at a line that is short and ends a sentence, and before a label that stands
    alone; where lines are long, each is a paragraph.
    """
    lines = text.split("\n")
    widths = sorted(len(line) for line in lines if line.strip())
    if len(widths) < _FEW_LINES:
        return [text]
    if widths[len(widths) // 2] > _WRAPPED_WIDTH:
        return lines
    full = widths[-max(1, len(widths) // 10)]
    out = [[lines[0]]]
    for before, line in pairwise(lines):
        short = len(before.rstrip()) < _SHORT * full and _SENTENCE_END.search(before.rstrip()) is not None
        short = short and not _LABEL_ALONE.fullmatch(before.strip())
        label = _LABEL_ALONE.fullmatch(line.strip()) is not None and _SENTENCE_END.search(before.rstrip()) is not None
        if short or label:
            out.append([])
        out[-1].append(line)
    return ["\n".join(part) for part in out]


def _plain(text: str) -> str:
    """Take links (their words stay), bold, italics, heading marks and escapes off."""
    text = _LINK.sub(r"\1", text)
    text = _BOLD.sub(r"\1", text)
    text = _ITALIC.sub(r"\1", text)
    text = _HEADING.sub(r"\1", text)
    return _ESCAPE.sub(r"\1", text)
