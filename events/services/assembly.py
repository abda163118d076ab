"""From an approved revision to the document that the public reads and the columns that find it: pure but for looking up
what else is published."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from msgspec import UNSET

from events.dates import recall_edtf
from events.documents import (
    ActorDocument,
    ActorStub,
    Document,
    EventDocument,
    EventStub,
    SourceDocument,
    SourceStub,
    TimelineDocument,
    decode,
)
from events.fields import derived_part
from events.models import Publication, RecordType, Redirect
from events.models.publications import SPAN_UNDATED, Facet
from events.queries.provenance import assess, assess_again

BOUNDS = ("earliest", "start_latest", "end_earliest", "latest", "sort_key", "span")
STUBS: dict[RecordType, Any] = {
    RecordType.EVENT: EventStub,
    RecordType.ACTOR: ActorStub,
    RecordType.SOURCE: SourceStub,
    RecordType.TIMELINE: EventStub,
}


def names(document: Document) -> dict[RecordType, set[str]]:
    """The uids of the records that a document names, by type."""
    named: dict[RecordType, set[str]] = {type_: set() for type_ in RecordType}
    match document:
        case EventDocument():
            named[RecordType.ACTOR] = {participant.actor.uid for participant in document.participants}
            named[RecordType.ACTOR] |= {c.speaker.uid for c in document.citations if c.speaker}
            named[RecordType.SOURCE] = {citation.source.uid for citation in document.citations}
            named[RecordType.EVENT] = {related.event.uid for related in document.related}
            named[RecordType.EVENT] |= {document.part_of.uid} if document.part_of else set()
        case ActorDocument():
            named[RecordType.ACTOR] = {affiliation.organisation.uid for affiliation in document.affiliations}
        case TimelineDocument():
            named[RecordType.EVENT] = {entry.event.uid for entry in document.entries}
        case SourceDocument():
            pass
    return named


def survivors(uids: Iterable[str]) -> dict[str, str]:
    """Which uid answers for each: itself, or the record that it was merged into."""
    wanted = set(uids)
    return {**{uid: uid for uid in wanted}, **dict(Redirect.objects.filter(old__in=wanted).values_list("old", "uid"))}


def assemble(
    document: Document,
    revision: int,
    published_at: datetime,
    revised_at: datetime,
    public: "Neighbours | None" = None,
) -> Document:
    """The public document of a revision: without the desk's notes, every other record as it is published itself.

    `public` holds the records that it names, where they are at hand; else they are looked up.
    """
    public = public or Neighbours.of(document)
    common: dict[str, Any] = {"revision": revision, "published_at": published_at, "revised_at": revised_at}
    match document:
        case EventDocument():
            return public.event(document, common)
        case ActorDocument():
            affiliations = [
                msgspec.structs.replace(affiliation, organisation=stub, desk=UNSET)
                for affiliation in document.affiliations
                if (stub := public.stub(affiliation.organisation.uid))
            ]
            return msgspec.structs.replace(document, affiliations=affiliations, desk=UNSET, **common)
        case SourceDocument():
            return msgspec.structs.replace(document, desk=UNSET, **common)
        case TimelineDocument():
            return public.timeline(document, common)


def etag(text: str) -> str:
    """The entity tag of a document's JSON text."""
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def bounds(document: Document) -> dict[str, int | bool | None]:
    """The columns of a publication that order and match it; all empty but for an event."""
    nothing: dict[str, int | bool | None] = dict.fromkeys((*BOUNDS, "exact"))
    if not isinstance(document, EventDocument):
        return nothing
    if document.date is None:
        return {**nothing, "span": SPAN_UNDATED}
    return {**_bounds(document.date.edtf)}


@lru_cache(maxsize=4096)
def _bounds(edtf: str) -> dict[str, int | bool | None]:
    date = recall_edtf(edtf)
    return {
        **{part: derived_part(date, part) for part in BOUNDS},
        "exact": not (date.approximate or date.uncertain),
    }


def facets(document: Document) -> set[tuple[str, str]]:
    """What an event is found by, but for the timelines that have accepted it."""
    if not isinstance(document, EventDocument):
        return set()
    return {
        *((Facet.ACTOR, participant.actor.uid) for participant in document.participants),
        *((Facet.SOURCE, citation.source.uid) for citation in document.citations),
        # In which role anybody takes part, and in which each actor does.
        *((Facet.ROLE, participant.role) for participant in document.participants),
        *((Facet.ROLE, f"{participant.actor.uid}/{participant.role}") for participant in document.participants),
        (Facet.KIND, document.kind.slug),
        (Facet.SUPPORT, document.assessment.support),
        *((Facet.DIFFERS, aspect) for aspect in document.assessment.differs),
        *([(Facet.COUNTRY, document.place.country)] if document.place and document.place.country else []),
    }


def with_public_stubs(document: EventDocument) -> EventDocument:
    """The document with its sources as they are public, where they are, and assessed so: what readers would get."""
    uids = {row.source.uid for row in document.citations}
    texts = Publication.objects.filter(uid__in=uids).values_list("uid", "document")
    public = {uid: decode(text, SourceStub) for uid, text in texts}  # type: ignore[type-var]
    rows = [msgspec.structs.replace(row, source=public.get(row.source.uid, row.source)) for row in document.citations]
    return assess_again(msgspec.structs.replace(document, citations=rows))


@dataclass(frozen=True)
class Neighbours:
    """The records that a document names, as they are published: stubs and places in the order of time by uid, and the
    uid that answers for each that was merged."""

    stubs: Mapping[str, Any]
    order: Mapping[str, tuple[bool, int, int, str]] = field(default_factory=dict)
    survivors: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> "Neighbours":
        """Looks them up."""
        answering = survivors(set().union(*names(document).values()))
        stubs, order = {}, {}
        rows = Publication.objects.filter(uid__in=set(answering.values()))
        for type_, uid, text, sort_key, latest in rows.values_list("type", "uid", "document", "sort_key", "latest"):
            stubs[uid] = decode(text, STUBS[RecordType(type_)])
            order[uid] = (sort_key is None, sort_key or 0, latest or 0, uid)
        return cls(stubs, order, answering)

    def stub(self, uid: str) -> Any:
        """The stub of the record that answers for a uid; None where it is not public."""
        return self.stubs.get(self.survivors.get(uid, uid))

    def event(self, document: EventDocument, common: dict[str, Any]) -> EventDocument:
        # Keyed by what makes a row unique: after a merge two rows may have become one.
        participants = {
            (stub.uid, participant.role): msgspec.structs.replace(participant, actor=stub)
            for participant in document.participants
            if (stub := self.stub(participant.actor.uid))
        }
        citations = {
            (stub.uid, row.aspect): msgspec.structs.replace(
                row, source=stub, speaker=self.stub(row.speaker.uid) if row.speaker else None, desk=UNSET
            )
            for row in document.citations
            if (stub := self.stub(row.source.uid))
        }
        related = [
            msgspec.structs.replace(relation, event=stub)
            for relation in document.related
            if (stub := self.stub(relation.event.uid)) and stub.uid != document.uid
        ]
        closed = [difference.aspect for difference in document.desk.closed] if document.desk else []
        return msgspec.structs.replace(
            document,
            participants=list(participants.values()),
            citations=list(citations.values()),
            related=related,
            part_of=self.stub(document.part_of.uid) if document.part_of else None,
            assessment=assess(list(citations.values()), closed, document.date.edtf if document.date else None),
            desk=UNSET,
            **common,
        )

    def timeline(self, document: TimelineDocument, common: dict[str, Any]) -> TimelineDocument:
        entries = {
            stub.uid: msgspec.structs.replace(entry, event=stub)
            for entry in document.entries
            if (stub := self.stub(entry.event.uid))
        }
        in_order = sorted(entries.values(), key=lambda entry: self.order[entry.event.uid])
        return msgspec.structs.replace(document, entries=in_order, **common)
