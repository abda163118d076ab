"""Keeps the suspicions that two events are the same: written with every revision, dismissed by a curator for good."""

from collections.abc import Iterator
from datetime import datetime

from django.contrib.auth.models import User
from django.db import transaction
from django.db.models import Q

from events.models import Event, RecordType, Suspicion
from events.queries.likeness import Likeness, find_likenesses
from events.services.permissions import Deed, require

BATCH = 200
# Whatever is like more than so many others is a series, and no duplicate.
MOST_OF_ONE = 20


def suspect(event: Event, *, at: datetime) -> None:
    """Writes which others a saved event may be the same as. Inside the transaction of the change.

    What somebody has dismissed stays as it is.
    """
    standing = {_other(row, event): row for row in Suspicion.objects.filter(Q(event=event) | Q(other=event))}
    found = find_likenesses(event, standing.keys())
    over = [row.pk for pk, row in standing.items() if pk not in found and row.dismissed_at is None]
    if over:
        Suspicion.objects.filter(pk__in=over).delete()
    for pk, row in standing.items():
        if row.dismissed_at is None and found.get(pk, row.likeness) != row.likeness:
            Suspicion.objects.filter(pk=row.pk).update(likeness=found[pk])
    new = sorted(found.keys() - standing.keys(), key=lambda pk: (-found[pk], pk))[:MOST_OF_ONE]
    Suspicion.objects.bulk_create(
        Suspicion(event_id=min(pk, event.pk), other_id=max(pk, event.pk), likeness=found[pk], noticed_at=at)
        for pk in new
    )


def suspect_all(*, at: datetime) -> Iterator[int]:
    """Writes the suspicions of all events anew, a batch a transaction; yields how many were gone through."""
    done, last = 0, 0
    while some := list(Event.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            for event in some:
                suspect(event, at=at)
        done, last = done + len(some), some[-1].pk
        yield done


@transaction.atomic
def dismiss(one: Event, other: Event, *, by: User | None, at: datetime) -> None:
    """Notes that two events are not the same: they are not suspected again, whatever becomes of them."""
    require(by, Deed.MERGE, RecordType.EVENT)
    first, second = sorted((one, other), key=lambda event: event.pk)
    told = {"dismissed_by": by, "dismissed_at": at}
    made = {**told, "likeness": Likeness(one.title).to(other.title), "noticed_at": at}
    Suspicion.objects.update_or_create(event=first, other=second, defaults=told, create_defaults=made)


def _other(row: Suspicion, event: Event) -> int:
    return row.other_id if row.event_id == event.pk else row.event_id
