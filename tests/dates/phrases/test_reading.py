"""What holds of phrases in every language: nothing raises, nothing is narrower than its words, all of it is told."""

import calendar
from collections.abc import Iterator
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import PartialDate, parse_edtf, read_phrase
from events.dates.languages import LANGUAGES

ANCHOR = PartialDate(2023, 8, 8)
_MONTHS = [name.lower() for name in calendar.month_name]


def edtf_of(phrase: str, language: str = "en", anchor: PartialDate | None = ANCHOR) -> list[str]:
    return [str(reading.edtf) for reading in read_phrase(phrase, languages=[language], anchor=anchor)]


@pytest.mark.parametrize("language", sorted(LANGUAGES))
@settings(max_examples=60, deadline=None)
@given(text=st.one_of(st.text(max_size=300), st.text("0123456789/.-: abcdeit", max_size=80)))
def test_any_text_is_read_or_is_no_date(language: str, text: str) -> None:
    readings = read_phrase(text, languages=[language], anchor=ANCHOR)

    assert len(readings) <= 6
    for reading in readings:
        assert parse_edtf(str(reading.edtf)) == reading.edtf
        assert reading.rule
        assert reading.sentence


def worded() -> Iterator[tuple[str, date, date]]:
    """Phrases with the first and the last day that their words leave open, worked out from the words alone."""
    for year in (1848, 1999, 2015, 2022):
        yield f"{year}", date(year, 1, 1), date(year, 12, 31)
        yield f"about {year}", date(year, 1, 1), date(year, 12, 31)
        yield f"early {year}", date(year, 1, 1), date(year, 4, 30)
        yield f"late {year}", date(year, 9, 1), date(year, 12, 31)
        yield f"the {year // 10}0s", date(year // 10 * 10, 1, 1), date(year // 10 * 10 + 9, 12, 31)
        for month in range(1, 13):
            last = calendar.monthrange(year, month)[1]
            yield f"{_MONTHS[month]} {year}", date(year, month, 1), date(year, month, last)
            yield f"mid-{_MONTHS[month]} {year}", date(year, month, 11), date(year, month, 20)
            yield f"from {_MONTHS[month]} to december {year}", date(year, month, 1), date(year, 12, 31)
            yield f"between {_MONTHS[month]} {year} and {year + 1}", date(year, month, 1), date(year + 1, 12, 31)
    for months in range(1, 20):
        year, month = divmod(2023 * 12 + 7 - months, 12)
        yield (
            f"{months} months ago",
            date(year, month + 1, 1),
            date(year, month + 1, calendar.monthrange(year, month + 1)[1]),
        )
    for weeks in range(1, 9):
        monday = date(2023, 8, 7).toordinal() - 7 * weeks
        yield f"{weeks} weeks ago", date.fromordinal(monday), date.fromordinal(monday + 6)
    for years in range(1, 40):
        yield f"{years} years ago", date(2023 - years, 1, 1), date(2023 - years, 12, 31)


def test_no_reading_is_narrower_than_its_words() -> None:
    narrower = []
    for phrase, first, last in worded():
        readings = read_phrase(phrase, languages=["en"], anchor=ANCHOR)
        if not readings:
            narrower.append((phrase, "not read"))
        for reading in readings[:1]:
            earliest, latest = reading.edtf.earliest, reading.edtf.latest
            if (earliest is not None and earliest > first.toordinal()) or (
                latest is not None and latest < last.toordinal()
            ):
                narrower.append((phrase, str(reading.edtf)))

    assert narrower == []


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("August 8, 2023", "2023-08-08"),
        ("On July 20th", "2023-07-20"),
        ("almost two decades ago", "2004~"),
        ("Between 2006 and 2019", "[2006..2019]"),
        ("in 2020", "2020"),
        ("since the 1979 Islamic Revolution", "1979/.."),
        ("the 1994 bombing", "1994"),
        ("in 2015", "2015"),
        ("In 2021", "2021"),
        ("in 2017", "2017"),
    ],
)
def test_the_dated_expressions_of_the_first_article_are_read_from_its_day(phrase: str, edtf: str) -> None:
    assert edtf_of(phrase)[0] == edtf


@pytest.mark.parametrize(
    "phrase", ["may", "now", "1828's", "85 perished", "two-and-a-half-ton", "as many as 18 million", "", "x" * 256]
)
def test_what_is_no_date_has_no_reading(phrase: str) -> None:
    assert edtf_of(phrase) == []


@pytest.mark.parametrize("phrase", ["yesterday", "last July", "three weeks ago", "almost two decades ago", "this year"])
def test_what_counts_from_a_day_needs_it_and_names_it(phrase: str) -> None:
    (reading, *_) = read_phrase(phrase, languages=["en"], anchor=ANCHOR)

    assert reading.anchor == ANCHOR
    assert edtf_of(phrase, anchor=None) == []


def test_what_does_not_count_from_a_day_names_none() -> None:
    assert {reading.anchor for reading in read_phrase("20 July 2023", languages=["en"], anchor=ANCHOR)} == {None}
    assert edtf_of("January 12", anchor=None) == ["XXXX-01-12"]


def test_several_languages_are_tried_in_order_and_unknown_ones_passed_over() -> None:
    readings = read_phrase("20 de julio de 2023", languages=["tlh", "en-GB", "es-BO"], anchor=None)

    assert [(str(reading.edtf), reading.language) for reading in readings] == [("2023-07-20", "es")]
    assert read_phrase("julio", languages=[], anchor=None) == []


def test_the_calendar_is_told() -> None:
    (reading, *_) = read_phrase("۲۹ تیر ۱۴۰۲", languages=["fa"], anchor=None)

    assert (str(reading.edtf), reading.calendar) == ("2023-07-20", "jalali")


def test_a_month_that_the_rules_do_not_know_is_left_to_dateparser_within_a_fence() -> None:
    assert edtf_of("20 sebtember 2023") == []
    assert edtf_of("20. septembre 2023", "fr") == ["2023-09-20"]


@pytest.mark.parametrize(
    "text",
    [
        "to " * 85,
        "between " * 31,
        "1 or " * 51,
        "2010, " * 42,
        "about probably " * 17,
        "from 1 to 2 and " * 15,
        "(" * 255,
        "1-" * 127,
    ],
)
@pytest.mark.parametrize("language", sorted(LANGUAGES))
def test_a_text_of_many_joints_is_given_up_on(language: str, text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tried: list[str] = []
    leaves = "events.dates.language._Reader._leaves"
    monkeypatch.setattr(leaves, lambda self, text, beside: tried.append(text) or iter(()))

    read_phrase(text[:255], languages=[language], anchor=ANCHOR)

    assert len(tried) <= 60
