"""Persian phrases read as dates."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product

import pytest

from events.dates import describe, parse_edtf, read_phrase

ANCHOR = parse_edtf("2023-08-08")

PHRASES = [
    ("۲۰ ژوئیه ۲۰۲۳", "2023-07-20"),
    ("۲۰ ژوئیهٔ ۲۰۲۳ میلادی", "2023-07-20"),
    ("20 جولای 2023", "2023-07-20"),
    ("پنجشنبه ۲۰ ژوئیهٔ ۲۰۲۳", "2023-07-20"),
    ("پنج‌شنبه، ۲۹ تیر ۱۴۰۲", "2023-07-20"),
    ("بیستم ژوئیهٔ سال ۲۰۲۳", "2023-07-20"),
    ("ژوئيه ٢٠٢٣", "2023-07"),
    ("ماه مه ۲۰۲۰", "2020-05"),
    ("۲۰ ژوئیه", "2023-07-20"),
    ("۲۰ ژوئیه ۲۰۲۳، ساعت ۱۰:۳۰", "2023-07-20T10:30:00"),
    ("۲۹ تیر ۱۴۰۲", "2023-07-20"),
    ("۲۹ تیرماه ۱۴۰۲", "2023-07-20"),
    ("بیست و نهم تیر ماه سال ۱۴۰۲ خورشیدی", "2023-07-20"),
    ("یکم فروردین ۱۴۰۳", "2024-03-20"),
    ("۳۰ اسفند ۱۳۹۹", "2021-03-20"),
    ("۳۰ اسفند ۱۴۰۲", None),
    ("۲۲ بهمن ۵۷", "1979-02-11"),
    ("تیر ۱۴۰۲", "2023-06-22/2023-07-22"),
    ("۱۴۰۲/۰۴/۲۹", "2023-07-20"),
    ("۱۴۰۲-۴-۲۹", "2023-07-20"),
    ("۲۹/۴/۱۴۰۲", "2023-07-20"),
    ("۲۰۲۳/۰۷/۲۰", "2023-07-20"),
    ("۵۷/۱۱/۲۲", "1979-02-11"),
    ("سال ۱۳۵۷ هجری شمسی", "1978-03-21/1979-03-20"),
    ("۱۳۵۷ش", "1978-03-21/1979-03-20"),
    ("۱۴۰۲ میلادی", "1402"),
    ("سال ۸۵۰", None),
    ("۲۰۲۳", "2023"),
    ("۴۴ پیش از میلاد", "-0043"),
    ("۴۴ ق.م.", "-0043"),
    ("دههٔ ۱۹۹۰", "199X"),
    ("دهه‌ی نود میلادی", "199X"),
    ("دههٔ ۱۳۶۰", "1981-03-21/1991-03-20"),
    ("دهه ۶۰", "1981-03-21/1991-03-20"),
    ("قرن نوزدهم", "18XX"),
    ("قرن بیست و یکم", "20XX"),
    ("سدهٔ پنجم پیش از میلاد", "-04XX"),
    ("قرن چهاردهم خورشیدی", "1922-03-22/2022-03-20"),
    ("بهار ۲۰۱۰ میلادی", "2010-21"),
    ("بهار ۱۳۹۰", "2011-03-21/2011-06-21"),
    ("تابستان سال گذشته", "2022-22"),
    ("سه‌ماههٔ دوم ۱۴۰۲", "2023-06-22/2023-09-22"),
    ("نیمهٔ دوم قرن نوزدهم", "[1850..1899]"),
    ("نیمهٔ اول ژوئیهٔ ۲۰۲۳", "[2023-07-01..2023-07-15]"),
    ("اوایل ۲۰۱۵", "[2015-01~..2015-04~]"),
    ("اواسط تیر ۱۴۰۲", "[2023-07-02~..2023-07-11~]"),
    ("اواخر دههٔ ۱۹۹۰", "[1997~..1999~]"),
    ("دهه ۱۹۶۰ و ۱۹۷۰", "{196X,197X}"),
    ("دهه‌های ۱۹۶۰ یا ۱۹۷۰", "[196X,197X]"),
    ("دههٔ ۱۹۶۰ تا ۱۹۸۰", "196X/198X"),
    ("دههٔ ۱۹۶۰ تا ۱۹۷۵", "196X/1975"),
    ("بین دهه‌های ۱۹۶۰ و ۱۹۷۰", "[196X..197X]"),
    ("دهه ۶۰ و ۷۰", "{1981-03-21..1991-03-20,1991-03-21..2001-03-20}"),
    ("دهه‌های شصت و هفتاد میلادی", "{196X,197X}"),
    ("دهه ۲۰ میلادی", "192X"),
    ("قرن‌های هجدهم و نوزدهم", "{17XX,18XX}"),
    ("قرن هجدهم یا نوزدهم", "[17XX,18XX]"),
    ("بین قرن هجدهم و نوزدهم", "[17XX..18XX]"),
    ("از قرن هجدهم تا نوزدهم", "17XX/18XX"),
    ("قرن سیزدهم و چهاردهم خورشیدی", "{1822-03-21..1922-03-21,1922-03-22..2022-03-20}"),
    ("ربع آخر قرن نوزدهم", "[1875..1899]"),
    ("ثلث اول قرن نوزدهم", "[1800..1833]"),
    ("بین ۲۰۰۶ و ۲۰۱۹", "[2006..2019]"),
    ("بین سال‌های ۱۳۵۰ تا ۱۳۵۷", "[1971-03-21..1979-03-20]"),
    ("از ۲۰۰۶ تا ۲۰۱۹", "2006/2019"),
    ("۲۰ تا ۲۵ ژوئیه ۲۰۲۳", "2023-07-20/2023-07-25"),
    ("۲۵ تیر تا ۵ مرداد ۱۴۰۲", "2023-07-16/2023-07-27"),
    ("۲۰ و ۲۱ تیر ۱۴۰۲", "{2023-07-11,2023-07-12}"),
    ("۲۰ یا ۲۱ تیر ۱۴۰۲", "[2023-07-11,2023-07-12]"),
    ("تیر یا مرداد ۱۴۰۲", "[2023-06-22..2023-07-22,2023-07-23..2023-08-22]"),
    ("تیر و مرداد ۱۴۰۲", "{2023-06-22..2023-07-22,2023-07-23..2023-08-22}"),
    ("بین ۲۰ و ۲۵ تیر ۱۴۰۲", "[2023-07-11..2023-07-16]"),
    ("از دی تا خرداد ۱۴۰۲", "2022-12-22/2023-06-21"),
    ("از ۲۸ اسفند تا ۵ فروردین ۱۴۰۲", "2023-03-19/2023-03-25"),
    ("تا تیر ۱۴۰۲", "../2023-07-22"),
    ("بیست‌ودوم بهمن ۱۳۵۷", "1979-02-11"),
    ("بیست ودوم بهمن ۱۳۵۷", "1979-02-11"),
    ("۵۳۲ م", "0532"),
    ("سال ۵ م", "0005"),
    ("مارس تا مه ۲۰۲۰", "2020-03/2020-05"),
    ("۱۸۵۱–۵۲", "1851/1852"),
    ("پیش از ۲۰۲۰", "[..2019]"),
    ("پس از ۲۰۲۰", "[2021..]"),
    ("قبل از ۱۳۵۷", "[..1978-03-20]"),
    ("بعد از ۲۲ بهمن ۱۳۵۷", "[1979-02-12..]"),
    ("تا ۲۰۱۹", "../2019"),
    ("حداکثر تا ۲۰۱۹", "[..2019]"),
    ("از ۱۹۷۹ به بعد", "1979/.."),
    ("از ۱۹۷۹ تاکنون", "1979/.."),
    ("حدود ۲۰۰۴", "2004~"),
    ("احتمالاً ۱۹۹۹", "1999?"),
    ("۲۰۱۹ یا ۲۰۲۰", "[2019,2020]"),
    ("حدود دو دهه پیش", "2003~"),
    ("تقریباً دو دهه پیش", "2004~"),
    ("نزدیک به دو دهه پیش", "2004~"),
    ("بیست سال قبل", "2003"),
    ("سه هفته پیش", "[2023-07-17..2023-07-23]"),
    ("دیروز", "2023-08-07"),
    ("هفتهٔ گذشته", "[2023-07-31..2023-08-06]"),
    ("هفته‌ی گذشته", "[2023-07-31..2023-08-06]"),
    ("ماه گذشته", "2023-07"),
    ("ماه آینده", "2023-09"),
    ("سال گذشته", "2022"),
    ("پارسال", "2022"),
    ("جمعهٔ گذشته", "2023-08-04"),
    ("دو سال دیگر", "2025"),
    ("۲۹ تیر ۱۴۰۲ (۲۰ ژوئیه ۲۰۲۳)", "2023-07-20"),
    ("۲۹ تیر ۱۴۰۲ برابر با ۲۰ ژوئیه ۲۰۲۳", "2023-07-20"),
    ("۲۸ تیر ۱۴۰۲ برابر با ۲۰ ژوئیه ۲۰۲۳", None),
    ("زمستان ۵۷", "1978-12-22/1979-03-20"),
    ("۱۳۵۷ ه‍.ش", "1978-03-21/1979-03-20"),
    ("۱۰ محرم ۱۴۴۵", "2023-07-28"),
    ("۱۰ محرم ۱۴۴۵ هجری قمری", "2023-07-28"),
    ("۱۰ محرم ۶۱ هجری قمری", None),
    ("۱۳۰۰ قمری", None),
    ("۱۴۰۲ هجری", None),
    ("تیر ۲۰۲۳", None),
    ("۲۹ تیر", "2023-07-20"),
    ("۲۲ بهمن", "2023-02-11"),
    ("۱۰ رمضان", "2023-04-01"),
    ("۲۸ اسفند تا ۵ فروردین", "2023-03-19/2023-03-25"),
    ("۵ م", None),
    ("۵۰۰ م", None),
    ("دو سال بعد", None),
    ("سه روز بعد", None),
    ("سال بعد", None),
    ("روز بعد", None),
    ("ماه بعدی", None),
    ("می", None),
    ("سلام", None),
    ("۲۵۰۰ کیلومتر", None),
]

# Every kind that `describe` has a wording for.
DESCRIBED = """
    2023-07-20 2023-07 2023 1650 1402 1357-07 0001 -0043 -0043-03-15 2004~ 2004? 2004% 2023-07~ 2023-07-20?
    199X 139X 139X~ 199X? 2010-21 2010-22 2010-23 2010-24 2010-25 2010-28 2010-29 2010-32 2010-33 2010-36
    2010-37 2010-39 2010-40 2010-41 -0043-21 1402-21 2006/2019 2006~/2019 2006-07-20/2006-08-01 1402/1450
    1979/.. ../2019 [2006..2019] [2006-05..2019-03-02] [..2019] [..2019-12] [..2019-12-31] [2021..]
    [2010-21..] [..2010-21] [2019,2020] [2019,2020,2022] [2010-07-01,2010-08] {1960,1961} {1960,1961-12,1970}
    {..1983-12} {1960..} {1960,1965..1970} 2010-XX 2010-XX-XX 2010-07-XX 2010-XX-05 201X-XX 201X-XX-XX 201X-07
    201X-07-20 XXXX XXXX-07-20 XXXX-07 2010-07-20T10:30:00 2010-07-20T10:30:15Z 2010-07-20T10:30:00-04:00
    2010-21~ 2010-25~ 2010-XX~ 2010-XX% [2006~..2019] 199X/200X [199X..2005]
"""

MONTHS = ["ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"]
JALALI_MONTHS = ["فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند"]
SEASONS = ["بهار", "تابستان", "پاییز", "زمستان"]
DAY_WORDS = {1: "اول", 2: "دوم", 3: "سوم", 10: "دهم", 20: "بیستم", 23: "بیست و سوم", 30: "سی‌ام"}
CENTURIES = {15: "پانزدهم", 16: "شانزدهم", 17: "هفدهم", 18: "هجدهم", 19: "نوزدهم", 20: "بیستم", 21: "بیست و یکم"}
COUNTS = {2: "دو", 3: "سه", 4: "چهار", 5: "پنج", 10: "ده", 20: "بیست", 25: "بیست و پنج", 30: "سی"}
# Remainders of the cycle of 33 years that are leap years, as they are from 1304 to 1407.
LEAP_YEARS = (1, 5, 9, 13, 17, 22, 26, 30)


def persian(number: int) -> str:
    return str(number).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))


def jalali(year: int, month: int, day: int) -> date:
    """Counted from 1 Farvardin 1357, 21 March 1978, year by year."""
    between = range(min(year, 1357), max(year, 1357))
    days = sum(366 if passed % 33 in LEAP_YEARS else 365 for passed in between)
    in_year = 31 * (month - 1) - max(0, month - 7) + day - 1
    return date(1978, 3, 21) + timedelta(days=in_year + (days if year > 1357 else -days))


def first_to_last(year: int, month: int, to_year: int, to_month: int) -> str:
    return f"{jalali(year, month, 1)}/{jalali(to_year, to_month, 1) - timedelta(days=1)}"


def generated() -> Iterator[tuple[str, str]]:
    yield from days_and_months()
    yield from years()
    yield from jalali_dates()
    for count, word in COUNTS.items():
        for form, back in product((word, str(count), persian(count)), ("پیش", "قبل")):
            yield f"{form} سال {back}", str(2023 - count)
            yield f"حدود {form} سال {back}", f"{2023 - count}~"
            yield f"{form} دهه {back}", f"{2023 - 10 * count}~"
            yield f"{form} روز {back}", str(date(2023, 8, 8) - timedelta(days=count))


def days_and_months() -> Iterator[tuple[str, str]]:
    for (n, month), year in product(enumerate(MONTHS, 1), (1812, 1999, 2023)):
        written = f"{year}-{n:02}"
        for name in (f"{month} {persian(year)}", f"{month} {year}", f"{month} سال {persian(year)} میلادی"):
            yield name, written
            yield f"پیش از {name}", f"[..{year - (n == 1)}-{n - 1 or 12:02}]"
            yield f"از {name} به بعد", f"{written}/.."
            yield f"تا {name}", f"../{written}"
            yield f"حدود {name}", f"{written}~"
            yield f"احتمالاً {name}", f"{written}?"
            yield f"روزی در {name}", f"{written}-XX"
            yield f"اواسط {name}", f"[{written}-11~..{written}-20~]"
        for day in (1, 9, 20, 28):
            yield f"{persian(day)} {month} {persian(year)}", f"{written}-{day:02}"
            yield f"{persian(year)}/{persian(n)}/{persian(day)}", f"{written}-{day:02}"
        for day, word in DAY_WORDS.items():
            if day < 29:
                yield f"{word} {month} {persian(year)}", f"{written}-{day:02}"
        yield f"{persian(3)} تا {persian(17)} {month} {persian(year)}", f"{written}-03/{written}-17"
        yield f"بین {persian(3)} و {persian(17)} {month} {persian(year)}", f"[{written}-03..{written}-17]"


def years() -> Iterator[tuple[str, str]]:
    for year, digits in product(range(1700, 2030, 11), (persian, str)):
        form = digits(year)
        for phrase in (form, f"سال {form}", f"{form} میلادی", f"در سال {form}"):
            yield phrase, str(year)
        yield f"پس از {form}", f"[{year + 1}..]"
        yield f"{form} یا پس از آن", f"[{year}..]"
        yield f"اواخر {form}", f"[{year}-09~..{year}-12~]"
        for n, season in enumerate(SEASONS, 21):
            yield f"{season} {form}", f"{year}-{n}"
        for joint, pattern in ((" تا ", "{}/{}"), ("–", "{}/{}"), (" یا ", "[{},{}]")):
            yield f"{form}{joint}{digits(year + 7)}", pattern.format(year, year + 7)
        yield f"بین سال‌های {form} و {digits(year + 7)}", f"[{year}..{year + 7}]"
    for year in range(1700, 2030, 10):
        yield f"دههٔ {persian(year)}", f"{year // 10}X"
        yield f"اوایل دهه‌ی {year}", f"[{year}~..{year + 3}~]"
    for number, word in CENTURIES.items():
        for name, form in product(("قرن", "سدهٔ"), (word, persian(number))):
            yield f"{name} {form} میلادی", f"{number - 1}XX"
            yield f"اوایل {name} {form} میلادی", f"[{number - 1}00~..{number - 1}33~]"


def jalali_dates() -> Iterator[tuple[str, str]]:
    for year, (n, month) in product((1304, 1332, 1357, 1375, 1399, 1402, 1403), enumerate(JALALI_MONTHS, 1)):
        following = (year, n + 1) if n < 12 else (year + 1, 1)
        for form in (f"{month} {persian(year)}", f"{month}‌ماه {year}", f"{month} {persian(year)} خورشیدی"):
            yield form, first_to_last(year, n, *following)
            yield f"پیش از {form}", f"[..{jalali(year, n, 1) - timedelta(days=1)}]"
        for day in (1, 15, 29):
            written = str(jalali(year, n, day))
            yield f"{persian(day)} {month} {persian(year)}", written
            yield f"{persian(year)}/{persian(n)}/{persian(day)}", written
            yield f"{day}/{n}/{year} ه.ش", written
            yield f"حدود {persian(day)} {month} سال {persian(year)}", f"{written}~"
        yield f"۳ تا ۱۷ {month} {persian(year)}", f"{jalali(year, n, 3)}/{jalali(year, n, 17)}"
    for year in range(1310, 1406, 5):
        yield f"سال {persian(year)}", first_to_last(year, 1, year + 1, 1)
        yield f"از {persian(year)} تا {persian(year + 2)}", first_to_last(year, 1, year + 3, 1)
        for n, season in enumerate(SEASONS):
            following = (year, 3 * n + 4) if n < 3 else (year + 1, 1)
            yield f"{season} {persian(year)}", first_to_last(year, 3 * n + 1, *following)
    for year in range(1310, 1400, 10):
        yield f"دههٔ {persian(year)}", first_to_last(year, 1, year + 10, 1)


def first_reading(phrase: str) -> str | None:
    readings = read_phrase(phrase, languages=["fa"], anchor=ANCHOR)
    return str(readings[0].edtf) if readings else None


@pytest.mark.parametrize(("phrase", "expected"), PHRASES)
def test_a_persian_phrase_is_read_as(phrase: str, expected: str | None) -> None:
    assert first_reading(phrase) == expected


def test_every_month_number_and_qualifier_is_read_in_all_its_wordings() -> None:
    phrases = dict(generated())

    failures = [(phrase, edtf, got) for phrase, edtf in phrases.items() if (got := first_reading(phrase)) != edtf]

    assert len(phrases) > 2000
    assert failures == []


def test_what_a_date_is_called_in_persian_is_read_back_as_it() -> None:
    phrases = {describe(parse_edtf(edtf), "fa"): str(parse_edtf(edtf)) for edtf in DESCRIBED.split()}

    failures = [(phrase, edtf, got) for phrase, edtf in phrases.items() if (got := first_reading(phrase)) != edtf]

    assert failures == []


@pytest.mark.parametrize(
    ("phrase", "edtf"),
    [
        ("بین ۲۰۰۶ و ۲۰۱۹", ["[2006..2019]", "2006/2019"]),
        ("دههٔ ۶۰", ["1981-03-21/1991-03-20", "[1981-03-21..1991-03-20]", "196X"]),
        ("دهه ۲۰ میلادی", ["192X", "202X"]),
        ("بین قرن هجدهم و نوزدهم", ["[17XX..18XX]", "17XX/18XX"]),
        ("تقریباً دو دهه پیش", ["2004~", "2003~"]),
    ],
)
def test_an_ambiguous_phrase_has_several_readings(phrase: str, edtf: list[str]) -> None:
    assert [str(reading.edtf) for reading in read_phrase(phrase, languages=["fa"], anchor=ANCHOR)] == edtf


@pytest.mark.parametrize(
    ("phrase", "calendar"),
    [("۲۹ تیر ۱۴۰۲", "jalali"), ("از ۱۳۵۷ به بعد", "jalali"), ("۱۰ محرم ۱۴۴۵", "hijri"), ("ژوئیه ۲۰۲۳", "gregorian")],
)
def test_a_reading_tells_the_calendar_of_the_phrase(phrase: str, calendar: str) -> None:
    assert read_phrase(phrase, languages=["fa"])[0].calendar == calendar
