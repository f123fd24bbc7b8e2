"""The frozen values that cross walls.

``bytes -> Raw -> Block* -> Layout -> Parsed -> (Citation*, Statement*) -> rows``; everything here is immutable
and belongs to one document.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Entry:
    """What the register says of one raw file; null where it is silent. ``path`` is relative to raw/, POSIX."""

    path: str
    id: str | None = None
    url: str | None = None
    retrieved: datetime | None = None
    licence: str | None = None
    publisher: str | None = None
    kind: str | None = None
    symbol: str | None = None
    title: str | None = None
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """The bytes of one file with its register entry; ``document_id`` overrides what would be derived."""

    entry: Entry
    data: bytes
    sha256: str
    media_type: str
    document_id: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph as the container delivers it: line breaks kept, markup gone, footnote marks as printed.

    ``bold`` and ``italic`` are true when the whole block is, ``lead`` when it begins in bold. ``role`` is what the
    container knows for certain: masthead, heading, list_item, footnote, table; null otherwise.
    """

    text: str
    bold: bool = False
    page: int | None = None
    role: str | None = None
    lead: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """A block at its place in a layout's text: ``layout.text[start:end]``."""

    start: int
    end: int
    bold: bool = False
    page: int | None = None
    role: str | None = None
    lead: bool = False
    italic: bool = False


@dataclass(frozen=True, slots=True)
class Meta:
    """What a container says of its document apart from the text: markup of a web page. Null where it is silent.

    ``published`` is in UTC without a zone, null where no offset is given; ``day`` is the date as written.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    publisher: str | None = None
    published: datetime | None = None
    day: date | None = None
    url: str | None = None
    language: str | None = None
    is_article: bool = False


@dataclass(frozen=True, slots=True)
class Layout:
    """One text and where its blocks lie in it: what kinds read."""

    text: str
    blocks: tuple[Placed, ...]
    meta: Meta = field(default_factory=Meta)
    notes: tuple[Note, ...] = ()

    def of(self, block: Placed) -> str:
        """Return the words of one block, line breaks kept."""
        return self.text[block.start : block.end]


@dataclass(frozen=True, slots=True)
class Actor:
    """Who speaks; ``id`` is made by ``extract.actors`` from the other fields."""

    id: str
    name: str
    kind: str
    country: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A piece of the text; ``char_start`` counts code points of the whole text. ``part`` indexes ``Parsed.parts``."""

    kind: str
    char_start: int
    text: str
    label: str | None = None
    part: int = 0
    page: int | None = None
    voice: Actor | None = None

    @property
    def char_end(self) -> int:
        """First character after the segment."""
        return self.char_start + len(self.text)


@dataclass(frozen=True, slots=True)
class Part:
    """A document inside the document."""

    kind: str = "main"
    label: str | None = None
    title: str | None = None
    date: date | None = None
    author: Actor | None = None


@dataclass(frozen=True, slots=True)
class Author:
    """One author, signatory or sponsor: ``name`` or ``role`` is given; ``rank`` is personal (Ambassador)."""

    name: str | None
    rank: str | None
    role: str | None
    actor: Actor | None


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of the agenda of ``organ``."""

    organ: str
    item: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """The masthead and what else is known of the whole document. ``symbols`` are its own, as printed."""

    kind: str
    title: str | None = None
    language: str | None = None
    document_date: date | None = None
    published_at: datetime | None = None
    distribution: str | None = None
    distribution_date: date | None = None
    original_language: str | None = None
    ga_session: int | None = None
    sc_year: int | None = None
    meeting: str | None = None
    addressee: str | None = None
    publisher: str | None = None
    url: str | None = None
    symbols: tuple[str, ...] = ()
    authors: tuple[Author, ...] = ()
    agenda: tuple[AgendaItem, ...] = ()


@dataclass(frozen=True, slots=True)
class Note:
    """Something a reader should know about one document that is no reason to refuse it; goes to quarantine."""

    stage: str
    rule: str
    reason: str
    table_name: str = "notes"
    row_key: str | None = None
    excerpt: str | None = None


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document and its segments: the only input of extraction.

    ``text`` is never rewritten; every segment is a slice of it, in order, none overlapping. ``id`` is the document's
    id: groups and unnamed sources are actors of their document only.
    """

    id: str
    document: Document
    text: str
    segments: tuple[Segment, ...]
    parts: tuple[Part, ...] = (Part(),)
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True)
class Span:
    """``parsed.text[start:end]``, inside segment number ``segment``."""

    segment: int
    start: int
    end: int


class Work(NamedTuple):
    """What is known of a work beyond its identifier; each null where the citation does not give it."""

    authors: str | None = None
    title: str | None = None
    container_title: str | None = None
    publisher: str | None = None
    year: int | None = None
    date: date | None = None
    url: str | None = None


class Citation(NamedTuple):
    """One cited work at one place: ``parsed.text[start:end]``, inside segment number ``segment``.

    ``footnote`` is the number of the note it stands in, ``anchor`` the offset of that note's mark; ``work`` holds what
    only described works have. Citations are made by the hundred thousand, hence a tuple: a fifth of a dataclass's time.
    """

    segment: int
    start: int
    end: int
    kind: str
    rule: str
    identifier: str | None = None
    pinpoint: str | None = None
    signal: str | None = None
    footnote: str | None = None
    anchor: int | None = None
    work: Work | None = None


@dataclass(frozen=True, slots=True)
class Statement:
    """One attributed statement. ``parent`` and ``continues`` index the document's statements."""

    content: tuple[Span, ...]
    mode: str
    rule: str
    act: str | None = None
    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = ()
    speaker: Actor | None = None
    reporter: Actor | None = None
    parent: int | None = None
    continues: int | None = None
    negated: bool = False
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A statement was cited with a citation; both are indexes into the document's rows."""

    statement: int
    citation: int
    relation: str


@dataclass(frozen=True, slots=True)
class Extracted:
    """All that is read from one parsed document."""

    citations: tuple[Citation, ...] = ()
    statements: tuple[Statement, ...] = ()
    links: tuple[Link, ...] = ()
