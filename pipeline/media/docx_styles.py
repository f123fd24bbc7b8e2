"""Styles and numbering of a Word file: what a paragraph inherits, and the labels Word counts."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from lxml import etree

    # Returns a part of the file by its name, parsed; null where there is none.
    Part = Callable[[str], "etree._Element | None"]  # noqa: SLF001 -- its name

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
NUMPR = f"{W}numPr"
_OFF = {"0", "false", "off", "none"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MAX_DEPTH = 12
_MAX_LEVELS = 9
_MAX_COUNT = 32_767  # Word's own limit of where a list starts


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its text."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    heading: bool = False
    number: tuple[str, int] | None = None


PLAIN = Style()


@dataclass(slots=True)
class _Level:
    start: int
    form: str
    text: str


def on(properties: etree._Element | None, name: str) -> bool | None:
    """Return whether a switch (w:b, w:i, …) is on, or null where nothing is said of it."""
    found = None if properties is None else properties.find(f"{W}{name}")
    return None if found is None else found.get(VAL, "1") not in _OFF


class Styles:
    """The styles by id, and the counters of the lists; what is never used is never read."""

    def __init__(self, part: Part) -> None:
        self._part = part
        self._elements = by_id(part("word/styles.xml"), "style", "styleId")
        self._styles: dict[str, Style] = {}
        self._levels: dict[str, dict[int, _Level]] = {}
        self._counts: dict[str, list[int | None]] = {}
        self._begun: set[str] = set()

    @cached_property
    def _lists(self) -> dict[str, etree._Element]:
        return by_id(self._part("word/numbering.xml"), "num", "numId")

    @cached_property
    def _kinds(self) -> dict[str, etree._Element]:
        return by_id(self._part("word/numbering.xml"), "abstractNum", "abstractNumId")

    def style(self, name: str | None, depth: int = 0) -> Style:
        """Return a style with what it inherits."""
        if name is None or name not in self._elements or depth > _MAX_DEPTH:
            return Style()
        if name not in self._styles:
            element = self._elements[name]
            based = element.find(f"{W}basedOn")
            parent = self.style(based.get(VAL) if based is not None else None, depth + 1)
            run, paragraph = element.find(f"{W}rPr"), element.find(f"{W}pPr")
            align = None if run is None else run.find(f"{W}vertAlign")
            outline = None if paragraph is None else paragraph.find(f"{W}outlineLvl")
            bold, italic, hidden = on(run, "b"), on(run, "i"), on(run, "vanish")
            self._styles[name] = Style(
                bold=parent.bold if bold is None else bold,
                italic=parent.italic if italic is None else italic,
                raised=parent.raised if align is None else align.get(VAL) == "superscript",
                hidden=parent.hidden if hidden is None else hidden,
                heading=parent.heading or (outline is not None and outline.get(VAL, "9") < "9"),
                number=number(None if paragraph is None else paragraph.find(NUMPR)) or parent.number,
            )
        return self._styles[name]

    def label(self, number: tuple[str, int]) -> str:
        """Count one more item of a list and return its label ("12.", "(a)", "•"); empty where there is none.

        Lists of one kind go on counting, unless one overrides where it starts (ECMA-376, 17.9.27).
        """
        name, level = number
        element = self._lists.get(name)
        kind = "" if element is None else _value(element, "abstractNumId", "")
        levels = self._kind(kind)
        if level not in levels:
            return ""
        counts = self._counts.setdefault(kind, [None] * _MAX_LEVELS)
        if name not in self._begun and element is not None:
            self._begun.add(name)
            for override in element.iterchildren(f"{W}lvlOverride"):
                at, start = override.get(f"{W}ilvl", ""), _value(override, "startOverride", "")
                if at.isdecimal() and int(at) < _MAX_LEVELS and start.isdecimal():
                    counts[int(at)] = min(int(start), _MAX_COUNT) - 1
        before = counts[level]
        counts[level] = levels[level].start if before is None else before + 1
        counts[level + 1 :] = [None] * (_MAX_LEVELS - level - 1)
        if levels[level].form == "bullet":
            return "•"
        text = levels[level].text
        for at in range(level + 1):
            if at in levels:
                count = counts[at]
                written = _written(levels[at].start if count is None else count, levels[at].form)
                text = text.replace(f"%{at + 1}", written)
        return text.strip()

    def _kind(self, name: str) -> dict[int, _Level]:
        """Return the levels of a kind of list."""
        if name not in self._levels:
            levels = {}
            element = self._kinds.get(name)
            for level in () if element is None else element.iterchildren(f"{W}lvl"):
                at, start = level.get(f"{W}ilvl", "0"), _value(level, "start", "1")
                if at.isdecimal() and int(at) < _MAX_LEVELS:
                    levels[int(at)] = _Level(
                        min(int(start), _MAX_COUNT) if start.isdecimal() else 1,
                        _value(level, "numFmt", "decimal"),
                        _value(level, "lvlText", ""),
                    )
            self._levels[name] = levels
        return self._levels[name]


def by_id(part: etree._Element | None, tag: str, name: str) -> dict[str, etree._Element]:
    """Return a part's elements of one tag by the value of one attribute; none where there is no such part."""
    return {} if part is None else {e.get(f"{W}{name}", ""): e for e in part.iterchildren(f"{W}{tag}")}


def number(properties: etree._Element | None) -> tuple[str, int] | None:
    """Return (list, level) of a paragraph's or a style's w:numPr; null where it names no list."""
    found = None if properties is None else properties.find(f"{W}numId")
    if properties is None or found is None:
        return None
    level = _value(properties, "ilvl", "0")
    return found.get(VAL, "0"), int(level) if level.isdecimal() else 0


def _value(element: etree._Element, tag: str, missing: str) -> str:
    found = element.find(f"{W}{tag}")
    return missing if found is None else str(found.get(VAL, missing))


def _written(number: int, form: str) -> str:
    if form in {"lowerLetter", "upperLetter"}:
        letter = chr(ord("a") + (number - 1) % 26) * ((number - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"lowerRoman", "upperRoman"}:
        text, rest = "", number
        for value, letters in _ROMAN:
            while rest >= value:
                text, rest = text + letters, rest - value
        return text.upper() if form == "upperRoman" else text
    return "" if form == "none" else str(number)
