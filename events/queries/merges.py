"""What stands beside a record when it is merged, and which merges into it can be undone."""

from dataclasses import dataclass

import msgspec

from events.documents import record_name
from events.models import Actor, Event, Merge, Revision, Source, Suspicion, Timeline

_MOST_SHOWN = 20
# Counting goes no further.
_MOST_COUNTED = 1000


@dataclass(frozen=True)
class MergedRecord:
    """A merge that can be undone, with what the merged record was called."""

    merge: Merge
    name: str


def find_record(uid: str, type_: str | None = None) -> Event | Actor | Source | None:
    """The event, actor or source of a uid; `type_` where it is known which of them it is."""
    for model in (Event, Actor, Source):
        if type_ not in (None, model._meta.model_name):
            continue
        if record := model._default_manager.filter(uid=uid).first():
            return record
    return None


def list_merges(uid: str) -> list[MergedRecord]:
    """The merges into a record that can still be undone, the newest first."""
    merges = Merge.objects.filter(survivor=uid, undone_at=None).select_related("by").order_by("-id")
    return [MergedRecord(merge, last_name(merge.merged)) for merge in merges[:_MOST_SHOWN]]


def last_name(uid: str) -> str:
    """What a record was called in its newest revision; its uid where none is left."""
    document = Revision.objects.of(uid).values_list("document", flat=True).first()
    if document is None:
        return uid
    return record_name(msgspec.json.decode(document))


def timelines_with(event: Event) -> list[Timeline]:
    """The timelines that have accepted an event, the first of them."""
    return list(Timeline.objects.filter(entries__event=event).order_by("title", "id")[:_MOST_SHOWN])


def count_naming(record: Event | Actor | Source) -> str:
    """How many events name a record, in words; of a thousand or more it is not said how many."""
    match record:
        case Event():
            rows = Event.objects.filter(relations__other=record)
        case Actor():
            rows = Event.objects.filter(participations__actor=record)
        case Source():
            rows = Event.objects.filter(citations__source=record)
    number = rows.order_by().values("pk").distinct()[:_MOST_COUNTED].count()
    return f"{number} or more" if number == _MOST_COUNTED else str(number)


def is_dismissed(one: Event, other: Event) -> bool:
    """Whether somebody has said that two events are not the same."""
    first, second = sorted((one.pk, other.pk))
    return Suspicion.objects.filter(event=first, other=second).exclude(dismissed_at=None).exists()
