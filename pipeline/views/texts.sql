-- The text of each document: its segments joined by a blank line.
-- text: The document's text; offsets count its code points; null where it is withheld, or there is none.
select d.document_id, string_agg(g.text, chr(10) || chr(10) order by g.char_start) as text
from documents d left join segments g using (document_id)
group by d.document_id
