"""Checking a file against the record and against itself, before anything is saved."""

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime
from functools import lru_cache
from itertools import islice
from typing import BinaryIO, cast

import msgspec

from events.dates import recall_edtf
from events.differences import compare
from events.documents import CitationDesk, Date, EventDesk, EventDocument
from events.formats.handwritten import make_slug
from events.formats.incoming import Row, RowError, RowFault
from events.models import Status
from events.models.identity import new_uid
from events.queries.provenance import assess
from events.services.importing.amiss import Amiss
from events.services.importing.checking import event_faults
from events.services.importing.comparing import over
from events.services.importing.directory import Directory
from events.services.importing.plan import ImportPlan, PlannedRow, What
from events.services.importing.readers import READERS, Reading
from events.services.importing.refusing import new_refusals, standing_refusals
from events.services.importing.spool import Spool
from events.services.importing.standing import Standing
from events.services.snapshots import citation_order, date_document, event_path

BATCH = 500
# What a new event needs a column for.
_NEEDED = ("title", "date.edtf", "kind.slug", "citations")
# What review weighs.
_WEIGHED = ("attribution", "participants", "citations")


class Import:
    """A file that was checked: its `plan`, and what is to be saved, which waits on disk."""

    def __init__(self, name: str, *, publish: bool) -> None:
        self.plan = ImportPlan(name, publish)
        self.directory = Directory(self.plan)
        self.spool = Spool()

    def close(self) -> None:
        """Forgets what was to be saved."""
        self.spool.close()


def plan_import(
    stream: BinaryIO,
    *,
    name: str,
    format: str,
    publish: bool,
    at: datetime,
    progress: Callable[[int], None] = lambda done: None,
) -> Import:
    """Checks all rows of a file against the record and each other; every fault is in the plan, and nothing is saved.

    `name` is told in revisions, `format` is one of READERS. What is held in memory is a batch, and the actors and
    sources that the file names. `progress` is told how many rows were read.
    """
    checked = Import(name, publish=publish)
    checker = _Checker(checked, READERS[format], at)
    rows, done = READERS[format].read(stream), 0
    while batch := list(islice(rows, BATCH)):
        checker.check(batch)
        done += len(batch)
        progress(done)
    checker.finish()
    return checked


class _Checker:
    """Checks rows, and hands what is right to the spool."""

    def __init__(self, checking: Import, reading: Reading, at: datetime) -> None:
        self._plan, self._directory, self._spool = checking.plan, checking.directory, checking.spool
        self._reading = reading
        self._at = at

    def check(self, rows: Iterable[Row]) -> None:
        """Checks a batch."""
        rows = list(rows)
        read = [row.document for row in rows if row.document]
        for document in read:
            _name(document)
        self._directory.look_up(read)
        standing = Standing(read)
        for row in rows:
            self._plan.refuse(row.errors)
            if row.document:
                amiss = Amiss(self._reading.members.get(error.field, error.field) for error in row.errors)
                faults = self._check_row(row, row.document, standing, amiss)
                self._plan.refuse(self._error(row.line, fault) for fault in faults)

    def finish(self) -> None:
        """Refuses references to events that are neither in the record nor in the file."""
        for name, line, field in self._spool.missing():
            reason = f"there is no event “{name}”, neither here nor in the file"
            self._plan.refuse([self._error(line, RowFault(field, reason))])

    def _error(self, line: int, fault: RowFault) -> RowError:
        return RowError(line, self._reading.columns.get(fault.field, fault.field), fault.reason)

    def _check_row(self, row: Row, document: EventDocument, standing: Standing, amiss: Amiss) -> list[RowFault]:
        """What is wrong in a row beside what is amiss in it already; a row in which nothing is, is kept."""
        named, faults, here = _is_named(document, amiss), list[RowFault](), None
        try:
            here = standing.find(document) if named else None
        except RowFault as fault:
            faults.append(fault)
        if here:
            document.uid = here.uid
            if not document.slug or (row.given is not None and "slug" not in row.given):
                document.slug = here.slug
            if row.given is not None and "kind.slug" not in row.given:
                document.kind = here.document.kind
        elif row.given is not None:
            left_out = [member for member in _NEEDED if member not in row.given]
            faults = faults or [RowFault(member, "a new event needs this column") for member in left_out]
            amiss |= left_out
        document.uid = document.uid or new_uid()
        amiss |= [*(fault.field for fault in faults), *([] if document.slug else ["slug"])]
        found = self._directory.settle(document, row.line, amiss)
        wanted = standing.settle_events(document)
        if here:
            over(here.document, document, row.given, here.public)
        found += [*event_faults(document, self._at), *(self._seen(document, row.line) if named else ())]
        found += standing.slug_faults(document, publish=self._plan.publish)
        for name, field in wanted:
            if field not in amiss:
                self._spool.want(name, row.line, field)
        faults += list({fault.field: fault for fault in reversed(found) if fault.field not in amiss}.values())[::-1]
        if faults or row.errors:
            return [*faults, *self._also_refused(document, amiss | [fault.field for fault in faults], new=not here)]
        settle_rest(document)
        return self._check_standing(row.line, document, standing) if here else self._check_new(row.line, document)

    def _also_refused(self, document: EventDocument, amiss: Amiss, *, new: bool) -> list[RowFault]:
        """What review would refuse in a new event that has other faults, none of which bears on it."""
        if not (new and self._plan.publish) or any(member in amiss for member in _WEIGHED):
            return []
        document.assessment = assess(document.citations)
        return [RowFault("", reason) for reason in new_refusals(document, self._directory)]

    def _seen(self, document: EventDocument, line: int) -> Iterator[RowFault]:
        if not self._spool.see(document.uid, document.slug, line):
            for field in ("uid", "slug"):
                if (earlier := self._spool.first_with(field, getattr(document, field))) is not None:
                    yield RowFault(field, f"is the same as in line {earlier}")
                    return

    def _check_new(self, line: int, document: EventDocument) -> list[RowFault]:
        publish = self._plan.publish
        if publish:
            document.revision = document.revision or 1
            document.published_at = _in_utc(document.published_at) or self._at
            document.revised_at = max(_in_utc(document.revised_at) or document.published_at, document.published_at)
            if faults := [RowFault("", reason) for reason in new_refusals(document, self._directory)]:
                return faults
        else:
            document.revision, document.published_at, document.revised_at = 1, None, None
        self._spool.keep(document, line, new=True, publish=publish)
        self._plan.add(PlannedRow(line, document.uid, document.slug, document.title, What.NEW, publish))
        return []

    def _check_standing(self, line: int, document: EventDocument, standing: Standing) -> list[RowFault]:
        here = standing.here[document.uid]
        found = compare(here.document, document)
        if found and 0 < document.revision < here.document.revision:
            if not standing.is_an_earlier_state(document):
                reason = f"this is from revision {document.revision}, and revision {here.document.revision} stands here"
                return [RowFault("revision", f"{reason}: export it again, or leave the revision empty")]
            found, publish = (), False
        else:
            publish = self._plan.publish and (bool(found) or here.status != Status.PUBLISHED)
        if publish and (reasons := standing_refusals(here, document, changed=bool(found))):
            return [RowFault("", reason) for reason in reasons]
        what, revision = What.CHANGED if found else What.UNCHANGED, here.document.revision
        document.revision, document.published_at, document.revised_at = revision, None, None
        if found or publish:
            self._spool.keep(document, line, new=False, publish=publish)
        self._plan.add(PlannedRow(line, document.uid, document.slug, document.title, what, publish, found, revision))
        return []


def _name(document: EventDocument) -> None:
    """Gives an event without a slug the one that follows from its title, so that it is known when it comes again."""
    if document.title:
        document.slug = document.slug or make_slug(document.title, 120)


def _is_named(document: EventDocument, amiss: Amiss) -> bool:
    """Whether a row says which event it is about."""
    return bool(document.uid or document.slug) and not ("uid" in amiss or "slug" in amiss)


def settle_rest(document: EventDocument) -> None:
    """Works out what follows from the rest: path, canonical dates, label, assessment, and the order of the lists."""
    document.url = event_path(document.uid, document.slug)
    if document.date:
        document.date = dated(document.date.edtf, document.date.text or "", document.language)
    for row in document.citations:
        if row.stated_date:
            row.stated_date = str(recall_edtf(row.stated_date))
        row.desk = row.desk or CitationDesk()
    document.desk = document.desk or EventDesk()
    document.participants.sort(key=lambda part: (part.actor.slug, part.role))
    document.citations.sort(key=citation_order)
    document.related.sort(key=lambda one: (one.relation, one.event.slug))
    closed = [difference.aspect for difference in document.desk.closed]
    document.assessment = assess(document.citations, closed, document.date.edtf if document.date else None)
    document.match = None


def dated(edtf: str, text: str, language: str) -> Date:
    """A date as documents show it."""
    known = _dated(edtf, language)
    return msgspec.structs.replace(known, text=text or None)


@lru_cache(maxsize=32768)
def _dated(edtf: str, language: str) -> Date:
    return cast(Date, date_document(recall_edtf(edtf), "", language))


def _in_utc(time: datetime | None) -> datetime | None:
    return time.astimezone(UTC) if time else None
