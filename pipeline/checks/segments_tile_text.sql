-- Segments follow one another from 0 to the text's last character, parted by two characters, each as long as its span.
with placed as (
    select *,
        coalesce(lag(char_end) over (partition by document_id order by "position", segment_id) + 2, 0) as from_here
    from segments
),
ends as (
    select document_id, max(char_end) as char_end from segments group by document_id
)
select 'segments' as table_name, segment_id as row_key, document_id,
    concat('from ', from_here) as expected, concat('from ', char_start) as found
from placed
where char_start <> from_here
union all
select 'segments', segment_id, document_id,
    case when text is null then 'at least 1 character' else concat(length(text), ' characters, as its text has') end,
    concat(char_end - char_start, ' characters')
from segments
where char_end <= char_start or length(text) <> char_end - char_start
union all
select 'documents', document_id, document_id,
    concat(coalesce(e.char_end, 0), ' characters, where its last segment ends'), concat(d.characters, ' characters')
from documents d left join ends e using (document_id)
where d.characters <> coalesce(e.char_end, 0)
