"""Hebrew phrases, in both calendars, read as dates."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest

from events.dates import describe, parse_edtf
from events.dates.phrases import read_phrase

ANCHOR = parse_edtf("2023-08-08")  # a Tuesday


def readings(text: str) -> list[str]:
    return [str(reading.edtf) for reading in read_phrase(text, languages=["he"], anchor=ANCHOR)]


def first(text: str) -> str | None:
    return next(iter(readings(text)), None)


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("20 ביולי 2023", "2023-07-20"),
        ("ה-20 ביולי, 2023", "2023-07-20"),
        ("יום ה׳, 20 ביולי 2023", "2023-07-20"),
        ("ב־20.7.2023", "2023-07-20"),
        ("20/7/23", "2023-07-20"),
        ("20.7-25.7.2023", "2023-07-20/2023-07-25"),
        ("20 ביולי 2023 בשעה 10:30", "2023-07-20T10:30:00"),
        ("כ״ט בנובמבר 1947", "1947-11-29"),
        ("השלישי ביולי", "2023-07-03"),
        ("יולי 2023", "2023-07"),
        ("בחודש יולי 2023", "2023-07"),
        ("שנת 2023", "2023"),
        ("44 לפנה״ס", "-0043"),
        ("500-400 לפני הספירה", "-0499/-0399"),
        ("79 לספירה", "0079"),
        ("שנות ה־90", "199X"),
        ("שנות התשעים", "199X"),
        ("שנות העשרים", "192X"),
        ("שנות ה-30 של המאה ה-19", "183X"),
        ("העשור השני של המאה ה-20", "191X"),
        ("המאה ה-19", "18XX"),
        ("המאה התשע-עשרה", "18XX"),
        ("המאה העשרים ואחת", "20XX"),
        ("המאה הי״ט", "18XX"),
        ("המאות ה-18 וה-19", "17XX/18XX"),
        ("המחצית השנייה של המאה ה-19", "[1850..1899]"),
        ("אביב 2010", "2010-21"),
        ("רבעון שלישי 2020", "2020-35"),
        ("השליש האחרון של 2010", "2010-39"),
        ("תחילת 2015", "[2015-01~..2015-04~]"),
        ("אמצע יולי 2023", "[2023-07-11~..2023-07-20~]"),
        ("תחילת השנה", "[2023-01~..2023-04~]"),
        ("חורף 2009-10", "2009-24"),
        ("מרץ בשנה שעברה", "2022-03"),
        ("יום שלישי בשבוע שעבר", "2023-08-01"),
        ("סוף 2019", "[2019-09~..2019-12~]"),
        ("בין 2006 ל-2019", "[2006..2019]"),
        ("מ-2006 עד 2019", "2006/2019"),
        ("בשנים 2006–2019", "2006/2019"),
        ("1851-52", "1851/1852"),
        ("20–25 ביולי 2023", "2023-07-20/2023-07-25"),
        ("יולי-אוגוסט 2023", "2023-07/2023-08"),
        ("לפני 2020", "[..2019]"),
        ("אחרי 2020", "[2021..]"),
        ("מאז 1979", "1979/.."),
        ("עד 2019", "../2019"),
        ("לא יאוחר מ-2019", "[..2019]"),
        ("בערך 2004", "2004~"),
        ("כ-2004", "2004~"),
        ("2004 לערך", "2004~"),
        ("כנראה 2004", "2004?"),
        ("2010 או 2011", "[2010,2011]"),
        ("לפני כמעט שני עשורים", "2004~"),
        ("לפני שלושה שבועות", "[2023-07-17..2023-07-23]"),
        ("לפני שנתיים", "2021"),
        ("בעוד חודשיים", "2023-10"),
        ("אתמול", "2023-08-07"),
        ("מחרתיים", "2023-08-10"),
        ("שבוע שעבר", "[2023-07-31..2023-08-06]"),
        ("השנה", "2023"),
        ("אשתקד", "2022"),
        ("בעשור האחרון", "2013/2023-08-08"),
        ("יולי האחרון", "2023-07"),
        ("יום ראשון", "2023-08-13"),
        ("יום ראשון שעבר", "2023-08-06"),
        ("תשפ״ד", "2023-09-16/2024-10-02"),
        ("ה'תש\"ח", "1947-09-15/1948-10-03"),
        ("בערך תשפ״ד", "2023-09-16/2024-10-02~"),
        ("א׳ בתשרי תשפ״ד", "2023-09-16"),
        ("כג תשרי תשפד", "2023-10-08"),
        ("א' מנחם אב תשפ\"ד", "2024-08-05"),
        ("חשוון תשפ״ד", "2023-10-16/2023-11-13"),
        ("אדר ב' תשפ\"ד", "2024-03-11/2024-04-08"),
        ("אדר תשפ״ד", "2024-02-10/2024-04-08"),
        ('י"ד באדר תשפ"ד', "[2024-02-23,2024-03-24]"),
        ("15 בתשרי 5784", "2023-09-30"),
        ('כ\'-כ"ה בתשרי תשפ"ד', "2023-10-05/2023-10-10"),
        ("אייר–סיוון תש״ח", "1948-05-10/1948-07-07"),
        ("14 במאי 1948 (ה' באייר תש\"ח)", "1948-05-14"),
        ("שנת רנ״ב", "1491-09-14/1492-09-30"),
    ],
)
def test_a_phrase_reads_as_this_date(text: str, edtf: str) -> None:
    assert first(text) == edtf


@pytest.mark.parametrize(
    "text",
    [
        *("ירושלים", "צה״ל", "ש״ס", "תנ״ך", "ק״מ", "ת״א", "תשע", "אביב", "שני", "הבית", "לפני כמה שנים", "לפני כן"),
        *("אדר ב' תשפ\"ג", "ל' באלול תשפ\"ד", "31 ביוני 2023", "15 במאי 1948 (ה' באייר תש\"ח)", 'כ"ה בכסלו'),
    ],
)
def test_no_date_is_read_where_none_was_said(text: str) -> None:
    assert readings(text) == []


def test_a_hebrew_year_may_have_lasted_or_hold_one_date() -> None:
    found = read_phrase("תשפ״ד", languages=["he"])

    assert [str(reading.edtf) for reading in found] == ["2023-09-16/2024-10-02", "[2023-09-16..2024-10-02]"]
    assert {reading.calendar for reading in found} == {"hebrew"}


MONTHS = ["ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר"]
YEARS = (1516, 1799, 1948, 2023)
CENTURIES = {"ה-18": 17, "ה־19": 18, "ה20": 19, "התשע עשרה": 18, "העשרים": 19}
# The first days of Hebrew years, as printed calendars give them, with whether two Adars lie in the year.
NEW_YEARS = {
    "תש״ח": (date(1947, 9, 15), True),
    "תשכ״ז": (date(1966, 9, 15), True),
    "תשפ״ג": (date(2022, 9, 26), False),
    "תשפ״ד": (date(2023, 9, 16), True),
}
NUMERALS = [
    *("א׳", "ב׳", "ג׳", "ד׳", "ה׳", "ו׳", "ז׳", "ח׳", "ט׳", "י׳", "י״א", "י״ב", "י״ג", "י״ד", "ט״ו", "ט״ז", "י״ז"),
    *("י״ח", "י״ט", "כ׳", "כ״א", "כ״ב", "כ״ג", "כ״ד", "כ״ה", "כ״ו", "כ״ז", "כ״ח", "כ״ט", "ל׳"),
]


def gregorian() -> Iterator[tuple[str, str]]:
    for year in YEARS:
        for number, month in enumerate(MONTHS, 1):
            edtf = f"{year}-{number:02}"
            for day in (1, 9, 15, 28):
                yield f"{day} ב{month} {year}", f"{edtf}-{day:02}"
                yield f"ב־{day} ב{month}, {year}", f"{edtf}-{day:02}"
                yield f"{day}.{number}.{year}", f"{edtf}-{day:02}"
                yield f"בערך {day} ב{month} {year}", f"{edtf}-{day:02}~"
                yield f"{day}–30 ב{month} {year}", f"{edtf}-{day:02}/{edtf}-30" if number != 2 else ""
            yield f"חודש {month} {year}", edtf
            yield f"כנראה ב{month} {year}", f"{edtf}?"
            yield f"בסביבות {month} {year}", f"{edtf}~"
            yield f"עד {month} {year}", f"../{edtf}"
            yield f"מאז {month} {year}", f"{edtf}/.."
            yield f"בין {month} {year} ל{month} {year + 3}", f"[{edtf}..{year + 3}-{number:02}]"
            yield f"מ{month} {year} עד {month} {year + 3}", f"{edtf}/{year + 3}-{number:02}"
            for part, days in (("תחילת", ("01", "10")), ("אמצע", ("11", "20"))):
                yield f"{part} {month} {year}", f"[{edtf}-{days[0]}~..{edtf}-{days[1]}~]"


def longer() -> Iterator[tuple[str, str]]:
    for year in range(1500, 2020, 7):
        yield f"בשנת {year}", str(year)
        yield f"לפני {year}", f"[..{year - 1}]"
        yield f"לאחר {year}", f"[{year + 1}..]"
        yield f"{year} ואילך", f"{year}/.."
        yield f"{year} עד {year + 4}", f"{year}/{year + 4}"
        yield f"סוף {year}", f"[{year}-09~..{year}-12~]"
        yield f"קיץ {year}", f"{year}-22"
        yield f"{year} לפנה״ס", f"-{year - 1:04}"
    for words, number in CENTURIES.items():
        yield f"המאה {words}", f"{number}XX"
        yield f"סוף המאה {words}", f"[{number}67~..{number}99~]"


def hebrew() -> Iterator[tuple[str, str]]:
    for year, (start, _) in NEW_YEARS.items():
        for month, before in (("תשרי", 0), ("חשוון", 30)):
            for day, numeral in enumerate(NUMERALS[:29], 1):
                civil = (start + timedelta(before + day - 1)).isoformat()
                plain = numeral.replace("״", '"').replace("׳", "'")
                yield f"{numeral} ב{month} {year}", civil
                yield f"{plain} {month} ה'{year}", civil
                yield f"{numeral} {month} {year}".replace("״", "").replace("׳", ""), civil
                yield f"כנראה {numeral} ב{month} {year}", f"{civil}?"
        yield f"תשרי {year}", f"{start}/{start + timedelta(29)}"


def test_the_product_of_words_reads_as_counted() -> None:
    phrases = [(text, edtf) for make in (gregorian, longer, hebrew) for text, edtf in make() if edtf]

    wrong = [(text, edtf, found) for text, edtf in phrases if (found := first(text)) != edtf]

    assert len(phrases) >= 2000
    assert wrong == []


@pytest.mark.parametrize(
    "edtf",
    [
        *("2023-07-20", "2023-07", "2023", "0079", "-0043", "-0043-03-15", "199X", "200X", "190X", "XXXX"),
        *("2010-21", "2010-22", "2010-24", "2010-25", "2010-29", "2010-33", "2010-36", "2010-37", "2010-39"),
        *("2010-40", "2010-41", "2010~", "2010?", "2010%", "2023-07-20~", "2008-09?", "199X~", "199X?"),
        *("2006/2019", "[2006..2019]", "2006~/2019", "2006/2019?", "199X/200X", "2023-07-20/2023-07-25"),
        *("[2023-07-20..2023-07-25]", "[1990-07..1991-08]", "-0499/-0399", "[-0499..-0399]", "2010-33/2010-35"),
        *("1979/..", "../2019", "2010-21/..", "../2010-21", "[2010..]", "[..2019]", "[..2019-07]", "[..2010-21]"),
        *("[2010-21..]", "[..2010-40]", "[2023-08..]", "[2006,2010]", "{2006,2010}", "[2006,2010,2012]"),
        *("{2006,2010,2012}", "{1960,1961-12}", "{199X,200X}", "[1990,1995..1997]", "{..2019}", "{2019..}"),
        *("1985-XX", "1985-XX-XX", "2023-07-XX", "1985-XX-20", "156X-12-25", "15XX-12-25", "XXXX-12-25", "XXXX-12"),
        *("2004-06-11T23:59:59", "2004-06-11T23:59:59Z", "2004-06-11T23:59:59+05:00", "XXXX-XX-25", "0999~"),
    ],
)
def test_what_is_said_of_a_date_is_read_back(edtf: str) -> None:
    assert first(describe(parse_edtf(edtf), "he")) == edtf
