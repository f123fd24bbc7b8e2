"""What other programs leave in a text made from pages: page furniture, footnotes cut off from their marks.

Seen in texts of United Nations documents made with pdftotext and in pages of refworld.org saved as text.
"""

from __future__ import annotations

import re

from pipeline.media.furniture import JOB_NUMBER, SYMBOL_LINE, is_furniture

_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_LOWERED = {ord(raised): digit for digit, raised in enumerate("⁰¹²³⁴⁵⁶⁷⁸⁹", ord("0"))}
# A footnote whose mark is raised already: "¹ See …", "** A/99/1."
_RAISED_NOTE = re.compile(r"\s*(?P<mark>[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3}|\*{1,5})[^\S\n]+(?=\S)")
_RULE = re.compile(r"^_{5,}$", re.MULTILINE)
_LABEL = re.compile(r"\d{1,3}")
# A footnote at the end of a text: "1 Ibid., …", "[1] Ibid., …"
_NOTE = re.compile(r"(?:(?P<bare>\d{1,2})|\[(?P<bracket>\d{1,2})\])\s+(?=[^\W\d_\"“(])")
_BLANK = re.compile(r"\n[^\S\n]*\n\s*")
_ENDS = re.compile(r"[.:;!?”\"’)]$")
_MAX_NOTES = 200
_FULL = 0.8  # of the width of the longest lines: a line that is as wide as this goes on with the next
_BESIDE = 400  # characters: a line
# What begins anew, whatever stands before it: a label, a heading of capitals or of a part, a signature.
_OPENS = re.compile(
    r"(?:\(?\w{1,3}[.)]|[-–—•*]|[A-Z][A-Z ]{4,})(?=\s|$)|(?:Annex|Appendix|Article|Chapter|Enclosure|Part|Section)\b"
    r"|\(Signed\b|$"
)


def flowing(text: str) -> str:
    """Return the text without page furniture, footnotes as paragraphs with their marks, marks raised in the body."""
    return _notes_apart(_bottom_notes(_without_furniture(_page_notes(text))))


def _notes_apart(text: str) -> str:
    """Part footnotes that stand line below line: the mark of each follows on the one before."""
    out: list[str] = []
    last: tuple[str, int] | None = None
    blank = True
    for line in text.split("\n"):
        mark = _RAISED_NOTE.match(line)
        rank = _rank(mark["mark"]) if mark else None
        if rank and last and not blank and (rank == (last[0], last[1] + 1) or (rank == ("¹", 1) and last[0] == "*")):
            out.append("")
            blank = True
        last = rank if rank and blank else last if line.strip() else None
        blank = not line.strip()
        out.append(line)
    return "\n".join(out)


def _rank(mark: str) -> tuple[str, int]:
    """Return which sort of marks a mark is of and its place among them: of asterisks, how many."""
    return ("*", len(mark)) if mark[0] == "*" else ("¹", int(mark.translate(_LOWERED)))


def _page_notes(text: str) -> str:
    """Part the footnotes below a rule, label each, and raise its mark in the page above."""
    if not _RULE.search(text):
        return text
    out = ""
    at = 0
    for rule in _RULE.finditer(text):
        if rule.start() < at:
            continue
        body = text[at : rule.start()]
        end = _zone_end(text, rule.end())
        notes = _labelled([line.strip() for line in text[rule.end() : end].splitlines() if line.strip()])
        if not notes:
            out += body + text[rule.start() : end]
            at = end
            continue
        for label, _ in notes:
            body = _with_mark(body, label)
        out += (
            body.rstrip("\n")
            + "\n\n"
            + "\n\n".join(f"{label.translate(_RAISED)} {words}" for label, words in notes)
            + "\n\n"
        )
        at = end
    return out + text[at:]


def _zone_end(text: str, start: int) -> int:
    """Return where the page ends: at its furniture, else at the end of the text."""
    at = start
    for line in text[start:].splitlines(keepends=True):
        if JOB_NUMBER.match(line.strip()):
            return at
        at += len(line)
    return len(text)


def _labelled(lines: list[str]) -> list[tuple[str, str]]:
    """Return (label, words) of each footnote; empty when they cannot be told apart.

    The number of the first may stand last: it was the last to be read from the page.
    """
    notes: list[tuple[str, list[str]]] = []
    for line in lines:
        inline = re.match(r"(\d{1,3})\s+(\S.*)", line)
        if _LABEL.fullmatch(line):
            notes.append((line, []))
        elif inline and (not notes or int(inline[1]) == _number(notes[-1][0]) + 1):
            notes.append((inline[1], [inline[2]]))
        elif notes:
            notes[-1][1].append(line)
        else:
            notes.append(("", [line]))
    if notes and not notes[0][0] and notes[-1][0] and not notes[-1][1]:
        notes = [(notes[-1][0], notes[0][1]), *notes[1:-1]]
    if not notes or any(not label or not words for label, words in notes):
        return []
    return [(label, "\n".join(words)) for label, words in notes]


def _number(label: str) -> int:
    return int(label) if label.isdigit() else -1


def _with_mark(body: str, label: str) -> str:
    """Raise the number where it can only be the mark: after a word or its punctuation, in one place."""
    after_stop = list(re.finditer(rf"(?<=[,.;:”’)\]])\s?{label}(?=\s|$)", body))
    anywhere = list(re.finditer(rf"(?<=[^\W\d_,.;:”’)\]])\s?{label}(?=[\s,.;:]|$)", body))
    found = after_stop if len(after_stop) == 1 else anywhere if not after_stop and len(anywhere) == 1 else []
    for match in found:
        return body[: match.start()] + label.translate(_RAISED) + body[match.end() :]
    return body


def _without_furniture(text: str) -> str:
    """Drop job numbers, page numbers and repeated symbols; a paragraph they cut in two is made whole."""
    lines = text.split("\n")
    paged = any(JOB_NUMBER.match(line.strip()) for line in lines)
    symbols: set[str] = set()
    out: list[str] = []
    for number, line in enumerate(lines):
        plain = line.strip()
        if paged and SYMBOL_LINE.fullmatch(plain):
            if plain in symbols:
                continue
            symbols.add(plain)
        page_number = re.fullmatch(r"\d{1,4}", plain) and _alone(lines, number)
        if page_number or (paged and plain and not _LABEL.fullmatch(plain) and is_furniture(plain)):
            out.append("\f")
            continue
        if paged and re.fullmatch(r"\d{6}", plain):
            out.append("\f")
            continue
        out.append(line)
    joined = "\n".join(out)
    widths = sorted(len(line) for line in out if line.strip())
    full = _FULL * widths[-max(1, len(widths) // 10)] if widths else 0.0

    def gap(match: re.Match[str]) -> str:
        if "\f" not in match.group():
            return match.group()
        before = joined[max(0, match.start() - _BESIDE) : match.start()].rstrip().rpartition("\n")[2]
        after = joined[match.end() : match.end() + _BESIDE].lstrip().partition("\n")[0]
        # Before a capital only a line without any stop or mark goes on, between two that are both full.
        amid = before[-1:].isalpha() and min(len(before), len(after)) > full
        amid = amid and not _OPENS.match(after) and not before.startswith("(Signed")
        whole = bool(before) and not _ENDS.search(before[-2:]) and (after[:1].islower() or amid)
        return "\n" if whole else "\n\n"

    return re.sub(r"\s*\f\s*(?:\f\s*)*", gap, joined)


def _alone(lines: list[str], number: int) -> bool:
    """Say whether a number stands where a page ended: blank lines below, text above."""
    below = lines[number + 1 : number + 3]
    return number > 0 and bool(lines[number - 1].strip()) and len(below) > 1 and not any(line.strip() for line in below)


def _bottom_notes(text: str) -> str:
    """Raise the marks of footnotes that stand at the end of a text, and those glued to words in its body."""
    paragraphs = _BLANK.split(text.rstrip())
    first = len(paragraphs)
    while first > 1 and _NOTE.match(paragraphs[first - 1].strip()):
        first -= 1
    notes = [(_NOTE.match(p.strip()), p.strip()) for p in paragraphs[first:]]
    labels = [m["bare"] or m["bracket"] for m, _ in notes if m]
    if not labels or labels != [str(n) for n in range(1, len(labels) + 1)] or len(labels) > _MAX_NOTES:
        return text
    body = "\n\n".join(paragraphs[:first])
    at = 0
    for label, (match, _) in zip(labels, notes, strict=True):
        pattern = (
            rf"\[{label}\]" if match and match["bracket"] else rf"(?<=[^\W\d_,.;:)”]|[,.;:)”]){label}(?=[\s,.;:)]|$)"
        )
        mark = re.compile(pattern).search(body, at)
        if mark is None:
            return text
        body = body[: mark.start()] + label.translate(_RAISED) + body[mark.end() :]
        at = mark.start() + 1
    ends = [f"{label.translate(_RAISED)} {p[m.end() :]}" for label, (m, p) in zip(labels, notes, strict=True) if m]
    return "\n\n".join([body, *ends])
