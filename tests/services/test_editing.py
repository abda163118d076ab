"""Saving, restoring and discarding records."""

from datetime import datetime

import msgspec
import pytest
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db.models import ProtectedError

from events.documents import ClosedDifferenceDesk, EventDesk, EventDocument, decode
from events.models import Actor, ActorName, Affiliation, Contributor, Event, Review, Revision, TimelineEntry
from events.services.editing import EditConflict, discard, restore, save_record
from events.services.snapshots import (
    snapshot,
    snapshot_actor,
    snapshot_event,
    snapshot_source,
    snapshot_timeline,
)
from tests.factories import (
    cite,
    event_document,
    make_actor,
    make_event,
    make_published_event,
    make_source,
    make_timeline,
)


def test_a_save_leaves_one_revision_with_author_reason_and_time(curator: User, now: datetime) -> None:
    event = save_record(event_document("A visit"), author=curator, at=now, reason="First draft")

    revision = Revision.objects.get(uid=event.uid)
    assert (revision.number, revision.author, revision.reason, revision.at) == (1, curator, "First draft", now)
    assert decode(revision.document, EventDocument) == snapshot(event)


def test_every_record_comes_back_from_its_document_as_it_was(db: None, now: datetime) -> None:
    iran = make_actor("Iran")
    person = save_record(
        snapshot_actor(
            Actor(slug="naqdi", name="Naqdi", type="person", living="unknown", wikidata="Q1"),
            names=[ActorName(text="نقدی", language="fa", form="official")],
            affiliations=[Affiliation(organisation=iran, role="General", span="2017/..")],
        ),
        author=None,
        at=now,
    )
    source = make_source()
    source = save_record(
        snapshot_source(source, contributors=[Contributor(position=1, family="Bouchard", given="Joseph")]),
        author=None,
        at=now,
    )
    event = make_event(
        participants=[(person, "speaker")],
        citations=[cite(source, speaker=person, stated_date="2017-01-09", quote="so it is", locator="¶3", via="IRNA")],
        date="[2006..2019]",
        date_text="between 2006 and 2019",
        date_anchor="2023-08-08",
        latitude=-16.5,
        longitude=-68.15,
        place_name="La Paz",
        place_country="BO",
    )
    timeline = make_timeline(events=[event])

    for record in (person, source, event, timeline):
        document = snapshot(record)
        save_record(document, author=None, at=now)
        assert snapshot(type(record).objects.get(pk=record.pk)) == document


def test_a_save_that_changes_nothing_leaves_no_revision(db: None, now: datetime) -> None:
    event = make_event()

    save_record(snapshot_event(event), author=None, at=now)

    assert Revision.objects.filter(uid=event.uid).count() == 1


def test_the_second_of_two_editors_is_told_and_overwrites_nothing(db: None, now: datetime) -> None:
    event = make_event("Before")
    mine, theirs = snapshot_event(event), snapshot_event(event)
    save_record(msgspec.structs.replace(theirs, title="Theirs"), author=None, at=now)

    with pytest.raises(EditConflict) as conflict:
        save_record(msgspec.structs.replace(mine, title="Mine"), author=None, at=now)

    assert (conflict.value.read, conflict.value.newest) == (1, 2)
    assert Event.objects.get().title == "Theirs"


def test_a_published_record_is_not_changed_without_a_reason(db: None, now: datetime) -> None:
    event = make_published_event("Before")

    with pytest.raises(ValidationError) as refused:
        save_record(msgspec.structs.replace(snapshot_event(event), title="After"), author=None, at=now)

    assert "reason" in refused.value.message_dict
    assert Event.objects.get().title == "Before"


@pytest.mark.parametrize(
    ("field", "value"),
    [("title", "a\x00b"), ("title", "\ud800"), ("title", "a\u202eb"), ("slug", "No Slug"), ("language", "x")],
)
def test_bad_input_names_its_field_and_saves_nothing(db: None, now: datetime, field: str, value: str) -> None:
    document = msgspec.structs.replace(event_document(), **{field: value})

    with pytest.raises(ValidationError) as refused:
        save_record(document, author=None, at=now)

    assert list(refused.value.message_dict) == [field]
    assert not Event.objects.exists()
    assert not Revision.objects.filter(uid=document.uid).exists()


def test_a_bad_child_names_its_list_and_saves_nothing(db: None, now: datetime) -> None:
    document = event_document(citations=[cite(make_source(), says="")])

    with pytest.raises(ValidationError) as refused:
        save_record(document, author=None, at=now)

    assert list(refused.value.message_dict) == ["citations"]
    assert not Event.objects.exists()


def test_two_rows_of_one_source_on_one_aspect_are_refused(db: None, now: datetime) -> None:
    source = make_source()

    with pytest.raises(ValidationError, match="Twice the same"):
        save_record(event_document(citations=[cite(source), cite(source)]), author=None, at=now)


def test_what_is_not_there_cannot_be_named(db: None, now: datetime) -> None:
    document = event_document(participants=[(Actor(slug="ghost", name="Ghost", type="state"), "host")])

    with pytest.raises(ValidationError, match="There is no actor"):
        save_record(document, author=None, at=now)


def test_an_earlier_revision_comes_back_with_its_children(db: None, now: datetime) -> None:
    iran = make_actor("Iran")
    event = make_event("Before", participants=[(iran, "host")])
    kept = event.citations.get()
    save_record(
        msgspec.structs.replace(snapshot_event(event), title="After", participants=[], citations=[]),
        author=None,
        at=now,
    )

    restored = restore(event.uid, 1, author=None, at=now, reason="The cut went too far")

    assert isinstance(restored, Event)
    assert restored.title == "Before"
    assert restored.revision == 3
    assert [part.actor for part in restored.participations.all()] == [iran]
    assert [row.source for row in restored.citations.all()] == [kept.source]


def test_the_identity_of_a_child_survives_a_save(db: None, now: datetime) -> None:
    event = make_event()
    before = event.citations.get().pk

    event.title = "Another"
    save_record(snapshot_event(event), author=None, at=now)

    assert event.citations.get().pk == before


def test_a_discarded_draft_comes_back_from_its_revisions(db: None, now: datetime) -> None:
    event = make_event("A draft")
    uid = event.uid

    discard(event, by=None, at=now)
    restored = restore(uid, 1, author=None, at=now, reason="It was needed after all")

    assert isinstance(restored, Event)
    assert (restored.uid, restored.title, restored.revision) == (uid, "A draft", 2)
    assert restored.citations.count() == 1


def test_what_is_or_was_public_is_not_discarded(db: None, now: datetime) -> None:
    with pytest.raises(ValidationError, match="retract"):
        discard(make_published_event(), by=None, at=now)


def test_what_somebody_else_discarded_is_not_discarded_again(db: None, now: datetime) -> None:
    event = make_event()
    read = Event.objects.get()
    discard(event, by=None, at=now)

    with pytest.raises(ValidationError, match="gone meanwhile"):
        discard(read, by=None, at=now)

    assert Review.objects.filter(step="discarded").count() == 1


def test_what_others_name_is_not_discarded(db: None, now: datetime) -> None:
    iran = make_actor("Iran")
    make_event(participants=[(iran, "host")])

    with pytest.raises(ProtectedError):
        discard(iran, by=None, at=now)


def test_an_accepted_entry_keeps_its_note(db: None, now: datetime) -> None:
    event = make_event()
    timeline = make_timeline()
    document = snapshot_timeline(timeline, entries=[TimelineEntry(event=event, note="Where it began.", featured=True)])

    saved = save_record(document, author=None, at=now)

    entry = saved.entries.get()
    assert (entry.event, entry.note, entry.featured) == (event, "Where it began.", True)


def test_a_restored_revision_brings_its_own_stances_back_confirmed(db: None, now: datetime) -> None:
    event = make_event("Before")
    event = save_record(msgspec.structs.replace(snapshot_event(event), title="After"), author=None, at=now)
    assert event.citations.get().to_confirm

    restored = restore(event.uid, 1, author=None, at=now, reason="The first title was right")

    assert isinstance(restored, Event)
    assert not restored.citations.get().to_confirm


def test_a_draft_that_a_timeline_has_accepted_is_not_discarded_under_it(db: None, now: datetime) -> None:
    event = make_event()
    make_timeline(events=[event])

    with pytest.raises(ProtectedError):
        discard(event, by=None, at=now)


def test_an_aspect_that_does_not_exist_cannot_be_settled(db: None, now: datetime) -> None:
    document = snapshot_event(make_event())
    document.desk = EventDesk(closed=[ClosedDifferenceDesk(aspect="when", reason="No such aspect")])  # type: ignore[arg-type]

    with pytest.raises(ValidationError) as refused:
        save_record(document, author=None, at=now)

    assert list(refused.value.message_dict) == ["closed"]
