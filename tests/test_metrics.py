"""What the service measures of itself: for who has the token, under few labels, and added up over all processes."""

import logging
import os
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from time import monotonic, sleep
from typing import Any
from urllib.error import URLError
from urllib.request import Request, urlopen

import pytest
from django.conf import settings as project
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory

from tests.factories import make_published_event, make_published_timeline
from timeline.middleware.observing import ObservingMiddleware

TOKEN = "a-token-of-many-random-characters"
KNOWS = {"authorization": f"Bearer {TOKEN}"}


@pytest.fixture(autouse=True)
def token(settings: Any) -> None:
    settings.METRICS_TOKEN = TOKEN


def samples(text: str) -> dict[str, float]:
    """The numbers by their names with labels."""
    lines = (line.rpartition(" ") for line in text.splitlines() if not line.startswith("#"))
    return {name: float(number) for name, _, number in lines}


def asked(client: Client) -> dict[str, float]:
    answer = client.get("/metrics", headers=KNOWS)
    assert answer.status_code == 200
    return samples(answer.content.decode())


def test_without_a_token_there_is_no_such_address(db: None, settings: Any) -> None:
    settings.METRICS_TOKEN = ""

    for headers in ({}, {"authorization": "Bearer "}, KNOWS):
        answer = Client().get("/metrics", headers=headers)
        assert answer.status_code == 404
        assert "There is nothing published here" in answer.content.decode()


@pytest.mark.parametrize(
    "given", ["", "Bearer", "Bearer ", "Bearer wrong", f"Basic {TOKEN}", TOKEN, f"Bearer {TOKEN} ", "Bearer é"]
)
def test_who_does_not_have_the_token_is_told_nothing(client: Client, db: None, given: str) -> None:
    answer = client.get("/metrics", headers={"authorization": given})

    assert (answer.status_code, answer["WWW-Authenticate"], answer["Cache-Control"]) == (401, "Bearer", "no-store")
    assert b"timeline_" not in answer.content


def test_requests_are_counted_by_the_pattern_that_found_them(client: Client, db: None) -> None:
    make_published_timeline(slug="visits")
    name = 'timeline_request_seconds_count{method="GET",route="api/v1/timelines/<record:slug>/",status="2xx"}'
    before = asked(client)

    client.get("/api/v1/timelines/visits/")
    client.get("/api/v1/timelines/visits/")

    after = asked(client)
    assert after[name] - before.get(name, 0) == 2
    assert after["timeline_queries_total"] - before["timeline_queries_total"] >= 2
    assert after["timeline_query_seconds_total"] > before["timeline_query_seconds_total"]
    assert after["timeline_requests_in_flight"] == 1  # this one


def test_nothing_that_is_asked_makes_another_label(client: Client, db: None) -> None:
    client.get("/nothing-1/")
    client.generic("BREW", "/")
    before = set(asked(client))

    for number in range(2, 9):
        client.get(f"/nothing-{number}/?colour={number}")
        client.generic(f"BREW{number}", "/")

    assert set(asked(client)) == before
    assert not [name for name in before if "nothing-" in name or "BREW" in name]


def test_what_is_published_is_told(client: Client, db: None) -> None:
    make_published_timeline(slug="visits", events=[make_published_event(), make_published_event()])

    numbers = asked(client)

    assert numbers['timeline_publications{type="event"}'] == 2
    assert numbers['timeline_publications{type="timeline"}'] == 1
    assert numbers["timeline_last_change_timestamp_seconds"] > 1_000_000_000
    assert numbers["timeline_database_up"] == 1


def test_a_database_that_cannot_be_read_is_told_and_hides_nothing_else(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_publicationreference RENAME TO elsewhere")
        cursor.execute("ALTER TABLE events_change RENAME TO elsewhere_too")

    numbers = asked(client)

    assert numbers["timeline_database_up"] == 0
    assert "timeline_queries_total" in numbers


def test_refusals_are_counted_by_their_limit(db: None, settings: Any) -> None:
    settings.RATE_LIMIT = "1/minute"
    client = Client()
    name = 'timeline_rate_limited_total{limit="api"}'
    before = asked(client).get(name, 0)

    for _ in range(3):
        client.get("/api/v1/")

    assert asked(client)[name] - before == 2


@pytest.mark.parametrize("listened", [0, 1, 2])
def test_a_stream_is_in_flight_until_nobody_listens(client: Client, db: None, listened: int) -> None:
    before = asked(client)["timeline_requests_in_flight"]
    answer = ObservingMiddleware(lambda _: StreamingHttpResponse([b"1", b"2"]))(RequestFactory().get("/"))
    during = asked(client)["timeline_requests_in_flight"]

    for _, _part in zip(range(listened), answer, strict=False):
        pass
    answer.close()

    assert during - before == 1
    assert asked(client)["timeline_requests_in_flight"] == before


def test_a_scrape_is_told_in_the_log_to_those_alone_who_look_for_it(
    client: Client, db: None, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.INFO, "timeline.requests"):
        client.get("/metrics", headers=KNOWS)

    assert caplog.records == []


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The address of gunicorn with two processes, gone afterwards."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        host = f"127.0.0.1:{free.getsockname()[1]}"
    (tmp_path / "counter_1.db").write_bytes(b"what an earlier start has left")
    environment = {
        "PATH": os.environ["PATH"],
        "DATABASE_URL": f"sqlite:///{tmp_path}/empty.sqlite3",
        "METRICS_TOKEN": TOKEN,
        "PROMETHEUS_MULTIPROC_DIR": str(tmp_path),
        "WEB_CONCURRENCY": "2",
    }
    command = [sys.executable, "-m", "gunicorn", "timeline.wsgi", "-c", "timeline/gunicorn_conf.py", "-b", host]
    process = subprocess.Popen(command, cwd=project.BASE_DIR, env=environment, stderr=subprocess.PIPE)
    try:
        _wait(f"http://{host}/livez", process)
        yield f"http://{host}"
    finally:
        process.terminate()
        process.communicate(timeout=30)
    assert list(tmp_path.glob("*.db")) == []


def read(address: str) -> str:
    request = Request(address, headers={"Authorization": f"Bearer {TOKEN}"})  # noqa: S310  # an address of ours
    with urlopen(request, timeout=10) as answer:  # noqa: S310
        return str(answer.read().decode())


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    end = monotonic() + 60
    while process.poll() is None and monotonic() < end:
        try:
            read(address)
        except URLError:
            sleep(0.05)
        else:
            return
    raise RuntimeError("gunicorn does not answer.")


def test_whichever_process_is_asked_tells_of_all(server: str) -> None:
    for _ in range(20):
        read(f"{server}/robots.txt")

    told = [samples(read(f"{server}/metrics")) for _ in range(10)]

    name = 'timeline_request_seconds_count{method="GET",route="robots.txt",status="2xx"}'
    assert {numbers[name] for numbers in told} == {20.0}
