"""What an EDTF text stands for: a date, an interval, one or all of a set. Immutable, equal and hashed by value."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import ClassVar, NamedTuple, TypeAlias

from events.dates.bounds import GROUPING_MONTHS, Bounds, day_number, month_length
from events.dates.masks import outer_days, outer_years

# From the finest to the coarsest.
PRECISIONS = (
    *("time", "day", "month", "season", "quarter", "quadrimester", "semester"),
    *("year", "decade", "century", "millennium"),
)
_GROUPINGS = ((32, "season"), (36, "quarter"), (39, "quadrimester"), (41, "semester"))


class Edtf:
    """A date, an interval or a set. `str()` is canonical EDTF."""

    bounds: Bounds
    """Between which days it began and ended."""

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
        return any(part.qualification.marked("~") for part in self.parts)

    @property
    def uncertain(self) -> bool:
        """Whether any part is marked `?` or `%`."""
        return any(part.qualification.marked("?") for part in self.parts)


class Qualification(NamedTuple):
    """How each component of a date is marked: "" not at all, `~` approximate, `?` uncertain, `%` both."""

    year: str = ""
    month: str = ""
    day: str = ""

    def marked(self, mark: str) -> bool:
        """Whether any component is marked so (`~` or `?`), alone or with the other."""
        return any(qualifier in (mark, "%") for qualifier in self)


UNQUALIFIED = Qualification()


@dataclass(frozen=True)
class PartialDate(Edtf):
    """A year, part of a year, month, day or moment.

    Each of `year`, `month` and `day` is a number, a text with `X` for each unspecified digit ("19XX", "-01XX", "1X"),
    or None where it is not written. `month` is 1 to 12, or 21 to 41 for a part of the year (`GROUPING_MONTHS`).
    `time` is what is written from the `T` on. `significant` digits of the year are meant, all where it is None.
    Raises ValueError where no day of the calendar fits.
    """

    year: int | str
    month: int | str | None = None
    day: int | str | None = None
    time: str = ""
    qualification: Qualification = UNQUALIFIED
    significant: int | None = None
    bounds: Bounds = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        first, last = self._outer_days()
        object.__setattr__(self, "bounds", Bounds(first, last, first, last))

    def __str__(self) -> str:
        return "".join(self._written())

    def _written(self) -> Iterator[str]:
        """The components, each marked on its left, but for those from the year on that are marked alike."""
        components = [self._written_year()]
        components += [f"{c:02}" if isinstance(c, int) else c for c in (self.month, self.day) if c is not None]
        marks = self.qualification
        alike = 0
        while marks.year and alike < len(components) and marks[alike] == marks.year:
            alike += 1
        for place, component in enumerate(components):
            yield f"{'-' if place else ''}{marks[place] if place >= alike else ''}{component}"
            if place + 1 == alike < len(components):
                yield marks.year
        yield self.time
        if alike == len(components):
            yield marks.year

    def _written_year(self) -> str:
        if isinstance(self.year, str):
            return self.year
        digits, sign = f"{abs(self.year):04}", "-" if self.year < 0 else ""
        written = sign + digits if len(digits) == 4 else f"Y{sign}{digits}"
        return written if self.significant is None else f"{written}S{self.significant}"

    @property
    def parts(self) -> tuple["PartialDate", ...]:
        return (self,)

    @property
    def precision(self) -> str:
        if isinstance(self.year, str) or self.significant is not None:
            return ("year", "decade", "century", "millennium")[min(self._unknown_digits(), 3)]
        if self.month is None or isinstance(self.month, str):
            return "year"
        if self.month > 12:
            return next(name for last, name in _GROUPINGS if self.month <= last)
        if isinstance(self.day, int):
            return "time" if self.time else "day"
        return "month"

    def _unknown_digits(self) -> int:
        """From which digit of the year on, counted from its end, not all are known."""
        if isinstance(self.year, str):
            return len(self.year) - self.year.index("X")
        return len(str(abs(self.year))) - (self.significant or 0)

    @property
    def specified(self) -> bool:
        """Whether every digit that is written is known and meant."""
        return self.significant is None and not any(isinstance(c, str) for c in (self.year, self.month, self.day))

    @property
    def plain(self) -> bool:
        """Whether it is a bare year, month or day of the years 0001 to 9999: what `<time datetime>` can say."""
        return (
            isinstance(self.year, int)
            and 0 < self.year <= 9999
            and self.specified
            and not (self.time or any(self.qualification))
            and not (isinstance(self.month, int) and self.month > 12)
        )

    @property
    def first_day(self) -> int:
        """The first day that it may mean."""
        return self.bounds[0]  # type: ignore[return-value]  # a date has all four

    @property
    def last_day(self) -> int:
        """The last day that it may mean."""
        return self.bounds[3]  # type: ignore[return-value]

    def _outer_days(self) -> tuple[int, int]:
        """The first and the last day that it may mean; raises ValueError where there is none."""
        year, month, day = self.year, self.month, self.day
        if month is None and day is None:
            first, last = self._outer_years()
            return day_number(first, 1, 1), day_number(last, 12, 31)
        if type(year) is int and type(month) is int and 1 <= month <= 12:
            length = month_length(year, month)
            if day is None:
                return day_number(year, month, 1), day_number(year, month, length)
            if type(day) is int and 1 <= day <= length:
                return (only := day_number(year, month, day)), only
        if type(month) is int and month in GROUPING_MONTHS and day is None:
            return self._outer_grouping_days(*GROUPING_MONTHS[month])
        found = None if month is None else outer_days(year, month, day)
        if found is None:
            raise ValueError(f"no day of the calendar fits year {year}, month {month}, day {day}")
        return day_number(*found[0]), day_number(*found[1])

    def _outer_grouping_days(self, first_month: int, last_month: int) -> tuple[int, int]:
        first, last = outer_years(self.year)
        last, last_month = (last + 1, last_month - 12) if last_month > 12 else (last, last_month)
        return day_number(first, first_month, 1), day_number(last, last_month, month_length(last, last_month))

    def _outer_years(self) -> tuple[int, int]:
        if self.significant is None or isinstance(self.year, str):
            return outer_years(self.year)
        unit = 10 ** (len(str(abs(self.year))) - self.significant)
        nearer = abs(self.year) // unit * unit
        farther = nearer + unit - 1
        return (nearer, farther) if self.year >= 0 else (-farther, -nearer)


@dataclass(frozen=True)
class Interval(Edtf):
    """What lasted from `start` to `end`; an end is a date, ".." (open: it goes on) or "" (unknown)."""

    start: PartialDate | str
    end: PartialDate | str
    bounds: Bounds = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bounds", self._bounds())

    def __str__(self) -> str:
        return f"{self.start}/{self.end}"

    @property
    def parts(self) -> tuple[PartialDate, ...]:
        return tuple(part for part in (self.start, self.end) if isinstance(part, PartialDate))

    def _bounds(self) -> Bounds:
        start, end = self.start, self.end
        if isinstance(start, PartialDate):
            first, begun, *_ = start.bounds
            if isinstance(end, PartialDate):
                # It had begun by the time it ended, and had not ended before it began.
                unended, _, _, last = end.bounds
                return Bounds(first, min(begun, last), max(first, unended), last)  # type: ignore[type-var]
            return Bounds(first, begun, first if end == "" else None, None)
        if isinstance(end, PartialDate):
            first, last, *_ = end.bounds
            return Bounds(None, last if start == "" else None, first, last)
        raise ValueError("an interval has a date at one end")


# A date at each end; None is an open end.
Range: TypeAlias = tuple[PartialDate | None, PartialDate | None]


@dataclass(frozen=True)
class DateSet(Edtf):
    """Dates and ranges of two dates; None is the open end of a range, which only the first and the last may have."""

    members: tuple[PartialDate | Range, ...]
    bounds: Bounds = field(init=False, compare=False, repr=False)

    brackets: ClassVar[str] = "[]"

    def __post_init__(self) -> None:
        # Those of its hull: a set says of no day between its members that something happened on it.
        starts, stops = zip(*(ends(member) for member in self.members), strict=True)
        first = None if None in starts else min(start.first_day for start in starts if start)
        last = None if None in stops else max(stop.last_day for stop in stops if stop)
        object.__setattr__(self, "bounds", Bounds(first, last, first, last))

    def __str__(self) -> str:
        return ",".join(_written_member(member) for member in self.members).join(self.brackets)

    @property
    def parts(self) -> tuple[PartialDate, ...]:
        return tuple(part for member in self.members for part in ends(member) if part is not None)


class OneOf(DateSet):
    """Once, on one of the members: `[2019,2020]`, `[2006..2019]`."""


class AllOf(DateSet):
    """On every one of the members: `{1960,1961-12}`."""

    brackets = "{}"


def ends(member: PartialDate | Range) -> Range:
    """The first and the last date of a member."""
    return (member, member) if isinstance(member, PartialDate) else member


def _written_member(member: PartialDate | Range) -> str:
    if isinstance(member, PartialDate):
        return str(member)
    return "..".join("" if end is None else str(end) for end in member)
