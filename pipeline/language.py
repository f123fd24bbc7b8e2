"""In what language a text is: by its script, then by its commonest words."""

from __future__ import annotations

import re

# The commonest words of the languages the Organization writes in Latin letters that are no words of another of them.
_WORDS = {
    "en": re.compile(r"\b(?:the|of|and|to|that|is|for|with|on|by|was|are|this|which|its|be)\b"),
    "fr": re.compile(r"\b(?:les|des|et|du|une|est|dans|pour|que|qui|par|sur|aux|au|ce|cette)\b"),
    "es": re.compile(r"\b(?:los|las|el|y|del|una|por|con|para|que|es|se|al|como|más)\b"),
}
_SCRIPTS = (
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("zh", re.compile(r"[\u4e00-\u9fff]")),
)
_SAMPLE = 20_000
_MOSTLY = 0.4


def language_of(text: str) -> str | None:
    """Return the BCP 47 tag of an official language of the United Nations; null when none can be told.

    >>> language_of("The General Assembly, Recalling its resolutions on the question, decides to remain seized of it")
    'en'
    >>> language_of("Генеральная Ассамблея, ссылаясь на свои резолюции")
    'ru'
    >>> language_of("42") is None
    True
    """
    sample = text[:_SAMPLE]
    letters = sum(c.isalpha() for c in sample)
    for tag, script in _SCRIPTS:
        if letters and len(script.findall(sample)) > _MOSTLY * letters:
            return tag
    lower = sample.lower()
    found = {tag: len(words.findall(lower)) for tag, words in _WORDS.items()}
    best = max(found, key=lambda tag: found[tag])
    return best if found[best] else None
