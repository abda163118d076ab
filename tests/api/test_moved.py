"""After a merge or a new slug, every old address leads to where the record is now: 301."""

from datetime import datetime

from django.test import Client

from events.services.editing import save_record
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.review import approve
from events.services.snapshots import snapshot_timeline
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source


def location(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 301, answer.content
    assert client.get(answer["Location"]).status_code == 200
    return answer["Location"]


def test_a_merged_event_leads_to_its_survivor(client: Client, db: None, now: datetime) -> None:
    survivor, loser, third = (make_published_event() for _ in range(3))
    merge_events(third, loser, by=None, at=now, reason="The same visit")
    merge_events(survivor, third, by=None, at=now, reason="The same visit")

    for merged in (loser, third):
        assert location(client, f"/api/v1/events/{merged.uid}/") == f"/api/v1/events/{survivor.uid}/"


def test_a_merged_actor_leads_to_its_survivor_and_filters_as_it(client: Client, db: None, now: datetime) -> None:
    survivor, loser = make_actor("Iran"), make_actor("Persia")
    event = make_published_event(participants=[(loser, "host")])
    uid = loser.uid
    make_published_event(participants=[(survivor, "host")])

    merge_actors(survivor, loser, by=None, at=now, reason="One state")

    for name in ("persia", uid):
        assert location(client, f"/api/v1/actors/{name}/") == "/api/v1/actors/iran/"
        results = client.get("/api/v1/events/", {"actor": name}).json()["results"]
        assert event.uid in {found["uid"] for found in results}
        assert len(results) == 2


def test_a_merged_source_leads_to_its_survivor(client: Client, db: None, now: datetime) -> None:
    survivor, loser = make_source(slug="stays"), make_source(slug="goes")
    for source in (survivor, loser):
        make_published_event(citations=[cite(source)])

    merge_sources(survivor, loser, by=None, at=now, reason="One report")

    assert location(client, "/api/v1/sources/goes/") == "/api/v1/sources/stays/"


def test_a_former_slug_of_a_timeline_leads_on_with_its_filters(client: Client, db: None, now: datetime) -> None:
    timeline = make_published_timeline(slug="before")
    timeline.slug = "after"
    timeline = save_record(snapshot_timeline(timeline), author=None, at=now, reason="Renamed")
    approve(timeline, timeline.revision, by=None, at=now, reason="Said better")

    assert location(client, "/api/v1/timelines/before/") == "/api/v1/timelines/after/"
    moved = location(client, "/api/v1/timelines/before/events/?from=2010&order=-date")
    assert moved == "/api/v1/timelines/after/events/?from=2010&order=-date"


def test_an_address_without_its_last_slash_leads_to_the_one_with_it(client: Client, db: None) -> None:
    assert location(client, "/api/v1/events?from=2010") == "/api/v1/events/?from=2010"
