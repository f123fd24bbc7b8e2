"""Statements take time that grows with the text and no faster, however many are named and however marks are heaped."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from pipeline.extract import cited
from pipeline.extract.entities import entities
from pipeline.extract.names import Names
from pipeline.extract.statements import statements
from pipeline.kinds import other
from pipeline.layout import in_place
from pipeline.model import Entry

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Parsed

# Eight times the text, and room for a machine that is busy with other things; quadratic time would be 64 times.
SMALL, TIMES, MOST = 30, 8, 8 * 2.0
# Sentences without an end are read in pieces: from about so many on, time grows with their number.
LONG_SENTENCES = 60
# How many sentences make a paragraph, where paragraphs are short.
FEW = 4
GIVEN = ("Ana", "Ben", "Carl", "Dora", "Eva")
SUPERSCRIPT = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
STATES = ("Norway", "Peru", "Chile", "Ghana")


def name(n: int) -> str:
    """Return a made-up name of its own for each number."""
    return "".join(chr(97 + n // 26**k % 26) for k in range(3)).capitalize() + "o"


# How one sentence reads, by its number. The last ones stand in one paragraph.
SENTENCES: dict[str, Callable[[int], str]] = {
    "new names": lambda n: f"{name(n)} said that the road was closed.",
    "one last name": lambda n: f"{name(n)} Li said that the road was closed.",
    "names of the same words": lambda n: (
        f"{GIVEN[n % 5]} {GIVEN[n // 5 % 5]} {GIVEN[n // 25 % 5]} Li said so: it rained."
    ),
    "acronyms": lambda n: f"{name(n).upper()} said that the road was closed.",
    "spelled acronyms": lambda n: f"The {name(n)} Roads Board ({name(n)[0]}RB) said that it rained.",
    "offices": lambda n: f"Governor {GIVEN[n % 5]} {name(n)} said that it rained. The governor denied it.",
    "states": lambda n: (
        f"The Minister of {STATES[n % 4]} {GIVEN[n % 5]} {name(n)} said that it rained. Norway denied it."
    ),
    "groups": lambda n: f"Residents of {name(n)} said that it rained. They denied it.",
    "pronouns": lambda _: "Ana Li said that it rained. She added that it would stop.",
    "quoted titles": lambda n: f"The “{name(n)} report” said that the road was closed.",
    "nobody": lambda _: "It was said that the road was closed.",
    "quotations": lambda _: "“The road was closed on that day,” Ana Li said.",
    "bare quotations": lambda _: "“The road was closed on that day.”",
    "open marks": lambda _: "“",
    "nested quotations": lambda _: "“Ana said that it rained and it rained ‘",
    "marks and words": lambda _: '" said',
    "cues": lambda _: "said",
    "clauses that cite": lambda n: f"The Tern, citing the {name(n)} board, said, citing officials, that it rained.",
    "nothing but such clauses": lambda _: "Tern, citing the board,",
    "no full stop": lambda _: "Ana said that it rained and",
    "capitals": lambda _: "Ana",
}


# Runs of one character or a few, each read alone, in a named paragraph and in a turn. What these do to one pattern
# shows in short texts: the worst take seconds from a hundred characters on.
RUNS = (
    "A", "a", "1", "A.", "a.", "1.", ".", "!", "…", ",", ":", ";", "-", "–", "aa-", "A-", "Aa-", "/", "'", '"', "“",
    "”", "‘", "’", "«", "„", "(", ")", "((", "[", "]", "(a)", "\n", " \n", " ", "\t", "\n\n", "ACGT", "THEMINISTERSAID",
    "X:", "X: ", "A ", "Aa ", ". ", '" ', "“a ", "“a” ", "‘a’ ", '"a" ', "«a» ", "Mr. ", "Q: ", "1. ", "((A)) ",
    "a\n\n", "A:\n\n", "U.S. ", "of the ", "openly ", "citing a, ", "The President ", "Vice-", "He said: ", "said, ",
)  # fmt: skip
AROUND = ("~", "~ Ana Li said that it rained.", "Ana Li said so.\n\nHe said:~x", "Mr. Li: ~\n\nMr. Li (Peru): ~x")
# Four times the run, and room as above; so long a time is told from chance, and from one on no more is asked.
MOST_OF_RUN = 4 * 2.5
LEAST, ENOUGH, LONGEST = 0.006, 0.02, 3_000

_SHORT = list(SENTENCES)[: list(SENTENCES).index("quotations")]


def _text(kind: str, count: int) -> str:
    own = [SENTENCES[kind](n) for n in range(count)]
    few = FEW if kind in _SHORT else count
    return "\n\n".join(" ".join(own[k : k + few]) for k in range(0, count, few))


def _parsed(text: str) -> Parsed:
    return other.parse(in_place(text), Entry("own"), "own")


def _grows_no_faster(work: Callable[[Parsed], object], short: Parsed, long: Parsed) -> bool:
    """Say whether a piece of work on a text takes no more time for its length than on a shorter one.

    Both are timed again where it seems not: a machine that is busy slows one of them by chance, not three times.
    """
    return any(_seconds(work, long) < MOST * max(_seconds(work, short), 0.01) for _ in range(3))


def _seconds(work: Callable[[Parsed], object], parsed: Parsed) -> float:
    begin = time.process_time()
    work(parsed)
    return time.process_time() - begin


def _read(parsed: Parsed) -> object:
    return statements(parsed, ())


@pytest.mark.parametrize("kind", SENTENCES)
def test_time_grows_with_length(kind: str) -> None:
    few = SMALL if kind in _SHORT else LONG_SENTENCES
    short, long = (_parsed(_text(kind, count)) for count in (few, TIMES * few))
    assert _grows_no_faster(_read, short, long)


@pytest.mark.parametrize("chain", ["aa-", "a’", "Aa-", "Aa ", "aa of ", "(", "“a” "])
def test_who_is_named_is_found_in_time_that_grows_with_a_chain(chain: str) -> None:
    short, long = (_parsed(chain * count) for count in (1500, TIMES * 1500))
    assert _grows_no_faster(lambda parsed: entities(parsed, frozenset()), short, long)


def test_footnote_marks_are_found_in_time_that_grows_with_their_number() -> None:
    def noted(count: int) -> Parsed:
        labels = [str(n).translate(SUPERSCRIPT) for n in range(1, count)]
        body = _parsed("It rained" + "¹ and it rained".join([""] * count) + ".")
        notes = [replace(body.segments[0], kind="footnote", label=label) for label in labels]
        return replace(body, segments=(*body.segments, *notes))

    assert len(cited.marks(noted(40))[0]) == 39
    assert _grows_no_faster(cited.marks, noted(400), noted(TIMES * 400))


@pytest.mark.parametrize("around", AROUND)
def test_no_run_of_characters_takes_long(around: str) -> None:
    for run in RUNS:
        # From a few characters on, so that a pattern of a high power fails and does not hang, until it takes a while.
        short, size = 0.0, 40
        while short < ENOUGH and size < LONGEST:
            parsed = _parsed(around.replace("~", run * (size // len(run))))
            if (long := _seconds(_read, parsed)) > MOST_OF_RUN * max(short, LEAST):
                long = min(long, _seconds(_read, parsed))
            assert long < MOST_OF_RUN * max(short, LEAST), f"{run!r}: {size} characters, {long:.3f} s"
            short, size = long, 4 * size


def test_a_shorter_name_is_the_first_that_ends_in_it_else_that_it_begins() -> None:
    names = Names([["li", "bank"], ["ana", "maria", "li"], ["ben", "li"], ["carr"]])
    assert [names.fuller(s.split()) for s in ("li", "ana li", "ben li", "li bank", "ben carr", "ana", "")] == [
        1, 1, 2, 0, None, 1, None,
    ]  # fmt: skip
