"""From draft to published and on: submit, send back, approve, retract, with what stands in the way."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import cast

from django.conf import settings
from django.contrib.auth.models import User
from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction

from events.documents import ActorDocument, EventDocument, decode
from events.models import (
    Actor,
    Event,
    Publication,
    PublicationReference,
    RecordType,
    Review,
    Revision,
    Source,
    Status,
    Timeline,
)
from events.models.actors import ActorType, Living
from events.models.citations import QuoteCheck
from events.models.revisions import Step
from events.queries.desk import find_live
from events.queries.provenance import independent_origins
from events.queries.publications import live_revision
from events.services import publishing
from events.services.assembly import with_public_stubs
from events.services.editing import GONE, checked_reason, required_reason, save_mechanically
from events.services.permissions import Deed, require
from events.services.slugs import is_slug_taken
from events.services.snapshots import TYPES, Record, snapshot_event


@dataclass(frozen=True)
class Refusal:
    """One thing that stands in the way of publishing, and what would remove it."""

    code: str
    message: str


NOT_PUBLISHED = Refusal("not_published", "Only what is published can be retracted.")


class ReviewRefused(Exception):
    """A change of state that the rules do not allow; all reasons are in `refusals`."""

    def __init__(self, *refusals: Refusal) -> None:
        self.refusals = refusals
        super().__init__(" ".join(refusal.message for refusal in refusals))


def refusals(record: Record) -> list[Refusal]:
    """All that stands in the way of publishing a record as it is now."""
    if not isinstance(record, Event):
        return list(_slug_refusals(record))
    document = snapshot_event(record)
    return event_refusals(record, document, with_public_stubs(document))


def event_refusals(event: Event, document: EventDocument, public: EventDocument) -> list[Refusal]:
    """The same of an event as a document has it; `public` is that with what it names as that is public."""
    return [*_slug_refusals(event), *document_refusals(public), *_desk_refusals(document)]


@transaction.atomic
def submit(record: Event | Timeline, *, by: User | None, at: datetime, revision: int | None = None) -> None:
    """Puts a draft up for review; here and below, with `revision` only where it is still the newest."""
    _lock(record)
    _require_newest(record, revision)
    _require_status(record, Status.DRAFT)
    _note(record, Step.SUBMITTED, by=by, at=at)
    _set_status(record, Status.IN_REVIEW, at=at)


@transaction.atomic
def send_back(
    record: Event | Timeline, *, by: User | None, reason: str, at: datetime, revision: int | None = None
) -> None:
    """Returns what is in review to its author, with the reason in the history; what is live stays live."""
    _lock(record)
    require(by, Deed.REVIEW, TYPES[type(record)])
    reason = required_reason(reason)
    _require_newest(record, revision)
    _require_status(record, Status.IN_REVIEW)
    _note(record, Step.SENT_BACK, by=by, at=at, reason=reason)
    _set_status(record, Status.DRAFT)


def approve(
    record: Record, revision: int, *, by: User | None, at: datetime, reason: str = "", alone: bool = False
) -> None:
    """Publishes the revision that a reviewer saw; `alone`: also what they wrote themselves.

    `reason` is what readers are told, where something published is revised. An actor or source has no state: approving
    its newest revision rewrites the documents that name it, of which nobody has to be told why.
    Raises ReviewRefused with all reasons, PermissionDenied for one who may not review.
    """
    reason = checked_reason(reason)
    with transaction.atomic():
        publishing.take_turn()
        _lock(record)
        require(by, Deed.REVIEW, TYPES[type(record)])
        if isinstance(record, Event | Timeline):
            _require_status(record, Status.IN_REVIEW)
        own_work = _approval_refusals(record, revision, None if alone else by)
        found = [*own_work, *_unexplained(record, reason), *refusals(record)]
        if found:
            raise ReviewRefused(*found)
        newest = Revision.objects.get(uid=record.uid, number=record.revision)
        publishing.publish(newest, at=at, reason=reason)
        if isinstance(record, Actor | Source) and (broken := list(_weighs_less(record))):
            raise ReviewRefused(*broken)  # which undoes the publishing
        _note(record, Step.APPROVED, by=by, at=at, reason=reason)
        if isinstance(record, Event | Timeline):
            _set_status(record, Status.PUBLISHED)
    for _left in publishing.refresh_stale(at=at):
        pass


@transaction.atomic
def retract(
    record: Event | Timeline, *, by: User | None, reason: str, at: datetime, revision: int | None = None
) -> None:
    """Takes a published claim out of every public answer at once, and leaves a tombstone with the reason."""
    publishing.take_turn()
    _lock(record)
    require(by, Deed.REVIEW, TYPES[type(record)])
    reason = required_reason(reason)
    _require_newest(record, revision)
    if not Publication.objects.filter(uid=record.uid).exists():
        raise ReviewRefused(NOT_PUBLISHED)
    publishing.bury(TYPES[type(record)], record.uid, at=at, reason=reason)
    _note(record, Step.RETRACTED, by=by, at=at, reason=reason)
    _set_status(record, Status.RETRACTED)


def confirm_stances(event: Event, *, by: User | None, at: datetime, revision: int | None = None) -> Event:
    """Confirms every stance that a change of title, summary or date had put in doubt."""
    _require_newest(event, revision)
    document = snapshot_event(event)
    for row in document.citations:
        if row.desk:
            row.desk.to_confirm = False
    return cast(Event, save_mechanically(document, author=by, at=at, reason="Stances confirmed"))


def _desk_refusals(document: EventDocument) -> Iterator[Refusal]:
    """What the desk itself has still to do."""
    if waiting := sum(bool(row.desk and row.desk.to_confirm) for row in document.citations):
        yield Refusal(
            "stances_to_confirm", f"Title, summary or date changed: confirm the stances that hang on them ({waiting})."
        )
    for row in document.citations:
        if row.desk and row.desk.quote_check == QuoteCheck.LOST:
            yield Refusal("quote_lost", f"A quotation was not found in “{row.source.title}”: correct or remove it.")


def document_refusals(document: EventDocument) -> Iterator[Refusal]:
    """What of an event's own words stands in the way of publishing it; its sources as they are public, if they are."""
    if document.citations:
        yield from _content_refusals(document)
    else:
        yield Refusal("no_citation", "No source is cited: add at least one citation.")
        yield from _accusations(document)


def _content_refusals(document: EventDocument) -> Iterator[Refusal]:
    """What in an event that cites sources must not be public without saying who claims it."""
    support = document.assessment.support
    if support in ("none", "opinion_only") and not document.attribution:
        resting = "no source that counts affirms it" if support == "none" else "it rests on opinion only"
        yield Refusal("no_attribution", f"Say in “attribution” who claims this: {resting}.")
    yield from _accusations(document)


def _accusations(document: EventDocument) -> Iterator[Refusal]:
    if document.attribution or len(independent_origins(document.citations)) > 1:
        return
    for name in _accused_and_living(document):
        yield Refusal(
            "living_person",
            f"{name} may be living and is named as accused: cite two independent origins, or say in "
            "“attribution” who accuses.",
        )


def _accused_and_living(document: EventDocument) -> list[str]:
    """The names of the persons who are accused and may be living, as they are approved where they are public."""
    accused = {part.actor.uid: part.actor for part in document.participants if part.role == "accused"}
    if not accused:
        return []
    # Of a person who is not in the record yet nothing is known.
    unsaved = {uid: str(Living.UNKNOWN) for uid, actor in accused.items() if actor.type == ActorType.PERSON}
    living = unsaved | dict(Actor.objects.filter(uid__in=accused).values_list("uid", "living"))
    for uid, number in Publication.objects.filter(uid__in=accused).values_list("uid", "revision"):
        approved = decode(Revision.objects.get(uid=uid, number=number).document, ActorDocument)
        living[uid] = approved.desk.living if approved.desk else ""
    return [actor.name for uid, actor in accused.items() if living.get(uid) in (Living.YES, Living.UNKNOWN)]


def _weighs_less(record: Actor | Source) -> Iterator[Refusal]:
    """The public events that could not stay so after a source's genre or a person's living flag has changed."""
    if isinstance(record, Actor) and record.type != ActorType.PERSON:
        return
    naming = PublicationReference.objects.filter(names=record.uid, publication__type=RecordType.EVENT)
    for text in naming.values_list("publication__document", flat=True).iterator(chunk_size=200):
        document = decode(text, EventDocument)
        if any(_content_refusals(document)):
            yield Refusal("breaks_public", f"“{document.title}” could not stay public: give it an attribution first.")


def _slug_refusals(record: Record) -> Iterator[Refusal]:
    if is_slug_taken(TYPES[type(record)], record.uid, record.slug):
        yield Refusal("slug_taken", f"Another published record still has the slug “{record.slug}”: choose another.")


def _approval_refusals(record: Record, revision: int, by: User | None) -> Iterator[Refusal]:
    if record.revision == 0:
        yield Refusal("no_revision", "It has no revision yet: save it once, or run `manage.py seed`.")
    yield from _newer(record, revision)
    if isinstance(record, Actor | Source):
        yield from nothing_to_approve(record, live_revision(record.uid))
    if by is not None and settings.FOUR_EYES and _last_editor(record) == by.pk:
        yield Refusal("four_eyes", "You made the last change: a second person publishes it.")


def nothing_to_approve(record: Actor | Source, live: int | None) -> Iterator[Refusal]:
    """Why an actor or source has nothing that could be approved; `live` is its revision that is public."""
    if live is None:
        yield Refusal("not_public", "It becomes public with the first published event that names it.")
    elif live == record.revision:
        yield Refusal("nothing_new", f"Revision {live} is public already.")


def _newer(record: Record, seen: int) -> Iterator[Refusal]:
    if seen != record.revision:
        yield Refusal(
            "newer_revision", f"You saw revision {seen}, and revision {record.revision} stands now: look again."
        )


def _require_newest(record: Record, seen: int | None) -> None:
    if seen is not None and (found := list(_newer(record, seen))):
        raise ReviewRefused(*found)


def _unexplained(record: Record, reason: str) -> Iterator[Refusal]:
    if not reason and is_revised(record):
        yield Refusal("no_reason", "It is published already: give the reason for the change that readers are to see.")


def is_revised(record: Record) -> bool:
    """Whether an event or timeline that is public was worded anew since, which readers are owed a reason for."""
    live = find_live(record.uid)
    return live is not None and live.is_revised and isinstance(record, Event | Timeline)


def _last_editor(record: Record) -> int | None:
    newest = Revision.objects.of(record.uid).filter(mechanical=False).first()
    return newest.author_id if newest else None


def another_status(record: Event | Timeline, status: Status) -> Iterator[Refusal]:
    """That a record is not what it would have to be."""
    if record.status != status:
        told = f"This is {record.get_status_display()}; it would have to be {status.label}."
        yield Refusal("wrong_status", told)


def _require_status(record: Event | Timeline, status: Status) -> None:
    if found := list(another_status(record, status)):
        raise ReviewRefused(*found)


def _lock(record: Record) -> None:
    """Holds the record's row to the end of the transaction, and brings the instance up to date; refuses one gone."""
    try:
        type(record)._default_manager.select_for_update(no_key=True).get(pk=record.pk)
    except ObjectDoesNotExist:
        raise ReviewRefused(Refusal("gone", GONE)) from None
    record.refresh_from_db()


def _set_status(record: Event | Timeline, status: Status, *, at: datetime | None = None) -> None:
    """`at`: since when it waits for a review, if it does. Who reviews it stays until they have."""
    record.status = status
    if isinstance(record, Event):
        record.in_review_since = at
        if status in (Status.PUBLISHED, Status.RETRACTED):
            record.assignee = None
    record.save()


def _note(record: Record, step: Step, *, by: User | None, at: datetime, reason: str = "") -> None:
    Review.objects.create(
        type=TYPES[type(record)], uid=record.uid, revision=record.revision, step=step, by=by, reason=reason, at=at
    )
