"""The history of a record: all of it, once, in its order, whatever the size of its pages."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User

from events.models import Revision
from events.queries.history import Entry, compare_revisions, list_history, read_place
from events.services.discussing import comment
from events.services.editing import discard
from events.services.merging import merge_events
from events.services.review import retract, send_back, submit
from tests.factories import make_event, make_published_event, revise

pytestmark = pytest.mark.django_db


def told(entry: Entry) -> tuple[str, Any]:
    members = {"revision": "number", "review": "step", "told": "what", "comment": "text"}
    return entry.kind, getattr(entry.row, members[entry.kind])


def test_everything_stands_in_it_the_newest_first(now: datetime, reviewer: User) -> None:
    event = make_event("A visit", at=now)
    submit(event, by=reviewer, at=now + timedelta(1))
    send_back(event, by=reviewer, reason="Which visit?", at=now + timedelta(2))
    comment(event, by=reviewer, text="There were two.", at=now + timedelta(2))
    revise(event, title="A state visit", at=now + timedelta(3), reason="Said better", author=reviewer)

    page = list_history(event.uid)

    assert [told(entry) for entry in page.entries] == [
        ("revision", 2),
        ("comment", "There were two."),
        ("review", "sent_back"),
        ("review", "submitted"),
        ("revision", 1),
    ]
    assert [(each.name, each.before, each.after) for each in page.entries[0].differences] == [
        ("Title", "A visit", "A state visit"),
        ("Stances to confirm", "", page.entries[0].differences[1].after),
    ]
    assert (page.entries[0].before, page.entries[-1].before, page.older) == (1, None, None)


def test_what_readers_were_told_stands_in_it(now: datetime) -> None:
    event = make_published_event("A visit")
    retract(event, by=None, reason="It never was", at=now)

    entries = list_history(event.uid).entries

    assert [(entry.row.what, entry.row.reason) for entry in entries if entry.kind == "told"] == [
        ("retracted", "It never was")
    ]


@pytest.mark.parametrize("size", [1, 2, 3, 7, 50])
def test_pages_of_any_size_tell_each_thing_once(now: datetime, reviewer: User, size: int) -> None:
    event = make_event("0", at=now)
    for number in range(1, 8):
        # Clocks of two machines may disagree.
        revise(event, title=str(number), at=now + timedelta(minutes=number if number % 3 else -number))
        submit(event, by=None, at=now + timedelta(minutes=number))
        comment(event, by=reviewer, text="Hm", at=now + timedelta(minutes=number))
        send_back(event, by=None, reason="Again", at=now + timedelta(minutes=number))
    whole = list_history(event.uid)

    page, found = list_history(event.uid, page_size=size), []
    found += page.entries
    while page.older:
        page = list_history(event.uid, place=read_place(str(page.older)), page_size=size)
        found += page.entries

    assert len(found) == 8 + 14 + 7
    assert {told_once(entry) for entry in found} == {told_once(entry) for entry in whole.entries}
    assert [entry.row.number for entry in found if entry.kind == "revision"] == [8, 7, 6, 5, 4, 3, 2, 1]
    assert all(entry.differences for entry in found if entry.kind == "revision" and entry.row.number > 1)


def told_once(entry: Entry) -> tuple[str, int]:
    return entry.kind, entry.row.pk


def test_it_outlives_the_record(now: datetime) -> None:
    draft = make_event("A draft")
    survivor, loser = make_event("One"), make_event("Two")
    discard(draft, by=None, at=now)
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    assert [told(entry)[1] for entry in list_history(draft.uid).entries] == ["discarded", 1]
    assert [told(entry)[1] for entry in list_history(loser.uid).entries] == ["merged", 1]


@pytest.mark.parametrize("text", ["", "1.2.3", "1.2.3.x", "1.2.3.4.5", "-1.2.3.4", "١.٢.٣.٤", "1.2.3.4\n"])
def test_a_place_that_is_none_is_not_read(text: str) -> None:
    assert read_place(text) is None


def test_a_place_far_out_is_no_error() -> None:
    place = read_place(".".join(["9" * 19] * 4))

    assert list_history(make_event().uid, place=place).entries


def test_any_two_revisions_are_compared(now: datetime) -> None:
    event = make_event("One")
    for title in ("Two", "Three"):
        revise(event, title=title, at=now)

    found = compare_revisions(event.uid, 1, 3)

    assert [(each.before, each.after) for each in found.differences if each.field == "title"] == [("One", "Three")]
    for numbers in ((1, 4), (0, 1), (1, 10**30)):
        with pytest.raises(Revision.DoesNotExist):
            compare_revisions(event.uid, *numbers)


def test_a_page_costs_four_queries_whatever_the_number_of_revisions(
    now: datetime, django_assert_num_queries: Callable[[int], Any]
) -> None:
    event = make_event("0")
    for number in range(70):
        revise(event, title=str(number), at=now + timedelta(minutes=number))

    with django_assert_num_queries(4):
        page = list_history(event.uid)

    assert len(page.entries) == 50
