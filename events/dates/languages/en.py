"""English."""

import re
from collections.abc import Callable
from dataclasses import replace
from typing import Literal

from events.dates.bounds import civil_date, month_length
from events.dates.expressions import (
    AnyOf,
    At,
    Beside,
    Between,
    Distance,
    Expression,
    Marked,
    PartOf,
    Point,
    Side,
    Unit,
    Within,
)
from events.dates.language import Build, Frame, Language, Leaf, Values
from events.dates.languages.shared import (
    ago,
    ahead,
    century,
    days,
    decade,
    grouping,
    hundreds,
    part_of,
    point,
    unit_toward,
    within,
)
from events.dates.masks import spoken_years
from events.dates.values import PartialDate

_MONTH_NAMES = (
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
)
_MONTHS = {
    **{name: n for n, name in enumerate(_MONTH_NAMES, 1)},
    **{name[:3] + stop: n for n, name in enumerate(_MONTH_NAMES, 1) for stop in ("", ".") if name != "may"},
    "sept": 9,
    "sept.": 9,
}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_SHORT_DAYS = {day[:3]: n for n, day in enumerate(_DAYS)} | {"tues": 1, "weds": 2, "thur": 3, "thurs": 3}
_WEEKDAYS = {
    **{day: n for n, day in enumerate(_DAYS)},
    **{day + stop: n for day, n in _SHORT_DAYS.items() for stop in ("", ".")},
}
_NORTHERN, _SOUTHERN = 4, 8
_HEMISPHERES = {"north": _NORTHERN, "south": _SOUTHERN, "boreal": _NORTHERN, "austral": _SOUTHERN}
_HEMISPHERES |= {"northern": _NORTHERN, "southern": _SOUTHERN}
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
_TIES = {
    word: 10 * n
    for n, word in enumerate(("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"), 2)
}
_TWO_DIGITS = {
    **{word: n for n, word in enumerate(_TEENS, 10)},
    **_TIES,
    **{f"{tie}{by}{one}": n + m for tie, n in _TIES.items() for m, one in enumerate(_ONES, 1) for by in "- "},
}
_NUMBERS = {
    **{word: n for n, word in enumerate(_ONES, 1)},
    **_TWO_DIGITS,
} | {"a": 1, "an": 1, "a hundred": 100, "one hundred": 100, "a dozen": 12}
_ORDINAL_ONES = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth")
_ORDINAL_TEENS = (
    *("tenth", "eleventh", "twelfth", "thirteenth", "fourteenth"),
    *("fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth"),
)
_ORDINALS = {
    **{word: n for n, word in enumerate((*_ORDINAL_ONES, *_ORDINAL_TEENS, "twentieth"), 1)},
    **{f"twenty{by}{word}": 20 + n for n, word in enumerate(_ORDINAL_ONES, 1) for by in "- "},
} | {"thirtieth": 30, "thirty-first": 31, "thirty first": 31}
_LAST = -1
_PLACES = {
    **{word: n for n, word in enumerate((*_ORDINAL_ONES, "tenth"), 1)},
    **dict.fromkeys(("last", "final", "latter"), _LAST),
} | {"1st": 1, "2nd": 2, "3rd": 3, "4th": 4}
_TENS = {f"{tie[:-1]}ies": n for tie, n in _TIES.items()}
_UNITS = {
    name + plural: name for name in ("day", "week", "month", "quarter", "year", "decade") for plural in ("", "s")
} | {"century": "century", "centuries": "century", "half-year": "semester"}
_FEASTS = {
    "new year's day": (1, 1),
    "valentine's day": (2, 14),
    "halloween": (10, 31),
    "all saints' day": (11, 1),
    "christmas eve": (12, 24),
    "christmas day": (12, 25),
    "boxing day": (12, 26),
    "new year's eve": (12, 31),
}
_PARTS = {
    **dict.fromkeys(("early", "beginning of", "start of", "early part of"), "early"),
    **dict.fromkeys(("mid", "middle of", "middle part of"), "mid"),
    **dict.fromkeys(("late", "end", "end of", "close of", "late part of", "latter part of"), "late"),
}
# Words before a number that make it no year, or another one; those of three letters are passed over anyhow.
_NO_WORDS = (
    *("about", "above", "across", "after", "against", "along", "alongside", "almost", "already", "also", "although"),
    *("amid", "among", "another", "around", "barely", "barring", "because", "before", "behind", "below", "beneath"),
    *("beside", "besides", "between", "beyond", "both", "call", "chapter", "chapters", "circa", "concerning"),
    *("despite", "double", "each", "either", "even", "ever", "every", "exactly", "except", "fewer", "flight", "from"),
    *("half", "hardly", "highway", "hundred", "inside", "into", "item", "just", "least", "less", "like", "line"),
    *("lines", "many", "minus", "model", "more", "most", "near", "nearly", "neither", "never", "number", "only"),
    *("onto", "opposite", "other", "outside", "over", "page", "pages", "past", "pending", "plus", "post", "prior"),
    *("regarding", "room", "rooms", "round", "route", "scarcely", "several", "since", "some", "still", "than"),
    *("that", "then", "though", "through", "throughout", "thousand", "till", "total", "toward", "towards", "under"),
    *("unless", "unlike", "until", "upon", "upto", "verse", "versus", "when", "where", "whereas", "whether", "while"),
    *("with", "within", "without", "worth"),
)
# What a year stands before, as in “the 1994 bombing”.
_OCCASIONS = (
    *("accord", "accords", "act", "agreement", "assassination", "attack", "attacks", "battle", "bombing", "bombings"),
    *("campaign", "census", "championship", "championships", "coalition", "conference", "constitution", "convention"),
    *("coronation", "coup", "crash", "crisis", "cup", "declaration", "earthquake", "edition", "election"),
    *("elections", "epidemic", "eruption", "famine", "festival", "film", "fire", "flood", "games", "hurricane"),
    *("invasion", "law", "massacre", "novel", "offensive", "olympics", "pact", "pandemic", "peace", "plot"),
    *("protests", "raid", "rebellion", "referendum", "reform", "revolt", "revolution", "riots", "season", "shooting"),
    *("siege", "strike", "strikes", "summit", "tour", "treaty", "tsunami", "uprising", "visit", "vote", "war"),
)
# A gap between two dates, as in “1914–18” and “July 20 to 25”.
_TO = r"(?:,? (?:to|until|till|up to|through|thru|and up to) | ?- ?|-to-)"
_TH = "(?:st|nd|rd|th)?"
_SAID_YEAR = (
    "{hundreds}[ -](?:hundred (?:and )?)?{two_digits}|{hundreds}(?: hundred and|[ -]oh?)[ -]{one_digit}"
    "|{hundreds} hundred|{thousand} (?:and )?(?:{two_digits}|{one_digit})"
)
_ERA = "(?: {bce}| {ce})?"
_YEAR = f"(?:{{year}}{_ERA}|{{old_year}} (?:{{bce}}|{{ce}})|{{ce}} {{old_year}}|'{{short_year}}|{_SAID_YEAR})"
_AND_YEAR = f"(?:,? (?:of |in )?(?:the year )?{_YEAR})?"
_WEEKDAY = "(?:{weekday},? )?"
_NTH = "(?:{century}(?:st|nd|rd|th)|{ordinal})"
_CIRCA = (
    r"(?:(?:circa|approximately|approx\.?|about|around|roughly|some ?time (?:around|about)|in or (?:about|around)) "
    r"|ca?\.? ?(?=[0-9])|ca?\.? |~ ?)"
)
_MAYBE = r"(?:(?:most )?(?:probably|perhaps|possibly|presumably|apparently|maybe|likely|uncertain:) |\? ?)"
_MERIDIEM = re.compile(r"\b(?P<hour>0?[1-9]|1[0-2])(?:[:.](?P<minute>[0-5][0-9]))? ?(?P<half>[ap])\.?m\b\.?")
_AT = re.compile(r"(?<=[a-z0-9]),? at (?=[0-9]{1,2}:[0-9]{2})")
_AGO = "(?:ago|back)"
# “The next year” is counted from the story, “next year” from the day of its source.
_THE = "(?:the (?!next))?"


def _dated(values: Values) -> Expression:
    """A day, month, season or year whose year may be in words, its day a feast's, its season of a hemisphere."""
    found = dict(values)
    if "hundreds" in found or "thousand" in found:
        last_digits = found.get("two_digits", found.get("one_digit", 0))
        found["year"] = found.get("hundreds", 0) * 100 + found.get("thousand", 0) + last_digits
    if "feast" in found:
        found["month"], found["day"] = found["feast"]
    if "hemisphere" in found:
        found["season"] = min(found["season"], 24) + found["hemisphere"]
    return point(found)


def _long_year(values: Values) -> Expression:
    """A year of five digits or more, or one whose digits are grouped, before the common era."""
    return Point(1 - values["thousands"] * 1000 - values["rest"])


def _winter(values: Values) -> Expression:
    """A winter that is said with both of its years is the one that begins in the first."""
    if (values["year"] + 1) % 100 != values["until"] % 100:
        raise ValueError("a winter lies in two years that follow each other")
    return Point(values["year"], values["season"])


def _two_years(kind: str) -> Build:
    """Two years with a slash: “2019/20”."""

    def build(values: Values) -> Expression:
        first, last = values["year"], values["year"] // 100 * 100 + values["until"]
        if last <= first:
            raise ValueError("the years run backward")
        if kind == "or":
            return AnyOf((Point(first), Point(last)))
        return Between("lasted", Point(first), Point(last))

    return build


def _decade_before_ce(values: Values) -> Expression:
    """The 440s BCE: 449 to 440."""
    first = values["tens_of_years"]
    return Between("within", Point(1 - first - 9), Point(1 - first))


def _decades(values: Values) -> tuple[Expression, Expression]:
    """Two decades of which the last lacks its century: “1860s–70s”."""
    first = values.get("decade")
    if first is None:
        first = 1900 + values["short_decade"]
    last = first // 100 * 100 + values["last_decade"]
    return Point(mask=f"{first // 10:03}X"), Point(mask=f"{last // 10:03}X")


def _short_decade(first: int) -> Build:
    """The twenties of the century that begins with a year."""
    return lambda values: Point(mask=f"{(first + values.get('short_decade', values.get('tens'))) // 10}X")


def _centuries(kind: str) -> Build:
    """Two centuries, each of which may be an early, middle or late part of one."""

    def build(values: Values) -> Expression:
        era = {"bce": True} if "bce" in values else {}
        first = century({name: values[name] for name in ("century", "ordinal") if name in values} | era)
        last = century({"century": values["until"]} | era)
        if "part" in values:
            first = PartOf(values["part"], first)
        if "part_to" in values:
            last = PartOf(values["part_to"], last)
        if kind == "every":
            return AnyOf((first, last), every=True)
        return Between("within" if kind == "within" else "lasted", first, last)

    return build


def _millennium(values: Values) -> Expression:
    number = values["century"] if "century" in values else values["ordinal"]
    if not 1 <= number <= 10:
        raise ValueError("there is no such millennium")
    return Point(mask=f"{'-' if 'bce' in values else ''}{number - 1}XXX")


def _placed(first: int, count: int) -> Build:
    """The quarter, third or half of a year that is the first, second … or last."""

    def build(values: Values) -> Expression:
        place = values.get("place", values.get("nth", values.get("nth_of")))
        year = _dated(values)
        if not isinstance(year, Point) or (place == _LAST and year.year is None):
            raise ValueError("the last one of no year is the one before this")
        grouped = grouping(first)({"ordinal": count if place == _LAST else place})
        return replace(year, month=grouped.month) if isinstance(grouped, Point) else grouped

    return build


def _share(values: Values, whole: Expression) -> Expression:
    """Once in a half, third or quarter of a decade, century or month; the one in which it divides is in both."""
    count = values["division"]
    place = count if values["place"] == _LAST else values["place"]
    if place > count:
        raise ValueError("nothing has such a part")
    if isinstance(whole, Distance) and whole.unit == "year" and count < 10:
        return Within(Point(month={2: 39, 3: 36, 4: 32}[count] + place), whole)
    if not isinstance(whole, Point) or whole.day is not None:
        raise ValueError("only a year, a month or longer has such parts")
    if whole.mask and whole.month is None:
        begin, end = spoken_years(whole.mask)
        length = end - begin + 1
        if length <= count:
            raise ValueError("this has no such parts")
        if count == 10 and begin >= 0:
            return decade({"decade": begin + length // 10 * (place - 1)})
        first, last = begin + length * (place - 1) // count, begin - -length * place // count
        return Between("within", Point(first), Point(min(last, end)))
    if isinstance(whole.month, int) and whole.month <= 12 and count < 10:
        length = month_length(whole.year or 2001, whole.month)
        first, last = length * (place - 1) // count, min(-(-max(length, 30) * place // count), length)
        return Between("within", replace(whole, day=first + 1), replace(whole, day=last))
    raise ValueError("only a year, a month or longer has such parts")


def _week_in(values: Values, month: Expression) -> Expression:
    """About the seven days that begin or end a month, or follow those that do."""
    if not isinstance(month, Point) or not isinstance(month.month, int) or month.month > 12 or month.day is not None:
        raise ValueError("only a month has such weeks")
    length = month_length(month.year or 2001, month.month)
    last = length if values["place"] == _LAST else 7 * values["place"]
    return Marked("~", Between("within", replace(month, day=last - 6), replace(month, day=last)))


def _week_of(_: Values, day: Expression) -> Expression:
    """Once from the Monday to the Sunday around a day."""
    number = _number_of(day)
    monday = number - (number - 1) % 7
    return Between("within", Point(*civil_date(monday)), Point(*civil_date(monday + 6)))


def _weekend_of(_: Values, day: Expression) -> Expression:
    number = _number_of(day)
    saturday = number - (number - 1) % 7 + 5
    return Between("within", Point(*civil_date(saturday)), Point(*civil_date(saturday + 1)))


def _night(_: Values, day: Expression) -> Expression:
    """A night lies in two days."""
    if isinstance(day, Point) and day.year is None and isinstance(day.day, int) and day.day < 28:
        return Between("within", day, replace(day, day=day.day + 1, weekday=None))
    return Between("within", day, Point(*civil_date(_number_of(day) + 1)))


def _number_of(day: Expression) -> int:
    if isinstance(day, Point) and type(day.year) is type(day.month) is type(day.day) is int:
        return PartialDate(day.year, day.month, day.day).first_day
    raise ValueError("only a whole day will do")


def _and_a_half_ago(values: Values) -> Expression:
    """A unit and a half ago is counted in smaller units, vaguely."""
    smaller: dict[str, tuple[Unit, int]] = {"century": ("year", 100), "decade": ("year", 10), "year": ("month", 12)}
    if values["unit"] not in smaller:
        raise ValueError("half of that is not said of dates")
    unit, length = smaller[values["unit"]]
    return Distance(unit, -(values.get("number", 0) * length + length // 2), loose=True)


def _vaguely_ago(values: Values) -> Expression:
    return ago({**values, "number": values.get("number", 2), "loosely": True})


def _from_so_many_to(sign: int) -> Build:
    """Two or three units ago, or ahead."""

    def build(values: Values) -> Expression:
        near, far = sorted((values["number"], values["more"]))
        first, last = (far, near) if sign < 0 else (near, far)
        return Between("within", Distance(values["unit"], sign * first), Distance(values["unit"], sign * last))

    return build


def _up_to_now(kind: str) -> Build:
    """The last so many units, to the anchor."""

    def build(values: Values) -> Expression:
        begin = Distance(values["unit"], -values.get("number", 1))
        return Between("within" if kind == "within" else "lasted", begin, Distance("day", 0))

    return build


def _from_now(values: Values) -> Expression:
    return Between("within", Distance("day", 0), Distance(values["unit"], values["number"]))


def _so_far(values: Values) -> Expression:
    return Between("within", Distance(values["unit"], 0), Distance("day", 0))


def _yet_to_come(values: Values) -> Expression:
    return Between("within", Distance("day", 0), Distance(values["unit"], 0))


def _weekend(values: Values) -> Expression:
    week = Distance("week", values["toward"])
    return Between("within", Within(Point(weekday=5), week), Within(Point(weekday=6), week))


def _hours_ago(values: Values) -> Expression:
    if values["number"] > 24:
        raise ValueError("more than a day is not said in hours")
    return Between("within", Distance("day", -1), Distance("day", 0))


def _clock(values: Values, day: Expression) -> Expression:
    return At(f"T{values['hour']:02}:{values['minute']:02}:00", day)


def _in_24_hours(found: re.Match[str]) -> str:
    hour = int(found["hour"]) % 12 + (12 if found["half"] == "p" else 0)
    return f"{hour}:{found['minute'] or '00'}"


def _spelled(text: str) -> str:
    """Times as the clocks of all languages say them: “at 3 p.m.” is “, 15:00”."""
    return _AT.sub(", ", _MERIDIEM.sub(_in_24_hours, text))


def _gone(values: Values) -> Expression:
    return point({**values, "toward": -1})


def _day_of(values: Values, whole: Expression) -> Expression:
    return within(values, Point(day=values["day"]), whole)


def _any_of(*, every: bool) -> Callable[..., Expression]:
    """One date or another, or every one; a set among them adds its own members."""

    def build(_: Values, *members: Expression) -> Expression:
        members = tuple(part for member in members for part in _parts(member, every))
        _check_alike(*members)
        return AnyOf(members, every=every)

    return build


def _parts(member: Expression, every: bool) -> tuple[Expression, ...]:
    """What a member adds: a set of the same kind adds its own members."""
    return member.members if isinstance(member, AnyOf) and member.every is every else (member,)


def _check_alike(*ends: Expression) -> None:
    """Refuses a day of the month beside what has no day."""
    points = [end for end in ends if isinstance(end, Point) and end.number is None]
    lone = [one for one in points if one.day is not None and one.month is None]
    counted = [end for end in ends if isinstance(end, Point) and end.number is not None]
    if (lone and any(one.day is None for one in points)) or (counted and any(_is_month(one) for one in points)):
        raise ValueError("a day stands beside a day")


def _is_month(one: Point) -> bool:
    return one.month is not None and one.day is None


def _check_ends(first: Expression, last: Expression) -> None:
    """Refuses what is open, or one of several, as an end: “2010 or earlier”, “2019 or 2020”."""
    if any(isinstance(_unmarked(end), Beside | AnyOf) for end in (first, last)):
        raise ValueError("what is open is no end")
    _check_alike(first, last)


def _within_them(_: Values, a: Expression, b: Expression) -> Expression:
    _check_ends(a, b)
    return Between("within", a, b)


def _lasted(_: Values, a: Expression, b: Expression) -> Expression:
    _check_ends(a, b)
    return Between("lasted", a, b)


def _some(values: Values, of: Expression) -> Expression:
    """A day or month that is not known."""
    if isinstance(of, Point) and of.mask and of.month is None:
        return replace(of, month="XX", day="XX" if values["some"] == "day" else None)
    if isinstance(of, Point) and isinstance(of.month, int) and of.month > 12:
        return of
    raise ValueError("this has no days that are not known")


def _beside(
    kind: Side,
) -> Callable[..., Expression]:
    """Before or after a date; what has two ends, or is one of several, has no such side."""

    def build(_: Values, a: Expression) -> Expression:
        if isinstance(_unmarked(a), Between | Beside | AnyOf):
            raise ValueError("only a date has something before and after it")
        return Beside(kind, a)

    return build


def _unmarked(expression: Expression) -> Expression:
    while isinstance(expression, Marked | PartOf | At):
        expression = expression.of
    return expression


def _every_date(kind: Literal["or_earlier", "or_later"]) -> Callable[..., Expression]:
    """All dates before or after one, and that one."""
    return lambda values, a: AnyOf((_beside(kind)(values, a),), every=True)


def _separated(separators: str, *parts: str) -> str:
    """The parts with the same separator between them."""
    return f"{_WEEKDAY}(?:{'|'.join(re.escape(separator).join(parts) for separator in separators)})"


def _joined_centuries(joint: str, opening: str = "") -> str:
    return (
        rf"{opening}(?:the )?(?:{{part}}[ -])?(?:the )?(?:{_NTH}|{{century}}(?=-))(?:[ -]century)?{joint}(?:the )?"
        rf"(?:{{part_to}}[ -])?(?:the )?{{until}}{_TH}[ -](?:century|centuries|c\.?){_ERA}"
    )


_LEAVES = [
    Leaf(
        "day, month and year",
        f"{_WEEKDAY}(?:the )?{{day}}{_TH}(?: day)?(?: of)? (?:the month of )?{{month}}{_AND_YEAR}",
        _dated,
    ),
    Leaf("month, day and year", f"{_WEEKDAY}{{month}} (?:the )?{{day}}{_TH}{_AND_YEAR}", _dated),
    Leaf("day, month and year", "{day}[-/ ]{month}[-/ ](?:{year}|'?{short_year})", _dated),
    Leaf("feast", f"(?:the )?{{feast}}{_AND_YEAR}", _dated),
    Leaf(
        "month, day and year in numbers",
        _separated("/-", "{month_number}", "{day}", "(?:{year}|{short_year})"),
        point,
    ),
    Leaf(
        "day, month and year in numbers",
        _separated("/.-", "{day}", "{month_number}", "(?:{year}|{short_year})"),
        point,
    ),
    Leaf("year, month and day in numbers", _separated("/.-", "{year}", "{month_number}", "{day}"), point),
    Leaf("month and year in numbers", "{month_number}[/.]{year}", point),
    Leaf("day and year beside a month", f"(?:the )?{{day}}{_TH},? {{year}}{_ERA}", point),
    Leaf("day of the month", "(?:{weekday},? )?(?:the )?(?=[0-9]){day}(?:st|nd|rd|th)", point),
    Leaf("weekday and day", f"{{weekday}},? (?:the )?{{day}}{_TH}", point),
    Leaf("month", f"(?:the )?(?:month of )?{{month}}{_AND_YEAR}", _dated),
    Leaf("month and year", "{month}-(?:{year}|{short_year})", point),
    Leaf(
        "winter of two years", "(?:the )?(?=winter){season} (?:of )?{year}[/-](?:[0-9]{2}(?=[0-9]{2}))?{until}", _winter
    ),
    Leaf(
        "season",
        rf"(?:the )?(?:{{hemisphere}} )?{{season}}{_AND_YEAR}(?:,? (?:in the |\()?{{hemisphere}}(?: hemisphere)?\)?)?",
        _dated,
    ),
    Leaf("quarter", f"(?:the )?{{place}} quarter{_AND_YEAR}", _placed(33, 4)),
    Leaf("quarter", "q(?P<nth>[1-4])[ /,-]*{year}|{year}[ /,-]*q(?P<nth_of>[1-4])", _placed(33, 4)),
    Leaf("third of a year", f"(?:the )?{{place}} third{_AND_YEAR}", _placed(37, 3)),
    Leaf("half of a year", f"(?:the )?{{place}} half{_AND_YEAR}", _placed(40, 2)),
    Leaf("half of a year", "h(?P<nth>[12])[ /,-]*{year}|{year}[ /,-]*h(?P<nth_of>[12])", _placed(40, 2)),
    Leaf("year", "(?:the )?(?:year )?{year}(?: {bce}| {ce})?", point),
    Leaf("two years", "{year}/(?=[0-9]{2}){until}", _two_years("lasted")),
    Leaf("one of two years", "{year}/(?=[0-9]{2}){until}", _two_years("or")),
    Leaf("year and era", r"(?:the )?(?:year )?(?:{old_year} (?:{bce}|{ce})|{ce} {old_year})", point),
    Leaf("year", "the year (?!0){old_year}", point),
    Leaf("year and era", "(?:the year )?(?P<thousands>[1-9][0-9]{0,2}),?(?P<rest>[0-9]{3}) {bce}", _long_year),
    Leaf("year in words", f"(?:the )?(?:year )?(?:{_SAID_YEAR})", _dated),
    Leaf("year of two digits", "'{short_year}", point),
    Leaf("decade", "(?:the )?(?=2000){decade}'?s", decade),
    Leaf("century by its years", "(?:the )?(?=[0-9]{2}00){decade}'?s", hundreds),
    Leaf("decade", "(?:the )?{decade}'?s", decade),
    Leaf("decade", "(?:the )?'?{short_decade}'?s|(?:the )?{tens}", _short_decade(1900)),
    Leaf("decade", "(?:the )?{naught}", lambda _: Point(mask="200X")),
    Leaf("decade", "(?:the )?'?(?=[12]){short_decade}'?s|(?:the )?(?=tw){tens}", _short_decade(2000)),
    Leaf(
        "decade in words",
        "(?:the )?{hundreds}[ -]{tens}",
        lambda v: Point(mask=f"{v['hundreds'] * 10 + v['tens'] // 10}X"),
    ),
    Leaf("decade before the common era", "(?:the )?(?P<tens_of_years>[1-9][0-9]{0,2}0)'?s {bce}", _decade_before_ce),
    Leaf(
        "decades",
        "(?:the )?(?:{decade}|'?{short_decade})'?s ?(?:-|to|until) ?(?:the )?'?(?P<last_decade>[1-9]0)'?s",
        lambda v: Between("lasted", *_decades(v)),
    ),
    Leaf(
        "decades",
        "(?:both )?(?:the )?(?:{decade}|'?{short_decade})'?s (?:and|&) (?:the )?'?(?P<last_decade>[1-9]0)'?s",
        lambda v: AnyOf(_decades(v), every=True),
    ),
    Leaf("century", rf"(?:the )?{_NTH}[ -](?:century|centuries|c\.?){_ERA}", century),
    Leaf("century", r"{century} ?c\.?", century),
    Leaf("millennium", f"(?:the )?{_NTH} millennium{_ERA}", _millennium),
    Leaf("centuries", _joined_centuries("(?:-| - | to | until | through )", "(?:from )?"), _centuries("lasted")),
    Leaf(
        "one date in centuries",
        _joined_centuries(" (?:and|or) ", "(?:at )?(?:(?:a|some) ?time )?between "),
        _centuries("within"),
    ),
    Leaf("centuries", _joined_centuries(" (?:and|&) "), _centuries("every")),
    Leaf("weekday", "(?:{toward} )?{weekday}", point),
    Leaf("last, this or next", f"{_THE}(?!past){{toward}} {{unit}}", unit_toward),
    Leaf("last, this or next", f"{_THE}{{toward}} (?:{{month}}|{{season}})", point),
    Leaf("last, this or next", "(?:the )?(?:{month}|{season}|{weekday}) (?:just gone|last|past)", _gone),
    Leaf("last, this or next weekend", f"{_THE}{{toward}} weekend", _weekend),
    Leaf("up to now", "(?:the )?past {unit}", _up_to_now("within")),
    Leaf("up to now", "(?:(?:in|within|during|over) )?(?:the )?(?:last|past) {number} {unit}", _up_to_now("within")),
    Leaf(
        "up to now, lasting",
        "(?:(?:for|over|throughout) )?(?:the )?(?:last|past) {number} {unit}",
        _up_to_now("lasted"),
    ),
    Leaf("from now", "(?:(?:in|within|during|over) )?(?:the )?(?:next|coming) {number} {unit}", _from_now),
    Leaf("so far", "earlier this {unit}|(?:so far )this {unit}(?: so far)?", _so_far),
    Leaf("yet to come", "later this {unit}", _yet_to_come),
    Leaf("time ago", f"(?:(?:{{almost}}|{{loosely}}) )?{{number}} {{unit}} {_AGO}", ago),
    Leaf(
        "vague time ago",
        r"(?:{number}(?:-odd|\+| or so) {unit}|{number} {unit} or (?:so|more)|a couple(?: of)? {unit}) "
        f"{_AGO}",
        _vaguely_ago,
    ),
    Leaf("one time ago or another", f"{{number}}(?: or | to | ?- ?){{more}} {{unit}} {_AGO}", _from_so_many_to(-1)),
    Leaf("one time ahead or another", "in {number}(?: or | to | ?- ?){more} {unit}", _from_so_many_to(1)),
    Leaf(
        "time and a half ago",
        f"(?:half an? {{unit}}|{{number}} and a half {{unit}}|{{number}} {{unit}} and a half) {_AGO}",
        _and_a_half_ago,
    ),
    Leaf("hours ago", f"{{number}} (?:hours?|minutes?|seconds?) {_AGO}", _hours_ago),
    Leaf("time ago", f"(?P<number>a) fortnight {_AGO}", lambda _: Distance("week", -2)),
    Leaf("time ahead", "in {number} {unit}(?:'s?)?(?: time)?|{number} {unit} from (?:now|today)", ahead),
    Leaf("today", "(?:earlier |later )?today|this (?:day|morning|afternoon|evening)", days(0)),
    Leaf("yesterday", "yesterday(?: morning| afternoon| evening)?", days(-1)),
    Leaf("the day before yesterday", "(?:the )?day before yesterday", days(-2)),
    Leaf("tomorrow", "tomorrow(?: morning| afternoon| evening)?", days(1)),
    Leaf("the day after tomorrow", "(?:the )?day after tomorrow", days(2)),
    Leaf(
        "last night", "(?:last|yesterday) night", lambda _: Between("within", Distance("day", -1), Distance("day", 0))
    ),
    Leaf("tonight", "tonight", lambda _: Between("within", Distance("day", 0), Distance("day", 1))),
    Leaf("unknown year", "an? unknown year", lambda _: Point(mask="XXXX")),
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
    Frame("about", r"{a},? \((?:approx\.?|approximate|approximately|circa)\)", lambda _, a: Marked("~", a)),
    Frame("probably", r"{a},? \((?:uncertain|probably|probable)\)", lambda _, a: Marked("?", a)),
    Frame(
        "all of it",
        "(?:throughout|all(?: of| through)?|the (?:whole|entire)(?: of)?) {a}",
        lambda _, a: Between("lasted", a, a),
    ),
    Frame("every one of them", "(?:both )?{a},? (?:and|&) {b}", _any_of(every=True), series=True),
    Frame("one or the other", "(?:either )?{a},? or {b}", _any_of(every=False), series=True),
    Frame("day or month unknown", "(?:(?:a|some) )?{some} (?:in|of) {a}", _some),
    Frame(
        "of the last, this or the next",
        f"(?:the )?{{a}},? (?:of |in )?{_THE}(?=(?:last|this|next) (?:week|month|year)|[a-z0-9 ]+ ago){{b}}",
        within,
    ),
    Frame("of the last, this or the next", f"(?:the )?{{day}}{_TH} (?:day )?of (?=last|this|next){{a}}", _day_of),
    Frame(
        "until now",
        rf"(?:from |since )?{{a}}{_TO}(?:the )?(?:present(?: day)?|now|today|date|ongoing)",
        _beside("onwards"),
    ),
    Frame("lasted from … to …", f"(?:from )?{{a}}{_TO}{{b}}", _lasted),
    Frame(
        "one date between … and …",
        "(?:at |on )?(?:some ?(?:time|where|point) |(?:a|any|some) ?(?:time|date|day|point|year) )?between "
        "{a}(?: and | to | ?- ?){b}",
        _within_them,
    ),
    Frame("lasted between … and …", "between {a}(?: and | to | ?- ?){b}", _lasted),
    Frame("or earlier", "(?:in |on |at )?(?:or before|before or (?:in|on|at)) {a}", _beside("or_earlier")),
    Frame("or later", "(?:in |on |at )?(?:or after|after or (?:in|on|at)) {a}", _beside("or_later")),
    Frame(
        "before",
        "(?:(?:some ?time |well |just |shortly )?before|prior to|earlier than|pre-|ante ) ?{a}",
        _beside("before"),
    ),
    Frame(
        "after",
        "(?:(?:some ?time |well |just |shortly )?after|later than|following|post-|post ) ?{a}",
        _beside("after"),
    ),
    Frame("or later", "{a} or (?:later|after|thereafter)", _beside("or_later")),
    Frame("or later", "(?:(?:not|no) (?:before|earlier than)|at the earliest,?(?: in| on)?) {a}", _beside("or_later")),
    Frame("or later", "{a},? at the earliest", _beside("or_later")),
    Frame("or earlier", "{a} or (?:earlier|before)", _beside("or_earlier")),
    Frame(
        "by",
        "(?:by|not later than|no later than|not after|at the latest,?(?: by| in| on)?)(?: at least)? {a}",
        _beside("or_earlier"),
    ),
    Frame("by", "(?:by |in |on )?{a},? at the latest", _beside("or_earlier")),
    Frame("onwards", "{a} (?:and|&) (?:later|after|beyond|onwards?)", _beside("onwards")),
    Frame("until", "{a} (?:and|&) (?:earlier|before)", _beside("until")),
    Frame("every date until", "every (?:date|day) until {a}", _every_date("or_earlier")),
    Frame("every date from", "every (?:date|day) from {a}", _every_date("or_later")),
    Frame(
        "since",
        "(?:(?:ever )?since|(?:as )?from|starting(?: in| on| from)?|beginning (?:in|on))(?: at least)? "
        "{a}(?: (?:on|onwards?|forward))?",
        _beside("onwards"),
    ),
    Frame("onwards", "{a} (?:onwards?|on)", _beside("onwards")),
    Frame("onwards", "{a} ?-", _beside("onwards")),
    Frame("until", "(?:up )?(?:until|till|to|through)(?: at least)? {a}", _beside("until")),
    Frame("about", f"{_CIRCA}(?:the )?{{a}}", lambda _, a: Marked("~", a)),
    Frame("about", r"{a},? (?:approx\.?|approximately|or so|circa|or thereabouts)", lambda _, a: Marked("~", a)),
    Frame("about", "{a}-?ish", lambda _, a: Marked("~", a)),
    Frame("probably", f"{_MAYBE}{{a}}", lambda _, a: Marked("?", a)),
    Frame(
        "probably",
        r"{a} ?(?:\?|\(\?\)|,? (?:probably|perhaps|maybe|possibly|guess))",
        lambda _, a: Marked("?", a),
    ),
    Frame(
        "from early, middle or late to the next",
        "(?:in )?(?:the )?{part}[ -]?to[ -]?{part_to}(?: |-)(?:in )?(?:the )?{a}",
        lambda v, a: Between("within", PartOf(v["part"], a), PartOf(v["part_to"], a)),
    ),
    Frame(
        "early, in the middle or late",
        "(?:in |at )?(?:the )?(?:very )?{part}(?: |-|)(?:in )?(?:the )?{a}",
        part_of,
    ),
    Frame("half, third or quarter", "(?:in )?(?:the )?{place} {division} of (?:the )?{a}", _share),
    Frame("week of a month", "(?:in |during )?(?:the )?{place} week (?:of|in) {a}", _week_in),
    Frame("week of a day", "(?:in |during )?(?:the )?week (?:of|beginning|starting|commencing|from) {a}", _week_of),
    Frame("weekend of a day", "(?:on |over |at )?(?:the )?weekend of {a}", _weekend_of),
    Frame("night of a day", "(?:on |in |during )?(?:the )?night of {a}", _night),
    Frame(
        "part of a day", "(?:on |in )?(?:the )?(?:early |late )?(?:morning|afternoon|evening) of {a}", lambda _, a: a
    ),
    Frame(
        "night of two days", "(?:on |in |during )?(?:the )?(?:night|nights) of {a}(?: to |-| and |/){b}", _within_them
    ),
    Frame("time of a day", "(?:at )?{hour}:{minute},? (?:on )?{a}", _clock),
    Frame("a date in", "(?:(?:a|some) )?(?:year|decade|date|time)(?: somewhere)? (?:in|during) {a}", lambda _, a: a),
    Frame(
        "in, on",
        "(?:(?:back |only |early on |(?:at )?some ?time |(?:at )?some point |one day )?(?:in|on|during|within)"
        "|at|dated|active|the year|as (?:early|late|recently) as|as of) {a}",
        lambda _, a: a,
    ),
    Frame("since", "as of {a}", _beside("onwards")),
    Frame(
        "a year behind a word",
        r"(?!(?:{no_word}|[a-z]+ing)\b)[a-z]{4,}[,.]?(?: in)? (?=[0-9]{4}\Z){a}",
        lambda _, a: a,
        lenient=True,
    ),
    Frame(
        "a year and its part",
        "(?=[0-9]{4},? [a-z]+\\Z){a},? (?:early|mid|late|beginning|end)",
        lambda _, a: a,
        lenient=True,
    ),
    Frame(
        "a year before words",
        r"the (?=(?:1[0-9]|20)[0-9]{2} [a-z]){a}(?: (?!(?:of|in|on|at|by|for|who|the)\b)[a-z][a-z'-]*){0,3} "
        r"{occasion}(?: (?:of|in|on|at|against)\b[a-z' -]*)?",
        lambda _, a: a,
        lenient=True,
    ),
]

LANGUAGE = Language(
    code="en",
    spelling=_spelled,
    words={
        "month": _MONTHS,
        "weekday": _WEEKDAYS,
        "season": _SEASONS,
        "hemisphere": _HEMISPHERES,
        "day": _ORDINALS,
        "feast": _FEASTS,
        "number": _NUMBERS,
        "more": {**_NUMBERS, **{str(n): n for n in range(1, 100)}},
        "ordinal": _ORDINALS,
        "until": _ORDINALS,
        "no_word": dict.fromkeys(_NO_WORDS, True),
        "occasion": dict.fromkeys(_OCCASIONS, True),
        "some": {"day": "day", "month": "month"},
        "place": _PLACES,
        "division": {"half": 2, "third": 3, "quarter": 4, "decade": 10},
        "tens": _TENS,
        "naught": dict.fromkeys(("noughties", "aughts"), True),
        "hundreds": {word: n for n, word in enumerate((*_TEENS, "twenty"), 10)},
        "thousand": {"two thousand": 2000},
        "two_digits": _TWO_DIGITS,
        "one_digit": {word: n for n, word in enumerate(_ONES, 1)},
        "unit": _UNITS,
        "almost": dict.fromkeys(("almost", "nearly", "just under", "less than", "not quite", "close to"), True),
        "loosely": dict.fromkeys(
            ("over", "more than", "some", "about", "around", "roughly", "just over", "at least"), True
        ),
        "toward": dict.fromkeys(("last", "past", "this past"), -1)
        | dict.fromkeys(("this", "current"), 0)
        | dict.fromkeys(("next", "coming", "this coming"), 1),
        "part": _PARTS,
        "part_to": _PARTS,
        "hour": {f"{n:{width}}": n for n in range(24) for width in ("", "02")},
        "minute": {f"{n:02}": n for n in range(60)},
        "bce": dict.fromkeys(("bce", "bc", "b.c.", "b.c", "b.c.e.", "b.c.e"), True),
        "ce": dict.fromkeys(("ce", "ad", "a.d.", "a.d", "c.e.", "c.e"), True),
    },
    leaves=_LEAVES,
    frames=_FRAMES,
    never=frozenset({"may", "march", "mar", "sun", "sat", "mon", "wed", "dec", "now", "fall", "spring"}),
)
