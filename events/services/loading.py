"""The fast path for many new events: whole documents in, the rows of a batch out, in one statement a table.

What `editing`, `review` and `publishing` do for one record with its checks, this does for records that need none: they
are new, nobody else names them, and they name actors and sources alone. It writes the publication tables as
`publishing` does, and nobody beside these two.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeAlias

import msgspec
from django.db import connection
from django.db.models import Model

from events.dates import parse_edtf
from events.documents import ActorDocument, ActorStub, Document, EventDocument, SourceDocument, SourceStub, encode
from events.fields import derived_part
from events.models import (
    Change,
    ChangeCounter,
    Citation,
    Event,
    Participation,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    RecordType,
    Revision,
    Status,
)
from events.models.publications import What
from events.services.applying import citation_columns, event_columns
from events.services.assembly import BOUNDS, Neighbours, assemble, bounds, etag, facets, names
from events.services.indexing import event_words
from events.services.publishing import KEY_COLUMNS, take_turn

# SQLite's limit of parameters is far above.
_MOST_IN_A_QUERY = 500
Row: TypeAlias = dict[str, Any]
_DERIVED = (*BOUNDS, "precision", "approximate", "uncertain", "start_kind", "end_kind")


@dataclass
class Named:
    """The saved records that the events of a load may name: documents and primary keys by uid, and the primary keys of
    kinds by slug."""

    actors: Mapping[str, ActorDocument]
    sources: Mapping[str, SourceDocument]
    keys: Mapping[str, int]
    kinds: Mapping[str, int]

    def actor(self, uid: str) -> ActorStub:
        """An actor as other documents name it."""
        return msgspec.convert(self.actors[uid], ActorStub, from_attributes=True)

    def source(self, uid: str) -> SourceStub:
        """A source as citations name it."""
        return msgspec.convert(self.sources[uid], SourceStub, from_attributes=True)

    def stub(self, uid: str) -> ActorStub | SourceStub:
        """An actor or a source as other documents name it."""
        return self.actor(uid) if uid in self.actors else self.source(uid)


def load_published(documents: Sequence[EventDocument], named: Named, *, at: datetime) -> None:
    """Saves and publishes new events as their first revisions, with the actors and sources that they name.

    Inside a transaction. Raises KeyError where an event names what is not in `named`.
    """
    take_turn()
    pairs = list(zip(documents, _take_ids(Event, len(documents)), strict=True))
    _insert(Event, [_event_row(document, named, pk) for document, pk in pairs])
    _insert(Participation, [row for document, pk in pairs for row in _participations(document, named, pk)])
    _insert(Citation, [row for document, pk in pairs for row in _citations(document, named, pk)])
    _insert(Revision, [_revision_row(RecordType.EVENT, document, at) for document in documents])
    _publish(documents, named, at)


def write_first_revisions(named: Named, *, at: datetime) -> None:
    """The first revisions of actors and sources that were saved without."""
    rows = [_revision_row(RecordType.ACTOR, document, at) for document in named.actors.values()]
    rows += [_revision_row(RecordType.SOURCE, document, at) for document in named.sources.values()]
    _insert(Revision, rows)


def _publish(documents: Sequence[EventDocument], named: Named, at: datetime) -> None:
    wanted = set().union(*(_names(document) for document in documents))
    in_order = sorted(wanted)
    for first in range(0, len(in_order), _MOST_IN_A_QUERY):
        some = in_order[first : first + _MOST_IN_A_QUERY]
        wanted -= set(Publication.objects.filter(uid__in=some).values_list("uid", flat=True))
    new: list[tuple[RecordType, Document]] = [
        *((RecordType.ACTOR, named.actors[uid]) for uid in sorted(wanted & named.actors.keys())),
        *((RecordType.SOURCE, named.sources[uid]) for uid in sorted(wanted & named.sources.keys())),
        *((RecordType.EVENT, document) for document in documents),
    ]
    ids = _take_ids(Publication, len(new))
    public = [_assembled(document, named, at) for _, document in new]
    publications = [
        _publication_row(type_, document, pk, at) for (type_, _), document, pk in zip(new, public, ids, strict=True)
    ]
    _insert(Publication, publications)
    rows = {row["uid"]: row for row in publications}
    _insert(PublicationKey, [row for document in documents for row in _keys(document, rows[document.uid])])
    names_ = {uid: [name.text for name in actor.names] for uid, actor in named.actors.items() if actor.names}
    shown = (document for document in public if isinstance(document, EventDocument))
    _insert(PublicationWords, [_words(document, names_, rows[document.uid]) for document in shown])
    _insert(
        PublicationReference,
        [
            {"publication_id": pk, "names": uid, "stale": False}
            for (_, document), pk in zip(new, ids, strict=True)
            for uid in sorted(_names(document))
        ],
    )
    _log(documents, at)


def _event_row(document: EventDocument, named: Named, pk: int) -> Row:
    date = parse_edtf(document.date.edtf) if document.date else None
    return {
        "id": pk,
        "uid": document.uid,
        **event_columns(document),
        **{part: None if date is None else derived_part(date, part) for part in _DERIVED},
        "kind_id": named.kinds[document.kind.slug],
        "part_of_id": None,
        "status": Status.PUBLISHED.value,
        "revision": 1,
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


def _revision_row(type_: RecordType, document: Document, at: datetime) -> Row:
    return {
        "type": type_.value,
        "uid": document.uid,
        "number": 1,
        "document": encode(document),
        "author_id": None,
        "reason": "Loaded",
        "mechanical": False,
        "at": _stored(Revision, "at", at),
    }


def _assembled(document: Document, named: Named, at: datetime) -> Document:
    return assemble(document, 1, at, at, Neighbours({uid: named.stub(uid) for uid in _names(document)}))


def _publication_row(type_: RecordType, document: Document, pk: int, at: datetime) -> Row:
    text = encode(document)
    stored = _stored(Publication, "published_at", at)
    return {
        "id": pk,
        "type": type_.value,
        "uid": document.uid,
        "slug": document.slug,
        "revision": 1,
        "document": text,
        "etag": etag(text),
        "published_at": stored,
        "revised_at": stored,
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
    counter = ChangeCounter.objects.get(pk=1)
    rows = [
        {
            "sequence": sequence,
            "type": RecordType.EVENT.value,
            "uid": document.uid,
            "what": What.PUBLISHED.value,
            "into": "",
            "reason": "",
            "at": _stored(Change, "at", at),
        }
        for sequence, document in enumerate(documents, counter.last + 1)
    ]
    _insert(Change, rows)
    counter.last += len(rows)
    counter.save(update_fields=["last"])


def _names(document: Document) -> set[str]:
    return set().union(*names(document).values())


def _take_ids(model: type[Model], number: int) -> list[int]:
    """Primary keys for new rows, never given before. On SQLite the transaction is the only writer, and the sequence
    follows what is inserted."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            numbers = "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)"
            cursor.execute(numbers, [table, number])
            return [pk for (pk,) in cursor.fetchall()]
        cursor.execute("SELECT seq FROM sqlite_sequence WHERE name = %s", [table])
        (last,) = cursor.fetchone() or (0,)
    return list(range(last + 1, last + 1 + number))


def _stored(model: type[Model], name: str, value: object) -> Any:
    """The value as the database takes it."""
    return model._meta.get_field(name).get_db_prep_save(value, connection)  # type: ignore[union-attr]


def _insert(model: type[Model], rows: Sequence[Row]) -> None:
    """Inserts rows that all have the same columns, named as in the table."""
    if not rows:
        return
    quoted = connection.ops.quote_name
    columns = ", ".join(quoted(name) for name in rows[0])
    slots = ", ".join(["%s"] * len(rows[0]))
    statement = f"INSERT INTO {quoted(model._meta.db_table)} ({columns}) VALUES ({slots})"  # noqa: S608  # names of ours
    with connection.cursor() as cursor:
        cursor.executemany(statement, [tuple(row.values()) for row in rows])
