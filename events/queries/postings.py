"""Sets of events by primary key, from the postings: what is found by facets, by days, by both.

A window is the years that lie in it whole, and of what reaches into it from outside or from the years at its ends what
the arms' own conditions find.
"""

from collections.abc import Iterable, Iterator
from functools import cache, reduce

from django.db import connection
from pyroaring import BitMap

from events.dates import day_number
from events.models import RecordType
from events.models.publications import SPAN_UNDATED, Facet
from events.queries.arms import joined, slots, spans_of
from events.queries.days import days_of, surely
from events.queries.questions import Choice, EventQuery, Window
from events.queries.search import Condition, matching_ids


def found(query: EventQuery) -> BitMap:
    """The primary keys of all events that a query finds, on whatever pages."""
    sets = [members(choice) for choice in query.choices]
    if any(not found_by for found_by in sets):
        return BitMap()
    if query.words:
        sets.append(BitMap(matching_ids(query.words)))
    if query.window is not None:
        sets.append(_in_window(query, query.window))
    elif query.undated is not None and query.undated != "include":
        sets.append(members((Facet.SPAN, tuple(map(str, spans_of(query))))))
    return reduce(BitMap.intersection, sorted(sets, key=len)) if sets else members((Facet.ALL, ("",)))


def members(choice: Choice) -> BitMap:
    """The events that have one of the values."""
    facet, values = choice
    sql = f"SELECT bits FROM events_posting WHERE facet = %s AND value IN ({slots(values)})"
    with connection.cursor() as cursor:
        cursor.execute(sql, [facet, *values])
        return BitMap.union(BitMap(), *(BitMap.deserialize(bytes(bits)) for (bits,) in cursor.fetchall()))


def totals(choices: Iterable[Choice]) -> dict[tuple[str, str], int]:
    """How many events each value of the choices has; those that have none are left out."""
    wanted = [(facet, value) for facet, values in choices for value in values]
    if not wanted:
        return {}
    chosen = " OR ".join(["facet = %s AND value = %s"] * len(wanted))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT facet, value, events FROM events_postingtotal WHERE {chosen}",
            [part for key in wanted for part in key],
        )
        return {(facet, value): events for facet, value, events in cursor.fetchall()}


def years() -> list[int]:
    """The years in which events stand, rising."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT value FROM events_postingtotal WHERE facet = %s", [Facet.YEAR])
        return sorted(int(value) for (value,) in cursor.fetchall())


def _in_window(query: EventQuery, window: Window) -> BitMap:
    there_are, in_window = years(), BitMap()
    of_years = cache(lambda whole: members((Facet.YEAR, tuple(map(str, whole)))))
    rest: list[list[Condition]] = []
    for span in spans_of(query):
        if span == SPAN_UNDATED:
            in_window |= members((Facet.SPAN, (str(span),)))
        elif (days := days_of(span, window)) is not None:
            whole = _whole_years(there_are, surely(span, window))
            if whole:
                in_window |= of_years(tuple(whole)) & members((Facet.SPAN, (str(span),)))
            rest += [[("span = %s", span), *days, *outside] for outside in _outside(whole)]
    return in_window | _matching(rest)


def _whole_years(there_are: list[int], days: tuple[int, int] | None) -> list[int]:
    """Those of the years, all of whose days are among the days."""
    if days is None:
        return []
    return [year for year in there_are if days[0] <= day_number(year, 1, 1) and day_number(year, 12, 31) <= days[1]]


def _outside(years: list[int]) -> Iterator[list[Condition]]:
    """Before the years, and after them."""
    if not years:
        yield []
        return
    yield [("sort_key < %s", day_number(years[0], 1, 1))]
    yield [("sort_key > %s", day_number(years[-1], 12, 31))]


def _matching(rest: list[list[Condition]]) -> BitMap:
    """The events that meet all of some conditions."""
    if not rest:
        return BitMap()
    arms = [joined([("type = %s", RecordType.EVENT), *conditions]) for conditions in rest]
    sql = " UNION ALL ".join(f"SELECT id FROM events_publication WHERE {where}" for where, _ in arms)
    with connection.cursor() as cursor:
        cursor.execute(sql, [parameter for _, parameters in arms for parameter in parameters])
        return BitMap(pk for (pk,) in cursor.fetchall())
