"""Ids depend on words and occurrence, on no offset and no other row."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from pipeline.ids import Occurrences, mint, words

texts = st.text(alphabet="ab Åſﬁ½.\n¹", max_size=60)


@given(texts, st.integers(0, 60), st.integers(1, 8))
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


def test_a_long_text_is_counted_over_its_pieces() -> None:
    text = "ab " * 5000
    assert Occurrences(text).number(3 * 4999, 3 * 4999 + 2) == 4999
