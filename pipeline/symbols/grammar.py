"""The grammar of symbols: SERIES / BODY* / [SESSION|YEAR] / TYPE.NUMBER | NUMBER / MODIFIER* (PAREN)?.

Sources: research.un.org/en/docs/symbols, the Dag Hammarskjöld Library's resource guide, the United Nations
Editorial Manual; real symbols of each family are in ``tests/test_symbols.py``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from urllib.parse import quote

from pipeline.symbols import words

DASH = "-\u00ad\u2010\u2011\u2012\u2013\u2014\u2212"
_WS = "\\s\u00a0\u2007\u202f"
_MODIFIER_NAMES = {"add": "Add", "amend": "Amend", "corr": "Corr", "rev": "Rev", "summary": "Summary"}
_MODIFIER = re.compile(r"(Add|Amend|Corr|Rev|Summary)\.?(\d+(?:-\d+)?)?(\*)?$", re.IGNORECASE)
_TYPED = re.compile(r"(?:(?:L|R|WP|CRP|INF|PV|SR|RES|DEC|NGO|PET|DL|RT|GC|Q|Misc|TP)\.|SR|PV)(\d+)$", re.IGNORECASE)
_TYPES = frozenset((
    "RES", "DEC", "PRST", "PV", "SR", "L", "R", "WP", "CRP", "INF", "NGO", "PET", "CO", "D", "DR", "GC", "Q",
    "FAI", "IR", "VR", "CR", "FU", "FCO", "COR", "FI", "AGENDA", "SUPP", "NC", "RQ",
))  # fmt: skip
# Types that are written in capitals, whatever their case in print; other words of a symbol keep theirs.
_CAPITALS = frozenset({"RES", "DEC", "PRST"})
_RECORD = re.compile(r"(?:PV|SR)\.\d.*", re.IGNORECASE)
_PLAIN_CASE = {"agenda": "Agenda", "supp": "Supp"}
_PAREN_WORDS = {"part": "Part", "parts": "Parts", "vol": "Vol.", "vols": "Vols.", "sect": "Sect.", "sects": "Sects.",
                "prog": "Prog.", "supp": "SUPP", "resumption": "Resumption", "introduction": "Introduction",
                "annex": "Annex", "chap": "Chap.", "plan outline": "Plan outline", "income sect": "Income sect.",
                "income sects": "Income sects."}  # fmt: skip
_PAREN = re.compile(
    r"\((?:(?P<year>(?:19|20)\d\d)|(?P<roman>(?:E?S-)?[IVXLC]+)"
    r"|(?P<word>parts?|vols?|sects?|prog|supp|resumption|introduction|annex|chap|plan outline|income sects?)"
    r"\b\.?\s*(?P<rest>[\w.,/ -]*))\)",
    re.IGNORECASE | re.ASCII,
)
_SYMBOL = re.compile(
    r"(?P<path>[A-Z][A-Za-z]*(?:/(?:[A-Za-z0-9]+(?:[.\-][A-Za-z0-9]+)*(?:\(\d{1,2}\))?|\(\d{2,4}\)(?=/)))+)"
    r"(?P<letters>\ ?[A-Z](?:-[A-Z])?(?=\ ?(?:\((?:E?S-)?[IVXLC]+\))?\**$))?"
    rf"(?P<parens>(?:\ ?{re.sub(r'[?]P<[a-z]+>', '?:', _PAREN.pattern)})*)"
    r"(?P<tail>(?:/Part [A-Z](?![A-Za-z])|/[A-Za-z]+\.?\d*)*)(?P<stars>\**)$",
    re.IGNORECASE,
)
_JOINT = re.compile(rf"\s*[{DASH}]\s*(?=(?:{'|'.join(sorted(words.SERIES, key=lambda s: (-len(s), s)))})/)")
_JOINT_SPACE = re.compile(rf"(?<=[\d)*])\s+(?=(?:{'|'.join(sorted(words.SERIES, key=lambda s: (-len(s), s)))})/)")
# General Assembly and Economic and Social Council: only these take a roman session in parentheses.
_ROMAN_SERIES = re.compile(r"(?:A|E|T|E/CN\.\d+|TD(?:/B)?|UNEP/GC)/(?:RES|DEC)/\d+")
_TREATY_BODIES = frozenset({"CCPR", "CERD", "CEDAW", "CAT", "CRC", "CMW", "CRPD", "CED", "HRI", "INT"})


# Nothing to clean, nothing that could join two symbols.
_PLAIN = re.compile(r"[A-Za-z0-9./()]+")
_ROMAN = re.compile(r"(?:E?S-)?[IVXLC]+")
_YEAR = re.compile(r"(?:19|20)\d\d")
_SPECIAL_SESSION = re.compile(r"E?S-\d+")
_NUMBER = re.compile(r"\d+(?:-\d+)?[a-z]?")
_NUMBERED_YEAR = re.compile(r"19[4-9]\d|20\d\d")
_ROMAN_SESSION = re.compile(r"[IVXLC]+")
_GLUED_LETTERS = re.compile(r"(\d+)([A-Z](?:-[A-Z])?)", re.IGNORECASE)
_COUNCIL_RESOLUTION = re.compile(r"S/RES/\d+")
# Strains of influenza are A/place/number/year; of words in small letters symbols hold only these.
_NAME = re.compile(r"[A-Z][a-z]{3,}")
# A full stop behind a number is that of a sentence; behind it stands the next, or a footnote's mark: A/60/1.A/60/2.
_STOPPED = re.compile(r"/\d+\.\w", re.ASCII)
_NAMED = frozenset({"Agenda", "Supp", "Summary", "Amend", "Corr", "Misc", "Prov", "Part", "Limited", "Index"})
_COUNTED = frozenset({"number", "type+number", "session", "year"})
# No symbol is nearly as long; reading takes time that grows with the square of the elements.
_LONGEST = 160


class SymbolError(ValueError):
    """The text is not a symbol."""


@dataclass(frozen=True, slots=True)
class Element:
    """One element between slashes; ``role`` is series, body, session, year, country, type, number or modifier.

    ``L.52`` and the like are one element of role ``type+number``.
    """

    text: str
    role: str


@dataclass(frozen=True, slots=True)
class Symbol:
    """One symbol, taken apart; ``text`` is its canonical form and tells symbols apart."""

    elements: tuple[Element, ...]
    letters: str | None = None
    paren: str | None = None
    tail: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The canonical form: ``A/80/6 (Sect. 3)/Add.1``, ``S/RES/822 (1993)``, ``A/RES/59/113 A``."""
        head = "/".join(e.text for e in self.elements)
        letters = f" {self.letters}" if self.letters else ""
        paren = f" ({self.paren})" if self.paren else ""
        return head + letters + paren + "".join(f"/{m}" for m in self.tail)

    def __str__(self) -> str:
        return self.text

    def _first(self, *roles: str) -> str | None:
        return next((e.text for e in self.elements if e.role in roles), None)

    @property
    def series(self) -> str:
        """The first element."""
        return self.elements[0].text

    @property
    def session(self) -> str | None:
        """Session or year element: ``74``, ``S-20``, ``ES-10``, ``2020``; the roman session of an old resolution."""
        roman = self.paren if self.paren and _ROMAN.fullmatch(self.paren) else None
        return self._first("session", "year") or (roman if self.type in {"resolution", "decision"} else None)

    @property
    def number(self) -> str | None:
        """The number, without the type's letter: ``52`` of ``L.52``."""
        found = self._first("number", "type+number")
        return found.rsplit(".", 1)[-1].lstrip("SRPV") if found else None

    @property
    def modifiers(self) -> tuple[str, ...]:
        """The modifiers in the order printed: ``("Rev.1", "Add.2")``."""
        return tuple(e.text for e in self.elements if e.role == "modifier") + self.tail

    @property
    def body(self) -> str | None:
        """The body that issues it, in words; null where the tables do not know it."""
        return words.body([e.text for e in self.elements])

    @property
    def type(self) -> str:
        """What kind of document it is, in words: resolution, verbatim record, …; ``document`` without a type."""
        found = self._first("type", "type+number")
        return words.type_of(found.split(".")[0] if found else None)

    @property
    def is_resolution(self) -> bool:
        """Whether it is the symbol of an adopted resolution."""
        return self.type == "resolution"

    @property
    def url(self) -> str:
        """Its address at the document system of the United Nations (English)."""
        return "https://docs.un.org/en/" + quote(self.text.replace(" ", ""), safe="/()-.*")

    @property
    def sort_key(self) -> tuple[tuple[int, int, str], ...]:
        """Orders symbols as a librarian would: numbers by value, ``A/9`` before ``A/10``."""
        pieces = re.findall(r"\d+|[^\d]+", self.text)
        return tuple((0, int(p), "") if p.isdecimal() else (1, 0, p) for p in pieces)


def _clean(text: str) -> str:
    """Make one line of it: dashes plain, white space single, none around slashes and dots."""
    if _PLAIN.fullmatch(text):
        return text
    text = re.sub(rf"[{DASH}]", "-", text.strip())
    text = re.sub(rf"[{_WS}]+", " ", text)
    text = re.sub(r" ?/ ?", "/", text)
    return re.sub(r"(?<=[A-Za-z])\. (?=\d)", ".", text)


def _paren(match: re.Match[str]) -> str:
    if match["year"]:
        return match["year"]
    if match["roman"]:
        return match["roman"].upper()
    word = _PAREN_WORDS[match["word"].lower()]
    rest = match["rest"].strip()
    rest = rest.upper() if re.fullmatch(r"[ivxlc]+", rest) else rest
    return f"{word} {rest}".strip()


def _spelt(element: str) -> tuple[str, bool]:
    """Spell one element canonically; say whether it is a modifier."""
    if element.isdigit():
        return element, False  # most are
    if found := _MODIFIER.fullmatch(element):
        name = _MODIFIER_NAMES[found[1].lower()]
        return (f"{name}.{found[2]}" if found[2] else name), True
    if element.upper() in _CAPITALS or _RECORD.fullmatch(element):
        return element.upper(), False
    return _PLAIN_CASE.get(element.lower(), element), False


class _Place(NamedTuple):
    """Where an element stands: what was passed, what follows, and the symbol's parenthesis."""

    before: list[Element]
    following: list[str]
    kind: str | None  # the type element that has been passed
    paren: str | None

    @property
    def last(self) -> bool:
        return not self.following

    def passed(self, *roles: str) -> bool:
        return any(e.role in roles for e in self.before)


def _roles(path: list[str], paren: str | None) -> list[Element]:
    """Give each element its role; elements are told by their shape and their neighbours."""
    spelt = [_spelt(e) for e in path]
    end = next((i for i in range(1, len(spelt)) if all(m for _, m in spelt[i:])), len(spelt))
    out = [Element(path[0].upper(), "series")]
    kind = None
    for i in range(1, len(spelt)):
        text, is_modifier = spelt[i]
        if is_modifier:
            out.append(Element(text, "modifier"))
            continue
        role = _role(text, _Place(out, [t for t, _ in spelt[i + 1 : end]], kind, paren))
        kind = text if role == "type" else kind
        out.append(Element(text, role))
    return out


def _role(text: str, place: _Place) -> str:
    previous = place.before[-1]
    if text.upper() in _TYPES and not (text == "CO" and previous.role == "series" and place.last):
        return "type"
    if _SPECIAL_SESSION.fullmatch(text):
        return "session"
    if _NUMBER.fullmatch(text):
        return _number_role(text, place)
    if _ROMAN_SESSION.fullmatch(text):
        return "session" if previous.text == "MOP" or (not place.last and previous.role == "body") else "body"
    if _TYPED.fullmatch(text):
        return "type+number" if place.last else "body"
    return "country" if _is_country(text, place) else "body"


def _is_country(text: str, place: _Place) -> bool:
    """Three capitals after a treaty body's name, or where a review names the state under review."""
    if not re.fullmatch(r"[A-Z]{3}", text):
        return False
    if place.before[0].text in _TREATY_BODIES:
        return place.before[-1].role != "series"
    return place.before[-1].text in {"C.12", "WG.6"} or place.before[-1].role == "session"


def _number_role(text: str, place: _Place) -> str:
    year = bool(_NUMBERED_YEAR.fullmatch(text))
    if year and place.passed("number"):
        return "year"  # communications: number / year
    if place.kind in {"D", "DR"}:
        return "number"
    if place.kind == "CO" and not place.passed("body"):
        return "session"  # CCPR/CO/83/UZB
    if place.last or place.passed("session", "year"):
        return "number"
    return "year" if year else "session"


@lru_cache(maxsize=65536)
def parse(text: str) -> Symbol:
    """Read one symbol; white space, dashes and the case of modifiers are forgiven, a citation year is left out.

    >>> parse("A/HRC/47/27 (2021)").text
    'A/HRC/47/27'
    >>> parse("E/RES/2011 (LXI)").number
    '2011'

    Raises SymbolError for anything else, joint symbols included (see ``parts``).
    """
    clean = _clean(text)
    if "Resumption" in clean:
        clean = re.sub(r"(?<=\d)Resumption ?(\d+)$", r" (Resumption \1)", clean)
    match = _SYMBOL.fullmatch(clean) if len(clean) <= _LONGEST else None
    if not match or not any(c.isdigit() for c in clean):
        raise SymbolError(f"not a symbol: {text[:80]!r}")
    path = match["path"].split("/")
    if path[0].upper() not in words.SERIES or path[0] != path[0].upper():
        raise SymbolError(f"not a series of symbols: {path[0]!r} in {text[:80]!r}")
    parens = [_paren(m) for m in _PAREN.finditer(match["parens"] or "")]
    head = match["path"].upper()
    names = head.split("/")
    parens = [p for p in parens if not _citation_year(p, head) and not _stray_roman(p, head)]
    letters = match["letters"].strip().upper() if match["letters"] else None
    if not letters and (glued := _GLUED_LETTERS.fullmatch(path[-1])) and "RES" in names:
        path[-1], letters = glued[1], glued[2].upper()
    if _STOPPED.search(clean):
        raise SymbolError(f"a full stop behind a number: {text[:80]!r}")
    if any(_NAME.fullmatch(e) and e not in _NAMED and e.upper() not in _CAPITALS for e in path):
        raise SymbolError(f"a name inside: {text[:80]!r}")
    elements = _roles(path, parens[0] if parens else None)
    if not any(e.role in _COUNTED for e in elements):
        raise SymbolError(f"no number: {text[:80]!r}")
    if letters and "RES" not in names and "DEC" not in names:
        raise SymbolError(f"a letter after a symbol that takes none: {text[:80]!r}")
    tail = tuple(_spelt(t)[0] for t in match["tail"].split("/")[1:]) if match["tail"] else ()
    return Symbol(tuple(elements), letters, ") (".join(parens) or None, tail)


def _citation_year(paren: str, head: str) -> bool:
    """Say whether a year in parentheses is the citing author's: all are, except those of Council resolutions."""
    return bool(_YEAR.fullmatch(paren)) and not _COUNCIL_RESOLUTION.fullmatch(head)


def _stray_roman(paren: str, head: str) -> bool:
    return bool(_ROMAN.fullmatch(paren)) and not _ROMAN_SERIES.fullmatch(head)


def find_parts(text: str) -> list[tuple[int, int]]:
    """Offsets of the symbols that a joint symbol holds; one pair for a plain one.

    >>> find_parts("A/74/676-S/2020/90")
    [(0, 8), (9, 18)]
    """
    if _PLAIN.fullmatch(text):
        return [(0, len(text))]
    cuts = sorted({(m.start(), m.end()) for p in (_JOINT, _JOINT_SPACE) for m in p.finditer(text)})
    edges = [0, *(x for cut in cuts for x in cut), len(text)]
    return [(edges[i], edges[i + 1]) for i in range(0, len(edges), 2)]


def parts(text: str) -> tuple[Symbol, ...]:
    """Read a symbol that may be joint, whatever dash, space or line break joins its parts.

    >>> [s.text for s in parts("CRC/C/85/D/79/2019\u2013CRC/C/85/D/109/2019")]
    ['CRC/C/85/D/79/2019', 'CRC/C/85/D/109/2019']
    >>> [s.text for s in parts("A/ES-10/648")]
    ['A/ES-10/648']

    Raises SymbolError where a part is no symbol.
    """
    return tuple(parse(text[a:b]) for a, b in find_parts(text))
