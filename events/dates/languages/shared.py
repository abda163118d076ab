"""What the rules of several languages come to alike."""

from typing import Literal, TypeAlias

from events.dates.expressions import AnyOf, Between, Distance, Expression, PartOf, Point, Within
from events.dates.language import Build, Values

# What two decades or centuries under one name come to.
Pair: TypeAlias = Literal["lasted", "within", "every", "either"]

# Centuries that are written in digits, for the second of two.
CENTURIES_IN_DIGITS = {str(n): n for n in range(1, 22)}
# The second of two decades under one name; its tens are words of the language.
LAST_DECADE = r"(?:(?P<last_decade>[0-9]{3}0)(?!\d)|'?(?P<last_short_decade>[1-9]0)(?!\d)|{last_tens})"
# Two digits of a year are of the last century from here on, else of this one.
_PIVOT = 30
# The centuries that people write in Roman numerals, the first one first.
ROMAN = (
    *("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"),
    *("xi", "xii", "xiii", "xiv", "xv", "xvi", "xvii", "xviii", "xix", "xx", "xxi"),
)


def point(values: Values) -> Expression:
    """A day, month, season or year, as far as the words go; a weekday beside a day is passed over."""
    month = values.get("month", values.get("month_number", values.get("season")))
    if "month_number" in values and "day" not in values and values.get("year", 1000) < 1000:
        raise ValueError("a number like 1.200 is no month and year")
    return Point(
        era_year(values),
        month,
        values.get("day"),
        weekday=values.get("weekday"),
        toward=values.get("toward"),
        bare=_bare_year(values),
    )


def _bare_year(values: Values) -> int | None:
    """The number that a year was said in, where no era was."""
    if "bce" in values or "ce" in values:
        return None
    return next((values[name] for name in ("year", "old_year", "short_year") if name in values), None)


def era_year(values: Values) -> int | None:
    """The year of `year`, `old_year` or `short_year`; before the common era where `bce` was said."""
    year: int | None = values.get("year", values.get("old_year"))
    if "short_year" in values:
        return short_year(values["short_year"])
    if year is None or "bce" not in values:
        return year
    if year == 0:
        raise ValueError("no year 0 is written with an era")
    return 1 - year


def short_year(year: int) -> int:
    """The year that two digits are short for."""
    return year + (1900 if year >= _PIVOT else 2000)


def decade(values: Values) -> Expression:
    """The decade of `decade` (1990) or of `short_decade` or `tens` (90, of the last century)."""
    return _decade(values["decade"] if "decade" in values else 1900 + _tens(values))


def decade_of_this_century(values: Values) -> Expression:
    """The decade of `short_decade` or `tens` in this century, as far as it has got."""
    if _tens(values) > 20:
        raise ValueError("this century has not got so far")
    return _decade(2000 + _tens(values))


def _decade(first: int) -> Expression:
    return Point(mask=f"{first // 10:03}X")


def _tens(values: Values) -> int:
    tens: int = values.get("short_decade", values.get("tens"))
    return tens


def hundreds(values: Values) -> Expression:
    """The century of a year that ends in 00, for what is called after it."""
    return Point(mask=f"{values['decade'] // 100:02}XX")


def century(values: Values) -> Expression:
    """The century of `century` or `ordinal`, counted from 1; before the common era where `bce` was said."""
    number = values["century"] if "century" in values else values["ordinal"]
    if not 1 <= number <= 99:
        raise ValueError("there is no such century")
    return Point(mask=f"{'-' if 'bce' in values else ''}{number - 1:02}XX")


def grouping(first: int) -> Build:
    """The quarter, third or half of a year that `ordinal` counts; `first` is the first one's number in EDTF."""

    def build(values: Values) -> Expression:
        last = {33: 36, 37: 39, 40: 41}[first]
        if not first <= first - 1 + values["ordinal"] <= last:
            raise ValueError("a year has no such part")
        return Point(era_year(values), first - 1 + values["ordinal"], toward=values.get("toward"))

    return build


def ago(values: Values) -> Expression:
    """So many units before the anchor; vaguely where `loosely` or `almost` was said."""
    return _counted(values, -1)


def ahead(values: Values) -> Expression:
    """So many units after the anchor."""
    return _counted(values, 1)


def _counted(values: Values, direction: int) -> Expression:
    """One decade or century away is about a year of that distance, not the decade beside this one."""
    unit, number, short = values["unit"], values.get("number", 1), "almost" in values
    if number == 1 and unit in ("decade", "century") and not short:
        return Distance("year", direction * (10 if unit == "decade" else 100), loose=True)
    return Distance(unit, direction * number, "loosely" in values or short, short)


def unit_toward(values: Values) -> Expression:
    """The last, this or the next unit."""
    return Distance(values["unit"], values["toward"])


def days(count: int) -> Build:
    """So many days from the anchor: yesterday is -1."""
    return lambda values: Distance("day", count)


def within(values: Values, of: Expression, whole: Expression) -> Expression:
    """A part of a year, month or week that is counted from the anchor."""
    if isinstance(of, Point) and isinstance(whole, Distance):
        return Within(of, whole)
    raise ValueError("only a point lies within a distance")


def over_new_year(values: Values) -> Expression:
    """The season that lies in two years: the northern winter, the southern summer."""
    season = {22: 30}.get(values["season"], values["season"])
    if season not in (24, 30) or values["number"] not in (values["year"] + 1, (values["year"] + 1) % 100):
        raise ValueError("no season lies in both years")
    return Point(values["year"], season)


def pair(kind: Pair, first: Expression, last: Expression) -> Expression:
    """What lasted through both, one date in them, both of them, or either."""
    if kind == "lasted" or kind == "within":
        return Between(kind, first, last)
    return AnyOf((first, last), every=kind == "every")


def decades(kind: Pair) -> Build:
    """Two decades under one name (`LAST_DECADE`); tens are of the century of the first."""

    def build(values: Values) -> Expression:
        first = values["decade"] if "decade" in values else 1900 + _tens(values)
        tens = values.get("last_short_decade", values.get("last_tens"))
        last = values["last_decade"] if tens is None else first // 100 * 100 + tens
        return pair(kind, _decade(first), _decade(last))

    return build


def centuries(kind: Pair) -> Build:
    """Two centuries under one name, the era said once."""
    return lambda values: pair(kind, century(values), century({**values, "century": values["last_century"]}))


def turn_of_centuries(kind: Pair) -> Build:
    """Late in one century and early in the next, the name and the era said once."""

    def build(values: Values) -> Expression:
        first, last = century(values), century({**values, "century": values["last_century"]})
        return pair(kind, PartOf("late", first), PartOf("early", last))

    return build


def part_of(values: Values, whole: Expression) -> Expression:
    """The early, middle or late part of something."""
    return PartOf(values["part"], whole)


def share_of(values: Values, whole: Expression) -> Expression:
    """One date in a half, third or quarter of a decade or century."""
    if not isinstance(whole, Point) or not whole.mask.endswith("X") or whole.mask.startswith("-"):
        raise ValueError("of a year there are halves and quarters of their own")
    shares, ordinal = values["share"], values["ordinal"] if "ordinal" in values else values["share"]
    years = 10 ** whole.mask.count("X")
    if ordinal > shares or years // shares < 3:
        raise ValueError("there is no such part")
    first = int(whole.mask.replace("X", "0"))
    begin, end = (first + -(-years * place // shares) for place in (ordinal - 1, ordinal))
    return Between("within", Point(begin), Point(end - 1))
