"""How the choice of speakers is learned from annotated documents."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from pipeline.extract import antecedents, softmax
from pipeline.extract.resolve import Resolver
from pipeline.kinds import choose
from pipeline.layout import in_place
from pipeline.model import Entry, Span, Statement
from pipeline.scoring import same_speaker

if TYPE_CHECKING:
    from collections.abc import Sequence

    from pipeline.extract.corpus import Annotated
    from pipeline.extract.linear import Linear
    from pipeline.extract.mentions import Candidate, Mention
    from pipeline.extract.softmax import Choice
    from pipeline.extract.tagger import Tagger
    from pipeline.model import Parsed

EPOCHS = 5
# One statement of so many is learned from a second time, without its source: as the tagger leaves it out.
_BARE = 4
_WHOLE = 0.85


def parse(document: Annotated) -> Parsed:
    """Return an annotated document as its kind reads it, the text as it is."""
    layout = in_place(document.text)
    return choose(layout, None, document.id).parse(layout, Entry(document.id), document.id)


def annotated(parsed: Parsed, document: Annotated) -> tuple[list[Statement], list[str | None]]:
    """Return a document's statements as annotated, and the speakers' names; those outside all segments are left out."""
    out: list[Statement] = []
    names: list[str | None] = []
    number: dict[int, int] = {}
    for s in document.statements:
        content, source, cue = (_spans(parsed, s[role]) for role in ("content", "source", "cue"))
        if not content:
            continue
        parent, continues = number.get(s.get("parent") or 0), number.get(s.get("continues") or 0)
        number[s["n"]] = len(out)
        rule = "annotated"
        if s["mode"] == "direct" and not cue and not source:
            segment = parsed.segments[content[0].segment]
            whole = content[-1].end - content[0].start > _WHOLE * len(segment.text)
            rule = "quotation/paragraph" if whole else "quotation"
        out.append(Statement(content, s["mode"], rule, s["act"], source, cue, parent=parent, continues=continues))
        names.append(s.get("speaker"))
    return out, names


def _spans(parsed: Parsed, pairs: Sequence[tuple[int, int]]) -> tuple[Span, ...]:
    out = []
    for start, end in pairs:
        number = next((n for n, g in enumerate(parsed.segments) if g.char_start <= start < g.char_end), None)
        if number is not None:
            out.append(Span(number, start, end))
    return tuple(out)


def learn(documents: Sequence[Annotated], tagger: Tagger, seed: int) -> Linear:
    """Return the weights by which a tagger's speakers are chosen, learned from the documents' own."""
    choices: list[Choice] = []
    for document in documents:
        parsed = parse(document)
        found, names = annotated(parsed, document)

        def decide(i: int, mention: Mention, candidates: Sequence[Candidate], names: list[str | None] = names) -> int:
            right = _right(names[i], candidates)
            choices.append(([antecedents.features(mention, c) for c in candidates], right))
            return min(right, default=0)

        def decide_bare(i: int, m: Mention, candidates: Sequence[Candidate], names: list[str | None] = names) -> int:
            if i % _BARE == 0:
                return decide(i, m, candidates, names)
            return min(_right(names[i], candidates), default=0)

        Resolver(parsed, found, (), tagger).resolved(decide)
        Resolver(parsed, _without_sources(found), (), tagger).resolved(decide_bare)
    return softmax.ranking(choices, epochs=EPOCHS, seed=seed)


def _without_sources(found: Sequence[Statement]) -> list[Statement]:
    """Return the statements, every so many without its source."""
    return [s if i % _BARE else replace(s, source=()) for i, s in enumerate(found)]


def _right(name: str | None, candidates: Sequence[Candidate]) -> frozenset[int]:
    """Return which candidates are right: of a speaker not told, nobody, else the mention as it stands."""
    if name:
        return frozenset(j for j, c in enumerate(candidates) if same_speaker(name, c.actor.name if c.actor else None))
    nobody = frozenset(j for j, c in enumerate(candidates) if c.actor is None)
    return nobody or frozenset(j for j, c in enumerate(candidates) if "literal" in c.known)
