"""Arabic, with the months of Egypt, of the Levant and of the Maghreb, and those of the Hijri calendar.

Patterns are written as people write, and folded like the text: without hamzas, vowel signs and final dots.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import chain

from events.dates.bounds import month_length
from events.dates.expressions import (
    AnyOf,
    Beside,
    Between,
    Days,
    Distance,
    Expression,
    Marked,
    Point,
    Unit,
    Within,
    Yearly,
)
from events.dates.hijri_calendar import (
    LAST_YEAR,
    hijri_days,
    hijri_month_of_gregorian,
    hijri_months,
    hijri_years,
    hijri_years_around,
)
from events.dates.language import Build, Frame, Language, Leaf, Values, without_accents
from events.dates.languages.shared import (
    CENTURIES_IN_DIGITS,
    LAST_DECADE,
    Pair,
    ago,
    centuries,
    century,
    decade,
    decade_of_this_century,
    decades,
    era_year,
    hundreds,
    pair,
    part_of,
    point,
    short_year,
    within,
)
from events.dates.values import PartialDate

_EGYPTIAN = [
    "يناير",
    "فبراير",
    "مارس",
    "أبريل",
    "مايو",
    "يونيو",
    "يوليو",
    "أغسطس",
    "سبتمبر",
    "أكتوبر",
    "نوفمبر",
    "ديسمبر",
]
_MAGHREBI = ["جانفي", "فيفري", "مارس", "أفريل", "ماي", "جوان", "جويلية", "أوت", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"]
_MONTHS = {
    **{name: n for names in (_EGYPTIAN, _MAGHREBI) for n, name in enumerate(names, 1)},
    "يونيه": 6,
    "يوليه": 7,
    "يوليوز": 7,
    "غشت": 8,
    "شتنبر": 9,
    "نونبر": 11,
    "دجنبر": 12,
    "شباط": 2,
    "آذار": 3,
    "نيسان": 4,
    "أيار": 5,
    "حزيران": 6,
    "تموز": 7,
    "آب": 8,
    "أيلول": 9,
    **{f"تشرين {the}{nth}": n for n, nth in ((10, "أول"), (11, "ثاني"), (11, "ثان")) for the in ("ال", "")},
    **{f"كانون {the}{nth}": n for n, nth in ((12, "أول"), (1, "ثاني"), (1, "ثان")) for the in ("ال", "")},
}
_HIJRI_MONTHS = {
    "محرم": 1,
    "المحرم": 1,
    "صفر": 2,
    "رجب": 7,
    "شعبان": 8,
    "رمضان": 9,
    "شوال": 10,
    **{f"ربيع {nth}": 3 for nth in ("الأول", "أول")},
    **{f"ربيع {nth}": 4 for nth in ("الثاني", "ثاني", "الآخر", "آخر")},
    **{f"جمادى {nth}": 5 for nth in ("الأولى", "الأول", "أولى")},
    **{f"جمادى {nth}": 6 for nth in ("الآخرة", "الثانية", "الآخر", "الثاني", "ثانية")},
    **{f"{own} القعدة": 11 for own in ("ذو", "ذي")},
    **{f"{own} الحجة": 12 for own in ("ذو", "ذي")},
}
_WEEKDAYS = {"اثنين": 0, "ثلاثاء": 1, "أربعاء": 2, "خميس": 3, "جمعة": 4, "سبت": 5, "أحد": 6}
_SEASONS = {"ربيع": 21, "صيف": 22, "خريف": 23, "شتاء": 24}
_NTH = ["أول", "ثاني", "ثالث", "رابع", "خامس", "سادس", "سابع", "ثامن", "تاسع", "عاشر"]
_ONES = (
    ("واحد", "واحدة", "إحدى"),
    ("اثنان", "اثنين", "اثنتان", "اثنتين"),
    ("ثلاثة", "ثلاث"),
    ("أربعة", "أربع"),
    ("خمسة", "خمس"),
    ("ستة", "ست"),
    ("سبعة", "سبع"),
    ("ثمانية", "ثماني", "ثمان"),
    ("تسعة", "تسع"),
    ("عشرة", "عشر"),
)
_TEENS = (
    ("أحد عشر", "إحدى عشرة"),
    ("اثنا عشر", "اثني عشر", "اثنتا عشرة", "اثنتي عشرة"),
    *(tuple(f"{one} عشر{end}" for one in ones for end in ("", "ة")) for ones in _ONES[2:9]),
)
_TENS = {"عشر": 20, "ثلاث": 30, "أربع": 40, "خمس": 50, "ست": 60, "سبع": 70, "ثمان": 80, "تسع": 90}
_BELOW_HUNDRED = {
    **{word: n for n, words in enumerate((*_ONES, *_TEENS), 1) for word in words},
    **{f"{stem}{end}": tens for stem, tens in _TENS.items() for end in ("ون", "ين")},
    **{
        f"{one} و{stem}{end}": tens + n
        for stem, tens in _TENS.items()
        for n, ones in enumerate(_ONES[:9], 1)
        for one in ones
        for end in ("ون", "ين")
    },
}
_DECADES = {f"{stem}{end}": tens for stem, tens in _TENS.items() for end in ("ينيات", "ينات")}
_HUNDREDS = {
    **{
        f"{one}{gap}{hundred}": 100 * n
        for n, ones in enumerate(_ONES[2:9], 3)
        for one in ones
        for gap in ("", " ")
        for hundred in ("مئة", "مائة")
    },
    **dict.fromkeys(("مئة", "مائة"), 100),
    **dict.fromkeys(("مئتين", "مائتين", "مئتان", "مائتان", "مئتي", "مائتي"), 200),
}
_LAST = -1
# So many days a month that was sighted may begin before or after the reckoned one.
_SIGHTING = 2


def _ordinals(most: int) -> Iterator[tuple[str, int]]:
    """The words that count from 1, with their article, of both genders."""
    for n in range(1, most + 1):
        nth = "حادي" if n > 10 and n % 10 == 1 else _NTH[n % 10 - 1]
        if n <= 10:
            forms = [nth, "أولى" if n == 1 else f"{nth}ة"]
        elif n < 20:
            forms = [f"{nth}{one} عشر{ten}" for one in ("", "ة") for ten in ("", "ة")]
        else:
            tens = [f"{'عشر' if n < 30 else 'ثلاث'}{end}" for end in ("ون", "ين")]
            forms = [f"{nth}{end} وال{ten}" for ten in tens for end in ("", "ة")] if n % 10 else tens
        yield from ((f"ال{form}", n) for form in forms)


_ORDINALS = dict(_ordinals(31))
_NTH_OF_ALL = {
    **{word: n for word, n in _ORDINALS.items() if n <= 10},
    **{nth: n for n, nth in enumerate(_NTH, 1)},
    "أولى": 1,
    "ثان": 2,
    **dict.fromkeys(("آخر", "الأخير", "الأخيرة"), _LAST),
}
_SINGLE: dict[str, Unit] = {
    "يوم": "day",
    "أسبوع": "week",
    "شهر": "month",
    "سنة": "year",
    "عام": "year",
    "عقد": "decade",
    "قرن": "century",
}
_DUAL = {
    f"{word.removesuffix('ة')}{'ت' * word.endswith('ة')}{end}": unit
    for word, unit in _SINGLE.items()
    for end in ("ين", "ان")
}
_UNITS: dict[str, Unit] = {
    **_SINGLE,
    **{f"{word}ا": unit for word, unit in _SINGLE.items()},
    "أيام": "day",
    "أسابيع": "week",
    "أشهر": "month",
    "شهور": "month",
    "عقود": "decade",
    "قرون": "century",
    "سنوات": "year",
    "سنين": "year",
    "أعوام": "year",
}
_DEICTIC = {
    "اليوم": 0,
    **dict.fromkeys(("أمس", "البارحة", "الأمس", "مبارح", "امبارح"), -1),
    **dict.fromkeys(
        ("أول أمس", "أمس الأول", "أول من أمس", "أول البارحة", "قبل أمس", "قبل البارحة", "القبل البارحة"), -2
    ),
    **dict.fromkeys(("غدا", "الغد", "غد", "بكرة", "بكرا"), 1),
    **dict.fromkeys(("بعد غد", "بعد الغد", "بعد غدا", "بعد بكرة", "بعد بكرا"), 2),
}
_PARTS = {
    **dict.fromkeys(("أوائل", "مطلع", "مستهل", "بداية", "بدايات", "فاتحة", "الأسبوع الأول من"), "early"),
    **dict.fromkeys(("منتصف", "أواسط", "وسط"), "mid"),
    **dict.fromkeys(("أواخر", "نهاية", "نهايات", "ختام", "الأسبوع الأخير من", "الأسبوع الأخير في"), "late"),
}

_THE_YEAR = "(?:(?:لل|ال|ل)?(?:عام|سنة) )"
_IN_WORDS = "{thousand}(?: و{hundreds})?(?: و{below_hundred})?"
_YEAR = f"(?:{_THE_YEAR}?(?:{{year}}(?: ?{{bce}}| ?{{ce}})?|{{old_year}} ?(?:{{bce}}|{{ce}}))|{_THE_YEAR}{_IN_WORDS})"
_OF_YEAR = f"(?:،? (?:(?:من|في) )?{_YEAR})"
_NAMED_MONTH = r"(?:شهر )?{month}(?: ?/ ?{same_month}| ?\({same_month}\))?"
_MONTH = f"(?:{_NAMED_MONTH}|شهر {{month_number}}|شهر {{month_word}}|الشهر {{month_ordinal}})"
_WEEKDAY = r"(?:(?:يوم )?ال{weekday}(?:،| ?-)?(?: الموافق| المصادف)? (?:ل|في )?)?"
_DAY = "(?:(?:ال)?يوم )?(?:ال)?{day}"
_OF = "(?: من)?"
_HIJRI_YEAR = "(?:،? (?:من )?(?:(?:ال)?(?:عام|سنة) |لعام |لسنة )?(?=1[345][0-9]{2}){year}(?: ?{hijri})?)"
_HIJRI_MONTH = "(?:شهر )?{hijri_month}(?: (?:المبارك|الحرام|المعظم|المكرم|الخير|الأصب|الكريم))?"
_TO = "(?: ?- ?| و?(?:إلى غاية|حتى غاية|إلى|حتى|لغاية) )"
_AND = " و(?!ال(?:عشر|ثلاث)[وي]ن)"
_PAIR = "(?:(?:عامي|سنتي|شهري|يومي|عقدي(?= ال)|الأعوام|السنوات|الأيام) )?"
_DURING = "(?:(?:في|خلال) )?(?:الفترة )?(?:الممتدة )?(?:ما )?"
_CENTURY = "القرن (?:ال ?)?{century}(?: ?{bce}| ?{ce})?"
_PAST_OR_PRESENT_CENTURY = "(?:هذا القرن|القرن {toward})"
_SPAN = "(?:(?:{almost}|{loosely}) )?(?:{number} {unit}|(?:{dual}|{single})(?: واحدة?)?)(?: من الزم(?:ن|ان))?"
# Two decades or centuries under one name: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "(?:من )?", _TO),
    ("within", "(?:ما )?بين ", " و"),
    ("lasted", "(?:ما )?بين ", " و"),
    ("every", "", " و"),
    ("either", "", "،? أو "),
)
# The second is no year of its own.
_ONE_NAME_FOR_TWO = r"(?!(?:.* )?عقد(?:ي|ين)? [0-9]+(?: ?- ?| و| أو | إلى | حتى )[0-9]+0\Z)"
_CIRCA = "(?:نحو|حوالي|زهاء|قرابة|ما يقارب|ما يقرب من|(?:في|ب) ?حدود|حول|تقريبا|~)"
_MAYBE = "(?:على الأرجح|ربما|لعله|لعل|من المحتمل|من المرجح|يحتمل|يرجح|في الغالب|غالبا|الأرجح|محتمل)"
_OCLOCK = re.compile(
    r"[,،]? (?:(?:في|عند) )?(?:تمام )?(?:الساعه )?([0-9]{1,2}):([0-9]{2})"
    "(?: (?:(صباحا|ص|فجرا)|(مسا|م|عصرا)))?( بتوقيت (?:غرينتش|جرينتش))?(?= utc|$)"
)
_LETTERS = str.maketrans({"ة": "ه", "ى": "ي", "ی": "ي", "ک": "ك", "ٱ": "ا", "ء": None, "\u0640": None})
_LONE_AND = re.compile(r"(?<= )و (?=\S)")


def _letters(text: str) -> str:
    """The text without the marks and letters' shapes that people write or leave out."""
    return without_accents(text).translate(_LETTERS)


def _spelled(text: str) -> str:
    """Folded letters, “and” joined to the word behind it, and the time of a clock as all the languages write it."""
    return _OCLOCK.sub(_clock, _LONE_AND.sub("و", _letters(text)))


def _clock(found: re.Match[str]) -> str:
    hour, minute, before_noon, after_noon, greenwich = found.groups()
    if before_noon or after_noon:
        hour = str(int(hour) % 12 + (12 if after_noon else 0))
    return f", {hour}:{minute}{' utc' if greenwich else ''}"


def _dated(values: Values) -> Point:
    """A point whose month may have two names or a number in words, its year be in words, its season in the south."""
    said = dict(values)
    if "thousand" in said:
        said["year"] = said["thousand"] + said.get("hundreds", 0) + said.get("below_hundred", 0)
    for name in ("month_word", "month_ordinal"):
        if name in said:
            said["month"] = said[name]
    if said.get("same_month", said.get("month")) != said.get("month"):
        raise ValueError("these are two months")
    if "season" in said:
        said["season"] += said.get("hemisphere", 0)
    month = said.get("month", said.get("month_number", said.get("season")))
    return Point(era_year(said), month, said.get("day"), weekday=said.get("weekday"), toward=said.get("toward"))


def _month_and_days(values: Values) -> Expression:
    """The days from one to another, behind their month."""
    first = _dated(values)
    return Between("lasted", first, replace(first, day=values["until"]))


def _nth_weekday(values: Values) -> Expression:
    """The weekday that `ordinal` counts in a month: the day, or the days that it may be where no year was said."""
    said = _dated({name: value for name, value in values.items() if name != "weekday"})
    place, last = values["ordinal"], _month_end(said)
    if place > 5:
        raise ValueError("a month has no such weekday")
    first = last - 6 if place == _LAST else 7 * place - 6
    if said.year is None:
        return _within(said, first, min(first + 6, last))
    begin = PartialDate(said.year, said.month, 1).first_day
    day = first + (values["weekday"] - (begin + first - 2)) % 7
    return replace(said, day=day)


def _nth_weekday_or_day(values: Values) -> Expression:
    """The third Tuesday of a month, where its third day is no Tuesday."""
    said = _dated({**values, "day": values["ordinal"]})
    if said.year is None:
        raise ValueError("it may as well be the day")
    if values["ordinal"] != _LAST:
        day = PartialDate(said.year, said.month, said.day).first_day
        if (day - 1) % 7 == values["weekday"]:
            raise ValueError("it is the day")
    return _nth_weekday(values)


def _nth_day(values: Values) -> Expression:
    """The day of a month or year that `ordinal` counts."""
    said = _dated(values)
    if said.month is None and values["ordinal"] not in (1, _LAST):
        raise ValueError("days are counted in months")
    if said.month is None:
        said = replace(said, month=1 if values["ordinal"] == 1 else 12)
    return replace(said, day=_month_end(said) if values["ordinal"] == _LAST else values["ordinal"])


def _month_end(said: Point) -> int:
    if not isinstance(said.month, int) or (said.year is None and said.month == 2):
        raise ValueError("it is not known how long this month is")
    return month_length(said.year or 2000, said.month)


def _within(said: Point, first: int, last: int) -> Expression:
    return Between("within", replace(said, day=first), replace(said, day=last))


def _portion(parts: int) -> Callable[[Values, Expression], Expression]:
    """The half, third or quarter of a year, month, decade or century that `ordinal` counts."""

    def build(values: Values, whole: Expression) -> Expression:
        place = parts if values["ordinal"] == _LAST else values["ordinal"]
        if place > parts:
            raise ValueError("it has no such part")
        grouping = {4: 32, 3: 36, 2: 39}[parts] + place
        match whole:
            case Distance(unit="year"):
                return Within(Point(month=grouping), whole)
            case Point(mask=mask, month=None) if mask:
                return _portion_of_years(parts, place, mask)
            case Point(year=int(), month=None):
                return replace(whole, month=grouping)
            case Point(month=int(month), day=None) if month <= 12 and parts == 2:
                return _within(whole, *((1, 15) if place == 1 else (16, _month_end(whole))))
        raise ValueError("no such part of it is told")

    return build


def _portion_of_years(parts: int, place: int, mask: str) -> Expression:
    """The year between two halves of a century is in both."""
    if not mask.rstrip("X").isdigit():
        raise ValueError("there are no parts of it")
    first, years = int(mask.replace("X", "0")), 10 ** mask.count("X")
    if years == 10 and parts != 2:
        raise ValueError("a decade has halves")
    begin, end = first + years * (place - 1) // parts, first + years * place // parts
    return Between("within", Point(begin), Point(end - 1 if years == 10 or place == parts else end))


def _decade_of(values: Values) -> Expression:
    """The decade of `tens` in `century`, or in the last one or this one."""
    if "bce" in values:
        raise ValueError("decades before the common era are not named like this")
    number = values.get("century", 21 + values.get("toward", 0))
    return decade({"decade": (number - 1) * 100 + values["tens"]})


def _decades_of(kind: Pair) -> Build:
    """Two decades of one century."""
    return lambda values: pair(kind, _decade_of(values), _decade_of({**values, "tens": values["last_tens"]}))


def _counted_decade(values: Values) -> Expression:
    """The first to the tenth decade of a century."""
    place = 10 if values["ordinal"] == _LAST else values["ordinal"]
    return _decade_of({**values, "tens": 10 * (place - 1)})


def _long_year(values: Values) -> Expression:
    return Point(short_year(values["short_year"]), bare=values["short_year"])


def _years_of_one_era(values: Values) -> Expression:
    """Two years, the era behind the second."""
    era = {name: True for name in ("bce", "ce") if name in values}
    first, last = (point({"old_year": values[name], **era}) for name in ("old_year", "number"))
    return Between("within" if "between" in values else "lasted", first, last)


def _across_years(values: Values) -> Expression:
    """The winter that ends in the year after."""
    year = values["year"]
    if values["season"] != 24 or (year + 1) % 100 != values["until"] % 100:
        raise ValueError("no other season lies in two years")
    return Point(year, 24)


def _span(values: Values) -> tuple[Unit, int]:
    """How many of which unit were said: one, two in the dual, or a number."""
    if "number" in values:
        return values["unit"], values["number"]
    return (values["dual"], 2) if "dual" in values else (values["single"], 1)


def _ago(values: Values) -> Expression:
    unit, number = _span(values)
    return ago({**values, "unit": unit, "number": number})


def _ahead(values: Values) -> Expression:
    unit, number = _span(values)
    years = {"decade": 10, "century": 100}.get(unit)
    if number == 1 and years:
        unit, number = "year", years
    return Distance(unit, number, loose="loosely" in values or "almost" in values)


def _up_to_today(values: Values) -> Expression:
    unit, number = _span(values)
    return Between("lasted", Distance(unit, -number), Distance("day", 0))


def _from_today(values: Values) -> Expression:
    unit, number = _span(values)
    return Between("lasted", Distance("day", 0), Distance(unit, number))


def _unknown_in(values: Values) -> Expression:
    """A month of a year, a day of a year or of a month, a day's number in one of its months."""
    said = _dated(values)
    if values.get("some") == "day":
        return replace(said, month=said.month or "XX", day="XX")
    if said.month is not None:
        raise ValueError("a month has no months")
    return replace(said, month="XX")


def _hijri(values: Values) -> Expression:
    """A Hijri day, month or year, or the days from one to another in a month or year."""
    year = values["year"]
    month = values.get("hijri_month", values.get("month_number"))
    if month is None:
        days = hijri_years(year, year)
    elif "day" in values:
        days = hijri_days(year, month, values["day"], values.get("until", values["day"]))
    else:
        days = hijri_months(year, month, values.get("last_hijri_month", month))
    if "between" in values:
        return Between("within", *(Days(day, day, days.calendar) for day in (days.first, days.last)))
    return days


def _hijri_yearly(values: Values) -> Expression:
    """A day of a Hijri month, in the year in which its source speaks."""
    return Yearly(lambda year: _hijri({**values, "year": year}), hijri_years_around, "hijri")


def _hijri_in_gregorian_year(values: Values) -> Expression:
    """A Hijri month, or a day of it, in the Gregorian year that it begins in."""
    year = values["year"]
    if year <= LAST_YEAR:
        raise ValueError("this year is a Hijri one")
    whole = PartialDate(year)
    hijri_year = hijri_month_of_gregorian(year, values["hijri_month"], whole.first_day, whole.last_day)
    return _hijri({**values, "year": hijri_year})


def _hijri_century(values: Values) -> Expression:
    last = 100 * values["century"]
    return hijri_years(last - 99, last)


def _in_both_calendars(_: Values, first: Expression, second: Expression) -> Expression:
    """A date in both calendars: the Gregorian one, where the Hijri one is the same or a sighting away."""
    hijri, other = (first, second) if isinstance(first, Days) else (second, first)
    if not isinstance(hijri, Days) or not isinstance(other, Point) or other.year is None:
        raise ValueError("these are not two calendars")
    date = PartialDate(other.year, other.month, other.day)
    if (hijri.first == hijri.last) is (other.day is None):
        raise ValueError("one is a day, the other is longer")
    if date.last_day < hijri.first - _SIGHTING or date.first_day > hijri.last + _SIGHTING:
        raise ValueError("these are two dates")
    return other


def _of_one_calendar(first: Expression, last: Expression) -> tuple[Expression, Expression]:
    """Two ends, of which the second says of both that they are Hijri years."""
    if not isinstance(last, Days) or not isinstance(first, Point) or first.year is None or first.year > LAST_YEAR:
        return first, last
    if first.month is not None:
        raise ValueError("a Gregorian month does not end in a Hijri one")
    return hijri_years(first.year, first.year), last


def _lasted(_: Values, first: Expression, last: Expression) -> Expression:
    return Between("lasted", *_of_one_calendar(first, last))


def _within_both(_: Values, first: Expression, last: Expression) -> Expression:
    return Between("within", *_of_one_calendar(first, last))


def _any_of(_: Values, *dates: Expression) -> Expression:
    return AnyOf(_members(dates))


def _all_of(_: Values, *dates: Expression) -> Expression:
    """Every one of them, those included that are themselves every date until or from one."""
    members = (date.members if isinstance(date, AnyOf) and date.every else (date,) for date in _members(dates))
    return AnyOf(tuple(chain.from_iterable(members)), every=True)


def _members(dates: tuple[Expression, ...]) -> tuple[Expression, ...]:
    return tuple(_of_one_calendar(date, dates[-1])[0] for date in dates)


def _before(_: Values, date: Expression) -> Expression:
    return Beside("before", date)


def _after(_: Values, date: Expression) -> Expression:
    return Beside("after", date)


def _either(_: Values, first: Expression, last: Expression) -> Expression:
    """Two months, or two days, with a slash between them."""
    match first, last:
        case Point(month=int(month), day=day), Point(month=int(other), day=last_day) if month != other or day:
            if (day is None) is (last_day is None):
                return AnyOf((first, last))
    raise ValueError("these are no two months")


def _day_at(_: Values, day: Expression) -> Expression:
    """A day of which the morning or the night was said."""
    match day:
        case Point(day=int()) | Point(weekday=int()) | Distance(unit="day"):
            return day
        case Days(first=first, last=last) if first == last:
            return day
    raise ValueError("only a day has a morning")


_LEAVES = [
    Leaf("Hijri day, month and year", f"{_WEEKDAY}{_DAY}{_OF} {_HIJRI_MONTH}{_HIJRI_YEAR}", _hijri),
    Leaf("Hijri day and month", f"{_WEEKDAY}{_DAY}{_OF} {_HIJRI_MONTH}", _hijri_yearly),
    Leaf(
        "Hijri days",
        f"(?:من )?(?:يوم )?{{day}}{_TO}{{until}}{_OF} {_HIJRI_MONTH}{_HIJRI_YEAR}"
        f"|{{between}} (?:يومي )?{{day}} و{{until}}{_OF} {_HIJRI_MONTH}{_HIJRI_YEAR}",
        _hijri,
    ),
    Leaf("Hijri month", f"{_HIJRI_MONTH}{_HIJRI_YEAR}", _hijri),
    Leaf(
        "Hijri months",
        f"(?:من )?(?:شهر )?{{hijri_month}}{_TO}(?:شهر )?{{last_hijri_month}}{_HIJRI_YEAR}"
        f"|{{between}} (?:شهري )?{{hijri_month}} و{{last_hijri_month}}{_HIJRI_YEAR}",
        _hijri,
    ),
    Leaf("Hijri year", "(?:(?:ال|ل)?(?:عام|سنة) )?{year} ?{hijri}", _hijri),
    Leaf("Hijri date in numbers", f"{_WEEKDAY}{{day}}[/.-]{{month_number}}[/.-]{{year}} ?{{hijri}}", _hijri),
    Leaf("Hijri date in numbers", "{year}[/.-]{month_number}[/.-]{day} ?{hijri}", _hijri),
    Leaf("Hijri century", "القرن (?:ال ?)?{century} ?{hijri}", _hijri_century),
    Leaf(
        "Hijri month in a Gregorian year",
        f"(?:{_DAY}{_OF} )?{_HIJRI_MONTH} (?:من )?{_THE_YEAR}?{{year}}(?: ?{{ce}})?",
        _hijri_in_gregorian_year,
    ),
    Leaf("weekday of a month", f"{{ordinal}} (?:يوم )?(?:ال)?{{weekday}} (?:من|في) {_MONTH}{_OF_YEAR}?", _nth_weekday),
    Leaf(
        "weekday of a month",
        f"(?:يوم )?ال{{weekday}} {{ordinal}} (?:من|في) {_MONTH}{_OF_YEAR}",
        _nth_weekday_or_day,
    ),
    Leaf("day, month and year", f"{_WEEKDAY}{_DAY}{_OF} {_MONTH}{_OF_YEAR}?", _dated),
    Leaf("month, day and year", f"{_WEEKDAY}{{month}} {{day}}(?:،? {_YEAR})?", _dated),
    Leaf("days of a month", f"{{month}} {{day}}{_TO}{{until}}(?:،? {_YEAR})?", _month_and_days),
    Leaf("day counted in a month", f"{{ordinal}} (?:يوم|أيام) (?:(?:من|في) )?{_MONTH}{_OF_YEAR}?", _nth_day),
    Leaf("day counted in a month", f"اليوم {{ordinal}} (?:(?:من|في) )?{_MONTH}{_OF_YEAR}?", _nth_day),
    Leaf("day counted in a year", f"(?:{{ordinal}} (?:يوم|أيام)|اليوم {{ordinal}}) (?:(?:من|في) )?{_YEAR}", _nth_day),
    Leaf("day, month and year in numbers", f"{_WEEKDAY}{{day}}[/.-]{{month_number}}[/.-]{{year}}(?: ?{{ce}})?", point),
    Leaf("year, month and day in numbers", "{year}[/.]{month_number}[/.]{day}(?: ?{ce})?", point),
    Leaf("Hijri date in numbers", "{day}/{month_number}/{year}|{year}/{month_number}/{day}", _hijri),
    Leaf("day, month and year", "{day}[/-]{month}[/-]{year}", _dated),
    Leaf("month and year in numbers", "{month_number}[/.]{year}(?: ?{ce})?", point),
    Leaf("day and month in numbers", "(?:يوم |ال){day}[/-]{month_number}|{weekday} {day}/{month_number}", point),
    Leaf("last, this or next", f"{_WEEKDAY}{_DAY}{_OF} {_NAMED_MONTH} {{toward}}", _dated),
    Leaf("month", f"{_MONTH}{_OF_YEAR}?", _dated),
    Leaf("last, this or next", f"{_NAMED_MONTH} {{toward}}|(?:فصل )?(?:ال)?{{season}} {{toward}}", _dated),
    Leaf("season", rf"(?:فصل )?(?:ال)?{{season}}{_OF_YEAR}?(?: \(?(?:في )?نصف الكرة {{hemisphere}}\)?)?", _dated),
    Leaf("season", f"(?:ال)?{{season}} {_THE_YEAR}?{{year}}[/-](?:[0-9]{{2}}(?=[0-9]))?{{until}}", _across_years),
    # Of few digits, or of whole hundreds, they are metres.
    Leaf("year", f"(?!(?:[0-9]{{1,2}}|[0-9]00) ?م\\Z)(?=[0-9]{{4}}|[^0-9]|.*[^0-9]\\Z)(?:(?:من|في) )?{_YEAR}", _dated),
    Leaf("year of two digits", "(?:عام|سنة) (?=[3-9]){short_year}", _long_year),
    Leaf(
        "years of one era",
        f"(?:من |{{between}} )?{_PAIR}{_THE_YEAR}?{{old_year}}(?:{_TO}| و){_THE_YEAR}?{{number}} ?(?:{{bce}}|{{ce}})",
        _years_of_one_era,
    ),
    Leaf("decade", "(?:عقد|سنوات|أعوام|حقبة) (?:ال ?)?{decade}(?: ?{ce})?", decade),
    Leaf("decade", "(?:عقد|سنوات|حقبة) (?:ال ?)?{short_decade}", decade),
    Leaf(
        "decade",
        "(?:(?:عقد|سنوات|أعوام|فترة|حقبة) )?ال{tens}",
        lambda values: _decade_of({**values, "century": 20}),
    ),
    Leaf("decade", "(?:(?:عقد|سنوات|أعوام|فترة|حقبة) )?ال{tens}", decade_of_this_century),
    *(
        Leaf(
            "decades",
            f"{opening}عقد(?:ي|ين)? (?:ال ?)?(?:{{decade}}|{{short_decade}}){joint}(?:ال ?)?{LAST_DECADE}",
            decades(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    *(
        Leaf(
            "decades of a century",
            f"{opening}(?:عقدي )?(?:ال)?{{tens}}{joint}(?:ال)?{{last_tens}}(?: من)? "
            f"(?:{_CENTURY}|{_PAST_OR_PRESENT_CENTURY})",
            _decades_of(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf(
        "decade of a century",
        f"(?:(?:عقد|سنوات|أعوام) )?(?:ال)?{{tens}}(?: من)? (?:{_CENTURY}|{_PAST_OR_PRESENT_CENTURY})",
        _decade_of,
    ),
    Leaf(
        "decade of a century",
        "العقد {ordinal} (?:من|في) (?:" + _CENTURY + "|" + _PAST_OR_PRESENT_CENTURY + ")",
        _counted_decade,
    ),
    Leaf("decade of a century", "العقد {ordinal} من الألفية (?:الثالثة|الجديدة)", _counted_decade),
    Leaf("century by its years", "(?:القرن|سنوات) (?=[0-9]{2}00){decade}", hundreds),
    Leaf("century", _CENTURY, century),
    *(
        Leaf(
            "centuries",
            f"{opening}القرن(?:ين|ان)? (?:ال ?)?{{century}}{joint}(?:القرن )?(?:ال ?)?{{last_century}}"
            "(?: ?{bce}| ?{ce})?",
            centuries(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("weekday", "(?:يوم )?ال{weekday}(?: {toward})?", point),
    # “The previous” is that of the story, but for weeks it is said of the last one.
    Leaf("last week", "الأسبوع السابق", lambda _: Distance("week", -1)),
    Leaf("last weekday", "(?:يوم )?ال{weekday} السابق", lambda values: point({**values, "toward": -1})),
    Leaf("this weekday", "هذا (?:يوم )?ال{weekday}", lambda values: point({**values, "toward": 0})),
    Leaf("weekday and day", "(?:يوم )?ال{weekday} (?:ال)?{day}", point),
    Leaf("day of the month", "(?:ال)?يوم (?:ال)?(?=[0-9]){day}", point),
    Leaf("last, this or next", "ال{single} {toward}", lambda v: Distance(v["single"], v["toward"])),
    Leaf("last, this or next", "هذ(?:ا|ه) ال{single}(?: {toward})?", lambda v: Distance(v["single"], 0)),
    Leaf("time ago", f"(?:قبل|منذ|من) {_SPAN}(?: مضت| من الآن| خلت| تقريبا)?|{_SPAN} (?:مضت|خلت)", _ago),
    Leaf("since a time ago", f"منذ {_SPAN}(?: مضت| خلت| تقريبا)?", lambda v: Beside("onwards", _ago(v))),
    Leaf("time ago", "(?:قبل|منذ) (?:(?:نحو|حوالي|أكثر من) )?نصف قرن", lambda _: Distance("year", -50, loose=True)),
    Leaf("time ago", "(?:قبل|منذ) (?:(?:نحو|حوالي|أكثر من) )?ربع قرن", lambda _: Distance("year", -25, loose=True)),
    Leaf("time ago", "(?:قبل|منذ) (?:سنة|عام) ونصف(?: السنة| العام)?", lambda _: Distance("month", -18, loose=True)),
    Leaf("time ahead", f"بعد {_SPAN} من الآن", _ahead),
    Leaf(
        "the last ones",
        "(?:ال{unit} (?:ال)?{number}|ال{dual}) (?:الماضي(?:ة|ين)?|الفائتة|المنصرمة|الأخيرة?|الأخيرين)"
        "|آخر (?:{number} {unit}|{dual})",
        _up_to_today,
    ),
    Leaf(
        "the next ones",
        "(?:ال{unit} (?:ال)?{number}|ال{dual}) (?:القادم(?:ة|ين)|المقبل(?:ة|ين)|الآتية)",
        _from_today,
    ),
    Leaf(
        "yesterday, today or tomorrow",
        "(?:(?:(?:هذا )?ال|هذا )?يوم (?:(?:اللي|الي|الذي) )?)?{deictic}(?:،? (?:يوم )?ال{weekday})?|هذا {deictic}",
        lambda values: Distance("day", values["deictic"]),
    ),
    Leaf("unknown year", "(?:في )?سنة (?:غير معروفة|مجهولة)|عام (?:غير معروف|مجهول)", lambda _: Point(mask="XXXX")),
    Leaf("part unknown", f"{{some}} (?:في|من) (?:{_MONTH}{_OF_YEAR}|{_YEAR})", _unknown_in),
    Leaf("month unknown", f"اليوم {{day}} من شهر ما في {_YEAR}", lambda values: replace(_dated(values), month="XX")),
]
_FRAMES = [
    Frame("in two calendars", r"{a},? ?(?:،|/|الموافق(?: ل)?|-) ?{b}", _in_both_calendars),
    Frame("in two calendars", r"{a} ?\((?:الموافق )?{b}\)", _in_both_calendars),
    Frame("of what is counted from today", "{a} (?:من |في |خلال )?(?=ال|هذ){b}", within),
    Frame("one and the other", f"{{a}}،{_AND}{{b}}", _all_of, series=True),
    Frame("one or the other", "{a}، أو {b}", _any_of, series=True),
    Frame(
        "lasted from … to …",
        f"{_ONE_NAME_FOR_TWO}{_DURING}(?:من )?{_PAIR}{{a}}{_TO}{{b}}",
        _lasted,
    ),
    Frame(
        "one date between … and …",
        f"{_ONE_NAME_FOR_TWO}(?:(?:(?:في )?وقت ما|{_DURING}) ?)?بين {_PAIR}{{a}}،?{_AND}{{b}}",
        _within_both,
    ),
    Frame(
        "lasted between … and …",
        f"{_ONE_NAME_FOR_TWO}{_DURING}بين {_PAIR}{{a}}،?{_AND}{{b}}",
        _lasted,
    ),
    Frame(
        "one or the other", f"{_ONE_NAME_FOR_TWO}(?:إما )?(?:في )?{_PAIR}{{a}}،? أو (?:في )?{{b}}", _any_of, series=True
    ),
    Frame("one or the other", "{a} ?/ ?{b}", _either),
    Frame(
        "one and the other",
        f"{_ONE_NAME_FOR_TWO}(?:في )?{_PAIR}{{a}}،?{_AND}(?:في )?{{b}}",
        _all_of,
        series=True,
    ),
    Frame(
        "every date until …",
        "جميع التواريخ حتى {a}",
        lambda _, a: AnyOf((Beside("or_earlier", a),), every=True),
    ),
    Frame(
        "every date from …",
        "جميع التواريخ (?:ابتداء من|منذ) {a}",
        lambda _, a: AnyOf((Beside("or_later", a),), every=True),
    ),
    Frame(
        "or later",
        "{a}،? أو (?:ما )?(?:بعد ذلك|بعده|بعدها|بعد|لاحقا)",
        lambda _, a: Beside("or_later", a),
    ),
    Frame("or earlier", "{a}،? أو (?:ما )?(?:قبل ذلك|قبله|قبلها|قبل)", lambda _, a: Beside("or_earlier", a)),
    Frame("not before", "(?:ليس|لا) قبل {a}", lambda _, a: Beside("or_later", a)),
    Frame(
        "by",
        "(?:بحلول|مع حلول|(?:في موعد|في أجل|في تاريخ) (?:أقصاه|لا يتجاوز)|في موعد لا يتعدى|(?:ليس|لا) بعد) {a}",
        lambda _, a: Beside("or_earlier", a),
    ),
    Frame("before", "(?:(?:في وقت ما )?قبل(?: حلول)?|قبيل|ما قبل|سابق ل) ?{a}", _before),
    Frame("after", "(?:(?:في وقت ما )?بعد|بعيد|ما بعد|عقب) {a}", _after),
    Frame(
        "since",
        "(?:(?:و)?منذ|مذ|(?:ابتداء|اعتبارا|بدءا|انطلاقا) (?:من|منذ)) {a}"
        "(?: فصاعدا| وما بعد| وما بعده| وحتى الآن| حتى الآن| حتى اليوم| إلى اليوم)?",
        lambda _, a: Beside("onwards", a),
    ),
    Frame(
        "onwards",
        "(?:من )?{a} (?:فصاعدا|وصاعدا|فما بعد|وما بعد|وما بعده|حتى الآن|وحتى الآن|إلى الآن)",
        lambda _, a: Beside("onwards", a),
    ),
    Frame("until", "(?:حتى غاية|إلى غاية|حتى|لغاية|إلى) {a}", lambda _, a: Beside("until", a)),
    Frame("about", f"(?:في )?{_CIRCA} ?{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a}،? (?:تقريبا|\(تقريبا\)|\(تقريبي\)|تقديرا|على وجه التقريب)", lambda _, a: Marked("~", a)),
    Frame("probably", f"{_MAYBE} {{a}}", lambda _, a: Marked("?", a)),
    Frame(
        "probably",
        r"{a} ?(?:[؟?]|\([؟?]\)|\(غير مؤكد\)|،? (?:على الأرجح|ربما|غالبا|على الأغلب))",
        lambda _, a: Marked("?", a),
    ),
    Frame("half of …", "(?:ال)?نصف {ordinal} (?:من |ل){a}", _portion(2)),
    Frame("third of …", "(?:ال)?ثلث {ordinal} (?:من |ل){a}", _portion(3)),
    Frame("quarter of …", "(?:ال)?(?:ربع|فصل) {ordinal} (?:من |ل){a}", _portion(4)),
    Frame("early, in the middle or late", "(?:(?:في|منذ بداية) )?{part} {a}", part_of),
    Frame("morning, evening or night", "(?:صباح|مساء|ظهر|عصر|فجر|ليل|ليلة|بعد ظهر|ظهيرة) (?:يوم )?{a}", _day_at),
    Frame("in, on", r"(?:في تاريخ|بتاريخ|في يوم|في شهر|في|خلال|أثناء|طوال|على مدى|يوم|تاريخ|طيلة) {a}", lambda _, a: a),
    Frame("from …", "من {a}", lambda _, a: Beside("onwards", a), lenient=True),
]

LANGUAGE = Language(
    code="ar",
    words={
        "month": _MONTHS,
        "same_month": _MONTHS,
        "month_word": {word: n for word, n in _BELOW_HUNDRED.items() if n <= 12},
        "month_ordinal": {word: n for word, n in _ORDINALS.items() if n <= 12},
        "hijri_month": _HIJRI_MONTHS,
        "last_hijri_month": _HIJRI_MONTHS,
        "hijri": dict.fromkeys(
            ("هـ", "هـ.", "هجري", "هجرية", "هجريا", "الهجري", "الهجرية", "للهجرة", "بعد الهجرة"), True
        ),
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "hemisphere": {"الشمالي": 4, "الجنوبي": 8},
        "day": {**_ORDINALS, "أول": 1, "غرة": 1},
        "thousand": {"ألف": 1000, "ألفين": 2000, "ألفان": 2000},
        "hundreds": _HUNDREDS,
        "below_hundred": _BELOW_HUNDRED,
        "number": {**_BELOW_HUNDRED, **_HUNDREDS, "ألف": 1000, "ألفي": 2000},
        "ordinal": _NTH_OF_ALL,
        "century": {word: n for word, n in _ORDINALS.items() if n <= 21},
        "last_century": {word: n for word, n in _ORDINALS.items() if n <= 21} | CENTURIES_IN_DIGITS,
        "tens": _DECADES,
        "last_tens": _DECADES,
        "single": _SINGLE,
        "dual": _DUAL,
        "unit": _UNITS,
        "deictic": _DEICTIC,
        "toward": {
            **{f"{word}{end}": -1 for word in ("الماضي", "المنصرم", "الفائت", "المنقضي") for end in ("", "ة")},
            "الماض": -1,
            **{f"{word}{end}": 0 for word in ("الحالي", "الجاري") for end in ("", "ة")},
            **{f"{word}{end}": 1 for word in ("القادم", "المقبل", "الآتي", "القابل") for end in ("", "ة")},
        },
        "almost": dict.fromkeys(("ما يقرب من", "ما يقارب", "قرابة", "أقل من", "أقل بقليل من"), True),
        "loosely": dict.fromkeys(
            ("نحو", "حوالي", "زهاء", "أكثر من", "ما يزيد على", "ما يزيد عن", "أزيد من", "ما ينيف على"), True
        ),
        "between": {"بين": True, "ما بين": True},
        "part": _PARTS,
        "some": {"يوم ما": "day", "أحد أيام": "day", "شهر ما": "month", "أحد أشهر": "month"},
        "bce": dict.fromkeys(
            ("ق.م.", "ق.م", "ق. م.", "ق. م", "ق م", "قبل الميلاد", "قبل المسيح", "قبل الحقبة العامة"), True
        ),
        "ce": dict.fromkeys(
            (
                "م",
                "م.",
                "ميلادي",
                "ميلادية",
                "ميلاديا",
                "الميلادي",
                "الميلادية",
                "للميلاد",
                "بعد الميلاد",
                "ب.م",
                "ب.م.",
            ),
            True,
        ),
    },
    leaves=[replace(leaf, pattern=_letters(leaf.pattern)) for leaf in _LEAVES],
    frames=[replace(frame, pattern=_letters(frame.pattern)) for frame in _FRAMES],
    spelling=_spelled,
    never=frozenset({"أب", "اب", "ربيع", "صفر"}),
)
