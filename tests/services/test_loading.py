"""Events that are loaded in bulk are the same as if each had been saved, reviewed and published by itself."""

import pytest

from events.documents import EventDocument, decode
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
    Timeline,
)
from events.services import publishing
from events.services.editing import save_record
from events.services.loading import Named, load_published
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source
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
