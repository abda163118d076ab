"""Dates made of valid parts, as text, for the properties that hold of all of them."""

import calendar

from hypothesis import strategies as st

from events.dates.edtf import MAX_YEAR, parse_edtf


def _year(number: int) -> str:
    sign, digits = "-" if number < 0 else "", f"{abs(number):04}"
    return f"Y{sign}{digits}" if len(digits) > 4 else sign + digits


@st.composite
def _days(draw: st.DrawFn) -> str:
    year, month = draw(st.integers(-9999, 9999)), draw(st.integers(1, 12))
    leap_year = 2000 if calendar.isleap(year) else 2001
    day = draw(st.integers(1, calendar.monthrange(leap_year, month)[1]))
    return f"{_year(year)}-{month:02}-{day:02}"


_four_digits = st.integers(-9999, 9999).map(_year)
_clock = st.times().map(lambda time: time.replace(microsecond=0).isoformat())
_fraction = st.sampled_from(["", ".5", ".000000001"])
_zone = st.sampled_from(["", "Z", "-04:00", "+14", "-1200", "+05:45"])
_moments = st.tuples(_days(), st.just("T"), _clock, _fraction, _zone).map("".join)
_unspecified = st.one_of(
    st.tuples(_four_digits, st.sampled_from(["-XX", "-XX-XX", "-02-XX"])).map("".join),
    st.tuples(st.integers(1, 9), st.sampled_from(["XXX", "0XX", "01X", "01X-XX"])).map(
        lambda pair: f"{pair[0]}{pair[1]}"
    ),
)
_seasons = st.tuples(_four_digits, st.sampled_from(["-01", "-12", "-21", "-22", "-23", "-24"])).map("".join)
_long_years = st.integers(10**4, MAX_YEAR).flatmap(lambda year: st.sampled_from([_year(year), _year(-year)]))
_plain = st.one_of(_days(), _four_digits, _moments, _unspecified, _seasons, _long_years)

single_dates = st.tuples(_plain, st.sampled_from(["", "", "?", "~", "%"])).map("".join)


def _ordered(pair: tuple[str, str]) -> tuple[str, str]:
    """In an order that is no reversed interval."""
    first, last = pair
    return pair if (parse_edtf(first).earliest or 0) <= (parse_edtf(last).latest or 0) else (last, first)


_pairs = st.tuples(single_dates, single_dates).map(_ordered)
_open = st.sampled_from(["..", ""])
intervals = st.one_of(
    _pairs.map("/".join),
    st.tuples(single_dates, _open).map("/".join),
    st.tuples(_open, single_dates).map("/".join),
)
_members = st.lists(st.one_of(single_dates, _pairs.map("..".join)), min_size=1, max_size=4)
sets = (
    st.tuples(st.sampled_from(["[", "[.."]), _members, st.sampled_from(["]", "..]"]))
    .filter(
        # "..a..b" would be a range with three ends.
        lambda parts: (
            not (parts[0] == "[.." and ".." in parts[1][0])
            and not (parts[2] == "..]" and ".." in parts[1][-1])
            and not (len(parts[1]) == 1 and parts[0] == "[.." and parts[2] == "..]")
        )
    )
    .map(lambda parts: parts[0] + ",".join(parts[1]) + parts[2])
    .filter(lambda text: len(text) <= 255)
)

dates = st.one_of(single_dates, intervals, sets)
