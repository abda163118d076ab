"""What `describe` says of a date, read back: frames made from its own table of phrases, for each language in it.

A rule file knows how people write dates; here is what only this project writes: marks on parts of a date, estimated
years, ends, months and years that are not known.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import combinations, product
from typing import Any

from events.dates.expressions import Beside, Between, Component, Expression, Extent, Mark, Marked, Point, Side
from events.dates.language import Frame, Language, Leaf, Values
from events.dates.masks import mask_of
from events.dates.values import PartialDate
from events.dates.wording import PHRASES, SHORT

_SLOT = re.compile(r"\{\}")
# A prefix stands off from a number by a hyphen.
_SLOTS = ("-?{a}", "-?{b}")
_NAMES: dict[str, Component] = {"year": "year", "month": "month", "part": "month", "day": "day"}


def with_own_words(language: Language) -> Language:
    """The language with what `describe` says in it; the same where nothing is said in it."""
    phrases = PHRASES.get(language.code)
    if phrases is None:
        return language
    words: dict[str, dict[str, Any]] = {"note": _notes(phrases), "estimated": {phrases["estimated_whole"]: True}}
    words["estimated_at"] = {_at(table): True for table in (phrases, phrases | SHORT[language.code])}
    return replace(
        language,
        words={**language.words, **words},
        leaves=[*language.leaves, _long_year(language, phrases)],
        frames=[*_frames(language, phrases), *language.frames],
    )


def _long_year(language: Language, phrases: dict[str, str]) -> Leaf:
    """A year of more digits than people write, before the common era."""
    pattern = _pattern(language, phrases["bce"].rstrip(".")).replace("-?{a}", "(?P<long_year>[0-9]{5,9})")
    return Leaf("year and era", pattern, lambda values: Point(1 - values["long_year"]))


def _frames(language: Language, phrases: dict[str, str]) -> Iterator[Frame]:
    yield Frame("marks on parts", r"{a} \({note}\)", _marked)
    yield Frame("estimated", r"{a} \({estimated}\)", lambda values, year: _estimated(values, year, year))
    yield Frame("estimated", "{a}{estimated_at} {b}", _estimated)
    yield Frame("of a year between", _between_years(language, phrases), _in_years_between)
    for phrase, build in _BUILDS.items():
        yield Frame(phrase.replace("_", " "), _pattern(language, phrases[phrase]), build)


def _pattern(language: Language, phrase: str) -> str:
    """A phrase of the table as a pattern over folded text."""
    slots = iter(_SLOTS)
    return _SLOT.sub(lambda _: next(slots), re.escape(language.fold(phrase)).replace(r"\{\}", "{}").replace(r"\ ", " "))


def _between_years(language: Language, phrases: dict[str, str]) -> str:
    before, between, joint, behind = phrases["in_years_between"].split("{}")
    common_era = f"(?: ?{_pattern(language, phrases['ce'].replace('{}', ''))})?"
    years = (f"-?(?P<{name}>[0-9]{{1,4}}){common_era}" for name in ("first_year", "last_year"))
    texts = (_pattern(language, text) for text in (between, joint, behind))
    return f"{before}{{a}} " + " ?".join(part for pair in zip(texts, (*years, ""), strict=True) for part in pair)


def _at(phrases: dict[str, str]) -> str:
    """What stands between the years of an estimate and the estimated one."""
    return phrases["estimated"].rpartition("{}")[0].rpartition("{}")[2].rstrip()


def _notes(phrases: dict[str, str]) -> dict[str, list[Marked]]:
    """All that can be said in parentheses of how a date is marked, and what it means."""
    marks: tuple[tuple[str, Mark], ...] = (("uncertain", "?"), ("approximate", "~"))
    of_parts = {
        mark: {
            phrases[phrase].format(phrases["comma"].join(phrases[name] for name in names)): Marked(
                mark, Point(), tuple(_NAMES[name] for name in names)
            )
            for names in _parts()
        }
        for phrase, mark in marks
    }
    whole = {phrases["uncertain_whole"]: Marked("?", Point()), phrases["approximate_whole"]: Marked("~", Point())}
    notes = {words: [mark] for words, mark in (*of_parts["?"].items(), *of_parts["~"].items(), *whole.items())}
    pairs = (*product(of_parts["?"].items(), of_parts["~"].items()), (whole.items()))
    for (first, uncertain), (second, approximate) in pairs:
        notes[phrases["semicolon"].join((first, second))] = [uncertain, approximate]
    return notes


def _parts() -> Iterator[tuple[str, ...]]:
    for names in (("year", "month", "day"), ("year", "part")):
        for count in range(1, len(names) + 1):
            yield from combinations(names, count)


def _marked(values: Values, date: Expression) -> Expression:
    for mark in values["note"]:
        date = replace(mark, of=date)
    return date


def _estimated(_: Values, span: Expression, year: Expression) -> Expression:
    """A year of which so many digits are meant that it may be any of the span."""
    match span, year:
        case (
            Between(kind="within", first=Point(year=int(first), month=None), last=Point(year=int(last), month=None)),
            Point(year=int(), month=None),
        ):
            return _with_digits(year, first, last)
        case Point(year=int(only), month=None), Point(year=int(), month=None) if only == year.year:
            return _with_digits(year, only, only)
    raise ValueError("only years are estimated")


def _with_digits(year: Point, first: int, last: int) -> Point:
    outer = PartialDate(first).first_day, PartialDate(last).last_day
    for digits in range(1, len(str(abs(year.year or 0))) + 1):
        estimate = PartialDate(year.year or 0, significant=digits)
        if (estimate.first_day, estimate.last_day) == outer:
            return replace(year, significant=digits)
    raise ValueError("no number of digits spans these years")


def _in_years(_: Values, date: Expression, years: Expression) -> Expression:
    """A day or month of a year of which no more is known than its decade, or nothing."""
    match date, years:
        case Point(year=None, mask="", number=None, toward=None), Point(mask=mask, month=None) if mask:
            return replace(date, mask=mask)
    raise ValueError("only days and months are of a year that is not known")


def _in_years_between(values: Values, date: Expression) -> Expression:
    mask = mask_of(values["first_year"], values["last_year"])
    return _in_years(values, date, Point(mask=mask or ""))


def _some_day(_: Values, whole: Expression) -> Expression:
    match whole:
        case Point(day=None, number=None, weekday=None, toward=None, month=None):
            return replace(whole, month="XX", day="XX")
        case Point(day=None, number=None, weekday=None, toward=None, month=int(month)) if month <= 12:
            return replace(whole, day="XX")
    raise ValueError("only years and months have days that are not known")


def _some_month(_: Values, year: Expression) -> Expression:
    match year:
        case Point(day=None, month=None, number=None, weekday=None, toward=None):
            return replace(year, month="XX")
    raise ValueError("only years have months that are not known")


def _day_of_some_month(_: Values, day: Expression, year: Expression) -> Expression:
    match day, year:
        case Point(number=int(number)), Point(day=None, month=None, number=None, weekday=None, toward=None):
            return replace(year, month="XX", day=number)
    raise ValueError("this is no day of a month that is not known")


def _beside(kind: Side) -> Callable[[Values, Expression], Expression]:
    return lambda _, date: Beside(kind, date)


def _between(kind: Extent) -> Callable[[Values, Expression, Expression], Expression]:
    return lambda _, first, last: Between(kind, first, last)


_BUILDS: dict[str, Callable[..., Expression]] = {
    "end_unknown": _beside("end_unknown"),
    "start_unknown": _beside("start_unknown"),
    "whole": lambda _, date: Between("lasted", date, date),
    "lasted_apart": _between("lasted"),
    "between": _between("within"),
    "inner_between": _between("within"),
    "lasted_from": _between("lasted"),
    "onwards": _beside("onwards"),
    "some_day": _some_day,
    "some_month": _some_month,
    "day_of_some_month": _day_of_some_month,
    "in_years": _in_years,
    "in_unknown_year": lambda values, date: _in_years(values, date, Point(mask="XXXX")),
}
