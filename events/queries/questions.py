"""What a reader asks of the events: the days, the filters, the order and the place in the list."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from events.dates import DISTANT_FUTURE, DISTANT_PAST, Edtf
from events.models.publications import Facet
from events.queries.cursors import Cursor

Order: TypeAlias = Literal["date", "-date", "updated", "-updated"]
Matching: TypeAlias = Literal["overlaps", "within", "starts", "covers"]
Undated: TypeAlias = Literal["include", "exclude", "only"]
# A facet, and the values of which an event has at least one.
Choice: TypeAlias = tuple[Facet, tuple[str, ...]]


@dataclass(frozen=True)
class Window:
    """The days that a reader asks for, both included; an end that was not given is beyond all days.

    `match`: what overlaps it (may have fallen inside), lies within it (fell inside), starts in it or covers it.
    `exact`: nothing in the dates that it was given by is marked approximate or uncertain.
    """

    first: int = DISTANT_PAST
    last: int = DISTANT_FUTURE
    match: Matching = "overlaps"
    exact: bool = True

    @classmethod
    def between(cls, start: Edtf | None, end: Edtf | None, match: Matching = "overlaps") -> "Window":
        """From the first day that `start` may mean to the last that `end` may; None or an open bound is beyond all
        days. For one date give it twice."""
        return cls(
            DISTANT_PAST if start is None or start.earliest is None else start.earliest,
            DISTANT_FUTURE if end is None or end.latest is None else end.latest,
            match,
            exact=not any(date.approximate or date.uncertain for date in (start, end) if date),
        )


@dataclass(frozen=True)
class EventQuery:
    """What a reader asks of the events. `facets` must all hold, and of each of `any_of` one value; where `facets` are
    `ranked`, the first of them leads the search. `words`, folded, must all occur.

    `undated`: whether undated events follow the dated ones, or stand among them in the order of change; where it is
    None they do unless there is a window.
    """

    window: Window | None = None
    facets: Sequence[tuple[Facet, str]] = field(default_factory=tuple)
    undated: Undated | None = None
    order: Order = "date"
    page_size: int = 50
    cursor: Cursor | None = None
    ranked: bool = False
    any_of: Sequence[Choice] = field(default_factory=tuple)
    words: tuple[str, ...] = ()

    @property
    def choices(self) -> Iterator[Choice]:
        """All that an event must be found by."""
        for facet, value in self.facets:
            yield facet, (value,)
        yield from self.any_of
