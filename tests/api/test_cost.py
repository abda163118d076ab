"""What a request costs: a fixed number of queries whatever it holds, and not one model instance.

A list: 1 query for the edition of what is public, which is its ETag. Of actors, sources or timelines: 1 more, the page
itself. Of events: 1 more, and 1 more where it reaches the undated ones, and 1 more where several facets could lead the
search, or words could. A filter by actor or timeline: 1 for each name in it. The events of one timeline: the timeline,
then the page. A document: 1. What is not there: 3, as a record, as a tombstone and as a redirect.
"""

from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.models.signals import post_init
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.models import Publication
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source

COSTS = {
    "events/?page_size=500": 3,
    "events/?page_size=500&undated=exclude": 2,
    "events/?page_size=500&from=2000&to=2030": 2,
    "events/?page_size=500&actor=iran": 4,
    "events/?page_size=500&q=iran+visit": 4,
    "events/?page_size=500&q=visit&actor=iran": 5,
    "events/?page_size=500&actor=iran&actor={actor}&timeline=chronology": 7,
    "timelines/chronology/events/?page_size=500": 4,
    "actors/?page_size=500": 2,
    "sources/?page_size=500": 2,
    "timelines/?page_size=500": 2,
    "changes/?page_size=500": 2,
    "changes/?type=event": 2,
    "timelines/chronology/": 1,
    "actors/{actor}/": 1,
    "events/{event}/": 1,
    "actors/nobody/": 3,
}


@pytest.fixture
def instances() -> Iterator[list[type]]:
    """The classes of all model instances that are made."""
    made: list[type] = []

    def note(sender: type, **_: object) -> None:
        made.append(sender)

    post_init.connect(note)
    yield made
    post_init.disconnect(note)


@pytest.mark.parametrize("number", [1, 60])
def test_a_request_costs_the_same_whatever_it_holds(
    client: Client, db: None, number: int, instances: list[type]
) -> None:
    iran, source = make_actor("Iran"), make_source()
    events = [
        make_published_event(date="2010", participants=[(iran, "host")], citations=[cite(source)])
        for _ in range(number)
    ]
    make_published_timeline(slug="chronology", events=events)
    found = {}

    for address in COSTS:
        instances.clear()
        with CaptureQueriesContext(
            connection,
        ) as queries:
            answer = client.get("/api/v1/" + address.format(actor=iran.uid, event=events[0].uid))
        found[address] = len(queries)
        assert instances == [], address
        if address.startswith(("events/?", "timelines/chronology/events/")):
            assert len(answer.json()["results"]) == number, address

    assert found == COSTS


def test_the_count_of_instances_would_notice_one(db: None, instances: list[type]) -> None:
    make_published_event()
    instances.clear()

    assert list(Publication.objects.all())
    assert set(instances) == {Publication}
