"""One document's rows: ids minted, spans sliced, text withheld where rights ask for it.

Rows are dicts by table, with the columns of the schemas; the tables in ``INTERNAL`` carry columns more, which linking
uses up.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline import contract
from pipeline.ids import Occurrences, digest, mint, words
from pipeline.model import Note, Work
from pipeline.raw import entry_sha256
from pipeline.rights import licences, text_status
from pipeline.symbols import Symbol, SymbolError, parts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from pipeline.errors import Refused
    from pipeline.model import Actor, Citation, Extracted, Parsed, Raw, Segment, Span, Statement

Row = dict[str, Any]

# Columns of a shard that are no columns of a release.
INTERNAL: dict[str, list[pa.Field[Any]]] = {
    # the symbols a citation's identifier joins, and what tells a work without identifier from others
    "citations": [pa.field("work_parts", pa.list_(pa.string())), pa.field("work_key", pa.string())],
}
EXCERPT = 200
_UNDESCRIBED = Work()


@dataclass(slots=True)
class Rows:
    """The rows of one document by table; ``document_id`` is null when the file was refused."""

    document_id: str | None = None
    tables: dict[str, list[Row]] = field(default_factory=dict)
    # False where another run might go otherwise (time, memory, a defect): such rows are not kept for it.
    lasting: bool = True

    def add(self, table: str, row: Row) -> None:
        """Append one row."""
        self.tables.setdefault(table, []).append(row)


# What turns the bytes of one document into its rows.
Process = Callable[["Raw"], Rows]


def shard_schema(table: str) -> pa.Schema:
    """Return the schema of a table's shards: the contract's, without nullability, and the internal columns."""
    own = [f.with_nullable(nullable=True).remove_metadata() for f in contract.arrow_schema(table)]
    return pa.schema([*own, *INTERNAL.get(table, ())])


def refusal(path: str, error: Refused, document_id: str | None = None, table: str = "documents") -> Row:
    """Return the quarantine row of a refused file (or, with another ``table``, of a row or a note)."""
    return quarantine_row(path, document_id, table, None, error.stage, error.rule, error.reason, error.excerpt)


def quarantine_row(  # noqa: PLR0913 -- one argument per column
    path: str, document_id: str | None, table: str, key: str | None, stage: str, rule: str, reason: str,
    excerpt: str | None,
) -> Row:  # fmt: skip
    """Return a quarantine row with its id."""
    excerpt = excerpt[:EXCERPT] if excerpt else None
    identity: list[str | int | None] = ["quarantine", path, document_id, table, key, stage, rule, reason, excerpt]
    return {
        "quarantine_id": f"q_{digest(identity)}",
        "raw_path": path,
        "document_id": document_id,
        "table_name": table,
        "row_key": key,
        "stage": stage,
        "rule": rule,
        "reason": reason,
        "excerpt": excerpt,
    }


def refused(path: str, error: Refused, document_id: str | None = None, *, lasting: bool = True) -> Rows:
    """Return the rows of a file that is refused: one row of quarantine."""
    return Rows(None, {"quarantine": [refusal(path, error, document_id)]}, lasting)


def of(raw: Raw, parsed: Parsed, extracted: Extracted) -> Rows:
    """Return all rows of one document."""
    return _Document(raw, parsed, extracted).rows()


class _Document:
    """Fills the tables of one document; holds what several tables need."""

    def __init__(self, raw: Raw, parsed: Parsed, extracted: Extracted) -> None:
        self.raw, self.parsed, self.extracted = raw, parsed, extracted
        self.id = parsed.id
        self.status = text_status(raw.entry.licence, parsed.document, has_text=bool(parsed.segments))
        self.withheld = self.status == "withheld"
        self.occurrences = Occurrences(parsed.text)
        self.out = Rows(self.id)
        self.actors: dict[str, Actor] = {}
        self.part_ids = [
            f"p_{digest(['parts', self.id, words(' '.join(filter(None, (p.label, p.title)))), p.kind, i])}"
            for i, p in enumerate(parsed.parts)
        ]
        self.segment_ids = [self._segment_id(s) for s in parsed.segments]

    def rows(self) -> Rows:
        self._documents()
        self._parts()
        for position, segment in enumerate(self.parsed.segments, 1):
            self._segment(position, segment)
        citation_ids = [self._citation(c) for c in self.extracted.citations]
        statement_ids = [self._statement_id(s) for s in self.extracted.statements]
        for statement, identifier in zip(self.extracted.statements, statement_ids, strict=True):
            self._statement(statement, identifier, statement_ids)
        for link in self.extracted.links:
            self.out.add("statement_citations", {
                "statement_id": statement_ids[link.statement],
                "citation_id": citation_ids[link.citation],
                "relation": link.relation,
            })  # fmt: skip
        for note in self.parsed.notes:
            self._note(note)
        licence = self.raw.entry.licence
        if licence and licence.casefold() not in licences():
            reason = f"licence {licence!r} is not in lexicon/licences.csv: the text is withheld until it is"
            self._note(Note("raw", "rights/unknown-licence", reason))
        for actor in sorted(self.actors.values(), key=lambda a: a.id):
            self.out.add(
                "actors", {"actor_id": actor.id, "name": actor.name, "kind": actor.kind, "country": actor.country}
            )
        return self.out

    def _actor(self, actor: Actor | None) -> str | None:
        if actor is None:
            return None
        self.actors.setdefault(actor.id, actor)
        return actor.id

    def _segment_id(self, s: Segment) -> str:
        occurrence = self.occurrences.number(s.char_start, s.char_end)
        return mint("g", "segments", self.id, s.text, occurrence, s.kind)

    def _documents(self) -> None:
        d, entry, raw = self.parsed.document, self.raw.entry, self.raw
        first = d.authors[0] if d.authors else None
        self.out.add("documents", {
            "document_id": self.id,
            "kind": d.kind,
            "publisher": entry.publisher or d.publisher,
            "title": entry.title or d.title,
            "language": entry.language or d.language or "und",
            "document_date": d.document_date,
            "published_at": d.published_at,
            "distribution": d.distribution,
            "distribution_date": d.distribution_date,
            "original_language": d.original_language,
            "ga_session": d.ga_session,
            "sc_year": d.sc_year,
            "meeting": d.meeting,
            "author_name": first.name if first else None,
            "author_rank": first.rank if first else None,
            "author_role": first.role if first else None,
            "author_actor_id": self._actor(first.actor) if first else None,
            "addressee": d.addressee,
            "characters": len(self.parsed.text),
            "text_sha256": hashlib.sha256(self.parsed.text.encode()).hexdigest(),
            "raw_path": entry.path,
            "raw_sha256": raw.sha256,
            "media_type": raw.media_type,
            "source_url": entry.url or d.url,
            "retrieved_at": entry.retrieved,
            "licence": entry.licence,
            "text_status": self.status,
            "register_sha256": entry_sha256(entry),
        })  # fmt: skip
        for position, author in enumerate(d.authors, 1):
            self.out.add("document_authors", {
                "document_id": self.id, "position": position, "actor_id": self._actor(author.actor),
                "name": author.name, "rank": author.rank, "role": author.role,
            })  # fmt: skip
        for position, symbol in enumerate(
            (s for joint in own_symbols(raw, self.parsed) for s in symbol_parts(joint)), 1
        ):
            self.out.add("document_symbols", {
                "document_id": self.id, "position": position, "symbol": symbol.text, "body": symbol.body,
                "series": symbol.series, "session": symbol.session, "number": symbol.number,
                "modifiers": "/".join(symbol.modifiers) or None,
            })  # fmt: skip
        for position, item in enumerate(d.agenda, 1):
            self.out.add("agenda_items", {
                "document_id": self.id, "position": position, "organ": item.organ, "item": item.item,
                "title": item.title,
            })  # fmt: skip

    def _parts(self) -> None:
        for position, (part, identifier) in enumerate(zip(self.parsed.parts, self.part_ids, strict=True), 1):
            self.out.add("parts", {
                "part_id": identifier, "document_id": self.id, "position": position, "kind": part.kind,
                "label": part.label, "title": part.title, "document_date": part.date,
                "author_actor_id": self._actor(part.author),
            })  # fmt: skip

    def _segment(self, position: int, s: Segment) -> None:
        self.out.add("segments", {
            "segment_id": self.segment_ids[position - 1],
            "document_id": self.id,
            "part_id": self.part_ids[s.part],
            "position": position,
            "kind": s.kind,
            "label": s.label,
            "char_start": s.char_start,
            "char_end": s.char_end,
            "page": s.page,
            "actor_id": self._actor(s.voice),
            "text": None if self.withheld else s.text,
        })  # fmt: skip

    def _citation(self, c: Citation) -> str:
        text, work = self.parsed.text[c.start : c.end], c.work or _UNDESCRIBED
        occurrence = self.occurrences.number(c.start, c.end)
        known = c.identifier or "|".join(filter(None, (work.authors, work.title)))
        identifier = mint("c", "citations", self.id, text, occurrence, c.kind, known)
        key = (
            None
            if c.identifier or not work.title
            else "w_" + digest(["work", words(work.authors or ""), words(work.title), work.year])
        )
        self.out.add("citations", {
            "citation_id": identifier,
            "document_id": self.id,
            "segment_id": self.segment_ids[c.segment],
            "char_start": c.start,
            "char_end": c.end,
            "text": text,
            "kind": c.kind,
            "identifier": c.identifier,
            "work_id": None,
            "pinpoint": c.pinpoint,
            "signal": c.signal,
            "footnote": c.footnote,
            "anchor_char": c.anchor,
            "authors": work.authors,
            "title": work.title,
            "container_title": work.container_title,
            "publisher": work.publisher,
            "year": work.year,
            "work_date": work.date,
            "url": work.url,
            "target_document_id": None,
            "rule": c.rule,
            "work_parts": [s.text for s in symbol_parts(c.identifier)] or [c.identifier] if c.identifier else [],
            "work_key": key,
        })  # fmt: skip
        return identifier

    def _statement_id(self, s: Statement) -> str:
        first = s.content[0]
        occurrence = self.occurrences.number(first.start, first.end)
        own_voice = "authored" if s.mode == "authored" and not s.cue else None
        return mint("s", "statements", self.id, self._joined(s.content) or "", occurrence,
                    words(self._joined(s.source) or ""), words(self._joined(s.cue) or ""), own_voice)  # fmt: skip

    def _statement(self, s: Statement, identifier: str, ids: Sequence[str]) -> None:
        silent = self.withheld and s.mode == "authored" and not s.cue
        extent = min(p.start for p in s.content), max(p.end for p in s.content)
        self.out.add("statements", {
            "statement_id": identifier,
            "document_id": self.id,
            "segment_id": self.segment_ids[s.content[0].segment],
            "char_start": extent[0],
            "char_end": extent[1],
            "text": None if silent else self._joined(s.content),
            "mode": s.mode,
            "act": s.act,
            "is_negated": s.negated,
            "source_text": self._joined(s.source),
            "cue_text": self._joined(s.cue),
            "speaker": s.speaker.name if s.speaker else None,
            "actor_id": self._actor(s.speaker),
            "reporter_actor_id": self._actor(s.reporter),
            "parent_statement_id": None if s.parent is None else ids[s.parent],
            "continues_statement_id": None if s.continues is None else ids[s.continues],
            "confidence": None if s.confidence is None else round(s.confidence, 2),
            "rule": s.rule,
        })  # fmt: skip
        for role, spans in (("source", s.source), ("cue", s.cue), ("content", s.content)):
            for position, span in enumerate(spans, 1):
                self.out.add("statement_spans", {
                    "statement_id": identifier,
                    "document_id": self.id,
                    "segment_id": self.segment_ids[span.segment],
                    "role": role,
                    "position": position,
                    "char_start": span.start,
                    "char_end": span.end,
                    "text": None if silent else self._slice(span),
                })  # fmt: skip

    def _note(self, note: Note) -> None:
        row = quarantine_row(self.raw.entry.path, self.id, note.table_name, note.row_key, note.stage, note.rule,
                             note.reason, None if self.withheld else note.excerpt)  # fmt: skip
        self.out.add("quarantine", row)

    def _slice(self, span: Span) -> str:
        return self.parsed.text[span.start : span.end]

    def _joined(self, spans: Iterable[Span]) -> str | None:
        return " … ".join(self._slice(s) for s in spans) or None


def own_symbols(raw: Raw, parsed: Parsed) -> tuple[str, ...]:
    """Return the document's own symbols: the register's, else those of the masthead; never one from the body."""
    return (raw.entry.symbol,) if raw.entry.symbol else parsed.document.symbols


def symbol_parts(text: str) -> tuple[Symbol, ...]:
    """Return the symbols that a (joint) symbol joins; none when it is no symbol."""
    try:
        return parts(text)
    except SymbolError:
        return ()


def identify(raw: Raw, parsed: Parsed) -> tuple[str, bool]:
    """Return the document's id, and whether it rests on nothing better than the hash of the bytes.

    The register's id; else ``un:`` and the document's own symbols with ``@`` and the language unless English;
    else ``sha256:`` and 16 hex digits (CONTRACT.md, "Ids, keys, order").
    """
    if raw.document_id:
        return raw.document_id, False
    if raw.entry.id:
        return raw.entry.id, False
    own = [s.text for joint in own_symbols(raw, parsed) for s in symbol_parts(joint)]
    if own:
        joined = "-".join(own)
        language = raw.entry.language or parsed.document.language or "en"
        suffix = "" if language.split("-")[0] == "en" else f"@{language}"
        return f"un:{joined}{suffix}", False
    return f"sha256:{raw.sha256[:16]}", True
