-- Every span has at least one character and lies inside its segment.
with spans as (
    select 'statement_spans' as table_name, concat_ws(' | ', statement_id, role, "position") as row_key,
        document_id, segment_id, char_start, char_end
    from statement_spans
    union all
    select 'statements', statement_id, document_id, segment_id, char_start, char_end from statements
    union all
    select 'citations', citation_id, document_id, segment_id, char_start, char_end from citations
)
select table_name, row_key, spans.document_id,
    concat('inside ', g.char_start, '–', g.char_end, ' of ', g.segment_id) as expected,
    concat(spans.char_start, '–', spans.char_end) as found
from spans join segments g using (segment_id)
where not (g.char_start <= spans.char_start and spans.char_start < spans.char_end and spans.char_end <= g.char_end)
