"""The actors, sources and kinds that the events of a file name: those of the record, and those to be made.

An actor or source is found by its uid, then by its slug. What is in the record stays as it is there, however the file
describes it; what is in neither is made from the file's own words.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

import msgspec
from django.core.exceptions import ValidationError
from django.db.models import Q

from events.dates import EdtfError, parse_edtf
from events.documents import (
    ActorDesk,
    ActorDocument,
    ActorStub,
    EventDocument,
    KindDocument,
    SourceDocument,
    SourceStub,
    decode,
)
from events.formats.incoming import RowFault
from events.models import Actor, Kind, Publication, RecordType, Redirect, Review, Revision, Source
from events.models.identity import new_uid
from events.models.revisions import Step
from events.services.importing.amiss import Amiss
from events.services.importing.plan import ImportPlan
from events.services.snapshots import actor_stub, kind_document, snapshot_actor, snapshot_source, source_stub

_MOST_IN_A_QUERY = 400
S = TypeVar("S", ActorStub, SourceStub)


@dataclass
class Entry(Generic[S]):
    """A record that events name: its stub, the document that is or will be public, its key (None: to be made), whether
    it is without a revision, and the line of the file that described it first."""

    stub: S
    document: Any
    key: int | None
    unrevised: bool = False
    line: int = 0


@dataclass
class Register(Generic[S]):
    """All actors or all sources that were met so far, by uid; slugs and merged or foreign uids lead to their uid."""

    type: RecordType
    entries: dict[str, Entry[S]] = field(default_factory=dict)
    slugs: dict[str, str] = field(default_factory=dict)
    leads: dict[str, str] = field(default_factory=dict)
    deleted: set[str] = field(default_factory=set)
    asked: set[str] = field(default_factory=set)

    def look_up(self, stubs: Iterable[S]) -> None:
        """Brings in what the record has of them."""
        names = {name for stub in stubs for name in (stub.uid, stub.slug) if name}
        unknown = sorted(names - self.entries.keys() - self.slugs.keys() - self.asked)
        self.asked.update(unknown)
        for first in range(0, len(unknown), _MOST_IN_A_QUERY):
            self._look_up(unknown[first : first + _MOST_IN_A_QUERY])

    def _look_up(self, names: list[str]) -> None:
        merged: dict[str, str] = dict(Redirect.objects.filter(type=self.type, old__in=names).values_list("old", "uid"))
        self.leads.update(merged)
        wanted = [*names, *merged.values()]
        model: Any = Actor if self.type is RecordType.ACTOR else Source
        rows = list(model.objects.filter(Q(uid__in=wanted) | Q(slug__in=names)))
        uids = [row.uid for row in rows]
        public = dict(Publication.objects.filter(uid__in=uids).values_list("uid", "document"))
        for row in rows:
            self.leads.pop(row.uid, None)  # merged once, and come back
            self.entries[row.uid] = _entry(row, public.get(row.uid))
            self.slugs[row.slug] = row.uid
        gone = set(names) - set(uids) - merged.keys()
        revised = Revision.objects.filter(type=self.type, uid__in=gone)
        erased = Review.objects.filter(uid__in=gone, step=Step.ERASED)  # of which nothing else is left
        self.deleted.update(revised.values_list("uid", flat=True), erased.values_list("uid", flat=True))

    def find(self, stub: S) -> Entry[S] | None:
        """What a stub stands for; None where it is new. Raises RowFault where it is another's name."""
        if stub.uid:
            if found := self.entries.get(self.leads.get(stub.uid, stub.uid)):
                return found
            if stub.uid in self.deleted:
                raise RowFault("uid", "this was deleted here; restore it at the desk, or leave the uid empty")
            found = self.entries.get(self.slugs.get(stub.slug, ""))
            if found and (found.key is None or not _is_likely_same(stub, found.stub)):
                raise RowFault(
                    "slug", f"“{stub.slug}” is the slug of {found.stub.uid}: give that uid, or choose another slug"
                )
            if found:
                self.leads[stub.uid] = found.stub.uid
            return found
        return self.entries.get(self.slugs.get(stub.slug, ""))

    def add(self, entry: Entry[S]) -> None:
        """Takes in a record that is to be made."""
        self.entries[entry.stub.uid] = entry
        self.slugs[entry.stub.slug] = entry.stub.uid

    def new(self) -> Iterator[Entry[S]]:
        """What is to be made."""
        return (entry for entry in self.entries.values() if entry.key is None)


class Directory:
    """Who and what the events of one file name."""

    def __init__(self, plan: ImportPlan) -> None:
        self.actors: Register[ActorStub] = Register(RecordType.ACTOR)
        self.sources: Register[SourceStub] = Register(RecordType.SOURCE)
        self.kinds: dict[str, tuple[KindDocument, int | None]] = {
            kind.slug: (kind_document(kind), kind.pk) for kind in Kind.objects.order_by("id")
        }
        self._plan = plan
        self._noted: set[str] = set()

    def look_up(self, documents: Iterable[EventDocument]) -> None:
        """Brings in what the record has of all that some documents name, in few queries."""
        documents = list(documents)
        rows = [row for document in documents for row in document.citations]
        speakers = [row.speaker for row in rows if row.speaker]
        self.actors.look_up([*(part.actor for document in documents for part in document.participants), *speakers])
        self.sources.look_up([row.source for row in rows])

    def settle(self, document: EventDocument, line: int, amiss: Amiss) -> list[RowFault]:
        """Puts the record's own stubs into a document, in place; returns what names nothing that is or can be. What is
        amiss is left alone."""
        faults: list[RowFault] = []
        for place, part in enumerate(document.participants):
            part.actor = self._settled(self.actors, part.actor, line, f"participants[{place}].actor", amiss, faults)
        for place, row in enumerate(document.citations):
            row.source = self._settled(self.sources, row.source, line, f"citations[{place}].source", amiss, faults)
            if row.speaker:
                speaker = f"citations[{place}].speaker"
                row.speaker = self._settled(self.actors, row.speaker, line, speaker, amiss, faults)
        if "kind" not in amiss:
            self._settle_kind(document, faults)
        return faults

    def _settled(self, register: Register[S], stub: S, line: int, path: str, amiss: Amiss, faults: list[RowFault]) -> S:
        if path in amiss:
            return stub
        entry, wrong = self._entry(register, stub, line)
        faults += [RowFault(f"{path}.{fault.field}".removesuffix("."), fault.reason) for fault in wrong]
        return entry.stub if entry and not wrong else stub

    def _entry(self, register: Register[S], stub: S, line: int) -> tuple[Entry[S] | None, list[RowFault]]:
        """What a stub stands for, made where it is new, and what is wrong with it."""
        try:
            entry = register.find(stub)
        except RowFault as fault:
            return None, [fault]
        if entry is not None:
            return entry, self._differences(register, stub, entry) if stub.uid and stub != entry.stub else []
        entry, wrong = _new_entry(stub, line)
        if entry and not wrong:
            register.add(entry)
            self._plan.name_new(f"{register.type} {entry.stub.slug}")
        return entry, wrong

    def _differences(self, register: Register[S], stub: S, entry: Entry[S]) -> list[RowFault]:
        """One note for a record of which the file says otherwise; a file that contradicts itself is at fault."""
        words = [n for n in stub.__struct_fields__ if n != "uid" and getattr(stub, n) != getattr(entry.stub, n)]
        if entry.key is None and stub.uid == entry.stub.uid:
            reason = f"is otherwise in line {entry.line}, of the same {register.type}"
            return [RowFault(word, reason) for word in words]
        if words and entry.stub.uid not in self._noted:
            self._noted.add(entry.stub.uid)
            self._plan.note(
                f"The {register.type} {entry.stub.slug} has another {', '.join(words)} in the file; the one here stays."
            )
        return []

    def _settle_kind(self, document: EventDocument, faults: list[RowFault]) -> None:
        kind = document.kind
        if not kind.slug:
            faults.append(RowFault("kind.slug", "is missing"))
            return
        if kind.slug in self.kinds:
            document.kind = self.kinds[kind.slug][0]
            return
        kind.label = kind.label or kind.slug.replace("-", " ")
        try:
            Kind(slug=kind.slug, label=kind.label, cameo=kind.cameo or "").clean_fields()
        except ValidationError as error:
            faults += _faults(error, "kind.")
            return
        self.kinds[kind.slug] = (kind, None)
        self._plan.name_new(f"kind {kind.slug}")


def _entry(row: Any, public: str | None) -> Entry[Any]:
    stub = actor_stub(row) if isinstance(row, Actor) else source_stub(row)
    shape: Any = ActorDocument if isinstance(row, Actor) else SourceDocument
    if public is not None:
        return Entry(stub, decode(public, shape), row.pk)
    newest = Revision.objects.filter(uid=row.uid, number=row.revision).values_list("document", flat=True).first()
    if newest is not None:
        return Entry(stub, decode(newest, shape), row.pk)
    document = snapshot_actor(row) if isinstance(row, Actor) else snapshot_source(row)
    return Entry(stub, msgspec.structs.replace(document, revision=1), row.pk, unrevised=True)


def _is_likely_same(stub: ActorStub | SourceStub, other: ActorStub | SourceStub) -> bool:
    """Whether a record of another place under another uid is what has its slug here."""
    if isinstance(stub, ActorStub) and isinstance(other, ActorStub):
        return (stub.type, stub.name.casefold()) == (other.type, other.name.casefold())
    if isinstance(stub, SourceStub) and isinstance(other, SourceStub):
        return (stub.title.casefold(), stub.publisher) == (other.title.casefold(), other.publisher)
    return False


def _new_entry(stub: S, line: int) -> tuple[Entry[S] | None, list[RowFault]]:
    """A record made from what a file says of it, and what is missing or wrong."""
    if isinstance(stub, ActorStub) and not (stub.name and stub.type):
        reason = f"there is no actor “{stub.slug or stub.uid}”; to make one, give slug, name and type as JSON"
        return None, [RowFault("", reason)]
    stub = msgspec.structs.replace(stub, uid=stub.uid or new_uid())
    wrong: list[RowFault] = []
    if isinstance(stub, SourceStub):
        try:
            stub.published = str(parse_edtf(stub.published)) if stub.published else None
        except EdtfError as error:
            wrong.append(RowFault("published", str(error)))
            stub.published = None
    document = _new_actor(stub) if isinstance(stub, ActorStub) else _new_source(stub)
    try:
        row_of(document).clean_fields()
    except ValidationError as error:
        wrong += _faults(error, "")
    return Entry(stub, document, None, line=line), wrong


def _new_actor(stub: ActorStub) -> ActorDocument:
    return ActorDocument(
        **msgspec.structs.asdict(stub),
        wikidata=None,
        names=[],
        affiliations=[],
        revision=1,
        published_at=None,
        revised_at=None,
        desk=ActorDesk("unknown" if stub.type == "person" else ""),
    )


def _new_source(stub: SourceStub) -> SourceDocument:
    return SourceDocument(
        uid=stub.uid,
        slug=stub.slug,
        title=stub.title,
        type="webpage" if stub.url else "document",
        genre=stub.genre,
        contributors=[],
        publisher=stub.publisher,
        published=stub.published,
        language="en",
        url=stub.url,
        archived_url=None,
        accessed=None,
        doi=None,
        isbn=None,
        licence=None,
        revision=1,
        published_at=None,
        revised_at=None,
    )


def row_of(document: ActorDocument | SourceDocument) -> Actor | Source:
    """The row of an actor or source that is made from an event's words."""
    if isinstance(document, ActorDocument):
        return Actor(
            uid=document.uid,
            slug=document.slug,
            name=document.name,
            type=document.type,
            country=document.country or "",
            living=document.desk.living if document.desk else "",
            revision=1,
        )
    return Source(
        uid=document.uid,
        slug=document.slug,
        title=document.title,
        type=document.type,
        genre=document.genre,
        publisher=document.publisher or "",
        published=document.published or "",
        language=document.language,
        url=document.url or "",
        revision=1,
    )


def _faults(error: ValidationError, path: str) -> list[RowFault]:
    return [RowFault(f"{path}{name}", " ".join(messages)) for name, messages in error.message_dict.items()]
