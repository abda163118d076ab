"""A date in words."""

import pytest
from hypothesis import given, settings

from events.dates import describe, parse_edtf
from tests.dates.strategies import dates


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-07-20", "20 July 2023"),
        ("2023-07", "July 2023"),
        ("2023", "2023"),
        ("2023-07-20T10:30:00Z", "20 July 2023, 10:30 UTC"),
        ("2023-07-20T10:30:00.5-04:00", "20 July 2023, 10:30 UTC-04:00"),
        ("2023-07-20T10:30:00", "20 July 2023, 10:30"),
        ("2004~", "about 2004"),
        ("2004?", "probably 2004"),
        ("2004-06%", "probably about June 2004"),
        ("2006/2019", "2006 to 2019"),
        ("2004~/2006-05", "about 2004 to May 2006"),
        ("1979/..", "1979 onwards"),
        ("../2019", "until 2019"),
        ("2006/", "from 2006, end unknown"),
        ("/2019", "to 2019, start unknown"),
        ("[2006..2019]", "some time between 2006 and 2019"),
        ("[2019,2020]", "2019 or 2020"),
        ("[2017,2018-05,2019]", "2017, May 2018 or 2019"),
        ("[2010]", "2010"),
        ("[2006..]", "2006 or later"),
        ("[..2023-07]", "before August 2023"),
        ("[..2023-12-31]", "before 1 January 2024"),
        ("[..2019]", "before 2020"),
        ("[..201X]", "before 2020"),
        ("[..9999]", "before 10000"),
        ("199X", "the 1990s"),
        ("20XX", "some time between 2000 and 2099"),
        ("2XXX", "some time between 2000 and 2999"),
        ("-004X", "some time between 50 BCE and 41 BCE"),
        ("2010-XX", "a month in 2010"),
        ("2010-XX-XX", "a day in 2010"),
        ("2010-07-XX", "a day in July 2010"),
        ("2010-21", "spring 2010"),
        ("2010-22", "summer 2010"),
        ("2010-23", "autumn 2010"),
        ("2010-24~", "about winter 2010"),
        ("0000", "1 BCE"),
        ("-0043", "44 BCE"),
        ("-0043-03", "March 44 BCE"),
        ("-0043-03-XX", "a day in March 44 BCE"),
        ("-0043-02-28", "28 February 44 BCE"),
        ("-0044-02-29", "29 February 45 BCE"),
        ("0001-01-01", "1 January 1"),
        ("Y170000002", "170000002"),
        ("Y-170000002", "170000003 BCE"),
    ],
)
def test_a_date_reads_as_the_national_archives_would_put_it(text: str, words: str) -> None:
    assert describe(parse_edtf(text), "en") == words


@pytest.mark.parametrize("language", ["en", "en-US", "EN-gb", "qaa"])
def test_a_language_without_a_table_is_answered_in_english(language: str) -> None:
    assert describe(parse_edtf("[2006-07-20..2019]"), language) == "some time between 20 July 2006 and 2019"


@settings(max_examples=200, deadline=None)
@given(dates)
def test_there_are_words_for_every_date_and_no_dash_between_its_ends(text: str) -> None:
    words = describe(parse_edtf(text), "en")

    assert words.strip()
    assert "–" not in words
    assert "{" not in words
