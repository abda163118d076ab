"""What stands for an event in its lane: a form that says how much of its date is known.

A day is a dot; one date somewhere inside a time a dashed box; what lasted a bar; what is approximate or open a bar
that fades. A form that would be too narrow to see has a width in pixels, around its middle.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from events.dates import AllOf, Edtf, Interval, PartialDate
from timeline.pages.figure.axis import Axis
from timeline.pages.figure.canvas import Canvas, number, percent

# Dot, box, solid bar; bars that fade at both ends, towards the end, towards the beginning.
Form: TypeAlias = Literal["d", "b", "s", "a", "o", "u"]
# How wide a dot is in pixels, a narrow form, and one that fades; and what is narrow, in percent.
_DOT, _NARROW, _NARROW_FADE = 10, 8, 12
_NARROWER_THAN, _FADE_NARROWER_THAN = 1.5, 2.5
# How far a bar fades where an end is not known; where it is known to go on, it runs to the edge.
_FADES_OVER = 25


@dataclass(frozen=True)
class Shape:
    """A form in its place: `x` is the middle of a dot and of what is `narrow`, the left edge of all else; both `x` and
    `width` are percentages, but for the width of what is narrow, in pixels."""

    form: Form
    x: str
    width: str = ""
    narrow: bool = False


@dataclass(frozen=True)
class Drawn:
    """The shapes of a date, and from where to where in percent they reach on the narrowest page, before mirroring."""

    shapes: tuple[Shape, ...]
    left: float
    right: float


def draw_date(date: Edtf, axis: Axis, canvas: Canvas) -> Drawn:
    """The shapes that stand for a date: one, or one for each member of `{…}`."""
    drawn = [_drawn(piece, axis, canvas) for piece in _pieces(date)]
    shapes = tuple(dict.fromkeys(shape for piece in drawn for shape in piece.shapes))
    return Drawn(shapes, min(piece.left for piece in drawn), max(piece.right for piece in drawn))


def form_of(date: Edtf) -> Form:
    """The form that stands for a date."""
    if date.earliest is None:
        return "a" if date.latest is None else "u"
    if date.latest is None:
        return "o"
    match date:
        case Interval():
            return "a" if date.approximate else "s"
        case PartialDate() if date.approximate:
            return "a"
        case PartialDate() if date.precision in ("day", "time") and not date.uncertain:
            return "d"
    return "b"


def _pieces(date: Edtf) -> Iterator[Edtf]:
    if not isinstance(date, AllOf):
        yield date
        return
    for member in date.members:
        yield member if isinstance(member, PartialDate) else Interval(member[0] or "..", member[1] or "..")


def _drawn(date: Edtf, axis: Axis, canvas: Canvas) -> Drawn:
    form = form_of(date)
    left, right = _reach(date, axis)
    middle = (left + right) / 2
    if form == "d":
        return Drawn((Shape(form, canvas.x(middle)),), *_around(middle, _DOT))
    pixels, least = (_NARROW, _NARROWER_THAN) if form in "bs" else (_NARROW_FADE, _FADE_NARROWER_THAN)
    if right - left < least:
        return Drawn((Shape(form, canvas.x(middle), number(pixels), narrow=True),), *_around(middle, pixels))
    return Drawn((Shape(form, canvas.x(left, right - left), number(right - left)),), left, right)


def _around(middle: float, pixels: int) -> tuple[float, float]:
    return middle - percent(pixels) / 2, middle + percent(pixels) / 2


def _reach(date: Edtf, axis: Axis) -> tuple[float, float]:
    """From where to where in percent a date reaches, or fades."""
    _, start_latest, end_earliest, _ = date.bounds
    left = None if date.earliest is None else axis.at(date.earliest)
    right = None if date.latest is None else axis.at(date.latest + 1)
    if left is None:
        left = 0.0 if right is None or start_latest is None else max(0.0, right - _FADES_OVER)
    if right is None:
        right = 100.0 if end_earliest is None else min(100.0, left + _FADES_OVER)
    return left, right
