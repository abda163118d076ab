"""The fast path for many new events: whole documents in, the rows of a batch out, in one statement a table.

What `editing`, `review` and `publishing` do for one record with its checks, this does for records that need none: they
are new, and nobody else names them. It writes the publication tables as `publishing` does, and nobody beside these two.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

import msgspec
from pyroaring import BitMap

from events.dates import recall_edtf
from events.documents import (
    ActorDocument,
    ActorStub,
    Document,
    EventDocument,
    EventStub,
    SourceDocument,
    SourceStub,
    encode,
)
from events.fields import derived_part
from events.models import (
    Change,
    ChangeCounter,
    Citation,
    Event,
    EventRelation,
    Flag,
    Participation,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    RecordType,
    RecordWords,
    Redirect,
    Revision,
    Status,
)
from events.models.publications import What
from events.queries.concerns import persons
from events.services.applying import citation_columns, event_columns
from events.services.assembly import BOUNDS, Neighbours, assemble, bounds, etag, facets, names
from events.services.finding import WORDS, forget_words, type_of, word_rows
from events.services.flagging import FLAG, flag_rows, may_be_living
from events.services.indexing import event_words
from events.services.inserting import Row, insert, set_column, stored, take_ids
from events.services.postings import Posted, post, posted_by_date
from events.services.publishing import KEY_COLUMNS, take_turn

# SQLite's limit of parameters is far above.
_MOST_IN_A_QUERY = 500
# Values whose postings wait to be written: some 30 MB.
_MOST_POSTED = 100_000
# Columns of the rows below, before those that have names of their own elsewhere.
_EVENT = ("id", "uid", "kind_id", "status", "revision")
_DERIVED = (*BOUNDS, "precision", "approximate", "uncertain", "start_kind", "end_kind")
_PARTICIPATION = ("event_id", "actor_id", "role", "alleged")
_CITATION = ("event_id", "source_id", "speaker_id")
_REVISION = ("type", "uid", "number", "document", "author_id", "reason", "mechanical", "at")
_PUBLICATION = (
    "id", "type", "uid", "slug", "revision", "document", "etag", "published_at", "revised_at", *BOUNDS, "exact",
)  # fmt: skip


@dataclass(frozen=True)
class Stamp:
    """When events are loaded, by whom (None: the server's command line) and why."""

    at: datetime
    author: int | None = None
    reason: str = "Loaded"


@dataclass
class Named:
    """The saved records that the events of a load may name: as the public reads them (actors, sources, and the events
    that are or become public) by uid, their primary keys by uid, and those of kinds by slug."""

    actors: Mapping[str, ActorDocument]
    sources: Mapping[str, SourceDocument]
    keys: Mapping[str, int]
    kinds: Mapping[str, int]
    events: Mapping[str, EventStub] = field(default_factory=dict)

    def actor(self, uid: str) -> ActorStub:
        """An actor as other documents name it."""
        return msgspec.convert(self.actors[uid], ActorStub, from_attributes=True)

    def source(self, uid: str) -> SourceStub:
        """A source as citations name it."""
        return msgspec.convert(self.sources[uid], SourceStub, from_attributes=True)

    def neighbours(self, named: Mapping[RecordType, set[str]]) -> Neighbours:
        """The public stubs of what a document names."""
        stubs: dict[str, ActorStub | SourceStub | EventStub] = {}
        for type_, uids in named.items():
            if type_ is RecordType.ACTOR:
                stubs.update((uid, self.actor(uid)) for uid in uids)
            elif type_ is RecordType.SOURCE:
                stubs.update((uid, self.source(uid)) for uid in uids)
            else:
                stubs.update((uid, self.events[uid]) for uid in uids & self.events.keys())
        return Neighbours(stubs)


def load_published(documents: Sequence[EventDocument], named: Named, *, at: datetime) -> None:
    """Saves and publishes new events, with the actors and sources that they name.

    Inside a transaction. Raises KeyError where an event names an actor, a source or a kind that is not in `named`.
    """
    save_events(documents, named, Status.PUBLISHED, at=at)
    publisher = Publisher(named, Stamp(at))
    publisher.publish(documents)
    publisher.finish()


def save_events(documents: Sequence[EventDocument], named: Named, status: Status, *, at: datetime) -> None:
    """The rows of new events, their participants, citations and flags, numbered as their documents say.

    Inside a transaction, in which `relate` binds them to each other, where they name events, and `write_revisions` or
    a `Publisher` follows for each.
    """
    if not documents:
        return
    pairs = list(zip(documents, take_ids(Event, len(documents)), strict=True))
    events = [_event_row(document, named, pk, status) for document, pk in pairs]
    participations = [row for document, pk in pairs for row in _participations(document, named, pk)]
    citations = [row for document, pk in pairs for row in _citations(document, named, pk)]
    cited = next((row for document in documents for row in document.citations), None)
    insert(Event, (*_EVENT, *event_columns(documents[0]), *_DERIVED), events)
    insert(Participation, _PARTICIPATION, participations)
    insert(Citation, (*_CITATION, *(citation_columns(cited) if cited else ())), citations)
    people = {uid for document in documents for uid in persons(document)}
    living = {uid for uid in people if may_be_living(named.actors[uid])}
    insert(Flag, FLAG, flag_rows(pairs, living, at))


def relate(documents: Iterable[EventDocument], named: Named) -> None:
    """Binds saved events to the events that their documents name: what they are part of, follow or respond to."""
    keys, rows, parts = named.keys, [], []
    for document in documents:
        if document.part_of:
            parts.append((keys[document.uid], keys[document.part_of.uid]))
        rows += [(keys[document.uid], one.relation, keys[one.event.uid]) for one in document.related]
    insert(EventRelation, ("event_id", "relation", "other_id"), rows)
    set_column(Event, "part_of_id", parts)


def write_revisions(documents: Iterable[Document], stamp: Stamp) -> None:
    """The one revision of each record that was saved without, numbered as its document says, and its words."""
    at = stored(Revision, "at", stamp.at)
    documents = list(documents)
    insert(Revision, _REVISION, [_revision_row(document, stamp, at) for document in documents])
    forget_words(document.uid for document in documents)
    insert(RecordWords, WORDS, word_rows(documents))


class Publisher:
    """Publishes saved events with one revision each, and the actors and sources that they name, batch by batch.

    All inside one transaction, in which `finish` comes last: it posts the events of all batches, each value once. A
    document that says when it was published and revised keeps that; else it is now.
    """

    def __init__(self, named: Named, stamp: Stamp) -> None:
        self._named, self._stamp = named, stamp
        self._public: set[str] = set()
        self._posted: dict[Posted, BitMap] = defaultdict(BitMap)

    def publish(self, documents: Sequence[EventDocument]) -> None:
        """Publishes a batch."""
        take_turn()
        write_revisions(documents, self._stamp)
        self._write(documents)
        _end_redirects(documents)
        _log(documents, self._stamp.at)
        if len(self._posted) > _MOST_POSTED:
            self.finish()

    def finish(self) -> None:
        """Writes what the batches were collected for."""
        post(self._posted)
        self._posted.clear()

    def _write(self, documents: Sequence[EventDocument]) -> None:
        named, at, times = self._named, self._stamp.at, _Times(self._stamp.at)
        naming = [names(document) for document in documents]
        first_named = self._to_be_public(naming)
        new = [*first_named, *documents]
        all_names = [*map(names, first_named), *naming]
        shown = [
            _assembled(document, named.neighbours(uids), at) for document, uids in zip(new, all_names, strict=True)
        ]
        ids = take_ids(Publication, len(new))
        rows = zip(shown, ids, strict=True)
        insert(Publication, _PUBLICATION, [_publication_row(document, pk, times) for document, pk in rows])
        self._find(shown[len(first_named) :], ids[len(first_named) :], _other_names(naming, named))
        references = [
            (pk, uid, False)
            for uids, pk in zip(all_names, ids, strict=True)
            for uid in sorted(set().union(*uids.values()))
        ]
        insert(PublicationReference, ("publication_id", "names", "stale"), references)

    def _find(self, documents: Sequence[Any], ids: Sequence[int], names_: Mapping[str, Iterable[str]]) -> None:
        """Writes what published events are found by."""
        keys: list[Row] = []
        words: list[Row] = []
        for document, pk in zip(documents, ids, strict=True):
            placed = _place_in_time(document)
            for key in sorted(facets(document)):
                keys.append((pk, *key, *placed))
                self._posted[key].add(pk)
            for key in posted_by_date(*placed[1:3]):
                self._posted[key].add(pk)
            words.append((pk, *placed, event_words(document, names_)))
        insert(PublicationKey, ("publication_id", "facet", "value", *KEY_COLUMNS), keys)
        insert(PublicationWords, ("publication_id", *KEY_COLUMNS, "words"), words)

    def _to_be_public(self, naming: Iterable[Mapping[RecordType, set[str]]]) -> list[Document]:
        """The actors and sources that events name and that are not public yet."""
        wanted = set().union(*(uids[type_] for uids in naming for type_ in (RecordType.ACTOR, RecordType.SOURCE)))
        wanted -= self._public
        in_order = sorted(wanted)
        for first in range(0, len(in_order), _MOST_IN_A_QUERY):
            some = in_order[first : first + _MOST_IN_A_QUERY]
            wanted -= set(Publication.objects.filter(uid__in=some).values_list("uid", flat=True))
        self._public.update(in_order)
        actors, sources = self._named.actors, self._named.sources
        new = sorted(wanted & actors.keys()), sorted(wanted & sources.keys())
        return [*(actors[uid] for uid in new[0]), *(sources[uid] for uid in new[1])]


def _end_redirects(documents: Sequence[EventDocument]) -> None:
    """Ends what led the names of the new events elsewhere."""
    for first in range(0, len(documents), _MOST_IN_A_QUERY):
        slugs = [document.slug for document in documents[first : first + _MOST_IN_A_QUERY]]
        Redirect.objects.filter(type=RecordType.EVENT, old__in=slugs).delete()


def _other_names(naming: Iterable[Mapping[RecordType, set[str]]], named: Named) -> dict[str, list[str]]:
    """By which other names the actors of events are found, by uid."""
    uids = set().union(*(named_[RecordType.ACTOR] for named_ in naming))
    return {uid: [name.text for name in actor.names] for uid in uids if (actor := named.actors[uid]).names}


@lru_cache(maxsize=4096)
def _derived(edtf: str) -> Row:
    date = recall_edtf(edtf)
    return tuple(derived_part(date, part) for part in _DERIVED)


def _event_row(document: EventDocument, named: Named, pk: int, status: Status) -> Row:
    return (
        pk,
        document.uid,
        named.kinds[document.kind.slug],
        status.value,
        document.revision,
        *event_columns(document).values(),
        *(_derived(document.date.edtf) if document.date else [None] * len(_DERIVED)),
    )


def _participations(document: EventDocument, named: Named, event: int) -> Iterable[Row]:
    return ((event, named.keys[part.actor.uid], part.role, part.alleged) for part in document.participants)


def _citations(document: EventDocument, named: Named, event: int) -> Iterable[Row]:
    for row in document.citations:
        speaker = named.keys[row.speaker.uid] if row.speaker else None
        yield event, named.keys[row.source.uid], speaker, *citation_columns(row).values()


def _revision_row(document: Document, stamp: Stamp, at: Any) -> Row:
    text = encode(msgspec.structs.replace(document, published_at=None, revised_at=None))
    return type_of(document).value, document.uid, document.revision, text, stamp.author, stamp.reason, False, at


def _assembled(document: Document, public: Neighbours, at: datetime) -> Document:
    published, revised = document.published_at or at, document.revised_at or at
    return assemble(document, document.revision, published, revised, public)


class _Times(dict[datetime, Any]):
    """Times as the database takes them, each worked out once in a batch."""

    def __init__(self, at: datetime) -> None:
        super().__init__({at: stored(Publication, "published_at", at)})

    def __missing__(self, at: datetime) -> Any:
        return self.setdefault(at, stored(Publication, "published_at", at))


def _publication_row(document: Document, pk: int, times: _Times) -> Row:
    text = encode(document)
    return (
        pk,
        type_of(document).value,
        document.uid,
        document.slug,
        document.revision,
        text,
        etag(text),
        times[document.published_at],  # type: ignore[index]  # assembled with both
        times[document.revised_at],  # type: ignore[index]
        *bounds(document).values(),
    )


def _place_in_time(document: EventDocument) -> Row:
    """What of an event is copied beside each of its keys."""
    found = {"uid": document.uid, **bounds(document)}
    return tuple(found[name] for name in KEY_COLUMNS)


def _log(documents: Sequence[EventDocument], at: datetime) -> None:
    counter, now = ChangeCounter.objects.get(pk=1), stored(Change, "at", at)
    rows = [
        (sequence, RecordType.EVENT.value, document.uid, What.PUBLISHED.value, "", "", now)
        for sequence, document in enumerate(documents, counter.last + 1)
    ]
    insert(Change, ("sequence", "type", "uid", "what", "into", "reason", "at"), rows)
    counter.last += len(rows)
    counter.save(update_fields=["last"])
