"""Revisions: every save of an event, actor, source or timeline, whole."""

from django.conf import settings
from django.db import models

from events.fields import LineField
from events.models.identity import only_these


class RecordType(models.TextChoices):
    """The four records that have revisions and are published."""

    EVENT = "event"
    ACTOR = "actor"
    SOURCE = "source"
    TIMELINE = "timeline"


class RevisionQuerySet(models.QuerySet["Revision"]):
    """Revisions of one record, which outlive its row: they are tied to its uid."""

    def of(self, uid: str) -> "RevisionQuerySet":
        return self.filter(uid=uid).order_by("-number")


class Revision(models.Model):
    """One numbered snapshot of a record: the whole document, children included, with author, reason and time."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    number = models.PositiveIntegerField()
    document = models.TextField(help_text="JSON in the shape of events.documents.")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the server's command line.",
    )
    reason = LineField(max_length=300, blank=True)
    mechanical = models.BooleanField(
        default=False, help_text="Written by a merge or a confirmation: its author did not write what it says."
    )
    at = models.DateTimeField()

    objects = models.Manager.from_queryset(RevisionQuerySet)()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["uid", "number"], name="revision_number_unique"),
            only_these("type", RecordType, "revision_type_known"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.uid} revision {self.number}"


class Step(models.TextChoices):
    """What a review did to a record."""

    SUBMITTED = "submitted"
    SENT_BACK = "sent_back", "Sent back"
    APPROVED = "approved"
    RETRACTED = "retracted"
    MERGED = "merged"
    DISCARDED = "discarded"
    LOOKED_AT = "looked_at", "Looked at"
    UNMERGED = "unmerged", "Merge undone"
    ERASED = "erased"


class Review(models.Model):
    """One change of state: who took which step with which revision, when and why."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    uid = models.CharField(max_length=26)
    revision = models.PositiveIntegerField()
    step = models.CharField(max_length=9, choices=Step.choices)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="Empty: the server's command line.",
    )
    reason = LineField(max_length=300, blank=True)
    at = models.DateTimeField()

    class Meta:
        constraints = [only_these("step", Step, "review_step_known")]
        # The history of one record.
        indexes = [models.Index(fields=["uid", "at"], name="review_history")]

    def __str__(self) -> str:
        return f"{self.type} {self.uid} {self.get_step_display()}"
