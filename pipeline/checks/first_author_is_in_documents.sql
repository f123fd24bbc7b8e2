-- The author named in documents is the first of document_authors.
select 'documents' as table_name, d.document_id as row_key, d.document_id,
    concat_ws(', ', coalesce(a.name, 'null'), coalesce(a.rank, 'null'), coalesce(a.role, 'null'),
        coalesce(a.actor_id, 'null')) as expected,
    concat_ws(', ', coalesce(d.author_name, 'null'), coalesce(d.author_rank, 'null'), coalesce(d.author_role, 'null'),
        coalesce(d.author_actor_id, 'null')) as found
from documents d left join document_authors a on a.document_id = d.document_id and a."position" = 1
where (d.author_name, d.author_rank, d.author_role, d.author_actor_id)
    is distinct from (a.name, a.rank, a.role, a.actor_id)
