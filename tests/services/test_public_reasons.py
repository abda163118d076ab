"""What readers are told of a change: what a curator gave for them, and nothing else."""

from datetime import datetime

import pytest

from events.models import Change
from events.services import review
from events.services.editing import save_record
from events.services.merging import merge_actors, merge_events
from events.services.settling import close_difference
from events.services.snapshots import snapshot_event, snapshot_timeline
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    publish,
)

SECRET = "quetzal"


def reasons() -> list[tuple[str, str]]:
    return list(Change.objects.order_by("sequence").values_list("what", "reason"))


def test_the_reason_of_a_save_stays_at_the_desk(db: None, now: datetime) -> None:
    event = make_published_event()
    event.place_name = "La Paz"
    event = save_record(snapshot_event(event), author=None, at=now, reason="The quetzal told us")

    review.approve(event, event.revision, by=None, at=now, reason="The place was missing.")

    assert reasons() == [("published", ""), ("revised", "The place was missing.")]


def test_what_is_published_is_not_revised_without_a_reason_for_readers(db: None, now: datetime) -> None:
    event = make_published_event()
    event.place_name = "La Paz"
    event = save_record(snapshot_event(event), author=None, at=now, reason="The quetzal told us")

    with pytest.raises(review.ReviewRefused) as refused:
        review.approve(event, event.revision, by=None, at=now, reason=" ")

    assert [refusal.code for refusal in refused.value.refusals] == ["no_reason"]
    assert reasons() == [("published", "")]


def test_a_first_publication_needs_no_reason_and_tells_none(db: None, now: datetime) -> None:
    event = make_event()
    review.submit(event, by=None, at=now)

    review.approve(event, event.revision, by=None, at=now, reason="A quetzal")

    assert reasons() == [("published", "")]


def test_what_nobody_worded_needs_no_reason_and_tells_none(db: None, now: datetime) -> None:
    event = make_published_event()
    event.citations.update(to_confirm=True)
    event = save_record(snapshot_event(event), author=None, at=now, reason="Doubt")
    event = review.confirm_stances(event, by=None, at=now)
    review.approve(event, event.revision, by=None, at=now, reason="First")
    event.citations.update(to_confirm=True)
    event = review.confirm_stances(event, by=None, at=now)

    review.approve(event, event.revision, by=None, at=now)

    assert reasons() == [("published", ""), ("revised", "First"), ("revised", "")]


def test_a_merge_tells_its_own_reason_and_nothing_of_a_draft(db: None, now: datetime) -> None:
    event, other, draft = make_published_event(), make_published_event(), make_event("A secret quetzal")
    shown, hidden = make_actor("Iran"), make_actor("Quetzalia")
    make_published_event(participants=[(shown, "host")])
    make_event(participants=[(hidden, "host")])

    merge_events(event, draft, by=None, at=now, reason="Not for readers: a quetzal")
    merge_actors(shown, hidden, by=None, at=now, reason="Not for readers: a quetzal")
    merge_events(event, other, by=None, at=now, reason="One visit was entered twice.")
    event.refresh_from_db()
    event = review.confirm_stances(event, by=None, at=now)
    publish(event, at=now) if event.status == "draft" else review.approve(
        event, event.revision, by=None, at=now, reason="It gained sources."
    )

    told = [(what, reason) for what, reason in reasons() if reason]
    assert told == [("merged", "One visit was entered twice."), ("revised", "It gained sources.")]


def test_a_difference_that_is_closed_tells_nothing_of_why(db: None, now: datetime) -> None:
    rows = [cite(make_source()), cite(make_source(), aspect="date", stance="disputes")]
    event = make_published_event(citations=rows)

    document = close_difference(snapshot_event(event), "date", "A quetzal says so")
    event = save_record(document, author=None, at=now, reason="A quetzal says so")
    review.approve(event, event.revision, by=None, at=now, reason="The sources agree after all.")

    assert SECRET not in str(reasons())


def test_what_a_reviewer_sends_back_is_told_to_nobody(db: None, now: datetime) -> None:
    event = make_published_event()
    event.place_name = "La Paz"
    event = save_record(snapshot_event(event), author=None, at=now, reason="A quetzal")

    review.send_back(event, by=None, at=now, reason="What quetzal?")

    assert reasons() == [("published", "")]


def test_a_retraction_unsays_every_earlier_reason_of_what_is_retracted(db: None, now: datetime) -> None:
    event, other, merged = make_published_event(), make_published_event(), make_published_event()
    for record in (event, other, merged):
        record.place_name = "La Paz"
        record = save_record(snapshot_event(record), author=None, at=now, reason="Why")
        review.approve(record, record.revision, by=None, at=now, reason=f"The quetzal was seen in La Paz {record.pk}.")
    event.refresh_from_db()
    merged.refresh_from_db()
    merge_events(event, merged, by=None, at=now, reason="Both say that the quetzal was seen.")

    review.retract(event, by=None, at=now, reason="It was not.")

    told = Change.objects.exclude(reason="").order_by("sequence").values_list("uid", "reason")
    assert list(told) == [(other.uid, f"The quetzal was seen in La Paz {other.pk}."), (event.uid, "It was not.")]


def test_a_retraction_of_a_timeline_unsays_its_reasons_too(db: None, now: datetime) -> None:
    timeline = make_published_timeline()
    timeline.dek = "More"
    timeline = save_record(snapshot_timeline(timeline), author=None, at=now, reason="Why")
    review.approve(timeline, timeline.revision, by=None, at=now, reason="A quetzal")

    review.retract(timeline, by=None, at=now, reason="Wrong throughout.")

    assert reasons() == [("published", ""), ("revised", ""), ("retracted", "Wrong throughout.")]


def test_what_was_retracted_and_comes_back_keeps_silent_of_before(db: None, now: datetime) -> None:
    event = make_published_event()
    review.retract(event, by=None, at=now, reason="It was not.")
    event.refresh_from_db()
    event.place_name = "La Paz"
    event = publish(save_record(snapshot_event(event), author=None, at=now, reason="It was"), at=now)

    review.retract(event, by=None, at=now, reason="It was not after all.")

    assert reasons() == [
        ("published", ""),
        ("retracted", ""),
        ("published", ""),
        ("retracted", "It was not after all."),
    ]
