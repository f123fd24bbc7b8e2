"""One document: bytes in, rows out. Pure: no clock, no environment, no files, nothing remembered.

``media -> layout -> kinds -> settle -> citations, statements -> rows``
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline import kinds, media, rows
from pipeline.errors import Refused
from pipeline.extract.citations import citations
from pipeline.extract.statements import statements
from pipeline.layout import in_place, settle
from pipeline.legible import is_poor
from pipeline.model import Entry, Extracted, Note

if TYPE_CHECKING:
    from pipeline.model import Layout, Parsed, Raw


def process(raw: Raw) -> rows.Rows:
    """Return the rows of one document: a pure function of its bytes and its register entry.

    A document that cannot be read gives one row of quarantine and nothing else.
    """
    try:
        document = parsed(raw)
        return rows.of(raw, document, extracted(document))
    except Refused as error:
        return rows.refused(raw.entry.path, error, raw.entry.id)


def parsed(raw: Raw) -> Parsed:
    """Return the document with its final text, nothing extracted yet; raises Refused."""
    layout = media.layout(raw)
    document = identified(raw, layout)
    return settle(document)


def identified(raw: Raw, layout: Layout) -> Parsed:
    """Return the layout read as its kind, under the document's id; raises Refused."""
    kind = kinds.choose(layout, raw.entry.kind, raw.entry.path)
    document = kind.parse(layout, raw.entry, "")
    document_id, by_hash = rows.identify(raw, document)
    # Ids of actors that are a document's own depend on its id, which is only known now.
    document = kind.parse(layout, raw.entry, document_id)
    document = replace(document, notes=(*document.notes, *layout.notes))
    if is_poor(layout.text):
        reason = f"{raw.entry.path}: much of its text is garbled, as poor recognition of a scan leaves it"
        document = replace(document, notes=(*document.notes, Note("parse", "text/garbled", reason)))
    if not by_hash:
        return document
    reason = (
        f"{raw.entry.path}: no id in the register and no symbol in its masthead; it goes by its hash. Give it an id"
    )
    return replace(document, notes=(*document.notes, Note("parse", "document/no-id", reason)))


def extracted(document: Parsed) -> Extracted:
    """Return everything that is read from a parsed document; its text is never rewritten."""
    cited = citations(document)
    said, links = statements(document, cited)
    return Extracted(cited, said, links)


def extract_from(text: str, kind: str | None = None, name: str = "text") -> tuple[Parsed, Extracted]:
    """Return what is read from a bare text; offsets are into exactly that text. Raises Refused."""
    # Carriage returns are read as the blanks they look like: no character moves, and rows are sliced from the text.
    read = text.replace("\r\n", " \n").replace("\r", "\n")
    layout = in_place(read)
    document = kinds.choose(layout, kind, name).parse(layout, Entry(name, kind=kind), name)
    found = extracted(document)
    segments = tuple(replace(s, text=text[s.char_start : s.char_end]) for s in document.segments)
    return replace(document, text=text, segments=segments), found
