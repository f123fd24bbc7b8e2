"""Adopted resolutions, decisions and statements by the President: the words of an organ.

Sources of the forms: United Nations Editorial Manual, “Resolutions and other formal decisions”; documents of the
General Assembly, the Security Council and the Human Rights Council; the collection at refworld.org, whose pages saved
as text begin with a catalogue card.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise, takewhile
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import annexes, frame
from pipeline.layout import segment
from pipeline.masthead import ORGANS, organ_of
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from pipeline.model import Entry, Layout, Placed, Segment

KINDS = ("resolution", "decision", "presidential_statement")

_ORGAN = "|".join(o.replace(" ", r"\s+") for o in ORGANS)
# "Resolution adopted by the United Nations Environment Assembly on 2 March 2022": any organ, as printed.
_ADOPTED_BY = re.compile(
    rf"(?:Resolutions?|(?P<decision>Decisions?))\s+(?:\S+\s+)?adopted\s+by\s+(?:the\s+)?"
    rf"(?P<organ>{_ORGAN}|[A-Z](?:[^\n,.*\[]|\n(?=[a-z])){{4,100}}?)(?=\W*(?:$|\n|\[|,|\*|\s(?:on|at|in|by|without|during)\s))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?:(?:United\s+Nations\s+)?Security\s+Council\s+)?Resolution\s+(?:S/RES/)?\d+\s*\((?:19|20)\d\d\)(?!.*\bdraft\b)",
    re.IGNORECASE,
)
_ADOPTION = re.compile(r"Adopted\s+(?:unanimously\s+)?(?:by\s+the\s+(?P<organ>Security Council))?.*", re.IGNORECASE)
_STATEMENT = re.compile(
    r"(?:Statement\s+by\s+the\s+President\s+of\s+the\s+(?P<organ>Security|Human\s+Rights)\s+Council|President[’']s\s+statement)\W*(?:$|\n)",
    re.IGNORECASE,
)
# What the editor writes above a statement: "At the 9999th meeting of the Security Council, held on …, the President …"
_INTRODUCED = re.compile(r"(?:At\s+the|Following)\b(?=.*:$).*\bfollowing\s+statement\b", re.DOTALL)
# As in: 80/34. Implementation of …; S-32/1. …; 2758 (XXVI). …; 47/12 Human rights …
_TITLE = re.compile(
    r"(?:Resolution\s+|Decision\s+)?(?:(?:E?S[-‐‑–])?(?:\d{1,3}|(?:19|20)\d\d)/\d{1,3}(?:\s+[A-Z](?:-[A-Z])?)?"
    r"|\d{1,4}\s+(?:[A-Z]\s+)?\((?:E?S-)?[IVXLC]+\))\s*[.:]?\s+(?P<title>\S.*)",
    re.DOTALL,
)
_OPENS = re.compile(
    rf"\s*The\s+(?P<organ>{_ORGAN})\b,?\s*$|\s*(?-i:The|THE)\s+(?P<council>Security Council|General Assembly),\s"
    r"|\s*(?-i:The)\s+(?P<other>(?-i:[A-Z])[^,.;:\n]{5,100}),\s*$",
    re.IGNORECASE,
)
_BESIDE = re.compile(rf"(?P<formula>The\s+(?:{_ORGAN}),)\s+(?=(?:[A-Z][a-z]+ly\s+)?[A-Z][a-z]+(?:ing|ed|s)\b)")
_CARD = re.compile(
    r"(?:Publisher|Publication Date|Citation / Document Symbol|Reference|Cite as|Title|Country|Topics|"
    r"Other Languages.*|Comments?|Document Type|Author)$"
)
_CARD_SYMBOL = re.compile(r"S/RES/\d+ \(\d{4}\)|A/RES/\S+")
_RECORD = re.compile(r"(?:Adopted|Rejected)\s+(?:unanimously\s+)?(?:at|by)\b", re.IGNORECASE)
_TOP = 40


def recognise(layout: Layout) -> bool:
    """Say whether the top says by which organ it was adopted, or numbers the resolution above the organ's name."""
    top = frame.top(layout, _TOP)
    runs = frame.top_runs(layout, _TOP)
    if any(_ADOPTED_BY.match(t) or (_STATEMENT.match(t) and any(map(frame.is_masthead, top))) for t in (*top, *runs)):
        return True
    numbered = next((i for i, t in enumerate(top) if _NUMBERED.match(t)), None)
    if numbered is None:
        return False
    return any(_OPENS.match(t) or _ADOPTION.match(t) or _CARD.match(t) for t in top[numbered + 1 :])


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the resolution; every clause is in the voice of the organ that adopted it."""
    layout = frame.cut(layout, lambda t: t[0].isupper() and _is_marker(t), lambda t: bool(_OPENS.match(t)))
    layout = frame.items_apart(_formula_apart(layout))
    blocks = layout.blocks
    number = _marker(layout)
    marker = layout.of(blocks[number]) if blocks else ""
    start = _opening(layout, number)
    front = frame.front(layout, frame.above(layout, number))
    between = [b for b in blocks[number:start] if not frame.is_footnote(layout, b)]
    organ = _organ(layout, between, start)
    title_blocks = _title_blocks(layout, between)
    title = frame.title_of(layout, title_blocks) if title_blocks else ""
    if match := _TITLE.match(title):
        title = match["title"]
    symbols = front.found.symbols or list(dict.fromkeys(
        m.group() for b in between for t in layout.of(b).split("\n") if (m := _CARD_SYMBOL.fullmatch(t.strip()))
    ))  # fmt: skip
    voice = actors.organisation(organ)
    parts = [Part("main", None, title or entry.title, _adopted(layout, between, start), voice)]
    segments = [*front.segments]
    for block in blocks[number:start]:
        if frame.is_footnote(layout, block):
            segments.append(frame.footnote(layout, block))
        elif block in title_blocks:
            segments.append(segment(layout, "title", block.start, block.end, page=block.page))
        else:
            segments.append(segment(layout, "masthead", block.start, block.end, page=block.page))
    segments += _unvoiced(annexes.body(layout, blocks[start:], voice, parts, document_id, own=voice, adopted=True))
    kind = "decision" if (m := _ADOPTED_BY.match(marker)) and m["decision"] else "resolution"
    kind = "decision" if any("/DEC/" in s for s in symbols) else kind
    kind = "presidential_statement" if _STATEMENT.match(marker) or any("/PRST/" in s for s in symbols) else kind
    found = front.found
    document = replace(
        frame.document(kind, layout, entry, found),
        title=title or entry.title,
        document_date=parts[0].date,
        symbols=tuple(symbols),
        authors=(Author(organ, None, None, voice),),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _formula_apart(layout: Layout) -> Layout:
    """Return the layout with the formula and a clause beside it ("The Security Council, Recalling …") told apart."""
    for number, block in enumerate(layout.blocks):
        if beside := _BESIDE.match(layout.of(block)):
            return frame.split(layout, number, (beside.end("formula"), beside.end()))
    return layout


def _is_marker(text: str) -> bool:
    return any(p.match(text) for p in (_ADOPTED_BY, _STATEMENT, _NUMBERED))


def _marker(layout: Layout) -> int:
    """Return the block where the masthead ends: the one that says what follows is a resolution."""
    return next((number for number, block in enumerate(layout.blocks) if _is_marker(layout.of(block))), 0)


def _opening(layout: Layout, number: int) -> int:
    """Return the block where the text begins: "The General Assembly,"; else the one after the marker and the title."""
    for at in range(number, len(layout.blocks)):
        if _OPENS.match(layout.of(layout.blocks[at])):
            return at
    after = number + 1
    while after < len(layout.blocks) and (layout.blocks[after].bold or layout.of(layout.blocks[after]).startswith("[")):
        after += 1
    return after


def _organ(layout: Layout, between: Sequence[Placed], start: int) -> str:
    """Return the organ that adopted it: of the marker, else of the words the text opens with."""
    texts = [layout.of(b) for b in between] + ([layout.of(layout.blocks[start])] if start < len(layout.blocks) else [])
    named = [m["organ"] for t in texts if (m := _ADOPTED_BY.match(t))]
    named += [f"{m['organ']} Council" for t in texts if (m := _STATEMENT.match(t)) and m["organ"]]
    named += [m["organ"] or m["council"] or m["other"] for t in texts if (m := _OPENS.match(t))]
    name = re.sub(r"\s+", " ", named[0]) if named else "Security Council"
    return organ_of(name) or name


def _title_blocks(layout: Layout, between: Sequence[Placed]) -> list[Placed]:
    """Return the numbered title; where there is none (Security Council) the line that numbers the resolution."""
    for at, block in enumerate(between):
        if _TITLE.match(layout.of(block)):
            more = takewhile(lambda b: b.bold and not layout.of(b).startswith("["), between[at + 1 : at + 3])
            return [block, *more] if block.bold else [block]
    return [b for b in between if _NUMBERED.match(layout.of(b)) or _STATEMENT.match(layout.of(b))][:1]


def _adopted(layout: Layout, between: Sequence[Placed], start: int) -> date | None:
    """Return the day of adoption: of the marker, of "Adopted by …", of the catalogue card, of the last lines."""
    texts = [unwrap(layout.of(b)) for b in between]
    for text in texts:
        if (_ADOPTED_BY.match(text) or _NUMBERED.match(text) or _ADOPTION.match(text)) and (day := find_date(text)):
            return day
    for before, text in pairwise(texts):
        if before == "Publication Date" and (day := find_date(text)):
            return day
    introduced = (layout.of(b) for b in layout.blocks[start : start + 2])
    if day := next((find_date(unwrap(t)) for t in introduced if _INTRODUCED.match(t)), None):
        return day
    for block in reversed(layout.blocks[start:]):
        text = layout.of(block)
        if (_RECORD.match(text) or "meeting" in text) and len(text) < 120 and (day := find_date(text)):  # noqa: PLR2004 -- a line or two
            return day
    return None


def _unvoiced(segments: list[Segment]) -> list[Segment]:
    """Take the organ's voice off what is no clause: the formula, the record of the vote, an introduction."""
    return [
        replace(s, voice=None) if s.kind == "paragraph" and (_RECORD.match(s.text) or _INTRODUCED.match(s.text)) else s
        for s in frame.without_formula(segments)
    ]
