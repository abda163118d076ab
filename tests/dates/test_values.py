"""Dates as values: built of their components, written, never changed."""

from dataclasses import FrozenInstanceError, fields, replace

import pytest

from events.dates import AllOf, DateSet, Edtf, Interval, OneOf, PartialDate, Qualification, iso_date, parse_edtf

FORMS = ["2023-07-20", "2006/2019", "1979/..", "[2006..2019]", "{1960,1961-12}", "156X-12-25", "1950S2"]


@pytest.mark.parametrize(
    ("date", "text"),
    [
        (PartialDate(2010), "2010"),
        (PartialDate(-44, 3, 15), "-0044-03-15"),
        (PartialDate(0, 1), "0000-01"),
        (PartialDate(2001, 34), "2001-34"),
        (PartialDate("156X", 12, 25), "156X-12-25"),
        (PartialDate(2004, "1X", "XX"), "2004-1X-XX"),
        (PartialDate(1950, significant=2), "1950S2"),
        (PartialDate(-1950, significant=2), "-1950S2"),
        (PartialDate(171_010_000, significant=3), "Y171010000S3"),
        (PartialDate(-17000), "Y-17000"),
        (PartialDate(2023, 7, 20, "T10:30:00Z"), "2023-07-20T10:30:00Z"),
        (PartialDate(2004, 6, 11, qualification=Qualification("?", "", "~")), "2004?-06-~11"),
        (PartialDate(2004, 6, 11, qualification=Qualification("~", "~", "~")), "2004-06-11~"),
        (PartialDate(2004, 6, 11, qualification=Qualification("~", "~", "%")), "2004-06~-%11"),
        (PartialDate(2004, 6, 11, qualification=Qualification("", "~", "~")), "2004-~06-~11"),
        (PartialDate(2004, 6, 11, qualification=Qualification("?", "~", "?")), "2004?-~06-?11"),
        (PartialDate(2004, 6, qualification=Qualification("?", "?")), "2004-06?"),
        (PartialDate(1950, qualification=Qualification("~"), significant=2), "1950S2~"),
        (PartialDate(2023, 7, 20, "T10:30:00Z", Qualification("", "", "?")), "2023-07-?20T10:30:00Z"),
        (PartialDate(2023, 7, 20, "T10:30:00Z", Qualification("?", "?", "?")), "2023-07-20T10:30:00Z?"),
        (Interval(PartialDate(2006), PartialDate(2019)), "2006/2019"),
        (Interval(PartialDate(2006), ".."), "2006/.."),
        (Interval("", PartialDate(2006)), "/2006"),
        (OneOf((PartialDate(2006), PartialDate(2019))), "[2006,2019]"),
        (OneOf(((None, PartialDate(2006)), (PartialDate(2019), None))), "[..2006,2019..]"),
        (AllOf(((PartialDate(1960), PartialDate(1961)),)), "{1960..1961}"),
    ],
)
def test_a_date_is_written_as_it_is_read(date: Edtf, text: str) -> None:
    assert str(date) == text
    assert parse_edtf(text) == date
    assert hash(parse_edtf(text)) == hash(date)


@pytest.mark.parametrize(
    "components",
    [
        ("19X1", 2, 29),
        ("20XX", 2, 30),
        (2023, "0X", 32),
        (2023, 2, "3X"),
        (2023, "9X"),
        (2023, 2, 30),
        (2023, 13, 1),
        (2023, 1, 0),
        ("202X", 1, 0),
    ],
)
def test_a_date_that_no_day_fits_cannot_be_built(components: tuple[int | str, ...]) -> None:
    with pytest.raises(ValueError, match="no day of the calendar fits"):
        PartialDate(*components)  # type: ignore[arg-type]


@pytest.mark.parametrize(("start", "end"), [("..", ".."), ("", ""), ("..", "")])
def test_an_interval_without_a_date_cannot_be_built(start: str, end: str) -> None:
    with pytest.raises(ValueError, match="a date at one end"):
        Interval(start, end)


@pytest.mark.parametrize("text", FORMS)
def test_a_date_cannot_be_changed(text: str) -> None:
    date = parse_edtf(text)

    for attribute in fields(date):  # type: ignore[arg-type]
        with pytest.raises(FrozenInstanceError):
            setattr(date, attribute.name, 2000)
    assert str(date) == text


def test_a_changed_copy_has_bounds_of_its_own() -> None:
    date = parse_edtf("2023-07-20")

    copy = replace(date, day=None)  # type: ignore[type-var]

    assert copy == parse_edtf("2023-07")
    assert copy.bounds == parse_edtf("2023-07").bounds


def test_one_of_a_set_is_not_all_of_it() -> None:
    members = (PartialDate(2006), PartialDate(2019))

    assert OneOf(members) != AllOf(members)
    assert OneOf(members) == OneOf(members)
    assert isinstance(AllOf(members), DateSet)


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("2006", ["2006"]),
        ("2006/2019", ["2006", "2019"]),
        ("2006/..", ["2006"]),
        ("/2019", ["2019"]),
        ("[2006,2010..2012,2019..]", ["2006", "2006", "2010", "2012", "2019"]),
        ("{..2006~}", ["2006~"]),
    ],
)
def test_the_parts_of_a_date_are_in_order(text: str, parts: list[str]) -> None:
    assert [str(part) for part in parse_edtf(text).parts] == parts


@pytest.mark.parametrize(
    ("text", "specified"),
    [
        ("2006", True),
        ("2006-05-01", True),
        ("2006-21", True),
        ("2006~", True),
        ("Y17E7", True),
        ("200X", False),
        ("2006-XX", False),
        ("2006-05-0X", False),
        ("1950S2", False),
    ],
)
def test_a_date_is_specified_when_every_digit_is(text: str, specified: bool) -> None:
    date = parse_edtf(text)

    assert isinstance(date, PartialDate)
    assert date.specified is specified


def test_the_first_and_the_last_day_of_a_date_are_its_outer_bounds() -> None:
    date = PartialDate("200X", 2, 29)

    assert (iso_date(date.first_day), iso_date(date.last_day)) == ("2000-02-29", "2008-02-29")


@pytest.mark.parametrize(
    ("qualification", "approximate", "uncertain"),
    [
        (Qualification(), False, False),
        (Qualification("~"), True, False),
        (Qualification("", "?"), False, True),
        (Qualification("", "", "%"), True, True),
        (Qualification("~", "", "?"), True, True),
    ],
)
def test_a_qualification_of_both_is_of_each(qualification: Qualification, approximate: bool, uncertain: bool) -> None:
    assert (qualification.marked("~"), qualification.marked("?")) == (approximate, uncertain)
