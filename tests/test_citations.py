"""Citations in running text: tables of cases, each with the reason it is there."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from cited import cited, pairs, parsed
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extract.citations import citations, patterns
from pipeline.extract.citations.extract import tokens
from pipeline.model import Document, Parsed, Segment

# text -> what it cites
CASES: list[tuple[str, list[tuple[str, str | None]]]] = [
    # symbols
    ("(A/52/87)", [("A/52/87", "A/52/87")]),
    ("as in A/52/87.", [("A/52/87", "A/52/87")]),  # the full stop is the sentence's
    ("ECE/TRANS/1997/81 is one", [("ECE/TRANS/1997/81", "ECE/TRANS/1997/81")]),  # not S/1997/81
    ("A/HRC/14/24 (2010), para. 3", [("A/HRC/14/24", "A/HRC/14/24")]),  # a citation year is not part of it
    ("A/52/87–S/1997/81 of May", [("A/52/87–S/1997/81", "A/52/87-S/1997/81")]),  # joint, en dash
    ("in S/ 25939 and", [("S/ 25939", "S/25939")]),  # a stray space
    ("A/52/6 (Sect.\u00a027)", [("A/52/6 (Sect.\u00a027)", "A/52/6 (Sect. 27)")]),
    ("S/RES/757(1992)", [("S/RES/757(1992)", "S/RES/757 (1992)")]),
    ("S/Res/757 (1992) and A/res/47/1", [("S/Res/757 (1992)", "S/RES/757 (1992)"), ("A/res/47/1", "A/RES/47/1")]),
    ("in A/52/87.A/RES/47/1 says", [("A/52/87", "A/52/87"), ("A/RES/47/1", "A/RES/47/1")]),  # a space is missing
    ("documents A/520, E/33 and T/15; issued as S/25939, recalling A/520", [(n, n) for n in ("A/520", "E/33", "T/15", "S/25939", "A/520")]),
    ("S/RES/757 was", [("S/RES/757", "S/RES/757 (1992)")]),  # identifiers of resolutions carry the year
    ("HR/P/PT/8/Rev.1, not HR/CT/714", [("HR/P/PT/8/Rev.1", "HR/P/PT/8/Rev.1")]),  # a publication, a press release
    ("ESCAP/78/12 of ESCAP", [("ESCAP/78/12", "ESCAP/78/12")]),
    ("its statements PRST/2009/24, PRST/2011/17", [(f"PRST/{n}", f"S/PRST/{n}") for n in ("2009/24", "2011/17")]),
    # elliptic lists: a row and a span for each
    ("S/25939 and Add.1-3", [("S/25939", "S/25939"), *[("Add.1-3", f"S/25939/Add.{i}") for i in (1, 2, 3)]]),
    ("in S/25939/Add.1–3 of", [("S/25939/Add.1–3", f"S/25939/Add.{i}") for i in (1, 2, 3)]),  # any dash
    ("A/52/6 (Sect. 27)/Add.1-2", [("A/52/6 (Sect. 27)/Add.1-2", f"A/52/6 (Sect. 27)/Add.{i}") for i in (1, 2)]),
    ("CERD/C/SR.646–648", [("CERD/C/SR.646–648", f"CERD/C/SR.{i}") for i in (646, 647, 648)]),  # records
    ("S/1997/81-83", [("S/1997/81-83", f"S/1997/{i}") for i in (81, 82, 83)]),  # documents of a year
    ("A/C.3/52/L.14–15 and L.17-18", [*[("A/C.3/52/L.14–15", f"A/C.3/52/L.{i}") for i in (14, 15)], *[("L.17-18", f"A/C.3/52/L.{i}") for i in (17, 18)]]),
    ("CERD/C/NOR/CO/19–20", [("CERD/C/NOR/CO/19–20", "CERD/C/NOR/CO/19-20")]),  # one text on two reports
    ("between A/52/87–52/90 and", [("A/52/87", "A/52/87")]),  # no symbol goes on behind a dash so
    ("A/52/303 (Part I) and (Part II)", [("A/52/303 (Part I)", "A/52/303 (Part I)"), ("(Part II)", "A/52/303 (Part II)")]),
    ("A/52/6 (Sect. 5), (Sect. 6) and Corr.1", [("A/52/6 (Sect. 5)", "A/52/6 (Sect. 5)"), ("(Sect. 6)", "A/52/6 (Sect. 6)"), ("Corr.1", "A/52/6 (Sect. 6)/Corr.1")]),
    ("A/RES/47/20 A and B", [("A/RES/47/20 A and B", f"A/RES/47/20 {c}") for c in "AB"]),
    ("A/52/87, 112 and 303.", [("A/52/87", "A/52/87"), ("112", "A/52/112"), ("303", "A/52/303")]),
    ("A/52/87, 112 delegates came", [("A/52/87", "A/52/87")]),  # 112 is counted, not cited
    ("A/52/87, 15 May 1997", [("A/52/87", "A/52/87")]),  # a date; and lists rise
    ("A/C.3/52/L.14 and L.15", [("A/C.3/52/L.14", "A/C.3/52/L.14"), ("L.15", "A/C.3/52/L.15")]),
    ("A/51/5/Add.1/Rev.1 and Add.2", [("A/51/5/Add.1/Rev.1", "A/51/5/Add.1/Rev.1"), ("Add.2", "A/51/5/Add.2")]),
    ("A/52/87 to A/52/89", [("A/52/87", "A/52/87"), ("A/52/87 to A/52/89", "A/52/88"), ("A/52/89", "A/52/89")]),
    ("A/51/950 and Add.1 to 3", [("A/51/950", "A/51/950"), ("Add.1", "A/51/950/Add.1"), ("Add.1 to 3", "A/51/950/Add.2"), ("3", "A/51/950/Add.3")]),
    ("E/CN.6/1995/3/Add.4 and Corr.1", [("E/CN.6/1995/3/Add.4", "E/CN.6/1995/3/Add.4"), ("Corr.1", "E/CN.6/1995/3/Add.4/Corr.1")]),
    ("A/C.2/50/L.19/Rev.1 and Add.1", [("A/C.2/50/L.19/Rev.1", "A/C.2/50/L.19/Rev.1"), ("Add.1", "A/C.2/50/L.19/Rev.1/Add.1")]),
    ("S/25939, Add.1 and Corr.1", [("S/25939", "S/25939"), ("Add.1", "S/25939/Add.1"), ("Corr.1", "S/25939/Corr.1")]),
    ("S/25939, and as noted therein and in Add.1 of May", [("S/25939", "S/25939"), ("Add.1", "S/25939/Add.1")]),
    ("Between A/52/L.8/Rev.1 and its end, Rev.2 came", [("A/52/L.8/Rev.1", "A/52/L.8/Rev.1"), ("Rev.2", "A/52/L.8/Rev.2")]),
    ("A/52/87 S/1997/81 and more", [("A/52/87", "A/52/87"), ("S/1997/81", "S/1997/81")]),  # the S is no letter of the first
    # certain damage is repaired, uncertain damage is not
    ("A/52/87/Add.l", [("A/52/87/Add.l", "A/52/87/Add.1")]),
    ("[A/29291 and", [("A/29291", "A/2929")]),  # a bracket misread: no A/ number is that high
    ("[S/13621]", [("S/13621", "S/13621")]),
    # resolutions in prose: the number alone, the body before, after, a sentence away
    ("resolution 757 (1992) of 30 May 1992", [("757 (1992)", "S/RES/757 (1992)")]),
    ("resolutions 752 (1992) and\n757\u00a0(1992)", [("752 (1992)", "S/RES/752 (1992)"), ("757\u00a0(1992)", "S/RES/757 (1992)")]),
    ("The Council’s Resolution 757 holds", [("757", "S/RES/757 (1992)")]),  # a body's own
    ("Ruritania's Resolution 757 passed in the Security Council", [("757", "S/RES/757 (1992)")]),
    ("UNSCR 757 and Res. 47/20", [("757", "S/RES/757 (1992)"), ("47/20", "A/RES/47/20")]),
    ("resolutions 752 and 757 (1992)", [("752", "S/RES/752 (1992)"), ("757 (1992)", "S/RES/757 (1992)")]),
    ("“Resolution 181” of November 29, 1947", [("181", "A/RES/181 (II)")]),  # the year excludes the Council's
    ("General Assembly Resolution 194 of December 11, 1948", [("194", "A/RES/194 (III)")]),
    ("resolution 425, adopted on March 19, 1978", [("425", "S/RES/425 (1978)")]),  # the year agrees
    ("troops came under resolution 425", [("425", "S/RES/425 (1978)")]),  # no article: a text's name
    ("The resolution 425, of the UN,", [("425", "S/RES/425 (1978)")]),
    ("Resolution 757 of the Security Council", [("757", "S/RES/757 (1992)")]),
    ("In 1992 the Council passed three resolutions (752, 757 and 787)", [(n, f"S/RES/{n} (1992)") for n in ("752", "757", "787")]),
    ("General Assembly resolution 47/20 A and B", [("47/20 A and B", "A/RES/47/20 A"), ("47/20 A and B", "A/RES/47/20 B")]),
    ("resolution 1803 (XVII)", [("1803 (XVII)", "A/RES/1803 (XVII)")]),
    ("resolution 728 F (XXVIII)", [("728 F (XXVIII)", "E/RES/728 F (XXVIII)")]),  # the Assembly's XXVIII are above 3000
    ("resolution 5/3 of 20 June 2007", [("5/3", "A/HRC/RES/5/3")]),  # the date is the Human Rights Council's
    ("resolution 47/20 of 24 November 1992", [("47/20", "A/RES/47/20")]),  # the date is the Assembly's
    ("The Human Rights Council met. In resolution S-9/1 it", [("S-9/1", "A/HRC/RES/S-9/1")]),
    ("its resolution 1996/31", [("1996/31", "E/RES/1996/31")]),
    ("Commission on Human Rights resolution 1996/31", [("1996/31", "E/CN.4/RES/1996/31")]),
    ("Commission on Population and Development resolution 2005/2", [("2005/2", "E/CN.9/RES/2005/2")]),
    ("the Council, in its resolution 7/14", [("7/14", "A/HRC/RES/7/14")]),  # no other council numbers so
    ("resolution 2/3 of the United Nations Environment Assembly", [("2/3", "UNEP/EA.2/Res.3")]),  # named after
    ("decision 10/7 of the Conference of the Parties to the Convention on Biological Diversity", [("10/7", "CBD/COP/DEC/10/7")]),
    ("General Assembly decision No. 46/402", [("46/402", "A/DEC/46/402")]),
    ("decisions 46/402 and 46/403", [("46/402", "A/DEC/46/402"), ("46/403", "A/DEC/46/403")]),
    ("resolution 47/20 on rivers, 48/3 on lakes and 49/13", [(n, f"A/RES/{n}") for n in ("47/20", "48/3", "49/13")]),
    ("decision 3/CP.1", [("3/CP.1", "FCCC/DEC/3/CP.1")]),
    ("resolutions 47/20, 48/3 and 49/13 of 5 May 1994", [(n, f"A/RES/{n}") for n in ("47/20", "48/3", "49/13")]),
    ("resolution 757 (1992). The same resolution says", [("757 (1992)", "S/RES/757 (1992)"), ("The same resolution", "S/RES/757 (1992)")]),
    ("the three resolutions on the conflict (752, 757 and 787)", [(n, f"S/RES/{n} (1992)") for n in ("752", "757", "787")]),
    ("passed three resolutions – 752, 757, 787 – in a year", [(n, f"S/RES/{n} (1992)") for n in ("752", "757", "787")]),
    ("By its resolution 5/3, the Conference of the States Parties to the Convention against Corruption", [("5/3", "CAC/COSP/RES/5/3")]),
    ("resolution 2/3 on rivers, adopted by the United Nations Environment Assembly", [("2/3", "UNEP/EA.2/Res.3")]),
    ("document CBD/COP/10/27, decision 10/5, annex", [("CBD/COP/10/27", "CBD/COP/10/27"), ("10/5", "CBD/COP/DEC/10/5")]),
    ("Governing Council decision 25/4", [("25/4", "UNEP/GC/DEC/25/4")]),
    ("paragraph 15 of the annex to resolution 5/1", [("5/1", "A/HRC/RES/5/1")]),  # nobody is named, nobody else numbers so
    ("Economic and Social Commission for Western Asia resolution 281 (XXV)", [("281 (XXV)", "E/ESCWA/RES/281 (XXV)")]),
    ("resolution 10/2, also of 16 July 2009, and", [("10/2", "A/HRC/RES/10/2")]),  # the date is the Human Rights Council's
    ("65/52 of 8 December 2010, 66/30 of 2 December 2011", [(n, f"A/RES/{n}") for n in ("65/52", "66/30")]),  # dates that fit
    ("3201 (S-VI); 31/40 B; 34/65 D", [("3201 (S-VI)", "A/RES/3201 (S-VI)"), ("31/40 B", "A/RES/31/40 B"), ("34/65 D", "A/RES/34/65 D")]),
    ("the tenth emergency special session, ES-10/2", [("ES-10/2", "A/RES/ES-10/2")]),
    # tables of mandates: bare numbers, alone on their lines
    ("47/20\nRights of the child\n48/3\nAgeing", [("47/20", "A/RES/47/20"), ("48/3", "A/RES/48/3")]),
    ("50/22 57/26\tTroops\n79/29; 48/3\tAccounts", [(n, f"A/RES/{n}") for n in ("50/22", "57/26", "79/29", "48/3")]),
    # records of meetings: the session of the Assembly and the year of the Council say which
    ("Official Records of the Security Council, Fifteenth Year, 873rd and 874th meetings", [("873rd", "S/PV.873"), ("874th meetings", "S/PV.874")]),
    ("Official Records of the General Assembly, Fifty-first Session, Plenary Meetings, 3rd meeting", [("3rd meeting", "A/51/PV.3")]),
    ("Eleventh Special Session, Plenary Meetings, 13th meeting", [("13th meeting", "A/S-11/PV.13")]),
    ("at its 877th meeting, the General Assembly admitted", [("877th meeting", "A/PV.877")]),
    # other works
    ("1019 UNTS 175", [("1019 UNTS 175", "UNTS:vol=1019;p=175")]),
    (
        "United Nations, Treaty Series, vol. 75, No. 972; ibid., vol. 78, No. 1021",
        [("United Nations, Treaty Series, vol. 75, No. 972", "UNTS:vol=75;no=972"), ("ibid., vol. 78, No. 1021", "UNTS:vol=78;no=1021")],
    ),
    ("Ibid., vol. 2187, No. 38544.", [("Ibid., vol. 2187, No. 38544", "UNTS:vol=2187;no=38544")]),  # no other series has so many
    ("(applications Nos. 8319/07 and 11449/07)", [("applications Nos. 8319/07", "ECHR:8319/07"), ("11449/07", "ECHR:11449/07")]),
    ("Inter-American Court, Gelman v. Uruguay, Judgment, Series C, No. 221", [("Gelman v. Uruguay", "IACHR:Series-C;no=221")]),
    ("communications Nos. 16/1977, A v. Zaire, and 25/1978", [("communications Nos. 16/1977", "CCPR-COMM:16/1977"), ("25/1978", "CCPR-COMM:25/1978")]),
    ("The Committee against Torture held in communication No. 13/1993 that", [("communication No. 13/1993", "CAT-COMM:13/1993")]),
    # treaty bodies: the acronym beside the number, else the committee named last, else what the number allows
    ("The Committee on the Rights of the Child met. CEDAW general recommendation No. 35", [("general recommendation No. 35", "CEDAW:GC35")]),
    ("The Committee against Torture: CERD, communication No. 4/1991", [("communication No. 4/1991", "CERD-COMM:4/1991")]),
    ("as the CAT, in its general comment No. 2, and general comment No. 3 of the CESCR", [("general comment No. 2", "CAT:GC2"), ("general comment No. 3", "CESCR:GC3")]),
    ("a right in the CRC; see general comment No. 31", [("general comment No. 31", None)]),  # the treaty, perhaps
    ("communications Nos. 3/1998 and 829/1998", [("communications Nos. 3/1998", None), ("829/1998", "CCPR-COMM:829/1998")]),
    ("general recommendation No. 30, general recommendation No. 39", [("general recommendation No. 30", None), ("general recommendation No. 39", "CEDAW:GC39")]),
    ("case No. IT-96/23-1", [("case No. IT-96/23-1", "ICTY:IT-96-23/1")]),  # punctuation slipped: one form is possible
    ("[1023rd meeting] he said", [("1023rd meeting", "A/PV.1023")]),  # so verbatim records cite themselves
    ("http://www.example.org/a_(b), and", [("http://www.example.org/a_(b)", "https://www.example.org/a_(b)")]),
    ("see https://undocs.org/S/1997/81.", [("https://undocs.org/S/1997/81", "S/1997/81")]),
    ("S/1997/81 [[4]](https://undocs.org/S/1997/81)", [("S/1997/81", "S/1997/81")]),  # a link repeats its text
    ("A/52/87, para. 3. Ibid., para. 5.", [("A/52/87", "A/52/87"), ("Ibid.", "A/52/87")]),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[t[:50] for t, _ in CASES])
def test_cases(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert pairs(text) == expected


NOTHING = [
    ("s/he took the A/C unit at 80 km/h", "words with a slash"),
    ("on 3/4/1993 and 12/11/95", "dates"),
    ("GA/10693", "a press release is no document of the Assembly"),
    ("pages 15/22 and 16/22", "pages"),
    ("A/52/87 15/22 97-09596", "a running footer"),
    ("97-17634 (E) 311297\n\nA/52/87 S/1997/81\n\nand so on", "a running header"),
    ("757 (1992). Resolution of 30 May 1992", "a resolution's own heading"),
    ("Resolution 757 (1992)\nAdopted by the Security Council at its 3082nd meeting", "the same, two lines"),
    ("Resolution 757 (1992)\n\nAdopted by the Security Council at its 3082nd meeting", "the same, two paragraphs"),
    ("Parliamentary Assembly resolution 1416 (2005)", "another body's; the Council's 1416 is of 2002"),
    ("House Resolution 906", "a parliament's"),
    ("the PACE resolution 1416 and OSCE PA resolution 1999", "assemblies outside the United Nations"),
    ("Resolution 425 of March 19, 1979", "adopted in another year"),
    ("resolution 425 (of 1979)", "the same"),
    ("the resolution 1080 was used on the screen", "a screen's"),
    ("my New Year’s resolution 2024 and a screen resolution 1440", "neither is a text"),
    ("My New Year’s Resolution 2024 was to read more", "a vow"),
    ("His 2024 resolution 12/3 was to run", "nobody's who numbers resolutions by session"),
    ("His Resolution 47/20 failed", "the same, as high as the Assembly's"),
    ("the club’s resolutions 12/3 and 12/4", "the same, two of them"),
    ("the bar association's Resolution 1080 on fees", "another assembly's"),
    ("Resolution 4 has not been implemented", "too small a number to be cited bare"),
    ("the 2025/26 budget", "a budget year"),
    ("decision No. 56/98 of the Regional Court", "a court's"),
    ("by decision No. 56/98 of 5 May 2001", "numbered as courts and ministries do"),
    ("influenza A/H1N1 and document series E/CN.4", "no number"),
    ("ruling 45/2010, Act 3/1998, open 24/7, 9/11", "other numbers with a slash"),
    ("United Nations A/52/87 General Assembly Distr.: General 3 May 1997", "a masthead on one line"),
    ("A/52/87 97-09596 3/15", "a footer, job number first"),
    ("adopted at its 3082nd meeting, on 30 May 1992", "the meeting of the document itself"),
    (
        "of all States,\nA/RES/52/22\nRole of rivers in peace\nand security\n2/3 97-19976\nand of",
        "a running head with its title",
    ),
    ("S/1997/96 United Nations Security Council Distr.: General 10 November 1997", "a masthead, symbol first"),
    ("open 24/7 of 3 May 2010 and 7/24 of 4 May 2010", "dates that fit no session"),
    ("Grade A/1, class E/2, Building E/5, Wing S/2, Form E/2023", "other things that bear numbers"),
    ("the train S/42 and Room S/2330", "things that bear numbers"),
    ("the strain A/Perth/16/2009", "a strain of influenza"),
    ("at its 309th meeting the Committee", "a committee's meeting, not the Assembly's"),
    ("the 949th meeting of the African Union Peace and Security Council", "another body's"),
    ("EU Council decision 2010/573", "no council numbers so high"),
    ("ISO 12/Rev.2", "no symbol's revision"),
    ("XA/52/87 and x/S/1997/81", "the tail of something longer"),
]


@pytest.mark.parametrize("words", [
    "The New Year’s Resolution 2024 of the gym was read.", "The gym’s 2024 resolution 1080 was kept.", "Her resolution 2250 held.",
    "My resolution 2250 held.", "Was your 2024 resolution 1080 kept?", "Is this his resolution 2250?",
])  # fmt: skip
def test_somebodys_own_is_no_bodys_though_a_resolution_is_near(words: str) -> None:
    assert pairs(f"See Security Council resolution 757 (1992). {words}") == [("757 (1992)", "S/RES/757 (1992)")]


@pytest.mark.parametrize("words", [
    "the Council’s resolution 1325", "the United Nations’s resolution 1325", "today’s resolution 1325", "its resolution 1325"
])  # fmt: skip
def test_a_bodys_own_and_a_days_are_read(words: str) -> None:
    assert pairs(f"See Security Council resolution 757 (1992) and {words}.")[1:] == [("1325", "S/RES/1325 (2000)")]


@pytest.mark.parametrize(
    "words", ["lives at 48/3 Main Street", "passed 52/48.", "Model 48/2 engines", "over 60/40 split", "WSFS 31/2"]
)
def test_a_number_belongs_to_the_word_before_it_though_a_resolution_is_near(words: str) -> None:
    assert pairs(f"Recalling resolution 47/20, the delegate {words}") == [("47/20", "A/RES/47/20")]


@pytest.mark.parametrize(("text", "reason"), NOTHING, ids=[r for _, r in NOTHING])
def test_nothing_is_found(text: str, reason: str) -> None:
    assert pairs(text) == [], reason


PINPOINTS = [
    ("A/52/87, annex, sect. II", "annex, sect. II"),
    ("A/52/87, paras. 41–44, 74", "paras. 41–44, 74"),
    ("A/52/87, paras. 10 (a)–(c) and 12", "paras. 10 (a)–(c) and 12"),
    ("A/52/87, para. 10 (a), (b) and (d).", "para. 10 (a), (b) and (d)"),
    ("A/52/87, chap. IV, sect. E.1", "chap. IV, sect. E.1"),
    ("A/52/87, sect. E. The report", "sect. E"),
    ("paragraphs 10 (a)–(c) of resolution 757 (1992)", "paragraphs 10 (a)–(c)"),
    ("(A/52/87), chap. III", "chap. III"),
    ("A/HRC/14/24 (2010), para. 4", "para. 4"),
    ("resolution 47/20 of 3 May 1993, annex", "annex"),
    ("section III of its resolution 47/20", "section III"),
    ("paragraph 5  of\u00a0its\n resolution 47/20", "paragraph 5"),
    ("annex to the present document on the Economic and Social Council resolution 47/20", "annex"),
    ("as set out in sections II and III of the annex to General Assembly resolution 47/20", "annex"),
    ("Recalling sections II and III of\u3000General Assembly resolution 47/20", "sections II and III"),
    ("paragraph 5 (b) of Security Council resolution 757 (1992)", "paragraph 5 (b)"),
    ("A/52/87 and paragraph 5 of the report", None),  # another's
    ("A/52/87 is a report", None),
]


@pytest.mark.parametrize(("text", "pinpoint"), PINPOINTS)
def test_pinpoints_before_and_after(text: str, pinpoint: str | None) -> None:
    assert cited(text)[0].pinpoint == pinpoint


def test_a_signal_governs_its_sentence() -> None:
    found = cited("See, for example, A/52/87, para. 3; and A/52/88. A/52/89 differs; cf. A/52/90.")
    assert [c.signal for c in found] == ["See, for example", "See, for example", None, "cf."]


def test_headers_titles_and_own_symbols_are_no_citations() -> None:
    text = "A/52/87\n\nReport on A/52/1\n\nSee A/52/2.\n\nA/52/87\n\nmore\n\nAnnex to the letter dated 1 May 1997 from the King addressed to the Queen"
    kinds = ["masthead", "title", "paragraph", "paragraph", "paragraph", "annex_title"]
    plain = parsed(text)
    segments = tuple(Segment(k, s.char_start, s.text) for k, s in zip(kinds, plain.segments, strict=True))
    document = Parsed("un:A/52/87", Document("report", symbols=("A/52/87",)), text, segments)
    assert [c.identifier for c in citations(document)] == ["A/52/2"]


def _noted(*paragraphs: tuple[str, str | None]) -> Parsed:
    """Return a document of paragraphs and, where a label is given, footnotes."""
    text = "\n\n".join(words for words, _ in paragraphs)
    segments = tuple(
        Segment("footnote" if label else "paragraph", s.char_start, s.text, label)
        for (_, label), s in zip(paragraphs, parsed(text).segments, strict=True)
    )
    return Parsed("un:x", Document("other"), text, segments)


def test_notes_have_numbers_and_anchors() -> None:
    found = citations(
        _noted(("It was so.¹ And so.² End", None), ("¹ A/52/87.", "¹"), ("² Ibid., para. 3.", "²"), ("A/52/88", None))
    )
    assert [(c.footnote, c.anchor, c.identifier) for c in found] == [
        ("1", 10, "A/52/87"), ("2", 19, "A/52/87"), (None, None, "A/52/88"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("before", "label", "after", "words"),
    [
        ("one¹ and one¹¹", "¹", "", "¹ and"),  # ¹¹ is another mark
        ("one¹¹", "¹", "two¹ here", "¹ here"),  # behind the note only
        ("one* of two**", "**", "", "**"),
        ("one,3 in 3", "³", "", "3 in"),  # glued to punctuation, not the number of things
        ("page 3", "³", "", None),
    ],
)
def test_a_note_is_anchored_at_its_own_mark(before: str, label: str, after: str, words: str | None) -> None:
    document = _noted((before, None), (f"{label} A/52/87.", label), (after or "no mark", None))
    (found,) = citations(document)
    assert (found.anchor is not None) == (words is not None)
    assert words is None or document.text[found.anchor :].startswith(words)


def test_the_documents_own_organ_decides_what_is_left_open() -> None:
    text = "Recalling its resolution S-9/1"
    assert pairs(text, "A/HRC/RES/10/1") == [("S-9/1", "A/HRC/RES/S-9/1")]
    assert pairs(text, "A/RES/52/1") == [("S-9/1", "A/RES/S-9/1")]


PIECES = [
    "resolution 757 (1992)", "A/52/87–S/1997/81", "S/25939, Add.1-3", "Ann Lee, Rivers (Oxford, Hill Press, 1992), p. 3",
    "“On law”, Morning Herald, 3 March 1992", "https://example.org/ä", "letter dated 3 May 1992 from the President",
    "Ibid.", "See also", "47/20 A and B", "vol. 3", "[", "(", "é", "\u0301", "\U0001f600", "\u00a0", "\n", "\n\n", "\r\n", "\ud800", " ",
]  # fmt: skip


@given(st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=8)), max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_spans_are_slices_in_order_inside_their_segments(text: str) -> None:
    document = parsed(text)
    found = citations(document)
    assert list(found) == sorted(found, key=lambda c: (c.start, c.end))
    for c in found:
        segment = document.segments[c.segment]
        assert segment.char_start <= c.start < c.end <= segment.char_end
        words = text[c.start : c.end]
        assert words == words.strip()
        if c.rule == "symbol":  # offsets count code points: the slice is what was read
            assert c.identifier is not None
            assert words[0] == c.identifier[0]


def test_the_scanner_needs_no_private_name_of_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(text for text, _ in CASES)
    found = tokens(text)
    alternation = patterns.alternation()
    monkeypatch.setattr(patterns, "alternation", lambda: SimpleNamespace(search=alternation.search))
    monkeypatch.setattr(patterns, "scanner", patterns.scanner.__wrapped__)
    assert tokens(text) == found
    assert len(found) > len(CASES)
