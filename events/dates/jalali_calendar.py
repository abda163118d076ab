"""The solar calendar of Iran and Afghanistan: its years, months and longer stretches as days.

Years begin where `convertdate` reckons the equinox at Tehran; before 1304 (1925) they are reckoned backward. Day
numbers: 0001-01-01 = 1, proleptic Gregorian.
"""

from functools import lru_cache

from convertdate import persian

from events.dates.expressions import Days

FIRST_YEAR, LAST_YEAR = 1, 1500
_JULIAN_DAY_OF_DAY_0 = 1721424
_FIRST_SPRING = 621
# Days before each month.
_MONTH_BEGINS = [31 * n for n in range(7)] + [186 + 30 * n for n in range(1, 6)]
_LONGEST_MONTH, _LONGEST_YEAR, _LONGEST_DECADE = 31, 366, 3653


@lru_cache(maxsize=512)
def new_year(year: int) -> int:
    """The day number of 1 Farvardin; raises ValueError where the year is too far to reckon."""
    if not FIRST_YEAR <= year <= LAST_YEAR + 1:
        raise ValueError(f"Jalali years are reckoned from {FIRST_YEAR} to {LAST_YEAR}")
    return int(persian.equinox_jd(year + _FIRST_SPRING)) - _JULIAN_DAY_OF_DAY_0


def jalali_years(first: int, last: int) -> Days:
    """All the days from one year to another."""
    return Days(new_year(first), new_year(last + 1) - 1, "jalali")


def jalali_months(year: int, first: int, last: int) -> Days:
    """All the days from one month to another, of one year."""
    begin = new_year(year)
    end = new_year(year + 1) if last == 12 else begin + _MONTH_BEGINS[last]
    return Days(begin + _MONTH_BEGINS[first - 1], end - 1, "jalali")


def jalali_day(year: int, month: int, day: int) -> Days:
    """One day; raises ValueError where the month has none of that number."""
    days = jalali_months(year, month, month)
    number = days.first + day - 1
    if not days.first <= number <= days.last:
        raise ValueError("the month has no such day")
    return Days(number, number, "jalali")


def half_of_days(days: Days, place: int) -> Days:
    """The first (0) or second (1) half of a month, decade or century: fifteen days, or half of the years."""
    if (length := days.last - days.first + 1) <= _LONGEST_MONTH:
        middle = days.first + 15
    elif length > _LONGEST_YEAR and days.calendar == "jalali":
        middle = new_year(_year_of(days) + (5 if length <= _LONGEST_DECADE else 50))
    else:
        raise ValueError("only months, decades and centuries have such halves")
    return Days(*((days.first, middle - 1), (middle, days.last))[place], days.calendar)


def _year_of(days: Days) -> int:
    """The year that the first of some whole years is."""
    return round((days.first - new_year(FIRST_YEAR)) / 365.2422) + FIRST_YEAR


def jalali_years_around(year: int) -> range:
    """The years of this calendar that lie around a Gregorian one, and in those beside it."""
    return range(year - 623, year - 619)
