"""Plain functions that make records through the services, with defaults for all that a test does not care about."""

from datetime import datetime
from itertools import count
from typing import Any

from django.contrib.auth.models import Group, Permission, User

from events.documents import EventDocument
from events.models import Actor, Citation, Event, Kind, Participation, Source, Timeline, TimelineEntry
from events.services import review
from events.services.editing import save_record
from events.services.permissions import set_up_roles
from events.services.snapshots import snapshot, snapshot_actor, snapshot_event, snapshot_source, snapshot_timeline
from tests.conftest import NOW

_numbers = count(1)


def make_role(name: str) -> Group:
    """The group of a role: a test that empties all tables takes what migrations have written from those after it."""
    set_up_roles(Group.objects, Permission.objects)
    return Group.objects.get(name=name)


def make_kind(slug: str = "visit") -> Kind:
    return Kind.objects.get_or_create(slug=slug, defaults={"label": slug.replace("-", " ")})[0]


def make_actor(name: str = "", *, author: User | None = None, **fields: Any) -> Actor:
    slug = fields.pop("slug", "") or (
        name.lower().replace(" ", "-") if name.isascii() and name else f"actor-{next(_numbers)}"
    )
    actor = Actor(slug=slug, name=name or slug, **{"type": "state", **fields})
    return save_record(snapshot_actor(actor, names=[], affiliations=[]), author=author, at=NOW)


def make_source(publisher: str = "", *, author: User | None = None, **fields: Any) -> Source:
    number = next(_numbers)
    values = {
        "slug": f"source-{number}",
        "title": f"Report {number}",
        "type": "article-newspaper",
        "genre": "news",
        "publisher": publisher or f"Paper {number}",
        **fields,
    }
    return save_record(snapshot_source(Source(**values), contributors=[]), author=author, at=NOW)


def cite(source: Source, **fields: Any) -> Citation:
    """A citation that is not saved yet, for `make_event`."""
    return Citation(source=source, **{"says": "It happened.", **fields})


def event_document(
    title: str = "",
    *,
    citations: list[Citation] | None = None,
    participants: list[tuple[Actor, str]] | None = None,
    **fields: Any,
) -> EventDocument:
    number = next(_numbers)
    event = Event(
        **{
            "slug": f"event-{number}",
            "title": title or f"Event {number}",
            "kind": make_kind(),
            "date": "2020",
            **fields,
        }
    )
    return snapshot_event(
        event,
        participations=[Participation(actor=actor, role=role) for actor, role in participants or []],
        citations=[cite(make_source())] if citations is None else citations,
        relations=[],
        closed=[],
    )


def make_event(title: str = "", *, author: User | None = None, at: datetime = NOW, **fields: Any) -> Event:
    """A draft with one citation, unless told otherwise."""
    return save_record(event_document(title, **fields), author=author, at=at)


def revise(record: Any, *, author: User | None = None, at: datetime = NOW, reason: str = "", **fields: Any) -> Any:
    """Saves a record with other values in some of its fields, whatever its instance knows."""
    fresh = type(record).objects.get(pk=record.pk)
    for name, value in fields.items():
        setattr(fresh, name, value)
    return save_record(snapshot(fresh), author=author, at=at, reason=reason)


def publish(record: Event | Timeline, *, at: datetime = NOW) -> Any:
    """Takes a draft through review by the server's command line."""
    if record.status == "draft":
        review.submit(record, by=None, at=at)
    review.approve(record, record.revision, by=None, at=at, reason="Said better")
    return record


def make_published_event(title: str = "", **fields: Any) -> Event:
    event: Event = publish(make_event(title, **fields))
    return event


def make_timeline(title: str = "A timeline", *, events: list[Event] | None = None, **fields: Any) -> Timeline:
    number = next(_numbers)
    timeline = Timeline(**{"slug": f"timeline-{number}", "title": title, **fields})
    entries = [TimelineEntry(event=event) for event in events or []]
    return save_record(snapshot_timeline(timeline, entries=entries), author=None, at=NOW)


def make_published_timeline(title: str = "A timeline", *, events: list[Event] | None = None, **fields: Any) -> Timeline:
    timeline: Timeline = publish(make_timeline(title, events=events, **fields))
    return timeline
