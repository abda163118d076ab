"""English."""

from events.dates.expressions import AnyOf, Beside, Between, Marked, PartOf, Point
from events.dates.language import Frame, Language, Leaf
from events.dates.languages.shared import (
    ago,
    ahead,
    century,
    days,
    decade,
    grouping,
    hundreds,
    point,
    unit_toward,
    within,
)

_MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sep": 9,
    "sept": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
    "jan.": 1,
    "feb.": 2,
    "mar.": 3,
    "apr.": 4,
    "jun.": 6,
    "jul.": 7,
    "aug.": 8,
    "sep.": 9,
    "sept.": 9,
    "oct.": 10,
    "nov.": 11,
    "dec.": 12,
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAYS = {**{day: n for n, day in enumerate(_DAYS)}, **{day[:3]: n for n, day in enumerate(_DAYS)}}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ONES = [
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
]
_NUMBERS = {
    **{word: n for n, word in enumerate([*_ONES, "seventeen", "eighteen", "nineteen", "twenty"], 1)},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "a hundred": 100,
    "a couple of": 2,
}
_ORDINALS = {
    "first": 1,
    "second": 2,
    "third": 3,
    "fourth": 4,
    "fifth": 5,
    "sixth": 6,
    "seventh": 7,
    "eighth": 8,
    "ninth": 9,
    "tenth": 10,
    "eleventh": 11,
    "twelfth": 12,
    "thirteenth": 13,
    "fourteenth": 14,
    "fifteenth": 15,
    "sixteenth": 16,
    "seventeenth": 17,
    "eighteenth": 18,
    "nineteenth": 19,
    "twentieth": 20,
    "twenty-first": 21,
}
_TENS = {"twenties": 20, "thirties": 30, "forties": 40, "fifties": 50, "sixties": 60, "seventies": 70, "eighties": 80}
_UNITS = {
    name + plural: name for name in ("day", "week", "month", "quarter", "year", "decade") for plural in ("", "s")
} | {"century": "century", "centuries": "century", "half-year": "semester"}

_YEAR = "(?:{year}(?: {bce}| {ce})?|{old_year} (?:{bce2}|{ce2}))"
_AND_YEAR = f"(?:,? (?:of )?{_YEAR})?"
_TH = "(?:st|nd|rd|th)?"
_CIRCA = r"(?:(?:circa|approximately|approx\.?|about|around|roughly|some ?time around) |ca?\.? ?(?=[0-9])|ca?\.? |~ ?)"
_MAYBE = "(?:probably|perhaps|possibly|maybe|likely|uncertain:) "
_CENTURY = r"(?:the )?(?:{century}(?:st|nd|rd|th)|{ordinal})(?: |-)(?:century|centuries|c\.?)"

_LEAVES = [
    Leaf(
        "day, month and year", f"(?:{{weekday}},? )?(?:the )?{{day}}{_TH}(?: day)?(?: of)? {{month}}{_AND_YEAR}", point
    ),
    Leaf("month, day and year", f"(?:{{weekday}},? )?{{month}} (?:the )?{{day}}{_TH}{_AND_YEAR}", point),
    Leaf("month, day and year in numbers", "{month_number}[/.-]{day}[/.-]{year}", point),
    Leaf("day, month and year in numbers", "{day}[/.-]{month_number}[/.-]{year}", point),
    Leaf("year, month and day in numbers", "{year}[/.]{month_number}[/.]{day}", point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("day and year beside a month", f"{{day}}{_TH},? {{year}}", point),
    Leaf("month", f"(?:the month of )?{{month}}{_AND_YEAR}", point),
    Leaf("season", f"(?:the )?{{season}}{_AND_YEAR}", point),
    Leaf("quarter", f"(?:the )?{{ordinal}} quarter{_AND_YEAR}", grouping(33)),
    Leaf("third of a year", f"(?:the )?{{ordinal}} third{_AND_YEAR}", grouping(37)),
    Leaf("half of a year", f"(?:the )?{{ordinal}} half{_AND_YEAR}", grouping(40)),
    Leaf("year", "(?:the )?(?:year )?{year}(?: {bce}| {ce})?", point),
    Leaf("year and era", r"(?:the year )?{old_year} (?:{bce}|{ce})|a\.?d\.? {old_year2}", point),
    Leaf("year of two digits", "'{short_year}|(?=[4-9]){short_year2}", point),
    Leaf("century by its years", "(?:the )?(?=[0-9]{2}00){decade}s", hundreds),
    Leaf("decade", "(?:the )?{decade}'?s|(?:the )?'?{short_decade}'?s|(?:the )?{tens}", decade),
    Leaf("century", f"{_CENTURY}(?: {{bce}}| {{ce}})?", century),
    Leaf("century", r"{century} ?c\.?", century),
    Leaf(
        "centuries",
        "(?:the )?{century}(?:st|nd|rd|th)? ?- ?{until}(?:st|nd|rd|th) centuries",
        lambda v: Between("lasted", century(v), century({"century": v["until"]})),
    ),
    Leaf("weekday", "(?:{toward} )?{weekday}", point),
    Leaf("last, this or next", "(?:the )?{toward} {unit}", unit_toward),
    Leaf("last, this or next", "(?:the )?{toward} (?:{month}|{season})", point),
    Leaf("time ago", "(?:(?:{almost}|{loosely}) )?{number} {unit} (?:ago|earlier)", ago),
    Leaf("time ahead", "in {number} {unit}|{number2} {unit2} (?:from now|later)", ahead),
    Leaf("today", "today", days(0)),
    Leaf("yesterday", "yesterday", days(-1)),
    Leaf("the day before yesterday", "(?:the )?day before yesterday", days(-2)),
    Leaf("tomorrow", "tomorrow", days(1)),
    Leaf("unknown year", "an? unknown year", lambda values: Point(mask="XXXX")),
    Leaf("month unknown", "(?:(?:a|some) )?month in {year}", lambda values: Point(values["year"], "XX")),
    Leaf("month and day unknown", "(?:(?:a|some) )?day in {year}", lambda values: Point(values["year"], "XX", "XX")),
    Leaf(
        "day unknown",
        "(?:(?:a|some) )?day in {month},? {year}",
        lambda values: Point(values["year"], values["month"], "XX"),
    ),
]
_FRAMES = [
    Frame(
        "what comes first",
        r"{a}(?:;.*|[;,] ?(?:later )?(?:printed|reprinted|print|cast|published|issued|from)\b.*| \(later print\))",
        lambda _, a: a,
    ),
    Frame(
        "lasted from … to …",
        r"(?:from |between )?{a} ?(?: (?:to|until|till|through|up to) |-|–) ?{b}",
        lambda _, a, b: Between("lasted", a, b),
    ),
    Frame(
        "one date between … and …",
        "(?:at )?(?:some ?(?:time|where|point) )?between {a} and {b}",
        lambda _, a, b: Between("within", a, b),
    ),
    Frame("lasted between … and …", "between {a} and {b}", lambda _, a, b: Between("lasted", a, b)),
    Frame("one or the other", "(?:either )?{a},? or {b}", lambda _, a, b: AnyOf((a, b))),
    Frame("before", "(?:(?:some ?time )?before|prior to|earlier than) {a}", lambda _, a: Beside("before", a)),
    Frame("after", "(?:(?:some ?time )?after|later than|following) {a}", lambda _, a: Beside("after", a)),
    Frame("or later", "{a} or (?:later|after)", lambda _, a: Beside("or_later", a)),
    Frame("or earlier", "{a} or (?:earlier|before)", lambda _, a: Beside("or_earlier", a)),
    Frame("by", "(?:by|not later than|no later than) {a}", lambda _, a: Beside("or_earlier", a)),
    Frame(
        "since",
        "(?:(?:ever )?since|from|as of|starting(?: in)?) {a}(?: (?:on|onwards?))?",
        lambda _, a: Beside("onwards", a),
    ),
    Frame("onwards", "{a} (?:onwards?|on)", lambda _, a: Beside("onwards", a)),
    Frame("until", "(?:until|till|up to|through|to) {a}", lambda _, a: Beside("until", a)),
    Frame("about", f"{_CIRCA}(?:the )?{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a},? (?:approx\.?|approximately|or so|circa|\(approximate\))", lambda _, a: Marked("~", a)),
    Frame("probably", f"{_MAYBE}{{a}}", lambda _, a: Marked("?", a)),
    Frame(
        "probably",
        r"{a} ?(?:\?|\(\?\)|\(uncertain\)|,? (?:probably|perhaps|maybe|possibly|guess))",
        lambda _, a: Marked("?", a),
    ),
    Frame(
        "early, in the middle or late",
        "(?:the |in )?{part}(?: |-|)(?:part of |in )?(?:the )?{a}",
        lambda values, a: PartOf(values["part"], a),
    ),
    Frame("a date in", "(?:(?:a|some) )?(?:year|decade|date|time)(?: somewhere)? (?:in|during) {a}", lambda _, a: a),
    Frame("in, on", "(?:in|on|during|at|dated|active|the year) {a}", lambda _, a: a),
    Frame("a year behind a word", r"[a-z]{4,}[,.]?(?: in)? (?=[0-9]{4}\Z){a}", lambda _, a: a, lenient=True),
    Frame(
        "a year before words",
        r"(?:the )?(?=(?:1[6-9]|20)[0-9]{2} [a-z]){a}(?: [a-z]+){1,4}",
        lambda _, a: a,
        lenient=True,
    ),
    Frame("of a year, month or week counted from the anchor", r"{a} (?:of )?(?=(?:last|this|next|the) ){b}", within),
]

LANGUAGE = Language(
    code="en",
    words={
        "month": _MONTHS,
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "day": {},
        "number": _NUMBERS,
        "ordinal": _ORDINALS,
        "tens": _TENS,
        "unit": _UNITS,
        "almost": dict.fromkeys(("almost", "nearly", "just under", "less than", "not quite"), True),
        "loosely": dict.fromkeys(("over", "more than", "some", "about", "around", "roughly", "just over"), True),
        "toward": {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1},
        "part": {
            "early": "early",
            "beginning of": "early",
            "mid": "mid",
            "middle of": "mid",
            "late": "late",
            "end of": "late",
        },
        "bce": dict.fromkeys(("bce", "bc", "b.c.", "b.c.e."), True),
        "ce": dict.fromkeys(("ce", "ad", "a.d.", "c.e."), True),
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    never=frozenset({"may", "march", "mar", "sun", "sat", "mon", "now", "fall", "spring"}),
)
