"""Superscripts: marks that stand above the line, as the characters Unicode has for them."""

from __future__ import annotations

import re

RAISED = str.maketrans("0123456789abcdefghijklmnoprstuvwxyz", "⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ")
_MARKS = re.compile(r"\s*(?:\d{1,3}|[a-z]{1,2}|\*{1,5})(?:\s*,\s*(?:\d{1,3}|[a-z]{1,2}|\*{1,5}))*\s*,?\s*")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\s*")


def raised(text: str, before: str) -> str:
    """Return small raised characters as superscripts where they are marks; "21st" stays what it is.

    >>> raised("12", "resolution"), raised("st", "21"), raised("2", "10 km"), raised("*", "items")
    ('¹²', 'st', '²', '*')
    """
    if before[-1:].isdigit() and _ORDINAL.fullmatch(text):
        return text
    return text.translate(RAISED) if _MARKS.fullmatch(text) else text
