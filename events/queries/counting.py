"""How many events a query finds, on all its pages: from the postings, exactly."""

from dataclasses import replace
from functools import reduce

from django.db import connection
from pyroaring import BitMap

from events.dates import DISTANT_PAST, civil_date
from events.models.publications import Facet
from events.queries.arms import DATED_SPANS, arms, spans_of, united, words_lead
from events.queries.postings import found, totals
from events.queries.questions import Choice, EventQuery


def count_events(query: EventQuery) -> int:
    """All of them: a number that stands ready where one value, or nothing, is asked for."""
    choices = list(query.choices)
    if not (query.window or query.words) and query.undated in (None, "include") and len(choices) < 2:
        (choice,) = choices or [(Facet.ALL, ("",))]
        if len(choice[1]) == 1:
            return sum(totals([choice]).values())
    return len(found(query))


def count_few(query: EventQuery) -> int:
    """The same in one query, which looks at each event that is found: for few, such as those of one timeline."""
    asked, choices = replace(query, cursor=None), list(query.choices)
    found_by = arms(asked, choices, spans_of(asked), rising=True, by_words=words_lead(asked, choices))
    if not found_by:
        return 0
    sql, parameters = united(found_by)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) hit", parameters)
        (number,) = cursor.fetchone()
    return int(number)


def count_by_year(query: EventQuery) -> dict[int, int]:
    """How many dated events a query finds on all its pages, by the year in which they stand (astronomical: 0 is 1 BCE).

    That is the year in which an event may have begun at the earliest, or have ended at the latest where its beginning
    is open; without either it is in no year. The years rise. One query, and one more where there are words.
    """
    if query.undated == "only":
        return {}
    return _by_day(query) if query.window or query.words else _by_year(list(query.choices))


def _by_year(choices: list[Choice]) -> dict[int, int]:
    """From the postings of the years and of what the events are found by."""
    wanted = [(facet, value) for facet, values in choices for value in values]
    chosen = " OR ".join(["facet = %s", *["facet = %s AND value = %s"] * len(wanted)])
    parameters = [Facet.YEAR, *(part for key in wanted for part in key)]
    held: dict[tuple[str, str], BitMap] = {}
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT facet, value, bits FROM events_posting WHERE {chosen}", parameters)
        for facet, value, bits in cursor.fetchall():
            held[facet, value] = held.get((facet, value), BitMap()) | BitMap.deserialize(bytes(bits))
    sets = [BitMap.union(BitMap(), *(held.get((facet, v), BitMap()) for v in values)) for facet, values in choices]
    common = reduce(BitMap.intersection, sets) if sets else None
    years = {
        int(value): len(events) if common is None else events.intersection_cardinality(common)
        for (facet, value), events in held.items()
        if facet == Facet.YEAR
    }
    return dict(sorted((year, number) for year, number in years.items() if number))


def _by_day(query: EventQuery) -> dict[int, int]:
    asked, choices = replace(query, cursor=None), list(query.choices)
    found_by = arms(asked, choices, DATED_SPANS, rising=True, by_words=words_lead(asked, choices))
    if not found_by:
        return {}
    sql, parameters = united(found_by)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sort_key, count(*) FROM ({sql}) hit GROUP BY sort_key ORDER BY sort_key", parameters)
        days = cursor.fetchall()
    years: dict[int, int] = {}
    for day, events in days:
        if day != DISTANT_PAST:
            year = civil_date(day)[0]
            years[year] = years.get(year, 0) + events
    return years
