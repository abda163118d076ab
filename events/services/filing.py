"""Filing events: under a kind, into a timeline and out of it. Each is a save like any other, with its revision."""

from collections.abc import Iterable
from datetime import datetime

import msgspec
from django.contrib.auth.models import User

from events.documents import TimelineEntryDocument
from events.models import Event, Kind, RecordType, Timeline
from events.services.editing import save_record
from events.services.permissions import Deed, require
from events.services.snapshots import event_stub, kind_document, snapshot_event, snapshot_timeline


def set_kind(event: Event, kind: Kind, *, revision: int, by: User | None, at: datetime, reason: str = "") -> Event:
    """The event under another kind; `revision` is the one that was seen.

    Raises EditConflict where a newer one stands, ValidationError where it is published and no reason is given.
    """
    require(by, Deed.WRITE, RecordType.EVENT)
    document = msgspec.structs.replace(snapshot_event(event), kind=kind_document(kind), revision=revision)
    return save_record(document, author=by, at=at, reason=reason)


def accept(timeline: Timeline, events: Iterable[Event], *, by: User | None, at: datetime, reason: str = "") -> int:
    """Adds those events to a timeline that are not in it yet, in one revision of it; returns how many they were.

    Raises EditConflict where somebody else saves the timeline meanwhile, ValidationError where it is published and no
    reason is given.
    """
    require(by, Deed.WRITE, RecordType.TIMELINE)
    document = snapshot_timeline(timeline)
    there = {entry.event.uid for entry in document.entries}
    new = [
        TimelineEntryDocument(event=event_stub(event), note=None, featured=False)
        for event in events
        if event.uid not in there
    ]
    entries = sorted([*document.entries, *new], key=lambda entry: entry.event.uid)
    save_record(msgspec.structs.replace(document, entries=entries), author=by, at=at, reason=reason)
    return len(new)


def take_out(timeline: Timeline, events: Iterable[Event], *, by: User | None, at: datetime, reason: str = "") -> int:
    """Takes those events out of a timeline that are in it, otherwise as `accept`."""
    require(by, Deed.WRITE, RecordType.TIMELINE)
    document = snapshot_timeline(timeline)
    going = {event.uid for event in events}
    entries = [entry for entry in document.entries if entry.event.uid not in going]
    save_record(msgspec.structs.replace(document, entries=entries), author=by, at=at, reason=reason)
    return len(document.entries) - len(entries)
