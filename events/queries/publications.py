"""Finding what is published, by uid or slug: the one definition of what the public may see."""

import re
from dataclasses import dataclass
from datetime import datetime

from django.db import connection
from django.db.models import QuerySet, Subquery

from events.models import ChangeCounter, Publication, PublicationKey, RecordType, Redirect, Tombstone
from events.models.identity import UID_PATTERN
from events.models.publications import Facet
from events.queries.cursors import Cursor

_UID = re.compile(UID_PATTERN)
_EDITION = ChangeCounter.objects.filter(pk=1).values("edition")


@dataclass(frozen=True)
class Published:
    """A published record: its document as JSON text, with what an answer's head needs. `edition` is that of all that
    was public when it was read, "" before anything was."""

    uid: str
    slug: str
    document: str
    etag: str
    revised_at: datetime
    edition: str


@dataclass(frozen=True)
class Moved:
    """The record was merged or renamed; `uid` and `slug` are the published survivor's."""

    uid: str
    slug: str


@dataclass(frozen=True)
class Retracted:
    """The record was published once and then retracted."""

    uid: str
    retracted_at: datetime
    reason: str


def published(type_: RecordType) -> QuerySet[Publication]:
    """The publications of one type."""
    return Publication.objects.filter(type=type_)


def live_revision(uid: str) -> int | None:
    """The revision of a record that is public; None where nothing of it is."""
    return Publication.objects.filter(uid=uid).values_list("revision", flat=True).first()


def find(type_: RecordType, name: str) -> Published | Moved | Retracted | None:
    """What the public finds under a uid or slug; None where there never was, or is not yet, anything public."""
    row = _row(type_, **{"uid" if _UID.fullmatch(name) else "slug": name})
    if row is not None:
        return Published(*row)
    grave = Tombstone.objects.filter(type=type_, uid=name).values_list("uid", "retracted_at", "reason").first()
    if grave is not None:
        return Retracted(*grave)
    return _survivor(type_, name)


def edition() -> str:
    """A text that each transaction renews that may change anything public, and never comes back; "" before any."""
    with connection.cursor() as cursor:  # asked by every request: the ORM takes ten times as long to say it
        cursor.execute("SELECT edition FROM events_changecounter WHERE id = 1")
        row = cursor.fetchone()
    return row[0] if row else ""


def uid_of(type_: RecordType, name: str) -> str | None:
    """The uid of the public record that answers to a uid or slug; None where none does."""
    column = "uid" if _UID.fullmatch(name) else "slug"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT uid FROM events_publication WHERE {column} = %s AND type = %s", [name, type_.value])
        row = cursor.fetchone()
    if row:
        return str(row[0])
    found = _survivor(type_, name)
    return found.uid if isinstance(found, Moved) else None


def documents(type_: RecordType, uids: list[str]) -> dict[str, str]:
    """The documents of those of the uids that are published."""
    # The type is looked at here: in the query it would have SQLite walk all records of it.
    rows = Publication.objects.filter(uid__in=uids).values_list("uid", "document", "type")
    return {uid: document for uid, document, type_of in rows if type_of == type_}


def timelines_of(event_uid: str) -> list[str]:
    """The documents of the published timelines that have accepted a published event, by slug."""
    keys = PublicationKey.objects.filter(publication__uid=event_uid, facet=Facet.TIMELINE)
    rows = published(RecordType.TIMELINE).filter(uid__in=keys.values("value")).order_by("slug")
    return list(rows.values_list("document", flat=True))


def count(type_: RecordType) -> int:
    """How many records of a type are published."""
    return published(type_).count()


def kinds() -> list[str]:
    """The slugs of the kinds that published events have, found by leaping from one to the next in the index."""
    least = "SELECT min(value) FROM events_publicationkey WHERE facet = %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"WITH RECURSIVE kinds(value) AS ({least} UNION ALL SELECT ({least} AND value > kinds.value) FROM kinds"
            " WHERE kinds.value IS NOT NULL) SELECT value FROM kinds WHERE value IS NOT NULL",
            [Facet.KIND, Facet.KIND],
        )
        return [value for (value,) in cursor.fetchall()]


def _row(type_: RecordType, **key: str) -> tuple[str, str, str, str, datetime, str] | None:
    rows = published(type_).filter(**key).annotate(edition=Subquery(_EDITION))
    return rows.values_list("uid", "slug", "document", "etag", "revised_at", "edition").first()


def _survivor(type_: RecordType, name: str) -> Moved | Retracted | None:
    target = Redirect.objects.filter(type=type_, old=name).values_list("uid", flat=True).first()
    if target is None:
        return None
    row = _row(type_, uid=target)
    if row is not None:
        return Moved(row[0], row[1])
    grave = Tombstone.objects.filter(type=type_, uid=target).values_list("uid", "retracted_at", "reason").first()
    return Retracted(*grave) if grave else None


@dataclass(frozen=True)
class DocumentPage:
    """A page of documents in the order of their slugs, with the cursors of its neighbours."""

    documents: list[str]
    next: Cursor | None
    previous: Cursor | None


def list_documents(type_: RecordType, *, page_size: int, cursor: Cursor | None) -> DocumentPage:
    """The published actors, sources or timelines, a page at a time, in one query."""
    backward = cursor is not None and cursor.backward
    rows = published(type_).order_by("-slug" if backward else "slug")
    if cursor is not None:
        rows = rows.filter(slug__lt=cursor.name) if backward else rows.filter(slug__gt=cursor.name)
    page = list(rows.values_list("slug", "document")[: page_size + 1])
    more, page = len(page) > page_size, page[:page_size]
    if backward:
        page.reverse()
    return DocumentPage(
        documents=[document for _, document in page],
        next=Cursor("slug", False, None, None, page[-1][0]) if page and (more or backward) else None,
        previous=(
            Cursor("slug", True, None, None, page[0][0])
            if page and (more if backward else cursor is not None)
            else None
        ),
    )
