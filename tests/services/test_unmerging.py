"""Undoing a merge: both records are what they were, unless somebody changed them since."""

from datetime import datetime
from random import Random
from typing import Any

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import PermissionDenied, ValidationError

from events.documents import EventDocument, decode
from events.models import (
    Actor,
    Affiliation,
    Event,
    EventRelation,
    Merge,
    Publication,
    Review,
    Revision,
    Snapshot,
    Source,
    Suspicion,
    Timeline,
)
from events.queries.merges import list_merges
from events.queries.publications import Moved, Published, find
from events.services import publishing
from events.services.editing import restore, save_record
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.snapshots import snapshot, snapshot_actor, snapshot_event
from events.services.unmerging import Undone, unmerge
from tests.conftest import NOW
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    make_timeline,
    publish,
)

pytestmark = pytest.mark.django_db

MERGES: dict[type, Any] = {Event: merge_events, Actor: merge_actors, Source: merge_sources}


def undo(merge: Merge, reason: str = "Two after all") -> Undone:
    return unmerge(merge, by=None, at=NOW, reason=reason)


def documents() -> dict[str, Any]:
    """What every record says, but for the numbers of revisions and the order of rows."""
    return {
        record.uid: msgspec.structs.replace(snapshot(record), revision=0)
        for model in (Event, Actor, Source, Timeline)
        for record in model.objects.order_by("id")
    }


def shown() -> dict[str, Any]:
    """What the public reads, but for the numbers of revisions and the times of publishing."""
    left_out = ("revision", "published_at", "revised_at")
    texts = Publication.objects.values_list("uid", "document")
    return {uid: {k: v for k, v in msgspec.json.decode(text).items() if k not in left_out} for uid, text in texts}


def fill(lot: Random) -> None:
    """Records that name each other in every way that there is, some of them public."""
    actors = [make_actor(f"Actor {number}", slug=f"a-{number}") for number in range(4)]
    for actor in actors[:3]:
        organisation = lot.choice([other for other in actors if other != actor])
        role = lot.choice(["member", "head"])
        places = [Affiliation(organisation=organisation, role=role, span="2001/2004")]
        save_record(snapshot_actor(actor, affiliations=places), author=None, at=NOW)
    sources = [make_source(f"Paper {number}") for number in range(3)]
    events: list[Event] = []
    for _ in range(5):
        people = {(lot.choice(actors), lot.choice(["host", "visitor"])) for _ in range(3)}
        rows = {(lot.choice(sources).pk, lot.choice(["occurrence", "date"])) for _ in range(3)}
        event = make_event(
            participants=list(people),
            part_of=lot.choice([None, *events]),
            attribution="somebody",
            citations=[
                cite(
                    Source.objects.get(pk=pk),
                    aspect=aspect,
                    stance=lot.choice(["affirms", "disputes"]),
                    says=lot.choice(["It was so.", "It was otherwise."]),
                    speaker=lot.choice([None, *actors]),
                    stated_date=lot.choice([None, "2020-01"]),
                    quote=lot.choice(["", "word", "other word"]),
                )
                for pk, aspect in rows
            ],
        )
        others = {(lot.choice(["follows", "responds_to"]), other) for other in events if lot.random() < 0.5}
        relations = [EventRelation(relation=relation, other=other) for relation, other in others]
        event = save_record(snapshot_event(event, relations=relations), author=None, at=NOW)
        events.append(publish(event) if lot.random() < 0.6 else event)
    timeline = make_timeline(events=lot.sample(events, 3))
    if lot.random() < 0.5:
        publish(timeline)


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("model", [Event, Actor, Source])
def test_every_record_says_what_it_said_before(model: type[Event | Actor | Source], seed: int) -> None:
    lot = Random(seed)
    fill(lot)
    survivor, merged = lot.sample(list(model.objects.order_by("id")), 2)
    before, read_before = documents(), shown()
    try:
        merge = MERGES[model](survivor, merged, by=None, at=NOW, reason="The same")
    except ValidationError:  # what is public must stay above the bar
        assert documents() == before
        return
    read_between = shown()

    undone = undo(merge)

    assert documents() == before
    assert undone.left == []
    assert shown() == (read_between if model is Event else read_before)
    assert list(publishing.check()) == []


def test_what_came_back_waits_for_review_and_its_address_leads_on_until_then() -> None:
    survivor, merged = make_published_event(), make_published_event(slug="double")
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")

    undone = undo(merge)

    assert isinstance(undone.record, Event)
    assert (undone.record.uid, undone.record.slug, undone.record.status) == (merged.uid, "double", "in_review")
    assert find("event", merged.uid) == find("event", "double") == Moved(survivor.uid, survivor.slug)
    publish(undone.record)
    assert isinstance(find("event", merged.uid), Published)
    assert isinstance(find("event", "double"), Published)
    assert list(publishing.check()) == []


def test_the_survivor_waits_for_review_as_it_was() -> None:
    survivor, merged = make_published_event(), make_published_event()
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")
    survivor.refresh_from_db()
    publish(survivor)

    undo(merge)

    survivor.refresh_from_db()
    assert (survivor.status, survivor.citations.count()) == ("in_review", 1)
    assert len(decode(Publication.objects.get(uid=survivor.uid).document, EventDocument).citations) == 2
    publish(survivor)
    assert len(decode(Publication.objects.get(uid=survivor.uid).document, EventDocument).citations) == 1


def test_a_merged_draft_comes_back_as_a_draft() -> None:
    merge = merge_events(make_published_event(), make_event(), by=None, at=NOW, reason="The same")

    assert undo(merge).record.status == "draft"  # type: ignore[union-attr]


def test_what_was_changed_since_stands_and_is_told() -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    source, other = make_source(title="One"), make_source(title="Other")
    survivor = make_event("A visit", participants=[(iran, "host")], citations=[cite(source)])
    merged = make_event(
        participants=[(bolivia, "visitor")], citations=[cite(source, says="In La Paz."), cite(other, says="In May.")]
    )
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")
    survivor.refresh_from_db()
    survivor.title = "A visit to La Paz"
    rows = list(survivor.citations.all())
    rows[0].says = "Reworded since."
    save_record(snapshot_event(survivor, citations=rows), author=None, at=NOW)

    undone = undo(merge)

    survivor.refresh_from_db()
    assert survivor.title == "A visit to La Paz"
    assert [part.actor for part in survivor.participations.all()] == [iran]
    assert [row.says for row in survivor.citations.all()] == ["Reworded since."]
    assert undone.left == [
        "“A visit to La Paz”: what “One” says of occurrence was changed since the merge, and stands as it is."
    ]
    assert [part.actor for part in undone.record.participations.all()] == [bolivia]  # type: ignore[union-attr]


def test_what_names_the_survivor_of_itself_goes_on_naming_it() -> None:
    survivor, merged = make_actor("Iran"), make_actor("Persia")
    make_event(participants=[(merged, "host")])
    merge = merge_actors(survivor, merged, by=None, at=NOW, reason="One state")
    later = make_event(participants=[(survivor, "host")])

    undo(merge)

    assert [part.actor for part in later.participations.all()] == [survivor]
    assert Actor.objects.get(slug="persia").participations.count() == 1


def test_what_is_gone_since_is_told() -> None:
    survivor, merged = make_event(), make_event("The other")
    timeline = make_timeline("A list", events=[merged])
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")
    timeline.delete()

    assert undo(merge).left == [f"The timeline {timeline.uid} has no earlier state to go back to."]


def test_an_event_that_cannot_be_public_as_it_was_waits_for_review() -> None:
    one, double = make_source(title="One", genre="news"), make_source(title="Double", genre="news")
    person = make_actor("Somebody", type="person", living="no")
    event = make_published_event("A claim", participants=[(person, "accused")], citations=[cite(double)])
    make_published_event(citations=[cite(one)])
    merge = merge_sources(one, double, by=None, at=NOW, reason="One dispatch")
    person.refresh_from_db()
    person.living = "yes"
    save_record(snapshot_actor(person), author=None, at=NOW, reason="Found alive")
    Publication.objects.filter(uid=person.uid).update(revision=2)

    undone = undo(merge)

    event.refresh_from_db()
    assert event.status == "in_review"
    assert "waits for review" in undone.left[0]


def test_the_text_of_a_source_goes_back_with_it() -> None:
    one, double = make_source(), make_source()
    text = "As it was read."
    Snapshot.objects.create(source=double, text=text, sha256=Snapshot.digest(text), taken_at=NOW)
    merge = merge_sources(one, double, by=None, at=NOW, reason="One dispatch")

    undo(merge)

    assert Snapshot.objects.get().source.uid == double.uid


def test_former_names_are_led_back_when_it_is_public_again() -> None:
    first, second, third = (make_published_event() for _ in range(3))
    merge_events(second, first, by=None, at=NOW, reason="The same")
    publish(second)
    merge = merge_events(third, second, by=None, at=NOW, reason="The same")
    assert find("event", first.uid) == Moved(third.uid, third.slug)

    undone = undo(merge)

    assert find("event", first.uid) == Moved(third.uid, third.slug)
    publish(undone.record)  # type: ignore[arg-type]
    assert find("event", first.uid) == Moved(second.uid, second.slug)
    assert list(publishing.check()) == []


def test_merges_are_undone_from_the_last_to_the_first() -> None:
    first, second, third = (make_event() for _ in range(3))
    before = documents()
    inner = merge_events(second, first, by=None, at=NOW, reason="The same")
    outer = merge_events(third, second, by=None, at=NOW, reason="The same")

    with pytest.raises(ValidationError, match="undo that first"):
        undo(inner)
    undo(outer)
    undo(inner)

    assert documents() == before


def test_a_merge_is_undone_once() -> None:
    survivor = make_event()
    merge = merge_events(survivor, make_event(), by=None, at=NOW, reason="The same")
    assert [one.merge for one in list_merges(survivor.uid)] == [merge]
    undo(merge)

    assert list_merges(survivor.uid) == []
    with pytest.raises(ValidationError, match="undone already"):
        undo(merge)


def test_a_record_that_was_restored_is_not_brought_back_again() -> None:
    merged = make_event()
    merge = merge_events(make_event(), merged, by=None, at=NOW, reason="The same")
    restore(merged.uid, 1, author=None, at=NOW, reason="By hand")

    with pytest.raises(ValidationError, match="back already"):
        undo(merge)


def test_a_slug_that_is_taken_since_is_told_and_nothing_is_undone() -> None:
    survivor, merged = make_event(), make_event(slug="the-slug")
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")
    make_event(slug="the-slug")

    with pytest.raises(ValidationError, match=r"cannot come back as it was. .*[Ss]lug"):
        undo(merge)

    assert survivor.citations.count() == 2


def test_undoing_takes_the_permission_to_merge_and_a_reason(curator: User) -> None:
    merge = merge_events(make_event(), make_event(), by=None, at=NOW, reason="The same")

    with pytest.raises(PermissionDenied):
        unmerge(merge, by=User.objects.create_user("writer"), at=NOW, reason="Two")
    with pytest.raises(ValidationError, match="reason"):
        undo(merge, reason="")


def test_undoing_is_one_revision_each_and_a_step_of_review(now: datetime, curator: User) -> None:
    survivor, merged = make_event(), make_event()
    merge = merge_events(survivor, merged, by=curator, at=now, reason="The same")

    unmerge(merge, by=curator, at=now, reason="Two visits")

    for record, number in ((survivor, 3), (merged, 2)):
        newest = Revision.objects.of(record.uid)[0]
        assert (newest.number, newest.author, newest.reason) == (number, curator, "A merge was undone: Two visits")
        step = Review.objects.get(uid=record.uid, step="unmerged")
        assert (step.by, step.reason, step.revision) == (curator, "Two visits", number)


def test_two_events_that_were_taken_apart_are_not_suspected_again(curator: User) -> None:
    iran = make_actor("Iran")
    survivor, merged = (make_event("A visit", participants=[(iran, "host")]) for _ in range(2))
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")

    unmerge(merge, by=curator, at=NOW, reason="Two visits")

    assert Suspicion.objects.get().dismissed_by == curator


def test_a_timeline_shows_the_survivor_until_what_came_back_is_approved() -> None:
    survivor, merged = make_published_event("One"), make_published_event("Other")
    timeline = make_published_timeline(events=[merged])
    merge = merge_events(survivor, merged, by=None, at=NOW, reason="The same")

    undone = undo(merge)

    timeline.refresh_from_db()
    assert timeline.status == "in_review"
    assert '"title":"One"' in Publication.objects.get(uid=timeline.uid).document
    publish(timeline)
    assert '"title":"One"' in Publication.objects.get(uid=timeline.uid).document
    publish(undone.record)  # type: ignore[arg-type]
    assert '"title":"Other"' in Publication.objects.get(uid=timeline.uid).document
    assert list(publishing.check()) == []
