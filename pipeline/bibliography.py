"""What a release cites, for other programs: works as CSL-JSON, the citation graph as GraphML.

Both read rows as dictionaries, named like the columns of the contract: ``csl`` those of ``citations``, ``graphml``
those of the view ``citation_graph``. They return text, the same for the same rows.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape, quoteattr

from pipeline.errors import OnRecordError
from pipeline.extract.citations.authors import is_edited, people, split_editors
from pipeline.symbols import SymbolError, parts

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

# Kind of work -> item type (CSL 1.0.2, appendix III).
_TYPES = {
    "un_document": "document", "un_resolution": "legislation", "treaty": "treaty", "court_case": "legal_case",
    "legislation": "legislation", "book": "book", "article": "article-journal", "news": "article-newspaper",
    "web": "webpage",
}  # fmt: skip
_EDGES = ("citations", "statements", "pinpoints")


def csl(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the works cited as a CSL-JSON array, one item per work, in the order of their ids.

    A work without identifier and title has nothing to be listed by and is left out.
    """
    items: dict[str, dict[str, Any]] = {}
    for row in rows:
        key = row.get("work_id") or row.get("identifier") or row.get("title")
        if not key:
            continue
        item = items.setdefault(str(key), {"id": str(key), "type": _type(row)})
        for name, value in _fields(row).items():
            if value is not None:
                item.setdefault(name, value)
    return json.dumps([items[key] for key in sorted(items)], ensure_ascii=False, indent=1) + "\n"


def _type(row: Mapping[str, Any]) -> str:
    if row["kind"] == "book" and row.get("container_title"):
        return "chapter"
    return "report" if row.get("rule") == "report" else _TYPES.get(str(row["kind"]), "document")


def _fields(row: Mapping[str, Any]) -> dict[str, Any]:
    day = row.get("work_date")
    parts = [day.year, day.month, day.day] if day else [row["year"]] if row.get("year") else None
    url, authors = row.get("url"), row.get("authors")
    editors = _editors(row) if row.get("container_title") else None
    if authors and is_edited(authors):
        authors, editors = None, authors
    return {
        "author": people(authors) if authors else None,
        "editor": people(editors) if editors else None,
        "title": row.get("title"),
        "container-title": row.get("container_title"),
        "publisher": row.get("publisher"),
        "issued": {"date-parts": [parts]} if parts else None,
        "number": row.get("identifier") if not url else None,
        "URL": url or _address(row),
    }


def _editors(row: Mapping[str, Any]) -> str | None:
    """Return the editors of what holds a chapter, from the words cited: they stand behind its quoted title."""
    _, _, rest = re.sub(r"\s+", " ", row.get("text") or "").partition(row.get("title") or "\0")
    container = re.sub(r"^[”\"’],?\s(?:in\s)?|,?\s(?:\([^()]*\d{4}\)|\d{4})$", "", rest)
    return split_editors(container)[1]


def _address(row: Mapping[str, Any]) -> str | None:
    """Return where the United Nations keeps a document; of a joint symbol, by its first part."""
    if not str(row["kind"]).startswith("un_"):
        return None
    try:
        return parts(row.get("identifier") or "")[0].url
    except SymbolError:
        return None


def graphml(rows: Iterable[Mapping[str, Any]]) -> str:
    """Return the citation graph as GraphML: nodes are documents and works, an edge is a document citing a work.

    Edges carry how often it is cited, by how many statements, and the places cited.
    """
    nodes: dict[str, str | None] = {}
    edges = []
    for row in rows:
        nodes[row["document_id"]] = nodes.get(row["document_id"]) or row.get("document_title")
        nodes[row["target"]] = nodes.get(row["target"]) or row.get("target_title")
        edges.append(row)
    out = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">',
        '<key id="title" for="node" attr.name="title" attr.type="string"/>',
        *(
            f'<key id="{name}" for="edge" attr.name="{name}" attr.type="{"string" if name == "pinpoints" else "int"}"/>'
            for name in _EDGES
        ),
        '<graph id="citations" edgedefault="directed">',
    ]
    out += [f"<node id={quoteattr(_xml(node))}>{_data('title', nodes[node])}</node>" for node in sorted(nodes)]
    for row in sorted(edges, key=lambda r: (r["document_id"], r["target"])):
        ends = f"source={quoteattr(_xml(row['document_id']))} target={quoteattr(_xml(row['target']))}"
        out.append(f"<edge {ends}>{''.join(_data(name, row.get(name)) for name in _EDGES)}</edge>")
    return "\n".join([*out, "</graph>", "</graphml>"]) + "\n"


def _xml(text: object) -> str:
    """Leave out what XML 1.0 cannot hold."""
    return re.sub("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "", str(text))


def _data(key: str, value: object) -> str:
    return "" if value is None else f'<data key="{key}">{escape(_xml(value))}</data>'


# What each form is made of, and by what.
_FORMS: dict[str, tuple[str, Callable[[Iterable[Mapping[str, Any]]], str]]] = {
    "csl-json": ("from citations order by document_id, char_start, char_end, citation_id", csl),
    "graphml": ("from citation_graph order by all", graphml),
}


def export(release: Path, form: str) -> str:
    """Return the works that a release cites as ``csl-json``, or its citation graph as ``graphml``.

    Raises ReleaseNotFoundError; OnRecordError for another form.
    """
    from pipeline.query import open_release

    if form not in _FORMS:
        raise OnRecordError(f"--format {form}: expected one of {', '.join(_FORMS)}")
    query, write = _FORMS[form]
    con = open_release(release)
    try:
        return write(con.sql(query).to_arrow_table().to_pylist())
    finally:
        con.close()
