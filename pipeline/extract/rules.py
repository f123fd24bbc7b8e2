"""Statements by rules alone: quotations, and cues of the lexicon in the plainest constructions.

The floor under the trained tagger, and what finds statements where structure decides. Every function reads one
paragraph and returns what it finds there, before anything is known of the document.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from pipeline.extract.alternatives import any_of
from pipeline.extract.candidates import trimmed
from pipeline.extract.cues import cues
from pipeline.extract.features import BEFORE_VERB
from pipeline.extract.quotes import quotations
from pipeline.extract.sentences import sentences
from pipeline.extract.tagger import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pipeline.extract.cues import Cue
    from pipeline.extract.quotes import Quotation

_BEFORE_VERB = re.compile(rf"(?:\s+{BEFORE_VERB})*\s*$")
_RELATIVE = re.compile(r",?\s+(?:who|which)$")
_NAME = re.compile(r"(?:[A-Z][\w.’'-]*\s*)+$")
# How far before its verb a subject is looked for, in characters.
_REACH = 600
# Rules whose construction leaves no doubt: they are taken over the tagger's reading of the same cue.
CERTAIN = frozenset(
    {"cue/express", "cue/demand/courtesy", "cue/assert/noun", "cue/assert/interrupted", "cue/acknowledge/interrupted"}
)
# Rules taken where the tagger has nothing on the cue.
SURE = frozenset({"cue/deny/passive"})
# Where the noun phrase of a source starts: after a comma, a clause's link word, or a preposition before it.
_PHRASE_START = re.compile(
    r".*(?:^|[,;:—–(“\"]\s*|\b(?:by|from|with|that|but|while|when|where|because|although|as|if)\s+)", re.DOTALL
)
_THAT = re.compile(r"(?:\s*,[^,;:]{1,60},)?(?:\s+that\s+|[,:]?\s+(?=[“\"«]))")
_BARE = re.compile(r"\s+")
# Verbs after which English drops "that" freely.
_BARE_VERBS = frozenset({"said", "says", "saying", "say"})
_OBJECT_END = re.compile(r"[.;:?!]?$")
_PASSIVE = re.compile(r"\s+by\s+(?P<source>[^,;:.]+)")
_DETERMINED = re.compile(
    r"\b(?:the|a|an|this|that|its|his|her|their|our|my|any|no|such|[’']s)\s+(?:[\w-]+\s+)?$", re.IGNORECASE
)
_SUBJECT_DOCUMENT = re.compile(
    r"(?:This|That|The|Th(?:is|at) same)\s+(?:“[^”]{1,60}”|\"[^\"]{1,60}\"|report|letter|document|statement|article|"
    r"resolution|paper|study)"
)
_FULL_QUOTE_INTRODUCED = re.compile(r":\s*$")


def found(text: str) -> Iterator[Found]:
    """Yield the statements of one paragraph that a cue of the lexicon gives."""
    inside = quotations(text)
    for start, end in sentences(text):
        yield from _sentence(text, (start, end), inside)


def whole_quotation(text: str) -> Quotation | None:
    """Return the quotation that a paragraph consists of, or null."""
    start, end = len(text) - len(text.lstrip()), len(text.rstrip(" ."))
    return next((q for q in quotations(text) if q.start == start and q.end >= end), None)


def _sentence(text: str, bounds: tuple[int, int], inside: list[Quotation]) -> Iterator[Found]:
    start, end = bounds
    sentence = text[start:end]
    for match in _cue_pattern().finditer(sentence):
        if match.group()[0].isupper() and match.start() > 0 and not sentence[: match.start()].endswith(("“", '"')):
            continue  # a name: "the United States", "the Claims Tribunal"
        cue = _cue(sentence, match)
        read = _READERS[cue.takes](sentence, match.start(), match.end())
        if read is None:
            continue
        source, content = read
        # "acknowledged, and has never retracted, that": words between commas, and still "that".
        gap = sentence[match.end() : content[0]].strip()
        interrupted = cue.takes == "clause" and gap.startswith(",") and gap.endswith(" that")
        span = trimmed(text, content[0] + start, content[1] + start)
        if span[0] >= span[1]:
            continue
        mode = _mode(span, inside)
        if mode == "direct":
            span = trimmed(text, *next((q.inner, q.stop) for q in inside if q.start <= span[0] and span[1] <= q.end))
        yield Found(
            content=(span,),
            source=(source[0] + start, source[1] + start) if source else None,
            cue=(match.start() + start, match.end() + start),
            mode=mode,
            act=cue.act,
            score=0,
            confidence=None,
            rule=f"cue/{cue.name}{_construction(match, source, interrupted=interrupted)}",
        )


def _construction(match: re.Match[str], source: tuple[int, int] | None, *, interrupted: bool) -> str:
    """Return what the name of a rule says of the construction, where it is another than the plain one."""
    return "/interrupted" if interrupted else "/passive" if source and source[0] > match.start() else ""


def _cue(sentence: str, match: re.Match[str]) -> Cue:
    """Return the lexicon's entry of a match: a noun's after a determiner or adjective, where both exist."""
    if match.lastgroup != "word":
        return cues()[match.lastgroup or ""]
    form = match.group().casefold()
    verb, noun = cues().get(form), cues().get(f"noun {form}")
    before = sentence[max(0, match.start() - _REACH) : match.start()]
    cue = noun if verb is None or (noun and _DETERMINED.search(before)) else verb
    return cue or cues()[form]


def _mode(span: tuple[int, int], inside: list[Quotation]) -> str:
    if any(q.start <= span[0] <= q.inner and q.stop <= span[1] <= q.end for q in inside):
        return "direct"
    return "mixed" if any(span[0] <= q.start and q.end <= span[1] + 1 and q.depth == 0 for q in inside) else "indirect"


def _clause(sentence: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    bare = sentence[start:end].casefold() in _BARE_VERBS
    link = _THAT.match(sentence, end) or (_BARE.match(sentence, end) if bare else None)
    source = _subject(sentence, start)
    if link is None or source is None:
        return None
    return source, (link.end(), len(sentence))


def _object(sentence: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    if passive := _PASSIVE.match(sentence, end):
        content = _subject(sentence, start, first=True)
        return (passive.span("source"), content) if content else None
    source = _subject(sentence, start)
    return (source, (end, len(sentence))) if source else None


def _if(sentence: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    return _subject(sentence, start), (end, len(sentence))


def _to(sentence: str, start: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    link = re.compile(r"\s+(?:to|on|over|for)\s+").match(sentence, end)
    return (_subject(sentence, start), (link.end(), len(sentence))) if link else None


def _noun(sentence: str, _: int, end: int) -> tuple[tuple[int, int] | None, tuple[int, int]] | None:
    link = re.compile(r"\s+that\s+").match(sentence, end)
    subject = _SUBJECT_DOCUMENT.match(sentence)
    return (subject.span() if subject else None, (link.end(), len(sentence))) if link else None


_READERS = {"clause": _clause, "object": _object, "if": _if, "to": _to, "noun": _noun}


@cache
def _cue_pattern() -> re.Pattern[str]:
    known = cues()
    phrases = "|".join(f"(?P<{key}>{c.pattern})" for key, c in known.items() if c.pattern)
    words = any_of(w.removeprefix("noun ") for w, c in known.items() if not c.pattern)
    return re.compile(rf"\b(?:{phrases}|(?P<word>{words}))\b", re.IGNORECASE)


def _subject(sentence: str, verb: int, *, first: bool = False) -> tuple[int, int] | None:
    """Return the noun phrase before a verb, its auxiliaries and adverbs passed over; null where none is told apart.

    ``first`` takes the words from the sentence's start up to a dash or comma.
    """
    if not first and verb > _REACH:
        found = _subject(sentence[verb - _REACH : verb], _REACH)
        return (found[0] + verb - _REACH, found[1] + verb - _REACH) if found and found[0] else None
    left = sentence[:verb]
    if first:
        cut = re.search(r"\s+[–—]|,", left)
        end = cut.start() if cut else len(_BEFORE_VERB.sub("", left))
        return (0, end) if end else None
    end = len(_BEFORE_VERB.sub("", left))
    relative = _RELATIVE.search(left[:end])
    if relative:
        end = relative.start()
    match = _PHRASE_START.match(left[:end])
    start = match.end() if match else 0
    if relative and left[:start].rstrip().endswith(",") and _NAME.fullmatch(left[start:end]):
        # "the former Minister, Serzh Sargsyan, who …": the office before the name belongs to it
        before = _PHRASE_START.match(left[: left[:start].rstrip().rfind(",")])
        start = before.end() if before else start
    while start < end and left[start].isspace():
        start += 1
    return (start, end) if start < end else None
