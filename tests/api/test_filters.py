"""What events are chosen by, at /api/v1/events/ and on a timeline."""

from typing import Any

import pytest
from django.test import Client

from events.fields import COUNTRIES
from events.models import Event
from events.services.review import retract
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_kind,
    make_published_event,
    make_published_timeline,
    make_source,
)

EVENTS = "/api/v1/events/"


def titles(client: Client, address: str = EVENTS, **query: Any) -> list[str]:
    answer = client.get(address, query)
    assert answer.status_code == 200, answer.content
    return [event["title"] for event in answer.json()["results"]]


@pytest.fixture
def chronology(db: None) -> None:
    """Three events that share some of everything, and a draft that has it all."""
    iran, bolivia, news, opinion = (
        make_actor("Iran"),
        make_actor("Bolivia"),
        make_source(),
        make_source(genre="opinion"),
    )
    news.slug, opinion.slug = "news", "opinion"
    disputed = [cite(news), cite(make_source()), cite(opinion, aspect="nature", stance="disputes")]
    events = [
        make_published_event(
            "Visit",
            date="2001",
            kind=make_kind("visit"),
            place_country="BO",
            participants=[(iran, "visitor"), (bolivia, "host")],
            citations=disputed,
        ),
        make_published_event(
            "Talks",
            date="2002",
            kind=make_kind("talks"),
            place_country="IR",
            participants=[(iran, "host"), (bolivia, "visitor")],
            citations=[cite(news)],
        ),
        make_published_event(
            "Statement",
            date="2003",
            kind=make_kind("statement"),
            participants=[(iran, "speaker")],
            citations=[cite(opinion)],
            attribution="according to an opinion",
        ),
    ]
    make_published_timeline(slug="chronology", events=events)
    make_event(
        "Draft",
        kind=make_kind("visit"),
        place_country="BO",
        participants=[(iran, "host"), (bolivia, "host")],
        citations=disputed,
    )


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"kind": "visit"}, ["Visit"]),
        ({"kind": ["visit", "statement"]}, ["Visit", "Statement"]),
        ({"kind": ["visit", "talks"], "country": "IR"}, ["Talks"]),
        ({"country": ["BO", "IR", "VA"]}, ["Visit", "Talks"]),
        ({"country": "VA"}, []),
        ({"support": "opinion_only"}, ["Statement"]),
        ({"support": ["single", "multiple"]}, ["Visit", "Talks"]),
        ({"support": "none"}, []),
        ({"differs": "nature"}, ["Visit"]),
        ({"differs": ["nature", "date"]}, []),
        ({"role": "host"}, ["Visit", "Talks"]),
        ({"role": "victim"}, []),
        ({"role": ["host", "speaker"]}, ["Visit", "Talks", "Statement"]),
        ({"role": "host", "actor": "iran"}, ["Talks"]),
        ({"role": "host", "actor": ["iran", "bolivia"]}, ["Visit", "Talks"]),
        ({"role": "speaker", "actor": ["iran", "bolivia"]}, []),
        ({"role": ["speaker", "visitor"], "actor": "iran"}, ["Visit", "Statement"]),
        ({"from": "2002", "support": ["single", "opinion_only"], "order": "-date"}, ["Statement", "Talks"]),
    ],
)
def test_events_are_chosen_by_each_filter(
    client: Client, chronology: None, query: dict[str, Any], found: list[str]
) -> None:
    assert titles(client, **query) == found
    assert titles(client, "/api/v1/timelines/chronology/events/", **query) == found


def test_events_are_chosen_by_the_sources_that_they_cite(client: Client, db: None) -> None:
    one, other = make_source(slug="one"), make_source(slug="other")
    make_published_event("Both", date="2001", citations=[cite(one), cite(other)])
    make_published_event("One", date="2002", citations=[cite(one)])

    assert titles(client, source="one") == ["Both", "One"]
    assert titles(client, source=["one", other.uid]) == ["Both"]


def test_every_country_and_kind_may_be_asked_for_at_once(client: Client, chronology: None) -> None:
    codes = ["BO", "IR", *sorted(COUNTRIES - {"BO", "IR"})][:50]

    assert titles(client, country=codes, kind=["visit", "talks", "statement"]) == ["Visit", "Talks"]
    assert titles(client, country=codes) == ["Visit", "Talks"]


def test_a_retracted_event_is_found_by_none_of_them(client: Client, chronology: None, now: Any) -> None:
    retract(Event.objects.get(title="Visit"), by=None, reason="Wrong.", at=now)

    assert titles(client, role="host") == ["Talks"]
    assert titles(client, country="BO") == titles(client, differs="nature") == titles(client, support="multiple") == []
    (error,) = client.get(EVENTS, {"kind": "visit"}).json()["errors"]
    assert error["detail"] == "there is no published kind “visit”; there are statement, talks"
