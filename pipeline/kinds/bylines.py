"""Whose words a title says a text is: "Report of the Secretary-General", "Statement by the Minister, Ann Lee"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.extract import actors
from pipeline.model import Author

_BY = re.compile(
    r"(?:(?:[\w-]+\s+){0,4}?(?:Statement|Briefing|Remarks|Letter|Report|Address|Message|Note|Declaration|Intervention|Comments?|"
    r"Communication|Appeal|Communiqué|Memorandum|Study|Speech|Opening\s+remarks)s?)\b(?:\s+dated\s[^,]{1,40}?\d{4})?"
    # "Report on the work of the fishers by Ann Lee": what it is on is nobody it is of.
    r"(?:(?=\s(?:on|concerning|regarding)\s)[^,]{0,200}?\s(?:by|from)|(?!\s(?:on|concerning|regarding)\s)[^,]{0,60}?\s(?:by|of|from))"
    r"\s+(?P<author>.+)",
    re.DOTALL | re.IGNORECASE,
)
_ADDRESSEE = re.compile(r"\s+addressed\s+to\b.*$", re.DOTALL | re.IGNORECASE)
_WORD = r"[A-ZÀ-Þ](?:[\w’'-]*\w|\.)"
_NAMED = re.compile(
    rf"(?P<role>.+?),\s+(?:(?:His|Her)\s+Excellency\s+|H\.\s?E\.\s+)?(?:M(?:r|s|rs|iss)\.?\s+|Dr\.?\s+)?"
    rf"(?P<name>{_WORD}(?:\s+(?:{_WORD}|de|van|von|al|bin|la|da|dos|del|el)){{1,5}})$",
    re.DOTALL,
)
# "H.E. Mr. Ola Hansen, Minister for Foreign Affairs of Norway"
_NAME_FIRST = re.compile(
    rf"(?i:(?:H\.\s?E\.|(?:His|Her)\s+Excellency|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Ambassador)\s+)+"
    rf"(?P<name>{_WORD}(?:\s+(?:{_WORD}|de|van|von|al|bin|la|da|dos|del|el)){{0,5}})(?:,\s+(?:the\s+)?(?P<role>\S.+))?$",
    re.DOTALL,
)
_OFFICE = re.compile(
    r"\b(?:President|Minister|Secretary|Ambassador|Representative|Chair\w*|Coordinator|Commissioner|Envoy|King|Emir|Director|"
    r"Head|Speaker|Foreign|Prime|Vice|General|Rapporteur|Chargé|Registrar|Expert|Adviser|Prosecutor|Facilitator)s?\b"
)
# "… of the Secretary-General on his mission": the subject; "the Working Group on …" is a name.
_SUBJECT = re.compile(
    r"(?<!Group)(?<!Committee)(?<!Commission)(?<!Rapporteur)(?<!Expert)(?<!Panel)(?<!Conference)(?<!Mechanism)(?<!Adviser)"
    r"(?<!Representative)(?<!Forum)(?<!Board)(?<!Office)\s+(?:on|transmitting|pursuant\s+to|prepared|submitted)\s+.*$",
    re.DOTALL,
)
# "…, Ola Hansen, at the opening of the session", "…, 29 May 2044": when and where it was said.
_OCCASION = re.compile(
    r",\s+(?:(?:at|before|during|in|to|concerning|regarding|dated|made|delivered|issued|following)\b|\d{1,2}\s\w+\s\d{4}).*$",
    re.DOTALL,
)
_SIGNED = re.compile(r"\(\s*Signed\s*\)\s*(?P<name>[^\n]+)(?P<below>(?:\n(?!\s*\(\s*Signed)[^\n]+)*)", re.IGNORECASE)
_RANK = re.compile(
    r"Ambassador(?: Extraordinary and Plenipotentiary)?|(?:Lieutenant |Major |Brigadier )?General|Colonel|"
    r"Minister(?: Counsellor)?|Counsellor|First Secretary"
)


@dataclass(frozen=True, slots=True)
class Signature:
    """Who signed: the name, and what stands below it."""

    name: str
    rank: str | None
    role: str | None


def signatures(text: str) -> list[Signature]:
    r"""Return the signatures in a text, in order.

    >>> signatures("(Signed) Ola Hansen\nAmbassador\nPermanent Representative")
    [Signature(name='Ola Hansen', rank='Ambassador', role='Permanent Representative')]
    """
    out = []
    for match in _SIGNED.finditer(text):
        below = [t.strip() for t in match["below"].split("\n") if t.strip()]
        rank = next((t for t in below if _RANK.fullmatch(t)), None)
        out.append(Signature(match["name"].strip(" ,"), rank, ", ".join(t for t in below if t != rank) or None))
    return out


def author_of(title: str, document_id: str) -> Author | None:
    """Return who a title says the text is by: a person, several persons as a group, a state, an organisation.

    >>> author_of("Statement by the Special Coordinator for Peace, Ann Lee", "x").actor.id
    'person:special-coordinator-for-peace/ann-lee'
    >>> author_of("Report of the Secretary-General on his mission", "x").role
    'Secretary-General'
    >>> author_of("Northern fishing grounds", "x") is None
    True
    """
    match = _BY.match(title)
    if match is None:
        return None
    words = re.sub(r"^the\s+", "", _ADDRESSEE.sub("", match["author"]).strip(" ."), flags=re.IGNORECASE)
    return named(_OCCASION.sub("", _SUBJECT.sub("", words)).rstrip(" ,"), document_id)


def named(words: str, document_id: str) -> Author:
    """Return the author that the words after "by" name."""
    if len(_OFFICE.findall(words)) > 1 and re.search(r",\s.+\band\s+(?:the\s+)?[A-Z]", words):
        return Author(None, None, words, actors.group(words, document_id))
    if found := _NAME_FIRST.match(words) or _NAMED.match(words):
        role = found["role"]
        return Author(
            found["name"], None, role, actors.person(found["name"], document_id, role, actors.country_in(role or ""))
        )
    if _OFFICE.search(words):
        return Author(None, None, words, actors.person(words, document_id, words, actors.country_in(words)))
    return Author(words, None, None, actors.state(words) or actors.organisation(words, actors.country_in(words)))
