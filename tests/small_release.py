"""A small release, made by hand: a letter whose text is published and an article whose text is withheld.

``tables()`` gives its rows; ``write()`` a dist folder with one release of any such rows, hashes and all.
"""

# ruff: noqa: E501 -- a table of cases: one line each
from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import TYPE_CHECKING, Any

import duckdb
import pyarrow as pa

from pipeline import contract, papers, release, shards
from pipeline.ids import Occurrences, digest, mint, words
from schemas import TABLES

if TYPE_CHECKING:
    from pathlib import Path

Row = dict[str, Any]
Rows = dict[str, list[Row]]
VERSION = "0.1.0"
LETTER, ARTICLE = "un:A/80/1-S/2026/1", "sha256:0123456789abcdef"

# (segment kind, label, whose voice, text)
LETTER_SEGMENTS = [
    ("masthead", None, None, "General Assembly"),
    ("title", None, None, "Letter dated 2 April 2026 from the Permanent Representative of Atlantis"),
    ("paragraph", None, "state:ATL", "The Minister said that the other side had claimed that “the road was closed” and denied it.¹"),
    ("footnote", "¹", "state:ATL", "¹ See A/79/5, annex; and J. Smith, The Road (2001), p. 4."),
    ("paragraph", None, "state:ATL", "Cafe\u0301s 😀 in Khojaly were open, “we saw”, a witness said, “them”."),
]  # fmt: skip
ARTICLE_SEGMENTS = [
    ("masthead", None, None, "2 April 2026 10:39"),
    ("paragraph", None, "media:daily", "“We deny any role in Khojaly,” the mayor told reporters."),
    ("paragraph", None, "media:daily", "The road runs north."),
]
ACTORS = [
    ("media:daily", "The Daily", "media", None),
    ("person:minister", "The Minister", "person", "ATL"),
    ("person:mayor", "the mayor", "person", None),
    ("state:ATL", "Atlantis", "state", "ATL"),
    ("state:LEM", "Lemuria", "state", "LEM"),
    ("group:un:A/80/1-S/2026/1:witness", "a witness", "unnamed", None),
]


class _Builder:
    """Fills the tables of one document; spans are given as words, and found in their segment."""

    def __init__(
        self, rows: Rows, document_id: str, segments: list[tuple[str, str | None, str | None, str]], *, withheld: bool
    ) -> None:
        self.rows, self.id, self.withheld = rows, document_id, withheld
        self.text = "\n\n".join(s[3] for s in segments)
        self.occurrences = Occurrences(self.text)
        self.part = f"p_{digest(['parts', document_id, words('A title'), 'main', 0])}"
        self.segments: list[Row] = []
        at = 0
        for position, (kind, label, voice, text) in enumerate(segments, 1):
            span = (at, at + len(text))
            self.segments.append({
                "segment_id": mint("g", "segments", document_id, text, self.occurrences.number(*span), kind),
                "document_id": document_id, "part_id": self.part, "position": position, "kind": kind, "label": label,
                "char_start": span[0], "char_end": span[1], "page": None, "actor_id": voice,
                "text": None if withheld else text,
            })  # fmt: skip
            at = span[1] + 2
        rows["segments"] += self.segments
        rows["parts"].append({"part_id": self.part, "document_id": document_id, "position": 1, "kind": "main",
                              "title": "A title"})  # fmt: skip

    def span(self, segment: int, text: str) -> tuple[int, int]:
        row = self.segments[segment]
        start = self.text.index(text, row["char_start"], row["char_end"])
        return start, start + len(text)

    def citation(self, segment: int, text: str, kind: str, **more: Any) -> str:
        start, end = self.span(segment, text)
        known = more.get("identifier") or "|".join(filter(None, (more.get("authors"), more.get("title"))))
        key = mint("c", "citations", self.id, text, self.occurrences.number(start, end), kind, known)
        self.rows["citations"].append({
            "citation_id": key, "document_id": self.id, "segment_id": self.segments[segment]["segment_id"],
            "char_start": start, "char_end": end, "text": text, "kind": kind, "rule": "by hand", **more,
        })  # fmt: skip
        return key

    def statement(
        self, segment: int, content: list[str], *, source: str | None = None, cue: str | None = None, **more: Any
    ) -> str:
        spans = {"source": [source] if source else [], "cue": [cue] if cue else [], "content": content}
        places = [self.span(segment, text) for text in content]
        authored = more["mode"] == "authored" and not cue
        silent = self.withheld and authored
        key = mint("s", "statements", self.id, " … ".join(content), self.occurrences.number(*places[0]),
                   words(source or ""), words(cue or ""), "authored" if authored else None)  # fmt: skip
        segment_id = self.segments[segment]["segment_id"]
        self.rows["statements"].append({
            "statement_id": key, "document_id": self.id, "segment_id": segment_id,
            "char_start": min(start for start, _ in places), "char_end": max(end for _, end in places),
            "text": None if silent else " … ".join(content), "is_negated": False,
            "source_text": source, "cue_text": cue, "rule": "by hand", **more,
        })  # fmt: skip
        for role, texts in spans.items():
            for position, text in enumerate(texts, 1):
                start, end = self.span(segment, text)
                self.rows["statement_spans"].append({
                    "statement_id": key, "document_id": self.id, "segment_id": segment_id, "role": role,
                    "position": position, "char_start": start, "char_end": end, "text": None if silent else text,
                })  # fmt: skip
        return key

    def document(self, kind: str, **more: Any) -> None:
        data = self.text.encode()
        self.rows["documents"].append({
            "document_id": self.id, "kind": kind, "language": "en", "document_date": dt.date(2026, 4, 2),
            "characters": len(self.text), "text_sha256": hashlib.sha256(data).hexdigest(),
            "raw_path": f"{kind}.txt", "raw_sha256": hashlib.sha256(data).hexdigest(), "media_type": "text/plain",
            "text_status": "withheld" if self.withheld else "published",
            "register_sha256": hashlib.sha256(kind.encode()).hexdigest(), **more,
        })  # fmt: skip


def rows() -> Rows:
    """Return the rows of both documents by table."""
    out: Rows = {name: [] for name in TABLES}
    letter = _Builder(out, LETTER, LETTER_SEGMENTS, withheld=False)
    letter.document("letter", title="Letter dated 2 April 2026", publisher="United Nations", ga_session=80, sc_year=81,
                    author_name="A. Writer", author_role="Permanent Representative of Atlantis",
                    author_actor_id="state:ATL", retrieved_at=dt.datetime(2026, 4, 3, 12, 0, 1))  # noqa: DTZ001 -- UTC  # fmt: skip
    out["document_authors"].append({"document_id": LETTER, "position": 1, "actor_id": "state:ATL", "name": "A. Writer",
                                    "role": "Permanent Representative of Atlantis"})  # fmt: skip
    for position, symbol in enumerate(("A/80/1", "S/2026/1"), 1):
        series, *_ = symbol.split("/")
        out["document_symbols"].append(
            {"document_id": LETTER, "position": position, "symbol": symbol, "series": series}
        )
    out["agenda_items"].append({"document_id": LETTER, "position": 1, "organ": "General Assembly", "item": "13 (a)",
                                "title": 'Prevention of "armed" conflict,\nand peace'})  # fmt: skip
    mark = letter.span(2, "¹")[0]
    paper = letter.citation(3, "A/79/5", "un_document", identifier="A/79/5", work_id="un:A/79/5", pinpoint="annex", signal="See",
                            footnote="1", anchor_char=mark)  # fmt: skip
    book = letter.citation(3, "J. Smith, The Road (2001)", "book", authors="J. Smith", title="The Road", year=2001,
                           pinpoint="p. 4", footnote="1", anchor_char=mark)  # fmt: skip
    letter.citation(
        4, "Khojaly", "un_document", identifier="A/80/1-S/2026/1", work_id="un:A/80/1", target_document_id=LETTER
    )
    said = letter.statement(2, ["the other side had claimed that “the road was closed”"], source="The Minister", cue="said",
                            mode="indirect", act="assert", speaker="The Minister", actor_id="person:minister",
                            reporter_actor_id="state:ATL", confidence=0.87)  # fmt: skip
    claim = letter.statement(2, ["the road was closed"], source="the other side", cue="claimed", mode="direct", act="assert",
                             speaker="Lemuria", actor_id="state:LEM", reporter_actor_id="person:minister",
                             parent_statement_id=said)  # fmt: skip
    denied = letter.statement(2, ["it"], source="The Minister", cue="denied", mode="indirect", act="deny",
                              speaker="The Minister", actor_id="person:minister", reporter_actor_id="state:ATL")  # fmt: skip
    letter.statement(2, [LETTER_SEGMENTS[2][3]], mode="authored", speaker="Atlantis", actor_id="state:ATL",
                     reporter_actor_id="state:ATL")  # fmt: skip
    witness = letter.statement(4, ["we saw", "them"], source="a witness", cue="said", mode="direct", act="assert",
                               speaker="a witness", actor_id="group:un:A/80/1-S/2026/1:witness",
                               reporter_actor_id="state:ATL")  # fmt: skip
    letter.statement(4, ["Cafe\u0301s 😀 in Khojaly were open"], mode="authored", speaker="Atlantis", actor_id="state:ATL",
                     reporter_actor_id="state:ATL", continues_statement_id=claim)  # fmt: skip
    out["statement_citations"] += [
        {"statement_id": denied, "citation_id": paper, "relation": "footnote"},
        {"statement_id": denied, "citation_id": book, "relation": "footnote"},
        {"statement_id": witness, "citation_id": out["citations"][2]["citation_id"], "relation": "same_sentence"},
    ]
    article = _Builder(out, ARTICLE, ARTICLE_SEGMENTS, withheld=True)
    article.document("news_article", publisher="The Daily", licence="all-rights-reserved",
                     published_at=dt.datetime(2026, 4, 2, 6, 39))  # noqa: DTZ001 -- UTC  # fmt: skip
    article.statement(1, ["We deny any role in Khojaly"], source="the mayor", cue="told", mode="direct", act="deny",
                      speaker="the mayor", actor_id="person:mayor", reporter_actor_id="media:daily")  # fmt: skip
    article.statement(2, ["The road runs north."], mode="authored", speaker="The Daily", actor_id="media:daily",
                      reporter_actor_id="media:daily")  # fmt: skip
    out["actors"] = [dict(zip(("actor_id", "name", "kind", "country"), actor, strict=True)) for actor in ACTORS]
    refusal = ("noise.bin", None, "documents", None, "parse", "media/unknown", "expected text, found noise")
    columns = ("raw_path", "document_id", "table_name", "row_key", "stage", "rule", "reason")
    out["quarantine"].append({"quarantine_id": f"q_{digest(['quarantine', *refusal, None])}",
                              **dict(zip(columns, refusal, strict=True))})  # fmt: skip
    return out


def tables(given: Rows | None = None) -> dict[str, pa.Table]:
    """Return rows as tables, sorted as the contract says; columns that a row lacks are null."""
    out = {}
    for name, table_rows in (given or rows()).items():
        schema = contract.arrow_schema(name)
        full = [{column: row.get(column) for column in schema.names} for row in table_rows]
        full.sort(key=lambda row: tuple(row[c] for c in contract.metadata(name)["sort"]))
        out[name] = pa.Table.from_pylist(full, schema=schema)
    return out


def loaded(given: dict[str, pa.Table]) -> duckdb.DuckDBPyConnection:
    """Return a database that holds the tables."""
    con = duckdb.connect()
    for name, table in given.items():
        con.register("given", table)
        con.execute(f'create table "{name}" as from given')
        con.unregister("given")
    return con


def write(dist: Path, given: dict[str, pa.Table] | None = None, version: str = VERSION) -> Path:
    """Write one release and the index as `make release` does, but unchecked; return the release's folder."""
    made = given or tables()
    dist.mkdir(parents=True, exist_ok=True)
    with loaded(made) as con:
        return release.publish(con, dist, version, shards.code_sha256(), 3, {})


def reseal(folder: Path) -> None:
    """Give the files of a release, changed by a test, fresh hashes and sizes everywhere."""
    package = json.loads((folder / "datapackage.json").read_bytes())
    for resource in package["resources"]:
        path = folder / resource["path"]
        resource |= {"hash": f"sha256:{sha256(path)}", "bytes": path.stat().st_size}
    (folder / "datapackage.json").write_text(papers.encoded(package), "utf-8")
    files = sorted(p for p in folder.iterdir() if p.name != "SHA256SUMS")
    (folder / "SHA256SUMS").write_text("".join(f"{sha256(p)}  {p.name}\n" for p in files), "utf-8")
    index = json.loads((folder.parent / "index.json").read_bytes())
    listed = [{"path": f"{folder.name}/{p.name}", "bytes": p.stat().st_size, "sha256": sha256(p)}
              for p in sorted(folder.iterdir())]  # fmt: skip
    index["releases"][-1] |= {"files": listed, "bytes": sum(f["bytes"] for f in listed)}
    (folder.parent / "index.json").write_text(papers.encoded(index), "utf-8")


def sha256(path: Path) -> str:
    """Return the hash of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()
