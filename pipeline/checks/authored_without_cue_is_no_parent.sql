-- What stands in a document's own voice, without a cue, is no statement that others are quoted inside.
select 'statements' as table_name, child.statement_id as row_key, child.document_id,
    'no parent, or one with a cue' as expected,
    concat('parent ', parent.statement_id, ', authored without a cue') as found
from statements child join statements parent on parent.statement_id = child.parent_statement_id
where parent.mode = 'authored' and parent.cue_text is null
