"""The latest changes of published events, newest first by the time of the change: what feeds list."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from events.models import Change, Publication, PublicationKey, PublicationReference, RecordType, Tombstone
from events.models.publications import Facet, What
from events.queries.publications import published


@dataclass(frozen=True)
class Standing:
    """An event as it is published, with the times at which it first was and last changed, and what readers were told
    of that change."""

    uid: str
    at: datetime
    published_at: datetime
    document: str
    reason: str = ""


@dataclass(frozen=True)
class Taken:
    """An event that was retracted: when and why, never the claim."""

    uid: str
    at: datetime
    reason: str


def latest_changes(number: int) -> list[Standing | Taken]:
    """What was published, revised or retracted last, in three queries."""
    return _newest(number, published(RecordType.EVENT), Tombstone.objects.filter(type=RecordType.EVENT))


def latest_changes_of(timeline_uid: str, number: int) -> list[Standing | Taken]:
    """The same of a published timeline's events, in three queries.

    Of those that were retracted it has the ones that its approved revision still names: once an editor has taken the
    entry out as well, nothing public ties the event to the timeline.
    """
    # Keys and references of a timeline are of events alone. A filter by type would have SQLite walk all events.
    keys = PublicationKey.objects.filter(facet=Facet.TIMELINE, value=timeline_uid)
    named = PublicationReference.objects.filter(publication__uid=timeline_uid)
    return _newest(
        number,
        Publication.objects.filter(pk__in=keys.values("publication")),
        Tombstone.objects.filter(uid__in=named.values("names")),
    )


def _newest(number: int, standing: QuerySet[Publication], taken: QuerySet[Tombstone]) -> list[Standing | Taken]:
    # Tombstones first, one change an event: what is retracted between the two queries is in neither answer, and what is
    # published again stands.
    found: dict[str, Standing | Taken] = {
        **_rows(Taken, taken, number, "uid", "retracted_at", "reason"),
        **_rows(Standing, standing, number, "uid", "revised_at", "published_at", "document"),
    }
    newest = sorted(found.values(), key=lambda change: (change.at, change.uid), reverse=True)[:number]
    reasons = _reasons([change.uid for change in newest if isinstance(change, Standing)])
    return [
        replace(change, reason=reasons.get((change.uid, change.at), "")) if isinstance(change, Standing) else change
        for change in newest
    ]


def _reasons(uids: list[str]) -> dict[tuple[str, datetime], str]:
    """What readers were told of the revisions of these events, by uid and time."""
    rows = Change.objects.filter(uid__in=uids, told=True, what=What.REVISED).order_by("sequence")
    return {(uid, at): reason for uid, at, reason in rows.values_list("uid", "at", "reason")}


def _rows(shape: Any, rows: QuerySet[Any], number: int, uid: str, at: str, *rest: str) -> dict[str, Any]:
    chosen = rows.order_by(f"-{at}", f"-{uid}").values_list(uid, at, *rest)[:number]
    return {row[0]: shape(*row) for row in chosen}
