"""Documents written for the tests, with the quirks of the real ones."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

# Glued bold runs, a title over several lines, links without target, a footnote in mid-document and one at the end.
LETTER = """**General Assembly
Security Council**Distr.: General
5 May 2021

Original: English

**General Assembly
Seventy-fifth session**

Agenda items 12 and 31 (a)

Prevention of armed conflict**Peacebuilding and
sustaining peace****Security Council
Seventy-sixth year****Letter dated 3 May 2021 from the Permanent Representative of
Ruritania to the United Nations addressed to the
Secretary-General**

I am writing in connection with the “map” annexed to the letter dated 1 April 2021 from the Permanent Representative of Norway ([A/75/801-S/2021/300](#)).

The “map” makes the claim that “the bridge has never been closed to anyone”. The Minister for Foreign Affairs of Norway, Ola Nordmann, acknowledged that the bridge was closed in May.¹ It was.

¹ See [A/75/790-S/2021/280](#), annex.

I should be grateful if you would have the present letter circulated as a document of the Security Council.²

(Signed) Rudolf **Elphberg**
Ambassador
Permanent Representative

² Anthony Hope, *The Bridge at Strelsau: A History* (Oxford, Arrowsmith, 1994), p. 7.
"""

ARTICLE = """ date 2021-05-04 4 May 2021 09:30 (UTC+02:00)

Flavia Rosa

The Embassy of Ruritania in Norway issued a statement on the bridge.

The Strelsau Herald prints it in full:

“The bridge will be opened on Monday. We thank the people of Norway for their patience.”

Four lorries were turned back on Sunday.
"""

REGISTER = """path,id,url,retrieved,licence,publisher,kind,symbol,title,language
letter.txt,ruritania-letter,https://example.org/letter,2021-05-06,public-domain,United Nations,,A/75/810-S/2021/310,,en
article.txt,herald-article,https://example.org/article,2021-05-07T10:00:00Z,all-rights-reserved,Strelsau Herald,,,,en
"""


def write(raw: Path) -> Path:
    """Write the letter, the article and the register into ``raw`` and return it."""
    raw.mkdir(parents=True, exist_ok=True)
    (raw / "letter.txt").write_text(LETTER, "utf-8")
    (raw / "article.txt").write_text(ARTICLE, "utf-8")
    (raw / "sources.csv").write_text(REGISTER, "utf-8")
    return raw
