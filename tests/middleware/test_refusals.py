"""What no public address takes is refused, with what would be right."""

import json

import pytest
from django.test import Client

from tests.factories import make_published_timeline

LONGEST = 8_000
PAGES = ["/", "/timelines/visits/", "/timelines/visits/embed/", "/api/docs/", "/api/", "/feed.atom", "/robots.txt"]


@pytest.mark.parametrize("start", ["/api/v1/events/?from=", "/api/v1/", "/api/v1/nothing/"])
def test_an_address_of_more_than_8_kb_is_a_problem_of_its_own(client: Client, db: None, start: str) -> None:
    longest = start + "1" * (LONGEST - len(start))

    answer = client.get(f"{longest}1")

    assert client.get(longest).status_code in (400, 404)
    assert (answer.status_code, answer["Content-Type"]) == (414, "application/problem+json")
    assert json.loads(answer.content)["status"] == 414
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Access-Control-Allow-Origin"] == "*"


def test_a_page_with_a_long_address_says_so_in_the_readers_language(client: Client, db: None) -> None:
    answer = client.get(f"/?from={'1' * LONGEST}", headers={"accept-language": "es"})

    assert answer.status_code == 414
    assert "Esta dirección es demasiado larga" in answer.content.decode()


def test_an_address_is_measured_as_it_was_sent(client: Client, db: None) -> None:
    short = "/timelines/%D9%87/"

    assert client.get(short).status_code == 404
    assert client.get(short, RAW_URI=short + "a" * LONGEST).status_code == 414


@pytest.mark.parametrize("address", [*PAGES, "/api/v1/events/", "/static/timeline/none.css"])
def test_a_body_of_more_than_2_mb_is_refused_and_a_small_one_is_ignored(client: Client, db: None, address: str) -> None:
    make_published_timeline(slug="visits")
    bare = client.get(address).status_code

    large = client.generic("GET", address, b"x" * 2_000_001)
    small = client.generic("GET", address, b'{"a": ' * 1000, content_type="application/json")

    assert (bare, large.status_code, small.status_code) == (bare, 413, bare)
    assert bare != 413


@pytest.mark.parametrize("address", PAGES)
@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND"])
def test_a_page_is_read_and_never_written_whatever_token_is_lacking(db: None, address: str, method: str) -> None:
    make_published_timeline(slug="visits")

    answer = Client(enforce_csrf_checks=True).generic(method, address, b"a=1", "application/x-www-form-urlencoded")

    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"])
@pytest.mark.parametrize("address", ["/api/v1/", "/api/v1/events/", "/api/schema/"])
def test_the_api_is_read_and_never_written(db: None, address: str, method: str) -> None:
    answer = Client(enforce_csrf_checks=True).generic(method, address, b"{}", "application/json")

    assert answer.status_code == 405
    assert {"GET", "HEAD"} & set(answer["Allow"].split(", "))
    assert answer["Content-Type"] == "application/problem+json"


@pytest.mark.parametrize("method", ["POST", "OPTIONS"])
def test_what_is_not_there_is_not_there_for_any_method(client: Client, db: None, method: str) -> None:
    assert client.generic(method, "/nothing/").status_code == 404


@pytest.mark.parametrize(
    ("address", "parameters", "status"),
    [
        ("/api/v1/events/", "page_size=500", 200),
        ("/api/v1/events/", "page_size=501", 400),
        ("/api/v1/actors/", "page_size=501", 400),
        ("/timelines/visits/", "page_size=501", 400),
        ("/api/v1/events/", "&".join(["actor=a"] * 51), 400),
    ],
)
def test_a_page_and_a_list_of_values_have_an_end(
    client: Client, db: None, address: str, parameters: str, status: int
) -> None:
    make_published_timeline(slug="visits")

    answer = client.get(f"{address}?{parameters}")

    assert answer.status_code == status
    assert b"too_many" in answer.content or "actor" not in parameters
