"""The writer of the publication tables (`loading` is its fast path for many new events).

A publication is a function of the approved revision and of what else is published: actors and sources are shown as
their own publications have them, related events and timeline entries only where they are published. `services.assembly`
is that function. Whatever changes in public is one `Change`, in the same transaction.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from ulid import ULID

from events.documents import SHAPES, Document, EventDocument, decode, encode
from events.models import (
    Actor,
    ChangeCounter,
    Event,
    Publication,
    PublicationKey,
    PublicationReference,
    PublicationWords,
    RecordType,
    Redirect,
    Revision,
    Source,
    Status,
    Timeline,
    Tombstone,
)
from events.models.identity import UID_PATTERN
from events.models.publications import Facet, What
from events.services.assembly import STUBS, assemble, bounds, etag, facets, names, survivors
from events.services.editing import write_revision
from events.services.indexing import is_index_sound, names_in, public_words, rebuild_index, replace_words
from events.services.postings import disagreements, move, post, posted, repost
from events.services.public_log import log_change, log_led_on, unsay
from events.services.slugs import lead_back, lead_former_slug, refuse_taken_slug

BATCH = 200
# Public only while a public event names them.
_NAMED = (RecordType.ACTOR, RecordType.SOURCE)
KEY_COLUMNS = ("uid", "span", "sort_key", "latest", "start_latest")


def take_turn() -> None:
    """Waits until nobody else is publishing, and keeps the turn to the end of the transaction.

    Two transactions that publish must not run side by side: both might publish the same actor first, and changes must
    appear in the order of their numbers. Taken before any other lock, so that no two can wait for each other. What
    comes of it is another edition of all that is public.
    """
    ChangeCounter.objects.select_for_update().get_or_create(pk=1)
    ChangeCounter.objects.filter(pk=1).update(edition=str(ULID()))


def publish(revision: Revision, *, at: datetime, reason: str = "") -> None:
    """Makes a revision what the public reads, with the actors and sources that it names. Inside a transaction.

    `reason` is what readers are told of a change to something published, given for them by a curator; "" for nothing.
    """
    kind = RecordType(revision.type)
    standing = Publication.objects.filter(uid=revision.uid).first()
    dropped = _named_by(standing) if standing else set()
    if kind is RecordType.EVENT:
        _publish_named(revision, at)
    publication = standing or Publication(type=kind, uid=revision.uid, published_at=at)
    publication.revision, publication.revised_at = revision.number, at
    shown_before = _shown_elsewhere(publication) if standing else None
    _write(publication, revision)
    Tombstone.objects.filter(uid=revision.uid).delete()
    for name in [] if standing else lead_back(kind, revision.uid):
        _mark_stale(name)
    if kind in (RecordType.EVENT, RecordType.TIMELINE):
        log_change(
            kind, revision.uid, What.REVISED if standing else What.PUBLISHED, at=at, reason=reason if standing else ""
        )
    if kind is RecordType.TIMELINE:
        _key_timeline(publication)
    if _shown_elsewhere(publication) != shown_before:
        _mark_stale(revision.uid)
        _refresh_batch(at)
    unpublish_unnamed(dropped, at)


def withdraw(kind: RecordType, uid: str, *, at: datetime) -> bool:
    """Takes a record out of every public document at once; False where it was not published. Inside a transaction."""
    publication = Publication.objects.filter(type=kind, uid=uid).first()
    if publication is None:
        return False
    dropped = _named_by(publication)
    move(publication.pk, posted(publication), set())
    publication.delete()
    _find_by_timeline(uid, [])
    _mark_stale(uid)
    while _refresh_batch(at):
        pass
    unpublish_unnamed(dropped, at)
    return True


def bury(kind: RecordType, uid: str, *, at: datetime, reason: str) -> None:
    """Withdraws a record and leaves its tombstone: when and why, never the claim. Inside a transaction."""
    standing = Publication.objects.filter(type=kind, uid=uid).first()
    withdraw(kind, uid, at=at)
    unsay(kind, uid)
    if kind is RecordType.TIMELINE and standing:
        # It is embedded under its slug. Who asks by it knows it already, and is told that it was retracted.
        Redirect.objects.update_or_create(type=kind, old=standing.slug, defaults={"uid": uid})
    else:
        for redirect in Redirect.objects.filter(type=kind, uid=uid):
            if not re.fullmatch(UID_PATTERN, redirect.old):
                redirect.delete()  # an old slug tells the claim
    Tombstone.objects.update_or_create(uid=uid, defaults={"type": kind, "retracted_at": at, "reason": reason})
    log_change(kind, uid, What.RETRACTED, at=at, reason=reason)


def lead_on(kind: RecordType, uid: str, slug: str, *, into: str, at: datetime, reason: str) -> bool:
    """Withdraws a merged record and leads its uid, its slug and whatever led to it to the survivor.

    Returns whether it was public. Inside a transaction.
    """
    # First of all: what names the loser is then written once, with the survivor in its place. The survivor itself leads
    # nowhere, even if it was once merged and has come back.
    if Redirect.objects.filter(type=kind, old=into).delete()[0]:
        _mark_stale(into)
    if Tombstone.objects.filter(uid=uid).exists():
        log_led_on(kind, uid, into=into, at=at, reason=reason)
    Redirect.objects.filter(type=kind, uid=uid).update(uid=into)
    public = Publication.objects.filter(type=kind, uid=uid).exists()
    for old in (uid, slug) if public else (uid,):  # the slug of a draft never was an address
        Redirect.objects.update_or_create(type=kind, old=old, defaults={"uid": into})
    withdraw(kind, uid, at=at)
    if public:
        log_change(kind, uid, What.MERGED, at=at, reason=reason, into=into)
    # Also where the loser was not shown, not being public itself, the survivor may be.
    _mark_stale(uid)
    while _refresh_batch(at):
        pass
    return public


def refresh_stale(*, at: datetime) -> Iterator[int]:
    """Rewrites the documents that name something changed, a batch a transaction; yields the number left after each.

    May be broken off at any time and called again.
    """
    while True:
        with transaction.atomic():
            take_turn()
            done = _refresh_batch(at)
        if not done:
            return
        yield _stale().values("publication_id").distinct().count()


def check() -> Iterator[str]:
    """What in the publication tables disagrees with the revisions, a sentence each; nothing where all is well."""
    for publication in Publication.objects.order_by("pk").iterator(chunk_size=BATCH):
        yield from _disagreements(publication)
    for record in _missing():
        yield f"{record.uid}: revision {record.revision} counts as published, and is not."
    for uid in Tombstone.objects.filter(uid__in=Publication.objects.values("uid")).values_list("uid", flat=True):
        yield f"{uid}: is published and has a tombstone."
    named = PublicationReference.objects.filter(publication__type=RecordType.EVENT).values("names")
    for uid in Publication.objects.filter(type__in=_NAMED).exclude(uid__in=named).values_list("uid", flat=True):
        yield f"{uid}: is published, and no published event names it."
    if not is_index_sound():
        yield "The index of words differs from the words that it was made of."
    if wrong := list(disagreements()):
        yield f"The postings of {len(wrong)} values differ from the keys, the first of them {' '.join(wrong[0])}."
    if stale := _stale().values("publication_id").distinct().count():
        yield f"{stale} documents await rewriting after a change to what they name."


def rebuild(*, at: datetime) -> Iterator[str]:
    """Writes what is missing or wrong again from its revision, a batch a transaction; yields the uids."""
    if not is_index_sound():
        rebuild_index()
    with transaction.atomic():
        take_turn()
        missing = list(_missing())
        for record in missing:
            publish(Revision.objects.get(uid=record.uid, number=record.revision), at=at)
    yield from (record.uid for record in missing)
    last = 0
    while batch := list(Publication.objects.filter(pk__gt=last).order_by("pk")[:BATCH]):
        with transaction.atomic():
            take_turn()
            kept = {publication.uid for publication in batch if _revision_of(publication)}
            wrong = [p for p in batch if p.uid in kept and any(_disagreements(p))]
            for publication in wrong:
                if publication.type == RecordType.EVENT:
                    _publish_named(_approved(publication), at)
                _rewrite(publication, at)
        yield from (publication.uid for publication in wrong)
        last = batch[-1].pk
    with transaction.atomic():
        take_turn()
        repost()


def _missing() -> Iterator[Event | Timeline]:
    """The events and timelines whose newest revision was approved, and is not what is published."""
    numbers = dict(Publication.objects.values_list("uid", "revision"))
    for model in (Event, Timeline):
        for record in model._default_manager.filter(status=Status.PUBLISHED).order_by("pk"):
            if numbers.get(record.uid) != record.revision:
                yield record


def _publish_named(revision: Revision, at: datetime) -> None:
    """Publishes the actors and sources of an event that are not public yet, as their newest revisions have them."""
    document = decode(revision.document, EventDocument)
    wanted = names(document)
    # What was merged once and has come back stands for itself again.
    back = [*Actor.objects.filter(uid__in=wanted[RecordType.ACTOR]).values_list("uid", flat=True)]
    back += Source.objects.filter(uid__in=wanted[RecordType.SOURCE]).values_list("uid", flat=True)
    Redirect.objects.filter(old__in=back).delete()
    uids = set(survivors(wanted[RecordType.ACTOR] | wanted[RecordType.SOURCE]).values())
    missing = uids - set(Publication.objects.filter(uid__in=uids).values_list("uid", flat=True))
    for uid in sorted(missing):
        publish(_newest_revision(uid, at), at=at)


def _newest_revision(uid: str, at: datetime) -> Revision:
    """The newest revision of an actor or source; its first one, if it came by `loaddata` and has none."""
    newest = Revision.objects.of(uid).first()
    if newest is None:
        record = Actor.objects.filter(uid=uid).first() or Source.objects.get(uid=uid)
        newest = write_revision(record, author=None, at=at, reason="First published")
    return newest


def _write(publication: Publication, revision: Revision) -> None:
    """Assembles the document and writes it with its bounds, keys and references."""
    document = assemble(_decoded(revision), publication.revision, publication.published_at, publication.revised_at)
    publication.document = encode(document)
    publication.etag = etag(publication.document)
    refuse_taken_slug(publication, document.slug)
    lead_former_slug(publication, document.slug)
    publication.slug = document.slug
    before = posted(publication)
    for name, value in bounds(document).items():
        setattr(publication, name, value)
    publication.save()
    _replace_keys(publication, document)
    move(publication.pk, before, posted(publication))
    replace_words(publication, document, **_copied(publication))
    _replace_references(publication, revision)


def _decoded(revision: Revision) -> Document:
    document: Document = decode(revision.document, SHAPES[revision.type])
    return document


def _keys(document: Document) -> set[tuple[str, str]]:
    timelines = PublicationReference.objects.filter(names=document.uid, publication__type=RecordType.TIMELINE)
    accepted = timelines.values_list("publication__uid", flat=True) if isinstance(document, EventDocument) else ()
    return {*facets(document), *((Facet.TIMELINE, uid) for uid in accepted)}


def _replace_keys(publication: Publication, document: Document) -> None:
    publication.keys.all().delete()
    PublicationKey.objects.bulk_create(_key(publication, *key) for key in sorted(_keys(document)))


def _key(publication: Publication, facet: str, value: str) -> PublicationKey:
    return PublicationKey(
        publication=publication,
        facet=facet,
        value=value,
        **_copied(publication),
    )


def _copied(publication: Publication) -> dict[str, Any]:
    return {name: getattr(publication, name) for name in KEY_COLUMNS}


def _key_timeline(timeline: Publication) -> None:
    """Finds the timeline's published events by its uid from now on, and no others."""
    named = Publication.objects.filter(type=RecordType.EVENT, uid__in=_named_by(timeline)).order_by("pk")
    _find_by_timeline(timeline.uid, list(named))


def _find_by_timeline(uid: str, events: Sequence[Publication]) -> None:
    standing = PublicationKey.objects.filter(facet=Facet.TIMELINE, value=uid)
    before, after = set(standing.values_list("publication", flat=True)), {event.pk for event in events}
    standing.delete()
    PublicationKey.objects.bulk_create(_key(event, Facet.TIMELINE, uid) for event in events)
    post({(Facet.TIMELINE, uid): after - before}, {(Facet.TIMELINE, uid): before - after})


def _replace_references(publication: Publication, revision: Revision) -> None:
    publication.references.all().delete()
    PublicationReference.objects.bulk_create(
        PublicationReference(publication=publication, names=uid) for uid in sorted(_references(revision))
    )


def _references(revision: Revision) -> set[str]:
    """The uids that a revision names, and those that answer for them after a merge."""
    named = survivors(set().union(*names(_decoded(revision)).values()))
    return {*named, *named.values()}


def _named_by(publication: Publication) -> set[str]:
    return set(publication.references.values_list("names", flat=True))


def _shown_elsewhere(publication: Publication) -> tuple[object, ...]:
    """What other documents show of it, or are searched by: its stub, for an event its place in the order of a timeline,
    for an actor all its names."""
    stub = decode(publication.document, STUBS[RecordType(publication.type)])
    names_ = names_in(publication.document) if publication.type == RecordType.ACTOR else None
    return stub, publication.sort_key, publication.latest, names_


def _mark_stale(uid: str) -> None:
    PublicationReference.objects.filter(names=uid).update(stale=True)


def _stale() -> QuerySet[PublicationReference]:
    return PublicationReference.objects.filter(stale=True)


def _refresh_batch(at: datetime) -> int:
    """Rewrites the next documents that name something changed; returns how many there were."""
    pks = list(_stale().order_by("publication").values_list("publication", flat=True).distinct()[:BATCH])
    for publication in Publication.objects.filter(pk__in=pks).order_by("pk"):
        _rewrite(publication, at)
    return len(pks)


def _rewrite(publication: Publication, at: datetime) -> None:
    """Assembles what is published again, and tells readers where that made a difference to them."""
    before = publication.document
    _write(publication, _approved(publication))
    if publication.type == RecordType.TIMELINE:
        _key_timeline(publication)
    if publication.document != before and publication.type in (RecordType.EVENT, RecordType.TIMELINE):
        log_change(RecordType(publication.type), publication.uid, What.REFRESHED, at=at)


def _revision_of(publication: Publication) -> Revision | None:
    return Revision.objects.filter(uid=publication.uid, number=publication.revision).first()


def _approved(publication: Publication) -> Revision:
    return Revision.objects.get(uid=publication.uid, number=publication.revision)


def unpublish_unnamed(candidates: Iterable[str], at: datetime) -> None:
    """Withdraws those actors and sources that no published event names any more."""
    for publication in Publication.objects.filter(uid__in=candidates, type__in=_NAMED):
        naming = PublicationReference.objects.filter(names=publication.uid, publication__type=RecordType.EVENT)
        if not naming.exists():
            withdraw(RecordType(publication.type), publication.uid, at=at)


def _disagreements(publication: Publication) -> Iterator[str]:
    """How one publication differs from what its revision and the other publications make of it."""
    revision = _revision_of(publication)
    if revision is None:
        yield f"{publication.uid}: revision {publication.revision} is published, and does not exist."
        return
    document = assemble(_decoded(revision), publication.revision, publication.published_at, publication.revised_at)
    if encode(document) != publication.document:
        yield f"{publication.uid}: the document differs from revision {publication.revision}."
    if document.slug != publication.slug:
        yield f"{publication.uid}: the slug is not that of the document."
    if etag(publication.document) != publication.etag:
        yield f"{publication.uid}: the ETag is not that of the document."
    if any(getattr(publication, name) != value for name, value in bounds(document).items()):
        yield f"{publication.uid}: the bounds differ from those of the date."
    copied = tuple(_copied(publication).values())
    keys = set(publication.keys.values_list("facet", "value", *KEY_COLUMNS))
    if keys != {(*key, *copied) for key in _keys(document)}:
        yield f"{publication.uid}: the keys differ from those of the document."
    words = PublicationWords.objects.filter(publication=publication).values_list("words", *KEY_COLUMNS).first()
    if words != ((public_words(document), *copied) if isinstance(document, EventDocument) else None):
        yield f"{publication.uid}: the words that it is searched by differ from those of the document."
    if _named_by(publication) != _references(revision):
        yield f"{publication.uid}: the references differ from what the revision names."
