"""Events that are loaded in bulk are the same as if each had been saved, reviewed and published by itself."""

from datetime import UTC, datetime

import pytest

from events.documents import EventDocument, EventStub, RelatedEvent, decode
from events.models import (
    Actor,
    Change,
    Event,
    Publication,
    PublicationKey,
    PublicationReference,
    RecordType,
    Revision,
    Source,
    Status,
    Timeline,
)
from events.services import publishing
from events.services.editing import save_record
from events.services.loading import Named, Publisher, Stamp, load_published, relate, save_events
from events.services.snapshots import event_path, snapshot_actor, snapshot_event, snapshot_source
from events.services.synthesis import synthesize
from tests.conftest import NOW
from tests.factories import cite, event_document, make_actor, make_kind, make_source

pytestmark = pytest.mark.django_db


def loaded(number: int = 120, seed: int = 3) -> list[Event]:
    list(synthesize(number, seed=seed, at=NOW))
    return list(Event.objects.order_by("id"))


def test_every_loaded_row_is_what_its_document_says() -> None:
    for event in loaded():
        event.full_clean(validate_unique=False)
        revision = Revision.objects.get(uid=event.uid)

        assert snapshot_event(event) == decode(revision.document, EventDocument)
        assert event.revision == revision.number == 1
        assert event.status == "published"


def test_the_publications_are_what_the_revisions_make_of_them() -> None:
    loaded()

    assert list(publishing.check()) == []


def test_publishing_one_of_them_again_changes_nothing_that_the_public_reads() -> None:
    event = loaded()[7]
    before = Publication.objects.values().get(uid=event.uid)
    keys = list(PublicationKey.objects.filter(uid=event.uid).order_by("facet", "value").values_list("facet", "value"))

    publishing.publish(Revision.objects.get(uid=event.uid), at=NOW)

    after = Publication.objects.values().get(uid=event.uid)
    assert after == before
    assert keys == list(
        PublicationKey.objects.filter(uid=event.uid).order_by("facet", "value").values_list("facet", "value")
    )


def test_the_log_has_each_event_once_and_no_gap() -> None:
    events = loaded()

    log = list(Change.objects.order_by("sequence").values_list("sequence", "uid", "what"))

    assert [sequence for sequence, _, _ in log] == list(range(1, len(log) + 1))
    assert {uid for _, uid, _ in log} == {event.uid for event in events} | set(
        Timeline.objects.values_list("uid", flat=True)
    )


def test_only_what_an_event_names_is_public() -> None:
    loaded(number=5)

    named = set(PublicationReference.objects.values_list("names", flat=True))
    public = set(Publication.objects.filter(type__in=["actor", "source"]).values_list("uid", flat=True))

    assert public <= named
    assert public == named - set(Event.objects.values_list("uid", flat=True))


def test_records_can_be_saved_by_hand_after_a_load() -> None:
    loaded(number=10)

    actor = make_actor("Iran")
    save_record(event_document(participants=[(actor, "host")]), author=None, at=NOW)

    assert Event.objects.count() == 11
    assert list(publishing.check()) == []


def test_an_event_that_names_somebody_unknown_is_not_loaded() -> None:
    iran, source, kind = make_actor("Iran"), make_source(), make_kind()
    document = event_document(participants=[(iran, "host")], citations=[cite(source)])
    named = Named(
        actors={},
        sources={source.uid: snapshot_source(source)},
        keys={source.uid: source.pk},
        kinds={kind.slug: kind.pk},
    )

    with pytest.raises(KeyError, match=iran.uid):
        load_published([document], named, at=NOW)


def test_an_actor_that_is_public_already_is_not_published_again() -> None:
    iran, source, kind = make_actor("Iran"), make_source(), make_kind()
    named = Named(
        actors={iran.uid: snapshot_actor(iran)},
        sources={source.uid: snapshot_source(source)},
        keys={iran.uid: iran.pk, source.uid: source.pk},
        kinds={kind.slug: kind.pk},
    )
    documents = [event_document(participants=[(iran, "host")], citations=[cite(source)], kind=kind) for _ in range(2)]
    for document in documents:
        document.revision = 1

    for document in documents:
        load_published([document], named, at=NOW)

    assert Publication.objects.filter(uid=iran.uid).count() == 1
    assert Actor.objects.count() == Source.objects.count() == 1
    assert list(publishing.check()) == []


def test_what_was_withdrawn_while_a_load_went_on_is_published_again() -> None:
    load = synthesize(1200, seed=3, at=NOW)
    next(load)
    actor = Actor.objects.get(slug="synthetic-actor-3-1")
    naming = Event.objects.filter(participations__actor=actor).values_list("uid", flat=True)
    for uid in naming:
        publishing.bury(RecordType.EVENT, uid, at=NOW, reason="Withdrawn")
    Event.objects.filter(uid__in=list(naming)).update(status="retracted")
    assert not Publication.objects.filter(uid=actor.uid).exists()

    list(load)

    assert Publication.objects.filter(uid=actor.uid).exists()
    assert list(publishing.check()) == []


def test_events_that_name_each_other_are_loaded_as_if_each_had_been_saved() -> None:
    source, kind = make_source(), make_kind()
    first, second = (event_document(citations=[cite(source)], kind=kind, participants=[]) for _ in range(2))
    first.uid, second.uid = "01M852Z9PBD1A4Y5TYRYVWTZ7C", "01M852Z9PBD1A4Y5TYRYVWTZ7D"
    stubs = {}
    for document in (first, second):
        document.url, document.revision = event_path(document.uid, document.slug), 3
        document.published_at = document.revised_at = datetime(2020, 1, 2, 3, 4, 5, 678, tzinfo=UTC)
        stubs[document.uid] = EventStub(document.uid, document.url, document.slug, document.title)
    first.related = [RelatedEvent("follows", stubs[second.uid])]
    second.related, second.part_of = [RelatedEvent("responds_to", stubs[first.uid])], stubs[first.uid]
    named = Named({}, {source.uid: snapshot_source(source)}, {source.uid: source.pk}, {kind.slug: kind.pk}, stubs)

    save_events([first, second], named, Status.PUBLISHED, at=NOW)
    named.keys = {**named.keys, **dict(Event.objects.values_list("uid", "pk"))}
    relate([first, second], named)
    publisher = Publisher(named, Stamp(NOW, reason="Because"))
    publisher.publish([first, second])
    publisher.finish()

    for document in (first, second):
        event = Event.objects.get(uid=document.uid)
        revision = Revision.objects.get(uid=document.uid)
        public = decode(Publication.objects.get(uid=document.uid).document, EventDocument)
        assert snapshot_event(event) == decode(revision.document, EventDocument)
        assert (revision.number, revision.reason, event.revision) == (3, "Because", 3)
        assert (public.related, public.part_of) == (document.related, document.part_of)
        assert (public.revision, public.published_at, public.revised_at) == (
            3,
            document.published_at,
            document.revised_at,
        )
    assert list(publishing.check()) == []
