"""Whether a text that was recognised from a scan can be read."""

from __future__ import annotations

import re

# A word, a number or a symbol as print has them: what recognition garbles has signs within its words.
_SOUND = re.compile(
    r"[(\[“‘\"'¡¿$€£–—-]*(?:[^\W_]+(?:[’'.,/:&–—‑-]+[^\W_]+)*|\W)"
    r"[)\]”’\"'.,;:!?%*…–—-]*[⁰¹²³⁴-⁹ᵃ-ᶻ]*[,.;:)]*"
)
# Recognised pages of 1950 and 1971 have 0.035 and more, no text set by a printer more than 0.017.
_LIMIT = 0.03
_SAMPLE = 200_000
_FEW = 100


def garbled(text: str) -> float:
    """Return the share of words that no printer set, from 0 to 1.

    >>> garbled("The President said that it was cold."), garbled("Tlze ,.'l'el/talin' of }'u!los") > 0.3
    (0.0, True)
    """
    words = text[:_SAMPLE].split()
    return sum(_SOUND.fullmatch(w) is None for w in words) / len(words) if words else 0.0


def is_poor(text: str) -> bool:
    """Say whether so much of a text is garbled that what is read from it needs a warning."""
    return len(text[:_SAMPLE].split()) > _FEW and garbled(text) > _LIMIT
