"""Timelines: events that an editor accepted, by hand, into one chronology."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.db import models

from events.fields import LineField, ProseField, validate_language
from events.models.events import Status
from events.models.identity import SlugField, SluggedQuerySet, UidField, only_these

_LABEL = "[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?"
_ORIGIN = re.compile(rf"https?://{_LABEL}(\.{_LABEL})*(:[0-9]{{1,5}})?", re.ASCII | re.IGNORECASE)


def validate_origins(text: str) -> None:
    """Raises ValidationError unless each line is an origin such as https://news.example."""
    for line in text.splitlines():
        # Strict, since it stands in a header: no path, no user, nothing but a host and a port.
        if not _ORIGIN.fullmatch(line):
            raise ValidationError(f"“{line}” is no origin; write one a line, as https://news.example.", "origin")


class TimelineQuerySet(SluggedQuerySet["Timeline"]):
    """Timelines as the desk looks at them."""


class Timeline(models.Model):
    """A chronology under one title, reviewed as a whole."""

    uid = UidField()
    slug = SlugField()
    title = LineField(max_length=200)
    dek = ProseField(max_length=500, blank=True, help_text="A sentence or two under the title.")
    language = LineField(max_length=35, default="en", validators=[validate_language])
    embed_origins = models.TextField(
        "may be embedded by",
        blank=True,
        validators=[validate_origins],
        help_text="One origin a line, as https://news.example; empty: by anybody.",
    )
    status = models.CharField(max_length=10, choices=Status.choices, default=Status.DRAFT, editable=False)
    revision = models.PositiveIntegerField(default=0, editable=False)

    objects = TimelineQuerySet.as_manager()

    class Meta:
        permissions = [("review_timeline", "Can approve, send back and retract timelines")]
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="timeline_uid_unique"),
            models.UniqueConstraint(fields=["slug"], name="timeline_slug_unique"),
            only_these("status", Status, "timeline_status_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def natural_key(self) -> tuple[str]:
        return (self.slug,)


class TimelineEntryManager(models.Manager["TimelineEntry"]):
    """Finds an entry by timeline and event, as fixtures name it."""

    def get_by_natural_key(self, timeline: str, event: str) -> "TimelineEntry":
        return self.get(timeline__slug=timeline, event__slug=event)


class TimelineEntry(models.Model):
    """An event that an editor accepted into a timeline."""

    timeline = models.ForeignKey(Timeline, models.CASCADE, related_name="entries")
    event = models.ForeignKey("events.Event", models.PROTECT, related_name="timeline_entries")
    note = ProseField(max_length=500, blank=True)
    featured = models.BooleanField(default=False)

    objects = TimelineEntryManager()

    class Meta:
        verbose_name_plural = "timeline entries"
        constraints = [models.UniqueConstraint(fields=["timeline", "event"], name="timeline_entry_unique")]

    def __str__(self) -> str:
        return str(self.event)

    def natural_key(self) -> tuple[Any, ...]:
        return (*self.timeline.natural_key(), *self.event.natural_key())

    natural_key.dependencies = ["events.timeline", "events.event"]  # type: ignore[attr-defined]
