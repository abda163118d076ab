"""EDTF, the Extended Date/Time Format of ISO 8601-2:2019 in the profile of the Library of Congress, levels 0, 1 and 2.

Read beside it, and written in the profile's way: decades and centuries of ISO 8601-1 ("193" is `193X`, "19" is `19XX`),
spaces in sets, time zones without a colon, years in exponential form ("Y17E7" is `Y170000000`).
"""

import re
from contextlib import suppress
from functools import lru_cache
from typing import NoReturn

from events.dates.bounds import GROUPING_MONTHS, month_length
from events.dates.masks import MONTHS
from events.dates.nearest import rewritings
from events.dates.values import (
    UNQUALIFIED,
    AllOf,
    DateSet,
    Edtf,
    Interval,
    OneOf,
    PartialDate,
    Qualification,
    Range,
    ends,
)

MAX_LENGTH = 255
MAX_MEMBERS = 64
MAX_YEAR = 10**12
MAX_EXPONENT = 9

_DATE = re.compile(
    r"""([?~%])? (Y-?[0-9]+(?:E[0-9]+)? | -?[0-9X]{4} | -?[0-9]{2,3}) (?:S([0-9]+))? ([?~%])?
        (?:- ([?~%])? ([0-9X]{2}) ([?~%])?
            (?:- ([?~%])? ([0-9X]{2}) ([?~%])?
                (?:T([0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]+)?) (Z|[+-][0-9]{2}(?::?[0-9]{2})?)? ([?~%])? )?
            )?
        )?""",
    re.VERBOSE | re.ASCII,
)
_YEAR, _SIGNIFICANT, _MONTH, _DAY, _CLOCK, _ZONE = 2, 3, 6, 9, 11, 12
_JOINT_MARK = {frozenset(): "", frozenset("~"): "~", frozenset("?"): "?"}
_EXAMPLES = "write a date as 2023-07-20, 2023-07, 2023, 2004~ or 2006/2019"


class EdtfError(ValueError):
    """A text that is not EDTF.

    `reason` says what was found and what would be right, `position` where, counted from 0; `nearest` is the EDTF that
    was probably meant, "" where there is none.
    """

    def __init__(self, text: str, position: int, reason: str, nearest: str = "") -> None:
        self.text = text[:MAX_LENGTH]
        self.position = position
        self.reason = reason
        self.nearest = nearest
        meant = f"; did you mean {nearest}?" if nearest else ""
        super().__init__(f"{reason}{meant} (at character {position + 1} of “{self.text[:60]}”)")


def parse_edtf(text: str) -> Edtf:
    """The value that an EDTF text stands for; raises EdtfError with the position and what would be right."""
    try:
        return _parse(text)
    except EdtfError as error:
        raise EdtfError(text, error.position, error.reason, _nearest(text)) from None


@lru_cache(maxsize=8192)
def recall_edtf(text: str) -> Edtf:
    """As `parse_edtf`, for many dates of which most come again: values are immutable, and the last are kept."""
    return parse_edtf(text)


def _nearest(text: str) -> str:
    if len(text) <= MAX_LENGTH:
        for rewritten in rewritings(text):
            with suppress(EdtfError):
                return str(_parse(rewritten))
    return ""


def _parse(text: str) -> Edtf:
    if len(text) > MAX_LENGTH:
        _refuse(text, MAX_LENGTH, f"a date has at most {MAX_LENGTH} characters")
    date = _value(text)
    # What is written in a shorter way than the canonical one, at most a third as long, may be too long in that.
    if len(text) * 3 > MAX_LENGTH and len(str(date)) > MAX_LENGTH:
        _refuse(text, 0, f"written out, the date has more than {MAX_LENGTH} characters")
    return date


def _value(text: str) -> Edtf:
    if not text:
        raise EdtfError(text, 0, "the date is empty; write for example 2023-07-20, 2023-07 or 2023")
    if text[0] in "[{":
        return _set(text)
    if "/" in text:
        return _interval(text)
    return _date(text, 0, len(text))


def _interval(text: str) -> Interval:
    slash = text.index("/")
    if (second := text.find("/", slash + 1)) > 0:
        _refuse(text, second, "an interval has one slash, as in 2006/2019")
    start, end = _interval_end(text, 0, slash), _interval_end(text, slash + 1, len(text))
    if not isinstance(start, PartialDate) and not isinstance(end, PartialDate):
        _refuse(text, 0, "an interval needs a date at one end, as in 2006/.. or ../2019")
    if isinstance(start, PartialDate) and isinstance(end, PartialDate):
        _check_order(text, slash + 1, start, end)
    return Interval(start, end)


def _interval_end(text: str, begin: int, end: int) -> PartialDate | str:
    written = text[begin:end]
    return written if written in ("", "..") else _date(text, begin, end)


def _set(text: str) -> DateSet:
    kind, closing = (OneOf, "]") if text[0] == "[" else (AllOf, "}")
    if text[-1] != closing or len(text) == 1:
        where = len(text) - (text[-1] in "]}" and len(text) > 1)
        example = "one of a set ends with ], as in [2006..2019]" if kind is OneOf else "a set ends with }, as in {2006}"
        _refuse(text, where, example)
    if text.count(",") >= MAX_MEMBERS:
        _refuse(text, 0, f"a set has at most {MAX_MEMBERS} members")
    pieces = text[1:-1].split(",")
    members: list[PartialDate | Range] = []
    begin = 1
    for place, piece in enumerate(pieces, 1):
        stripped = piece.strip(" ")
        start = begin + piece.index(stripped)
        first, last = ends(member := _member(text, start, start + len(stripped)))
        if (first is None and place > 1) or (last is None and place < len(pieces)):
            position = text.index("..", start)
            _refuse(text, position, "only the first member may be open at its start, the last at its end")
        members.append(member)
        begin += len(piece) + 1
    return kind(tuple(members))


def _member(text: str, begin: int, end: int) -> PartialDate | Range:
    dots = text.find("..", begin, end)
    if dots < 0:
        return _date(text, begin, end)
    first = _date(text, begin, dots) if dots > begin else None
    last = _date(text, dots + 2, end) if dots + 2 < end else None
    if first is None and last is None:
        _refuse(text, begin, "a range needs a date at one end, as in [..2023-08]")
    if first is not None and last is not None:
        _check_order(text, dots + 2, first, last)
    return first, last


def _check_order(text: str, position: int, first: PartialDate, last: PartialDate) -> None:
    if first.bounds[0] > last.bounds[3]:  # type: ignore[operator]  # a date has all four
        _refuse(text, position, "the end is before the start")


def _date(text: str, begin: int, end: int) -> PartialDate:
    found = _DATE.fullmatch(text, begin, end)
    if found is None:
        _refuse_unread(text, begin, end)
    (left, written, significant, right, left2, month_text, right2, left3, day_text, right3, clock, _, last) = (
        found.groups()
    )
    year = _year(text, found, written)
    month = None if month_text is None else _component(month_text)
    day = None if day_text is None else _component(day_text)
    time = "" if clock is None else _time(text, found, day)
    digits = None if significant is None else _significant(text, found, year, month)
    marks = UNQUALIFIED
    if left or right or left2 or right2 or left3 or right3 or last:
        marks = _qualification((left, left2, left3), (right, right2, right3), last, (month, day))
    try:
        return PartialDate(year, month, day, time, marks, digits)
    except ValueError:
        _refuse_day(text, found, year, month, day)


def _component(written: str) -> int | str:
    return written if "X" in written else int(written)


def _qualification(
    left: tuple[str | None, ...],
    right: tuple[str | None, ...],
    whole: str | None,
    written: tuple[int | str | None, ...],
) -> Qualification:
    """A mark on the left of a component is its own; one on its right is also of all components before it."""
    return Qualification(
        _joint(left[0], *right, whole),
        "" if written[0] is None else _joint(left[1], *right[1:], whole),
        "" if written[1] is None else _joint(left[2], right[2], whole),
    )


def _joint(*marks: str | None) -> str:
    return _JOINT_MARK.get(frozenset(mark for mark in marks if mark), "%")


def _year(text: str, found: re.Match[str], written: str) -> int | str:
    if "X" in written:
        return written
    if written[0] == "Y":
        return _long_year(text, found, written[1:])
    year = int(written)
    if abs(year) > 999:
        return year
    if year == 0 and written[0] == "-":
        _refuse(text, found.start(_YEAR), "the year 0 has no sign; write 0000 for 1 BCE")
    missing = 4 - len(written.lstrip("-"))
    alone = found.end() - found.start() == len(text) and found[_MONTH] is None and found[_SIGNIFICANT] is None
    if missing and not alone:
        advice = "a year has four digits" if "/" in text else f"write {written}{'X' * missing}"
        _refuse(text, found.start(_YEAR), f"a decade or century stands alone; {advice}")
    return year if not missing else written + "X" * missing


def _long_year(text: str, found: re.Match[str], written: str) -> int:
    start = found.start(_YEAR)
    if found[_MONTH] is not None:
        _refuse(text, found.start(_MONTH), "a year written with Y stands alone")
    mantissa, _, exponent = written.partition("E")
    if len(exponent) > 1:
        _refuse(text, start, f"the exponent of a year is one digit, at most {MAX_EXPONENT}")
    year: int = int(mantissa) * 10 ** int(exponent or 0)
    if abs(year) > MAX_YEAR:
        _refuse(text, start, "a year lies within ±1 000 000 000 000")
    if abs(year) < 10**4:
        _refuse(text, start, "a year after Y has more than four digits")
    if mantissa.lstrip("-").startswith("0"):
        _refuse(text, start, "a year after Y begins with another digit than 0")
    return year


def _significant(text: str, found: re.Match[str], year: int | str, month: int | str | None) -> int:
    start = found.start(_SIGNIFICANT)
    if month is not None:
        _refuse(text, found.start(_MONTH), "a year with significant digits stands alone, as in 1950S2")
    if isinstance(year, str):
        _refuse(text, start, "a year has unspecified digits or significant ones, not both")
    digits = int(found[_SIGNIFICANT])
    if not 1 <= digits <= len(str(abs(year))):
        _refuse(text, start, f"the year {year} has 1 to {len(str(abs(year)))} significant digits, not {digits}")
    return digits


def _refuse_day(
    text: str, found: re.Match[str], year: int | str, month: int | str | None, day: int | str | None
) -> NoReturn:
    """Says why no day of the calendar fits."""
    if isinstance(month, str) and not MONTHS[month]:
        reason = f"no month fits {month}; months are 01 to 12, so that 0X, 1X, X2 and XX fit some"
        _refuse(text, found.start(_MONTH), reason)
    if isinstance(month, int) and month in GROUPING_MONTHS:
        _refuse(text, found.start(_DAY), "a part of a year, as months from 21 on are, has no days")
    if isinstance(month, int) and not 1 <= month <= 12:
        reason = f"there is no month {month:02}; months are 01 to 12, parts of a year 21 to 41"
        _refuse(text, found.start(_MONTH), reason)
    if isinstance(year, int) and isinstance(month, int) and isinstance(day, int):
        length = month_length(year, month)
        reason = f"{found[_YEAR]}-{month:02} has {length} days, not {day}" if day else "the days of a month begin at 01"
        _refuse(text, found.start(_DAY), reason)
    _refuse(text, found.start(_DAY), f"no day of the calendar fits {found[_YEAR]}-{found[_MONTH]}-{found[_DAY]}")


def _time(text: str, found: re.Match[str], day: int | str | None) -> str:
    clock, zone = found[_CLOCK], found[_ZONE] or ""
    hour, minute, second = int(clock[:2]), int(clock[3:5]), int(clock[6:8])
    if not isinstance(day, int) or "X" in found[_MONTH] or "X" in found[_YEAR]:
        _refuse(text, found.start(_CLOCK) - 1, "a time needs a whole date before it, as in 2023-07-20T10:30:00Z")
    midnight = hour == 24 and not clock[3:].strip("0:.")
    if not (hour < 24 or midnight) or minute > 59 or second > 59:
        _refuse(text, found.start(_CLOCK), f"there is no time {clock}; times run from 00:00:00 to 23:59:59")
    if zone in ("", "Z"):
        return f"T{clock}{zone}"
    hours, minutes = int(zone[1:3]), int(zone[3:].lstrip(":") or 0)
    if minutes > 59 or hours * 60 + minutes > (12 if zone[0] == "-" else 14) * 60:
        _refuse(text, found.start(_ZONE), "time zones run from -12:00 to +14:00; write Z or for example -04:00")
    if zone[0] == "-" and hours == minutes == 0:
        _refuse(text, found.start(_ZONE), "a time zone without an offset is Z or +00:00")
    return f"T{clock}{zone[:3]}{f':{minutes:02}' if len(zone) > 3 else ''}"


def _refuse_unread(text: str, begin: int, end: int) -> NoReturn:
    readable = _DATE.match(text, begin, end)
    position = readable.end() if readable else begin
    if position >= end:
        _refuse(text, position, f"a date is missing here; {_EXAMPLES}")
    if text[position] == "T":
        _refuse(text, position, "a time follows a day and has seconds, as in 2023-07-20T10:30:00Z")
    _refuse(text, position, f"“{text[position]}” was not expected here; {_EXAMPLES}")


def _refuse(text: str, position: int, reason: str) -> NoReturn:
    raise EdtfError(text, position, reason)
