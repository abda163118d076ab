"""Published events in the order in which they last changed, under the same filters as in the order of time.

Where few events match, all of them are found first and put in order; where many do, the order is read from its index
until the page is full. What is many is settled by asking for one more than a few.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from django.db import connection
from django.utils.dateparse import parse_datetime

from events.models import Publication, RecordType
from events.queries.arms import Statement, arms, held_to, joined, led, slots, spans_of, united, within, words_lead
from events.queries.cursors import Cursor
from events.queries.questions import Choice, EventQuery
from events.queries.search import Condition, holding

FEW = 2000
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def page_by_change(query: EventQuery, limit: int, *, backward: bool) -> Statement | None:
    """The SQL that chooses the uids of a page and what orders them; None where nothing can match."""
    rising = (query.order == "updated") != backward
    asked, choices = replace(query, cursor=None), led(query)
    some = _some(asked, choices) if choices or query.window or query.words else None
    if some == []:
        return None
    conditions = [_one_of(some)] if some else _all_of(asked, choices)
    if query.cursor is not None:
        conditions.append(_beyond(query.cursor, rising))
    where, parameters = joined(conditions)
    order = order_by_change(rising)
    return (
        f"SELECT uid, revised_at FROM events_publication hit WHERE {where} ORDER BY {order} LIMIT {limit:d}",
        parameters,
    )


def order_by_change(rising: bool, table: str = "") -> str:
    """The columns of the order."""
    direction = "ASC" if rising else "DESC"
    return f"{table}revised_at {direction}, {table}uid {direction}"


def position(moment: datetime | str) -> int:
    """The microseconds since 1970 of a moment in UTC, as the database gives it."""
    at = parse_datetime(moment) if isinstance(moment, str) else moment
    return ((at or _EPOCH).replace(tzinfo=UTC) - _EPOCH) // timedelta(microseconds=1)


def _some(query: EventQuery, choices: Sequence[Choice]) -> list[str] | None:
    """The uids of all events that match; None where there are more than a few."""
    found = arms(query, choices, spans_of(query), rising=True, by_words=words_lead(query, choices))
    if not found:
        return []
    union, parameters = united(found)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT uid FROM ({union}) found LIMIT {FEW + 1}", parameters)
        uids = [uid for (uid,) in cursor.fetchall()]
    return uids if len(uids) <= FEW else None


def _one_of(uids: Sequence[str]) -> Condition:
    return f"uid IN ({slots(uids)})", tuple(uids)


def _all_of(query: EventQuery, choices: Sequence[Choice]) -> list[Condition]:
    words = [holding(query.words, "hit.id")] if query.words else []
    return [("type = %s", RecordType.EVENT), within(query), *(held_to(choice, "id") for choice in choices), *words]


def _beyond(cursor: Cursor, rising: bool) -> Condition:
    at = _EPOCH + timedelta(microseconds=cursor.sort_key or 0)
    stored = Publication._meta.get_field("revised_at").get_db_prep_value(at, connection)
    return f"(revised_at, uid) {'>' if rising else '<'} (%s, %s)", (stored, cursor.name)
