"""Files that curators upload: planned and kept, planned again when they are to be imported, and imported once."""

import io
from contextlib import closing
from datetime import datetime

import msgspec
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from events.models import RecordType, Upload
from events.models.identity import new_uid
from events.services import publishing
from events.services.editing import checked_reason
from events.services.importing import Import, ImportPlan, ImportRefused, apply_import, outdated, plan_import
from events.services.permissions import Deed, require
from events.text import tidy_line

_LONGEST_NAME = 100
_MOST_WAITING = 10  # files of up to 20 MB


class UploadOutdated(Exception):
    """The file would do otherwise now than what was shown: nothing was saved, and the new plan is kept to be shown."""


class UploadSpent(Exception):
    """The file was imported already or given up, or has nothing to import."""


def keep_upload(
    content: bytes, *, name: str, format: str, publish: bool, reason: str, by: User, at: datetime
) -> Upload:
    """Plans a file, and keeps it with its plan; what is older than a day goes, and of one's own all but the newest ten.

    Raises PermissionDenied for one who may not write events, or may not publish what is to be published.
    """
    require(by, Deed.WRITE, RecordType.EVENT)
    if publish:
        require(by, Deed.REVIEW, RecordType.EVENT)
    upload = Upload(
        uid=new_uid(),
        owner=by,
        name=_shown(name),
        format=format,
        publish=publish,
        reason=checked_reason(reason),
        content=content,
        at=at,
    )
    with closing(_planned(upload, at=at)) as checked:
        _note(upload, checked.plan)
    with transaction.atomic():
        Upload.objects.outdated(at=at).delete()
        upload.save(force_insert=True)
        waiting = Upload.objects.filter(owner=by, applied_at=None).order_by("-at", "-pk")
        Upload.objects.filter(pk__in=list(waiting.values_list("pk", flat=True)[_MOST_WAITING:])).delete()
    return upload


def plan_of(upload: Upload) -> ImportPlan:
    """The plan that is kept with a file."""
    return msgspec.json.decode(upload.plan, type=ImportPlan)


def apply_upload(upload: Upload, *, shown: str, by: User, at: datetime, reason: str) -> ImportPlan:
    """Imports a file as it was shown: all of it, or nothing.

    `shown` is the digest of the plan that its owner saw. Raises UploadOutdated where the file comes to another one now,
    UploadSpent where it is not, or no more, to be imported; ImportRefused and PermissionDenied as `apply_import` does.
    """
    require(by, Deed.WRITE, RecordType.EVENT)
    kept = Upload.objects.filter(pk=upload.pk, applied_at=None).first()
    if kept is None or not kept.content:
        raise UploadSpent
    with closing(_planned(kept, at=at)) as checked:
        _refuse_another(kept, checked.plan, shown)
        try:
            _apply(kept, checked, by=by, at=at, reason=reason)
        except (ImportRefused, IntegrityError) as error:
            with closing(_planned(kept, at=at)) as again:
                _refuse_another(kept, again.plan, shown)
            if isinstance(error, IntegrityError):  # whether all that is named is there is asked as the transaction ends
                raise outdated(error) from error
            raise
        return checked.plan


@transaction.atomic
def _apply(upload: Upload, checked: Import, *, by: User, at: datetime, reason: str) -> None:
    if upload.publish:
        publishing.take_turn()  # before any other lock
    # Of two that come to the same row the second waits here, and finds it spent.
    if not Upload.objects.filter(pk=upload.pk, applied_at=None).update(applied_at=at, content=b""):
        raise UploadSpent
    apply_import(checked, by=by, at=at, reason=reason)


def give_up(upload: Upload) -> bool:
    """Forgets a file that is not to be imported; False where it was imported before."""
    deleted, _ = Upload.objects.filter(pk=upload.pk, applied_at=None).delete()
    return bool(deleted)


def _planned(upload: Upload, *, at: datetime) -> Import:
    return plan_import(
        io.BytesIO(upload.content), name=upload.name, format=upload.format, publish=upload.publish, at=at
    )


def _refuse_another(upload: Upload, plan: ImportPlan, shown: str) -> None:
    if plan.digest != shown:
        _note(upload, plan)
        standing = Upload.objects.filter(pk=upload.pk, applied_at=None)
        raise UploadOutdated if standing.update(plan=upload.plan, content=upload.content) else UploadSpent


def _note(upload: Upload, plan: ImportPlan) -> None:
    """Puts down what a file comes to; one with nothing to save is not kept itself."""
    upload.plan = msgspec.json.encode(plan).decode()
    if plan.error_count or not plan.changes_anything:
        upload.content = b""


def _shown(name: str) -> str:
    """The name of a file as a line under the text policy."""
    return tidy_line("".join(filter(str.isprintable, name)))[-_LONGEST_NAME:].strip() or "a file"
