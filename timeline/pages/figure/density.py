"""How densely events lie along the axis: each counts as one, spread over the days on which it may have happened."""

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from timeline.pages.figure.axis import Axis
from timeline.pages.figure.canvas import Canvas, number

_GAP = 0.12  # between two columns, in percent
_JOINED = 2  # the same in tenths, rounded up twice


@dataclass(frozen=True)
class Column:
    """A column of the strip; it stands on the strip's base."""

    x: str
    width: str
    height: str


def densities(windows: Iterable[tuple[int, int, float]], edges: Sequence[int]) -> list[float]:
    """How much falls into each step, where something of a weight lies evenly between two days."""
    weights = [0.0] * (len(edges) - 1)
    for first, last, weight in windows:
        a_day = weight / (last - first + 1)
        place = max(bisect_right(edges, first) - 1, 0)
        while place < len(weights) and edges[place] <= last:
            weights[place] += a_day * (min(edges[place + 1] - 1, last) - max(edges[place], first) + 1)
            place += 1
    return weights


def columns(weights: Sequence[float], axis: Axis, canvas: Canvas, tallest: float) -> list[Column]:
    """The columns of the steps that are not empty, the highest as tall as may be."""
    most = max(weights)
    return [
        _column(axis, place, canvas, max(1.0, round(tallest * weight / most, 1)))
        for place, weight in enumerate(weights)
        if weight > 0
    ]


def outline(columns: Iterable[Column], base: int) -> str:
    """The path (SVG) around columns that stand on a line, in tenths of a percent across and pixels down; those beside
    each other are joined."""
    path, pen = "", -1
    for left, right, top in sorted(_edges(column, base) for column in columns):
        if left > pen + _JOINED:
            path += f"M{left} {base}"
        path, pen = f"{path}V{top}H{right}", right
        path += f"V{base}"
    return path.replace(f"V{base}V", "V")


def _edges(column: Column, base: int) -> tuple[int, int, int]:
    left = round(float(column.x) * 10)
    return left, left + round(float(column.width) * 10), base - max(1, round(float(column.height)))


def _column(axis: Axis, place: int, canvas: Canvas, height: float) -> Column:
    left, right = axis.at(axis.edges[place]), axis.at(axis.edges[place + 1])
    width = right - left - _GAP
    return Column(canvas.x(left, width), number(width), number(height))
