"""What is named in a refusal as what was probably meant."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import EdtfError, parse_edtf
from events.dates.nearest import rewritings
from tests.dates.strategies import days, intervals, single_dates

modest = settings(max_examples=200, deadline=None)


def suggestion_for(text: str) -> str:
    """What a refusal names; the text must be refused."""
    with pytest.raises(EdtfError) as refused:
        parse_edtf(text)
    return refused.value.nearest


@pytest.mark.parametrize(
    ("text", "meant"),
    [
        # Days and months in another order, or with other signs between them
        ("20230720", "2023-07-20"),
        ("2023/07/20", "2023-07-20"),
        ("2023.07.20", "2023-07-20"),
        ("2023-7-4", "2023-07-04"),
        ("2023-13-01", "2023-01-13"),
        ("20.07.2023", "2023-07-20"),
        ("7.8.2023", "2023-08-07"),
        ("31/12/2023", "2023-12-31"),
        ("12/31/2023", "2023-12-31"),
        ("08-08-2023", "2023-08-08"),
        ("2023-7", "2023-07"),
        ("2023/07", "2023-07"),
        ("7/2023", "2023-07"),
        ("2023.7", "2023-07"),
        # Days that a month does not have
        ("2023-02-29", "2023-02-28"),
        ("2023-02-30", "2023-02-28"),
        ("2024-02-30", "2024-02-29"),
        ("2023-06-31", "2023-06-30"),
        # Intervals
        ("2010/2000", "2000/2010"),
        ("2010-05/2010-04", "2010-04/2010-05"),
        ("2010~/2000?", "2000?/2010~"),
        ("2006–2019", "2006/2019"),
        ("2006—2019", "2006/2019"),
        ("2006-2019", "2006/2019"),
        ("2006 - 2019", "2006/2019"),
        ("2006 / 2019", "2006/2019"),
        ("2010/open", "2010/.."),
        ("2010/Open", "2010/.."),
        ("2010/present", "2010/.."),
        ("2010/now", "2010/.."),
        ("open/2010", "../2010"),
        ("2010/unknown", "2010/"),
        ("unknown/2010", "/2010"),
        # Sets
        ("[2006", "[2006]"),
        ("[2006,2007", "[2006,2007]"),
        ("{2006..2007", "{2006..2007}"),
        ("[2006}", "[2006]"),
        ("[2019..2006]", "[2006..2019]"),
        ("{2019..2006, 2020}", "{2006..2019,2020}"),
        # Letters and digits
        ("199x", "199X"),
        ("19xx-xx", "19XX-XX"),
        ("19uu", "19XX"),
        ("1999-uu-uu", "1999-XX-XX"),
        ("y17e7", "Y170000000"),
        ("1950s2", "1950S2"),
        ("2023-07-20t10:30:00Z", "2023-07-20T10:30:00Z"),
        ("٢٠٢٣", "2023"),
        ("۲۰۲۳-۰۷", "2023-07"),
        ("２０２３", "2023"),
        ("−0044", "-0044"),
        (" 2023", "2023"),
        ("2023\n", "2023"),
        ("\u00a02023\u00a0", "2023"),
        # Words and marks
        ("c. 2004", "2004~"),
        ("c 2004", "2004~"),
        ("ca. 2004", "2004~"),
        ("Circa 2004-05", "2004-05~"),
        ("about 2004", "2004~"),
        ("c. 2004/2006", "2004~/2006"),
        ("2004 ~", "2004~"),
        ("2004-05 ?", "2004-05?"),
        ("1990s", "199X"),
        ("the 1990s", "199X"),
        ("1990's", "199X"),
        # Years
        ("12345", "Y12345"),
        ("-12345", "Y-12345"),
        ("Y2010", "2010"),
        ("Y0044", "0044"),
        ("Y-0044", "-0044"),
        ("Y02010", "2010"),
        ("Y-0", "0000"),
        ("-0000", "0000"),
        # Times
        ("2023-07-20T10:30", "2023-07-20T10:30:00"),
        ("2023-07-20 10:30", "2023-07-20T10:30:00"),
        ("2023-07-20T10:30Z", "2023-07-20T10:30:00Z"),
        ("2023-07-20 10:30:15+02:00", "2023-07-20T10:30:15+02:00"),
        ("2023-07-20T10:30:00-00:00", "2023-07-20T10:30:00Z"),
        ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59Z"),
    ],
)
def test_a_usual_slip_is_put_right(text: str, meant: str) -> None:
    assert suggestion_for(text) == meant


@pytest.mark.parametrize(
    "text",
    [
        # Is it July or August?
        "07/08/2023",
        "07-08-2023",
        # May be a range or one of a set
        "2023-00",
        "2023-00-10",
        "2023-04-00",
        "2023-99-99",
        "07.20.2023",
        "2023-07-20x",
        "20230732x",
        "May 2023",
        "1990s/2000s-",
        "yesterday",
        "/",
        "../..",
        "unknown/unknown",
        "open/open",
        "",
        "   ",
        "Y1000000000001",
        "99999999999999",
        "[..]",
        "[2006..,2019..]",
        "?" * 255,
    ],
)
def test_what_may_mean_several_things_or_nothing_is_left_to_the_writer(text: str) -> None:
    assert suggestion_for(text) == ""


@pytest.mark.parametrize(
    "text",
    [
        *("1914-18", "1939-45", "1990-91", "2023-13", "1914/18", "2019-2006"),
        *("202311", "123456", "2023101", "1985-102", "2023-211", "2023/12", "2023.12", "12/1985"),
    ],
)
def test_a_day_is_never_made_up_of_digits_that_are_not_those_of_one(text: str) -> None:
    try:
        written = str(parse_edtf(text))
    except EdtfError as refused:
        written = refused.nearest

    assert len(written.replace("/", "-").split("-")) < 3


@pytest.mark.parametrize("text", ["2023-04-99", "2023-01-45", "2023-02-77"])
def test_a_day_that_no_month_has_is_not_moved_to_the_last(text: str) -> None:
    assert suggestion_for(text) == ""


@pytest.mark.parametrize("text", ["07/2023", "12/1985", "2019/20"])
def test_a_month_or_a_shortened_year_is_not_read_as_a_century(text: str) -> None:
    with pytest.raises(EdtfError):
        parse_edtf(text)


@modest
@given(days(), st.sampled_from(["", "/", "."]))
def test_a_whole_day_is_recognised_whatever_stands_between_its_parts(day: tuple[int, int, int], sign: str) -> None:
    year, month, day_of_month = abs(day[0]), day[1], min(day[2], 28)
    written = [f"{year:04}", f"{month:02}", f"{day_of_month:02}"]

    assert suggestion_for(sign.join(written)) == "-".join(written)


@modest
@given(single_dates, st.sampled_from([" ", "\t", "\n", "\u00a0", "  "]))
def test_a_space_around_a_date_is_taken_away(text: str, space: str) -> None:
    assert suggestion_for(space + text) == str(parse_edtf(text))
    assert suggestion_for(text + space) == str(parse_edtf(text))


@modest
@given(intervals)
def test_an_interval_the_wrong_way_round_is_turned(text: str) -> None:
    date = parse_edtf(text)
    reversed_ = "/".join(text.split("/")[::-1])
    try:
        parse_edtf(reversed_)
    except EdtfError as refused:
        nearest = refused.nearest
    else:
        return

    # Two numbers may also be a year and its month.
    assert nearest in (str(date), reversed_.replace("/", "-"))


@pytest.mark.parametrize("text", ["2023", "199X", "2006/2019", "[2006..2019]", "", "c. 2004", "20230720", "[2006"])
def test_a_text_is_never_its_own_rewriting(text: str) -> None:
    assert text not in list(rewritings(text))
