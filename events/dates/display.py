"""EDTF in words, after the National Archives' style: "20 July 2023", "about 2004", "some time between 2006 and 2019".

Days, months and digits come from CLDR through Babel; what EDTF adds to them is in `wording`. A language without a table
is answered in English.
"""

import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Literal, TypeAlias

from babel import Locale, UnknownLocaleError
from babel.dates import format_date, format_skeleton
from babel.numbers import format_decimal

from events.dates.bounds import civil_date
from events.dates.masks import MONTHS
from events.dates.values import AllOf, DateSet, Edtf, Interval, PartialDate, Range
from events.dates.wording import (
    ARTICLES,
    CE_BELOW,
    DAY_AND_MONTH,
    DEFAULT_CE_BELOW,
    DIGITS,
    JOINTS,
    LOCALES,
    PHRASES,
    SHORT,
    SHORTENED_MONTHS,
)

Style: TypeAlias = Literal["full", "short"]
_GROUPING_PHRASES = (
    *("spring", "summer", "autumn", "winter") * 3,
    *("quarter_1", "quarter_2", "quarter_3", "quarter_4"),
    *("third_1", "third_2", "third_3", "half_1", "half_2"),
)
_HEMISPHERES = {25: "north", 26: "north", 27: "north", 28: "north", 29: "south", 30: "south", 31: "south", 32: "south"}
_LEFT_TO_RIGHT, _END_OF_ISOLATE = "\u2066", "\u2069"


def describe(edtf: Edtf, language: str, style: Style = "full") -> str:
    """The date in words of a language (BCP 47); `short` abbreviates, and says of no component how it is marked.

    Parts that run from left to right are isolated in languages written from right to left. The whole has no isolate:
    whoever sets it into text of another direction does that.
    """
    return _wording(language, style).of(edtf)


def count_in_words(number: int, language: str, *, grouped: bool = True) -> str:
    """A whole number in the digits that dates have in a language, its thousands set apart unless told otherwise."""
    wording = _wording(language, "full")
    return wording.count(number) if grouped else wording.number(number)


@lru_cache(maxsize=64)
def _wording(language: str, style: Style) -> "_Wording":
    primary = language.split("-")[0].lower()
    if primary not in PHRASES:
        primary = language = "en"
    try:
        locale = Locale.parse(LOCALES.get(primary) or language.replace("-", "_"))
    except (ValueError, UnknownLocaleError):
        locale = Locale.parse(primary)
    return _Wording(primary, locale, style)


class _Wording:
    """The words of one language in one style."""

    def __init__(self, language: str, locale: Locale, style: Style) -> None:
        self._short = style == "short"
        self._phrases = PHRASES[language] | (SHORT[language] if self._short else {})
        self._articles = ARTICLES.get(language, {})
        self._joints = [(re.compile(pattern), words) for pattern, words in JOINTS.get(language, [])]
        self._locale = locale
        self._month = "MMM" if self._short and language in SHORTENED_MONTHS else "MMMM"
        self._ce_below = CE_BELOW.get(language, DEFAULT_CE_BELOW)
        self._yearless = DAY_AND_MONTH.get(language)
        self._digits = DIGITS.get(locale.default_numbering_system, {})

    def of(self, edtf: Edtf) -> str:
        words = self._words(edtf)
        for pattern, joint in self._joints:
            words = pattern.sub(joint, words)
        return words

    def _words(self, edtf: Edtf) -> str:
        match edtf:
            case Interval():
                return self._interval(edtf)
            case DateSet():
                return self._set(edtf)
            case PartialDate():
                return self._date(edtf)
        raise TypeError(f"There are no words for a {type(edtf).__name__}.")

    def _say(self, phrase: str, *words: str) -> str:
        return self._phrases[phrase].format(*words)

    def _interval(self, interval: Interval) -> str:
        match interval.start, interval.end:
            case PartialDate() as start, PartialDate() as end:
                return self._lasted(start, end)
            case PartialDate() as start, end:
                return self._say("onwards" if end == ".." else "end_unknown", self._inner(start))
            case start, PartialDate() as end:
                return self._say("until" if start == ".." else "start_unknown", self._inner(end))
        raise AssertionError("an interval has a date at one end")

    def _lasted(self, start: PartialDate, end: PartialDate) -> str:
        if str(start) == str(end):
            return self._say("whole", self._inner(start))
        # Words of several are held apart, lest what is said of the one be read of both.
        if _is_vague(start):
            return self._say("lasted_apart", self._inner(start), self._inner(end))
        phrase = "lasted_from" if any(start.qualification) else "lasted"
        return self._say(phrase, self._inner(start), self._inner(end))

    def _set(self, dates: DateSet) -> str:
        everything = isinstance(dates, AllOf)
        words = [self._every(member) if everything else self._member(member) for member in dates.members]
        # A comma keeps apart what has such words of its own.
        plain = all(
            isinstance(member, PartialDate) and not _is_vague(member) and not any(member.qualification)
            for member in dates.members
        )
        apart = "" if plain else "_long"
        return self._list(("and" if everything else "or") + apart, words)

    def _list(self, last: str, words: list[str]) -> str:
        if len(words) == 1:
            return words[0]
        return self._say(last, self._phrases["comma"].join(words[:-1]), words[-1])

    def _member(self, member: PartialDate | Range) -> str:
        match member:
            case PartialDate():
                return self._date(member)
            case (PartialDate() as first, PartialDate() as last) if _is_stretch(first) or _is_stretch(last):
                return self._stretch(first, last, f"{first}..{last}")
            case (PartialDate() as first, PartialDate() as last):
                return self._say("between", self._inner(first), self._inner(last))
            case (None, PartialDate() as last):
                return self._before(last)
            case (PartialDate() as first, None):
                return self._say("or_later", self._date(first))
        raise AssertionError("a range has a date at one end")

    def _before(self, last: PartialDate) -> str:
        following = _following(last)
        return self._say("before", self._inner(following)) if following else self._say("or_earlier", self._date(last))

    def _every(self, member: PartialDate | Range) -> str:
        match member:
            case PartialDate():
                return self._date(member)
            case (PartialDate() as first, PartialDate() as last):
                return self._lasted(first, last)
            case (None, PartialDate() as last):
                return self._say("all_until", self._inner(last))
            case (PartialDate() as first, None):
                return self._say("all_from", self._inner(first))
        raise AssertionError("a range has a date at one end")

    def _inner(self, part: PartialDate) -> str:
        """The date inside a phrase, where it may take an article."""
        return self._date(part, inner=True)

    def _date(self, part: PartialDate, *, inner: bool = False) -> str:
        marks = part.qualification
        whole = _common_mark(part)
        vague = _is_vague(part)
        words = self._unqualified(part, inner=inner or (bool(whole) and not vague and not self._short))
        if any(marks) and (vague or (not whole and not self._short)):
            notes = self._whole_notes(whole) if whole else self._notes(part)
            return self._say("marked", words, self._phrases["semicolon"].join(notes))
        if marks.marked("~"):
            words = self._say("about", words)
        if marks.marked("?"):
            words = self._say("probably", words)
        return words

    def _whole_notes(self, mark: str) -> Iterable[str]:
        for note, own in (("uncertain_whole", "?"), ("approximate_whole", "~")):
            if mark in (own, "%"):
                yield self._phrases[note]

    def _notes(self, part: PartialDate) -> Iterable[str]:
        grouped = isinstance(part.month, int) and part.month > 12
        names = [self._phrases[name] for name in ("year", "part" if grouped else "month", "day")]
        for note, mark in (("uncertain", "?"), ("approximate", "~")):
            marked = [name for name, own in zip(names, part.qualification, strict=True) if own in (mark, "%")]
            if marked:
                yield self._say(note, self._phrases["comma"].join(marked))

    def _unqualified(self, part: PartialDate, *, inner: bool) -> str:
        if isinstance(part.year, str):
            return self._some_year(part, part.year, inner=inner)
        if part.significant is not None:
            return self._estimated(part, part.year, inner=inner)
        return self._of_year(part, self._year(part.year), inner=inner)

    def _estimated(self, part: PartialDate, year: int, *, inner: bool) -> str:
        first, last = (self._year(civil_date(day)[0]) for day in (part.first_day, part.last_day))
        if first == last:
            return self._say("marked", first, self._phrases["estimated_whole"])
        return self._say("inner_estimated" if inner else "estimated", first, last, self._year(year))

    def _of_year(self, part: PartialDate, year: str, *, inner: bool) -> str:
        match part.month, part.day:
            case None, _:
                return year
            case int(month), _ if month > 12:
                return self._grouping(month, year, inner=inner)
            case "XX", "XX":
                return self._say("some_day", year)
            case "XX", None:
                return self._say("some_month", year)
            case "XX", int(day):
                words = self._say("day_of_some_month", self.number(day), year)
                return self._with_article("day", words) if inner else words
            case int(month), "XX":
                return self._say("some_day", self._month_of(month, year))
            case int(month), None:
                return self._month_of(month, year)
            case int(month), int(day):
                words = self._day_of(month, day, year)
                words = self._with_article("day", words) if inner else words
                return self._say("at_time", words, self._clock(part.time)) if part.time else words
        return self._masked_days(part, year, inner=inner)

    def _masked_days(self, part: PartialDate, year: str, *, inner: bool) -> str:
        """Months or days of which one digit is known: named where they are few, else as a stretch with the mask."""
        if isinstance(part.month, str) and part.day is None and len(months := MONTHS[part.month]) < 4:
            return self._list("or", [self._month_of(month, year) for month in months])
        if isinstance(part.month, int) and isinstance(part.day, str) and part.last_day - part.first_day < 3:
            days = (civil_date(number)[2] for number in range(part.first_day, part.last_day + 1))
            return self._list("or", [self._day_of(part.month, day, year) for day in days])
        return self._stretch(part, part, _unmarked(part), inner=inner)

    def _stretch(self, first: PartialDate, last: PartialDate, written: str, *, inner: bool = False) -> str:
        """From the first day to the last, by their years where whole ones are meant, with what is written."""
        days = (PartialDate(*civil_date(first.first_day)), PartialDate(*civil_date(last.last_day)))
        if (days[0].month, days[0].day, days[1].month, days[1].day) == (1, 1, 12, 31):
            days = (PartialDate(days[0].year), PartialDate(days[1].year))
        words = self._say("inner_between" if inner else "between", self._inner(days[0]), self._inner(days[1]))
        return self._say("marked", words, self._isolated(written))

    def _some_year(self, part: PartialDate, mask: str, *, inner: bool) -> str:
        nameable = mask == "XXXX" or _is_decade(mask)
        match part.month, part.day:
            case None, _:
                return self._years(mask, inner=inner)
            case "XX", "XX" | None | int() if nameable:
                return self._of_year(part, self._years(mask, inner=True), inner=inner)
            case int(month), "XX" | None | int() if month <= 12 and _is_trailing(mask):
                words = self._in_years(mask, self._within_a_year(month, part.day))
                return self._with_article("day", words) if inner and isinstance(part.day, int) else words
        return self._stretch(part, part, _unmarked(part), inner=inner)

    def _within_a_year(self, month: int, day: int | str | None) -> str:
        if isinstance(day, int):
            return self._day_and_month(month, day)
        name = str(self._locale.months["format" if self._yearless else "stand-alone"]["wide"][month])
        return name if day is None else self._say("some_day", name)

    def _in_years(self, mask: str, words: str) -> str:
        if mask == "XXXX":
            return self._say("in_unknown_year", words)
        if _is_decade(mask):
            return self._say("in_years", words, self._years(mask, inner=True))
        return self._say("in_years_between", words, *self._outer_years(mask))

    def _years(self, mask: str, *, inner: bool) -> str:
        if mask == "XXXX":
            return self._phrases["unknown_year"]
        if _is_decade(mask):
            words = self._say("decade", self._year(int(mask.replace("X", "0"))))
            return self._with_article("decade", words) if inner else words
        words = self._say("inner_between" if inner else "between", *self._outer_years(mask))
        return words if _is_trailing(mask) else self._say("marked", words, self._isolated(mask))

    def _outer_years(self, mask: str) -> tuple[str, str]:
        bounds = PartialDate(mask)
        return self._year(civil_date(bounds.first_day)[0]), self._year(civil_date(bounds.last_day)[0])

    def _year(self, year: int) -> str:
        if year <= 0:
            return self._say("bce", self.number(1 - year))
        return self._say("ce", self.number(year)) if year < self._ce_below else self.number(year)

    def _grouping(self, month: int, year: str, *, inner: bool) -> str:
        phrase = _GROUPING_PHRASES[month - 21]
        words = self._say(phrase, year)
        words = self._with_article(phrase.split("_")[0], words) if inner else words
        return self._say(_HEMISPHERES[month], words) if month in _HEMISPHERES else words

    def _with_article(self, kind: str, words: str) -> str:
        return self._articles.get(kind, "{}").format(words)

    def _day_of(self, month: int, day: int, year: str) -> str:
        return self._formatted(f"y{self._month}d", month, day, year)

    def _month_of(self, month: int, year: str) -> str:
        return self._formatted(f"y{self._month}", month, 1, year)

    def _day_and_month(self, month: int, day: int) -> str:
        if self._yearless:
            return self._local(str(format_date(date(2000, month, day), self._yearless, locale=self._locale)))
        return self._formatted(f"{self._month}d", month, day)

    def _formatted(self, skeleton: str, month: int, day: int, year: str = "") -> str:
        # 2000 stands in for the year: Python has none before 1 and after 9999, and it is a leap year.
        stand_in = date(2000, month, day)
        if skeleton == "yMMMMd":
            words = format_date(stand_in, "long", locale=self._locale)
        else:
            words = format_skeleton(skeleton, stand_in, locale=self._locale)
        return self._local(words.replace("2000", "\0")).replace("\0", year)

    def count(self, number: int) -> str:
        return self._local(str(format_decimal(number, locale=self._locale, numbering_system="default")))

    def number(self, number: int) -> str:
        return self._local(str(number))

    def _local(self, words: str) -> str:
        """The words with the digits of the language."""
        return words.translate(self._digits)

    def _clock(self, time: str) -> str:
        """What `T10:30:00-04:00` is on a clock, seconds where there are any, with its zone."""
        zone = time[9:].lstrip(".0123456789")
        clock = time[1 : len(time) - len(zone)].removesuffix(":00")
        return self._isolated(self._local(clock + {"": "", "Z": " UTC"}.get(zone, f" UTC{zone}")))

    def _isolated(self, words: str) -> str:
        return f"{_LEFT_TO_RIGHT}{words}{_END_OF_ISOLATE}" if self._locale.text_direction == "rtl" else words


def _common_mark(part: PartialDate) -> str:
    """How all of its components are marked, "" where they are not marked alike."""
    components = (part.year, part.month, part.day)
    marks = {mark for mark, own in zip(part.qualification, components, strict=True) if own is not None}
    return marks.pop() if len(marks) == 1 else ""


def _is_trailing(mask: str) -> bool:
    """Whether all digits that are known come before those that are not."""
    return "X" not in mask.rstrip("X")


def _is_decade(mask: str) -> bool:
    return mask[-1] == "X" and mask[:-1].isdigit() and mask[0] != "0"


def _is_vague(part: PartialDate) -> bool:
    """Whether it is neither fully specified nor a decade: words that no “about” can stand before."""
    return not part.specified and not (part.month is None and _is_decade(str(part.year)))


def _is_stretch(part: PartialDate) -> bool:
    """Whether the words for it are themselves those of a stretch of time."""
    if isinstance(part.year, str):
        return not _is_decade(part.year) and part.year != "XXXX"
    masks = (component for component in (part.month, part.day) if isinstance(component, str))
    return part.significant is not None or any(mask != "XX" for mask in masks)


def _unmarked(part: PartialDate) -> str:
    return str(PartialDate(part.year, part.month, part.day))


def _following(part: PartialDate) -> PartialDate | None:
    """The date of the same precision that follows, so that what lies before it ends with `part`; None where it has no
    simple one."""
    grouped = isinstance(part.month, int) and part.month > 12
    if not part.specified or part.time or grouped or any(part.qualification):
        return None
    year, month, day = civil_date(part.last_day + 1)
    return PartialDate(year, None if part.month is None else month, day if part.day else None)
