"""Unspecified digits: which numbers a mask such as `19XX`, `1X` or `3X` can stand for."""

from collections.abc import Iterator
from itertools import product

from events.dates.bounds import is_leap, month_length

_DIGITS = "0123456789"


def _numbers(mask: str) -> Iterator[int]:
    """The numbers that a mask can stand for, rising."""
    return (int("".join(digits)) for digits in product(*(_DIGITS if c == "X" else c for c in mask)))


_TWO_DIGITS = [f"{tens}{ones}" for tens in _DIGITS + "X" for ones in _DIGITS + "X" if "X" in (tens, ones)]
# The months and the days that each mask of two digits can stand for.
MONTHS = {mask: tuple(number for number in _numbers(mask) if 1 <= number <= 12) for mask in _TWO_DIGITS}
DAYS = {mask: tuple(number for number in _numbers(mask) if 1 <= number <= 31) for mask in _TWO_DIGITS}


def outer_years(year: int | str) -> tuple[int, int]:
    """The first and the last year of what may be a mask; a mask with a minus sign never stands for the year 0."""
    if isinstance(year, int):
        return year, year
    nearer, farther = int(year.replace("X", "0")), int(year.replace("X", "9"))
    if year[0] != "-":
        return nearer, farther
    head, _, tail = year.rpartition("X")
    return farther, nearer or int(f"{head}1{tail}".replace("X", "0"))


def spoken_years(mask: str) -> tuple[int, int]:
    """The first and the last year of a century or the like as people count them: those before the common era end with
    1 BCE, the year 0."""
    first, last = outer_years(mask)
    return first, 0 if last == -1 else last


def mask_of(first: int, last: int) -> str | None:
    """The mask of which these are the first and the last year, as 1800 and 1899 are of `18XX`; None where there is
    none."""
    sign = "-" if first < 0 else ""
    for unknown in range(1, 4):
        mask = f"{sign}{abs(first) // 10**unknown:0{4 - unknown}}{'X' * unknown}"
        if len(mask) == 4 + len(sign) and outer_years(mask) == (first, last):
            return mask
    return None


def outer_days(
    year: int | str, month: int | str, day: int | str | None
) -> tuple[tuple[int, int, int], tuple[int, int, int]] | None:
    """The first and the last day of the calendar that fits, as (year, month, day); None where there is none, as for
    `15XX-02-3X`."""
    months = MONTHS.get(month, ()) if isinstance(month, str) else (month,) if 1 <= month <= 12 else ()
    days = DAYS.get(day or "XX", ()) if isinstance(day, str | None) else (day,) if day >= 1 else ()
    if 29 in days and months == (2,) and not any(number < 29 for number in days):
        years = _outer_leap_years(year)
    else:
        years = outer_years(year)
    if years is None:
        return None
    first = next(_fitting(years[0], months, days), None)
    last = next(_fitting(years[1], months[::-1], days[::-1]), None)
    return None if first is None or last is None else (first, last)


def _fitting(year: int, months: tuple[int, ...], days: tuple[int, ...]) -> Iterator[tuple[int, int, int]]:
    return ((year, month, day) for month in months for day in days if day <= month_length(year, month))


def _outer_leap_years(year: int | str) -> tuple[int, int] | None:
    if isinstance(year, int):
        return (year, year) if is_leap(year) else None
    centuries = tuple(_numbers(year[-4:-2]))
    # All of a century's but perhaps its first are leap years: the search ends within a century, or among the firsts.
    rest = tuple(number for number in _numbers(year[-2:]) if number % 4 == 0)
    sign = -1 if year[0] == "-" else 1
    nearest = next(_leap_years(centuries, rest, sign), None)
    farthest = next(_leap_years(centuries[::-1], rest[::-1], sign), None)
    return None if nearest is None or farthest is None else (min(nearest, farthest), max(nearest, farthest))


def _leap_years(centuries: tuple[int, ...], rest: tuple[int, ...], sign: int) -> Iterator[int]:
    years = (sign * (100 * century + year) for century in centuries for year in rest)
    return (year for year in years if is_leap(year) and (year or sign > 0))
