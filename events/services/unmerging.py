"""Undoing a merge: the merged record comes back, and what the merge moved goes back to it, unless it was changed since.

Of events nothing changes in public by itself: what came back, and what it was taken out of, waits for review, and old
addresses lead to the survivor until then. Actors and sources have no state: as the merge showed at once, so does this.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q

from events.differences.setting_back import set_back
from events.models import (
    Event,
    Merge,
    Publication,
    PublicationReference,
    RecordType,
    Review,
    Revision,
    Snapshot,
    Source,
    Status,
    Suspicion,
    Timeline,
)
from events.models.revisions import Step
from events.queries.history import document_of
from events.queries.publications import live_revision
from events.services import publishing
from events.services.applying import apply
from events.services.editing import put_up, required_reason, write_revision
from events.services.permissions import Deed, require
from events.services.quote_checks import check_sources
from events.services.review import refusals
from events.services.snapshots import RECORDS, Record, snapshot


@dataclass
class Undone:
    """What came of undoing a merge; `left` says what could not be undone, a sentence each."""

    record: Record
    survivor: Record
    left: list[str] = field(default_factory=list)


@transaction.atomic
def unmerge(merge: Merge, *, by: User | None, at: datetime, reason: str) -> Undone:
    """Brings a merged record back, and sets the survivor and whatever else the merge touched back to before it.

    Raises ValidationError where the merge is undone already or the survivor is gone, or the record cannot come back.
    """
    publishing.take_turn()
    merge = Merge.objects.select_for_update().get(pk=merge.pk)
    require(by, Deed.MERGE, RecordType(merge.type))
    told = required_reason(reason)
    undoing = _Undoing(merge, by, at, reason)
    record = undoing.bring_back()
    survivor = undoing.set_back_all(record)
    undoing.show()
    for uid, number in ((record.uid, record.revision), (survivor.uid, survivor.revision)):
        Review.objects.create(type=merge.type, uid=uid, revision=number, step=Step.UNMERGED, by=by, reason=told, at=at)
    Merge.objects.filter(pk=merge.pk).update(undone_at=at)
    if isinstance(record, Event):
        pair = Q(event=record, other=survivor.pk) | Q(event=survivor.pk, other=record)
        Suspicion.objects.filter(pair).update(dismissed_by=by, dismissed_at=at)
    return Undone(record, survivor, undoing.left)


class _Undoing:
    """One undoing, inside its transaction."""

    def __init__(self, merge: Merge, by: User | None, at: datetime, reason: str) -> None:
        self._merge, self._by, self._at, self._reason = merge, by, at, reason
        self.left: list[str] = []
        self._to_show: list[Record] = []

    def bring_back(self) -> Record:
        """The merged record as it last was, under its uid and slug."""
        merge, model = self._merge, RECORDS[self._merge.type]
        if merge.undone_at:
            raise ValidationError("This merge is undone already.", "undone")
        if model.objects.filter(uid=merge.merged).exists():
            raise ValidationError("The merged record is back already: a revision of it was restored.", "back")
        if not model.objects.select_for_update(no_key=True).filter(uid=merge.survivor).exists():
            raise ValidationError(
                "What it was merged into is not there any more; if that was merged in its turn, undo that first.",
                "gone",
            )
        newest = Revision.objects.of(merge.merged).first()
        if newest is None:
            raise ValidationError("Nothing is left of the merged record: it was erased.", "erased")
        return self._revive(model(uid=merge.merged, revision=newest.number), document_of(newest))

    def _revive(self, record: Record, document: Any) -> Record:
        try:
            apply(document, record)
        except ValidationError as error:
            raise ValidationError(f"It cannot come back as it was. {' '.join(error.messages)}", "refused") from error
        if self._merge.was_public and isinstance(record, Event):
            record.status, record.in_review_since = Status.IN_REVIEW, self._at
        self._write(record)
        return record

    def set_back_all(self, record: Record) -> Record:
        """The survivor as it was before, after it and all that the merge touched was set back."""
        merge = self._merge
        survivor = self._set_back(merge.type, merge.survivor, merge.revision)
        assert survivor is not None  # noqa: S101  # `bring_back` holds its row
        if merge.moved_text and isinstance(record, Source) and not Snapshot.objects.filter(source=record).exists():
            Snapshot.objects.filter(source=survivor.pk).update(source=record)
        for type_, uid, number in merge.wrote:
            self._set_back(type_, uid, number)
        if isinstance(record, Source):
            check_sources([record.pk, survivor.pk], at=self._at)
        return survivor

    def _set_back(self, type_: str, uid: str, number: int) -> Record | None:
        record: Record | None = RECORDS[type_].objects.filter(uid=uid).first()
        both = {row.number: row for row in Revision.objects.filter(uid=uid, number__in=[number - 1, number])}
        if record is None or len(both) < 2:
            self.left.append(f"The {type_} {record or uid} has no earlier state to go back to.")
            return record
        now = snapshot(record)
        document, left = set_back(document_of(both[number - 1]), document_of(both[number]), now)
        self.left += [f"“{record}”: {what} was changed since the merge, and stands as it is." for what in left]
        apply(document, record)
        if snapshot(record) != now:
            self._write_set_back(record)
        return record

    def _write_set_back(self, record: Record) -> None:
        live = live_revision(record.uid)
        if live == record.revision and self._merge.type != RecordType.EVENT:
            self._to_show.append(record)
        elif isinstance(record, Event | Timeline):
            put_up(record, self._at)
        self._write(record)

    def show(self) -> None:
        """Lets what is public follow, where the merge itself did: the names of actors and sources."""
        for record in self._to_show:
            found = refusals(record)
            if found and isinstance(record, Event | Timeline):
                put_up(record, self._at)
                record.save()
                told = " ".join(refusal.message for refusal in found)
                self.left.append(f"“{record}” waits for review, and is public as it was: {told}")
            elif Publication.objects.filter(uid=record.uid).exists():
                publishing.publish(Revision.objects.get(uid=record.uid, number=record.revision), at=self._at)
        # An older public revision may name it still, and has shown the survivor in its place.
        named = PublicationReference.objects.filter(names=self._merge.merged, publication__type=RecordType.EVENT)
        shown = Publication.objects.filter(uid=self._merge.merged)
        if self._merge.type in (RecordType.ACTOR, RecordType.SOURCE) and named.exists() and not shown.exists():
            publishing.publish(Revision.objects.of(self._merge.merged)[0], at=self._at)
        for _left in publishing.refresh_stale(at=self._at):
            pass
        publishing.unpublish_unnamed([self._merge.survivor], self._at)

    def _write(self, record: Record) -> None:
        reason = f"A merge was undone: {self._reason}"[:300]
        write_revision(record, author=self._by, at=self._at, reason=reason, mechanical=True)
