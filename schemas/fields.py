"""Every column of the contract, defined once.

A column name means the same thing in every table it appears in. ``metadata`` carries what pandera has
no slot for: ``null`` (what a null means), ``unit``, and ``references`` (``table.column``, a foreign key).
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
from pandera.pyarrow import Check, Column

ACTS = (
    "assert", "deny", "acknowledge", "accuse", "condemn", "praise", "demand", "promise", "warn", "ask", "decide",
    "express",
)  # fmt: skip
ACTOR_KINDS = ("person", "state", "organisation", "document", "media", "group", "unnamed")
CITATION_KINDS = (
    "un_document", "un_resolution", "treaty", "court_case", "legislation", "book", "article", "news", "web",
)  # fmt: skip
DOCUMENT_KINDS = (
    "letter", "note_verbale", "resolution", "draft_resolution", "amendment", "decision", "presidential_statement",
    "report", "verbatim_record", "summary_record", "speech", "press_release", "news_article", "other",
)  # fmt: skip
MODES = ("direct", "indirect", "mixed", "authored")
PART_KINDS = ("main", "annex", "enclosure", "appendix")
SEGMENT_KINDS = (
    "masthead", "title", "heading", "paragraph", "list_item", "footnote", "signature", "annex_title", "table",
    "speech",
)  # fmt: skip
ROLES = ("source", "cue", "content")
RELATIONS = ("footnote", "same_sentence")
TEXT_STATUSES = ("published", "withheld", "none")
CHANGES = ("added", "removed", "changed")
CHANGE_REASONS = ("source", "code", "correction", "schema", "withdrawal")
STAGES = ("raw", "parse", "normalise", "extract", "link", "check")

SHA256 = r"^[0-9a-f]{64}$"
# ISO 3166-1 alpha-3, or an alpha-4 code of ISO 3166-3 for states that are no more.
COUNTRY = r"^[A-Z]{3,4}$"
BCP47 = r"^[a-z]{2,3}(-[A-Za-z0-9]{1,8})*$"
# An id is printable ASCII, and starts with a letter or digit; a symbol may have a space: un:S/RES/822 (1993).
DOCUMENT_ID = r"^[A-Za-z0-9]([ -~]{0,253}[!-~])?$"
ACTOR_ID = r"^(state|person|org|media|doc|group):\S+$"


def field(  # noqa: PLR0913 -- what a column has
    name: str,
    dtype: pa.DataType,
    description: str,
    *checks: Check,
    null: str | None = None,
    unit: str | None = None,
    references: str | None = None,
) -> Column:
    """Return one column; ``null`` says what a null means, and makes the column nullable."""
    metadata: dict[str, Any] = {"null": null, "unit": unit, "references": references}
    no_empty = [Check.str_length(min_value=1)] if dtype == pa.string() else []
    return Column(
        dtype,
        checks=[*no_empty, *checks],
        nullable=null is not None,
        name=name,
        description=description,
        metadata=metadata,
    )


def text(name: str, description: str, *checks: Check, null: str | None = None, references: str | None = None) -> Column:
    """Return a string column; never the empty string."""
    return field(name, pa.string(), description, *checks, null=null, references=references)


def one_of(name: str, values: tuple[str, ...], description: str, *, null: str | None = None) -> Column:
    """Return a string column with a closed vocabulary."""
    return text(name, description, Check.isin(list(values)), null=null)


def offset(name: str, description: str, *, null: str | None = None) -> Column:
    """Return a position in the document's text."""
    return field(
        name, pa.int32(), description, Check.greater_than_or_equal_to(0), null=null, unit="Unicode code points"
    )


def ordinal(name: str, description: str, *, null: str | None = None) -> Column:
    """Return a count or running number."""
    return field(name, pa.int32(), description, Check.greater_than_or_equal_to(0), null=null)


def document_id(*, null: str | None = None) -> Column:
    """Return the foreign key that nearly every table has."""
    return text("document_id", "The document this row belongs to.", Check.str_matches(DOCUMENT_ID),
                null=null, references="documents.document_id")  # fmt: skip


def segment_id() -> Column:
    """Return the segment that holds the span."""
    return text("segment_id", "The segment the span lies in; a span never leaves its segment.",
                Check.str_matches(r"^g_[0-9a-f]{16}$"), references="segments.segment_id")  # fmt: skip


def char_start() -> Column:
    """Return the start of a span."""
    return offset("char_start", "Where the span starts in the document's text, counted from 0.")


def char_end() -> Column:
    """Return the end of a span."""
    return offset("char_end", "Where the span ends in the document's text: the first character after it.")


def position(what: str) -> Column:
    """Return the running number within the parent."""
    return ordinal("position", f"Running number of the {what}, from 1.")


def actor(name: str, description: str, null: str) -> Column:
    """Return a foreign key to actors."""
    return text(name, description, Check.str_matches(ACTOR_ID), null=null, references="actors.actor_id")
