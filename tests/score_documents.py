"""Documents against a truth file: per kind and field how many are right, wrong, missing, invented.

    python tests/score_documents.py [--corpus FOLDER] [--corrections FILE] [--errors] [PATH-PREFIX …]

Two tables: against the truth as it is, and with the corrections. A correction names path, field, the truth's value,
the words the document prints, and the page they stand on; the value that those words mean is in ``value``.
"""

from __future__ import annotations

import argparse
import csv
import difflib
import json
import re
import sys
import unicodedata
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

from pipeline import kinds, media, rows
from pipeline.dates import find_date, ordinal
from pipeline.errors import Refused
from pipeline.layout import settle
from pipeline.masthead import agenda_numbers
from pipeline.model import Entry, Parsed, Raw

HERE = Path(__file__).parent
CORPUS = HERE.parent / ".." / "shared" / "corpora" / "documents"
CORRECTIONS = HERE / "documents_corrections.csv"
KINDS = {"meeting_table": "other"}


def parsed(root: Path, path: str) -> Parsed | Refused:
    """Return the document as the pipeline reads it, or why it is refused."""
    data = (root / path).read_bytes()
    raw = Raw(Entry(path), data, "", media.media_type_of(path, data))
    try:
        layout = media.layout(raw)
        return settle(kinds.choose(layout, None, path).parse(layout, raw.entry, "scored"))
    except Refused as error:
        return error


def folded(text: str) -> str:
    """Return a title with case, spaces, quotes and dashes folded."""
    plain = unicodedata.normalize("NFKC", text).casefold().replace("\\", "")
    plain = re.sub(r"[“”‘’'\"`]", "", plain)
    return re.sub(r"\s+", " ", re.sub(r"\s*[-‐‑–—]\s*", "-", plain)).strip()


def expected(truth: dict[str, Any]) -> dict[str, Any]:  # noqa: C901 -- a field each
    """Return the truth's values under the names of the contract."""
    out: dict[str, Any] = {}
    kind = KINDS.get(truth["kind"], truth["kind"])
    out["kind"] = kind
    if "symbols" in truth:
        out["symbols"] = (
            sorted(s.text for symbol in truth["symbols"] for s in rows.symbol_parts(symbol)) or truth["symbols"]
        )
    if "session" in truth:
        session = truth["session"]
        out["ga_session"] = session if isinstance(session, int) else ordinal(session.split()[0])
    if "date" in truth:
        field = "document_date" if truth["symbols"][0].startswith("S/") else "distribution_date"
        out[field] = str(find_date(truth["date"]))
    if "letter_date" in truth:
        out["document_date"] = truth["letter_date"]
    if "distr_date" in truth:
        out["distribution_date"] = truth["distr_date"]
    if "agenda" in truth:
        out["agenda"] = list(agenda_numbers(truth["agenda"]))
    if "agenda_title" in truth:
        out["agenda_title"] = folded(truth["agenda_title"])
    if "title" in truth:
        out["title"] = folded(truth["title"])
    for name in ("signatory", "addressee", "state"):
        if name in truth and truth["kind"] in {"letter", "speech"}:
            out[name] = truth[name]
    return out


def found(document: Parsed) -> dict[str, Any]:
    """Return the same fields of a parsed document."""
    d = document.document
    first = d.authors[0] if d.authors else None
    titles = [i.title for i in d.agenda if i.title]
    return {
        "kind": d.kind,
        "symbols": sorted(s.text for symbol in d.symbols for s in rows.symbol_parts(symbol)) or list(d.symbols),
        "ga_session": d.ga_session,
        "document_date": str(d.document_date) if d.document_date else None,
        "distribution_date": str(d.distribution_date) if d.distribution_date else None,
        "agenda": [i.item for i in d.agenda],
        "agenda_title": folded(titles[0]) if titles else None,
        "title": folded(d.title) if d.title else None,
        "signatory": first.name if first else None,
        "addressee": d.addressee,
        "state": first.actor.country if first and first.actor else None,
    }


def common(one: Parsed, other: Parsed) -> tuple[float, float]:
    """Return the share of the words of each that the other has, in order."""
    a, b = (re.findall(r"\w+", unicodedata.normalize("NFKC", d.text)) for d in (one, other))
    same = sum(m.size for m in difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks())
    return same / max(1, len(a)), same / max(1, len(b))


def outcome(want: Any, got: Any) -> str:
    """Return right, wrong, missing or invented."""
    if want == got:
        return "right"
    if not got:
        return "missing"
    return "invented" if not want else "wrong"


def corrections(path: Path) -> dict[tuple[str, str], str]:
    """Return the corrected values by path and field."""
    if not path.exists():
        return {}
    with path.open(encoding="utf-8", newline="") as f:
        return {(row["path"], row["field"]): row["value"] for row in csv.DictReader(f)}


def corrected(path: str, want: dict[str, Any], fixes: dict[tuple[str, str], str]) -> dict[str, Any]:
    """Return the expected values with the corrections of one document."""
    out = dict(want)
    for (where, field), value in fixes.items():
        if where == path:
            out[field] = [value] if field in {"symbols", "agenda"} else folded(value) if "title" in field else value
    return out


def table(counts: dict[tuple[str, str], Counter[str]], name: str) -> None:
    """Print one table."""
    print(f"\n{name}")
    print(f"{'kind':18}{'field':20}{'n':>5}{'right':>7}{'wrong':>7}{'missing':>9}{'invented':>10}{'share':>9}")
    totals: dict[str, Counter[str]] = defaultdict(Counter)
    for (kind, field), c in sorted(counts.items()):
        totals[field].update(c)
        line(kind, field, c)
    for field, c in sorted(totals.items()):
        line("all", field, c)


def line(kind: str, field: str, c: Counter[str]) -> None:
    """Print one row."""
    n = sum(c.values())
    share = f"{c['right'] / n:9.1%}"
    print(f"{kind:18}{field:20}{n:5}{c['right']:7}{c['wrong']:7}{c['missing']:9}{c['invented']:10}{share}")


def twins(read: dict[str, Parsed]) -> None:
    """Print how far the documents that are there in two containers agree."""
    pairs = [
        (p, p.replace(".docx", ".pdf")) for p in read if p.endswith(".docx") and p.replace(".docx", ".pdf") in read
    ]
    if pairs:
        print("\nOne document in two containers: the same masthead, and the share of the words of each in the other")
    for word, pdf in pairs:
        of_word, of_pdf = common(read[word], read[pdf])
        same = "same masthead" if read[word].document == read[pdf].document else "MASTHEADS DIFFER"
        print(f"{word:45}{same:18}{of_word:9.1%} of Word{of_pdf:9.1%} of PDF")


def main() -> int:
    """Print both tables; with --errors every value that is not right."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, default=CORPUS)
    parser.add_argument("--corrections", type=Path, default=CORRECTIONS)
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("prefixes", nargs="*")
    options = parser.parse_args()
    truth_file = options.corpus / "truth.jsonl"
    if not truth_file.exists():
        print(f"{truth_file} is not there: nothing to score", file=sys.stderr)
        return 0
    truths = [json.loads(text) for text in truth_file.read_text(encoding="utf-8").splitlines()]
    fixes = corrections(options.corrections)
    plain: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    fixed: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    scans: Counter[str] = Counter()
    read: dict[str, Parsed] = {}
    for truth in truths:
        path = truth["path"]
        if options.prefixes and not path.startswith(tuple(options.prefixes)):
            continue
        document = parsed(options.corpus, path)
        if isinstance(document, Parsed):
            read[path] = document
        if truth["kind"] == "scan":
            scans[document.rule if isinstance(document, Refused) else f"read as {document.document.kind}"] += 1
            continue
        got: dict[str, Any] = (
            {"kind": f"refused: {document.rule}"} if isinstance(document, Refused) else found(document)
        )
        want = expected(truth)
        better = corrected(path, want, fixes)
        for field, value in want.items():
            plain[truth["kind"], field][outcome(value, got.get(field))] += 1
        for field, value in better.items():
            result = outcome(value, got.get(field))
            fixed[truth["kind"], field][result] += 1
            if options.errors and result != "right":
                print(f"{result:8} {path:45} {field:18} want {value!r}\n{'':74}got  {got.get(field)!r}")
    table(plain, "Against the truth as it is")
    table(fixed, f"With {len(fixes)} corrections")
    twins(read)
    print("\nScans:", ", ".join(f"{n} {what}" for what, n in sorted(scans.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
