"""Reading phrases, whatever the language: what always holds of a reading, and what never happens."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import Edtf, PartialDate, describe, parse_edtf, read_phrase
from events.dates.bounds import civil_date
from events.dates.language import _Reader
from events.dates.languages import LANGUAGES
from events.dates.phrases import MAX_PHRASE
from events.dates.wording import PHRASES
from tests.dates.strategies import intervals, single_dates
from tests.dates.wording_table import golden_dates

ANCHOR = PartialDate(2023, 8, 8)
MOST_READINGS = 6
MOST_TRIALS = 60
MOST_QUESTIONS = 450

each_language = pytest.mark.parametrize("language", LANGUAGES)
modest = settings(max_examples=100, deadline=None)


def first_edtf(phrase: str, *languages: str, anchor: PartialDate | None = ANCHOR) -> str | None:
    readings = read_phrase(phrase, languages=languages or ["en"], anchor=anchor)
    return str(readings[0].edtf) if readings else None


# Whatever is written


def words_of(language: str) -> list[str]:
    """Words that its rules know, and what stands between words."""
    known = [word for words in LANGUAGES[language].words.values() for word in list(words)[:12]]
    return [*known, "2010", "1990", "20", "5", "-", "–", ",", "?", "/", ":", "(", ")", "~", "'", "10:30"]


def assert_sound(text: str, language: str, anchor: PartialDate | None) -> None:
    readings = read_phrase(text, languages=[language], anchor=anchor)
    assert len(readings) <= MOST_READINGS
    assert len({reading.edtf for reading in readings}) == len(readings)
    for reading in readings:
        assert parse_edtf(str(reading.edtf)) == reading.edtf
        assert reading.anchor in (None, anchor)
        assert reading.sentence
        assert reading.rule


@each_language
@modest
@given(text=st.text(max_size=300), anchor=st.sampled_from([None, ANCHOR]))
def test_no_text_is_too_odd_to_be_read_or_passed_over(language: str, text: str, anchor: PartialDate | None) -> None:
    assert_sound(text, language, anchor)


@each_language
@modest
@given(data=st.data())
def test_no_mixture_of_a_languages_own_words_is(language: str, data: st.DataObject) -> None:
    words = data.draw(st.lists(st.sampled_from(words_of(language)), max_size=14))
    separator = data.draw(st.sampled_from([" ", "", " ", ", "]))
    assert_sound(separator.join(words), language, data.draw(st.sampled_from([None, ANCHOR])))


def test_what_is_longer_than_a_phrase_is_no_phrase() -> None:
    assert first_edtf("2010".rjust(MAX_PHRASE)) == "2010"
    assert first_edtf("2010".rjust(MAX_PHRASE + 1)) is None


def hostile_texts(language: str) -> Iterator[str]:
    """As long as a phrase may be, and full of what could join dates."""
    words = {
        word for rule in LANGUAGES[language].frames for word in rule.pattern.replace("(", " ").split() if word.isalpha()
    }
    for word in (*words, "-", ",", "2010-", "1 - ", "2010 - 2011 ", "?", "a"):
        for text in (
            f"{word} " * MAX_PHRASE,
            f"2010 {word} " * MAX_PHRASE,
            word * MAX_PHRASE,
            f", {word} " * MAX_PHRASE,
        ):
            yield text[:MAX_PHRASE]


@each_language
def test_a_reader_gives_up_on_a_text_that_could_be_taken_apart_in_too_many_ways(
    language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tried: list[str] = []
    asked: list[str] = []
    leaves, read = _Reader._leaves, _Reader.read

    def counted_leaves(self: _Reader, text: str, beside: bool) -> object:
        tried.append(text)
        return leaves(self, text, beside)

    def counted_read(self: _Reader, text: str, depth: int, *, beside: bool) -> object:
        asked.append(text)
        return read(self, text, depth, beside=beside)

    monkeypatch.setattr(_Reader, "_leaves", counted_leaves)
    monkeypatch.setattr(_Reader, "read", counted_read)
    for text in hostile_texts(language):
        tried.clear()
        asked.clear()
        read_phrase(text, languages=[language], anchor=ANCHOR)
        assert len(tried) <= MOST_TRIALS, text
        assert len(asked) <= MOST_QUESTIONS, text


def test_a_long_list_is_not_given_up_on() -> None:
    days = ", ".join(str(day) for day in range(1, 20))
    assert first_edtf(f"{days} and 20 May 2020") == "{" + ",".join(f"2020-05-{day:02}" for day in range(1, 21)) + "}"


# Never narrower than the words

MONTHS = list(calendar.month_name)[1:]


def month(year: int, number: int) -> tuple[date, date]:
    return date(year, number, 1), date(year, number, calendar.monthrange(year, number)[1])


def months_ago(count: int) -> tuple[date, date]:
    month_number = 2023 * 12 + 7 - count
    return month(month_number // 12, month_number % 12 + 1)


def named_dates() -> Iterator[tuple[str, date, date]]:
    """Phrases and the days that they must hold, as their words tell."""
    for year in (1851, 1968, 2015, 2023):
        january, december = date(year, 1, 1), date(year, 12, 31)
        yield f"{year}", january, december
        yield f"early {year}", january, date(year, 4, 30)
        yield f"mid-{year}", date(year, 5, 1), date(year, 8, 31)
        yield f"late {year}", date(year, 9, 1), december
        yield f"the first half of {year}", january, date(year, 6, 30)
        yield f"the second quarter of {year}", date(year, 4, 1), date(year, 6, 30)
        yield f"summer {year}", date(year, 6, 1), date(year, 8, 31)
        yield f"{year} or {year + 2}", january, date(year + 2, 12, 31)
        for n, name in enumerate(MONTHS, 1):
            first, last = month(year, n)
            yield f"{name} {year}", first, last
            yield f"{name} 14–25, {year}", date(year, n, 14), date(year, n, 25)
            yield f"early {name} {year}", first, date(year, n, 10)
            yield f"late {name} {year}", date(year, n, 21), last
            yield f"the first half of {name} {year}", first, date(year, n, 15)
            yield f"the second half of {name} {year}", date(year, n, 16), last
            yield f"from {name} {year} to {year + 1}", first, date(year + 1, 12, 31)
            yield f"the night of 28 {name} {year}", date(year, n, 28), date(year, n, 28) + timedelta(1)
    for decade in range(1810, 2020, 10):
        if decade % 100:
            yield f"the {decade}s", date(decade, 1, 1), date(decade + 9, 12, 31)
            yield f"early {decade}s", date(decade, 1, 1), date(decade + 2, 12, 31)
            yield f"late {decade}s", date(decade + 7, 1, 1), date(decade + 9, 12, 31)
    for century in range(2, 21):
        first = (century - 1) * 100
        yield f"{century}th century", date(first, 1, 1), date(first + 99, 12, 31)
        yield f"the second half of the {century}th century", date(first + 50, 1, 1), date(first + 99, 12, 31)
        yield f"the last quarter of the {century}th century", date(first + 75, 1, 1), date(first + 99, 12, 31)


def counted_dates() -> Iterator[tuple[str, date, date]]:
    """Phrases that count from Tuesday, 8 August 2023."""
    monday = date(2023, 8, 7)
    for count in range(1, 40):
        yield f"{count} years ago", date(2023 - count, 1, 1), date(2023 - count, 12, 31)
        yield f"about {count} years ago", date(2023 - count, 1, 1), date(2023 - count, 12, 31)
        yield f"{count} months ago", *months_ago(count)
        yield f"some {count} months ago", *months_ago(count)
        week = monday - timedelta(7 * count)
        yield f"{count} weeks ago", week, week + timedelta(6)
        yield f"about {count} weeks ago", week, week + timedelta(6)
        day = date(2023, 8, 8) - timedelta(count)
        yield f"{count} days ago", day, day
        yield f"{count} or {count + 1} months ago", months_ago(count + 1)[0], months_ago(count)[1]
        yield f"the last {count} years", date(2023 - count, 8, 8), date(2023, 8, 8)
        yield f"the past {count} months", months_ago(count)[0], date(2023, 8, 8)
    yield "last year", date(2022, 1, 1), date(2022, 12, 31)
    yield "last month", *months_ago(1)
    yield "last weekend", date(2023, 8, 5), date(2023, 8, 6)
    yield "last night", date(2023, 8, 7), date(2023, 8, 8)
    yield "earlier this year", date(2023, 1, 1), date(2023, 8, 7)
    yield "six hours ago", date(2023, 8, 8), date(2023, 8, 8)
    for n, name in enumerate(MONTHS, 1):
        yield f"{name} last year", *month(2022, n)
        yield f"last {name}", *month(2023 - (n >= 8), n)
        yield name, *month(2022 if n > 9 else 2023, n)


def holds(edtf: Edtf, first: date, last: date) -> bool:
    earliest, latest = edtf.earliest, edtf.latest
    return (earliest is None or earliest <= first.toordinal()) and (latest is None or latest >= last.toordinal())


def test_no_reading_is_narrower_than_the_words() -> None:
    wrong = []
    for phrase, first, last in (*named_dates(), *counted_dates()):
        readings = read_phrase(phrase, languages=["en"], anchor=ANCHOR)
        if not readings or not holds(readings[0].edtf, first, last):
            wrong.append((phrase, [str(reading.edtf) for reading in readings]))
    assert wrong == []


def assert_no_narrower(written: str, language: str) -> None:
    date = parse_edtf(written)
    for reading in read_phrase(describe(date, language), languages=[language])[:1]:
        assert reading.edtf.earliest is None or (date.earliest is not None and reading.edtf.earliest <= date.earliest)
        assert reading.edtf.latest is None or (date.latest is not None and reading.edtf.latest >= date.latest)


@pytest.mark.parametrize("language", sorted(PHRASES.keys() & LANGUAGES.keys()))
@modest
@given(text=st.one_of(single_dates, intervals))
def test_what_is_read_of_a_dates_own_words_is_no_narrower_than_the_date(language: str, text: str) -> None:
    assert_no_narrower(text, language)


# A date's own words

# Words that two dates have in common are read as the one that people say: a range, months one by one.
SAID_OTHERWISE = {
    "18XX": "[1800..1899]",
    "18XX?": "[1800?..1899?]",
    "18XX~": "[1800~..1899~]",
    "18XX%": "[1800%..1899%]",
    "2023-1X": "[2023-10,2023-11,2023-12]",
}
# A number of nine digits is seldom a year.
NOT_READ = {"Y170000002"}
MARKED = [
    *("2004?-~06-~11", "2004%-06-11", "2004-06?-~11", "2004-%06", "~2010-21", "2004?-06~", "2004?-06"),
    *("-0044~-03-15", "-0044-03-?15", "0014?-08-19", "156X-12-?25", "2004-06-XX?", "18XX?", "18XX%", "199X%"),
    *(
        "1X5X?",
        "2023-07-1X%",
        "2004-?06-11/2005",
        "2004~-06-11/2005-?03",
        "2004?-06/2004-08",
        "[2004?-06,2005]",
        "[..2004-?06-11]",
    ),
]
ESTIMATED = [
    *("1950S1", "1950S2", "1950S3", "1950S4", "-0100S2", "1950S2?", "1950S2~", "[1950S2,2000]", "[1950S2..2000]"),
    *("[..1950S2]", "[1950S2..]", "1950S2/", "/1950S2", "1950S2/..", "../1950S2", "{1950S2,1960}"),
]
WORDED = sorted({*(date["edtf"] for date in golden_dates()), *MARKED, *ESTIMATED} - NOT_READ)


@pytest.mark.parametrize("language", sorted(PHRASES))
@pytest.mark.parametrize("edtf", WORDED)
def test_the_words_for_a_date_are_read_as_the_date(edtf: str, language: str) -> None:
    date = str(parse_edtf(edtf))
    assert first_edtf(describe(parse_edtf(edtf), language), language, anchor=None) == SAID_OTHERWISE.get(date, date)


CENTURIES_AGO = {
    "en": ("two centuries ago", "a decade ago", "200 years ago", "9999 centuries ago"),
    "es": ("hace dos siglos", "hace una década", "hace doscientos años", "hace mil años"),
    "he": ("לפני 2 מאות", "לפני עשור", "לפני 200 שנה", "לפני אלף שנה"),
    "fa": ("دو قرن پیش", "یک دهه پیش", "۲۰۰ سال پیش", "۱۰۰۰ سال پیش"),
    "ar": ("قبل قرنين", "قبل عقد", "قبل 200 عام", "قبل ألف عام"),
    "fr": ("il y a deux siècles", "il y a une décennie", "il y a 200 ans", "il y a 1000 ans"),
    "pt": ("há dois séculos", "há uma década", "há 200 anos", "há mil anos"),
}


@each_language
def test_decades_and_centuries_are_not_counted_to_the_year(language: str) -> None:
    centuries, decade, hundreds, thousands = (first_edtf(phrase, language) for phrase in CENTURIES_AGO[language])
    assert (centuries, decade, thousands) in [("1823~", "2013~", None), (None, "2013~", None)]
    assert hundreds in ("1823~", None)


# What one date lends another

OF_ONE_ERA = {
    "en": ("587 or 586 BC", "44 or 43 BC", "between 586 and 516 BC", "from 58 BC to 51"),
    "es": ("587 o 586 a. C.", "44 o 43 a. C.", "entre 586 y 516 a. C.", "de 58 a. C. a 51"),
    "he": ('587 או 586 לפנה"ס', '44 או 43 לפנה"ס', 'בין 586 ל-516 לפנה"ס', 'מ-58 לפנה"ס עד 51'),
    "fa": ("۵۸۷ یا ۵۸۶ ق.م", "۴۴ یا ۴۳ ق.م", "بین ۵۸۶ و ۵۱۶ ق.م", "از ۵۸ ق.م تا ۵۱"),
    "ar": ("587 أو 586 ق.م", "44 أو 43 ق.م", "بين 586 و516 ق.م", "من 58 ق.م إلى 51"),
    "fr": ("587 ou 586 av. J.-C.", "44 ou 43 av. J.-C.", "entre 586 et 516 av. J.-C.", "de 58 av. J.-C. à 51"),
    "pt": ("587 ou 586 a.C.", "44 ou 43 a.C.", "entre 586 e 516 a.C.", "de 58 a.C. a 51"),
}


@each_language
def test_an_era_said_once_holds_of_both_years(language: str) -> None:
    found = [first_edtf(phrase, language) for phrase in OF_ONE_ERA[language]]
    assert found[:2] == ["[-0586,-0585]", "[-0043,-0042]"]
    assert found[2] in ("[-0585..-0515]", "-0585/-0515")
    assert found[3] == "-0057/-0050"


@pytest.mark.parametrize(
    ("language", "phrase", "edtf"),
    [
        ("es", "las décadas de 1960 y 1970", "{196X,197X}"),
        ("es", "entre las décadas de 1960 y 1970", "[196X..197X]"),
        ("es", "de la década de 1960 a 1975", "196X/1975"),
        ("fa", "دهه ۱۹۶۰ و ۱۹۷۰", "{196X,197X}"),
        ("fr", "dans les années 1960-1970", "196X/197X"),
        ("pt", "dos anos 60 aos 80", "196X/198X"),
        ("en", "the 1960s to 1970", "196X/1970"),
    ],
)
def test_a_word_for_decades_before_the_first_holds_of_the_second(language: str, phrase: str, edtf: str) -> None:
    assert first_edtf(phrase, language) == edtf


OF_LAST_YEAR = {
    "en": "between April and June last year",
    "es": "entre abril y junio del año pasado",
    "he": "בין אפריל ליוני בשנה שעברה",
    "fa": "بین آوریل و ژوئن سال گذشته",
    "ar": "بين أبريل ويونيو من العام الماضي",
    "fr": "entre avril et juin de l'année dernière",
    "pt": "entre abril e junho do ano passado",
}


@each_language
def test_a_year_that_is_counted_from_the_anchor_is_said_once_for_both_ends(language: str) -> None:
    assert first_edtf(OF_LAST_YEAR[language], language) == "[2022-04..2022-06]"


SAID_OF_ALL = {
    "en": ("before 2019 or 2020", "about 2019 or 2020"),
    "es": ("antes de 2019 o 2020", "hacia 2019 o 2020"),
    "he": ("לפני 2019 או 2020", "בערך 2019 או 2020"),
    "fa": ("پیش از ۲۰۱۹ یا ۲۰۲۰", "حدود ۲۰۱۹ یا ۲۰۲۰"),
    "ar": ("قبل 2019 أو 2020", "حوالي 2019 أو 2020"),
    "fr": ("avant 2019 ou 2020", "vers 2019 ou 2020"),
    "pt": ("antes de 2019 ou 2020", "por volta de 2019 ou 2020"),
}


@each_language
def test_what_is_said_before_a_set_without_a_comma_is_said_of_all_its_members(language: str) -> None:
    assert [first_edtf(phrase, language) for phrase in SAID_OF_ALL[language]] == [None, "[2019~,2020~]"]


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("before 20 July 2023 at 10:30", "[..2023-07-20]"),
        ("after 20 July 2023, 10:30", "[2023-07-20..]"),
        ("before early 2019", "[..2019-04~]"),
        ("before about early 2019", "[..2019-04~]"),
        ("after probably mid-2019", "[2019-05%..]"),
        ("before about 2019", "[..2018~]"),
        ("before last week", "[..2023-07-30]"),
    ],
)
def test_what_is_beside_a_date_begins_where_a_line_is_drawn(phrase: str, edtf: str) -> None:
    assert first_edtf(phrase) == edtf


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("since Friday", "2023-08-04/.."),
        ("since Tuesday", "2023-08-08/.."),
        ("since August 20", "2022-08-20/.."),
        ("since August", "2023-08/.."),
        ("from next Friday on", "2023-08-11/.."),
        ("from 2030 on", "2030/.."),
    ],
)
def test_what_goes_on_has_begun_unless_the_words_say_otherwise(phrase: str, edtf: str) -> None:
    readings = read_phrase(phrase, languages=["en"], anchor=ANCHOR)
    assert str(readings[0].edtf) == edtf
    assert all((reading.edtf.earliest or 0) <= ANCHOR.last_day for reading in readings) or len(readings) == 1


@each_language
def test_a_number_of_few_digits_is_no_date(language: str) -> None:
    numbers = ("5", "45", "500", "117", "12-1990", "80-90", "1-500", "1.200", "12.500", "10.000", "1/500", "1990²")
    assert [number for number in numbers if first_edtf(number, language)] == []
    assert first_edtf("1851-52", language) in ("1851/1852", None)


@each_language
def test_a_word_that_is_no_date_alone_is_none_with_a_stop_behind_it(language: str) -> None:
    words = LANGUAGES[language].never
    assert [word for word in words if first_edtf(f"{word}.", language) or first_edtf(f" {word},", language)] == []


# The anchor

COUNTED = ["yesterday", "two years ago", "last July", "next Friday", "Friday", "the 20th", "this week", "in two months"]


@pytest.mark.parametrize("phrase", COUNTED)
def test_what_counts_from_a_date_is_none_without_it(phrase: str) -> None:
    assert read_phrase(phrase, languages=["en"]) == []
    assert read_phrase(phrase, languages=["en"], anchor=ANCHOR)


@pytest.mark.parametrize(
    "phrase",
    [
        *(*COUNTED, "July", "20 July", "20 to 25 July", "about two years ago", "since Friday"),
        *("from 2010 to last year", "between 1990 and yesterday", "2010 or last year"),
    ],
)
def test_a_reading_names_the_anchor_that_it_counts_from(phrase: str) -> None:
    assert {reading.anchor for reading in read_phrase(phrase, languages=["en"], anchor=ANCHOR)} == {ANCHOR}


@pytest.mark.parametrize(
    "phrase",
    [
        *("2010", "July 2010", "July 14 to 20, 2010", "the 1990s", "since 1979", "between March and May 2020"),
        *("3 or 4 May 2020", "March or April 44 BC", "July 3, 4 and 5, 2020"),
    ],
)
def test_a_reading_names_no_anchor_where_the_words_need_none(phrase: str) -> None:
    assert {reading.anchor for reading in read_phrase(phrase, languages=["en"], anchor=ANCHOR)} == {None}


def test_a_day_without_a_year_is_of_an_unknown_one_without_an_anchor() -> None:
    assert first_edtf("July 20th", anchor=None) == "XXXX-07-20"
    assert first_edtf("July 20th") == "2023-07-20"


IN_2023 = {
    "last year": "2022",
    "today": "2023",
    "yesterday": "[2022-12-31..2023-12-30]",
    "last July": "[2022-07,2023-07]",
    "20 July": "[2022-07-20,2023-07-20]",
    "last month": "[2022-12..2023-11]",
    "before yesterday": "[..2023-12-29]",
    "since yesterday": "2022-12-31~/..",
    "for the past ten years": "2013/2023",
    "earlier this year": "2023",
    "yesterday and today": None,
    "20 July 2020": "2020-07-20",
}
IN_AUGUST_2023 = {
    "last year": "2022",
    "two months ago": "2023-06",
    "last July": "2023-07",
    "this month": "2023-08",
    "yesterday": "[2023-07-31..2023-08-30]",
    "last Friday": "[2023-07-28..2023-08-25]",
    "last week": "[2023-07-24..2023-08-27]",
    "yesterday or today": "[2023-07-31..2023-08-31]",
    "earlier this year": "[2023..2023-08-31]",
}


@pytest.mark.parametrize(("anchor", "said"), [(PartialDate(2023), IN_2023), (PartialDate(2023, 8), IN_AUGUST_2023)])
def test_no_reading_is_narrower_than_a_month_or_year_that_it_counts_from(
    anchor: PartialDate, said: dict[str, str | None]
) -> None:
    assert {phrase: first_edtf(phrase, anchor=anchor) for phrase in said} == said


def test_what_is_said_of_a_month_holds_on_each_of_its_days() -> None:
    month = PartialDate(2023, 8)
    for phrase in (*COUNTED, "20 July", "August", "a week ago", "the first half of last year", "last night"):
        whole = read_phrase(phrase, languages=["en"], anchor=month)[0].edtf
        for day in range(month.first_day, month.last_day + 1):
            on_the_day = read_phrase(phrase, languages=["en"], anchor=PartialDate(*civil_date(day)))[0].edtf
            assert holds(whole, *(date.fromordinal(end or 1) for end in (on_the_day.earliest, on_the_day.latest)))


@pytest.mark.parametrize(("phrase", "edtf"), [("last winter", "2021-24"), ("this winter", "2022-24")])
def test_a_winter_that_has_not_ended_is_not_the_last_one(phrase: str, edtf: str) -> None:
    assert first_edtf(phrase, anchor=PartialDate(2023, 1, 15)) == edtf


# Languages


def test_a_language_is_found_by_its_first_part() -> None:
    for tag in ("en", "en-GB", "EN-us", "en-Latn-GB"):
        assert first_edtf("July 2010", tag) == "2010-07"


def test_a_language_without_rules_is_passed_over() -> None:
    assert first_edtf("July 2010", "tlh", "", "en") == "2010-07"
    assert first_edtf("July 2010", "tlh") is None


def test_a_phrase_may_be_in_any_of_several_languages() -> None:
    for languages in (("en", "es"), ("es", "en")):
        assert first_edtf("July 2010", *languages) == "2010-07"
        assert first_edtf("julio de 2010", *languages) == "2010-07"


def test_the_languages_come_in_the_order_in_which_they_are_given() -> None:
    assert first_edtf("07/08/2023", "en", "es") == "2023-07-08"
    assert first_edtf("07/08/2023", "es", "en") == "2023-08-07"


def test_a_reading_says_its_language_and_its_sentence_in_it() -> None:
    (reading,) = read_phrase("julio de 2010", languages=["en", "es-MX"])
    assert (reading.language, reading.sentence, reading.rule) == ("es", "julio de 2010", reading.rule)


def test_edtf_is_read_in_any_language_and_in_none() -> None:
    for language, edtf in product((*LANGUAGES, "tlh"), ("2023-07-20", "2006/2019", "[2006..2019]", "199X", "2004~")):
        assert edtf in {str(reading.edtf) for reading in read_phrase(edtf, languages=[language])}
    assert [reading.rule for reading in read_phrase("2006/2019", languages=[])] == ["EDTF"]


@each_language
def test_a_year_and_a_month_are_edtf_before_they_are_two_years(language: str) -> None:
    assert first_edtf("2001-12", language) == "2001-12"
    assert first_edtf("1914-18", language) in ("1914/1918", None)
