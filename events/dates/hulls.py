"""What an anchor that is a month or a year leaves open: the dates from its first day to its last."""

from typing import TypeAlias

from events.dates.marks import marked_part
from events.dates.values import AllOf, Edtf, Interval, OneOf, PartialDate

_End: TypeAlias = PartialDate | str


def on_any_day(earliest: Edtf, latest: Edtf, anchor: PartialDate) -> Edtf:
    """What a phrase comes to that is one date on the first day of an anchor and another, or the same, on its last.

    Raises ValueError where EDTF cannot say it.
    """
    if earliest == latest:
        return earliest
    match earliest, latest:
        case Interval(), Interval():
            return Interval(
                _end(earliest.start, latest.start, anchor, is_last=False),
                _end(earliest.end, latest.end, anchor, is_last=True),
            )
        case AllOf(), _:
            raise ValueError("not every date that it may be is meant")
        case PartialDate(), PartialDate() if _a_year_apart(earliest, latest):
            return OneOf((earliest, latest))
    first = next((part for part in earliest.parts if part.first_day == earliest.earliest), None)
    last = next((part for part in latest.parts if part.last_day == latest.latest), None)
    return anchor if _is_all_of(anchor, first, last) else OneOf(((first, last),))


def _end(
    earliest: PartialDate | str, latest: PartialDate | str, anchor: PartialDate, *, is_last: bool
) -> PartialDate | str:
    """An end of what lasted: EDTF has no range for one, so its outer date, marked approximate."""
    end = latest if is_last else earliest
    if earliest == latest or isinstance(end, str) or isinstance(earliest, str) or isinstance(latest, str):
        return end
    return anchor if _is_all_of(anchor, earliest, latest) else marked_part(end, "~", ("year", "month", "day"))


def _is_all_of(anchor: PartialDate, first: PartialDate | None, last: PartialDate | None) -> bool:
    if first is None or last is None or any((*first.qualification, *last.qualification)):
        return False
    return (first.first_day, last.last_day) == (anchor.first_day, anchor.last_day)


def _a_year_apart(earliest: PartialDate, latest: PartialDate) -> bool:
    """Whether they are the same month or day of two years, between which there is none."""
    if earliest.month is None or not isinstance(earliest.year, int) or not isinstance(latest.year, int):
        return False
    return (earliest.year + 1, earliest.month, earliest.day) == (latest.year, latest.month, latest.day)
