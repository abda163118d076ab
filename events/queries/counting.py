"""How many events a query finds, on all its pages."""

from dataclasses import replace

from django.db import connection

from events.dates import DISTANT_PAST, civil_date
from events.queries.arms import DATED_SPANS, arms, led, spans_of, united, words_lead
from events.queries.questions import EventQuery


def count_events(query: EventQuery) -> int:
    """All of them, in one query; in two where several filters could lead, or words could."""
    asked = replace(query, cursor=None)
    choices = led(asked)
    found = arms(asked, choices, spans_of(asked), rising=True, by_words=words_lead(asked, choices))
    if not found:
        return 0
    sql, parameters = united(found)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM ({sql}) hit", parameters)
        (number,) = cursor.fetchone()
    return int(number)


def count_by_year(query: EventQuery) -> dict[int, int]:
    """How many dated events a query finds on all its pages, by the year in which they stand (astronomical: 0 is 1 BCE).

    That is the year in which an event may have begun at the earliest, or have ended at the latest where its beginning
    is open; without either it is in no year. The years rise.
    """
    asked = replace(query, cursor=None)
    choices = list(query.choices)
    found = arms(asked, choices, DATED_SPANS, rising=True, by_words=words_lead(asked, choices))
    if query.undated == "only" or not found:
        return {}
    sql, parameters = united(found)
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT sort_key, count(*) FROM ({sql}) hit GROUP BY sort_key ORDER BY sort_key", parameters)
        days = cursor.fetchall()
    years: dict[int, int] = {}
    for day, events in days:
        if day != DISTANT_PAST:
            year = civil_date(day)[0]
            years[year] = years.get(year, 0) + events
    return years
