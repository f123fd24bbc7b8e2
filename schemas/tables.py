"""One pandera schema per table, in the order in which a reader meets them.

``metadata`` of a schema: ``primary_key``; ``sort`` (the order of the rows in a release: a total order);
``notes`` (usage warnings, printed in CODEBOOK.md).
"""

from __future__ import annotations

import pyarrow as pa
from pandera.pyarrow import Check, Column, DataFrameSchema

from schemas import fields as f

# Raise this when ids are minted in another way: every release after it is a new MAJOR version.
ID_SCHEME = 1


def _id(prefix: str, name: str, what: str) -> Column:
    return f.text(name, f"Key of the {what}: `{prefix}_` and 16 hex digits, minted from the {what}'s own words.",
                  Check.str_matches(f"^{prefix}_[0-9a-f]{{16}}$"))  # fmt: skip


def _table(
    name: str, description: str, key: list[str], sort: list[str], *columns: Column, notes: tuple[str, ...] = ()
) -> DataFrameSchema:
    return DataFrameSchema(
        {str(column.name): column for column in columns},
        name=name,
        description=description,
        strict=True,
        ordered=True,
        unique=key,
        metadata={"primary_key": key, "sort": sort, "notes": notes},
    )


DOCUMENTS = _table(
    "documents",
    "One row per document: what it is, who issued it, when, where it was got, and the hashes to check it by.",
    ["document_id"],
    ["document_id"],
    f.text("document_id", "Key: the id given in the register, else `un:` and the document's symbol, else `sha256:` "
           "and the first 16 hex digits of the raw file's hash.", Check.str_matches(f.DOCUMENT_ID)),
    f.one_of("kind", f.DOCUMENT_KINDS, "What kind of document it is."),
    f.text("publisher", "Who published it, from the register or the document itself.", null="not known"),
    f.text("title", "Its title as printed, wrapped lines joined.", null="it prints none and the register gives none"),
    f.text("language", "Language of this version (BCP 47).", Check.str_matches(f.BCP47)),
    f.field("document_date", pa.date32(), "The date the document bears.", null="it bears none"),
    f.field("published_at", pa.timestamp("us"), "When it was published, in UTC.", null="not known"),
    f.text("distribution", "Distribution category printed on a United Nations document (General, Limited, …).",
           null="none printed"),
    f.field("distribution_date", pa.date32(), "The date printed under the distribution category.",
            null="none printed"),
    f.text("original_language", "Original language printed on it (BCP 47).", Check.str_matches(f.BCP47),
           null="none printed"),
    f.ordinal("ga_session", "Session of the General Assembly: 80 for “Eightieth session”.", null="none printed"),
    f.ordinal("sc_year", "Year of the Security Council: 81 for “Eighty-first year”.", null="none printed"),
    f.text("meeting", "Number of the meeting in the words of the source.", null="none printed"),
    f.text("author_name", "Name of the first author: signatory, byline, speaker.", null="none named"),
    f.text("author_rank", "Personal rank or title of the first author: `Ambassador`.", null="none stated"),
    f.text("author_role", "Office in which the first author writes.", null="none stated"),
    f.actor("author_actor_id", "The first author as an actor.", "none named"),
    f.text("addressee", "To whom it is addressed, as printed.", null="none stated"),
    f.ordinal("characters", "Length of the text in Unicode code points."),
    f.text("text_sha256", "SHA-256 of the text in UTF-8, published or not.", Check.str_matches(f.SHA256)),
    f.text("raw_path", "The raw file, relative to raw/."),
    f.text("raw_sha256", "SHA-256 of the raw file's bytes.", Check.str_matches(f.SHA256)),
    f.text("media_type", "Container of the raw file."),
    f.text("source_url", "Where it was got.", null="the register gives none"),
    f.field("retrieved_at", pa.timestamp("us"), "When it was got, in UTC.", null="the register gives none"),
    f.text("licence", "Rights under which the text may be used: an SPDX identifier or a word explained in LICENSE.md.",
           null="the register gives none"),
    f.one_of("text_status", f.TEXT_STATUSES, "Whether the text is in this release: published, withheld for rights, "
             "or none (the document has no text)."),
    f.text("register_sha256", "SHA-256 of what the register says about the file; tells a correction of the register "
           "from a change of the file or of the code.", Check.str_matches(f.SHA256)),
)  # fmt: skip

DOCUMENT_AUTHORS = _table(
    "document_authors",
    "Everyone who signs, sponsors or is named as author of a document, in the order printed.",
    ["document_id", "position"],
    ["document_id", "position"],
    f.document_id(),
    f.position("author"),
    f.actor("actor_id", "The author as an actor.", "not resolved"),
    f.text("name", "The name as printed, or the name of the state or organ.", null="only a role is printed"),
    f.text("rank", "Personal rank or title: `Ambassador`.", null="none stated"),
    f.text("role", "The office in which the author writes.", null="none stated"),
)

DOCUMENT_SYMBOLS = _table(
    "document_symbols",
    "The United Nations symbols that a document itself bears; a joint document has one row per symbol.",
    ["document_id", "position"],
    ["document_id", "position"],
    f.document_id(),
    f.position("symbol"),
    f.text("symbol", "The symbol in canonical form."),
    f.text("body", "The organ or body whose document it is.", null="the series names none"),
    f.text("series", "First element of the symbol."),
    f.text("session", "Session or year element.", null="the symbol has none"),
    f.text("number", "Number element.", null="the symbol has none"),
    f.text("modifiers", "Modifiers, joined by `/`: `Rev.1/Add.2`.", null="the symbol has none"),
)

AGENDA_ITEMS = _table(
    "agenda_items",
    "The agenda items under which a document was issued.",
    ["document_id", "position"],
    ["document_id", "position"],
    f.document_id(),
    f.position("item"),
    f.text("organ", "The organ whose agenda it is."),
    f.text("item", "Number of the item as printed: `31`, `13 (a)`."),
    f.text("title", "Title of the item.", null="none printed, or not to be told apart"),
)

PARTS = _table(
    "parts",
    "A document inside the document: the main part, annexes, enclosures, appendices.",
    ["part_id"],
    ["document_id", "position"],
    _id("p", "part_id", "part"),
    f.document_id(),
    f.position("part"),
    f.one_of("kind", f.PART_KINDS, "What part it is."),
    f.text("label", "Its label as printed: `Annex I`.", null="none printed"),
    f.text("title", "Its own title.", null="none printed"),
    f.field("document_date", pa.date32(), "The date the part itself bears.", null="it bears none"),
    f.actor("author_actor_id", "Who speaks in this part.", "not known"),
)

SEGMENTS = _table(
    "segments",
    "The text, cut into paragraphs and other pieces in reading order; joined by a blank line they are the document.",
    ["segment_id"],
    ["document_id", "char_start", "char_end", "segment_id"],
    _id("g", "segment_id", "segment"),
    f.document_id(),
    f.text("part_id", "The part it belongs to.", Check.str_matches(r"^p_[0-9a-f]{16}$"), references="parts.part_id"),
    f.position("segment"),
    f.one_of("kind", f.SEGMENT_KINDS, "What the segment is."),
    f.text("label", "Its label as printed: `¹`, `12.`, `(a)`.", null="none printed"),
    f.char_start(),
    f.char_end(),
    f.ordinal("page", "Page of the raw file on which it starts, from 1.", null="the container has no pages"),
    f.actor("actor_id", "Whose voice it is: the signatory, the speaker of the turn, the organ, the publisher.",
            "nobody's, or not known"),
    f.text("text", "The text, NFC.", null="withheld for rights"),
)  # fmt: skip

CITATIONS = _table(
    "citations",
    "One row per cited work per place.",
    ["citation_id"],
    ["document_id", "char_start", "char_end", "citation_id"],
    _id("c", "citation_id", "citation"),
    f.document_id(),
    f.segment_id(),
    f.char_start(),
    f.char_end(),
    f.text("text", "The words of the citation: the slice of the text."),
    f.one_of("kind", f.CITATION_KINDS, "What kind of work is cited."),
    f.text("identifier", "Canonical identifier of the work.", null="works of this kind have none"),
    f.text("work_id", "One per work in the whole release: the parts of a joint symbol share it.",
           null="the work is not known well enough to be told from others"),
    f.text("pinpoint", "The place in the work: `annex`, `pp. 184–185`, `para. 5`.", null="none given"),
    f.text("signal", "How the work is introduced: `See, for example`.", null="none given"),
    f.text("footnote", "Number of the footnote that holds the citation: `1`, `a`.", null="not in a footnote"),
    f.offset("anchor_char", "Where the footnote's mark stands in the text.",
             null="not in a footnote, or its mark was not found"),
    f.text("authors", "Authors of the work as printed.", null="none given"),
    f.text("title", "Title of the work.", null="none given"),
    f.text("container_title", "Title of the book, journal or site that holds the work.", null="none given"),
    f.text("publisher", "Publisher of the work.", null="none given"),
    f.ordinal("year", "Year of publication.", null="none given"),
    f.field("work_date", pa.date32(), "The date the cited work bears, where the citation gives it.",
            null="none given"),
    f.text("url", "Address of the work as printed.", null="none given"),
    f.text("target_document_id", "The cited document, when this release holds it.", references="documents.document_id",
           null="this release does not hold it"),
    f.text("rule", "The rule that read the citation."),
    notes=("A citation says that a work is referred to, not that it supports what is said.",),
)  # fmt: skip

STATEMENTS = _table(
    "statements",
    "One row per attributed statement: who said what, how, in whose words, and who reports it.",
    ["statement_id"],
    ["document_id", "char_start", "char_end", "statement_id"],
    _id("s", "statement_id", "statement"),
    f.document_id(),
    f.segment_id(),
    f.char_start(),
    f.char_end(),
    f.text("text", "What was said; fragments joined by ` … `.", null="an authored row of a withheld text"),
    f.one_of("mode", f.MODES, "direct: in quotation marks; indirect: reported; mixed: reported with quoted words; "
             "authored: the document's own voice."),
    f.one_of("act", f.ACTS, "The act of communication, in the reporter's word for it.", null="authored without a cue"),
    f.field("is_negated", pa.bool_(), "The text says that it was *not* said: “never promised”."),
    f.text("source_text", "The mention of the source in this paragraph.", null="none expressed"),
    f.text("cue_text", "The words that signal the act.", null="none expressed"),
    f.text("speaker", "Name of the speaker, resolved within the document.", null="not known"),
    f.actor("actor_id", "The speaker as an actor.", "not known"),
    f.actor("reporter_actor_id", "Who says that it was said: the speaker of the surrounding statement, else the voice "
            "of the segment.", "not known"),
    f.text("parent_statement_id", "The statement inside which it is quoted; never an authored row without a cue.",
           references="statements.statement_id", null="it stands in the document's own voice"),
    f.text("continues_statement_id", "The statement of which it is the next paragraph.",
           references="statements.statement_id", null="it continues none"),
    f.field("confidence", pa.float64(), "Probability that content and source are right, two decimals.",
            Check.in_range(0, 1), null="not calibrated"),
    f.text("rule", "The rule that read the statement."),
    notes=("A row records that the text attributes words to a source; it does not record whether they are true.",
           "The act is the reporter's word: “denied” says how the reporter describes it.",
           "Rows with is_negated say that something was not said; leave them out when counting what was."),
)  # fmt: skip

STATEMENT_SPANS = _table(
    "statement_spans",
    "The exact fragments a statement was read from: its source, its cue, its content.",
    ["statement_id", "role", "position"],
    ["statement_id", "role", "position"],
    f.text("statement_id", "The statement.", references="statements.statement_id"),
    f.document_id(),
    f.segment_id(),
    f.one_of("role", f.ROLES, "What the fragment is for the statement."),
    f.position("fragment within its role"),
    f.char_start(),
    f.char_end(),
    f.text("text", "The slice of the text.", null="an authored row of a withheld text"),
)

STATEMENT_CITATIONS = _table(
    "statement_citations",
    "What a statement was cited with; never proof of it.",
    ["statement_id", "citation_id"],
    ["statement_id", "citation_id"],
    f.text("statement_id", "The statement.", references="statements.statement_id"),
    f.text("citation_id", "The citation.", references="citations.citation_id"),
    f.one_of("relation", f.RELATIONS, "footnote: a footnote mark in the statement's sentence leads to it; "
             "same_sentence: it stands in the statement's sentence."),
)  # fmt: skip

ACTORS = _table(
    "actors",
    "Everyone and everything that speaks, reports or writes in this release.",
    ["actor_id"],
    ["actor_id"],
    f.text("actor_id", "Key: `state:AZE`, `person:…`, `org:…`, `media:…`, `doc:…`, `group:…`.",
           Check.str_matches(f.ACTOR_ID)),
    f.text("name", "Name of the actor as fully as the documents show it."),
    f.one_of("kind", f.ACTOR_KINDS, "What kind of actor."),
    f.text("country", "The state it is or speaks for: ISO 3166-1 alpha-3, ISO 3166-3 for past states.",
           Check.str_matches(f.COUNTRY), null="none, not known, or a medium"),
    notes=("Persons of one name are one actor only when state or role agree.",
           "Groups and unnamed sources are actors of their document only."),
)  # fmt: skip

QUARANTINE = _table(
    "quarantine",
    "What was refused, and why. Rows with `table_name = 'documents'` and the documents add up to the raw files.",
    ["quarantine_id"],
    ["raw_path", "table_name", "quarantine_id"],
    _id("q", "quarantine_id", "refusal"),
    f.text("raw_path", "The raw file, relative to raw/."),
    f.text("document_id", "The document, where it got as far as an id. It need not be in this release.",
           null="the file was refused before it had an id"),
    f.text("table_name", "`documents`: the file was refused; `sources`: a row of the register; any other: "
           "one row of that table, or a note."),
    f.text("row_key", "Key of the refused row.", null="not one row"),
    f.one_of("stage", f.STAGES, "Where in the pipeline it was refused."),
    f.text("rule", "The rule that refused it."),
    f.text("reason", "What was expected and what was found."),
    f.text("excerpt", "The text concerned, at most 200 characters.", Check.str_length(max_value=200),
           null="there is nothing to show"),
)  # fmt: skip

CHANGES = _table(
    "changes",
    "Row by row, what differs from the release before. Empty in a first release.",
    ["table_name", "row_key", "change", "column_name"],
    ["table_name", "row_key", "change", "column_name"],
    f.text("table_name", "The table."),
    f.text("row_key", "The row's primary key; several columns are joined by ` | `."),
    f.one_of("change", f.CHANGES, "added, removed, or changed (one row per changed column)."),
    f.text("column_name", "The column that changed; `*` for a row that came or went."),
    f.text("old", "The value before.", null="null before, the row was added, or the text is withheld"),
    f.text("new", "The value now.", null="null now, the row was removed, or the text is withheld"),
    f.one_of("reason", f.CHANGE_REASONS, "source: another file or other bytes; correction: the register was "
             "corrected; code: the same input read differently; schema: a column came or went; withdrawal: the "
             "document was withdrawn."),
)  # fmt: skip

TABLES: dict[str, DataFrameSchema] = {
    str(table.name): table
    for table in (
        DOCUMENTS, DOCUMENT_AUTHORS, DOCUMENT_SYMBOLS, AGENDA_ITEMS, PARTS, SEGMENTS, CITATIONS, STATEMENTS,
        STATEMENT_SPANS, STATEMENT_CITATIONS, ACTORS, QUARANTINE, CHANGES,
    )
}  # fmt: skip
