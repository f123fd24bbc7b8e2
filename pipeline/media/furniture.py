"""Running matter of United Nations pages by its words: page numbers, job numbers, "Please recycle"."""

from __future__ import annotations

import re

# Shares of a page's height: above and below these a line may be a running head or foot.
HEAD, FOOT = 0.86, 0.12
SYMBOL_LINE = re.compile(r"(?:[A-Z]{1,6}/)+[A-Za-z0-9./() –-]+")
# As in: 25-19826 (E); GE.14-07603 (E) 150714; 26-05268* (E) 280426
JOB_NUMBER = re.compile(r"(?:GE\.|JC\.|V\.)?\d{2}-?\d{5}\**\s*(?:\([A-Z]\)|$)")
_FURNITURE = re.compile(
    r"""(?:Page\s+)?\d{1,4}\s*/\s*\d{1,4}(?:\s+\S+)?
    |(?:\S+\s+)?\d{1,4}\s*/\s*\d{1,4}
    |(?:GE\.|JC\.|V\.)?\d{2}-?\d{5}\**(?:\s*\([A-Z]+\))?(?:\s+\d{6})*\**(?:\s+\d{1,4})?
    |\d{1,4}\s+(?:GE\.)?\d{2}-?\d{5}(?:\s*\([A-Z]\))?
    |[*\s]*\d{7}[*\s]*
    |Please\s+recycle\W*
    |(?:Page|page)\s+(?:\d{1,4}|[ivxl]+)|[-–—\s]*\d{1,4}[-–—\s]*|[ivxl]{1,6}
    |United\s+Nations\s+\d{6}\s*
    """,
    re.VERBOSE,
)


def is_furniture(text: str) -> bool:
    """Say whether a line can only be running matter where it stands at the edge of a page.

    >>> [is_furniture(t) for t in ("2/8 25-19826", "GE.14-07603 (E)", "*2519826*", "Page 3", "1. Decides")]
    [True, True, True, True, False]
    """
    return _FURNITURE.fullmatch(text) is not None
