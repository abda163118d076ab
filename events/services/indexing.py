"""The words that a published event is searched by: a function of its public document, and of what the actors that it
names are called in other languages.

The rows are written by `publishing` and `loading`; the databases' own indexes follow them. What is SQLite's own here is
how to look after an index that stands beside its table.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

import msgspec
from django.db import DatabaseError, connection, transaction
from msgspec import Struct

from events.documents import ActorNameDocument, Document, EventDocument
from events.folding import fold_for_index
from events.models import Publication, PublicationWords

# PostgreSQL's tsvector holds a megabyte: words of 40 characters and four bytes each, and little beside them.
MOST_WORDS = 6000


class _Names(Struct):
    """Of an actor's document what is read here."""

    names: list[ActorNameDocument]


def event_words(document: EventDocument, names: Mapping[str, Iterable[str]]) -> str:
    """The words of a public document, each once, in the order in which they come; the first 6000.

    `names`: those of the actors beside the names that the document shows, by uid.
    """
    words = dict.fromkeys(fold_for_index("\n".join(_texts(document, names))))
    return " ".join(list(words)[:MOST_WORDS])


def public_words(document: EventDocument) -> str:
    """The same, with the names that the actors have in public."""
    return event_words(document, _published_names(_actors(document)))


def replace_words(publication: Publication, document: Document, **copied: Any) -> None:
    """Writes what an event is searched by, with the columns that order it. Inside a transaction."""
    PublicationWords.objects.filter(publication=publication).delete()
    if isinstance(document, EventDocument):
        PublicationWords.objects.create(publication=publication, words=public_words(document), **copied)


def names_in(actor: str) -> list[str]:
    """All names in the JSON text of an actor's document, but for the one that others show."""
    return [name.text for name in msgspec.json.decode(actor, type=_Names).names]


def is_index_sound() -> bool:
    """Whether the database's index holds just the words of the table. PostgreSQL sees to that itself."""
    if connection.vendor != "sqlite":
        return True
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("INSERT INTO events_words(events_words, rank) VALUES ('integrity-check', 1)")
    except DatabaseError:
        return False
    return True


def rebuild_index() -> None:
    """Makes SQLite's index anew from the words of the table."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("INSERT INTO events_words(events_words) VALUES ('rebuild')")


def _actors(document: EventDocument) -> set[str]:
    speakers = {citation.speaker.uid for citation in document.citations if citation.speaker}
    return {part.actor.uid for part in document.participants} | speakers


def _published_names(uids: Iterable[str]) -> dict[str, list[str]]:
    rows = Publication.objects.filter(uid__in=uids).values_list("uid", "document")
    return {uid: names_in(document) for uid, document in rows}


def _texts(document: EventDocument, names: Mapping[str, Iterable[str]]) -> Iterator[str]:
    yield document.title
    yield document.summary
    yield document.attribution or ""
    yield document.kind.label
    yield document.place.name or "" if document.place else ""
    for part in document.participants:
        yield part.actor.name
        yield from names.get(part.actor.uid, ())
    for citation in document.citations:
        yield citation.says
        yield citation.quote or ""
        yield citation.via or ""
        if citation.speaker:
            yield citation.speaker.name
            yield from names.get(citation.speaker.uid, ())
        yield citation.source.title
        yield citation.source.publisher or ""
