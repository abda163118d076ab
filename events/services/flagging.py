"""Keeps the flags of events: what each raises as it now stands, since when; written with every revision."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime

from django.db import transaction
from msgspec import UNSET

from events.dates import day_number
from events.documents import ActorDocument, EventDocument, SourceDocument
from events.models import Actor, Concern, Event, Flag
from events.models.actors import ActorType, Living
from events.queries.concerns import concerns, persons
from events.services.inserting import Row, stored
from events.services.snapshots import snapshot_events

BATCH = 500
FLAG = ("event_id", "concern", "since")
# So many events follow a changed actor or source at once; `flag_events` sees to the rest.
MOST_AT_ONCE = 500
_MAY_BE_LIVING = (str(Living.YES), str(Living.UNKNOWN))


def flag(event: Event, document: EventDocument, *, at: datetime, looked_at: bool = False) -> None:
    """Writes the flags of a saved event; `looked_at`: somebody has just seen to it, so what is open-ended waits anew.

    Inside the transaction of the change.
    """
    raised = concerns(document, _living(persons(document)), _day(at))
    if looked_at:
        event.flags.filter(concern=Concern.OPEN_ENDED).update(since=at)
    standing = {Concern(concern) for concern in event.flags.values_list("concern", flat=True)}
    event.flags.filter(concern__in=standing - raised).delete()
    Flag.objects.bulk_create([Flag(event=event, concern=concern, since=at) for concern in sorted(raised - standing)])


def flag_rows(documents: Iterable[tuple[EventDocument, int]], living: Collection[str], at: datetime) -> list[Row]:
    """The flags of new events, given with their primary keys, as rows of the columns FLAG."""
    since, today = stored(Flag, "since", at), _day(at)
    return [
        (pk, concern.value, since)
        for document, pk in documents
        for concern in sorted(concerns(document, living, today))
    ]


def flag_all(*, at: datetime) -> Iterator[int]:
    """Writes the flags of all events anew where they are not what they should be; yields how many were gone through."""
    done, last = 0, 0
    while some := list(Event.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]):
        flag_events(some, at=at)
        done, last = done + len(some), some[-1]
        yield done


@transaction.atomic
def flag_events(pks: Sequence[int], *, at: datetime) -> None:
    """Writes the flags of some events anew."""
    events = list(Event.objects.filter(pk__in=pks))
    for event, document in zip(events, snapshot_events(events), strict=True):
        flag(event, document, at=at)


def follow(before: ActorDocument | SourceDocument, after: ActorDocument | SourceDocument, *, at: datetime) -> None:
    """Flags anew the events whose flags hang on what has changed in an actor or source: the first 500 of them."""
    if _weight(before) == _weight(after):
        return
    name = "participations__actor__uid" if isinstance(after, ActorDocument) else "citations__source__uid"
    flag_events(_naming(**{name: after.uid}), at=at)


def _weight(document: ActorDocument | SourceDocument) -> tuple[object, ...]:
    """What of an actor or source bears on the flags of events."""
    if isinstance(document, ActorDocument):
        return document.type, document.desk
    return document.genre, document.publisher, document.published


def _naming(**names: str) -> list[int]:
    return list(Event.objects.filter(**names).order_by("pk").values_list("pk", flat=True).distinct()[:MOST_AT_ONCE])


def may_be_living(actor: ActorDocument) -> bool:
    """Whether an actor is a person who may be living; of whom nothing is known may."""
    return actor.type == ActorType.PERSON and actor.desk is not UNSET and actor.desk.living in _MAY_BE_LIVING


def _living(uids: Collection[str]) -> set[str]:
    if not uids:
        return set()
    people = Actor.objects.filter(uid__in=uids, type=ActorType.PERSON, living__in=_MAY_BE_LIVING)
    return set(people.values_list("uid", flat=True))


def _day(at: datetime) -> int:
    return day_number(at.year, at.month, at.day)
