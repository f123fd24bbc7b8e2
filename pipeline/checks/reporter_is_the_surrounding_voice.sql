-- Who reports a statement is the speaker of the statement around it, else the voice of its segment.
select 'statements' as table_name, s.statement_id as row_key, s.document_id,
    concat_ws(' ', coalesce(if(parent.statement_id is null, g.actor_id, parent.actor_id), 'null'),
        if(parent.statement_id is null, 'as ' || g.segment_id, 'as ' || parent.statement_id)) as expected,
    coalesce(s.reporter_actor_id, 'null') as found
from statements s
join segments g using (segment_id)
left join statements parent on parent.statement_id = s.parent_statement_id
where s.reporter_actor_id is distinct from if(parent.statement_id is null, g.actor_id, parent.actor_id)
