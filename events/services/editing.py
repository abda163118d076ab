"""Saving, restoring and discarding records: each save leaves one revision."""

from datetime import datetime
from typing import Any, overload

import msgspec
from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from events.documents import (
    SHAPES,
    ActorDocument,
    CitationDocument,
    Document,
    EventDocument,
    SourceDocument,
    TimelineDocument,
    decode,
    encode,
)
from events.models import (
    Actor,
    Event,
    Publication,
    Review,
    Revision,
    Source,
    Status,
    Timeline,
    Tombstone,
)
from events.models.revisions import Step
from events.queries.erasure import find_erasure
from events.services import duplicates, finding, flagging
from events.services.applying import MODELS, apply
from events.services.quote_checks import check_event
from events.services.snapshots import TYPES, Record, snapshot
from events.text import TextError, clean_line

GONE = "This is gone meanwhile: it was merged with another, or deleted."


class EditConflict(Exception):
    """Somebody saved the record after the editor had read it; `newest` is the number that stands now, 0 for none."""

    def __init__(self, read: int, newest: int) -> None:
        self.read, self.newest = read, newest
        told = f"This was changed meanwhile: you edited revision {read}, and revision {newest} stands now."
        super().__init__(told if newest else GONE)


@overload
def save_record(document: EventDocument, *, author: User | None, at: datetime, reason: str = "") -> Event: ...
@overload
def save_record(document: ActorDocument, *, author: User | None, at: datetime, reason: str = "") -> Actor: ...
@overload
def save_record(document: SourceDocument, *, author: User | None, at: datetime, reason: str = "") -> Source: ...
@overload
def save_record(document: TimelineDocument, *, author: User | None, at: datetime, reason: str = "") -> Timeline: ...
@overload
def save_record(document: Document, *, author: User | None, at: datetime, reason: str = "") -> Record: ...
@transaction.atomic
def save_record(document: Document, *, author: User | None, at: datetime, reason: str = "") -> Record:
    """Writes a document into the record, children included, and one revision of it.

    `document.revision` is the number that was edited, 0 for a new record. A save that changes nothing writes nothing.
    Raises EditConflict where a newer revision stands; ValidationError, by field, for bad input and for a missing reason
    where something is published; then nothing is saved.
    """
    return _save(document, author=author, at=at, reason=reason)


def save_mechanically(document: Document, *, author: User | None, at: datetime, reason: str) -> Record:
    """As `save_record`, for a change that is nobody's wording: who makes it may still review the content."""
    return _save(document, author=author, at=at, reason=reason, mechanical=True)


def checked_reason(reason: str) -> str:
    """A reason under the text policy; raises ValidationError for more than a line of 300 characters."""
    try:
        line = clean_line(reason)
    except TextError as error:
        raise ValidationError({"reason": str(error)}, "text") from error
    if len(line) > 300:
        raise ValidationError({"reason": f"A reason has at most 300 characters; this has {len(line)}."}, "max_length")
    return line


def required_reason(reason: str) -> str:
    """The same where one must be given."""
    line = checked_reason(reason)
    if not line:
        raise ValidationError({"reason": "Give a reason."}, "reason")
    return line


def put_up(record: Event | Timeline, at: datetime) -> None:
    """Lets what was live wait for review; whoever calls this saves it."""
    if record.status == Status.PUBLISHED:
        record.status = Status.IN_REVIEW
        if isinstance(record, Event):
            record.in_review_since = at


def refuse_erased(uid: str) -> None:
    """Raises ValidationError for a uid whose record was erased for good."""
    if note := find_erasure(uid):
        raise ValidationError(f"This was erased for good on {note.at:%-d %B %Y}: nothing brings it back.", "erased")


def was_public(record: Record) -> bool:
    """Whether the public reads a record or has read it: then it is retracted or merged, and never deleted."""
    graves = Tombstone.objects.filter(uid=record.uid)
    return Publication.objects.filter(uid=record.uid).exists() or graves.exists()


@transaction.atomic
def _save(
    document: Document,
    *,
    author: User | None,
    at: datetime,
    reason: str,
    in_doubt: bool = True,
    mechanical: bool = False,
) -> Record:
    """Saves; `in_doubt`: whether a changed title, summary or date puts the stances that hang on it in doubt."""
    reason = checked_reason(reason)
    model = MODELS[type(document)]
    record: Record = model.objects.select_for_update(no_key=True).filter(uid=document.uid).first() or model(
        uid=document.uid
    )
    if not record.pk:
        refuse_erased(document.uid)
    if record.revision != document.revision:
        raise EditConflict(document.revision, record.revision)
    before = snapshot(record) if record.pk else None
    apply(document, record)
    after = snapshot(record)
    if after == before:
        return record
    if not reason and Publication.objects.filter(uid=document.uid).exists():
        raise ValidationError({"reason": "This is published: give a reason for the change."}, "reason")
    if isinstance(record, Event):
        standing = before if isinstance(before, EventDocument) else None
        if in_doubt and standing and isinstance(after, EventDocument):
            _mark_stances(record, standing, after)
        check_event(record, standing)
    if isinstance(record, Event | Timeline):
        _set_status_after_edit(record, at)
    write_revision(record, author=author, at=at, reason=reason, mechanical=mechanical)
    if before and not isinstance(record, Event | Timeline):
        flagging.follow(before, after, at=at)  # type: ignore[arg-type]  # both of an actor or source
    return record


def write_revision(
    record: Record, *, author: User | None, at: datetime, reason: str, mechanical: bool = False
) -> Revision:
    """Numbers the record's present state and keeps it whole. To be called inside the transaction of the change."""
    record.revision += 1
    record.save()
    # A child may have been prefetched before the change: only a fresh instance reads what was written.
    fresh = type(record).objects.get(pk=record.pk)
    document = snapshot(fresh)
    text = encode(document)
    decode(text, SHAPES[TYPES[type(record)]])  # what could not be read again must not be kept
    finding.keep_words(document)
    if isinstance(fresh, Event) and isinstance(document, EventDocument):
        flagging.flag(fresh, document, at=at, looked_at=not mechanical)
        duplicates.suspect(fresh, at=at)
    return Revision.objects.create(
        type=TYPES[type(record)],
        uid=record.uid,
        number=record.revision,
        document=text,
        author=author,
        reason=reason,
        mechanical=mechanical,
        at=at,
    )


@transaction.atomic
def restore(uid: str, number: int, *, author: User | None, at: datetime, reason: str) -> Record:
    """Makes an earlier revision the newest one, children included, also of a record that a merge has removed.

    Raises Revision.DoesNotExist for a number that there never was, ValidationError where what it names is gone.
    """
    refuse_erased(uid)
    revision = Revision.objects.get(uid=uid, number=number)
    document: Document = decode(revision.document, SHAPES[revision.type])
    standing = MODELS[type(document)].objects.filter(uid=uid).first()
    newest = Revision.objects.of(uid)[0].number
    if standing is None:
        return _revive(document, newest, author=author, at=at, reason=reason)
    # Its stances were written for its own wording: what was in doubt then is marked in it.
    replaced = msgspec.structs.replace(document, revision=newest)
    return _save(replaced, author=author, at=at, reason=reason, in_doubt=False)


@transaction.atomic
def discard(record: Record, *, by: User | None, at: datetime) -> None:
    """Deletes a record that never was public; its revisions stay, so that `restore` brings it back.

    Raises ValidationError where it is or was public, or gone; ProtectedError where other records name it.
    """
    # Whoever publishes it holds the row: it is asked only then whether it is public.
    if not type(record)._default_manager.select_for_update(no_key=True).filter(pk=record.pk).exists():
        raise ValidationError(GONE, "gone")
    if was_public(record):
        raise ValidationError("What is or was public cannot be deleted: retract it or merge it.", "public")
    Review.objects.create(
        type=TYPES[type(record)], uid=record.uid, revision=record.revision, step=Step.DISCARDED, by=by, at=at
    )
    finding.forget_words([record.uid])
    record.delete()


def _revive(document: Document, newest: int, *, author: User | None, at: datetime, reason: str) -> Record:
    """Writes a removed record again under its uid, with its numbering continued."""
    reason = checked_reason(reason)
    record: Record = MODELS[type(document)](uid=document.uid, revision=newest)
    apply(document, record)
    if isinstance(record, Event):
        check_event(record, None)
    write_revision(record, author=author, at=at, reason=reason)
    return record


def _mark_stances(event: Event, before: EventDocument, after: EventDocument) -> None:
    """Marks the stances that hang on a changed title, summary or date, but for those rewritten in the same save."""
    for row in stances_in_doubt(before, after):
        source_uid, aspect = _identity(row)
        event.citations.filter(source__uid=source_uid, aspect=aspect).update(to_confirm=True)


def stances_in_doubt(before: EventDocument, after: EventDocument) -> list[CitationDocument]:
    """The rows that hang on a changed title, summary or date, and that were not rewritten with it."""
    if (before.title, before.summary, before.date) == (after.title, after.summary, after.date):
        return []
    standing = {_identity(row): _content(row) for row in before.citations}
    return [row for row in after.citations if standing.get(_identity(row)) == _content(row)]


def _identity(row: CitationDocument) -> tuple[str, str]:
    return row.source.uid, row.aspect


def _content(row: CitationDocument) -> tuple[Any, ...]:
    return row.stance, row.says, row.stated_date, row.quote


def _set_status_after_edit(record: Event | Timeline, at: datetime) -> None:
    """A change to what is live waits for review; what was retracted starts again as a draft."""
    put_up(record, at)
    if record.status == Status.RETRACTED:
        record.status = Status.DRAFT
