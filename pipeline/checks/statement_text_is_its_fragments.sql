-- A statement's text, extent and segment are those of its content; its source and cue are those of its spans.
with several as (
    select distinct statement_id, role from statement_spans where "position" > 1
),
fragments as (
    select statement_id, role,
        string_agg(text, ' … ' order by "position") as text, bool_or(text is null) as withheld,
        min(char_start) as char_start, max(char_end) as char_end,
        min(segment_id) as first_segment, max(segment_id) as last_segment
    -- The few statements in several fragments are put together; one fragment needs no grouping.
    from statement_spans semi join several using (statement_id, role)
    group by statement_id, role
    union all
    select statement_id, role, text, text is null, char_start, char_end, segment_id, segment_id
    from statement_spans anti join several using (statement_id, role)
),
compared as (
    select s.*, content.text as its_text, content.char_start as its_start, content.char_end as its_end,
        content.first_segment, content.last_segment, content.statement_id is null as has_no_content,
        coalesce(content.withheld, false) as withheld, source.text as its_source, cue.text as its_cue
    from statements s
    left join fragments content on content.statement_id = s.statement_id and content.role = 'content'
    left join fragments source on source.statement_id = s.statement_id and source.role = 'source'
    left join fragments cue on cue.statement_id = s.statement_id and cue.role = 'cue'
)
select 'statements' as table_name, statement_id as row_key, document_id,
    'at least one content span' as expected, 'none' as found
from compared where has_no_content
union all
select 'statements', statement_id, document_id, concat('text: ', coalesce(its_text, 'null')),
    concat('text: ', coalesce(text, 'null'))
from compared
where not has_no_content and text is distinct from case when withheld then null else its_text end
union all
select 'statements', statement_id, document_id, concat(its_start, '–', its_end, ' in ', first_segment),
    concat(char_start, '–', char_end, ' in ', segment_id)
from compared
where not has_no_content and (char_start, char_end, segment_id, segment_id) <> (its_start, its_end, first_segment, last_segment)
union all
select 'statements', statement_id, document_id, concat('source_text: ', coalesce(its_source, 'null')),
    concat('source_text: ', coalesce(source_text, 'null'))
from compared where source_text is distinct from its_source
union all
select 'statements', statement_id, document_id, concat('cue_text: ', coalesce(its_cue, 'null')),
    concat('cue_text: ', coalesce(cue_text, 'null'))
from compared where cue_text is distinct from its_cue
