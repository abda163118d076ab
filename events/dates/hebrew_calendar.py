"""The Hebrew calendar: its months, its numerals, and the days that its dates fall on."""

from collections.abc import Iterator
from contextlib import suppress

from pyluach.dates import HebrewDate

from events.dates.expressions import AnyOf, Days, Expression

# Months are counted from Nisan, as in the Bible. A leap year has two Adars; which one was not said is `ADAR`.
TISHRI, ADAR, FIRST_ADAR, SECOND_ADAR = 7, 0, 12, 13
MONTHS = {
    "תשרי": TISHRI,
    "חשוון": 8,
    "חשון": 8,
    "מרחשוון": 8,
    "מרחשון": 8,
    "מר חשוון": 8,
    "מר חשון": 8,
    "כסלו": 9,
    "כסליו": 9,
    "טבת": 10,
    "שבט": 11,
    "אדר": ADAR,
    **dict.fromkeys(("אדר א'", "אדר א", "אדר ראשון", "אדר הראשון"), FIRST_ADAR),
    **dict.fromkeys(("אדר ב'", "אדר ב", "אדר שני", "אדר השני", "ואדר"), SECOND_ADAR),
    "ניסן": 1,
    "אייר": 2,
    "איר": 2,
    "סיוון": 3,
    "סיון": 3,
    "תמוז": 4,
    "אב": 5,
    "מנחם אב": 5,
    "מנחם-אב": 5,
    "אלול": 6,
}

_HUNDREDS, _TENS, _ONES = "קרשת", "יכלמנסעפצ", "אבגדהוזחט"
_FINAL = {"כ": "ך", "מ": "ם", "נ": "ן", "פ": "ף", "צ": "ץ"}
# 15 and 16 would begin the Name; 698 and 744 would be evil words.
_OTHERWISE = {698: "תרחצ", 744: "תשדמ"}
_ORDINAL_OF_JULIAN_DAY = 1721424.5


def numerals(last: int) -> dict[str, int]:
    """The numbers from 1 in Hebrew letters, with geresh or gershayim and without."""
    return {spelling: number for number in range(1, last + 1) for spelling in _spellings(number)}


def _spellings(number: int) -> Iterator[str]:
    for letters in filter(None, (_letters(number), _OTHERWISE.get(number))):
        for end in {letters[-1], _FINAL.get(letters[-1], letters[-1])}:
            yield letters[:-1] + end
            yield f'{letters[:-1]}"{end}' if letters[:-1] else f"{end}'"


def _letters(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    tens, ones = (0, 0) if rest in (15, 16) else divmod(rest, 10)
    return (
        "ת" * (hundreds // 4)
        + (_HUNDREDS[hundreds % 4 - 1] if hundreds % 4 else "")
        + {15: "טו", 16: "טז"}.get(rest, "")
        + (_TENS[tens - 1] if tens else "")
        + (_ONES[ones - 1] if ones else "")
    )


def hebrew_date(year: int, month: int | None = None, day: int | None = None) -> Expression:
    """The days of a Hebrew year, month or day; in a leap year, those of either Adar where none was named.

    Raises ValueError where the calendar has no such date.
    """
    if month is None:
        return Days(_day_number(year, TISHRI, 1), _day_number(year + 1, TISHRI, 1) - 1, "hebrew")
    months = _months(year, month)
    if day is None:
        first, last = months[0], months[-1]
        return Days(_day_number(year, first, 1), max(_days(year, last, 29) + _days(year, last, 30)), "hebrew")
    days = [Days(number, number, "hebrew") for one in months for number in _days(year, one, day)]
    if not days:
        raise ValueError("the Hebrew calendar has no such day")
    return AnyOf(tuple(days)) if days[1:] else days[0]


def _months(year: int, month: int) -> list[int]:
    leap = bool(_days(year, SECOND_ADAR, 1))
    if month in (FIRST_ADAR, SECOND_ADAR) and not leap:
        raise ValueError("a common year has one Adar")
    if month != ADAR:
        return [month]
    return [FIRST_ADAR, SECOND_ADAR] if leap else [FIRST_ADAR]


def _days(year: int, month: int, day: int) -> list[int]:
    """The day's number, where that year has such a month and the month such a day."""
    with suppress(ValueError):
        return [_day_number(year, month, day)]
    return []


def _day_number(year: int, month: int, day: int) -> int:
    return int(HebrewDate(year, month, day).jd - _ORDINAL_OF_JULIAN_DAY)


def hebrew_years_around(year: int) -> range:
    """The years of this calendar that lie around a Gregorian one, and in those beside it."""
    return range(year + 3759, year + 3763)
