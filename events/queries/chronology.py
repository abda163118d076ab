"""Published events in the order of time: choosing, ordering, paging, and saying how sure a match is.

Rows are ready documents; no model instance is made. What is asked for is looked up in one covering index, an arm of a
union for each span class, and the arms, each in order already, are merged until the page is full (`queries.arms`). A
page costs one query; one more where several filters could lead, to find the rarest; one more where it reaches the
undated events.

Words lead, but where a filter leaves few events to look for them in. There is no index by word and time: where not too
many events hold the words, all that do are put in order. Where many do, some of the next events will: these are looked
at first, and should that not fill the page, all that hold the words are put in order after all.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import NamedTuple

from django.db import connection

from events.documents import Match
from events.models.publications import SPAN_UNDATED
from events.queries.arms import DATED_SPANS, Statement, arms, led, spans_of, united, words_lead
from events.queries.cursors import Cursor
from events.queries.questions import Choice, EventQuery, Order, Window
from events.queries.recency import order_by_change, page_by_change, position
from events.queries.search import are_common, holding_by_uid

# As many events as hold the words are put in order sooner than so many of the next are looked at.
_PUT_IN_ORDER = 20_000
_LOOKED_AT = 3000


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
    revised_at: datetime | str


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
    """The page that a query asks for: by date, undated events last, or by when events last changed; in either order."""
    backward = query.cursor is not None and query.cursor.backward
    rows = _rows(query, backward) if query.order in ("date", "-date") else _rows_by_change(query, backward)
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


def _rows(query: EventQuery, backward: bool) -> list[_Row]:
    """The rows of the page, and one more where there are more, in the direction of reading."""
    choices = led(query)
    by_words = words_lead(query, choices)
    many = by_words and are_common(query.words, _PUT_IN_ORDER)
    rows: list[_Row] = []
    for undated in _sections(query, backward=backward):
        if missing := query.page_size + 1 - len(rows):
            near = _rows_near(query, choices, undated, backward, missing) if many else None
            if near is None:
                near = _fetched(_statement(query, choices, undated, backward, missing, by_words))
            rows += near
    return rows


def _rows_near(
    query: EventQuery, choices: Sequence[Choice], undated: bool, backward: bool, limit: int
) -> list[_Row] | None:
    """The rows of one section from the next events that are found by all but the words; None where more would have to
    be looked at."""
    rising = (query.order == "date") != backward
    found = arms(replace(query, words=()), choices, [SPAN_UNDATED] if undated else DATED_SPANS, rising=rising)
    if not found:
        return []
    order = _order(rising)
    union, parameters = united(found, order, _LOOKED_AT)
    near = f"SELECT * FROM ({union} ORDER BY {order} LIMIT {_LOOKED_AT}) near"
    condition, words = holding_by_uid(query.words)
    chosen = f"SELECT * FROM ({near}) hit WHERE {condition} ORDER BY {order} LIMIT {limit:d}"
    rows = _fetched((f"{_documents(chosen)} ORDER BY {_order(rising, 'hit.')}", [*parameters, *words]))
    if len(rows) == limit:
        return rows
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({near}) counted", parameters)
        return rows if cursor.fetchone() != (_LOOKED_AT,) else None


def _fetched(statement: Statement | None) -> list[_Row]:
    if statement is None:
        return []
    with connection.cursor() as cursor:
        cursor.execute(*statement)
        return list(map(_Row._make, cursor.fetchall()))


def _rows_by_change(query: EventQuery, backward: bool) -> list[_Row]:
    page = page_by_change(query, query.page_size + 1, backward=backward)
    if page is None:
        return []
    sql, parameters = page
    order = order_by_change((query.order == "updated") != backward, "hit.")
    return _fetched((f"{_documents(sql)} ORDER BY {order}", parameters))


def _sections(query: EventQuery, *, backward: bool) -> list[bool]:
    """Which sections the page may reach, in the direction of reading; True is that of the undated events."""
    sections = [True, False] if backward else [False, True]
    if query.cursor is not None:
        sections = sections[sections.index(query.cursor.sort_key is None) :]
    wanted = spans_of(query)
    return [undated for undated in sections if (SPAN_UNDATED if undated else DATED_SPANS[0]) in wanted]


def _statement(
    query: EventQuery, choices: Sequence[Choice], undated: bool, backward: bool, limit: int, by_words: bool
) -> Statement | None:
    """The SQL of one section of a page; None where nothing can match."""
    rising = (query.order == "date") != backward
    spans = [SPAN_UNDATED] if undated else DATED_SPANS
    found = arms(query, choices, spans, rising=rising, by_words=by_words)
    if not found:
        return None
    order = _order(rising)
    union, parameters = united(found, order, limit)
    return f"{_documents(f'{union} ORDER BY {order} LIMIT {limit:d}')} ORDER BY {_order(rising, 'hit.')}", parameters


def _documents(uids: str) -> str:
    """The rows of a page from the SQL that chooses their uids."""
    columns = ", ".join(f"p.{column}" for column in _Row._fields)
    return f"SELECT {columns} FROM ({uids}) hit JOIN events_publication p ON p.uid = hit.uid"


def _order(rising: bool, table: str = "") -> str:
    direction = "ASC" if rising else "DESC"
    return ", ".join(f"{table}{column} {direction}" for column in ("sort_key", "latest", "uid"))


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
    if order in ("updated", "-updated"):
        return Cursor(order, backward, position(row.revised_at), 0, row.uid)
    return Cursor(order, backward, row.sort_key, row.latest, row.uid)
