-- A withheld text shows neither its segments nor its own voice; a published one shows all of it.
select 'segments' as table_name, g.segment_id as row_key, g.document_id,
    if(d.text_status = 'published', 'its text: published', 'no text: ' || d.text_status) as expected,
    if(g.text is null, 'null', 'a text') as found
from segments g join documents d using (document_id)
where (g.text is not null) <> (d.text_status = 'published')
union all
select 'statements', s.statement_id, s.document_id,
    if(d.text_status = 'withheld', 'no text: an authored row of a withheld text', 'its text'),
    if(s.text is null, 'null', 'a text')
from statements s join documents d using (document_id)
where (s.text is null) <> (d.text_status = 'withheld' and s.mode = 'authored' and s.cue_text is null)
union all
select 'statement_spans', concat_ws(' | ', p.statement_id, p.role, p."position"), p.document_id,
    if(d.text_status = 'withheld', 'no text: an authored row of a withheld text', 'its text'),
    if(p.text is null, 'null', 'a text')
from statement_spans p join statements s using (statement_id) join documents d on d.document_id = s.document_id
where (p.text is null) <> (d.text_status = 'withheld' and s.mode = 'authored' and s.cue_text is null)
union all
select 'documents', document_id, document_id, 'no segments: it has no text', 'segments'
from documents d
where text_status = 'none' and exists (from segments g where g.document_id = d.document_id)
