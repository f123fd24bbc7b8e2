"""The named peer, timed: `textacy_rules.py TASK`, with an interpreter that has textacy and spacy-lookups-data.

textacy's direct quotations read parts of speech and subjects, which models of a hub would give. Here a blank English
pipeline has a sentencizer and the lookup lemmatiser, and every verb of textacy's own list of reporting verbs is given
the nearest name, pronoun or noun with an article as its subject: all that it asks for, and no more than rules can tell.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

import timed

_PRONOUNS = frozenset({"he", "she", "they", "it", "i", "we"})
_ARTICLES = frozenset({"the", "a", "an", "his", "her", "its", "their"})
_BETWEEN = frozenset({"has", "have", "had", "also", "later", "then"})
_PARAGRAPH = re.compile(r"\S[^\n]*(?:\n(?!\s*\n)[^\n]*)*")
_LONGEST = 5


def pipeline() -> Any:
    """Return the blank pipeline with the component that gives verbs their subjects."""
    import spacy
    from spacy.language import Language

    Language.component("subjects", func=subjects)
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("lemmatizer", config={"mode": "lookup"})
    nlp.add_pipe("subjects")
    nlp.initialize()
    return nlp


def subjects(doc: Any) -> Any:
    """Return the document with verbs and their subjects; every other word hangs on the first verb of its sentence."""
    import numpy as np
    from spacy.attrs import DEP, HEAD, POS
    from textacy import constants

    known = constants.REPORTING_VERBS["en"]
    verbs = {t.i for t in doc if t.is_lower and t.lemma_ in known}
    if not verbs:
        return doc
    heads, labels, parts = [0] * len(doc), ["dep"] * len(doc), [""] * len(doc)
    for sentence in doc.sents:
        own = [i for i in range(sentence.start, sentence.end) if i in verbs]
        root = own[0] if own else sentence.start
        taken = set(own)
        for i in range(sentence.start, sentence.end):
            heads[i] = root - i
        for verb in own:
            parts[verb] = "VERB"
            phrase = _subject(doc, verb, sentence)
            if phrase and not taken.intersection(phrase):
                taken.update(phrase)
                *rest, head = phrase
                heads[head], labels[head] = verb - head, "nsubj"
                for i in rest:
                    heads[i], labels[i] = head - i, "compound"
    names = doc.vocab.strings
    columns = [[n % 2**64 for n in heads], [names.add(x) for x in labels], [names.add(x) if x else 0 for x in parts]]
    return doc.from_array([HEAD, DEP, POS], np.array(columns, dtype="uint64").T)


def _subject(doc: Any, verb: int, sentence: Any) -> list[int]:
    """Return the words of the phrase right before a verb, else of the one right behind it."""
    at = verb - 1
    while at >= sentence.start and doc[at].lower_ in _BETWEEN:
        at -= 1
    return _phrase(doc, at, sentence.start - 1, -1)[::-1] or _phrase(doc, verb + 1, sentence.end, 1)


def _phrase(doc: Any, at: int, end: int, step: int) -> list[int]:
    if at != end and doc[at].lower_ in _PRONOUNS:
        return [at]
    found: list[int] = []
    telling = 0
    while at != end and len(found) < _LONGEST and doc[at].is_alpha:
        found.append(at)
        if doc[at].is_title or doc[at].lower_ in _ARTICLES:
            telling = len(found)
        if step < 0 and doc[at].lower_ in _ARTICLES:
            break
        at += step
    if step > 0 and telling and doc[found[telling - 1]].lower_ in _ARTICLES:
        telling = min(len(found), telling + 1)  # "said the mayor"
    return found[:telling]


def main(task: Path) -> None:
    """Read paragraph by paragraph: one quotation left open costs its paragraph, not the document."""
    from textacy.extract import direct_quotations

    nlp = pipeline()

    def read(text: str, _: int) -> timed.Statements:
        out = []
        for match in _PARAGRAPH.finditer(text):
            try:
                found = list(direct_quotations(nlp(match.group())))
            except ValueError:  # an odd number of quotation marks
                continue
            for quotation in found:
                content, source, cue = (
                    [match.start() + part[0].idx, match.start() + part[-1].idx + len(part[-1])]
                    for part in (quotation.content[1:-1], quotation.speaker, quotation.cue)
                )
                row = {
                    "n": 0,
                    "content": [content],
                    "source": [source],
                    "cue": [cue],
                    "mode": "direct",
                    "act": "assert",
                }
                out.append(row)
        return out

    timed.main(read, task)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
