"""Draft resolutions, draft decisions and amendments to them: proposed by sponsors, adopted by nobody yet.

Source of the forms: United Nations Editorial Manual, “Draft resolutions and decisions”.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import actors
from pipeline.kinds import annexes, frame
from pipeline.layout import lines, segment
from pipeline.masthead import is_agenda, without_marks
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Actor, Entry, Layout

KINDS = ("draft_resolution", "amendment")

_PROPOSAL = (
    r"(?:(?:revised\s+|joint\s+|oral\s+)*"
    r"(?:draft\s+(?:resolution|decision)s?|(?P<amends>(?:sub-?)?amendments?\s+to\b)))"
)
# As in: Egypt:* draft resolution; Albania, Austria and Chile: amendment to draft resolution A/C.3/80/L.3
_BY_STATES = re.compile(rf"(?P<sponsors>[^:]+):\s*+\**+\s*+{_PROPOSAL}", re.IGNORECASE | re.DOTALL)
# "Draft resolution submitted by the Chair on the basis of informal consultations"
_SUBMITTED = re.compile(
    rf"{_PROPOSAL}\s+(?:\S+\s+)?(?:submitted|proposed|prepared|recommended)\s+by\s+(?:the\s+)?(?P<submitter>.+)",
    re.IGNORECASE | re.DOTALL,
)
# Who sponsors it too: a list of its own ("Add the following countries to the list of sponsors …") or a note below.
_MORE = re.compile(r"(?:Add\s+the\s+following\b[^:]*|Additional\s+)sponsors?\s+of\b", re.IGNORECASE)
_JOINED = re.compile(r"\W*(?:Subsequently|Later)\s+joined\s+by\s*:?\s*(?P<sponsors>.+)", re.IGNORECASE | re.DOTALL)
# The number a resolution has yet to get: "43/… Freedom of …"
_TO_BE_NUMBERED = re.compile(r"\d{1,4}/(?:…|\.{2,}|_+|-+)\.?\s+")
_BARE = re.compile(r"(?:Revised\s+)?Draft\s+(?:resolution|decision)s?\**$", re.IGNORECASE)
_ON_THE_BASIS = re.compile(
    r",?\s+(?:on\s+the\s+basis\s+of|following|pursuant\s+to|after)\b.*$", re.IGNORECASE | re.DOTALL
)
_NAMED = re.compile(
    r"(?P<role>[^,]+?),\s*(?P<name>[^,(]+?)\s*(?:\((?P<state>[^()]+(?:\([^()]*\))?)\))?\s*,?\s*$", re.DOTALL
)
_OPENS = re.compile(
    r"\s*The\s+(?:General Assembly|Security Council|Economic and Social Council|Human Rights Council)\b,?",
    re.IGNORECASE,
)
_TOP_BLOCKS = 24
_TITLE_BLOCKS = 3
_SHORT_TITLE = 30


def recognise(layout: Layout) -> bool:
    """Say whether a block near the top names who proposes a draft."""
    return _marker(layout) is not None


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the draft; its clauses are in the voice of the sponsor, or of the sponsors as a group."""
    number = _marker(layout) or 0
    layout = _title_apart(layout, number)
    blocks = layout.blocks
    front = frame.front(layout, frame.above(layout, number))
    wording = unwrap(layout.of(blocks[number]))
    authors = (*_authors(wording, document_id), *_joining(layout, number))
    start = _title_ends(layout, number + 1)
    titles = [b for b in blocks[number + 1 : start] if not frame.is_footnote(layout, b)]
    if not titles and start < len(blocks) and not _OPENS.match(layout.of(blocks[start])) and blocks[start].role is None:
        titles = [blocks[start]]
        start += 1
    title = _TO_BE_NUMBERED.sub("", frame.title_of(layout, titles)) or entry.title
    voice = _voice(authors, document_id)
    parts = [Part("main", None, title, front.found.distribution_date, voice)]
    segments = list(front.segments)
    segments.append(segment(layout, "masthead", blocks[number].start, blocks[number].end, page=blocks[number].page))
    for block in blocks[number + 1 : start]:
        if frame.is_footnote(layout, block):
            segments.append(frame.footnote(layout, block))
        else:
            segments.append(segment(layout, "title", block.start, block.end, page=block.page))
    segments += frame.without_formula(
        annexes.body(layout, blocks[start:], voice, parts, document_id, own=voice, adopted=True)
    )
    found = front.found
    amends = next((m["amends"] for p in (_BY_STATES, _SUBMITTED) if (m := p.match(wording))), None)
    document = replace(
        frame.document("amendment" if amends else "draft_resolution", layout, entry, found),
        title=title,
        document_date=found.distribution_date,
        authors=authors,
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(found.notes))


def _title_ends(layout: Layout, first: int) -> int:
    """Return where the title ends: at the words a text opens with, else with the bold blocks from ``first`` on.

    What follows a whole title is a heading.
    """
    near = layout.blocks[first : first + _TITLE_BLOCKS + 1]
    opening = next((n for n, b in enumerate(near) if _OPENS.match(layout.of(b))), None)
    if opening is not None and all(b.bold or frame.is_footnote(layout, b) for b in near[:opening]):
        return first + opening
    end = first
    while end < len(layout.blocks) and layout.blocks[end].bold and end - first < _TITLE_BLOCKS - 1:
        end += 1
        if len(layout.of(layout.blocks[end - 1])) > _SHORT_TITLE:
            break
    return end


def _title_apart(layout: Layout, number: int) -> Layout:
    """Return the layout with what stands below the proposal in its block, the title, as a block of its own."""
    block = layout.blocks[number]
    text = layout.of(block)
    match = _BY_STATES.match(text)
    below = re.compile(r"\**\s*\n\s*(?=\S)").match(text, match.end()) if match and not match["amends"] else None
    if match is None or below is None:
        return layout
    return frame.split(layout, number, (match.end(), below.end()))


def _joining(layout: Layout, number: int) -> tuple[Author, ...]:
    """Return the sponsors that a list of more sponsors or a note at the end names."""
    blocks = layout.blocks
    texts = [layout.of(b) for b in blocks[number:]]
    found = [m["sponsors"] for t in texts if (m := _JOINED.match(t))]
    listed = next((n for n, t in enumerate(texts[:_TITLE_BLOCKS]) if _MORE.match(t) and t.rstrip().endswith(":")), None)
    if listed is not None and listed + 1 < len(texts):
        found.append(texts[listed + 1])
    names = (name for text in found for name in sponsors(text.rstrip(" .")))
    return tuple(_sponsor(name) for name in names)


def _marker(layout: Layout) -> int | None:
    """Return the block that names the proposal, below something of a masthead."""
    masthead_seen = False
    before = ""
    for line in lines(layout):
        if line.block > _TOP_BLOCKS or (frame.LETTER.match(line.text) and not is_agenda(before)):
            return None
        before = line.text
        masthead_seen = masthead_seen or frame.is_masthead(line.text)
        block = layout.blocks[line.block]
        if line.start != block.start or not masthead_seen or block.role == "table" or frame.is_footnote(layout, block):
            continue
        text = layout.of(block)
        if _BARE.match(text) or _SUBMITTED.match(text) or _MORE.match(text):
            return line.block
        sponsors = _BY_STATES.match(text)
        if sponsors and not sponsors["sponsors"].strip().casefold().startswith(("report", "note", "letter")):
            return line.block
    return None


def _authors(wording: str, document_id: str) -> tuple[Author, ...]:
    if by_states := _BY_STATES.match(wording):
        return tuple(_sponsor(name) for name in sponsors(by_states["sponsors"]))
    submitted = _SUBMITTED.match(wording)
    if submitted is None:
        return ()
    words = without_marks(_ON_THE_BASIS.sub("", submitted["submitter"])).strip(" ,*")
    named = _NAMED.match(words)
    if named and len(named["name"].split()) > 1 and not actors.state(named["name"]):
        country = state.country if (state := actors.state(named["state"] or "")) else None
        return (
            Author(
                named["name"], None, named["role"], actors.person(named["name"], document_id, named["role"], country)
            ),
        )
    states = sponsors(words)
    if states and all(actors.state(s) for s in states):
        return tuple(_sponsor(s) for s in states)
    return (Author(None, None, words, actors.person(words, document_id, words)),)


def sponsors(text: str) -> list[str]:
    """Return the names of a list of sponsors; a name that holds "and" is one name where the lexicon knows it.

    >>> sponsors("Albania, Bosnia and Herzegovina, Bahamas (The) and Chile*")
    ['Albania', 'Bosnia and Herzegovina', 'Bahamas (The)', 'Chile']
    """
    plain = without_marks(re.sub(r"\s+", " ", text)).strip(" *:")
    pieces = re.split(r"(,\s+and\s+|,\s+|\s+and\s+)(?![^(]*\))", plain)
    names, joints = pieces[::2], pieces[1::2]
    out: list[str] = []
    at = 0
    while at < len(names):
        for size in (3, 2, 1):
            joined = "".join(
                n + j for n, j in zip(names[at : at + size], [*joints[at : at + size - 1], ""], strict=False)
            )
            if size == 1 or (at + size <= len(names) and actors.state(joined)):
                out.append(joined.strip())
                at += size
                break
    return [n for n in out if n]


def _sponsor(name: str) -> Author:
    return Author(name, None, None, actors.state(name) or actors.organisation(name))


def _voice(authors: tuple[Author, ...], document_id: str) -> Actor | None:
    if len(authors) == 1:
        return authors[0].actor
    return actors.group("The sponsors", document_id) if authors else None
