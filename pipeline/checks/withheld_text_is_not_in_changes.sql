-- The changes of a withheld text do not show it.
with withheld as (
    select 'segments' as table_name, segment_id as row_key from segments where text is null
    union all
    select 'statements', statement_id from statements where text is null
    union all
    select 'statement_spans', concat_ws(' | ', statement_id, role, "position") from statement_spans where text is null
)
select 'changes' as table_name, concat_ws(' | ', table_name, row_key, change, column_name) as row_key,
    null::varchar as document_id, 'no old and no new: withheld for rights' as expected, 'a text' as found
from changes semi join withheld using (table_name, row_key)
where column_name = 'text' and (old is not null or new is not null)
