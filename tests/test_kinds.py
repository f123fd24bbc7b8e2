"""Kinds: recognised from their structure, and what each yields; the excerpts are written for these tests."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

from datetime import date

import pytest
from made import blocks, from_text, parsed

from pipeline import kinds
from pipeline.errors import Refused
from pipeline.layout import place

HEAD = "A/99/L.7\n\nUnited Nations\n\nGeneral Assembly\n\nDistr.: Limited\n\n3 May 2044\n\nOriginal: English\n\n"
SESSION = "Ninety-ninth session\n\nAgenda item 12 (b)\n\nPromotion of fisheries: northern grounds\n\n"


RESOLUTION = (
    HEAD.replace("L.7", "").replace("A/99/", "A/RES/99/7").replace("Limited", "General") + SESSION
    + "*Resolution adopted by the General Assembly\non 1 May 2044*\n\n[on the report of the Second Committee (A/99/1)]\n\n"
    "*99/7. Northern fishing\ngrounds*\n\n_The General Assembly,_\n\nRecalling its resolution 98/7 of 2 May 2043,¹\n\n"
    "1. Decides to meet again;\n\n(a) In Bergen;\n\n2. Requests a report.\n\n_5th plenary meeting\n1 May 2044_\n\n¹ See A/98/3.\n\n"
    "*Annex*\n\n*Terms of reference*\n\n1. The group meets."
)  # fmt: skip


def test_resolution() -> None:
    found = parsed(RESOLUTION)
    d = found.document
    assert (d.kind, d.symbols, d.title) == ("resolution", ("A/RES/99/7",), "Northern fishing grounds")
    assert (d.document_date, d.distribution_date, d.ga_session) == (date(2044, 5, 1), date(2044, 5, 3), 99)
    assert [(i.item, i.title) for i in d.agenda] == [("12 (b)", "Promotion of fisheries: northern grounds")]
    clauses = [s for s in found.segments if s.kind in {"paragraph", "list_item"} and s.part == 0 and s.voice]
    # "The General Assembly," begins every clause and is none.
    assert [s.label for s in clauses] == [None, "1.", "(a)", "2."]
    assert {s.voice.id for s in clauses if s.voice} == {"org:general-assembly"}
    assert [(p.kind, p.label, p.title) for p in found.parts] == [
        ("main", None, "Northern fishing grounds"), ("annex", "Annex", "Terms of reference"),
    ]  # fmt: skip
    numbers = [s.kind for s in found.segments]
    # The footnote follows the paragraph that bears its mark.
    assert numbers[numbers.index("footnote") - 1] == "paragraph"


def test_a_letter_that_is_an_agenda_items_title_makes_no_letter() -> None:
    head = HEAD.replace("L.7", "").replace("A/99/", "A/RES/ES-11/7*")
    text = (
        head
        + "Eleventh emergency special session\n\nAgenda item 5\n\nLetter dated 28 February 2043 from the King (S/2043/136)\n\n"
        "*Resolution adopted by the General Assembly\non 1 May 2044*\n\n*ES-11/7. Peace*\n\n_The General Assembly,_\n\n1. Decides."
    )
    d = parsed(text).document
    assert (d.kind, d.symbols, d.title, d.document_date) == (
        "resolution",
        ("A/RES/ES-11/7",),
        "Peace",
        date(2044, 5, 1),
    )
    assert [(i.item, i.title) for i in d.agenda] == [("5", "Letter dated 28 February 2043 from the King (S/2043/136)")]


@pytest.mark.parametrize(("wording", "kind", "names"), [
    ("Norway:* draft resolution", "draft_resolution", ["Norway"]),
    ("Albania, Bosnia and Herzegovina and Chile: revised draft resolution", "draft_resolution", ["Albania", "Bosnia and Herzegovina", "Chile"]),
    ("Norway: amendment to draft resolution A/99/L.3", "amendment", ["Norway"]),
    ("Draft resolution submitted by the Chair on the basis of informal consultations", "draft_resolution", ["Chair"]),
    ("Draft resolution submitted by the Vice-Chair of the Committee, Ola Hansen\n(Norway), on the basis of informal consultations",
     "draft_resolution", ["Ola Hansen"]),
])  # fmt: skip
def test_drafts_and_their_sponsors(wording: str, kind: str, names: list[str]) -> None:
    found = parsed(
        HEAD + SESSION + f"*{wording}*\n\n*Northern fishing grounds*\n\n_The General Assembly,_\n\n1. Decides to meet."
    )
    assert found.document.kind == kind
    assert found.document.title == "Northern fishing grounds"
    assert [a.name or a.role for a in found.document.authors] == names


def test_report() -> None:
    text = (
        HEAD.replace("L.7", "21")
        + SESSION
        + "*Northern fishing grounds*\n\n*Report of the Secretary-General*\n\n*I. Introduction*\n\n1. It is cold."
    )
    found = parsed(text)
    d = found.document
    assert (d.kind, d.symbols, d.title) == ("report", ("A/99/21",), "Northern fishing grounds")
    assert [a.role for a in d.authors] == ["Secretary-General"]
    assert [(s.kind, s.label) for s in found.segments][-2:] == [("heading", "I."), ("paragraph", "1.")]


def test_a_report_of_nobody_named_speaks_for_itself_and_its_contents_say_nothing() -> None:
    text = (
        HEAD.replace("L.7", "6 (Sect. 29B)")
        + SESSION
        + "*Budget for 2045*\n\nContents\n\nOverall orientation 3\n\n*Overall orientation*\n\n29B.1 It is cold."
    )
    found = parsed(text)
    assert (found.document.authors, found.parts[0].author) == ((), None)
    said = [(s.label, s.voice.id if s.voice else None) for s in found.segments if s.kind == "paragraph"]
    assert said == [(None, None), ("29B.1", "doc:A/99/6_(Sect._29B)/budget-for-2045")]


def test_a_first_clause_beside_the_formula_is_a_clause() -> None:
    text = "Resolution 999 (2044)\n\nAdopted by the Security Council at its 9999th meeting, on 3 May 2044\n\nThe Security Council, Recalling its resolution 998 (2043),\n\n1. Decides to meet."
    assert [(s.text, s.voice is not None) for s in parsed(text).segments][2:] == [
        ("The Security Council,", False), ("Recalling its resolution 998 (2043),", True), ("1. Decides to meet.", True),
    ]  # fmt: skip


@pytest.mark.parametrize(("symbol", "notes"), [
    ("A/99/21*", []),
    ("A/99/___", ["masthead/placeholder"]),
])  # fmt: skip
def test_damaged_symbols(symbol: str, notes: list[str]) -> None:
    text = HEAD.replace("A/99/L.7", symbol) + SESSION + "*Report of the Secretary-General*\n\n1. It is cold."
    found = parsed(text)
    assert [n.rule for n in found.notes] == notes
    assert found.document.symbols == (() if notes else ("A/99/21",))


RECORD = (
    "United Nations\nS/PV.9999\n\nSecurity Council\nProvisional\n\nNinety-ninth year\n\n*9999th meeting*\n\nMonday, 3 May 2044, 3 p.m.\nNew York\n\n"
    "President: Mr. Hansen (Norway)\n\n_The meeting was called to order at 3 p.m._\n\n*The situation in the north*\n\n"
    "+The President: I call the meeting to order.\n\nI give the floor to Chile.\n\n"
    "+Ms. Pérez (Chile) (spoke in\nSpanish): We agree with the report: it is cold.\n\n"
    "_Mr. Li (China), Vice-President, took the Chair._\n\nAnd it will stay so.\n\n"
    "+The President: I put it to the vote.\n\n_It was so decided._\n\n_The meeting rose at 4 p.m._"
)  # fmt: skip


def test_verbatim_record() -> None:
    found = parsed(RECORD)
    d = found.document
    assert (d.kind, d.symbols, d.meeting, d.sc_year, d.document_date) == (
        "verbatim_record", ("S/PV.9999",), "9999th meeting", 99, date(2044, 5, 3),
    )  # fmt: skip
    speeches = [(s.label, s.voice.id if s.voice else None) for s in found.segments if s.kind == "speech"]
    assert speeches == [
        ("The President", "person:NOR/hansen"), (None, "person:NOR/hansen"),
        ("Ms. Pérez (Chile) (spoke in Spanish)", "person:CHL/pérez"), (None, "person:CHL/pérez"),
        ("The President", "person:CHN/li"),
    ]  # fmt: skip
    assert [s.text for s in found.segments if s.kind == "paragraph"] == [
        "The meeting was called to order at 3 p.m.", "Mr. Li (China), Vice-President, took the Chair.",
        "It was so decided.", "The meeting rose at 4 p.m.",
    ]  # fmt: skip


def test_summary_record() -> None:
    text = (
        HEAD.replace("L.7", "SR.3") + "*Summary record of the 3rd meeting*\n\nHeld at Headquarters, New York, on Monday, 3 May 2044, at 3 p.m.\n\n"
        "Chair: Ms. Pérez (Chile)\n\n1. The Chair said that it was cold.\n\n2. Mr. Hansen (Norway) asked why."
    )  # fmt: skip
    found = parsed(text)
    assert (found.document.kind, found.document.meeting) == ("summary_record", "3rd meeting")
    assert [(s.label, s.voice.id) for s in found.segments if s.kind == "speech" and s.voice] == [
        ("1.", "person:CHL/pérez"), ("2.", "person:NOR/hansen"),
    ]  # fmt: skip


LETTER = (
    "S/2044/7\n\nUnited Nations\n\nSecurity Council\n\nDistr.: General\n3 May 2044\nOriginal: English\n\n"
    "Letter dated 2 May 2044 from the Permanent Representative\nof Norway to the United Nations addressed to the\nPresident of the Security Council\n"
    "I have the honour to transmit a statement (see annex).\n(Signed) Ola Hansen\n\n99-12345 (E) 030544\n\n*9912345*\n\nS/2044/7\n\n"
    "Annex to the letter dated 2 May 2044 from the Permanent Representative\nof Norway to the United Nations\n[Original: English and Spanish]\n\n"
    "Statement by the President of Chile, the Prime Minister of Norway and\nthe President of China\n"
    "We, the leaders, state the following:\n1.\nIt is cold in the north, and it will be colder before the winter ends.\n2.\nWe shall meet again."
)  # fmt: skip


def test_a_statement_annexed_to_a_letter_is_not_the_ambassadors() -> None:
    found = from_text(LETTER)
    d = found.document
    assert (d.kind, d.symbols, d.document_date, d.addressee) == (
        "letter",
        ("S/2044/7",),
        date(2044, 5, 2),
        "President of the Security Council",
    )
    main, annex = found.parts
    assert main.author is not None
    assert annex.author is not None
    assert main.author.id == "person:NOR/ola-hansen"
    assert annex.title == "Statement by the President of Chile, the Prime Minister of Norway and the President of China"
    assert annex.author.kind == "group"
    assert {s.voice for s in found.segments if s.part == 1 and s.kind == "paragraph"} == {annex.author}
    assert "99-12345" not in found.text
    assert found.text.count("S/2044/7") == 1


def test_an_annex_is_of_whoever_signed_it() -> None:
    annex = (
        "*Annex I*\n\n[Original: French]\n\n*Letter dated 1 May 2044 from the Minister for Foreign Affairs of Chile addressed to the Secretary-General*\n\nI write.\n\n(Signed) Ana Pérez"
        "\n\n*Annex II*\n\n*Views of the fishers*\n\nIt is cold."
    )
    head = "United Nations\nS/2044/7\n\n*Security Council*\n\n*Letter dated 2 May 2044 from the Permanent Representative of Norway to the United Nations addressed to the President of the Security Council*\n\nI write.\n\n(Signed) Ola Hansen\n\n"
    found = parsed(head + annex)
    assert [(p.label, p.date, p.author.id if p.author else None) for p in found.parts] == [
        (None, date(2044, 5, 2), "person:NOR/ola-hansen"), ("Annex I", date(2044, 5, 1), "person:CHL/ana-pérez"), ("Annex II", None, None),
    ]  # fmt: skip
    assert [s.voice.id for s in found.segments if s.part == 1 and s.voice] == ["person:CHL/ana-pérez"] * 2


def test_note_verbale() -> None:
    text = HEAD + (
        "Note verbale dated 2 May 2044 from the Permanent Mission of Norway to the United Nations addressed to the Secretary-General\n\n"
        "The Permanent Mission of Norway to the United Nations presents its compliments to the Secretary-General and has the honour to write."
    )  # fmt: skip
    found = parsed(text)
    d = found.document
    assert (d.kind, d.document_date, d.addressee) == ("note_verbale", date(2044, 5, 2), "Secretary-General")
    assert [a.actor.country for a in d.authors if a.actor] == ["NOR"]


SPEECH = (
    "Mr. President, allow me to congratulate you on your election. " + "My delegation believes that we must act. " * 12
)


def test_a_speech_knows_its_state_from_the_name_the_corpus_gives_it() -> None:
    found = from_text(SPEECH + "The United Nations is ours.", "speech/NOR_99_2044.txt")
    assert (found.document.kind, found.document.ga_session) == ("speech", 99)
    assert {s.voice.id for s in found.segments if s.voice} == {"state:NOR"}


def test_press_release() -> None:
    text = "Press Release\n\nSC/99999\n\n3 May 2044\n\n*Security Council Meets in the Cold, Adopts Nothing*\n\nThe Council met today."
    found = parsed(text)
    assert (found.document.kind, found.document.title) == (
        "press_release",
        "Security Council Meets in the Cold, Adopts Nothing",
    )
    assert found.document.document_date == date(2044, 5, 3)


def test_what_no_kind_recognises_is_other() -> None:
    assert parsed("Shopping list\n\nMilk\n\nBread").document.kind == "other"


@pytest.mark.parametrize(
    "text", [RESOLUTION, RECORD, LETTER, HEAD + SESSION + "*Norway: draft resolution*\n\n*Fish*\n\n1. Decides."]
)
def test_no_two_kinds_recognise_one_document(text: str) -> None:
    assert len(kinds.claiming(place(blocks(text)))) == 1


def test_two_kinds_at_once_are_named() -> None:
    layout = place(
        blocks(
            "5 May 2044 10:00 (UTC+00:00)\n\n"
            + HEAD
            + "Letter dated 2 May 2044 from the King addressed to the Queen\n\nHello."
        )
    )
    with pytest.raises(Refused, match="news_article and as un_letter"):
        kinds.choose(layout)


@pytest.mark.parametrize(("clause", "labels"), [
    ("Decides: (a) To meet in Bergen; (b) To count the fish of the sea; and (c) That the Group will report.", ["(a)", "(b)", "(c)"]),
    ("5. Demands that Ruritania: (a) Release all boats; (b) Pay, under paragraph 4 (a) of the annex: (i) The fees; (ii) The fines.",
     ["5.", "(a)", "(b)", "(i)", "(ii)"]),
    # Items of a running sentence, a place in a text, and letters that do not follow one another stay where they are.
    ("5. Requests the Group: (a) to meet in Bergen; and (b) to count the fish.", ["5."]),
    ("5. Recalls paragraph 4 (a) The Law of the Sea, and annex I; (b) Fish.", ["5."]),
    ("5. Demands: (a) Peace; (d) Fish.", ["5.", "(a)"]),
])  # fmt: skip
def test_items_of_a_resolution_that_run_on_are_segments_each(clause: str, labels: list[str]) -> None:
    found = from_text(
        f"Resolution 999 (2044)\n\nThe Security Council,\n\nRecalling its resolution 998 (2043),\n\n{clause}"
    )
    items = [s for s in found.segments if s.kind in {"paragraph", "list_item"}][2:]
    assert [s.label for s in items if s.label] == labels
    assert " ".join(s.text for s in items) == clause
    assert all(s.voice and s.voice.name == "Security Council" for s in items)
