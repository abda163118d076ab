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
    Redirect,
    Revision,
    Status,
)
from events.models.publications import What
from events.queries.concerns import persons
from events.services.applying import citation_columns, event_columns
from events.services.assembly import BOUNDS, Neighbours, assemble, bounds, etag, facets, names
from events.services.flagging import flag_rows, may_be_living
from events.services.indexing import event_words
from events.services.inserting import Row, insert, set_column, stored, take_ids
from events.services.postings import Posted, post, posted_by_date
from events.services.publishing import KEY_COLUMNS, take_turn

# SQLite's limit of parameters is far above.
_MOST_IN_A_QUERY = 500
_DERIVED = (*BOUNDS, "precision", "approximate", "uncertain", "start_kind", "end_kind")


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
    publish_saved(documents, named, Stamp(at))


def save_events(documents: Sequence[EventDocument], named: Named, status: Status, *, at: datetime) -> None:
    """The rows of new events, their participants, citations and flags, numbered as their documents say.

    Inside a transaction, in which `relate` binds them to each other, where they name events, and `write_revisions` or
    `publish_saved` follows for each.
    """
    pairs = list(zip(documents, take_ids(Event, len(documents)), strict=True))
    insert(Event, [_event_row(document, named, pk, status) for document, pk in pairs])
    insert(Participation, [row for document, pk in pairs for row in _participations(document, named, pk)])
    insert(Citation, [row for document, pk in pairs for row in _citations(document, named, pk)])
    people = {uid for document in documents for uid in persons(document)}
    living = {uid for uid in people if may_be_living(named.actors[uid])}
    insert(Flag, flag_rows(pairs, living, at))


def relate(documents: Iterable[EventDocument], named: Named) -> None:
    """Binds saved events to the events that their documents name: what they are part of, follow or respond to."""
    keys, rows, parts = named.keys, [], []
    for document in documents:
        if document.part_of:
            parts.append((keys[document.uid], keys[document.part_of.uid]))
        for related in document.related:
            event, other = keys[document.uid], keys[related.event.uid]
            rows.append({"event_id": event, "relation": related.relation, "other_id": other})
    insert(EventRelation, rows)
    set_column(Event, "part_of_id", parts)


def write_revisions(documents: Iterable[Document], stamp: Stamp) -> None:
    """The one revision of each record that was saved without, numbered as its document says."""
    at = stored(Revision, "at", stamp.at)
    insert(Revision, [_revision_row(document, stamp, at) for document in documents])


def publish_saved(documents: Sequence[EventDocument], named: Named, stamp: Stamp) -> None:
    """Publishes saved events with one revision each, and with the actors and sources that they name.

    A document that says when it was published and revised keeps that; else it is now.
    """
    take_turn()
    write_revisions(documents, stamp)
    _publish(documents, named, stamp.at)


def _publish(documents: Sequence[EventDocument], named: Named, at: datetime) -> None:
    naming = [names(document) for document in documents]
    first_named = _to_be_public(naming, named)
    new = [*first_named, *documents]
    all_names = [*map(names, first_named), *naming]
    shown = [_assembled(document, named.neighbours(uids), at) for document, uids in zip(new, all_names, strict=True)]
    times = _Times(at)
    ids = take_ids(Publication, len(new))
    rows = [_publication_row(document, pk, times) for document, pk in zip(shown, ids, strict=True)]
    _end_redirects(documents)
    insert(Publication, rows)
    events = [(d, row) for d, row in zip(shown, rows, strict=True) if isinstance(d, EventDocument)]
    keys = [key for document, row in events for key in _keys(document, row)]
    insert(PublicationKey, keys)
    post(_postings(keys, [row for _, row in events]))
    words = _other_names(naming, named)
    insert(PublicationWords, [_words(document, words, row) for document, row in events])
    insert(
        PublicationReference,
        [
            {"publication_id": pk, "names": uid, "stale": False}
            for uids, pk in zip(all_names, ids, strict=True)
            for uid in sorted(set().union(*uids.values()))
        ],
    )
    _log(documents, at)


def _postings(keys: Iterable[Row], publications: Iterable[Row]) -> dict[Posted, set[int]]:
    """The new events by what they are posted under."""
    found: dict[Posted, set[int]] = defaultdict(set)
    for key in keys:
        found[key["facet"], key["value"]].add(key["publication_id"])
    for row in publications:
        for by_date in posted_by_date(row["span"], row["sort_key"]):
            found[by_date].add(row["id"])
    return found


def _to_be_public(naming: Iterable[Mapping[RecordType, set[str]]], named: Named) -> list[Document]:
    """The actors and sources that events name and that are not public yet."""
    wanted = set().union(*(uids[type_] for uids in naming for type_ in (RecordType.ACTOR, RecordType.SOURCE)))
    in_order = sorted(wanted)
    for first in range(0, len(in_order), _MOST_IN_A_QUERY):
        some = in_order[first : first + _MOST_IN_A_QUERY]
        wanted -= set(Publication.objects.filter(uid__in=some).values_list("uid", flat=True))
    actors, sources = sorted(wanted & named.actors.keys()), sorted(wanted & named.sources.keys())
    return [*(named.actors[uid] for uid in actors), *(named.sources[uid] for uid in sources)]


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
def _date_columns(edtf: str) -> Row:
    date = recall_edtf(edtf)
    return {part: derived_part(date, part) for part in _DERIVED}


def _event_row(document: EventDocument, named: Named, pk: int, status: Status) -> Row:
    return {
        "id": pk,
        "uid": document.uid,
        **event_columns(document),
        **(_date_columns(document.date.edtf) if document.date else dict.fromkeys(_DERIVED)),
        "kind_id": named.kinds[document.kind.slug],
        "part_of_id": None,
        "in_review_since": None,
        "assignee_id": None,
        "status": status.value,
        "revision": document.revision,
    }


def _participations(document: EventDocument, named: Named, event: int) -> Iterable[Row]:
    for part in document.participants:
        yield {
            "event_id": event,
            "actor_id": named.keys[part.actor.uid],
            "role": part.role,
            "alleged": part.alleged,
        }


def _citations(document: EventDocument, named: Named, event: int) -> Iterable[Row]:
    for row in document.citations:
        yield {
            "event_id": event,
            "source_id": named.keys[row.source.uid],
            "speaker_id": named.keys[row.speaker.uid] if row.speaker else None,
            **citation_columns(row),
        }


def _revision_row(document: Document, stamp: Stamp, at: Any) -> Row:
    return {
        "type": _type(document).value,
        "uid": document.uid,
        "number": document.revision,
        "document": encode(msgspec.structs.replace(document, published_at=None, revised_at=None)),
        "author_id": stamp.author,
        "reason": stamp.reason,
        "mechanical": False,
        "at": at,
    }


def _type(document: Document) -> RecordType:
    if isinstance(document, EventDocument):
        return RecordType.EVENT
    return RecordType.ACTOR if isinstance(document, ActorDocument) else RecordType.SOURCE


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
    return {
        "id": pk,
        "type": _type(document).value,
        "uid": document.uid,
        "slug": document.slug,
        "revision": document.revision,
        "document": text,
        "etag": etag(text),
        "published_at": times[document.published_at],  # type: ignore[index]  # assembled with both
        "revised_at": times[document.revised_at],  # type: ignore[index]
        **bounds(document),
    }


def _keys(document: EventDocument, publication: Row) -> Iterable[Row]:
    copied = {name: publication[name] for name in KEY_COLUMNS}
    for facet, value in sorted(facets(document)):
        yield {"publication_id": publication["id"], "facet": str(facet), "value": value, **copied}


def _words(document: EventDocument, names_: Mapping[str, Iterable[str]], publication: Row) -> Row:
    copied = {name: publication[name] for name in KEY_COLUMNS}
    return {"publication_id": publication["id"], **copied, "words": event_words(document, names_)}


def _log(documents: Sequence[EventDocument], at: datetime) -> None:
    counter, now = ChangeCounter.objects.get(pk=1), stored(Change, "at", at)
    rows = [
        {
            "sequence": sequence,
            "type": RecordType.EVENT.value,
            "uid": document.uid,
            "what": What.PUBLISHED.value,
            "into": "",
            "reason": "",
            "at": now,
        }
        for sequence, document in enumerate(documents, counter.last + 1)
    ]
    insert(Change, rows)
    counter.last += len(rows)
    counter.save(update_fields=["last"])
