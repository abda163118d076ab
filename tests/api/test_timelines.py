"""GET /api/v1/timelines/ and /api/v1/timelines/{slug}/."""

import json

from django.test import Client

from events.models import Timeline, TimelineEntry
from events.services.editing import save_record
from events.services.snapshots import snapshot_timeline
from tests.conftest import NOW
from tests.factories import make_event, make_published_event, make_published_timeline, make_timeline, publish


def test_a_timeline_has_every_key_and_its_published_entries_in_order(client: Client, db: None) -> None:
    late, early = make_published_event("Late", date="2020"), make_published_event("Early", date="2010")
    undated, draft = make_published_event("Undated", date=None), make_event("Draft")
    timeline = Timeline(slug="chronology", title="A chronology", embed_origins="https://a.example\nhttps://b.example")
    entries = [
        TimelineEntry(event=undated),
        TimelineEntry(event=late, note="As agreed.", featured=True),
        TimelineEntry(event=draft),
        TimelineEntry(event=early),
    ]
    publish(save_record(snapshot_timeline(timeline, entries=entries), author=None, at=NOW))

    answer = json.loads(client.get("/api/v1/timelines/chronology/").content)

    assert list(answer) == (
        [
            "uid",
            "url",
            "slug",
            "title",
            "dek",
            "language",
            "entries",
            "embed_origins",
            "revision",
            "published_at",
            "revised_at",
        ]
    )
    assert [list(entry) for entry in answer["entries"]] == [["event", "note", "featured"]] * 3
    assert [entry["event"]["title"] for entry in answer["entries"]] == ["Early", "Late", "Undated"]
    assert (answer["entries"][1]["note"], answer["entries"][1]["featured"]) == ("As agreed.", True)
    assert (answer["url"], answer["dek"]) == ("/timelines/chronology/", None)
    assert answer["embed_origins"] == ["https://a.example", "https://b.example"]


def test_an_empty_timeline_has_an_empty_list_of_entries(client: Client, db: None) -> None:
    timeline = make_published_timeline()

    answer = client.get(f"/api/v1/timelines/{timeline.uid}/").json()

    assert (answer["entries"], answer["embed_origins"]) == ([], [])


def test_only_published_timelines_are_listed(client: Client, db: None) -> None:
    for slug in ("second", "first"):
        make_published_timeline(slug=slug)
    draft = make_timeline()

    answer = client.get("/api/v1/timelines/").json()

    assert [timeline["slug"] for timeline in answer["results"]] == ["first", "second"]
    assert client.get(f"/api/v1/timelines/{draft.slug}/").status_code == 404
    assert client.get(f"/api/v1/timelines/{draft.slug}/events/").status_code == 404


def test_an_event_that_is_published_later_joins_its_timeline(client: Client, db: None) -> None:
    event = make_event("Late")
    timeline = make_published_timeline(events=[event])
    address = f"/api/v1/timelines/{timeline.slug}/"

    before = client.get(address).json()["entries"], client.get(f"{address}events/").json()["results"]
    publish(event)
    after = client.get(address).json()["entries"], client.get(f"{address}events/").json()["results"]

    assert before == ([], [])
    assert [entry["event"]["title"] for entry in after[0]] == ["Late"]
    assert [event["title"] for event in after[1]] == ["Late"]
