-- Which document cites which work, and how often: one row per document and work.
-- document_title: Title of the citing document.
-- document_date: The date the citing document bears.
-- target: The cited document's id, else the work's id, identifier or title: one value per work.
-- target_title: Title of the cited work, or of the document that is it.
-- citations: How many times the document cites it.
-- statements: How many statements of the document are cited with it.
-- pinpoints: The places cited in the work, joined by `; `.
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
group by n.document_id, d.title, d.document_date, n.target, n.target_document_id
