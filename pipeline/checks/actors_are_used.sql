-- Every actor speaks, reports or writes somewhere in the release.
with used as (
    select author_actor_id as actor_id from documents
    union all select actor_id from document_authors
    union all select author_actor_id from parts
    union all select actor_id from segments
    union all select actor_id from statements
    union all select reporter_actor_id from statements
)
select 'actors' as table_name, actor_id as row_key, null::varchar as document_id,
    'a row that names this actor' as expected, 'none' as found
from actors anti join used using (actor_id)
