-- Every statement has an act, but for what stands in a document's own voice without a cue.
select 'statements' as table_name, statement_id as row_key, document_id,
    case when act is null then 'an act' else 'no act: authored, without a cue' end as expected,
    coalesce(act, 'null') as found
from statements
where (act is null) <> (mode = 'authored' and cue_text is null)
