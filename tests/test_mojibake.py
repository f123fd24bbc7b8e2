"""Mojibake: put right where every sequence proves it, told where not, and no sound text touched."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.media import media_type_of
from pipeline.model import Entry, Raw
from pipeline.mojibake import repaired
from pipeline.process import parsed

SOUND = (
    "“Don’t,” she said — “we’ll meet at the café in Genève.”",
    "Das Übereinkommen über die Straße nach Köln",
    "Привет, мир: «Заседание» № 5 открыто, её слово.",
    "Łódź, Škoda, Ağdam, Şuşa, Gəncə, Xankəndi",
    "合意された議事録、第三条",
)


def wrongly(text: str, page: str) -> str:
    """Return the text as a program writes it that takes its UTF-8 for another encoding."""
    return "".join(bytes([b]).decode(page, "ignore") or chr(b) if b >= 0x80 else chr(b) for b in text.encode("utf-8"))


@pytest.mark.parametrize("page", ["cp1252", "latin-1", "cp1251"])
@pytest.mark.parametrize("text", SOUND)
def test_what_was_decoded_wrongly_is_put_right_and_noted(text: str, page: str) -> None:
    once = wrongly(text, page)
    for bad in (once, wrongly(once, page)):
        good, [note] = repaired(bad, "x.txt")
        assert (good, note.rule) == (text, "text/mojibake-repaired")


@pytest.mark.parametrize("text", [
    *SOUND,
    "The page shows “Ã©” where é was meant, “Ã¨” for è, “Ã¼” for ü.",  # about mojibake: its quotation marks are right
    "«CAFÉ» and É” alone", "SÃO PAULO, JOÃO, AMANHÃ", "Â, Ã, â and É: capitals",
    "Only one: donâ€™t.",  # may be shown, not meant
])  # fmt: skip
def test_sound_text_is_not_touched(text: str) -> None:
    assert repaired(text, "x.txt")[0] == text


def test_what_is_not_certain_is_told_and_left() -> None:
    text = "donâ€™t, wonâ€™t and canâ€™t, but “here” all is well"
    found, [note] = repaired(text, "x.txt")
    assert (found, note.rule) == (text, "text/mojibake")


@given(st.text(st.characters(codec="cp1252")))
def test_text_that_cannot_be_told_from_its_own_is_all_that_changes(text: str) -> None:
    """Whatever is changed was a faithful misreading: read wrongly again, the result is the text that came in."""
    found, notes = repaired(text, "x.txt")
    assert found == text or notes[0].rule == "text/mojibake-repaired"
    assert found == text or text in {wrongly(found, "cp1252"), wrongly(wrongly(found, "cp1252"), "cp1252")}


@pytest.mark.parametrize(("name", "frame"), [
    ("x.txt", "{}\n\n{}"),
    ("x.html", "<html><meta charset='iso-8859-1'><body><article><p>{}</p><p>{}</p></article></body></html>"),
])  # fmt: skip
def test_the_text_of_a_file_is_the_repaired_one_and_quarantine_says_so(name: str, frame: str) -> None:
    words = "“Don’t, she said — we’ll meet at the café. " * 6  # its bytes all are characters of Windows 1252
    data = frame.format(words, words).encode()
    if name.endswith("txt"):
        data = wrongly(data.decode(), "cp1252").encode()
    document = parsed(Raw(Entry(name, id="x"), data, "0" * 64, media_type_of(name, data)))
    assert words.strip() in document.text
    assert "text/mojibake-repaired" in [n.rule for n in document.notes]


def test_a_page_is_read_as_what_its_bytes_are_where_the_declared_encoding_does_not_fit() -> None:
    words = "“Don’t,” she said. " * 6  # a closing mark in UTF-8 has a byte that Windows 1252 leaves free
    data = f"<html><meta charset='iso-8859-1'><body><article><p>{words}</p></article></body></html>".encode()
    document = parsed(Raw(Entry("x.html", id="x"), data, "0" * 64, media_type_of("x.html", data)))
    assert words.strip() in document.text
    assert document.notes == ()
