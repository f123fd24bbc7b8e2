"""The mention of a source: its form and its noun, where it stands, and what is known of an actor it may mean."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from pipeline.extract import classes
from pipeline.extract.roles import words

if TYPE_CHECKING:
    from pipeline.model import Actor

_FORMS = {
    "I": "i me my mine myself", "we": "we us our ours ourselves", "he": "he his him himself", "she": "she her herself",
    "it": "it its itself", "they": "they their them both each all", "who": "who", "which": "which that",
    "you": "you your",
}  # fmt: skip
_FORM_OF = {word: form for form, own in _FORMS.items() for word in own.split()}
PRONOUNS = frozenset(_FORMS)
_DEFINITE = re.compile(r"(?:the|this|that|these|those|its|his|her|their|our|my|such)\s+", re.IGNORECASE)
_HEAD_ENDS = re.compile(r"\s+(?:of|for|in|by|from|on|at|to|with|behind|about|who|which|that)\s+|,")
# "73. We", "I would like": a pronoun with the words of its clause.
_SUBJECT = re.compile(
    r"(?:\d+\.\s+)?(?P<who>(?i:I|we|he|she|it|they))(?:\s+(?!(?:and|or|who|of|that|which|all|both)\b)[a-z].*)?"
)
_WORD = re.compile(r"[\w-]+")
_SOME = frozenset({"all", "another", "any", "both", "each", "many", "several", "that", "these", "this", "those"})
_CLASSES = ("groups", "documents", "media", "titles", "organisations", "unnamed")


@dataclass(frozen=True, slots=True)
class Mention:
    """The mention of a source: its words, form, kind and noun, and where it stands; empty words where there is none.

    ``cue`` is the stem of the word that signals the act and ``ending`` its ending; ``before`` the small word before.
    ``sentence`` is where its sentence begins.
    """

    text: str
    type: str
    kind: str | None
    head: str
    segment: int
    at: int
    end: int
    cue: str
    depth: int
    opens: bool
    country: str | None = None
    before: str = ""
    sentence: int = 0
    ending: str = ""


@dataclass(frozen=True, slots=True)
class Heard:
    """Who spoke in a statement before, as far as later mentions need it."""

    actor: Actor
    segment: int
    depth: int
    type: str


@dataclass(slots=True)
class Candidate:
    """An actor that a mention may mean, null for nobody told, and what is known of the two."""

    actor: Actor | None
    known: dict[str, None] = field(default_factory=dict)

    def add(self, *facts: str) -> None:
        """Note facts, each once."""
        self.known.update(dict.fromkeys(facts))


def type_of(text: str) -> str:
    """Return the form of a mention.

    >>> [type_of(t) for t in ("she", "the ministry", "Li", "Ana Li", "residents of the town")]
    ['she', 'definite', 'word', 'name', 'noun']
    """
    if found := _FORM_OF.get(text.casefold()):
        return found
    first = _HEAD_ENDS.split(text)[0]
    if match := _DEFINITE.match(text):
        return "Definite" if re.search(r"\b[A-Z]", first[match.end() :]) else "definite"
    if not re.search(r"\b[A-Z]", first):
        return "noun"
    return "name" if " " in first.strip() else "word"


def subject(text: str) -> str:
    """Return the pronoun of a mention that is one with the words of its clause, else the mention as it is.

    >>> [subject(t) for t in ("73. We", "I would like", "we and our allies", "Ana Li")]
    ['We', 'I', 'we and our allies', 'Ana Li']
    """
    match = _SUBJECT.fullmatch(text)
    return match["who"] if match else text


def says_who(text: str) -> bool:
    """Say whether a mention has a word for somebody, not only articles, numbers and signs.

    >>> [says_who(t) for t in ("the ministry", "several", "The", "126.20", "")]
    [True, True, False, False, False]
    """
    found = [w.casefold() for w in re.findall(r"[^\W\d_]+", text)]
    return any(classes.group(w) == "V" or class_of(w) or w in _SOME for w in found)


def head_of(text: str) -> str:
    """Return the noun of a mention, in lower case: the last word before a preposition or comma."""
    found = _WORD.findall(_HEAD_ENDS.split(text)[0])
    return found[-1].casefold() if found else ""


def class_of(head: str) -> str:
    """Return the list of the lexicon that a noun is in, the first of them; empty of any other noun."""
    return next((c for c in _CLASSES if head in words(c)), "")
