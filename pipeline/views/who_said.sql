-- Who said what, according to whom, in which document, and what it was cited with: one row per statement.
-- text: What was said; fragments joined by ` … `; null for an authored row of a withheld text.
-- char_start: Where the statement starts in the document's text, counted from 0.
-- char_end: Where it ends: the first character after it.
-- segment_id: The segment it lies in.
-- confidence: Probability that content and source are right.
-- publisher: Who published the document.
-- statement_id: The statement.
-- speaker: Name of the speaker, resolved within the document; null if not known.
-- country: The state the speaker is or speaks for.
-- reporter: Name of who says that it was said.
-- document_date: The date the document bears.
-- title: Title of the document.
-- source: The mention of the source in the paragraph.
-- cue: The words that signal the act.
-- cited_with: Identifiers of the works it was cited with (titles where a work has none), joined by `; ` as they stand.
-- document_kind: What kind of document it is.
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
left join works w using (statement_id)
