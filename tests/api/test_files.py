"""Files: chosen by suffix, by `format` or by what is accepted; whole, streamed, and not sent where nothing changed."""

import json
from datetime import datetime

import pytest
from django.http import StreamingHttpResponse
from django.test import Client

from events.formats.registry import EVENTS, SOURCES
from events.queries import streams
from events.services.merging import merge_events
from events.services.review import retract
from tests.api.endpoints import FILES
from tests.factories import make_actor, make_published_event, make_published_timeline

EVENTS_LIST = "/api/v1/events/"


def body(answer: object) -> str:
    assert isinstance(answer, StreamingHttpResponse)
    return answer.getvalue().decode()


@pytest.fixture
def files(addresses: dict[str, str]) -> dict[str, str]:
    """The address of every file by its name."""
    return {name: addresses[name.removesuffix("-file")].rstrip("/") + suffix for name, suffix in FILES.items()}


def test_every_file_has_a_name_and_a_type_and_is_streamed(client: Client, files: dict[str, str]) -> None:
    for name, address in files.items():
        answer = client.get(address)

        assert answer.status_code == 200, name
        assert body(answer)
        assert not answer.has_header("Content-Length")
        assert answer["Content-Disposition"].startswith('attachment; filename="')
        assert answer["Content-Disposition"].endswith(f'{FILES[name]}"')
        assert answer["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("suffix", "type_"),
    [
        ("csv", "text/csv; charset=utf-8"),
        ("ndjson", "application/x-ndjson"),
        ("jsonld", "application/ld+json"),
        ("geojson", "application/geo+json"),
        ("ics", "text/calendar; charset=utf-8"),
        ("md", "text/markdown; charset=utf-8"),
        ("timelinejs", "application/json"),
        ("timelinejs.json", "application/json"),
        ("timelinejs.csv", "text/csv; charset=utf-8"),
        ("json", "application/json"),
    ],
)
def test_a_suffix_and_a_format_choose_alike(client: Client, addresses: dict[str, str], suffix: str, type_: str) -> None:
    by_suffix = client.get(f"/api/v1/events.{suffix}", headers={"accept": "text/html"})
    by_format = client.get(EVENTS_LIST, {"format": suffix}, headers={"accept": "text/html"})

    assert by_suffix["Content-Type"] == by_format["Content-Type"] == type_
    assert by_suffix.getvalue() == by_format.getvalue()


def test_every_format_is_reached(client: Client, addresses: dict[str, str]) -> None:
    for formats, path in ((EVENTS, "events"), (SOURCES, "sources")):
        for one in formats:
            answer = client.get(f"/api/v1/{path}.{one.extension}")
            assert answer["Content-Type"] == one.content_type
            assert answer["Content-Disposition"] == f'attachment; filename="{path}.{one.extension}"'
            assert answer.headers.get("X-Left-Out", "") == one.leaves_out


@pytest.mark.parametrize(
    ("accept", "type_"),
    [
        ("*/*", "application/json"),
        ("", "application/json"),
        ("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8", "application/json"),
        ("text/calendar", "text/calendar; charset=utf-8"),
        ("TEXT/CSV", "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/geo+json;q=0.9", "application/geo+json"),
        ("application/json;q=0, */*;q=0.1", "text/csv; charset=utf-8"),
        ("application/ld+json; profile=x", "application/ld+json"),
        ("application/json;q=0.2, text/*;q=0.3", "text/csv; charset=utf-8"),
        ("text/markdown;q=1.000, */*;q=0.9", "text/markdown; charset=utf-8"),
        ("application/json;q=x", "application/json"),
    ],
)
def test_what_is_accepted_chooses_by_weight(client: Client, db: None, accept: str, type_: str) -> None:
    answer = client.get(EVENTS_LIST, headers={"accept": accept})

    assert answer["Content-Type"] == type_
    assert answer["Vary"] == "Accept"


def test_where_nothing_is_accepted_it_says_what_there_is(client: Client, db: None) -> None:
    for accept in ("text/html", "image/*", "*/*;q=0"):
        answer = client.get(EVENTS_LIST, headers={"accept": accept})

        assert (answer.status_code, answer["Content-Type"]) == (406, "application/problem+json")
        for type_ in ("application/json", "text/csv", "text/calendar"):
            assert type_ in answer.json()["detail"]


def test_a_format_that_there_is_not_is_refused(client: Client, addresses: dict[str, str]) -> None:
    refused = client.get(EVENTS_LIST, {"format": "pdf"})
    twice = client.get(f"{EVENTS_LIST}?format=csv&format=ics")

    assert refused.json()["errors"][0]["pointer"] == "?format"
    assert "ndjson" in refused.json()["errors"][0]["detail"]
    assert twice.json()["errors"][0]["code"] == "repeated"
    assert client.get("/api/v1/events.pdf").status_code == client.get("/api/v1/sources.ics").status_code == 404
    for address in ("/api/v1/events.csv?format=ics", "/api/v1/actors/iran/?format=ndjson"):
        assert client.get(address).json()["errors"][0]["code"] == "unknown"


@pytest.mark.parametrize("parameter", ["page_size=10", "cursor=x", "page_size=10&cursor=x"])
def test_a_file_has_no_pages(client: Client, addresses: dict[str, str], parameter: str) -> None:
    answer = client.get(f"/api/v1/events.csv?{parameter}")

    assert answer.status_code == 400
    assert {error["code"] for error in answer.json()["errors"]} == {"whole"}
    assert client.get("/api/v1/events.json?page_size=10").status_code == 200


def test_a_file_holds_what_the_list_holds_under_the_same_filters(
    client: Client, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(streams, "PAGE", 3)
    iran = make_actor("Iran")
    events = [make_published_event(date=f"20{year}", participants=[(iran, "host")]) for year in range(10, 18)]
    events += [make_published_event(date=None, participants=[(iran, "host")]), make_published_event(date="2012")]
    make_published_timeline(slug="some", events=events[2:])

    for path in ("events", "timelines/some/events"):
        for query in ({}, {"actor": "iran", "from": "2011", "to": "2015", "undated": "include"}, {"order": "-date"}):
            listed = client.get(f"/api/v1/{path}/", {**query, "page_size": 500}).json()["results"]
            lines = body(client.get(f"/api/v1/{path}.ndjson", query)).splitlines()
            assert list(map(json.loads, lines)) == listed
            assert listed


def test_nothing_is_written_where_nothing_changed(client: Client, files: dict[str, str]) -> None:
    tags = {}
    for name, address in files.items():
        tags[address] = tag = client.get(address)["ETag"]

        again = client.get(address, headers={"if-none-match": tag})

        assert tag.startswith('"')
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag), name
        assert set(again["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    make_published_event()
    assert {client.get(address, headers={"if-none-match": tag}).status_code for address, tag in tags.items()} == {200}


def test_each_format_of_an_address_has_a_tag_of_its_own(client: Client, addresses: dict[str, str]) -> None:
    types = ("application/json", "text/csv", "text/calendar")

    for address in (addresses["events"], addresses["event"]):
        tags = {client.get(address, headers={"accept": type_})["ETag"] for type_ in types}
        assert len(tags) == len(types)


def test_head_is_answered_without_reading_a_document(
    client: Client, addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    address = "/api/v1/events.ics"
    got = client.get(address)

    def fail(*args: object) -> None:
        raise AssertionError("documents were read")

    monkeypatch.setattr("events.queries.streams.find_events", fail)
    headed = client.head(address)

    assert (headed.status_code, headed.getvalue()) == (200, b"")
    for name in ("Content-Type", "ETag", "Content-Disposition", "X-Left-Out", "Vary", "Cache-Control"):
        assert headed[name] == got[name]


def test_an_old_name_leads_to_the_same_format(client: Client, db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event()
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    assert client.get(f"/api/v1/events/{loser.uid}.md")["Location"] == f"/api/v1/events/{survivor.uid}.md"
    moved = client.get(f"/api/v1/events/{loser.uid}/?format=md")
    assert moved["Location"] == f"/api/v1/events/{survivor.uid}/?format=md"


def test_what_was_retracted_is_in_no_file(client: Client, db: None, now: datetime) -> None:
    event = make_published_event("A claim")
    retract(event, by=None, reason="It was wrong", at=now)

    assert client.get(f"/api/v1/events/{event.uid}.md").status_code == 410
    assert body(client.get("/api/v1/events.ndjson")) == ""
