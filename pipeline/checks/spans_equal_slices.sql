-- Every span holds exactly the characters it points at; where the text is withheld, as many of them.
with spans as (
    select 'statement_spans' as table_name, concat_ws(' | ', statement_id, role, "position") as row_key,
        document_id, segment_id, char_start, char_end, text
    from statement_spans
    union all
    select 'citations', citation_id, document_id, segment_id, char_start, char_end, text
    from citations
),
placed as (
    select spans.*, g.text is null as withheld,
        substr(g.text, spans.char_start - g.char_start + 1, spans.char_end - spans.char_start) as slice
    from spans join segments g using (segment_id)
)
select table_name, row_key, document_id,
    case when withheld then concat(char_end - char_start, ' characters') else slice end as expected,
    case when withheld then concat(length(text), ' characters') else text end as found
from placed
where case
    when withheld then length(text) <> char_end - char_start
    else text is distinct from slice
end
