"""Annexes and enclosures: documents inside a letter, with a title, a date and an author of their own.

A statement of three leaders annexed to an ambassador's letter is theirs; what an annex does not say of itself is null.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from pipeline.dates import find_date
from pipeline.extract import actors
from pipeline.kinds import bylines, frame
from pipeline.layout import segment
from pipeline.masthead import is_known, without_marks
from pipeline.model import Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Actor, Layout, Placed, Segment

# "Annex", "ANNEX II", "Enclosure 1", "Annex to the letter dated …": at the start of a block.
HEADING = re.compile(
    r"\[?(?P<kind>A(?:nnex|NNEX)|E(?:nclosure|NCLOSURE)|A(?:ppendix|PPENDIX))(?:\s+(?P<number>[IVXLC]+|\d{1,3}|[A-Z]))?\]?[*.]*"
    r"(?P<rest>\s+to\s+the\s+(?:(?:identical\s+)?letters?|notes?\s+verbales?|present|report|statement)\b[^\n]*"
    r"(?:\n(?! ?\[)[^\n]+)*)?(?=\n|$)"
)
# What stands between the word "Annex" and the title: "[Original: French]", "[English only]".
_NOTICE = re.compile(r"[\[(]\s*(?:Original\s*:[^\])]*|[^\])]{0,60}\bonly)\s*[\])]$", re.IGNORECASE)
# The first words of a body: a title above it ends there.
_OPENING = re.compile(
    r"(?:I|We|On|Upon|In|With|Please|Further|Excellency|Sir|Madam|Pursuant|At|As|It|The|This|My|Our|Mr\.?|Ladies|Thank|"
    r"Today|Since|Following|According|Dear|Having|Recalling|\d{1,3}\.|\([a-z]\))\b(?!.*\baddressed to\b)"
)
_SECTION = re.compile(r"(?:[IVXLC]{1,5}|[A-Z]|\d{1,2})\.\s+\S")
# An entry of a table of contents ends with a page, often behind leaders; a year is no page.
_PAGE = re.compile(r"(?<![\w/(-])\d{1,3}$")
_LEADERS = " .…·_"
_RESOLUTION = re.compile(
    r"(?P<title>Resolution\s+\d+\s+\(\d{4}\)(?:\n+[^\n]+){0,3}?)\n+"
    r"(?P<text>The\s+(?P<organ>Security\s+Council|General\s+Assembly),)"
)
_TITLE_LINES = 6
_LONG_TITLE = 40


@dataclass(frozen=True, slots=True)
class Annex:
    """An annex that begins: its part, the segments of its heading and title, and where its text goes on."""

    part: Part
    segments: list[Segment]
    rest: Placed | None
    used: int


def opens(  # noqa: PLR0913 -- where, and of what
    layout: Layout, blocks: Sequence[Placed], at: int, number: int, document_id: str, *, listing: bool = False
) -> Annex | None:
    """Return the annex that begins at block ``at``, as part ``number``; null when none does.

    ``listing`` says that a table of contents goes on here. ``used`` counts the blocks its heading and title take;
    ``rest`` is what the last of them holds below the title.
    """
    block = blocks[at]
    text = layout.of(block)
    match = HEADING.match(text)
    if match is None or block.role in {"table", "footnote"}:
        return None
    below = text[match.end() :]
    if not below.strip() and not block.bold and len(text) > 2 * _LONG_TITLE and not match["rest"]:
        return None
    if _is_listed(layout, blocks, at, below.strip(), listing=listing):
        return None
    label = " ".join(filter(None, (match["kind"].capitalize(), match["number"])))
    head = _segment(layout, block, block.start, block.start + match.end(), number, label)
    start = block.start + match.end() + len(below) - len(below.lstrip())
    titles, rest, used = _titles(layout, blocks, at, start if below.strip() else None)
    title = without_marks(unwrap("\n".join(t.text for t in titles if not _NOTICE.match(t.text)))) or None
    author = said.actor if (said := bylines.author_of(title or "", document_id)) else None
    part = Part(match["kind"].lower(), label, title, find_date(title or ""), author)
    made = [replace(_segment(layout, block, t.start, t.end, number), voice=None) for t in titles]
    return Annex(part, [head, *made], rest, used)


@dataclass(frozen=True, slots=True)
class _Title:
    start: int
    end: int
    text: str


def _titles(
    layout: Layout, blocks: Sequence[Placed], at: int, inside: int | None
) -> tuple[list[_Title], Placed | None, int]:
    """Return the title's pieces, what stands below them in their block, and how many blocks were used."""
    titles: list[_Title] = []
    used = 1
    bold = any(b.bold for b in blocks)
    if inside is not None:
        title, rest = _split(layout, replace(blocks[at], start=inside))
        titles += title
        if rest is not None or (title and not _NOTICE.match(title[-1].text)):
            return titles, rest, used
    while at + used < len(blocks) and used <= 4:  # noqa: PLR2004 -- original language, title and two lines
        block = blocks[at + used]
        text = layout.of(block)
        if block.role in {"table", "footnote"} or HEADING.match(text):
            break
        if _NOTICE.match(text):
            titles.append(_Title(block.start, block.end, text))
            used += 1
            continue
        if (bold and not block.bold) or (block.bold and _SECTION.match(text)):
            break
        title, rest = _split(layout, block)
        if not title or (not bold and len(titles) and not _NOTICE.match(titles[-1].text)):
            break
        titles += title
        used += 1
        if rest is not None or not bold or len(text) > _LONG_TITLE:
            return titles, rest, used
    return titles, None, used


def _split(layout: Layout, block: Placed) -> tuple[list[_Title], Placed | None]:
    """Return the lines of a block that are a title, as one piece, and the rest of the block."""
    text = layout.of(block)
    at = 0
    lines = text.split("\n")
    out: list[_Title] = []
    for number, line in enumerate(lines):
        if _NOTICE.match(line.strip()):
            out.append(_Title(block.start + at, block.start + at + len(line.rstrip()), line.strip()))
        elif _below_title(line, number, lines, bold=block.bold):
            break
        elif out and not _NOTICE.match(out[-1].text):
            out[-1] = _Title(out[-1].start, block.start + at + len(line.rstrip()), f"{out[-1].text}\n{line.strip()}")
        else:
            out.append(_Title(block.start + at, block.start + at + len(line.rstrip()), line.strip()))
        at += len(line) + 1
    if len(lines) == 1 and out and re.search(r"[.;]$", text) and not block.bold:
        return [], block
    rest = replace(block, start=block.start + at) if at < len(text) else None
    return out, rest


def _below_title(line: str, number: int, lines: list[str], *, bold: bool) -> bool:
    """Say whether a line is no longer of the title: the words a body opens with, a masthead, or too many lines."""
    opening = _OPENING.match(line) and (number or len(lines) > 1 or line.rstrip().endswith("."))
    return bool(opening) or number >= _TITLE_LINES or (is_known(line) and not bold)


def _segment(  # noqa: PLR0913 -- where, and of what
    layout: Layout, block: Placed, start: int, end: int, part: int, label: str | None = None
) -> Segment:
    return replace(segment(layout, "annex_title", start, end, label=label, page=block.page), part=part)


def _is_listed(layout: Layout, blocks: Sequence[Placed], at: int, below: str, *, listing: bool) -> bool:
    """Say whether an annex is only listed here, in a table of contents: its entry ends with a page.

    A title may end with a number too: an entry has leaders, stands in a table of contents, or has others beside it
    whose pages go on from its own.
    """
    entry = at if below else at + 1
    text = below or (layout.of(blocks[entry]) if entry < len(blocks) else "")
    if listing:
        return _page(unwrap(text)) is not None
    pages = _pages(text)
    if not pages or (not below and blocks[entry].role == "table"):
        return False
    if len(pages) > 1 or _page(text, led=True) is not None:
        return True
    before = _pages(layout.of(blocks[at - 1])) if at else []
    after = next((p for b in blocks[entry + 1 : entry + 3] if (p := _pages(layout.of(b)))), [])
    return bool(before and before[-1] <= pages[0]) or bool(after and pages[-1] <= after[0])


def _pages(text: str) -> list[int]:
    """Return the page each line of a text ends with; empty unless all do, one by one in order."""
    found = [_page(line) for line in text.split("\n")]
    pages = [page for page in found if page is not None]
    return pages if len(pages) == len(found) and pages == sorted(pages) else []


def _page(line: str, *, led: bool = False) -> int | None:
    """Return the page that the entry of a table of contents ends with, with ``led`` only where leaders lead to it.

    >>> [_page(line) for line in ("Composition of the delegation 24", "Events of 29 May 2024", "Nets ....... 7", "24")]
    [24, None, 7, None]
    >>> _page("Composition of the delegation 24", led=True) is None
    True
    """
    match = _PAGE.search(line.rstrip())
    title = line[: match.start()].rstrip(_LEADERS) if match else ""
    if match is None or not title:
        return None
    leaders = line[len(title) : match.start()].replace(" ", "").replace("…", "...")
    return int(match.group()) if leaders[2:] or not (led or leaders) else None


def body(  # noqa: PLR0913 -- what a body depends on
    layout: Layout, blocks: Sequence[Placed], voice: Actor | None, parts: list[Part], document_id: str,
    own: Actor | None = None, *, adopted: bool = False,
) -> list[Segment]:  # fmt: skip
    """Return the segments of a body and of its annexes; each annex is appended to ``parts``.

    ``own`` is whose words an annex is that names no author: null for what a letter transmits. What is ``adopted`` with
    the document is in the same voice, whatever it calls itself.
    """
    out: list[Segment] = []
    speaker, part = voice, 0
    at = 0
    listing = False
    while at < len(blocks):
        found = opens(layout, blocks, at, len(parts), document_id, listing=listing)
        if found is None:
            own_text = frame.paragraph(layout, blocks[at], None if listing else speaker, part)
            # What a table of contents lists is nobody's statement; it ends with the first heading of the text.
            listing = bool(frame.CONTENTS.fullmatch(own_text[0].text)) or (listing and not blocks[at].bold)
            out += own_text
            at += 1
            continue
        listing = False
        parts.append(replace(found.part, author=own if adopted else found.part.author or own))
        part, speaker = len(parts) - 1, parts[-1].author
        out += found.segments
        at += found.used
        if found.rest is not None:
            out += frame.paragraph(layout, found.rest, speaker, part)
            continue
        while at < len(blocks) and _is_masthead(layout, blocks[at]):
            made = segment(layout, "masthead", blocks[at].start, blocks[at].end, page=blocks[at].page)
            out.append(replace(made, part=part))
            at += 1
        if at < len(blocks) and found.part.title is None and (below := _decided(layout, blocks[at])):
            title, rest, speaker = below
            named = unwrap(title.text)
            parts[part] = replace(found.part, title=named, date=find_date(named), author=speaker)
            out.append(replace(title, part=part))
            out += frame.paragraph(layout, rest, speaker, part)
            at += 1
    return _signed(out, parts, document_id)


def _signed(segments: list[Segment], parts: list[Part], document_id: str) -> list[Segment]:
    """Give an annex that one person signed to that person, where its title names no other."""
    names: dict[int, list[bylines.Signature]] = {}
    for s in segments:
        if s.kind == "signature" and s.part:
            names.setdefault(s.part, []).extend(bylines.signatures(s.text))
    authors: dict[int, Actor] = {}
    for number, found in names.items():
        said = bylines.author_of(parts[number].title or "", document_id)
        if len(found) != 1 or (said and (said.name or (said.actor and said.actor.kind != "person"))):
            continue
        role = said.role if said else found[0].role
        authors[number] = actors.person(found[0].name, document_id, role, actors.country_in(role or ""))
    out = []
    for s in segments:
        own = s.part in authors and s.voice == parts[s.part].author and s.kind in frame.VOICED
        out.append(replace(s, voice=authors[s.part]) if own else s)
    for number, author in authors.items():
        parts[number] = replace(parts[number], author=author)
    return out


def _is_masthead(layout: Layout, block: Placed) -> bool:
    """Say whether a block below an annex's heading is a masthead of its own."""
    lines = layout.of(block).split("\n")
    return all(is_known(line.strip()) for line in lines) and not block.bold and len(lines) < _TITLE_LINES


def _decided(layout: Layout, block: Placed) -> tuple[Segment, Placed, Actor] | None:
    """Return title, text and organ of a resolution that an annex holds, where one block holds all."""
    match = _RESOLUTION.match(layout.of(block))
    if match is None:
        return None
    title = segment(layout, "annex_title", block.start, block.start + match.end("title"), page=block.page)
    organ = actors.organisation(re.sub(r"\s+", " ", match["organ"]))
    return title, replace(block, start=block.start + match.start("text")), organ
