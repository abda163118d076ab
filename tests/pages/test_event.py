"""An event's page."""

from datetime import datetime

import pytest
from django.test import Client

from events.models import EventRelation
from events.services.editing import save_record
from events.services.merging import merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_event
from tests.factories import make_event, make_published_event, publish
from tests.pages.reading import elements, texts


def test_it_shows_the_event_with_its_evidence_open(client: Client, db: None) -> None:
    event = make_published_event("A visit", slug="visit", place_name="La Paz", place_country="BO")

    page = client.get(f"/events/{event.uid}-visit/").content.decode()

    assert texts(page, "h1") == ["A visit"]
    assert texts(page, "title")[0].startswith("A visit")
    assert ["open" in found.attributes for found in elements(page, "details")] == [True, False]  # evidence, how to cite
    assert "La Paz" in texts(page, "bdi")
    assert elements(page, "a", href=f"/api/v1/events/{event.uid}/")
    assert "Published 23 November 2026 · revision 1" in page


@pytest.mark.parametrize("address", ["/events/{uid}-wrong/", "/events/{uid}-visi/"])
def test_another_slug_leads_to_the_present_one(client: Client, db: None, address: str) -> None:
    event = make_published_event(slug="visit")

    answer = client.get(address.format(uid=event.uid))

    assert (answer.status_code, answer["Location"]) == (301, f"/events/{event.uid}-visit/")


def test_its_uid_alone_shows_it_and_names_the_whole_address(client: Client, db: None) -> None:
    event = make_published_event("A visit", slug="visit")

    page = client.get(f"/events/{event.uid}/").content.decode()

    assert texts(page, "h1") == ["A visit"]
    assert elements(page, "link", rel="canonical", href=f"http://testserver/events/{event.uid}-visit/")


def test_a_new_slug_counts_once_it_is_approved(client: Client, db: None, now: datetime) -> None:
    event = make_published_event(slug="before")
    event.slug = "after"
    event = save_record(snapshot_event(event), author=None, at=now, reason="Renamed")

    assert client.get(f"/events/{event.uid}-before/").status_code == 200
    approve(event, event.revision, by=None, at=now, reason="Said better")
    assert client.get(f"/events/{event.uid}-before/")["Location"] == f"/events/{event.uid}-after/"


def test_a_merged_event_leads_to_its_survivor(client: Client, db: None, now: datetime) -> None:
    survivor, loser = make_published_event(slug="stays"), make_published_event(slug="goes")

    merge_events(survivor, loser, by=None, at=now, reason="The same visit")
    answer = client.get(f"/events/{loser.uid}-goes/")

    assert (answer.status_code, answer["Location"]) == (301, f"/events/{survivor.uid}-stays/")


def test_a_retracted_event_is_gone_with_its_reason(client: Client, db: None, now: datetime) -> None:
    event = make_published_event("A claim", slug="a-claim")
    retract(event, by=None, reason="The source <withdrew> it.", at=now)

    answer = client.get(f"/events/{event.uid}/")
    page = answer.content.decode()

    assert answer.status_code == 410
    assert any("23 November 2026" in said and "The source <withdrew> it." in said for said in texts(page, "p"))
    assert "claim" not in page.lower()
    assert elements(page, "meta", name="robots", content="noindex")


def test_an_unpublished_event_is_not_there(client: Client, db: None) -> None:
    event = make_event("A draft", slug="draft")

    for address in (f"/events/{event.uid}/", f"/events/{event.uid}-draft/"):
        assert client.get(address).status_code == 404


def test_it_leads_to_related_events_that_are_published(client: Client, db: None, now: datetime) -> None:
    whole, earlier, draft = make_published_event("The whole"), make_published_event("Earlier"), make_event("Draft")
    event = make_event(part_of=whole)
    relations = [EventRelation(relation="follows", other=earlier), EventRelation(relation="responds_to", other=draft)]
    publish(save_record(snapshot_event(event, relations=relations), author=None, at=now))

    page = client.get(f"/events/{event.uid}-{event.slug}/").content.decode()

    assert texts(page, "a", href=f"/events/{whole.uid}-{whole.slug}/") == ["The whole"]
    assert "Earlier" in texts(page, "a", href=f"/events/{earlier.uid}-{earlier.slug}/")
    assert {"Part of", "Follows"} <= set(texts(page, "dt"))
    assert "Responds to" not in texts(page, "dt")
    assert "Draft" not in page


def test_it_takes_no_parameter(client: Client, db: None) -> None:
    event = make_published_event()

    answer = client.get(f"/events/{event.uid}-{event.slug}/?from=2010")

    assert answer.status_code == 400
    assert any(said.startswith("from: there is no such parameter") for said in texts(answer.content.decode(), "li"))


def test_an_event_in_hebrew_is_marked_so(client: Client, db: None) -> None:
    event = make_published_event("ביקור", language="he")

    page = client.get(f"/events/{event.uid}-{event.slug}/").content.decode()

    assert elements(page, "html", lang="en", dir="ltr")
    assert texts(page, "h1", lang="he", dir="rtl") == ["ביקור"]
