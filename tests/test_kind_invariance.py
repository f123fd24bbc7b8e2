"""What a document says of itself does not depend on how a sibling would be printed: property of every kind.

Each change is one that real documents show: an asterisk behind the symbol, a bar code, a notice of reissue, capitals,
no-break spaces, other line breaks, a title set line by line. Our own texts always, the corpus beside us where it is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import documents_score as score
import pytest
from made import blocks
from test_kind_variants import ROWS, read
from test_kinds import LETTER, RECORD, RESOLUTION

from pipeline import kinds, media
from pipeline.errors import Refused
from pipeline.layout import place, settle
from pipeline.model import Block, Entry, Raw

if TYPE_CHECKING:
    from collections.abc import Callable

    from pipeline.model import Parsed

    Change = Callable[[list[Block]], list[Block]]

CORPUS = score.CORPUS.resolve()
FOLDERS = ("draft", "letter", "report", "resolution", "upr", "verbatim")
FIELDS = ("kind", "symbols", "document_date", "distribution_date", "ga_session", "sc_year", "meeting", "title",
          "agenda", "authors", "addressee")  # fmt: skip
TOP = 40
SYMBOL = re.compile(r"^((?:A|S|E)/[A-Z0-9./()\- ]*\d(?:/(?:Add|Rev|Corr)\.\d+)?)$", re.MULTILINE)
ORGAN = re.compile(r"^(?:United Nations|General Assembly|Security Council|Human Rights Council)$", re.MULTILINE)
LINE = re.compile(r"^(?:Distr\.?:?.*|Original:.*|[\w-]+(?: \w+)? (?:session|year))$", re.MULTILINE)


def words(change: Callable[[str], str]) -> Change:
    return lambda found: [replace(b, text=change(b.text)) if n < TOP else b for n, b in enumerate(found)]


def line_by_line(found: list[Block]) -> list[Block]:
    """Set titles that go on in lower case, or after an article, on lines of their own."""
    out = []
    for number, block in enumerate(found):
        apart = re.sub(r"(?<=[a-z]{4}) (?=(?:of|and|on|adopted|addressed|to) [a-zA-Z])", "\n", block.text)
        lines = apart.split("\n") if block.bold and number < TOP else [block.text]
        # A line shorter than this looks like a line of its own.
        long = len(lines) > 1 and all(len(line) > 24 for line in lines[:-1])
        out += [replace(block, text=line) for line in lines] if long else [block]
    return out


CHANGES: dict[str, Change] = {
    "asterisk": words(lambda t: SYMBOL.sub(r"\1*", t)),
    "bar code": lambda found: [found[0], Block("*4405268*", page=found[0].page), *found[1:]],
    "capitals": words(lambda t: ORGAN.sub(lambda m: m.group().upper(), t)),
    "capitals in the masthead": words(lambda t: LINE.sub(lambda m: m.group().upper(), t)),
    "job number at the end": lambda found: [*found, Block("44-05268 (E)"), Block("Please recycle")],
    "line by line": line_by_line,
    "no-break spaces": words(lambda t: t.replace(" ", "\u00a0")),
    "reissued": lambda found: [*found[:4], Block("* Reissued for technical reasons on 9 May 2046."), *found[4:]],
    "soft hyphens": words(lambda t: re.sub(r"(\w{5})(\w{5})", "\\1\u00ad\\2", t)),
    "two spaces": words(lambda t: t.replace(" ", "  ")),
    "wide dashes": words(lambda t: t.replace("-", "–") if "/" in t and len(t) < TOP else t),
}


def parsed(found: list[Block], path: str) -> Parsed:
    layout = place(found)
    return settle(kinds.choose(layout, None, path).parse(layout, Entry(path), "made"))


def facts(document: Parsed) -> dict[str, object]:
    """Return the fields, with case and dashes of titles and spaces folded."""
    return {f: re.sub(r"\s*[-–]\s*", "-", repr(read(document, f)).casefold()) for f in FIELDS}


OWN = {name: text for name, text, _ in ROWS} | {"resolution": RESOLUTION, "record": RECORD, "letter": LETTER}


@pytest.mark.parametrize("change", CHANGES)
@pytest.mark.parametrize("name", OWN)
def test_own_texts(name: str, change: str) -> None:
    made = blocks(OWN[name])
    if change == "reissued" and len(made) < TOP // 8:
        pytest.skip("too short for a notice in its masthead")
    assert facts(parsed(CHANGES[change](made), name)) == facts(parsed(made, name))


@pytest.fixture(scope="module")
def corpus() -> dict[str, list[Block]]:
    out = {}
    for path in sorted(p for folder in FOLDERS for p in (CORPUS / folder).glob("*.*"))[::3]:
        data = path.read_bytes()
        name = str(path.relative_to(CORPUS))
        out[name] = list(media.blocks(Raw(Entry(name), data, "", media.media_type_of(name, data))))
    return out


@pytest.mark.skipif(not CORPUS.is_dir(), reason=f"{CORPUS} is not here: real documents cannot be read")
@pytest.mark.parametrize("change", CHANGES)
def test_real_documents(corpus: dict[str, list[Block]], change: str) -> None:
    changed = {}
    for name, found in corpus.items():
        before = facts(parsed(found, name))
        try:
            after = facts(parsed(CHANGES[change](found), name))
        except Refused as error:
            changed[name] = error.reason
            continue
        if before != after:
            changed[name] = str({f: (before[f], after[f]) for f in before if before[f] != after[f]})
    assert changed == {}
