"""GET /api/v1/facets/."""

from typing import Any

import pytest
from django.test import Client

from events.api.filters import FACET_PARAMETERS
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_kind,
    make_published_event,
    make_published_timeline,
    make_source,
)

FACETS = "/api/v1/facets/"


@pytest.fixture
def chronology(db: None) -> None:
    """Three events, one of them undated, and a draft."""
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    visits = {"kind": make_kind("visit"), "place_country": "BO"}
    opinion = [cite(make_source(genre="opinion"))]
    first = make_published_event(date="2007-09", participants=[(iran, "visitor"), (bolivia, "host")], **visits)
    make_published_event(date="2007/2009", participants=[(iran, "visitor")], **visits)
    make_published_event(date=None, kind=make_kind("talks"), citations=opinion, attribution="according to an opinion")
    make_event(date="2007", participants=[(make_actor("Secret"), "host")], kind=make_kind("coup"), place_country="IR")
    make_published_timeline(slug="chronology", events=[first])


def facets(client: Client, **query: Any) -> Any:
    answer = client.get(FACETS, query)
    assert answer.status_code == 200, answer.content
    return answer.json()


def test_nothing_published_is_counted_as_nothing(client: Client, db: None) -> None:
    nothing: dict[str, Any] = {"years": [], "actors": [], "kinds": [], "countries": [], "support": []}

    assert facets(client) == {"total": 0, "more_actors": False, **nothing}
    assert facets(client, **{"from": "2000"}) == {"total": 0, "more_actors": False, **nothing}


def test_all_events_are_counted_by_what_they_are_found_by(client: Client, chronology: None) -> None:
    found = facets(client)

    assert found.pop("actors")[0].items() >= {"slug": "iran", "name": "Iran", "events": 2}.items()
    assert found == {
        "total": 3,
        "years": [{"year": 2007, "events": 2}],
        "more_actors": False,
        "kinds": [{"slug": "visit", "events": 2}, {"slug": "talks", "events": 1}],
        "countries": [{"code": "BO", "events": 2}],
        "support": [{"degree": "single", "events": 2}, {"degree": "opinion_only", "events": 1}],
    }


@pytest.mark.parametrize(
    ("query", "total"),
    [
        ({"actor": "iran"}, 2),
        ({"q": "event"}, 3),
        ({"q": "event", "actor": "iran", "from": "2009"}, 1),
        ({"actor": ["iran", "bolivia"]}, 1),
        ({"from": "2008"}, 1),
        ({"from": "2008", "undated": "include"}, 2),
        ({"undated": "only"}, 1),
        ({"undated": "exclude"}, 2),
        ({"timeline": "chronology"}, 1),
        ({"kind": ["visit", "talks"], "support": "single"}, 2),
        ({"role": "host", "country": "BO"}, 1),
        ({"role": "victim"}, 0),
        ({"from": "1900", "to": "1901"}, 0),
    ],
)
def test_they_are_those_of_the_same_list(client: Client, chronology: None, query: dict[str, Any], total: int) -> None:
    found = facets(client, **query)
    listed = client.get("/api/v1/events/", {**query, "count": "exact"}).json()

    assert found["total"] == listed["count"] == len(listed["results"]) == total
    assert sum(value["events"] for value in found["kinds"]) == total
    slugs = [part["actor"]["slug"] for event in listed["results"] for part in event["participants"]]
    assert {actor["slug"]: actor["events"] for actor in found["actors"]} == {slug: slugs.count(slug) for slug in slugs}


def test_the_fifty_most_frequent_actors_are_named_and_that_there_are_more(client: Client, db: None) -> None:
    actors = [make_actor() for _ in range(51)]
    make_published_event(participants=[(actor, "mentioned") for actor in actors])
    make_published_event(participants=[(actors[7], "host")])

    for query in ({}, {"kind": "visit"}):
        found = facets(client, **query)
        assert len(found["actors"]) == 50
        assert (found["actors"][0]["slug"], found["actors"][0]["events"]) == (actors[7].slug, 2)
        assert found["more_actors"] is True


def test_what_is_unknown_is_refused_by_name(client: Client, db: None) -> None:
    errors = client.get(FACETS, {"order": "date", "page_size": "5", "kind": "coup", "from": "never"}).json()["errors"]

    assert {error["pointer"] for error in errors} == {"?order", "?page_size", "?kind", "?from"}
    assert errors[0]["detail"].endswith(", ".join(FACET_PARAMETERS))
