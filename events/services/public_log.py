"""The public log: one numbered line for whatever changes in public, in the transaction of the change.

A reason in it was given by a curator for readers, or there is none: nothing is composed of what the desk alone sees.
"""

from datetime import datetime

from events.models import Change, ChangeCounter, RecordType, Redirect
from events.models.publications import What


def log_change(kind: RecordType, uid: str, what: What, *, at: datetime, reason: str = "", into: str = "") -> None:
    """Adds a line. The counter's row stays locked to the commit: sequences appear in order."""
    counter, _created = ChangeCounter.objects.select_for_update().get_or_create(pk=1)
    counter.last += 1
    counter.save(update_fields=["last"])
    Change.objects.create(sequence=counter.last, type=kind, uid=uid, what=what, reason=reason, into=into, at=at)


def unsay(kind: RecordType, uid: str) -> None:
    """Blanks every reason given so far for a record, and for what was merged into it: a reason may repeat the claim."""
    former = Redirect.objects.filter(type=kind, uid=uid).values_list("old", flat=True)
    Change.objects.filter(uid__in=[uid, *former], told=True).update(reason="")


def log_led_on(kind: RecordType, uid: str, *, into: str, at: datetime, reason: str) -> None:
    """Notes that what answered as a retracted record, because it had been merged into it, leads to another now."""
    former = Redirect.objects.filter(type=kind, uid=uid).values_list("old", flat=True)
    merged = Change.objects.filter(type=kind, uid__in=list(former), what=What.MERGED)
    for old in sorted(set(merged.values_list("uid", flat=True))):
        log_change(kind, old, What.MERGED, at=at, reason=reason, into=into)
