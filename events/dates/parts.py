"""What is early, in the middle or late: a third of something, to which nobody draws the line to the day."""

from events.dates.bounds import GROUPING_MONTHS, civil_date, month_length
from events.dates.expressions import Part
from events.dates.values import Edtf, PartialDate

_PARTS: tuple[Part, ...] = ("early", "mid", "late")
_SHORTEST_MONTH, _LONGEST_MONTH = 28, 31


def third(part: Part, whole: Edtf) -> tuple[PartialDate, PartialDate]:
    """The first and the last date of a part of a month, a year or longer; raises ValueError where it has none."""
    if not isinstance(whole, PartialDate):
        raise ValueError("only a year, a month or longer has an early, middle and late part")
    place = _PARTS.index(part)
    if isinstance(whole.year, str) and whole.month is None:
        return _third_of_years(place, whole)
    if not isinstance(whole.year, int) or whole.day is not None:
        raise ValueError("only a year, a month or longer has an early, middle and late part")
    year, month = whole.year, whole.month
    if month is None:
        return PartialDate(year, 4 * place + 1), PartialDate(year, 4 * place + 4)
    if isinstance(month, int) and month in GROUPING_MONTHS:
        return third_of_days(part, whole.first_day, whole.last_day)
    if not isinstance(month, int):
        raise ValueError("only a known month has parts")
    last_day = month_length(year, month)
    return PartialDate(year, month, 10 * place + 1), PartialDate(
        year, month, 10 * place + 10 if place < 2 else last_day
    )


def third_of_days(part: Part, first: int, last: int) -> tuple[PartialDate, PartialDate]:
    """The first and the last of the days of a part: ten of a month of another calendar, a third of what is longer."""
    length, place = last - first + 1, _PARTS.index(part)
    if length < _SHORTEST_MONTH:
        raise ValueError("only a month or longer has an early, middle and late part")
    step = 10 if length <= _LONGEST_MONTH else length // 3
    edges = (first, first + step, first + 2 * step, last + 1)
    return PartialDate(*civil_date(edges[place])), PartialDate(*civil_date(edges[place + 1] - 1))


def _third_of_years(place: int, whole: PartialDate) -> tuple[PartialDate, PartialDate]:
    first, last = civil_date(whole.first_day)[0], civil_date(whole.last_day)[0]
    edges = {10: (0, 4, 7, 10), 100: (0, 34, 67, 100)}.get(last - first + 1)
    if edges is None:
        raise ValueError("only decades and centuries have parts")
    return PartialDate(first + edges[place]), PartialDate(first + edges[place + 1] - 1)
