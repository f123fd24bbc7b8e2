"""Whom a report cites: "A reported, citing B, that it rained" is B's statement inside A's, of the same content.

Read only where nothing is in doubt: the clause stands alone between the report's source, cue and content, the report is
told as one, and who is cited can speak; "citing the costs" and "citing Article 5" give grounds, not sources.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import frames, negation
from pipeline.extract.candidates import trimmed
from pipeline.extract.features import BEFORE_VERB
from pipeline.extract.mentions import class_of
from pipeline.extract.persons import person_name
from pipeline.extract.roles import is_title
from pipeline.extract.tagger import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.candidates import Pair

RULE = "cue/cited"
_OPENS = re.compile(r"\b(?:citing|quoting|wh(?:o|ich)\s+(?:cited|quoted))\s")
# "citing Ana Li, the mayor,": what stands in apposition is part of who is cited.
_CLAUSE = (
    r"(?:wh(?:o|ich)\s+)?(?P<cue>cit(?:ing|ed)|quot(?:ing|ed))\s+(?P<who>[^,;:.“”\"()]{2,80}(?:\([^()]{1,30}\))?"
    r"(?P<apposed>(?:,\s+(?:\d{1,3}|(?:the|an?|its|his|her|their|our)\s[^,;:.“”\"()]{2,60})){0,2})),\s+"
)
_TO_VERB = re.compile(rf"{_CLAUSE}(?:{BEFORE_VERB}\s+){{0,4}}")
_TO_CONTENT = re.compile(rf"{_CLAUSE}(?:that\s+)?")
# "Tern, citing the board, later reported": the subject before the clause, where none was found.
_SUBJECT = re.compile(r"(?:^|[.!?;:“\"]\s{0,2})(?P<subject>[^,;:.!?“”\"()]{2,60}),\s+$")
_SUBJECT_REACH = 66  # characters that it matches, at most
# "said on Monday, citing", not "said that the mayor, citing"; "a report citing", "Tern, which cited".
_CUE_TO_CLAUSE = re.compile(r"(?:\s+(?!that\b)[^\s,;:.“”\"()]{1,30}){0,6},\s+")
_SOURCE_TO_CLAUSE = re.compile(r",?\s+")
_REPORTING, _AGAINST = frozenset({"say", "tell", "publish"}), frozenset({"deny", "decide"})
_HEAD_ENDS = re.compile(r"\s+(?:of|for|in|inside|within|by|from|on|at|to|with|close|near|familiar|behind|who|that)\s")
_WORD = re.compile(r"[\w-]+")
# Documents that report; what other documents hold (laws, agreements, rulings) is a ground.
_TELLING = frozenset(
    ["data", "estimates", "figures", "report", "reports", "research", "statement", "statements", "statistics",
     "studies", "study", "survey", "surveys"]
)  # fmt: skip
# Words of those lists that name a matter as well, or an office's field: "citing market forces", "Interior Minister".
_MATTERS = frozenset(
    ["affairs", "campaign", "conference", "defence", "defense", "executive", "family", "fire", "first",
     "force", "forces", "foreign", "former", "general", "house", "interim", "interior", "justice", "lead",
     "mission", "movement", "news", "paper", "permanent", "presidency", "presidential", "presiding", "press",
     "prime", "prosecution", "retired", "senior", "service", "some", "special", "state", "states", "student",
     "then", "times", "union", "vice"]
)  # fmt: skip


def with_cited(text: str, found: Sequence[Found]) -> list[Found]:
    """Return the statements of a paragraph with those that another cites; they take the place of its own reading."""
    opens = [match.start() for match in _OPENS.finditer(text)]
    if not opens:
        return list(found)
    out: list[Found] = []
    cited: dict[Pair, Found] = {}
    for f in found:
        outer, inner = _parted(text, f, opens)
        if inner and inner.cue:
            cited.setdefault(inner.cue, inner)
        out.append(outer)
    taken = sorted(cited)
    return [*(f for f in out if f.cue is None or not _overlaps(f.cue, taken)), *(cited[cue] for cue in taken)]


def _overlaps(cue: Pair, taken: Sequence[Pair]) -> bool:
    at = bisect_left(taken, (cue[1], 0))
    return at > 0 and taken[at - 1][1] > cue[0]


def _parted(text: str, f: Found, opens: Sequence[int]) -> tuple[Found, Found | None]:
    """Return a report and the statement of whom it cites between its source, cue and content; null where it cites none.

    ``opens``: where clauses that cite may begin, in order.
    """
    if f.cue is None or f.mode == "direct" or not _reports(text, f.cue) or negation.negated(text, f.source, f.cue):
        return f, None
    outer, match = _before_content(text, f, f.cue, opens)
    if match is None:
        outer, match = _before_cue(text, f, f.cue, opens)
    if match is None or not _speaks(match["who"], quoted=match["cue"].startswith("quot")):
        return f, None
    return outer, Found(outer.content, match.span("who"), match.span("cue"), f.mode, "assert", 0, None, RULE)


def _before_content(text: str, f: Found, cue: Pair, opens: Sequence[int]) -> tuple[Found, re.Match[str] | None]:
    """Return a report and the clause between its cue, or the source behind that, and what follows of its content."""
    behind = f.source if f.source and f.source[0] >= cue[1] else None
    link, ends = (_SOURCE_TO_CLAUSE, behind[1]) if behind else (_CUE_TO_CLAUSE, cue[1])
    begins = next((start for start, _ in f.content if start >= ends), -1)
    at = _last(opens, begins)
    if at <= ends or not link.fullmatch(text, ends, at):
        return f, None
    if at < begins:
        return f, _TO_CONTENT.fullmatch(text, at, begins)
    # "according to Tern, which cited the board, it rained": the clause was read into the content.
    end = f.content[-1][1]
    match = _TO_CONTENT.match(text, at, end) if behind and len(f.content) == 1 else None
    if match is None or match["apposed"]:
        return f, None
    return replace(f, content=(trimmed(text, match.end(), end),)), match


def _before_cue(text: str, f: Found, cue: Pair, opens: Sequence[int]) -> tuple[Found, re.Match[str] | None]:
    """Return a report and the clause between its source and its cue; the source is read here where none was found."""
    at = _last(opens, cue[0])
    if at < 0:
        return f, None
    source = f.source
    if source is None and (subject := _SUBJECT.search(text, max(0, at - _SUBJECT_REACH), at)):
        source = subject.span("subject")
    if source is None or source[1] >= at or not _SOURCE_TO_CLAUSE.fullmatch(text, source[1], at):
        return f, None
    return replace(f, source=source), _TO_VERB.fullmatch(text, at, cue[0])


def _last(opens: Sequence[int], limit: int) -> int:
    """Return the last of these places up to a limit; -1 where there is none."""
    at = bisect_right(opens, limit)
    return opens[at - 1] if at else -1


def _reports(text: str, cue: Pair) -> bool:
    """Say whether a cue reports and neither denies nor rules: "said", "according to"; not "denied", "citing"."""
    first = text[slice(*cue)].casefold().split()[0]
    own = frames.of(first)
    return first == "according" or (not _REPORTING.isdisjoint(own) and _AGAINST.isdisjoint(own))


def _speaks(mention: str, *, quoted: bool) -> bool:
    """Say whether a noun phrase names who can say something: by its noun, an office beside a name, or an age.

    A bare name may be anything's that is cited, "Hurricane Ida"; whose words are ``quoted`` has a voice.

    >>> [_speaks(m, quoted=False) for m in ("Harbour Board data", "anonymous sources", "mayor Ana Li", "Ben Carr, 45")]
    [True, True, True, True]
    >>> [_speaks(m, quoted=False) for m in ("safety concerns", "the Penal Code", "Li's privacy", "Li as a guide")]
    [False, False, False, False]
    """
    if " as " in mention:
        return False
    name, *apposed = (re.sub(r"\s*\([^()]*\)$", "", part) for part in re.split(r",\s+", mention))
    if apposed:
        return _bears_name(name) and any(part.isdigit() or _is_told(part) for part in apposed)
    return all(_is_told(part) or (quoted and _bears_name(part)) for part in _parts(name))


def _parts(mention: str) -> list[str]:
    """Return the noun phrases that "and" joins, of each what stands before its preposition."""
    return re.split(r"\s+and\s+", _HEAD_ENDS.split(f"{mention} ", maxsplit=1)[0].strip())


def _bears_name(mention: str) -> bool:
    """Say whether a mention is a person's full name and nothing else, as far as its form tells."""
    return " " in mention and person_name(mention) == mention


def _is_told(mention: str) -> bool:
    """Say whether a noun phrase is headed by a noun for who or what tells, or is a name right behind an office."""
    found = _WORD.findall(_parts(mention)[-1])
    head = found[-1].casefold() if found else ""
    for noun in (head, head.removesuffix("s")):
        kind = class_of(noun)
        if kind and head not in _MATTERS and (kind != "documents" or head in _TELLING):
            return True
    name = person_name(mention)
    before = mention.removesuffix(name).split() if name and mention.endswith(name) else []
    return bool(before) and is_title(before[-1]) and before[-1].casefold() not in _MATTERS
