"""Who follows the public log and fetches what it names has, at every moment, exactly what is public."""

import threading
from datetime import datetime
from random import Random
from typing import Any

import pytest
from django.db import close_old_connections, connection, transaction
from django.test import Client

from events.models import Change, Event, RecordType
from events.queries.changes import list_changes
from events.queries.publications import Moved, Published, Retracted, find
from events.services import publishing, review
from events.services.merging import merge_events
from tests.api.test_changes import rows
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_published_event, make_source, make_timeline
from tests.services.test_histories import JUDGING, REFUSALS, WRITING, pick, take

FOLLOWED = (RecordType.EVENT, RecordType.TIMELINE)


class Copy:
    """What a follower keeps: documents, tombstones and merges by uid, and where it stands in the log."""

    def __init__(self) -> None:
        self.last = 0
        self.answers: dict[tuple[RecordType, str], Any] = {}

    def follow(self, page_size: int) -> None:
        """Reads on in the log, and fetches what it names."""
        while (page := list_changes(after=self.last, page_size=page_size)).changes:
            for change in page.changes:
                type_ = RecordType(change.type)
                self.answers[type_, change.uid] = (
                    ("merged", change.into) if change.what == "merged" else fetch(type_, change.uid)
                )
            self.last = page.last

    def answer(self, type_: RecordType, uid: str) -> Any:
        """What the copy has under a uid, where merges lead."""
        answer, seen = self.answers[type_, uid], {uid}
        while answer and answer[0] == "merged" and answer[1] not in seen:
            seen.add(answer[1])
            answer = self.answers.get((type_, answer[1]))
        return answer


def fetch(type_: RecordType, uid: str) -> Any:
    """What the public finds under a uid at the end of all redirects."""
    found = find(type_, uid)
    if isinstance(found, Moved):
        found = find(type_, found.uid)
    match found:
        case Published():
            return "published", found.document
        case Retracted():
            return "retracted", found.uid, found.retracted_at, found.reason
    return None


def public_documents(type_: RecordType) -> dict[str, Any]:
    return {
        uid: ("published", document)
        for uid, document in publishing.Publication.objects.filter(type=type_).values_list("uid", "document")
    }


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_that_follows_the_log_equals_what_is_public(db: None, seed: int) -> None:
    lot = Random(seed)
    for _ in range(3):
        make_event(citations=[cite(make_source())], participants=[(make_actor(), "host")])
    make_timeline(events=[pick(Event, lot)])
    copy = Copy()

    for number in range(40):
        step = lot.choice(WRITING + JUDGING)
        try:
            with transaction.atomic():
                take(step, lot, number)
        except REFUSALS:
            continue
        copy.follow(lot.choice([1, 3, 50]))
        if number % 5:
            continue  # what was missed once stays missed
        for type_ in FOLLOWED:
            held = {uid: answer for (of, uid), answer in copy.answers.items() if of == type_ and answer}
            documents = {uid: answer for uid, answer in held.items() if answer[0] == "published"}
            assert documents == public_documents(type_), step
            assert {uid: copy.answer(type_, uid) for uid in held} == {uid: fetch(type_, uid) for uid in held}, step


def test_a_client_of_the_api_ends_with_what_the_lists_show(client: Client, seeded: None) -> None:
    retracted, survivor, merged = Event.objects.order_by("pk")[:3]
    review.retract(retracted, by=None, at=NOW, reason="It was not.")
    merge_events(survivor, merged, by=None, at=NOW, reason="The same")
    kept: dict[str, dict[str, Any]] = {"event": {}, "timeline": {}}

    for row in rows(client, "/api/v1/changes/?page_size=7"):
        answer = client.get(f"/api/v1/{row['type']}s/{row['uid']}/")
        if answer.status_code == 410:
            assert answer.json()["tombstone"]["reason"] == "It was not."
            kept[row["type"]].pop(row["uid"], None)
        elif answer.status_code == 301:
            assert answer["Location"] == f"/api/v1/events/{survivor.uid}/"
            kept[row["type"]].pop(row["uid"], None)
        elif row["type"] in kept:
            kept[row["type"]][row["uid"]] = answer.json()

    for type_ in kept:
        shown = rows(client, f"/api/v1/{type_}s/")
        assert {document["uid"]: document for document in shown} == kept[type_]


def test_what_is_rebuilt_is_told_to_followers(db: None, now: datetime) -> None:
    event = make_published_event("A visit")
    publishing.Publication.objects.filter(uid=event.uid).update(document="{}")

    assert list(publishing.rebuild(at=now)) == [event.uid]

    assert list(Change.objects.order_by("sequence").values_list("what", flat=True)) == ["published", "refreshed"]


def test_what_led_to_a_retracted_event_and_leads_elsewhere_now_is_told(db: None, now: datetime) -> None:
    first, second, third = (make_published_event() for _ in range(3))
    copy = Copy()
    merge_events(second, first, by=None, at=now, reason="The same")
    second.refresh_from_db()
    review.retract(second, by=None, at=now, reason="It was not.")
    copy.follow(50)
    assert copy.answer(RecordType.EVENT, first.uid)[0] == "retracted"

    second.refresh_from_db()
    merge_events(third, second, by=None, at=now, reason="The same")

    copy.follow(50)
    assert copy.answer(RecordType.EVENT, first.uid) == fetch(RecordType.EVENT, first.uid)
    assert copy.answer(RecordType.EVENT, second.uid)[0] == "retracted"


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_no_follower_skips_a_line_while_writers_commit() -> None:
    """Writers that retract and publish in threads of their own, and a reader that polls all the while."""
    writers, each = 3, 6
    start = threading.Barrier(writers + 1)
    failed: list[BaseException] = []

    def write() -> None:
        try:
            start.wait()
            for number in range(each):
                event = make_published_event()
                if number % 3 == 0:
                    review.retract(event, by=None, at=NOW, reason="It was not.")
        except BaseException as error:  # noqa: BLE001  # told below
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=write) for _ in range(writers)]
    for thread in threads:
        thread.start()
    start.wait()
    seen: list[int] = []
    polls = 0
    while True:
        running = any(thread.is_alive() for thread in threads)
        page = list_changes(after=seen[-1] if seen else 0, page_size=3)
        seen += [change.sequence for change in page.changes]
        polls += 1
        if not running and not page.changes:
            break
    for thread in threads:
        thread.join()
    close_old_connections()

    assert failed == []
    assert polls > len(seen) / 3, "the reader was ahead of the writers"
    assert seen == list(range(1, writers * (each + each // 3) + 1))
