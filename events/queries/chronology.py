"""Published events in the order of time: choosing, ordering, paging, and saying how sure a match is.

Rows are ready documents; no model instance is made. What is asked for is looked up in one covering index, an arm of a
union for each span class: a class's longest extent tells how far before a window an event may have begun and still
reach into it, and the arms, each in order already, are merged until the page is full. It is raw SQL because the ORM
cannot order the arms of a union on SQLite. A page costs one query; one more where several facets could lead, to find
the rarest; one more where it reaches the undated events.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, NamedTuple, TypeAlias

from django.db import connection

from events.dates import (
    DISTANT_FUTURE,
    DISTANT_PAST,
    LONGEST_OF_SPAN,
    SPAN_LONGER,
    SPAN_OPEN_END,
    SPAN_OPEN_START,
    Edtf,
    civil_date,
)
from events.documents import Match
from events.models import RecordType
from events.models.publications import SPAN_UNDATED, Facet
from events.queries.cursors import Cursor

Order: TypeAlias = Literal["date", "-date"]
Matching: TypeAlias = Literal["overlaps", "within", "starts", "covers"]
Undated: TypeAlias = Literal["include", "exclude", "only"]

# Among several facets the one with the fewest events leads the search; beyond so many all are alike.
_COUNTED = 5000
_DATED_SPANS = range(SPAN_UNDATED)
_Conditions: TypeAlias = list[tuple[str, Any]]


class _Row(NamedTuple):
    """A hit as it is selected: the columns of the publication, named as they are."""

    document: str
    uid: str
    sort_key: int | None
    latest: int | None
    earliest: int | None
    start_latest: int | None
    end_earliest: int | None
    exact: bool | None


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
    """What a reader asks of the events. `facets` must all hold; where they are `ranked`, the first leads the search.

    `undated`: whether undated events follow the dated ones; where it is None they do unless there is a window.
    """

    window: Window | None = None
    facets: Sequence[tuple[Facet, str]] = field(default_factory=tuple)
    undated: Undated | None = None
    order: Order = "date"
    page_size: int = 50
    cursor: Cursor | None = None
    ranked: bool = False


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
    rows = _rows(query, backward)
    more, rows = len(rows) > query.page_size, rows[: query.page_size]
    if backward:
        rows.reverse()
    return Page(
        hits=[Hit(row.document, _verdict(row, query.window)) for row in rows],
        next=_cursor(rows[-1], query.order, backward=False) if rows and (more or backward) else None,
        previous=(
            _cursor(rows[0], query.order, backward=True)
            if rows and (more if backward else query.cursor is not None)
            else None
        ),
    )


def count_by_year(query: EventQuery) -> dict[int, int]:
    """How many dated events a query finds on all its pages, by the year in which they stand (astronomical: 0 is 1 BCE).

    That is the year in which an event may have begun at the earliest, or have ended at the latest where its beginning
    is open; without either it is in no year. The years rise.
    """
    asked = replace(query, cursor=None)
    arms = [arm for span in _DATED_SPANS if (arm := _arm(asked, query.facets, span, True))]
    if query.undated == "only" or not arms:
        return {}
    sql = (
        f"SELECT sort_key, count(*) FROM ({' UNION ALL '.join(arm for arm, _ in arms)}) hit"
        " GROUP BY sort_key ORDER BY sort_key"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _, parameters in arms for parameter in parameters])
        days = cursor.fetchall()
    years: dict[int, int] = {}
    for day, events in days:
        if day != DISTANT_PAST:
            year = civil_date(day)[0]
            years[year] = years.get(year, 0) + events
    return years


def _rows(query: EventQuery, backward: bool) -> list[_Row]:
    """The rows of the page, and one more where there are more, in the direction of reading."""
    facets = query.facets if query.ranked else _rarest_first(query.facets)
    rows: list[_Row] = []
    for undated in _sections(query, backward=backward):
        missing = query.page_size + 1 - len(rows)
        statement = _statement(query, facets, undated, backward, missing) if missing else None
        if statement is not None:
            with connection.cursor() as cursor:
                cursor.execute(*statement)
                rows += map(_Row._make, cursor.fetchall())
    return rows


def _sections(query: EventQuery, *, backward: bool) -> list[bool]:
    """Which sections the page may reach, in the direction of reading; True is that of the undated events."""
    asked = query.undated or ("include" if query.window is None else "exclude")
    wanted = {"include": (False, True), "exclude": (False,), "only": (True,)}[asked]
    sections = [True, False] if backward else [False, True]
    if query.cursor is not None:
        sections = sections[sections.index(query.cursor.sort_key is None) :]
    return [section for section in sections if section in wanted]


def _rarest_first(facets: Sequence[tuple[Facet, str]]) -> Sequence[tuple[Facet, str]]:
    if len(facets) < 2:
        return facets
    some = f"SELECT 1 FROM events_publicationkey WHERE facet = %s AND value = %s LIMIT {_COUNTED}"
    count = f"(SELECT count(*) FROM ({some}) counted)"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join([count] * len(facets))}", [part for facet in facets for part in facet])
        counts = cursor.fetchone()
    return [facet for _, facet in sorted(zip(counts, facets, strict=True), key=lambda pair: pair[0])]


def _statement(
    query: EventQuery, facets: Sequence[tuple[Facet, str]], undated: bool, backward: bool, limit: int
) -> tuple[str, list[Any]] | None:
    """The SQL of one section of a page; None where nothing can match."""
    rising = (query.order == "date") != backward
    spans = [SPAN_UNDATED] if undated else _DATED_SPANS
    arms = [arm for span in spans if (arm := _arm(query, facets, span, rising))]
    if not arms:
        return None
    order = _order(rising)
    sql = (
        f"SELECT {', '.join(f'p.{column}' for column in _Row._fields)}"
        f" FROM ({_union(arms, order, limit)} ORDER BY {order} LIMIT {limit:d}) hit"
        f" JOIN events_publication p ON p.uid = hit.uid ORDER BY {_order(rising, 'hit.')}"
    )
    return sql, [parameter for _, parameters in arms for parameter in parameters]


def _order(rising: bool, table: str = "") -> str:
    direction = "ASC" if rising else "DESC"
    return ", ".join(f"{table}{column} {direction}" for column in ("sort_key", "latest", "uid"))


def _union(arms: list[tuple[str, list[Any]]], order: str, limit: int) -> str:
    """The arms under each other. SQLite merges them row by row of itself; PostgreSQL reads each in order
    only when told how little of it is wanted."""
    if connection.vendor == "postgresql":
        return " UNION ALL ".join(f"SELECT * FROM ({sql} ORDER BY {order} LIMIT {limit:d}) arm" for sql, _ in arms)
    return " UNION ALL ".join(sql for sql, _ in arms)


def _arm(
    query: EventQuery, facets: Sequence[tuple[Facet, str]], span: int, rising: bool
) -> tuple[str, list[Any]] | None:
    """The events of one span class in order, found by the first facet; None where none can match."""
    days = _days(span, query.window)
    if days is None:
        return None
    conditions: _Conditions = [*_found_by(facets), ("span = %s", span), *days]
    if query.cursor is not None and (query.cursor.sort_key is None) == (span == SPAN_UNDATED):
        conditions += _beyond(query.cursor, rising)
    conditions += [(_HAS_FACET, facet) for facet in facets[1:]]
    table = "events_publicationkey" if facets else "events_publication"
    sql = f"SELECT sort_key, latest, uid FROM {table} hit WHERE {' AND '.join(text for text, _ in conditions)}"
    parameters = [
        parameter for _, value in conditions for parameter in (value if isinstance(value, tuple) else (value,))
    ]
    return sql, parameters


_HAS_FACET = (
    "EXISTS (SELECT 1 FROM events_publicationkey other"
    " WHERE other.publication_id = hit.publication_id AND other.facet = %s AND other.value = %s)"
)


def _found_by(facets: Sequence[tuple[Facet, str]]) -> Iterator[tuple[str, Any]]:
    if facets:
        facet, value = facets[0]
        yield "facet = %s", facet
        yield "value = %s", value
    else:
        yield "type = %s", RecordType.EVENT


def _beyond(cursor: Cursor, rising: bool) -> _Conditions:
    """The rows on the far side of a position."""
    comparison = ">" if rising else "<"
    if cursor.sort_key is None:
        return [(f"uid {comparison} %s", cursor.name)]
    return [
        (f"sort_key {comparison}= %s", cursor.sort_key),  # where the index is entered
        (f"(sort_key, latest, uid) {comparison} (%s, %s, %s)", (cursor.sort_key, cursor.latest, cursor.name)),
    ]


def _days(span: int, window: Window | None) -> _Conditions | None:
    """What a window asks of the events of a span class; None where none of them can match.

    `earliest` is the sort key, but for an open start, where it is before all days and the sort key is `latest`.
    """
    if window is None or span == SPAN_UNDATED:
        return []
    # How long before a day what has not ended by then may have begun.
    longest = LONGEST_OF_SPAN[span] if span < SPAN_LONGER else None
    match window.match:
        case "overlaps":
            return _reaching(span, longest, window.last, [("latest >= %s", window.first)], window.first)
        case "starts":
            return _reaching(span, longest, window.last, [("start_latest >= %s", window.first)], window.first)
        case "covers":
            return _reaching(span, longest, window.first, [("latest >= %s", window.last)], window.last)
        case "within":
            return _within(span, window)


def _reaching(
    span: int, longest: int | None, begun_by: int, ending: _Conditions, lasting_to: int
) -> _Conditions | None:
    """What had begun by one day, perhaps, and reached another, which `ending` says."""
    if span == SPAN_OPEN_START:
        return [("sort_key >= %s", lasting_to), *ending]
    if longest is None:
        return [("sort_key <= %s", begun_by), *ending]
    if lasting_to - longest >= begun_by:
        return None
    return [("sort_key > %s", lasting_to - longest), ("sort_key <= %s", begun_by), *ending]


def _within(span: int, window: Window) -> _Conditions | None:
    if (span == SPAN_OPEN_START and window.first != DISTANT_PAST) or (
        span == SPAN_OPEN_END and window.last != DISTANT_FUTURE
    ):
        return None
    return [("sort_key >= %s", window.first), ("sort_key <= %s", window.last), ("latest <= %s", window.last)]


def _verdict(row: _Row, window: Window | None) -> Match | None:
    """How sure a hit is: certain when no reading of its date and of the window escapes."""
    if window is None:
        return None
    earliest, start_latest, end_earliest = row.earliest, row.start_latest, row.end_earliest
    if earliest is None or start_latest is None or end_earliest is None or not (row.exact and window.exact):
        return "possible"
    certain = {
        "overlaps": start_latest <= window.last and end_earliest >= window.first,
        "within": True,
        "starts": earliest >= window.first and start_latest <= window.last,
        "covers": start_latest <= window.first and end_earliest >= window.last,
    }[window.match]
    return "certain" if certain else "possible"


def _cursor(row: _Row, order: Order, *, backward: bool) -> Cursor:
    return Cursor(order, backward, row.sort_key, row.latest, row.uid)
