"""What waits at the desk: the queue of reviews, and the worklists of concerns. The record is read here, not what is
public."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib.auth.models import User
from django.db.models import Exists, OuterRef, Q, QuerySet

from events.models import (
    Actor,
    Comment,
    Concern,
    Event,
    Flag,
    Publication,
    Revision,
    Source,
    Status,
    Suspicion,
    Timeline,
)
from events.models.actors import ActorType, Living

# Open-ended events that nobody has looked at for so long are to be looked at again.
STALE = timedelta(days=365)
# What the queue may be narrowed to, by the name in the address.
QUEUE_CONCERNS = (Concern.DIFFERS, Concern.SINGLE_SOURCE, Concern.OPINION_ONLY, Concern.LIVING, Concern.DATE)
MOST_COUNTED = 1000
MOST_COMMENTS = 50


@dataclass(frozen=True)
class QueueFilter:
    """What of the queue is shown: whose, and with which concern; each None for all."""

    whose: str | None = None
    concern: Concern | None = None

    @property
    def query(self) -> str:
        """As the query of an address."""
        parts = [("whose", self.whose), ("concern", self.concern and self.concern.value)]
        return "&".join(f"{name}={value}" for name, value in parts if value)


def read_filter(parameters: dict[str, str]) -> QueueFilter:
    """The filter that an address asks for; what it does not know is all."""
    whose, concern = parameters.get("whose"), parameters.get("concern")
    return QueueFilter(
        whose if whose in ("mine", "nobodys") else None,
        Concern(concern) if concern in QUEUE_CONCERNS else None,
    )


def in_review(chosen: QueueFilter, user: User) -> QuerySet[Event]:
    """The events that wait for a reviewer, what has waited longest first."""
    events = Event.objects.filter(status=Status.IN_REVIEW)
    if chosen.whose == "mine":
        events = events.filter(assignee=user)
    elif chosen.whose == "nobodys":
        events = events.filter(assignee=None)
    if chosen.concern:
        events = events.filter(Exists(Flag.objects.filter(event=OuterRef("pk"), concern=chosen.concern)))
    return events.order_by("in_review_since", "pk")


def next_in_review(after: Event, chosen: QueueFilter, user: User) -> Event | None:
    """The event that comes up after one that was dealt with: the longest waiting of the others."""
    return in_review(chosen, user).exclude(pk=after.pk).first()


def timelines_in_review() -> QuerySet[Timeline]:
    """The timelines that wait for a reviewer."""
    return Timeline.objects.filter(status=Status.IN_REVIEW).order_by("pk")


def flagged(concern: Concern, before: datetime | None = None) -> QuerySet[Event]:
    """The events that raise a concern, what has waited longest first; with `before` those that have since earlier."""
    since = {} if before is None else {"flags__since__lt": before}
    return Event.objects.filter(flags__concern=concern, **since).order_by("flags__since", "pk")


def suspected() -> QuerySet[Suspicion]:
    """The pairs of events that may be the same, and that nobody has dismissed."""
    return Suspicion.objects.filter(dismissed_at=None)


def count_up_to(rows: QuerySet[Event] | QuerySet[Actor] | QuerySet[Suspicion]) -> int:
    """How many there are, up to a thousand and one: what is more is not counted."""
    return len(rows.order_by().values_list("pk")[: MOST_COUNTED + 1])


def without_country(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    """Those of whom nobody has said to which country they belong."""
    return actors.filter(country="")


def without_living(actors: QuerySet[Actor]) -> QuerySet[Actor]:
    """The persons of whom nobody has said whether they are living; they are treated as if they were."""
    return actors.filter(Q(living="") | Q(living=Living.UNKNOWN), type=ActorType.PERSON)


@dataclass(frozen=True)
class Live:
    """The revision of a record that is public, and whether its wording was revised since."""

    number: int
    is_revised: bool


def find_live(uid: str) -> Live | None:
    """What of a record is public; None where nothing is."""
    return find_all_live([uid]).get(uid)


def find_all_live(uids: Iterable[str]) -> dict[str, Live]:
    """The same of many, by uid."""
    since = Revision.objects.filter(uid=OuterRef("uid"), number__gt=OuterRef("revision"), mechanical=False)
    rows = Publication.objects.filter(uid__in=list(uids)).annotate(is_revised=Exists(since))
    return {uid: Live(*row) for uid, *row in rows.values_list("uid", "revision", "is_revised")}


def comments_on(record: Event | Actor | Source | Timeline) -> list[Comment]:
    """What colleagues said last of a record, in turn."""
    newest = Comment.objects.filter(uid=record.uid).select_related("by").order_by("-at", "-pk")[:MOST_COMMENTS]
    return list(newest)[::-1]
