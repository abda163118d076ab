"""From page to page: absolute addresses in the body, and the same in the `Link` header (RFC 8288)."""

import re
from itertools import chain
from typing import Any

import pytest
from django.test import Client

from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source


def linked(answer: Any) -> dict[str, str]:
    """The addresses of a `Link` header by their relation."""
    return {name: address for address, name in re.findall(r'<([^>]+)>; rel="(\w+)"', answer.headers.get("Link", ""))}


def walk(client: Client, address: str) -> list[list[str]]:
    """The uids of each page from an address to the last page, and then back again to the first."""
    pages = []
    for direction in ("next", "previous"):
        found = []
        link: str | None = address
        while link:
            answer = client.get(link)
            body = answer.json()
            assert linked(answer) == {name: body[name] for name in ("next", "previous") if body[name]}
            found.append([record["uid"] for record in body["results"]])
            address, link = link, body[direction]
        pages.append(list(chain(*(found if direction == "next" else found[::-1]))))
    return pages


@pytest.fixture
def many(db: None) -> dict[str, int]:
    """How many records each list has."""
    iran, sources = make_actor("Iran"), [make_source() for _ in range(5)]
    people = [(make_actor(), "mentioned") for _ in range(4)]
    events = [
        make_published_event(date=date, citations=[cite(source)], participants=[(iran, "host"), *people])
        for date, source in zip(["2009", "2010", "2010-05", None, None], sources, strict=True)
    ]
    make_published_event(date="2010")
    make_published_timeline(slug="chronology", events=events)
    for _ in range(4):
        make_published_timeline()
    return {"events": 6, "actors": 5, "sources": 6, "timelines": 5, "timelines/chronology/events": 5}


@pytest.mark.parametrize("name", ["events", "actors", "sources", "timelines", "timelines/chronology/events"])
def test_every_list_is_walked_forward_and_back(client: Client, many: dict[str, int], name: str) -> None:
    for size in (1, 2, 3, many[name]):
        forward, back = walk(client, f"/api/v1/{name}/?page_size={size}")

        assert len(forward) == len(set(forward)) == many[name]
        assert back == forward


def test_links_keep_the_filters(client: Client, many: dict[str, int]) -> None:
    query = "from=2009&to=2010&match=within&actor=iran&order=-date&page_size=1&timeline=chronology"

    forward, back = walk(client, f"/api/v1/events/?{query}")
    body = client.get(f"/api/v1/events/?{query}").json()

    assert len(forward) == 3
    assert back == forward
    assert body["next"].startswith(f"http://testserver/api/v1/events/?{query}&cursor=")
    assert client.get(body["next"]).json()["results"][0]["match"] == "certain"


def test_a_list_on_one_page_has_no_links(client: Client, many: dict[str, int]) -> None:
    answer = client.get("/api/v1/events/")

    assert (answer.json()["next"], answer.json()["previous"]) == (None, None)
    assert not answer.has_header("Link")


def test_what_is_published_meanwhile_moves_no_page(client: Client, db: None) -> None:
    events = [make_published_event(date=f"20{year}") for year in range(10, 14)]
    first = client.get("/api/v1/events/?page_size=2").json()

    make_published_event(date="2009")
    second = client.get(first["next"]).json()

    assert [event["uid"] for event in second["results"]] == [event.uid for event in events[2:]]
