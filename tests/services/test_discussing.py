"""Comments, who reviews what, and that somebody has looked."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from events.models import Comment, Concern, Event, Review
from events.queries.desk import STALE, QueueFilter, flagged, in_review, next_in_review
from events.services import review
from events.services.discussing import assign, comment, note_look
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from tests.conftest import NOW
from tests.factories import make_event, make_published_event


@pytest.fixture
def waiting(db: None) -> list[Event]:
    """Three events that were put up for review, an hour apart."""
    events = [make_event(f"Event {number}") for number in range(3)]
    for hours, event in enumerate(events):
        review.submit(event, by=None, at=NOW + timedelta(hours=hours))
    return events


def test_a_comment_is_kept_with_the_revision_that_it_was_made_on(curator: User) -> None:
    event = make_event()

    comment(event, by=curator, text="Is this the same visit?", at=NOW)

    said = Comment.objects.get(uid=event.uid)
    assert (said.text, said.revision, said.by) == ("Is this the same visit?", 1, curator)


@pytest.mark.parametrize("text", ["", "  ", "x" * 2001, "a\x00b"])
def test_a_comment_says_something_within_bounds(curator: User, text: str) -> None:
    with pytest.raises(ValidationError):
        comment(make_event(), by=curator, text=text, at=NOW)
    assert not Comment.objects.exists()


def test_a_visitor_does_not_comment(db: None) -> None:
    with pytest.raises(PermissionDenied):
        comment(make_event(), by=User.objects.create_user("visitor"), text="Hm.", at=NOW)


def test_what_has_waited_longest_comes_first(waiting: list[Event], reviewer: User) -> None:
    first, second, third = waiting

    assert list(in_review(QueueFilter(), reviewer)) == [first, second, third]
    assert next_in_review(first, QueueFilter(), reviewer) == second


def test_an_edited_event_that_is_public_waits_from_the_edit_on(reviewer: User, waiting: list[Event]) -> None:
    event = make_published_event()
    assert event.in_review_since is None
    event.summary = "More is known."

    event = save_record(snapshot_event(event), author=None, at=NOW + timedelta(days=1), reason="More")

    assert event.in_review_since == NOW + timedelta(days=1)
    assert list(in_review(QueueFilter(), reviewer)) == [*waiting, event]


def test_the_queue_is_narrowed_to_ones_own_and_to_nobodys(waiting: list[Event], reviewer: User) -> None:
    assign(waiting[1], to=reviewer, by=reviewer)

    assert list(in_review(QueueFilter("mine"), reviewer)) == [waiting[1]]
    assert list(in_review(QueueFilter("nobodys"), reviewer)) == [waiting[0], waiting[2]]
    assert list(in_review(QueueFilter(concern=Concern.SINGLE_SOURCE), reviewer)) == waiting
    assert list(in_review(QueueFilter(concern=Concern.DIFFERS), reviewer)) == []


def test_who_reviews_is_said_of_what_is_in_review_and_forgotten_once_it_is_published(
    waiting: list[Event], reviewer: User
) -> None:
    event = waiting[0]
    assign(event, to=reviewer, by=reviewer)
    with pytest.raises(ValidationError):
        assign(make_event(), to=reviewer, by=reviewer)

    review.approve(event, 1, by=reviewer, at=NOW)

    assert Event.objects.get(pk=event.pk).assignee is None


def test_an_open_ended_event_that_was_looked_at_waits_a_year(curator: User) -> None:
    event = make_event(date="2019/..")
    later = NOW + STALE + timedelta(days=1)
    assert list(flagged(Concern.OPEN_ENDED, before=later - STALE)) == [event]

    note_look(event, by=curator, at=later)

    assert list(flagged(Concern.OPEN_ENDED, before=later - STALE)) == []
    assert Review.objects.get(uid=event.uid).step == "looked_at"


def test_an_event_that_has_ended_needs_no_second_look(curator: User) -> None:
    with pytest.raises(ValidationError, match="not open-ended"):
        note_look(make_event(), by=curator, at=NOW)
