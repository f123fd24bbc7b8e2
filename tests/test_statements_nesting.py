"""Which statement stands inside which, and how deep: spans alone decide."""

from __future__ import annotations

import pytest

from pipeline.extract.resolve import depths
from pipeline.extract.statements import with_parents
from pipeline.model import Span, Statement


def said(cue: tuple[int, int], content: tuple[int, int]) -> Statement:
    return Statement((Span(0, *content),), "indirect", "own", cue=(Span(0, *cue),))


@pytest.mark.parametrize(
    ("spans", "parents", "deep"),
    [
        ([((0, 4), (5, 90)), ((10, 14), (15, 80)), ((20, 24), (25, 70))], [None, 0, 1], [0, 1, 2]),
        # side by side in one, and behind it
        ([((0, 4), (5, 60)), ((10, 14), (15, 30)), ((35, 39), (40, 60)), ((70, 74), (75, 90))],
         [None, 0, 0, None], [0, 1, 1, 0]),
        # a cue outside makes a neighbour, whatever its content
        ([((0, 4), (10, 60)), ((5, 9), (12, 50))], [None, None], [0, 0]),
    ],
)  # fmt: skip
def test_the_smallest_content_around_a_cue_is_the_parent(
    spans: list[tuple[tuple[int, int], tuple[int, int]]], parents: list[int | None], deep: list[int]
) -> None:
    found = with_parents([said(*pair) for pair in spans])
    assert [s.parent for s in found] == parents
    assert depths(found) == deep


def test_many_deep_each_stands_in_the_one_before() -> None:
    # Twenty inside each other: far more than any text shows, far fewer than are looked at.
    found = with_parents([said((10 * n, 10 * n + 4), (10 * n + 5, 1000 - n)) for n in range(20)])
    assert [s.parent for s in found] == [None, *range(19)]
    assert depths(found) == list(range(20))


def test_depths_do_not_depend_on_the_order_of_statements() -> None:
    found = with_parents([said((20, 24), (25, 70)), said((0, 4), (5, 90)), said((10, 14), (15, 80))])
    assert [s.parent for s in found] == [2, None, 1]
    assert depths(found) == [2, 0, 1]
