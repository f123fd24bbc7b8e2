"""One file per kind of document: a layout in, a parsed document out.

A module of this folder is a kind when it has ``KINDS`` (the values of ``documents.kind`` it reads), ``recognise``
and ``parse``; nothing else needs to know of it. What no kind recognises is read by ``other``.
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

    def parse(self, layout: Layout, entry: Entry, document_id: str) -> Parsed:
        """Return the document; its segments are slices of ``layout.text`` in printed order."""


@cache
def kinds() -> dict[str, Kind]:
    """Return every kind's module by its name, in alphabetical order."""
    names = sorted(m.name for m in pkgutil.iter_modules(__path__))
    modules = {name: importlib.import_module(f"{__name__}.{name}") for name in names}
    return {name: cast("Kind", module) for name, module in modules.items() if hasattr(module, "KINDS")}


def choose(layout: Layout, kind: str | None = None, name: str = "document") -> Kind:
    """Return the kind asked for, else the one that recognises the layout.

    Raises Refused when two do, naming both.
    """
    known = kinds()
    if kind:
        return next((k for k in known.values() if kind in k.KINDS), known[FALLBACK])
    found = [n for n, k in known.items() if n != FALLBACK and k.recognise(layout)]
    if len(found) > 1:
        reason = f"{name}: recognised as {' and as '.join(found)}; say which in the register (column kind)"
        raise Refused("parse", "kind/ambiguous", reason)
    return known[found[0] if found else FALLBACK]
