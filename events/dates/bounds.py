"""Day numbers and the four bounds of a date.

Days are counted in the proleptic Gregorian calendar, 0001-01-01 = 1, as `datetime.date.toordinal` does, but without
its limit to the years 1 to 9999: the conversion back is the era-based one of Howard Hinnant's "chrono-Compatible
Low-Level Date Algorithms".
"""

from bisect import bisect_left
from typing import NamedTuple

# What stands in a stored column where a date has no bound on that side.
DISTANT_PAST = -(2**62)
DISTANT_FUTURE = 2**62

# The first and the last month of the parts of a year that EDTF numbers 21 to 41, counted from the year's January.
# Seasons are meteorological; 21 to 24 are those of the northern hemisphere, as 25 to 28 are; 29 to 32 are southern.
_SEASONS = [(3, 5), (6, 8), (9, 11), (12, 14)]
_SOUTHERN_SEASONS = _SEASONS[2:] + _SEASONS[:2]
_QUARTERS = [(1, 3), (4, 6), (7, 9), (10, 12)]
_THIRDS = [(1, 4), (5, 8), (9, 12)]
_HALVES = [(1, 6), (7, 12)]
GROUPING_MONTHS = dict(enumerate(_SEASONS * 2 + _SOUTHERN_SEASONS + _QUARTERS + _THIRDS + _HALVES, 21))

# How many days what is of the span classes 0 to 4 lasts at most.
LONGEST_OF_SPAN = (1, 31, 366, 3660, 36600)
# The classes beyond: it lasted longer; its end has no bound (nor perhaps its start); its start alone has none.
SPAN_LONGER, SPAN_OPEN_END, SPAN_OPEN_START = 5, 6, 7
_DAYS_BEFORE_MARCH_1_OF_YEAR_0 = 305
_DAYS_BEFORE_MONTH = (0, 0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334)


class Bounds(NamedTuple):
    """Between which days something began and ended, as day numbers (None: no bound on that side).

    `earliest`: cannot have begun before; `start_latest`: had begun by; `end_earliest`: had not ended before;
    `latest`: cannot have ended after.
    """

    earliest: int | None
    start_latest: int | None
    end_earliest: int | None
    latest: int | None

    @property
    def sort_key(self) -> int:
        """Where it stands in a chronology: its earliest day, or its latest where the beginning is open."""
        if self.earliest is not None:
            return self.earliest
        return DISTANT_PAST if self.latest is None else self.latest

    @property
    def span(self) -> int:
        """The class of its longest possible extent, by which queries narrow the days that they look at.

        0 to 4: at most 1, 31, 366, 3 660, 36 600 days; then `SPAN_LONGER`, `SPAN_OPEN_END` and `SPAN_OPEN_START`.
        """
        if self.latest is None:
            return SPAN_OPEN_END
        if self.earliest is None:
            return SPAN_OPEN_START
        return bisect_left(LONGEST_OF_SPAN, self.latest - self.earliest + 1)


def is_leap(year: int) -> bool:
    """Whether a year of the proleptic Gregorian calendar (0 = 1 BCE) has a 29 February."""
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def month_length(year: int, month: int) -> int:
    """The number of days in a month."""
    if month == 2:
        return 29 if is_leap(year) else 28
    return 30 if month in (4, 6, 9, 11) else 31


def day_number(year: int, month: int, day: int) -> int:
    """The day number of a civil date, 0001-01-01 = 1."""
    past = year - 1
    leap_day = month > 2 and is_leap(year)
    return past * 365 + past // 4 - past // 100 + past // 400 + _DAYS_BEFORE_MONTH[month] + leap_day + day


def civil_date(number: int) -> tuple[int, int, int]:
    """The year, month and day of a day number."""
    era, day_of_era = divmod(number + _DAYS_BEFORE_MARCH_1_OF_YEAR_0, 146097)
    year_of_era = (day_of_era - day_of_era // 1460 + day_of_era // 36524 - day_of_era // 146096) // 365
    day_of_year = day_of_era - (365 * year_of_era + year_of_era // 4 - year_of_era // 100)
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + (3 if shifted_month < 10 else -9)
    return year_of_era + era * 400 + (month <= 2), month, day


def iso_date(number: int) -> str:
    """A day number as ISO 8601, outside the years 0000 to 9999 with a sign and at least six digits.

    ECMAScript reads `-0044-03-15` as the year 2044; `-000044-03-15` it reads right (ECMA-262, Date Time String Format).
    """
    year, month, day = civil_date(number)
    shown = f"{year:04}" if 0 <= year <= 9999 else f"{year:+07}"
    return f"{shown}-{month:02}-{day:02}"
