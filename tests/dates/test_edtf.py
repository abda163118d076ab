"""What is read as EDTF, what is refused and where, and that a date is a value."""

from dataclasses import FrozenInstanceError

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import EdtfError, OneOf, PartialDate, iso_date, parse_edtf
from tests.dates.strategies import dates

modest = settings(max_examples=200, deadline=None)


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
        ("0000", "0000-01-01", "0000-12-31"),
        ("2004-02-29", "2004-02-29", "2004-02-29"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("1985-04-12T23:20:30", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30Z", "1985-04-12", "1985-04-12"),
        ("1985-04-12T24:00:00-04:00", "1985-04-12", "1985-04-12"),
        ("1985-04-12T23:20:30.25+05", "1985-04-12", "1985-04-12"),
        ("1964/2008", "1964-01-01", "2008-12-31"),
        ("2004-06/2006-08", "2004-06-01", "2006-08-31"),
        ("2004-02-01/2005", "2004-02-01", "2005-12-31"),
        # Level 1
        ("-0044", "-000044-01-01", "-000044-12-31"),
        ("Y17000", "+017000-01-01", "+017000-12-31"),
        ("Y-17000", "-017000-01-01", "-017000-12-31"),
        ("Y1000000000000", "+1000000000000-01-01", "+1000000000000-12-31"),
        ("2001-21", "2001-03-01", "2001-05-31"),
        ("2001-22", "2001-06-01", "2001-08-31"),
        ("2001-23", "2001-09-01", "2001-11-30"),
        ("2001-24", "2001-12-01", "2002-02-28"),
        ("2003-24", "2003-12-01", "2004-02-29"),
        ("1984?", "1984-01-01", "1984-12-31"),
        ("2004-06~", "2004-06-01", "2004-06-30"),
        ("2004-06-11%", "2004-06-11", "2004-06-11"),
        ("201X", "2010-01-01", "2019-12-31"),
        ("20XX", "2000-01-01", "2099-12-31"),
        ("2XXX", "2000-01-01", "2999-12-31"),
        ("-004X", "-000049-01-01", "-000040-12-31"),
        ("2004-XX", "2004-01-01", "2004-12-31"),
        ("2004-XX-XX", "2004-01-01", "2004-12-31"),
        ("1985-02-XX", "1985-02-01", "1985-02-28"),
        ("201X-XX", "2010-01-01", "2019-12-31"),
        ("1985-04-12/..", "1985-04-12", None),
        ("1985/", "1985-01-01", None),
        ("../1985-04", None, "1985-04-30"),
        ("/1985", None, "1985-12-31"),
        ("1984~/2004-06-XX", "1984-01-01", "2004-06-30"),
        ("-0044/0044", "-000044-01-01", "0044-12-31"),
        # One of a set
        ("[2019,2020]", "2019-01-01", "2020-12-31"),
        ("[2006..2019]", "2006-01-01", "2019-12-31"),
        ("[2020,2019]", "2019-01-01", "2020-12-31"),
        ("[1667,1668,1670..1672-05]", "1667-01-01", "1672-05-31"),
        ("[..1760-12-03]", None, "1760-12-03"),
        ("[1760-12..]", "1760-12-01", None),
        ("[..1984,1986..]", None, None),
        ("[2010]", "2010-01-01", "2010-12-31"),
    ],
)
def test_a_date_is_canonical_and_lies_between_its_ends(text: str, first: str | None, last: str | None) -> None:
    assert str(parse_edtf(text)) == text
    assert ends(text) == (first, last)


@pytest.mark.parametrize(
    ("text", "position", "reason"),
    [
        ("", 0, "empty"),
        (" ", 0, "not expected"),
        (" 2023", 0, "not expected"),
        ("2023 ", 4, "not expected"),
        ("2023\n", 4, "not expected"),
        ("23", 0, "not expected"),
        ("20230720", 4, "not expected"),
        ("2006-2019", 7, "not expected"),
        ("2023-07-20x", 10, "“x” was not expected"),
        ("unknown/2020", 0, "not expected"),
        ("2004-06-~11", 7, "not expected"),
        ("2004??", 5, "not expected"),
        ("2023-00", 5, "no month 00"),
        ("2023-13", 5, "no month 13"),
        ("2019-25", 5, "no month 25"),
        ("2023-02-29", 8, "28 days, not 29"),
        ("1900-02-29", 8, "28 days"),
        ("2023-04-31", 8, "30 days"),
        ("2023-04-00", 8, "30 days, not 0"),
        ("2019-21-01", 8, "a season has no days"),
        ("2001-XX-05", 5, "where the month is not"),
        ("201X-05", 0, "where the year is not"),
        ("156X-12-25", 0, "where the year is not"),
        ("XXXX", 0, "not expected"),
        ("-0000", 0, "write 0000 for 1 BCE"),
        ("Y2010", 0, "not expected"),
        ("Y02010", 0, "more than four digits"),
        ("Y17000-03", 7, "stands alone"),
        ("Y1000000000001", 0, "±1 000 000 000 000"),
        ("Y-1000000000001", 0, "±1 000 000 000 000"),
        ("Y99999999999999", 14, "not expected"),
        ("Y17E7", 0, "not expected"),
        ("2023-07T10:00:00", 7, "a whole date before it"),
        ("2023-07-20T10:00", 10, "not expected"),
        ("2023-07-20T25:00:00", 11, "no time 25:00:00"),
        ("2023-07-20T24:00:01", 11, "no time 24:00:01"),
        ("2023-07-20T10:60:00", 11, "no time 10:60:00"),
        ("2023-07-20T10:00:00+14:01", 19, "time zones"),
        ("2023-07-20T10:00:00-12:30", 19, "time zones"),
        ("2023/2019", 5, "did you mean 2019/2023?"),
        ("2019-05/2019-04", 8, "did you mean 2019-04/2019-05?"),
        ("2006/2019/2020", 9, "one slash"),
        ("2006/20x9", 5, "not expected"),
        ("/", 0, "a date at one end"),
        ("../..", 0, "a date at one end"),
        ("../", 0, "a date at one end"),
        ("{2006,2007}", 0, "all of a set is not supported"),
        ("[2006", 5, "closing bracket"),
        ("[2006..2019]~", 13, "closing bracket"),
        ("[]", 1, "a date is missing"),
        ("[2001,,2002]", 6, "a date is missing"),
        ("[2001, 20x2]", 7, "not expected"),
        ("[..]", 1, "a date at one end"),
        ("[2006..2004]", 7, "did you mean 2004..2006?"),
        ("[2006..,2019]", 5, "only the first member"),
        ("[2019,..2006]", 6, "only the first member"),
        ("[2001..2002,..2003]", 12, "only the first member"),
    ],
)
def test_a_refusal_says_where_and_why(text: str, position: int, reason: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)

    assert reason in refused.value.reason
    assert refused.value.position == position


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


def test_a_set_has_at_most_64_members(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("events.dates.edtf.MAX_LENGTH", 1000)

    assert isinstance(parse_edtf(f"[{','.join(['2001'] * 64)}]"), OneOf)
    with pytest.raises(EdtfError, match="at most 64 members"):
        parse_edtf(f"[{','.join(['2001'] * 65)}]")


@pytest.mark.parametrize("piece", ["2", "Y9", "[", "[2001,", "2001/", "..", "X", "-", "2023-07-20T10:00:00.", "a "])
def test_a_megabyte_is_refused_and_not_kept(piece: str) -> None:
    with pytest.raises(EdtfError) as refused:
        parse_edtf(piece * (10**6 // len(piece)))

    assert refused.value.position == 255
    assert len(refused.value.text) <= 255
    assert len(str(refused.value)) < 200


@pytest.mark.parametrize(
    ("written", "canonical"),
    [("[2019, 2020]", "[2019,2020]"), ("[ 2006..2019 ]", "[2006..2019]"), ("[1667 , 1760-12..]", "[1667,1760-12..]")],
)
def test_spaces_in_a_set_are_canonicalised_away(written: str, canonical: str) -> None:
    assert str(parse_edtf(written)) == canonical
    assert parse_edtf(written) == parse_edtf(canonical)


@modest
@given(dates)
def test_what_is_written_is_read_again(text: str) -> None:
    date = parse_edtf(text)

    assert parse_edtf(str(date)) == date
    assert str(parse_edtf(str(date))) == str(date)


_arbitrary = st.one_of(
    st.text(max_size=300),
    st.text("0123456789XY-/.[],~?%T:Z +{}E", max_size=300),
    st.tuples(dates, st.text("0123456789X-/.[],~T", max_size=3), st.integers(0, 20)).map(
        lambda parts: parts[0][: parts[2]] + parts[1] + parts[0][parts[2] :]
    ),
)


@settings(modest, max_examples=400)
@given(_arbitrary)
def test_any_other_text_is_refused_with_a_position_inside_it(text: str) -> None:
    refusal = refusal_of(text)

    if refusal:
        assert 0 <= refusal.position <= len(text)
        assert refusal.reason
    else:
        assert parse_edtf(str(parse_edtf(text))) == parse_edtf(text)


@pytest.mark.parametrize("text", ["2023-07-20", "2006/2019", "1979/..", "[2006..2019]"])
def test_a_date_cannot_be_changed(text: str) -> None:
    date = parse_edtf(text)
    attribute = next(iter(vars(date)))

    with pytest.raises(FrozenInstanceError):
        setattr(date, attribute, 2000)
    assert str(date) == text


def test_dates_are_equal_and_hashed_by_value() -> None:
    texts = [
        "2010",
        "2010~",
        "2010?",
        "2010-XX",
        "2010/2010",
        "2010/",
        "2010/..",
        "[2010]",
        "[2010..]",
        "[2010..2010]",
        "201X",
    ]

    assert {parse_edtf(text) for text in texts} == {parse_edtf(text) for text in texts}
    assert len({parse_edtf(text) for text in texts}) == len(texts)
    assert parse_edtf("2010") == PartialDate(2010)


@pytest.mark.parametrize(
    ("text", "precision"),
    [
        ("2023-07-20T10:30:00Z", "time"),
        ("2023-07-20", "day"),
        ("2023-07-XX", "month"),
        ("2023-07", "month"),
        ("2023-22", "season"),
        ("2023-XX", "year"),
        ("2023-XX-XX", "year"),
        ("202X", "decade"),
        ("20XX", "century"),
        ("2XXX", "millennium"),
        ("2023-07-20/2024", "year"),
        ("2023-07-20/..", "day"),
        ("[2023-07..202X]", "decade"),
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
        ("2004~/2006?", True, True),
        ("2004/2006~", True, False),
        ("../2006?", False, True),
        ("[2004,2005~]", True, False),
        ("[2004..2005?]", False, True),
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
        ("0000", False),
        ("-0044", False),
        ("Y12345", False),
        ("2023~", False),
        ("202X", False),
        ("2023-XX", False),
        ("2023-07-XX", False),
        ("2023-21", False),
        ("2023-07-20T10:30:00Z", False),
    ],
)
def test_only_a_plain_date_may_stand_in_a_time_element(text: str, plain: bool) -> None:
    date = parse_edtf(text)

    assert isinstance(date, PartialDate)
    assert date.plain is plain
