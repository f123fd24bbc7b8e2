"""What looks like a citation and is none: running headers, page furniture, a document's own heading."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from pipeline.extract.citations.lexicon import DASH, expand

if TYPE_CHECKING:
    from pipeline.extract.citations.readings import Reading

_PAGE = re.compile(
    r"[ \t\u00a0\n\r]{1,3}+(?P<page>\d{1,4}+)/(?P<of>\d{1,4})(?![\d/])(?:[ \t\u00a0\n\r]{1,3}\d\d-\d{5})?", re.ASCII
)
# the next line of a running header or footer, which is no sentence: job number, page number
_NEXT_LINE = re.compile(
    r"(?![).,;:\]])(?:[^\n]{0,120}[^\n.;,:])?\n[ \t]*"
    r"(?:(?:GE\.)?\d\d-\d{5}\b|\d{1,4}[ \t]*(?:\n|$)|\d{1,4}(?:/\d{1,4})?[ \t]+(?:GE\.)?\d\d-\d{5})",
    re.ASCII,
)
# Under a header that is only a symbol: "Page 12", or a page and a job number a paragraph below.
_PAGE_BELOW = re.compile(
    r"[ \t]*\n[ \t]*(?:(?:English[ \t]*\n[ \t]*)?[Pp]age \d{1,4}[ \t]*(?:\n|$)|- \d{1,4} -[ \t]*(?:\n|$)"
    r"|\n[ \t]*(?:\d{1,4}(?:/\d{1,4})?[ \t]+)?(?:GE\.)?\d\d-\d{5}\b)",
    re.ASCII,
)
# Under a header that is only a symbol: the title of the document in a few lines, then page and job number.
_TITLE_BELOW = re.compile(
    r"[ \t]*(?:\n[^\n]{1,120}){1,3}\n[ \t]*(?:\d{1,4}/\d{1,4}[ \t]+\d\d-\d{5}\b|\d\d-\d{5}[ \t]+\d{1,4}(?:/\d{1,4})?\b)"
)
# The same in one line: what follows a symbol that is cited begins in small letters or with a mark.
_TITLE_BESIDE = re.compile(
    r" [A-Z][^.,;:()\n]{2,90} (?:\d{1,4}/\d{1,4} \d\d-\d{5}|\d\d-\d{5} \d{1,4}/\d{1,4})\b", re.ASCII
)
_MASTHEAD = re.compile(
    r"(?:\s+(?:United Nations|General Assembly|Security Council|Economic and Social Council))+\s+Distr\.", re.ASCII
)
# The other half of a joint header, with page and job number behind; the date in the header of a verbatim record.
_HALF_BELOW = re.compile(r"\s{1,3}[ASE]/[\w./()-]+\s{1,3}\d{1,4}/\d{1,4}\s{1,3}\d\d-\d{5}\b", re.ASCII)
_RECORD_DATE = re.compile(r"[ \t]{1,3}\d\d/\d\d/\d{4}[ \t]*\n[^\n]{0,120}\d\d-\d{5}[ \t]+\d{1,4}/\d{1,4}\b", re.ASCII)
_DISTRIBUTED_ENDS = frozenset("LDld")
_HALVES = frozenset("ASE")
_BLANKS = frozenset("\n ")
_MASTHEAD_STARTS = frozenset(("U", "G", "S", "E", ""))
_JOB_STARTS = frozenset("GV")
_JOB_BESIDE = re.compile(r"\d\d-\d{5}\s{1,3}$", re.ASCII)
_JOB_NEXT = re.compile(r"\s{1,3}(?:\d{1,4}\s{1,3})?(?:GE\.|V\.)?\d\d-\d{5}\b", re.ASCII)
_PAGE_BEFORE = re.compile(
    r"(?:\d\d-\d{5}[ \t\u00a0\n\r]{1,3}\d{1,4}/\d{1,4}|"
    r"\d\d-\d{5}(?: \(E\))?(?:\s+\d{6}){0,2}(?:\s+\*\d{7}\*)?)\s{1,3}(?:[ASE]/[\w./()-]+\s{1,3})?$",
    re.ASCII,
)
# Documents of the Assembly and the Councils bear joint symbols.
_JOINT = re.compile(r"[ASE]/\S+(?:\s+[ASE]/\S+){1,2}")
_SYMBOL_ENDS = re.compile(r"[ \t]+[A-Z]{1,5}/\S+[ \t]*(?:\n|$)")
_ONLY_SYMBOLS = re.compile(r"[A-Z]{1,5}/[\w./()-]+(?:\s+[A-Z]{1,5}/[\w./()-]+)*")
_JOB_LINE = re.compile(r"\d\d-\d{5}\b[^\n]{0,40}\s*$", re.ASCII)
# how far a masthead says that a document goes, then its symbol
_DISTRIBUTED = re.compile(r"\bDistr\.? ?:?\s{1,3}(?:GENERAL|LIMITED|RESTRICTED|General|Limited|Restricted)\s{1,4}$")
_DISTR = re.compile(r"\s*(?:\n[^\n]{0,60}){0,3}?\n?\s*Distr\.?\s?:", re.ASCII)
# Below a resolution's number: the line that says when it was adopted, or who speaks.
_LINE_ON_ADOPTION = (
    r"[ \t]*\n\s{0,4}(?:\[?Adopted by the (?:Security Council|General Assembly) (?:on {D}|at )|"
    r"The (?:Security Council|General Assembly),)"
)
_OWN_LINES = re.compile(expand(_LINE_ON_ADOPTION), re.ASCII)
# In the middle of a text a title shows by what stands below it: the body that speaks, or when it was adopted.
_OWN_TITLE_WITHIN = re.compile(
    expand(
        r"\. (?:{Y} )?[A-Z][^\n]{1,240}(?:\n(?!\d{1,4}/\d)[^\n]{1,160}){0,6}?\n\s{0,4}(?:\[?Adopted |"
        r"The (?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)(?:,|$))"
    ),
    re.ASCII,
)
_OWN_HEAD = re.compile(
    expand(
        r"(?:\. ?(?:Resolution|Decision)? ?of {D}|\. ?Resolution\b|"
        r"\.?\s{0,4}\[?[Aa]dopted (?:unanimously |without a vote )?"
        r"(?:by the (?:Security Council|General Assembly|Economic and Social Council|Human Rights Council) )?at |"
        rf"{_LINE_ON_ADOPTION})"
    ),
    re.ASCII,
)
_ADOPTION, _BESIDE = 120, 16
# what lines that go on end in: then a number at the next one's beginning is no heading
_GOES_ON = re.compile(r"(?:[,:;&–—-]|\b(?:and|or|to|of|in|by|with|under|see|[Rr]esolutions?|[Dd]ecisions?|Nos\.))\s*\Z")
_OWN_TITLE = re.compile(expand(r"\. (?:{Y} )?[A-Z][a-z]+"), re.ASCII)
_LIST_END = re.compile(r"\s*(?:[).;:,\]]|$|\n|and [A-Z]{1,5}/|\()", re.ASCII)
_CELL_ITEM = (
    rf"(?:(?:E?S-)?\d{{1,4}}/\d{{1,4}}(?: [A-Z](?:(?:, [A-Z])*,? and [A-Z]|{DASH}[A-Z])?)?"
    r"|\d{1,4}(?: [A-Z])? ?\((?:(?:19|20)\d\d|(?:E?S-)?[IVXLC]+)\))"
)
_SECOND = re.compile(r"/\d+|^\d[^;]*\)", re.ASCII)
_CELL = rf"[ ]*(?P<list>{_CELL_ITEM}(?:;? {_CELL_ITEM})*);?[ ]*(?=[\n\t]|$)"
_TITLE_WORD = re.compile(r"[^\W\d_]{4}")
_TABLE_LINE = re.compile(rf"(?:^|[\n\t]){_CELL}", re.ASCII)
_LATER_LINE = re.compile(rf"[\n\t]{_CELL}", re.ASCII)  # looked for by its first character: three times as fast


def is_furniture(
    text: str, at: tuple[int, int], bounds: tuple[int, int], reading: Reading, own: frozenset[str]
) -> bool:
    """Whether a symbol is printed as header or footer: beside a page number or job number, or alone on its line."""
    start, end = at
    if text[end : end + 1].isspace() and _furniture_follows(text, end):
        return True
    before = text[start - 2 : start - 1] if start > 1 else ""
    if before in _BLANKS and text[start - 1] == "\n" and _line_ends(text, end):
        before = text[max(0, start - 5) : start].rstrip()[-1:]
    if (before.isdigit() or before in {")", "*"}) and _PAGE_BEFORE.search(text, max(0, start - 60), start):
        return True
    spread = before in _DISTRIBUTED_ENDS and _DISTRIBUTED.search(text, max(0, start - 40), start)
    starts = start == 0 or text[start - 1] in "\n\r\t"
    ends = (end == len(text) or text[end] in " \t\r\n") and _line_ends(text, end)
    if spread or not (starts or ends):
        return bool(spread)
    alone = ends and (starts or text[start - 2 : start] == "\n ")
    if _page_below(text, end, alone=alone) or (own and own & {f.identifier for f in reading.found}):
        return True
    if ends and text.find("Distr", end, end + 240) >= 0 and (_DISTR.match(text, end) or before == "s"):
        return True  # a masthead
    return (start == bounds[0] or ends) and _is_header(text, bounds, reading)


def _furniture_follows(text: str, end: int) -> bool:
    """Whether a page number, a job number or the names of a masthead follow white space here."""
    behind = text[end : end + 4].lstrip()[:1]
    if behind in _HALVES and _HALF_BELOW.match(text, end):
        return True
    if behind in _MASTHEAD_STARTS and _MASTHEAD.match(text, end):
        return True
    if "A" <= behind <= "Z":
        return bool(_TITLE_BESIDE.match(text, end) or (behind in _JOB_STARTS and _JOB_NEXT.match(text, end)))
    page = _PAGE.match(text, end) if behind.isdigit() else None
    if page and int(page["page"]) <= int(page["of"]):
        return True
    return behind.isdigit() and bool(_JOB_NEXT.match(text, end) or _RECORD_DATE.match(text, end))


def _page_below(text: str, end: int, *, alone: bool) -> bool:
    """Whether the next line is a page or job number; under a symbol alone on its line, the line below the title."""
    return bool(_NEXT_LINE.match(text, end)) or (
        alone and bool(_PAGE_BELOW.match(text, end) or _TITLE_BELOW.match(text, end))
    )


def _is_header(text: str, bounds: tuple[int, int], reading: Reading) -> bool:
    """Whether a segment of symbols only is a running header: joint by a space, or under a line of job numbers."""
    whole = text[bounds[0] : min(bounds[1], bounds[0] + 200)].strip()
    if not _ONLY_SYMBOLS.fullmatch(whole):
        return False
    joint_by_space = "-" not in reading.word and _JOINT.fullmatch(whole)
    return bool(joint_by_space) or bool(_JOB_LINE.search(text, max(0, bounds[0] - 80), bounds[0]))


def _line_ends(text: str, at: int) -> bool:
    rest = text[at : at + 40]
    return not rest.split("\n", 1)[0].strip() or bool(_SYMBOL_ENDS.match(rest))


def is_page(text: str, start: int, end: int) -> bool:
    """Whether ``15/22`` is page 15 of 22: a job number stands beside it."""
    if text[end + 1 : end + 2].isdigit() and _JOB_NEXT.match(text, end):
        return True
    return text[start - 2 : start - 1].isdigit() and bool(_JOB_BESIDE.search(text, max(0, start - 12), start))


def is_heading(text: str, start: int, end: int, bounds: tuple[int, int], *, cued: bool) -> bool:
    """Whether a number opens its segment, or a line of it, as a resolution's own title.

    ``184 (1963). Resolution of 16 December 1963``; ``68/1. Review of …``; ``Resolution 757 (1992)`` and a line on its
    adoption.
    """
    lead = text[bounds[0] : min(start, bounds[0] + _BESIDE)].strip()
    if lead and lead.lower() not in {"resolution", "decision"}:
        if text[start - 1] != "\n" or _GOES_ON.search(text, max(0, start - _BESIDE), start):
            return False
        if cued:
            return bool(_OWN_LINES.match(text, end, bounds[1]))
        return bool(_OWN_HEAD.match(text, end, bounds[1]) or _OWN_TITLE_WITHIN.match(text, end, bounds[1]))
    alone = not text[end : bounds[1]].strip()  # then the next paragraph says when it was adopted
    stop = end + _ADOPTION if alone else min(bounds[1], end + _ADOPTION)
    return bool(_OWN_HEAD.match(text, end, stop) or (not cued and _OWN_TITLE.match(text, end, stop)))


def is_table_line(text: str, at: int) -> bool:
    """Whether the line or cell that begins at ``at``, its line break included, holds bare numbers only."""
    return _TABLE_LINE.match(text, at) is not None


def number_table(text: str, lo: int, hi: int) -> frozenset[int]:
    """Where bare numbers stand in a table of mandates: alone on their line or in their cell, and not the only ones.

    Page numbers (``15/22``, ``16/22``) share their second number; a table's do not.
    """
    first = _TABLE_LINE.match(text, lo, hi)
    lines = [*filter(None, [first]), *_LATER_LINE.finditer(text, first.end() if first else lo, hi)]
    if len(lines) < 2 or len({_SECOND.findall(m["list"])[0] for m in lines}) < 2:  # noqa: PLR2004 -- a table has two lines
        return frozenset()
    return frozenset(m.start("list") for m in lines)


def have_titles(text: str, starts: frozenset[int]) -> bool:
    """Whether words stand between most numbers of a table: titles, as mandates have them and shares and scores not."""
    gaps = [*pairwise(sorted(starts))]
    return 2 * sum(_TITLE_WORD.search(text, a, b) is not None for a, b in gaps) > len(gaps)


def ends_list(text: str, at: int) -> bool:
    """Whether a list of bare numbers ends here as lists do, and does not run into words that are counted."""
    return bool(_LIST_END.match(text, at))


def opens_document(text: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
    """Whether a letter's description is the document's own title: alone in its segment, addressed to somebody."""
    return not text[bounds[0] : start].strip() and (
        not text[end : bounds[1]].strip() or "addressed" in text[start : bounds[1]]
    )
