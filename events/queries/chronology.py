"""Published events in the order of time: choosing, ordering, paging, and saying how sure a match is.

Rows are ready documents; no model instance is made. A page costs one query, and one more for each name in a filter
that has to be looked up (`events.api.filters`).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from django.db.models import F, Q, QuerySet

from events.dates import DISTANT_FUTURE, DISTANT_PAST
from events.documents import Match
from events.models import Publication, RecordType
from events.models.publications import Facet
from events.queries.cursors import Cursor
from events.queries.publications import published

Order: TypeAlias = Literal["date", "-date"]
_COLUMNS = ("document", "uid", "sort_key", "latest", "start_latest", "end_earliest", "exact")
_Row: TypeAlias = tuple[str, str, int | None, int | None, int | None, int | None, bool | None]


@dataclass(frozen=True)
class Window:
    """The days that a reader asks for, both included; an end that was not given is beyond all days."""

    first: int = DISTANT_PAST
    last: int = DISTANT_FUTURE
    match: Literal["overlaps", "within"] = "overlaps"


@dataclass(frozen=True)
class EventQuery:
    """What a reader asks of the events. `facets` must all hold; undated events are left out of a window."""

    window: Window | None = None
    facets: Sequence[tuple[Facet, str]] = field(default_factory=tuple)
    order: Order = "date"
    page_size: int = 50
    cursor: Cursor | None = None


@dataclass(frozen=True)
class Hit:
    """An event of a page: its document as JSON text, and how sure it matches the window (None without one)."""

    document: str
    match: Match | None


@dataclass(frozen=True)
class Page:
    """A page of hits with the cursors of its neighbours."""

    hits: list[Hit]
    next: Cursor | None
    previous: Cursor | None


def find_events(query: EventQuery) -> Page:
    """The page that a query asks for: by date, undated events last, in either order."""
    backward = query.cursor is not None and query.cursor.backward
    chosen = _ordered(_chosen(query), query.order, backward)
    if query.cursor is not None:
        chosen = chosen.filter(_beyond(query.cursor))
    rows: list[_Row] = list(chosen.values_list(*_COLUMNS)[: query.page_size + 1])
    more, rows = len(rows) > query.page_size, rows[: query.page_size]
    if backward:
        rows.reverse()
    return Page(
        hits=[Hit(row[0], _verdict(row, query.window)) for row in rows],
        next=_cursor(rows[-1], query.order, backward=False) if rows and (more or backward) else None,
        previous=(
            _cursor(rows[0], query.order, backward=True)
            if rows and (more if backward else query.cursor is not None)
            else None
        ),
    )


def _chosen(query: EventQuery) -> QuerySet[Publication]:
    events = published(RecordType.EVENT)
    for facet, value in query.facets:
        events = events.filter(keys__facet=facet, keys__value=value)
    window = query.window
    if window is None:
        return events
    if window.match == "within":
        return events.filter(earliest__gte=window.first, latest__lte=window.last)
    return events.filter(earliest__lte=window.last, latest__gte=window.first)


def _ordered(events: QuerySet[Publication], order: Order, backward: bool) -> QuerySet[Publication]:
    rising = (order == "date") != backward
    if rising:
        by_date = F("sort_key").asc(nulls_first=True) if backward else F("sort_key").asc(nulls_last=True)
    else:
        by_date = F("sort_key").desc(nulls_first=True) if backward else F("sort_key").desc(nulls_last=True)
    sign = "" if rising else "-"
    return events.order_by(by_date, f"{sign}latest", f"{sign}uid")


def _beyond(cursor: Cursor) -> Q:
    """The rows on the far side of a position: after it, or before it when going backward."""
    comparison = "gt" if (cursor.order == "date") != cursor.backward else "lt"
    if cursor.sort_key is None:
        undated = Q(("sort_key", None), (f"uid__{comparison}", cursor.name))
        return undated | Q(sort_key__isnull=False) if cursor.backward else undated
    dated = (
        Q((f"sort_key__{comparison}", cursor.sort_key))
        | Q(("sort_key", cursor.sort_key), (f"latest__{comparison}", cursor.latest))
        | Q(("sort_key", cursor.sort_key), ("latest", cursor.latest), (f"uid__{comparison}", cursor.name))
    )
    return dated if cursor.backward else dated | Q(sort_key=None)


def _verdict(row: _Row, window: Window | None) -> Match | None:
    if window is None:
        return None
    *_, start_latest, end_earliest, exact = row
    if start_latest is None or end_earliest is None:
        return "possible"
    if window.match == "within":
        return "certain" if exact else "possible"
    return "certain" if exact and start_latest <= window.last and end_earliest >= window.first else "possible"


def _cursor(row: _Row, order: Order, *, backward: bool) -> Cursor:
    _, uid, sort_key, latest, *_ = row
    return Cursor(order, backward, sort_key, latest, uid)
