"""STEPS: what is done to every text once, before anything is extracted.

A step is ``str -> str``, keeps line breaks (kinds read them), and run twice changes nothing more.
"""

from __future__ import annotations

import re
import unicodedata
from functools import reduce
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

# Zero-width characters and soft hyphens carry no text; joiners (U+200C, U+200D) do in Persian or Hindi, and stay.
_INVISIBLE = re.compile("[\u00ad\u200b\u2060\ufeff]")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]")
# All blanks but a single plain space, which is most of them and stays.
_SPACES = re.compile(r"[^\S\n]{2,}|[^\S\n ]")
# A hyphen at the end of a line between two lower-case letters divides a word; “Under-\nSecretary” keeps its hyphen.
_DIVIDED = re.compile(r"(?<=[^\W\d_])[-\u2010] ?\n ?(?=[^\W\d_])")
_WRAP = re.compile(r" ?\n ?")


def line_breaks(text: str) -> str:
    r"""Return the text with every kind of line break as ``\n``.

    >>> line_breaks("a\r\nb\rc\u2028d")
    'a\nb\nc\nd'
    """
    return re.sub("\r\n|[\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]", "\n", text)


def visible(text: str) -> str:
    """Return the text without control, zero-width and soft-hyphen characters."""
    return _CONTROL.sub("", _INVISIBLE.sub("", text))


def nfc(text: str) -> str:
    """Return the text in Unicode normal form C."""
    return unicodedata.normalize("NFC", text)


def spaces(text: str) -> str:
    """Return the text with runs of blanks (no-break spaces and tabs too) as one space, none at the ends of lines."""
    return re.sub(r" ?\n ?", "\n", _SPACES.sub(" ", text)).strip()


STEPS: tuple[Callable[[str], str], ...] = (line_breaks, visible, nfc, spaces)


# Anything a step may change: other white space than single blanks within lines, control and invisible characters.
_UNCLEAN = re.compile("[^\\S\n ]|  | \n|\n |[\x00-\x08\x0e-\x1f\x7f-\x9f\u00ad\u200b\u2060\ufeff]")


def normalise(text: str) -> str:
    """Return the text after all STEPS; most texts are clean, and come back as they are but for outer blanks."""
    # One clean line, the most common, is told fastest: what a step may change in it but double blanks never prints.
    clean = "  " not in text if text.isprintable() else not _UNCLEAN.search(text)
    if clean and unicodedata.is_normalized("NFC", text):
        return text.strip()
    return reduce(lambda t, step: step(t), STEPS, text)


def unwrap(text: str) -> str:
    r"""Return flowing text on one line: wrapped lines joined, a word divided at a line's end made whole.

    A hyphen before a capital stays, and so does one in a word that has another hyphen.

    >>> unwrap("the respon-\nsibility of the Under-\nSecretary-General")
    'the responsibility of the Under-Secretary-General'
    """

    def join(match: re.Match[str]) -> str:
        word = max(text.rfind(" ", 0, match.start()), text.rfind("\n", 0, match.start())) + 1
        compound = "-" in text[word : match.start()]
        after = text[match.end()]
        return "-" if compound or after.isupper() else ""

    return _WRAP.sub(" ", _DIVIDED.sub(join, text))
