"""Attributed statements: who said what, in which words, according to whom.

Finders read paragraph by paragraph (the trained tagger, the rules, quotations and turns where structure decides);
then parents, continuations, speakers, reporters and links are settled over the whole document.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from itertools import islice, takewhile
from typing import TYPE_CHECKING

from pipeline.extract import (
    acts,
    blocks,
    cited,
    citing,
    contents,
    negation,
    quoted,
    resolve,
    rules,
    sources,
    storage,
    summaries,
    turns,
)
from pipeline.extract.candidates import trimmed
from pipeline.extract.style import style
from pipeline.extract.tagger import Found
from pipeline.ids import words
from pipeline.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from pipeline.extract.tagger import Tagger
    from pipeline.model import Citation, Link, Parsed

_IN_A_VOICE = frozenset({"paragraph", "list_item", "speech"})
_PROSE = _IN_A_VOICE - {"list_item"}
_READ = _IN_A_VOICE | {"title", "heading"}
_CLAUSES = frozenset({"resolution", "draft_resolution", "decision", "presidential_statement", "amendment"})
# Statements that may hold one, at most.
_OPEN = 40
# How many words may stand before the cue of a resolution's clause ("1. Also", "Deeply").
_OPENING_WORDS = 3


def statements(
    parsed: Parsed, citations: Sequence[Citation], model: Tagger | None = None, parts: str = "both"
) -> tuple[tuple[Statement, ...], tuple[Link, ...]]:
    """Return the document's statements in text order, and what each was cited with.

    ``model`` is another tagger than the one that ships; ``parts`` leaves some of the finders out (to measure the
    "rules" or the "tagger" alone).
    """
    model = model or storage.load()
    found = [
        replace(acts.told(parsed.text, s, model), confidence=model.measured.get(s.rule, s.confidence))
        for s in cited.outside_titles(_found(parsed, model, parts), citations)
    ]
    found.sort(key=lambda s: (s.content[0].start, -s.content[-1].end, s.mode != "authored"))
    settled = resolve.with_speakers(parsed, with_continuations(parsed, with_parents(found)), citations, model)
    return tuple(settled), cited.links(parsed, settled, citations)


def _found(parsed: Parsed, model: Tagger, parts: str) -> list[Statement]:
    read = [n for n, s in enumerate(parsed.segments) if s.kind in _READ]
    spoken: dict[int, list[turns.Turn]] = {}
    # Where a kind has told the voices, a label is no part of a turn.
    if not any(parsed.segments[n].kind == "speech" and parsed.segments[n].voice for n in read):
        for turn in turns.turns([parsed.segments[n].text for n in read]):
            spoken.setdefault(read[turn.paragraph], []).append(turn)
    signs = style(parsed.text)
    if parts == "tagger":
        found = [
            _statement(parsed, n, _settled(parsed.segments[n].text, f))
            for n in read for f in model.find(parsed.segments[n].text, signs)
        ]  # fmt: skip
        return _unmarked(parsed, found)
    paragraphs: list[summaries.Paragraph] = []
    for n in read:
        text = parsed.segments[n].text
        sentences = model.read(text)
        ruled = rules.found(text)
        both_found = list(ruled) if parts == "rules" else both(model.find_in(text, sentences, signs), ruled)
        paragraphs.append((text, sentences, both_found))
    if summaries.is_summary(paragraphs):
        paragraphs = [(text, own, summaries.continued(text, own, found)) for text, own, found in paragraphs]
    quoted_ = blocks.block_quotations([s.text if s.kind in _PROSE else "" for s in parsed.segments])
    return _unmarked(parsed, [
        s for n, paragraph in zip(read, paragraphs, strict=True)
        for s in _of_segment(parsed, n, paragraph, spoken.get(n, []), block=n in quoted_)
    ])  # fmt: skip


def _of_segment(
    parsed: Parsed, number: int, paragraph: summaries.Paragraph, spoken: Sequence[turns.Turn], *, block: bool
) -> list[Statement]:
    segment = parsed.segments[number]
    text, sentences, found = paragraph[0], paragraph[1], contents.apart(*paragraph[::2])
    voiced = segment.kind in _IN_A_VOICE
    whole = rules.whole_quotation(text) if voiced else None
    if whole and not any(s.content[0][0] <= whole.inner and s.content[-1][1] >= whole.stop - 1 for s in found):
        span = trimmed(text, whole.inner, whole.stop)
        found.append(Found((span,), None, None, "direct", "assert", 0, None, "quotation/paragraph"))
    elif spoken:
        for turn in spoken:
            span = trimmed(text, turn.start, turn.end)
            if span[0] < span[1]:
                act = "ask" if text[span[1] - 1] == "?" else "assert"
                found.append(Found((span,), turn.who, None, "direct", act, 0, None, "turn"))
    elif block and voiced:
        found.append(Found((trimmed(text, 0, len(text)),), None, None, "direct", "assert", 0, None, blocks.RULE))
    else:
        found = quoted.complete(text, sentences, found)
    found = citing.with_cited(text, [_settled(text, f) for f in found])
    out = [_statement(parsed, number, f) for f in found if any(text[a:b].strip() for a, b in f.content)]
    if segment.voice and voiced and words(text) and not (whole and any(s.rule == "quotation/paragraph" for s in out)):
        clause = _clause(parsed, out) if parsed.document.kind in _CLAUSES else None
        if clause is None:
            out.append(_authored(parsed, number))
        else:
            out[clause] = replace(out[clause], mode="authored", rule="authored/clause", source=())
    return out


def both(learned: Sequence[Found], ruled: Iterable[Found]) -> list[Found]:
    """Return the statements of the tagger and of the rules; where both read the same cue, the tagger's.

    A rule whose construction leaves no doubt (``rules.CERTAIN``) is taken over the tagger's reading of the same cue;
    one that is nearly sure (``rules.SURE``) where the tagger has none.
    """
    out = list(learned)
    for f in ruled:
        # A cue between a rule's own and its content is coordinated with it ("acknowledged, and has never retracted,").
        end = max(f.cue[1], f.content[0][0] if f.rule in rules.CERTAIN else 0) if f.cue else 0
        same = [o for o in out if o.cue and f.cue and o.cue[0] < end and f.cue[0] < o.cue[1]]
        if f.rule in rules.CERTAIN or (f.rule in rules.SURE and not same):
            out = [o for o in out if o not in same]
            out.append(f)
    return out


def _settled(text: str, f: Found) -> Found:
    return contents.settled(text, sources.settled(text, f))


def _statement(parsed: Parsed, number: int, f: Found) -> Statement:
    segment = parsed.segments[number]
    at = segment.char_start

    def span(pair: tuple[int, int]) -> Span:
        return Span(number, pair[0] + at, pair[1] + at)

    return Statement(
        content=tuple(span(c) for c in f.content),
        mode=f.mode,
        rule=f.rule,
        act=f.act,
        source=(span(f.source),) if f.source and f.source[0] < f.source[1] else (),
        cue=(span(f.cue),) if f.cue and f.cue[0] < f.cue[1] else (),
        negated=negation.negated(segment.text, f.source, f.cue),
        confidence=f.confidence,
    )


def _unmarked(parsed: Parsed, found: Sequence[Statement]) -> list[Statement]:
    """Return the statements without the footnote marks in their contents; those that are nothing else are left out."""
    marks = cited.marks(parsed)
    out = []
    for s in found:
        whole = s.mode == "authored" and not s.cue
        content = [piece for span in s.content for piece in _cut(parsed.text, span, marks.get(span.segment, []))]
        if whole and content:  # one span, without the marks at its end
            content = [Span(content[0].segment, content[0].start, content[-1].end)]
        if content or whole:
            out.append(replace(s, content=tuple(content) or s.content))
    return out


def _cut(text: str, span: Span, marks: Sequence[tuple[int, int]]) -> Iterator[Span]:
    """Yield what is left of a span without the marks in it."""
    at = span.start
    first = bisect_left(marks, (span.start,))
    inside = takewhile(lambda mark: mark[0] < span.end, islice(marks, first, None))
    for start, end in [*(m for m in inside if m[1] <= span.end), (span.end, span.end)]:
        piece = text[at:start]
        if piece.strip():
            at += len(piece) - len(piece.lstrip())
            yield Span(span.segment, at, at + len(piece.strip()))
        at = end


def _authored(parsed: Parsed, number: int) -> Statement:
    """Return the row of a paragraph in its author's own voice."""
    segment = parsed.segments[number]
    start = segment.char_end - len(segment.text.lstrip())
    end = segment.char_start + len(segment.text.rstrip())
    return Statement((Span(number, start, max(start, end)),), "authored", f"authored/{segment.kind}")


def _clause(parsed: Parsed, found: Sequence[Statement]) -> int | None:
    """Return which statement is a resolution's clause: the one whose cue opens the segment."""
    for i, s in enumerate(found):
        if s.cue and s.content:
            start = parsed.segments[s.cue[0].segment].char_start
            before = parsed.text[start : s.cue[0].start]
            if len(re.findall(r"[^\W\d_]+", before)) <= _OPENING_WORDS and s.mode != "direct":
                return i
    return None


def with_parents(found: Sequence[Statement]) -> list[Statement]:
    """Return the statements with their parents: the smallest other statement whose content holds cue and content.

    What one source cites of another is of the same content: it stands in the statement that cites it, though its cue
    is outside that content; of several with the same content, in the one with the nearest cue.
    """
    by_segment: dict[int, list[int]] = {}
    reports: dict[tuple[Span, ...], list[int]] = {}
    for i, s in enumerate(found):
        by_segment.setdefault(s.content[0].segment, []).append(i)
        if s.cue and s.rule != citing.RULE:
            reports.setdefault(s.content, []).append(i)
    out = list(found)
    for own in by_segment.values():
        for i, near in _around(found, own):
            alike = reports.get(found[i].content, []) if found[i].rule == citing.RULE else []
            nearest = min(alike, key=lambda j: abs(found[j].cue[0].start - found[i].cue[0].start), default=None)
            out[i] = replace(found[i], parent=_parent(found, i, near) if nearest is None else nearest)
    # Outer ones first: a child that reads beyond its parent's last word ends where the parent does.
    for i in sorted(range(len(out)), key=lambda i: -_length(out[i])):
        outer = out[i].parent
        if outer is not None:
            out[i] = _clipped(out[i], out[outer])
    return out


def _around(found: Sequence[Statement], own: Sequence[int]) -> Iterator[tuple[int, list[int]]]:
    """Yield each statement of a segment with those whose content reaches around it, of many the last to begin."""
    events = [(found[i].content[0].start, 0, i) for i in own]
    events += [(min(s.start for s in found[i].cue or found[i].content), 1, i) for i in own]
    open_: list[int] = []
    for at, asks, i in sorted(events):
        open_ = [j for j in open_ if found[j].content[-1].end > at]
        if asks:
            yield i, open_
        else:
            open_ = [*open_, i][-_OPEN:]


def _clipped(inner: Statement, outer: Statement) -> Statement:
    """Return a statement with its content inside its parent's; without the parent when nothing of it is."""
    start, end = outer.content[0].start, outer.content[-1].end
    kept = tuple(
        Span(s.segment, max(s.start, start), min(s.end, end)) for s in inner.content if s.start < end and start < s.end
    )
    return replace(inner, content=kept) if kept else replace(inner, parent=None)


def _parent(found: Sequence[Statement], i: int, near: Sequence[int]) -> int | None:
    inner = found[i]
    if inner.mode == "authored":
        return None
    best, size = None, 0
    for j in near:
        outer = found[j]
        if j == i or (outer.mode == "authored" and not outer.cue) or not _inside(inner, outer):
            continue
        length = _length(outer)
        if best is None or length < size:
            best, size = j, length
    return best


def _inside(inner: Statement, outer: Statement) -> bool:
    spans = inner.cue or inner.content
    return all(any(o.start <= s.start and s.end <= o.end for o in outer.content) for s in spans) and (
        _length(inner) < _length(outer)
    )


def _length(s: Statement) -> int:
    return sum(span.end - span.start for span in s.content)


def with_continuations(parsed: Parsed, found: Sequence[Statement]) -> list[Statement]:
    """Return the statements with what they continue: a turn without a label, a quotation left open before."""
    out = list(found)
    last: int | None = None
    for i, s in enumerate(found):
        if s.rule == "turn":
            if not s.source and last is not None and found[last].rule == "turn":
                out[i] = replace(s, continues=last)
            last = i
        elif s.rule == summaries.RULE:
            out[i] = replace(s, continues=_told_before(found, i))
        elif s.rule in {"quotation/paragraph", blocks.RULE}:
            marked = s.rule != blocks.RULE
            if last is not None and (marked or found[last].rule == s.rule) and _left_open(parsed, found[last], s):
                out[i] = replace(s, continues=last)
            last = i
        elif s.mode == "direct" and s.parent is None:
            last = i
    return out


def _told_before(found: Sequence[Statement], i: int) -> int | None:
    """Return the last outermost statement before a sentence of the same paragraph that has no cue."""
    segment, start = found[i].content[0].segment, found[i].content[0].start
    return next(
        (
            j for j in range(i - 1, -1, -1)
            if found[j].content[0].segment == segment and found[j].content[-1].end <= start
            and found[j].parent is None and found[j].mode != "authored"
        ),
        None,
    )  # fmt: skip


def _left_open(parsed: Parsed, before: Statement, after: Statement) -> bool:
    """Say whether a quotation runs on from the paragraph before: no mark closes it there."""
    segments = parsed.segments
    end = before.content[-1]
    rest = parsed.text[end.end : segments[end.segment].char_end]
    return after.content[0].segment - end.segment == 1 and not set(rest) & set("\"”»’'")
