"""Saved web pages: main text and what the markup says, without navigation and comments."""

# ruff: noqa: E501 -- tables of cases: one line each
from __future__ import annotations

from datetime import date, datetime

import pytest

from pipeline import kinds, media
from pipeline.errors import Refused
from pipeline.layout import settle
from pipeline.media import html
from pipeline.model import Entry, Parsed, Raw

STORY = [
    "The Ministry of Fisheries said on Tuesday that the talks on the northern grounds would go on next week in Bergen.",
    "“We have never been this close,” the Minister, Kari Nordmann, told reporters after the second day of the meeting.",
    "Officials of both countries declined to say which of the open questions had been settled during the night.",
    "The agreement in force expires at the end of the year, and the fleets of both sides would have to stay in port.",
]
PAGE = """<!DOCTYPE html><html lang="en-GB"><head><title>Fish talks go on | Nordlys</title>
<link rel="canonical" href="https://news.example/fish"><meta property="og:site_name" content="Nordlys">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[{"@type":"NewsArticle",
"headline":"Fish talks go on","datePublished":"2026-03-03T10:30:00+01:00","author":[{"@type":"Person","name":"Ola Hansen"}],
"publisher":{"@type":"Organization","name":"Nordlys"},"inLanguage":"en"}]}</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<article><h1>Fish talks go on</h1>%s<ul><li>First open point</li><li>Second open point</li></ul></article>
<section id="comments"><h2>Comments</h2><p>Nonsense, says somebody who comments on everything here.</p></section>
<footer><p>Copyright Nordlys. All rights reserved.</p></footer></body></html>""".replace(
    "%s", "".join(f"<p>{p}</p>" for p in STORY)
)
TABLE = """<html><body><table><tr><th colspan="2">Meetings in 1977</th></tr><tr><th>Record</th><th>Topic</th></tr>
<tr><td><a href="#">S/PV.1</a></td><td>The question of<br>fish</td></tr></table></body></html>"""


def parsed(data: bytes) -> Parsed:
    layout = media.layout(Raw(Entry("page.html"), data, "", "text/html"))
    return settle(kinds.choose(layout).parse(layout, Entry("page.html"), "page"))


def test_an_article_is_what_its_markup_says() -> None:
    found = parsed(PAGE.encode())
    d = found.document
    assert (d.kind, d.title, d.publisher, d.language, d.url) == (
        "news_article", "Fish talks go on", "Nordlys", "en", "https://news.example/fish",
    )  # fmt: skip
    assert (d.published_at, d.document_date) == (datetime(2026, 3, 3, 9, 30), date(2026, 3, 3))  # noqa: DTZ001 -- UTC without a zone
    assert [a.name for a in d.authors] == ["Ola Hansen"]


def test_an_article_is_its_main_text() -> None:
    found = parsed(PAGE.encode())
    assert [s.text for s in found.segments if s.kind == "paragraph"] == STORY
    assert [s.kind for s in found.segments][:1] == ["title"]
    for words in ("Sport", "Nonsense", "Copyright"):
        assert words not in found.text
    assert "Second open point" in found.text
    assert all(s.voice is not None and s.voice.id == "media:nordlys" for s in found.segments if s.kind == "paragraph")


def test_without_an_offset_the_moment_is_unknown() -> None:
    found = parsed(PAGE.replace("T10:30:00+01:00", "T10:30:00").encode())
    assert found.document.published_at is None
    assert found.document.document_date == date(2026, 3, 3)


def test_a_table_of_meetings_is_a_table() -> None:
    found = parsed(TABLE.encode())
    assert found.document.kind == "other"
    assert [(s.kind, s.text) for s in found.segments] == [
        ("table", "Meetings in 1977\nRecord\tTopic\nS/PV.1\tThe question of fish")
    ]  # fmt: skip


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "windows-1252"])
def test_encodings(encoding: str) -> None:
    page = PAGE.replace("<head>", f'<head><meta charset="{encoding}">' if encoding != "utf-16" else "<head>")
    assert STORY[1] in parsed(page.encode(encoding)).text


@pytest.mark.parametrize(("declared", "written"), [
    ("iso-8859-1", "cp1252"), ("us-ascii", "cp1252"), ("latin1", "cp1252"), ("iso-8859-9", "cp1254"), ("utf-16", "utf-8"),
    ("no-such-thing", "utf-8"),
])  # fmt: skip
def test_an_encoding_is_what_browsers_take_its_name_for(declared: str, written: str) -> None:
    words = "The Minister said – “it is over…” – and left the harbour, as he had been asked to."
    page = f'<html><head><meta charset="{declared}"><title>T</title></head><body><p>{words}</p></body></html>'
    assert [b.text for b in html.blocks(page.encode(written), "page.html")] == [words]


@pytest.mark.parametrize("data", [b"<html></html>", b"   ", b"<html><body><script>x</script></body></html>"])
def test_without_words_it_is_refused(data: bytes) -> None:
    with pytest.raises(Refused):
        html.blocks(data, "page.html")
