"""Merging one record into another."""

from datetime import datetime
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from events.documents import ActorDocument, EventDocument, decode
from events.models import Actor, Change, Citation, Event, EventRelation, Merge, Publication, Source
from events.queries.publications import Moved, Published, Retracted, find
from events.services import publishing, review
from events.services.editing import restore, save_record
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_timeline
from tests.conftest import NOW
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    publish,
    revise,
)


def test_a_merged_event_gives_all_it_had_and_leads_to_the_survivor(db: None, now: datetime) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    survivor = make_published_event(participants=[(iran, "host")])
    loser = make_published_event(slug="double", participants=[(iran, "host"), (bolivia, "visitor")])
    timeline = make_published_timeline(events=[loser])

    merge_events(survivor, loser, by=None, at=now, reason="The same visit")

    assert survivor.citations.count() == 2
    assert {part.actor for part in survivor.participations.all()} == {iran, bolivia}
    assert find("event", loser.uid) == find("event", "double") == Moved(survivor.uid, survivor.slug)
    entries = snapshot_timeline(type(timeline).objects.get(pk=timeline.pk)).entries
    assert [entry.event.uid for entry in entries] == [survivor.uid]
    assert not Event.objects.filter(uid=loser.uid).exists()
    assert list(publishing.check()) == []


def test_what_an_event_gained_by_a_merge_waits_for_review(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event()

    merge_events(survivor, loser, by=None, at=now, reason="The same visit")
    survivor.refresh_from_db()

    live = decode(Publication.objects.get(uid=survivor.uid).document, EventDocument)
    assert len(live.citations) == 1
    assert survivor.status == "in_review"
    publish(survivor)
    live = decode(Publication.objects.get(uid=survivor.uid).document, EventDocument)
    assert len(live.citations) == 2


def test_two_rows_of_one_source_say_both_after_a_merge(db: None, now: datetime) -> None:
    source = make_source()
    survivor = make_event(citations=[cite(source, says="On a Tuesday.")])
    loser = make_event(citations=[cite(source, says="In La Paz.", stance="disputes", stated_date="2020-01")])

    merge_events(survivor, loser, by=None, at=now, reason="The same")

    row = survivor.citations.get()
    assert row.says == "On a Tuesday.\nIn La Paz."
    assert str(row.stated_date) == "2020-01"
    assert row.to_confirm


def test_relations_to_a_merged_event_lead_to_the_survivor(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event()
    document = snapshot_event(make_event(), relations=[EventRelation(relation="follows", other=loser)])
    follower = publish(save_record(document, author=None, at=now))

    merge_events(survivor, loser, by=None, at=now, reason="The same")

    live = decode(Publication.objects.get(uid=follower.uid).document, EventDocument)
    assert [related.event.uid for related in live.related] == [survivor.uid]
    assert list(publishing.check()) == []


def test_a_merged_actor_is_shown_under_the_survivors_name_at_once(db: None, now: datetime) -> None:
    survivor, loser = make_actor("Iran"), make_actor("Persia")
    event = make_published_event(participants=[(loser, "host")], citations=[cite(make_source(), speaker=loser)])
    make_published_event(participants=[(survivor, "host")])

    merge_actors(survivor, loser, by=None, at=now, reason="One state")

    live = decode(Publication.objects.get(uid=event.uid).document, EventDocument)
    assert live.participants[0].actor.name == "Iran"
    assert live.citations[0].speaker is not None
    assert live.citations[0].speaker.name == "Iran"
    assert find("actor", "persia") == Moved(survivor.uid, "iran")
    assert [name.text for name in survivor.names.all()] == ["Persia"]
    assert not Actor.objects.filter(slug="persia").exists()
    assert list(publishing.check()) == []
    actor = find("actor", "iran")
    assert isinstance(actor, Published)
    assert decode(actor.document, ActorDocument).names[0].text == "Persia"


def test_a_merge_does_not_publish_what_awaits_review(db: None, now: datetime) -> None:
    survivor, loser = make_actor("Iran"), make_actor("Persia")
    event = make_published_event("Before", participants=[(loser, "host")])
    event.title = "After"
    save_record(snapshot_event(event), author=None, at=now, reason="Not approved yet")

    merge_actors(survivor, loser, by=None, at=now, reason="One state")

    document = Publication.objects.get(uid=event.uid).document
    assert '"title":"Before"' in document
    assert "Persia" not in document
    assert '"name":"Iran"' in document
    assert list(publishing.check()) == []


def test_merged_sources_count_once(db: None, now: datetime) -> None:
    one, double = make_source("Reuters"), make_source("Reuters agency")
    event = make_published_event(citations=[cite(one), cite(double)])

    merge_sources(one, double, by=None, at=now, reason="One dispatch")

    live = decode(Publication.objects.get(uid=event.uid).document, EventDocument)
    assert (live.assessment.support, live.assessment.sources) == ("single", 1)
    assert not Source.objects.filter(pk=double.pk).exists()
    assert Citation.objects.count() == 1
    assert list(publishing.check()) == []


def test_old_names_lead_on_through_a_second_merge(db: None, now: datetime) -> None:
    first, second, third = (make_published_event() for _ in range(3))
    merge_events(second, first, by=None, at=now, reason="The same")
    publish(second)
    merge_events(third, second, by=None, at=now, reason="The same")

    assert find("event", first.uid) == Moved(third.uid, third.slug)


def test_the_survivors_retraction_holds_for_the_merged_too(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event()
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    review.retract(survivor, by=None, reason="Wrong", at=now)

    assert find("event", loser.uid) == Retracted(survivor.uid, now, "Wrong")


def test_a_merge_is_undone_from_the_revisions(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event("The other")
    merge_events(survivor, loser, by=None, at=now, reason="The same")

    back = restore(loser.uid, 1, author=None, at=now, reason="Two visits after all")

    assert isinstance(back, Event)
    assert (back.uid, back.title, back.citations.count()) == (loser.uid, "The other", 1)
    publish(back)
    assert isinstance(find("event", loser.uid), Published)


def test_the_log_tells_where_a_merged_event_went(db: None, now: datetime) -> None:
    survivor, loser = make_published_event(), make_published_event()

    merge_events(survivor, loser, by=None, at=now, reason="The same")

    merged = Change.objects.get(what="merged")
    assert (merged.uid, merged.into, merged.reason) == (loser.uid, survivor.uid, "The same")


def test_a_public_record_is_not_merged_into_one_that_is_not(db: None, now: datetime) -> None:
    draft, public = make_event(), make_published_event()

    with pytest.raises(ValidationError, match="other way round"):
        merge_events(draft, public, by=None, at=now, reason="The same")


def test_merging_needs_a_reviewer_a_reason_and_two_records(db: None, now: datetime) -> None:
    one, other = make_actor("Iran"), make_actor("Persia")

    with pytest.raises(PermissionDenied):
        merge_actors(one, other, by=User.objects.create_user("writer"), at=now, reason="One state")
    with pytest.raises(ValidationError, match="reason"):
        merge_actors(one, other, by=None, at=now, reason="")
    with pytest.raises(ValidationError, match="itself"):
        merge_actors(one, one, by=None, at=now, reason="One state")


def test_the_slug_of_a_merged_draft_stays_unknown(db: None, now: datetime) -> None:
    survivor, draft = make_published_event(), make_event(slug="not-for-the-public")

    merge_events(survivor, draft, by=None, at=now, reason="The same")

    assert find("event", "not-for-the-public") is None


def test_a_merge_publishes_nothing_of_the_loser_that_awaits_review(db: None, now: datetime) -> None:
    live, other = make_actor("Live"), make_actor("Other")
    make_published_event(participants=[(live, "host"), (other, "target")])
    other.name = "Not approved"
    save_record(snapshot_actor(other), author=None, at=now, reason="Try")
    other.refresh_from_db()

    with pytest.raises(ValidationError, match="awaits review"):
        merge_actors(live, other, by=None, at=now, reason="The same")


def test_a_merge_that_leaves_an_accusation_on_one_origin_is_refused(db: None, now: datetime) -> None:
    person = make_actor("Somebody", type="person", living="yes")
    one, other = make_source("AA"), make_source("BB")
    make_published_event(participants=[(person, "accused")], citations=[cite(one), cite(other)])

    with pytest.raises(ValidationError, match="could not stay public"):
        merge_sources(one, other, by=None, at=now, reason="One dispatch")

    assert Source.objects.count() == 2


def test_a_merge_cuts_nothing_off(db: None, now: datetime) -> None:
    source = make_source()
    one = make_event(citations=[cite(source, says="a" * 900)])
    other = make_event(citations=[cite(source, says="b" * 900)])

    with pytest.raises(ValidationError, match="shorten one first"):
        merge_events(one, other, by=None, at=now, reason="The same")


def test_a_record_that_came_back_from_a_merge_is_public_as_itself(db: None, now: datetime) -> None:
    live, other = make_actor("Live"), make_actor("Other")
    make_published_event(participants=[(live, "host")])
    make_published_event(participants=[(other, "host")])
    merge_actors(live, other, by=None, at=now, reason="The same")
    restore(other.uid, 1, author=None, at=now, reason="Two after all")

    make_published_event(participants=[(Actor.objects.get(uid=other.uid), "host")])

    assert isinstance(find("actor", other.uid), Published)
    assert list(publishing.check()) == []


@pytest.mark.parametrize(
    ("make", "merge"), [(make_event, merge_events), (make_actor, merge_actors), (make_source, merge_sources)]
)
@pytest.mark.parametrize("changed", [0, 1])
def test_two_records_are_merged_as_they_were_read(db: None, make: Any, merge: Any, changed: int) -> None:
    pair = [make("One"), make("Other")]
    read = [type(each).objects.get(pk=each.pk) for each in pair]
    field = "name" if make is make_actor else "title"
    revise(pair[changed], **{field: "Somebody else’s"})

    with pytest.raises(ValidationError, match="changed after you looked"):
        merge(*read, by=None, at=NOW, reason="The same")

    assert [type(each).objects.get(pk=each.pk).revision for each in pair] == [1 + (not changed), 1 + changed]


@pytest.mark.parametrize(
    ("make", "merge"), [(make_event, merge_events), (make_actor, merge_actors), (make_source, merge_sources)]
)
def test_two_who_merge_the_same_at_once_merge_it_once(db: None, make: Any, merge: Any) -> None:
    pair = [make("One"), make("Other")]
    read = [type(each).objects.get(pk=each.pk) for each in pair]
    merge(*pair, by=None, at=NOW, reason="The same")

    for again in (read, read[::-1]):
        with pytest.raises(ValidationError, match="changed after you looked"):
            merge(*again, by=None, at=NOW, reason="The same")

    assert Merge.objects.count() == 1
