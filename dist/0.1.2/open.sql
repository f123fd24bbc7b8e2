-- The tables and views of this release for DuckDB. In the release's folder: duckdb -init open.sql

-- Tables: one Parquet file each.
CREATE OR REPLACE VIEW documents AS FROM read_parquet('documents.parquet');
CREATE OR REPLACE VIEW document_authors AS FROM read_parquet('document_authors.parquet');
CREATE OR REPLACE VIEW document_symbols AS FROM read_parquet('document_symbols.parquet');
CREATE OR REPLACE VIEW agenda_items AS FROM read_parquet('agenda_items.parquet');
CREATE OR REPLACE VIEW parts AS FROM read_parquet('parts.parquet');
CREATE OR REPLACE VIEW segments AS FROM read_parquet('segments.parquet');
CREATE OR REPLACE VIEW citations AS FROM read_parquet('citations.parquet');
CREATE OR REPLACE VIEW statements AS FROM read_parquet('statements.parquet');
CREATE OR REPLACE VIEW statement_spans AS FROM read_parquet('statement_spans.parquet');
CREATE OR REPLACE VIEW statement_citations AS FROM read_parquet('statement_citations.parquet');
CREATE OR REPLACE VIEW actors AS FROM read_parquet('actors.parquet');
CREATE OR REPLACE VIEW quarantine AS FROM read_parquet('quarantine.parquet');
CREATE OR REPLACE VIEW changes AS FROM read_parquet('changes.parquet');

-- Which document cites which work, and how often: one row per document and work.
CREATE OR REPLACE VIEW citation_graph AS
with named as (
    select c.*, coalesce(c.target_document_id, c.work_id, c.identifier, c.title, c.text) as target
    from citations c
),
linked as (
    select n.document_id, n.target, count(distinct l.statement_id) as statements
    from named n join statement_citations l using (citation_id)
    group by n.document_id, n.target
)
select n.document_id, d.title as document_title, d.document_date, n.target, n.target_document_id,
    min(n.work_id) as work_id, min(n.identifier) as identifier, min(n.kind) as kind,
    coalesce(any_value(t.title), min(n.title)) as target_title,
    count(*) as citations, coalesce(any_value(l.statements), 0) as statements,
    string_agg(distinct n.pinpoint, '; ' order by n.pinpoint) as pinpoints
from named n
join documents d using (document_id)
left join documents t on t.document_id = n.target_document_id
left join linked l on l.document_id = n.document_id and l.target = n.target
group by n.document_id, d.title, d.document_date, n.target, n.target_document_id;

-- Cited works with the number of documents that cite them, citations, and statements cited with them.
CREATE OR REPLACE VIEW most_cited AS
select target, target_document_id, min(work_id) as work_id, min(identifier) as identifier, min(kind) as kind,
    min(target_title) as target_title, count(*) as documents, sum(citations)::bigint as citations,
    sum(statements)::bigint as statements, min(document_date) as first_cited_date,
    max(document_date) as last_cited_date
from citation_graph
group by target, target_document_id;

-- A says that B said: every statement quoted inside another, with the whole chain of voices above it.
CREATE OR REPLACE VIEW nested AS
with recursive chains(statement_id, depth, chain, actor_id, outermost_statement_id) as (
    select s.statement_id, 0, concat(coalesce(voice.name, '?'), ' → ', coalesce(s.speaker, '?')), s.actor_id,
        s.statement_id
    from statements s left join actors voice on voice.actor_id = s.reporter_actor_id
    where s.parent_statement_id is null
        and s.statement_id in (select parent_statement_id from statements)
    union all
    select s.statement_id, c.depth + 1,
        case when s.actor_id = c.actor_id then c.chain else concat(c.chain, ' → ', coalesce(s.speaker, '?')) end,
        s.actor_id, c.outermost_statement_id
    from chains c join statements s on s.parent_statement_id = c.statement_id
)
select s.statement_id, s.document_id, c.depth, c.chain, p.speaker as reporter, p.actor_id as reporter_actor_id,
    p.act as reporter_act, p.text as reporter_text, s.speaker, s.actor_id, s.act, s.mode, s.is_negated, s.text,
    s.parent_statement_id, c.outermost_statement_id, d.document_date, d.title
from chains c
join statements s using (statement_id)
join statements p on p.statement_id = s.parent_statement_id
join documents d on d.document_id = s.document_id;

-- The text of each document: its segments joined by a blank line.
CREATE OR REPLACE VIEW texts AS
select d.document_id, string_agg(g.text, chr(10) || chr(10) order by g.char_start) as text
from documents d left join segments g using (document_id)
group by d.document_id;

-- Who said what, according to whom, in which document, and what it was cited with: one row per statement.
CREATE OR REPLACE VIEW who_said AS
with cited as (
    select statement_id, coalesce(c.identifier, c.title, c.text) as work,
        min(c.char_start) as char_start, min(c.char_end) as char_end
    from statement_citations join citations c using (citation_id)
    group by statement_id, work
),
works as (
    select statement_id, string_agg(work, '; ' order by char_start, char_end, work) as cited_with
    from cited
    group by statement_id
)
select s.statement_id, s.document_id, s.speaker, s.actor_id, a.country, s.act, s.mode, s.is_negated, s.text,
    r.name as reporter, d.document_date, d.title, s.cue_text as cue, s.source_text as source,
    w.cited_with, s.confidence, s.reporter_actor_id, s.parent_statement_id, d.kind as document_kind, d.publisher,
    s.segment_id, s.char_start, s.char_end
from statements s
join documents d using (document_id)
left join actors a on a.actor_id = s.actor_id
left join actors r on r.actor_id = s.reporter_actor_id
left join works w using (statement_id);

-- text_of('un:A/80/1'): the text of a document; span('un:A/80/1', 10, 20): the characters from 10 up to 20 of it.
CREATE OR REPLACE MACRO text_of(id) AS (SELECT texts.text FROM texts WHERE texts.document_id = id);
CREATE OR REPLACE MACRO span(id, from_char, to_char) AS (
    SELECT substr(texts.text, from_char + 1, to_char - from_char) FROM texts WHERE texts.document_id = id
);

-- What they mean: FROM duckdb_views(), FROM duckdb_columns().
COMMENT ON VIEW documents IS 'One row per document: what it is, who issued it, when, where it was got, and the hashes to check it by.';
COMMENT ON COLUMN documents."document_id" IS 'Key: the id given in the register, else `un:` and the document''s symbol, else `sha256:` and the first 16 hex digits of the raw file''s hash.';
COMMENT ON COLUMN documents."kind" IS 'What kind of document it is.';
COMMENT ON COLUMN documents."publisher" IS 'Who published it, from the register or the document itself.';
COMMENT ON COLUMN documents."title" IS 'Its title as printed, wrapped lines joined.';
COMMENT ON COLUMN documents."language" IS 'Language of this version (BCP 47).';
COMMENT ON COLUMN documents."document_date" IS 'The date the document bears.';
COMMENT ON COLUMN documents."published_at" IS 'When it was published, in UTC.';
COMMENT ON COLUMN documents."distribution" IS 'Distribution category printed on a United Nations document (General, Limited, …).';
COMMENT ON COLUMN documents."distribution_date" IS 'The date printed under the distribution category.';
COMMENT ON COLUMN documents."original_language" IS 'Original language printed on it (BCP 47).';
COMMENT ON COLUMN documents."ga_session" IS 'Session of the General Assembly: 80 for “Eightieth session”.';
COMMENT ON COLUMN documents."sc_year" IS 'Year of the Security Council: 81 for “Eighty-first year”.';
COMMENT ON COLUMN documents."meeting" IS 'Number of the meeting in the words of the source.';
COMMENT ON COLUMN documents."author_name" IS 'Name of the first author: signatory, byline, speaker.';
COMMENT ON COLUMN documents."author_rank" IS 'Personal rank or title of the first author: `Ambassador`.';
COMMENT ON COLUMN documents."author_role" IS 'Office in which the first author writes.';
COMMENT ON COLUMN documents."author_actor_id" IS 'The first author as an actor.';
COMMENT ON COLUMN documents."addressee" IS 'To whom it is addressed, as printed.';
COMMENT ON COLUMN documents."characters" IS 'Length of the text in Unicode code points.';
COMMENT ON COLUMN documents."text_sha256" IS 'SHA-256 of the text in UTF-8, published or not.';
COMMENT ON COLUMN documents."raw_path" IS 'The raw file, relative to raw/.';
COMMENT ON COLUMN documents."raw_sha256" IS 'SHA-256 of the raw file''s bytes.';
COMMENT ON COLUMN documents."media_type" IS 'Container of the raw file.';
COMMENT ON COLUMN documents."source_url" IS 'Where it was got.';
COMMENT ON COLUMN documents."retrieved_at" IS 'When it was got, in UTC.';
COMMENT ON COLUMN documents."licence" IS 'Rights under which the text may be used: an SPDX identifier or a word explained in LICENSE.md.';
COMMENT ON COLUMN documents."text_status" IS 'Whether the text is in this release: published, withheld for rights, or none (the document has no text).';
COMMENT ON COLUMN documents."register_sha256" IS 'SHA-256 of what the register says about the file; tells a correction of the register from a change of the file or of the code.';
COMMENT ON VIEW document_authors IS 'Everyone who signs, sponsors or is named as author of a document, in the order printed.';
COMMENT ON COLUMN document_authors."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN document_authors."position" IS 'Running number of the author, from 1.';
COMMENT ON COLUMN document_authors."actor_id" IS 'The author as an actor.';
COMMENT ON COLUMN document_authors."name" IS 'The name as printed, or the name of the state or organ.';
COMMENT ON COLUMN document_authors."rank" IS 'Personal rank or title: `Ambassador`.';
COMMENT ON COLUMN document_authors."role" IS 'The office in which the author writes.';
COMMENT ON VIEW document_symbols IS 'The United Nations symbols that a document itself bears; a joint document has one row per symbol.';
COMMENT ON COLUMN document_symbols."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN document_symbols."position" IS 'Running number of the symbol, from 1.';
COMMENT ON COLUMN document_symbols."symbol" IS 'The symbol in canonical form.';
COMMENT ON COLUMN document_symbols."body" IS 'The organ or body whose document it is.';
COMMENT ON COLUMN document_symbols."series" IS 'First element of the symbol.';
COMMENT ON COLUMN document_symbols."session" IS 'Session or year element.';
COMMENT ON COLUMN document_symbols."number" IS 'Number element.';
COMMENT ON COLUMN document_symbols."modifiers" IS 'Modifiers, joined by `/`: `Rev.1/Add.2`.';
COMMENT ON VIEW agenda_items IS 'The agenda items under which a document was issued.';
COMMENT ON COLUMN agenda_items."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN agenda_items."position" IS 'Running number of the item, from 1.';
COMMENT ON COLUMN agenda_items."organ" IS 'The organ whose agenda it is.';
COMMENT ON COLUMN agenda_items."item" IS 'Number of the item as printed: `31`, `13 (a)`.';
COMMENT ON COLUMN agenda_items."title" IS 'Title of the item.';
COMMENT ON VIEW parts IS 'A document inside the document: the main part, annexes, enclosures, appendices.';
COMMENT ON COLUMN parts."part_id" IS 'Key of the part: `p_` and 16 hex digits, minted from the part''s own words.';
COMMENT ON COLUMN parts."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN parts."position" IS 'Running number of the part, from 1.';
COMMENT ON COLUMN parts."kind" IS 'What part it is.';
COMMENT ON COLUMN parts."label" IS 'Its label as printed: `Annex I`.';
COMMENT ON COLUMN parts."title" IS 'Its own title.';
COMMENT ON COLUMN parts."document_date" IS 'The date the part itself bears.';
COMMENT ON COLUMN parts."author_actor_id" IS 'Who speaks in this part.';
COMMENT ON VIEW segments IS 'The text, cut into paragraphs and other pieces in reading order; joined by a blank line they are the document.';
COMMENT ON COLUMN segments."segment_id" IS 'Key of the segment: `g_` and 16 hex digits, minted from the segment''s own words.';
COMMENT ON COLUMN segments."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN segments."part_id" IS 'The part it belongs to.';
COMMENT ON COLUMN segments."position" IS 'Running number of the segment, from 1.';
COMMENT ON COLUMN segments."kind" IS 'What the segment is.';
COMMENT ON COLUMN segments."label" IS 'Its label as printed: `¹`, `12.`, `(a)`.';
COMMENT ON COLUMN segments."char_start" IS 'Where the span starts in the document''s text, counted from 0.';
COMMENT ON COLUMN segments."char_end" IS 'Where the span ends in the document''s text: the first character after it.';
COMMENT ON COLUMN segments."page" IS 'Page of the raw file on which it starts, from 1.';
COMMENT ON COLUMN segments."actor_id" IS 'Whose voice it is: the signatory, the speaker of the turn, the organ, the publisher.';
COMMENT ON COLUMN segments."text" IS 'The text, NFC.';
COMMENT ON VIEW citations IS 'One row per cited work per place.';
COMMENT ON COLUMN citations."citation_id" IS 'Key of the citation: `c_` and 16 hex digits, minted from the citation''s own words.';
COMMENT ON COLUMN citations."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN citations."segment_id" IS 'The segment the span lies in; a span never leaves its segment.';
COMMENT ON COLUMN citations."char_start" IS 'Where the span starts in the document''s text, counted from 0.';
COMMENT ON COLUMN citations."char_end" IS 'Where the span ends in the document''s text: the first character after it.';
COMMENT ON COLUMN citations."text" IS 'The words of the citation: the slice of the text.';
COMMENT ON COLUMN citations."kind" IS 'What kind of work is cited.';
COMMENT ON COLUMN citations."identifier" IS 'Canonical identifier of the work.';
COMMENT ON COLUMN citations."work_id" IS 'One per work in the whole release: the parts of a joint symbol share it.';
COMMENT ON COLUMN citations."pinpoint" IS 'The place in the work: `annex`, `pp. 184–185`, `para. 5`.';
COMMENT ON COLUMN citations."signal" IS 'How the work is introduced: `See, for example`.';
COMMENT ON COLUMN citations."footnote" IS 'Number of the footnote that holds the citation: `1`, `a`.';
COMMENT ON COLUMN citations."anchor_char" IS 'Where the footnote''s mark stands in the text.';
COMMENT ON COLUMN citations."authors" IS 'Authors of the work as printed.';
COMMENT ON COLUMN citations."title" IS 'Title of the work.';
COMMENT ON COLUMN citations."container_title" IS 'Title of the book, journal or site that holds the work.';
COMMENT ON COLUMN citations."publisher" IS 'Publisher of the work.';
COMMENT ON COLUMN citations."year" IS 'Year of publication.';
COMMENT ON COLUMN citations."work_date" IS 'The date the cited work bears, where the citation gives it.';
COMMENT ON COLUMN citations."url" IS 'Address of the work as printed.';
COMMENT ON COLUMN citations."target_document_id" IS 'The cited document, when this release holds it.';
COMMENT ON COLUMN citations."rule" IS 'The rule that read the citation.';
COMMENT ON VIEW statements IS 'One row per attributed statement: who said what, how, in whose words, and who reports it.';
COMMENT ON COLUMN statements."statement_id" IS 'Key of the statement: `s_` and 16 hex digits, minted from the statement''s own words.';
COMMENT ON COLUMN statements."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN statements."segment_id" IS 'The segment the span lies in; a span never leaves its segment.';
COMMENT ON COLUMN statements."char_start" IS 'Where the span starts in the document''s text, counted from 0.';
COMMENT ON COLUMN statements."char_end" IS 'Where the span ends in the document''s text: the first character after it.';
COMMENT ON COLUMN statements."text" IS 'What was said; fragments joined by ` … `.';
COMMENT ON COLUMN statements."mode" IS 'direct: in quotation marks; indirect: reported; mixed: reported with quoted words; authored: the document''s own voice.';
COMMENT ON COLUMN statements."act" IS 'The act of communication, in the reporter''s word for it.';
COMMENT ON COLUMN statements."is_negated" IS 'The text says that it was *not* said: “never promised”.';
COMMENT ON COLUMN statements."source_text" IS 'The mention of the source in this paragraph.';
COMMENT ON COLUMN statements."cue_text" IS 'The words that signal the act.';
COMMENT ON COLUMN statements."speaker" IS 'Name of the speaker, resolved within the document.';
COMMENT ON COLUMN statements."actor_id" IS 'The speaker as an actor.';
COMMENT ON COLUMN statements."reporter_actor_id" IS 'Who says that it was said: the speaker of the surrounding statement, else the voice of the segment.';
COMMENT ON COLUMN statements."parent_statement_id" IS 'The statement inside which it is quoted; never an authored row without a cue.';
COMMENT ON COLUMN statements."continues_statement_id" IS 'The statement of which it is the next paragraph.';
COMMENT ON COLUMN statements."confidence" IS 'Probability that content and source are right, two decimals.';
COMMENT ON COLUMN statements."rule" IS 'The rule that read the statement.';
COMMENT ON VIEW statement_spans IS 'The exact fragments a statement was read from: its source, its cue, its content.';
COMMENT ON COLUMN statement_spans."statement_id" IS 'The statement.';
COMMENT ON COLUMN statement_spans."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN statement_spans."segment_id" IS 'The segment the span lies in; a span never leaves its segment.';
COMMENT ON COLUMN statement_spans."role" IS 'What the fragment is for the statement.';
COMMENT ON COLUMN statement_spans."position" IS 'Running number of the fragment within its role, from 1.';
COMMENT ON COLUMN statement_spans."char_start" IS 'Where the span starts in the document''s text, counted from 0.';
COMMENT ON COLUMN statement_spans."char_end" IS 'Where the span ends in the document''s text: the first character after it.';
COMMENT ON COLUMN statement_spans."text" IS 'The slice of the text.';
COMMENT ON VIEW statement_citations IS 'What a statement was cited with; never proof of it.';
COMMENT ON COLUMN statement_citations."statement_id" IS 'The statement.';
COMMENT ON COLUMN statement_citations."citation_id" IS 'The citation.';
COMMENT ON COLUMN statement_citations."relation" IS 'footnote: a footnote mark in the statement''s sentence leads to it; same_sentence: it stands in the statement''s sentence.';
COMMENT ON VIEW actors IS 'Everyone and everything that speaks, reports or writes in this release.';
COMMENT ON COLUMN actors."actor_id" IS 'Key: `state:AZE`, `person:…`, `org:…`, `media:…`, `doc:…`, `group:…`.';
COMMENT ON COLUMN actors."name" IS 'Name of the actor as fully as the documents show it.';
COMMENT ON COLUMN actors."kind" IS 'What kind of actor.';
COMMENT ON COLUMN actors."country" IS 'The state it is or speaks for: ISO 3166-1 alpha-3, ISO 3166-3 for past states.';
COMMENT ON VIEW quarantine IS 'What was refused, and why. Rows with `table_name = ''documents''` and the documents add up to the raw files.';
COMMENT ON COLUMN quarantine."quarantine_id" IS 'Key of the refusal: `q_` and 16 hex digits, minted from the refusal''s own words.';
COMMENT ON COLUMN quarantine."raw_path" IS 'The raw file, relative to raw/.';
COMMENT ON COLUMN quarantine."document_id" IS 'The document, where it got as far as an id. It need not be in this release.';
COMMENT ON COLUMN quarantine."table_name" IS '`documents`: the file was refused; `sources`: a row of the register; any other: one row of that table, or a note.';
COMMENT ON COLUMN quarantine."row_key" IS 'Key of the refused row.';
COMMENT ON COLUMN quarantine."stage" IS 'Where in the pipeline it was refused.';
COMMENT ON COLUMN quarantine."rule" IS 'The rule that refused it.';
COMMENT ON COLUMN quarantine."reason" IS 'What was expected and what was found.';
COMMENT ON COLUMN quarantine."excerpt" IS 'The text concerned, at most 200 characters.';
COMMENT ON VIEW changes IS 'Row by row, what differs from the release before. Empty in a first release.';
COMMENT ON COLUMN changes."table_name" IS 'The table.';
COMMENT ON COLUMN changes."row_key" IS 'The row''s primary key; several columns are joined by ` | `.';
COMMENT ON COLUMN changes."change" IS 'added, removed, or changed (one row per changed column).';
COMMENT ON COLUMN changes."column_name" IS 'The column that changed; `*` for a row that came or went.';
COMMENT ON COLUMN changes."old" IS 'The value before.';
COMMENT ON COLUMN changes."new" IS 'The value now.';
COMMENT ON COLUMN changes."reason" IS 'source: another file or other bytes; correction: the register was corrected; code: the same input read differently; schema: a column came or went; withdrawal: the document was withdrawn.';
COMMENT ON VIEW citation_graph IS 'Which document cites which work, and how often: one row per document and work.';
COMMENT ON COLUMN citation_graph."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN citation_graph."document_title" IS 'Title of the citing document.';
COMMENT ON COLUMN citation_graph."document_date" IS 'The date the citing document bears.';
COMMENT ON COLUMN citation_graph."target" IS 'The cited document''s id, else the work''s id, identifier or title: one value per work.';
COMMENT ON COLUMN citation_graph."target_document_id" IS 'The cited document, when this release holds it.';
COMMENT ON COLUMN citation_graph."work_id" IS 'One per work in the whole release: the parts of a joint symbol share it.';
COMMENT ON COLUMN citation_graph."identifier" IS 'Canonical identifier of the work.';
COMMENT ON COLUMN citation_graph."kind" IS 'What kind of work is cited.';
COMMENT ON COLUMN citation_graph."target_title" IS 'Title of the cited work, or of the document that is it.';
COMMENT ON COLUMN citation_graph."citations" IS 'How many times the document cites it.';
COMMENT ON COLUMN citation_graph."statements" IS 'How many statements of the document are cited with it.';
COMMENT ON COLUMN citation_graph."pinpoints" IS 'The places cited in the work, joined by `; `.';
COMMENT ON VIEW most_cited IS 'Cited works with the number of documents that cite them, citations, and statements cited with them.';
COMMENT ON COLUMN most_cited."target" IS 'The cited document''s id, else the work''s id, identifier or title: one value per work.';
COMMENT ON COLUMN most_cited."target_document_id" IS 'The cited document, when this release holds it.';
COMMENT ON COLUMN most_cited."work_id" IS 'One per work in the whole release: the parts of a joint symbol share it.';
COMMENT ON COLUMN most_cited."identifier" IS 'Canonical identifier of the work.';
COMMENT ON COLUMN most_cited."kind" IS 'What kind of work is cited.';
COMMENT ON COLUMN most_cited."target_title" IS 'Title of the cited work, or of the document that is it.';
COMMENT ON COLUMN most_cited."documents" IS 'How many documents cite it.';
COMMENT ON COLUMN most_cited."citations" IS 'How many times it is cited.';
COMMENT ON COLUMN most_cited."statements" IS 'How many statements are cited with it.';
COMMENT ON COLUMN most_cited."first_cited_date" IS 'Date of the earliest citing document that bears one.';
COMMENT ON COLUMN most_cited."last_cited_date" IS 'Date of the latest.';
COMMENT ON VIEW nested IS 'A says that B said: every statement quoted inside another, with the whole chain of voices above it.';
COMMENT ON COLUMN nested."statement_id" IS 'Key of the statement: `s_` and 16 hex digits, minted from the statement''s own words.';
COMMENT ON COLUMN nested."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN nested."depth" IS 'How many statements it is quoted inside.';
COMMENT ON COLUMN nested."chain" IS 'Names of the voices from the document''s own to the speaker, joined by ` → `, none twice in a row; `?`: unknown.';
COMMENT ON COLUMN nested."reporter" IS 'Name of who says that it was said (A).';
COMMENT ON COLUMN nested."reporter_actor_id" IS 'A as an actor.';
COMMENT ON COLUMN nested."reporter_act" IS 'A''s own act of communication.';
COMMENT ON COLUMN nested."reporter_text" IS 'What A said.';
COMMENT ON COLUMN nested."speaker" IS 'Who is said to have said it (B).';
COMMENT ON COLUMN nested."actor_id" IS 'The speaker as an actor.';
COMMENT ON COLUMN nested."act" IS 'The act of communication, in the reporter''s word for it.';
COMMENT ON COLUMN nested."mode" IS 'direct: in quotation marks; indirect: reported; mixed: reported with quoted words; authored: the document''s own voice.';
COMMENT ON COLUMN nested."is_negated" IS 'The text says that it was *not* said: “never promised”.';
COMMENT ON COLUMN nested."text" IS 'What was said; fragments joined by ` … `.';
COMMENT ON COLUMN nested."parent_statement_id" IS 'The statement inside which it is quoted; never an authored row without a cue.';
COMMENT ON COLUMN nested."outermost_statement_id" IS 'The statement that stands in the document''s own voice.';
COMMENT ON COLUMN nested."document_date" IS 'The date the document bears.';
COMMENT ON COLUMN nested."title" IS 'Title of the document.';
COMMENT ON VIEW texts IS 'The text of each document: its segments joined by a blank line.';
COMMENT ON COLUMN texts."document_id" IS 'Key: the id given in the register, else `un:` and the document''s symbol, else `sha256:` and the first 16 hex digits of the raw file''s hash.';
COMMENT ON COLUMN texts."text" IS 'The document''s text; offsets count its code points; null where it is withheld, or there is none.';
COMMENT ON VIEW who_said IS 'Who said what, according to whom, in which document, and what it was cited with: one row per statement.';
COMMENT ON COLUMN who_said."statement_id" IS 'The statement.';
COMMENT ON COLUMN who_said."document_id" IS 'The document this row belongs to.';
COMMENT ON COLUMN who_said."speaker" IS 'Name of the speaker, resolved within the document; null if not known.';
COMMENT ON COLUMN who_said."actor_id" IS 'The speaker as an actor.';
COMMENT ON COLUMN who_said."country" IS 'The state the speaker is or speaks for.';
COMMENT ON COLUMN who_said."act" IS 'The act of communication, in the reporter''s word for it.';
COMMENT ON COLUMN who_said."mode" IS 'direct: in quotation marks; indirect: reported; mixed: reported with quoted words; authored: the document''s own voice.';
COMMENT ON COLUMN who_said."is_negated" IS 'The text says that it was *not* said: “never promised”.';
COMMENT ON COLUMN who_said."text" IS 'What was said; fragments joined by ` … `; null for an authored row of a withheld text.';
COMMENT ON COLUMN who_said."reporter" IS 'Name of who says that it was said.';
COMMENT ON COLUMN who_said."document_date" IS 'The date the document bears.';
COMMENT ON COLUMN who_said."title" IS 'Title of the document.';
COMMENT ON COLUMN who_said."cue" IS 'The words that signal the act.';
COMMENT ON COLUMN who_said."source" IS 'The mention of the source in the paragraph.';
COMMENT ON COLUMN who_said."cited_with" IS 'Identifiers of the works it was cited with (titles where a work has none), joined by `; ` as they stand.';
COMMENT ON COLUMN who_said."confidence" IS 'Probability that content and source are right.';
COMMENT ON COLUMN who_said."reporter_actor_id" IS 'Who says that it was said: the speaker of the surrounding statement, else the voice of the segment.';
COMMENT ON COLUMN who_said."parent_statement_id" IS 'The statement inside which it is quoted; never an authored row without a cue.';
COMMENT ON COLUMN who_said."document_kind" IS 'What kind of document it is.';
COMMENT ON COLUMN who_said."publisher" IS 'Who published the document.';
COMMENT ON COLUMN who_said."segment_id" IS 'The segment it lies in.';
COMMENT ON COLUMN who_said."char_start" IS 'Where the statement starts in the document''s text, counted from 0.';
COMMENT ON COLUMN who_said."char_end" IS 'Where it ends: the first character after it.';
