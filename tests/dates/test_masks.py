"""Unspecified digits against a calendar that is read through day by day."""

import calendar
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import EdtfError, PartialDate, day_number, iso_date, parse_edtf
from events.dates.masks import DAYS, MONTHS, outer_days, outer_years

modest = settings(max_examples=200, deadline=None)

Day = tuple[int, int, int]


def fits(mask: str, digits: str) -> bool:
    """Whether the digits are those of the mask wherever it has one."""
    return len(mask) == len(digits) and all(c in ("X", digit) for c, digit in zip(mask, digits, strict=True))


def fitting_days(year: str, month: str, day: str, *, latest_first: bool) -> Iterator[Day]:
    """Every day that fits, through all the years of that sign."""
    sign = -1 if year[0] == "-" else 1
    years = [sign * number for number in range(sign < 0, 10**4) if fits(year.removeprefix("-"), f"{number:04}")]
    months = [number for number in range(1, 13) if fits(month, f"{number:02}")]
    numbers = [number for number in range(1, 32) if fits(day, f"{number:02}")]
    step = -1 if latest_first else 1
    for y in sorted(years)[::step]:
        for m in months[::step]:
            length = 29 if m == 2 and calendar.isleap(y) else calendar.mdays[m]
            yield from ((y, m, d) for d in numbers[::step] if d <= length)


_masks = st.text("0123456789X", min_size=2, max_size=2)
# Masks that few days fit, beside those of any digits.
_years = st.tuples(
    st.sampled_from(["", "", "-"]),
    st.one_of(
        st.text("0123456789X", min_size=4, max_size=4),
        st.text("0X", min_size=4, max_size=4),
        st.tuples(st.text("01X", min_size=2, max_size=2), st.sampled_from(["00", "X0", "X1", "0X", "X4"])).map("".join),
    ),
).map("".join)
_months = st.one_of(_masks, st.sampled_from(["02", "X2", "0X", "1X", "XX", "04", "X0"]))
_days = st.one_of(_masks, st.sampled_from(["29", "30", "31", "2X", "3X", "X9", "X0", "00", "XX"]))


@modest
@given(_years, _months, _days)
def test_the_first_and_the_last_day_that_fit_are_those_of_the_calendar(year: str, month: str, day: str) -> None:
    text = f"{year}-{month}-{day}"
    first = next(fitting_days(year, month, day, latest_first=False), None)
    last = next(fitting_days(year, month, day, latest_first=True), None)

    if first is None or last is None or 20 < int(month.replace("X", "0")) < 42:
        with pytest.raises(EdtfError):
            parse_edtf(text)
    else:
        date = parse_edtf(text)
        assert (date.earliest, date.latest) == (day_number(*first), day_number(*last))


@modest
@given(_years)
def test_the_first_and_the_last_year_that_fit_are_those_of_the_calendar(year: str) -> None:
    firsts = fitting_days(year, "01", "01", latest_first=False)
    lasts = fitting_days(year, "12", "31", latest_first=True)

    if year == "-0000":
        with pytest.raises(EdtfError):
            parse_edtf(year)
    else:
        date = parse_edtf(year)
        assert (date.earliest, date.latest) == (day_number(*next(firsts)), day_number(*next(lasts)))


@pytest.mark.parametrize("mask", ["".join(digits) for digits in product("0123456789X", repeat=2) if "X" in digits])
def test_a_mask_of_two_digits_stands_for_every_number_that_fits(mask: str) -> None:
    assert MONTHS[mask] == tuple(number for number in range(1, 13) if fits(mask, f"{number:02}"))
    assert DAYS[mask] == tuple(number for number in range(1, 32) if fits(mask, f"{number:02}"))


@pytest.mark.parametrize(
    ("year", "first", "last"),
    [
        (2023, 2023, 2023),
        (-44, -44, -44),
        ("199X", 1990, 1999),
        ("1X9X", 1090, 1999),
        ("X985", 985, 9985),
        ("XXXX", 0, 9999),
        ("000X", 0, 9),
        ("-004X", -49, -40),
        ("-XXXX", -9999, -1),
        ("-000X", -9, -1),
        ("-00X0", -90, -10),
        ("-0X00", -900, -100),
        ("-X000", -9000, -1000),
        ("-0XX0", -990, -10),
    ],
)
def test_a_year_lies_between_its_outer_years_and_minus_zero_is_none(year: int | str, first: int, last: int) -> None:
    assert outer_years(year) == (first, last)


@pytest.mark.parametrize(
    ("date", "first", "last"),
    [
        ((2023, "XX", None), (2023, 1, 1), (2023, 12, 31)),
        ((2023, "0X", 31), (2023, 1, 31), (2023, 8, 31)),
        ((2023, 2, "2X"), (2023, 2, 20), (2023, 2, 28)),
        ((2024, 2, "2X"), (2024, 2, 20), (2024, 2, 29)),
        (("202X", 2, 29), (2020, 2, 29), (2028, 2, 29)),
        (("XX00", 2, 29), (0, 2, 29), (9600, 2, 29)),
        (("-XX00", 2, 29), (-9600, 2, 29), (-400, 2, 29)),
        (("1X00", 2, 29), (1200, 2, 29), (1600, 2, 29)),
        (("19XX", 2, "XX"), (1900, 2, 1), (1999, 2, 28)),
        (("19XX", "X2", 29), (1900, 12, 29), (1999, 12, 29)),
        (("200X", "X2", 29), (2000, 2, 29), (2009, 12, 29)),
    ],
)
def test_outer_days_are_days_of_the_calendar(
    date: tuple[int | str, int | str, int | str | None], first: Day, last: Day
) -> None:
    assert outer_days(*date) == (first, last)


@pytest.mark.parametrize(
    "date",
    [("19X1", 2, 29), ("1900", 2, 29), ("20XX", 2, 30), (2023, 2, "3X"), (2023, "X4", 31), (2023, "1X", "4X")],
)
def test_what_no_day_of_the_calendar_fits_has_no_outer_days(date: tuple[int | str, int | str, int | str]) -> None:
    assert outer_days(*date) is None


@modest
@given(_years.filter(lambda year: "X" in year), st.integers(21, 41))
def test_a_part_of_a_masked_year_begins_in_its_first_and_ends_by_its_last(year: str, part: int) -> None:
    whole, date = parse_edtf(year), parse_edtf(f"{year}-{part}")
    first, last = (parse_edtf(f"{written}-{part}") for written in _outer(whole))

    assert (date.earliest, date.latest) == (first.earliest, last.latest)


def _outer(date: object) -> tuple[str, str]:
    """The first and the last year that a masked year may mean, written."""
    assert isinstance(date, PartialDate)
    years = [int(iso_date(day)[:-6]) for day in (date.first_day, date.last_day)]
    return tuple(f"{'-' if year < 0 else ''}{abs(year):04}" for year in years)  # type: ignore[return-value]
