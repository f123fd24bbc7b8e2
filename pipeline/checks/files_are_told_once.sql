-- A raw file is one document, or was refused once.
with told as (
    select raw_path, document_id from documents
    union all
    select raw_path, document_id from quarantine where table_name = 'documents'
)
select 'documents' as table_name, raw_path as row_key, min(document_id) as document_id,
    'one document or one refusal' as expected, concat(count(*), ' of them') as found
from told
group by raw_path
having count(*) > 1
