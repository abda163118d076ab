"""What watches over the server learns whether it lives and whether it can answer, and why not."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from events.models import PublicationReference
from tests.factories import cite, make_published_event, make_source
from timeline import health

PROBES = ["/livez", "/readyz"]


@pytest.fixture(autouse=True)
def new_process() -> Iterator[None]:
    """One that has not looked for migrations yet."""
    health._migrated.clear()
    yield
    health._migrated.clear()


def test_a_process_lives_without_a_database(client: Client) -> None:
    answer = client.get("/livez")  # a query would fail: this test has no database

    assert (answer.status_code, answer.json()) == (200, {"status": "ok"})


def test_a_server_with_all_that_it_needs_is_ready(client: Client, db: None) -> None:
    answer = client.get("/readyz")

    assert answer.status_code == 200
    assert answer.json() == {"status": "ok", "checks": {"database": "ok", "migrations": "ok", "publications": "ok"}}


def test_a_migration_that_is_not_applied_is_found_and_once_applied_not_looked_for_again(
    client: Client, db: None
) -> None:
    recorder = MigrationRecorder(connection)

    recorder.record_unapplied("sessions", "0001_initial")
    before = client.get("/readyz")
    recorder.record_applied("sessions", "0001_initial")
    after = client.get("/readyz")
    recorder.record_unapplied("sessions", "0001_initial")
    later = client.get("/readyz")

    assert (before.status_code, after.status_code, later.status_code) == (503, 200, 200)
    assert before.json()["checks"] == {"database": "ok", "migrations": "failing", "publications": "unknown"}


def test_publications_that_cannot_be_read_are_a_failure(client: Client, db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE events_publicationreference RENAME TO elsewhere")

    answer = client.get("/readyz")

    assert answer.status_code == 503
    assert answer.json()["checks"]["publications"] == "failing"
    assert "elsewhere" not in answer.content.decode()


def test_documents_that_wait_to_be_rewritten_are_told_and_no_failure(client: Client, db: None) -> None:
    make_published_event(citations=[cite(make_source(slug="report"))])
    PublicationReference.objects.update(stale=True)

    answer = client.get("/readyz")

    assert (answer.status_code, answer.json()["checks"]["publications"]) == (200, "stale")


@pytest.mark.parametrize("address", PROBES)
def test_a_probe_needs_no_name_no_https_and_no_turn_and_is_never_kept(db: None, settings: Any, address: str) -> None:
    settings.SECURE_SSL_REDIRECT, settings.RATE_LIMIT_PAGES = True, "1/minute"
    client = Client()

    answers = [client.get(address, headers={"host": "10.0.0.7:8000"}) for _ in range(3)]

    assert {answer.status_code for answer in answers} == {200}
    assert {answer["Cache-Control"] for answer in answers} == {"no-store"}
    assert not answers[0].cookies


@pytest.mark.parametrize("address", PROBES)
def test_a_probe_is_read_as_what_it_is_and_framed_by_nobody(client: Client, db: None, address: str) -> None:
    answer = client.get(address)

    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("application/json", "nosniff")
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert answer["Content-Length"] == str(len(answer.content))


@pytest.mark.parametrize("address", PROBES)
def test_a_probe_only_reads(client: Client, db: None, address: str) -> None:
    assert client.head(address).status_code == 200
    assert client.post(address).status_code == 405
