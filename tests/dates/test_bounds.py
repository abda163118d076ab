"""Day numbers against Python's own, and the four bounds of every form of date."""

import calendar
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import DISTANT_FUTURE, DISTANT_PAST, Bounds, civil_date, day_number, iso_date, parse_edtf
from events.dates.bounds import SPAN_LONGER, SPAN_OPEN_END, SPAN_OPEN_START
from tests.dates.strategies import dates, parts

modest = settings(max_examples=200, deadline=None)

# 14 000 years either way of the year 0, and what lies at the limit of a year.
_numbers = st.one_of(st.integers(-5_000_000, 5_000_000), st.integers(-366 * 10**12, 366 * 10**12))


@modest
@given(st.dates())
def test_days_are_numbered_as_python_numbers_them(day: date) -> None:
    assert day_number(day.year, day.month, day.day) == day.toordinal()
    assert civil_date(day.toordinal()) == (day.year, day.month, day.day)
    assert iso_date(day.toordinal()) == day.isoformat()


def test_every_month_of_four_centuries_begins_where_the_last_one_ended() -> None:
    firsts = [date(year, month, 1) for year in range(1800, 2201) for month in range(1, 13)]

    assert [day_number(first.year, first.month, 1) for first in firsts] == [first.toordinal() for first in firsts]


@modest
@given(_numbers)
def test_a_day_number_is_of_one_day(number: int) -> None:
    year, month, day = civil_date(number)

    assert day_number(year, month, day) == number
    assert (1 <= month <= 12, 1 <= day <= 31) == (True, True)
    assert civil_date(number + 1) > (year, month, day)


@pytest.mark.parametrize(
    ("year", "leap"),
    [(2000, True), (1900, False), (2004, True), (2023, False), (0, True), (-4, True), (-100, False), (-400, True)],
)
def test_leap_years_follow_the_proleptic_gregorian_rule(year: int, leap: bool) -> None:
    assert civil_date(day_number(year, 2, 28) + 1) == ((year, 2, 29) if leap else (year, 3, 1))
    assert day_number(year + 1, 1, 1) - day_number(year, 1, 1) == (366 if leap else 365)


def test_the_year_1_begins_on_day_1() -> None:
    assert day_number(1, 1, 1) == 1
    assert civil_date(0) == (0, 12, 31)


@pytest.mark.parametrize(
    ("day", "written"),
    [
        ((2023, 7, 20), "2023-07-20"),
        ((9999, 12, 31), "9999-12-31"),
        ((10000, 1, 1), "+010000-01-01"),
        ((10**12, 1, 1), "+1000000000000-01-01"),
        ((1, 1, 1), "0001-01-01"),
        ((0, 1, 1), "0000-01-01"),
        ((-1, 12, 31), "-000001-12-31"),
        ((-44, 3, 15), "-000044-03-15"),
    ],
)
def test_a_year_outside_four_digits_has_a_sign_and_six(day: tuple[int, int, int], written: str) -> None:
    assert iso_date(day_number(*day)) == written


@pytest.mark.parametrize(
    ("days", "span"),
    [(1, 0), (2, 1), (31, 1), (32, 2), (366, 2), (367, 3), (3660, 3), (3661, 4), (36600, 4), (36601, 5)],
)
def test_the_span_class_changes_at_its_edges(days: int, span: int) -> None:
    assert Bounds(100, 100, 100, 99 + days).span == span


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2023-07-20", 0),
        ("2023-07", 1),
        ("2023-34", 2),
        ("2024", 2),
        ("202X", 3),
        ("1950S2", 4),
        ("{1960,1961-12}", 3),
        ("1XXX", 5),
        ("1XXX-12-25", 5),
        ("1000/2000", 5),
        ("1979/..", 6),
        ("2006/", 6),
        ("[2006..]", 6),
        ("{2006..}", 6),
        ("[..1984,1986..]", 6),
        ("../2019", 7),
        ("/2019", 7),
        ("[..2019]", 7),
        ("{..2019}", 7),
    ],
)
def test_what_is_open_is_of_a_class_of_its_own(text: str, span: int) -> None:
    assert parse_edtf(text).bounds.span == span


@modest
@given(dates)
def test_the_span_class_holds_the_longest_extent(text: str) -> None:
    bounds = parse_edtf(text).bounds
    longest = [1, 31, 366, 3660, 36600]

    if bounds.latest is None:
        assert bounds.span == SPAN_OPEN_END
    elif bounds.earliest is None:
        assert bounds.span == SPAN_OPEN_START
    else:
        days = bounds.latest - bounds.earliest + 1
        assert bounds.span == sum(days > most for most in longest)
        assert bounds.span <= SPAN_LONGER


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("2010", ("2010-01-01", "2010-12-31", "2010-01-01", "2010-12-31")),
        ("2010~", ("2010-01-01", "2010-12-31", "2010-01-01", "2010-12-31")),
        ("2023-07-20", ("2023-07-20",) * 4),
        # What lasted had begun by the end of 2006 and had not ended before 2019; what happened once had not.
        ("2006/2019", ("2006-01-01", "2006-12-31", "2019-01-01", "2019-12-31")),
        ("[2006..2019]", ("2006-01-01", "2019-12-31", "2006-01-01", "2019-12-31")),
        ("[2019,2020]", ("2019-01-01", "2020-12-31", "2019-01-01", "2020-12-31")),
        ("1979/..", ("1979-01-01", "1979-12-31", None, None)),
        ("2006/", ("2006-01-01", "2006-12-31", "2006-01-01", None)),
        ("../2019", (None, None, "2019-01-01", "2019-12-31")),
        ("/2019", (None, "2019-12-31", "2019-01-01", "2019-12-31")),
        ("[..2023-07]", (None, "2023-07-31", None, "2023-07-31")),
        ("[2006..]", ("2006-01-01", None, "2006-01-01", None)),
        ("{1960,1961-12}", ("1960-01-01", "1961-12-31", "1960-01-01", "1961-12-31")),
        ("1950S2", ("1900-01-01", "1999-12-31", "1900-01-01", "1999-12-31")),
        ("156X-12-25", ("1560-12-25", "1569-12-25", "1560-12-25", "1569-12-25")),
        ("2001-34/2001-36", ("2001-04-01", "2001-06-30", "2001-10-01", "2001-12-31")),
        ("2004-06-~01/2004-06-~20", ("2004-06-01", "2004-06-01", "2004-06-20", "2004-06-20")),
        ("200X/2005", ("2000-01-01", "2005-12-31", "2005-01-01", "2005-12-31")),
        # Neither end lies outside the other.
        ("2006/2006-05", ("2006-01-01", "2006-05-31", "2006-05-01", "2006-05-31")),
        ("2006-05/2006", ("2006-05-01", "2006-05-31", "2006-05-01", "2006-12-31")),
    ],
)
def test_the_four_bounds_follow_the_form(text: str, bounds: tuple[str | None, ...]) -> None:
    assert tuple(None if day is None else iso_date(day) for day in parse_edtf(text).bounds) == bounds


@modest
@given(dates)
def test_the_inner_bounds_lie_within_the_outer(text: str) -> None:
    earliest, start_latest, end_earliest, latest = parse_edtf(text).bounds
    outer = (DISTANT_PAST if earliest is None else earliest, DISTANT_FUTURE if latest is None else latest)

    for inner in (start_latest, end_earliest):
        assert inner is None or outer[0] <= inner <= outer[1]


@pytest.mark.parametrize(
    ("text", "key"),
    [("2010-05", "2010-05-01"), ("1979/..", "1979-01-01"), ("../2019", "2019-12-31"), ("[..2023-07]", "2023-07-31")],
)
def test_a_date_is_sorted_by_its_first_day_or_else_its_last(text: str, key: str) -> None:
    assert iso_date(parse_edtf(text).bounds.sort_key) == key


def test_what_is_open_on_both_sides_is_sorted_first() -> None:
    assert parse_edtf("[..1984,1986..]").bounds.sort_key == DISTANT_PAST


@modest
@given(dates)
def test_a_mark_never_moves_a_bound(text: str) -> None:
    unmarked = text.translate(str.maketrans("", "", "?~%"))

    assert parse_edtf(unmarked).bounds == parse_edtf(text).bounds


@modest
@given(st.lists(parts, min_size=2, max_size=5), st.booleans(), st.booleans())
def test_a_set_has_the_bounds_of_its_hull(members: list[str], begins: bool, stops: bool) -> None:
    firsts, lasts = zip(*(_outer_days(member) for member in members), strict=True)
    outer = (min(firsts) if begins else None, max(lasts) if stops else None)

    date = parse_edtf(f"[{'' if begins else '..'}{','.join(members)}{'' if stops else '..'}]")

    assert date.bounds == (*outer, *outer)


@modest
@given(st.lists(parts, min_size=1, max_size=5))
def test_all_of_a_set_and_one_of_it_have_the_same_bounds(members: list[str]) -> None:
    assert parse_edtf(f"[{','.join(members)}]").bounds == parse_edtf(f"{{{','.join(members)}}}").bounds


@modest
@given(st.integers(-9999, 9999), st.integers(1, 4))
def test_significant_digits_bound_every_year_that_begins_with_them(year: int, digits: int) -> None:
    written, sign = str(abs(year)), -1 if year < 0 else 1
    kept = written[: min(digits, len(written))]
    years = [sign * n for n in range(10**4) if len(str(n)) == len(written) and str(n).startswith(kept)]

    date = parse_edtf(f"{'-' if year < 0 else ''}{abs(year):04}S{len(kept)}")

    assert (date.earliest, date.latest) == (day_number(min(years), 1, 1), day_number(max(years), 12, 31))


@pytest.mark.parametrize("part", range(21, 42))
def test_a_part_of_the_year_lasts_three_four_or_six_whole_months(part: int) -> None:
    months = 3 if part <= 36 else 4 if part <= 39 else 6

    for year in (1899, 1999, 2003, 2023):
        first, last = (civil_date(day) for day in _outer_days(f"{year}-{part}"))
        assert first[0] * 12 + first[1] + months - 1 == last[0] * 12 + last[1]
        assert (first[2], last[2]) == (1, calendar.monthrange(last[0], last[1])[1])


def _outer_days(text: str) -> tuple[int, int]:
    date = parse_edtf(text)
    assert date.earliest is not None
    assert date.latest is not None
    return date.earliest, date.latest


@modest
@given(dates)
def test_every_bound_fits_a_stored_column(text: str) -> None:
    date = parse_edtf(text)

    assert all(DISTANT_PAST < bound < DISTANT_FUTURE for bound in date.bounds if bound is not None)
    assert DISTANT_PAST <= date.bounds.sort_key < DISTANT_FUTURE
