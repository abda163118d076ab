"""Errors have one shape below /api/: problem details as in RFC 9457.

The media type is `application/problem+json`. The members are `type` ("about:blank": the status says what kind it is),
`title` (the status in words), `status` (that of the response), `detail` (what was wrong, for people) and `errors`: a
list, empty where no parameter is at fault, of `{"pointer": "?name", "code": …, "detail": …}`. A 410 has one more,
`tombstone`: `{"uid", "retracted_at", "reason"}`, and what is our fault has `request_id`, its name in the log.
"""

import json
from datetime import datetime
from http import HTTPStatus
from typing import Any

import pytest
from django.test import Client

from events.services.review import retract
from tests.api.endpoints import FILES, NAMES, ROUTES
from tests.factories import make_published_event, make_published_timeline

MEMBERS = ["type", "title", "status", "detail", "errors"]
EVERYWHERE = [*NAMES, "schema"]


def problem(answer: Any, status: int, *more: str) -> dict[str, Any]:
    """The problem of an answer, after asserting its shape."""
    assert answer.status_code == status
    assert answer["Content-Type"] == "application/problem+json"
    body: dict[str, Any] = json.loads(answer.content)
    assert list(body) == [*MEMBERS, *more]
    assert (body["type"], body["title"], body["status"]) == ("about:blank", HTTPStatus(status).phrase, status)
    assert isinstance(body["detail"], str)
    assert body["detail"]
    for error in body["errors"]:
        assert list(error) == ["pointer", "code", "detail"]
        assert error["pointer"].startswith("?")
        assert all(isinstance(value, str) and value for value in error.values())
    return body


@pytest.fixture
def everywhere(addresses: dict[str, str]) -> dict[str, str]:
    return {**addresses, "schema": "/api/schema/"}


def test_every_endpoint_is_asked(db: None) -> None:
    assert set(NAMES) | set(FILES) == ROUTES


def test_a_parameter_at_fault_is_a_400(client: Client, addresses: dict[str, str]) -> None:
    for name in NAMES:
        joint = "&" if "?" in addresses[name] else "?"
        body = problem(client.get(f"{addresses[name]}{joint}colour=red"), 400)

        assert [error["pointer"] for error in body["errors"]] == ["?colour"]


def test_a_way_of_writing_is_a_405(client: Client, everywhere: dict[str, str]) -> None:
    for name in EVERYWHERE:
        for method in (client.post, client.put, client.patch, client.delete):
            answer = method(everywhere[name], data="{}", content_type="application/json")

            problem(answer, 405)
            assert "GET" in answer["Allow"]


def test_a_format_that_there_is_not_is_a_406(client: Client, everywhere: dict[str, str]) -> None:
    for name in EVERYWHERE:
        problem(client.get(everywhere[name], headers={"accept": "text/html"}), 406)


@pytest.mark.parametrize(
    "address",
    [
        "/api/v1/nothing/",
        "/api/v1/nothing",
        "/api/v1/events/nothing/",
        "/api/v1/events/01HZZZZZZZZZZZZZZZZZZZZZZZ/",
        "/api/v1/actors/nobody/",
        "/api/v1/actors/no body/",
        "/api/v1/sources/nothing/",
        "/api/v1/timelines/nothing/",
        "/api/v1/timelines/nothing/events/",
        f"/api/v1/timelines/{'a' * 5000}/",
        "/api/v2/events/",
        "/api/schema/nothing/",
    ],
)
def test_what_is_not_there_is_a_404(client: Client, db: None, address: str) -> None:
    problem(client.get(address), 404)


def test_what_was_retracted_is_a_410_with_its_tombstone(client: Client, db: None, now: datetime) -> None:
    event = make_published_event("A claim")
    timeline = make_published_timeline("A claim of many", events=[event])
    for record in (event, timeline):
        retract(record, by=None, reason="The source withdrew it.", at=now)

    for address in (
        f"/api/v1/events/{event.uid}/",
        f"/api/v1/timelines/{timeline.uid}/",
        f"/api/v1/timelines/{timeline.uid}/events/",
    ):
        body = problem(client.get(address), 410, "tombstone")
        assert list(body["tombstone"]) == ["uid", "retracted_at", "reason"]
        assert body["tombstone"]["retracted_at"] == "2026-11-23T12:00:00Z"
        assert body["tombstone"]["reason"] == "The source withdrew it."
        assert "claim" not in json.dumps(body)


def test_a_failure_of_ours_is_a_500_that_tells_nothing(
    client: Client, addresses: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in NAMES:

        def fail(*args: object, **kwargs: object) -> None:
            raise RuntimeError("the password is hunter2")

        for called in ("find_events", "find", "list_documents", "reverse"):
            monkeypatch.setattr(f"events.api.views.{called}", fail)
        monkeypatch.setattr("events.api.dates.read_phrase", fail)
        monkeypatch.setattr("events.api.changes.list_changes", fail)
        monkeypatch.setattr("events.api.facets.count_facets", fail)
        client.raise_request_exception = False

        answer = client.get(addresses[name])

        assert problem(answer, 500, "request_id")["request_id"] == answer["X-Request-ID"]
        assert b"hunter2" not in answer.content
        assert answer["Cache-Control"] == "no-store, private"


def test_an_address_under_another_name_is_a_400(client: Client, db: None) -> None:
    problem(client.get("/api/v1/events/", headers={"host": "elsewhere.example"}), 400)
