-- Positions run from 1 without a gap within their parent.
with counted as (
    select 'document_authors' as table_name, document_id as parent, document_id, "position" from document_authors
    union all
    select 'document_symbols', document_id, document_id, "position" from document_symbols
    union all
    select 'agenda_items', document_id, document_id, "position" from agenda_items
    union all
    select 'parts', document_id, document_id, "position" from parts
    union all
    select 'segments', document_id, document_id, "position" from segments
    union all
    select 'statement_spans', concat_ws(' | ', statement_id, role), document_id, "position" from statement_spans
)
select table_name, parent as row_key, any_value(document_id) as document_id,
    concat('positions 1 to ', count(*)) as expected,
    concat('positions ', min("position"), ' to ', max("position"), ', ', count(distinct "position"), ' of them different')
        as found
from counted
group by table_name, parent
having min("position") <> 1 or max("position") <> count(*) or count(distinct "position") <> count(*)
