"""Saving a checked file: all of it in one transaction, or nothing.

New events are loaded in bulk; what is in the record already is saved and approved one by one, as at the desk.
"""

from collections import ChainMap
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from django.contrib.auth.models import User
from django.core.exceptions import ValidationError
from django.db import IntegrityError, OperationalError, transaction
from django.db.models import Q

from events.documents import EventDocument, EventStub, decode
from events.formats.incoming import RowError
from events.models import Actor, Event, Kind, Publication, RecordType, Review, Source, Status
from events.models.revisions import Step
from events.services import publishing
from events.services.editing import EditConflict, checked_reason, save_record, write_revision
from events.services.importing.directory import Entry, Register, row_of
from events.services.importing.plan import ImportRefused
from events.services.importing.planning import Import
from events.services.inserting import insert, stored
from events.services.loading import Named, Publisher, Stamp, relate, save_events, write_revisions
from events.services.permissions import Deed, require
from events.services.quote_checks import check_sources
from events.services.review import ReviewRefused, approve, submit
from events.services.snapshots import event_path

BATCH = 1000
_DEADLOCK = "40P01"  # of PostgreSQL: two wait for each other, and one of them is broken off


def apply_import(
    checked: Import,
    *,
    by: User | None,
    at: datetime,
    reason: str = "",
    progress: Callable[[int], None] = lambda done: None,
) -> None:
    """Saves all of a checked file, or nothing; `progress` is told how many events are saved.

    `by` is the author of every revision, and who approves where the import publishes: with the permission to review,
    also what they import themselves. None stands for the server's command line. `reason` is what readers are told where
    something public is revised, which is refused without one; curators see the name of the file.
    Raises ImportRefused where there are errors, or the record has changed meanwhile; PermissionDenied.
    """
    plan = checked.plan
    if plan.error_count:
        raise ImportRefused(plan.errors, plan.error_count)
    if plan.publish:
        require(by, Deed.REVIEW, RecordType.EVENT)
    stamp = Stamp(at, by.pk if by else None, checked_reason(f"Imported from {plan.name}"[:300]))
    try:
        with transaction.atomic():
            if plan.publish:
                publishing.take_turn()
            _Saving(checked, by, stamp, checked_reason(reason), progress).run()
    except (IntegrityError, EditConflict) as error:
        raise outdated(error) from error
    except OperationalError as error:
        if getattr(error.__cause__, "sqlstate", "") != _DEADLOCK:
            raise
        raise _refused("somebody else was saving some of the same; import it again") from error


def outdated(what: object) -> ImportRefused:
    """What is told of an import that comes too late, and why."""
    return _refused(f"the record has changed since the file was checked; check it again ({what})")


def _refused(reason: str) -> ImportRefused:
    return ImportRefused([RowError(0, "", reason)], 1)


class _Saving:
    """One import, inside its transaction."""

    def __init__(
        self, checked: Import, by: User | None, stamp: Stamp, told: str, progress: Callable[[int], None]
    ) -> None:
        self._spool, self._directory, self._publish = checked.spool, checked.directory, checked.plan.publish
        self._by, self._stamp, self._told, self._progress = by, stamp, told, progress
        self._keys: dict[str, int] = {}
        self._named = Named({}, {}, {}, {})
        self._publisher = Publisher(self._named, stamp)

    def run(self) -> None:
        """Saves everything."""
        self._save_named()
        done = 0
        # Events that name events wait until all are there; the others are done with at once.
        for documents in self._spool.new_documents(BATCH):
            save_events(documents, self._named, Status.PUBLISHED if self._publish else Status.DRAFT, at=self._stamp.at)
            self._finish([document for document in documents if not (document.related or document.part_of)])
            done += len(documents)
            self._progress(done)
        for documents in self._spool.new_documents(BATCH, naming_events=True):
            self._look_up_events(documents)
            relate(documents, self._named)
            self._finish(documents)
        self._publisher.finish()
        for line, publish, document in self._spool.standing_documents():
            self._save_standing(line, document, publish=publish)
            done += 1
            self._progress(done)
        keys = (entry.key for entry in self._directory.sources.entries.values())
        check_sources((key for key in keys if key is not None), at=self._stamp.at)

    def _save_named(self) -> None:
        """Makes the actors, sources and kinds that are not in the record yet."""
        new = [
            (kind, Kind(slug=kind.slug, label=kind.label, cameo=kind.cameo or ""))
            for kind, pk in self._kinds()
            if not pk
        ]
        Kind.objects.bulk_create([row for _, row in new])
        self._named.kinds = {kind.slug: pk for kind, pk in self._kinds() if pk} | {row.slug: row.pk for _, row in new}
        keys: dict[str, int] = {}
        for model, register in ((Actor, self._directory.actors), (Source, self._directory.sources)):
            keys |= self._save_register(model, register)
        self._keys = keys
        self._named.keys = keys
        self._named.actors = {uid: entry.document for uid, entry in self._directory.actors.entries.items()}
        self._named.sources = {uid: entry.document for uid, entry in self._directory.sources.entries.items()}

    def _kinds(self) -> Any:
        return self._directory.kinds.values()

    def _save_register(self, model: Any, register: Register[Any]) -> dict[str, int]:
        new: list[Entry[Any]] = list(register.new())
        for first in range(0, len(new), BATCH):
            some = new[first : first + BATCH]
            rows = model.objects.bulk_create([row_of(entry.document) for entry in some])
            for entry, row in zip(some, rows, strict=True):
                entry.key = row.pk
            write_revisions([entry.document for entry in some], self._stamp)
        for uid, entry in register.entries.items():
            if entry.unrevised:
                write_revision(model.objects.get(uid=uid), author=None, at=self._stamp.at, reason="First published")
        return {uid: entry.key for uid, entry in register.entries.items() if entry.key is not None}

    def _finish(self, documents: Sequence[EventDocument]) -> None:
        if not documents:
            return
        if not self._publish:
            write_revisions(documents, self._stamp)
            return
        self._publisher.publish(documents)
        at, by = stored(Review, "at", self._stamp.at), self._by.pk if self._by else None
        event, approved, reason = RecordType.EVENT.value, Step.APPROVED.value, self._stamp.reason
        rows = [(event, document.uid, document.revision, approved, by, reason, at) for document in documents]
        insert(Review, ("type", "uid", "revision", "step", "by_id", "reason", "at"), rows)

    def _look_up_events(self, documents: Sequence[EventDocument]) -> None:
        """Finds the events that documents name, all of which are in the record now, and puts their stubs in."""
        stubs = [stub for document in documents for stub in _events_in(document)]
        own = {document.uid for document in documents}
        names = {stub.uid or stub.slug for stub in stubs} | own
        found: dict[str, EventStub] = {}
        keys: dict[str, int] = {}
        public: dict[str, EventStub] = {}
        in_order = sorted(names)
        for first in range(0, len(in_order), 400):
            some = in_order[first : first + 400]
            rows = Event.objects.filter(Q(uid__in=some) | Q(slug__in=some))
            for pk, uid, slug, title, status in rows.values_list("pk", "uid", "slug", "title", "status"):
                keys[uid] = pk
                found[uid] = found[slug] = EventStub(uid, event_path(uid, slug), slug, title)
                if status == Status.RETRACTED and uid in own:  # a save would make it a draft again, and publish it
                    raise outdated(f"the event {slug} was retracted")
                if status == Status.PUBLISHED:  # of this load perhaps, and not written yet
                    public[uid] = found[uid]
        for stub in stubs:
            here = found.get(stub.uid or stub.slug)
            if here is None:
                raise outdated(f"the event {stub.uid or stub.slug} is gone")
            stub.uid, stub.url, stub.slug, stub.title = here.uid, here.url, here.slug, here.title
        for document in documents:
            document.related.sort(key=lambda one: (one.relation, one.event.slug))
        uids = {stub.uid for stub in stubs}
        published = Publication.objects.filter(uid__in=uids).values_list("uid", "document")
        public |= {uid: decode(text, EventStub) for uid, text in published}  # type: ignore[type-var]
        self._named.events = public
        self._named.keys = ChainMap(keys, self._keys)

    def _save_standing(self, line: int, document: EventDocument, *, publish: bool) -> None:
        self._look_up_events([document])
        try:
            event = save_record(document, author=self._by, at=self._stamp.at, reason=self._stamp.reason)
            if publish:
                if event.status == Status.DRAFT:
                    submit(event, by=self._by, at=self._stamp.at)
                approve(event, event.revision, by=self._by, at=self._stamp.at, reason=self._told, alone=True)
        except ValidationError as error:
            raise ImportRefused([RowError(line, "", " ".join(error.messages))], 1) from error
        except ReviewRefused as refused:
            raise ImportRefused(
                [RowError(line, "", one.message) for one in refused.refusals], len(refused.refusals)
            ) from refused


def _events_in(document: EventDocument) -> list[EventStub]:
    return [*([document.part_of] if document.part_of else []), *(one.event for one in document.related)]
