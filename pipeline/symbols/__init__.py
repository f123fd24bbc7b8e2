"""United Nations document symbols: read them, take them apart, write them in one form.

A pure library: strings in, frozen values out, nothing else of the pipeline needed.

>>> s = parse("S/RES/822(1993)")
>>> s.text, s.series, s.body, s.type, s.number, s.paren
('S/RES/822 (1993)', 'S', 'Security Council', 'resolution', '822', '1993')
>>> [p.text for p in parts("A/74/676–S/2020/90")]
['A/74/676', 'S/2020/90']
"""

from pipeline.symbols.grammar import Element, Symbol, SymbolError, find_parts, parse, parts
from pipeline.symbols.ocr import repair

__all__ = ["Element", "Symbol", "SymbolError", "find_parts", "parse", "parts", "repair"]
