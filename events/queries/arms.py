"""The arms of a union that finds events in the order of time: one for each span class and value that leads the search,
each a stretch of one covering index.

A class's longest extent tells how far before a window an event may have begun and still reach into it. It is raw SQL
because the ORM cannot order the arms of a union on SQLite.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, product
from typing import Any, TypeAlias

from django.db import connection

from events.models import RecordType
from events.models.publications import SPAN_UNDATED, Facet
from events.queries.cursors import Cursor
from events.queries.days import days_of
from events.queries.questions import Choice, EventQuery, Window
from events.queries.search import Condition, found_in, holding

DATED_SPANS = range(SPAN_UNDATED)
# Of these an event has one value at most, so that arms by value hold no event twice.
_ONE_EACH = {Facet.KIND, Facet.COUNTRY, Facet.SUPPORT}
# Among several filters the one with the fewest events leads the search; beyond so many all are alike.
_COUNTED = 5000
Statement: TypeAlias = tuple[str, list[Any]]
_Conditions: TypeAlias = list[Condition]


def led(query: EventQuery) -> list[Choice]:
    """What an event must be found by, first what leads the search: the filter with the fewest events."""
    choices = list(query.choices)
    if len(choices) < 2 or query.ranked:
        return choices
    some = "SELECT 1 FROM events_publicationkey WHERE facet = %s AND value IN ({}) LIMIT " + str(_COUNTED)
    counts = ", ".join(f"(SELECT count(*) FROM ({some.format(slots(values))}) counted)" for _, values in choices)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {counts}", [part for facet, values in choices for part in (facet, *values)])
        numbers = cursor.fetchone()
    ranks = [(not _may_lead(choice), number) for choice, number in zip(choices, numbers, strict=True)]
    return [choices[place] for place in sorted(range(len(choices)), key=ranks.__getitem__)]


def words_lead(query: EventQuery, choices: Sequence[Choice]) -> bool:
    """Whether the events that hold the words are to be found first: not where the first choice has but few events, to
    look for the words in. In one query more where there are words and choices."""
    if not query.words or not choices:
        return bool(query.words)
    if query.ranked or not _may_lead(choices[0]):
        return not query.ranked
    facet, values = choices[0]
    some = f"SELECT 1 FROM events_publicationkey WHERE facet = %s AND value IN ({slots(values)}) LIMIT {_COUNTED}"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({some}) counted", [facet, *values])
        (number,) = cursor.fetchone()
    return int(number) == _COUNTED


def arms(
    query: EventQuery, choices: Sequence[Choice], spans: Sequence[int], *, rising: bool, by_words: bool = False
) -> list[Statement]:
    """The events of each span class in order, as (sort_key, latest, uid), found by the first choice and held to the
    others and the words; or in one arm and no order those that are found by the words, held to all choices."""
    if by_words:
        arm = _arm_of_words(query, choices, spans, rising)
        return [arm] if arm else []
    leading: list[tuple[Facet, str] | None] = (
        [(choices[0][0], value) for value in choices[0][1]] if choices and _may_lead(choices[0]) else [None]
    )
    others = choices[1:] if leading[0] else choices
    found = (_arm(query, lead, others, span, rising) for lead, span in product(leading, spans))
    return [arm for arm in found if arm]


def united(statements: Sequence[Statement], order: str = "", limit: int | None = None) -> Statement:
    """The arms under each other, with the parameters of all. SQLite merges them row by row of itself; PostgreSQL reads
    each in order only when told how little of it is wanted."""
    parameters = list(chain.from_iterable(parameters for _, parameters in statements))
    if connection.vendor == "postgresql" and limit is not None:
        texts = [f"SELECT * FROM ({sql} ORDER BY {order} LIMIT {limit:d}) arm" for sql, _ in statements]
    else:
        texts = [sql for sql, _ in statements]
    return " UNION ALL ".join(texts), parameters


def _may_lead(choice: Choice) -> bool:
    return len(choice[1]) == 1 or choice[0] in _ONE_EACH


def _arm(
    query: EventQuery, lead: tuple[Facet, str] | None, others: Sequence[Choice], span: int, rising: bool
) -> Statement | None:
    """The events of one span class in order; None where none can match."""
    days = days_of(span, query.window)
    if days is None:
        return None
    conditions: _Conditions = [*_found_by(lead), ("span = %s", span), *days]
    if query.cursor is not None and (query.cursor.sort_key is None) == (span == SPAN_UNDATED):
        conditions += _beyond(query.cursor, rising)
    key = "publication_id" if lead else "id"
    conditions += [held_to(choice, key) for choice in others]
    conditions += [holding(query.words, f"hit.{key}")] if query.words else []
    table = "events_publicationkey" if lead else "events_publication"
    where, parameters = joined(conditions)
    return f"SELECT sort_key, latest, uid FROM {table} hit WHERE {where}", parameters


def _arm_of_words(query: EventQuery, choices: Sequence[Choice], spans: Sequence[int], rising: bool) -> Statement | None:
    """The events that hold the words; None where none can match."""
    # The sign keeps SQLite from looking each event up once for each class.
    place = _place(spans, query.window, "+span")
    if place is None:
        return None
    table, found = found_in(query.words)
    conditions: _Conditions = [found, place]
    if query.cursor is not None and (query.cursor.sort_key is None) == (SPAN_UNDATED in spans):
        conditions += _beyond(query.cursor, rising)
    conditions += [held_to(choice, "publication_id") for choice in choices]
    where, parameters = joined(conditions)
    return f"SELECT sort_key, latest, hit.uid FROM {table} WHERE {where}", parameters


def spans_of(query: EventQuery) -> Sequence[int]:
    """The span classes of the events that a query may find."""
    sections = {"include": [*DATED_SPANS, SPAN_UNDATED], "exclude": DATED_SPANS, "only": [SPAN_UNDATED]}
    return sections[query.undated or ("include" if query.window is None else "exclude")]


def within(query: EventQuery) -> Condition:
    """What the window and the place of undated events ask of an event, whatever its span class."""
    return _place(spans_of(query), query.window, "span") or ("1 = 0", ())


def _place(spans: Sequence[int], window: Window | None, column: str) -> Condition | None:
    """The same of an event of some span classes; None where none can match."""
    of_spans = [
        joined([(f"{column} = %s", span), *days]) for span in spans if (days := days_of(span, window)) is not None
    ]
    parameters = chain.from_iterable(parameters for _, parameters in of_spans)
    return (f"({' OR '.join(f'({text})' for text, _ in of_spans)})", tuple(parameters)) if of_spans else None


def joined(conditions: Iterable[Condition]) -> Statement:
    """All of the conditions, with their parameters in turn."""
    kept = list(conditions)
    parameters = [part for _, value in kept for part in (value if isinstance(value, tuple) else (value,))]
    return " AND ".join(text for text, _ in kept), parameters


def held_to(choice: Choice, key: str) -> Condition:
    """That an event, a row `hit` whose publication's primary key stands under `key`, has one of the values."""
    facet, values = choice
    return (
        f"EXISTS (SELECT 1 FROM events_publicationkey other WHERE other.publication_id = hit.{key}"
        f" AND other.facet = %s AND other.value IN ({slots(values)}))"
    ), (facet, *values)


def slots(values: Sequence[object]) -> str:
    """A place for each of the values."""
    return ", ".join(["%s"] * len(values))


def _found_by(lead: tuple[Facet, str] | None) -> Iterator[tuple[str, Any]]:
    if lead:
        facet, value = lead
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
