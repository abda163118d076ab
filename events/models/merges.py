"""What a merge did: by it the merge can be undone, and names that it led on be led back."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from events.models.identity import only_these
from events.models.revisions import RecordType


class Merge(models.Model):
    """One record that was merged into another. No names stand here, but for addresses that led to the merged one."""

    type = models.CharField(max_length=8, choices=RecordType.choices)
    merged = models.CharField(max_length=26, help_text="The uid of the record that went.")
    survivor = models.CharField(max_length=26, help_text="The uid of the record that stayed.")
    revision = models.PositiveIntegerField(help_text="The survivor's, as the merge wrote it.")
    wrote = models.JSONField(default=list, help_text="What else got a revision: type, uid and number of each.")
    led = models.JSONField(default=list, help_text="The uids and slugs that lead to the survivor by this merge.")
    was_public = models.BooleanField(help_text="The merged record was published.")
    moved_text = models.BooleanField(default=False, help_text="The text of a source went along.")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    at = models.DateTimeField()
    undone_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            only_these("type", RecordType, "merge_type_known"),
            models.CheckConstraint(condition=~Q(merged=F("survivor")), name="merge_of_two"),
        ]
        indexes = [
            # The history of the survivor, and what leads back to it when it is published.
            models.Index(fields=["survivor", "id"], name="merge_survivor"),
            # Whether a record was merged, and what is led back to it.
            models.Index(fields=["merged", "id"], name="merge_merged"),
        ]

    def __str__(self) -> str:
        return f"{self.type} {self.merged} → {self.survivor}"
