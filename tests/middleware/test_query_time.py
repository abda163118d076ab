"""No query of a stranger's holds a worker for long, and a database that is away is no failure of the service."""

import json
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings as project
from django.db import OperationalError, connection, transaction
from django.db.utils import ConnectionHandler
from django.http import StreamingHttpResponse
from django.test import Client, RequestFactory

from timeline.middleware.query_time import QueryTimeMiddleware
from timeline.query_watch import query_watch, trouble

# Minutes on any machine, and breakable at any moment.
ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000000) SELECT max(i) FROM n"
# Some milliseconds.
BRIEF = ENDLESS.replace("1000000000", "30000")


def ask(sql: str = ENDLESS) -> Any:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()


@pytest.fixture
def endless(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every list is found by a query without end, and a query may take a tenth of a second."""
    settings.QUERY_SECONDS = 0.1
    for module in ("events.api.views", "timeline.pages.views"):
        monkeypatch.setattr(f"{module}.list_documents", lambda *_, **__: ask())


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("endless")
def test_a_query_without_end_is_broken_off_and_the_next_one_answered(client: Client) -> None:
    answer = client.get("/api/v1/actors/")

    assert (answer.status_code, answer["Content-Type"]) == (503, "application/problem+json")
    assert json.loads(answer.content)["detail"].startswith("This takes too long to find.")
    assert answer["Retry-After"] == "30"
    assert answer["Cache-Control"] == "no-store, private"
    assert client.get("/api/v1/events/").status_code == 200


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("endless")
@pytest.mark.parametrize(("language", "title"), [("en", "This takes too long to find"), ("es", "Encontrar esto tarda")])
def test_a_page_says_in_the_readers_language_that_it_takes_too_long(client: Client, language: str, title: str) -> None:
    answer = client.get("/", headers={"accept-language": language})

    assert answer.status_code == 503
    assert title in answer.content.decode()
    assert answer["Retry-After"] == "30"


@pytest.mark.django_db(transaction=True)
def test_each_part_of_a_stream_has_its_own_time_and_an_endless_one_is_broken_off(settings: Any) -> None:
    settings.QUERY_SECONDS = 0.5
    told: list[str] = []

    def parts() -> Iterator[str]:
        for number in range(3):
            ask(BRIEF)
            yield f"{number}\n"
        told.append("so far")
        ask()

    answer = QueryTimeMiddleware(lambda _: StreamingHttpResponse(parts()))(RequestFactory().get("/api/v1/events.csv"))
    with pytest.raises(OperationalError) as broken:
        list(answer)

    assert told == ["so far"]
    assert trouble(broken.value) == "slow"
    assert query_watch().seconds == 0


@pytest.mark.django_db(transaction=True)
def test_the_desk_and_commands_may_take_their_time(client: Client, settings: Any) -> None:
    settings.QUERY_SECONDS = 0.001
    long = BRIEF.replace("30000", "200000")
    with query_watch().limit(settings.QUERY_SECONDS), pytest.raises(OperationalError):
        ask(long)

    after = ask(long)
    desk = QueryTimeMiddleware(lambda _: ask(long))(RequestFactory().get("/admin/"))

    assert after == desk == (200_000,)


@pytest.mark.django_db(transaction=True)
def test_a_limit_that_a_transaction_took_back_is_set_again() -> None:
    with query_watch().limit(0.1):
        with transaction.atomic():
            ask("SELECT 1")
            transaction.set_rollback(True)

        with pytest.raises(OperationalError):
            ask()


@pytest.mark.sqlite
def test_a_locked_database_is_waited_for_no_longer_than_a_query_may_take(db: None, tmp_path: Path) -> None:
    name = str(tmp_path / "locked.sqlite3")
    options = {"timeout": 20}
    database = ConnectionHandler(
        {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": name, "OPTIONS": options}}
    )
    ours, other = database["default"], sqlite3.connect(name, isolation_level=None)
    ours.execute_wrappers.append(watch := query_watch())
    with ours.cursor() as cursor:
        cursor.execute("CREATE TABLE t (n)")

    other.execute("BEGIN EXCLUSIVE")
    with watch.limit(0.05), pytest.raises(OperationalError) as refused, ours.cursor() as cursor:
        cursor.execute("SELECT n FROM t")
    with ours.cursor() as cursor:
        waits = cursor.execute("PRAGMA busy_timeout").fetchone()
        with pytest.raises(OperationalError) as missing:
            cursor.execute("SELECT n FROM none")

    assert trouble(refused.value) == "away"
    assert waits == (20_000,)
    assert trouble(missing.value) == ""  # a fault of ours is a 500
    ours.close()
    other.close()


@pytest.mark.parametrize("database", ["postgres://nobody@127.0.0.1:9/none", "sqlite:////nowhere/at/all.sqlite3"])
def test_a_database_that_is_away_is_told_and_is_no_failure_of_ours(database: str) -> None:
    ask = (
        "import django; django.setup()\n"
        "from django.test import Client\n"
        "print(Client().get('/livez').status_code, Client().get('/readyz').content.decode())\n"
        "for address in ('/api/v1/events/', '/'):\n"
        "    answer = Client(SERVER_NAME='127.0.0.1').get(address)\n"
        "    print(answer.status_code, answer['Retry-After'], answer['Cache-Control'], answer['Content-Type'])\n"
    )

    done = subprocess.run(
        [sys.executable, "-c", ask],
        cwd=project.BASE_DIR,
        env={"DATABASE_URL": database, "DJANGO_SETTINGS_MODULE": "timeline.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.stdout.splitlines() == [
        '200 {"status": "failing", "checks": '
        '{"database": "failing", "migrations": "unknown", "publications": "unknown"}}',
        "503 30 no-store, private application/problem+json",
        "503 30 no-store, private text/html; charset=utf-8",
    ], done.stderr
    assert done.stderr.count("The database does not answer") == 2
    assert "Traceback" not in done.stderr
