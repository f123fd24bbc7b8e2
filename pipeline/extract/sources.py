"""The extent of a source's mention: what is in apposition belongs to it, a time or a relative clause does not.

A subject is a whole noun phrase (STATEMENTS.md, "source"). Who is told something is no source of it.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import takewhile
from typing import TYPE_CHECKING

from pipeline.extract import frames
from pipeline.extract.candidates import trimmed
from pipeline.extract.features import AUXILIARY, BEFORE_VERB
from pipeline.extract.roles import words
from pipeline.extract.times import WHEN

if TYPE_CHECKING:
    from pipeline.extract.candidates import Pair
    from pipeline.extract.tagger import Found

_NAME = re.compile(r"[A-Z][\w’'-]*(?:\s+(?:[A-Z][\w’'-]*|[A-Z]\.|de|van|von|al|bin|da|del))*")
# "…, the former Minister of Defence and President of Ruritania, ": an article, no mark inside, a comma at the end.
_OFFICE = re.compile(
    r"(?:^|[\s(“\"])(?P<office>(?:the|its|his|her|their|our|The|Its|His|Her|Their|Our)\s+(?P<words>[^,;:.!?()“”\"]{3,100})),\s+$"
)

# "of Ruritania, Ana Li": a source read from the middle of an office.
_HALF_OFFICE = re.compile(r"(?:of|for|to|in|at|and)\s[^,]+,\s+(?=[A-Z])")

# "We have been told", "I'm advised": verbs whose subject, in the passive, is addressed.
_PASSIVE = re.compile(
    r"(?:\b(?:am|is|are|was|were|be|been|being)|[’'](?:m|re))\s+(?:\w+ly\s+|also\s+|not\s+|never\s+)?$"
)
_ADDRESSING = frozenset(
    ["advised", "asked", "assured", "briefed", "informed", "instructed", "invited", "notified", "ordered", "reminded",
     "requested", "told", "urged", "warned"]
)  # fmt: skip
_REACH = 30

# "ILMAR, 3 May 2021 (Tern) — The baker": where and when a report was written.
_DATELINE = re.compile(
    r"[A-Z][A-Z.’'-]+(?:\s[A-Z][A-Z.’'-]+){0,3}(?:,\s[\w .]{3,25})?(?:\s\(\w{2,20}\))?\s[—–-]{1,2}\s"
)
_NUMBER = re.compile(r"\d{1,3}\.\s+")
# "With the purchase Tern said": a preposition that opens the sentence has a noun of its own before the subject's name.
_OPENED = re.compile(r"(?:^|[.!?:;“\"\n]\s*)(?:After|At|Before|During|For|From|In|On|Under|With|Without)\s+$")
_FRONTED = re.compile(r"(?:the|a|an|its|his|her|their|our)\s+(?P<words>(?:[a-z][\w’'-]*\s+)+)(?=[A-Z])")
# "This past Friday, the princess", "Thursday officials".
_TIME_BEFORE = re.compile(rf"{WHEN},?\s+", re.IGNORECASE)
# "police on Thursday"; a document has its date ("the report on Saturday").
_TIME_BEHIND = re.compile(rf"[\s,]\s?(?:{WHEN}|late\s+today)$")
_RELATIVE = re.compile(
    r",\s+(?:(?:who|which|whose|where|speaking|released|writing)\s|(?:on|in|at)\s+the\s)|,?\s+(?:citing|quoting)\s"
)
# "Ruritania would like to [thank]", "Ana Li of [said]": no noun phrase ends with these.
_LOOSE_END = re.compile(rf"(?:\s+(?:{AUXILIARY}|to|like|wish(?:es)?|of|in|as|at|for|by|from|on|with|even|also))+$")
# "said Ana Li after the race", "according to the mayor via Tern": how and when a person spoke.
_CIRCUMSTANCE = re.compile(
    r"\s(?:(?P<to>to)\s(?:the|his|her|their|our|us|me)|after|before|during|via|per)\s(?=[a-z]|(?<=via\s)|(?<=per\s))"
)
# Adverbs that open a clause without a subject ("Gravely concerned at …").
_ADVERBS = frozenset(
    ["also", "deeply", "firmly", "further", "gravely", "lastly", "profoundly", "seriously", "strongly"]
)
_COUNTRY = re.compile(r"\s\((?!spoke|interp|tra)[^\W\d_][^()]{2,50}\)")
_CLAUSE = re.compile(
    r"[.!?;:,]\s+(?:(?:and|but|while|as|that|where|when)\s+)?|[“\"(—–]\s?|\n"
    r"|\b(?:but|while|that|whether|because|although|though|when)\s+"
)
_PREPOSITIONS = frozenset(["by", "from", "in", "of", "within"])
_NOT_NOMINAL = frozenset(
    ["after", "against", "also", "although", "among", "and", "as", "at", "because", "before", "between", "but",
     "despite", "during", "earlier", "for", "he", "her", "his", "how", "however", "i", "if", "instead", "into", "it",
     "its", "later", "meanwhile", "my", "nevertheless", "not", "now", "on", "once", "or", "our", "over", "per",
     "she", "since", "so", "still", "than", "that", "their", "then", "there", "they", "this", "though", "through",
     "to", "today", "under", "until", "upon", "via", "we", "what", "when", "where", "whether", "which", "while",
     "who", "with", "yesterday", "yet", "you"]
)  # fmt: skip
# Words of which no subject consists, as a pattern.
OUTSIDE_SUBJECTS = "|".join(sorted(_NOT_NOMINAL | _PREPOSITIONS - {"of"}))
_MODIFIERS = 3
_FAR = 120
# "Susan Bro, her mother, said"; "according to the mayor, Ana Li, it rained".
_BEFORE_COMMA = re.compile(
    r"(?:^|[.!?;:]\s+|[“\"(—]|\b(?:that|by)\s+)(?:[Aa]s\s+)?(?P<noun>[^,.;:!?“”\"()]{2,60}),\s+$"
)
_UP_TO_COMMA = re.compile(r"(?P<noun>[^,;:“”\"()]{3,80}),\s+(?!(?:and|or|who|which)\b)")
# "Our [work is calling for]", "Friends of the [town said]": a subject that ends before its noun.
_UNENDED = re.compile(r"(?:^|\s)(?:the|an?|its|his|her|their|our|my)$", re.IGNORECASE)
_ITS_NOUN = re.compile(rf"\s+[a-z-]+(?=\s+(?:{BEFORE_VERB}\s+)*$)")
_SUBJECT_TO_CUE = re.compile(rf"\s+(?:{BEFORE_VERB}\s+)*")


def settled(text: str, f: Found) -> Found:
    """Return what was found in a paragraph with the whole mention of its source, and nothing else in it.

    "According to the mayor, [Ana Li], it rained": the apposition moves from the content to the source.
    """
    if f.source is None:
        return f
    if f.rule == "turn":
        country = _COUNTRY.match(text, f.source[1])
        return replace(f, source=(f.source[0], country.end())) if country else f
    source = _trimmed(text, f.source)
    if text[slice(*source)].casefold() in _ADVERBS:
        return replace(f, source=None)
    noun = _ITS_NOUN.match(text, source[1], f.cue[0]) if f.cue and _UNENDED.search(text[slice(*source)]) else None
    source = (source[0], noun.end()) if noun else source
    if f.cue and source[1] <= f.cue[0] and _SUBJECT_TO_CUE.fullmatch(text, source[1], f.cue[0]):
        source = _whole_subject(text, source)
    source = _with_noun_before(text, extended(text, source))
    if f.cue and is_addressed(text, source, f.cue):
        return replace(f, source=None)
    return _with_noun_behind(text, replace(f, source=source))


def _trimmed(text: str, source: Pair) -> Pair:
    """Return a source without a number or phrase in front of it, a time, a relative clause, a loose end."""
    start, end = source
    for pattern in (_DATELINE, _NUMBER, _TIME_BEFORE):
        match = pattern.match(text, start, end)
        if match and match.end() < end:
            start = match.end()
    fronted = _FRONTED.match(text, start, end)
    if fronted and _OPENED.search(text[max(0, start - _REACH) : start]):
        own = reversed([*re.finditer(r"\S+", fronted["words"])])
        offices = [*takewhile(lambda word: word.group() in words("titles"), own)]
        start = fronted.start("words") + offices[-1].start() if offices else fronted.end()
    relative = _RELATIVE.search(text, start, end)
    end = relative.start() if relative and relative.start() > start else end
    circumstance = _CIRCUMSTANCE.search(text, start, end)
    if circumstance and _is_person(text[start : circumstance.start()], addressing=bool(circumstance["to"])):
        end = circumstance.start()
    loose = _LOOSE_END.search(text, max(start, end - _REACH), end)
    end = loose.start() if loose and loose.start() > start else end
    time = _TIME_BEHIND.search(text, max(start, end - _REACH), end)
    if time and time.start() > start and not _is_document(text[start : time.start()]):
        end = time.start()
    return start, end


def _is_person(mention: str, *, addressing: bool) -> bool:
    """Say whether a mention is of a person: no office of an ambassador "to" somewhere, no document."""
    if _is_office(mention):
        return not addressing
    return _NAME.fullmatch(mention) is not None and not _is_document(mention)


def _is_document(mention: str) -> bool:
    return any(w in words("documents") for w in re.findall(r"[a-z]+", mention.casefold()))


def _whole_subject(text: str, source: Pair) -> Pair:
    """Return the noun phrase that a subject ends: no subject hangs on a preposition or on a noun before it."""
    low = max(0, source[0] - _FAR)
    clause = max((m.end() for m in _CLAUSE.finditer(text, low, source[0])), default=low)
    if clause == low and low:
        return source
    before = text[clause : source[0]].split()
    low_words = [w.casefold() for w in before]
    if not before or low_words[0] in _PREPOSITIONS or not all(re.fullmatch(r"[\w’'-]+", w) for w in before):
        return source
    if any(frames.of(w) and not frames.of(w)[0].startswith("n.") for w in low_words):
        return source
    if low_words[-1] == "and":
        nominal = low_words[0] == "both" or bool(_NAME.fullmatch(" ".join(before[low_words[0] == "the" : -1])))
    elif len(before) > 1 and low_words[-1] in _PREPOSITIONS:
        nominal = not set(low_words) & (_NOT_NOMINAL - {"and", "as"}) and not low_words[0].endswith(("ing", "ed"))
    else:
        nominal = (
            len(before) <= _MODIFIERS and text[source[0]].isupper()
            and not set(low_words) & (_NOT_NOMINAL | _PREPOSITIONS)
            and not any(w.endswith(("ly", "ing")) for w in low_words)
        )  # fmt: skip
    return (clause, source[1]) if nominal else source


def _with_noun_before(text: str, source: Pair) -> Pair:
    """Return a source with the name or office before the comma that it stands in apposition to."""
    if text[source[1] : source[1] + 1] != ",":
        return source
    low = max(0, source[0] - _FAR)
    match = _BEFORE_COMMA.search(text, low, source[0])
    if match is None:
        return source
    one, other = match["noun"], text[slice(*source)]
    return (match.start("noun"), source[1]) if _apposed(one, other) else source


def _with_noun_behind(text: str, f: Found) -> Found:
    """Return a report of "according to" with the apposition that was read into its content in its source."""
    if not (f.source and f.cue and f.cue[1] <= f.source[0]) or len(f.content) > 1:
        return f
    start, end = f.content[0]
    if text[f.source[1] : start].strip() != ",":
        return f
    match = _UP_TO_COMMA.match(text, start, end)
    if match is None or not _apposed(text[slice(*f.source)], match["noun"]):
        return f
    return replace(f, source=(f.source[0], match.end("noun")), content=(trimmed(text, match.end(), end),))


def _apposed(one: str, other: str) -> bool:
    """Say whether one of two noun phrases beside each other is a person's name and the other one an office."""
    name, office = (one, other) if _NAME.fullmatch(one) else (other, one)
    return " " in name and bool(_NAME.fullmatch(name)) and not _NAME.fullmatch(office) and _is_office(office)


def _is_office(mention: str) -> bool:
    """Say whether a noun phrase names what somebody is: "the chief executive of the port", "Li's spokeswoman"."""
    if "," in mention or re.search(rf"\b{AUXILIARY}\b", mention):
        return False
    head = re.findall(r"[\w-]+", re.split(r"\s(?:of|for|to|in|at)\s", mention)[0].casefold())
    return bool(head) and head[-1] in words("titles")


def is_addressed(text: str, source: tuple[int, int], cue: tuple[int, int]) -> bool:
    """Say whether what was read as a source is whom the cue's act is directed at.

    >>> is_addressed("I am told that it rains", (0, 1), (5, 9)), is_addressed("I told them so", (0, 1), (2, 6))
    (True, False)
    """
    verb = text[slice(*cue)].casefold().partition(" ")[0]
    passive = verb in _ADDRESSING and _PASSIVE.search(text[max(source[1], cue[0] - _REACH) : cue[0]])
    return source[1] <= cue[0] and bool(passive)


def extended(text: str, source: tuple[int, int]) -> tuple[int, int]:
    """Return the span of a name with the whole office before it in apposition; any other source as it is.

    >>> text = "statements by the former Minister of Trade of Ruritania, Ana Li, who"
    >>> start, end = extended(text, (57, 63))
    >>> text[start:end]
    'the former Minister of Trade of Ruritania, Ana Li'
    """
    if half := _HALF_OFFICE.match(text[slice(*source)]):
        whole = extended(text, (source[0] + half.end(), source[1]))
        return whole if whole[0] < source[0] else (source[0] + half.end(), source[1])
    if not _NAME.fullmatch(text[slice(*source)]):
        return source
    at = max(0, source[0] - 120)
    match = _OFFICE.search(text, at, source[0])
    if match is None:
        return source
    head = [w.casefold() for w in re.findall(r"[\w-]+", match["words"])]
    before_preposition = head[
        : next((i for i, w in enumerate(head) if w in {"of", "for", "to", "in", "at"}), len(head))
    ]
    if not before_preposition or before_preposition[-1] not in words("titles"):
        return source
    return match.start("office"), source[1]
