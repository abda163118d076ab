"""Persian: Gregorian dates as its press writes them, the solar calendar (Jalali) and the lunar one (Hijri)."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import replace

from hijridate import Hijri

from events.dates.bounds import month_length
from events.dates.expressions import AnyOf, Beside, Between, Days, Distance, Expression, Marked, Point, Yearly
from events.dates.hijri_calendar import hijri_years_around
from events.dates.jalali_calendar import half_of_days, jalali_day, jalali_months, jalali_years, jalali_years_around
from events.dates.language import Build, Frame, Language, Leaf, Values
from events.dates.languages.shared import (
    CENTURIES_IN_DIGITS,
    LAST_DECADE,
    Pair,
    ago,
    ahead,
    decade,
    decade_of_this_century,
    era_year,
    pair,
    part_of,
    share_of,
    unit_toward,
    within,
)
from events.dates.values import PartialDate

_MONTHS = {
    1: "ژانویه جنوری ژانویۀ",
    2: "فوریه فبروری فوریۀ",
    3: "مارس مارچ",
    4: "آوریل آپریل اپریل",
    5: "مه می ماه‌مه",
    6: "ژوئن جون",
    7: "ژوئیه جولای ژولای",
    8: "اوت آگوست اگست آگست",
    9: "سپتامبر سپتمبر",
    10: "اکتبر اکتوبر",
    11: "نوامبر نومبر",
    12: "دسامبر دسمبر",
}
_JALALI_MONTHS = {
    1: "فروردین حمل",
    2: "اردیبهشت ثور",
    3: "خرداد جوزا",
    4: "تیر سرطان",
    5: "مرداد امرداد اسد",
    6: "شهریور سنبله",
    7: "مهر میزان",
    8: "آبان عقرب",
    9: "آذر قوس",
    10: "دی جدی",
    11: "بهمن دلو",
    12: "اسفند حوت",
}
_HIJRI_MONTHS = {
    1: "محرم,محرم‌الحرام",
    2: "صفر,صفر‌المظفر",
    3: "ربیع‌الاول,ربیعالاول,ربیع اول",
    4: "ربیع‌الثانی,ربیعالثانی,ربیع‌الآخر,ربیع دوم",
    5: "جمادی‌الاول,جمادیالاول,جمادی‌الاولی,جمادی اول",
    6: "جمادی‌الثانی,جمادیالثانی,جمادی‌الثانیه,جمادی‌الآخر,جمادی‌الآخره,جمادی دوم",
    7: "رجب,رجب‌المرجب",
    8: "شعبان,شعبان‌المعظم",
    9: "رمضان,رمضان‌المبارک",
    10: "شوال,شوال‌المکرم",
    11: "ذیقعده,ذی‌القعده,ذی‌قعده,ذوالقعده,ذیالقعده",
    12: "ذیحجه,ذی‌الحجه,ذی‌حجه,ذوالحجه,ذیالحجه",
}
_OTHER_MONTHS = {
    **{name: ("jalali", n) for n, names in _JALALI_MONTHS.items() for name in names.split()},
    **{name: ("hijri", n) for n, names in _HIJRI_MONTHS.items() for name in names.split(",")},
}
_WEEKDAYS = {
    "دوشنبه": 0,
    "دو‌شنبه": 0,
    "سه‌شنبه": 1,
    "سهشنبه": 1,
    "چهارشنبه": 2,
    "چهار‌شنبه": 2,
    "پنجشنبه": 3,
    "پنج‌شنبه": 3,
    "جمعه": 4,
    "آدینه": 4,
    "شنبه": 5,
    "یکشنبه": 6,
    "یک‌شنبه": 6,
}
_SEASONS = {"بهار": 21, "تابستان": 22, "پاییز": 23, "خزان": 23, "زمستان": 24}
_ONES = ["یک", "دو", "سه", "چهار", "پنج", "شش", "هفت", "هشت", "نه"]
_TEENS = ["ده", "یازده", "دوازده", "سیزده", "چهارده", "پانزده", "شانزده", "هفده", "هجده", "نوزده"]
_TENS = {"بیست": 20, "سی": 30, "چهل": 40, "پنجاه": 50, "شصت": 60, "هفتاد": 70, "هشتاد": 80, "نود": 90}
_NUMBERS = {
    **{word: n for n, word in enumerate([*_ONES, *_TEENS], 1)},
    **_TENS,
    **{f"{tens} و {one}": n + i for tens, n in _TENS.items() for i, one in enumerate(_ONES, 1)},
    "هیجده": 18,
    "صد": 100,
    "یکصد": 100,
    "دویست": 200,
    "سیصد": 300,
    "پانصد": 500,
    "هزار": 1000,
}
_ORDINALS = {
    **{f"{word}م": n for word, n in _NUMBERS.items() if n < 100 and not word.endswith("سه")},
    **{f"{word[:-2]}سوم": n for word, n in _NUMBERS.items() if word.endswith("سه")},
    "اول": 1,
    "نخست": 1,
    "نخستین": 1,
    "سی‌ام": 30,
    "سیام": 30,
}
_DAYS = {word: n for word, n in _ORDINALS.items() if n <= 31}
_UNITS = {
    "روز": "day",
    "هفته": "week",
    "ماه": "month",
    "سه‌ماهه": "quarter",
    "نیم‌سال": "semester",
    "سال": "year",
    "دهه": "decade",
    "قرن": "century",
    "سده": "century",
}
_ERAS = {
    **dict.fromkeys(("میلادی", "م", "م.", "پس از میلاد", "بعد از میلاد", "ب.م", "ب.م."), "ce"),
    **{f"{before} از میلاد{of}": "bce" for before in ("پیش", "قبل") for of in ("", " مسیح")},
    **dict.fromkeys(("ق.م", "ق.م.", "ق. م", "ق. م.", "پ.م", "پ.م.", "پ. م", "پ. م."), "bce"),
    **dict.fromkeys(("شمسی", "خورشیدی", "هجری شمسی", "هجری خورشیدی", "ه.ش", "ه.ش.", "ه. ش", "ه. ش.", "ه ش"), "jalali"),
    **dict.fromkeys(("ش", "ش."), "jalali"),
    **dict.fromkeys(("قمری", "هجری قمری", "ه.ق", "ه.ق.", "ه. ق", "ه. ق.", "ه ق", "ق", "ق."), "hijri"),
}
# Years without the name of their calendar: Jalali, then Gregorian.
_JALALI_YEARS, _GREGORIAN_YEARS = range(1200, 1500), range(1500, 2500)
_JALALI_PIVOT = 30
_CALENDARS = {"ce": "gregorian", "bce": "gregorian", "jalali": "jalali", "hijri": "hijri"}


_LETTERS = {
    **dict.fromkeys(map(ord, "يى"), "ی"),
    **dict.fromkeys(map(ord, "ةەہ"), "ه"),
    ord("ك"): "ک",
    ord("ـ"): "",
    ord("\u200c"): " ",
    ord("\u200d"): "",
    ord("،"): ",",
    ord("؛"): ";",
    ord("؟"): "?",
}


# “And” in a number may be joined to the word before or behind it.
_TENS_AND_ONES = re.compile(rf"\b({'|'.join(_TENS)}) ?و ?(?={'|'.join(_ONES)}|سوم)")


def _spelled(text: str) -> str:
    """One form of each letter, without what stands over it; an invisible space is a space, an ezafe nothing."""
    letters = (c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c))
    text = re.sub("(?<=ه) ی(?= |$)", "", "".join(letters).translate(_LETTERS))
    text = _TENS_AND_ONES.sub(r"\1 و ", text)
    return re.sub(",? ساعت (?=[0-9]{1,2}:)", ", ", text)


def _dated(values: Values) -> Expression:
    """A day, month, season or year in the calendar that its month, its era or the size of its year tells."""
    if "month" in values:
        if values.get("era") in ("jalali", "hijri"):
            raise ValueError("a Gregorian month has a Gregorian year")
        return Point(_gregorian_year(values), values["month"], values.get("day"))
    if "other_month" in values:
        calendar, month = values["other_month"]
        return _days(calendar, _other_year(calendar, values), month, values.get("day"))
    calendar, year = _calendar_year(values)
    if calendar == "gregorian":
        return Point(year, values.get("month_number", values.get("season")), values.get("day"))
    if "season" in values:
        return _months(calendar, year, 3 * (values["season"] - 21) + 1, 3)
    return _days(calendar, year, values.get("month_number"), values.get("day"))


def _yearly(values: Values) -> Expression:
    """A day of a month of another calendar, in the year in which its source speaks."""
    calendar, month = values["other_month"]
    around = {"jalali": jalali_years_around, "hijri": hijri_years_around}[calendar]
    return Yearly(lambda year: _days(calendar, year, month, values["day"]), around, calendar)


def _gregorian_year(values: Values) -> int | None:
    return era_year({**values, "bce": True} if values.get("era") == "bce" else values)


def _calendar_year(values: Values) -> tuple[str, int]:
    """The calendar of a year without the name of a month, and the year."""
    era, year = values.get("era"), values.get("year", values.get("old_year"))
    if year is None:
        year = _jalali_short_year(values["short_year"])
    if era in ("ce", "bce"):
        return "gregorian", _gregorian_year(values) or 0
    if era:
        return era, year
    if year in _JALALI_YEARS:
        return "jalali", year
    if year in _GREGORIAN_YEARS:
        return "gregorian", year
    raise ValueError("such a year needs the name of its calendar")


def _jalali_short_year(year: int) -> int:
    if 10 <= year < _JALALI_PIVOT:
        raise ValueError("two digits of a year that is neither of the last century nor of this one")
    return year + (1300 if year >= _JALALI_PIVOT else 1400)


def _other_year(calendar: str, values: Values) -> int:
    """The year beside a Jalali or Hijri month."""
    year, era = values.get("year", values.get("old_year")), values.get("era")
    if "short_year" in values and calendar == "jalali":
        return _jalali_short_year(values["short_year"])
    if year is None or era not in (None, calendar) or (era is None and year not in _JALALI_YEARS):
        raise ValueError("the year is none of the month's calendar")
    return int(year)


def _days(calendar: str, year: int, month: int | None, day: int | None) -> Days:
    if month is None:
        return _months(calendar, year, 1, 12)
    if day is None:
        return _months(calendar, year, month, 1)
    if calendar == "jalali":
        return jalali_day(year, month, day)
    number = _hijri(year, month, day).to_gregorian().toordinal()
    return Days(number, number, "hijri")


def _hijri(year: int, month: int, day: int) -> Hijri:
    """A day of the Umm al-Qura calendar; raises ValueError where it has none."""
    try:
        return Hijri(year, month, day)
    except OverflowError as error:
        raise ValueError(str(error)) from error


def _months(calendar: str, year: int, first: int, count: int) -> Days:
    last = first + count - 1
    if calendar == "jalali":
        return jalali_months(year, first, last)
    end = _hijri(year, last, 1)
    return Days(
        _hijri(year, first, 1).to_gregorian().toordinal(),
        end.to_gregorian().toordinal() + end.month_length() - 1,
        "hijri",
    )


def _within_a_year(first: int, count: int) -> Build:
    """The quarter, third or half of a year that `ordinal` counts: `count` of them, from `first` on in EDTF."""

    def build(values: Values) -> Expression:
        if not 1 <= values["ordinal"] <= count:
            raise ValueError("a year has no such part")
        calendar, year = _calendar_year(values)
        if calendar == "gregorian":
            return Point(year, first + values["ordinal"] - 1)
        months = 12 // count
        return _months(calendar, year, months * (values["ordinal"] - 1) + 1, months)

    return build


def _decade(values: Values) -> Expression:
    """The decade of `decade` (1990, 1360)."""
    calendar, year = _calendar_year({**values, "year": values["decade"]})
    if calendar == "gregorian" and values.get("era") != "bce":
        return Point(mask=f"{year // 10:03}X")
    if calendar == "jalali":
        return jalali_years(year, year + 9)
    raise ValueError("such decades are not read")


def _jalali_decade(values: Values) -> Expression:
    """The decade of `short_decade` or `tens`, of the last Jalali century."""
    tens = values.get("short_decade", values.get("tens"))
    return jalali_years(1300 + tens, 1309 + tens)


def _of_calendar(calendar: str, build: Build) -> Build:
    """What is of one calendar, unless its era is another's."""

    def checked(values: Values) -> Expression:
        if _CALENDARS.get(values.get("era", ""), calendar) != calendar:
            raise ValueError("the era is another calendar's")
        return build(values)

    return checked


def _decades(kind: Pair, short_decade: Build) -> Build:
    """Two decades under one name; tens are of the century of the first."""

    def build(values: Values) -> Expression:
        tens = values.get("last_short_decade", values.get("last_tens"))
        if "decade" in values:
            last = values["last_decade"] if tens is None else values["decade"] // 100 * 100 + tens
            return pair(kind, _decade(values), _decade({**values, "decade": last}))
        if tens is None:
            raise ValueError("the second alone has a century")
        return pair(kind, short_decade(values), short_decade({**values, "short_decade": tens}))

    return build


def _century(calendar: str) -> Build:
    """The century of `century` or `ordinal` in a calendar."""

    def build(values: Values) -> Expression:
        number, era = values.get("century", values.get("ordinal")), values.get("era")
        if not 1 <= number <= 99 or _CALENDARS.get(era or "", calendar) != calendar:
            raise ValueError("there is no such century")
        if calendar == "gregorian":
            return Point(mask=f"{'-' if era == 'bce' else ''}{number - 1:02}XX")
        if era is None and not 12 <= number <= 15:
            raise ValueError("such a century needs the name of its calendar")
        return jalali_years(100 * number - 99, 100 * number)

    return build


def _centuries(kind: Pair, calendar: str) -> Build:
    """Two centuries under one name."""
    one = _century(calendar)
    return lambda values: pair(kind, one(values), one({**values, "century": values["last_century"]}))


def _two_years(values: Values) -> Expression:
    """“1356-57”, of either calendar."""
    last = values["year"] // 100 * 100 + values["until"]
    if last <= values["year"]:
        raise ValueError("the years run backward")
    return Between("lasted", _dated(values), _dated({**values, "year": last}))


def _stretch(kind: Pair) -> Build:
    """`day` of `from_month` and `until` of `other_month`: days or months that share a year."""

    def build(values: Values) -> Expression:
        calendar, month = values["other_month"]
        first_calendar, first_month = values.get("from_month", values["other_month"])
        if first_calendar != calendar or ("day" in values) != ("until" in values):
            raise ValueError("the ends are of different kinds")
        year = _other_year(calendar, values)
        # What comes first in a later month is of the year before.
        first = _days(calendar, year - (first_month > month), first_month, values.get("day"))
        return pair(kind, first, _days(calendar, year, month, values.get("until")))

    return build


def _half(values: Values, a: Expression) -> Expression:
    """The first or second half of a month, decade or century."""
    place = values["ordinal"] - 1
    if place not in (0, 1):
        raise ValueError("there are two halves")
    match a:
        case Days():
            return _within(half_of_days(a, place))
        case Point(year=int(year), month=int(month), day=None) if month <= 12:
            ends = ((1, 15), (16, month_length(year, month)))[place]
            return Between("within", *(replace(a, day=end) for end in ends))
        case Point(mask=mask, month=None) if "X" in mask and not mask.startswith("-") and mask != "XXXX":
            first, length = int(mask.replace("X", "0")), 10 ** mask.count("X") // 2
            return Between("within", Point(first + place * length), Point(first + (place + 1) * length - 1))
    raise ValueError("only months, decades and centuries have such halves")


def _within(stretch: Days) -> Expression:
    first, last = (Days(day, day, stretch.calendar) for day in (stretch.first, stretch.last))
    return Between("within", first, last)


def _hemisphere(spring: int) -> Callable[[Values, Expression], Expression]:
    """A season of one hemisphere; `spring` is the number of its spring in EDTF."""

    def build(_: Values, a: Expression) -> Expression:
        if not isinstance(a, Point) or not isinstance(a.month, int) or not 21 <= a.month <= 24:
            raise ValueError("only seasons are of a hemisphere")
        return replace(a, month=a.month - 21 + spring)

    return build


def _also(_: Values, a: Expression, b: Expression) -> Expression:
    """One date in two calendars, by the narrower of the two; refused where they do not agree."""
    first, second = _outer(a), _outer(b)
    if first[0] <= second[0] and second[1] <= first[1]:
        return b
    if max(first[0], second[0]) <= min(first[1], second[1]):
        return a
    raise ValueError("the calendars do not agree")


def _outer(a: Expression) -> tuple[int, int]:
    match a:
        case Days(first=first, last=last):
            return first, last
        case Point(year=int(year), month=month, day=day, number=None):
            date = PartialDate(year, month, day)
            return date.first_day, date.last_day
    raise ValueError("only plain dates are said in two calendars")


def _unknown(values: Values, a: Expression) -> Expression:
    """Some day or month of a year, decade or month; “day 5 of some month”."""
    if not isinstance(a, Point) or a.day is not None or (a.year is None and not a.mask) or a.number is not None:
        raise ValueError("only years, decades and months have unknown days")
    if values["some"] == "month" or "day" in values:
        if a.month is not None:
            raise ValueError("a month has no months")
        return replace(a, month="XX", day=values.get("day"))
    if isinstance(a.month, int) and a.month > 12:
        raise ValueError("of a season no day is written")
    return replace(a, month=a.month or "XX", day="XX")


def _any_of(*, every: bool) -> Callable[..., Expression]:
    return lambda _, *members: AnyOf(members, every)


def _weekday(values: Values) -> Expression:
    return Point(weekday=values["weekday"], toward=values.get("toward"))


def _named(values: Values) -> int:
    """The month or season that was named."""
    named: int = values.get("month", values.get("season"))
    return named


def _every(kind: str) -> Callable[[Values, Expression], Expression]:
    """Every date until one, or from one on."""
    return lambda _, a: AnyOf((Beside("or_later" if kind == "from" else "or_earlier", a),), every=True)


_ERA = "(?: ?{era})?"
_YEAR = f"(?:{{year}}{_ERA}|{{old_year}} ?{{era}})"
_YEARS = "(?:سال(?: های| ها)? |سالهای )"
_AND_YEAR = f"(?:,? (?:از |در )?{_YEARS}?{_YEAR})"
_MONTH = "(?:ماه )?{month}(?: ?ماه)?"
_OTHER_MONTH = "(?:ماه )?{other_month}(?: ?ماه)?"
_FROM_MONTH = "(?:ماه )?{from_month}(?: ?ماه)?"
_OTHER_YEAR = f"(?:{_AND_YEAR}|,? (?:سال )?'?{{short_year}})"
_DAY = "(?:روز )?(?:{weekday},? )?(?:روز )?{day}(?: ?ا?م)? "
_CENTURY = "(?:قرن|سده) (?:{century}(?: ?ا?م)?|{ordinal})"
_WITHIN = "(?:در )?(?:بین|میان|مابین|فاصلهٔ|حد فاصل) "
# Two decades, centuries, days or months under one name or of one year: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "(?:از )?", "(?: (?:تا|الی) | ?- ?)"),
    ("within", f"(?:زمانی )?{_WITHIN}", " (?:و|تا) "),
    ("lasted", _WITHIN, " (?:و|تا) "),
    ("every", "", " و "),
    ("either", "", " یا "),
)
# The second is no year of its own.
_ONE_NAME_FOR_TWO = r"(?!(?:.* )?دهه(?: ?های)? [0-9]+(?: (?:تا|و|یا) | ?- ?)[0-9]+0(?!\d))"
_SHORT_DECADES = (("jalali", _jalali_decade), ("gregorian", decade), ("gregorian", decade_of_this_century))
_ABOUT = "(?:در )?(?:حدودا|حدود|حوالی|تقریباً|نزدیک به|قریب به|کمابیش) "
_COUNTED = "(?=امسال|پارسال|پیرارسال|(?:این |همین )?(?:سال|ماه|هفتهٔ) )(?!سال [0-9])"
_SAME_DAY = ",? (?:برابر با|برابر|مصادف با|مطابق با|مطابق|معادل|مقارن با) "

_LEAVES = [
    Leaf("day, month and year", f"{_DAY}{_MONTH}{_AND_YEAR}?", _dated),
    Leaf("day, month and year of another calendar", f"{_DAY}{_OTHER_MONTH}{_OTHER_YEAR}", _dated),
    Leaf("day and month of another calendar", f"{_DAY}{_OTHER_MONTH}", _yearly),
    Leaf("year, month and day in numbers", f"{{year}}[/.-]{{month_number}}[/.-]{{day}}{_ERA}", _dated),
    Leaf("day, month and year in numbers", f"{{day}}[/.-]{{month_number}}[/.-]{{year}}{_ERA}", _dated),
    Leaf("short year, month and day in numbers", f"{{short_year}}/{{month_number}}/{{day}}{_ERA}", _dated),
    Leaf("year and month in numbers", f"{{year}}/{{month_number}}{_ERA}", _dated),
    Leaf("month", f"{_MONTH}{_AND_YEAR}?", _dated),
    Leaf("month of another calendar", f"{_OTHER_MONTH}{_OTHER_YEAR}", _dated),
    Leaf("season", f"(?:فصل )?{{season}}{_AND_YEAR}", _dated),
    Leaf("season", "(?:فصل )?{season}", lambda values: Point(month=values["season"])),
    Leaf("season of a year of two digits", f"{{season}} (?:سال )?{{short_year}}{_ERA}", _dated),
    Leaf("quarter", f"سه ?(?:ماههٔ|ماه) {{ordinal}}{_AND_YEAR}", _within_a_year(33, 4)),
    Leaf("third of a year", f"چهار ?(?:ماههٔ|ماه) {{ordinal}}{_AND_YEAR}", _within_a_year(37, 3)),
    Leaf("half of a year", f"(?:نیمهٔ|نیم ?سال|شش ?(?:ماههٔ|ماه)) {{ordinal}}{_AND_YEAR}", _within_a_year(40, 2)),
    # Of few digits, or of whole hundreds, they are metres.
    Leaf("year", f"(?!(?:[0-9]{{1,2}}|[0-9]00) ?م\\Z){_YEARS}?{_YEAR}", _dated),
    Leaf("year of two digits", f"سال {{short_year}}{_ERA}", _dated),
    Leaf("years", f"{_YEARS}?{{year}} ?- ?{{until}}{_ERA}", _two_years),
    Leaf("decade", f"(?:دههٔ|{_YEARS}دههٔ) {{decade}}{_ERA}", _decade),
    *(
        Leaf("decade", f"دههٔ (?:{{short_decade}}|{{tens}}){_ERA}", _of_calendar(calendar, build))
        for calendar, build in _SHORT_DECADES
    ),
    *(
        Leaf(
            "decades",
            f"{opening}دهه(?: ?های)? (?:{{decade}}|{{short_decade}}|{{tens}}){joint}(?:دههٔ )?{LAST_DECADE}{_ERA}",
            _of_calendar(calendar, _decades(kind, build)),
        )
        for kind, opening, joint in _PAIRS
        for calendar, build in _SHORT_DECADES[:2]
    ),
    Leaf("century", f"{_CENTURY}{_ERA}", _century("gregorian")),
    Leaf("century", f"{_CENTURY}{_ERA}", _century("jalali")),
    *(
        Leaf(
            "centuries",
            f"{opening}(?:(?:قرن|سده)(?: ?های)?|قرون) (?:{{century}}(?: ?ا?م)?|{{ordinal}}){joint}"
            f"(?:قرن |سده )?{{last_century}}(?: ?ا?م)?{_ERA}",
            _centuries(kind, calendar),
        )
        for kind, opening, joint in _PAIRS
        for calendar in ("gregorian", "jalali")
    ),
    Leaf("weekday", "(?:روز )?(?:{toward} )?{weekday}|(?:روز )?{weekday} {toward}", _weekday),
    Leaf("last, this or next", "{unit} {toward}|{toward} {unit}", unit_toward),
    Leaf(
        "last, this or next",
        "(?:{month}|{season})(?: ?ماه)? {past}",
        lambda v: Point(month=_named(v), toward=v["past"]),
    ),
    Leaf("time ago", "(?:(?:{almost}|{loosely}) )?{number} {unit} (?:پیش|قبل)(?: از این)?", ago),
    Leaf("time ago", "تقریباً {number} {unit} (?:پیش|قبل)(?: از این)?", lambda values: ago({**values, "loosely": True})),
    Leaf("time ahead", "{number} {unit} (?:دیگر|آینده)", ahead),
    Leaf("today, this year", "{spoken}", lambda values: Distance(*values["spoken"])),
    Leaf("unknown year", "سالی نامعلوم", lambda values: Point(mask="XXXX")),
    *(
        Leaf(
            "days or months of one year",
            f"{opening}(?:{{day}}(?: ?ا?م)?(?: {_FROM_MONTH})?|{_FROM_MONTH}){joint}"
            f"(?:{{until}}(?: ?ا?م)? )?{_OTHER_MONTH}{_OTHER_YEAR}",
            _stretch(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
]
_FRAMES = [
    Frame("of a year, month or week counted from the anchor", f"{{a}} {_COUNTED}{{b}}", within),
    Frame("season of the northern hemisphere", r"{a} \((?:نیم ?کرهٔ )?شمالی?\)", _hemisphere(25)),
    Frame("season of the southern hemisphere", r"{a} \((?:نیم ?کرهٔ )?جنوبی?\)", _hemisphere(29)),
    Frame("one date in two calendars", r"{a} \({b}\)", _also),
    Frame("one date in two calendars", f"{{a}}{_SAME_DAY}{{b}}", _also),
    Frame("every date until", "همهٔ تاریخ ها تا {a}", _every("until")),
    Frame("every date from … on", "همهٔ تاریخ ها از {a} به بعد", _every("from")),
    Frame(
        "since",
        "از (?:آغاز |ابتدای )?{a} (?:به بعد|به این سو|به این طرف|تا ?کنون|تا (?:به )?(?:امروز|حال|الان))",
        lambda _, a: Beside("onwards", a),
    ),
    Frame("since", "{a} (?:به بعد|به این سو|تا ?کنون)", lambda _, a: Beside("onwards", a)),
    Frame(
        "one date between … and …",
        f"{_ONE_NAME_FOR_TWO}(?:(?:در )?زمانی )?{_WITHIN}{{a}} (?:و|تا) {{b}}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "lasted between … and …",
        f"{_ONE_NAME_FOR_TWO}{_WITHIN}{{a}} (?:و|تا) {{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "lasted from … to …",
        f"{_ONE_NAME_FOR_TWO}(?:از )?{{a}}(?: (?:تا|الی|لغایت) | ?- ?){{b}}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame("since", "از (?:آغاز |ابتدای )?{a}", lambda _, a: Beside("onwards", a)),
    Frame("or later", "{a} یا (?:(?:پس|بعد) از (?:آن|این)|بعدتر|دیرتر)", lambda _, a: Beside("or_later", a)),
    Frame("or earlier", "{a} یا (?:(?:پیش|قبل) از (?:آن|این)|قبل تر|زودتر)", lambda _, a: Beside("or_earlier", a)),
    Frame("one or the other", f"{_ONE_NAME_FOR_TWO}(?:یا )?{{a}},? یا {{b}}", _any_of(every=False), series=True),
    Frame("one and the other", f"{_ONE_NAME_FOR_TWO}{{a}},? و {{b}}", _any_of(every=True), series=True),
    Frame("before", "(?:تا )?(?:پیش|قبل) از {a}", lambda _, a: Beside("before", a)),
    Frame("after", "(?:پس|بعد) از {a}", lambda _, a: Beside("after", a)),
    Frame("by", "(?:حداکثر تا|تا حداکثر|حداکثر|نه دیرتر از) {a}", lambda _, a: Beside("or_earlier", a)),
    Frame("until", "تا (?:پایان |آخر |انتهای )?{a}", lambda _, a: Beside("until", a)),
    Frame("about", f"{_ABOUT}{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a} (?:تقریباً|\(?تقریبی\)?|\(حدودی\))", lambda _, a: Marked("~", a)),
    Frame("probably", "(?:به احتمال زیاد|احتمالاً|شاید|ظاهراً|گویا) {a}", lambda _, a: Marked("?", a)),
    Frame("probably", r"{a} ?(?:\?|\(\?\)|\(نامطمئن\)|\(احتمالاً\))", lambda _, a: Marked("?", a)),
    Frame(
        "probably about",
        r"{a} \(نامطمئن; تقریبی\)",
        lambda _, a: Marked("?", Marked("~", a)),
    ),
    Frame("early, in the middle or late", "{part} {a}", part_of),
    Frame("a part of a decade or century", "{share} (?:{ordinal}|آخر|پایانی) {a}", share_of),
    Frame("first or second half", "نیمهٔ {ordinal} {a}", _half),
    Frame("day unknown", "{some} (?:در|از) {a}", _unknown),
    Frame("month unknown", "روز {day} از {some} در {a}", _unknown),
    Frame(
        "in, on",
        "(?:(?:زمانی|تاریخی) در|در طول|در خلال|در جریان|در تاریخ|در|به تاریخ|به سال|طی|مورخه?|در روز|در ماه) {a}",
        lambda _, a: a,
    ),
]

LANGUAGE = Language(
    code="fa",
    words={
        "month": {name: n for n, names in _MONTHS.items() for name in names.split()},
        "other_month": _OTHER_MONTHS,
        "from_month": _OTHER_MONTHS,
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "day": _DAYS,
        "until": _ORDINALS,
        "number": _NUMBERS,
        "ordinal": _ORDINALS,
        "tens": {"ده": 10, **_TENS},
        "last_tens": _TENS,
        "last_century": _ORDINALS | CENTURIES_IN_DIGITS,
        "share": {"ثلث": 3, "ربع": 4},
        "unit": _UNITS,
        "era": _ERAS,
        "almost": dict.fromkeys(("تقریباً", "نزدیک به", "قریب به", "کمتر از", "کم‌تر از"), True),
        "loosely": dict.fromkeys(("حدود", "در حدود", "حدوداً", "بیش از", "بیشتر از", "کمی بیش از"), True),
        "past": {"گذشته": -1, "پیش": -1, "آینده": 1},
        "toward": {"این": 0, "همین": 0, "جاری": 0, "حاضر": 0, "کنونی": 0}
        | dict.fromkeys(("گذشته", "پیش", "قبل"), -1)
        | dict.fromkeys(("آینده", "آتی"), 1),
        "spoken": {
            **dict.fromkeys(("امروز", "امشب"), ("day", 0)),
            **dict.fromkeys(("دیروز", "دیشب"), ("day", -1)),
            **dict.fromkeys(("پریروز", "پریشب"), ("day", -2)),
            **dict.fromkeys(("فردا", "فرداشب"), ("day", 1)),
            **dict.fromkeys(("پس‌فردا", "پسفردا"), ("day", 2)),
            "امسال": ("year", 0),
            "پارسال": ("year", -1),
            "پیرارسال": ("year", -2),
        },
        "part": {
            **dict.fromkeys(("اوایل", "آغاز", "ابتدای", "شروع"), "early"),
            **dict.fromkeys(("اواسط", "میانه", "میانه‌های", "نیمه", "نیمه‌های", "وسط"), "mid"),
            **dict.fromkeys(("اواخر", "پایان", "انتهای", "آخر"), "late"),
        },
        "some": {"روزی": "day", "ماهی": "month"},
    },
    leaves=[replace(leaf, pattern=_spelled(leaf.pattern)) for leaf in _LEAVES],
    frames=[replace(frame, pattern=_spelled(frame.pattern)) for frame in _FRAMES],
    spelling=_spelled,
    never=frozenset({"می", "مه", "مارس"}),
)
