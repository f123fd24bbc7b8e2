-- A statement is cited with citations of its own document.
select 'statement_citations' as table_name, concat_ws(' | ', statement_id, citation_id) as row_key, s.document_id,
    concat('a citation in ', s.document_id) as expected, concat('one in ', c.document_id) as found
from statement_citations
join statements s using (statement_id)
join citations c using (citation_id)
where s.document_id <> c.document_id
