"""Actors: one per state whatever it is called; persons, organs and documents by what is known of them."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import csv
from importlib import resources

import pytest

from pipeline.extract import actors


@pytest.mark.parametrize(("names", "code"), [
    # as it stands, with its form, with an article, in the adjective
    (("Azerbaijan", "Republic of Azerbaijan", "the Republic of Azerbaijan", "Azerbaijani", "AZERBAIJAN"), "AZE"),
    # inverted as lists of states have it
    (("Iran (Islamic Republic of)", "Islamic Republic of Iran", "Iran"), "IRN"),
    (("Korea, Republic of", "Republic of Korea", "South Korea"), "KOR"),
    (("Democratic People’s Republic of Korea", "Democratic People's Republic of Korea", "DPR Korea"), "PRK"),
    (("Congo (Democratic Republic of the)", "Democratic Republic of the Congo", "Congo (Democratic Republic of)"), "COD"),
    (("Congo", "Republic of the Congo", "Congo (Brazzaville)"), "COG"),
    (("Tanzania, United Republic of", "United Republic of Tanzania", "Tanganyika"), "TZA"),
    (("Gambia (The)", "the Gambia", "Gambia"), "GMB"),
    (("Bahamas (The)", "Bahamas"), "BHS"),
    # spelt otherwise
    (("Viet Nam", "Viet-Nam", "Vietnam", "Republic of Viet-Nam"), "VNM"),
    (("Guinea-Bissau", "Guinea Bissau"), "GNB"),
    (("Saint Lucia", "St. Lucia", "St Lucia"), "LCA"),
    (("Saint Kitts and Nevis", "Saint Christopher and Nevis", "St. Kitts & Nevis"), "KNA"),
    (("Côte d’Ivoire", "Côte d'Ivoire", "Ivory Coast"), "CIV"),
    (("Bosnia and Herzegovina", "Bosnia-Herzegovina", "Bosnia & Herzegovina"), "BIH"),
    # renamed
    (("Sri Lanka", "Ceylon"), "LKA"),
    (("Cambodia", "Democratic Kampuchea", "Khmer Republic"), "KHM"),
    (("Belarus", "Byelorussian Soviet Socialist Republic", "Byelorussian SSR"), "BLR"),
    (("Ukraine", "Ukrainian SSR"), "UKR"),
    (("Egypt", "United Arab Republic"), "EGY"),
    (("Libya", "Libyan Arab Jamahiriya", "Socialist People’s Libyan Arab Jamahiriya"), "LBY"),
    (("Türkiye", "Turkey"), "TUR"),
    (("North Macedonia", "the former Yugoslav Republic of Macedonia"), "MKD"),
    # past: codes of ISO 3166-3
    (("Union of Soviet Socialist Republics", "USSR", "U.S.S.R.", "Soviet Union"), "SUHH"),
    (("Czechoslovakia", "Czech and Slovak Federal Republic"), "CSHH"),
    (("German Democratic Republic", "East Germany"), "DDDE"),
    (("Yugoslavia", "Socialist Federal Republic of Yugoslavia"), "YUCS"),
    (("Serbia and Montenegro",), "CSXX"),
    (("Zaire", "Zaïre"), "ZRCD"),
    (("Democratic Yemen",), "YDYE"),
    (("Upper Volta",), "HVBF"),
    (("Dahomey",), "DYBJ"),
])  # fmt: skip
def test_one_actor_per_state(names: tuple[str, ...], code: str) -> None:
    found = {actor.id if (actor := actors.state(name)) else name for name in names}
    assert found == {f"state:{code}"}


@pytest.mark.parametrize("name", ["European Union", "Oslo", "Georgia (Atlanta)", "Group of 77", "", "the"])
def test_what_is_no_state(name: str) -> None:
    assert actors.state(name) is None


@pytest.mark.parametrize(("phrase", "code"), [
    ("Permanent Representative of Armenia to the United Nations", "ARM"),
    ("the Azerbaijani side", "AZE"),
    ("Embassy of the United States in Azerbaijan", "USA"),
    ("Permanent Mission of the German Democratic Republic", "DDDE"),
    # the longer name is the state's
    ("Ambassador of Guinea-Bissau", "GNB"),
    ("Ambassador of Papua New Guinea", "PNG"),
    ("Ambassador of the Dominican Republic", "DOM"),
    ("Minister of South Sudan", "SSD"),
    ("Permanent Representative of the Democratic Republic of the Congo", "COD"),
    ("Chair of the Fifth Committee", None),
])  # fmt: skip
def test_the_state_of_a_role(phrase: str, code: str | None) -> None:
    assert actors.country_in(phrase) == code


def test_names_of_states_are_each_of_one_state() -> None:
    text = resources.files("pipeline.lexicon").joinpath("states.csv").read_text(encoding="utf-8")
    owner: dict[str, str] = {}
    for row in csv.DictReader(text.splitlines()):
        for name in (row["name"], *filter(None, row["also"].split("|"))):
            assert owner.setdefault(name.casefold(), row["code"]) == row["code"], name


def test_persons_of_one_name_are_one_only_where_state_or_role_agree() -> None:
    same = [actors.person("Mr. Li", "a", None, "CHN"), actors.person("Li", "b", "Ambassador", "CHN")]
    assert len({a.id for a in same}) == 1
    other = [
        actors.person("Li", "a", None, "CHN"),
        actors.person("Li", "a", None, "SGP"),
        actors.person("Li", "a"),
        actors.person("Li", "b"),
        actors.person("Li", "a", "Chair"),
    ]
    assert len({a.id for a in other}) == 5


def test_other_actors() -> None:
    assert actors.organisation("The Security Council") == actors.organisation("Security Council")
    assert actors.document("Report", "x", "A/99/1").id == "doc:A/99/1/report"
    assert actors.media("Herald").country is None
    assert actors.group("residents", "a").id != actors.group("residents", "b").id
