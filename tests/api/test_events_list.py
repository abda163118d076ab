"""GET /api/v1/events/."""

from typing import Any

import pytest
from django.test import Client

from tests.factories import make_actor, make_event, make_published_event, make_published_timeline

EVENTS = "/api/v1/events/"


def titles(client: Client, **query: Any) -> list[str]:
    return [event["title"] for event in client.get(EVENTS, query).json()["results"]]


def test_an_empty_list_has_its_three_keys(client: Client, db: None) -> None:
    assert client.get(EVENTS).json() == {"results": [], "next": None, "previous": None}


def test_published_events_stand_in_the_order_of_time(client: Client, db: None) -> None:
    for title, date in {"Second": "2010-05", "Undated": None, "First": "2009", "Third": "2011"}.items():
        make_published_event(title, date=date)
    make_event("Draft", date="2010")

    assert titles(client) == ["First", "Second", "Third", "Undated"]
    assert titles(client, order="-date") == ["Third", "Second", "First", "Undated"]


def test_an_event_of_a_list_is_the_same_as_by_itself(client: Client, db: None) -> None:
    event = make_published_event()

    (listed,) = client.get(EVENTS).json()["results"]

    assert listed == client.get(f"{EVENTS}{event.uid}/").json()


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"from": "2010"}, {"Month": "certain", "Once": "possible", "Long": "certain"}),
        ({"to": "2009"}, {"Once": "possible", "Long": "certain"}),
        ({"from": "2010-05", "to": "2010-06"}, {"Month": "certain", "Once": "possible", "Long": "certain"}),
        ({"from": "2010-06", "to": "2010-06"}, {"Once": "possible", "Long": "certain"}),
        ({"from": "2010", "to": "2010", "match": "within"}, {"Month": "certain"}),
        (
            {"from": "2006/2010", "to": "2018/2019", "match": "overlaps"},
            dict.fromkeys(["Month", "Once", "Long"], "certain"),
        ),
        ({"from": "2010", "to": "2010", "match": "starts"}, {"Month": "certain", "Once": "possible"}),
        (
            {"from": "2010-05-07", "to": "2010-05-08", "match": "covers"},
            {"Month": "possible", "Once": "possible", "Long": "certain"},
        ),
        ({"from": "2010~", "to": "2010"}, dict.fromkeys(["Month", "Once", "Long"], "possible")),
        (
            {"from": "201X", "to": "201X", "undated": "include"},
            {"Month": "certain", "Once": "possible", "Long": "certain", "Undated": "possible"},
        ),
        ({"from": "2010", "undated": "only"}, {"Undated": "possible"}),
        ({"undated": "only"}, {"Undated": None}),
        ({"undated": "exclude"}, {"Month": None, "Once": None, "Long": None}),
        ({}, {"Month": None, "Once": None, "Long": None, "Undated": None}),
    ],
)
def test_a_window_chooses_events_and_says_how_surely(
    client: Client, db: None, query: dict[str, str], found: dict[str, str | None]
) -> None:
    for title, date in {"Month": "2010-05", "Once": "[2006..2019]", "Long": "2006/2019", "Undated": None}.items():
        make_published_event(title, date=date)

    results = client.get(EVENTS, query).json()["results"]

    assert {event["title"]: event["match"] for event in results} == found


def test_events_are_chosen_by_actor_and_timeline_by_slug_or_uid(client: Client, db: None) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    both = make_published_event("Both", participants=[(iran, "host"), (bolivia, "speaker")])
    make_published_event("One", participants=[(iran, "host")])
    timeline = make_published_timeline(events=[both])

    assert titles(client, actor="iran") == ["Both", "One"]
    assert titles(client, actor=iran.uid) == ["Both", "One"]
    assert titles(client, actor=["iran", bolivia.uid]) == ["Both"]
    assert titles(client, timeline=timeline.slug) == ["Both"]
    assert titles(client, timeline=timeline.uid, actor="bolivia") == ["Both"]


@pytest.mark.parametrize("size", [1, 2, 500])
def test_a_page_has_at_most_as_many_as_asked_for(client: Client, db: None, size: int) -> None:
    for _ in range(3):
        make_published_event()

    assert len(titles(client, page_size=size)) == min(size, 3)
