"""Whether a text says that something was *not* said: "never promised", "does not recommend", "made no mention of"."""

from __future__ import annotations

import re

# How many characters before a cue are read.
_REACH = 90
# "Not only", "not merely", "not unreasonably" deny the adverb, not the act.
_ADVERB = (
    r"(?:(?!only\b|merely\b|simply\b|solely\b|un)[\w’'-]+ly|yet|still|also|even|ever|once|so|far|again|however|though|"
    r"then|now|either|in\s+fact|of\s+course|so\s+much\s+as|at\s+(?:any|all)\s+time|at\s+all|as\s+of\s+\w+|in\s+any\s+way)"
)
_AUXILIARY = r"(?:be|been|being|to|have|had|has)"
# "did not, as its lawyer pointed out, say": something between commas counts as one adverb.
_BETWEEN = rf"(?:,[^,;:.]{{1,60}},)?(?:[\s,]+(?:{_ADVERB}|{_AUXILIARY}))*[\s,]+"
_REFUSING = (
    r"(?:refus\w+|declin\w+|fail(?:s|ed|ing)?|omit\w*|neglect\w*|unable|unwilling|"
    r"not\s+(?:in\s+a\s+position|prepared|ready|willing|able)|(?:has|have|had|is|are|was|were)\s+yet)\s+to"
)
_NO_TIME = r"(?:at\s+no\s+(?:time|point|stage)|on\s+no\s+occasion|in\s+no\s+way|under\s+no\s+circumstances)"
# What stands right before the cue. "Not only", "cannot but", "never fail to" deny nothing.
_BEFORE = re.compile(
    rf"(?:(?<![\w’'])(?P<no>not|never|no\s+longer|neither|nor|nowhere|cannot|{_NO_TIME})|n[’']t|{_REFUSING}|"
    r"\bwithout|\b(?:stop\w*\s+short\s+of|avoid\w*|refrain\w*\s+from)|"
    r"\bno(?:\s+(?:such|official|formal|public|further|prior|written|explicit|other))?(?!,))"
    rf"{_BETWEEN}$",
    re.IGNORECASE,
)
_DOUBLE = re.compile(
    r"(?:\b(?:never|not|cannot)|n[’']t)\s+(?:fail\w*|refus\w+|declin\w+|omit\w*|neglect\w*)\s+to\s+$|"
    r"\b(?:remiss|impossible|hard|difficult)\b[^.;:]{0,40}\bnot\s+(?:to\s+)?$|\b(?:cannot|not)\s[^.;:]{0,50}\bwithout\s[\w\s]{0,12}$",
    re.IGNORECASE,
)
# The subject itself: "Nobody claimed", "No witness reported", "Neither side acknowledged", "No Member State objected".
# What is written with capitals only is a name ("No Labels"), unless it is what documents write so; "no fewer than ten"
# counts.
_NOBODY = re.compile(
    r"\s*(?:(?:nobody|no\s+one|none(?!\s+other\s+than\b)|neither|nothing\s+in|not\s+(?:one|a\s+single))\b|"
    r"no\s+(?!(?:fewer|less|more|later|earlier)\s+than\b|(?:doubt|matter|wonder)\b)"
    r"(?-i:(?:[^\s.]+\s+){0,8}?(?!(?:of|and|for|the)\b)[a-z]|(?:[A-Z]\w+\s+){0,2}(?:State|Member|Government|Part(?:y|ies)|"
    r"Delegation|Minister|President|Representative)s?\b))",
    re.IGNORECASE,
)
# "Nowhere did the law provide": an auxiliary turned round.
_TURNED = re.compile(
    rf"\b(?:nowhere|never|not\s+once|nor|neither|{_NO_TIME})(?:\s+\w+)?\s+"
    r"(?:did|does|do|has|have|had|will|would|was|were|is|are)\s+$",
    re.IGNORECASE,
)
# "Had he not said it", "if she does not say", "were I not to thank": what is supposed is not told.
_SUPPOSED = re.compile(
    r"(?:\b(?:if|unless)|(?:^|[,;—–]\s*|\bremiss\b[^.;:]{0,40}\s)(?:were|had|should))\s+$", re.IGNORECASE
)
# "It is not true that Li said": the whole is denied. "It was not Li who said": the one who did is.
_UNTRUE = re.compile(
    r"(?<!\bif\sit\s)\b(?:(?:is|was|be)(?:\s+not|n[’']t)\s+(?:true|correct|the\s+case|a\s+fact)|"
    r"(?:is|was)\s+(?:untrue|false))\s+that\s+$",
    re.IGNORECASE,
)
_NOT_WHO = re.compile(
    r"\bit\s+(?:is|was)(?:\s+not|n[’']t)\s+(?!(?:only|just|merely|simply|solely|those|until|till)\b)"
    rf"(?:(?!\bbut\b)[^.;:,]){{1,60}}\s(?:who|that)(?:\s+(?:{_ADVERB}|{_AUXILIARY}))*\s+$",
    re.IGNORECASE,
)
# "could not have said it better", "could not agree more": said and meant.
_COULD = re.compile(rf"\bcould(?:\s+not|n[’']t)(?:\s+(?:{_ADVERB}|{_AUXILIARY}))*\s+$", re.IGNORECASE)
_UTMOST = re.compile(
    r"(?:agree\w*(?:\s+[\w’'-]+){0,3}?\s+more|[\w’'-]+(?:\s+[\w’'-]+){0,3}?\s+(?:better|clearer|plainer|more\s+\w+ly))\b",
    re.IGNORECASE,
)
# "did not announce the visit until Monday": it was said in the end.
_PAST = re.compile(r"\b(?:did|was|were|had)(?:\s+not|n[’']t)\b|\bnever\b", re.IGNORECASE)
_UNTIL = re.compile(r"(?:\s+(?!(?:that|to|whether|if)\b)[\w’'-]+){0,4}\s+(?:until|till)\b", re.IGNORECASE)


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
    if _COULD.search(before) and _UTMOST.match(text, cue[0]):
        return False
    if _BEFORE.search(before) and not _DOUBLE.search(before):
        supposed = behind and source and _SUPPOSED.search(text[max(0, source[0] - _REACH) : source[0]])
        return not supposed and not (_PAST.search(before) and _UNTIL.match(text, cue[1]))
    if _NOT_WHO.search(text, max(0, cue[0] - _REACH), cue[0]):
        return True
    if source is None or not behind:
        return False
    opening = text[max(0, source[0] - _REACH) : source[0]]
    return any((_NOBODY.match(text, *source), _TURNED.search(opening), _UNTRUE.search(opening)))
