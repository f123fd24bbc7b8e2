"""Whether a text says that something was *not* said: "never promised", "does not recommend", "made no mention of"."""

from __future__ import annotations

import re

# How many characters before a cue are read.
_REACH = 90
_ADVERB = (
    r"(?:(?!only\b)[\w’'-]+ly|yet|still|also|even|ever|so|far|once|again|at\s+(?:any|all)\s+time|at\s+all|as\s+of\s+\w+|"
    r"in\s+any\s+way)"
)
_AUXILIARY = r"(?:be|been|being|to|have|had|has)"
_BETWEEN = rf"(?:[\s,]+(?:{_ADVERB}|{_AUXILIARY}))*[\s,]+"
_REFUSING = (
    r"(?:refus\w+|declin\w+|fail(?:s|ed|ing)?|omit\w*|neglect\w*|unable|unwilling|"
    r"not\s+(?:in\s+a\s+position|prepared|ready|willing|able)|(?:has|have|had)\s+yet)\s+to"
)
# What stands right before the cue. "Not only", "cannot but", "never fail to" deny nothing.
_BEFORE = re.compile(
    rf"(?:(?<![\w’'])(?P<no>not|never|no\s+longer|neither|nor|nowhere|cannot)|n[’']t|{_REFUSING}|"
    rf"\bwithout|\b(?:stop\w*\s+short\s+of|avoid\w*)|\b(?:made?|makes|gave|gives|had|has|have|issued|issues|offered)\s+no)"
    rf"{_BETWEEN}$",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"(?:\b(?:never|not|cannot)|n[’']t)\s+(?:fail\w*|refus\w+|declin\w+|omit\w*|neglect\w*)\s+to\s+$|"
    r"\b(?:remiss|impossible|hard|difficult)\b[^.;:]{0,40}\bnot\s+(?:to\s+)?$|\b(?:cannot|not)\s[^.;:]{0,50}\bwithout\s[\w\s]{0,12}$",
    re.IGNORECASE,
)
# The subject itself: "Nobody claimed", "No witness reported", "Neither side acknowledged".
_NOBODY = re.compile(r"\s*(?:nobody|no\s+one|none|neither|no\s+(?=[a-z]))", re.IGNORECASE)
# "Nowhere did the law provide": an auxiliary turned round.
_TURNED = re.compile(
    r"\b(?:nowhere|never|at\s+no\s+time|in\s+no\s+way|nor|neither)(?:\s+\w+)?\s+"
    r"(?:did|does|do|has|have|had|will|would|was|were|is|are)\s+$",
    re.IGNORECASE,
)


def negated(text: str, source: tuple[int, int] | None, cue: tuple[int, int] | None) -> bool:
    """Say whether the act is denied: right before its cue, by its subject, or by an opening turned round.

    >>> negated("The law does not provide it", (0, 7), (17, 24))
    True
    """
    if cue is None:
        return False
    behind = source is not None and source[1] <= cue[0]
    start = max(source[1] if source and behind else 0, cue[0] - _REACH)
    before = text[start : cue[0]]
    if _BEFORE.search(before) and not _DOUBLE.search(before):
        return True
    if source is None or not behind:
        return False
    if _NOBODY.match(text, source[0], source[1]) and not text[source[0] : source[1]].startswith("No."):
        return True
    return _TURNED.search(text[max(0, source[0] - _REACH) : source[0]]) is not None
