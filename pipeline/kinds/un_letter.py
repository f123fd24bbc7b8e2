"""Letters circulated as documents of United Nations organs.

Order of parts: masthead (organs, distribution, session, agenda items), the title ("Letter dated … from … addressed
to …"), the body in the signatory's voice, "(Signed)", annexes in the voice of whoever wrote them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline import masthead
from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import annexes, frame
from pipeline.layout import lines, segment
from pipeline.model import Author, Note, Parsed, Part, Placed
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.layout import Line
    from pipeline.model import Entry, Layout

KINDS = ("letter",)

_TITLE = re.compile(r"(?:Identical\s+letters|Letters?)\s+dated\b", re.IGNORECASE)
# Who writes to whom; the sender ends where the addressee starts.
_SENDER = re.compile(r"\bfrom\s+(?P<sender>.+?)(?:\s+addressed\s+to\s+(?P<addressee>.+))?$", re.IGNORECASE | re.DOTALL)
# The first words of a letter's body: where a text has lost its blank lines, the title ends before them.
_OPENING = re.compile(
    r"(?:I|We|On|Upon|In|With|Please|Further|Excellency|Sir|Madam|Pursuant|At|As|It|The|This)\b(?! .*\baddressed to\b)"
)
_SIGNED = re.compile(r"\(\s*Signed\s*\)\s*(?P<name>[^\n\r]+)")
_RANK = re.compile(
    r"Ambassador(?: Extraordinary and Plenipotentiary)?|(?:Lieutenant |Major |Brigadier )?General|Colonel|"
    r"Minister(?: Counsellor)?|Counsellor|First Secretary"
)
_MASTHEAD_LINES = 60


def recognise(layout: Layout) -> bool:
    """Say whether a title "Letter dated … from/addressed to …" stands below something of a masthead."""
    top: list[str] = []
    for line in lines(layout):
        if len(top) > _MASTHEAD_LINES:
            return False
        if _TITLE.match(line.text) and not (top and masthead.is_agenda(top[-1])):
            return any(t in masthead.ORGANS or t == "United Nations" or t.startswith("Distr") for t in top)
        top.append(line.text)
    return False


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the letter; what the masthead lacks is null, and what cannot be told apart becomes a note."""
    printed = list(lines(layout))
    first = next((i for i in range(len(printed)) if _is_title(printed, i)), None)
    head = printed if first is None else printed[:first]
    front = frame.front(layout, head)
    title_lines = [] if first is None else _title_lines(printed, first)
    title = unwrap("\n".join(line.text for line in title_lines)) or entry.title
    body = _rest(layout, printed, (first or 0) + len(title_lines)) if first is not None else ()

    author, addressee = _author(layout, body, title or "", document_id)
    voice = author.actor if author else None
    segments = front.segments
    if title_lines:
        segments.append(segment(layout, "title", title_lines[0].start, title_lines[-1].end, page=title_lines[0].page))
    parts = [Part("main", None, title, find_date(title or ""), voice)]
    notes = list(front.found.notes)
    segments += annexes.body(layout, body, voice, parts, document_id)
    if author is None:
        notes.append(
            Note(
                "parse",
                "letter/no-author",
                "no signatory and no sender were found",
                excerpt=(title or "")[:200] or None,
            )
        )
    document = replace(
        frame.document("letter", layout, entry, front.found),
        title=title,
        document_date=find_date(title or ""),
        addressee=addressee,
        authors=(author,) if author else (),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(notes))


def _is_title(printed: list[Line], number: int) -> bool:
    """Say whether a line begins the title; below the number of an agenda item it is that item's title."""
    before = printed[number - 1].text if number else ""
    return _TITLE.match(printed[number].text) is not None and not masthead.is_agenda(before)


def _title_lines(printed: list[Line], first: int) -> list[Line]:
    """Return the lines of the title: to the end of its block, or to the words a letter opens with."""
    out = [printed[first]]
    for line in printed[first + 1 :]:
        if line.block != printed[first].block or (len(out) > 1 and _OPENING.match(line.text)):
            break
        out.append(line)
    return out


def _rest(layout: Layout, printed: list[Line], after: int) -> tuple[Placed, ...]:
    """Return what follows the title as blocks: the rest of the title's own block, then the others whole."""
    if after >= len(printed):
        return ()
    line = printed[after]
    block = layout.blocks[line.block]
    return (replace(block, start=line.start), *layout.blocks[line.block + 1 :])


def _author(layout: Layout, body: tuple[Placed, ...], title: str, document_id: str) -> tuple[Author | None, str | None]:
    """Return the signatory (name from the signature, office from the title) and the addressee."""
    wording = _SENDER.search(title)
    sender = re.sub(r"^the\s+", "", wording["sender"]) if wording else None
    addressee = re.sub(r"^the\s+", "", wording["addressee"]) if wording and wording["addressee"] else None
    signed = next((m for b in body if (m := _SIGNED.search(layout.of(b)))), None)
    if signed is None:
        if sender is None:
            return None, addressee
        country = actors.country_in(sender)
        # A role alone is a person-role of a state: nobody's name is invented.
        role_actor = actors.person(sender, document_id, sender, country)
        return Author(None, None, sender, role_actor), addressee
    name = signed["name"].strip()
    below = [t.strip() for t in signed.string[signed.end() :].splitlines() if t.strip()]
    rank = next((t for t in below if _RANK.fullmatch(t)), None)
    role = sender or ", ".join(t for t in below if t != rank) or None
    country = actors.country_in(role or "")
    return Author(name, rank, role, actors.person(name, document_id, role, country)), addressee
