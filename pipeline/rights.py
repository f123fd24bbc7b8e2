"""Rights: whether a document's text may be published."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.model import Document

UNITED_NATIONS = "United Nations"


@cache
def licences() -> dict[str, dict[str, str]]:
    """Return the rows of lexicon/licences.csv by identifier, casefolded."""
    table = resources.files("pipeline.lexicon").joinpath("licences.csv").read_text(encoding="utf-8")
    return {row["licence"].casefold(): row for row in csv.DictReader(table.splitlines())}


def text_status(licence: str | None, document: Document, *, has_text: bool) -> str:
    """Return published, withheld or none: the licence decides; without one, who issued the document.

    Parliamentary documents of the United Nations are in the public domain and published; news, and whatever
    nobody has cleared, is withheld. A licence that lexicon/licences.csv does not know withholds too.
    """
    if not has_text:
        return "none"
    if licence is None:
        return "published" if document.publisher == UNITED_NATIONS and document.kind != "news_article" else "withheld"
    known = licences().get(licence.casefold())
    return known["text_status"] if known else "withheld"
