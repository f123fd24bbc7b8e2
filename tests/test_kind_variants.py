"""Layouts of each kind by decade and body, as they differ from the ones in ``test_kinds.py``; all texts are our own.

A row says what is new in it. ``*…*`` is a bold block, ``_…_`` an italic one, ``+…`` begins in bold.
"""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import time
from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from made import from_text, parsed

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Parsed


TYPED = "UNITED\nNATIONS\n\nGENERAL\nASSEMBLY\n\nDistr.\nLIMITED\n\nA/C.1/39/L.7\n3 May 1984\nENGLISH\nORIGINAL: SPANISH\n\nThirty-ninth session\nFIRST COMMITTEE\nAgenda item 59 (a)\n\n"
COUNCIL = "United Nations\nS/2044/155\n\n*Security Council*\n\nDistr.: General\n3 May 2044\nOriginal: English\n\n"
HRC = "United Nations\nA/HRC/43/L.5\n\n+General Assembly\nDistr.: Limited\n\n3 May 2044\n\nOriginal: English\n\n*Human Rights Council*\n\n+Forty-third session\n24 February–20 March 2044\nAgenda item 3\nPromotion of fisheries\n\n"

LETTERS: list[tuple[str, str, dict[str, Any]]] = [
    ("chargé d'affaires", COUNCIL + "*Letter dated 2 May 2044 from the Chargé d’affaires a.i. of the Permanent Mission of Norway to the United Nations addressed to the President of the Security Council*\n\nI write to you.\n\n(Signed) Ola Hansen\nChargé d’affaires a.i.",
     {"symbols": ("S/2044/155",), "document_date": date(2044, 5, 2), "authors": ["Ola Hansen"], "voice": "person:NOR/ola-hansen", "addressee": "President of the Security Council"}),
    ("identical letters", COUNCIL + "*Identical letters dated 2 May 2044 from the Permanent Representative of Chile to the United Nations addressed to the Secretary-General and the President of the Security Council*\n\nI write to you.\n\n(Signed) Ana Pérez",
     {"addressee": "Secretary-General and the President of the Security Council", "voice": "person:CHL/ana-pérez"}),
    ("joint letter of several signatories", COUNCIL + "*Letter dated 2 May 2044 from the representatives of Chile and Norway to the United Nations addressed to the President of the Security Council*\n\nWe write to you.\n\n(Signed) Ana Pérez\nAmbassador\nPermanent Representative of Chile to the United Nations\n\n(Signed) Ola Hansen\nAmbassador\nPermanent Representative of Norway to the United Nations",
     {"authors": ["Ana Pérez", "Ola Hansen"], "actors": ["person:CHL/ana-pérez", "person:NOR/ola-hansen"]}),
    ("the President of the Council to the Secretary-General", COUNCIL + "*Letter dated 2 May 2044 from the President of the Security Council addressed to the Secretary-General*\n\nI write to you.\n\n(Signed) Li Wei\nPresident of the Security Council", {"authors": ["Li Wei"], "addressee": "Secretary-General"}),
    ("the chair of a committee, no signature", COUNCIL + "*Letter dated 2 May 2044 from the Chair of the Security Council Committee established pursuant to resolution 9999 (2043) addressed to the President of the Security Council*\n\nI write to you.", {"authors": ["Chair of the Security Council Committee established pursuant to resolution 9999 (2043)"]}),
    ("agenda of two organs and an asterisk", "United Nations\nA/99/801–S/2044/303*\n\n*General Assembly*\n*Security Council*\n\nDistr.: General\n5 May 2044\n\nOriginal: English/French\n\n*General Assembly*\n\n*Ninety-ninth session*\n\nItems 31 (a) and 138 of the provisional agenda**\n\n*Peace*\n\n*Finance*\n\n*Security Council*\n\n*Ninety-ninth year*\n\n*Letter dated 2 May 2044 from the Permanent Representative of Chile to the United Nations addressed to the Secretary-General*\n\nI write.\n\n(Signed) Ana Pérez\n\n* Reissued for technical reasons on 9 May 2044.\n\n** A/99/50.",
     {"symbols": ("A/99/801–S/2044/303",), "ga_session": 99, "sc_year": 99, "agenda": [("31 (a)", "Peace"), ("138", "Finance")], "original_language": "en", "distribution_date": date(2044, 5, 5)}),
    ("capitals, typewritten", "UNITED NATIONS\n\nSECURITY\nCOUNCIL\n\nDistr.\nGENERAL\n\nS/16999\n3 May 1984\n\nORIGINAL: ENGLISH\n\nLETTER DATED 2 MAY 1984 FROM THE PERMANENT REPRESENTATIVE OF CHILE TO THE UNITED NATIONS ADDRESSED TO THE SECRETARY-GENERAL\n\nI write to you.\n\n(Signed) Ana PÉREZ\nPermanent Representative of Chile\nto the United Nations",
     {"symbols": ("S/16999",), "document_date": date(1984, 5, 2), "voice": "person:CHL/ana-pérez", "distribution": "General"}),
    ("cablegram", "UNITED NATIONS\n\nSECURITY COUNCIL\n\nGENERAL\nS/1999\n3 May 1950\n\nCABLEGRAM DATED 2 MAY 1950 FROM THE MINISTER FOR FOREIGN AFFAIRS OF CHILE ADDRESSED TO THE SECRETARY-GENERAL\n\nI write to you.",
     {"document_date": date(1950, 5, 2), "distribution_date": date(1950, 5, 3)}),
    ("as sent, before it was circulated", "New York, 2 May 2044\n\nH.E. Ms. Ann Lee\nSecretary-General of the United Nations\n\nExcellency,\n\nI have the honour to write about the north.\n\nPlease accept, Excellency, the assurances of my highest consideration.\n\nOla Hansen\nPermanent Representative of Norway",
     {"document_date": date(2044, 5, 2), "authors": ["Ola Hansen"], "symbols": ()}),
    ("a placeholder for a symbol", COUNCIL.replace("S/2044/155", "A/80/___-S/2044/___") + "*Letter dated 2 May 2044 from the Permanent Representative of Chile to the United Nations addressed to the Secretary-General*\n\nI write.\n\n(Signed) Ana Pérez",
     {"symbols": (), "notes": ["masthead/placeholder"]}),
]  # fmt: skip

RESOLUTIONS: list[tuple[str, str, dict[str, Any]]] = [
    ("1990s: marker without a day, the day at the end", "UNITED\nNATIONS\n\n*General Assembly*\n\nDistr.\nGENERAL\n\nA/RES/48/993\n14 February 1994\n\nForty-eighth session\nAgenda item 114 (b)\n\n*RESOLUTION ADOPTED BY THE GENERAL ASSEMBLY*\n\n[on the report of the Third Committee (A/48/631)]\n\n*48/993. Fisheries of the north*\n\nThe General Assembly,\n\nRecalling its resolution 47/1,\n\n1. Decides to meet.\n\n85th plenary meeting\n20 December 1993",
     {"kind": "resolution", "symbols": ("A/RES/48/993",), "title": "Fisheries of the north", "document_date": date(1993, 12, 20), "distribution_date": date(1994, 2, 14), "ga_session": 48, "agenda": [("114 (b)", None)]}),
    ("a marker that wraps", "United Nations\nA/RES/99/7\n\n*General Assembly*\n\nDistr.: General\n3 May 2044\n\nNinety-ninth session\nAgenda item 5\nFish\n\n*Resolution adopted by the General\nAssembly on 1 May 2044*\n\n*99/7. Fish*\n\n_The General Assembly,_\n\n1. Decides to meet.", {"kind": "resolution", "document_date": date(2044, 5, 1), "title": "Fish"}),
    ("Human Rights Council", HRC.replace("L.5", "").replace("A/HRC/43/", "A/HRC/RES/43/9") + "*Resolution adopted by the Human Rights Council\non 19 June 2044*\n\n*43/9. Nets*\n\n_The Human Rights Council,_\n\n1. Decides to meet.", {"kind": "resolution", "symbols": ("A/HRC/RES/43/9",), "title": "Nets", "ga_session": None, "voice": "org:human-rights-council"}),
    ("Human Rights Council decision", HRC.replace("A/HRC/43/L.5", "A/HRC/DEC/43/101") + "*Decision adopted by the Human Rights Council\non 19 June 2044*\n\n*43/101. Nets*\n\nAt its 9th meeting, the Human Rights Council decided to wait.", {"kind": "decision", "title": "Nets", "document_date": date(2044, 6, 19)}),
    ("Economic and Social Council", "United Nations\nE/RES/2044/7\n\n*Economic and Social Council*\n\nDistr.: General\n3 May 2044\n\n2044 session\nAgenda item 12\nFish\n\n*Resolution adopted by the Economic and Social Council\non 22 April 2044*\n\n*2044/7. Nets of the north*\n\n_The Economic and Social Council,_\n\n1. Decides to meet.", {"kind": "resolution", "title": "Nets of the north", "agenda": [("12", "Fish")]}),
    ("another organ", "United Nations\nUNEP/EA.9/Res.14\n\n*United Nations Environment Assembly of the United Nations Environment Programme*\n\nDistr.: General\n3 May 2044\n\n*Resolution adopted by the United Nations Environment Assembly on 2 March 2044*\n\n*9/14. Clean nets*\n\n_The United Nations Environment Assembly,_\n\n1. Decides to meet.", {"kind": "resolution", "title": "Clean nets", "voice": "org:united-nations-environment-assembly", "document_date": date(2044, 3, 2)}),
    ("emergency special session resumed", "United Nations\nA/RES/ES-11/9*\n\n*General Assembly*\n\nDistr.: General\n3 May 2044\n\nEleventh emergency special session (resumed)\nAgenda item 5\nPeace\n\n*Resolution adopted by the General Assembly\non 1 May 2044*\n\n*ES-11/9. Peace*\n\n_The General Assembly,_\n\n1. Decides to meet.", {"symbols": ("A/RES/ES-11/9",), "ga_session": None, "title": "Peace", "agenda": [("5", "Peace")]}),
    ("Security Council", "United Nations\nS/RES/9999 (2044)\n\n*Security Council*\n\nDistr.: General\n3 May 2044\n\n*Resolution 9999 (2044)*\n\n*Adopted by the Security Council at its 8888th meeting, on\n3 May 2044*\n\n_The Security Council,_\n\n1. Decides to meet.", {"symbols": ("S/RES/9999 (2044)",), "document_date": date(2044, 5, 3), "title": "Resolution 9999 (2044)", "voice": "org:security-council"}),
    ("presidential statement", "United Nations\nS/PRST/2044/7\n\n*Security Council*\n\nDistr.: General\n3 May 2044\n\nOriginal: English\n\n*Statement by the President of the\nSecurity Council*\n\nAt the 8888th meeting of the Security Council, held on 2 May 2044, in connection with the item entitled “Fish”, the President of the Security Council made the following statement on behalf of the Council:\n\n“The Security Council is concerned about the north.\n\n“The Security Council decides to meet.”",
     {"kind": "presidential_statement", "symbols": ("S/PRST/2044/7",), "document_date": date(2044, 5, 2), "title": "Statement by the President of the Security Council", "voice": "org:security-council"}),
]  # fmt: skip

DRAFTS: list[tuple[str, str, dict[str, Any]]] = [
    ("typewritten", TYPED + "FISH OF THE NORTH\n\nChile, Norway and Union of Soviet Socialist Republics: draft resolution\n\nThe General Assembly,\n\n1. Decides to meet.", {"kind": "draft_resolution", "symbols": ("A/C.1/39/L.7",), "ga_session": 39, "authors": ["Chile", "Norway", "Union of Soviet Socialist Republics"], "actors": ["state:CHL", "state:NOR", "state:SUHH"], "original_language": "es", "distribution": "Limited", "agenda": [("59 (a)", "FISH OF THE NORTH")]}),
    ("asterisks on names", HRC + "*Albania,* Bahamas (The), Iran (Islamic Republic of)* and Türkiye: draft resolution*\n\n*43/… Fishing rights*\n\n_The Human Rights Council,_\n\n1. Decides to meet.", {"authors": ["Albania", "Bahamas (The)", "Iran (Islamic Republic of)", "Türkiye"], "title": "Fishing rights", "ga_session": None, "agenda": [("3", "Promotion of fisheries")]}),
    ("the title in the sponsors' block", TYPED + "FISH\n\nChile: revised draft resolution\nNorthern fish\n\nThe General Assembly,\n\n1. Decides to meet.", {"authors": ["Chile"], "title": "Northern fish"}),
    ("Security Council", COUNCIL + "*Albania and United States of America: draft resolution*\n\n_The Security Council,_\n\n1. Decides to meet.", {"kind": "draft_resolution", "actors": ["state:ALB", "state:USA"], "title": None}),
    ("sponsors who joined later", HRC + "*Chile: draft resolution*\n\n*43/… Nets*\n\n_The Human Rights Council,_\n\n1. Decides to meet.\n\nSubsequently joined by: Norway, Peru and the Republic of Korea.", {"actors": ["state:CHL", "state:NOR", "state:PER", "state:KOR"]}),
    ("a list of more sponsors", TYPED.replace("L.7", "L.7/Add.1") + "FISH\n\nAdditional sponsors of draft resolution A/C.1/39/L.7\n\nAdd the following countries to the list of sponsors of the draft resolution:\n\nChile, Norway and Zaire", {"kind": "draft_resolution", "symbols": ("A/C.1/39/L.7/Add.1",), "actors": ["state:CHL", "state:NOR", "state:ZRCD"]}),
    ("draft decision of a chair", HRC + "*Draft decision submitted by the Vice-Chair of the Committee, Ola Hansen (Norway), on the basis of informal consultations*\n\n*Nets*\n\n_The Human Rights Council,_\n\n1. Decides to meet.", {"authors": ["Ola Hansen"], "actors": ["person:NOR/ola-hansen"], "title": "Nets"}),
]  # fmt: skip

# An annex whose title ends with a number, and one that a table of contents lists.
NUMBERED = (
    COUNCIL
    + "*Letter dated 2 May 2044 from the Permanent Representative of Norway to the United Nations addressed to the President of the Security Council*\n\nI write.\n\n(Signed) Ola Hansen\n\n"
)
CHILE = "person:CHL/ana-pérez"
LETTERS += [
    ("an annex of a day", NUMBERED.replace("*", "") + "Annex to the letter dated 2 May 2044 from the Permanent Representative of Norway to the United Nations\n\nStatement by the President of Chile, Ana Pérez, on the events of 1 May 2044\n\nIt is cold.", {"parts": [("annex", "Statement by the President of Chile, Ana Pérez, on the events of 1 May 2044", CHILE)], "voice": CHILE}),
    ("an annex that says when it was said", NUMBERED + "*Annex*\n\n*Statement by the President of Chile, Ana Pérez, 1 May 2044*\n\nIt is cold.", {"voice": CHILE}),
    ("an annex said at a meeting", NUMBERED + "*Annex*\n\n*Remarks by the President of Chile, Ana Pérez, at the summit of fishers*\n\nIt is cold.", {"voice": CHILE}),
    ("an annex on a subject", NUMBERED + "*Annex*\n\n*Statement by the President of Chile, Ana Pérez, on the recent catch*\n\nIt is cold.", {"voice": CHILE}),
    ("an annex on a resolution", NUMBERED.replace("*", "") + "Annex\n\nReport on the implementation of resolution 1325\n\nIt is cold.", {"parts": [("annex", "Report on the implementation of resolution 1325", None)], "voices": ["person:NOR/ola-hansen"]}),
    ("an annex on an article of a low number", NUMBERED.replace("*", "") + "Annex\n\nViews of the fishers on article 24\n\nIt is cold.", {"parts": [("annex", "Views of the fishers on article 24", None)]}),
    ("annexes listed with leaders", NUMBERED.replace("*", "") + "Annex\n\nNets of the north ........ 24\n\nIt is cold.", {"parts": []}),
    ("annexes listed among others", NUMBERED.replace("*", "") + "III. Conclusions 20\n\nAnnex I\n\nNets of the north 24\n\nAnnex II\n\nNets of the south 31\n\nIt is cold.", {"parts": []}),
]  # fmt: skip

REPORTS: list[tuple[str, str, dict[str, Any]]] = [
    ("by a named expert", HRC.replace("L.5", "21").replace("Limited", "General") + "*Situation of nets in the north**\n\n*Report of the Special Rapporteur on the situation of nets, Ann Lee*\n\n*Summary*\n\n1. It is cold.", {"kind": "report", "symbols": ("A/HRC/43/21",), "title": "Situation of nets in the north", "authors": ["Ann Lee"]}),
    ("a period in the title is no date", "United Nations\nA/99/604\n\n*General Assembly*\n\nDistr.: General\n3 May 2044\n\nNinety-ninth session\nAgenda item 148\nNets\n\n*Budget for the period from 1 July 2043 to 30 June 2044*\n\n*Report of the Secretary-General*\n\n*I. Introduction*\n\n1. It is cold.", {"document_date": date(2044, 5, 3), "authors": ["Secretary-General"], "ga_session": 99}),
    ("no distribution block", "United Nations\nA/99/605\n\n*General Assembly*\n\nNinety-ninth session\nAgenda item 148\nNets\n\n*Nets of the north*\n\n*Note by the Secretariat*\n\n1. It is cold.", {"kind": "report", "symbols": ("A/99/605",), "title": "Nets of the north"}),
    ("a subsidiary body's session is not the Assembly's", "United Nations\nA/CN.9/999\n\n*General Assembly*\n\nDistr.: General\n3 May 2044\n\nOriginal: English\n\n*United Nations Commission on Nets*\n\nFifty-third session\nNew York, 6–17 July 2044\n\n*Nets*\n\n*Note by the Secretariat*\n\n1. It is cold.", {"ga_session": None}),
    ("a commission of the Economic and Social Council", "UNITED\nNATIONS\n\nE\n\n*Economic and Social\nCouncil*\n\nDistr.\nGENERAL\n\nE/CN.4/2000/99\n3 May 2000\n\nOriginal: ENGLISH\n\nCOMMISSION ON NETS\nFifty-sixth session\nItem 11 (b) of the provisional agenda\n\nFISH AND NETS\n\n*Report of the Working Group on Nets*\n\n1. It is cold.", {"symbols": ("E/CN.4/2000/99",), "agenda": [("11 (b)", "FISH AND NETS")], "authors": ["Working Group on Nets"], "ga_session": None}),
    ("the state under review is in the title", HRC.replace("L.5", "9").replace("Limited", "General") + "*Report of the Working Group on the Universal Periodic Review**\n\n*Norway*\n\n* The annex to the present report is circulated as received.\n\n*Contents*\n\nAnnex\n\nComposition of the delegation 24\n\n*Introduction*\n\n1. It is cold.\n\n*Annex*\n\n[English only]\n\n*Composition of the delegation*\n\nOla Hansen.",
     {"title": "Report of the Working Group on the Universal Periodic Review: Norway", "authors": ["Working Group on the Universal Periodic Review"], "parts": [("annex", "Composition of the delegation", None)], "agenda": [("3", "Promotion of fisheries")]}),
    ("corrigendum", "United Nations\nA/99/605/Corr.1\n\n*General Assembly*\n\nDistr.: General\n3 May 2044\n\nNinety-ninth session\nAgenda item 148\nNets\n\n*Nets of the north*\n\n*Report of the Secretary-General*\n\n*Corrigendum*\n\nParagraph 7\n\nFor nets read fish.", {"kind": "report", "symbols": ("A/99/605/Corr.1",), "title": "Nets of the north"}),
]  # fmt: skip

OTHERS: list[tuple[str, str, dict[str, Any]]] = [
    ("note verbale as a document", COUNCIL + "*Note verbale dated 2 May 2044 from the Permanent Mission of Norway to the United Nations addressed to the Secretary-General*\n\nThe Permanent Mission of Norway to the United Nations presents its compliments to the Secretary-General and has the honour to write.", {"kind": "note_verbale", "voice": "org:permanent-mission-of-norway-to-the-united-nations", "document_date": date(2044, 5, 2)}),
    ("note verbale as sent", "Permanent Mission of Norway\n\nNo. 44/2044\n\nThe Permanent Mission of Norway to the United Nations presents its compliments to the Secretariat of the United Nations and has the honour to inform it of the weather.\n\nThe Permanent Mission of Norway avails itself of this opportunity to renew to the Secretariat the assurances of its highest consideration.\n\nNew York, 2 May 2044", {"kind": "note_verbale", "document_date": date(2044, 5, 2)}),
    ("summary record, speakers of every form", "United Nations\nA/C.3/99/SR.12\n\n*General Assembly*\n\nNinety-ninth session\n\nOfficial Records\n\nDistr.: General\n9 May 2044\n\nOriginal: English\n\n*Third Committee*\n\n*Summary record of the 12th meeting*\n\nHeld at Headquarters, New York, on Monday, 3 May 2044, at 3 p.m.\n\nChair: Ms. Pérez (Chile)\n\n*Contents*\n\nThe meeting was called to order at 3.05 p.m.\n\n*Agenda item 28: Nets* (continued) (A/99/38)\n\n+1. Mr. Hansen (Norway), speaking on behalf of the Nordic countries, said that it was cold.\n\n+2. Begum Noor (Pakistan) recalled the summer.\n\n3. It had been warm.\n\n+4. The Chair drew attention to the clock.\n\nThe meeting rose at 6 p.m.",
     {"kind": "summary_record", "meeting": "12th meeting", "document_date": date(2044, 5, 3), "ga_session": 99, "voices": ["person:NOR/hansen", "person:PAK/begum-noor", "person:PAK/begum-noor", "person:CHL/pérez"]}),
    ("meetings coverage without the word", "*Members of Council Differ over Nets*\n\nDepartment of Public Information • News and Media Division • New York\n\nSecurity Council\n8888th Meeting (AM)\n\n3 May 2044\n\nThe Council met today.", {"kind": "press_release", "document_date": date(2044, 5, 3), "title": "Members of Council Differ over Nets"}),
    ("number and date on one line", "Meetings Coverage\n\nSC/99350\n2 JULY 2044\n\n*Security Council Renews Mandate, Adopting Resolution 9999 (2044)*\n\nThe Council met today.", {"kind": "press_release", "document_date": date(2044, 7, 2), "title": "Security Council Renews Mandate, Adopting Resolution 9999 (2044)"}),
    ("a message of the Secretary-General", "Press Release\n\nSG/SM/99864-AFR/4000\n\n3 May 2044\n\n*Secretary-General Praises Nets in Message for the Day of Fish*\n\nFollowing is UN Secretary-General Ann Lee’s message on the Day of Fish, observed on 3 May:\n\nNets are good.", {"kind": "press_release", "voice": "person:secretary-general/ann-lee"}),
    ("speech with a head", "STATEMENT BY H.E. MS. ANN LEE\n\nStatement by H.E. Ms. Ann Lee, Minister for Foreign Affairs of Norway\n\nat the general debate of the General Assembly\n\nNew York, 26 September 2044\n\nCheck against delivery\n\nMr. President, allow me to congratulate you on your election. My delegation believes that we must act, and we shall. " + "We thank the United Nations, and my country stands ready to do what it can for our common future. " * 6, {"kind": "speech", "authors": ["Ann Lee"], "document_date": date(2044, 9, 26), "voice": "person:NOR/ann-lee"}),
    ("news without a time of day", "*Bridge to be opened on Monday*\n\nBy Flavia Rosa\n\nMay 4, 2044\n\nSTRELSAU (Herald News) — The bridge will be opened on Monday, the ministry said.", {"kind": "news_article", "title": "Bridge to be opened on Monday", "authors": ["Flavia Rosa"], "document_date": date(2044, 5, 4)}),
    ("news dated by a day of the week", "Bridge to be opened on Monday\n\nWednesday, May 4, 2044\n\nThe bridge will be opened on Monday, the ministry told the Herald, and the road beside it in the week after.", {"kind": "news_article", "title": "Bridge to be opened on Monday", "document_date": date(2044, 5, 4)}),
    ("news dated by nothing but its story", "Bridge opened after two years\n\nThe bridge over the northern sound was opened on Monday, the ministry said in the evening.\n\nA spokesman told the Herald that it would stay open. Fishers reported long queues.", {"kind": "news_article", "title": "Bridge opened after two years", "document_date": None}),
    ("a closed meeting has a communiqué for a record", "United Nations\nS/PV.8889\n\n*Security Council*\n\nNinety-ninth year\n\n*8889th (closed) meeting*\n\nMonday, 3 May 2044, 10 a.m.\n\nNew York\n\n*Official communiqué of the 8889th (closed) meeting of the Security Council*\n\nIn accordance with rule 55, the following communiqué was issued through the Secretary-General in place of a verbatim record:\n\nThe Council met.", {"kind": "verbatim_record", "symbols": ("S/PV.8889",), "document_date": date(2044, 5, 3)}),
]  # fmt: skip

KINDS = {"letter": LETTERS, None: [*RESOLUTIONS, *DRAFTS, *REPORTS, *OTHERS]}
ROWS = [
    (name, text, {"kind": kind, **want} if kind else want) for kind, rows in KINDS.items() for name, text, want in rows
]


def spoken(found: Parsed) -> list[str]:
    return [s.voice.id for s in found.segments if s.kind in {"paragraph", "speech", "list_item"} and s.voice]


# Fields that are no column of the document.
FIELDS: dict[str, Callable[[Parsed], Any]] = {
    "authors": lambda p: [a.name or a.role for a in p.document.authors],
    "actors": lambda p: [a.actor.id if a.actor else None for a in p.document.authors],
    "agenda": lambda p: [(i.item, i.title) for i in p.document.agenda],
    "notes": lambda p: [n.rule for n in p.notes],
    "parts": lambda p: [(x.kind, x.title, x.author.id if x.author else None) for x in p.parts[1:]],
    "voice": lambda p: (spoken(p) or [None])[-1],
    "voices": spoken,
}


def read(found: Parsed, field: str) -> Any:
    return FIELDS[field](found) if field in FIELDS else getattr(found.document, field)


@pytest.mark.parametrize(("name", "text", "want"), ROWS, ids=[r[0] for r in ROWS])
def test_variant(name: str, text: str, want: dict[str, Any]) -> None:
    found = parsed(text, f"{name}.txt")
    assert {field: read(found, field) for field in want} == want


@pytest.mark.parametrize(
    ("name", "text", "want"),
    [r for r in ROWS if "*" not in r[1] and "+" not in r[1]],
    ids=[r[0] for r in ROWS if "*" not in r[1] and "+" not in r[1]],
)
def test_variant_as_plain_text(name: str, text: str, want: dict[str, Any]) -> None:
    found = from_text(text, f"{name}.txt")
    assert {field: read(found, field) for field in want} == want


HEAD = "United Nations\nA/99/1\n\nGeneral Assembly\n\nDistr.: General\n\n"


@pytest.mark.parametrize("text", [
    HEAD + "of " * 5_000 + "\n\nReport of the Secretary-General",
    HEAD + "Commission of the " * 3_000 + "x",
    HEAD + "Agenda item 5" + " " * 50_000 + "x\n\nFish",
    HEAD + "Agenda items 5, " + "6 (a), " * 10_000 + "x\n\nFish",
    HEAD + "a line of a title\n" * 20_000,
    HEAD + "Letter dated 3 May 2044 from the " + "Permanent Representative, " * 5_000,
    HEAD + "*Resolution adopted by the " + "General " * 20_000,
    "Mr. X (" * 20_000,
    "The PRESIDENT (translated from Russian" * 5_000 + "): x",
    "STRELSAU, " * 20_000 + "(RN) - x",
    HEAD + "*Letter dated 3 May 2044 from the King addressed to the Queen*\n\n" + "*Annex*\n\n(Signed) A B\n\n" * 1_500,
], ids=range(11))  # fmt: skip
def test_hostile_first_pages_take_no_more_than_their_length(text: str) -> None:
    # Seconds; a pattern that tries every way takes minutes, or for ever.
    start = time.process_time()
    parsed(text)
    assert time.process_time() - start < 3
