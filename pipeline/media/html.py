"""Saved web pages.

Articles go through trafilatura (Apache-2.0; of the readers measured the one that keeps lists and drops navigation and
comments); pages that are lists or tables, such as tables of meetings, through lxml (BSD) with the page's furniture
left out.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING

from pipeline.errors import Refused
from pipeline.media.html_meta import meta_of
from pipeline.media.text import MAX_CHARACTERS, decode
from pipeline.model import Block, Meta
from pipeline.mojibake import repaired

if TYPE_CHECKING:
    from lxml import etree, html

    from pipeline.model import Note

_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)
_DROPPED = frozenset({"script", "style", "noscript", "template", "nav", "footer", "aside", "form", "button", "select",
                      "svg", "iframe", "head", "input", "textarea", "video", "audio", "figure"})  # fmt: skip
_FURNITURE = re.compile(
    r"\b(?:nav|navbar|menu|breadcrumb|sidebar|cookie|comments?|share|social|related|newsletter|advert)\b", re.IGNORECASE
)
_BLOCKS = frozenset(
    {
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "li",
        "blockquote",
        "pre",
        "dt",
        "dd",
        "caption",
        "figcaption",
        "address",
        "td",
        "th",
    }
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_SHORT = 200  # characters: less than this is no article
_MAX_NESTED = 2_000
_MANY_TAGS = 20_000
_TABLED = 0.5


def read(data: bytes, path: str) -> tuple[tuple[Block, ...], Meta, tuple[Note, ...]]:
    """Return the main text's blocks, what the markup says of the page, and notes on how it was decoded.

    Raises Refused for what is no page, or a page without text.
    """
    from lxml import etree, html

    text, notes = repaired(_decoded(data, path), path)
    if len(text) > MAX_CHARACTERS:
        raise Refused(
            "parse", "html/too-long", f"{path}: {len(text)} characters; at most {MAX_CHARACTERS} are read from a page"
        )
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)
    try:
        tree = html.document_fromstring(text, ensure_head_body=True)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise Refused("parse", "html/damaged", f"{path}: expected a web page ({error})") from error
    meta = meta_of(tree)
    nested = (
        max((sum(1 for _ in e.iterancestors()) for e in tree.iter() if len(e) == 0), default=0)
        if text.count("<") < _MANY_TAGS
        else 0
    )
    whole = len(" ".join(tree.body.text_content().split())) if tree.body is not None else 0
    tabled = sum(
        len(" ".join(t.text_content().split()))
        for t in tree.iter("table")
        if next(t.iterancestors("table"), None) is None
    )
    out: list[Block] = []
    if (meta.is_article or tabled < _TABLED * whole) and nested < _MAX_NESTED:
        out = _article(text, meta)
    if sum(len(b.text) for b in out) < _SHORT:
        out = _walked(tree)
    if not out:
        raise Refused(
            "parse", "html/empty", f"{path}: expected words, found none (among at most 255 levels of elements)"
        )
    return tuple(out), meta, notes


def blocks(data: bytes, path: str) -> tuple[Block, ...]:
    """Return the main text's blocks; raises Refused."""
    return read(data, path)[0]


def _decoded(data: bytes, path: str) -> str:
    """Return the page's text: by byte-order mark, by what its head declares, else as ``decode`` tells.

    Names mean what browsers take them for (WHATWG Encoding): ISO 8859-1 has the quotation marks of Windows 1252.
    """
    from resiliparse.parse.encoding import map_encoding_to_html5

    declared = _CHARSET.search(data[:4096])
    if declared and not data.startswith((b"\xef\xbb\xbf", b"\xff\xfe", b"\xfe\xff")):
        encoding = map_encoding_to_html5(declared[1].decode("ascii"), fallback_utf8=False)
        # A head that can be read so far is not in UTF-16, whatever it says.
        if encoding and not encoding.startswith("utf-16"):
            with suppress(LookupError, UnicodeDecodeError):
                return data.decode(encoding)
    return decode(data, path)


def _article(text: str, meta: Meta) -> list[Block]:
    """Return the article as trafilatura finds it, under its headline."""
    import trafilatura

    try:
        found = trafilatura.bare_extraction(
            text, include_comments=False, include_tables=True, include_links=False, fast=True, with_metadata=False
        )
    except (ValueError, RecursionError, AttributeError, TypeError):
        return []
    body = getattr(found, "body", None)
    if body is None:
        return []
    out: list[Block] = []
    for element in body.iter():
        if element.tag == "table":
            if rows := _rows(element, "row", "cell"):
                out.append(Block(rows, role="table"))
        elif element.tag in {"p", "head", "item", "quote", "ab"} and not _inside(
            element, {"table", "p", "item", "quote"}
        ):
            words = _words(element)
            if words:
                out.append(Block(words, bold=element.tag == "head", role=_role(element.tag)))
    headline = meta.title
    if headline and out and not any(b.text == headline for b in out[:3]):
        out.insert(0, Block(headline, bold=True, role="title"))
    elif headline:
        out = [Block(b.text, bold=True, role="title") if b.text == headline and i < 3 else b for i, b in enumerate(out)]  # noqa: PLR2004 -- a headline stands at the top
    return out


def _role(tag: str) -> str | None:
    return {"head": "heading", "item": "list_item"}.get(tag)


def _inside(element: etree._Element, tags: set[str]) -> bool:
    return any(a.tag in tags for a in element.iterancestors())


def _words(element: etree._Element) -> str:
    """Return the words of an element; a line break stays one."""
    pieces = []
    for part in element.iter():
        if not isinstance(part.tag, str):
            pieces.append(part.tail or "")
            continue
        if part.tag in {"br", "lb"}:
            pieces.append("\x00")
        if part.text and part.tag not in _DROPPED:
            pieces.append(part.text)
        if part is not element and part.tail:
            pieces.append(part.tail)
    # Line ends of the source are blanks; only a break element is a line end.
    return re.sub(r" ?\x00[ \x00]*", "\n", re.sub(r"\s+", " ", "".join(pieces))).strip()


def _rows(table: etree._Element, row: str, *cells: str) -> str:
    lines = []
    for line in table.iter(row):
        own = [" ".join(_words(c).split()) for c in line if c.tag in cells]
        if any(own):
            lines.append("\t".join(own).rstrip())
    return "\n".join(lines)


def _walked(tree: html.HtmlElement) -> list[Block]:
    """Return the page's blocks in order, tables whole, the page's furniture left out."""
    out: list[Block] = []
    body = tree.body if tree.body is not None else tree
    dropped: set[etree._Element] = set()
    for element in body.iter():
        if not isinstance(element.tag, str):
            continue
        parent = element.getparent()
        if parent in dropped or element.tag in _DROPPED or _is_furniture(element, body):
            dropped.add(element)
            continue
        if (
            element.tag == "table"
            and next(element.iter("table", "p"), element) is element
            and next(element.iterdescendants("table"), None) is None
        ):
            dropped.add(element)
            rows = _rows(element, "tr", "td", "th")
            if rows:
                out.append(Block(rows, role="table" if "\t" in rows else None))
        elif element.tag in _BLOCKS and not any(
            c.tag in _BLOCKS or c.tag == "table" for c in element.iterdescendants()
        ):
            words = " ".join(_words(element).split()) if element.tag != "pre" else _words(element)
            if words:
                heading = element.tag in _HEADINGS
                out.append(
                    Block(
                        words, bold=heading, role="heading" if heading else "list_item" if element.tag == "li" else None
                    )
                )
        elif (
            element.tag not in _BLOCKS and element.text and element.text.strip() and not _inside(element, set(_BLOCKS))
        ):
            own = (
                " ".join(_words(element).split())
                if not any(c.tag in _BLOCKS or c.tag in {"div", "table"} for c in element.iterdescendants())
                else ""
            )
            if own:
                dropped.add(element)
                out.append(Block(own))
    return out


def _is_furniture(element: etree._Element, body: etree._Element) -> bool:
    if element is body:
        return False
    named = f"{element.get('class') or ''} {element.get('id') or ''} {element.get('role') or ''}"
    return bool(_FURNITURE.search(named.replace("_", " ").replace("-", " "))) if named.strip() else False
