"""Words that verbs and clauses are told by, and whether a word may be a cue at all."""

from __future__ import annotations

from functools import lru_cache

from pipeline.extract import frames

# Auxiliary verbs: forms of "be", modal verbs, and all of them; as a pattern as well.
FORMS_OF_BE = ("am", "is", "are", "was", "were", "be", "been", "being")
MODALS = ("will", "would", "shall", "should", "may", "might", "can", "could", "must")
_VERBS = (*FORMS_OF_BE, "has", "have", "had", "do", "does", "did", *MODALS)
AUXILIARY = rf"(?:{'|'.join(_VERBS)})"
FINITE = frozenset(_VERBS) - {"be", "been", "being"}
# The same as units have them, with contractions and what stands among them.
BE = frozenset([*FORMS_OF_BE, "'s", "’s", "'re", "’re", "'m", "’m"])
AUXILIARIES = BE | frozenset(
    [*_VERBS, "to", "not", "n't", "n’t", "never", "cannot", "'ve", "’ve", "'d", "’d", "'ll", "’ll"]
)  # fmt: skip
_ADVERBS = frozenset(
    ["also", "then", "later", "further", "again", "now", "still", "already", "yet", "just", "even", "once", "twice",
     "first", "always", "ever", "often", "since", "soon", "long", "thus", "therefore", "instead"]
)  # fmt: skip
# What may stand between a subject and its verb; no word matches in two ways, or runs of words would take long.
BEFORE_VERB = rf"(?:{AUXILIARY}|not|never|{'|'.join(sorted(_ADVERBS))}|[a-z]+ly)"
LINKS = frozenset(
    ["that", "which", "who", "whom", "whose", "where", "when", "while", "because", "if", "whether", "although", "as",
     "after", "before", "but", "and", "or", "to", "by", "of", "for", "with", "on", "in", "from", "about", "at", "than",
     "since", "until", "so", "against", "over", "into", "upon", "how", "why", "what"]
)  # fmt: skip
_SHORTEST_STEM = 3


@lru_cache(maxsize=1 << 15)
def stem(word: str) -> str:
    """Return a word without its inflection.

    >>> [stem(w) for w in ("denies", "denied", "saying", "said", "planned")]
    ['den', 'den', 'say', 'said', 'plan']
    """
    for ending in ("ying", "ing", "ies", "ied", "ed", "es", "s", "e", "y"):
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM - (ending == "ying"):
            word = word[: len(word) - len(ending)] + ("y" if ending == "ying" else "")
            break
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] + "z" if word.endswith("is") and len(word) > _SHORTEST_STEM + 1 else word


@lru_cache(maxsize=1 << 15)
def may_signal(word: str, stems: frozenset[str]) -> bool:
    """Say whether a word may be a cue: a word of communication, or one that was seen as a cue."""
    return stem(word) in stems or bool(frames.of(word))


def before_verb(words: list[str], at: int) -> int:
    """Return the index of the last unit before the auxiliaries and adverbs that stand before a verb; -1 if none."""
    at -= 1
    while at >= 0 and (words[at] in AUXILIARIES or words[at] in _ADVERBS or words[at].endswith("ly")):
        at -= 1
    return at
