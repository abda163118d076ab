"""The pages of actors and of sources, with the events that they are found by."""

from datetime import datetime
from typing import Any

import pytest
from django.test import Client

from events.models import ActorName
from events.services.editing import save_record
from events.services.snapshots import snapshot_actor
from tests.factories import cite, make_actor, make_published_event, make_source
from tests.pages.reading import elements, texts


@pytest.fixture
def world(db: None) -> dict[str, Any]:
    iran = make_actor("Iran", slug="iran", country="IR", wikidata="Q794")
    source = make_source(
        "El Deber", slug="report", title="A report", published="2023-07-21", url="https://press.example/report"
    )
    event = make_published_event("A visit", date="2007", participants=[(iran, "host")], citations=[cite(source)])
    make_published_event("Another matter", date="2008")
    return {"actor": iran, "source": source, "event": event}


def test_an_actor_is_shown_with_its_events(client: Client, world: dict[str, Any]) -> None:
    page = client.get("/actors/iran/").content.decode()

    assert texts(page, "h1") == ["Iran"]
    assert "state · Iran" in texts(page, "p", class_="meta")
    assert elements(page, "a", href="https://www.wikidata.org/wiki/Q794")
    assert texts(page, "h3") == ["A visit"]
    assert elements(page, "a", href="/api/v1/actors/iran/")


def test_an_actors_other_names_are_in_their_languages(client: Client, world: dict[str, Any], now: datetime) -> None:
    names = [ActorName(text="ایران", language="fa", form="official")]
    save_record(
        snapshot_actor(world["actor"], names=names, affiliations=[]), author=None, at=now, reason="The name in Persian"
    )
    publish_actor(world, now)

    page = client.get("/actors/iran/").content.decode()

    assert texts(page, "dd", lang="fa") == ["ایران"]


def publish_actor(world: dict[str, Any], now: datetime) -> None:
    """An actor goes public again with its next approval."""
    from events.services import review

    world["actor"].refresh_from_db()
    review.approve(world["actor"], world["actor"].revision, by=None, at=now)


def test_a_source_is_shown_with_how_to_cite_it_and_the_events_that_cite_it(
    client: Client, world: dict[str, Any]
) -> None:
    page = client.get("/sources/report/").content.decode()

    assert texts(page, "h1") == ["A report"]
    (link,) = elements(page, "a", href="https://press.example/report")
    assert link.attributes["rel"] == "noopener external"
    assert texts(page, "h3") == ["A visit"]
    assert any("A report" in said and "El Deber" in said for said in texts(page, "dd"))
    assert texts(page, "i")
    assert elements(page, "a", href="/sources/report/cite.bib")


@pytest.mark.parametrize("address", ["/actors/iran/", "/sources/report/"])
def test_their_lists_are_filtered_and_refuse_what_they_do_not_know(
    client: Client, world: dict[str, Any], address: str
) -> None:
    assert texts(client.get(f"{address}?from=2010").content.decode(), "h3") == []
    assert client.get(f"{address}?colour=red").status_code == 400
    assert client.get(f"{address}?lang=fa").status_code == 200


@pytest.mark.parametrize("name", ["actor", "source"])
def test_a_uid_leads_to_the_slug_and_what_is_not_public_is_not_there(
    client: Client, world: dict[str, Any], name: str
) -> None:
    record = world[name]

    answer = client.get(f"/{name}s/{record.uid}/")

    assert (answer.status_code, answer["Location"]) == (301, f"/{name}s/{record.slug}/")
    make_actor("Hidden", slug="hidden")
    make_source("Hidden", slug="hidden")
    assert client.get(f"/{name}s/hidden/").status_code == 404


def test_their_cost_is_fixed(client: Client, world: dict[str, Any], django_assert_num_queries: Any) -> None:
    """Three queries: the record, and its events, the dated and the undated."""
    for address in ("/actors/iran/", "/sources/report/"):
        with django_assert_num_queries(3):
            client.get(address)


def test_an_event_says_who_says_what(client: Client, db: None) -> None:
    first = make_source("El Deber", published="2023-07-21")
    second = make_source("La Razón", published="2023-07-20", genre="opinion")
    event = make_published_event(
        "A visit",
        slug="visit",
        citations=[
            cite(first, says="They met."),
            cite(first, aspect="date", says="In July.", stated_date="2023-07"),
            cite(second, aspect="date", stance="disputes", says="In June.", stated_date="2023-06"),
        ],
    )

    page = client.get(f"/events/{event.uid}-visit/").content.decode()
    (table,) = (part.partition("</table>")[0] for part in page.split("<table")[1:])

    assert texts(f"<table{table}", "th", scope="col") == ["Source", "That it happened", "Date"]
    rows = [texts(f"<tr{row}", "td") for row in table.split("<tr")[2:]]
    assert rows == [["–", "Disputes: June 2023In June."], ["AffirmsThey met.", "Affirms: July 2023In July."]]
    assert texts(f"<table{table}", "a") == ["La Razón", "El Deber"]


def test_an_event_leads_to_those_before_and_after_it(client: Client, db: None) -> None:
    events = [
        make_published_event(title, slug=title.lower(), date=date)
        for title, date in (("First", "2001"), ("Second", "2002"), ("Third", "2003"))
    ]

    page = client.get(f"/events/{events[1].uid}-second/").content.decode()

    assert [e.text for e in elements(page, "a", rel="prev")] == ["Before · 2001 First"]
    assert [e.text for e in elements(page, "a", rel="next")] == ["After · 2003 Third"]
    assert not elements(client.get(f"/events/{events[0].uid}-first/").content.decode(), "a", rel="prev")
