-- Cited works with the number of documents that cite them, citations, and statements cited with them.
-- target: The cited document's id, else the work's id, identifier or title: one value per work.
-- target_title: Title of the cited work, or of the document that is it.
-- documents: How many documents cite it.
-- citations: How many times it is cited.
-- statements: How many statements are cited with it.
-- first_cited_date: Date of the earliest citing document that bears one.
-- last_cited_date: Date of the latest.
select target, target_document_id, min(work_id) as work_id, min(identifier) as identifier, min(kind) as kind,
    min(target_title) as target_title, count(*) as documents, sum(citations)::bigint as citations,
    sum(statements)::bigint as statements, min(document_date) as first_cited_date,
    max(document_date) as last_cited_date
from citation_graph
group by target, target_document_id
