"""What looks like a citation and is none: running headers, page furniture, a document's own heading."""

from __future__ import annotations

import re

from pipeline.extract.citations.lexicon import expand
from pipeline.extract.citations.tokens import Reading

_PAGE = re.compile(r"[ \t\u00a0\n\r]{1,3}\d{1,4}/\d{1,4}(?![\d/])(?:[ \t\u00a0\n\r]{1,3}\d\d-\d{5})?", re.ASCII)
_PAGE_BEFORE = re.compile(r"(?:\d\d-\d{5}[ \t\u00a0\n\r]{1,3}\d{1,4}/\d{1,4}|\d\d-\d{5}(?: \(E\))?(?:\s+\d{6})?(?:\s+\*\d{7}\*)?)\s{1,3}$", re.ASCII)
_JOB_LINE = re.compile(r"\d\d-\d{5}\b[^\n]{0,40}\s*$", re.ASCII)
_DISTR = re.compile(r"\s*(?:\n[^\n]{0,60}){0,3}?\n?\s*Distr\.?\s?:", re.ASCII)
_UNITED = re.compile(r"United Nations\s{1,20}$", re.ASCII)
_OWN_HEAD = re.compile(expand(r"(?:\. ?(?:Resolution|Decision)? ?of {D}|\.? ?\n ?(?:Adopted|\[?adopted)|\. ?Resolution\b|\. [A-Z][a-z]+)"), re.ASCII)
_OWN_CUE = re.compile(expand(r"(?i:resolutions?|decisions?) \(?$"), re.ASCII)
_LIST_END = re.compile(r"\s*(?:[).;:,\]]|$|\n|and [A-Z]{1,5}/|\()", re.ASCII)
_TABLE_LINE = re.compile(
    r"(?:^|[\n\t])[ ]*(?P<list>(?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?:(?:, [A-Z])*,? and [A-Z])?)?"
    r"(?:; (?:E?S-)?\d{1,4}/\d{1,4}(?: [A-Z](?:(?:, [A-Z])*,? and [A-Z])?)?)*);?[ ]*(?=[\n\t]|$)",
    re.ASCII,
)
_TABLE_REACH = 4000


def is_furniture(text: str, start: int, end: int, bounds: tuple[int, int], reading: Reading,
                 own: frozenset[str]) -> bool:  # fmt: skip
    """Whether a symbol is printed as header or footer: beside a page number or job number, or alone on its line."""
    if _PAGE.match(text, end) and _is_page(text, end):
        return True
    if _PAGE_BEFORE.search(text, max(0, start - 60), start):
        return True
    alone = (start == 0 or text[start - 1] in "\n\r\t" or text[:start].isspace()) and _line_ends(text, end)
    head = _DISTR.match(text, end) or (_UNITED.search(text, max(0, start - 40), start) and text.find("Distr", end, end + 200) >= 0)
    if head:
        return True
    if not (start == bounds[0] or alone):
        return False
    symbols = {f.identifier for f in reading.found}
    if own & symbols and alone:
        return True
    whole = text[bounds[0] : bounds[1]].strip()
    if start - bounds[0] > len(whole) or not _only_symbols(whole):
        return False
    joint_by_space = "-" not in (reading.word) and len(whole.split()) > 1
    return joint_by_space or bool(_JOB_LINE.search(text, max(0, bounds[0] - 80), bounds[0]))


def _is_page(text: str, at: int) -> bool:
    page, of = (int(n) for n in re.findall(r"\d+", text[at : at + 14])[:2])
    return page <= of


def _line_ends(text: str, at: int) -> bool:
    rest = text[at : at + 40]
    return not rest.split("\n", 1)[0].strip() or bool(re.match(r"[ \t]+[A-Z]{1,5}/\S+[ \t]*(?:\n|$)", rest))


def _only_symbols(whole: str) -> bool:
    return bool(re.fullmatch(r"[A-Z]{1,5}/[\w./()-]+(?:\s+[A-Z]{1,5}/[\w./()-]+)*", whole))


def is_heading(text: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
    """Whether a number opens its segment as a resolution's own title: ``184 (1963). Resolution of 16 December 1963``."""
    lead = text[bounds[0] : start].strip() if start - bounds[0] < 40 else "x"  # noqa: PLR2004
    if lead and not re.fullmatch(r"(?i:resolution|decision|adopted)", lead):
        return False
    return bool(_OWN_HEAD.match(text, end, min(bounds[1], end + 80)))


def in_number_table(text: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
    """Whether bare numbers stand in a table of mandates: alone on their line, and not the only such line.

    Page numbers (``15/22``, ``16/22``) share their second number; a table's do not.
    """
    lo, hi = max(bounds[0], start - _TABLE_REACH), min(bounds[1], end + _TABLE_REACH)
    lines = [m for m in _TABLE_LINE.finditer(text, lo, hi)]
    if not any(m.start("list") <= start and end <= m.end("list") for m in lines):
        return False
    seconds = {n.split("/")[1].split()[0] for m in lines for n in re.split(r"; ", m["list"])}
    return len(lines) > 1 and len(seconds) > 1


def ends_list(text: str, at: int) -> bool:
    """Whether a list of bare numbers ends here as lists do, and does not run into words that are counted."""
    return bool(_LIST_END.match(text, at))


def opens_document(text: str, start: int, end: int, bounds: tuple[int, int]) -> bool:
    """Whether a letter's description is the title of the document itself: alone in its segment, addressed to somebody."""
    return not text[bounds[0] : start].strip() and (not text[end : bounds[1]].strip() or "addressed" in text[start : bounds[1]])
