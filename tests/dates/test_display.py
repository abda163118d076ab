"""A date in words: what each language says of it, and what holds of all that is said."""

import re
from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from events.dates import count_in_words, describe, parse_edtf
from events.dates.wording import PHRASES, SHORT
from tests.dates.strategies import dates, single_dates
from tests.dates.wording_table import LANGUAGES, REFERENCE, golden_dates, render

ISOLATE = re.compile("\u2066[^\u2066\u2069]*\u2069")

languages = pytest.mark.parametrize("language", PHRASES)
styles = pytest.mark.parametrize("style", ["full", "short"])
modest = settings(max_examples=60, deadline=None)  # of each language and style


def words_of(text: str, language: str, style: str = "full") -> str:
    return describe(parse_edtf(text), language, style)


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [(date["edtf"], language, date[language]) for date in golden_dates() for language in LANGUAGES],
)
def test_a_date_reads_as_its_language_says_it(text: str, language: str, words: str) -> None:
    assert words_of(text, language) == words


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [(date["edtf"], language, words) for date in golden_dates() for language, words in date.get("short", {}).items()],
)
def test_a_date_reads_so_in_short(text: str, language: str, words: str) -> None:
    assert words_of(text, language, "short") == words


def test_the_reference_shows_what_is_tested() -> None:
    assert render() in REFERENCE.read_text(), "run python -m tests.dates.wording_table"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("2023-07-20", "20 July 2023"),
        ("2023-07", "July 2023"),
        ("2023", "2023"),
        ("2023-07-20T10:30:00Z", "20 July 2023, 10:30 UTC"),
        ("2023-07-20T10:30:00.5-04:00", "20 July 2023, 10:30:00.5 UTC-04:00"),
        ("2023-07-20T10:30:00", "20 July 2023, 10:30"),
        ("2004~", "about 2004"),
        ("2004?", "probably 2004"),
        ("2004-06%", "probably about June 2004"),
        ("2006/2019", "2006 to 2019"),
        ("2004~/2006-05", "from about 2004 to May 2006"),
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
        ("[..201X]", "the 2010s or earlier"),
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
        ("0001-01-01", "1 January 1 CE"),
        ("Y170000002", "170000002"),
        ("Y-170000002", "170000003 BCE"),
    ],
)
def test_a_date_reads_as_the_national_archives_would_put_it(text: str, words: str) -> None:
    assert words_of(text, "en") == words


# What a language says


def placeholders(phrase: str) -> list[str]:
    return [name for _, name, _, _ in Formatter().parse(phrase) if name is not None]


@languages
def test_every_language_has_the_phrases_of_english(language: str) -> None:
    said = {key: len(placeholders(phrase)) for key, phrase in PHRASES[language].items()}

    assert said == {key: len(placeholders(phrase)) for key, phrase in PHRASES["en"].items()}


@languages
def test_the_short_style_says_otherwise_what_the_full_one_says(language: str) -> None:
    unknown = SHORT[language].keys() - PHRASES[language].keys()
    numbered = {key: placeholders(phrase) for key, phrase in SHORT[language].items()}

    assert not unknown
    for key, names in numbered.items():
        known = len(placeholders(PHRASES[language][key]))
        assert names in ([""] * known, [name for name in names if name.isdecimal() and int(name) < known])


@languages
@styles
def test_every_part_of_a_year_has_words_of_its_own(language: str, style: str) -> None:
    words = {f"2010-{part}": words_of(f"2010-{part}", language, style) for part in range(21, 42)}

    assert len(set(words.values())) == len(words)


@languages
@styles
@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("2006/2019", "[2006..2019]"),
        ("2006/2019", "{2006,2019}"),
        ("[2006,2019]", "{2006,2019}"),
        ("1979/..", "1979/"),
        ("1979/..", "[1979..]"),
        ("../2019", "/2019"),
        ("../2019", "[..2019]"),
        ("2004~", "2004?"),
        ("2004~", "2004%"),
        ("2010-24", "2010-28"),
        ("2010-28", "2010-32"),
        ("1985", "1985-XX"),
        ("1985-XX", "1985-XX-XX"),
    ],
)
def test_what_means_another_thing_is_said_otherwise(text: str, other: str, language: str, style: str) -> None:
    assert words_of(text, language, style) != words_of(other, language, style)


@languages
@pytest.mark.parametrize(("text", "other"), [("2004~-06-11", "2004-~06-11"), ("2004?-06-11", "2004~-06-11")])
def test_the_full_style_says_which_component_is_marked_and_how(text: str, other: str, language: str) -> None:
    assert words_of(text, language) != words_of(other, language)


# Tags


@pytest.mark.parametrize("language", ["en", "en-US", "EN-gb", "qaa", "xx-YY", "", "-", "tlh-Latn-x-none"])
def test_a_language_without_a_table_is_answered_in_english(language: str) -> None:
    assert words_of("[2006-07-20..2019]", language) == "some time between 20 July 2006 and 2019"


@languages
@pytest.mark.parametrize("subtags", ["XX", "001-x-none", "u-nu-latn", "!"])
@styles
def test_an_unknown_region_is_answered_as_none(language: str, subtags: str, style: str) -> None:
    assert words_of("[2023-07-20~..2024]", f"{language}-{subtags}", style) == words_of(
        "[2023-07-20~..2024]", language, style
    )


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("ar-EG", "٢٠ يوليو ٢٠٢٣"),
        ("ar-LB", "٢٠ تموز ٢٠٢٣"),
        ("ar-MA", "20 يوليوز 2023"),
        ("AR-lb", "٢٠ تموز ٢٠٢٣"),
        ("fa-AF", "۲۰ جولای ۲۰۲۳"),
        ("fa-IR", "۲۰ ژوئیهٔ ۲۰۲۳"),
        ("he-IL", "20 ביולי 2023"),
        ("es-BO", "20 de julio de 2023"),
    ],
)
def test_a_region_has_its_own_months_and_digits(language: str, words: str) -> None:
    assert words_of("2023-07-20", language) == words


@pytest.mark.parametrize("language", ["ar-EG", "ar-LB"])
def test_digits_of_the_region_are_those_of_phrases_and_times_too(language: str) -> None:
    assert words_of("[2006..2019]", language) == "في وقت ما بين ٢٠٠٦ و٢٠١٩"
    assert words_of("2023-07-20T10:30:00-04:00", language).endswith("\u2066١٠:٣٠ UTC-٠٤:٠٠\u2069")


# Whatever the date


@languages
@styles
@modest
@given(text=dates)
def test_there_are_words_for_every_date_and_no_dash_between_its_ends(language: str, style: str, text: str) -> None:
    words = words_of(text, language, style)

    assert words.strip() == words != ""
    assert not re.search("[{}–—]", words)
    assert "  " not in words


@languages
@styles
@modest
@given(text=dates)
def test_isolates_close_and_do_not_nest(language: str, style: str, text: str) -> None:
    words = words_of(text, language, style)

    assert not re.search("[\u2066-\u2069]", ISOLATE.sub("", words))


@pytest.mark.parametrize("language", ["he", "fa", "ar", "ar-LB", "fa-AF"])
@styles
@modest
@given(text=dates)
def test_latin_letters_stand_in_isolates_where_all_else_runs_from_the_right(
    language: str, style: str, text: str
) -> None:
    assert not re.search("[A-Za-z]", ISOLATE.sub("", words_of(text, language, style)))


@pytest.mark.parametrize("language", ["en", "es"])
@styles
@modest
@given(text=dates)
def test_nothing_is_isolated_where_all_runs_from_the_left(language: str, style: str, text: str) -> None:
    assert not re.search("[\u2066-\u2069]", words_of(text, language, style))


@pytest.mark.parametrize("language", ["fa", "fa-AF", "ar-EG", "ar-LB"])
@styles
@modest
@given(text=dates)
def test_only_a_mask_has_ascii_digits_where_the_language_has_its_own(language: str, style: str, text: str) -> None:
    words = words_of(text, language, style)

    assert not re.search("[0-9]", ISOLATE.sub("", words))
    assert all(re.search("[XS]", isolate) for isolate in ISOLATE.findall(words) if re.search("[0-9]", isolate))


@languages
@styles
@modest
@given(text=single_dates, mark=st.sampled_from("~?"))
def test_a_mark_is_never_silent(language: str, style: str, text: str, mark: str) -> None:
    plain = re.sub("[~?%]", "", text)

    assert words_of(plain + mark, language, style) != words_of(plain, language, style)


@pytest.mark.parametrize(
    ("language", "grouped", "plain"),
    [("en", "12,345", "12345"), ("es", "12.345", "12345"), ("fa", "۱۲٬۳۴۵", "۱۲۳۴۵"), ("he", "12,345", "12345")],
)
def test_a_number_has_the_digits_that_dates_have(language: str, grouped: str, plain: str) -> None:
    assert count_in_words(12345, language) == grouped
    assert count_in_words(12345, language, grouped=False) == plain
