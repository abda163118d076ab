"""What is read as EDTF, what is refused and where, and that a date is a value."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import AllOf, EdtfError, Interval, OneOf, PartialDate, Qualification, iso_date, parse_edtf
from tests.dates.strategies import dates

# How many examples there are is left to the profile: `make fuzz` looks for longer.
searched = settings(deadline=None)


def ends(text: str) -> tuple[str | None, str | None]:
    """The first and the last day that a date may mean."""
    date = parse_edtf(text)
    return tuple(None if day is None else iso_date(day) for day in (date.earliest, date.latest))  # type: ignore[return-value]


def refusal_of(text: str) -> EdtfError | None:
    """The refusal of a text; any other exception is a fault."""
    try:
        parse_edtf(text)
    except EdtfError as error:
        return error
    return None


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # Level 0
        ("1985-04-12", "1985-04-12", "1985-04-12"),
        ("1985-04", "1985-04-01", "1985-04-30"),
        ("1985", "1985-01-01", "1985-12-31"),
        ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30-04", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30+04:30", "1985-04-12", "1985-04-12"),
        ("1964/2008", "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005-02-08", "2004-02-01", "2005-02-08"),
        ("2004-02-01/2005-02", "2004-02-01", "2005-02-28"),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
        ("2005/2006-02", "2005-01-01", "2006-02-28"),
        # Level 1
        ("Y170000002", "+170000002-01-01", "+170000002-12-31"),
        ("Y-170000002", "-170000002-01-01", "-170000002-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("1984?", "1984-01-01", "1984-12-31"),
        ("2004-06~", "2004-06-01", "2004-06-30"),
        ("2004-06-11%", "2004-06-11", "2004-06-11"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("1985-04-XX", "1985-04-01", "1985-04-30"),
        ("1985-XX-XX", "1985-01-01", "1985-12-31"),
        ("1985-04-12/..", "1985-04-12", None),
        ("1985-04/..", "1985-04-01", None),
        ("1985/..", "1985-01-01", None),
        ("../1985-04-12", None, "1985-04-12"),
        ("../1985-04", None, "1985-04-30"),
        ("../1985", None, "1985-12-31"),
        ("1985-04-12/", "1985-04-12", None),
        ("1985-04/", "1985-04-01", None),
        ("1985/", "1985-01-01", None),
        ("/1985-04-12", None, "1985-04-12"),
        ("/1985-04", None, "1985-04-30"),
        ("/1985", None, "1985-12-31"),
        ("-1985", "-001985-01-01", "-001985-12-31"),
        # Level 2
        ("Y-17E7", "-170000000-01-01", "-170000000-12-31"),
        ("1950S2", "1900-01-01", "1999-12-31"),
        ("Y171010000S3", "+171000000-01-01", "+171999999-12-31"),
        ("Y3388E2S3", "+338000-01-01", "+338999-12-31"),
        ("2001-34", "2001-04-01", "2001-06-30"),
        ("[1667,1668,1670..1672]", "1667-01-01", "1672-12-31"),
        ("[..1760-12-03]", None, "1760-12-03"),
        ("[1760-12..]", "1760-12-01", None),
        ("[1760-01,1760-02,1760-12..]", "1760-01-01", None),
        ("[1667,1760-12]", "1667-01-01", "1760-12-31"),
        ("[..1984]", None, "1984-12-31"),
        ("{1667,1668,1670..1672}", "1667-01-01", "1672-12-31"),
        ("{1960,1961-12}", "1960-01-01", "1961-12-31"),
        ("{..1984}", None, "1984-12-31"),
        ("2004-06~-11", "2004-06-11", "2004-06-11"),
        ("2004?-06-11", "2004-06-11", "2004-06-11"),
        ("?2004-06-~11", "2004-06-11", "2004-06-11"),
        ("2004-%06-11", "2004-06-11", "2004-06-11"),
        ("156X-12-25", "1560-12-25", "1569-12-25"),
        ("15XX-12-25", "1500-12-25", "1599-12-25"),
        ("XXXX-12-XX", "0000-12-01", "9999-12-31"),
        ("1XXX-XX", "1000-01-01", "1999-12-31"),
        ("1XXX-12", "1000-12-01", "1999-12-31"),
        ("1984-1X", "1984-10-01", "1984-12-31"),
        ("2004-06-~01/2004-06-~20", "2004-06-01", "2004-06-20"),
        ("2004-06-XX/2004-07-03", "2004-06-01", "2004-07-03"),
    ],
)
def test_every_example_of_the_library_of_congress_is_read(text: str, first: str | None, last: str | None) -> None:
    date = parse_edtf(text)

    assert ends(text) == (first, last)
    assert parse_edtf(str(date)) == date


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        # Level 0
        ("0000", "0000-01-01", "0000-12-31"),
        ("2004-02-29", "2004-02-29", "2004-02-29"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1985-04-12T24:00:00-04:00", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30.25+05", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30+00:00", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30+14:00", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30-12", "1985-04-12", "1985-04-12"),
        # Level 1
        ("-0044", "-000044-01-01", "-000044-12-31"),
        ("Y17000", "+017000-01-01", "+017000-12-31"),
        ("Y-17000", "-017000-01-01", "-017000-12-31"),
        ("Y1000000000000", "+1000000000000-01-01", "+1000000000000-12-31"),
        ("2001-22", "2001-06-01", "2001-08-31"),
        ("2001-23", "2001-09-01", "2001-11-30"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2003-24", "2003-12-01", "2004-02-29"),
        ("1899-24", "1899-12-01", "1900-02-28"),
        ("2XXX", "2000-01-01", "2999-12-31"),
        ("XXXX", "0000-01-01", "9999-12-31"),
        ("-004X", "-000049-01-01", "-000040-12-31"),
        ("1985-02-XX", "1985-02-01", "1985-02-28"),
        ("1984-02-XX", "1984-02-01", "1984-02-29"),
        ("201X-XX", "2010-01-01", "2019-12-31"),
        ("1984~/2004-06-XX", "1984-01-01", "2004-06-30"),
        ("-0044/0044", "-000044-01-01", "0044-12-31"),
        # The parts of a year
        ("2001-25", "2001-03-01", "2001-05-31"),
        ("2001-26", "2001-06-01", "2001-08-31"),
        ("2001-27", "2001-09-01", "2001-11-30"),
        ("2003-28", "2003-12-01", "2004-02-29"),
        ("2001-29", "2001-09-01", "2001-11-30"),
        ("2003-30", "2003-12-01", "2004-02-29"),
        ("2001-31", "2001-03-01", "2001-05-31"),
        ("2001-32", "2001-06-01", "2001-08-31"),
        ("2001-33", "2001-01-01", "2001-03-31"),
        ("2001-35", "2001-07-01", "2001-09-30"),
        ("2001-36", "2001-10-01", "2001-12-31"),
        ("2001-37", "2001-01-01", "2001-04-30"),
        ("2001-38", "2001-05-01", "2001-08-31"),
        ("2001-39", "2001-09-01", "2001-12-31"),
        ("2001-40", "2001-01-01", "2001-06-30"),
        ("2001-41", "2001-07-01", "2001-12-31"),
        ("199X-36", "1990-10-01", "1999-12-31"),
        ("199X-24", "1990-12-01", "2000-02-29"),
        ("-000X-21", "-000009-03-01", "-000001-05-31"),
        ("-0001-24", "-000001-12-01", "0000-02-29"),
        ("2001-21/2003-23", "2001-03-01", "2003-11-30"),
        ("2001-40~/..", "2001-01-01", None),
        # Unspecified digits
        ("1X99", "1099-01-01", "1999-12-31"),
        ("X9X9-XX", "0909-01-01", "9999-12-31"),
        ("2001-XX-05", "2001-01-05", "2001-12-05"),
        ("2001-XX-31", "2001-01-31", "2001-12-31"),
        ("2001-0X-30", "2001-01-30", "2001-09-30"),
        ("2001-X2-29", "2001-12-29", "2001-12-29"),
        ("2004-X2-29", "2004-02-29", "2004-12-29"),
        ("2001-02-2X", "2001-02-20", "2001-02-28"),
        ("2001-02-X9", "2001-02-09", "2001-02-19"),
        ("200X-02-29", "2000-02-29", "2008-02-29"),
        ("19XX-02-29", "1904-02-29", "1996-02-29"),
        ("XX00-02-29", "0000-02-29", "9600-02-29"),
        ("-00XX-02-29", "-000096-02-29", "-000004-02-29"),
        ("2023-0X-XX", "2023-01-01", "2023-09-30"),
        ("-01XX-03-15", "-000199-03-15", "-000100-03-15"),
        ("201X-05", "2010-05-01", "2019-05-31"),
        # Significant digits
        ("1950S1", "1000-01-01", "1999-12-31"),
        ("1950S3", "1950-01-01", "1959-12-31"),
        ("1950S4", "1950-01-01", "1950-12-31"),
        ("-1950S2", "-001999-01-01", "-001900-12-31"),
        ("0050S1", "0050-01-01", "0059-12-31"),
        ("Y-171010000S3", "-171999999-01-01", "-171000000-12-31"),
        ("1950S2/1960S3", "1900-01-01", "1969-12-31"),
        ("1950S2?", "1900-01-01", "1999-12-31"),
        # Qualification never moves a bound
        ("2004?-06-~11", "2004-06-11", "2004-06-11"),
        ("2004-~06-~11", "2004-06-11", "2004-06-11"),
        ("2004?-~06-%11", "2004-06-11", "2004-06-11"),
        ("~201X-XX", "2010-01-01", "2019-12-31"),
        ("2001-~21", "2001-03-01", "2001-05-31"),
        ("2004-06-~11T10:00:00Z", "2004-06-11", "2004-06-11"),
        ("2004-06-11T10:00:00Z~", "2004-06-11", "2004-06-11"),
        # Sets
        ("[2019,2020]", "2019-01-01", "2020-12-31"),
        ("[2006..2019]", "2006-01-01", "2019-12-31"),
        ("[2020,2019]", "2019-01-01", "2020-12-31"),
        ("[1667,1668,1670..1672-05]", "1667-01-01", "1672-05-31"),
        ("[..1984,1986..]", None, None),
        ("{..1984,1986..}", None, None),
        ("[2010]", "2010-01-01", "2010-12-31"),
        ("{2010}", "2010-01-01", "2010-12-31"),
        ("{201X,2004-06~-11..2023?}", "2004-06-11", "2023-12-31"),
        ("[2001-21..2003-41,1950S2]", "1900-01-01", "2003-12-31"),
    ],
)
def test_a_date_lies_between_its_ends(text: str, first: str | None, last: str | None) -> None:
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    ("written", "canonical"),
    [
        ("193", "193X"),
        ("19", "19XX"),
        ("00", "00XX"),
        ("000", "000X"),
        ("-04", "-04XX"),
        ("-193~", "-193X~"),
        ("Y17E7", "Y170000000"),
        ("Y-17E7", "Y-170000000"),
        ("Y10000E0", "Y10000"),
        ("Y1E9", "Y1000000000"),
        ("Y3388E2S3", "Y338800S3"),
        ("~Y17E7", "Y170000000~"),
        ("1985-04-12T23:20:30+0230", "1985-04-12T23:20:30+02:30"),
        ("1985-04-12T23:20:30-1200", "1985-04-12T23:20:30-12:00"),
        ("?2004", "2004?"),
        ("?2004?", "2004?"),
        ("?2004~", "2004%"),
        ("%2004~", "2004%"),
        ("2004-06-11~", "2004-06-11~"),
        ("~2004-~06-~11", "2004-06-11~"),
        ("2004~-06~-11~", "2004-06-11~"),
        ("?2004-06-~11", "2004?-06-~11"),
        ("2004?-06-11~", "2004%-~06-~11"),
        ("2004-06?-11", "2004-06?-11"),
        ("?2004-?06-11", "2004-06?-11"),
        ("2004-?06~-11", "2004~-%06-11"),
        ("2001-?09~-09", "2001~-%09-09"),
        ("2004-06-%11", "2004-06-%11"),
        ("2001-21?", "2001-21?"),
        ("?2001-?21", "2001-21?"),
        ("2004-06-11~T10:00:00", "2004-06-11T10:00:00~"),
        ("~2004-~06-~11T10:00:00Z", "2004-06-11T10:00:00Z~"),
        ("~1950S2", "1950S2~"),
        ("[2019, 2020]", "[2019,2020]"),
        ("[ 2006..2019 ]", "[2006..2019]"),
        ("[1667 , 1760-12..]", "[1667,1760-12..]"),
        ("{ 1960 ,1961-12}", "{1960,1961-12}"),
        ("[193X, Y17E7..]", "[193X,Y170000000..]"),
        ("~2004/?2006-06", "2004~/2006?-06"),
    ],
)
def test_what_is_written_otherwise_is_the_same_date(written: str, canonical: str) -> None:
    assert str(parse_edtf(written)) == canonical
    assert str(parse_edtf(canonical)) == canonical
    assert parse_edtf(written) == parse_edtf(canonical)
    assert hash(parse_edtf(written)) == hash(parse_edtf(canonical))


@pytest.mark.parametrize(
    ("text", "year", "month", "day"),
    [
        ("2004-06-11", "", "", ""),
        ("2004?", "?", "", ""),
        ("2004-06~", "~", "~", ""),
        ("2004-06-11%", "%", "%", "%"),
        ("2004?-06-11", "?", "", ""),
        ("2004-06~-11", "~", "~", ""),
        ("?2004-06-~11", "?", "", "~"),
        ("2004-%06-11", "", "%", ""),
        ("2004-?06-11~", "~", "%", "~"),
        ("2004?-06~-11", "%", "~", ""),
        ("2004?-06?-11~", "%", "%", "~"),
        ("156X~-?XX-1X", "~", "?", ""),
        ("?2001-~21", "?", "~", ""),
        ("1950S2~", "~", "", ""),
        ("2004-06-~11T10:00:00?", "?", "?", "%"),
    ],
)
def test_a_mark_is_of_the_components_that_it_qualifies(text: str, year: str, month: str, day: str) -> None:
    date = parse_edtf(text)

    assert isinstance(date, PartialDate)
    assert date.qualification == Qualification(year, month, day)


@pytest.mark.parametrize(
    ("text", "components"),
    [
        ("2004", (2004, None, None)),
        ("-0044-03-15", (-44, 3, 15)),
        ("193", ("193X", None, None)),
        ("-01XX", ("-01XX", None, None)),
        ("156X-12-2X", ("156X", 12, "2X")),
        ("2001-XX", (2001, "XX", None)),
        ("2001-34", (2001, 34, None)),
        ("Y17E7", (170_000_000, None, None)),
    ],
)
def test_a_component_is_a_number_or_what_is_known_of_its_digits(
    text: str, components: tuple[int | str | None, ...]
) -> None:
    date = parse_edtf(text)

    assert isinstance(date, PartialDate)
    assert (date.year, date.month, date.day) == components


@pytest.mark.parametrize(
    ("text", "position", "reason", "nearest"),
    [
        # Nothing that can be read
        ("", 0, "empty", ""),
        (" ", 0, "not expected", ""),
        ("?", 0, "not expected", ""),
        ("-", 0, "not expected", ""),
        (" 2023", 0, "not expected", "2023"),
        ("2023 ", 4, "not expected", "2023"),
        ("2023\n", 4, "“\n” was not expected", "2023"),
        ("+2023", 0, "not expected", ""),
        ("20230720", 4, "not expected", "2023-07-20"),
        ("2023-07-20x", 10, "“x” was not expected", ""),
        ("2006..2019", 4, "not expected", "[2006..2019]"),
        ("2023-7", 4, "not expected", "2023-07"),
        ("2004??", 5, "not expected", ""),
        ("2004?~", 5, "not expected", ""),
        ("2004-06--11", 7, "not expected", ""),
        # Months and days
        ("2023-00", 5, "no month 00", ""),
        ("2019-20", 5, "parts of a year 21 to 41", "2019/2020"),
        ("2019-42", 5, "no month 42", "2019/2042"),
        ("2019-99", 5, "no month 99", ""),
        ("2023-02-29", 8, "28 days, not 29", "2023-02-28"),
        ("1900-02-29", 8, "28 days", "1900-02-28"),
        ("-0100-02-29", 9, "28 days", ""),
        ("2023-04-31", 8, "30 days", "2023-04-30"),
        ("2023-04-00", 8, "begin at 01", ""),
        ("2019-21-01", 8, "has no days", "2019-01-21"),
        ("2019-41-XX", 8, "has no days", ""),
        # Unspecified digits
        ("2001-2X", 5, "no month fits 2X", ""),
        ("2001-9X-XX", 5, "no month fits 9X", ""),
        ("2001-12-4X", 8, "no day of the calendar fits 2001-12-4X", ""),
        ("2001-02-3X", 8, "no day of the calendar fits", ""),
        ("20XX-02-30", 8, "no day of the calendar fits", ""),
        ("19X1-02-29", 8, "no day of the calendar fits", ""),
        ("2001-X4-31", 8, "no day of the calendar fits", ""),
        ("200X-XX-00", 8, "no day of the calendar fits", ""),
        ("2004-0X-00", 8, "no day of the calendar fits", ""),
        ("XX04-02-00", 8, "no day of the calendar fits", ""),
        ("200X-00", 5, "no month 00", ""),
        ("XX", 0, "not expected", ""),
        ("XXXXX", 4, "not expected", ""),
        ("199x", 3, "not expected", "199X"),
        # Years
        ("-0000", 0, "write 0000 for 1 BCE", "0000"),
        ("-0000-01-01", 0, "write 0000 for 1 BCE", ""),
        ("19/2023", 0, "decade or century stands alone; a year has four digits", ""),
        ("[193,195X]", 1, "decade or century stands alone; write 193X", ""),
        ("193-05", 0, "decade or century stands alone", ""),
        ("19-05-01", 0, "decade or century stands alone", ""),
        ("193-21", 0, "decade or century stands alone", ""),
        ("Y2010", 0, "more than four digits", "2010"),
        ("Y02010", 0, "more than four digits", "2010"),
        ("Y012345", 0, "another digit than 0", "Y12345"),
        ("Y17000-03", 7, "stands alone", ""),
        ("Y1000000000001", 0, "±1 000 000 000 000", ""),
        ("Y-1000000000001", 0, "±1 000 000 000 000", ""),
        ("Y99999999999999", 0, "±1 000 000 000 000", ""),
        ("Y99999E9", 0, "±1 000 000 000 000", ""),
        ("Y17E10", 0, "at most 9", ""),
        ("Y9E999999999", 0, "at most 9", ""),
        ("Y", 0, "not expected", ""),
        ("YXXXXX", 0, "not expected", ""),
        ("2010E2", 4, "not expected", ""),
        # Significant digits
        ("1950S0", 5, "1 to 4 significant digits", ""),
        ("1950S5", 5, "1 to 4 significant digits", ""),
        ("1950S", 4, "not expected", "195X"),
        ("Y17E7S10", 6, "1 to 9 significant digits", ""),
        ("195XS2", 5, "not both", ""),
        ("195S2", 0, "stands alone", ""),
        ("1950S2-05", 7, "stands alone", ""),
        ("1950-05S2", 7, "not expected", ""),
        # Times
        ("2023-07T10:00:00", 7, "a time follows a day", ""),
        ("2023-07-XXT10:00:00", 10, "a time needs a whole date", ""),
        ("202X-07-20T10:00:00", 10, "a time needs a whole date", ""),
        ("2023-07-20T10:00", 10, "has seconds", "2023-07-20T10:00:00"),
        ("2023-07-20T10:00Z", 10, "has seconds", "2023-07-20T10:00:00Z"),
        ("2023-07-20 10:00:00", 10, "not expected", "2023-07-20T10:00:00"),
        ("2023-07-20T25:00:00", 11, "no time 25:00:00", ""),
        ("2023-07-20T24:00:01", 11, "no time 24:00:01", ""),
        ("2023-07-20T24:00:00.1", 11, "no time 24:00:00.1", ""),
        ("2023-07-20T10:60:00", 11, "no time 10:60:00", ""),
        ("2023-07-20T10:00:00+14:01", 19, "time zones", ""),
        ("2023-07-20T10:00:00-12:30", 19, "time zones", ""),
        ("2023-07-20T10:00:00+02:60", 19, "time zones", ""),
        ("2023-07-20T10:00:00-00:00", 19, "without an offset", "2023-07-20T10:00:00Z"),
        ("2023-07-20T10:00:00-00", 19, "without an offset", "2023-07-20T10:00:00Z"),
        # Intervals
        ("2023/2019", 5, "the end is before the start", "2019/2023"),
        ("2019-05/2019-04", 8, "the end is before the start", "2019-04/2019-05"),
        ("201X/200X", 5, "the end is before the start", "200X/201X"),
        ("2001-36/2001-33", 8, "the end is before the start", "2001-33/2001-36"),
        ("2006/2019/2020", 9, "one slash", ""),
        ("2006/20x9", 7, "not expected", "2006/20X9"),
        ("unknown/2020", 0, "not expected", "/2020"),
        ("2010/open", 5, "not expected", "2010/.."),
        ("2006/2023-13", 10, "no month 13", ""),
        ("/", 0, "a date at one end", ""),
        ("../..", 0, "a date at one end", ""),
        ("../", 0, "a date at one end", ""),
        ("/..", 0, "a date at one end", ""),
        ("2006/...", 5, "not expected", ""),
        # Sets
        ("[", 1, "ends with ]", ""),
        ("{", 1, "ends with }", ""),
        ("[2006", 5, "ends with ]", "[2006]"),
        ("{2006", 5, "ends with }", "{2006}"),
        ("[2006}", 5, "ends with ]", "[2006]"),
        ("{2006]", 5, "ends with }", "{2006}"),
        ("[2006..2019]~", 13, "ends with ]", ""),
        ("2006]", 4, "not expected", ""),
        ("[]", 1, "a date is missing", ""),
        ("{ }", 1, "a date is missing", ""),
        ("[2001,,2002]", 6, "a date is missing", ""),
        ("[2001, 20x2]", 9, "not expected", "[2001,20X2]"),
        ("[2001/2002]", 5, "not expected", ""),
        ("[[2001]]", 1, "not expected", ""),
        ("[..]", 1, "a date at one end", ""),
        ("{2001,..}", 6, "a date at one end", ""),
        ("[2006..2004]", 7, "the end is before the start", "[2004..2006]"),
        ("{2001,2006..2004}", 12, "the end is before the start", "{2001,2004..2006}"),
        ("[2006..,2019]", 5, "only the first member", ""),
        ("[2019,..2006]", 6, "only the first member", ""),
        ("[2001..2002,..2003]", 12, "only the first member", ""),
        ("[..2001..2003]", 7, "not expected", ""),
        ("[2001 .. 2003]", 5, "not expected", ""),
    ],
)
def test_a_refusal_says_where_and_why_and_what_was_meant(text: str, position: int, reason: str, nearest: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)

    assert reason in refused.value.reason
    assert refused.value.position == position
    assert refused.value.nearest == nearest
    assert refused.value.text == text


def test_a_refusal_reads_as_one_sentence() -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf("2010/2000")

    assert str(refused.value) == (
        "the end is before the start; did you mean 2000/2010? (at character 6 of “2010/2000”)"
    )


def test_a_refusal_without_a_likely_meaning_asks_nothing() -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf("2019-00")

    assert "did you mean" not in str(refused.value)


@pytest.mark.parametrize(
    "text", ["٢٠٢٣", "۱۴۰۲-۰۴-۲۹", "２０２３", "2023-0７-01", "२०२३", "[٢٠٠٦..2019]", "Y１７０００"]
)
def test_digits_are_those_of_ascii(text: str) -> None:
    with pytest.raises(EdtfError):
        parse_edtf(text)


def test_a_date_has_at_most_255_characters() -> None:
    fits = f"[{','.join(['2001-01-01'] * 22)}, 2001-01-01]"

    assert len(fits) == 255
    assert isinstance(parse_edtf(fits), OneOf)
    with pytest.raises(EdtfError, match="at most 255 characters"):
        parse_edtf(fits.replace(", ", ",  "))


@pytest.mark.parametrize(
    "text",
    [
        f"{{{','.join(['Y1E9'] * 50)}}}",
        f"[{','.join(['2004?-06-11~'] * 19)}]",
        f"2023-07-20T10:00:00.{'0' * 230}+0230",
    ],
)
def test_what_would_be_longer_written_canonically_is_refused_too(text: str) -> None:
    refusal = refusal_of(text)

    assert len(text) <= 255
    assert refusal
    assert "255 characters" in refusal.reason


def test_a_set_has_at_most_64_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.dates.edtf.MAX_LENGTH", 1000)

    assert isinstance(parse_edtf(f"[{','.join(['2001'] * 64)}]"), OneOf)
    with pytest.raises(EdtfError, match="at most 64 members"):
        parse_edtf(f"[{','.join(['2001'] * 65)}]")


@pytest.mark.parametrize(
    "piece", ["2", "Y9", "[", "{", "[2001,", "2001/", "..", "X", "-", "2023-07-20T10:00:00.", "a ", "c ", "٢", " "]
)
def test_a_megabyte_is_refused_and_not_kept(piece: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(piece * (10**6 // len(piece)))

    assert refused.value.position == 255
    assert refused.value.nearest == ""
    assert len(refused.value.text) <= 255
    assert len(str(refused.value)) < 200


@searched
@given(dates)
def test_what_is_written_is_read_again(text: str) -> None:
    date = parse_edtf(text)
    canonical = str(date)

    assert parse_edtf(canonical) == date
    assert hash(parse_edtf(canonical)) == hash(date)
    assert parse_edtf(canonical).bounds == date.bounds
    assert str(parse_edtf(canonical)) == canonical


_signs = "0123456789XYES-/.[]{},~?%T:Z +"


@st.composite
def _mutated(draw: st.DrawFn) -> str:
    """A date with some characters taken out at one place and others put there."""
    text = draw(dates)
    begin = draw(st.integers(0, len(text)))
    end = draw(st.integers(begin, min(len(text), begin + 3)))
    return text[:begin] + draw(st.one_of(st.text(_signs, max_size=3), st.text(max_size=2))) + text[end:]


_slips = st.tuples(
    st.sampled_from(["", "c. ", "ca ", "the ", "about ", " ", "~", "y", "[", "{"]),
    st.from_regex(r"[0-9]{1,5}[-./ –]{0,2}[0-9]{0,4}[-./ –]{0,2}[0-9]{0,4}", fullmatch=True),
    st.sampled_from(["", "s", " ?", "x", "uu", "T10:30", "/open", "/unknown", "]", "..", "AD"]),
).map("".join)
_arbitrary = st.one_of(st.text(max_size=300), st.text(_signs, max_size=300), _mutated(), _slips)


@searched
@given(_arbitrary)
def test_an_arbitrary_text_is_a_date_or_is_refused_with_a_position_inside_it(text: str) -> None:
    refusal = refusal_of(text)

    if refusal is None:
        assert parse_edtf(str(parse_edtf(text))) == parse_edtf(text)
    else:
        assert 0 <= refusal.position <= len(text)
        assert refusal.reason
        assert not refusal.nearest or str(parse_edtf(refusal.nearest)) == refusal.nearest


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("2023-07-20", PartialDate),
        ("2001-21", PartialDate),
        ("2006/2019", Interval),
        ("/2019", Interval),
        ("[2006..2019]", OneOf),
        ("{2006..2019}", AllOf),
    ],
)
def test_each_form_is_of_its_own_kind(text: str, kind: type) -> None:
    assert type(parse_edtf(text)) is kind


def test_dates_are_equal_and_hashed_by_value() -> None:
    texts = [
        *("2010", "2010~", "2010?", "2010%", "2010S4", "2010S3", "201X"),
        *("2010-XX", "2010-XX-XX", "2010-01", "2010-21", "2010-25", "2010-0X"),
        *("2010-06-11~", "2010-06-~11", "2010-~06-11", "2010~-06-11", "2010-06~-11", "2010-~06-~11"),
        *("2010/2010", "2010/", "2010/..", "../2010", "/2010"),
        *("[2010]", "[2010..]", "[..2010]", "[2010..2010]", "{2010}", "{2010..}", "{..2010}"),
        *("2010-06-11T10:00:00", "2010-06-11T10:00:00Z", "2010-06-11T10:00:00+00:00"),
    ]

    assert {parse_edtf(text) for text in texts} == {parse_edtf(text) for text in texts}
    assert len({parse_edtf(text) for text in texts}) == len(texts)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2023-07-20T10:30:00Z", "time"),
        ("2023-07-20", "day"),
        ("2023-07-XX", "month"),
        ("2023-07-1X", "month"),
        ("2023-07", "month"),
        ("2023-22", "season"),
        ("2023-25", "season"),
        ("2023-32", "season"),
        ("2023-33", "quarter"),
        ("2023-36", "quarter"),
        ("2023-37", "quadrimester"),
        ("2023-39", "quadrimester"),
        ("2023-40", "semester"),
        ("2023-41", "semester"),
        ("2023", "year"),
        ("2023-XX", "year"),
        ("2023-1X-05", "year"),
        ("2023-XX-XX", "year"),
        ("Y17E7", "year"),
        ("202X", "decade"),
        ("202", "decade"),
        ("202X-07-20", "decade"),
        ("202X-22", "decade"),
        ("-004X", "decade"),
        ("20XX", "century"),
        ("20", "century"),
        ("20X5", "century"),
        ("2XXX", "millennium"),
        ("2X23", "millennium"),
        ("XXXX-12-25", "millennium"),
        ("1950S4", "year"),
        ("1950S3", "decade"),
        ("1950S2", "century"),
        ("1950S1", "millennium"),
        ("Y171010000S3", "millennium"),
        ("Y171010000S8", "decade"),
        ("2023-07-20/2024", "year"),
        ("2023-07-20/..", "day"),
        ("2023-22/2023-36", "quarter"),
        ("[2023-07..202X]", "decade"),
        ("{2023-07-20,2023-41}", "semester"),
    ],
)
def test_a_date_is_as_precise_as_its_coarsest_part(text: str, precision: str) -> None:
    assert parse_edtf(text).precision == precision


@pytest.mark.parametrize(
    ("text", "approximate", "uncertain"),
    [
        ("2004", False, False),
        ("2004~", True, False),
        ("2004?", False, True),
        ("2004%", True, True),
        ("2004-06-~11", True, False),
        ("2004-?06-11", False, True),
        ("2004?-06-~11", True, True),
        ("2004-%06-11", True, True),
        ("2001-21~", True, False),
        ("1950S2?", False, True),
        ("2004~/2006?", True, True),
        ("2004/2006~", True, False),
        ("../2006?", False, True),
        ("[2004,2005~]", True, False),
        ("[2004..2005?]", False, True),
        ("{2004,2005-~06}", True, False),
    ],
)
def test_a_mark_on_any_part_marks_the_date(text: str, approximate: bool, uncertain: bool) -> None:
    date = parse_edtf(text)

    assert (date.approximate, date.uncertain) == (approximate, uncertain)


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("2023", True),
        ("2023-07", True),
        ("2023-07-20", True),
        ("0001", True),
        ("9999-12-31", True),
        ("0000", False),
        ("-0044", False),
        ("Y12345", False),
        ("2023~", False),
        ("2023-07-~20", False),
        ("202X", False),
        ("202", False),
        ("2023-XX", False),
        ("2023-07-XX", False),
        ("202X-07-20", False),
        ("2023-21", False),
        ("2023-41", False),
        ("1950S2", False),
        ("1950S4", False),
        ("2023-07-20T10:30:00Z", False),
    ],
)
def test_only_a_plain_date_may_stand_in_a_time_element(text: str, plain: bool) -> None:
    date = parse_edtf(text)

    assert isinstance(date, PartialDate)
    assert date.plain is plain
