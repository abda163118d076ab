"""The Hijri calendar as Umm al-Qura has it: its years, months and days as day numbers.

Years 1343 to 1500, which is as far as its tables go. Day numbers: 0001-01-01 = 1, proleptic Gregorian.
"""

from functools import lru_cache

from hijridate import Hijri

from events.dates.expressions import Days

FIRST_YEAR, LAST_YEAR = 1343, 1500


@lru_cache(maxsize=512)
def _month(year: int, month: int) -> tuple[int, int]:
    """The first and the last day of a month."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise ValueError(f"Hijri years are known from {FIRST_YEAR} to {LAST_YEAR}")
    begin = Hijri(year, month, 1)
    first = begin.to_gregorian().toordinal()
    return first, first + begin.month_length() - 1


def hijri_years(first: int, last: int) -> Days:
    """All the days from one year to another."""
    return Days(_month(first, 1)[0], _month(last, 12)[1], "hijri")


def hijri_months(year: int, first: int, last: int) -> Days:
    """All the days from one month to another, of one year."""
    if first > last:
        raise ValueError("the months run backward")
    return Days(_month(year, first)[0], _month(year, last)[1], "hijri")


def hijri_days(year: int, month: int, first: int, last: int) -> Days:
    """The days from one to another, of one month; raises ValueError where it has none of that number."""
    begin, end = _month(year, month)
    if not 1 <= first <= last <= end - begin + 1:
        raise ValueError("the month has no such days")
    return Days(begin + first - 1, begin + last - 1, "hijri")


def hijri_month_of_gregorian(year: int, month: int, first_day: int, last_day: int) -> int:
    """The Hijri year whose month begins between two days; raises ValueError where two do, or none."""
    reckoned = round((year - 622) * 33 / 32)
    years = [
        candidate
        for candidate in range(max(reckoned - 2, FIRST_YEAR), min(reckoned + 2, LAST_YEAR) + 1)
        if first_day <= _month(candidate, month)[0] <= last_day
    ]
    if len(years) != 1:
        raise ValueError("the month does not begin once in these days")
    return years[0]


def hijri_years_around(year: int) -> range:
    """The years of this calendar that lie around a Gregorian one, and in those beside it."""
    return range((year - 622) * 33 // 32 - 1, (year - 622) * 33 // 32 + 4)
