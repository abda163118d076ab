"""EDTF, the Extended Date/Time Format of ISO 8601-2:2019 in the profile of the Library of Congress.

Read here: level 0 (dates, date-times, intervals), level 1 (long and negative years, seasons, qualification of the
whole date, unspecified digits from the right, open and unknown ends) and, of level 2, one of a set.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import NoReturn, TypeAlias

from events.dates.bounds import Bounds, day_number, month_length

MAX_LENGTH = 255
MAX_MEMBERS = 64
MAX_YEAR = 10**12

# From the finest to the coarsest.
PRECISIONS = ("time", "day", "month", "season", "year", "decade", "century", "millennium")
_SEASON_MONTHS = {21: (3, 5), 22: (6, 8), 23: (9, 11), 24: (12, 14)}

_DATE = re.compile(
    r"""(?P<year> Y-?[0-9]{5,13} | -?(?:[0-9]{4} | [0-9]{3}X | [0-9]{2}XX | [0-9]XXX))
        (?:-(?P<month>[0-9]{2}|XX) (?:-(?P<day>[0-9]{2}|XX))? )?
        (?P<time>T(?P<clock>[0-9]{2}:[0-9]{2}:[0-9]{2})(?:\.[0-9]{1,9})? (?P<zone>Z|[+-][0-9]{2}(?::?[0-9]{2})?)? )?
        (?P<qualifier>[?~%])?""",
    re.VERBOSE | re.ASCII,
)


class EdtfError(ValueError):
    """A text that is not EDTF: `reason` says what was found and what would be right, `position` counts from 0."""

    def __init__(self, text: str, position: int, reason: str) -> None:
        self.text = text[:MAX_LENGTH]
        self.position = position
        self.reason = reason
        super().__init__(f"{reason} (at character {position + 1} of “{self.text[:60]}”)")


class Edtf:
    """A date, an interval or one of a set. Immutable; equal and hashed by value; `str()` is canonical EDTF."""

    @property
    def bounds(self) -> Bounds:
        """Between which days it began and ended."""
        raise NotImplementedError

    @property
    def earliest(self) -> int | None:
        """The first day it can have begun on (0001-01-01 = 1), None where the beginning is open or unknown."""
        return self.bounds.earliest

    @property
    def latest(self) -> int | None:
        """The last day it can have ended on, None where the end is open or unknown."""
        return self.bounds.latest

    @property
    def parts(self) -> tuple["PartialDate", ...]:
        """The dates that it is made of, in order."""
        raise NotImplementedError

    @property
    def precision(self) -> str:
        """The coarsest of its parts' precisions: one of `PRECISIONS`."""
        return max((part.precision for part in self.parts), key=PRECISIONS.index)

    @property
    def approximate(self) -> bool:
        """Whether any part is marked `~` or `%`."""
        return any(part.qualifier in ("~", "%") for part in self.parts)

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(part.qualifier in ("?", "%") for part in self.parts)


@dataclass(frozen=True)
class PartialDate(Edtf):
    """A year, season, month, day or moment, perhaps qualified, perhaps with unspecified digits.

    `year` has its unspecified digits at 0 and `unspecified` counts them (0 to 3); `month` is 1 to 12, 21 to 24 for a
    season; `month` or `day` is 0 where it is written `XX`, None where it is not written; `time` keeps `T…` as written.
    """

    year: int
    month: int | None = None
    day: int | None = None
    time: str = ""
    qualifier: str = ""
    unspecified: int = 0

    def __str__(self) -> str:
        return "".join(self._written())

    def _written(self) -> Iterator[str]:
        digits = f"{abs(self.year):04}"
        sign = "-" if self.year < 0 else ""
        yield f"Y{sign}{digits}" if len(digits) > 4 else sign + digits[: 4 - self.unspecified] + "X" * self.unspecified
        for component in (self.month, self.day):
            if component is not None:
                yield f"-{component:02}" if component else "-XX"
        yield self.time + self.qualifier

    @property
    def parts(self) -> tuple["PartialDate", ...]:
        return (self,)

    @property
    def precision(self) -> str:
        if self.time:
            return "time"
        if self.day:
            return "day"
        if self.month:
            return "season" if self.month > 12 else "month"
        return ("year", "decade", "century", "millennium")[self.unspecified]

    @property
    def plain(self) -> bool:
        """Whether it is a bare year, month or day of the years 0001 to 9999: what `<time datetime>` can say."""
        return (
            0 < self.year <= 9999
            and not (self.time or self.qualifier or self.unspecified)
            and 0 not in (self.month, self.day)
            and (self.month or 0) <= 12
        )

    @cached_property
    def bounds(self) -> Bounds:
        first, last = self.first_day, self.last_day
        return Bounds(first, last, first, last)

    @cached_property
    def first_day(self) -> int:
        """The first day that it may mean."""
        year = self.year - (10**self.unspecified - 1 if self.year < 0 else 0)
        month = _SEASON_MONTHS[self.month][0] if self.month in _SEASON_MONTHS else self.month or 1
        return day_number(year, month, self.day or 1)

    @cached_property
    def last_day(self) -> int:
        """The last day that it may mean."""
        year = self.year + (10**self.unspecified - 1 if self.year >= 0 else 0)
        month = _SEASON_MONTHS[self.month][1] if self.month in _SEASON_MONTHS else self.month or 12
        year, month = year + (month > 12), month - 12 * (month > 12)
        return day_number(year, month, self.day or month_length(year, month))


@dataclass(frozen=True)
class Interval(Edtf):
    """What lasted from `start` to `end`; an end is a date, ".." (open: it goes on) or "" (unknown)."""

    start: PartialDate | str
    end: PartialDate | str

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def parts(self) -> tuple[PartialDate, ...]:
        return tuple(part for part in (self.start, self.end) if isinstance(part, PartialDate))

    @cached_property
    def bounds(self) -> Bounds:
        start = self.start if isinstance(self.start, PartialDate) else None
        end = self.end if isinstance(self.end, PartialDate) else None
        if start and end:
            # It had begun by the time it ended, and had not ended before it began.
            begun, unended = min(start.last_day, end.last_day), max(start.first_day, end.first_day)
            return Bounds(start.first_day, begun, unended, end.last_day)
        if start:
            return Bounds(start.first_day, start.last_day, start.first_day if self.end == "" else None, None)
        if end is None:
            raise ValueError("an interval has a date at one end")
        return Bounds(None, end.last_day if self.start == "" else None, end.first_day, end.last_day)


Range: TypeAlias = tuple[PartialDate | None, PartialDate | None]


@dataclass(frozen=True)
class OneOf(Edtf):
    """One date somewhere among `members`, each a date or a range of two; None is an open end of a range."""

    members: tuple[PartialDate | Range, ...]

    def __str__(self) -> str:
        return f"[{','.join(_written_member(member) for member in self.members)}]"

    @property
    def parts(self) -> tuple[PartialDate, ...]:
        return tuple(part for member in self.members for part in _ends(member) if part is not None)

    @cached_property
    def bounds(self) -> Bounds:
        starts, ends = zip(*(_ends(member) for member in self.members), strict=True)
        first = None if None in starts else min(start.first_day for start in starts if start)
        last = None if None in ends else max(end.last_day for end in ends if end)
        return Bounds(first, last, first, last)


def _ends(
    member: PartialDate | Range,
) -> Range:
    return (member, member) if isinstance(member, PartialDate) else member


def _written_member(member: PartialDate | Range) -> str:
    if isinstance(member, PartialDate):
        return str(member)
    return "..".join("" if end is None else str(end) for end in member)


def parse_edtf(text: str) -> Edtf:
    """The value that an EDTF text stands for; raises EdtfError with the position and what would be right."""
    if len(text) > MAX_LENGTH:
        raise EdtfError(text, MAX_LENGTH, f"a date has at most {MAX_LENGTH} characters")
    if not text:
        raise EdtfError(text, 0, "the date is empty; write for example 2023-07-20, 2023-07 or 2023")
    if text.startswith("["):
        return _one_of(text)
    if text.startswith("{"):
        raise EdtfError(text, 0, "all of a set is not supported yet; write one of a set in square brackets")
    if "/" in text:
        return _interval(text)
    return _date(text, 0, len(text))


def _interval(text: str) -> Interval:
    slash = text.index("/")
    if "/" in text[slash + 1 :]:
        _refuse(text, text.index("/", slash + 1), "an interval has one slash, as in 2006/2019")
    start, end = _interval_end(text, 0, slash), _interval_end(text, slash + 1, len(text))
    if not isinstance(start, PartialDate) and not isinstance(end, PartialDate):
        _refuse(text, 0, "an interval needs a date at one end, as in 2006/.. or ../2019")
    if isinstance(start, PartialDate) and isinstance(end, PartialDate):
        _check_order(text, slash + 1, start, end, "/")
    return Interval(start, end)


def _interval_end(text: str, begin: int, end: int) -> PartialDate | str:
    return text[begin:end] if text[begin:end] in ("", "..") else _date(text, begin, end)


def _one_of(text: str) -> OneOf:
    if not text.endswith("]"):
        _refuse(text, len(text), "one of a set ends with a closing bracket, as in [2006..2019]")
    pieces = text[1:-1].split(",")
    if len(pieces) > MAX_MEMBERS:
        _refuse(text, 0, f"a set has at most {MAX_MEMBERS} members")
    members: list[PartialDate | Range] = []
    begin = 1
    for place, piece in enumerate(pieces, 1):
        stripped = piece.strip(" ")
        start = begin + piece.index(stripped)
        first, last = _ends(member := _member(text, start, start + len(stripped)))
        if (first is None and place > 1) or (last is None and place < len(pieces)):
            position = text.index("..", start)
            _refuse(text, position, "only the first member may be open at its start, the last at its end")
        members.append(member)
        begin += len(piece) + 1
    return OneOf(tuple(members))


def _member(text: str, begin: int, end: int) -> PartialDate | Range:
    dots = text.find("..", begin, end)
    if dots < 0:
        return _date(text, begin, end)
    first = _date(text, begin, dots) if dots > begin else None
    last = _date(text, dots + 2, end) if dots + 2 < end else None
    if first is None and last is None:
        _refuse(text, begin, "a range needs a date at one end, as in [..2023-08]")
    if first is not None and last is not None:
        _check_order(text, dots + 2, first, last, "..")
    return first, last


def _check_order(text: str, position: int, first: PartialDate, last: PartialDate, joint: str) -> None:
    if first.first_day > last.last_day:
        _refuse(text, position, f"the end is before the start; did you mean {last}{joint}{first}?")


def _date(text: str, begin: int, end: int) -> PartialDate:
    found = _DATE.fullmatch(text, begin, end)
    if found is None:
        _explain(text, begin, end)
    month, day = _component(found["month"]), _component(found["day"])
    written = found["year"]
    unspecified = written.count("X")
    year = int(written.replace("X", "0").lstrip("Y"))
    if written.startswith("Y") and abs(year) < 10**4:
        _refuse(text, begin, f"a year after Y has more than four digits; write {year:04}")
    if abs(year) > MAX_YEAR:
        _refuse(text, begin, "a year lies within ±1 000 000 000 000")
    if written.startswith("-") and year == 0:
        _refuse(text, begin, "the year 0 has no sign; write 0000 for 1 BCE")
    _check_components(text, begin, found, year, month, day)
    if found["time"]:
        _check_time(text, found, day)
    return PartialDate(year, month, day, found["time"] or "", found["qualifier"] or "", unspecified)


def _component(written: str | None) -> int | None:
    return None if written is None else 0 if written == "XX" else int(written)


def _check_components(
    text: str, begin: int, found: re.Match[str], year: int, month: int | None, day: int | None
) -> None:
    unspecified = "X" in found["year"]
    if unspecified and month is not None and (month or day):
        _refuse(text, begin, "a month cannot be given where the year is not; write for example 201X")
    if found["year"].startswith("Y") and month is not None:
        _refuse(text, found.start("month"), "a year written with Y stands alone")
    if found["month"] == "00" or (month and not (1 <= month <= 12 or month in _SEASON_MONTHS)):
        _refuse(text, found.start("month"), f"there is no month {month:02}; months are 01 to 12, seasons 21 to 24")
    if day is None:
        return
    if month is not None and month > 12:
        _refuse(text, found.start("day"), "a season has no days")
    if month == 0 and day:
        _refuse(
            text, found.start("month"), "a day cannot be given where the month is not; write for example 1985-XX-XX"
        )
    if month and found["day"] != "XX" and not 1 <= day <= month_length(year, month):
        _refuse(text, found.start("day"), f"{found['year']}-{month:02} has {month_length(year, month)} days, not {day}")


def _check_time(text: str, found: re.Match[str], day: int | None) -> None:
    hour, minute, second = (int(number) for number in found["clock"].split(":"))
    if not day:
        _refuse(text, found.start("time"), "a time needs a whole date before it, as in 2023-07-20T10:30:00Z")
    if not (hour < 24 or (hour, minute, second) == (24, 0, 0)) or minute > 59 or second > 59:
        _refuse(text, found.start("clock"), f"there is no time {found['clock']}; times run from 00:00:00 to 23:59:59")
    zone = (found["zone"] or "Z").replace(":", "")
    if zone != "Z":
        hours, minutes = int(zone[1:3]), int(zone[3:] or 0)
        if minutes > 59 or hours * 60 + minutes > (12 if zone[0] == "-" else 14) * 60:
            _refuse(text, found.start("zone"), "time zones run from -12:00 to +14:00; write Z or for example -04:00")


def _explain(text: str, begin: int, end: int) -> NoReturn:
    partial = max(range(begin, end + 1), key=lambda stop: stop if _DATE.fullmatch(text, begin, stop) else begin - 1)
    position = partial if _DATE.fullmatch(text, begin, partial) else begin
    found = f"“{text[position]}” was not expected here" if position < end else "a date is missing here"
    _refuse(text, position, f"{found}; write a date as 2023-07-20, 2023-07, 2023, 2004~ or 2006/2019")


def _refuse(text: str, position: int, reason: str) -> NoReturn:
    raise EdtfError(text, position, reason)
