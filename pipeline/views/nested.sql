-- A says that B said: every statement quoted inside another, with the whole chain of voices above it.
-- depth: How many statements it is quoted inside.
-- chain: Names of the voices from the document's own to the speaker, joined by ` → `, none twice in a row; `?`: unknown.
-- reporter: Name of who says that it was said (A).
-- reporter_act: A's own act of communication.
-- reporter_text: What A said.
-- speaker: Who is said to have said it (B).
-- title: Title of the document.
-- reporter_actor_id: A as an actor.
-- outermost_statement_id: The statement that stands in the document's own voice.
with recursive chains(statement_id, depth, chain, actor_id, outermost_statement_id) as (
    select s.statement_id, 0, concat(coalesce(voice.name, '?'), ' → ', coalesce(s.speaker, '?')), s.actor_id,
        s.statement_id
    from statements s left join actors voice on voice.actor_id = s.reporter_actor_id
    where s.parent_statement_id is null
        and s.statement_id in (select parent_statement_id from statements)
    union all
    select s.statement_id, c.depth + 1,
        case when s.actor_id = c.actor_id then c.chain else concat(c.chain, ' → ', coalesce(s.speaker, '?')) end,
        s.actor_id, c.outermost_statement_id
    from chains c join statements s on s.parent_statement_id = c.statement_id
)
select s.statement_id, s.document_id, c.depth, c.chain, p.speaker as reporter, p.actor_id as reporter_actor_id,
    p.act as reporter_act, p.text as reporter_text, s.speaker, s.actor_id, s.act, s.mode, s.is_negated, s.text,
    s.parent_statement_id, c.outermost_statement_id, d.document_date, d.title
from chains c
join statements s using (statement_id)
join statements p on p.statement_id = s.parent_statement_id
join documents d on d.document_id = s.document_id
