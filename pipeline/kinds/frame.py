"""What United Nations documents have in common: a masthead, labelled paragraphs, footnotes, annexes, signatures."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING

from pipeline import masthead
from pipeline.language import language_of
from pipeline.layout import MARK, lines, segment
from pipeline.masthead import SYMBOL, Masthead, is_agenda, organ_of, without_marks
from pipeline.model import Document
from pipeline.normalise import unwrap

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from pipeline.layout import Line
    from pipeline.model import Actor, Entry, Layout, Placed, Segment

LETTER = re.compile(
    r"(?:Identical\s+letters|Letters?|Notes?\s+verbales?|Telegrams?|Cablegrams?)\s+dated\b", re.IGNORECASE
)
# Kinds of segments that are somebody's words.
VOICED = frozenset({"paragraph", "list_item", "heading", "signature", "footnote", "table"})
# What a resolution opens with, alone on its line.
FORMULA = re.compile(r"[“\"]?The\s+[A-Z][^,.;:]{5,100},?", re.IGNORECASE)
SIGNED = re.compile(r"\(\s*Signed\s*\)")
_FOOTNOTE = re.compile(rf"(?P<mark>{MARK.pattern})\s*(?=\S)")
_NOTE = re.compile(rf"(?:{MARK.pattern})\s+(?=\W?[^\W_])")
_WORD = re.compile(r"[^\W\d_]{2}")
_PAREN_LABEL = re.compile(r"\((?:[a-z]{1,2}|[ivxl]{1,6}|\d{1,2}|[A-Z])\)(?=\s)")
_NUMBER_LABEL = re.compile(r"(?:\d{1,3}|\d{1,3}[A-Z]?(?:\.[\dIVX]{1,4}){1,3}|[A-Z]{1,2}\d{1,3})\.?(?=\s+\S)")
_BULLET = re.compile(r"[•●▪■◦–—-](?=\s+\S)")
_HEADING_LABEL = re.compile(r"(?P<label>[IVXLC]{1,5}|[A-Z]|\d{1,2})\.\s+(?=\S)")
_HEADING_CHARACTERS = 400
# An item that goes on in its paragraph: "; and (b) To renew".
_RUN_ON = re.compile(r"(?P<end>(?P<stop>[:;,.])(?:\s+(?:and|or))?)\s+(?P<label>\([a-z]{1,5}\))(?=\s+[A-Z])")
_COUNTED_FROM = frozenset({"(a)", "(i)"})
_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii", "xiii", "xiv", "xv")
_FRONT_BLOCKS = 30
# No title is longer.
_RUN = 1_000
CONTENTS = re.compile(r"(?:Table\s+of\s+)?Contents", re.IGNORECASE)
_CLOSING = re.compile(
    r"(?:\d+(?:st|nd|rd|th)\s+(?:\(\w+\)\s+)?(?:plenary\s+)?meeting\s*+(?:\(closed\))?).*\d{4}$", re.DOTALL
)


@dataclass(slots=True)
class Front:
    """The first page down to the title: what the masthead says and the segments it is."""

    found: Masthead
    segments: list[Segment]


def front(layout: Layout, head: Sequence[Line]) -> Front:
    """Return the masthead that these lines are; footnotes among them are no part of it.

    A segment per line, but one for the title of an agenda item, which wraps.
    """
    segments: list[Segment] = []
    kept: list[Line] = []
    noted = wrapping = -1
    for line in head:
        block = layout.blocks[line.block]
        if is_footnote(layout, block):
            if noted != line.block:
                segments.append(footnote(layout, block))
            noted = line.block
            continue
        kept.append(line)
        known = masthead.is_known(line.text)
        if wrapping == line.block and not known:
            segments[-1] = segment(layout, "masthead", segments[-1].char_start, line.end, page=line.page)
            continue
        wrapping = -1 if known else line.block
        segments.append(segment(layout, "masthead", line.start, line.end, page=line.page))
    return Front(masthead.read(kept), segments)


def above(layout: Layout, number: int) -> list[Line]:
    """Return the lines of the blocks before block ``number``."""
    return list(takewhile(lambda line: line.block < number, lines(layout)))


def document(kind: str, layout: Layout, entry: Entry, found: Masthead | None = None) -> Document:
    """Return a document with what register, masthead and markup say of it; the rest is its kind's to fill in."""
    meta = layout.meta
    head = found or Masthead()
    return Document(
        kind=kind,
        title=entry.title or meta.title,
        language=entry.language or meta.language or language_of(layout.text),
        document_date=meta.day,
        published_at=meta.published,
        publisher=entry.publisher or meta.publisher or ("United Nations" if found else None),
        url=meta.url,
        distribution=head.distribution,
        distribution_date=head.distribution_date,
        original_language=head.original_language,
        ga_session=head.ga_session or masthead.session_of(head.symbols),
        sc_year=head.sc_year,
        symbols=tuple(head.symbols),
        agenda=tuple(head.agenda),
    )


def top(layout: Layout, limit: int) -> list[str]:
    """Return the first lines of a document, down to the title of a letter: what an annex holds is not its own kind."""
    return [line.text for line in _top(layout, limit)]


def top_runs(layout: Layout, limit: int) -> list[str]:
    """Return the same lines, each with what follows it in its block, on one line: a title may wrap anywhere."""
    return [
        unwrap(layout.text[line.start : min(layout.blocks[line.block].end, line.start + _RUN)])
        for line in _top(layout, limit)
    ]


def _top(layout: Layout, limit: int) -> list[Line]:
    out: list[Line] = []
    for line in islice(lines(layout), limit):
        if not LETTER.match(line.text):
            out.append(line)
        elif not (out and is_agenda(out[-1].text)):  # else it is the title of an agenda item
            return [*out, line]
    return out


def cut(layout: Layout, begins: Callable[[str], bool], alone: Callable[[str], bool]) -> Layout:
    """Return the layout with the first blocks cut where a line begins one and around the first that stands alone.

    A text that has lost its blank lines holds masthead, title and text in one block.
    """
    placed: list[Placed] = []
    opened = False
    for number, block in enumerate(layout.blocks):
        text = layout.of(block)
        if opened or number > _FRONT_BLOCKS or block.role == "table":
            placed.append(block)
            continue
        opened = any(map(alone, text.split("\n")))
        starts = [m.span() for m in re.finditer(r"[^\n]+", text)]
        cuts = {start for start, end in starts if begins(text[start : start + _RUN]) or alone(text[start:end])}
        cuts |= {after for (at, end), (after, _) in pairwise(starts) if alone(text[at:end])}
        bounds = [0, *sorted(cuts - {0}), len(text)]
        for start, end in pairwise(bounds):
            kept = text[start:end].rstrip()
            placed.append(replace(block, start=block.start + start, end=block.start + start + len(kept)))
    return replace(layout, blocks=tuple(placed))


def split(layout: Layout, number: int, between: tuple[int, int]) -> Layout:
    """Return the layout with one block as two: up to the first offset into its text, and from the second on."""
    block = layout.blocks[number]
    end, start = between
    two = (replace(block, end=block.start + end), replace(block, start=block.start + start))
    return replace(layout, blocks=(*layout.blocks[:number], *two, *layout.blocks[number + 1 :]))


def items_apart(layout: Layout) -> Layout:
    """Return the layout with items that run on in one block ("Decides: (a) To …; (b) To …") as a block each.

    Items printed apart begin with capitals, those of a running sentence do not (UN Editorial Manual, Lists); texts
    taken from pages have lost the breaks between. They count from (a) or (i) behind a colon, or go on from a label.
    """
    placed: list[Placed] = []
    for block in layout.blocks:
        text = layout.of(block) if block.role is None else ""
        first = _PAREN_LABEL.match(text)
        due = _following(first.group()) if first else set()
        at = 0
        for item in _RUN_ON.finditer(text):
            label = item["label"]
            if label in due or (item["stop"] == ":" and label in _COUNTED_FROM):
                placed.append(replace(block, start=block.start + at, end=block.start + item.end("end")))
                at = item.start("label")
                due |= _following(label)
        placed.append(replace(block, start=block.start + at))
    return replace(layout, blocks=tuple(placed))


def _following(label: str) -> set[str]:
    """Return the labels that may follow one: "(b)" follows "(a)", "(j)" and "(ii)" follow "(i)"."""
    name = label.strip("()")
    letter = {f"({chr(ord(name) + 1)})"} if len(name) == 1 and "a" <= name < "z" else set()
    roman = {f"({_ROMAN[_ROMAN.index(name) + 1]})"} if name in _ROMAN[:-1] else set()
    return letter | roman


def title_of(layout: Layout, blocks: Sequence[Placed]) -> str:
    """Return the words of title blocks on one line, without the marks of footnotes.

    The printed marks stay in the text; a catalogue has none.
    """
    return without_marks(unwrap("\n".join(layout.of(b) for b in blocks)))


def is_footnote(layout: Layout, block: Placed) -> bool:
    """Say whether a block is a footnote: the container knows it, or it begins with a mark and a space."""
    if block.role is not None:
        return block.role == "footnote"
    return _NOTE.match(layout.of(block)) is not None and not block.bold


def footnote(layout: Layout, block: Placed, part: int = 0, voice: Actor | None = None) -> Segment:
    """Return a block as a footnote with its mark as label; one that goes on from a page before has none."""
    mark = _FOOTNOTE.match(layout.of(block))
    made = segment(layout, "footnote", block.start, block.end, label=mark["mark"] if mark else None, page=block.page)
    return replace(made, part=part, voice=voice)


def label_of(text: str) -> str | None:
    """Return the label a paragraph begins with.

    >>> [label_of(t) for t in ("12. Requests", "(a) To ask", "29B.1 The Department", "2019 was", "5 May 2020 is")]
    ['12.', '(a)', '29B.1', None, None]
    """
    if match := _PAREN_LABEL.match(text) or _BULLET.match(text):
        return match.group()
    match = _NUMBER_LABEL.match(text)
    if match and (match.group().endswith(".") or re.search(r"[.\dA-Z]\.[\dIVX]", match.group())):
        return match.group()
    return None


def is_heading(layout: Layout, block: Placed) -> bool:
    """Say whether a block is a heading: bold (or known as one) and short, with no full stop at its end."""
    text = layout.of(block)
    if block.role == "heading" or CONTENTS.fullmatch(text):
        return True
    short = len(text) <= _HEADING_CHARACTERS
    return (block.bold or (block.italic and len(text) < 80)) and short and not re.search(r"[.;,]$", text)  # noqa: PLR2004 -- a line


def without_formula(segments: list[Segment]) -> list[Segment]:
    """Take the voice off "The General Assembly,": it begins every clause below and is none."""
    return [replace(s, voice=None) if FORMULA.fullmatch(s.text.strip()) else s for s in segments]


def paragraph(layout: Layout, block: Placed, speaker: Actor | None, part: int) -> list[Segment]:
    """Return a block that opens no annex as what it is: footnote, table, heading, signature or paragraph."""
    if is_footnote(layout, block):
        return [footnote(layout, block, part, speaker)]
    if block.role == "table":
        return [replace(segment(layout, "table", block.start, block.end, page=block.page), part=part, voice=speaker)]
    return _plain(layout, block, speaker, part)


def _plain(layout: Layout, block: Placed, speaker: Actor | None, part: int) -> list[Segment]:
    """Return a block as a heading, a signature, or a paragraph with its label; a signature may end a paragraph."""
    text = layout.of(block)
    # A figure out of a chart is nobody's statement.
    speaker = speaker if _WORD.search(text) else None
    if signed := SIGNED.search(text):
        out = []
        before = text[: signed.start()].rstrip()
        if before:
            out += _plain(layout, replace(block, end=block.start + len(before)), speaker, part)
        made = segment(layout, "signature", block.start + signed.start(), block.end, page=block.page)
        return [*out, replace(made, part=part, voice=speaker)]
    if _CLOSING.fullmatch(text):
        return [
            replace(segment(layout, "signature", block.start, block.end, page=block.page), part=part, voice=speaker)
        ]
    if is_heading(layout, block):
        numbered = _HEADING_LABEL.match(text)
        found = numbered["label"] + "." if numbered else None
        return [
            replace(
                segment(layout, "heading", block.start, block.end, label=found, page=block.page),
                part=part,
                voice=speaker,
            )
        ]
    label = label_of(text)
    kind = "list_item" if block.role == "list_item" or (label and not label[0].isdigit()) else "paragraph"
    return [
        replace(segment(layout, kind, block.start, block.end, label=label, page=block.page), part=part, voice=speaker)
    ]


def is_masthead(text: str) -> bool:
    """Say whether a line can only be of a United Nations masthead: a symbol, an organ, a distribution."""
    return bool(SYMBOL.match(text) or organ_of(text) or re.match(r"United\s+Nations$|Distr\b", text, re.IGNORECASE))
