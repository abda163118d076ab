"""EDTF in words, after the National Archives' style: "20 July 2023", "about 2004", "some time between 2006 and 2019".

Days and months come from CLDR patterns through Babel; what EDTF adds to them is in `_PHRASES`, a table a language. A
language without a table is answered in English.
"""

from datetime import date

from babel import Locale
from babel.dates import format_date, format_skeleton

from events.dates.bounds import civil_date
from events.dates.edtf import Edtf, Interval, OneOf, PartialDate, Range

_PHRASES: dict[str, dict[str, str]] = {
    "en": {
        "about": "about {}",
        "probably": "probably {}",
        "lasted": "{} to {}",
        "onwards": "{} onwards",
        "until": "until {}",
        "end_unknown": "from {}, end unknown",
        "start_unknown": "to {}, start unknown",
        "between": "some time between {} and {}",
        "before": "before {}",
        "or_later": "{} or later",
        "or": "{} or {}",
        "comma": ", ",
        "decade": "the {}s",
        "some_day": "a day in {}",
        "some_month": "a month in {}",
        "bce": "{} BCE",
        "at_time": "{}, {}",
        "season_21": "spring {}",
        "season_22": "summer {}",
        "season_23": "autumn {}",
        "season_24": "winter {}",
    }
}
# What CLDR calls plain English writes the month before the day.
_LOCALES = {"en": "en_GB"}


def describe(edtf: Edtf, language: str) -> str:
    """The date in words of a language (BCP 47)."""
    primary = language.split("-")[0].lower()
    return _Wording(primary if primary in _PHRASES else "en").of(edtf)


class _Wording:
    """The words of one language."""

    def __init__(self, language: str) -> None:
        self._phrases = _PHRASES[language]
        self._locale = Locale.parse(_LOCALES.get(language, language))

    def of(self, edtf: Edtf) -> str:
        match edtf:
            case Interval():
                return self._interval(edtf)
            case OneOf():
                return self._one_of(edtf)
            case PartialDate():
                return self._date(edtf)
        raise TypeError(f"There are no words for a {type(edtf).__name__}.")

    def _say(self, phrase: str, *words: str) -> str:
        return self._phrases[phrase].format(*words)

    def _interval(self, interval: Interval) -> str:
        match interval.start, interval.end:
            case PartialDate() as start, PartialDate() as end:
                return self._say("lasted", self._date(start), self._date(end))
            case PartialDate() as start, end:
                return self._say("onwards" if end == ".." else "end_unknown", self._date(start))
            case start, PartialDate() as end:
                return self._say("until" if start == ".." else "start_unknown", self._date(end))
        raise AssertionError("an interval has a date at one end")

    def _one_of(self, one_of: OneOf) -> str:
        words = [self._member(member) for member in one_of.members]
        if len(words) == 1:
            return words[0]
        return self._say("or", self._phrases["comma"].join(words[:-1]), words[-1])

    def _member(self, member: PartialDate | Range) -> str:
        match member:
            case PartialDate():
                return self._date(member)
            case (PartialDate() as first, PartialDate() as last):
                return self._say("between", self._date(first), self._date(last))
            case (None, PartialDate() as last):
                return self._say("before", self._date(_following(last)))
            case (PartialDate() as first, None):
                return self._say("or_later", self._date(first))
        raise AssertionError("a range has a date at one end")

    def _date(self, part: PartialDate) -> str:
        words = self._unqualified(part)
        if part.qualifier in ("~", "%"):
            words = self._say("about", words)
        if part.qualifier in ("?", "%"):
            words = self._say("probably", words)
        return words

    def _unqualified(self, part: PartialDate) -> str:
        if part.unspecified:
            return self._years(part)
        if part.month is None:
            return self._year(part.year)
        if part.month > 12:
            return self._say(f"season_{part.month}", self._year(part.year))
        if part.month == 0:
            return self._say("some_month" if part.day is None else "some_day", self._year(part.year))
        if part.day == 0:
            return self._say("some_day", self._calendar_date(part, with_day=False))
        day = self._calendar_date(part, with_day=part.day is not None)
        return self._say("at_time", day, _clock(part.time)) if part.time else day

    def _calendar_date(self, part: PartialDate, *, with_day: bool) -> str:
        if 1 <= part.year <= 9999:
            shown = date(part.year, part.month or 1, part.day or 1)
            if with_day:
                return format_date(shown, "long", locale=self._locale)
            return format_skeleton("yMMMM", shown, locale=self._locale)
        # Python has no such year: 2000 stands in, being a leap year as well.
        shown = date(2000, part.month or 1, part.day or 1)
        if with_day:
            month = format_skeleton("MMMMd", shown, locale=self._locale)
        else:
            month = format_date(shown, "LLLL", locale=self._locale)
        return f"{month} {self._year(part.year)}"

    def _years(self, part: PartialDate) -> str:
        if part.unspecified == 1 and part.year > 0:
            return self._say("decade", str(part.year))
        first, last = civil_date(part.first_day)[0], civil_date(part.last_day)[0]
        return self._say("between", self._year(first), self._year(last))

    def _year(self, year: int) -> str:
        return str(year) if year > 0 else self._say("bce", str(1 - year))


def _following(part: PartialDate) -> PartialDate:
    """The date of the same precision that follows: what lies before it ends with `part`."""
    year, month, day = civil_date(part.last_day + 1)
    return PartialDate(year, None if part.month is None else month, day if part.day else None, qualifier=part.qualifier)


def _clock(time: str) -> str:
    """The hour and minute of `T10:30:00.5-04:00`, with its zone."""
    zone = time[9:].lstrip(".0123456789")
    return time[1:6] + {"": "", "Z": " UTC"}.get(zone, f" UTC{zone}")
