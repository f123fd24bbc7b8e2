"""Two plain peers, timed: `quote_rules.py bare|cues TASK`.

``bare``: whatever stands in quotation marks, with the nearest capitalised words as source and the nearest verb of
speaking as cue. ``cues``: quotations with a verb of speaking beside them, and the commonest forms of indirect speech.
"""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import timed

if TYPE_CHECKING:
    from collections.abc import Iterator

Pair = tuple[int, int]
QUOTE = re.compile(
    r"“([^“”\n]+)”|\"([^\"\n]+)\"|«([^«»\n]+)»|„([^“”„\n]+)[“”]|(?<!\w)‘([^‘’\n]+)’(?!\w)|(?<!\w)'([^'\n]+)'(?!\w)"
)
VERB = (
    r"(?:said|says?|saying|told|added|adds|stated|states|stating|announced|announces|claimed|claims|noted|notes|wrote|"
    r"writes|reported|reports|explained|argued|argues|replied|asked|asks|warned|warns|tweeted|commented|remarked|"
    r"confirmed|confirms|denied|denies|insisted|declared|declares|acknowledged|admitted|alleged|stressed|emphasi[sz]ed|"
    r"reiterated|recalled|observed|concluded|suggested|testified|recommended|pointed out|urged|called)"
)
NAME = re.compile(r"[A-Z][\w.’'-]*(?:\s+(?:(?:of|the|de|van|al)\s+)?[A-Z][\w.’'-]*)*")
PHRASE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Hh]is|[Hh]er|[Ii]ts|[Tt]heir|[Oo]ur)\s+(?:[\w’'-]+\s+){0,4}?[\w’'-]+|[Hh]e|[Ss]he|[Tt]hey|"
    r"[Ii]t|I|[Ww]e|(?:[a-z-]+\s+){0,3}[A-Z][\w.’'-]*(?:\s+(?:(?:of|the|de|van)\s+)?[A-Z][\w.’'-]*){0,6})"
)
BEFORE = re.compile(
    rf"(?P<source>{PHRASE})\s+(?:\w+ly\s+)?(?P<cue>{VERB})(?:\s+[\w ]{{1,30}})?\s*[,:]?\s*(?:that\s+)?$"
)
AFTER = re.compile(
    rf"\s*,?\s*(?:(?P<source>{PHRASE})\s+(?:\w+ly\s+)?(?P<cue>{VERB})\b|(?P<verb>{VERB})\s+(?P<subject>{PHRASE}))"
)
THAT = re.compile(
    rf"(?P<source>{PHRASE})\s+(?:(?:has|have|had|also|\w+ly)\s+)?(?P<cue>{VERB})(?:\s+[\w ]{{1,30}}?)?\s+that\s+"
    r"(?P<content>[^.;\n]+)"
)
LAST = re.compile(rf"(?P<content>[^.;\n]{{15,}}?),\s+(?P<source>{PHRASE})\s+(?P<cue>{VERB})(?=[.,]|\s+(?:on|in|at)\b)")
ACCORDING = re.compile(rf"(?P<cue>[Aa]ccording to)\s+(?P<source>{PHRASE}),\s+(?P<content>[^.;\n]+)")
_NEAR, _SHORTEST = 100, 3


def quoted(text: str) -> Iterator[tuple[Pair, Pair]]:
    """Yield quotations of three words and more: with their marks, and what stands inside."""
    for match in QUOTE.finditer(text):
        inner = match.span(match.lastindex or 0)
        if len(text[slice(*inner)].split()) >= _SHORTEST:
            yield match.span(), (inner[0], inner[1] - (text[inner[1] - 1] in ",."))


def bare(text: str) -> timed.Statements:
    """Return quotations, each with the nearest name and verb of its paragraph."""
    out = []
    for outer, inner in quoted(text):
        low = max(text.rfind("\n", 0, outer[0]) + 1, outer[0] - _NEAR)
        high = min(len(text) if (end := text.find("\n", outer[1])) < 0 else end, outer[1] + _NEAR)
        around = ((low, outer[0]), (outer[1], high))
        source, cue = (
            min(
                (m.span() for a, b in around for m in pattern.finditer(text, a, b)),
                key=lambda span: max(outer[0] - span[1], span[0] - outer[1]),
                default=None,
            )
            for pattern in (NAME, re.compile(rf"\b{VERB}\b"))
        )
        out.append(_statement(inner, source, cue, "direct"))
    return out


def cues(text: str) -> timed.Statements:
    """Return quotations with a verb beside them, and what indirect speech of three common forms reports."""
    out, taken = [], []
    for outer, inner in quoted(text):
        low = max(text.rfind("\n", 0, outer[0]) + 1, outer[0] - _NEAR)
        if match := AFTER.match(text, outer[1]):
            name = "source" if match["source"] else "subject"
            out.append(_statement(inner, match.span(name), match.span("cue" if name == "source" else "verb"), "direct"))
        elif match := BEFORE.search(text, low, outer[0]):
            out.append(_statement(inner, match.span("source"), match.span("cue"), "direct"))
        else:
            continue
        taken.append(outer)
    for pattern in (THAT, LAST, ACCORDING):
        for match in pattern.finditer(text):
            content = match.span("content")
            if any(a < match.end("cue") and match.start("cue") < b for a, b in taken):
                continue
            mode = "mixed" if QUOTE.search(text, *content) else "indirect"
            out.append(_statement(content, match.span("source"), match.span("cue"), mode))
    return out


def _statement(content: Pair, source: Pair | None, cue: Pair | None, mode: str) -> dict[str, object]:
    return {
        "n": 0, "content": [content], "source": [source] if source else [], "cue": [cue] if cue else [],
        "mode": mode, "act": "assert",
    }  # fmt: skip


if __name__ == "__main__":
    chosen = {"bare": bare, "cues": cues}[sys.argv[1]]
    timed.main(lambda text, _: chosen(text), Path(sys.argv[2]))
