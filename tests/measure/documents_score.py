"""Documents against a truth file: per kind and field how many are right, wrong, missing, invented.

    python tests/measure/documents_score.py [--corpus FOLDER] [--corrections FILE] [--errors] [PATH-PREFIX …]

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
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

from pipeline import kinds, media, rows
from pipeline.dates import find_date, ordinal
from pipeline.errors import Refused
from pipeline.layout import settle
from pipeline.masthead import agenda_numbers
from pipeline.model import Entry, Parsed, Raw

HERE = Path(__file__).parent
CORPUS = HERE.parents[1] / ".." / "shared" / "corpora" / "documents"
CORRECTIONS = HERE / "documents_corrections.csv"
KINDS = {"meeting_table": "other"}
GOLDEN = HERE.parent / "golden" / "verbatim_record"
RECORDS = {
    "A_48_PV.46": "verbatim/en_ga_48_pv_document_46.pdf",
    "A_64_PV.121": "verbatim/en_ga_64_pv_document_121.pdf",
    "A_76_PV.102": "verbatim/en_ga_76_pv_document_102.pdf",
    "S_PV.8422": "verbatim/en_sc_2018_pv_document_8422.pdf",
    "S_PV.492": "verbatim/en_sc_1950_pv_document_492.pdf",
}
# The column of S/PV.492 that its golden list leaves out.
FRENCH = re.compile(r"(?:Le|La|M\.|Mme)\s|.*\((?:tradu|Royaume|Inde\b)")

_ALIKE = 0.6
Turn = tuple[int | None, str, str]


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


def golden(name: str) -> list[Turn]:
    """Return the turns of a record as read by eye: page, words before the colon, first words."""
    with (GOLDEN / f"{name}.csv").open(encoding="utf-8", newline="") as f:
        return [(int(row["page"]), row["speaker"], row["first_words"]) for row in csv.DictReader(f)]


def turns(document: Parsed) -> list[Turn]:
    """Return the turns of a parsed record in the same form."""
    found = [s for s in document.segments if s.kind == "speech" and s.label]
    said = [" ".join(s.text[s.text.find(s.label or "") + len(s.label or "") :].lstrip(" :").split()[:6]) for s in found]
    return [(s.page, s.label or "", words) for s, words in zip(found, said, strict=True)]


def alike(one: Turn, other: Turn) -> bool:
    """Say whether two turns are the same but for what recognition made of their letters."""
    pairs = ((a.casefold(), b.casefold()) for a, b in zip(one[1:], other[1:], strict=True))
    return one[0] == other[0] and all(SequenceMatcher(None, a, b).ratio() > _ALIKE for a, b in pairs)


def turns_table(root: Path) -> None:
    """Print how many turns of each record are found, and how many found are turns."""
    print(
        f"\nTurns of verbatim records\n{'record':14}{'read':>6}{'found':>7}{'right':>7}{'recall':>9}{'precision':>11}"
    )
    for name, path in RECORDS.items():
        document = parsed(root, path) if (root / path).exists() else None
        if not isinstance(document, Parsed):
            continue
        want, got = golden(name), [t for t in turns(document) if not FRENCH.match(t[1])]
        same = alike if name == "S_PV.492" else tuple.__eq__
        right = sum(any(same(w, g) for g in got) for w in want)
        print(f"{name:14}{len(want):6}{len(got):7}{right:7}{right / len(want):9.1%}{right / max(len(got), 1):11.1%}")


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
    turns_table(options.corpus)
    print("\nScans:", ", ".join(f"{n} {what}" for what, n in sorted(scans.items())))
    return 0


if __name__ == "__main__":
    sys.exit(main())
