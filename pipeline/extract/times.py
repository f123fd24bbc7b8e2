"""When something is said: adverbials of time in English, as a pattern."""

DAY = r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)"
_PART = r"(?:morning|afternoon|evening|night)"
_UNIT = rf"(?:{DAY}(?:\s+{_PART})?+|{_MONTH}|{_PART}|week(?:end)?|month|year|spring|summer|autumn|fall|winter)"
_DATE = (
    rf"(?:{DAY}(?:\s+{_PART})?+|(?:\d{{1,2}}\s+)?{_MONTH}(?:\s+\d{{1,2}}(?!\d))?(?:,?\s+\d{{4}})?"
    r"|(?:mid-|early\s+|late\s+)?(?:19|20)\d\d)"
)
# "late on Tuesday", "as of 3 May 2020", "during the weekend", "this past Friday", "Sunday morning", "two days ago".
WHEN = (
    rf"(?:(?:early|late|earlier|later)\s+)?(?:(?:on|in|as\s+of|during)\s+(?:the\s+|last\s+)?{_DATE}"
    rf"|(?:during|over)\s+the\s+{_UNIT}|(?:this|last|next|that|the\s+same)\s+(?:past\s+)?(?:{_UNIT}|day)"
    rf"|{DAY}(?:\s+{_PART})?+|yesterday|today|tonight|(?:a\s+few|\w+)\s+(?:hours|days|weeks|months|years)\s+ago)"
)
