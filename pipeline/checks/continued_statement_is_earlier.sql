-- A statement continues one that starts before it.
select 'statements' as table_name, s.statement_id as row_key, s.document_id,
    concat('continues one that starts before ', s.char_start) as expected,
    concat(earlier.statement_id, ' starts at ', earlier.char_start) as found
from statements s join statements earlier on earlier.statement_id = s.continues_statement_id
where earlier.char_start >= s.char_start
