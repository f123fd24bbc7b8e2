"""The corpus of real documents beside the repository: figures that may not fall, turns, footnotes, pairs.

Skipped, saying so, where ../shared is not there.
"""

from __future__ import annotations

import csv
import json
import re
from collections import Counter

import documents_score as score
import pytest

from pipeline.errors import Refused
from pipeline.layout import MARK
from pipeline.model import Parsed

CORPUS = score.CORPUS.resolve()
AT_LEAST = {
    "kind": 0.99, "symbols": 0.99, "distribution_date": 0.98, "document_date": 0.98, "title": 0.97, "ga_session": 0.97,
    "agenda": 0.97, "agenda_title": 0.97,
}  # fmt: skip
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here: real documents cannot be read")


@pytest.fixture(scope="module")
def documents() -> dict[str, Parsed | Refused]:
    truths = [json.loads(text) for text in (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    return {t["path"]: score.parsed(CORPUS, t["path"]) for t in truths}


def read(documents: dict[str, Parsed | Refused], path: str) -> Parsed:
    found = documents[path]
    assert isinstance(found, Parsed), found
    return found


def test_fields_against_the_corrected_truth(documents: dict[str, Parsed | Refused]) -> None:
    fixes = score.corrections(score.CORRECTIONS)
    counts: dict[str, Counter[bool]] = {}
    for line in (CORPUS / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        truth = json.loads(line)
        if truth["kind"] == "scan":
            continue
        got = score.found(read(documents, truth["path"]))
        for field, value in score.corrected(truth["path"], score.expected(truth), fixes).items():
            counts.setdefault(field, Counter())[value == got[field]] += 1
    shares = {field: c[True] / c.total() for field, c in counts.items()}
    assert {f: s for f, s in shares.items() if s < AT_LEAST.get(f, 0.97)} == {}


def test_corrections_quote_what_the_document_prints(documents: dict[str, Parsed | Refused]) -> None:
    with score.CORRECTIONS.open(encoding="utf-8", newline="") as f:
        for row in csv.DictReader(f):
            text = re.sub(r"\s+", " ", read(documents, row["path"]).text)
            for words in re.split(r"\s*(?: / |…)\s*", row["printed"]):
                assert words.rstrip("*") in text, row


@pytest.mark.parametrize("name", [name for name in score.RECORDS if name != "S_PV.492"])
def test_turns_of_verbatim_records(documents: dict[str, Parsed | Refused], name: str) -> None:
    found = read(documents, score.RECORDS[name])
    assert score.turns(found) == score.golden(name)
    assert all(s.voice for s in found.segments if s.kind == "speech")


def test_turns_of_the_bilingual_scan(documents: dict[str, Parsed | Refused]) -> None:
    # English and French side by side in recognised text, much of it garbled ("l'IŒ:,IIJEXT"): what is legible is read.
    turns = score.turns(read(documents, score.RECORDS["S_PV.492"]))
    english = [t for t in turns if not score.FRENCH.match(t[1])]
    golden = score.golden("S_PV.492")
    found = [g for g in golden if any(score.alike(g, t) for t in english)]
    assert len(found) / len(golden) > 0.7
    assert len(found) / len(english) > 0.95
    assert len(turns) - len(english) > 25


def test_footnotes_follow_their_marks(documents: dict[str, Parsed | Refused]) -> None:
    tied = Counter[bool]()
    for found in documents.values():
        if not isinstance(found, Parsed) or found.document.kind in {"speech", "other"}:
            continue
        bearer = ""
        for s in found.segments:
            if s.kind == "footnote":
                tied[s.label in MARK.findall(bearer)] += 1
            else:
                bearer = s.text
    assert tied.total() > 800
    assert tied[False] == 0


def test_word_and_pdf_of_one_document_have_one_masthead_and_the_same_words(
    documents: dict[str, Parsed | Refused],
) -> None:
    pairs = [
        (read(documents, p), read(documents, p.replace(".docx", ".pdf"))) for p in documents if p.endswith(".docx")
    ]
    assert len(pairs) == 10
    for word, pdf in pairs:
        assert word.document == pdf.document
        assert min(score.common(word, pdf)) > 0.99, word.document.symbols


def test_scans_without_a_text_layer_are_refused(documents: dict[str, Parsed | Refused]) -> None:
    scans = {p: d for p, d in documents.items() if p.startswith("scan/") and isinstance(d, Refused)}
    assert len(scans) == 2
    assert all("no text layer" in d.reason for d in scans.values())
