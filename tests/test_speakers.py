"""Whose words they are: names out of mentions, and whom pronouns, short names and descriptions go back to."""

from __future__ import annotations

import pytest

from pipeline.extract import softmax
from pipeline.extract.entities import entities
from pipeline.extract.persons import are_persons, person_name
from pipeline.extract.speakers import actor_of
from pipeline.extract.statements import statements
from pipeline.kinds import choose
from pipeline.layout import in_place
from pipeline.model import Entry, Parsed


def read(text: str) -> Parsed:
    layout = in_place(text)
    return choose(layout, None, "own").parse(layout, Entry("own"), "own")


def speakers(text: str) -> dict[str, str | None]:
    """Return the speaker of every statement found, by its cue."""
    parsed = read(text)
    found = statements(parsed, ())[0]
    return {parsed.text[s.cue[0].start : s.cue[0].end]: s.speaker.name if s.speaker else None for s in found if s.cue}


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("Azerbaijani Defense Ministry spokesperson Anar Eyvazov", "Anar Eyvazov"),
        ("Ruritania's Prime Minister, Ana Li", "Ana Li"),
        ("the United States Special Representative for Norway Ben Carr", "Ben Carr"),  # a state belongs to the office
        ("former Port Harbour governor Ben Carr", "Ben Carr"),  # whose governor, not his name
        ("Secretary of State Ben Carr", "Ben Carr"),
        ("Ana Li of the Roads Council, a charity", "Ana Li"),
        ("Mr. Carr (Norway)", "Carr"),
        ("Harbour Rights Fund's Jacqueline De León", "Jacqueline De León"),
        ("General Omar al-Sharif", "Omar al-Sharif"),
        ("Her Excellency Ana Li", "Ana Li"),
        ("Ambassadors Ana Li", "Ana Li"),
        ("Harbour Community Fund", None),
        ("the Ministry of Foreign Affairs", None),
        ("Royal Academy of Sciences", None),
        ("Port Harbour mayor", None),
        ("the President of Norway", None),
    ],
)
def test_names_come_out_of_longer_mentions(mention: str, name: str | None) -> None:
    assert person_name(mention) == name


@pytest.mark.parametrize(
    ("mention", "persons", "name"),
    [
        ("Ana Li and mayor Ben Carr", True, "Ana Li and mayor Ben Carr"),
        ("Ana Li, Ben Carr and Eve Os", True, "Ana Li, Ben Carr and Eve Os"),
        ("Both Ana Li and Ben Carr", True, "Ana Li and Ben Carr"),
        # A comma alone puts a place or a body beside a person.
        ("Ana Li, New York", False, "Ana Li"),
        ("Ana Li, San Francisco", False, "Ana Li"),
        ("Ben Carr, Red Cross", False, "Ben Carr"),
        ("Ben Carr, Harbour Tern", False, "Ben Carr"),
        # Places and papers side by side are no persons, nor is one of them who speaks.
        ("New York and Los Angeles", False, "New York and Los Angeles"),
        ("Le Monde and El Pais", False, "Le Monde and El Pais"),
        ("Ana Li and the mayor", False, "Ana Li"),
        ("Roads and Ports Board", False, "Roads and Ports Board"),
    ],
)
def test_persons_stand_side_by_side(mention: str, persons: bool, name: str) -> None:  # noqa: FBT001 - a table
    assert are_persons(mention) == persons
    assert actor_of(mention, "own").name == name


@pytest.mark.parametrize(
    ("text", "told"),
    [
        # a pronoun goes back to who spoke last, a last name to the full name
        (
            (
                "The bridge is closed, mayor Ana Li announced on Monday.\n\n"
                "“It will be open by June,” she said.\n\nLi added that the works had cost a million."
            ),
            {"announced": "Ana Li", "said": "Ana Li", "added": "Ana Li"},
        ),
        # a role goes back to the person who holds it
        (
            (
                "Governor Ben Carr said that the road was safe.\n\nDrivers had asked for a new one.\n\n"
                "The governor added that the money was there."
            ),
            {"said": "Ben Carr", "added": "Ben Carr"},
        ),
        # an organ's noun and its acronym go back to its name
        (
            (
                "The National Board for Roads and Ports (NBRP) said that the road was safe.\n\n"
                "The board added that it would be closed in May.\n\nThe NBRP denied the claim."
            ),
            dict.fromkeys(("said", "added", "denied"), "National Board for Roads and Ports"),
        ),
        # two persons are one group, and neither of them
        ("Ana Li and mayor Ben Carr said that the road was safe.", {"said": "Ana Li and mayor Ben Carr"}),
        # "it" of a state that was named before
        (
            (
                "12. Norway welcomed the new law. It recommended that the fund be doubled.\n\n"
                "13. Peru asked about the schools. It noted that few had teachers."
            ),
            {"welcomed": "Norway", "recommended": "Norway", "asked about": "Peru", "noted": "Peru"},
        ),
        # first person in a speech without a head: the state that the text shows
        (
            (
                "My country, Peru, is small. Peru has two rivers, and the people of Peru live by them.\n\n"
                "We call on the General Assembly to act. The United Nations must hear us."
            ),
            {"call on": "Peru"},
        ),
        # clauses of a resolution without a head: the organ that writes its resolutions that way
        (
            (
                "Recalling its resolution 1701 (2006),\n\nDecides to extend the mandate until 31 May;\n\n"
                "Requests the Secretary-General to report within a month;"
            ),
            dict.fromkeys(("Recalling", "Decides", "Requests"), "Security Council"),
        ),
    ],
)
def test_mentions_go_back_to_who_is_meant(text: str, told: dict[str, str]) -> None:
    assert speakers(text).items() >= told.items()


def test_an_organ_is_no_person_whatever_the_model_takes_it_for() -> None:
    assert actor_of("Norway's Foreign Ministry", "own", "person").kind == "organisation"
    assert actor_of("Ana Li", "own", "person").kind == "person"


@pytest.mark.parametrize(
    ("mention", "taken_for", "is_"),
    [
        # no names, whatever they are taken for
        ("Member States", "person", "group"),
        ("Local media", "media", "group"),
        ("peaceful means", "person", "unnamed"),
        ("strong", "document", "unnamed"),
        ("To", "person", "unnamed"),
        # an office is a person's, an agency no medium
        ("the head of the Harbour mission", "organisation", "person"),
        ("Relief Agency for Fishermen", "media", "organisation"),
        ("Harbour News Agency", "media", "media"),
        ("the ministry", "organisation", "organisation"),
        ("our delegation therefore", "organisation", "organisation"),
        ("the report", "document", "document"),
        ("Zorblax", "person", "person"),
        # treaties and programmes are documents, events, periods and places nobody; bodies named after them are bodies
        ("Harbour Framework for Fishermen", "person", "document"),
        ("the Fishing Rights Bill", "organisation", "document"),
        ("Second Harbour War", "person", "unnamed"),
        ("North Harbour Islands", "person", "unnamed"),
        ("the Harbour Treaty Organization", "person", "organisation"),
        ("War Office", "organisation", "organisation"),
        ("Chapter VII of the Charter", "person", "document"),
        # acronyms and nouns behind a name are no persons, numbers of popes are
        ("NBRP", "person", "organisation"),
        ("Port Harbour fishermen", "person", "organisation"),
        ("Pope Paul VI", "person", "person"),
        # several of an office are a group, two names are two
        ("the Special Rapporteurs on fishing", "person", "group"),
        ("the Roads Council and the Ports Board", "organisation", "group"),
        ("the Department of Roads and Ports", "organisation", "organisation"),
        # a clause is nobody, a land's own name is a state's
        ("Let me first", "person", "unnamed"),
        ("views of the Secretary-General", "person", "unnamed"),
        ("US federal agency", "organisation", "organisation"),
        ("the former Yugoslav Republic of Macedonia", "state", "state"),
        ("state television", "media", "media"),
        ("United Nations", "media", "organisation"),
    ],
)
def test_what_is_no_name_is_no_person_body_or_medium(mention: str, taken_for: str, is_: str) -> None:
    assert actor_of(mention, "own", taken_for).kind == is_


@pytest.mark.parametrize(
    ("mention", "name"),
    [
        ("12. The Roads Board", "Roads Board"),
        ("III.17 The Roads Board", "Roads Board"),
        ("a) The Roads Board", "Roads Board"),
        ("2010 Roads Conference", "2010 Roads Conference"),  # a year is no label
        ("Moreover, the Roads Board", "Roads Board"),
        ("Norway, the Roads Board", "Norway, the Roads Board"),
        ("the Roads Board, which", "Roads Board"),
        ("the Roads Board in its report", "Roads Board"),
        ("the Roads Board as the Year of Roads", "Roads Board"),
        ("the Head of that Board", "Head of that Board"),
        ("Roads Board”)", "Roads Board"),
        ("the Roads Board (R", "Roads Board"),
        ("the Roads Board (RB)", "Roads Board"),
        ("the Special Representative of", "Special Representative"),
        ("the former Roads Board", "Roads Board"),
    ],
)
def test_a_name_holds_nothing_but_the_noun_phrase(mention: str, name: str) -> None:
    assert actor_of(mention, "own", "organisation").name == name


def test_a_text_without_a_sign_of_an_organ_is_no_organ_s() -> None:
    found = statements(read("It was reported that two shells fell near the school."), ())[0]
    assert found
    assert [s.speaker.name for s in found if s.speaker and s.speaker.kind == "organisation"] == []


def test_a_body_known_by_a_noun_alone_is_of_its_document() -> None:
    for mention in ("the Committee", "our Roads Board"):
        assert actor_of(mention, "a").id != actor_of(mention, "b").id
    assert actor_of("the Roads Committee", "a").id == actor_of("the Roads Committee", "b").id


def test_words_that_open_a_sentence_are_no_part_of_a_name() -> None:
    text = (
        "Lastly, it rained. Recalling the Roads Board came. Moreover, Ana Li spoke. Kelly left. Urges the Ports Board."
    )
    found = {e.actor.name for e in entities(read(text), frozenset({"last", "it"}))}
    assert found == {"Roads Board", "Ana Li", "Kelly", "Ports Board"}


def test_ids_hold_an_office_without_the_name_and_nothing_that_other_documents_share_by_chance() -> None:
    assert actor_of("the President of the Council, Mr. Ben Carr", "a").id == "person:president-of-the-council/ben-carr"
    assert actor_of("Governor Ben Carr", "a").id == "person:governor/ben-carr"
    for mention in ("Mr. Carr", "the President", "the company"):
        assert actor_of(mention, "a").id != actor_of(mention, "b").id


def test_a_name_of_which_nothing_is_known_is_no_kind_of_its_own() -> None:
    text = "Zorblax erred. It said that the road was closed.\n\nAgrees to pay. Zorblax denied the claim. They agreed."
    kinds = {s.speaker.kind for s in statements(read(text), ())[0] if s.speaker}
    assert "name" not in kinds


def test_shorter_names_belong_to_the_longest_one() -> None:
    parsed = read(
        "Recep Tayyip Erdoğan spoke in Ankara. Erdogan left on Tuesday. On Monday Ana Li came. Then Li spoke."
    )
    found = {
        e.actor.name: sorted(e.forms) for e in entities(parsed, frozenset({"on", "then"})) if e.actor.kind == "person"
    }
    assert found == {
        "Recep Tayyip Erdoğan": ["Erdogan", "Recep Tayyip Erdoğan"],
        "Ana Li": ["Ana Li", "Li"],
    }


def test_ranking_learns_which_of_several_is_right_the_same_each_time() -> None:
    choices = [
        ([["near"], ["far", "named"], ["far"]], frozenset({1})),
        ([["near", "named"], ["far"]], frozenset({0})),
    ] * 3
    model = softmax.ranking(choices, epochs=4, seed=1)
    assert softmax.best(model, [["near"], ["named"], ["far"]]) == 1
    assert list(model.rows()) == list(softmax.ranking(choices, epochs=4, seed=1).rows())


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        # what follows a title is a person, and stays one where the name stands alone
        ("“I will go,” said Mr. Jones on Monday. Jones added that it was late.", {"said": "person", "added": "person"}),
        # a word of which nothing is known is a body of this document, whoever it is
        ("Northport said that the road was open.", {"said": "organisation"}),
        ("Brobdo said that the road was open.", {"said": "organisation"}),
    ],
)
def test_one_word_is_a_person_only_by_a_sign_of_one(text: str, kinds: dict[str, str]) -> None:
    parsed = read(text)
    found = statements(parsed, ())[0]
    assert {parsed.text[s.cue[0].start : s.cue[0].end]: s.speaker.kind for s in found if s.cue and s.speaker} == kinds
    assert len({s.speaker.id for s in found if s.speaker}) == 1
    assert all("/in-" in s.speaker.id or ":in-" in s.speaker.id for s in found if s.speaker)


def test_a_full_name_is_one_actor_by_the_state_that_the_text_tells() -> None:
    text = "Norway's president, Ana Li, said the road was open. Ana Li told reporters that it was late."
    assert {s.speaker.id for s in statements(read(text), ())[0] if s.speaker} == {"person:NOR/ana-li"}


def test_a_name_is_nobody_who_shares_no_word_with_it() -> None:
    text = (
        "Brobdo denied that it had closed the road.\n\nThe town was quiet on Monday. Norway's foreign minister, Ana "
        "Colic, had accused Brobdo of closing the road."
    )
    assert speakers(text) == {"denied": "Brobdo", "accused": "Ana Colic"}
