"""Forms that blind samples of real documents showed to be missed: each row is a passage of our own of that form."""

from __future__ import annotations

import pytest
from cited import cited, pairs

CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # a symbol begins a list of resolutions: what follows is no part of its number
    ("S/RES/752 (1992), 757 (1992) and 787 (1992)", [("S/RES/752 (1992)", "S/RES/752 (1992)"), *[(f"{n} (1992)", f"S/RES/{n} (1992)") for n in (757, 787)]]),
    ("A/RES/47/20, 48/3 and 49/13 B on ageing", [("A/RES/47/20", "A/RES/47/20"), ("48/3", "A/RES/48/3"), ("49/13 B", "A/RES/49/13 B")]),
    ("A/HRC/RES/16/2 and 17/4", [("A/HRC/RES/16/2", "A/HRC/RES/16/2"), ("17/4", "A/HRC/RES/17/4")]),
    ("E/RES/1996/31 and 2000/3", [("E/RES/1996/31", "E/RES/1996/31"), ("2000/3", "E/RES/2000/3")]),
    ("A/RES/47/20, 2/3 of which", [("A/RES/47/20", "A/RES/47/20")]),  # no session that the Assembly numbers so
    ("S/2010/5 and 757 (1992)", [("S/2010/5", "S/2010/5"), ("757 (1992)", "S/RES/757 (1992)")]),
    ("S/2010/5 and 757 (1995)", [("S/2010/5", "S/2010/5")]),  # no resolution of that year, no document so high
    ("A/52/87 and 12/34", [("A/52/87", "A/52/87")]),  # no symbol of a resolution says whose it is
    # ranges
    ("CCPR/C/SR.2187–2189", [("CCPR/C/SR.2187–2189", f"CCPR/C/SR.{n}") for n in (2187, 2188, 2189)]),  # four digits
    ("A/C.3/52/L.14-L.16", [("A/C.3/52/L.14-L.16", f"A/C.3/52/L.{n}") for n in (14, 15, 16)]),  # the type again
    ("resolution 47/20 A–C", [("47/20 A–C", f"A/RES/47/20 {c}") for c in "ABC"]),
    ("resolution 47/20 A & B", [("47/20 A & B", f"A/RES/47/20 {c}") for c in "AB"]),
    ("communications Nos. 16/1977 and 25-27/1978", [("communications Nos. 16/1977", "CCPR-COMM:16/1977"), *[("25-27/1978", f"CCPR-COMM:{n}/1978") for n in (25, 26, 27)]]),
    # damage and slips in symbols
    ("in S/17l5, S/1302l and A/34/1O3", [("S/17l5", "S/1715"), ("S/1302l", "S/13021"), ("A/34/1O3", "A/34/103")]),
    ("S/RES.757 and A/RES.47/20", [("S/RES.757", "S/RES/757 (1992)"), ("A/RES.47/20", "A/RES/47/20")]),
    ("S/RES/0757 (1992) and S/RES/757/1992", [("S/RES/0757 (1992)", "S/RES/757 (1992)"), ("S/RES/757/1992", "S/RES/757 (1992)")]),
    ("see A/52/10.3 A/52/11", [("A/52/10", "A/52/10"), ("A/52/11", "A/52/11")]),  # a note's number glued to a full stop
    ("(A/81/6 (Sect. 27)/Part A)", [("A/81/6 (Sect. 27)/Part A", "A/81/6 (Sect. 27)/Part A")]),
    # the noun and its number as others write them
    ("GA Res 47/20 and SC res. 757", [("47/20", "A/RES/47/20"), ("757", "S/RES/757 (1992)")]),
    ("Resolutions №№ 752, 757", [("752", "S/RES/752 (1992)"), ("757", "S/RES/757 (1992)")]),
    ("resolutions 752 (May 15), 757 (30 May 1992)", [("752", "S/RES/752 (1992)"), ("757", "S/RES/757 (1992)")]),
    ("resolution 181 (1947)", [("181 (1947)", "A/RES/181 (II)")]),  # the Assembly's, with its year
    ("resolution 181 (1963)", [("181 (1963)", "S/RES/181 (1963)")]),
    ("UNGA resolution 3236", [("3236", "A/RES/3236 (XXIX)")]),
    # the body: acronym before, in its clause, in the clause behind
    ("HRC resolution 46/4", [("46/4", "A/HRC/RES/46/4")]),
    ("UNHRC decision 2/102", [("2/102", "A/HRC/DEC/2/102")]),
    ("CBD decision VII/28", [("VII/28", "CBD/COP/DEC/VII/28")]),
    ("OHCHR decision 46/402", [("46/402", "A/DEC/46/402")]),  # an acronym that adopts nothing
    ("the Commission on Narcotic Drugs, in its resolution 51/3", [("51/3", "E/CN.7/RES/51/3")]),
    ("In paragraph 5 (c) of its resolution 1995/59, on rivers, the Commission on Human Rights said", [("1995/59", "E/CN.4/RES/1995/59")]),
    ("decision 2015/17 of the Board", []),  # the Economic and Social Council's begin at 101, later at 201
    # each number with its sign; two nouns that share their numbers
    ("resolutions No. 752, No. 757 and № 787", [("752", "S/RES/752 (1992)"), ("757", "S/RES/757 (1992)"), ("787", "S/RES/787 (1992)")]),
    ("Human Rights Council resolutions and decisions\n16/2\n2/102", [("16/2", "A/HRC/RES/16/2"), ("2/102", "A/HRC/DEC/2/102")]),
    ("General Assembly resolutions and decisions 47/20 and 62/557", [("47/20", "A/RES/47/20"), ("62/557", "A/DEC/62/557")]),
    ("to join communications 2003/2015, 2004/2016", [("communications 2003/2015", "CCPR-COMM:2003/2015"), ("2004/2016", "CCPR-COMM:2004/2016")]),
    # communications that only one committee can have registered
    ("Doe v. Ruritania, No. 301/2007, and Roe v. Ruritania, No. 1800/2008", [("No. 301/2007", "CAT-COMM:301/2007"), ("No. 1800/2008", "CCPR-COMM:1800/2008")]),
    ("Doe v. Ruritania, No. 12/2007", [("No. 12/2007", None)]),  # several had so many by then
    # resumptions, parts of the budget
    ("S/PV.4311 and Resumptions 1-2", [("S/PV.4311", "S/PV.4311"), *[("Resumptions 1-2", f"S/PV.4311 (Resumption {n})") for n in (1, 2)]]),
    ("A/81/6 (Plan outline) and A/81/6 (Income sect. 1)", [("A/81/6 (Plan outline)", "A/81/6 (Plan outline)"), ("A/81/6 (Income sect. 1)", "A/81/6 (Income sect. 1)")]),
    ("see S/AC.44/2004/(02)/7, TD/B/EX(70)/3 and DC/87", [("S/AC.44/2004/(02)/7", "S/AC.44/2004/(02)/7"), ("TD/B/EX(70)/3", "TD/B/EX(70)/3"), ("DC/87", "DC/87")]),
    # who speaks recalls its own
    ("The Commission on Narcotic Drugs,\nRecalling its resolutions 51/13 and 58/5", [("51/13", "E/CN.7/RES/51/13"), ("58/5", "E/CN.7/RES/58/5")]),
    ("of the Commission on Narcotic Drugs,\nRecalling its resolutions 51/13 and 58/5", [("51/13", "A/RES/51/13"), ("58/5", "A/RES/58/5")]),
    # Markdown's emphasis
    ("United Nations, *Treaty Series*, vol. 75, No. 972.\n*Ibid*., vol. 78, No. 1021.", [("United Nations, *Treaty Series*, vol. 75, No. 972", "UNTS:vol=75;no=972"), ("Ibid*., vol. 78, No. 1021", "UNTS:vol=78;no=1021")]),
    ("*Official Records*, Supplement No. 3 (A/52/3); *ibid.*, Supplement No. 4 (A/52/4)", [("A/52/3", "A/52/3"), ("A/52/4", "A/52/4")]),
    # a line that begins with a symbol and ends as sentences do is no header, whatever number stands below
    ("with regard to rivers,\nA/52/38 (Ruritania).\n27\nSee Lee", [("A/52/38", "A/52/38")]),
    # general recommendations in roman numbers
    ("CERD general recommendation XXV (2000)", [("general recommendation XXV (2000)", "CERD:GC25")]),
    # ibid. above the next note
    ("1 A/52/87.\n2 Ibid.\n3 A/52/88.", [("A/52/87", "A/52/87"), ("Ibid.", "A/52/87"), ("A/52/88", "A/52/88")]),
    # tables whose cells are paragraphs
    ("47/20\n\nRights of the child\n\n48/3 A–B; 49/13\n\nAgeing", [("47/20", "A/RES/47/20"), *[("48/3 A–B", f"A/RES/48/3 {c}") for c in "AB"], ("49/13", "A/RES/49/13")]),
    ("15/22\n\nRivers rise.\n\n16/22", []),  # pages of 22
    ("47/20\n\nOne number alone is no table.", []),
    ("13 (I)\n\nRivers\n\n47/20\n\nLakes", [("13 (I)", "A/RES/13 (I)"), ("47/20", "A/RES/47/20")]),
    ("Cost sharing\n\n50/50\n\n60/40\n\n70/30", []),  # no titles between, nothing says what is adopted
    ("General Assembly\n\n60/180\n\n61/3\n\n62/9", [(n, f"A/RES/{n}") for n in ("60/180", "61/3", "62/9")]),
    # days and shares behind a symbol
    ("A/RES/60/1, 31/10/2005", [("A/RES/60/1", "A/RES/60/1")]),
    ("A/RES/60/1, 50/50 gender balance", [("A/RES/60/1", "A/RES/60/1")]),
    ("A/RES/66/290, 67/1 of the Assembly", [("A/RES/66/290", "A/RES/66/290"), ("67/1", "A/RES/67/1")]),
    # things first, then documents
    ("In case S/12, S/2010/5 was handed in", [("S/2010/5", "S/2010/5")]),
    ("Cases A/12, A/60/1 and S/2010/5", [("A/60/1", "A/60/1"), ("S/2010/5", "S/2010/5")]),
    ("CERD general recommendations XI and XXV", [("general recommendations XI", "CERD:GC11"), ("XXV", "CERD:GC25")]),
    # symbols at the end of a page, of a line, in a table of dates; lists of resolutions by title
    ("in the letter,\nA/60/1 of 3 May 2005, which the Committee had considered\n\n05-12345\nand", [("A/60/1", "A/60/1")]),
    ("See A/60/1\npage 12\nand S/2005/3", [("A/60/1", "A/60/1"), ("S/2005/3", "S/2005/3")]),
    ("Documents A/60/1 and A/60/2\nEnglish\nPage 3", [("A/60/1", "A/60/1"), ("A/60/2", "A/60/2")]),
    ("05-12345 (E)\n\nA/60/2 was issued on the next day and tells of it.", [("A/60/2", "A/60/2")]),
    ("S/PV.6000 12/05/2008\nS/PV.6001 13/05/2008\n", [("S/PV.6000", "S/PV.6000"), ("S/PV.6001", "S/PV.6001")]),
    ("The Assembly recalled the resolutions:\n60/1. World Summit Outcome\n60/180. The Peacebuilding Commission\n60/251. Human Rights Council", [(n, f"A/RES/{n}") for n in ("60/1", "60/180", "60/251")]),
    ("recalling resolutions 1265 (1999), 1296 (2000) plus\n1325 (2000). Others followed", [("1265 (1999)", "S/RES/1265 (1999)"), ("1296 (2000)", "S/RES/1296 (2000)"), ("1325 (2000)", "S/RES/1325 (2000)")]),
    ("the Member States’ resolution 60/1", [("60/1", "A/RES/60/1")]),
    ("Ramsar COP resolution XI/8", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[c[0][:60] for c in CASES])
def test_forms(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


OWN = [
    "and asked what\nA/HRC/8/38\nPage 12\nmeasures were taken",
    "and asked what\nA/HRC/8/38\nEnglish\nPage 12\nmeasures were taken",
    "United Nations\nDistr.\nLIMITED\nA/L.632\n9 September 1971",
    "Distr. GENERAL S/1995/1020 8 December 1995",
    "20-13539 (E)\n\n041120\n\n*2013539*\n\nS/2020/1067",
    "of the ceasefire A/75/497 S/2020/981 2/4 20-13012 which was agreed",
    "A/HRC/28/66\n\n14 GE.14-24987\n\nrecommended that",
    "S/PV.9842 07/02/2025\nThreats to peace 25-03456 5/23\nThe President: I now",
    "Distr. GENERAL\nS/RES/757 (1992)\n30 May 1992\nRESOLUTION 757 (1992)\nAdopted by the Security Council at its 3082nd meeting",
    "Resolution 757 (1992)\nof 30 May 1992\nThe Security Council,",
    "Resolutions adopted by the General Assembly\n60/1. 2005 World Summit Outcome\nThe General Assembly",
    "20-14378 (E) 301020 111220\n\n*2014378*\n\nS/2020/1055\n\nAnnex",
    "[on the report of the First Committee]\n47/20. Rivers and lakes\nThe General Assembly,",
    "on rivers\n457 (1979). Resolution of 4 December 1979\nThe Security Council",
    "that rivers\n20-12345 (E) 110920\nA/75/345\nS/2020/694\n\nrise again",  # halves on lines of their own
    "and noted A/HRC/46/12 GE.20-14850 3 that",
    "and noted CAT/C/73/D/901/2019 6 GE.20-09123 that",  # Geneva
    "rivers. A/81/6 (Sect. 22) Trade and rivers 4/48 26-06071 The Conference",
    "and lakes\nA/48/PV.46\n- 12 -\nand rivers",
    "and lakes\nA/RES/64/10\nReport on the rivers of Ruritania\n09-46615 2\nThe Assembly",
    "Resolution 757 (1992)\nAdopted by the Security Council on 30 May 1992\nThe Security Council,",
]


@pytest.mark.parametrize("text", OWN)
def test_a_documents_own_header_or_heading_is_no_citation(text: str) -> None:
    assert pairs(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("see A/81/6 (Sect. 22) and rivers 4/48 26-06071 The", ["A/81/6 (Sect. 22)"]),  # the sentence goes on
        ("see A/HRC/46/12 General rules apply in 2020-12345 cases", ["A/HRC/46/12"]),
        ("resolutions on rivers, 46/1 and\n47/20. Rivers were", ["46/1", "47/20"]),  # the line before goes on
        ("It went on. In its\nResolution 757 (1992)\nadopted at its 3082nd meeting", ["757 (1992)"]),
        ("The rivers rose.\nResolution 757 (1992) of 30 May 1992 says so", ["757 (1992)"]),
        ("of the resolution 757 (1992), adopted by the Security Council on 30 May 1992", ["757 (1992)"]),
    ],
)
def test_what_only_looks_like_a_heading_is_cited(text: str, found: list[str]) -> None:
    assert [text[c.start : c.end] for c in cited(text)] == found


@pytest.mark.parametrize(
    "text",
    [
        "tickets A/123 and S/2010 were sold", "Buildings E/5, E/6 and A/7",  # one list of things
        "seats A/12, B/13 and E/20", "The company's resolution 181 (1947) failed", "New Years' Resolution 2024", "the workers' resolution 12/3",  # somebody's own, plural
        "sold for S/ 2,000 and A/12,500", "passport A/1204533",  # money, and more than any series has
        "the general comment I made", "A v. Ruritania, application No. 006/2012", "the Committee saw opinion No. 12/2015",
    ],
)  # fmt: skip
def test_things_and_other_peoples_texts_are_not_cited(text: str) -> None:
    assert pairs(text) == []


def test_a_list_after_a_document_is_of_documents() -> None:
    assert pairs("documents A/123 and S/2010") == [("A/123", "A/123"), ("S/2010", "S/2010")]


def test_a_note_under_a_ruled_line_begins_behind_its_number() -> None:
    text = (
        "in secrecy __________________ 27 Ann Lee, “Rivers at night”, Journal of Water Law, vol. 2, No. 2 (2011), p. 3."
    )
    assert [text[c.start : c.end] for c in cited(text)] == [
        "Ann Lee, “Rivers at night”, Journal of Water Law, vol. 2, No. 2 (2011)"
    ]


def test_a_letter_lends_its_words_to_a_symbol_though_the_addressee_is_long() -> None:
    text = (
        "the letter dated 7 May 2020 from\nthe President of the Security Council addressed to the Permanent\n"
        "Representatives of the members of the Security Council ( S/2020/372 )"
    )
    assert pairs(text) == [("S/2020/372", "S/2020/372")]


def test_ranges_of_communications_make_no_more_rows_than_a_document_has_room_for() -> None:
    text = "communications Nos. " + ", ".join(["1-50/1978"] * 3000)
    assert len(cited(text)) <= len(text) + 10_000


def test_a_second_table_of_cells_far_behind_the_first_is_read_as_well() -> None:
    table, between = "47/20\n\nRights of the child\n\n48/3\n\nAgeing\n\n", "Rivers rose and fell that year.\n\n" * 200
    assert [i for _, i in pairs(table + between + table)] == ["A/RES/47/20", "A/RES/48/3"] * 2
