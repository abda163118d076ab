"""Dates that are marked approximate (`~`) or uncertain (`?`), as a whole or in some of their components."""

from collections.abc import Iterable
from dataclasses import replace

from events.dates.expressions import Component
from events.dates.values import Edtf, Interval, OneOf, PartialDate, Qualification, Range


def marked(date: Edtf, mark: str, components: Iterable[Component] = ("year", "month", "day")) -> Edtf:
    """The date with a mark on these of its components; of what lasted, on its end."""
    match date:
        case PartialDate():
            return marked_part(date, mark, components)
        case Interval(start=start, end=end):
            if isinstance(end, PartialDate):
                return Interval(start, marked_part(end, mark, components))
            return Interval(marked_part(start, mark, components) if isinstance(start, PartialDate) else start, end)
        case OneOf(members=members):
            return OneOf(tuple(_marked_member(member, mark, components) for member in members))
    return date


def _marked_member(member: PartialDate | Range, mark: str, components: Iterable[Component]) -> PartialDate | Range:
    if isinstance(member, PartialDate):
        return marked_part(member, mark, components)
    first, last = member
    return first and marked_part(first, mark, components), last and marked_part(last, mark, components)


def marked_part(part: PartialDate, mark: str, components: Iterable[Component]) -> PartialDate:
    marks = part.qualification._asdict()
    for name in components:
        if getattr(part, name) is not None:
            marks[name] = marks[name] if marks[name] in (mark, "%") else "%" if marks[name] else mark
    return replace(part, qualification=Qualification(**marks))
