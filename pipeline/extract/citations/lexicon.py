"""The ways to cite that are data: ``pipeline/lexicon/citations/*.toml``, checked and compiled."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import re2  # type: ignore[import-untyped]  # it has no stubs

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
# One white space in running text: blanks of any width, or one line break with the blanks around it; for text, and
# for its UTF-8 bytes.
SPACE = "(?:[ \\t\u00a0\u2007\u2009\u202f]{1,3}|[ \\t\u00a0]?\\r?\\n[ \\t]{0,3})"
SPACE_BYTES = rb"(?:(?:[ \t]|\xc2\xa0|\xe2\x80[\x87\x89\xaf]){1,2}|[ \t]?\r?\n[ \t]{0,3})"
DASH = "(?:[\u2010-\u2014\u2212\u00ad-])"
DASH_BYTES = rb"(?:-|\xe2\x80[\x90-\x94]|\xe2\x88\x92|\xc2\xad)"
# Years that works are dated by: since there are printed books.
YEAR = r"(?:1[5-9]|20)\d\d"
_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50, "C": 100}
_EU = {"Directive": "DIR", "Regulation": "REG", "Decision": "DEC", "Framework Decision": "DEC"}


@dataclass(frozen=True, slots=True)
class Work:
    """One way to cite a work that is neither a symbol nor a resolution."""

    rule: str
    kind: str
    pattern: str
    source: str
    examples: tuple[tuple[str, str, str], ...]
    counterexamples: tuple[str, ...]
    identifier: str | None = None
    name_before: bool = False
    item: str | None = None
    before: str | None = None
    not_after: str | None = None
    alone: bool = False
    titled: bool = False

    def identify(self, groups: dict[str, str | None]) -> str | None:
        """Fill the identifier's template; pieces whose group did not match are left out.

        >>> work("unts").identify({"vol": "500", "no": None, "p": "95"})
        'UNTS:vol=500;p=95'
        """
        for form in (self.identifier or "").split(" | "):
            pieces = [_filled(piece, groups) for piece in form.split(";")]
            if pieces[0]:
                return ";".join(p for p in pieces if p)
        return None


def _filled(piece: str, groups: dict[str, str | None]) -> str:
    """Return one piece of an identifier with its groups filled in; empty when one did not match."""
    names = re.findall(r"\{(\w+)(?::(\w+))?\}", piece)
    if any(not groups.get(name) for name, _ in names):
        return ""
    for name, how in names:
        value = _FILTERS[how](re.sub(r"\s+", " ", groups[name] or ""))
        piece = piece.replace(f"{{{name}:{how}}}" if how else f"{{{name}}}", value)
    return piece


@dataclass(frozen=True, slots=True)
class Body:
    """A body's name in running text and the prefix of its symbols."""

    organ: str
    pattern: str
    examples: tuple[str, ...]


@lru_cache(maxsize=1024)
def roman_value(text: str) -> int:
    """Value of a roman number.

    >>> roman_value("XLIV")
    44
    """
    values = [_ROMAN[c] for c in text]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))


_FILTERS: dict[str, Callable[[str], str]] = {
    "": str,
    "roman": lambda v: v if v.isdigit() else str(roman_value(v)),
    "number": lambda v: str(int(v)),
    "eu": lambda v: _EU[v.title()],
}


def _spaced(pattern: str, space: str, dash: str) -> str:
    pattern = pattern.replace("{D}", rf"\d{{1,2}} (?:{MONTHS}) {{Y}}").replace("{Y}", YEAR).replace("{-}", dash)
    out, in_class, i = [], False, 0
    while i < len(pattern):
        c = pattern[i]
        if c == "\\":
            out.append(pattern[i : i + 2])
            i += 2
            continue
        in_class = c == "[" or (in_class and c != "]")
        out.append(space if c == " " and not in_class else c)
        i += 1
    return "".join(out)


def expand(pattern: str) -> str:
    r"""Turn the shorthand into ``re``: a space is white space, ``{D}`` a date, ``{Y}`` a year, ``{-}`` a dash.

    >>> bool(re.fullmatch(expand("S/1 of {D}"), "S/1 of\n3 May\u00a02001"))
    True
    """
    return _spaced(pattern, SPACE, DASH)


def expand_bytes(pattern: str) -> bytes:
    """Turn the shorthand into RE2 on UTF-8 bytes, groups without names; classes may hold ASCII only."""
    nameless = re.sub(r"\(\?P<\w+>", "(?:", pattern)
    return _spaced(nameless, "\0", "\1").encode().replace(b"\0", SPACE_BYTES).replace(b"\1", DASH_BYTES)


@cache
def toml(name: str) -> dict[str, Any]:
    """One file of the lexicon, as it stands."""
    return tomllib.loads((files("pipeline.lexicon") / "citations" / name).read_text(encoding="utf-8"))


def fill(pattern: str, macros: Mapping[str, str]) -> str:
    """Put the macros into a pattern: ``<MONTHS>`` and the like.

    >>> fill("<DAY>|(?P<NO>[0-9])", {"DAY": "May"})
    'May|(?P<NO>[0-9])'
    """
    return re.sub(r"(?<!\?P)<([A-Z_]+)>", lambda m: macros[m[1]], pattern)


def macros(name: str, known: Mapping[str, str]) -> dict[str, str]:
    """Return the known macros and those of one file of the lexicon, each filled in with those before it."""
    out = dict(known)
    for key, pattern in toml(name)["macros"].items():
        out[key] = fill(pattern, out)
    return out


@cache
def works() -> tuple[Work, ...]:
    """All entries of works.toml, in their order: the first that matches wins."""
    known = macros("works.toml", {"MONTHS": MONTHS})
    return tuple(
        Work(
            rule=w["rule"],
            kind=w["kind"],
            pattern=fill(w["pattern"], known),
            source=w["source"],
            examples=tuple((a, b, c) for a, b, c in w["examples"]),
            counterexamples=tuple(w["counterexamples"]),
            identifier=w.get("identifier"),
            name_before=w.get("name_before", False),
            item=w.get("item"),
            before=fill(w["before"], known) if "before" in w else None,
            not_after=fill(w["not_after"], known) if "not_after" in w else None,
            alone=w.get("alone", False),
            titled=w.get("titled", False),
        )
        for w in toml("works.toml")["work"]
    )


@cache
def bodies() -> tuple[Body, ...]:
    """All entries of bodies.toml, in their order."""
    return tuple(Body(b["organ"], b["pattern"], tuple(b["examples"])) for b in toml("bodies.toml")["body"])


@cache
def work(rule: str) -> Work:
    """Return the entry of that rule."""
    return next(w for w in works() if w.rule == rule)


@cache
def text_pattern(pattern: str) -> re.Pattern[str]:
    """Compile the shorthand for text."""
    return re.compile(expand(pattern), re.ASCII)


@cache
def bytes_pattern(pattern: str) -> Any:
    """Compile the shorthand for UTF-8 bytes; RE2 refuses what would need more than 64 MB of states."""
    return re2.compile(expand_bytes(pattern), _options())


@cache
def bytes_set(patterns: tuple[str, ...]) -> Any:
    """Compile several at once: ``Match`` gives the numbers of those that match bytes from end to end, or null."""
    out = re2.Set.FullMatchSet(_options())
    for pattern in patterns:
        out.Add(expand_bytes(pattern))
    out.Compile()
    return out


def _options() -> Any:
    options = re2.Options()
    options.max_mem = 64 << 20
    options.encoding = re2.Options.Encoding.LATIN1
    return options
