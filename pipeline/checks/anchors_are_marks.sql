-- Where a citation's footnote is anchored, the text shows the footnote's mark, raised or on the line.
with notes as (
    select *, regexp_replace(translate(label, '⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ', '0123456789abcdefghijklmnoprstuvwxyz'),
        '[ ./)]', '', 'g') as number
    from segments
),
anchored as (
    select c.citation_id, c.document_id, c.anchor_char, note.label, note.number, note.segment_id as note_id,
        a.segment_id, a.text,
        substr(a.text, c.anchor_char - a.char_start + 1, length(note.number)) as mark
    from citations c
    join notes note on note.segment_id = c.segment_id
    left join segments a on a.document_id = c.document_id
        and c.anchor_char >= a.char_start and c.anchor_char < a.char_end
    where c.anchor_char is not null
)
select 'citations' as table_name, citation_id as row_key, document_id,
    concat('mark ', coalesce(label, '(none)'), ' at ', anchor_char) as expected,
    case when segment_id is null then 'no segment there'
        when segment_id = note_id then 'the footnote itself'
        else coalesce(mark, 'null') end as found
from anchored
where segment_id is null or segment_id = note_id or (text is not null and 
    translate(mark, '⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻ', '0123456789abcdefghijklmnoprstuvwxyz') is distinct from number)
