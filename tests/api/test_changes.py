"""The public log: every change in public, in the order in which it was written."""

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from events.services.editing import save_record
from events.services.merging import merge_actors, merge_events
from events.services.review import approve, retract
from events.services.snapshots import snapshot_actor
from tests.conftest import NOW
from tests.factories import make_actor, make_published_event, make_published_timeline

CHANGES = "/api/v1/changes/"


def rows(client: Client, address: str = CHANGES) -> list[dict[str, Any]]:
    """All lines from an address on, through the links to the next page."""
    found = []
    while address:
        answer = client.get(address).json()
        found += answer["results"]
        address = answer["next"]
    return found


def test_a_line_says_what_happened_to_which_record_when_and_why(client: Client, db: None) -> None:
    event = make_published_event()
    retract(event, by=None, reason="It did not happen.", at=NOW)

    answer = client.get(CHANGES)

    at = NOW.isoformat().replace("+00:00", "Z")
    named = {"type": "event", "uid": event.uid, "url": f"/events/{event.uid}/", "into": None}
    assert answer.json() == {
        "results": [
            {"sequence": 1, **named, "what": "published", "reason": None, "at": at},
            {"sequence": 2, **named, "what": "retracted", "reason": "It did not happen.", "at": at},
        ],
        "next": None,
        "previous": None,
        "last": 2,
    }
    assert client.get(f"/events/{event.uid}/").status_code == 410


def test_a_merge_says_into_what(client: Client, db: None) -> None:
    survivor, loser = make_published_event(), make_published_event()
    kept, gone = make_actor(), make_actor()
    make_published_event(participants=[(kept, "host"), (gone, "speaker")])

    merge_events(survivor, loser, by=None, at=NOW, reason="The same")
    merge_actors(kept, gone, by=None, at=NOW, reason="The same again")

    merged = [row for row in rows(client) if row["what"] == "merged"]
    assert [(row["type"], row["uid"], row["into"], row["reason"]) for row in merged] == [
        ("event", loser.uid, survivor.uid, "The same"),
        ("actor", gone.uid, kept.uid, "The same again"),
    ]


def test_a_change_of_an_actor_refreshes_what_names_it(client: Client, db: None) -> None:
    actor = make_actor("Iran")
    event = make_published_event(participants=[(actor, "host")])
    timeline = make_published_timeline(events=[event])
    actor.name = "Islamic Republic of Iran"
    actor = save_record(snapshot_actor(actor), author=None, at=NOW, reason="In full")

    approve(actor, actor.revision, by=None, at=NOW)

    assert [(row["type"], row["what"]) for row in rows(client, f"{CHANGES}?after=2")] == [("event", "refreshed")]
    assert timeline.uid not in {row["uid"] for row in rows(client, f"{CHANGES}?after=2")}


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_paging_tells_every_line_once_and_where_one_stands(client: Client, db: None, size: int) -> None:
    for _ in range(4):
        make_published_event()

    assert [row["sequence"] for row in rows(client, f"{CHANGES}?page_size={size}")] == [1, 2, 3, 4]
    first = client.get(f"{CHANGES}?page_size={size}")
    assert first.json()["last"] == size
    assert first.has_header("Link") == (size < 4)
    if size < 4:
        assert first.json()["next"] == f"http://testserver{CHANGES}?page_size={size}&after={size}"
        assert first["Link"] == f'<{first.json()["next"]}>; rel="next"'


def test_who_has_read_all_is_told_so_and_goes_on_from_there(client: Client, db: None) -> None:
    empty = client.get(CHANGES).json()
    make_published_event()
    make_published_event()
    make_published_timeline()

    read = client.get(f"{CHANGES}?after=3").json()

    assert empty == {"results": [], "next": None, "previous": None, "last": 0}
    assert read == {"results": [], "next": None, "previous": None, "last": 3}
    make_published_event()
    assert [row["sequence"] for row in rows(client, f"{CHANGES}?after=3")] == [4]


def test_one_type_may_be_followed_alone(client: Client, db: None) -> None:
    event = make_published_event()
    timeline = make_published_timeline(events=[event])
    retract(event, by=None, reason="It did not happen.", at=NOW)

    found = rows(client, f"{CHANGES}?type=timeline&page_size=1")

    assert [(row["type"], row["what"]) for row in found] == [("timeline", "published"), ("timeline", "refreshed")]
    assert {row["uid"] for row in found} == {timeline.uid}
    assert len(rows(client, f"{CHANGES}?type=event")) == 2
    assert rows(client, f"{CHANGES}?type=source") == []


@pytest.mark.parametrize("query", [
    "after=", "after=-1", "after=x", "after=1.0", "after=٣", "after=9223372036854775808", "after=1&after=2",
    "type=kind", "type=", "page_size=0", "page_size=501", "cursor=x", "order=-date",
])  # fmt: skip
def test_what_is_malformed_or_unknown_is_refused_by_name(client: Client, db: None, query: str) -> None:
    answer = client.get(f"{CHANGES}?{query}")

    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert answer.json()["errors"][0]["pointer"] == f"?{query.partition('=')[0]}"


def test_a_sequence_that_was_never_given_is_refused_instead_of_waited_for(client: Client, db: None) -> None:
    make_published_event()

    answer = client.get(f"{CHANGES}?after=2")

    assert answer.status_code == 400
    assert answer.json()["errors"] == [
        {"pointer": "?after", "code": "ahead", "detail": "the log ends at 1: begin anew after 0"}
    ]
    assert client.get(f"{CHANGES}?after=1").status_code == 200
    assert client.get(f"{CHANGES}?after=9223372036854775807").status_code == 400


def test_an_answer_that_has_not_changed_is_not_sent_twice(client: Client, db: None) -> None:
    make_published_event()
    first = client.get(CHANGES)

    again = client.get(CHANGES, headers={"if-none-match": first["ETag"]})
    make_published_event()
    changed = client.get(CHANGES, headers={"if-none-match": first["ETag"]})

    assert (again.status_code, again.content) == (304, b"")
    assert set(first["Cache-Control"].split(", ")) == {"public", "max-age=0", "s-maxage=60"}
    assert (changed.status_code, changed["ETag"] != first["ETag"]) == (200, True)


@pytest.mark.sqlite
@pytest.mark.parametrize(("query", "index"), [
    ("after=1", "change_sequence_unique"), ("after=1&type=timeline", "change_of_type"),
])  # fmt: skip
def test_the_log_is_read_through_an_index_in_its_order(client: Client, db: None, query: str, index: str) -> None:
    make_published_event()

    with CaptureQueriesContext(connection) as captured:
        client.get(f"{CHANGES}?{query}")

    with connection.cursor() as cursor:  # after the edition of what is public
        cursor.execute(f"EXPLAIN QUERY PLAN {captured.captured_queries[1]['sql']}")
        plan = "; ".join(str(row[-1]) for row in cursor.fetchall())
    # SQLite names the index of a constraint in its own way.
    assert "sqlite_autoindex" in plan or index in plan
    assert "SCAN" not in plan
    assert "TEMP B-TREE" not in plan
