"""Puts a figure together: `draw` from events with lanes, `draw_bins` from counts alone where there are many."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import NamedTuple

from events.cards import text_direction
from events.dates import Edtf, count_in_words, day_number, describe, parse_edtf
from events.documents import EventDocument
from timeline.pages.figure.axis import Axis, Step, Tick, ticks
from timeline.pages.figure.canvas import Canvas, number
from timeline.pages.figure.density import Column, columns, densities, outline
from timeline.pages.figure.lanes import Lane, Mark, arrange
from timeline.pages.figure.marks import Form, draw_date

_MOST_COLUMNS = 80
_STRIP, _TALLEST = 40, 32  # pixels: the strip above the lanes, and its highest column
_BINS_STRIP, _BINS_TALLEST = 120, 100
_TO_LABELS, _BELOW_LABELS = 16, 4
# The days and the years that an axis covers at least, and how much of it is left for what fades.
_FEWEST_DAYS, _FEWEST_YEARS = 7, 12
_ROOM_TO_FADE = 8
_FADES: dict[Form, tuple[tuple[float, float], ...]] = {
    "a": ((0, 0), (0.4, 1), (0.6, 1), (1, 0)),
    "o": ((0, 0.9), (0.5, 0.7), (1, 0)),
    "u": ((0, 0), (0.5, 0.7), (1, 0.9)),
}
_FIRST_STRONG_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


class Stop(NamedTuple):
    """How opaque a gradient is at a part of its way."""

    offset: str
    opacity: str


@dataclass(frozen=True)
class Gradient:
    """How the bars of a form fade in a lane; its id is `f`, the lane's number and the form."""

    lane: int
    form: Form
    stops: Sequence[Stop]


@dataclass(frozen=True)
class Scale:
    """How many events the highest column counts, the height of its line, and of how many years a column is, in the
    digits of the language."""

    label: str
    y: int
    years: str


@dataclass(frozen=True)
class Figure:
    """All that the template writes: texts, and coordinates in pixels or percent.

    `strip` is the base of the columns, `bottom` that of the lanes; labels stand at `label_y`. Names begin at `start`.
    """

    language: str
    direction: str
    height: int
    strip: int
    bottom: int
    label_y: int
    start: str
    ticks: Sequence[Tick]
    columns: Sequence[Column] = ()
    lanes: Sequence[Lane] = ()
    gradients: Sequence[Gradient] = ()
    scale: Scale | None = None
    years: int = 0
    """How many years a column of `draw_bins` counts."""

    @property
    def outline(self) -> str:
        """The path around all columns, in tenths of a percent and pixels from the top of the strip."""
        return outline(self.columns, self.strip)

    @property
    def more(self) -> bool:
        """Whether a lane has no room for some of its events."""
        return any(lane.more for lane in self.lanes)

    @property
    def colours(self) -> dict[str, str]:
        """The class of each leading actor, by uid."""
        return {lane.uid: f"l{lane.number}" for lane in self.lanes if lane.uid}


def draw(
    events: Sequence[EventDocument],
    *,
    language: str,
    anchors: Callable[[EventDocument], str],
    window: tuple[int, int] | None = None,
) -> Figure | None:
    """The figure of these events, None where none of them says when.

    `language` is that of the interface, `anchors` says where an event's mark leads, and `window` is the first and the
    last day that the reader asked for, beyond which the axis does not run.
    """
    # Of a millennium or less is known: it has no place that a mark could stand for.
    dated = [
        (event, parse_edtf(event.date.edtf)) for event in events if event.date and event.date.precision != "millennium"
    ]
    days = _days([date for _, date in dated], window)
    if days is None:
        return None
    canvas = Canvas(mirrored=text_direction(language) == "rtl")
    axis = Axis.over(*days, most=_MOST_COLUMNS)
    marks = [(event, _mark(event, date, axis, canvas, language, anchors(event))) for event, date in dated]
    lanes, bottom = arrange(marks, _STRIP, lambda count: count_in_words(count, language))
    figure = _framed(axis, canvas, language, strip=_STRIP, bottom=bottom)
    weights = densities(_windows(dated), axis.edges)
    return replace(
        figure,
        columns=columns(weights, axis, canvas, _TALLEST),
        lanes=lanes,
        gradients=_gradients(lanes, canvas),
    )


def draw_bins(counts: Mapping[int, int], *, language: str) -> Figure | None:
    """The strip alone, from how many events there are of each year (astronomical: 0 is 1 BCE); None without any."""
    years = [year for year, count in counts.items() if count]
    if not years:
        return None
    canvas = Canvas(mirrored=text_direction(language) == "rtl")
    first, last = _widened(min(years), max(years), _FEWEST_YEARS)
    axis = Axis.over(day_number(first, 1, 1), day_number(last, 12, 31), most=_MOST_COLUMNS, shortest=Step("year", 1))
    weights = densities(
        ((day_number(year, 1, 1), day_number(year, 12, 31), counts[year]) for year in sorted(years)), axis.edges
    )
    figure = _framed(axis, canvas, language, strip=_BINS_STRIP, bottom=_BINS_STRIP)
    return replace(
        figure,
        columns=columns(weights, axis, canvas, _BINS_TALLEST),
        scale=Scale(
            count_in_words(round(max(weights)), language),
            _BINS_STRIP - _BINS_TALLEST,
            count_in_words(axis.step.size, language),
        ),
        years=axis.step.size,
    )


def _framed(axis: Axis, canvas: Canvas, language: str, *, strip: int, bottom: int) -> Figure:
    """A figure that is empty but for its axis."""
    return Figure(
        language=language,
        direction="rtl" if canvas.mirrored else "ltr",
        height=bottom + _TO_LABELS + _BELOW_LABELS,
        strip=strip,
        bottom=bottom,
        label_y=bottom + _TO_LABELS,
        start=canvas.x(0),
        ticks=ticks(axis, language, canvas),
    )


def _days(dates: Sequence[Edtf], window: tuple[int, int] | None) -> tuple[int, int] | None:
    """The first and the last day that the axis has to show; None where there is no date."""
    parts = [part for date in dates for part in date.parts]
    if not parts:
        return None
    first, last = min(part.first_day for part in parts), max(part.last_day for part in parts)
    room = (last - first) // _ROOM_TO_FADE
    first = min([first, *(date.latest - room for date in dates if date.earliest is None and date.latest is not None)])
    last = max([last, *(date.earliest + room for date in dates if date.latest is None and date.earliest is not None)])
    if window is not None and max(first, window[0]) <= min(last, window[1]):
        first, last = max(first, window[0]), min(last, window[1])
    return _widened(first, last, _FEWEST_DAYS)


def _widened(first: int, last: int, fewest: int) -> tuple[int, int]:
    missing = max(0, fewest - (last - first + 1))
    return first - missing // 2, last + missing - missing // 2


def _windows(dated: Iterable[tuple[EventDocument, Edtf]]) -> Iterator[tuple[int, int, float]]:
    """The possible days of each event that has a first and a last, which counts as one."""
    for _, date in dated:
        if date.earliest is not None and date.latest is not None:
            yield date.earliest, date.latest, 1.0


def _mark(event: EventDocument, date: Edtf, axis: Axis, canvas: Canvas, language: str, href: str) -> Mark:
    foreign = (text_direction(event.language) == "rtl") != canvas.mirrored
    return Mark(
        href=href,
        when=describe(date, language),
        title=f"{_FIRST_STRONG_ISOLATE}{event.title}{_END_OF_ISOLATE}" if foreign else event.title,
        differs="date" in event.assessment.differs,
        drawn=draw_date(date, axis, canvas),
    )


def _gradients(lanes: Iterable[Lane], canvas: Canvas) -> list[Gradient]:
    """Those that the lanes use, each with the colour of its lane."""
    return [
        Gradient(lane.number, form, [Stop(number(offset), number(opacity)) for offset, opacity in _stops(form, canvas)])
        for lane in lanes
        for form in _FADES
        if form in lane.forms
    ]


def _stops(form: Form, canvas: Canvas) -> Sequence[tuple[float, float]]:
    stops = _FADES[form]
    return [(1 - offset, opacity) for offset, opacity in reversed(stops)] if canvas.mirrored else stops
