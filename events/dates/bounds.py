"""Day numbers and the four bounds of a date.

Days are counted in the proleptic Gregorian calendar, 0001-01-01 = 1, as `datetime.date.toordinal` does, but without
its limit to the years 1 to 9999: the conversion is the era-based one of Howard Hinnant's "chrono-Compatible Low-Level
Date Algorithms".
"""

from typing import NamedTuple

# What stands in a stored column where a date has no bound on that side.
DISTANT_PAST = -(2**62)
DISTANT_FUTURE = 2**62

_LONGEST_OF_CLASS = (1, 31, 366, 3660, 36600)
_DAYS_BEFORE_MARCH_1_OF_YEAR_0 = 305


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
        """The class of its longest possible extent: 0 to 4 for at most 1, 31, 366, 3 660, 36 600 days; else 5."""
        if self.earliest is None or self.latest is None:
            return len(_LONGEST_OF_CLASS)
        days = self.latest - self.earliest + 1
        return sum(days > longest for longest in _LONGEST_OF_CLASS)


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
    year_from_march = year - (month <= 2)
    era, year_of_era = divmod(year_from_march, 400)
    day_of_year = (153 * (month + (-3 if month > 2 else 9)) + 2) // 5 + day - 1
    day_of_era = year_of_era * 365 + year_of_era // 4 - year_of_era // 100 + day_of_year
    return era * 146097 + day_of_era - _DAYS_BEFORE_MARCH_1_OF_YEAR_0


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
