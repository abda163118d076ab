"""What readers were told of published events: revisions, retractions and merges with their reasons, newest first."""

from dataclasses import dataclass
from datetime import datetime

import msgspec
from django.db.models import Q, QuerySet

from events.models import Change, PublicationReference, RecordType, Redirect
from events.models.publications import What
from events.queries.cursors import Cursor
from events.queries.publications import documents

ORDER = "-sequence"
_COLUMNS = ("sequence", "uid", "what", "into", "reason", "at")
# More than that of one event is told on the page of corrections alone.
_MOST_OF_ONE = 20


class Named(msgspec.Struct):
    """What is shown of a published event whose correction is told."""

    url: str
    title: str
    language: str


@dataclass(frozen=True)
class Correction:
    """One line of the log that has a reason. `event` is the published one that it is about: of a merge the survivor,
    of a retraction none."""

    sequence: int
    uid: str
    what: What
    reason: str
    at: datetime
    event: Named | None


@dataclass(frozen=True)
class CorrectionPage:
    """A page of corrections with the cursors of its neighbours."""

    corrections: list[Correction]
    next: Cursor | None
    previous: Cursor | None


def list_corrections(
    *, page_size: int, cursor: Cursor | None = None, timeline_uid: str | None = None
) -> CorrectionPage:
    """The corrections of all events, or of those that a published timeline's approved revision names, in 3 queries.

    A cursor's name is the sequence of a line.
    """
    backward = cursor is not None and cursor.backward
    rows = _told() if timeline_uid is None else _told().filter(_of_timeline(timeline_uid))
    if cursor is not None:
        place = int(cursor.name)
        rows = rows.filter(sequence__gt=place) if backward else rows.filter(sequence__lt=place)
    ordered = rows.order_by("sequence" if backward else "-sequence").values_list(*_COLUMNS)
    page = list(ordered[: page_size + 1])
    more, page = len(page) > page_size, page[:page_size]
    if backward:
        page.reverse()
    first, last = (page[0][0], page[-1][0]) if page else (0, 0)
    return CorrectionPage(
        corrections=_named(page),
        next=_at(last, backward=False) if page and (more or backward) else None,
        previous=_at(first, backward=True) if page and (more if backward else cursor is not None) else None,
    )


def revisions_of(event_uid: str) -> list[tuple[datetime, str]]:
    """When a published event was revised and why, newest first, in one query."""
    rows = Change.objects.filter(uid=event_uid, told=True, what=What.REVISED).order_by("-sequence")
    return list(rows.values_list("at", "reason")[:_MOST_OF_ONE])


def _told() -> QuerySet[Change]:
    return Change.objects.filter(type=RecordType.EVENT, told=True)


def _of_timeline(uid: str) -> Q:
    named = PublicationReference.objects.filter(publication__uid=uid).values("names")
    return Q(uid__in=named) | Q(into__in=named)


def _named(rows: list[tuple[int, str, str, str, str, datetime]]) -> list[Correction]:
    """The corrections with the events that they are about, as these are published now."""
    uids = [into or uid for _, uid, _, into, _, _ in rows]
    led = dict(Redirect.objects.filter(type=RecordType.EVENT, old__in=uids).values_list("old", "uid"))
    answering = [led.get(uid, uid) for uid in uids]
    texts = documents(RecordType.EVENT, list(dict.fromkeys(answering)))
    events = {uid: msgspec.json.decode(text, type=Named) for uid, text in texts.items()}
    return [
        Correction(sequence, uid, What(what), reason, at, None if what == What.RETRACTED else events.get(about))
        for (sequence, uid, what, _, reason, at), about in zip(rows, answering, strict=True)
    ]


def _at(sequence: int, *, backward: bool) -> Cursor:
    return Cursor(ORDER, backward, None, None, str(sequence))
