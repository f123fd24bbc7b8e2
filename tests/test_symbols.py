"""The symbols library: real families taken apart, and properties of reading and writing."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.symbols import SymbolError, parse, parts, repair
from pipeline.symbols.words import SERIES

LIST = Path(__file__).parents[2] / "shared" / "corpora" / "citations" / "symbols.jsonl"

# symbol -> series, session, number, modifiers, parenthesis, type in words; each family of the grammar once
FAMILIES = [
    ("A/52/87", "A", "52", "87", (), None, "document"),
    ("A/2929", "A", None, "2929", (), None, "document"),  # before 1976: numbered through
    ("S/25939/Add.1", "S", None, "25939", ("Add.1",), None, "document"),  # before 1994
    ("S/1997/81/Rev.1/Corr.2", "S", "1997", "81", ("Rev.1", "Corr.2"), None, "document"),  # modifiers stack
    ("A/RES/49/13", "A", "49", "13", (), None, "resolution"),
    ("A/RES/1803 (XVII)", "A", "XVII", "1803", (), "XVII", "resolution"),
    ("A/RES/3281 (XXIX)", "A", "XXIX", "3281", (), "XXIX", "resolution"),
    ("A/RES/2253 (ES-V)", "A", "ES-V", "2253", (), "ES-V", "resolution"),
    ("A/RES/47/20 B", "A", "47", "20", (), None, "resolution"),
    ("S/RES/757 (1992)", "S", None, "757", (), "1992", "resolution"),  # the year is part of the symbol
    ("E/RES/1996/31", "E", "1996", "31", (), None, "resolution"),
    ("E/RES/2011 (LXI)", "E", "LXI", "2011", (), "LXI", "resolution"),  # 2011 is a number, not a year
    ("A/HRC/RES/S-9/1", "A", "S-9", "1", (), None, "resolution"),
    ("A/C.3/52/L.14/Rev.2", "A", "52", "14", ("Rev.2",), None, "document of limited distribution"),
    ("A/51/PV.88", "A", "51", "88", (), None, "verbatim record"),
    ("S/PV.4568 (Resumption 2)", "S", None, "4568", (), "Resumption 2", "verbatim record"),
    ("E/CN.4/Sub.2/1992/WP.3", "E", "1992", "3", (), None, "working paper"),
    ("CCPR/C/60/D/16/1977", "CCPR", "60", "16", (), None, "communication"),
    ("CERD/C/NOR/CO/19-20", "CERD", None, "19-20", (), None, "concluding observations"),  # not joint
    ("A/52/303 (Part III)", "A", "52", "303", (), "Part III", "document"),
    ("A/52/6 (Sect. 27)/Add.1", "A", "52", "6", ("Add.1",), "Sect. 27", "document"),
    ("HRI/GEN/1/Rev.7 (Vol. II)", "HRI", None, "1", ("Rev.7",), "Vol. II", "document"),
    ("A/ES-7/14", "A", "ES-7", "14", (), None, "document"),
    ("ICCD/COP(9)/18", "ICCD", None, "18", (), None, "document"),  # a parenthesis inside an element
    ("ISBA/8/A/5", "ISBA", "8", "5", (), None, "document"),
    ("ST/SGB/1997/1", "ST", "1997", "1", (), None, "document"),
    ("S/Agenda/3200", "S", None, "3200", (), None, "provisional agenda"),
    ("TD/B/44/19 (Vol. I)", "TD", "44", "19", (), "Vol. I", "document"),
]


@pytest.mark.parametrize(("text", "series", "session", "number", "modifiers", "paren", "kind"), FAMILIES)
def test_each_family_is_taken_apart(  # noqa: PLR0913 - one for each column of the table
    text: str, series: str, session: str | None, number: str, modifiers: tuple[str, ...], paren: str | None, kind: str
) -> None:
    s = parse(text)
    assert s.text == text
    assert (s.series, s.session, s.number, s.modifiers, s.paren, s.type) == (
        series, session, number, modifiers, paren, kind,
    )  # fmt: skip


# what is printed -> the canonical form, and why they differ
SPELLINGS = [
    ("S/RES/757(1992)", "S/RES/757 (1992)"),  # no space
    ("A/52/6 (sect.\u00a027)", "A/52/6 (Sect. 27)"),  # no-break space, small letter
    ("A/C.3/52/L.14/REV.2", "A/C.3/52/L.14/Rev.2"),  # capitals of the masthead
    ("CERD/C/SR.646 /Add. 1", "CERD/C/SR.646/Add.1"),  # stray spaces
    ("A/CONF.157/24 (PART I)", "A/CONF.157/24 (Part I)"),
    ("S/PV.4568Resumption2", "S/PV.4568 (Resumption 2)"),  # as file names have it
    ("A/52/\n87", "A/52/87"),  # wrapped
    ("A/RES/47/20B", "A/RES/47/20 B"),  # as catalogues have it
    ("S/Res/757 (1992)", "S/RES/757 (1992)"),  # types of adopted texts and records are capitals
    ("A/Res/47/20 B", "A/RES/47/20 B"),
    ("S/Prst/1994/3", "S/PRST/1994/3"),
    ("A/52/Pv.7", "A/52/PV.7"),
    ("UNEP/EA.2/Res.3", "UNEP/EA.2/Res.3"),  # the Environment Assembly's are numbered so
    ("A/HRC/14/24 (2010)", "A/HRC/14/24"),  # the citing author's year
    ("CEDAW/C/GC/30 (2013)", "CEDAW/C/GC/30"),
]


@pytest.mark.parametrize(("printed", "canonical"), SPELLINGS)
def test_spellings_have_one_form(printed: str, canonical: str) -> None:
    assert parse(printed).text == canonical


@pytest.mark.parametrize("dash", ["-", "\u2010", "\u2011", "\u2013", "\u2014", " \u2013 ", "-\n", " ", "\n"])
def test_joint_symbols_split_at_any_dash_or_break(dash: str) -> None:
    assert [s.text for s in parts(f"A/52/87{dash}S/1997/81")] == ["A/52/87", "S/1997/81"]


@pytest.mark.parametrize("text", ["A/ES-7/14", "CERD/C/NOR/CO/19-20", "CCPR/C/60/D/298-299/1988", "A/S-20/4"])
def test_hyphens_inside_a_symbol_do_not_split_it(text: str) -> None:
    assert [s.text for s in parts(text)] == [text]


NO_SYMBOLS = [
    "",
    "A",
    "A/C",
    "s/he",
    "km/h",
    "and/or",
    "IT/ITES",
    "GA/10693",
    "B/52/87",
    "A//87",
    "26/02/1992",
    "A/52/87 B",
    "A/52/87.A/52/88",
    "A/RES/47/1.A/RES/47/2",
    "A/52/87.The",
    "A/H1N1",
    "E/CN.4",
]


@pytest.mark.parametrize("text", NO_SYMBOLS)
def test_other_things_are_refused(text: str) -> None:
    with pytest.raises(SymbolError):
        parse(text)


def test_words_sort_key_and_address() -> None:
    assert parse("A/C.3/52/L.14").body == "General Assembly, Third Committee"
    assert parse("CCPR/C/60/D/16/1977").body == "Human Rights Committee"
    numbered = ["A/52/100", "A/52/9", "A/6/1"]
    assert sorted(numbered, key=lambda t: parse(t).sort_key) == ["A/6/1", "A/52/9", "A/52/100"]
    assert parse("S/RES/757 (1992)").url == "https://docs.un.org/en/S/RES/757(1992)"


REPAIRS = [
    ("A/52/87/Add.l", "A/52/87/Add.1"),
    ("A/52/87/Corr. I", "A/52/87/Corr. 1"),
    ("E/CN.A/1992/4", "E/CN.4/1992/4"),
    ("A/C.l/52/PV.3", "A/C.1/52/PV.3"),
    ("TD/B/C.I/5", "TD/B/C.I/5"),  # UNCTAD numbers its commissions in roman: nothing to repair
    ("A/52/L.14", "A/52/L.14"),
    ("HRI/MC/1998/4", "HRI/MC/1998/4"),
]


@pytest.mark.parametrize(("damaged", "repaired"), REPAIRS)
def test_damage_is_repaired_only_where_it_is_certain(damaged: str, repaired: str) -> None:
    assert repair(damaged) == repaired


_number = st.integers(1, 99999).map(str)
_session = st.one_of(st.integers(1, 99).map(str), st.integers(1946, 2035).map(str), st.sampled_from(["S-20", "ES-10"]))
_body = st.sampled_from(["C.3", "CN.4", "AC.105", "CONF.157", "HRC", "Sub.2", "WG.6", "MP.PP"])
_typed = st.one_of(
    _number, st.builds(lambda t, n: f"{t}.{n}", st.sampled_from(["L", "PV", "SR", "WP", "CRP"]), _number)
)
_modifiers = st.lists(
    st.builds(lambda m, n: f"{m}.{n}", st.sampled_from(["Add", "Corr", "Rev"]), st.integers(1, 40)), max_size=3
)
_parens = st.sampled_from(["", " (Part I)", " (Vol. II)", " (Sect. 3)"])
symbols = st.builds(
    lambda series, bodies, *rest, paren: "/".join([series, *bodies, *rest[:2], *rest[2]]) + paren,
    st.sampled_from(sorted(SERIES)), st.lists(_body, max_size=2), _session, _typed, _modifiers,
    paren=_parens,
)  # fmt: skip


@given(symbols)
@settings(deadline=None)
def test_reading_and_writing_is_a_round_trip(text: str) -> None:
    assert parse(text).text == text
    assert parse(parse(text).text) == parse(text)


@given(symbols, symbols, st.sampled_from(["-", "\u2013", "\n", " "]))
@settings(deadline=None)
def test_joint_symbols_split_into_what_was_joined(a: str, b: str, dash: str) -> None:
    assert [s.text for s in parts(f"{a}{dash}{b}")] == [a, b]


@given(st.text(max_size=60))
@settings(max_examples=300, deadline=None)
def test_any_text_is_a_symbol_or_refused(text: str) -> None:
    try:
        s = parse(text)
    except SymbolError:
        return
    assert parse(s.text) == s


# Entries of the list whose decomposition, made by machine, is wrong or is of no symbol: what is right instead.
LIST_WRONG = {
    "CCPR/CO/83/UZB": "83 is the session, as in CERD/C/60/CO/5",
    "CBD/CP/MOP/VIII/19": "VIII is the session of the meeting of the parties, 19 the number of its decision",
    "ECE/HBP/2021/Inf": "truncated; Inf is the type, as in ECE/HBP/2021/Inf.4",
    "CCPR/C/124/R/2257/2013": "124 is the session, R the type, 2257 the number",
    "CCPR/C/127/2724/2016": "2724 is the number of the communication",
}


@pytest.mark.skipif(not LIST.exists(), reason=f"no {LIST.name} beside the checkout")
def test_every_symbol_of_the_list_is_read_written_and_taken_apart() -> None:
    differs = {}
    for line in LIST.read_text(encoding="utf-8").splitlines():
        entry = json.loads(line)
        found = parts(entry["symbol"])
        year = re.search(r" \((?:19|20)\d\d\)$", entry["symbol"])
        cited = bool(year) and "citation year" in entry.get("note", "")
        expected = entry["symbol"][: year.start()] if year and cited else entry["symbol"]
        assert "-".join(s.text for s in found) == expected
        for s, listed in zip(found, entry.get("parts") or [entry], strict=True):
            roles = [[e.text, e.role] for e in s.elements] + [[t, "modifier"] for t in s.tail]
            segments = [[text, re.sub(r"\(.*", "", role)] for text, role in listed["segments"]]
            if roles != segments or s.paren != (None if cited else listed.get("paren")):
                differs[entry["symbol"]] = roles
    assert set(differs) == set(LIST_WRONG)
