"""Turns in interviews and records: what follows a label ("Mr. Li (Ruritania):", "((WN))") is its bearer's speech."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# Words of a label: one blank between two, or time would grow with the fourth power of a word's length.
_UPPER = r"[A-Z][A-Z'’.-]+(?:\s[A-Z][A-Z'’.-]+){0,3}\s?"
_NAMES = r"[A-Z][\w'’.-]*(?:\s[A-Z][\w'’.-]*){0,3}\s?"
_AFTER = r"(?:\s*\([^()\n]{1,60}\)){0,2}\s*:\s+(?=\S)"
# A label at the end of a paragraph, its words in the next.
_TRAILING = re.compile(rf"(?:^|\s)(?P<who>{_UPPER}):\s*$")
# A label in double parentheses, as saved wiki interviews have it.
_BRACKETED = re.compile(r"\(\((?P<who>[A-Z][^()\n]{0,40})\)\)(?:\s*:)?\s*(?=\S)")
# The officers and speakers of a meeting are labels wherever they stand.
_OFFICER = re.compile(
    r"(?:(?<=^)|(?<=[.?!)”\"] )|(?<=resolution ))"
    r"(?P<who>(?:The|Le)\s+(?:(?:Acting|Vice-?|Co-)\s?)*(?:P(?:resident|RESIDENT|RÉSIDENT)"
    r"|Chair(?:man|person|woman)?|CHAIR(?:MAN|PERSON)?|Secretary-General|Speaker)|(?:Mrs?|Ms|Miss|Sir|Dame|M|Mme)\.?\s+"
    rf"{_NAMES})" + _AFTER
)
_CAPITALS = re.compile(rf"(?P<who>{_UPPER}){_AFTER}")
# Any other short label counts where it comes back.
_PLAIN = re.compile(rf"(?P<who>{_NAMES}){_AFTER}")
_AGAIN = 2
# What a record says of its own meeting, between turns.
_RECORD = re.compile(
    r"\s*(?:It was so decided|The meeting (?:rose|was)|(?:The )?[Dd]raft (?:resolution|decision)\b[^.?!]{0,80} was"
    r" adopted|There (?:were|being) no)\b"
)
# The caption of a picture between answers: whose picture it is stands at its end.
_CAPTION = re.compile(
    r"\b(?:Image|Photo(?:graph)?|Picture|Illustration|Video)s?(?::|\s(?:by|credit:|courtesy\sof))\s[^.?!]{1,60}\.?\s*$"
)
_LEAST_WORDS = 3
# What is asked before the first label of an interview: a question, or words to "you".
_ADDRESSED = re.compile(r"\b[Yy]our?\b|\?\s*$")


@dataclass(frozen=True, slots=True)
class Turn:
    """What somebody says in one paragraph; spans count characters of the paragraph. A continued turn has no label."""

    paragraph: int
    who: tuple[int, int] | None
    start: int
    end: int


def turns(paragraphs: Sequence[str]) -> list[Turn]:
    """Return the turns of a document's paragraphs, none where it has no labels.

    >>> [t.who for t in turns(["((WN)) Why? ", "((Li)) Because. ", "And so on it went."])]
    [(2, 4), (2, 4), None]
    """
    labels = [_labels(p) for p in paragraphs]
    sure = any(
        p[who[1] : who[1] + 2].startswith(("))", " ("))
        for p, own in zip(paragraphs, labels, strict=True)
        for who, _ in own
    )
    plain = Counter(p[m.start("who") : m.end("who")] for p in paragraphs if (m := _PLAIN.match(p)))
    for number, p in enumerate(paragraphs):
        match = _PLAIN.match(p)
        if match and not labels[number] and plain[match["who"]] >= _AGAIN:
            labels[number] = [(match.span("who"), match.end())]
    trailing = [bool(_TRAILING.search(p)) for p in paragraphs]
    if sum(map(len, labels)) + sum(trailing) < _AGAIN and not sure and not any(_OFFICER.match(p) for p in paragraphs):
        return []
    first = next((n for n, own in enumerate(labels) if own), 0)
    led = next((n for n, trails in enumerate(trailing) if trails), len(paragraphs))
    asked = first and _BRACKETED.match(paragraphs[first]) and _ADDRESSED.search(paragraphs[first - 1])
    out: list[Turn] = []
    for number, (p, own) in enumerate(zip(paragraphs, labels, strict=True)):
        if not own:
            end = _until(p, 0, len(p))
            opened = out or led < number or (asked and number == first - 1)
            if opened and not trailing[number] and _goes_on(p[:end]):
                out.append(Turn(number, None, 0, end))
            continue
        for (who, start), following in zip(own, [*own[1:], None], strict=False):
            end = _until(p, start, following[0][0] if following else len(p))
            if p[start:end].strip():
                out.append(Turn(number, who, start, end))
    return out


def _labels(paragraph: str) -> list[tuple[tuple[int, int], int]]:
    if match := _BRACKETED.match(paragraph) or _CAPITALS.match(paragraph):
        return [(_trimmed(paragraph, match.span("who")), match.end())]
    return [(_trimmed(paragraph, m.span("who")), m.end()) for m in _OFFICER.finditer(paragraph)]


def _trimmed(text: str, span: tuple[int, int]) -> tuple[int, int]:
    return span[0], span[0] + len(text[slice(*span)].rstrip())


def _until(paragraph: str, start: int, end: int) -> int:
    """Return where a turn ends: before the record speaks of the meeting itself."""
    for match in re.finditer(r"[.?!]\s", paragraph[start:end]):
        if _RECORD.match(paragraph, start + match.end()):
            return start + match.start() + 1
    return end


def _goes_on(paragraph: str) -> bool:
    if len(paragraph.split()) < _LEAST_WORDS or _RECORD.match(paragraph) or _CAPTION.search(paragraph):
        return False
    return paragraph.rstrip()[-1] in '.?!:;,”"…'
