"""Dates of every kind that EDTF knows, at random, in the proportions of a chronology that people keep."""

import calendar
from collections.abc import Callable
from random import Random


def random_date(random: Random) -> str | None:
    """An EDTF text; None for one event in fifty, which is undated."""
    (form,) = random.choices(list(_FORMS), list(_FORMS.values()))
    return form(random)


def _year(random: Random) -> int:
    """Mostly of the last hundred years, sometimes of the last ten thousand."""
    return 2026 - int(random.expovariate(1 / (60 if random.random() < 0.98 else 2000)))


def _written(year: int) -> str:
    sign, digits = "-" if year < 0 else "", f"{abs(year):04}"
    return f"{sign}{digits}" if len(digits) == 4 else f"Y{sign}{digits}"


def _day_of(random: Random, year: int) -> str:
    month = random.randint(1, 12)
    leap = 2000 if calendar.isleap(year) else 2001
    return f"{_written(year)}-{month:02}-{random.randint(1, calendar.monthrange(leap, month)[1]):02}"


def _day(random: Random) -> str:
    return _day_of(random, max(_year(random), -9999))


def _month(random: Random) -> str:
    return f"{_written(max(_year(random), -9999))}-{random.randint(1, 12):02}"


def _part_of_year(random: Random) -> str:
    return f"{_written(max(_year(random), -9999))}-{random.randint(21, 41)}"


def _bare_year(random: Random) -> str:
    return _written(_year(random))


def _marked(random: Random) -> str:
    return random.choice([_day, _month, _bare_year])(random) + random.choice("~?%")


def _component_marked(random: Random) -> str:
    year, month, day = _day_of(random, max(_year(random), 1)).split("-")
    return random.choice([f"{year}?-{month}-~{day}", f"{year}-{month}~-{day}", f"{year}-%{month}-{day}"])


def _time(random: Random) -> str:
    return f"{_day(random)}T{random.randint(0, 23):02}:{random.randint(0, 59):02}:00Z"


def _span_of_years(random: Random, longest: int = 30) -> tuple[str, str]:
    start = max(_year(random), -9990)
    return _written(start), _written(start + 1 + random.randint(0, longest))


def _lasted(random: Random) -> str:
    if random.random() < 0.5:
        day = _day_of(random, year := max(_year(random), -9990))
        return f"{day}/{_day_of(random, year + 1)}"
    return "/".join(_span_of_years(random, random.choice([3, 30, 300])))


def _within(random: Random) -> str:
    return f"[{'..'.join(_span_of_years(random))}]"


def _one_of(random: Random) -> str:
    return f"[{','.join(_span_of_years(random, 3))}]"


def _all_of(random: Random) -> str:
    return f"{{{','.join(_span_of_years(random, 5))}}}"


def _open_end(random: Random) -> str:
    return random.choice(["{}/..", "{}/", "[{}..]"]).format(_month(random))


def _open_start(random: Random) -> str:
    return random.choice(["../{}", "/{}", "[..{}]"]).format(_month(random))


def _masked(random: Random) -> str:
    year = _written(max(_year(random), 1000))
    masks = [
        f"{year[:3]}X",
        f"{year[:2]}XX",
        f"{year}-XX",
        f"{year}-{random.randint(1, 12):02}-XX",
        f"{year[:3]}X-12-25",
    ]
    return random.choice(masks)


def _significant(random: Random) -> str:
    return f"{_written(max(_year(random), 1000))}S{random.randint(2, 3)}"


def _undated(random: Random) -> None:
    return None


_FORMS: dict[Callable[[Random], str | None], float] = {
    _day: 50,
    _month: 12,
    _bare_year: 12,
    _marked: 6,
    _lasted: 5,
    _within: 3,
    _masked: 3,
    _part_of_year: 2,
    _undated: 2,
    _one_of: 1,
    _open_end: 1,
    _open_start: 1,
    _time: 1,
    _component_marked: 0.5,
    _all_of: 0.3,
    _significant: 0.2,
}
