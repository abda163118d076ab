"""The axis of a figure: linear, from the first day to the last in round steps, with as many labels as there is room.

Days are numbers as in `events.dates`; a step is so many days, months or years. Steps of years are round in either era:
there is no year 0 between 1 BCE and 1 CE.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count, pairwise, takewhile
from typing import Literal, NamedTuple

from events.dates import PartialDate, civil_date, day_number, describe
from timeline.pages.figure.canvas import NARROWEST, WIDER, Canvas

# What is left free on either side, in percent, and in pixels between two labels and beyond the figure's edge.
_MARGIN = 2
_BETWEEN_LABELS, _BEYOND_EDGE = 10, 8
_CHARACTER = 6.5  # pixels
_MOST_LABELS = 40
_DAYS = {"day": 1.0, "month": 30.44, "year": 365.2425}


class Step(NamedTuple):
    """So many days, months or years."""

    unit: Literal["day", "month", "year"]
    size: int

    @property
    def days(self) -> float:
        """How long it is, about."""
        return self.size * _DAYS[self.unit]

    def floor(self, day: int) -> int:
        """The first day of the step in which a day lies."""
        year, month, _ = civil_date(day)
        match self.unit:
            case "day":
                return day - (day - 1) % self.size  # day 1 was a Monday
            case "month":
                year, month = divmod((year * 12 + month - 1) // self.size * self.size, 12)
                return day_number(year, month + 1, 1)
        first = max(1, year // self.size * self.size) if year > 0 else 1 + (year - 1) // self.size * self.size
        return day_number(first, 1, 1)

    def starts(self, first: int) -> Iterator[int]:
        """The first day of the step in which a day lies, and of all steps after it."""
        start = self.floor(first)
        while True:
            yield start
            start = self._following(start)

    def _following(self, start: int) -> int:
        year, month, _ = civil_date(start)
        match self.unit:
            case "day":
                return start + self.size
            case "month":
                year, month = divmod(year * 12 + month - 1 + self.size, 12)
                return day_number(year, month + 1, 1)
        return day_number(self.size if year == 1 < self.size else year + self.size, 1, 1)

    def label(self, day: int, language: str) -> str:
        """What stands under the tick of a day with which it begins."""
        year, month, day_of_month = civil_date(day)
        date = PartialDate(year, None if self.unit == "year" else month, day_of_month if self.unit == "day" else None)
        return describe(date, language, "short")


def _steps() -> Iterator[Step]:
    """All round steps, from the shortest."""
    yield from (Step("day", size) for size in (1, 2, 4, 7, 14))
    yield from (Step("month", size) for size in (1, 3, 6))
    yield from (Step("year", size) for size in (1, 2, 5))
    for power in count(1):
        yield from (Step("year", int(size * 10**power)) for size in (1, 2, 2.5, 5))


@dataclass(frozen=True)
class Axis:
    """Steps side by side: the first day of each, and the day after the last."""

    edges: Sequence[int]
    step: Step

    @classmethod
    def over(cls, first: int, last: int, *, most: int, shortest: Step | None = None) -> "Axis":
        """The axis of the shortest step, `shortest` or longer, of which `most` cover these days."""
        span = last - first + 1
        fitting = (step for step in _steps() if span <= (most - 2) * step.days)
        step = next(step for step in fitting if shortest is None or step.days >= shortest.days)
        edges = []
        for start in step.starts(first):
            edges.append(start)
            if start > last:
                return cls(edges, step)
        raise AssertionError("the steps go on for ever")

    def at(self, day: float) -> float:
        """Where the beginning of a day lies, in percent; what is beyond the axis stands at the figure's edge."""
        first, end = self.edges[0], self.edges[-1]
        return min(max(_MARGIN + (100 - 2 * _MARGIN) * (day - first) / (end - first), 0.0), 100.0)


@dataclass(frozen=True)
class Tick:
    """A line across the figure with its label; `anchor` is where a label near the edge holds to its line."""

    x: str
    label: str
    anchor: Literal["", "start", "end"]
    minor: bool


class _Label(NamedTuple):
    """A label under its tick, and how far it reaches in pixels."""

    day: int
    text: str
    anchor: Literal["", "start", "end"]
    left: float
    right: float


def ticks(axis: Axis, language: str, canvas: Canvas) -> list[Tick]:
    """The ticks whose labels fit on the narrowest page, and the minor ones between them for wider pages."""
    tried = []
    for step in _steps():
        if axis.edges[-1] - axis.edges[0] > _MOST_LABELS * step.days:
            continue
        tried.append(step)
        if _fit(major := _labels(axis, step, language, NARROWEST)):
            break
    days = {label.day for label in major}
    wide = (_labels(axis, step, language, WIDER) for step in tried)
    minor = next((labels for labels in wide if _fit(labels) and days <= {label.day for label in labels}), major)
    known = {label.day: label for label in minor} | {label.day: label for label in major}
    return [
        Tick(canvas.x(axis.at(label.day)), label.text, label.anchor, label.day not in days)
        for label in sorted(known.values())
    ]


def _labels(axis: Axis, step: Step, language: str, width: int) -> list[_Label]:
    """The labels of a step along the axis; its beginning alone where no step begins on it."""
    first, end = axis.edges[0], axis.edges[-1]
    days = [day for day in takewhile(lambda day: day < end, step.starts(first)) if day >= first]
    return [_label(day, step.label(day, language), axis.at(day) * width / 100, width) for day in days or [first]]


def _label(day: int, text: str, centre: float, width: int) -> _Label:
    length = len(text) * _CHARACTER
    if centre - length / 2 < -_BEYOND_EDGE:
        return _Label(day, text, "start", centre, centre + length)
    if centre + length / 2 > width + _BEYOND_EDGE:
        return _Label(day, text, "end", centre - length, centre)
    return _Label(day, text, "", centre - length / 2, centre + length / 2)


def _fit(labels: Sequence[_Label]) -> bool:
    pairs = pairwise(labels)
    return all(one.right + _BETWEEN_LABELS <= other.left for one, other in pairs)
