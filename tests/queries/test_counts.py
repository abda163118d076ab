"""How many events there are of each year, compared with counting them one by one."""

import json
from collections import Counter
from random import Random
from typing import Any

import pytest

from events.dates import DISTANT_PAST, civil_date, parse_edtf
from events.models import PublicationKey
from events.queries.chronology import find_events
from events.queries.counting import count_by_year
from events.queries.questions import EventQuery, Window
from events.services.synthesis import synthesize
from tests.conftest import NOW
from tests.factories import make_actor, make_event, make_published_event

pytestmark = pytest.mark.django_db


def counted(query: EventQuery) -> dict[int, int]:
    """The same, from the documents themselves."""
    hits = find_events(EventQuery(query.window, query.facets, query.undated, page_size=1000)).hits
    dates = [date["edtf"] for hit in hits if (date := json.loads(hit.document)["date"])]
    keys = [parse_edtf(date).bounds.sort_key for date in dates]
    return dict(Counter(civil_date(key)[0] for key in keys if key != DISTANT_PAST))


def random_query(facets: list[tuple[str, str]], random: Random) -> EventQuery:
    first, last = sorted(random.choices(range(1900, 2030), k=2))
    match = random.choice(["overlaps", "within", "starts", "covers"])
    window = Window.between(parse_edtf(str(first)), parse_edtf(str(last)), match)  # type: ignore[arg-type]
    return EventQuery(
        window=random.choice([window, None]),
        facets=tuple(random.sample(facets, random.choice([0, 1, 1, 2]))),  # type: ignore[arg-type]
        undated=random.choice([None, "include", "exclude"]),
    )


def test_every_query_counts_what_it_finds() -> None:
    list(synthesize(300, seed=29, at=NOW))
    facets = sorted(set(PublicationKey.objects.values_list("facet", "value")))
    random = Random(4)
    found_some = 0

    for _ in range(80):
        query = random_query(facets, random)
        right = counted(query)
        assert count_by_year(query) == right, query
        found_some += bool(right)

    assert found_some > 30


def test_events_stand_in_the_year_of_their_chronology() -> None:
    for date in ["-0043-03-15", "0000", "2004", "2004-12-31", "[2005..2009]", "2010/..", "../2012", "[..1990,1995..]"]:
        make_published_event(date=date)
    make_published_event(date=None)
    make_event(date="2004")

    years = count_by_year(EventQuery())

    assert years == {-43: 1, 0: 1, 2004: 2, 2005: 1, 2010: 1, 2012: 1}
    assert list(years) == sorted(years)


def test_a_cursor_and_the_size_of_a_page_change_nothing() -> None:
    for year in range(2000, 2006):
        make_published_event(date=str(year))
    page = find_events(EventQuery(page_size=2))

    years = count_by_year(EventQuery(page_size=2, cursor=page.next, order="-date"))

    assert years == dict.fromkeys(range(2000, 2006), 1)


def test_undated_events_alone_are_in_no_year() -> None:
    make_published_event(date="2004")

    assert count_by_year(EventQuery(undated="only")) == {}


def test_it_costs_one_query(django_assert_num_queries: Any) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    make_published_event(date="2004", participants=[(iran, "host"), (bolivia, "host")])

    with django_assert_num_queries(1):
        years = count_by_year(EventQuery(facets=(("actor", iran.uid), ("actor", bolivia.uid))))  # type: ignore[arg-type]

    assert years == {2004: 1}
