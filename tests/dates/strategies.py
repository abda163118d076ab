"""Dates of every form of the three levels, as text, for the properties that hold of all of them.

Each is made from a day of the calendar, whose digits are then left out or marked: so it is valid, and two of them are
in order when their days are.
"""

import calendar
from typing import NamedTuple

from hypothesis import strategies as st

Day = tuple[int, int, int]

# One month within each part of a year.
_MONTH_WITHIN = {
    **dict(zip(range(21, 33), (4, 7, 10, 12, 4, 7, 10, 12, 10, 12, 4, 7), strict=True)),
    **dict(zip(range(33, 42), (2, 5, 8, 11, 2, 6, 10, 3, 9), strict=True)),
}


class Written(NamedTuple):
    """A date as text, and one of the days that it may mean."""

    text: str
    day: Day


def _year(number: int) -> str:
    sign, digits = "-" if number < 0 else "", f"{abs(number):04}"
    return f"Y{sign}{digits}" if len(digits) > 4 else sign + digits


@st.composite
def days(draw: st.DrawFn) -> Day:
    """A day of the years -9999 to 9999, often one at the edge of a month."""
    year, month = draw(st.integers(-9999, 9999)), draw(st.integers(1, 12))
    length = calendar.monthrange(2000 + year % 400, month)[1]
    return year, month, draw(st.one_of(st.integers(1, length), st.just(length)))


@st.composite
def _masked(draw: st.DrawFn, digits: str) -> str:
    """The digits, none, some or all of them left out."""
    if draw(st.booleans()):
        return digits
    return "".join(draw(st.sampled_from([c, "X"])) if c != "-" else c for c in digits)


_mark = st.sampled_from(["", "", "", "?", "~", "%"])


@st.composite
def _marked(draw: st.DrawFn, components: list[str], time: str = "") -> str:
    """The components, joined; any of them marked on either side, a time on its right only."""
    if not draw(st.booleans()):
        return "-".join(components) + time
    whole = draw(_mark) if time else ""
    return "-".join(draw(_mark) + component + draw(_mark) for component in components) + time + whole


_clock = st.times().map(lambda time: time.replace(microsecond=0).isoformat())
_fraction = st.sampled_from(["", ".5", ".000000001"])
_zone = st.sampled_from(["", "Z", "-04:00", "+14", "-1200", "+0545", "+05:45", "-12", "+00:00"])
_times = st.tuples(st.just("T"), _clock, _fraction, _zone).map("".join)


@st.composite
def _calendar_dates(draw: st.DrawFn) -> Written:
    """A year, a month or a day, with any digit left out and any component marked."""
    year, month, day = written = draw(days())
    components = [_year(year), f"{month:02}", f"{day:02}"][: draw(st.integers(1, 3))]
    return Written(draw(_marked([draw(_masked(component)) for component in components])), written)


@st.composite
def _moments(draw: st.DrawFn) -> Written:
    year, month, day = written = draw(days())
    return Written(draw(_marked([_year(year), f"{month:02}", f"{day:02}"], draw(_times))), written)


@st.composite
def _groupings(draw: st.DrawFn) -> Written:
    """A season, quarter, quadrimester or semester, perhaps of a year of which not all digits are known."""
    year, part = draw(st.integers(-9999, 9999)), draw(st.integers(21, 41))
    return Written(draw(_marked([draw(_masked(_year(year))), str(part)])), (year, _MONTH_WITHIN[part], 1))


@st.composite
def _decades_and_centuries(draw: st.DrawFn) -> Written:
    unit = draw(st.sampled_from([10, 100]))
    number, sign = draw(st.integers(0, 9999 // unit)), draw(st.sampled_from(["", "-"]))
    sign = sign if number else ""
    year = number * unit if not sign else -number * unit
    return Written(draw(_marked([f"{sign}{number:0{3 if unit == 10 else 2}}"])), (year, 1, 1))


@st.composite
def _long_years(draw: st.DrawFn) -> Written:
    """More than four digits, perhaps in exponential form."""
    sign = draw(st.sampled_from(["", "-"]))
    exponent = draw(st.integers(0, 9))
    mantissa = draw(st.integers(max(1, -(-(10**4) // 10**exponent)), 10 ** (12 - exponent)))
    number = mantissa * 10**exponent
    written = f"Y{sign}{mantissa}E{exponent}" if exponent or draw(st.booleans()) else f"Y{sign}{mantissa}"
    significant = draw(_significant_digits(number))
    return Written(draw(_marked([written + significant])), (-number if sign else number, 1, 1))


@st.composite
def _significant_digits(draw: st.DrawFn, number: int) -> str:
    if draw(st.booleans()):
        return ""
    return f"S{draw(st.integers(1, len(str(abs(number)))))}"


@st.composite
def _estimated_years(draw: st.DrawFn) -> Written:
    number = draw(st.integers(-9999, 9999))
    return Written(draw(_marked([_year(number) + draw(_significant_digits(number))])), (number, 1, 1))


_single = st.one_of(_calendar_dates(), _moments(), _groupings(), _long_years(), _estimated_years())


@st.composite
def _pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Two dates of which the first may begin before the second has ended."""
    first, last = sorted((draw(_single), draw(_single)), key=lambda written: written.day)
    return first.text, last.text


# What may also stand in an interval or a set.
parts = _single.map(lambda written: written.text)
single_dates = st.one_of(parts, _decades_and_centuries().map(lambda written: written.text))

_open = st.sampled_from(["..", ""])
intervals = st.one_of(
    _pairs().map("/".join),
    st.tuples(parts, _open).map("/".join),
    st.tuples(_open, parts).map("/".join),
)


@st.composite
def _sets(draw: st.DrawFn) -> str:
    members = draw(st.lists(st.one_of(parts, _pairs().map("..".join)), min_size=1, max_size=5))
    if draw(st.booleans()):
        members[0] = f"..{draw(parts)}"
    if draw(st.booleans()) and not (len(members) == 1 and members[0].startswith("..")):
        members[-1] = f"{draw(parts)}.."
    opening, closing = draw(st.sampled_from(["[]", "{}"]))
    return opening + draw(st.sampled_from([",", ", ", " ,"])).join(members) + closing


# Written canonically a date grows by two characters at most, but for the exponential form, which is short.
sets = _sets().filter(lambda text: len(text) <= 200)

dates = st.one_of(single_dates, intervals, sets)
