"""Series, bodies and types in words; the tables are in ``pipeline/lexicon/symbols``."""

from __future__ import annotations

import csv
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

# The first elements that symbols begin with (research.un.org/en/docs/symbols); bodies.csv gives the words.
SERIES = frozenset((
    "A", "S", "E", "T", "ST", "CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI", "TD", "DP",
    "UNEP", "HSP", "FCCC", "ICCD", "ISBA", "SPLOS", "ECE", "ICEF", "JIU", "AT", "ID", "CD", "NPT", "BWC", "CCW",
    "CTOC", "CAC", "TPNW", "CBD", "APLC", "ARMS", "CCM", "UNW", "WFP", "IDB", "PCNICC", "OPCAT", "SAICM", "PBC",
    "UNITAR", "DPFPA", "ESCAP", "HR", "CLCS", "CEB", "LOS", "IPBES", "DC", "ENDC", "UNCTAD",
))  # fmt: skip


def _table(name: str) -> dict[str, str]:
    text = (files("pipeline.lexicon") / "symbols" / name).read_text(encoding="utf-8")
    return {row["key"]: row["words"] for row in csv.DictReader(text.splitlines())}


@cache
def _bodies() -> dict[str, str]:
    return _table("bodies.csv")


@cache
def _types() -> dict[str, str]:
    return _table("types.csv")


def body(elements: Sequence[str]) -> str | None:
    """Words for the body of these elements: the longest known prefix, sessions and types passed over.

    >>> body(["A", "C.3", "78", "L.49"]), body(["E", "CN.4", "Sub.2", "1987", "12"])
    ('General Assembly, Third Committee', 'Commission on Human Rights, Sub-Commission')
    """
    table, named = _bodies(), [elements[0]]
    for element in elements[1:]:
        if "/".join([*named, element]) in table:
            named.append(element)
    return table.get("/".join(named))


def type_of(abbreviation: str | None) -> str:
    """Words for a type element; ``document`` where there is none or it is unknown."""
    return _types().get((abbreviation or "").upper(), "document")
