"""`onrecord show`: one document in the terminal, its text with citations and statements marked."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import IO, TYPE_CHECKING, Any

from pipeline import query
from pipeline.errors import OnRecordError, Refused
from pipeline.marks import Mark, pieces, printable

if TYPE_CHECKING:
    from pathlib import Path

    import duckdb
    from rich.console import Console

Row = dict[str, Any]

STYLES = {"direct": "green", "indirect": "yellow", "mixed": "magenta", "authored": "blue"}
CITATION, SOURCE, CUE, QUIET, HEAD = "cyan", "bold", "italic underline", "dim", "bold"
# So many documents are named where several fit.
CANDIDATES = 10
_FACTS = {
    "title": "title", "kind": "kind", "document_date": "date", "publisher": "publisher", "author_name": "author",
    "author_role": "role", "addressee": "addressee", "symbols": "symbols", "language": "language",
    "source_url": "source", "licence": "licence", "characters": "characters", "text_status": "text",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """A document as a release has it; rows are dicts by column, in the order of the text."""

    document: Row
    segments: list[Row]
    citations: list[Row]
    statements: list[Row]
    spans: list[Row]
    labels: dict[str, str] = field(default_factory=dict)


def show(release: Path, name: str, raw: Path | None = None, out: IO[str] | None = None) -> None:
    """Write a document of a release (or of a dist folder's latest) to ``out``, standard output if null.

    ``name`` is its id, one of its symbols, or the beginning of either. A text that the release withholds is shown when
    ``raw``, the folder with the raw files, holds the very file it was read from. Raises OnRecordError when no document,
    or more than one, goes by that name.
    """
    from rich.console import Console

    con = query.open_release(release)
    try:
        found = read(con, document_id(con, name))
    finally:
        con.close()
    why = _filled(found, raw) if found.document["text_status"] == "withheld" else None
    write(found, Console(file=out or sys.stdout, highlight=False, emoji=False, markup=False), why)


def document_id(con: duckdb.DuckDBPyConnection, name: str) -> str:
    """Return the id of the document that goes by ``name``; raises OnRecordError when none or several do."""
    names = """
        (select document_id, document_id as name from documents
         union all select document_id, symbol from document_symbols
         union all select document_id, 'un:' || symbol from document_symbols)
    """
    for fits in ("name = $1", "lower(name) = lower($1)", "starts_with(lower(name), lower($1))"):
        found = con.execute(f"select distinct document_id from {names} where {fits} order by 1", [name]).fetchall()
        if len(found) == 1:
            return str(found[0][0])
        if found:
            some = ", ".join(str(row[0]) for row in found[:CANDIDATES])
            more = f" and {len(found) - CANDIDATES} more" if len(found) > CANDIDATES else ""
            reason = f"{name}: expected the name of one document, found {len(found)}: {some}{more}"
            raise OnRecordError(reason)
    count = con.execute("select count(*) from documents").fetchall()[0][0]
    raise OnRecordError(
        f"{name}: expected an id, a symbol or the beginning of one; none of the {count} documents here has it "
        "(onrecord sql 'from documents' lists them)"
    )


def read(con: duckdb.DuckDBPyConnection, identifier: str) -> Found:
    """Return all that a release tells of one document."""

    def rows(sql: str) -> list[Row]:
        return list(con.sql(sql, params=[identifier]).to_arrow_table().to_pylist())

    (document,) = rows("""
        select *, (select string_agg(symbol, ', ' order by "position") from document_symbols
                   where document_id = $1) as symbols
        from documents where document_id = $1
    """)
    segments = rows("""
        select g.*, a.name as voice, p.kind as part_kind, p.label as part_label from segments g
        left join actors a using (actor_id) left join parts p using (part_id)
        where g.document_id = $1 order by g.char_start
    """)
    citations = rows("select * from citations where document_id = $1 order by char_start, char_end, citation_id")
    statements = rows("""
        select w.*, a.kind as speaker_kind, s.continues_statement_id from who_said w
        join statements s using (statement_id) left join actors a on a.actor_id = w.actor_id
        where w.document_id = $1
        order by w.char_start, w.char_end desc, w.parent_statement_id nulls first, w.statement_id
    """)
    spans = rows('select * from statement_spans where document_id = $1 order by statement_id, role, "position"')
    found = Found(document, segments, citations, statements, spans)
    # What stands in the document's own voice is not marked: that is all the rest of the text.
    marked = [s for s in statements if not own_voice(s)]
    found.labels.update({s["statement_id"]: str(n) for n, s in enumerate(marked, 1)})
    found.labels.update({c["citation_id"]: f"c{n}" for n, c in enumerate(citations, 1)})
    return found


def own_voice(statement: Row) -> bool:
    """Say whether a statement is the document's own voice, without a cue."""
    return statement["mode"] == "authored" and statement["cue"] is None


def write(found: Found, console: Console, why: str | None = None) -> None:
    """Write a document: its facts, the legend, then its text, or ``why`` that is not there and what is quoted of it."""
    _facts(found, console)
    if why is not None:
        _line(console, f"\nThe text is withheld: {why}. What the release quotes from it:", HEAD)
        _notes(found, console, {s["segment_id"] for s in found.segments}, quoted=True)
        return
    if not found.segments:
        _line(console, "\nThe document has no text.", HEAD)
        return
    voice, part, kind = None, found.segments[0]["part_id"], None
    marks = _marks(found)
    for segment in found.segments:
        if segment["part_id"] != part:
            part = segment["part_id"]
            _line(console, f"\n══ {segment['part_label'] or segment['part_kind']} ══", HEAD)
        if segment["voice"] and segment["voice"] != voice:
            voice = segment["voice"]
            _line(console, f"\n── in the voice of {voice} ──", QUIET)
        if (kind, segment["kind"]) != ("masthead", "masthead"):
            _line(console, "")
        kind = segment["kind"]
        _text(console, segment, marks)
        _notes(found, console, {segment["segment_id"]})


def _facts(found: Found, console: Console) -> None:
    _line(console, found.document["document_id"], HEAD)
    for column, label in _FACTS.items():
        if found.document[column] is not None:
            _line(console, f"  {label:<10} {found.document[column]}")
    own = sum(1 for s in found.statements if own_voice(s))
    said = len(found.statements) - own
    _line(console, f"  {'statements'} {said} attributed, {own} in the document's own voice (not marked); "
                   f"{len(found.citations)} citations")  # fmt: skip
    _line(console, "")
    legend = [("⟦1:direct:1⟧", "direct"), ("⟦2:indirect:2⟧", "indirect"), ("⟦3:mixed:3⟧", "mixed"),
              ("⟦4:own voice with a cue:4⟧", "authored")]  # fmt: skip
    line = [piece for text, mode in legend for piece in ((text, STYLES[mode]), ("  ", ""))]
    _pieces(console, [*line, ("⟦c1:citation:c1⟧", CITATION), ("  ", ""), ("source", SOURCE), ("  ", ""), ("cue", CUE)])


def _marks(found: Found) -> dict[str, list[Mark]]:
    """Return the marks of each segment: contents and citations in brackets, sources and cues in style only."""
    by_id = {s["statement_id"]: s for s in found.statements if not own_voice(s)}
    # In the order of the legend: where two have one span, the outer statement is opened first, then its citation.
    order = {identifier: n for n, identifier in enumerate(found.labels)}
    out: dict[str, list[Mark]] = {}
    for span in sorted(found.spans, key=lambda s: (order.get(s["statement_id"], 0), s["char_start"])):
        if statement := by_id.get(span["statement_id"]):
            content = span["role"] == "content"
            style = STYLES[statement["mode"]] if content else SOURCE if span["role"] == "source" else CUE
            label = found.labels[span["statement_id"]] if content else None
            out.setdefault(span["segment_id"], []).append(Mark(span["char_start"], span["char_end"], style, label))
    for c in found.citations:
        mark = Mark(c["char_start"], c["char_end"], CITATION, found.labels[c["citation_id"]])
        out.setdefault(c["segment_id"], []).append(mark)
    return out


def _text(console: Console, segment: Row, marks: dict[str, list[Mark]]) -> None:
    base = {"footnote": QUIET, "masthead": QUIET, "title": HEAD, "heading": HEAD, "annex_title": HEAD}
    made = pieces(segment["text"], segment["char_start"], marks.get(segment["segment_id"], []))
    _pieces(console, [(text, f"{base.get(segment['kind'], '')} {style}".strip()) for text, style in made])


def _notes(found: Found, console: Console, segments: set[str], *, quoted: bool = False) -> None:
    """Write a line for each statement and citation of the segments; ``quoted`` with their words."""
    for s in found.statements:
        if s["segment_id"] in segments and not own_voice(s):
            _note(
                console,
                found.labels[s["statement_id"]],
                STYLES[s["mode"]],
                _said(found, s),
                s["text"] if quoted else None,
            )
    for c in found.citations:
        if c["segment_id"] in segments:
            _note(console, found.labels[c["citation_id"]], CITATION, _cited(c), c["text"] if quoted else None)


def _note(console: Console, label: str, style: str, says: str, words: str | None) -> None:
    if words is not None:
        _pieces(console, [(f"\n  {label:>3} ", style), (f"“{words}”", "")])
    _pieces(console, [(f"  {label if words is None else '':>3} ", style), (says, QUIET)])


def _said(found: Found, s: Row) -> str:
    kind = ", ".join(filter(None, (s["speaker_kind"], s["country"])))
    speaker = (s["speaker"] or "speaker not known") + (f" ({kind})" if kind else "")
    words = [f"{speaker}: {'not said: ' if s['is_negated'] else ''}{s['act'] or 'own voice'}, {s['mode']}",
             f"according to {s['reporter'] or 'somebody not known'}"]  # fmt: skip
    if s["parent_statement_id"] in found.labels:
        words.append(f"inside {found.labels[s['parent_statement_id']]}")
    if s["continues_statement_id"] in found.labels:
        words.append(f"continues {found.labels[s['continues_statement_id']]}")
    if s["source"]:
        words.append(f"source “{s['source']}”")
    if s["cue"]:
        words.append(f"cue “{s['cue']}”")
    if s["cited_with"]:
        words.append(f"cited with {s['cited_with']}")
    return " · ".join(words)


def _cited(c: Row) -> str:
    work = c["identifier"] or ", ".join(str(c[k]) for k in ("authors", "title", "year") if c[k] is not None)
    words = [work or "no identifier", c["kind"]]
    words += [c["pinpoint"]] if c["pinpoint"] else []
    words += [f"footnote {c['footnote']}"] if c["footnote"] else []
    words += [f"in this release: {c['target_document_id']}"] if c["target_document_id"] else []
    return " · ".join(words)


def _filled(found: Found, folder: Path | None) -> str | None:
    """Put the text back into a withheld document's segments, from its raw file; return why that cannot be done."""
    import hashlib

    from pipeline import process, raw
    from pipeline.model import Entry

    document = found.document
    rights = f"licence {document['licence']}" if document["licence"] else "no licence is known"
    if folder is None:
        return f"{rights} (--raw FOLDER shows it from the raw file)"
    path = document["raw_path"]
    if not (folder / path).is_file():
        return f"{rights}, and {folder} has no file {path}"
    registered = (r.entry for r in raw.register(folder) if r.path == path and r.entry)
    entry = next(registered, Entry(path))
    try:
        parsed = process.parsed(raw.load(folder, entry, document["raw_sha256"], document["document_id"]))
    except Refused as error:
        return f"{rights}, and {folder / path} is not the file it was read from, or cannot be read ({error})"
    if hashlib.sha256(parsed.text.encode()).hexdigest() != document["text_sha256"]:
        return f"{rights}, and {folder / path} gives another text today (its text_sha256 differs)"
    for segment in found.segments:
        segment["text"] = parsed.text[segment["char_start"] : segment["char_end"]]
    return None


def _line(console: Console, text: str, style: str = "") -> None:
    _pieces(console, [(text, style)])


def _pieces(console: Console, made: list[tuple[str, str]]) -> None:
    """Write one line; it is folded to the width of a terminal, and left alone elsewhere."""
    from rich.text import Text

    text = Text()
    for piece, style in made:
        text.append(printable(piece), style)
    console.print(text, soft_wrap=not console.is_terminal)
