"""Lanes below each other, one for each leading actor, in whose rows the marks of events never overlap."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from unicodedata import east_asian_width

from events.documents import ActorStub, EventDocument
from timeline.pages.figure.canvas import percent
from timeline.pages.figure.marks import Drawn, Form

_LEADING = 4
_FEWEST = 2  # events of an actor who leads
_MOST_ROWS = 8
_BETWEEN = 2  # pixels between two marks of a row
_LONGEST_NAME = 30  # characters: what the narrowest page has room for
# Pixels from the line over a lane to its name, from its line or its name to its first row, and so on.
_TO_NAME, _TO_ROW, _ROW, _TO_LINE = 16, 13, 14, 13
OTHERS = 4


@dataclass(frozen=True)
class Mark:
    """An event in a lane: where it leads, its date in words, its title, and whether sources differ on the date."""

    href: str
    when: str
    title: str
    differs: bool
    drawn: Drawn


@dataclass(frozen=True)
class Row:
    """Marks beside each other; `y` is their middle."""

    y: int
    marks: Sequence[Mark]


@dataclass(frozen=True)
class Lane:
    """The events of an actor, or of nobody who leads, where `uid` and `name` are empty.

    `number` chooses its colour, class l0 to l4. `more` says how many events have no room in it, and is empty where all
    have. It has a line of text at `name_y` where `named`.
    """

    number: int
    uid: str
    name: str
    named: bool
    more: str
    y: int
    name_y: int
    rows: Sequence[Row]
    bottom: int

    @property
    def forms(self) -> set[Form]:
        """The forms of its marks."""
        return {shape.form for row in self.rows for mark in row.marks for shape in mark.drawn.shapes}


class _Band(NamedTuple):
    """The marks of a lane, whose it is, and its colour."""

    number: int
    actor: ActorStub | None
    marks: list[Mark]


def arrange(
    events: Sequence[tuple[EventDocument, Mark]], top: int, counted: Callable[[int], str]
) -> tuple[list[Lane], int]:
    """The lanes from `top` on, and where they end; `counted` writes a number in the language of the page.

    An event stands in the lane of each leading actor that takes part; it is among the others where none does.
    """
    lanes = []
    bands = list(_bands(events))
    for number, actor, marks in bands:
        rows, dropped = pack(marks)
        named = len(bands) > 1 or actor is not None or dropped > 0
        first = top + (_TO_NAME if named else 0) + _TO_ROW
        bottom = first + _ROW * (len(rows) - 1) + _TO_LINE
        lanes.append(
            Lane(
                number=number,
                uid=actor.uid if actor else "",
                name=_shortened(actor.name) if actor else "",
                named=named,
                more=counted(dropped) if dropped else "",
                y=top,
                name_y=top + _TO_NAME,
                rows=[Row(first + _ROW * place, row) for place, row in enumerate(rows)],
                bottom=bottom,
            )
        )
        top = bottom
    return lanes, top


def _bands(events: Sequence[tuple[EventDocument, Mark]]) -> Iterator[_Band]:
    takes_part = [{part.actor.uid: part.actor for part in event.participants} for event, _ in events]
    leading = _leading(takes_part)
    for number, actor in enumerate(leading):
        marks = [mark for (_, mark), actors in zip(events, takes_part, strict=True) if actor.uid in actors]
        yield _Band(number, actor, marks)
    led = {actor.uid for actor in leading}
    rest = [mark for (_, mark), actors in zip(events, takes_part, strict=True) if not led & actors.keys()]
    if rest:
        yield _Band(OTHERS, None, rest)


def _leading(takes_part: Sequence[dict[str, ActorStub]]) -> list[ActorStub]:
    """The actors of most events, at most so many, each of several."""
    actors = {uid: actor for event in takes_part for uid, actor in event.items()}
    numbers = Counter(uid for event in takes_part for uid in event)
    several = [uid for uid, events in numbers.items() if events >= _FEWEST]
    return [actors[uid] for uid in sorted(several, key=lambda uid: (-numbers[uid], actors[uid].name, uid))[:_LEADING]]


def pack(marks: Sequence[Mark]) -> tuple[list[list[Mark]], int]:
    """The marks in as few rows as can be, each in the first that is free, and how many found none."""
    rows: list[list[Mark]] = []
    dropped = 0
    for mark in sorted(marks, key=lambda mark: (mark.drawn.left, -mark.drawn.right)):
        free = (row for row in rows if row[-1].drawn.right + percent(_BETWEEN) <= mark.drawn.left)
        row = next(free, None)
        if row is not None:
            row.append(mark)
        elif len(rows) < _MOST_ROWS:
            rows.append([mark])
        else:
            dropped += 1
    return rows, dropped


def _shortened(name: str) -> str:
    """A name with an ellipsis where the narrowest page has no room for all of it."""
    widths = [2 if east_asian_width(character) in "WF" else 1 for character in name]
    if sum(widths) <= _LONGEST_NAME:
        return name
    kept = next(place for place in range(len(name)) if sum(widths[: place + 1]) >= _LONGEST_NAME)
    return name[:kept].rstrip() + "…"
