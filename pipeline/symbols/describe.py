"""A symbol in words, as `onrecord symbol` prints it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.symbols.grammar import Symbol


def describe(symbol: Symbol) -> dict[str, Any]:
    """Return canonical form, what it is made of, body and type in words, and address.

    >>> from pipeline.symbols import parse
    >>> describe(parse("A/74/676"))["body"]
    'General Assembly'
    """
    return {
        "symbol": symbol.text,
        "type": symbol.type,
        "body": symbol.body,
        "series": symbol.series,
        "session": symbol.session,
        "number": symbol.number,
        "letters": symbol.letters,
        "parenthesis": symbol.paren,
        "modifiers": list(symbol.modifiers),
        "elements": [[e.text, e.role] for e in symbol.elements],
        "sort_key": [n if kind == 0 else text for kind, n, text in symbol.sort_key],
        "url": symbol.url,
    }
