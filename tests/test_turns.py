"""Meeting records: who speaks where, in the forms that records have had since 1946; the excerpts are our own."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import pytest
from made import parsed

from pipeline.kinds import turns

FRONT = "United Nations\nA/99/PV.7\n\nGeneral Assembly\nOfficial Records\n\nNinety-ninth session\n\n*7th plenary meeting*\n\nMonday, 3 May 2044, 3 p.m.\nNew York\n\nPresident: Mr. Hansen (Norway)\n\n_The meeting was called to order at 3 p.m._\n\n"


@pytest.mark.parametrize(("text", "label", "speaker"), [
    ("The President: I call the meeting to order.", "The President", "person:NOR/hansen"),
    ("The PRESIDENT (interpretation from Arabic): Thank you.", "The PRESIDENT (interpretation from Arabic)", "person:NOR/hansen"),
    ("The Acting President: Thank you.", "The Acting President", "person:NOR/hansen"),
    # Official Records until the 1970s number each paragraph.
    ("12. Mr. PÉREZ (Chile) (translated from Spanish): We agree.", "Mr. PÉREZ (Chile) (translated from Spanish)", "person:CHL/pérez"),
    ("Mr. Hilale (spoke in French) (Morocco): Like others.", "Mr. Hilale (spoke in French) (Morocco)", "person:MAR/hilale"),
    ("Sir Ann LEE (United Kingdom of Great Britain and Northern Ireland): No.", "Sir Ann LEE (United Kingdom of Great Britain and Northern Ireland)", "person:GBR/ann-lee"),
    # Nobody knows a title for these; the state behind the name tells.
    ("Mahmoud RIFAI Bey (Egypt): I take it so.", "Mahmoud RIFAI Bey (Egypt)", "person:EGY/mahmoud-rifai-bey"),
    ("Begum Noor (Pakistan): We thank you.", "Begum Noor (Pakistan)", "person:PAK/begum-noor"),
    ("Mr. GROMOV (Union of Soviet Socialist Republics): No.", "Mr. GROMOV (Union of Soviet Socialist Republics)", "person:SUHH/gromov"),
    ("Mr. Pieper (European Union): Yes.", "Mr. Pieper (European Union)", "person:european-union/pieper"),
    ("President Kekkala (spoke in Finnish): Peace.", "President Kekkala (spoke in Finnish)", None),
    ("Le PRÉSIDENT (traduit du russe) : Merci.", "Le PRÉSIDENT (traduit du russe)", "person:NOR/hansen"),
    # In what office one speaks stands behind the state.
    ("Ms. de la Gandara (Argentina), Rapporteur of the Third Committee: I report.", "Ms. de la Gandara (Argentina), Rapporteur of the Third Committee", "person:ARG/de-la-gandara"),
    ("Mr. Li (China), on behalf of the Group of 77: Thank you.", "Mr. Li (China), on behalf of the Group of 77", "person:CHN/li"),
    # A rank is no part of a name, a king's is.
    ("Archbishop Rossi (Holy See): We join.", "Archbishop Rossi (Holy See)", "person:VAT/rossi"),
    ("King Olaf (Norway): We join.", "King Olaf (Norway)", "person:NOR/king-olaf"),
    # Recognised text of a scan.
    ('The PRESIDE:"T (translated from Russian): The item', 'The PRESIDE:"T (translated from Russian)', "person:NOR/hansen"),
])  # fmt: skip
def test_words_before_a_speech(text: str, label: str, speaker: str | None) -> None:
    found = turns.lead(text)
    assert found is not None
    assert found.label == label
    actor = turns.speaker(found, turns.Presiding("Mr. Hansen", "NOR"), "made")
    assert speaker is None or actor.id == speaker


@pytest.mark.parametrize("text", [
    "The question is this: who pays?",
    "The precedent (see S/1234): it binds nobody.",
    "In favour: Chile, Norway",
    "Mr. Li (China), whose words were these: no.",
    "We ask three things (see annex): time, money and patience.",
    "The Assembly decided (resolution 4 (I)): to meet.",
])  # fmt: skip
def test_words_that_are_no_speaker(text: str) -> None:
    assert turns.lead(text) is None


def test_an_office_in_bold_speaks() -> None:
    found = parsed(
        FRONT
        + "+The President: One.\n\n+The Under-Secretary-General for Safety: Two.\n\n+Abstaining: Chile, Norway\n\n+Mr. Li (China): Three."
    )
    assert [s.label for s in found.segments if s.kind == "speech"] == [
        "The President",
        "The Under-Secretary-General for Safety",
        "Mr. Li (China)",
    ]


def test_what_the_president_says_of_the_vote_is_said_and_what_the_record_says_is_not() -> None:
    text = "+The President: I put it to the vote.\n\nA recorded vote has been requested.\n\n_A recorded vote was taken._\n\n+Mr. Li (China): One.\n\n(spoke in English)\n\nTwo."
    found = parsed(FRONT + text)
    tail = [(s.kind, s.text.split(": ")[-1], s.voice.id if s.voice else None) for s in found.segments][-6:]
    assert tail == [
        ("speech", "I put it to the vote.", "person:NOR/hansen"),
        ("speech", "A recorded vote has been requested.", "person:NOR/hansen"),
        ("paragraph", "A recorded vote was taken.", None),
        ("speech", "One.", "person:CHN/li"),
        ("paragraph", "(spoke in English)", None),
        ("speech", "Two.", "person:CHN/li"),
    ]  # fmt: skip


def test_agenda_items_of_a_record() -> None:
    text = (
        "+Agenda item 66 (continued)\n\n*Peace*\n\n*Draft resolution (A/99/L.8)*\n\n+The President: One.\n\n"
        "*Agenda items 21 to 23*\n\n*Fish*\n\n*Salt*\n\n*Ice*\n\n+The President: Two.\n\n"
        "+Agenda item 53 (continued)\n\n*Growth*\n\n*(b) Of islands*\n\n*(c) Note by the Secretary-General (A/99/9)*\n\n+Mr. Li (China): Three."
    )
    found = parsed(FRONT + text)
    assert [(i.item, i.title) for i in found.document.agenda] == [
        ("66", "Peace"), ("21", "Fish"), ("22", "Salt"), ("23", "Ice"), ("53", "Growth"), ("53 (b)", "Of islands"),
    ]  # fmt: skip


def test_agenda_items_of_a_record_without_bold_type() -> None:
    text = (
        FRONT.replace("*", "").replace("_", "")
        + "The President: One.\n\nAgenda item 75\n\nNets and the sea\n\nDraft resolution (A/99/L.8)\n\n"
        "The President: Two.\n\nThree.\n\nAgenda item 76 (continued)\n\nMr. Li (China): Four."
    )
    found = parsed(text)
    assert [(i.item, i.title) for i in found.document.agenda] == [("75", "Nets and the sea"), ("76", None)]
    # They stand between the turns and are nobody's words.
    assert [s.text.split(": ")[-1] for s in found.segments if s.voice] == ["One.", "Two.", "Three.", "Four."]


def test_a_meeting_numbered_in_words() -> None:
    text = "S/PV.2672\n10 April 2044\nENGLISH\n\nPROVISIONAL VERBATIM RECORD OF THE TWO THOUSAND SIX HUNDRED AND SEVENTY-SECOND MEETING\n\nHeld at Headquarters, New York,\non Thursday, 10 April 2044, at 3 p.m.\n\nPresident: Mr. HANSEN (Norway)\n\nThe PRESIDENT: I open the meeting.\n\nMr. LI (China): Thank you."
    d = parsed(text).document
    assert (d.kind, d.meeting, d.symbols) == (
        "verbatim_record",
        "TWO THOUSAND SIX HUNDRED AND SEVENTY-SECOND MEETING",
        ("S/PV.2672",),
    )


def test_a_vice_president_takes_the_chair_in_the_presidents_absence() -> None:
    found = parsed(
        FRONT
        + "_In the absence of the President, Mr. Li (China), Vice-President, took the Chair._\n\n+The Acting President: One.\n\n+Ms. Pérez (Chile): Two."
    )
    assert [s.voice.id for s in found.segments if s.voice] == ["person:CHN/li", "person:CHL/pérez"]
