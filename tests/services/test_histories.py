"""Whatever curators do, in whatever order: what is public equals what was approved, and nothing else is public."""

from random import Random
from typing import Any, NamedTuple

import msgspec
import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import transaction
from django.db.models import ProtectedError

from events.dates import parse_edtf
from events.documents import AffiliationDocument, Participant, RelatedEvent, TimelineEntryDocument
from events.models import (
    Actor,
    Change,
    Event,
    Merge,
    Publication,
    PublicationKey,
    Redirect,
    Revision,
    Source,
    Timeline,
    Tombstone,
)
from events.queries.publications import edition
from events.services import publishing, review
from events.services.editing import EditConflict, discard, restore, save_record
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.snapshots import actor_stub, date_document, event_stub, snapshot, source_stub
from events.services.unmerging import unmerge
from tests.conftest import NOW
from tests.factories import cite, make_actor, make_event, make_source, make_timeline

REFUSALS = (ValidationError, review.ReviewRefused, EditConflict, PermissionDenied, ProtectedError)
MERGES: dict[type, Any] = {Event: merge_events, Actor: merge_actors, Source: merge_sources}
WRITING = ["save", "save", "save", "create", "merge", "merge", "unmerge", "restore", "restore", "discard"]
JUDGING = ["submit", "approve", "approve", "approve", "retract", "confirm", "send_back"]


class Public(NamedTuple):
    """All that the public may read, and its edition."""

    edition: str
    shown: list[list[Any]]


def public() -> Public:
    tables = (Publication, PublicationKey, Redirect, Tombstone, Change)
    return Public(edition(), [list(table._default_manager.order_by("pk").values_list()) for table in tables])


def pick(model: Any, lot: Random) -> Any:
    return model.objects.get(pk=lot.choice(list(model.objects.order_by("id").values_list("pk", flat=True))))


def changed(record: Any, lot: Random, number: int) -> Any:
    """The document of a record with something in it that is different, slugs among them."""
    document = snapshot(record)
    slug = f"s-{lot.randrange(12)}" if lot.random() < 0.3 else record.slug
    match record:
        case Event():
            other = pick(Event, lot)
            changes: dict[str, Any] = {
                "title": f"Title {number}",
                "participants": [Participant(actor=actor_stub(pick(Actor, lot)), role="host", alleged=False)],
                "related": [RelatedEvent(relation="follows", event=event_stub(other))] if other != record else [],
                "citations": [
                    msgspec.structs.replace(row, source=source_stub(pick(Source, lot)))
                    for row in document.citations[:1]
                ],
                "date": date_document(parse_edtf(lot.choice(["2001", "1999/2004", "[1990..2020]"])), "", "en"),
            }
        case Actor():
            other = pick(Actor, lot)
            stub = AffiliationDocument(organisation=actor_stub(other), role="member", span=None)
            changes = {"name": f"Name {number}", "affiliations": [stub] if other != record else []}
        case Source():
            changes = {"title": f"Title {number}", "publisher": f"Paper {lot.randrange(3)}"}
        case _:
            entry = TimelineEntryDocument(event=event_stub(pick(Event, lot)), note=None, featured=False)
            changes = {"dek": f"Dek {number}", "entries": [entry]}
    return msgspec.structs.replace(document, slug=slug, **changes)


def write(step: str, record: Any, lot: Random, number: int) -> None:
    match step:
        case "create":
            make_event(citations=[cite(pick(Source, lot))], participants=[(pick(Actor, lot), "host")])
        case "save":
            save_record(changed(record, lot, number), author=None, at=NOW, reason="Changed")
        case "merge" if type(record) in MERGES:
            MERGES[type(record)](record, pick(type(record), lot), by=None, at=NOW, reason="The same")
        case "unmerge" if Merge.objects.exists():
            unmerge(pick(Merge, lot), by=None, at=NOW, reason="Two after all")
        case "restore":
            revision = pick(Revision, lot)
            restore(revision.uid, revision.number, author=None, at=NOW, reason="Back")
        case "discard" if type(record).objects.count() > 1:
            discard(record, by=None, at=NOW)


def judge(step: str, record: Any) -> None:
    reviewed = isinstance(record, Event | Timeline)
    match step:
        case "submit" if reviewed:
            review.submit(record, by=None, at=NOW)
        case "approve":
            if reviewed and record.status == "draft":
                review.submit(record, by=None, at=NOW)
            record = review.confirm_stances(record, by=None, at=NOW) if isinstance(record, Event) else record
            review.approve(record, record.revision, by=None, at=NOW, reason="Said better")
        case "retract" | "send_back" if reviewed:
            getattr(review, step)(record, by=None, reason="Wrong", at=NOW)
        case "confirm" if isinstance(record, Event):
            review.confirm_stances(record, by=None, at=NOW)


def take(step: str, lot: Random, number: int) -> None:
    record = pick(lot.choice([Event, Event, Event, Actor, Source, Timeline]), lot)
    if step in WRITING:
        write(step, record, lot, number)
    else:
        judge(step, record)


@pytest.mark.parametrize("seed", range(8))
def test_what_is_public_equals_what_was_approved_after_every_step(db: None, seed: int) -> None:
    lot = Random(seed)
    for _ in range(3):
        make_event(citations=[cite(make_source())], participants=[(make_actor(), "host")])
    make_timeline(events=[pick(Event, lot)])
    before = public()

    for number in range(100):
        step = lot.choice(WRITING + JUDGING)
        earlier, before = before, public()
        assert before.shown == earlier.shown or before.edition != earlier.edition, step
        try:
            with transaction.atomic():
                take(step, lot, number)
        except REFUSALS:
            continue
        assert list(publishing.check()) == [], step
        retracted = Event.objects.filter(status="retracted").values("uid")
        assert not Publication.objects.filter(uid__in=retracted).exists(), step
        assert not Redirect.objects.filter(old__in=Redirect.objects.values("uid")).exists(), step
