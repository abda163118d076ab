"""What colleagues say of a record to each other, who looks after it, and that somebody has looked."""

from datetime import datetime

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction

from events.models import Comment, Concern, Event, Review, Status
from events.models.revisions import Step
from events.services.permissions import Deed, require
from events.services.snapshots import TYPES, Record


def comment(record: Record, *, by: User, text: str, at: datetime) -> Comment:
    """Keeps a comment, for colleagues alone; raises ValidationError for an empty or too long one."""
    type_ = TYPES[type(record)]
    require(by, Deed.WRITE, type_)
    said = Comment(type=type_, uid=record.uid, revision=record.revision, by=by, text=text, at=at)
    try:
        said.full_clean()
    except ValidationError as error:
        faults = error.message_dict.get("text", error.messages)
        raise ValidationError({"comment": faults}) from error
    said.save()
    return said


def assign(event: Event, *, to: User | None, by: User) -> None:
    """Says who reviews an event, with None nobody yet; raises ValidationError where it is not in review any more."""
    require(by, Deed.REVIEW, TYPES[Event])
    if not Event.objects.filter(pk=event.pk, status=Status.IN_REVIEW).update(assignee=to):
        raise ValidationError("Only what is in review is given to a reviewer.", "wrong_status")
    event.assignee = to


@transaction.atomic
def note_look(event: Event, *, by: User, at: datetime) -> None:
    """Notes that an open-ended event still is as it says: it waits a year before anybody is asked again."""
    require(by, Deed.WRITE, TYPES[Event])
    if not event.flags.filter(concern=Concern.OPEN_ENDED).update(since=at):
        raise ValidationError("Its date is not open-ended: there is nothing to look at again.", "not_open")
    Review.objects.create(type=TYPES[Event], uid=event.uid, revision=event.revision, step=Step.LOOKED_AT, by=by, at=at)
