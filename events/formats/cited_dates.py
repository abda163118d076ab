"""Dates as bibliographies word them: down to the year, month or day that is known, and no further."""

from dataclasses import dataclass
from typing import NamedTuple

from events.dates import Edtf, Interval, PartialDate, describe

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
SEASONS = ("Spring", "Summer", "Autumn", "Winter")
# EDTF numbers the seasons 21 to 32: of no hemisphere, of the northern and of the southern one.
_FIRST_SEASON, _LAST_SEASON = 21, 32


class Point(NamedTuple):
    """A year (astronomical: 0 is 1 BCE), perhaps with a season 1 to 4, or with a month and a day of it."""

    year: int
    season: int | None = None
    month: int | None = None
    day: int | None = None


class Span(NamedTuple):
    """From one point to another; None is an end that is still open."""

    start: Point
    end: Point | None


def resolved(edtf: Edtf) -> Point | Span | str:
    """What can be said of a date: a point, a span, or English words where neither would be true."""
    if isinstance(edtf, PartialDate) and (point := _point(edtf)):
        return point
    if isinstance(edtf, Interval) and (span := _span(edtf)):
        return span
    return describe(edtf, "en").removeprefix("some time ").removeprefix("the ")


@dataclass(frozen=True)
class DateStyle:
    """How a style puts a date together: `with_day` and `without_day` say where `{year}` and `{rest}` go."""

    months: tuple[str, ...]
    seasons: tuple[str, ...]
    with_day: str
    without_day: str
    day_first: bool
    open_end: str

    def word(self, edtf: Edtf, *, year_only: bool = False) -> str:
        """The date in words, without its doubts; only its year or years where those are all that is printed."""
        date = resolved(edtf)
        if isinstance(date, str):
            return date
        if isinstance(date, Point):
            return self._whole(_year_of(date) if year_only else date)
        start, end = date
        if year_only:
            start, end = _year_of(start), end and _year_of(end)
        if end is None:
            return f"{self._whole(start)}–{self.open_end}"
        if start.year == end.year:
            return self._within_a_year(start, end)
        return f"{self._whole(start)}–{self._whole(end)}"

    def _whole(self, point: Point) -> str:
        rest = self._rest(point)
        return self._framed(point, rest) if rest else year_in_words(point.year)

    def _within_a_year(self, start: Point, end: Point) -> str:
        if start.day and end.day and start.month == end.month:
            return self._framed(start, self._day_of(start, f"{start.day}–{end.day}"))
        if self._rest(start) and self._rest(end):
            return self._framed(end, f"{self._rest(start)}–{self._rest(end)}")
        return year_in_words(start.year)

    def _framed(self, point: Point, rest: str) -> str:
        frame = self.with_day if point.day else self.without_day
        return frame.format(year=year_in_words(point.year), rest=rest)

    def _rest(self, point: Point) -> str:
        if point.season:
            return self.seasons[point.season - 1]
        if point.month and point.day:
            return self._day_of(point, str(point.day))
        return self.months[point.month - 1] if point.month else ""

    def _day_of(self, point: Point, days: str) -> str:
        month = self.months[(point.month or 1) - 1]
        return f"{days} {month}" if self.day_first else f"{month} {days}"


def year_in_words(year: int) -> str:
    """“2023”, “44 BCE”."""
    return str(year) if year > 0 else f"{1 - year} BCE"


def _year_of(point: Point) -> Point:
    return Point(point.year)


def _span(interval: Interval) -> Span | None:
    start = _point(interval.start) if isinstance(interval.start, PartialDate) else None
    end = _point(interval.end) if isinstance(interval.end, PartialDate) else None
    return Span(start, end) if start and (end or interval.end == "..") else None


def _point(date: PartialDate) -> Point | None:
    """The point that it names, None where its year is not known to the digit or its part of the year has no name."""
    year, month, day = date.year, date.month, date.day
    if not isinstance(year, int) or date.significant is not None:
        return None
    if isinstance(month, str):
        return Point(year) if month == "XX" and day in (None, "XX") else None
    if month is not None and month > 12:
        return Point(year, (month - _FIRST_SEASON) % 4 + 1) if month <= _LAST_SEASON else None
    if isinstance(day, str):
        return Point(year, None, month) if day == "XX" else None
    return Point(year, None, month, day)
