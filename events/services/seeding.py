"""Loading the chronology of `fixtures/` into a database, without touching what is already there."""

import json
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any, cast

from django.core import serializers
from django.db import transaction

from events.models import Actor, Event, Kind, Review, Revision, Source, Status, Timeline
from events.services.assembly import survivors
from events.services.editing import write_revision
from events.services.review import approve
from events.services.snapshots import Record

# In the order of their dependencies; the README beside them says the same.
FILES = ("kinds.json", "actors.json", "sources.json", "events.json", "citations.json", "timeline.json")
_ROOTS = {"events.event": Event, "events.actor": Actor, "events.source": Source, "events.timeline": Timeline}
# Which fields of the rows name a record, and of which kind.
_NAMING = {
    "event": "events.event",
    "other": "events.event",
    "part_of": "events.event",
    "actor": "events.actor",
    "speaker": "events.actor",
    "organisation": "events.actor",
    "source": "events.source",
    "timeline": "events.timeline",
}
_PARENTS = ("timeline", "event", "source", "actor")
_REASON = "Loaded from the fixtures"


def seed(folder: Path, *, at: datetime) -> Iterator[str]:
    """Loads what is missing, writes first revisions, and publishes through review what the fixtures have in review.

    A record that is there already, by its uid or its slug, is left alone with all its children. What an earlier call
    loaded and did not come to publish is published now. Yields what it does.
    """
    with transaction.atomic():
        rows = [row for name in FILES for row in json.loads((folder / name).read_text(encoding="utf-8"))]
        loading = _Loading(rows)
        loading.save()
        # Also of what plain loaddata brought, which writes none.
        for model in _ROOTS.values():
            for row in model._default_manager.filter(revision=0).order_by("pk"):
                write_revision(cast(Record, row), author=None, at=at, reason=_REASON)
    yield from loading.notes
    yield f"{loading.added} records loaded." if loading.added else "Everything in the fixtures is here already."
    waiting = _waiting()
    for number, record in enumerate(waiting, 1):
        approve(record, record.revision, by=None, at=at)
        yield f"Published {number} of {len(waiting)}: {record}"


def _waiting() -> list[Event | Timeline]:
    """What was loaded as in review, and has met nobody since."""
    first = Revision.objects.filter(number=1, author=None, reason=_REASON).values("uid")
    untouched = {"status": Status.IN_REVIEW, "revision": 1, "uid__in": first}
    seen = set(Review.objects.values_list("uid", flat=True))
    records = [*Event.objects.filter(**untouched).order_by("id"), *Timeline.objects.filter(**untouched).order_by("id")]
    return [record for record in records if record.uid not in seen]


class _Loading:
    """The rows of the fixtures, told apart into those whose record is here and those that are to be saved."""

    def __init__(self, rows: list[dict[str, Any]]) -> None:
        self.notes: list[str] = []
        self.added = 0
        self._rows = rows
        self._here: dict[str, set[str]] = {"events.kind": set(Kind.objects.values_list("slug", flat=True))}
        self._slugs: dict[str, dict[str, str]] = {}  # by kind: what a fixture calls a record, and what it is called now
        # What a curator merged or deleted has no row any more, and must not come back.
        known = set(Revision.objects.values_list("uid", flat=True).distinct())
        for label, model in _ROOTS.items():
            present = dict(model._default_manager.values_list("uid", "slug"))
            roots = [row["fields"] for row in rows if row["model"] == label]
            taken = set(present.values())
            self._here[label] = {f["slug"] for f in roots if f["uid"] in {*present, *known} or f["slug"] in taken}
            answering = survivors(f["uid"] for f in roots)
            self._slugs[label] = {
                f["slug"]: present.get(answering[f["uid"]], f["slug"])
                for f in roots
                if f["slug"] not in self._here[label] or answering[f["uid"]] in present or f["slug"] in taken
            }

    def save(self) -> None:
        """Saves the missing rows in order, and counts the records among them."""
        missing = [named for row in self._rows if self._is_missing(row) and (named := self._in_present_names(row))]
        for deserialized in serializers.deserialize("python", missing):
            deserialized.object.full_clean(validate_unique=False)
            deserialized.save()
            if isinstance(deserialized.object, Event | Actor | Source | Timeline):
                self.added += 1

    def _is_missing(self, row: dict[str, Any]) -> bool:
        label, fields = row["model"], row["fields"]
        if label in self._here:
            return fields["slug"] not in self._here[label]
        parent = next(name for name in _PARENTS if name in fields)
        return fields[parent][0] not in self._here[_NAMING[parent]]

    def _in_present_names(self, row: dict[str, Any]) -> dict[str, Any] | None:
        """The row with the present slugs of what it names; None, and a note, where that is no longer here."""
        fields = dict(row["fields"])
        for name in _NAMING.keys() & fields.keys():
            if not fields[name]:
                continue
            slug = self._slugs[_NAMING[name]].get(fields[name][0])
            if slug is None:
                self.notes.append(f"Passed over a {row['model']}: {name} “{fields[name][0]}” is no longer here.")
                return None
            fields[name] = [slug]
        return {**row, "fields": fields}
