"""Attributed statements: who said what, in which words, according to whom.

Finders yield statements paragraph by paragraph; then parents, speakers, reporters and links are settled over the
whole document.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import cited, rules, speakers
from pipeline.model import Span, Statement

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.model import Actor, Citation, Link, Parsed

_IN_A_VOICE = frozenset({"paragraph", "list_item", "speech"})
_READ = _IN_A_VOICE | {"title", "heading"}


def statements(parsed: Parsed, citations: Sequence[Citation]) -> tuple[tuple[Statement, ...], tuple[Link, ...]]:
    """Return the document's statements in text order, and what each was cited with."""
    found = [s for number in range(len(parsed.segments)) for s in _of_segment(parsed, number)]
    found.sort(key=lambda s: (s.content[0].start, -s.content[-1].end, s.mode != "authored"))
    settled = with_speakers(parsed, with_parents(found), citations)
    return tuple(settled), cited.links(parsed, settled, citations)


def _of_segment(parsed: Parsed, number: int) -> list[Statement]:
    segment = parsed.segments[number]
    if segment.kind not in _READ:
        return []
    out = list(rules.find(segment.text, segment.char_start, number))
    quoted = rules.whole_quotation(segment.text) if segment.kind in _IN_A_VOICE else None
    if quoted and not any(s.content[0].start <= segment.char_start + quoted.inner for s in out):
        span = rules.trimmed(segment.text, quoted.inner, quoted.stop)
        content = Span(number, segment.char_start + span[0], segment.char_start + span[1])
        out.append(Statement((content,), "direct", "quotation/paragraph", "assert"))
    elif segment.voice and segment.kind in _IN_A_VOICE:
        out.append(_authored(parsed, number))
    return out


def _authored(parsed: Parsed, number: int) -> Statement:
    """Return the row of a paragraph in its author's own voice: one span, without the footnote marks at its end."""
    segment = parsed.segments[number]
    end = segment.char_end
    for start, stop in reversed(cited.marks(parsed, number)):
        if not parsed.text[stop:end].strip():
            end = start
    start = segment.char_end - len(segment.text.lstrip())
    end = segment.char_start + len(parsed.text[segment.char_start : end].rstrip())
    return Statement((Span(number, start, max(start, end)),), "authored", f"authored/{segment.kind}")


def with_parents(found: Sequence[Statement]) -> list[Statement]:
    """Return the statements with their parents: the smallest other statement whose content holds cue and content."""
    return [replace(s, parent=_parent(found, i)) for i, s in enumerate(found)]


def _parent(found: Sequence[Statement], i: int) -> int | None:
    inner = found[i]
    if inner.mode == "authored" and not inner.cue:
        return None
    best, size = None, 0
    for j, outer in enumerate(found):
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


def with_speakers(parsed: Parsed, found: Sequence[Statement], citations: Sequence[Citation]) -> list[Statement]:
    """Return the statements with speaker and reporter, resolved in text order."""
    out: list[Statement] = list(found)
    order = sorted(range(len(out)), key=lambda i: (_depth(found, i), i))
    for i in order:
        s = out[i]
        voice = parsed.segments[s.content[0].segment].voice
        reporter = out[s.parent].speaker if s.parent is not None else voice
        if s.mode == "authored":
            out[i] = replace(s, speaker=voice, reporter=voice)
        else:
            out[i] = replace(s, speaker=_speaker(parsed, out, i, reporter, citations), reporter=reporter)
    return out


def _depth(found: Sequence[Statement], i: int) -> int:
    parent = found[i].parent
    return 0 if parent is None else 1 + _depth(found, parent)


def _speaker(
    parsed: Parsed, found: Sequence[Statement], i: int, reporter: Actor | None, citations: Sequence[Citation]
) -> Actor | None:
    s = found[i]
    if not s.source:
        return speakers.introduced(parsed, s.content[0].segment) if s.rule.startswith("quotation/") else None
    mention = parsed.text[s.source[0].start : s.source[-1].end]
    if speakers.is_first_person(mention):
        return reporter
    if speakers.is_pronoun(mention):
        before = [o.speaker for o in found[:i] if o.mode != "authored" and o.speaker]
        return before[-1] if before else None
    return speakers.named_document(mention, parsed, citations) or speakers.actor_of(mention, parsed.id)
