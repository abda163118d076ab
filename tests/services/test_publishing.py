"""The publication tables and the service that writes them."""

import threading
from datetime import datetime

import pytest
from django.db import connection, transaction

from events.documents import EventDocument, TimelineDocument, decode
from events.models import Change, EventRelation, Publication, PublicationKey, PublicationReference, Redirect
from events.models.publications import What
from events.queries.publications import Moved, find
from events.services import publishing
from events.services.editing import save_record
from events.services.snapshots import snapshot_event
from tests.factories import (
    cite,
    make_actor,
    make_event,
    make_published_event,
    make_published_timeline,
    make_source,
    publish,
)


def live(uid: str) -> EventDocument:
    return decode(Publication.objects.get(uid=uid).document, EventDocument)


def test_a_publication_holds_nothing_of_the_desk(db: None) -> None:
    event = make_published_event(date="2004~", date_anchor="2023-08-08", date_rule="almost two decades before")

    text = Publication.objects.get(uid=event.uid).document

    assert "desk" not in text
    assert "to_confirm" not in text
    assert "almost two decades before" not in text


def test_an_event_is_found_by_all_that_it_names(db: None) -> None:
    iran, source = make_actor("Iran"), make_source()
    event = make_published_event(participants=[(iran, "host")], citations=[cite(source)], place_country="BO")
    timeline = make_published_timeline(events=[event])

    keys = set(PublicationKey.objects.filter(publication__uid=event.uid).values_list("facet", "value"))

    assert keys == {
        ("actor", iran.uid),
        ("source", source.uid),
        ("kind", "visit"),
        ("country", "BO"),
        ("timeline", timeline.uid),
        ("role", "host"),
        ("role", f"{iran.uid}/host"),
        ("support", "single"),
    }


def test_an_event_published_after_its_timeline_joins_it(db: None) -> None:
    later = make_event()
    timeline = make_published_timeline(events=[make_published_event(), later])
    assert len(decode(Publication.objects.get(uid=timeline.uid).document, TimelineDocument).entries) == 1

    publish(later)

    assert len(decode(Publication.objects.get(uid=timeline.uid).document, TimelineDocument).entries) == 2
    assert PublicationKey.objects.filter(facet="timeline", value=timeline.uid).count() == 2
    assert list(publishing.check()) == []


def test_a_related_event_shows_only_while_it_is_public(db: None, now: datetime) -> None:
    draft = make_event("Not public yet")
    document = snapshot_event(make_event(), relations=[EventRelation(relation="follows", other=draft)])
    event = publish(save_record(document, author=None, at=now))
    assert live(event.uid).related == []

    publish(draft)

    assert [related.event.title for related in live(event.uid).related] == ["Not public yet"]


def test_actors_and_sources_are_public_while_a_public_event_names_them(db: None, now: datetime) -> None:
    iran, bolivia = make_actor("Iran"), make_actor("Bolivia")
    event = make_published_event(participants=[(iran, "host"), (bolivia, "visitor")])

    rows = [part for part in event.participations.all() if part.actor == iran]
    save_record(snapshot_event(event, participations=rows), author=None, at=now, reason="It was not there")
    event.refresh_from_db()
    publish(event)

    assert find("actor", "iran") is not None
    assert find("actor", "bolivia") is None


def test_a_slug_that_was_given_up_leads_to_the_event(db: None, now: datetime) -> None:
    event = make_published_event(slug="old")
    event.slug = "new"
    publish(save_record(snapshot_event(event), author=None, at=now, reason="Clearer"))

    assert find("event", "old") == Moved(event.uid, "new")
    assert Redirect.objects.count() == 1


def test_a_large_refresh_goes_on_in_batches_and_can_be_taken_up_again(
    db: None, now: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "BATCH", 2)
    iran = make_actor("Iran")
    events = [make_published_event(participants=[(iran, "host")]) for _ in range(5)]
    PublicationReference.objects.filter(names=iran.uid).update(stale=True)
    assert list(publishing.check()) == ["5 documents await rewriting after a change to what they name."]

    left = list(publishing.refresh_stale(at=now))

    assert left == [3, 1, 0]
    assert list(publishing.check()) == []
    assert Change.objects.filter(what=What.REFRESHED).count() == 0, "nothing in the documents changed"
    assert len(events) == 5


def test_the_public_log_counts_without_gaps(db: None, now: datetime) -> None:
    event = make_published_event()
    make_published_timeline(events=[event])
    event.place_name = "La Paz"
    publish(save_record(snapshot_event(event), author=None, at=now, reason="Place added"))

    rows = list(Change.objects.order_by("sequence").values_list("sequence", "type", "what", "reason"))

    assert rows == [
        (1, "event", "published", ""),
        (2, "timeline", "published", ""),
        (3, "event", "revised", "Said better"),
    ]


@pytest.mark.postgresql
@pytest.mark.django_db(transaction=True)
def test_changes_of_concurrent_writers_appear_in_the_order_of_their_numbers(now: datetime) -> None:
    """A writer that holds a number keeps the next one waiting until it has committed."""
    first, second = make_event(), make_event()
    started = threading.Event()

    def other() -> None:
        started.set()
        publish(second)
        connection.close()

    thread = threading.Thread(target=other)
    with transaction.atomic():
        publish(first)
        thread.start()
        started.wait(10)
        thread.join(0.5)
        assert thread.is_alive(), "the second writer did not wait"
    thread.join(20)

    assert list(Change.objects.order_by("sequence").values_list("sequence", "uid")) == [
        (1, first.uid),
        (2, second.uid),
    ]
