"""What only the desk knows: which events want a curator's eye, which may be the same, what was said of a record."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from events.fields import ProseField
from events.models.events import Event
from events.models.identity import only_these
from events.models.revisions import RecordType


class Concern(models.TextChoices):
    """Why an event wants a curator's eye; those of weak evidence stand first, the weakest of all before the others."""

    UNSUPPORTED = "unsupported", "No source affirms it"
    OPINION_ONLY = "opinion_only", "Opinion only"
    SINGLE_SOURCE = "single_source", "Single source"
    DIFFERS = "differs", "Sources differ"
    LIVING = "living", "Names living persons"
    DATE = "date", "The date wants checking"
    QUOTE_LOST = "quote_lost", "A quotation was not found"
    TO_CONFIRM = "to_confirm", "Stances to confirm"
    OPEN_ENDED = "open_ended", "Open-ended"


class Flag(models.Model):
    """A concern that an event raises as it now stands; `since` is when it was first raised, or last looked at."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="flags")
    concern = models.CharField(max_length=13, choices=Concern.choices)
    since = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["event", "concern"], name="flag_unique"),
            only_these("concern", Concern, "flag_concern_known"),
        ]
        # A worklist: one concern, what has waited longest first.
        indexes = [models.Index(fields=["concern", "since", "event"], name="flag_worklist")]

    def __str__(self) -> str:
        return f"{self.get_concern_display()}: {self.event}"


class Suspicion(models.Model):
    """Two events that may be the same, the older one first; it stays dismissed once somebody says that they are not."""

    event = models.ForeignKey(Event, models.CASCADE, related_name="suspicions")
    other = models.ForeignKey(Event, models.CASCADE, related_name="inverse_suspicions")
    likeness = models.PositiveSmallIntegerField(help_text="Of the titles, 0 to 100.")
    noticed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    dismissed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = "possible duplicate"
        verbose_name_plural = "possible duplicates"
        constraints = [
            models.UniqueConstraint(fields=["event", "other"], name="suspicion_unique"),
            models.CheckConstraint(condition=Q(event__lt=F("other")), name="suspicion_older_first"),
        ]
        # The worklist: what nobody has dismissed, the most alike first.
        indexes = [models.Index(fields=["dismissed_at", "-likeness", "id"], name="suspicion_worklist")]

    def __str__(self) -> str:
        return f"{self.event} / {self.other} ({self.likeness} %)"


class RecordWords(models.Model):
    """What a record is searched by at the desk, drafts included: folded words of its newest revision.

    Beside the table stands an index of the words, which follows it by itself: FTS5 on SQLite, GIN on PostgreSQL. They
    are in the migration `record_words`, since no model of Django's can say them.
    """

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    words = models.TextField(help_text="Each once, as `events.folding` makes them, spaces between.")

    class Meta:
        verbose_name_plural = "record words"
        constraints = [
            models.UniqueConstraint(fields=["uid"], name="record_words_unique"),
            only_these("type", RecordType, "record_words_type_known"),
        ]

    def __str__(self) -> str:
        return self.words[:60]


class Comment(models.Model):
    """What somebody at the desk said of a record, for colleagues alone."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    revision = models.PositiveIntegerField(help_text="The newest one when it was said.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = ProseField(max_length=2000)
    at = models.DateTimeField()

    class Meta:
        constraints = [
            only_these("type", RecordType, "comment_type_known"),
            models.CheckConstraint(condition=~Q(text=""), name="comment_says_something"),
        ]
        # The history of one record.
        indexes = [models.Index(fields=["uid", "at"], name="comment_history")]

    def __str__(self) -> str:
        return self.text[:60]
