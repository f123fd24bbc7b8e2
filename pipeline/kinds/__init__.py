"""One file per kind of document: a layout in, a parsed document out.

A module of this folder is a kind when it has ``KINDS`` (the values of ``documents.kind`` it reads), ``recognise``
or ``presume``, and ``parse``; nothing else needs to know of it. What no kind claims is read by ``other``.
"""

from __future__ import annotations

import importlib
import pkgutil
from functools import cache
from typing import TYPE_CHECKING, Protocol, cast

from pipeline.errors import Refused

if TYPE_CHECKING:
    from pipeline.model import Entry, Layout, Parsed

FALLBACK = "other"


class Kind(Protocol):
    """What a module of this folder provides."""

    KINDS: tuple[str, ...]

    def recognise(self, layout: Layout) -> bool:
        """Say whether the layout is of this kind, from structure rather than from a word or two."""

    def presume(self, layout: Layout) -> bool:
        """Say whether the layout is of this kind if no other recognises it: a report has no mark of its own."""

    def parse(self, layout: Layout, entry: Entry, document_id: str) -> Parsed:
        """Return the document; its segments are slices of ``layout.text`` in printed order."""


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind's module by its name, in alphabetical order."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: cast("Kind", module) for name, module in modules.items() if hasattr(module, "KINDS")}


def claiming(layout: Layout) -> list[str]:
    """Return the kinds that recognise the layout; where none does, those that presume it is theirs."""
    for claim in ("recognise", "presume"):
        found = [name for name, kind in kinds().items() if getattr(kind, claim, _no)(layout)]
        if found:
            return found
    return [FALLBACK]


def _no(_: Layout) -> bool:
    return False


def choose(layout: Layout, kind: str | None = None, name: str = "document") -> Kind:
    """Return the kind asked for, else the one that claims the layout.

    Raises Refused when two do, naming both.
    """
    known = kinds()
    if kind:
        return next((k for k in known.values() if kind in k.KINDS), known[FALLBACK])
    found = claiming(layout)
    if len(found) > 1:
        reason = f"{name}: recognised as {' and as '.join(found)}; say which in the register (column kind)"
        raise Refused("parse", "kind/ambiguous", reason)
    return known[found[0]]
