"""The log: a line for each request, which nothing that was asked can forge, and which tells no secret."""

import json
import logging
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.conf import settings as project
from django.contrib.auth.models import User
from django.db import connection
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext

from events.models.identity import new_uid
from tests.factories import make_published_timeline
from timeline.logs import JsonFormatter, TextFormatter, scrubbed
from timeline.middleware.observing import ObservingMiddleware
from timeline.request_ids import request_id

MEMBERS = {"time", "level", "logger", "message", "request_id", "method", "route", "path", "query", "status", "ms"}
MEMBERS |= {"bytes", "queries", "query_ms", "address"}
# What ends a line, acts on a terminal or turns the direction of what follows.
HOSTILE = "a\nb\rc\x1b[31md\x85e\u2028f\u202eg\u2066h\x7fi\x00j\udc80k"


@pytest.fixture
def log() -> Iterator[StringIO]:
    """All that is logged in JSON, as it would stand in the log."""
    stream = StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(JsonFormatter())
    logger = logging.getLogger()
    logger.addHandler(handler)
    yield stream
    logger.removeHandler(handler)


def lines(log: StringIO, logger: str = "timeline.requests") -> list[dict[str, Any]]:
    """What one logger said, each line read by itself."""
    return [line for line in map(json.loads, log.getvalue().splitlines()) if line["logger"] == logger]


def test_a_request_has_one_line_that_says_what_it_cost(client: Client, db: None, log: StringIO) -> None:
    make_published_timeline(slug="visits")

    with CaptureQueriesContext(connection) as asked:
        answer = client.get("/api/v1/timelines/visits/events/?page_size=5", REMOTE_ADDR="192.0.2.77")

    (line,) = lines(log)
    assert set(line) == MEMBERS
    assert line["level"] == "info"
    assert line["request_id"] == answer["X-Request-ID"]
    assert (line["method"], line["path"]) == ("GET", "/api/v1/timelines/visits/events/")
    assert (line["route"], line["query"]) == ("api/v1/timelines/<record:slug>/events/", "page_size=5")
    assert (line["status"], line["bytes"]) == (200, len(answer.content))
    assert line["queries"] == len(asked) > 0
    assert line["ms"] >= line["query_ms"] >= 0
    assert line["address"] == "192.0.2.0/24"


@pytest.mark.parametrize(
    ("address", "method", "status"),
    [
        ("/nothing/", "get", 404),
        ("/", "post", 405),
        ("/api/v1/events/?colour=red", "get", 400),
        ("/api/v1/events/", "head", 200),
        ("/static/timeline/base.css", "get", 200),
        ("/admin/", "get", 302),
    ],
)
def test_whatever_is_answered_has_a_line_and_a_name(
    client: Client, db: None, log: StringIO, address: str, method: str, status: int
) -> None:
    answer = getattr(client, method)(address)
    answer.close()

    (line,) = lines(log)
    assert (line["status"], line["method"]) == (status, method.upper())
    assert line["request_id"] == answer["X-Request-ID"]
    assert line["bytes"] == (int(answer["Content-Length"]) if answer.streaming else len(answer.content))


def test_a_wrong_host_has_a_line_too(client: Client, db: None, log: StringIO) -> None:
    client.get("/", headers={"host": "elsewhere.example"})

    assert [line["status"] for line in lines(log)] == [400]


def test_a_probe_is_told_to_those_alone_who_look_for_it(client: Client, db: None, log: StringIO) -> None:
    client.get("/livez")
    assert lines(log) == []

    logger = logging.getLogger("timeline.requests")
    logger.setLevel(logging.DEBUG)
    try:
        client.get("/livez")
    finally:
        logger.setLevel(logging.NOTSET)

    assert [(line["path"], line["level"]) for line in lines(log)] == [("/livez", "debug")]


def test_a_stream_has_its_line_when_it_has_gone_out_whole_or_not(log: StringIO) -> None:
    def parts() -> Iterator[bytes]:
        yield b"12345"
        assert lines(log) == []
        yield b"678"
        raise RuntimeError("the disk is full")

    answer = ObservingMiddleware(lambda _: StreamingHttpResponse(parts()))(RequestFactory().get("/api/v1/events.csv"))
    with pytest.raises(RuntimeError):
        list(answer)

    broken, line = lines(log)
    assert (broken["message"], line["bytes"]) == ("A stream broke off.", 8)
    assert "the disk is full" in broken["traceback"]
    assert broken["request_id"] == line["request_id"] == answer["X-Request-ID"]


def test_a_stream_that_nobody_listens_to_any_more_has_its_line(db: None, log: StringIO) -> None:
    answer = ObservingMiddleware(lambda _: StreamingHttpResponse([b"1", b"2"]))(RequestFactory().get("/"))
    next(iter(answer))

    answer.close()

    assert [line["bytes"] for line in lines(log)] == [1]


def test_a_failure_is_one_line_with_its_traceback_and_the_name_that_the_reader_was_told(
    client: Client, db: None, log: StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise RuntimeError("first\nsecond")

    monkeypatch.setattr("events.api.views.list_documents", fail)
    monkeypatch.setattr("timeline.pages.views.list_documents", fail)
    client.raise_request_exception = False

    problem, page = client.get("/api/v1/actors/"), client.get("/")

    failures = lines(log, "django.request")
    assert [line["request_id"] for line in failures] == [problem["X-Request-ID"], page["X-Request-ID"]]
    assert all(line["traceback"].endswith("RuntimeError: first\nsecond") for line in failures)
    assert problem.json()["request_id"] == problem["X-Request-ID"]
    assert page["X-Request-ID"] in page.content.decode()
    assert len(log.getvalue().splitlines()) == 4


@pytest.mark.parametrize(
    ("proxies", "given", "believed"),
    [
        (1, "0af7651916cd43dd8448eb211c80319c", True),
        (1, "01M852Z9PC54KE5VSPRRY4ZSGH", True),
        (0, "0af7651916cd43dd8448eb211c80319c", False),
        (1, "short", False),
        (1, "a" * 65, False),
        (1, "12345678\nforged", False),
        (1, "12345678 <script>", False),
        (1, "١٢٣٤٥٦٧٨", False),
        (1, "-12345678", False),
    ],
)
def test_a_name_is_taken_from_our_own_proxy_where_it_is_a_plain_one(
    client: Client, settings: Any, proxies: int, given: str, believed: bool
) -> None:
    settings.PROXIES = proxies

    name = client.get("/livez", headers={"x-request-id": given})["X-Request-ID"]

    assert (name == given) is believed
    assert believed or len(name) == 26
    assert request_id.get() == name


def test_no_two_requests_have_one_name(client: Client) -> None:
    assert len({client.get("/livez")["X-Request-ID"] for _ in range(20)}) == 20


@pytest.mark.parametrize(
    ("query", "told"),
    [
        ("actor=iran&q=a+b", "actor=iran&q=a+b"),
        ("token=abc&from=2010", "token=…&from=2010"),
        ("access_token=abc&API-Key=def", "access_token=…&API-Key=…"),
        ("%74oken=abc", "%74oken=…"),
        ("password=a=b&x", "password=…&x"),
        ("", ""),
    ],
)
def test_no_secret_of_an_address_is_told(query: str, told: str) -> None:
    assert scrubbed(query) == told


def test_neither_passwords_nor_credentials_are_told(client: Client, curator: User, log: StringIO) -> None:
    fields = {"username": curator.username, "password": "a-long-passphrase"}
    client.post("/admin/login/?token=hunter2", fields, headers={"authorization": "Bearer hunter2"})
    client.post("/admin/login/", {**fields, "password": "a-wrong-one"})

    assert [line["status"] for line in lines(log)] == [302, 200]
    for secret in ("a-long-passphrase", "a-wrong-one", "hunter2", client.cookies["sessionid"].value):
        assert secret not in log.getvalue()


@pytest.mark.parametrize("kept", ["none", "network", "full"])
def test_as_much_of_an_address_is_kept_as_was_decided(client: Client, settings: Any, log: StringIO, kept: str) -> None:
    settings.LOG_ADDRESSES = kept
    for address in ("192.0.2.77", "2001:db8:1:2::3"):
        client.get("/robots.txt", REMOTE_ADDR=address)

    assert [line.get("address") for line in lines(log)] == {
        "none": [None, None],
        "network": ["192.0.2.0/24", "2001:db8:1::/48"],
        "full": ["192.0.2.77", "2001:db8:1:2::3"],
    }[kept]


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_no_line_can_be_forged(formatter: logging.Formatter) -> None:
    record = logging.LogRecord("timeline", logging.INFO, "", 0, "%s", (HOSTILE,), None)
    record.fields = {"path": HOSTILE}

    line = formatter.format(record)

    assert line.splitlines() == [line]
    assert not set(line) & set(HOSTILE.translate(dict.fromkeys(map(ord, "abcdefghijk[31m"))))
    if isinstance(formatter, JsonFormatter):
        assert json.loads(line)["path"] == HOSTILE


@pytest.mark.parametrize("formatter", [JsonFormatter(), TextFormatter()])
def test_no_line_is_endless(formatter: logging.Formatter) -> None:
    record = logging.LogRecord("timeline", logging.INFO, "", 0, "%s", ("x" * 1_000_000,), None)
    record.fields = {"path": "x" * 1_000_000}

    assert len(formatter.format(record)) < 3_000


def test_a_hostile_address_is_a_line_like_others(client: Client, db: None, log: StringIO) -> None:
    client.get("/%0A%7B%22level%22:%22forged%22%7D%1B[2J/?q=%0A\u202e")

    (line,) = lines(log)
    assert line["path"] == '/\n{"level":"forged"}\x1b[2J/'
    assert len(log.getvalue().splitlines()) == 1
    assert log.getvalue().isascii()


def test_the_server_logs_its_own_mistakes_in_the_same_form() -> None:
    name = new_uid()
    say = (
        "import logging, runpy; from gunicorn.app.wsgiapp import WSGIApplication\n"
        "import sys; sys.argv = ['gunicorn', 'timeline.wsgi', '--config', 'timeline/gunicorn_conf.py']\n"
        f"app = WSGIApplication(); app.cfg.logger_class(app.cfg).error('%s went wrong', {name!r})\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", say],
        cwd=project.BASE_DIR,
        env={"DATABASE_URL": "sqlite://:memory:"},
        capture_output=True,
        text=True,
        check=False,
    )

    (line,) = done.stderr.splitlines()
    assert json.loads(line)["message"] == f"{name} went wrong"
    assert json.loads(line)["logger"] == "gunicorn.error"
