"""What a phrase says before it is known which year it speaks from: points, stretches and distances in time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeAlias

Part: TypeAlias = Literal["early", "mid", "late"]
Unit: TypeAlias = Literal["day", "week", "month", "quarter", "semester", "year", "decade", "century"]
Mark: TypeAlias = Literal["~", "?"]
Extent: TypeAlias = Literal["lasted", "within"]
Side: TypeAlias = Literal[
    "before", "after", "or_earlier", "or_later", "until", "onwards", "start_unknown", "end_unknown"
]
Component: TypeAlias = Literal["year", "month", "day"]
# Where a date without a year lies: in the past, around the anchor, in the future; None where the phrase leaves it open.
Toward: TypeAlias = Literal[-1, 0, 1] | None


@dataclass(frozen=True)
class Point:
    """A date as far as it was said; month and day are "XX" where they were said not to be known.

    `mask` is a year with unspecified digits, `number` a number whose kind shows only beside another date, `month` 1 to
    12 or 21 to 41, `weekday` 0 (Monday) to 6, `significant` how many digits of an estimated year are meant, `bare` the
    number that the year was said in where no era was.
    """

    year: int | None = None
    month: int | str | None = None
    day: int | str | None = None
    mask: str = ""
    weekday: int | None = None
    number: int | None = None
    toward: Toward = None
    significant: int | None = None
    bare: int | None = None


@dataclass(frozen=True)
class Distance:
    """So many units from the anchor, or the unit that the anchor lies in.

    `loose`: the number is a vague one; `short`: almost so many, which for decades is a year less.
    """

    unit: Unit
    count: int
    loose: bool = False
    short: bool = False


@dataclass(frozen=True)
class Within:
    """A month, day or weekday of a year, month or week that is counted from the anchor: March of last year."""

    of: Point
    whole: Distance


@dataclass(frozen=True)
class Days:
    """The days from one to another (day numbers), such as a month or year of another calendar."""

    first: int
    last: int
    calendar: str = "gregorian"


@dataclass(frozen=True)
class Yearly:
    """A day of another calendar without its year: `of_year` says which it is in a year of that calendar, and
    `years_around` which of its years there are around a Gregorian one. ValueError where a year has none."""

    of_year: Callable[[int], "Expression"]
    years_around: Callable[[int], range]
    calendar: str


@dataclass(frozen=True)
class At:
    """A moment of a day: what EDTF writes from the `T` on."""

    time: str
    of: "Expression"


@dataclass(frozen=True)
class PartOf:
    """The early, middle or late part of something."""

    part: Part
    of: "Expression"


@dataclass(frozen=True)
class Marked:
    """Approximate (`~`) or uncertain (`?`), in all its components or some; a part of the year is a month."""

    mark: Mark
    of: "Expression"
    components: tuple[Component, ...] = ("year", "month", "day")


@dataclass(frozen=True)
class Between:
    """From one to another: what lasted so long, or one date within."""

    kind: Extent
    first: "Expression"
    last: "Expression"


@dataclass(frozen=True)
class Beside:
    """Once before or after something, then or before or after it; or lasting until it, from it onwards, or from or to
    an end that is not known."""

    kind: Side
    of: "Expression"


@dataclass(frozen=True)
class AnyOf:
    """One or the other; or every one of them."""

    members: tuple["Expression", ...]
    every: bool = False


Expression: TypeAlias = Point | Distance | Within | Days | Yearly | At | PartOf | Marked | Between | Beside | AnyOf


def is_anchored(expression: Expression) -> bool:
    """Whether what an expression stands for depends on the anchor."""
    match expression:
        case Distance() | Within() | Yearly():
            return True
        case Point():
            return expression.year is None and not expression.mask
        case At(of=inner) | PartOf(of=inner) | Marked(of=inner) | Beside(of=inner):
            return is_anchored(inner)
        case Between(first=first, last=last):
            return any(is_anchored(end) for end in sharing(first, last))
        case AnyOf(members=members):
            return any(is_anchored(member) for member in all_sharing(members))
    return False


def calendar_of(expression: Expression) -> str:
    """The calendar that an expression was said in."""
    match expression:
        case Days(calendar=calendar) | Yearly(calendar=calendar):
            return calendar
        case At(of=inner) | PartOf(of=inner) | Marked(of=inner) | Beside(of=inner):
            return calendar_of(inner)
        case Between(first=first, last=last):
            return calendar_of(last) if calendar_of(first) == "gregorian" else calendar_of(first)
        case AnyOf(members=members):
            return calendar_of(members[0])
    return "gregorian"


def sharing(first: Expression, last: Expression) -> tuple[Expression, Expression]:
    """Two ends of which each lends the other what it left out: “20 to 25 July 2023”, “1851–52”, “May to June last
    year”."""
    if isinstance(first, Marked | PartOf):
        inner, last = sharing(first.of, last)
        return replace(first, of=inner), last
    if isinstance(last, Marked | PartOf):
        first, inner = sharing(first, last.of)
        return first, replace(last, of=inner)
    if isinstance(first, Point) and isinstance(last, Within) and _lacks_year(first):
        points = _points_sharing(first, last.of)
        return replace(last, of=points[0]), replace(last, of=points[1])
    if isinstance(first, Point) and isinstance(last, Point):
        return _points_sharing(first, last)
    return first, last


def _points_sharing(first: Point, last: Point) -> tuple[Point, Point]:
    first, last = _of_one_era(_numbered(first, last, is_last=False), _numbered(last, first, is_last=True))
    if first.month is None and first.day is not None:
        first = replace(first, month=last.month)
    if last.month is None and last.day is not None:
        last = replace(last, month=first.month)
    if _lacks_year(first) and first.month is not None:
        first = replace(first, year=_lent_year(first, last, earlier=True))
    if _lacks_year(last) and last.month is not None:
        last = replace(last, year=_lent_year(last, first, earlier=False))
    return first, last


def _lacks_year(point: Point) -> bool:
    return point.year is None and not point.mask and point.toward is None


def all_sharing(members: Sequence[Expression]) -> list[Expression]:
    """The members of a set, of which each lends its neighbours what they left out: backward, forward, and back to the
    first."""
    shared = list(members)
    places = range(len(shared) - 1)
    for place in (*places[::-1], *places, *places[::-1]):
        shared[place : place + 2] = sharing(*shared[place : place + 2])
    return shared


def bound_together(any_of: AnyOf) -> AnyOf:
    """A set with no comma before its last member, which binds closer than a mark before the first: it is said of all.

    Raises ValueError where something else may have been said of all, or of the first alone.
    """
    first, *others = any_of.members
    if isinstance(first, Marked) and not any(isinstance(other, Marked) for other in others):
        others = [replace(first, of=other) for other in others]
    kinds = [type(unmarked(member)) for member in (first, *others)]
    if Beside in kinds or (kinds[0] is PartOf and set(kinds) != {PartOf}):
        raise ValueError("what was said of the first may have been said of all")
    return replace(any_of, members=(first, *others))


def unmarked(expression: Expression) -> Expression:
    """What an expression says, without how sure and how near."""
    while isinstance(expression, Marked):
        expression = expression.of
    return expression


def _numbered(point: Point, other: Point, *, is_last: bool) -> Point:
    """What a bare number beside a date is: a day of its month, or a year, which may lack the century that was said
    before it: “1851–52”, but no “12–1990”."""
    number = point.number
    if number is None:
        return point
    if other.day is not None or (other.month is not None and 1 <= number <= 31):
        return Point(day=number)
    if other.year is None or (number < 100 and not is_last and other.year >= 1000):
        return point
    century = other.year // 100 * 100 if number < 100 and is_last and other.year > 0 else 0
    return Point(century + number, bare=number)


def _of_one_era(first: Point, last: Point) -> tuple[Point, Point]:
    """Two years of which one alone is said to lie before the common era, where both may: “44 or 43 BC”, “58 BC to 51”.
    A later year of four digits is one of the common era."""
    if first.bare and _before_common_era(last):
        return replace(first, year=1 - first.bare), last
    if last.bare and last.bare < 1000 and _before_common_era(first) and 1 - last.bare >= (first.year or 0):
        return first, replace(last, year=1 - last.bare)
    return first, last


def _before_common_era(point: Point) -> bool:
    return point.year is not None and point.year <= 0


def _lent_year(point: Point, other: Point, *, earlier: bool) -> int | None:
    """The year of the other end; the one before or after it where the months would else run backward."""
    if other.year is None or not isinstance(point.month, int) or not isinstance(other.month, int):
        return other.year
    if earlier:
        return other.year - (point.month > other.month)
    return other.year + (point.month < other.month)
