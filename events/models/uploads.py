"""Files on their way into the record."""

from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models

from events.fields import LineField
from events.models.identity import UidField

if TYPE_CHECKING:
    from django.contrib.auth.models import User

KEPT_FOR = timedelta(days=1)


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads, each for whoever made it and for a day."""

    def of(self, owner: "User", *, at: datetime) -> "UploadQuerySet":
        """What somebody may see of them; without the files, which are large."""
        return self.filter(owner=owner, at__gt=at - KEPT_FOR).defer("content")

    def outdated(self, *, at: datetime) -> "UploadQuerySet":
        """What is older than a day."""
        return self.filter(at__lte=at - KEPT_FOR)


class Upload(models.Model):
    """A file of events between its dry run and its import, with the plan that its owner was shown.

    The bytes are kept, and not what was worked out of them: the record may change meanwhile, and the file is planned
    again before it is saved. They stand in the database, since all processes that serve the desk share it, and there is
    no folder to keep private and to sweep. They go when they are imported or given up, and with the row at the
    first upload after a day; there are none where the plan has nothing to save. The row stays for that day, so that
    nothing is imported twice.
    """

    uid = UidField()
    owner = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    name = LineField(max_length=100)
    format = models.CharField(max_length=6)
    publish = models.BooleanField()
    reason = LineField(max_length=300, blank=True)
    content = models.BinaryField()
    plan = models.TextField(help_text="JSON in the shape of an import's plan.")
    at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = models.Manager.from_queryset(UploadQuerySet)()

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["uid"], name="upload_uid_unique")]

    def __str__(self) -> str:
        return self.name
