"""Works described in words, in running text and as columns: books, articles, reports, news items, letters."""

from __future__ import annotations

from datetime import date

import pytest
from cited import cited, pairs, parsed
from test_citations import CASES

from pipeline.extract.citations import citations
from pipeline.extract.citations.columns import table
from pipeline.model import Work

BOOKS = [
    (
        "See Ann Lee and Bo Chen, Law of the Sea: A Primer (Oxford, Clarendon Press, 1992), pp. 3–5.",
        ("Ann Lee and Bo Chen", "Law of the Sea: A Primer", None, "Clarendon Press", 1992),
        "Ann Lee and Bo Chen, Law of the Sea: A Primer (Oxford, Clarendon Press, 1992)",
    ),
    (
        "² Ann de Lee, *Rivers* (Hill Press, 1992), p. 3.",
        ("Ann de Lee", "Rivers", None, "Hill Press", 1992),
        "Ann de Lee, *Rivers* (Hill Press, 1992)",
    ),
    (
        "Ann Lee, “On rivers”, Journal of Water Law, vol. 3, No. 2 (May 1992), p. 7",
        ("Ann Lee", "On rivers", "Journal of Water Law", None, 1992),
        "Ann Lee, “On rivers”, Journal of Water Law, vol. 3, No. 2 (May 1992)",
    ),
    (
        "Ann Lee, “On rivers”, in Water and Law, Bo Chen, ed. (The Hague, Brill, 1992)",
        ("Ann Lee", "On rivers", "Water and Law", "Brill", 1992),
        "Ann Lee, “On rivers”, in Water and Law, Bo Chen, ed. (The Hague, Brill, 1992)",
    ),
    (
        "Ibid.\u00a0\u00a0“Floods reported”, Morning Herald, 3 March 1992",
        (None, "Floods reported", "Morning Herald", None, 1992),
        "“Floods reported”, Morning Herald, 3 March 1992",
    ),
    (
        "“Floods reported”, Morning Herald, 3 March 1992",
        (None, "Floods reported", "Morning Herald", None, 1992),
        "“Floods reported”, Morning Herald, 3 March 1992",
    ),
    (
        "¹ E. de Vries, Le droit des rivières (Neuchâtel, 1758), book II.",  # before 1900; a place is no publisher
        ("E. de Vries", "Le droit des rivières", None, None, 1758),
        "E. de Vries, Le droit des rivières (Neuchâtel, 1758)",
    ),
    (
        "Cf. Т. Иванов, Речное право (Москва, Юрист, 1998), с. 12.",
        ("Т. Иванов", "Речное право", None, "Юрист", 1998),
        "Т. Иванов, Речное право (Москва, Юрист, 1998)",
    ),
    (
        "International Committee of the Red Cross, Wells (Geneva, Hill Press, 1987), para. 4.",
        ("International Committee of the Red Cross", "Wells", None, "Hill Press", 1987),
        "International Committee of the Red Cross, Wells (Geneva, Hill Press, 1987)",
    ),
    ("UNHCR, Wells (Geneva, 1992)", ("UNHCR", "Wells", None, None, 1992), "UNHCR, Wells (Geneva, 1992)"),
    (
        "Ann Kraus and Otto Brandt, eds., The Sea (Berlin, Springer, 2010)",
        ("Ann Kraus and Otto Brandt, eds.", "The Sea", None, "Springer", 2010),
        "Ann Kraus and Otto Brandt, eds., The Sea (Berlin, Springer, 2010)",
    ),
    (
        "According to Ann Lee, Rivers (3rd ed., Oxford: Hill Press, 1992), p. 4, it rose.",
        ("Ann Lee", "Rivers", None, "Hill Press", 1992),
        "Ann Lee, Rivers (3rd ed., Oxford: Hill Press, 1992)",
    ),
    (
        "Human Rights Watch, Broken Promises: Return in Ruritania (New York, 1999), p. 5",  # "in" is the title's
        ("Human Rights Watch", "Broken Promises: Return in Ruritania", None, None, 1999),
        "Human Rights Watch, Broken Promises: Return in Ruritania (New York, 1999)",
    ),
    (
        "Ann Lee, “Rivers in law”, in Bo Chen (ed.), The Law of Rivers (The Hague: Brill, 2002), p. 33.",
        ("Ann Lee", "Rivers in law", "The Law of Rivers", "Brill", 2002),
        "Ann Lee, “Rivers in law”, in Bo Chen (ed.), The Law of Rivers (The Hague: Brill, 2002)",
    ),
    (
        "Ann Lee, ‘On States’ rights’, Journal of Law, vol. 3 (1999), p. 3",
        ("Ann Lee", "On States’ rights", "Journal of Law", None, 1999),
        "Ann Lee, ‘On States’ rights’, Journal of Law, vol. 3 (1999)",
    ),
    (
        "Amnesty International, “No justice”, June 2009, p. 5",
        ("Amnesty International", "No justice", None, None, 2009),
        "Amnesty International, “No justice”, June 2009",
    ),
    (
        "Reuters, “Gas halted”, 2 January 2009.",  # an agency holds its items
        (None, "Gas halted", "Reuters", None, 2009),
        "Reuters, “Gas halted”, 2 January 2009",
    ),
    (
        "Ann Lee, “Talks resume”, New York Times, May 4, 2004",
        ("Ann Lee", "Talks resume", "New York Times", None, 2004),
        "Ann Lee, “Talks resume”, New York Times, May 4, 2004",
    ),
    (
        "UNRWA, “Report for 1 January–30 June 2025” (2025), available from",
        ("UNRWA", "Report for 1 January–30 June 2025", None, None, 2025),
        "UNRWA, “Report for 1 January–30 June 2025” (2025)",
    ),
]


# what stands where a book, article or case does not, or not one only; the works read, by authors, title, container,
# publisher and year
SEVERAL: list[tuple[str, list[tuple[object, ...] | None]]] = [
    ("UNHCR, Water Convention Manual (Geneva, 1992)", [("UNHCR", "Water Convention Manual", None, None, 1992)]),
    ("Ann Lee, Rivers (Luxembourg, 1992)", [("Ann Lee", "Rivers", None, None, 1992)]),  # a state and a city
    ("Ann Lee, Rivers (Cambridge, Massachusetts, 1992)", [("Ann Lee", "Rivers", None, None, 1992)]),
    ("Ann Lee, Rivers (Washington, D.C., 1992)", [("Ann Lee", "Rivers", None, None, 1992)]),
    ("Ann Lee, Rivers (Washington, D.C., World Fund, 1992)", [("Ann Lee", "Rivers", None, "World Fund", 1992)]),
    ("Ann Lee, Rivers, 3rd ed. (Oslo, Fram, 1992)", [("Ann Lee", "Rivers", None, "Fram", 1992)]),
    (
        "Ann Lee, Rivers (Oslo, Fram, 1992), pp. 3–5, and Bo Chen, Lakes (Oslo, Fram, 1994)",
        [("Ann Lee", "Rivers", None, "Fram", 1992), ("Bo Chen", "Lakes", None, "Fram", 1994)],
    ),
    (
        "“Talks open”, Reuters, 1 May 2020; “Talks end”, The Guardian, 7 May 2020.",
        [(None, "Talks open", "Reuters", None, 2020), (None, "Talks end", "The Guardian", None, 2020)],
    ),
    (
        "“Talks open”, Reuters, 1 May 2020, and “Talks end”, The Guardian, 7 May 2020.",
        [(None, "Talks open", "Reuters", None, 2020), (None, "Talks end", "The Guardian", None, 2020)],
    ),
    ("as in the annex. ² Ann Lee, Rivers (Oslo, Fram, 1992)", [("Ann Lee", "Rivers", None, "Fram", 1992)]),
    ("² A/52/87, para. 3\n³ Ann Lee, Rivers (Oslo, Fram, 1992)", [None, ("Ann Lee", "Rivers", None, "Fram", 1992)]),
    ("2 A/52/87, para. 3\n3 Ann Lee, Rivers (Oslo, Fram, 1992)", [None, ("Ann Lee", "Rivers", None, "Fram", 1992)]),
    ("as in the annex.² Ann Lee, Rivers (Oslo, Fram, 1992)", [("Ann Lee", "Rivers", None, "Fram", 1992)]),
    (
        "Ann Lee, Rivers (Oslo, Fram, 1992), p. 3. 51 Bo Chen, Lakes (Oslo, Fram, 1994), p. 4.",
        [("Ann Lee", "Rivers", None, "Fram", 1992), ("Bo Chen", "Lakes", None, "Fram", 1994)],
    ),
    ("Ann Lee, ‘Treaty Rivers’ (2003) 52 ICLQ 35", [("Ann Lee", "Treaty Rivers", "ICLQ", None, 2003)]),
    ("ECtHR, Lee v. the United Kingdom [GC], No. 55721/07", [(None, "Lee v. the United Kingdom", None, None, None)]),
    (
        "Lee and Others v. Belgium and Greece [GC], No. 30696/09; Chen v. Italy, No. 27765/09",
        [(None, "Lee and Others v. Belgium and Greece", None, None, None), (None, "Chen v. Italy", None, None, None)],
    ),
    (
        "European Court of Rivers (Grand Chamber), Lee and Others v. Chad, application No. 13216/05",
        [(None, "Lee and Others v. Chad", None, None, None)],
    ),
    (
        "Case of the “Rivers” (Lee Chen et al.) v. Chad, Judgment of 3 May 1999, Series C, No. 63",
        [(None, "Case of the “Rivers” (Lee Chen et al.) v. Chad", None, None, None)],
    ),
    (
        "Prosecutor v. Ann Lee, Bo Chen and Carl Dow, Appeals Chamber, judgement of 3 May 2001, case No. IT-96-23",
        [(None, "Prosecutor v. Ann Lee, Bo Chen and Carl Dow", None, None, None)],
    ),
    (
        "Prosecutor v. Ann Lee et al., judgement of 2 May 2001 (case No. IT-96-23)",
        [(None, "Prosecutor v. Ann Lee et al.", None, None, None)],
    ),
]


@pytest.mark.parametrize(("text", "works"), SEVERAL, ids=[text[:60] for text, _ in SEVERAL])
def test_each_work_has_its_own_name_and_no_other(text: str, works: list[tuple[object, ...] | None]) -> None:
    assert [c.work and c.work[:5] for c in cited(text)] == works


@pytest.mark.parametrize(
    "text",
    [
        "Lee v. Turkey; Law of Rivers, Advisory Opinion, I.C.J. Reports 1996, p. 226",
        "Prosecutor v. Lee. Situation in Ruritania, ICC-01/22",
        "Lee v. Turkey and application No. 25781/94",
        "In Lee v. Turkey it was otherwise, and in application No. 25781/94 it was not",
    ],
)
def test_a_case_is_not_named_by_its_neighbour(text: str) -> None:
    (found,) = cited(text)
    assert found.work is None


def test_the_second_case_of_two_is_not_named_by_the_first() -> None:
    first, second = cited("Channel (Lee v. Albania), Merits, I.C.J. Reports 1949, p. 4. I.C.J. Reports 1996, p. 226")
    assert first.work == Work(title="Lee v. Albania")
    assert second.work is None


@pytest.mark.parametrize(("text", "work", "surface"), BOOKS)
def test_works_in_footnote_style(text: str, work: tuple[object, ...], surface: str) -> None:
    (found,) = cited(text)
    assert text[found.start : found.end] == surface
    assert found.work is not None
    assert found.work[:5] == work
    assert found.identifier is None


@pytest.mark.parametrize("text", ["See E/C/B/Add.1-3", f"See A/1/{'1/' * 100}Add.1-3 and Add.5"])
def test_what_is_shaped_like_a_range_of_symbols_and_is_none_does_no_harm(text: str) -> None:
    assert cited(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "He spoke (New York, 15 July 1992).",
        "He said “no”, and left (May 1992).",
        "Mr. Lee (born in Oxford, 1952)",
        "Recalling the Conference on Rivers (Oslo, Norway, 1972), the World Summit on Water, Action (Lima, Peru, 1995)",
        "Recalling the Conference on Rivers (Oslo, 1972) and the World Summit on Water, Action for All (Lima, 1995)",
        "World Heritage List, Historic Centre of Oslo (Oslo, Norway, 2019)",
        "Ms. Lee, Minister of Health (Oslo, 2011)",
        "“A step forward”, Friday 3 March 2020. “Peace”, Prime Minister Ann Lee, 3 June 2021.",
    ],
)
def test_parentheses_with_a_year_are_no_imprints(text: str) -> None:
    assert cited(text) == []


def test_a_publication_of_the_united_nations_is_cited_by_its_sales_number_and_has_its_title() -> None:
    text = "¹ Report of the Conference on Rivers, Vienna, 1–4 May 1993 (United Nations publication, Sales No. E.93.I.8), p. 3"
    (found,) = cited(text)
    assert text[found.start : found.end] == "United Nations publication, Sales No. E.93.I.8"
    assert found.work is not None
    assert found.work.title == "Report of the Conference on Rivers, Vienna, 1–4 May 1993"


def test_a_law_is_a_work_of_its_name_where_that_tells_it_from_others() -> None:
    (named,) = cited("the Law on Meetings of 5 May 1994 says")
    assert named.work is not None
    assert (named.work.title, named.work.year) == ("Law on Meetings of 5 May 1994", 1994)
    (numbered,) = cited("by Decree No. 3 it was")  # many states have one
    assert numbered.work is None


def test_op_cit_finds_the_work_of_that_author() -> None:
    text = "Ann Lee, Rivers (Oxford, Hill Press, 1992), p. 3; Lee, op. cit., p. 9."
    book, back = cited(text)
    assert (back.rule, back.work, back.pinpoint) == ("op_cit", book.work, "p. 9")
    assert book.work


def test_a_letter_lends_its_author_and_date_to_the_symbol_behind_it() -> None:
    text = "annexed to the letter dated 3 May 1992 from the Permanent Representative of Chile (A/47/200-S/23900)."
    (found,) = cited(text)
    assert found.identifier == "A/47/200-S/23900"
    assert found.work == Work(
        authors="Permanent Representative of Chile",
        title="Letter dated 3 May 1992 from the Permanent Representative of Chile",
        year=1992,
        date=date(1992, 5, 3),
    )


def test_a_letter_without_a_symbol_is_cited_by_its_words() -> None:
    text = "the letter dated 3 May 1992 from the Permanent Representative of Chile was read"
    assert pairs(text) == [("letter dated 3 May 1992 from the Permanent Representative of Chile", None)]


def test_columns_hold_what_the_rows_hold() -> None:
    texts = [text for text, _ in CASES] + [text for text, *_ in BOOKS] + ["nothing"]
    documents = [parsed(text) for text in texts]
    columns = table(documents).to_pylist()
    rows = [(i, c) for i, document in enumerate(documents) for c in citations(document)]
    assert len(columns) == len(rows) > len(CASES)
    for column, (index, c) in zip(columns, rows, strict=True):
        assert tuple(column.values()) == (index, *c[:-1], *(c.work or Work()))
