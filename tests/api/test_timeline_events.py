"""GET /api/v1/timelines/{slug}/events/."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_actor, make_published_event, make_published_timeline


@pytest.fixture
def address(db: None) -> str:
    """A timeline of three events, beside one that is in none."""
    iran = make_actor("Iran")
    events = [
        make_published_event("Late", date="2020", participants=[(iran, "host")]),
        make_published_event("Early", date="2010"),
        make_published_event("Undated", date=None),
    ]
    make_published_event("Elsewhere", date="2015", participants=[(iran, "host")])
    return f"/api/v1/timelines/{make_published_timeline(events=events).slug}/events/"


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ({}, ["Early", "Late", "Undated"]),
        ({"order": "-date"}, ["Late", "Early", "Undated"]),
        ({"from": "2009", "to": "2015"}, ["Early"]),
        ({"actor": "iran"}, ["Late"]),
        ({"page_size": "1"}, ["Early"]),
    ],
)
def test_a_timeline_has_its_own_events_under_the_same_filters(
    client: Client, address: str, query: dict[str, str], titles: list[str]
) -> None:
    answer: Any = client.get(address, query).json()

    assert [event["title"] for event in answer["results"]] == titles


def test_the_timeline_is_not_a_filter_of_itself(client: Client, address: str) -> None:
    answer = client.get(address, {"timeline": "another"})

    assert answer.status_code == 400
    assert answer.json()["errors"][0]["pointer"] == "?timeline"


def test_a_timeline_is_found_by_its_uid_too(client: Client, address: str) -> None:
    (timeline,) = client.get("/api/v1/timelines/").json()["results"]

    by_uid = client.get(f"/api/v1/timelines/{timeline['uid']}/events/").json()

    assert by_uid["results"] == client.get(address).json()["results"]
