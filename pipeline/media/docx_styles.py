"""Styles and numbering of a Word file: what a paragraph inherits, and the labels Word counts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
VAL = f"{W}val"
_NUMPR = f"{W}numPr"
_OFF = {"0", "false", "off", "none"}
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_MAX_DEPTH = 12


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says of its text."""

    bold: bool = False
    italic: bool = False
    raised: bool = False
    hidden: bool = False
    heading: bool = False
    number: tuple[str, int] | None = None


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
    """The styles by id, and the counters of the lists."""

    def __init__(self, styles: etree._Element | None, numbering: etree._Element | None) -> None:
        self._elements = {} if styles is None else {s.get(f"{W}styleId", ""): s for s in styles.iter(f"{W}style")}
        self._styles: dict[str, Style] = {}
        self._levels = _levels(numbering)
        self._counts: dict[str, list[int]] = {}

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
                number=self.number(paragraph) or parent.number,
            )
        return self._styles[name]

    @staticmethod
    def number(properties: etree._Element | None) -> tuple[str, int] | None:
        """Return (list, level) of a paragraph's own properties."""
        found = None if properties is None or len(properties) == 0 else properties.find(_NUMPR)
        if found is None:
            return None
        number, level = found.find(f"{W}numId"), found.find(f"{W}ilvl")
        at = level.get(VAL, "0") if level is not None else "0"
        return (number.get(VAL, "0"), int(at) if at.isdigit() else 0) if number is not None else None

    def label(self, number: tuple[str, int]) -> str:
        """Count one more item of a list and return its label ("12.", "(a)", "•"); empty where there is none."""
        name, level = number
        levels = self._levels.get(name)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(name, [0] * 9)
        if level >= len(counts):
            return ""
        counts[level] = counts[level] + 1 if counts[level] else levels[level].start
        counts[level + 1 :] = [0] * (len(counts) - level - 1)
        if levels[level].form == "bullet":
            return "•"
        text = levels[level].text
        for i in range(level + 1):
            if i in levels:
                text = text.replace(f"%{i + 1}", _written(counts[i] or levels[i].start, levels[i].form))
        return text.strip()


def _levels(numbering: etree._Element | None) -> dict[str, dict[int, _Level]]:
    if numbering is None:
        return {}
    abstract: dict[str, dict[int, _Level]] = {}
    for element in numbering.iter(f"{W}abstractNum"):
        levels = {}
        for level in element.iter(f"{W}lvl"):
            start, form, text = (level.find(f"{W}{n}") for n in ("start", "numFmt", "lvlText"))
            first = start.get(VAL, "1") if start is not None else "1"
            levels[int(level.get(f"{W}ilvl", "0"))] = _Level(
                int(first) if first.isdigit() else 1,
                form.get(VAL, "decimal") if form is not None else "decimal",
                text.get(VAL, "") if text is not None else "",
            )
        abstract[element.get(f"{W}abstractNumId", "")] = levels
    out = {}
    for element in numbering.iter(f"{W}num"):
        refers = element.find(f"{W}abstractNumId")
        if refers is not None:
            out[element.get(f"{W}numId", "")] = abstract.get(refers.get(VAL, ""), {})
    return out


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
