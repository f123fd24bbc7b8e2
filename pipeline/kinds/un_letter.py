"""Letters circulated as documents of United Nations organs.

Order of parts: masthead (organs, distribution, session, agenda items), the title ("Letter dated … from … addressed
to …"), the body in the signatory's voice, "(Signed)", annexes in the voice of whoever wrote them.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from pipeline import masthead
from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import annexes, bylines, frame
from pipeline.layout import lines, segment
from pipeline.model import Author, Note, Parsed, Part, Placed
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.layout import Line
    from pipeline.model import Entry, Layout

KINDS = ("letter",)

_TITLE = re.compile(r"(?:Identical\s+letters|Letters?|Telegrams?|Cablegrams?)\s+dated\b", re.IGNORECASE)
# Who writes to whom; the sender ends where the addressee starts.
_SENDER = re.compile(r"\bfrom\s+(?P<sender>.+?)(?:\s+addressed\s+to\s+(?P<addressee>.+))?$", re.IGNORECASE | re.DOTALL)
# The first words of a letter's body: where a text has lost its blank lines, the title ends before them.
_OPENING = re.compile(
    r"(?:I|We|On|Upon|In|With|Please|Further|Excellency|Sir|Madam|Pursuant|At|As|It|The|This)\b(?! .*\baddressed to\b)"
)
# A letter as it was sent, before it was circulated: "Excellency, … Please accept the assurances of my highest …"
_SALUTATION = re.compile(
    r"(?:Your\s+)?Excellency\s*[,:]?|(?:Dear\s+\S.{2,60}|Sir|Madam|Mr\.\s+(?:Secretary-General|President))\s*[,:]",
    re.IGNORECASE,
)
_CLOSE = re.compile(
    r"assurances?\s+of\s+(?:my|our)\s+highest\s+(?:consideration|esteem)|Yours\s+(?:sincerely|faithfully|truly)|"
    r"(?:^|\n)Sincerely(?:\s+yours)?,|\(\s*Signed\s*\)",
    re.IGNORECASE,
)
_ADDRESSED = re.compile(r"(?:H\.\s?E\.|His\s+Excellency|Her\s+Excellency|Mr\.|Ms\.|Mrs\.)\s+\S", re.IGNORECASE)
_NAME = re.compile(r"(?:[A-ZÀ-Þ][\w’'.-]*\s+){1,4}[A-ZÀ-Þ][\w’'-]+,?")
_MASTHEAD_LINES = 60
_SALUTATION_LINES = 25


def recognise(layout: Layout) -> bool:
    """Say whether a title "Letter dated …" stands below something of a masthead, or a salutation above a close."""
    printed = list(islice(lines(layout), _MASTHEAD_LINES))
    first = next((i for i in range(len(printed)) if _is_title(printed, i)), None)
    if first is not None:
        return any(frame.is_masthead(line.text) for line in printed[:first])
    if any(frame.is_masthead(line.text) for line in printed):
        return False
    return _salutation(printed) is not None and _CLOSE.search(layout.text) is not None


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the letter; what the masthead lacks is null, and what cannot be told apart becomes a note."""
    printed = list(lines(layout))
    first = next((i for i in range(len(printed)) if _is_title(printed, i)), None)
    front = frame.front(layout, printed[: _salutation(printed) or 0] if first is None else printed[:first])
    title_lines = [] if first is None else _title_lines(printed, first)
    title = unwrap("\n".join(line.text for line in title_lines)) or entry.title
    body = _rest(layout, printed, (_salutation(printed) or 0) if first is None else first + len(title_lines))
    day = find_date(title or "")
    authors, addressee = _parties(layout, body, title or "", document_id)
    if first is None:
        head = [line.text for line in printed[: _salutation(printed) or 0]]
        day = find_date("\n".join(head))
        addressee = next((t for t in head if _ADDRESSED.match(t)), None)
    voice = authors[0].actor if len(authors) == 1 else actors.group("The signatories", document_id) if authors else None
    segments = front.segments
    if title_lines:
        segments.append(segment(layout, "title", title_lines[0].start, title_lines[-1].end, page=title_lines[0].page))
    parts = [Part("main", None, title, day, voice)]
    notes = list(front.found.notes)
    segments += annexes.body(layout, body, voice, parts, document_id)
    if not authors:
        reason = "no signatory and no sender were found"
        notes.append(Note("parse", "letter/no-author", reason, excerpt=(title or "")[:200] or None))
    document = replace(
        frame.document("letter", layout, entry, front.found),
        title=title,
        document_date=day,
        addressee=addressee,
        publisher=entry.publisher or ("United Nations" if first is not None else None),
        authors=authors,
    )
    return Parsed(document_id, document, layout.text, tuple(segments), tuple(parts), tuple(notes))


def _salutation(printed: list[Line]) -> int | None:
    """Return which of the first lines greets the addressee."""
    return next((n for n, x in enumerate(printed[:_SALUTATION_LINES]) if _SALUTATION.fullmatch(x.text)), None)


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


def _parties(
    layout: Layout, body: tuple[Placed, ...], title: str, document_id: str
) -> tuple[tuple[Author, ...], str | None]:
    """Return the signatories (names from signatures, the office of a single one from the title) and the addressee."""
    wording = _SENDER.search(title)
    sender = re.sub(r"^the\s+", "", wording["sender"]) if wording else None
    addressee = re.sub(r"^the\s+", "", wording["addressee"]) if wording and wording["addressee"] else None
    own = [layout.of(b) for b in takewhile(lambda b: not annexes.HEADING.match(layout.of(b)), body)]
    signed = [s for text in own for s in bylines.signatures(text)] or ([] if sender else _closing(own))
    out = []
    for s in signed:
        role = (sender if len(signed) == 1 else s.role) or s.role or sender
        out.append(
            Author(s.name, s.rank, role, actors.person(s.name, document_id, role, actors.country_in(role or "")))
        )
    if not out and sender:
        # A role alone is a person-role of a state: nobody's name is invented.
        out = [Author(None, None, sender, actors.person(sender, document_id, sender, actors.country_in(sender)))]
    return tuple(out), addressee


def _closing(own: list[str]) -> list[bylines.Signature]:
    """Return the name below the close of a letter that bears no "(Signed)"."""
    at = next((n for n, text in enumerate(own) if _CLOSE.search(text)), len(own))
    below = [t.strip() for text in own[at : at + 4] for t in text.split("\n")]
    found = next((n for n, t in enumerate(below) if _NAME.fullmatch(t) and not _CLOSE.search(t)), None)
    if found is None:
        return []
    return [bylines.Signature(below[found].strip(" ,"), None, ", ".join(below[found + 1 : found + 3]) or None)]
