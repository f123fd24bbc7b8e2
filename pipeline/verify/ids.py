"""Row ids, minted again from the words of their rows (CONTRACT.md, "Ids, keys, order")."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Any

from pipeline.ids import Occurrences, digest, mint, words
from pipeline.layout import SEPARATOR
from pipeline.verify.problem import Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    import duckdb

Row = dict[str, Any]
_BATCH_ROWS = 10_000
# Only of published texts: which occurrence of its words a row is, a withheld text does not tell.
_SEGMENTS = """
    select segment_id, g.document_id, kind, char_start, char_end, text from segments g
    where text is not null order by g.document_id, char_start
"""
_CITATIONS = """
    select citation_id, c.document_id, c.kind, char_start, char_end, text, identifier, authors, c.title from citations c
    semi join (select document_id from documents where text_status = 'published') using (document_id)
    order by c.document_id
"""
_STATEMENTS = """
    select s.statement_id, s.document_id, s.mode, p.char_start, p.char_end, s.text, s.source_text, s.cue_text
    from statements s
    semi join (select document_id from documents where text_status = 'published') using (document_id)
    join statement_spans p on p.statement_id = s.statement_id and p.role = 'content' and p."position" = 1
    order by s.document_id
"""


def ids(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    """Yield the rows whose id is not the one their words give; one document's text in memory at a time."""
    yield from _parts(con)
    yield from _refusals(con)
    citations = _Following(con, _CITATIONS)
    statements = _Following(con, _STATEMENTS)
    for document, group in groupby(_rows(con, _SEGMENTS), key=lambda r: str(r["document_id"])):
        segments = list(group)
        occurrences = Occurrences(SEPARATOR.join(s["text"] for s in segments))
        yield from _segments(document, segments, occurrences)
        for row in citations.of(document):
            known = row["identifier"] or "|".join(filter(None, (row["authors"], row["title"])))
            nth = occurrences.number(row["char_start"], row["char_end"])
            minted = mint("c", "citations", document, row["text"], nth, row["kind"], known)
            yield from _compared("citations", row["citation_id"], minted)
        for row in statements.of(document):
            own_voice = "authored" if row["mode"] == "authored" and row["cue_text"] is None else None
            nth = occurrences.number(row["char_start"], row["char_end"])
            tells_apart = (words(row["source_text"] or ""), words(row["cue_text"] or ""), own_voice)
            minted = mint("s", "statements", document, row["text"] or "", nth, *tells_apart)
            yield from _compared("statements", row["statement_id"], minted)


class _Following:
    """The rows of a query that is in the order of documents, taken one document after the other."""

    def __init__(self, con: duckdb.DuckDBPyConnection, query: str) -> None:
        self._groups = groupby(_rows(con, query), key=lambda row: str(row["document_id"]))
        self._next = self._advance()

    def of(self, document: str) -> list[Row]:
        """Return the rows of a document; those of documents before it, not asked for, are passed over."""
        while self._next and self._next[0] < document:
            self._next = self._advance()
        if self._next is None or self._next[0] != document:
            return []
        rows = self._next[1]
        self._next = self._advance()
        return rows

    def _advance(self) -> tuple[str, list[Row]] | None:
        return next(((document, list(rows)) for document, rows in self._groups), None)


def _rows(con: duckdb.DuckDBPyConnection, query: str) -> Iterator[Row]:
    for batch in con.cursor().sql(query).to_arrow_reader(_BATCH_ROWS):
        yield from batch.to_pylist()


def _segments(document: str, segments: list[Row], occurrences: Occurrences) -> Iterator[Problem]:
    for row in segments:
        nth = occurrences.number(row["char_start"], row["char_end"])
        minted = mint("g", "segments", document, row["text"], nth, row["kind"])
        yield from _compared("segments", row["segment_id"], minted)


def _parts(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    for row in _rows(con, "from parts"):
        name = words(" ".join(filter(None, (row["label"], row["title"]))))
        minted = f"p_{digest(['parts', row['document_id'], name, row['kind'], row['position'] - 1])}"
        yield from _compared("parts", row["part_id"], minted)


def _refusals(con: duckdb.DuckDBPyConnection) -> Iterator[Problem]:
    for row in _rows(con, "from quarantine"):
        columns = ("raw_path", "document_id", "table_name", "row_key", "stage", "rule", "reason", "excerpt")
        minted = f"q_{digest(['quarantine', *(row[c] for c in columns)])}"
        yield from _compared("quarantine", row["quarantine_id"], minted)


def _compared(table: str, found: str, minted: str) -> Iterator[Problem]:
    if found != minted:
        yield Problem(table, found, "id_is_minted_from_its_words", minted, found)
