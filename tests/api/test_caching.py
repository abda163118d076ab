"""What may be kept, and by whom."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from events.models import Publication
from events.services.review import retract
from tests.api.endpoints import DETAILS, LISTS, NAMES
from tests.factories import make_published_event

EVERYWHERE = [*NAMES, "schema", "docs"]


@pytest.fixture
def everywhere(addresses: dict[str, str]) -> dict[str, str]:
    return {**addresses, "schema": "/api/schema/", "docs": "/api/docs/"}


def test_what_has_not_changed_is_not_sent_again(client: Client, everywhere: dict[str, str]) -> None:
    for name in EVERYWHERE:
        first = client.get(everywhere[name])
        etag = first["ETag"]

        again = client.get(everywhere[name], headers={"if-none-match": etag})
        other = client.get(everywhere[name], headers={"if-none-match": '"another"'})

        assert etag.startswith('"')  # a strong one: W/ would say otherwise
        assert (again.status_code, again.content, again["ETag"]) == (304, b"", etag)
        assert (other.status_code, other.content) == (200, first.content)


def test_shared_caches_keep_it_for_a_minute_and_browsers_ask_again(client: Client, everywhere: dict[str, str]) -> None:
    for name in EVERYWHERE:
        for headers in ({}, {"if-none-match": client.get(everywhere[name])["ETag"]}):
            answer = client.get(everywhere[name], headers=headers)

            assert set(answer["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
            assert answer["Vary"] == "Accept"


def test_no_cookie_is_set_and_none_is_read(client: Client, everywhere: dict[str, str], curator: User) -> None:
    client.force_login(curator)
    for name in EVERYWHERE:
        stranger = Client().get(everywhere[name])
        known = client.get(everywhere[name])

        assert not stranger.cookies
        assert not known.cookies
        assert known.content == stranger.content
        assert "Cookie" not in known["Vary"]


@pytest.mark.parametrize("name", DETAILS)
def test_the_etag_of_a_document_is_the_one_that_was_stored(
    client: Client, addresses: dict[str, str], name: str
) -> None:
    answer = client.get(addresses[name])

    assert answer["ETag"].strip('"') == Publication.objects.get(uid=answer.json()["uid"]).etag


def test_a_list_has_another_etag_when_its_answer_is_another(client: Client, db: None) -> None:
    address = "/api/v1/events/"
    make_published_event(date="2010")
    etags = {client.get(address, query)["ETag"] for query in ({}, {"from": "2010"}, {"to": "2009"})}
    make_published_event()
    etags.add(client.get(address)["ETag"])

    assert len(etags) == 4


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_has_not_changed_costs_one_query(
    client: Client, addresses: dict[str, str], django_assert_num_queries: Any, name: str
) -> None:
    etag = client.get(addresses[name])["ETag"]

    with django_assert_num_queries(1):
        answer = client.get(addresses[name], headers={"if-none-match": etag})

    assert answer.status_code == 304


def test_a_retraction_changes_the_etag_of_every_list(client: Client, addresses: dict[str, str], now: datetime) -> None:
    event = make_published_event()
    lists = [addresses[name] for name in LISTS]
    before = {address: client.get(address)["ETag"] for address in lists}

    retract(event, by=None, reason="It was not so", at=now)

    assert not [address for address, etag in before.items() if client.get(address)["ETag"] == etag]


def test_a_file_has_another_etag_under_another_name_of_the_service(client: Client, db: None, settings: Any) -> None:
    etag = client.get("/api/v1/events.ics")["ETag"]

    settings.SITE_NAME = "Chronicles"

    assert client.get("/api/v1/events.ics", headers={"if-none-match": etag}).status_code == 200


def test_an_error_of_the_asker_may_be_kept_like_an_answer(client: Client, db: None) -> None:
    for address in ("/api/v1/nothing/", "/api/v1/events/?colour=red"):
        assert "s-maxage=60" in client.get(address)["Cache-Control"]


def test_what_was_said_of_one_request_alone_is_never_kept(client: Client, db: None) -> None:
    refused = [
        client.get("/api/v1/events/", headers={"accept": "text/html"}),
        client.get(f"/api/v1/events/?from={'1' * 8000}"),
        client.options("/api/v1/events/"),
        client.post("/api/v1/nothing/"),
    ]

    assert [answer.status_code for answer in refused] == [406, 414, 200, 404]
    assert {answer["Cache-Control"] for answer in refused} == {"no-store, private"}


@pytest.mark.parametrize("address", ["/", "/timelines/chronology/", "/timelines/chronology/embed/", "/nothing/"])
def test_a_page_is_the_same_for_somebody_signed_in_and_as_public(
    client: Client, addresses: dict[str, str], curator: User, address: str
) -> None:
    client.force_login(curator)

    stranger, known = Client().get(address), client.get(address)

    assert known.content == stranger.content
    assert not known.cookies
    assert set(known["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    assert "Cookie" not in known["Vary"]


def test_what_is_written_is_never_kept(client: Client, db: None) -> None:
    assert client.post("/api/v1/events/")["Cache-Control"] == "no-store, private"


def test_the_desk_is_never_kept(client: Client, curator: User) -> None:
    client.force_login(curator)
    event = make_published_event()
    pages = ["", "events/event/", "events/event/add/", f"events/event/{event.pk}/change/", "password_change/"]

    for page in pages:
        answer = client.get(f"/admin/{page}")
        assert answer.status_code == 200, page
        assert "no-store" in answer["Cache-Control"], page
        assert "public" not in answer["Cache-Control"], page
        assert not answer.has_header("ETag"), page
