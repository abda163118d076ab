"""English phrases, each read as it is meant."""

import calendar
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise, product

import pytest

from events.dates import describe, parse_edtf, read_phrase

ANCHOR = "2023-08-08"  # a Tuesday

PHRASES = [
    ("August 8, 2023", "2023-08-08"),
    ("Thursday, 20 July 2023", "2023-07-20"),
    ("the twentieth of July, 2023", "2023-07-20"),
    ("July the fourth, 1776", "1776-07-04"),
    ("20-Jul-2023", "2023-07-20"),
    ("20.07.2023", "2023-07-20"),
    ("7/20/23", "2023-07-20"),
    ("13/07/2023", "2023-07-13"),
    ("07/08/2023", "2023-07-08"),
    ("2023-07-20", "2023-07-20"),
    ("Christmas Day 2019", "2019-12-25"),
    ("New Year’s Eve", "2022-12-31"),
    ("On July 20th", "2023-07-20"),
    ("1 January", "2023-01-01"),
    ("29 February", "2020-02-29"),
    ("the 5th of last month", "2023-07-05"),
    ("at 3 p.m. on July 20, 2023", "2023-07-20T15:00:00"),
    ("20 July 2023 at 10:30", "2023-07-20T10:30:00"),
    ("20 July 2023, 12.15 a.m.", "2023-07-20T00:15:00"),
    ("the morning of 20 July 2023", "2023-07-20"),
    ("the night of 31 July 2023", "[2023-07-31..2023-08-01]"),
    ("Sept. 2008", "2008-09"),
    ("May '68", "1968-05"),
    ("7/2008", "2008-07"),
    ("March 44 BCE", "-0043-03"),
    ("July nineteen ninety-four", "1994-07"),
    ("nineteen oh five", "1905"),
    ("in two thousand and six", "2006"),
    ("A.D. 79", "0079"),
    ("12,000 BCE", "Y-11999"),
    ("300–200 BCE", "-0299/-0199"),
    ("50-40 BCE", "-0049/-0039"),
    ("27 BC to AD 14", "-0026/0014"),
    ("587 or 586 BC", "[-0586,-0585]"),
    ("49, 48 and 47 BC", "{-0048,-0047,-0046}"),
    ("between 44 and 31 BC", "[-0043..-0030]"),
    ("from 58 BC to 51", "-0057/-0050"),
    ("c. 480–c. 400 BC", "-0479~/-0399~"),
    ("1200 to 1000 BC", "-1199/-0999"),
    ("2000 BC to 1000", "-1999/1000"),
    ("AD 30 to 44", "0030/0044"),
    ("the 440s BC", "[-0448..-0439]"),
    ("the '90s", "199X"),
    ("the nineteen-sixties", "196X"),
    ("the twenties", "192X"),
    ("the 2000s", "200X"),
    ("the 1800s", "18XX"),
    ("the 1960s and '70s", "{196X,197X}"),
    ("1860s–70s", "186X/187X"),
    ("nineteenth century", "18XX"),
    ("2nd century BC", "-01XX"),
    ("the 1st century BC", "[-0099..0000]"),
    ("before the 1st century BC", "[..-0100]"),
    ("1st century BC to 1st century AD", "-0099~/00XX"),
    ("between the 1st century BC and AD 14", "[-0099..0014]"),
    ("the second half of the 1st century BC", "[-0049..0000]"),
    ("1st millennium BC", "[-0999..0000]"),
    ("17th-19th centuries", "16XX/18XX"),
    ("late 17th to early 18th century", "16XX/17XX"),
    ("the 19th and 20th centuries", "{18XX,19XX}"),
    ("between the 3rd and 2nd centuries BCE", "[-02XX..-01XX]"),
    ("second millennium BCE", "-1XXX"),
    ("winter of 2009–10", "2009-24"),
    ("the austral summer of 2010", "2010-30"),
    ("spring or summer 2010", "[2010-21,2010-22]"),
    ("Q3 2019", "2019-35"),
    ("the last quarter of 2010", "2010-36"),
    ("H1 2010", "2010-40"),
    ("the second half of the 19th century", "[1850..1899]"),
    ("the first decade of the 21st century", "200X"),
    ("the last decade of the 19th century", "189X"),
    ("in the year 79", "0079"),
    ("May ‘68", "1968-05"),
    ("the ‘90s", "199X"),
    ("born 1972", "1972"),
    ("the 1994 bombing of the Jewish centre", "1994"),
    ("the 1967 six-day war", "1967"),
    ("the first half of July 2023", "[2023-07-01..2023-07-16]"),
    ("the last week of July 2023", "[2023-07-25~..2023-07-31~]"),
    ("the week of 20 July 2023", "[2023-07-17..2023-07-23]"),
    ("early 2015", "[2015-01~..2015-04~]"),
    ("mid-July 2023", "[2023-07-11~..2023-07-20~]"),
    ("mid-to-late 1990s", "[1994~..1999~]"),
    ("the very end of 2019", "[2019-09~..2019-12~]"),
    ("20–25 July 2023", "2023-07-20/2023-07-25"),
    ("from July 20th through the 25th, 2023", "2023-07-20/2023-07-25"),
    ("Dec 30 – Jan 2", "2022-12-30/2023-01-02"),
    ("December to March 2020", "2019-12/2020-03"),
    ("1851-52", "1851/1852"),
    ("2019/20", "2019/2020"),
    ("first quarter of 2010 to 2011", "2010-33/2011"),
    ("throughout 2019", "2019/2019"),
    ("Between 2006 and 2019", "[2006..2019]"),
    ("between July 20 and 25, 2023", "[2023-07-20..2023-07-25]"),
    ("July 3, 4 and 5, 2020", "{2020-07-03,2020-07-04,2020-07-05}"),
    ("2010, 2012 or 2014", "[2010,2012,2014]"),
    ("2010 and 2012 to 2014", "{2010,2012..2014}"),
    ("July 5, 6 and 7, 2020", "{2020-07-05,2020-07-06,2020-07-07}"),
    ("3 July, 4 and 5 August 2020", "{2020-07-03,2020-08-04,2020-08-05}"),
    ("November, December and January 2020", "{2019-11,2019-12,2020-01}"),
    ("1990, 91 and 92", "{1990,1991,1992}"),
    ("about 2019 or 2020", "[2019~,2020~]"),
    ("probably 2019, 2020 or 2021", "[2019?,2020?,2021?]"),
    ("about 2019, or 2020", "[2019~,2020]"),
    ("before 2011, or 2019", "[..2010,2019]"),
    ("early 2019 or late 2020", "[2019-01~..2019-04~,2020-09~..2020-12~]"),
    ("before 2020", "[..2019]"),
    ("after 2020", "[2021..]"),
    ("by 2019", "[..2019]"),
    ("on or after 20 July 2023", "[2023-07-20..]"),
    ("2019 at the latest", "[..2019]"),
    ("pre-1979", "[..1978]"),
    ("by the end of 2019", "[..2019-12~]"),
    ("until 2019", "../2019"),
    ("since the 1979 Islamic Revolution", "1979/.."),
    ("1979–present", "1979/.."),
    ("c. 50 BCE", "-0049~"),
    ("1868-1871?", "1868/1871?"),
    ("uncertain: approx 1862", "1862%"),
    ("almost two decades ago", "2004~"),
    ("two centuries ago", "1823~"),
    ("two decades ago", "2003~"),
    ("two or three decades ago", "[1993~..2003~]"),
    ("ten years ago", "2013"),
    ("150 years ago", "1873"),
    ("a couple of years ago", "2021~"),
    ("two and a half years ago", "2021~"),
    ("two or three weeks ago", "[2023-07-17..2023-07-30]"),
    ("a week ago", "[2023-07-31..2023-08-06]"),
    ("two months ago", "2023-06"),
    ("three hours ago", "[2023-08-07..2023-08-08]"),
    ("last night", "[2023-08-07..2023-08-08]"),
    ("yesterday evening", "2023-08-07"),
    ("last July", "2023-07"),
    ("March last year", "2022-03"),
    ("in July two years ago", "2021-07"),
    ("from May until June last year", "2022-05/2022-06"),
    ("from 5 to 10 May last year", "2022-05-05/2022-05-10"),
    ("March or April last year", "[2022-03,2022-04]"),
    ("Monday to Wednesday last week", "2023-07-31/2023-08-02"),
    ("Monday last week", "2023-07-31"),
    ("last Friday", "2023-08-04"),
    ("last weekend", "[2023-08-05..2023-08-06]"),
    ("this week", "[2023-08-07..2023-08-13]"),
    ("next month", "2023-09"),
    ("late last year", "[2022-09~..2022-12~]"),
    ("earlier this year", "[2023..2023-08-08]"),
    ("for the past ten years", "2013/2023-08-08"),
    ("the first half of last year", "2022-40"),
]

NO_DATES = [
    *("may", "now", "1828's", "85 perished", "two-and-a-half-ton", "18 million", "23rd Dynasty", "this isn't a date"),
    *("", "a year", "two weeks", "second", "the second", "twenty-one", "over 1800", "2000 soldiers", "to to to", "sat"),
    *("two years earlier", "the previous year", "the following day", "recently", "1000 years ago", "31 June 2023"),
    *("about 50", "before 50", "since 60", "50 to 60", "between 50 and 60", "80 or 90", "45 and 50", "12-1990"),
    *("before 2019 or 2020", "by 2019 and 2020", "after 2019 or 2020", "early 2019 or 2020", "early 2019 and May 2020"),
    *("except 2010", "without 2010", "never in 1990", "beyond 2019", "preceding 2019", "ending 2019", "pages 1984"),
    *("the 1990 people killed", "the 1500 soldiers", "the 2000 lives lost in war", "the year 0"),
    *("the next day", "the next month", "in the next year", "March of the next year"),
    *("fifth quarter of 2010", "the 13th of the", "years ago", "Morales", "model for nations"),
]


def first_reading(phrase: str) -> str | None:
    readings = read_phrase(phrase, languages=["en"], anchor=parse_edtf(ANCHOR))
    return str(readings[0].edtf) if readings else None


@pytest.mark.parametrize(("phrase", "edtf"), PHRASES)
def test_a_phrase_is_read_as_it_is_meant(phrase: str, edtf: str) -> None:
    assert first_reading(phrase) == edtf


@pytest.mark.parametrize("phrase", NO_DATES)
def test_what_is_no_date_is_not_read(phrase: str) -> None:
    assert first_reading(phrase) is None


# The generator shares nothing with the rules.
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
SHORT_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
ONES = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
TEENS = ("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
TIES = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
CENTURIES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh")
YEARS = (1066, 1789, 1851, 1918, 1968, 1999, 2006, 2023)


def ordinal(number: int) -> str:
    ending = "th" if number in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def in_words(number: int) -> str:
    if number < 20:
        return (ONES + TEENS)[number]
    return TIES[number // 10 - 2] + (f"-{ONES[number % 10]}" if number % 10 else "")


def years_and_their_parts() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        yield from ((form.format(year), f"{year}") for form in ("{}", "the year {}", "{} CE", "in {}"))
        for n, (month, short) in enumerate(zip(MONTHS, SHORT_MONTHS, strict=True), 1):
            for name in (month, month.upper(), short, f"{short}." if n != 5 else short):
                yield f"{name} {year}", f"{year}-{n:02}"
            for form in ("{}, {}", "{} of {}", "the month of {} {}"):
                yield form.format(month, year), f"{year}-{n:02}"
        for season, n in SEASONS.items():
            yield from ((form.format(season, year), f"{year}-{n}") for form in ("{} {}", "the {} of {}", "in {} {}"))


def whole_days() -> Iterator[tuple[str, str]]:
    for n, month in enumerate(MONTHS, 1):
        for day in (1, 2, 3, 11, 22, calendar.monthrange(2021, n)[1]):
            edtf = f"2021-{n:02}-{day:02}"
            weekday = calendar.day_name[date(2021, n, day).weekday()]
            yield f"{weekday}, {month} {day}, 2021", edtf
            yield f"{weekday} {day} {month} 2021", edtf
            yield f"{ordinal(day)} of {month}, 2021", edtf
            yield f"{month} {ordinal(day)}, 2021", edtf
            yield f"on the {ordinal(day)} {month} 2021", edtf
            yield f"{day} {SHORT_MONTHS[n - 1]} 2021", edtf
            yield f"{n}/{day}/2021", edtf


def many_years() -> Iterator[tuple[str, str]]:
    """Decades and centuries, and years in words."""
    for decade in (decade for decade in range(1810, 2030, 10) if decade % 100):
        yield from ((form.format(decade), f"{decade // 10}X") for form in ("{}s", "the {}s", "{}'s", "in the {}s"))
    for century in range(1, 22):
        for era, sign in (("", ""), (" BCE", "-"), (" BC", "-"), (" AD", "")):
            first = sign and century == 1
            yield f"the {ordinal(century)} century{era}", "[-0099..0000]" if first else f"{sign}{century - 1:02}XX"
    for century, word in enumerate(CENTURIES, 1):
        yield f"the {word} century", f"{century - 1:02}XX"
    for rest in range(10, 100):
        yield f"nineteen {in_words(rest)}", f"19{rest}"
        yield f"in eighteen hundred and {in_words(rest)}", f"18{rest}"


# What the year, the one before it (`past`) and the one after it (`coming`) come to, by what is said of it.
SAID_OF_YEARS = {
    "{year}~": ("about {}", "c. {}", "ca {}", "circa {}", "around {}", "{} (approximate)", "{} or so", "{}-ish"),
    "{year}?": ("probably {}", "{}?", "possibly in {}", "perhaps {}", "{} (uncertain)", "most likely {}"),
    "{year}%": ("probably about {}", "c. {}?"),
    "[..{past}]": ("before {}", "prior to {}", "some time before {}", "pre-{}", "earlier than {}"),
    "[{coming}..]": ("after {}", "later than {}", "some time after {}", "post-{}"),
    "[..{year}]": ("by {}", "no later than {}", "{} or earlier", "in or before {}", "{} at the latest"),
    "[{year}..]": ("{} or later", "not before {}", "in or after {}", "{} at the earliest", "{} or after"),
    "{year}/..": ("since {}", "from {} on", "{} onwards", "from {} onwards", "{} to the present", "{}-"),
    "../{year}": ("until {}", "up to {}", "till {}", "{} and earlier"),
    "[{year}-01~..{year}-04~]": ("early {}", "the beginning of {}", "in early {}"),
    "[{year}-05~..{year}-08~]": ("mid-{}", "mid {}", "in the middle of {}"),
    "[{year}-09~..{year}-12~]": ("late {}", "the end of {}", "in late {}"),
}


def qualified_years() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        for edtf, forms in SAID_OF_YEARS.items():
            yield from ((form.format(year), edtf.format(year=year, past=year - 1, coming=year + 1)) for form in forms)


def qualified_months() -> Iterator[tuple[str, str]]:
    for year, (n, month) in product(YEARS, enumerate(MONTHS, 1)):
        length = calendar.monthrange(year, n)[1]
        written = f"{year}-{n:02}"
        yield f"mid-{month} {year}", f"[{written}-11~..{written}-20~]"
        yield f"late {month} {year}", f"[{written}-21~..{written}-{length}~]"
        yield f"about {month} {year}", f"{written}~"
        yield f"since {month} {year}", f"{written}/.."
        yield f"by {month} {year}", f"[..{written}]"
        yield f"{month} {year} or later", f"[{written}..]"
        yield f"before {month} {year}", f"[..{year - (n == 1)}-{(n - 2) % 12 + 1:02}]"


def ranges() -> Iterator[tuple[str, str]]:
    """What lasted, was between, or was one of two; with what both ends share said once."""
    for first, last in pairwise(YEARS):
        for form in ("{} to {}", "from {} to {}", "{}-{}", "{}–{}", "{} – {}", "from {} until {}", "{} through {}"):
            yield form.format(first, last), f"{first}/{last}"
        for form in ("between {} and {}", "some time between {} and {}", "somewhere between {} and {}"):
            yield form.format(first, last), f"[{first}..{last}]"
        yield from ((form.format(first, last), f"[{first},{last}]") for form in ("{} or {}", "either {} or {}"))
        yield from ((form.format(first, last), f"{{{first},{last}}}") for form in ("{} and {}", "both {} and {}"))
    for year in (1851, 1918, 1968):
        for last in (year + 1, year + 7):
            yield f"{year}-{last % 100}", f"{year}/{last}"
            yield f"from {year}–{last % 100}", f"{year}/{last}"
    for n, month in enumerate(MONTHS, 1):
        written = f"2021-{n:02}"
        for form in (
            "{0}-{1} {2} 2021",
            "{0} to {1} {2} 2021",
            "{2} {0} to {1}, 2021",
            "from the {0}th to the {1}th of {2} 2021",
        ):
            yield form.format(14, 25, month), f"{written}-14/{written}-25"
        yield f"between 14 and 25 {month} 2021", f"[{written}-14..{written}-25]"
        yield f"{month} 14 or 15, 2021", f"[{written}-14,{written}-15]"
        for m, later in enumerate(MONTHS[n:], n + 1):
            for form in ("{} to {} 2021", "{}-{} 2021", "from {} until {} 2021"):
                yield form.format(month, later), f"{written}/2021-{m:02}"
            yield f"{later} to {month} 2021", f"2020-{m:02}/{written}"
            yield f"between {month} and {later} 2021", f"[{written}..2021-{m:02}]"
            yield f"{month} and {later} 2021", f"{{{written},2021-{m:02}}}"


def relative_dates() -> Iterator[tuple[str, str]]:
    """What counts from the anchor."""
    today = date.fromisoformat(ANCHOR)
    monday = today - timedelta(today.weekday())
    for n in range(1, 100):
        for number in {str(n), in_words(n)}:
            yield f"{number} days ago", str(today - timedelta(n))
            yield f"{number} years ago", f"{today.year - n}"
            first = monday - timedelta(7 * n)
            yield f"{number} weeks ago", f"[{first}..{first + timedelta(6)}]"
            month = today.year * 12 + today.month - 1 - n
            yield f"{number} months ago", f"{month // 12}-{month % 12 + 1:02}"
    for n, weekday in enumerate(calendar.day_name):
        yield f"last {weekday}", str(today - timedelta((today.weekday() - n) % 7 or 7))
        yield f"next {weekday}", str(today + timedelta((n - today.weekday()) % 7 or 7))
    for n, month in enumerate(MONTHS, 1):
        yield f"last {month}", f"{2023 - (n >= 8)}-{n:02}"
        yield f"{month} last year", f"2022-{n:02}"
        yield f"in {month} of this year", f"2023-{n:02}"


MAKERS = (
    *(years_and_their_parts, whole_days, many_years, qualified_years, qualified_months),
    *(ranges, relative_dates),
)


def test_the_forms_of_english_dates_are_read_in_every_combination() -> None:
    cases = [case for make in MAKERS for case in make()]
    assert len(cases) > 3000
    assert [(phrase, edtf, got) for phrase, edtf in cases if (got := first_reading(phrase)) != edtf] == []


# Every kind of date with a wording of its own.
SAID = [
    *("2023-07-20", "2023-07", "2023", "2023-07-20T10:30:00Z", "2023-07-20T10:30:00-04:00"),
    *("2023-07-20T10:30:15", "0000", "-0043-03-15", "0014-08-19"),
    *("0014", "1390", "2010-21", "2009-24", "2010-26", "2010-29", "2010-32", "2010-33"),
    *("2010-34", "2010-35", "2010-36", "2023-37", "2023-38", "2023-39", "2023-40"),
    *("2023-41", "2004~", "2008-09?", "2004%", "2023-07-20~", "199X?", "2010-24~", "199X"),
    *("200X", "199X~", "XXXX", "156X-12-25", "15XX-12-25", "XXXX-12-25", "XXXX-12"),
    *("201X-XX", "1985-XX", "1985-XX-XX", "1985-XX-20", "2023-07-XX"),
    *("2006/2019", "2004-06~/2006", "199X/200X", "2023-07-16/2023-08-08", "2010-33/2011"),
    *("1979/..", "2006/", "/2019", "../2019", "2010~/..", "../2010?", "2010?/2012?"),
    *("-0043-03-15/-0043-04", "0099/0101", "2019/2019", "1985-XX-XX/1990", "[2006..2019]"),
    *("[2019,2020]", "[2010,2012,2014]", "[2023-07-16..2023-08-08]"),
    *("[2019,2021..2023]", "[2010..2012,2014..2016]", "[2010-08,2010-10]"),
    *("[..2023-07]", "[2023-08..]", "[..2010-21]", "[2010-21..]", "[2010~..2012]"),
    *("[..-0043]", "[199X..]", "{2019,2020}", "{1960,1961-12}", "{199X,200X}"),
    *("{2010-07..2010-08,2011}", "{2010,2012,2014}", "{..2019}"),
    *("{2019..}", "2023-07-20T10:30:00Z/2023-07-21T11:00:00Z"),
]


@pytest.mark.parametrize("edtf", SAID)
def test_what_describe_says_is_read_back(edtf: str) -> None:
    assert first_reading(describe(parse_edtf(edtf), "en")) == edtf


def test_what_may_mean_two_things_gives_both() -> None:
    def readings(phrase: str) -> list[str]:
        return [str(reading.edtf) for reading in read_phrase(phrase, languages=["en"], anchor=parse_edtf(ANCHOR))]

    assert readings("between 2006 and 2019") == ["[2006..2019]", "2006/2019"]
    assert readings("07/08/2023") == ["2023-07-08", "2023-08-07"]
    assert readings("the 1900s") == ["19XX", "190X"]
    assert readings("the twenties") == ["192X", "202X"]
    assert readings("2019/20") == ["2019/2020", "[2019,2020]"]
    assert readings("July 20th") == ["2023-07-20", "2024-07-20"]
