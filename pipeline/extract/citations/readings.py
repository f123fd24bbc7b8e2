"""What a token can be read as: the values that pass from ``tokens.py`` to ``resolve.py``."""

from __future__ import annotations

from typing import Any, NamedTuple


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


class Reading(NamedTuple):
    """What a token is; ``length`` in code points. ``memo`` keeps what the numbers were found to be, by their clues."""

    tag: str
    length: int
    found: tuple[Found, ...] = ()
    numbers: tuple[Number, ...] = ()
    word: str = ""
    cue: tuple[int, int] | None = None
    memo: dict[Any, Any] = {}  # noqa: RUF012 -- shared on purpose: readings seen before
