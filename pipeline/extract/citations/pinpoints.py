"""Places in a work: ``annex, sect. II``, ``paras. 41–44, 74``, after or before the citation.

The forms are the United Nations Editorial Manual's: paragraphs, not pages, for documents of the Organization.
"""

from __future__ import annotations

import re
from functools import lru_cache

from pipeline.extract.citations.lexicon import expand

# "(a)", and lists and ranges of such parts behind a number: "10 (a)–(c)".
_PART = r"\([a-z0-9]{1,4}\)"
_VALUE = (
    r"(?:\d+(?:\.\d+)*[a-z]?|(?:[IVXLC]+|[A-Z])(?:\.[A-Z0-9]+)*|one|two|three|four|five|six)\b(?!/)"
    rf"(?: ?{_PART}(?:(?:{{-}}|, | and |, and | to ){_PART})*)*"
)
_RANGE = rf"{_VALUE}(?:{{-}}{_VALUE})?"
_VALUES = rf"{_RANGE}(?:(?:, | and |, and | to )(?!\d{{1,2}} [A-Z][a-z]+ \d{{4}}){_RANGE})*"
_LABELLED = (
    r"(?:paras?\.|paragraphs?|sects?\.|sections?|chaps?\.|chapters?|pp?\.|arts?\.|articles?|part|parts|rules?|"
    r"tables?|principles?|guidelines?|recommendations?|operative paragraphs?|preambular paragraphs?|annex|appendix|"
    r"enclosure|footnotes?|notes?|vol\.|figs?\.)"
)
_UNIT = rf"(?:{_LABELLED} {_VALUES}|annex(?:es)?\b|appendix\b|enclosure\b|preamble\b)"
_AFTER = re.compile(
    expand(
        r"(?:[)\]]{0,2},? |[)\]]{0,2}, ?(?:at |see |in particular |especially |esp\. )?| \()"
        rf"(?P<pin>{_UNIT}(?:, {_UNIT})*)"
    ),
    re.ASCII,
)
_LINK = re.compile(r"\]\([^()\s]*\)")
_DATED = re.compile(expand(r"(?:,? (?:of|dated) {D}| \((?:19|20)\d\d\))"), re.ASCII)
_STATES = re.compile(
    expand(
        rf"[)\]]?(?: \[\[\d+\]\]\([^()\s]*\))? (?:states?|stated|notes?|noted|provides?) (?:at|in) (?P<pin>{_UNIT})"
    ),
    re.ASCII,
)
_OTHERS = re.compile(expand(r" (?:of|to|in) "), re.ASCII)
_UNITS = re.compile(expand(rf"{_UNIT}(?:(?:, | and ){_UNIT})*"), re.ASCII)
# The words that labels begin with, full stops off.
_LABELS = frozenset((
    "para", "paras", "paragraph", "paragraphs", "sect", "sects", "section", "sections", "chap", "chaps",
    "chapter", "chapters", "p", "pp", "art", "arts", "article", "articles", "part", "parts", "rule", "rules",
    "table", "tables", "principle", "principles", "guideline", "guidelines", "recommendation", "recommendations",
    "operative", "preambular", "annex", "annexes", "appendix", "enclosure", "footnote", "footnotes", "vol", "fig",
    "figs", "preamble",
))  # fmt: skip
# Words that may stand between "section III of" and the number it is a section of.
_BETWEEN = frozenset((
    "the", "its", "their", "that", "present", "United", "Nations", "General", "Security", "Economic", "and",
    "Social", "Human", "Rights", "Assembly", "Council", "Commission", "on", "resolution", "resolutions",
    "decision", "decisions", "document", "report", "letter", "note", "Resolution", "Decision",
))  # fmt: skip
# The words, beside numbers and letters, that a place can end in.
_PLACE_ENDS = frozenset((
    "one", "two", "three", "four", "five", "six", "annex", "annexes", "appendix", "enclosure", "preamble",
))  # fmt: skip
_OF = frozenset(("of", "to", "in", "from", "under"))
# What stands before the blank where one of these words does: its last letter, or another blank.
_BEFORE_BLANK = frozenset(w[-1] for w in _BETWEEN | _OF) | {c for c in map(chr, range(0x3001)) if c.isspace()}
# How far back a place stands, with the names behind it; of most citations the last words tell that there is none.
_SPAN, _LAST_WORDS = 110, 4


_OPENERS = frozenset(",) ]\n\r\u00a0")
_SEPARATORS = ",) ](\n\r\u00a0"
# what labels, and the words that introduce them, begin with: most citations are followed by neither
_LABEL_STARTS = frozenset((
    "pa", "se", "ch", "p.", "pp", "ar", "ru", "ta", "pr", "gu", "re", "op", "an", "ap", "en", "fo", "no", "vo",
    "fi", "at", "in", "es", "st", "[[",
))  # fmt: skip


def after(text: str, at: int, stop: int) -> str | None:
    """Return the place named right after ``at``, white space single; null when it belongs to the next citation."""
    if at >= stop or text[at] not in _OPENERS:
        return None
    opening = _opening(text[at : at + 6])
    if opening == "date":
        comma = text.find(",", at, at + 30)
        opening = _opening(text[comma : comma + 6]) if comma > 0 else None
    if opening != "place":
        return None
    if stop - at > _WINDOW:
        found = _place(text[at : at + _WINDOW])
        if found != _CUT:
            return found
    return _place(text[at : min(stop, at + _LONGEST)])


@lru_cache(maxsize=1 << 12)
def _opening(behind: str) -> str | None:
    """Return what the six characters behind a citation may open: a place, a date with a place behind it, or nothing."""
    then = behind.lstrip(_SEPARATORS)[:2]
    if then in {"of", "da"}:
        return "date"
    return "place" if then in _LABEL_STARTS or then.isdigit() else None


# What most places and the words around them fit in: the same words after a citation are read once.
_WINDOW, _LONGEST = 72, 1200
_CUT = "…"


@lru_cache(maxsize=1 << 15)
def _place(words: str) -> str | None:
    """Return the place that these words begin with, null for none, ``…`` when the words may end within it."""
    at = 0
    if words[0] == "]" and (link := _LINK.match(words)):
        at = link.end()
    if dated := _DATED.match(words, at):
        at = dated.end()
    m = _AFTER.match(words, at) or _STATES.match(words, at)
    if m and len(words) == _WINDOW and m.end() > _WINDOW - 12:
        return _CUT
    if not m or (_OTHERS.match(words, m.end()) and not m["pin"].startswith("annex")):
        return None
    return " ".join(m["pin"].split())


@lru_cache(maxsize=1 << 14)
def _is_place(words: str) -> bool:
    return bool(_UNITS.fullmatch(words))


def before(text: str, start: int, at: int) -> str | None:
    """Return the place named right before ``at``: ``section III of its resolution 55/234``."""
    if at - start < 2 or text[at - 2] not in _BEFORE_BLANK or not text[at - 1].isspace():  # noqa: PLR2004 -- a word and a blank
        return None
    low = start if at - start < _SPAN else at - _SPAN
    words = _led_to(text[low:at].rsplit(None, _LAST_WORDS))
    if len(words) > 2 and (words[-1] not in _OF or not _may_end_place(words[-2])):  # noqa: PLR2004 -- the first is no word
        return None
    words = _led_to(text[low:at].split())
    if not words or words.pop() not in _OF or not words or not _may_end_place(words[-1]):
        return None
    found = None
    for i in range(len(words) - 1, 0 if low > start else -1, -1):  # the first word may be cut
        if words[i].rstrip(".,") in _LABELS:
            place = " ".join(words[i:])
            if not _is_place(place):
                break
            found = place
    return found


def _led_to(words: list[str]) -> list[str]:
    """Return the words without those that may stand between a place and the number of its work."""
    while words and words[-1] in _BETWEEN:
        words.pop()
    return words


def _may_end_place(word: str) -> bool:
    return word[0].isdigit() or word[-1] == ")" or word.isupper() or word in _PLACE_ENDS
