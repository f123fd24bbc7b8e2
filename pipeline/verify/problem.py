"""What no longer holds, where."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that does not hold: ``where`` is a file or a table, ``row_key`` null where it is no row's."""

    where: str
    row_key: str | None
    rule: str
    expected: str
    found: str
