"""Any site's script may read what is public, without credentials, and nothing else."""

import pytest
from django.test import Client

from tests.api.endpoints import NAMES

ELSEWHERE = {"origin": "https://press.example"}


def test_every_endpoint_may_be_read_from_anywhere(client: Client, addresses: dict[str, str]) -> None:
    for name in NAMES:
        for query in ({}, {"colour": "red"}):
            answer = client.get(addresses[name], query, headers=ELSEWHERE)

            assert answer["Access-Control-Allow-Origin"] == "*"
            assert {"Link", "ETag", "Retry-After", "RateLimit-Policy", "Content-Disposition"} <= set(
                answer["Access-Control-Expose-Headers"].split(", ")
            )
            assert not answer.has_header("Access-Control-Allow-Credentials")


def test_an_error_may_be_read_from_anywhere_too(client: Client, db: None) -> None:
    assert client.get("/api/v1/nothing/", headers=ELSEWHERE)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/readyz"])
def test_nothing_else_may_be_read_from_elsewhere(client: Client, db: None, address: str) -> None:
    assert not client.get(address, headers=ELSEWHERE).has_header("Access-Control-Allow-Origin")


def test_a_script_may_ask_whether_something_changed_and_may_not_write(client: Client, db: None) -> None:
    asked = {**ELSEWHERE, "access-control-request-method": "GET", "access-control-request-headers": "if-none-match"}

    answer = client.options("/api/v1/events/", headers=asked)

    assert (answer.status_code, answer.content) == (204, b"")
    assert set(answer["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD", "OPTIONS"}
    assert answer["Access-Control-Allow-Origin"] == answer["Access-Control-Allow-Headers"] == "*"
    assert answer["Access-Control-Max-Age"] == "86400"
    assert answer["Cache-Control"] == "no-store"


def test_a_script_may_read_that_nothing_has_changed(client: Client, db: None) -> None:
    etag = client.get("/api/v1/events/")["ETag"]

    answer = client.get("/api/v1/events/", headers={**ELSEWHERE, "if-none-match": etag})

    assert (answer.status_code, answer["Access-Control-Allow-Origin"]) == (304, "*")
    assert "ETag" in answer["Access-Control-Expose-Headers"]


@pytest.mark.parametrize("address", ["/", "/admin/login/", "/readyz"])
def test_no_other_preflight_is_granted(client: Client, db: None, address: str) -> None:
    answer = client.options(address, headers={**ELSEWHERE, "access-control-request-method": "GET"})

    assert not [name for name in answer.headers if name.startswith("Access-Control")]
