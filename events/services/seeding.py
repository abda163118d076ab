"""Loading the chronology of `fixtures/` into a database, without touching what is already there."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from django.core import serializers
from django.db import transaction

from events.models import Actor, Event, Kind, Revision, Source, Status, Timeline
from events.services.editing import write_revision
from events.services.review import approve
from events.services.snapshots import Record

# In the order of their dependencies; the README beside them says the same.
FILES = ("kinds.json", "actors.json", "sources.json", "events.json", "citations.json", "timeline.json")
_ROOTS = {"events.event", "events.actor", "events.source", "events.timeline"}
_REASON = "Loaded from the fixtures"


def seed(folder: Path, *, at: datetime) -> Iterator[str]:
    """Loads what is missing, writes first revisions, and publishes through review what the fixtures have in review.

    A record that is there already, by its uid or its slug, is left alone with all its children. Yields what it does.
    """
    with transaction.atomic():
        added = _load(folder)
        for record in added:
            write_revision(record, author=None, at=at, reason=_REASON)
    yield f"{len(added)} records loaded." if added else "Everything in the fixtures is here already."
    waiting = [r for r in added if isinstance(r, Event | Timeline) and r.status == Status.IN_REVIEW]
    for number, record in enumerate(waiting, 1):
        record.refresh_from_db()
        approve(record, record.revision, by=None, at=at)
        yield f"Published {number} of {len(waiting)}: {record}"


def _load(folder: Path) -> list[Record]:
    """Saves the rows of the fixtures whose record is not here yet; returns the new records."""
    added: list[Record] = []
    kept = _Kept()
    for name in FILES:
        rows = json.loads((folder / name).read_text(encoding="utf-8"))
        missing = [row for row in rows if kept.wants(row)]
        for deserialized in serializers.deserialize("python", missing):
            deserialized.object.full_clean(validate_unique=False)
            deserialized.save()
            if isinstance(deserialized.object, Event | Actor | Source | Timeline):
                added.append(deserialized.object)
    return added


class _Kept:
    """Which records are here already: their rows and those of their children are passed over."""

    def __init__(self) -> None:
        self._slugs: dict[str, set[str]] = {"events.kind": set(Kind.objects.values_list("slug", flat=True))}
        # What a curator merged or deleted has no row any more, and must not come back.
        self._uids = set(Revision.objects.values_list("uid", flat=True).distinct())
        for label, model in (
            ("events.event", Event),
            ("events.actor", Actor),
            ("events.source", Source),
            ("events.timeline", Timeline),
        ):
            rows = list(model._default_manager.values_list("slug", "uid"))
            self._slugs[label] = {slug for slug, _ in rows}
            self._uids |= {uid for _, uid in rows}

    def wants(self, row: dict[str, Any]) -> bool:
        label, fields = row["model"], row["fields"]
        if label in _ROOTS or label == "events.kind":
            here = fields["slug"] in self._slugs[label] or fields.get("uid") in self._uids
            if here:
                self._slugs[label].add(fields["slug"])
            return not here
        parent = next(name for name in ("timeline", "event", "source", "actor") if name in fields)
        return fields[parent][0] not in self._slugs[f"events.{parent}"]
