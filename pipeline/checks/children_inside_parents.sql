-- A statement lies inside the statement it is quoted in.
select 'statements' as table_name, child.statement_id as row_key, child.document_id,
    concat('inside ', parent.char_start, '–', parent.char_end, ' of ', parent.statement_id) as expected,
    concat(child.char_start, '–', child.char_end) as found
from statements child join statements parent on parent.statement_id = child.parent_statement_id
where child.char_start < parent.char_start or child.char_end > parent.char_end
