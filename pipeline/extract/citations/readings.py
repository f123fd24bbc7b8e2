"""What a token can be read as: the values that pass from ``tokens.py`` to ``resolve.py``."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeAlias


class Found(NamedTuple):
    """A work named inside a token: offsets in the token's characters."""

    start: int
    end: int
    identifier: str | None
    kind: str
    rule: str
    bare: bool = False


class Number(NamedTuple):
    """A number of a resolution or decision inside a token; ``shape`` is slash, year, roman, party or bare.

    ``year`` is that of the next date in the list, ``dated`` says that the date is the number's own,
    ``signed`` that “No.” stands before the list: courts and ministries number so, the Assembly does not.
    """

    start: int
    end: int
    shape: str
    session: str
    number: str
    letters: tuple[str, ...]
    year: int | None
    dated: bool = False
    signed: bool = False


# Rows of a list of resolutions: offset and end from its start, rule, identifier.
Named: TypeAlias = tuple[tuple[int, int, str, str], ...]


@dataclass(slots=True)
class Reading:
    """What a token is; ``length`` in code points.

    ``certain`` keeps the rows that its numbers are wherever they stand, once asked for, ``memo`` those that they are
    by their clues.
    """

    tag: str
    length: int
    found: tuple[Found, ...] = ()
    numbers: tuple[Number, ...] = ()
    word: str = ""
    cue: tuple[int, int] | None = None
    certain: Named | None = None
    memo: dict[Any, Named] = field(default_factory=dict)


# A token at its place: start and end in code points of the whole text.
Token: TypeAlias = tuple[int, int, Reading]
# What stands behind the last token, and before the first.
END: Token = (1 << 60, 1 << 60, Reading("end", 0))
