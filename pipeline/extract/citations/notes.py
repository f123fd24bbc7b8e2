"""Footnotes: their numbers, and where their marks stand in the body."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Parsed

_SUPERSCRIPT = {ord(s): str(d) for d, s in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹")}
_RAISED = dict(zip("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ", strict=True))
_MARKS = "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ"


def number(label: str) -> str:
    """Return the note's number as digits or letters: ``¹²`` → ``12``, ``ᵃ`` → ``a``, ``*`` stays.

    >>> number("¹²"), number("ᵃ"), number("3/"), number("*")
    ('12', 'a', '3', '*')
    """
    return unicodedata.normalize("NFKC", label.translate(_SUPERSCRIPT)).strip(" ./)")


def _raised(label: str) -> str:
    """Return the label as a raised mark.

    >>> _raised("12"), _raised("ᵃ")
    ('¹²', 'ᵃ')
    """
    return "".join(_RAISED.get(c, c) for c in number(label))


def anchor(parsed: Parsed, note: int) -> int | None:
    """Offset of the mark of the footnote ``parsed.segments[note]`` in the body: the nearest before it, else after it.

    A raised mark first; a digit on the line only where it is glued to a word or its punctuation.
    """
    label = parsed.segments[note].label
    if not label:
        return None
    plain, raised = number(label), _raised(label)
    patterns = (
        [re.compile(rf"(?<![{_MARKS}]){re.escape(raised)}(?![{_MARKS}])")]
        if raised != plain or not plain.isdigit()
        else []
    )
    if label[0] in _MARKS and re.escape(label) != raised:
        patterns.append(re.compile(rf"(?<![{_MARKS}]){re.escape(label)}(?![{_MARKS}])"))
    if plain.isdigit():
        patterns.append(re.compile(rf"(?<=[^\W\d_]|[.,;:”’)\]]){plain}(?![\d./-]|\s?%)"))
    segments = parsed.segments
    order = [*range(note - 1, -1, -1), *range(note + 1, len(segments))]
    for pattern in patterns:
        for i in order:
            if segments[i].kind == "footnote":
                continue
            if found := pattern.search(segments[i].text):
                start: int = segments[i].char_start
                return start + found.start()
    return None
