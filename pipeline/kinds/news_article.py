"""News articles saved as text: a dateline with a time, perhaps a headline and a byline, then the story."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.dates import DATE, find_date, find_moment
from pipeline.extract import actors
from pipeline.kinds import frame, un_report
from pipeline.kinds.other import paragraph
from pipeline.layout import segment
from pipeline.model import Author, Parsed, Part
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout, Placed

KINDS = ("news_article",)

_TIME = re.compile(r"\b\d{1,2}:\d{2}\b")
# What saving a page leaves before its date: the name of the field.
_DATELINE_WORDS = re.compile(r"\b(?:date|published|updated|posted|on|at|UTC|GMT)\b", re.IGNORECASE)
_BYLINE = re.compile(r"(?:(?:By|Author:?)\s+)?(?P<name>[^\W\d_][\w.’'-]*(?:\s+[^\W\d_][\w.’'-]*){1,3})")
# "GENEVA, May 4 (Ruritania News) — …", "STRELSAU (RN) - …": how an agency's story begins.
_AGENCY = re.compile(
    r"[A-ZÀ-Þ][A-ZÀ-Þ.’' -]{2,30}(?:,\s[^—–()/]{2,40}?)?\s*"
    r"(?:[(/][A-Z][\w .]{1,30}[)/]\s*[—–-]{1,2}|[—–]{1,2}|[-]{2})\s+(?=[A-Z“\"][^\n]{50})"
)
_WRITTEN_BY = re.compile(r"By\s+[^\W\d_][\w.’'-]*(?:\s+(?:and\s+)?[^\W\d_][\w.’'-]*){1,6}(?:,\s.{2,40})?$")
_DAY = re.compile(
    rf"(?:(?:Published|Posted|Updated|Last\s+(?:updated|modified))\b\W*(?:on\s+)?|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+)?"
    rf"(?:{DATE.pattern})\W*$",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day,?\s+(?:{DATE.pattern})\W*$", re.IGNORECASE)
_ON_A_DAY = re.compile(
    r"\b(?:on|last|this|early|late|since)\s+(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b|\byesterday\b", re.IGNORECASE
)
_REPORTS = re.compile(
    r"\b(?:said|told|reported|announced|according\s+to|stated|confirmed|claimed|added)\b", re.IGNORECASE
)
_STORY_CHARACTERS = 5_000
_SIGNS = 2
_TOP_BLOCKS = 4
_DATELINE_CHARACTERS = 120


def recognise(layout: Layout) -> bool:
    """Say whether one of the first blocks is a dateline: a date with a time of day and next to nothing else."""
    return _dateline(layout) is not None


def presume(layout: Layout) -> bool:
    """Say whether the page calls itself an article, or begins with two of byline, day and an agency's opening words.

    A page that shows a United Nations document is that document.
    """
    top = [layout.of(b) for b in layout.blocks[: 2 * _TOP_BLOCKS]]
    signs = sum(any(p.match(t) for t in top) for p in (_AGENCY, _WRITTEN_BY, _DAY))
    # A day of the week and a date, alone below a headline, is a dateline too.
    headed = _headed(layout)
    signs += headed and any(_WEEKDAY.match(t) for t in top[1:3])
    # Under a headline, a story tells on which day of the week who said what.
    told = len(_REPORTS.findall(layout.text[:_STORY_CHARACTERS])) >= _SIGNS
    signs += _SIGNS * (headed and told and any(_ON_A_DAY.search(t) for t in top[1:4]))
    return (layout.meta.is_article or signs >= _SIGNS) and not un_report.presume(layout)


def parse(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return the article; everything in it that nobody else says is in the publisher's voice."""
    if layout.meta.is_article:
        return _page(layout, entry, document_id)
    blocks = layout.blocks
    start, dateline, byline = _front(layout)
    others = {dateline, byline}
    headline = [b for b in blocks[:start] if layout.of(b) not in others and _headline(layout, b)]
    dateline = dateline or ""

    voice = actors.media(entry.publisher) if entry.publisher else None
    segments = []
    for b in blocks[:start]:
        kind = "title" if headline and b == headline[0] else "masthead"
        segments.append(segment(layout, kind, b.start, b.end, page=b.page))
    segments += [replace(paragraph(layout, b), voice=voice) for b in blocks[start:]]
    title = unwrap(layout.of(headline[0])) if headline else entry.title
    name = re.sub(r"^(?:By|Author:?)\s+", "", byline) if byline else None
    authors = (Author(name, None, None, actors.person(name, document_id, entry.publisher)),) if name else ()
    document = replace(
        frame.document("news_article", layout, entry),
        title=title,
        document_date=find_date(dateline),
        published_at=find_moment(dateline),
        authors=authors,
    )
    return Parsed(document_id, document, layout.text, tuple(segments), (Part("main", None, title, None, voice),))


def _page(layout: Layout, entry: Entry, document_id: str) -> Parsed:
    """Return an article whose page says what it is: markup before words."""
    meta = layout.meta
    publisher = entry.publisher or meta.publisher
    voice = actors.media(publisher) if publisher else None
    segments = []
    for block in layout.blocks:
        if block.role in {"title", "heading", "table"}:
            made = segment(layout, block.role, block.start, block.end, page=block.page)
        else:
            made = paragraph(layout, block)
            made = replace(made, kind="list_item") if block.role == "list_item" else made
        segments.append(made if block.role == "title" else replace(made, voice=voice))
    title = entry.title or meta.title
    names = [n for n in meta.authors if n != publisher]
    document = replace(
        frame.document("news_article", layout, entry),
        authors=tuple(Author(n, None, None, actors.person(n, document_id, publisher)) for n in names),
    )
    return Parsed(document_id, document, layout.text, tuple(segments), (Part("main", None, title, meta.day, voice),))


def _front(layout: Layout) -> tuple[int, str | None, str | None]:
    """Return where the story begins, and above it the line with the day and the one with the author."""
    blocks = layout.blocks
    number = _dateline(layout)
    if number is not None:
        after = number + 1
        byline = layout.of(blocks[after]).strip() if after < len(blocks) and _byline(layout, blocks[after]) else None
        return after + (byline is not None), layout.of(blocks[number]), byline
    top = [layout.of(b) for b in blocks[: 2 * _TOP_BLOCKS]]
    day = next((t for t in top if _DAY.match(t)), None)
    byline = next((t for t in top if _WRITTEN_BY.match(t)), None)
    story = next((n for n, t in enumerate(top) if _AGENCY.match(t)), int(_headed(layout)))
    return max([story, *(n + 1 for n, t in enumerate(top) if t in {day, byline})]), day, byline


def _dateline(layout: Layout) -> int | None:
    """Return which of the first blocks is a date and a time of day with next to nothing else."""
    for number, block in enumerate(layout.blocks[:_TOP_BLOCKS]):
        text = layout.of(block)
        if len(text) > _DATELINE_CHARACTERS or not (DATE.search(text) and _TIME.search(text)):
            continue
        left = _DATELINE_WORDS.sub("", _TIME.sub("", DATE.sub("", text)))
        if not re.search(r"[^\W\d_]{2}", left):
            return number
    return None


def _byline(layout: Layout, block: Placed) -> str | None:
    text = layout.of(block).strip()
    match = _BYLINE.fullmatch(text)
    if match is None:
        return None
    name = match["name"]
    return (
        name if all(word[0].isupper() or word in {"de", "van", "von", "al", "bin"} for word in name.split()) else None
    )


def _headed(layout: Layout) -> bool:
    """Say whether a short first block stands above the text like a headline."""
    first = layout.blocks[0] if len(layout.blocks) > _SIGNS else None
    return first is not None and len(layout.of(first)) < _DATELINE_CHARACTERS and _headline(layout, first)


def _headline(layout: Layout, block: Placed) -> bool:
    text = layout.of(block).strip()
    return bool(text) and text[-1] not in ".:,;"
