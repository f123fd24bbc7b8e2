"""`onrecord show`: which document, how spans are marked, what of a withheld text is shown."""

from __future__ import annotations

import hashlib
import io
from typing import TYPE_CHECKING

import pytest
import small_release as small
from small_release import ARTICLE, LETTER

from pipeline import marks, query, show
from pipeline.errors import OnRecordError
from pipeline.marks import Mark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    import duckdb


@pytest.fixture
def con(small_release: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    con = query.open_release(small_release)
    yield con
    con.close()


def shown(release: Path, name: str, raw: Path | None = None) -> str:
    out = io.StringIO()
    show.show(release, name, raw, out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "found"),
    [
        (LETTER, LETTER),
        ("A/80/1", LETTER),
        ("s/2026/1", LETTER),
        ("un:S/2026/1", LETTER),
        # The beginning of an id, and of a symbol.
        ("sha256:01", ARTICLE),
        ("A/8", LETTER),
    ],
)
def test_a_document_is_found(con: duckdb.DuckDBPyConnection, name: str, found: str) -> None:
    assert show.document_id(con, name) == found


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("", f"expected the name of one document, found 2: {ARTICLE}, {LETTER}"),
        ("A/81", "none of the 2 documents here has it"),
        # No pattern characters: this is a name.
        ("%", "none of the 2 documents"),
    ],
)
def test_a_document_is_not_found(con: duckdb.DuckDBPyConnection, name: str, message: str) -> None:
    with pytest.raises(OnRecordError, match=message):
        show.document_id(con, name)


MARKED = [
    ("one", [(0, 3, "1")], "⟦1:abc:1⟧def"),
    ("two that touch", [(0, 3, "1"), (3, 6, "2")], "⟦1:abc:1⟧⟦2:def:2⟧"),
    ("nested", [(0, 6, "1"), (2, 4, "2")], "⟦1:ab⟦2:cd:2⟧ef:1⟧"),
    ("nested, given inside first", [(2, 4, "2"), (0, 6, "1")], "⟦1:ab⟦2:cd:2⟧ef:1⟧"),
    ("the same start", [(0, 3, "2"), (0, 6, "1")], "⟦1:⟦2:abc:2⟧def:1⟧"),
    ("the same end", [(3, 6, "2"), (0, 6, "1")], "⟦1:abc⟦2:def:2⟧:1⟧"),
    ("the same span: the first given is outside", [(0, 6, "1"), (0, 6, "2")], "⟦1:⟦2:abcdef:2⟧:1⟧"),
    ("overlapping: labels tell what ends", [(0, 4, "1"), (2, 6, "2")], "⟦1:ab⟦2:cd:1⟧ef:2⟧"),
    ("no label, no brackets", [(0, 3, None)], "abcdef"),
    ("none", [], "abcdef"),
    # Each fragment of a statement bears its number.
    ("fragments", [(0, 2, "1"), (4, 6, "1")], "⟦1:ab:1⟧cd⟦1:ef:1⟧"),
]


@pytest.mark.parametrize(("spans", "expected"), [m[1:] for m in MARKED], ids=[m[0] for m in MARKED])
@pytest.mark.parametrize("start", [0, 100])
def test_marks(spans: list[tuple[int, int, str | None]], expected: str, start: int) -> None:
    given = [Mark(start + a, start + b, f"style{label}", label) for a, b, label in spans]
    assert "".join(piece for piece, _ in marks.pieces("abcdef", start, given)) == expected


def test_styles_add_up_where_spans_lie_over_each_other() -> None:
    made = marks.pieces("abc", 0, [Mark(0, 3, "green"), Mark(1, 2, "bold")])
    assert list(made) == [("a", "green"), ("b", "green bold"), ("c", "green")]


def test_a_text_cannot_drive_the_terminal() -> None:
    assert marks.printable("a\x1b[31m\n\tb\x07\u00a0c\u202e") == "a·[31m\n\tb·\u00a0c·"


def test_a_letter(small_release: Path) -> None:
    text = shown(small_release, "A/80/1")
    said = (
        "The Minister said that ⟦1:the other side had claimed that “⟦2:the road was closed:2⟧”:1⟧ and denied ⟦3:it:3⟧.¹"
    )
    assert said in text
    assert "in ⟦c3:Khojaly:c3⟧ were open, “⟦4:we saw:4⟧”, a witness said, “⟦4:them:4⟧”." in text
    assert (
        "1 The Minister (person, ATL): assert, indirect · according to Atlantis · source “The Minister” · cue “said”"
        in text
    )
    assert "2 Lemuria (state, LEM): assert, direct · according to The Minister · inside 1" in text
    assert (
        "deny, indirect · according to Atlantis · source “The Minister” · cue “denied” · cited with A/79/5; The Road"
        in text
    )
    assert "c2 J. Smith, The Road, 2001 · book · p. 4 · footnote 1" in text
    assert "── in the voice of Atlantis ──" in text
    assert "4 attributed, 2 in the document's own voice (not marked); 3 citations" in text
    assert "\x1b" not in text


def test_on_a_terminal_there_is_colour_and_the_same_words(small_release: Path) -> None:
    from rich.console import Console
    from rich.text import Text

    con = query.open_release(small_release)
    found = show.read(con, LETTER)
    con.close()
    out = io.StringIO()
    show.write(found, Console(file=out, force_terminal=True, width=10_000, color_system="standard", emoji=False))
    coloured = out.getvalue()
    assert "\x1b[33m⟦1:" in coloured
    assert Text.from_ansi(coloured).plain.split() == shown(small_release, LETTER).split()


def test_a_withheld_text_shows_what_is_quoted(small_release: Path) -> None:
    text = shown(small_release, ARTICLE)
    assert "The text is withheld: licence all-rights-reserved (--raw FOLDER shows it from the raw file)." in text
    assert "“We deny any role in Khojaly”" in text
    assert "runs north" not in text


ARTICLE_TEXT = "\n\n".join(s[3] for s in small.ARTICLE_SEGMENTS)


@pytest.mark.parametrize(
    ("raw_text", "expected"),
    [
        (ARTICLE_TEXT, "The road runs north."),
        (ARTICLE_TEXT + " And on.", "is not the file it was read from"),
        (None, "has no file news_article.txt"),
    ],
)
def test_a_withheld_text_is_shown_from_its_raw_file(
    small_release: Path, tmp_path: Path, raw_text: str | None, expected: str
) -> None:
    if raw_text is not None:
        (tmp_path / "news_article.txt").write_text(raw_text)
    text = shown(small_release, ARTICLE, tmp_path)
    assert expected in text
    assert ("The text is withheld" in text) == (raw_text != ARTICLE_TEXT)


def test_a_raw_file_that_reads_differently_today_is_not_shown(tmp_path: Path) -> None:
    rows = small.rows()
    rows["documents"][1]["text_sha256"] = hashlib.sha256(b"what it was read as then").hexdigest()
    small.write(tmp_path / "dist", small.tables(rows))
    (tmp_path / "news_article.txt").write_text(ARTICLE_TEXT)
    text = shown(tmp_path / "dist", ARTICLE, tmp_path)
    assert "gives another text today (its text_sha256 differs)" in text
    assert "runs north" not in text
