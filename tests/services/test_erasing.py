"""Erasing personal data: afterwards the whole database is searched for it."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection

from events.models import (
    Actor,
    ActorName,
    Affiliation,
    Change,
    Comment,
    Event,
    EventRelation,
    Publication,
    Review,
    Revision,
    Snapshot,
    Source,
    Tombstone,
)
from events.queries.publications import Retracted, find
from events.services import publishing, review
from events.services.editing import restore, save_record
from events.services.erasing import Erased, erase
from events.services.merging import merge_actors
from events.services.snapshots import snapshot_actor, snapshot_event, snapshot_source
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

REASON = "The person asked for it"


def rub_out(uid: str, reason: str = REASON, by: User | None = None) -> Erased:
    return erase(uid, by=by, at=NOW, reason=reason)


def traces_of(*names: str) -> list[str]:
    """Every table and column of the database in which any of the names stands, in any case, plain or escaped."""
    looked_for = [*names, *(name.encode("ascii", "backslashreplace").decode() for name in names)]
    return [
        f"{table}.{column}: {value[:80]}"
        for table, column, value in _texts()
        if any(name.casefold() in value.casefold() for name in looked_for)
    ]


def _texts() -> Iterator[tuple[str, str, str]]:
    quoted = connection.ops.quote_name
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"SELECT * FROM {quoted(table)}")  # noqa: S608  # names of the database itself
            columns = [column[0] for column in cursor.description or []]
            for row in cursor.fetchall():
                for column, value in zip(columns, row, strict=True):
                    if value is not None:
                        text = (
                            bytes(value).decode(errors="replace")
                            if isinstance(value, bytes | memoryview)
                            else str(value)
                        )
                        yield table, column, text


def make_person(name: str = "Jane Q. Doe", **fields: Any) -> Actor:
    slug = fields.pop("slug", "jane-q-doe")
    actor = make_actor(name, slug=slug, type="person", living="yes", **fields)
    names = [ActorName(text="ג׳יין דו", language="he", form="alias")]
    return save_record(snapshot_actor(actor, names=names), author=None, at=NOW)


NAMES = ("Jane Q. Doe", "jane-q-doe", "ג׳יין דו")


def entangle(person: Actor, curator: User) -> None:
    """Names a person wherever a name can stand, in nothing that is public."""
    other = make_actor("Another", type="person", living="no")
    places = [Affiliation(organisation=person, role="aide to Jane Q. Doe")]
    save_record(snapshot_actor(other, affiliations=places), author=None, at=NOW, reason="Aide of Jane Q. Doe")
    source = make_source(title="Jane Q. Doe speaks")
    source.title = "A speech"
    save_record(snapshot_source(source), author=None, at=NOW)
    event = make_event(
        "Jane Q. Doe is seen",
        slug="jane-q-doe-is-seen",
        summary="JANE Q. DOE was there.",
        participants=[(person, "accused")],
        citations=[cite(source, says="Saw Jane Q. Doe.", quote="“ג׳יין דו” was seen", speaker=person)],
    )
    event.title = "Somebody is seen"
    save_record(snapshot_event(event), author=None, at=NOW, reason="jane-q-doe is no name for a title")
    make_timeline("A list", dek="With Jane Q. Doe.", events=[event])
    Comment.objects.create(type="event", uid=event.uid, revision=1, by=curator, text="Is it ג׳יין דו?", at=NOW)
    Comment.objects.create(type="actor", uid=person.uid, revision=1, by=curator, text="Who is this?", at=NOW)
    text = "They say that Jane Q. Doe was seen."
    Snapshot.objects.create(source=source, text=text, sha256=Snapshot.digest(text), taken_at=NOW)
    for record, message in (
        (person, ""),
        (event, '[{"added": {"object": "Jane Q. Doe (Accused), \\u05d2\\u05f3\\u05d9\\u05d9\\u05df \\u05d3\\u05d5"}}]'),
    ):
        LogEntry.objects.create(
            user=curator,
            content_type=ContentType.objects.get_for_model(record),
            object_id=str(record.pk),
            object_repr=str(record),
            action_flag=CHANGE,
            change_message=message,
        )


def test_nothing_of_a_person_is_left_anywhere(curator: User) -> None:
    person = make_person()
    entangle(person, curator)
    assert traces_of(*NAMES)

    rub_out(person.uid, by=curator)

    assert traces_of(*NAMES) == []
    assert list(publishing.check()) == []


def test_what_stays_says_when_by_whom_and_why(curator: User) -> None:
    person = make_person()

    rub_out(person.uid, by=curator)

    note = Review.objects.get(uid=person.uid)
    assert (note.step, note.by, note.reason, note.at, note.type) == ("erased", curator, REASON, NOW, "actor")
    assert not Revision.objects.filter(uid=person.uid).exists()
    assert not Actor.objects.filter(uid=person.uid).exists()


def test_records_that_named_it_go_on_without_it(curator: User) -> None:
    person = make_person()
    entangle(person, curator)

    done = rub_out(person.uid)

    event = Event.objects.get()
    assert event.participations.count() == 0
    assert (event.slug, event.summary, event.citations.get().speaker) == (
        event.uid.lower(),
        "[erased] was there.",
        None,
    )
    newest = Revision.objects.of(event.uid)[0]
    assert (newest.reason, newest.mechanical) == ("Personal data was erased", True)
    assert done.changed == 3
    for revision in Revision.objects.filter(uid=event.uid, number=2):
        assert '"name":"[erased]"' in revision.document


def test_a_place_in_a_text_stays_where_it_was(curator: User) -> None:
    person = make_person()
    entangle(person, curator)

    rub_out(person.uid)

    kept = Snapshot.objects.get()
    assert kept.text == "They say that ███████████ was seen."
    assert kept.sha256 == Snapshot.digest(kept.text)


def test_public_events_that_name_it_stand_in_the_way() -> None:
    person = make_person()
    event = make_published_event("A meeting", participants=[(person, "host")])

    with pytest.raises(ValidationError, match=r"change or retract them first. “A meeting”"):
        rub_out(person.uid)
    review.retract(event, by=None, reason="Asked for", at=NOW)
    rub_out(person.uid)

    assert traces_of(*NAMES) == []
    assert list(publishing.check()) == []


def test_the_name_in_public_words_stands_in_the_way_and_nothing_is_erased() -> None:
    person = make_person()
    make_published_event("A meeting", summary="With Jane Q. Doe.")

    with pytest.raises(ValidationError, match=r"in its own words: change it first. “A meeting”"):
        rub_out(person.uid)

    assert Actor.objects.filter(uid=person.uid).exists()
    assert Revision.objects.filter(uid=person.uid).count() == 2


def test_a_public_event_goes_from_every_answer_and_leaves_a_tombstone(curator: User) -> None:
    event = make_published_event("Jane Q. Doe is accused", slug="jane-q-doe-accused", summary="Of something.")
    other = make_published_event("Another event")
    relation = EventRelation(relation="follows", other=event)
    other = publish(save_record(snapshot_event(other, relations=[relation]), author=None, at=NOW, reason="Linked"))
    timeline = make_published_timeline(events=[event, other])

    rub_out(event.uid, by=curator)

    assert find("event", event.uid) == Retracted(event.uid, NOW, REASON)
    assert find("event", "jane-q-doe-accused") is None
    assert traces_of("Jane Q. Doe", "jane-q-doe") == []
    timeline.refresh_from_db()
    other.refresh_from_db()
    assert (timeline.status, other.status) == ("published", "published")
    assert list(publishing.check()) == []
    assert Change.objects.filter(uid=event.uid).exclude(reason="").get().reason == REASON


def test_the_reason_of_an_earlier_retraction_goes_too() -> None:
    event = make_published_event("A claim of some kind")
    review.retract(event, by=None, reason="It repeats the claim", at=NOW)

    rub_out(event.uid)

    assert Tombstone.objects.get().reason == REASON
    assert traces_of("It repeats the claim", "A claim of some kind") == []


def test_a_source_goes_with_its_citations_and_its_text() -> None:
    source = make_source(title="The diary of Jane Q. Doe", publisher="Her blog")
    Snapshot.objects.create(source=source, text="Dear diary", sha256=Snapshot.digest("Dear diary"), taken_at=NOW)
    event = make_event(citations=[cite(source), cite(make_source())])

    rub_out(source.uid)

    assert event.citations.count() == 1
    assert traces_of("The diary of Jane Q. Doe", "Dear diary") == []
    assert not Source.objects.filter(uid=source.uid).exists()


def test_what_was_merged_into_it_goes_with_it() -> None:
    person, double = make_person(), make_actor("J. Q. Doe", slug="j-q-doe", type="person", living="yes")
    event = make_published_event(participants=[(double, "host")])
    merge_actors(person, double, by=None, at=NOW, reason="One person")
    event.refresh_from_db()
    review.retract(event, by=None, reason="Asked for", at=NOW)

    rub_out(person.uid)

    assert traces_of(*NAMES, "J. Q. Doe", "j-q-doe") == []


def test_what_was_deleted_before_is_erased_as_well() -> None:
    person = make_person()
    person.delete()

    rub_out(person.uid)

    assert traces_of(*NAMES) == []


def test_a_name_of_one_word_is_left_to_others() -> None:
    person = make_actor("Ali", type="person", living="yes")
    naming = make_event("Ali is seen", slug="seen", participants=[(person, "host")])
    other = make_event("Ali Khamenei speaks", slug="speaks")

    rub_out(person.uid)

    naming.refresh_from_db()
    other.refresh_from_db()
    assert naming.title == "[erased] is seen"
    assert other.title == "Ali Khamenei speaks"


def test_it_cannot_come_back() -> None:
    person = make_person()
    document = snapshot_actor(person)
    rub_out(person.uid)

    with pytest.raises(ValidationError, match="erased for good on 23 November 2026"):
        restore(person.uid, 1, author=None, at=NOW, reason="Back")
    document.revision = 0
    with pytest.raises(ValidationError, match="erased for good"):
        save_record(document, author=None, at=NOW)


@pytest.mark.parametrize(
    ("reason", "told"),
    [("", "Give a reason"), ("jane q. doe asked", "name nobody"), ("About jane-q-doe", "name nobody")],
)
def test_the_reason_is_given_and_names_nobody(reason: str, told: str) -> None:
    person = make_person()

    with pytest.raises(ValidationError, match=told):
        rub_out(person.uid, reason)


def test_erasing_is_for_administrators() -> None:
    person = make_person()

    with pytest.raises(PermissionDenied):
        rub_out(person.uid, by=User.objects.create_user("reviewer"))


def test_what_is_not_held_is_told() -> None:
    with pytest.raises(ValidationError, match="no event, actor or source"):
        rub_out("01ARZ3NDEKTSV4RRFFQ69G5FAV")


def test_an_actor_that_no_event_names_leaves_public_affiliations_too() -> None:
    person = make_person()
    aide = make_actor("An aide", type="person", living="no")
    places = [Affiliation(organisation=person, role="aide")]
    aide = save_record(snapshot_actor(aide, affiliations=places), author=None, at=NOW)
    make_published_event(participants=[(aide, "host")])

    rub_out(person.uid)

    aide.refresh_from_db()
    assert aide.affiliations.count() == 0
    assert Publication.objects.get(uid=aide.uid).revision == aide.revision
    assert list(publishing.check()) == []
