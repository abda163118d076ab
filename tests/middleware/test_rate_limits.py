"""One subscriber asks so often and no more, whatever the request says, and however many processes answer."""

import json
import subprocess
import sys
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.core.exceptions import ImproperlyConfigured
from django.test import Client

from events.models.identity import new_uid
from tests.factories import cite, make_published_event, make_published_timeline, make_source
from timeline.middleware.rate_limits import RateLimitMiddleware


@pytest.fixture(autouse=True)
def limits(settings: Any) -> None:
    """Three requests to the API, one export, four pages a minute."""
    settings.RATE_LIMIT, settings.RATE_LIMIT_EXPORTS, settings.RATE_LIMIT_PAGES = "3/minute", "1/minute", "4/minute"


def statuses(client: Client, address: str, times: int, **asking: Any) -> list[int]:
    return [client.get(address, **asking).status_code for _ in range(times)]


def test_who_asks_too_often_is_told_when_to_ask_again(client: Client, db: None) -> None:
    assert statuses(client, "/api/v1/events/", 3) == [200] * 3

    answer = client.get("/api/v1/actors/")

    assert (answer.status_code, answer["Content-Type"]) == (429, "application/problem+json")
    assert json.loads(answer.content)["title"] == "Too Many Requests"
    assert 1 <= int(answer["Retry-After"]) <= 80
    assert answer["RateLimit"] == f'"api";r=0;t={answer["Retry-After"]}'
    assert answer["Cache-Control"] == "no-store, private"
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert {"RateLimit", "RateLimit-Policy", "Retry-After"} <= set(answer["Access-Control-Expose-Headers"].split(", "))


def test_what_a_shared_cache_keeps_says_the_same_to_everybody(client: Client, db: None) -> None:
    first, second = (client.get("/api/v1/events/") for _ in range(2))

    assert first["RateLimit-Policy"] == second["RateLimit-Policy"] == '"api";q=3;w=60'
    assert not first.has_header("RateLimit")
    assert not first.has_header("Retry-After")
    assert [name for name in first.headers if first[name] != second[name] and name != "X-Request-ID"] == []


def test_no_forwarded_address_gives_another_turn(client: Client, db: None, settings: Any) -> None:
    for proxies, forged in ((0, "198.51.100.{}"), (1, "198.51.100.{}, 203.0.113.9")):
        settings.PROXIES = proxies
        fresh = Client()
        answers = [
            fresh.get("/api/v1/", headers={"x-forwarded-for": forged.format(number)}).status_code for number in range(5)
        ]

        assert answers == [200, 200, 200, 429, 429]


def test_readers_behind_our_proxy_are_told_apart(client: Client, db: None, settings: Any) -> None:
    settings.PROXIES = 1

    for number in range(5):
        assert client.get("/api/v1/", headers={"x-forwarded-for": f"203.0.113.{number}"}).status_code == 200


def test_an_ipv6_subscriber_has_one_turn_for_all_addresses(client: Client, db: None) -> None:
    for number in range(3):
        assert client.get("/api/v1/", REMOTE_ADDR=f"2001:db8::{number}").status_code == 200

    assert client.get("/api/v1/", REMOTE_ADDR="2001:db8::ffff").status_code == 429
    assert client.get("/api/v1/", REMOTE_ADDR="2001:db8:0:1::1").status_code == 200
    assert client.get("/api/v1/", REMOTE_ADDR="").status_code == 200


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/api/v1/events.csv", "*/*"),
        ("/api/v1/timelines/visits/events.geojson", "*/*"),
        ("/api/v1/sources.bib", "*/*"),
        ("/api/v1/events/?format=csv", "*/*"),
        ("/api/v1/events/", "text/csv"),
        ("/api/v1/events/", "text/*"),
        ("/api/v1/events/", "application/json;q=0.1, text/csv"),
        ("/api/v1/events/", "application/json; q=0, */*"),
        ("/api/v1/events/", "*/*;q=0.1,Application/Geo+JSON"),
    ],
)
def test_a_whole_list_as_a_file_counts_against_a_limit_of_its_own(
    client: Client, db: None, address: str, accept: str
) -> None:
    make_published_timeline(slug="visits")

    first, second = (client.get(address, headers={"accept": accept}) for _ in range(2))

    assert (first.status_code, second.status_code) == (200, 429)
    assert first["Content-Type"] != "application/json"
    assert first["RateLimit-Policy"] == second["RateLimit-Policy"] == '"exports";q=1;w=60'
    assert client.get("/api/v1/events/").status_code == 200


@pytest.mark.parametrize(
    ("address", "accept"),
    [
        ("/api/v1/events/", ""),
        ("/api/v1/events/", "*/*"),
        ("/api/v1/events/", "application/json"),
        ("/api/v1/events/", "application/json; charset=utf-8"),
        ("/api/v1/events/", "application/json, text/plain, */*"),
        ("/api/v1/events/", "text/html,application/xhtml+xml,application/xml;q=0.9,image/webp,*/*;q=0.8"),
        ("/api/v1/events/?format=json", "text/csv"),
        ("/api/v1/events.json", "text/csv"),
        ("/api/v1/timelines/visits/", "application/json"),
        ("/api/v1/sources/report.ris", "*/*"),
    ],
)
def test_a_page_of_a_list_and_a_single_record_are_no_such_file(
    client: Client, db: None, address: str, accept: str
) -> None:
    make_published_timeline(slug="visits")
    make_published_event(citations=[cite(make_source(slug="report"))])

    answer = client.get(address, headers={"accept": accept})

    assert answer.status_code == 200
    assert answer["RateLimit-Policy"] == '"api";q=3;w=60'


def test_pages_may_be_limited_and_say_so_in_the_readers_language(client: Client, db: None) -> None:
    assert statuses(client, "/", 4) == [200] * 4

    answer = client.get("/", headers={"accept-language": "es"})

    assert answer.status_code == 429
    assert "Se ha pedido demasiado desde su red" in answer.content.decode()
    assert int(answer["Retry-After"]) >= 1


def test_a_frame_in_an_article_is_never_refused(client: Client, db: None, curator: User) -> None:
    make_published_timeline(slug="visits")

    assert set(statuses(client, "/timelines/visits/embed/", 20)) == {200}
    client.force_login(curator)
    assert set(statuses(client, "/admin/", 6)) == {200}


def test_a_preflight_and_what_is_not_there_count_nothing(client: Client, db: None) -> None:
    for _ in range(5):
        client.options("/api/v1/events/", headers={"access-control-request-method": "GET"})
        client.get("/api/v1/nothing/")

    assert client.get("/api/v1/events/").status_code == 200


def test_limits_can_be_off(db: None, settings: Any) -> None:
    settings.RATE_LIMIT = settings.RATE_LIMIT_PAGES = "off"
    client = Client()

    assert statuses(client, "/api/v1/events/", 9) == [200] * 9
    assert not client.get("/api/v1/events/").has_header("RateLimit-Policy")
    assert statuses(client, "/", 9) == [200] * 9


def test_a_limit_that_cannot_be_read_stops_the_start(settings: Any) -> None:
    settings.RATE_LIMIT = "many"

    with pytest.raises(ImproperlyConfigured, match="RATE_LIMIT is 'many'"):
        RateLimitMiddleware(lambda _: None)  # type: ignore[arg-type, return-value]


@pytest.mark.redis
def test_two_processes_keep_one_limit() -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "client = Client(SERVER_NAME='127.0.0.1')\n"
        "print(*[client.get('/api/v1/').status_code for _ in range(10)])\n"
    )
    environment = {
        "DATABASE_URL": "sqlite://:memory:",
        "DJANGO_SETTINGS_MODULE": "timeline.settings",
        "CACHE_URL": "redis://127.0.0.1:6379/0",
        "CACHE_PREFIX": f"test-{new_uid()}",
        "RATE_LIMIT": "10/minute",
    }
    both = [
        subprocess.Popen(
            [sys.executable, "-c", ask], cwd=project.BASE_DIR, env=environment, stdout=subprocess.PIPE, text=True
        )
        for _ in range(2)
    ]

    answered = [process.communicate()[0].split() for process in both]

    assert sorted(answered[0] + answered[1]) == ["200"] * 10 + ["429"] * 10
