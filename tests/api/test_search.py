"""`q`: published events that hold all of some words."""

from datetime import datetime
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from events.services import review
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_kind,
    make_published_event,
    make_published_timeline,
    make_source,
)

pytestmark = pytest.mark.django_db
EVENTS = "/api/v1/events/"


def titles(client: Client, address: str = EVENTS, **query: Any) -> list[str]:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return [event["title"] for event in answer.json()["results"]]


@pytest.fixture
def visits() -> None:
    iran, peru = make_actor("Irán", slug="iran"), make_actor("Perú", slug="peru")
    quoted = cite(make_source("La Razón"), says="It was denied.", quote="Nunca ocurrió", via="EFE")
    both = make_published_event("Ministers meet", date="2010", participants=[(iran, "host"), (peru, "visitor")])
    told = make_published_event("A denial", date="2007", summary="Straße 17, Łódź", citations=[quoted])
    make_published_event("Elsewhere", date=None, participants=[(peru, "host")])
    make_published_timeline(slug="visits", events=[both, told])


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ("iran", ["Ministers meet"]),
        ("PERU", ["Ministers meet", "Elsewhere"]),
        ("peru iran", ["Ministers meet"]),
        ("Peru, Iran & meet!", ["Ministers meet"]),
        ("peru nothing", []),
        ("strasse lodz 17", ["A denial"]),
        ("nunca", ["A denial"]),
        ("razon efe", ["A denial"]),
        ("visit", ["A denial", "Ministers meet", "Elsewhere"]),
        ("min", []),
    ],
)
def test_all_words_must_occur_however_they_are_typed(client: Client, visits: None, q: str, found: list[str]) -> None:
    assert titles(client, q=q) == found


def test_it_goes_with_every_other_filter_and_order(client: Client, visits: None) -> None:
    assert titles(client, q="visit", order="-date") == ["Ministers meet", "A denial", "Elsewhere"]
    assert titles(client, q="visit", to="2008") == ["A denial"]
    assert titles(client, q="peru", undated="only") == ["Elsewhere"]
    assert titles(client, q="visit", actor="peru", timeline="visits") == ["Ministers meet"]
    assert titles(client, "/api/v1/timelines/visits/events/", q="peru") == ["Ministers meet"]


def test_pages_of_a_search_follow_each_other(client: Client, visits: None) -> None:
    first = client.get(EVENTS, {"q": "visit", "page_size": 1}).json()
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()

    assert [page["results"][0]["title"] for page in (first, second, third)] == [
        "A denial",
        "Ministers meet",
        "Elsewhere",
    ]
    assert third["next"] is None
    assert client.get(third["previous"]).json()["results"] == second["results"]


@pytest.mark.parametrize(
    ("q", "found"),
    [
        ('"talks visit"', ["Talks: no visit or and near"]),
        ("talks OR visit", ["Talks: no visit or and near"]),
        ("talks AND visit", ["Talks: no visit or and near"]),
        ("NEAR(talks visit)", ["Talks: no visit or and near"]),
        ("talks -visit", ["Talks: no visit or and near"]),
        ("talks NOT visit", []),
        ("vis*", []),
        ("title:talks", []),
    ],
)
def test_quotation_marks_and_operators_are_only_text(client: Client, q: str, found: list[str]) -> None:
    kind = make_kind("meeting")
    make_published_event("Talks: no visit or and near", kind=kind)
    make_published_event("Talks alone", kind=kind)

    assert titles(client, q=q) == found


def test_what_was_retracted_is_found_no_longer(client: Client, now: datetime) -> None:
    event = make_published_event("A bridge opens")
    assert titles(client, q="bridge") == ["A bridge opens"]

    review.retract(event, by=None, reason="It did not", at=now)

    assert titles(client, q="bridge") == []


def test_a_draft_is_not_found(client: Client) -> None:
    make_event("A bridge opens")

    assert titles(client, q="bridge") == []


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=80)
@given(st.text(max_size=60))
@example('"')
@example("a\0b")
@example("words:a ^b {c} d* e:f 'g' \\ h")
@example("NEAR(a b, 2) AND NOT c")
def test_no_text_of_a_stranger_breaks_it(client: Client, text: str) -> None:
    answer = client.get(f"{EVENTS}?q={quote(text)}")

    assert answer.status_code in (200, 400)
    if answer.status_code == 400:
        assert [error["pointer"] for error in answer.json()["errors"]] == ["?q"]


@pytest.mark.parametrize("raw", ["%ff%fe", "%ed%a0%80", "%00", "%C0%80", "+", "%"])
def test_bytes_that_are_no_text_break_nothing(client: Client, raw: str) -> None:
    assert client.get(f"{EVENTS}?q={raw}").status_code == 400
