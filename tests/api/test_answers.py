"""What an answer holds: the members that were asked for, and the number of all results."""

import json
from typing import Any

import pytest
from django.test import Client

from tests.factories import make_actor, make_event, make_published_event

EVENTS = "/api/v1/events/"


@pytest.fixture
def events(db: None) -> list[str]:
    """The uids of three published events of one actor; a fourth is a draft."""
    iran = make_actor("Iran")
    make_event(participants=[(iran, "host")])
    return [make_published_event(date=f"200{number}", participants=[(iran, "host")]).uid for number in range(3)]


def test_without_a_word_there_is_no_count(client: Client, events: list[str]) -> None:
    assert list(client.get(EVENTS).json()) == ["results", "next", "previous"]
    assert list(client.get(EVENTS, {"count": "none"}).json()) == ["results", "next", "previous"]


@pytest.mark.parametrize(
    ("query", "number"),
    [
        ({}, 3),
        ({"page_size": "1"}, 3),
        ({"from": "2001"}, 2),
        ({"from": "1990", "to": "1991"}, 0),
        ({"actor": "iran", "role": "host", "kind": "visit", "to": "2000"}, 1),
        ({"role": "victim"}, 0),
        ({"undated": "only"}, 0),
        ({"order": "-updated", "page_size": "2"}, 3),
    ],
)
def test_the_count_is_that_of_all_pages(client: Client, events: list[str], query: dict[str, str], number: int) -> None:
    first = client.get(EVENTS, {**query, "count": "exact"}).json()

    assert first["count"] == number
    if first["next"]:
        assert client.get(first["next"]).json()["count"] == number


@pytest.mark.parametrize("name", ["actors", "sources", "timelines", "timeline-events"])
def test_every_list_is_counted(client: Client, addresses: dict[str, str], name: str) -> None:
    assert client.get(addresses[name], {"count": "exact"}).json()["count"] == 1
    assert "count" not in client.get(addresses[name]).json()


def test_only_the_members_that_were_asked_for_are_answered(client: Client, events: list[str]) -> None:
    whole = client.get(EVENTS).json()["results"]

    some = client.get(EVENTS, {"fields": "date,uid,assessment"}).json()["results"]

    assert [list(event) for event in some] == [["uid", "date", "assessment"]] * 3
    assert some == [{name: event[name] for name in ("uid", "date", "assessment")} for event in whole]


def test_how_sure_a_match_is_stands_there_only_where_it_is_named(client: Client, events: list[str]) -> None:
    query = {"from": "2001", "to": "2001"}

    assert client.get(EVENTS, {**query, "fields": "uid"}).json()["results"] == [{"uid": events[1]}]
    assert client.get(EVENTS, {**query, "fields": "match,uid"}).json()["results"] == [
        {"uid": events[1], "match": "certain"}
    ]
    assert client.get(EVENTS, {"fields": "match"}).json()["results"] == [{"match": None}] * 3


@pytest.mark.parametrize("name", ["events", "actors", "sources", "timelines", "timeline-events"])
def test_all_members_asked_for_one_by_one_are_the_whole(client: Client, addresses: dict[str, str], name: str) -> None:
    (whole,) = client.get(addresses[name]).json()["results"]

    answer = client.get(addresses[name], {"fields": ",".join(reversed(whole))})

    assert json.dumps(answer.json()["results"]) == json.dumps([whole])


@pytest.mark.parametrize("name", ["event", "actor", "source", "timeline"])
def test_a_single_document_is_cut_to_its_fields_too(client: Client, addresses: dict[str, str], name: str) -> None:
    whole: dict[str, Any] = client.get(addresses[name]).json()

    assert client.get(addresses[name], {"fields": "slug,uid"}).json() == {key: whole[key] for key in ("uid", "slug")}
    refused = client.get(addresses[name], {"fields": "desk"})
    assert (refused.status_code, refused.json()["errors"][0]["pointer"]) == (400, "?fields")


def test_pages_take_neither(client: Client, addresses: dict[str, str]) -> None:
    for query in ("count=exact", "fields=uid"):
        assert client.get(f"/timelines/chronology/?{query}").status_code == 400
