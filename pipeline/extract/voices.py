"""In whose name a text speaks that does not say so: the state it is about, or the organ whose clauses it lists."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import actors

if TYPE_CHECKING:
    from pipeline.model import Actor

_ASSEMBLY = re.compile(r"\b(?:General Assembly|United Nations|delegation|Organization|session|[Rr]esolution)\b")
# What stands before the name of one's own state: "my country, ", "the delegation of ", "we in ".
_OWN = re.compile(
    r"(?:[Mm]y|[Oo]ur)\s+(?:own\s+)?(?:country|nation|delegation|people|Government|Republic)(?:\s+of|,)?\s+"
    r"(?:the\s+)?(?:\w+\s+of\s+(?:the\s+)?)?$"
    r"|(?:[Dd]elegation|[Pp]eople|Government|[Rr]epresentative|behalf)\s+of\s+(?:the\s+)?$|\b(?:[Ww]e|us)\s+in\s+(?:the\s+)?$"
)
_BEFORE = 40
_OWN_COUNTS = 2
_ADJECTIVE = re.compile(r"(?:an|ese|ish|i|ic|ch|sh|k)$")
# How each organ writes of itself and of its resolutions (UN Editorial Manual, "Resolutions").
_ORGANS = (
    ("General Assembly", r"\bA/RES/|\bresolutions?\s+(?:ES-|S-)?\d+/\d+|\bGeneral Assembly\b"),
    (
        "Security Council",
        r"\bS/RES/|\bresolutions?\s+\d+\s+\((?:19|20)\d\d\)|\bSecurity Council\b|remain\w* (?:actively )?seized",
    ),
    ("Economic and Social Council", r"\bE/RES/|\bEconomic and Social Council\b"),
    ("Human Rights Council", r"\bA/HRC/|\bHuman Rights Council\b"),
)


def of_an_assembly(text: str) -> bool:
    """Say whether a text reads as if it were spoken or written in an international organisation."""
    return len(_ASSEMBLY.findall(text)) > 1


def own_state(text: str) -> Actor | None:
    """Return the state a text names most, as one's own counting thrice, by the name it uses; null without one.

    >>> own_state("My country, Peru, thanks Chile and Chilean friends.").name
    'Peru'
    """
    counts: Counter[str] = Counter()
    forms: dict[str, Counter[str]] = {}
    for match in actors.state_places(text):
        code = actors.code_of(match.group())
        own = _OWN.search(text, max(0, match.start() - _BEFORE), match.start()) is not None
        counts[code] += 1 + _OWN_COUNTS * own
        forms.setdefault(code, Counter())[re.sub(r"\s+", " ", match.group())] += 1
    if not counts:
        return None
    code = max(counts, key=counts.__getitem__)
    known = actors.by_code(code)
    names = [n for n, _ in forms[code].most_common() if n[0].isupper() and not _ADJECTIVE.search(n)]
    return replace(known, name=names[0]) if known and names else known


def signs(text: str) -> list[tuple[Actor, int]]:
    """Return the organs with how often a text names each or its resolutions.

    >>> [(organ.name, count) for organ, count in signs("Recalling its resolution 1701 (2006), ") if count]
    [('Security Council', 1)]
    """
    return [(actors.organisation(name), len(re.findall(pattern, text))) for name, pattern in _ORGANS]
