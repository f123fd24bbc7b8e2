-- No statement is quoted inside itself.
with recursive above(statement_id, ancestor) as (
    select statement_id, parent_statement_id from statements where parent_statement_id is not null
    union
    select above.statement_id, s.parent_statement_id
    from above join statements s on s.statement_id = above.ancestor
    where s.parent_statement_id is not null
)
select 'statements' as table_name, s.statement_id as row_key, s.document_id,
    'no statement above itself' as expected, concat('itself above ', s.parent_statement_id) as found
from above join statements s using (statement_id)
where above.ancestor = above.statement_id
