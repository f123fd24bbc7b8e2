"""What the markup of a page says of it: title, author, date, publisher, address, language.

JSON-LD first (schema.org Article and what derives from it), then Open Graph and other meta elements, then the
elements themselves.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pipeline.model import Meta

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml import html

_ARTICLE = re.compile(
    r"(?:News|Blog|Reportage|Analysis|Opinion|Review|Report)?(?:Article|Posting|NewsArticle)$", re.IGNORECASE
)
_MAX_JSON = 2_000_000
_MAX_DEPTH = 20
_TITLE_TAIL = re.compile(r"\s+[|\u2013\u2014\u00bb-]\s+[^|\u2013\u2014\u00bb]{2,60}$")


def meta_of(tree: html.HtmlElement) -> Meta:
    """Return what the markup says; fields it is silent about are null."""
    article = next((a for a in _json_ld(tree) if _is_article(a)), None) or {}
    named = _named(tree)
    heading = tree.find(".//h1")
    heading_text = " ".join(heading.text_content().split()) if heading is not None else None
    element = tree.find(".//title")
    page_title = " ".join((element.text or "").split()) if element is not None else ""
    title = (
        _text(article.get("headline"))
        or heading_text
        or named.get("og:title")
        or _TITLE_TAIL.sub("", page_title)
        or None
    )
    stamp = (
        _text(article.get("datePublished"))
        or named.get("article:published_time")
        or named.get("date")
        or named.get("dc.date")
    )
    canonical = next((e.get("href") for e in tree.iter("link") if (e.get("rel") or "").lower() == "canonical"), None)
    url = canonical or named.get("og:url") or _text(article.get("url"))
    return Meta(
        title=title,
        authors=tuple(
            dict.fromkeys(_names(article.get("author")) or _names(named.get("author") or named.get("article:author")))
        ),
        publisher=next(iter(_names(article.get("publisher"))), None) or named.get("og:site_name"),
        published=_moment(stamp),
        day=_day(stamp),
        url=url if url and urlsplit(url).scheme in {"http", "https"} else None,
        language=_language(tree, article),
        is_article=bool(article) or named.get("og:type") == "article",
    )


def _json_ld(tree: html.HtmlElement) -> Iterator[dict[str, Any]]:
    for script in tree.iter("script"):
        if (
            (script.get("type") or "").lower() != "application/ld+json"
            or not script.text
            or len(script.text) > _MAX_JSON
        ):
            continue
        try:
            found = json.loads(script.text, strict=False)
        except (ValueError, RecursionError):
            continue
        yield from _objects(found, 0)


def _objects(value: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        yield from _objects(value.get("@graph"), depth + 1)
        yield from _objects(value.get("mainEntity"), depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(_ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]) if isinstance(k, str))


def _named(tree: html.HtmlElement) -> dict[str, str]:
    """Return meta elements by name or property, in lower case; the first of a name wins."""
    out: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").lower()
        content = " ".join((element.get("content") or "").split())
        if name and content:
            out.setdefault(name, content)
    return out


def _text(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


def _names(value: Any) -> list[str]:
    """Return names of persons or organisations: strings, or objects with a name."""
    if isinstance(value, list):
        return [name for item in value for name in _names(item)]
    if isinstance(value, dict):
        return _names(value.get("name"))
    text = _text(value)
    return [text] if text and not text.startswith("http") else []


def _language(tree: html.HtmlElement, article: dict[str, Any]) -> str | None:
    tag = (
        _text(article.get("inLanguage"))
        or tree.get("lang")
        or tree.get("{http://www.w3.org/XML/1998/namespace}lang")
        or ""
    )
    match = re.match(r"[A-Za-z]{2,3}", tag)
    return match.group().lower() if match else None


def _moment(stamp: str | None) -> datetime | None:
    """Return the moment in UTC; null where the offset is not given: it is not guessed."""
    try:
        moment = datetime.fromisoformat(stamp.strip()) if stamp else None
    except ValueError:
        return None
    return moment.astimezone(UTC).replace(tzinfo=None, microsecond=0) if moment and moment.tzinfo else None


def _day(stamp: str | None) -> date | None:
    """Return the day the stamp bears where it was written."""
    match = re.match(r"(\d{4})-(\d{2})-(\d{2})", stamp or "")
    try:
        return date(int(match[1]), int(match[2]), int(match[3])) if match else None
    except ValueError:
        return None
