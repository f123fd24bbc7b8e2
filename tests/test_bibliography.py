"""Works as CSL-JSON and the citation graph as GraphML."""

from __future__ import annotations

import json
from datetime import date
from xml.etree import ElementTree as ET

import pytest

from pipeline.bibliography import csl, graphml

BOOK = {
    "work_id": "w1", "kind": "book", "identifier": None, "authors": "Ann Lee and Bo Chen", "title": "Rivers & Law",
    "container_title": None, "publisher": "Hill Press", "year": 1992, "work_date": None, "url": None,
}  # fmt: skip
LETTER = {**BOOK, "work_id": None, "kind": "un_document", "identifier": "A/47/200", "authors": None, "title": None,
          "publisher": None, "work_date": date(1992, 5, 3)}  # fmt: skip
EDGE = {"document_id": "un:A/1", "document_title": "One <1>", "target": "Rivers & Law", "target_title": None,
        "citations": 2, "statements": 0, "pinpoints": "p. 3"}  # fmt: skip


def test_works_are_listed_once_with_what_is_known() -> None:
    items = json.loads(csl([LETTER, BOOK, {**BOOK, "publisher": None}]))
    assert [i["id"] for i in items] == ["A/47/200", "w1"]
    letter, book = items
    assert (letter["type"], letter["issued"], letter["number"]) == (
        "document",
        {"date-parts": [[1992, 5, 3]]},
        "A/47/200",
    )
    assert letter["URL"] == "https://docs.un.org/en/A/47/200"
    assert "URL" not in book
    assert (book["type"], book["publisher"]) == ("book", "Hill Press")
    assert book["author"] == [{"family": "Lee", "given": "Ann"}, {"family": "Chen", "given": "Bo"}]
    assert book["issued"] == {"date-parts": [[1992]]}


LEE = {"family": "Lee", "given": "Ann"}
# authors as printed -> CSL names; why the row is there
NAMES: list[tuple[str, list[dict[str, str]]]] = [
    ("M. N. Shaw", [{"family": "Shaw", "given": "M. N."}]),
    ("Jan van der Berg", [{"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"}]),
    ("Jean de la Rue and Ann Lee", [{"family": "Rue", "given": "Jean", "non-dropping-particle": "de la"}, LEE]),
    ("John Roe Jr.", [{"family": "Roe", "given": "John", "suffix": "Jr."}]),
    ("Ann Lee, Bo Chen & Jan Dow", [LEE, {"family": "Chen", "given": "Bo"}, {"family": "Dow", "given": "Jan"}]),
    ("Ann Lee and others", [LEE]),  # who else is not said
    ("Т. Мусаев", [{"family": "Мусаев", "given": "Т."}]),
    ("Plato", [{"literal": "Plato"}]),  # one name is neither given nor the family's
    ("World Bank", [{"literal": "World Bank"}]),  # a body is not taken apart,
    ("Ministry of Justice and Police", [{"literal": "Ministry of Justice and Police"}]),  # nor divided
    ("UNHCR", [{"literal": "UNHCR"}]),
]  # fmt: skip


@pytest.mark.parametrize(("printed", "names"), NAMES, ids=[n for n, _ in NAMES])
def test_names_of_people_are_taken_apart_and_those_of_bodies_are_not(printed: str, names: list[dict[str, str]]) -> None:
    (item,) = json.loads(csl([{**BOOK, "authors": printed}]))
    assert item["author"] == names


def test_editors_are_no_authors() -> None:
    (book,) = json.loads(csl([{**BOOK, "authors": "Ann Lee and Bo Chen, eds."}]))
    assert "author" not in book
    assert [n["family"] for n in book["editor"]] == ["Lee", "Chen"]
    for container in ("Waters, Carl Dow, ed.", "Carl Dow (ed.), Waters"):
        text = f"Ann Lee, “Rivers &\nLaw”, in {container} (Oslo, Hill Press, 1992)"
        (chapter,) = json.loads(csl([{**BOOK, "container_title": "Waters", "text": text}]))
        assert (chapter["type"], chapter["container-title"]) == ("chapter", "Waters")
        assert chapter["editor"] == [{"family": "Dow", "given": "Carl"}]


def test_a_report_is_a_report() -> None:
    (item,) = json.loads(csl([{**BOOK, "rule": "report"}]))
    assert item["type"] == "report"


def test_chapters_and_works_without_a_name() -> None:
    chapter = {**BOOK, "container_title": "Waters"}
    assert json.loads(csl([chapter]))[0]["type"] == "chapter"
    assert json.loads(csl([{**BOOK, "work_id": None, "title": None}])) == []


def test_the_graph_is_well_formed_whatever_the_titles_hold() -> None:
    text = graphml([EDGE, {**EDGE, "target": "A/2\x00", "citations": 1}])
    root = ET.fromstring(text.encode())  # noqa: S314 - our own
    space = "{http://graphml.graphdrawing.org/xmlns}"
    assert {n.get("id") for n in root.iter(f"{space}node")} == {"un:A/1", "Rivers & Law", "A/2"}
    assert [e.get("target") for e in root.iter(f"{space}edge")] == ["A/2", "Rivers & Law"]
    assert graphml([EDGE]) == graphml(iter([EDGE]))
