"""Summaries of speakers: sentences without a cue that go on with what the speaker of the sentence before said.

"The delegation stated that it had ratified the Convention. A report would follow." The second sentence is the
delegation's as well (STATEMENTS.md, "Summaries of one speaker"): one statement per run of such sentences.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from pipeline.extract.candidates import trimmed
from pipeline.extract.speakers import is_first_person
from pipeline.extract.tagger import Found

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.candidates import Pair
    from pipeline.extract.units import Sentence

RULE = "summary"
# A paragraph's text, its sentences, what was found in it.
Paragraph = tuple[str, "Sequence[Sentence]", list[Found]]
_NUMBERED = re.compile(r"\s*\(?\d+[.)]\s")
# What tells that somebody spoke, and not what: "It made recommendations.", "The delegation answered questions."
_TOPIC_ONLY = re.compile(
    r"\b(?:made|makes|posed|put|asked|answered|offered|addressed|reiterated|had)\s+(?:[\w-]+\s+){0,3}"
    r"(?:recommendations?|questions?|comments?|observations?|statements?)\b",
    re.IGNORECASE,
)
_FEWEST_WORDS = 4
# So many of the paragraphs say who speaks.
_MOST = 0.7


def is_summary(paragraphs: Sequence[Paragraph]) -> bool:
    """Say whether numbered paragraphs tell, in the third person, what one speaker after the other said."""
    numbered = [p for p in paragraphs if _NUMBERED.match(p[0])]
    if len(numbered) * 2 <= len(paragraphs):
        return False
    opened = 0
    for text, sentences, found in numbered:
        spoken = [f for f in found if f.source and f.cue]
        if any(is_first_person(text[slice(*f.source)]) for f in spoken if f.source):
            return False
        opened += any(_in(f, s) for f in spoken for s in _outer(sentences))
    return opened > _MOST * len(numbered)


def continued(text: str, sentences: Sequence[Sentence], found: Sequence[Found]) -> list[Found]:
    """Return the statements of a summary's paragraph with those added that go on without a cue."""
    out = list(found)
    run: list[Pair] = []
    open_ = False
    for sentence in _outer(sentences):
        start, end = sentence.units[0].start, sentence.units[-1].end
        if any(_in(f, sentence) for f in found):
            out += _one(text, run)
            run, open_ = [], any(_in(f, sentence) and f.source for f in found)
        elif open_ and _tells(text[start:end]):
            run.append((start, end))
        else:
            out += _one(text, run)
            run, open_ = [], False
    return out + _one(text, run)


def _outer(sentences: Sequence[Sentence]) -> list[Sentence]:
    return [s for s in sentences if s.depth == 0]


def _in(f: Found, sentence: Sentence) -> bool:
    at = (f.cue or f.content[0])[0]
    return sentence.units[0].start <= at < sentence.units[-1].end


def _tells(sentence: str) -> bool:
    return len(sentence.split()) >= _FEWEST_WORDS and not _TOPIC_ONLY.search(sentence)


def _one(text: str, run: Sequence[Pair]) -> list[Found]:
    if not run:
        return []
    return [Found((trimmed(text, run[0][0], run[-1][1]),), None, None, "indirect", "assert", 0, None, RULE)]
