"""Ids depend on words and occurrence, on no offset and no other row."""

from __future__ import annotations

import time
import tracemalloc
from unittest import mock

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import Occurrences, mint, words

texts = st.text(alphabet="ab Åſﬁ½.\n¹", max_size=60)
# Long words that stand more than once, and some that overlap themselves.
repetitive = st.lists(st.sampled_from(["ab", "a", ". ", "The Åland letter of 3 May, ", "abbaabab" * 4]), max_size=40)


@given(texts | repetitive.map("".join), st.integers(0, 300), st.integers(1, 8) | st.integers(9, 90))
def test_occurrences_count_what_stood_before(text: str, start: int, length: int) -> None:
    end = min(start + length, len(text))
    start = min(start, end)
    needle = words(text[start:end])
    before, whole = words(text[:start]), words(text)
    expected = sum(whole.startswith(needle, i) for i in range(len(before)))
    if not needle:
        # No words: the characters themselves are counted, as str.count counts them.
        expected = text.count(text[start:end], 0, start)
    assert Occurrences(text).number(start, end) == expected
    with mock.patch("pipeline.ids.FEW", 0):  # from the first, as after many look-ups
        assert Occurrences(text).number(start, end) == expected


@given(texts, st.text(alphabet="cd .", max_size=20))
def test_words_put_before_do_not_change_an_id_unless_they_are_the_same_words(text: str, other: str) -> None:
    start, end = 0, len(text)
    moved = Occurrences(other + text).number(start + len(other), end + len(other))
    if words(text):
        assert moved == Occurrences(text).number(start, end)


def test_words_are_letters_and_digits_folded() -> None:
    assert words("The “ﬁnal” ACT, §½ Straße İ") == "thefinalact12strassei\u0307".replace("\u0307", "")


def test_an_id_is_what_the_contract_says() -> None:
    import hashlib
    import json

    array = json.dumps(["citations", "un:A/1", "a802", 0, "book"], ensure_ascii=False, separators=(",", ":"))
    assert (
        mint("c", "citations", "un:A/1", "A/80 – 2", 0, "book")
        == "c_" + hashlib.sha256(array.encode()).hexdigest()[:16]
    )


def test_many_rows_are_numbered_in_linear_time() -> None:
    """Sixteen times the text and its rows, no row's words like another's, take about sixteen times as long."""

    def seconds(rows: int) -> float:
        said = [
            f"The Ministry of Fisheries of Ruritania said on day {n} that {n * 7919} ships had left."
            for n in range(rows)
        ]
        occurrences = Occurrences("\n\n".join(said))
        begin, at = time.process_time(), 0
        for row in said:
            assert occurrences.number(at, at + len(row)) == 0
            at += len(row) + 2
        return time.process_time() - begin

    assert seconds(32_000) < 60 * min(seconds(2_000) for _ in range(3))  # 256 times, were it by the square


def test_a_few_rows_of_a_long_text_take_no_memory() -> None:
    text = " ".join(f"ship {n} of {n * 7919}," for n in range(30_000))
    occurrences = Occurrences(text)
    tracemalloc.start()
    try:
        for n in range(100):
            for length in (20, 40):
                occurrences.number(5000 * n, 5000 * n + length)
        held, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert held < 0.1 * len(text)


def test_pieces_that_stand_everywhere_are_not_looked_up() -> None:
    """Eight times a text of one letter but for one, and rows across it, take about eight times as long."""

    def seconds(length: int) -> float:
        text = "a" * length + "b" + "a" * length
        occurrences = Occurrences(text)
        begin = time.process_time()
        for n in range(8):
            assert occurrences.number(n, length + length // 2 + n) == 0
        return time.process_time() - begin

    with mock.patch("pipeline.ids.FEW", 0):
        assert seconds(400_000) < 24 * min(seconds(50_000) for _ in range(3))


def test_a_long_text_is_counted_over_its_pieces() -> None:
    text = "ab " * 5000
    assert Occurrences(text).number(3 * 4999, 3 * 4999 + 2) == 4999
