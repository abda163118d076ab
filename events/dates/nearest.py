"""What somebody probably meant who wrote a date otherwise than EDTF does: the usual slips, put right.

Never used to read a date, only to name one in a refusal.
"""

import re
import unicodedata
from collections.abc import Iterator

from events.dates.bounds import month_length

_DASHES = re.compile("[\u2010-\u2015\u2212\ufe58\ufe63\uff0d]")
_YEAR_RANGE = re.compile(r"([0-9]{4}) ?- ?([0-9]{4})")
_SHORTENED_RANGE = re.compile(r"([0-9]{2})([0-9]{2}) ?[-/] ?([0-9]{2})")
_YEAR_FIRST = re.compile(r"([0-9]{4})([-./])([0-9]{1,2})\2([0-9]{1,2})")
_EIGHT_DIGITS = re.compile(r"([0-9]{4})([0-9]{2})([0-9]{2})")
_YEAR_LAST = re.compile(r"([0-9]{1,2})([-./])([0-9]{1,2})\2([0-9]{4})")
_YEAR_AND_MONTH = re.compile(r"([0-9]{4})[-./]([0-9]{1,2})|([0-9]{1,2})[-./]([0-9]{4})")
_CIRCA = re.compile(r"(?:c|ca|circa|about|approx)[. ]+(.+)", re.IGNORECASE)
_MARK_APART = re.compile(r"(.+?) +([?~%])")
_DECADE = re.compile(r"(?:the )?([0-9]{3})0'?s", re.IGNORECASE)
_LONG_YEAR = re.compile(r"[Yy]?(-?)0*([0-9]{1,13})")
_TIME = re.compile(r"([0-9-]{10})[Tt ]([0-9]{2}:[0-9]{2})(:[0-9]{2})?(.*)")
_LETTERS = str.maketrans("xyuest", "XYXEST")
_WORDS = {"unknown": "", "open": "..", "present": "..", "now": ".."}


def rewritings(text: str) -> Iterator[str]:
    """EDTF texts, perhaps, that the text may have been meant for; the likeliest first."""
    plain = _plain(text)
    for candidate in dict.fromkeys((*_candidates(plain), plain)):
        if candidate != text:
            yield candidate


def _plain(text: str) -> str:
    """The text in ASCII digits and hyphens, without spaces around it."""
    digits = "".join(str(unicodedata.digit(c)) if c.isdigit() and not c.isascii() else c for c in text)
    return _DASHES.sub("-", digits).strip()


def _candidates(text: str) -> Iterator[str]:
    yield text.translate(_LETTERS)
    yield from _numeric(text)
    if found := _CIRCA.fullmatch(text):
        first, slash, last = found[1].partition("/")
        if len(first.lstrip("-")) > 3:
            yield f"{first}~{slash}{last}"
    if found := _MARK_APART.fullmatch(text):
        yield "".join(found.groups())
    if found := _DECADE.fullmatch(text):
        yield f"{found[1]}X"
    if found := _TIME.fullmatch(text):
        seconds = min(found[3] or ":00", ":59")
        zone = "Z" if found[4] in ("-00:00", "-0000", "-00", "z") else found[4]
        yield f"{found[1]}T{found[2]}{seconds}{zone}"
    if text.count("/") == 1:
        yield from _intervals(*text.split("/"))
    if text[:1] in ("[", "{"):
        yield from _sets(text)
    elif ".." in text and "/" not in text:
        yield f"[{text}]"


def _numeric(text: str) -> Iterator[str]:
    """What is of numbers alone, with another order or other separators."""
    if found := _YEAR_RANGE.fullmatch(text):
        yield "/".join(found.groups())
    if found := _YEAR_FIRST.fullmatch(text):
        yield from _days(int(found[1]), int(found[3]), int(found[4]))
    if found := _EIGHT_DIGITS.fullmatch(text):
        yield from _days(*(int(number) for number in found.groups()))
    if found := _YEAR_LAST.fullmatch(text):
        yield from _from_year_last(int(found[4]), int(found[1]), int(found[3]), dotted=found[2] == ".")
    if (found := _SHORTENED_RANGE.fullmatch(text)) and 0 < int(found[3]) - int(found[2]) <= 30:
        yield f"{found[1]}{found[2]}/{found[1]}{found[3]}"
    if found := _YEAR_AND_MONTH.fullmatch(text):
        yield f"{found[1] or found[4]}-{int(found[2] or found[3]):02}"
    if found := _LONG_YEAR.fullmatch(text):
        number = found[2].lstrip("0") or "0"
        if len(found[2]) == 8:
            return  # a day, written wrongly
        yield f"Y{found[1]}{number}" if len(number) > 4 else f"{found[1] * (number != '0')}{number:>04}"


def _days(year: int, month: int, day: int) -> Iterator[str]:
    """The day, the day with its month and day exchanged, the last day of that month."""
    yield f"{year:04}-{month:02}-{day:02}"
    yield f"{year:04}-{day:02}-{month:02}"
    if 1 <= month <= 12 and 29 <= day <= 31:
        yield f"{year:04}-{month:02}-{month_length(year, month):02}"


def _from_year_last(year: int, first: int, second: int, *, dotted: bool) -> Iterator[str]:
    """Dots stand after day and month; with slashes and hyphens only a number over 12 tells the day."""
    if dotted or first > 12:
        yield f"{year:04}-{second:02}-{first:02}"
    elif second > 12 or first == second:
        yield f"{year:04}-{first:02}-{second:02}"


def _intervals(start: str, end: str) -> Iterator[str]:
    start, end = (_WORDS.get(side.strip().lower(), side.strip()) for side in (start, end))
    yield f"{start}/{end}"
    yield f"{end}/{start}"


def _sets(text: str) -> Iterator[str]:
    closing = "]" if text[0] == "[" else "}"
    members = text[1:].rstrip("]}")
    yield f"{text[0]}{members}{closing}"
    yield text[0] + ",".join(_in_order(member) for member in members.split(",")) + closing


def _in_order(member: str) -> str:
    first, dots, last = member.strip().partition("..")
    return f"{last}{dots}{first}" if first and last else member
