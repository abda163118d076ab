"""GET /api/v1/events/{uid}/."""

import json
from typing import Any

import pytest
from django.test import Client

from events.models import ClosedDifference, EventRelation, Participation
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import cite, event_document, make_actor, make_published_event, make_source, publish

# As the reference has it: every key, in this order.
EVENT = [
    "uid",
    "url",
    "slug",
    "title",
    "summary",
    "attribution",
    "language",
    "date",
    "kind",
    "place",
    "participants",
    "citations",
    "assessment",
    "part_of",
    "related",
    "revision",
    "published_at",
    "revised_at",
    "match",
]
DATE = [
    "edtf",
    "text",
    "earliest",
    "latest",
    "earliest_day",
    "latest_day",
    "precision",
    "approximate",
    "uncertain",
    "label",
]
CITATION = ["source", "aspect", "stance", "says", "stated_date", "stated_text", "speaker", "via", "quote", "locator"]


@pytest.fixture
def full(client: Client, db: None) -> Any:
    """The answer for an event that has everything."""
    iran, minister = make_actor("Iran", country="IR"), make_actor("A minister", type="person", living="no")
    earlier, whole = make_published_event("Earlier", slug="earlier"), make_published_event("The whole", slug="whole")
    citation = cite(
        make_source("El Deber", slug="report", published="2023-07-21", url="https://press.example/report"),
        stated_date="2023-07-20",
        stated_text="on Thursday",
        speaker=minister,
        via="AP",
        quote="We signed an act.",
        quote_prefix="He said: ",
        quote_start=10,
        quote_end=27,
        locator="p. 4",
    )
    document = event_document(
        "Iran and Bolivia sign a document",
        slug="document",
        summary="In Tehran.",
        attribution="according to Iranian media",
        date="2023-07-20~",
        date_text="last Thursday",
        date_anchor="2023-07-25",
        date_rule="the Thursday before",
        place_name="Tehran",
        place_country="IR",
        latitude=35.7,
        longitude=51.4,
        place_precision="city",
        part_of=whole,
        citations=[citation, cite(make_source(), aspect="date", stated_date="2023-07-25")],
    )
    event = save_record(document, author=None, at=NOW)
    document = snapshot_event(
        event,
        participations=[Participation(actor=iran, role="signatory", alleged=True)],
        relations=[EventRelation(relation="follows", other=earlier)],
        closed=[ClosedDifference(aspect="nature", reason="A word of the desk.")],
    )
    event = save_record(document, author=None, at=NOW)
    publish(event)
    return json.loads(client.get(f"/api/v1/events/{event.uid}/").content)


def test_every_key_is_present_and_in_order(full: Any) -> None:
    assert list(full) == EVENT
    assert list(full["date"]) == DATE
    assert list(full["kind"]) == ["slug", "label", "cameo"]
    assert list(full["place"]) == ["name", "country", "latitude", "longitude", "precision"]
    assert [list(part) for part in full["participants"]] == [["actor", "role", "alleged"]]
    assert list(full["participants"][0]["actor"]) == ["uid", "slug", "name", "type", "country"]
    assert [list(citation) for citation in full["citations"]] == [CITATION, CITATION]
    assert list(full["citations"][0]["source"]) == ["uid", "slug", "title", "genre", "publisher", "published", "url"]
    assert list(full["assessment"]) == ["support", "origins", "sources", "differs"]
    assert list(full["part_of"]) == ["uid", "url", "slug", "title"]
    assert [list(related) for related in full["related"]] == [["relation", "event"]]
    assert list(full["related"][0]["event"]) == ["uid", "url", "slug", "title"]


def test_an_event_says_what_the_record_says(full: Any) -> None:
    assert full["url"] == f"/events/{full['uid']}-document/"
    assert full["date"] == {
        "edtf": "2023-07-20~",
        "text": "last Thursday",
        "earliest": "2023-07-20",
        "latest": "2023-07-20",
        "earliest_day": 738721,
        "latest_day": 738721,
        "precision": "day",
        "approximate": True,
        "uncertain": False,
        "label": "about 20 July 2023",
    }
    assert full["place"] == {
        "name": "Tehran",
        "country": "IR",
        "latitude": 35.7,
        "longitude": 51.4,
        "precision": "city",
    }
    assert full["participants"][0]["actor"]["country"] == "IR"
    assert full["participants"][0]["alleged"] is True
    assert full["citations"][0]["speaker"]["name"] == "A minister"
    assert full["citations"][0]["source"]["published"] == "2023-07-21"
    assert full["assessment"] == {"support": "single", "origins": 1, "sources": 2, "differs": ["date"]}
    assert (full["part_of"]["slug"], full["related"][0]["event"]["slug"]) == ("whole", "earlier")
    assert (full["revision"], full["published_at"]) == (2, "2026-11-23T12:00:00Z")


def test_nothing_of_the_desk_is_told(full: Any) -> None:
    answer = json.dumps(full)

    for word in ("desk", "to_confirm", "quote_", "living", "closed", "A word of the desk", "the Thursday before"):
        assert word not in answer


def test_what_is_absent_is_null_or_empty(client: Client, db: None) -> None:
    event = make_published_event(date=None, attribution="according to somebody", citations=[cite(make_source())])

    answer = json.loads(client.get(f"/api/v1/events/{event.uid}/").content)

    assert list(answer) == EVENT
    assert {key: value for key, value in answer.items() if value in (None, [])} == {
        "date": None,
        "place": None,
        "participants": [],
        "part_of": None,
        "related": [],
        "match": None,
    }
    assert {key for key, value in answer["citations"][0].items() if value is None} == {
        "stated_date",
        "stated_text",
        "speaker",
        "via",
        "quote",
        "locator",
    }


def test_an_open_date_has_no_bound_on_that_side(client: Client, db: None) -> None:
    event = make_published_event(date="1979/..")

    date = client.get(f"/api/v1/events/{event.uid}/").json()["date"]

    assert (date["earliest"], date["latest"]) == ("1979-01-01", None)
    assert (date["earliest_day"], date["latest_day"]) == (722450, None)


def test_the_verdict_of_a_list_stands_in_the_same_place(client: Client, db: None) -> None:
    make_published_event("“match”:null}", summary='"match":null}', date="2010")

    (answer,) = json.loads(client.get("/api/v1/events/", {"from": "2010"}).content)["results"]

    assert list(answer) == EVENT
    assert answer["match"] == "certain"
    assert answer["summary"] == '"match":null}'


@pytest.mark.parametrize("name", ["nothing", "01HZZZZZZZZZZZZZZZZZZZZZZZ", "a-slug-of-an-event"])
def test_an_event_is_found_by_its_uid_alone(client: Client, db: None, name: str) -> None:
    make_published_event(slug="a-slug-of-an-event")

    assert client.get(f"/api/v1/events/{name}/").status_code == 404
