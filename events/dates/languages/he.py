"""Hebrew, in the Gregorian calendar and in the Hebrew one."""

import re
from functools import partial
from itertools import product

from events.dates.bounds import day_number
from events.dates.expressions import AnyOf, Beside, Between, Days, Distance, Expression, Marked, Point, Yearly
from events.dates.hebrew_calendar import MONTHS as HEBREW_MONTHS
from events.dates.hebrew_calendar import hebrew_date, hebrew_years_around, numerals
from events.dates.language import Frame, Language, Leaf, Values, without_accents
from events.dates.languages.shared import (
    CENTURIES_IN_DIGITS,
    LAST_DECADE,
    Pair,
    ago,
    ahead,
    centuries,
    century,
    days,
    decade,
    decade_of_this_century,
    decades,
    grouping,
    hundreds,
    part_of,
    point,
    share_of,
    unit_toward,
    within,
)

_MONTHS = (
    {"ינואר": 1, "פברואר": 2, "מרץ": 3, "מרס": 3, "מארס": 3, "אפריל": 4, "מאי": 5, "יוני": 6, "יולי": 7}
    | {"אוגוסט": 8, "ספטמבר": 9, "אוקטובר": 10, "נובמבר": 11, "דצמבר": 12}
    | {"ינו'": 1, "פבר'": 2, "אפר'": 4, "אוג'": 8, "ספט'": 9, "אוק'": 10, "נוב'": 11, "דצמ'": 12, "דצ'": 12}
)
_WEEKDAYS = {"ראשון": 6, "שני": 0, "שלישי": 1, "רביעי": 2, "חמישי": 3, "שישי": 4, "ששי": 4, "שבת": 5} | {
    "א'": 6,
    "ב'": 0,
    "ג'": 1,
    "ד'": 2,
    "ה'": 3,
    "ו'": 4,
    "ש'": 5,
}
_SEASONS = {"אביב": 21, "קיץ": 22, "סתיו": 23, "סתו": 23, "חורף": 24}
_MASCULINE = ("ראשון", "שני", "שלישי", "רביעי", "חמישי", "שישי", "שביעי", "שמיני", "תשיעי", "עשירי")
_FEMININE = ("ראשונה", "שנייה", "שלישית", "רביעית", "חמישית", "שישית", "שביעית", "שמינית", "תשיעית", "עשירית")
_ORDINALS = {word: n for words in (_MASCULINE, _FEMININE) for n, word in enumerate(words, 1)} | {"שניה": 2, "ששי": 6}
_ONES = (
    {"אחד": 1, "אחת": 1, "שני": 2, "שתי": 2, "שניים": 2, "שתיים": 2, "שנים": 2, "שתים": 2, "שלושה": 3, "שלוש": 3}
    | {"שלושת": 3, "ארבעה": 4, "ארבע": 4, "ארבעת": 4, "חמישה": 5, "חמש": 5, "שישה": 6, "שש": 6, "שבעה": 7, "שבע": 7}
    | {"שמונה": 8, "תשעה": 9, "תשע": 9}
)
_TENS = {"עשרים": 20, "שלושים": 30, "ארבעים": 40, "חמישים": 50, "שישים": 60, "ששים": 60, "שבעים": 70}
_TENS |= {"שמונים": 80, "תשעים": 90}
_NUMBERS = (
    _ONES
    | {"עשרה": 10, "עשר": 10, "מאה": 100, "מאתיים": 200, "אלף": 1000}
    | {f"{one} {ten}": n + 10 for (one, n), ten in product(_ONES.items(), ("עשר", "עשרה"))}
    | _TENS
    | {f"{ten} ו{one}": tens + n for (ten, tens), (one, n) in product(_TENS.items(), _ONES.items())}
)
# “Monday” and what only stands before a noun are no days of a month.
_DAYS = {word: n for word, n in _NUMBERS.items() if n <= 31 and word not in ("שני", "שתי", "שלושת", "ארבעת")}
_CENTURIES = {word: n for word, n in (_NUMBERS | _ORDINALS).items() if n <= 21}
_UNITS = {
    **dict.fromkeys(("יום", "ימים"), "day"),
    **dict.fromkeys(("שבוע", "שבועות"), "week"),
    **dict.fromkeys(("חודש", "חודשים", "חדשים"), "month"),
    **dict.fromkeys(("רבעון", "רבעונים"), "quarter"),
    **dict.fromkeys(("שנה", "שנים", "שנות"), "year"),
    **dict.fromkeys(("עשור", "עשורים"), "decade"),
    **dict.fromkeys(("מאה", "מאות"), "century"),
}
_DUALS = {"יומיים": "day", "שבועיים": "week", "חודשיים": "month", "שנתיים": "year"}
_DAY_NUMERALS = numerals(30)

_MARKS = str.maketrans({**dict.fromkeys("׳‘`´", "'"), **dict.fromkeys("״“”„", '"'), "־": "-"})
_PREFIX = re.compile(r"(?<![א-ת0-9\"'])([ושהבלמ]{1,3}|[ושהבלמ]{0,2}כ(?=-[0-9]))-(?=[א-ת0-9])")
_TEEN = re.compile("-(?=עשרה?(?![א-ת]))")
_AT = re.compile(r",? ב?שעה (?=[0-9])")


def _spelling(text: str) -> str:
    """Plain geresh and gershayim, no vowels, prefixes joined to their words."""
    text = without_accents(text.translate(_MARKS)).replace("''", '"')
    return _PREFIX.sub(r"\1", _AT.sub(", ", _TEEN.sub(" ", text)))


def _hebrew_year(values: Values) -> int:
    return values.get("thousand", 5000) + values["numeral"] if "numeral" in values else int(values["year"])


def _hebrew(values: Values) -> Expression:
    day = values.get("hebrew_day", values.get("day"))
    return hebrew_date(_hebrew_year(values), values.get("hebrew_month"), day)


def _hebrew_yearly(values: Values) -> Expression:
    """A day of a Hebrew month, in the year in which its source speaks."""
    day = values.get("hebrew_day", values.get("day"))
    return Yearly(lambda year: hebrew_date(year, values["hebrew_month"], day), hebrew_years_around, "hebrew")


def _hebrew_days(values: Values) -> Expression:
    """From one day to another of a month, or from one month to another of a year."""
    year, month = _hebrew_year(values), values["hebrew_month"]
    if "hebrew_day" in values:
        first = hebrew_date(year, month, values["hebrew_day"])
        return Between("lasted", first, hebrew_date(year, month, values["until_day"]))
    return Between("lasted", hebrew_date(year, month), hebrew_date(year, values["until_month"]))


def _numeral_day(values: Values) -> Expression:
    return point({**values, "day": values["hebrew_day"]})


def _ordinal_day(values: Values) -> Expression:
    return point({**values, "day": values["ordinal"]})


def _decade_of_century(values: Values) -> Expression:
    """“The nineties of the 19th century”, “the second decade of the 20th century”."""
    number = values["century"]
    place = values["ordinal"] - 1 if "ordinal" in values else values.get("tens", values.get("short_decade", 90)) // 10
    if not 1 <= number <= 99 or not 0 <= place <= 9:
        raise ValueError("there is no such decade")
    return Point(mask=f"{number - 1:02}{place}X")


def _years_bce(values: Values) -> Expression:
    return Between("lasted", Point(1 - values["old_year"]), Point(1 - values["until_year"]))


def _grouped(values: Values) -> Expression:
    """A quarter, third or half of a year; the last one where that was said."""
    first, last = {"רבעון": (33, 4), "שליש": (37, 3), "מחצית": (40, 2)}[values["grouping"]]
    return grouping(first)({"ordinal": last, **values})


def _of_hemisphere(values: Values) -> Expression:
    return point({**values, "season": values["season"] + values["hemisphere"]})


def _winter(values: Values) -> Expression:
    """The winter that begins in one year and ends in the next."""
    if (values["year"] + 1 - values["until"]) % (10000 if values["until"] > 99 else 100):
        raise ValueError("a winter ends in the year after it began")
    return Point(values["year"], 24)


def _dual(sign: int, values: Values) -> Expression:
    loose = "loosely" in values or "almost" in values
    return Distance(values["dual"], 2 * sign, loose, "almost" in values)


def _latest(values: Values) -> Expression:
    """“The last year” up to the anchor, which is not that of the calendar."""
    unit, count = values.get("unit", values.get("dual")), values.get("number", 2 if "dual" in values else 1)
    if unit in ("decade", "century"):
        unit, count = "year", count * (10 if unit == "decade" else 100)
    return Between("lasted", Distance(unit, -count), Distance("day", 0))


def _half_of(values: Values, whole: Expression) -> Expression:
    """The first or second half of a Hebrew year or month."""
    half = values["ordinal"]
    if not isinstance(whole, Days) or half not in (1, 2):
        raise ValueError("only a Hebrew year or month has such a half")
    middle = (whole.first + whole.last) // 2
    first, last = (whole.first, middle) if half == 1 else (middle + 1, whole.last)
    return Between("within", Days(first, first, whole.calendar), Days(last, last, whole.calendar))


def _in_both_calendars(_: Values, one: Expression, other: Expression) -> Expression:
    """A day with the same day of the other calendar beside it."""
    hebrew, civil = (one, other) if isinstance(one, Days) else (other, one)
    if not (isinstance(hebrew, Days) and isinstance(civil, Point) and civil.year is not None):
        raise ValueError("these are not the two calendars")
    if not (isinstance(civil.month, int) and isinstance(civil.day, int)):
        raise ValueError("only a day is said in both")
    if not hebrew.first == hebrew.last == day_number(civil.year, civil.month, civil.day):
        raise ValueError("the two calendars do not agree")
    return one


def _any(_: Values, *members: Expression) -> Expression:
    return AnyOf(members)


def _every(_: Values, *members: Expression) -> Expression:
    return AnyOf(members, every=True)


_YEAR = "(?:{year}(?: {bce}| {ce})?|{old_year} (?:{bce}|{ce}))"
_OF_YEAR = f"(?:,? (?:של |ב|ל)?(?:שנת )?{_YEAR})"
_AND_YEAR = f"{_OF_YEAR}?"
_WEEKDAY = r"(?:(?:ב?(?:יום|ליל|מוצאי) {weekday}|{weekday}(?<!')),? (?:ה|ב)?)?"
_IN_MONTH = "[בל]?(?:חודש )?{month}"
_CENTURY = "ה?{century}"
# Two decades or centuries under one name: what stands before and between them.
_PAIRS: tuple[tuple[Pair, str, str], ...] = (
    ("lasted", "[במ]?", "(?: ?- ?| ו?עד | ל)"),
    ("within", "ב?בין ", "(?: ל| לבין | ובין | ו)"),
    ("lasted", "ב?בין ", "(?: ל| לבין | ובין | ו)"),
    ("every", "", " ו"),
    ("either", "", " או "),
)
# The second is no year of its own.
_ONE_NAME_FOR_TWO = r"(?!(?:.* )?[במ]?שנות ה?[0-9]+(?:-| - | ו?עד | ל| ו| או )ה?[0-9]+0\Z)"
_LETTERS = r"(?:{thousand} ?)?(?P<numeral>[א-ת][א-ת'\"]{1,7})"
_HEBREW_YEAR = rf"(?:{_LETTERS}|ה?(?=5[0-9]{{3}}){{year}})(?: לבריאה| לבריאת העולם| לפ\"ק)?"
_HEBREW_DAY = f"{_WEEKDAY}(?:{{hebrew_day}}|{{day}})"
_IN_HEBREW_MONTH = "(?:[בל]|ב?חודש |לחודש )?{hebrew_month}"
_IN_HEBREW_YEAR = f",? (?:של |ב|ל)?(?:שנת )?{_HEBREW_YEAR}"
_US = "{month_number}[/.-](?=1[3-9]|2[0-9]|3[01]){day}"
_CIRCA = r"ב?(?:סביבות|סביב|ערך|קירוב)(?: ל| ב| )|כ-|כ(?=[0-9])|~ ?|בערך (?:ב|ל)?|\(בערך\) "
_MAYBE = "(?:כנראה|אולי|ייתכן|יתכן|ככל הנראה|כפי הנראה|קרוב לוודאי|קרוב לודאי|לא ודאי:) (?:ב(?=[0-9]))?"

_LEAVES = [
    Leaf("day, month and year", f"{_WEEKDAY}{{day}},? {_IN_MONTH}{_AND_YEAR}", point),
    Leaf("day, month and year", f"{_WEEKDAY}ה{{ordinal}} {_IN_MONTH}{_AND_YEAR}", _ordinal_day),
    Leaf(
        "day in letters, month and year", rf"{_WEEKDAY}(?=\S*['\"]){{hebrew_day}} {_IN_MONTH}{_AND_YEAR}", _numeral_day
    ),
    Leaf("month, day and year", f"{{month}} {{day}}{_AND_YEAR}", point),
    Leaf("day, month and year in numbers", f"{_WEEKDAY}{{day}}[/.-]{{month_number}}[/.-]{{year}}", point),
    Leaf("month, day and year in numbers", f"{_US}[/.-](?:{{year}}|{{short_year}})", point),
    Leaf("day, month and year in numbers", "{day}[/.-]{month_number}[/.-]{short_year}", point),
    Leaf("year, month and day in numbers", "{year}[/.-]{month_number}[/.-]{day}", point),
    Leaf("day and month in numbers", "{day}[/.]{month_number}", point),
    Leaf("month and day in numbers", _US.replace("/.-", "/"), point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("Hebrew day", f"{_HEBREW_DAY} {_IN_HEBREW_MONTH}{_IN_HEBREW_YEAR}", _hebrew),
    Leaf("Hebrew day and month", f"{_HEBREW_DAY} {_IN_HEBREW_MONTH}", _hebrew_yearly),
    Leaf("Hebrew month", f"(?:חודש )?{{hebrew_month}}{_IN_HEBREW_YEAR}", _hebrew),
    Leaf(
        "Hebrew days",
        f"[במ]?{{hebrew_day}}(?:-| - | ו?עד | ל){{until_day}} {_IN_HEBREW_MONTH}{_IN_HEBREW_YEAR}",
        _hebrew_days,
    ),
    Leaf("Hebrew months", f"[במ]?{{hebrew_month}}(?:-| - | ו?עד | ל){{until_month}}{_IN_HEBREW_YEAR}", _hebrew_days),
    Leaf("Hebrew year", rf"(?:שנת |השנה העברית ){_HEBREW_YEAR}", _hebrew),
    # Of three letters, those below תר״א alone are words first.
    Leaf("Hebrew year", rf"(?=[הד]'|ה?ת(?:[רש]|[קת][א-ת])[א-ת]?\")(?=\S*\"){_LETTERS}", _hebrew),
    Leaf("Hebrew year", r"{year} (?:לבריאה|לבריאת העולם)", _hebrew),
    Leaf("month", f"(?:חודש )?{{month}}{_AND_YEAR}", point),
    Leaf("season of a hemisphere", rf"ה?{{season}}{_OF_YEAR} \((?:חצי הכדור )?ה?{{hemisphere}}\)", _of_hemisphere),
    Leaf("winter of two years", "ה?חורף {year}[-/](?P<until>[0-9]{4}|[0-9]{2})", _winter),
    Leaf("season", f"ה?{{season}}{_AND_YEAR}", point),
    Leaf("part of a year", f"ה?{{grouping}} ה?(?:{{ordinal}}|אחרו(?:ן|נה)){_AND_YEAR}", _grouped),
    Leaf("part of a year", f"ה?{{grouping}} (?P<ordinal>[1-4]){_AND_YEAR}", _grouped),
    Leaf("year", "(?:ה?שנת |השנה )?{year}(?: {bce}| {ce})?", point),
    Leaf("year and era", "(?:ה?שנת |השנה )?{old_year} (?:{bce}|{ce})", point),
    Leaf("year of two digits", "'{short_year}", point),
    Leaf("years before the common era", "{old_year}(?:-| - | עד | ל)(?P<until_year>[0-9]{1,4}) {bce}", _years_bce),
    Leaf(
        "decade of a century",
        f"(?:שנות ה(?:{{short_decade}}|{{tens}})|ה?עשור ה(?:{{ordinal}}|אחרון)) (?:של |ב)ה?מאה {_CENTURY}",
        _decade_of_century,
    ),
    *(
        Leaf(
            "decades",
            f"{opening}שנות ה?(?:{{decade}}|'?{{short_decade}}|{{tens}}){joint}(?:שנות )?ה?{LAST_DECADE}",
            decades(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("decade", "שנות (?:ה?{decade}|ה'?(?:{short_decade}|{tens}))", decade),
    Leaf("decade", "שנות ה'?(?:{short_decade}|{tens})", decade_of_this_century),
    Leaf("decade", "שנות האלפיים", lambda values: Point(mask="200X")),
    Leaf("century by its years", "שנות ה(?=[0-9]{2}00){decade}", hundreds),
    Leaf("century", f"ה?מאה {_CENTURY}(?: {{bce}}| {{ce}})?", century),
    Leaf("century", r"ה?מאה ה(?=\S*['\"]){hebrew_day}", lambda values: century({"century": values["hebrew_day"]})),
    *(
        Leaf(
            "centuries",
            f"{opening}ה?מא(?:ה|ות) {_CENTURY}{joint}(?:ה?מאה )?ה?{{last_century}}(?: {{bce}}| {{ce}})?",
            centuries(kind),
        )
        for kind, opening, joint in _PAIRS
    ),
    Leaf("weekday", r"(?:ב?יום {weekday}|ב?{weekday}(?<!'))", lambda v: point({**v, "toward": 1})),
    Leaf("weekday", r"(?:ב?יום {weekday}|ב?{weekday}(?<!'))", lambda v: point({**v, "toward": -1})),
    Leaf("last, this or next", r"(?:ב?יום {weekday}|ב?{weekday}(?<!')) {toward}", point),
    Leaf("up to now", "ה?{unit} האחרו(?:ן|נה)|{dual} האחרונים|{number} ה{unit} האחרונ(?:ים|ות)", _latest),
    Leaf("last, this or next", "ה?{unit} (?!האחרו){toward}", unit_toward),
    Leaf("last, this or next", "ה?(?:{month}|{season}) {toward}", point),
    Leaf("this one", "ה(?=שבוע|חודש|שנה){unit}", lambda values: Distance(values["unit"], 0)),
    Leaf("last year", "אשתקד", lambda values: Distance("year", -1)),
    Leaf("time ago", "לפני (?:(?:{almost}|{loosely}) ?)?{dual}", partial(_dual, -1)),
    Leaf("time ago", "לפני (?:(?:{almost}|{loosely}) ?)?(?:{number} )?{unit}(?: אחת| אחד)?", ago),
    Leaf("time ahead", "ב?עוד {dual}", partial(_dual, 1)),
    Leaf("time ahead", "ב?עוד (?:{number} )?{unit}", ahead),
    Leaf("today", "היום|הבוקר|הערב", days(0)),
    Leaf("yesterday", "אתמול|אמש", days(-1)),
    Leaf("the day before yesterday", "שלשום", days(-2)),
    Leaf("tomorrow", "מחר", days(1)),
    Leaf("the day after tomorrow", "מחרתיים", days(2)),
    Leaf("unknown year", "שנה לא ידועה", lambda values: Point(mask="XXXX")),
    Leaf(
        "unknown year",
        f"(?:{{day}} )?{_IN_MONTH} בשנה לא ידועה",
        lambda v: Point(month=v["month"], day=v.get("day"), mask="XXXX"),
    ),
    Leaf(
        "some year of a decade",
        f"(?:{{day}} )?{_IN_MONTH} בשנה כלשהי בשנות ה{{decade}}",
        lambda v: Point(month=v["month"], day=v.get("day"), mask=f"{v['decade'] // 10:03}X"),
    ),
    Leaf(
        "some year of a century",
        f"(?:{{day}} )?{_IN_MONTH} בשנה כלשהי בין (?P<hundred>[0-9]{{2}})00 ל(?P=hundred)99",
        lambda v: Point(month=v["month"], day=v.get("day"), mask=f"{v['hundred']:02}XX"),
    ),
    Leaf("month unknown", "חודש כלשהו ב{year}", lambda values: Point(values["year"], "XX")),
    Leaf("month unknown", "ה{day} בחודש כלשהו ב{year}", lambda values: Point(values["year"], "XX", values["day"])),
    Leaf(
        "month and year unknown",
        "ה{day} בחודש כלשהו בשנה לא ידועה",
        lambda values: Point(month="XX", day=values["day"], mask="XXXX"),
    ),
    Leaf("month and day unknown", "יום כלשהו ב{year}", lambda values: Point(values["year"], "XX", "XX")),
    Leaf("day unknown", "יום כלשהו ב{month} {year}", lambda values: Point(values["year"], values["month"], "XX")),
]
_FRAMES = [
    Frame(
        "lasted from … to …",
        _ONE_NAME_FOR_TWO
        + "(?:החל (?=[מב]))?(?:[מב](?:שנים |שנת |ימים )?|השנים )?{a}(?: ?- ?| ו?עד (?:ל(?=[0-9]))?){b}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame("lasted from … to …", _ONE_NAME_FOR_TWO + "(?:החל )?מ{a} ל{b}", lambda _, a, b: Between("lasted", a, b)),
    Frame(
        "one date between … and …",
        _ONE_NAME_FOR_TWO
        + "(?:(?:מתישהו|מועד כלשהו|אי שם) )?ב?בין (?:השנים |התאריכים )?{a}(?: ל| לבין | ובין | ו| עד ){b}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame(
        "lasted between … and …",
        _ONE_NAME_FOR_TWO + "בין (?:השנים |התאריכים )?{a}(?: ל| לבין | ובין | ו| עד ){b}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame("every date until", "כל התאריכים עד {a}", lambda _, a: AnyOf((Beside("or_earlier", a),), every=True)),
    Frame("every date from", "כל התאריכים מ{a} ואילך", lambda _, a: AnyOf((Beside("or_later", a),), every=True)),
    Frame("one or the other", _ONE_NAME_FOR_TWO + "(?:או )?{a},? או {b}", _any, series=True),
    Frame("one and the other", _ONE_NAME_FOR_TWO + "{a}(?<!עשרים)(?<!שלושים),? ו{b}", _every, series=True),
    Frame("in a year, month or week", "{a} (?:של |ב|)(?=ה?(?:שנה|שבוע|חודש) ){b}", within),
    Frame("the same in both calendars", r"{a}(?:, | \(| - ){b}\)?", _in_both_calendars),
    Frame("before", "(?:מתישהו |זמן מה )?(?:לפני|קודם ל|טרם|מלפני) ?{a}", lambda _, a: Beside("before", a)),
    Frame("after", "(?:מתישהו )?(?:אחרי|לאחר|מאוחר מ) ?{a}", lambda _, a: Beside("after", a)),
    Frame("or later", "{a} או (?:מאוחר יותר|אחרי כן|אחר כך|לאחר מכן)", lambda _, a: Beside("or_later", a)),
    Frame("or earlier", "{a} או (?:קודם לכן|מוקדם יותר|לפני כן)", lambda _, a: Beside("or_earlier", a)),
    Frame("by", "(?:לכל המאוחר|לא יאוחר מ|לא אחרי) ?{a}", lambda _, a: Beside("or_earlier", a)),
    Frame("onwards", "(?:החל )?[במ]?{a} (?:ואילך|והלאה)", lambda _, a: Beside("onwards", a)),
    Frame("since", "(?:מאז|החל מ|החל ב|למן) ?{a}", lambda _, a: Beside("onwards", a)),
    Frame("from", "מ{a}", lambda _, a: Beside("onwards", a)),
    Frame("until", "עד (?:ל(?=[0-9]))?{a}", lambda _, a: Beside("until", a)),
    Frame("about", f"(?:{_CIRCA}){{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a},? (?:לערך|בקירוב|בערך|\((?:בקירוב|בערך|לערך)\))", lambda _, a: Marked("~", a)),
    Frame("about, and probably", r"{a} \(לא ודאי; בקירוב\)", lambda _, a: Marked("?", Marked("~", a))),
    Frame("probably", f"{_MAYBE}{{a}}", lambda _, a: Marked("?", a)),
    Frame("probably", r"{a} ?(?:\?|\(\?\)|\(לא ודאי\)|,? \(?(?:כנראה|אולי|משוער)\)?)", lambda _, a: Marked("?", a)),
    Frame("half", "(?:ה|ב)?מחצית ה{ordinal} של {a}", _half_of),
    Frame("a part of a decade or century", "[הב]?{share} ה(?:{ordinal}|אחרו(?:ן|נה)) של {a}", share_of),
    Frame("early, in the middle or late", "ב?{part} (?:של )?{a}", part_of),
    Frame("a date in", "(?:תאריך|מועד|זמן) כלשהו ב{a}", lambda _, a: a),
    Frame("in, on", "(?:ב?יום |ב?תאריך |ב?מהלך |ב?משך |ב?שנים |השנים ){a}", lambda _, a: a),
    Frame("in, on", "[בה](?!סביבות|ערך|ין |קירוב){a}", lambda _, a: a),
]

LANGUAGE = Language(
    code="he",
    words={
        "month": _MONTHS,
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "hemisphere": {"צפוני": 4, "צפון": 4, "דרומי": 8, "דרום": 8},
        "grouping": {"רבעון": "רבעון", "שליש": "שליש", "מחצית": "מחצית"},
        "day": _DAYS,
        "number": _NUMBERS,
        "ordinal": _ORDINALS,
        "tens": _TENS,
        "last_tens": _TENS,
        "century": _CENTURIES,
        "last_century": _CENTURIES | CENTURIES_IN_DIGITS,
        "share": {"מחצית": 2, "שליש": 3, "רבע": 4},
        "unit": _UNITS,
        "dual": _DUALS,
        "almost": dict.fromkeys(("כמעט", "פחות מ", "קצת פחות מ", "קרוב ל"), True),
        "loosely": dict.fromkeys(("יותר מ", "למעלה מ", "כ", "כ-", "בערך", "מעל"), True),
        "toward": {
            **dict.fromkeys(("שעבר", "שעברה", "האחרון", "האחרונה", "שחלף", "שחלפה"), -1),
            **dict.fromkeys(("הזה", "הזאת", "הזו", "הנוכחי", "הנוכחית"), 0),
            **dict.fromkeys(("הבא", "הבאה", "הקרוב", "הקרובה"), 1),
        },
        "part": {
            **dict.fromkeys(("תחילת", "ראשית", "התחלת"), "early"),
            "אמצע": "mid",
            **dict.fromkeys(("סוף", "שלהי", "סופו של", "סופה של"), "late"),
        },
        "bce": dict.fromkeys(('לפנה"ס', 'לפסה"נ', "לפני הספירה", "לפני ספירת הנוצרים", "לפני הספירה הנוצרית"), True),
        "ce": dict.fromkeys(("לספירה", 'לסה"נ', "לספירת הנוצרים", "אחרי הספירה"), True),
        "hebrew_month": HEBREW_MONTHS,
        "until_month": HEBREW_MONTHS,
        "hebrew_day": _DAY_NUMERALS,
        "until_day": _DAY_NUMERALS,
        "thousand": {"ה'": 5000, "ה": 5000, "ד'": 4000},
        "numeral": numerals(999),
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    spelling=_spelling,
    never=frozenset({"אביב", "סתיו", "קיץ", "חורף", "ראשון", "שני", "מאי", "מרס", "ניסן", "תמוז", "תר״ן", 'תר"ן'}),
)
