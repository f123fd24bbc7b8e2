"""No input makes reading a document slower than linear: four times the text takes about four times as long.

The hostile text stands in every place a kind looks at: below a masthead, as a line of it, below a title, in an annex.
"""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING

import pytest
from made import blocks

from pipeline import dates, kinds, masthead
from pipeline.kinds import annexes, bylines, frame, turns
from pipeline.layout import place, settle
from pipeline.model import Block, Entry

if TYPE_CHECKING:
    from types import ModuleType

HEAD = "United Nations\nA/99/1\n\nGeneral Assembly\n\nDistr.: General\n\n"
LETTER = HEAD + "*Letter dated 2 May 2044 from the King addressed to the Queen*\n\n"
# Where the hostile text stands, as "~".
PLACES = {
    "alone": "~", "line of a masthead": "~\n" + HEAD, "below a masthead": HEAD + "~\n\n*Report of the Secretary-General*\n\n1. It is cold.",
    "agenda": HEAD + "Agenda item 5~x\n\nReport of the Secretary-General", "agenda items": HEAD + "Agenda items 5 and ~x\n\nNote by the Secretariat",
    "session": HEAD + "Eightieth ~x session\n\n*Note by the Secretariat*", "body": HEAD + "Commission of ~x\nFifth session\n\n*Note by the Secretariat*",
    "title": HEAD + "*Report of ~x*\n\n1. It is cold.", "letter": HEAD + "Letter dated ~ from ~x\n\nI write.", "text of a letter": LETTER + "~x",
    "signature": LETTER + "(Signed) ~x", "annex": LETTER + "Annex\n~x", "title of an annex": LETTER + "*Annex*\n\n~x\n\nIt is cold.",
    "heading of an annex": LETTER + "Annex to the letter ~x\n\nIt is cold.", "resolution in an annex": LETTER + "Annex\nResolution 1 (1999)~x",
    "draft": HEAD + "Chile: ~x draft resolution\n\n*Nets*\n\nThe General Assembly,", "sponsors": HEAD + "Chile, ~: draft resolution\n\n*Nets*",
    "submitted": HEAD + "Draft resolution submitted by ~x\n\n*Nets*", "resolution": HEAD + "*Resolution adopted by ~x*\n\n*99/7. Nets*\n\n_The General Assembly,_",
    "statement": HEAD + "*Statement by the President of the Security Council*\n\nFollowing ~x", "contents": HEAD + "*Report of the King*\n\nContents\n\nAnnex\n\n~x",
    "transmitted": HEAD + "*Nets*\n\nNote by the King\n\nThe King transmits it.\n\nReport of ~x",
    "note verbale": "The Permanent Mission of ~x presents its compliments to ~x", "press": "Press Release\n\nSC/9\n\n*A Long Day in the Council*\n\nFollowing is ~x:",
    "record": "S/PV.9\n\nSecurity Council\n\n9th meeting\n\nPresident: ~x\n\nThe President: One.\n\nMr. Li (~x): Two.\n\nMr. Li (China), ~x\n\nThe meeting rose.",
    "items of a record": "S/PV.9\n\nSecurity Council\n\n9th meeting\n\nThe President: One.\n\nAgenda item 5 ~x\n\n~x\n\nMr. Li (China): Two.",
    "close of a record": "S/PV.9\n\nSecurity Council\n\n9th meeting\n\nThe President: One.\n\nDraft resolution ~x\n\n9th meeting ~x\n\nMr. Li ~x",
    "summary record": "A/C.3/99/SR.9\n\nThird Committee\n\nSummary record of the 9th meeting\n\n1. Mr. ~x said so.\n\n2. Mr. Li (China), ~x said",
    "speech": "Statement by H.E. Ms. ~x\n\nMr. President, I thank the United Nations.", "news": "Bridge opened\n\nBy ~x\n\nMay 4, 2044\n\nSTRELSAU (~x) — It is open.",
}  # fmt: skip
UNITS = {
    "small words": "of the ", "articles": "the ", "names": "Aa ", "joined names": "Aa of ", "letters": "a", "stops": ".", "spaced stops": ". ", "asterisks": "*",
    "lines": "a\n", "blanks": " ", "numbers": "1 ", "listed numbers": "1, ", "joined numbers": "1 and ", "letters of items": "(a), ", "items": "1 (a), ",
    "parentheses": "(", "closed": "(a)", "brackets": "[a] ", "commas": "Aa, ", "colons": "Aa: ", "leaders": "a.... 1 ", "entries": "a. 1\n", "pages": "Aa 1\n",
    "annexes": "Annex\n", "statements": "following statement ", "offices": "Secretary-General Aa Bb, ", "letter": "Letter of ", "report": "Report by Aa, ",
    "by": "by Aa, ", "on": "on Aa ", "persons": "Mr. A (b), ", "paragraphs": "The paragraph ", "drafts": "draft resolution ", "revised": "revised ",
    "acting": "Acting ", "committees": "Committee of ", "conference": "Conference on ", "dates": "1 May 2044 ", "sessions": "first session ", "and": "and ",
    "addressed": "addressed to ", "from": "from the ", "presents": "presents its compliments to ", "signed": "(Signed) A\n", "meetings": "1st meeting ",
    "numbers of releases": "SC/1-", "initials": "A.", "hyphens": "Aa-", "slashes": "A/1/", "marks": "¹ a\n", "titles": "H.E. Mr. ", "quotes": "“",
}  # fmt: skip
SMALL = 2_500
# Four times the work, and room for a machine that is busy with other things.
MOST = 4 * 2.2
# What blanks, line breaks and the words of ``UNITS`` do to one pattern, where a container did not take them out before.
BLANKS = (" ", "\n", "\t", " \n", "*", ". ", "Aa ", "1 ", "(a) ")
MODULES = (masthead, dates, annexes, bylines, frame, turns, *kinds.kinds().values())


def _seconds(text: str) -> float:
    """Return the processor time of reading a text: from blocks to settled segments."""
    layout = place([*blocks(text)[:200], Block(text[-1:])])
    begin = time.process_time()
    settle(kinds.kinds()[kinds.claiming(layout)[0]].parse(layout, Entry("made.txt"), "made"))
    return time.process_time() - begin


@pytest.mark.parametrize("name", PLACES)
def test_time_grows_with_length(name: str) -> None:
    for kind, unit in UNITS.items():
        # From a few words on, so that a pattern that doubles with each of them fails and does not hang.
        short = 0.0
        for size in (40, 160, 640, SMALL, 4 * SMALL):
            text = PLACES[name].replace("~", (unit * (size // len(unit) + 1)).strip())
            if (long := _seconds(text)) > max(short, 0.006) * MOST:
                long = min(long, _seconds(text))
            assert long < max(short, 0.006) * MOST, f"{kind}: {size} characters, {long:.4f} s"
            short = long


@pytest.mark.parametrize("module", dict.fromkeys(MODULES), ids=lambda m: m.__name__.rsplit(".", 1)[-1])
def test_no_pattern_tries_every_way(module: ModuleType) -> None:
    """Try each pattern on what it begins with itself, gone on with what it may have to give back."""
    patterns = {n: p for n, p in vars(module).items() if isinstance(p, re.Pattern)}
    starts = ("", "Agenda item 5", "The ", "Letter dated ", "1st meeting ", "Chile: ", "Annex to the letter ")
    for name, pattern in patterns.items():
        for text in (start + unit * (16_000 // len(unit)) + "\x01" for start in starts for unit in BLANKS):
            begin = time.process_time()
            pattern.match(text)
            assert time.process_time() - begin < 0.06, f"{name}: {text[:20]!r} …"
