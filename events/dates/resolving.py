"""From what a phrase says to EDTF, against an anchor where one is needed.

No result is narrower than what was said: a distance is as coarse as its unit, a part of a stretch is a date somewhere
within.
"""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import islice, product

from events.dates.bounds import civil_date
from events.dates.expressions import (
    AnyOf,
    At,
    Beside,
    Between,
    Days,
    Distance,
    Expression,
    Marked,
    PartOf,
    Point,
    Toward,
    Unit,
    Within,
    Yearly,
    all_sharing,
    is_anchored,
    sharing,
)
from events.dates.hulls import on_any_day
from events.dates.marks import marked, marked_part
from events.dates.masks import mask_of, spoken_years
from events.dates.parts import third, third_of_days
from events.dates.values import AllOf, Edtf, Interval, OneOf, PartialDate, Qualification, Range

# So far ahead a date without a year may lie and still be meant, rather than the one that has passed.
_AHEAD = 31
_YEAR = 366
_MONTHS_TO_A_WEEKDAY = 12
_MOST_RESULTS = 4
# Nobody counts decades, centuries and hundreds of years to the year, and nobody means a year a thousand years away.
_YEARS = {"year": 1, "decade": 10, "century": 100}
_MOST_YEARS = 1000


class NeedsAnchor(ValueError):
    """A phrase that counts from a date which was not given."""


def resolve(expression: Expression, anchor: PartialDate | None) -> Iterator[Edtf]:
    """The dates that an expression may stand for, the likeliest first; raises NeedsAnchor, or ValueError where it is no
    date."""
    if anchor is None or anchor.first_day == anchor.last_day or not is_anchored(expression):
        return islice(_resolved(expression, anchor), _MOST_RESULTS)
    earliest, latest = (_resolved(expression, _day(day)) for day in (anchor.first_day, anchor.last_day))
    return (on_any_day(*dates, anchor) for dates in islice(zip(earliest, latest, strict=False), _MOST_RESULTS))


def _resolved(expression: Expression, anchor: PartialDate | None) -> Iterator[Edtf]:
    match expression:
        case Point() | Yearly():
            yield from _points(expression, anchor)
        case Distance():
            yield _distance(expression, anchor)
        case Days(first=first, last=last):
            yield from _from_days(first, last)
        case PartOf(part=part, of=Days(first=first, last=last)):
            yield marked(OneOf((third_of_days(part, first, last),)), "~")
        case Within():
            yield from _within(expression, anchor)
        case Between():
            yield from _between(expression, anchor)
        case AnyOf():
            yield from _any_of(expression, anchor)
        case Beside(of=Between() | Beside() | AnyOf()):
            raise ValueError("what has two ends, or is open, has nothing before and after it")
        case Beside(kind="onwards", of=of) if anchor and is_anchored(of):
            yield from (_around(expression, date) for date in _begun(list(_resolved(of, anchor)), anchor))
        case _:
            yield from (_around(expression, date) for date in _resolved(expression.of, anchor))


def _around(expression: At | PartOf | Marked | Beside, date: Edtf) -> Edtf:
    """What an expression makes of the date inside it."""
    match expression:
        case At(time=time):
            return _at(time, date)
        case PartOf(part=part):
            return marked(OneOf((third(part, date),)), "~")
        case Marked(mark=mark, components=components):
            return marked(date, mark, components)
    return _beside(expression.kind, date)


def _begun(dates: list[Edtf], anchor: PartialDate) -> list[Edtf]:
    """Those of the dates that a source could look back on, if there are any: what goes on since one has begun."""
    return [date for date in dates if (date.earliest or 0) <= anchor.last_day] or dates


def _points(point: Point | Yearly, anchor: PartialDate | None) -> Iterator[Edtf]:
    if isinstance(point, Yearly):
        yield from _yearly(point, anchor)
        return
    if point.number is not None:
        raise ValueError("a number alone is no date")
    if point.weekday is not None and point.day is None:
        yield from _weekdays(point, anchor)
    elif point.mask and point.month is None and spoken_years(point.mask)[1] == 0:
        yield OneOf(((PartialDate(spoken_years(point.mask)[0]), PartialDate(0)),))
    elif point.mask:
        yield PartialDate(point.mask, point.month, point.day)
    elif point.year is not None:
        yield PartialDate(point.year, point.month, point.day, significant=point.significant)
    elif anchor is None:
        if point.month is None or point.toward is not None:
            raise NeedsAnchor("this counts from a date: give the anchor")
        yield PartialDate("XXXX", point.month, point.day)
    elif point.month is None:
        yield from _days_of_month(point, anchor)
    else:
        yield from _yearless(point, anchor)


def _yearless(point: Point, anchor: PartialDate) -> Iterator[Edtf]:
    year = civil_date(anchor.last_day)[0]
    dates = _in_years(point, range(year - 1, year + 2))
    if len(dates) < 3 or dates[0].last_day >= anchor.last_day:
        dates = _in_years(point, range(year - 8, year + 9))
    yield from _nearest(_on_weekday(dates, point), anchor, point.toward)


def _in_years(point: Point, years: Iterable[int]) -> list[PartialDate]:
    """The point in each of the years that has it: 29 February in few."""
    dates = []
    for year in years:
        with suppress(ValueError):
            dates.append(PartialDate(year, point.month, point.day))
    return dates


def _days_of_month(point: Point, anchor: PartialDate) -> Iterator[Edtf]:
    if point.day is None:
        raise ValueError("nothing was said")
    year, month, _ = civil_date(anchor.last_day)
    dates = []
    for step in range(-_MONTHS_TO_A_WEEKDAY, _MONTHS_TO_A_WEEKDAY + 1):
        in_year, in_month = divmod(year * 12 + month - 1 + step, 12)
        with suppress(ValueError):
            dates.append(PartialDate(in_year, in_month + 1, point.day))
    yield from _nearest(_on_weekday(dates, point), anchor, point.toward, ahead=15)


def _yearly(yearly: Yearly, anchor: PartialDate | None) -> Iterator[Edtf]:
    if anchor is None:
        raise NeedsAnchor("the year counts from a date: give the anchor")
    dates = []
    for year in yearly.years_around(civil_date(anchor.last_day)[0]):
        with suppress(ValueError):
            day = yearly.of_year(year)
            if isinstance(day, Days) and day.first == day.last:
                dates.append(_day(day.first))
    yield from _nearest(dates, anchor, None)


def _on_weekday(dates: list[PartialDate], point: Point) -> list[PartialDate]:
    """Those of the dates that fall on the weekday, if one was said and any does."""
    if point.weekday is None or not isinstance(point.day, int):
        return dates
    return [date for date in dates if (date.first_day - 1) % 7 == point.weekday] or dates


def _weekdays(point: Point, anchor: PartialDate | None) -> Iterator[Edtf]:
    if anchor is None or point.weekday is None:
        raise NeedsAnchor("a weekday counts from a date: give the anchor")
    today = anchor.last_day
    past = today - ((today - 1 - point.weekday) % 7 or 7)
    on_it = [_day(today)] if past + 7 == today else []
    dates = [_day(past), *on_it, _day(past + 14 if on_it else past + 7)]
    yield from _nearest(dates, anchor, point.toward, ahead=4)


def _nearest(
    dates: list[PartialDate], anchor: PartialDate, toward: Toward, ahead: int = _AHEAD
) -> Iterator[PartialDate]:
    """The one that has passed, unless the next is near; then the other. Where a direction was said, that one alone."""
    today = anchor.last_day
    past = [date for date in dates if date.last_day < today][::-1]
    around = [date for date in dates if date.first_day <= today <= date.last_day]
    coming = [date for date in dates if date.first_day > today]
    if toward is not None:
        yield from {-1: past, 0: around or _closest(dates, anchor), 1: coming}[toward][:1]
        return
    near = [date for date in coming if date.first_day - today <= ahead]
    yield from dict.fromkeys([*around[:1], *near[:1], *past[:1], *coming[:1]])


def _closest(dates: list[PartialDate], anchor: PartialDate) -> list[PartialDate]:
    """The dates, the one nearest to the anchor first."""
    return sorted(dates, key=lambda date: max(date.first_day - anchor.last_day, anchor.first_day - date.last_day))


def _within(within: Within, anchor: PartialDate | None) -> Iterator[Edtf]:
    """A month or day of a year, a day of a month, a weekday of a week, that is itself counted from the anchor."""
    whole, point = _distance(within.whole, anchor), within.of
    if point.number is not None:
        point = Point(day=point.number)
    if isinstance(whole, OneOf) and point.weekday is not None:
        yield _day((whole.earliest or 0) + point.weekday)
    elif isinstance(whole, PartialDate) and isinstance(whole.year, int) and whole.day is None and point.year is None:
        if whole.month is not None and point.month is not None:
            raise ValueError("a month has no month")
        yield PartialDate(whole.year, point.month if whole.month is None else whole.month, point.day)
    else:
        raise ValueError("only of a year, a month or a week something is said so")


def _distance(distance: Distance, anchor: PartialDate | None) -> Edtf:
    if anchor is None:
        raise NeedsAnchor("this counts from a date: give the anchor")
    count, unit = distance.count, distance.unit
    years = count * _YEARS.get(unit, 0)
    if abs(years) >= _MOST_YEARS:
        raise ValueError("so far away no year is meant")
    if unit in ("decade", "century") and (abs(count) > 1 or distance.short):
        nearer = distance.short * (1 if count < 0 else -1)
        return marked(PartialDate(civil_date(anchor.last_day)[0] + years + nearer), "~")
    date = _unit(unit, count, anchor.last_day)
    in_hundreds = years != 0 and years % 100 == 0 and unit == "year"
    return marked(_coarser(date), "~") if distance.loose or in_hundreds else date


def _unit(unit: Unit, count: int, today: int) -> Edtf:
    """The unit that lies so many from today's."""
    year, month, _ = civil_date(today)
    if unit == "day":
        return _day(today + count)
    if unit == "week":
        monday = today - (today - 1) % 7 + 7 * count
        return OneOf(((_day(monday), _day(monday + 6)),))
    if unit in ("decade", "century"):
        return _of_many_years(year, count, 10 if unit == "decade" else 100)
    in_year, first = {"month": (12, 1), "quarter": (4, 33), "semester": (2, 40), "year": (1, 0)}[unit]
    years, place = divmod(year * in_year + (month - 1) * in_year // 12 + count, in_year)
    return PartialDate(years, first + place if first else None)


def _coarser(date: Edtf) -> Edtf:
    """What a vague number of days, weeks or months comes to: a month, three weeks, a year."""
    if isinstance(date, OneOf) and date.earliest is not None and date.latest is not None:
        return OneOf(((_day(date.earliest - 7), _day(date.latest + 7)),))
    if not isinstance(date, PartialDate) or date.month is None:
        return date
    return PartialDate(date.year, date.month if date.day else None)


def _of_many_years(year: int, count: int, years: int) -> PartialDate:
    """The last, this or the next decade or century of the calendar."""
    digits = f"{(year + count * years) // years:0{4 - len(str(years)) + 1}}"
    return PartialDate(digits + "X" * (len(str(years)) - 1))


def _between(between: Between, anchor: PartialDate | None) -> Iterator[Edtf]:
    first, last = sharing(between.first, between.last)
    if isinstance(first, Beside | AnyOf) or isinstance(last, Beside | AnyOf):
        raise ValueError("what is open, or one of several, is no end")
    if between.kind == "lasted":
        first, last = _undivided(first), _undivided(last)
    counted = all(isinstance(end, Point | Yearly) and is_anchored(end) for end in (first, last))
    for start, end in product(_resolved(first, anchor), islice(_resolved(last, anchor), 2)):
        begin, finish = _outer(start, last=False), _outer(end, last=True)
        if begin.first_day > finish.last_day or (counted and finish.last_day - begin.first_day > _YEAR):
            continue
        if between.kind == "within":
            yield OneOf(((begin, finish),))
        else:
            yield Interval(_end(first, start, begin), _end(last, end, finish))


def _undivided(end: Expression) -> Expression:
    """An end of what lasted. EDTF can say of one only that it is in the whole, not in which part."""
    match end:
        case PartOf(of=whole):
            return whole
        case Marked(of=PartOf(of=whole)):
            return replace(end, of=whole)
    return end


def _end(expression: Expression, date: Edtf, end: PartialDate) -> PartialDate:
    """An end of what lasted. EDTF has no range for one: years become their mask if they have one, else what is known of
    them is marked approximate."""
    if not isinstance(expression, Between | Point) or not isinstance(date, OneOf):
        return end
    mask = mask_of(civil_date(date.parts[0].first_day)[0], civil_date(date.parts[-1].last_day)[0])
    if mask is not None and end.month is None:
        return replace(end, year=mask)
    return end if end.qualification.marked("~") else marked_part(end, "~", ("year", "month", "day"))


def _beside(kind: str, date: Edtf) -> Edtf:
    begin, finish = _outer(date, last=False), _outer(date, last=True)
    if kind in ("before", "after") and not _has_edges(date):
        begin, finish = replace(begin, time=""), replace(finish, time="")
        kind = "or_earlier" if kind == "before" else "or_later"
    match kind:
        case "before":
            return OneOf(((None, _neighbour(begin, -1)),))
        case "after":
            return OneOf(((_neighbour(finish, 1), None),))
        case "or_earlier":
            return OneOf(((None, finish),))
        case "or_later":
            return OneOf(((begin, None),))
        case "until" | "start_unknown":
            return Interval(".." if kind == "until" else "", finish)
    return Interval(begin, ".." if kind == "onwards" else "")


def _has_edges(date: Edtf) -> bool:
    """Whether the line around it is drawn: what is beside a part of a stretch, or a moment, may lie on the same day."""
    return date.precision != "time" and not (isinstance(date, OneOf) and date.approximate)


def _neighbour(date: PartialDate, step: int) -> PartialDate:
    """The last date of the same precision before it, or the first one after it; marked as it is."""
    year, month, day = civil_date(date.first_day - 1 if step < 0 else date.last_day + 1)
    if date.month is None:
        return PartialDate(year, qualification=date.qualification)
    if isinstance(date.month, int) and date.month > 12:
        return PartialDate(year, month, qualification=_marks(date, 2))
    return PartialDate(year, month, day if date.day else None, qualification=date.qualification)


def _any_of(any_of: AnyOf, anchor: PartialDate | None) -> Iterator[Edtf]:
    members = tuple(_member(next(_resolved(member, anchor), None)) for member in all_sharing(any_of.members))
    yield (AllOf if any_of.every else OneOf)(members)


def _member(date: Edtf | None) -> PartialDate | Range:
    """A date, or one somewhere within two, as a member of a set."""
    match date:
        case PartialDate():
            return date
        case OneOf(members=(member,)):
            return member
        case Interval(start=PartialDate() as start, end=PartialDate() as end):
            return start, end
    raise ValueError("only dates and stretches with two ends stand in a set")


def _marks(part: PartialDate, components: int) -> Qualification:
    whole = part.qualification.year
    return Qualification(*[whole] * components)


def _outer(date: Edtf, *, last: bool) -> PartialDate:
    """The date at one end of what may be a stretch."""
    if isinstance(date, PartialDate):
        return date
    end = date.parts[-1] if last else date.parts[0]
    if (date.latest if last else date.earliest) is None:
        raise ValueError("what has no end cannot be one")
    return end


def _from_days(first: int, last: int) -> Iterator[Edtf]:
    """A day; or else what lasted all those days, and one date among them."""
    if first == last:
        yield _day(first)
    else:
        yield Interval(_day(first), _day(last))
        yield OneOf(((_day(first), _day(last)),))


def _at(time: str, date: Edtf) -> Edtf:
    if not isinstance(date, PartialDate) or not isinstance(date.day, int):
        raise ValueError("a time stands beside a day")
    return replace(date, time=time)


def _day(number: int) -> PartialDate:
    return PartialDate(*civil_date(number))
