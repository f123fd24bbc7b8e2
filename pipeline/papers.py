"""The papers that go with a release's tables: codebook, data package, changes, quality, rights, how to use and cite."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from pipeline import __version__, contract, query
from pipeline.rights import licences
from schemas import ID_SCHEME, TABLES

if TYPE_CHECKING:
    import duckdb

DATA_LICENCE = "CC-BY-4.0"
TITLE = "On Record"
DESCRIPTION = (
    "Who said what, where exactly, citing what, and who says so: documents, citations and attributed statements read "
    "from official documents and news about contested events. Every row points at the exact characters it was read "
    "from. It records attribution, never truth."
)
_TEXT_RIGHTS = (
    "The texts remain under the rights of each document. Where a text is withheld its segments have no text; "
    "what it quotes and cites is kept, as a quotation."
)


@dataclass(frozen=True, slots=True)
class Facts:
    """What the papers say of a release as a whole."""

    version: str
    previous: str | None
    data_as_of: str | None
    code_sha256: str
    rows: dict[str, int]


def encoded(value: Any) -> str:
    """Return JSON as a release has it: sorted by nothing but its maker, indented, one line break at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def datapackage(facts: Facts, files: dict[str, tuple[str, int]], sources: list[dict[str, str]]) -> dict[str, Any]:
    """Return datapackage.json (Data Package v2); ``files`` gives SHA-256 and bytes of the tables' files."""
    resources = []
    for suffix, media_type in (("csv", "text/csv"), ("parquet", "application/vnd.apache.parquet")):
        for name, schema in TABLES.items():
            sha256, size = files[f"{name}.{suffix}"]
            resource: dict[str, Any] = {
                "name": name if suffix == "csv" else f"{name}-parquet",
                "path": f"{name}.{suffix}",
                "description": schema.description,
                "format": suffix,
                "mediatype": media_type,
                "bytes": size,
                "hash": f"sha256:{sha256}",
            }
            if suffix == "parquet":
                # The same table once more: checked as a file, its schema is the CSV's.
                resource["type"] = "file"
            if suffix == "csv":
                resource |= {"type": "table", "encoding": "utf-8", "dialect": {"lineTerminator": "\n"},
                             "schema": contract.table_schema(name)}  # fmt: skip
            resources.append(resource)
    package: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": "on-record",
        "title": TITLE,
        "description": DESCRIPTION,
        "version": facts.version,
        "licenses": [{"name": DATA_LICENCE, "path": "https://creativecommons.org/licenses/by/4.0/",
                      "title": "Creative Commons Attribution 4.0"}],
        "sources": sources,
        "onrecord": {"software": __version__, "code_sha256": facts.code_sha256, "id_scheme": ID_SCHEME,
                     "previous": facts.previous, "data_as_of": facts.data_as_of},
        "resources": resources,
    }  # fmt: skip
    return package


def codebook() -> str:
    """Return CODEBOOK.md."""
    columns = query.view_columns()
    return contract.codebook({name: (view.description, columns[name]) for name, view in query.views().items()})


def sources(con: duckdb.DuckDBPyConnection) -> list[dict[str, str]]:
    """Return the publishers of the documents as ``sources`` of a data package."""
    found = con.execute("""
        select coalesce(publisher, 'publisher not known'), count(*) from documents group by 1 order by 1
    """).fetchall()
    return [
        {"title": f"{publisher} ({count} {'document' if count == 1 else 'documents'})"} for publisher, count in found
    ]


def quality(con: duckdb.DuckDBPyConnection, raw_files: int, scores: dict[str, Any]) -> dict[str, Any]:
    """Return quality.json: what went in, what came out, what was refused, how well extraction does on the gold set."""

    def counts(query: str) -> dict[str, int]:
        return {str(k): int(n) for k, n in con.execute(query).fetchall()}

    documents = sum(counts("select 'n', count(*) from documents").values())
    refused = sum(counts("select 'n', count(*) from quarantine where table_name = 'documents'").values())
    return {
        "input": {"raw_files": raw_files, "documents": documents, "files_refused": refused},
        "documents_by_kind": counts("select kind, count(*) from documents group by 1 order by 1"),
        "documents_by_text_status": counts("select text_status, count(*) from documents group by 1 order by 1"),
        "citations_by_kind": counts("select kind, count(*) from citations group by 1 order by 1"),
        "citations_linked": counts("select 'n', count(target_document_id) from citations")["n"],
        "statements_by_mode": counts("select mode, count(*) from statements group by 1 order by 1"),
        "statements_without_speaker": counts("select 'n', count(*) from statements where speaker is null")["n"],
        "quarantine_by_rule": counts("select rule, count(*) from quarantine group by 1 order by 1"),
        "quarantine_by_table": counts("select table_name, count(*) from quarantine group by 1 order by 1"),
        "scores": scores,
    }


def changes(con: duckdb.DuckDBPyConnection, facts: Facts) -> str:
    """Return CHANGES.md: the differences with the release before, counted; ``changes.*`` has them row by row."""
    out = [f"# Changes in {facts.version}", ""]
    if facts.previous is None:
        out += ["The first release: there is nothing to compare it with.", ""]
    else:
        out += [f"Compared with {facts.previous}; row by row in `changes.parquet` and `changes.csv`.", ""]
        found = con.execute("""
            select table_name, change, reason, count(distinct row_key) from changes group by 1, 2, 3 order by 1, 2, 3
        """).fetchall()
        out += ["| table | change | reason | rows |", "| --- | --- | --- | --- |"]
        out += [f"| {table} | {change} | {reason} | {n} |" for table, change, reason, n in found]
        out += [""] if found else ["| – | none | – | 0 |", ""]
    out += ["| table | rows |", "| --- | --- |"]
    out += [f"| {table} | {n} |" for table, n in facts.rows.items()]
    return "\n".join(out) + "\n"


def citation_cff(facts: Facts) -> str:
    """Return CITATION.cff (1.2.0)."""
    lines = [
        "cff-version: 1.2.0",
        "message: If you use this data, please cite the release by its version.",
        "type: dataset",
        f"title: {TITLE}",
        f"version: {facts.version}",
        f"license: {DATA_LICENCE}",
        "authors:",
        "  - name: The On Record authors",
    ]
    if facts.data_as_of:
        lines.append(f"date-released: {facts.data_as_of[:10]}")
    lines += ["abstract: >-", f"  {DESCRIPTION}"]
    return "\n".join(lines) + "\n"


def licence(con: duckdb.DuckDBPyConnection) -> str:
    """Return LICENSE.md: the rights in the tables, and in each document's text."""
    found = con.execute("""
        select coalesce(licence, 'not stated'), text_status, count(*) from documents group by all order by all
    """).fetchall()
    own = f"{licences()[DATA_LICENCE.casefold()]['name']} ({DATA_LICENCE})"
    out = ["# Rights", "", f"The tables as a compilation, the annotations and the papers beside them: {own}.", ""]
    out += [_TEXT_RIGHTS, "", "| licence | text | documents |", "| --- | --- | --- |"]
    for name, status, n in found:
        known = licences().get(name.casefold())
        words = f"{name} ({known['name']})" if known else name
        out.append(f"| {contract.cell(words)} | {status} | {n} |")
    return "\n".join(out) + "\n"


def readme(facts: Facts) -> str:
    """Return the release's README.md."""
    return f"""# {TITLE} {facts.version}

{DESCRIPTION}

## Use

With the DuckDB command line, in this folder:

```
duckdb -init open.sql
```

```sql
select speaker, text, reporter, cited_with from who_said where act = 'deny';
```

Or read `<table>.parquet` or `<table>.csv` with anything: both hold the same rows in the same order.
`CODEBOOK.md` explains every table, view and column; `datapackage.json` says the same to machines.

## Check

```
sha256sum -c --strict SHA256SUMS
```

Every span can be checked against the published text (no row may come back):

```sql
select s.* from statement_spans s join segments g using (segment_id)
where g.text is not null
  and s.text is distinct from substr(g.text, s.char_start - g.char_start + 1, s.char_end - s.char_start);
```

`quarantine` holds what was refused, and why; `quality.json` the counts and the measured accuracy.
`CHANGES.md` tells the difference with the release before. How to cite: `CITATION.cff`. Rights: `LICENSE.md`.
"""
