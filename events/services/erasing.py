"""Erasing for good what is held about a person, or an event or source: row, revisions, names in other records.

What stays: the uid, that it was erased, when, by whom and why; of what was public, its tombstone. `docs/decisions` says
what is looked for where.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import reduce
from operator import or_
from typing import Any

import msgspec
from django.contrib.admin.models import LogEntry
from django.contrib.auth.models import User
from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import Q, QuerySet

from events.documents import SHAPES, decode, encode, record_name
from events.models import (
    Actor,
    Affiliation,
    Change,
    Citation,
    Comment,
    Event,
    EventRelation,
    Merge,
    Participation,
    Publication,
    RecordType,
    Redirect,
    Review,
    Revision,
    Snapshot,
    Source,
    Status,
    Timeline,
    TimelineEntry,
    Tombstone,
    Upload,
)
from events.models.publications import What
from events.models.revisions import Step
from events.queries.erasure import Held, find_held, public_events_naming
from events.queries.publications import live_revision
from events.services import publishing
from events.services.applying import apply
from events.services.blanking import ERASED, Names
from events.services.editing import required_reason, write_revision
from events.services.finding import forget_words
from events.services.permissions import Deed, require
from events.services.snapshots import RECORDS, Record, snapshot

BATCH = 500
_REASON = "Personal data was erased"
# A name of fewer words may mean others as well.
_WORDS_OF_A_PERSON, _WORDS_OF_A_TITLE = 2, 3


@dataclass(frozen=True)
class Erased:
    """What came of it: how many revisions of others were changed, and how many records stand without the name now."""

    type: RecordType
    uid: str
    blanked: int
    changed: int


@transaction.atomic
def erase(uid: str, *, by: User | None, at: datetime, reason: str) -> Erased:
    """Erases what is held under a uid: all of it, or nothing.

    Raises ValidationError where nothing is held, public events name it still, or the reason names it.
    """
    publishing.take_turn()
    require(by, Deed.ERASE, RecordType.EVENT)
    Upload.objects.all().delete()  # files that may name it; whoever was at it uploads again
    held = find_held(uid)
    if held is None:
        raise ValidationError("There is no event, actor or source of this uid, and no revision of one.", "unknown")
    names = names_of(held)
    reason = _checked(reason, names)
    _refuse_while_public(held)
    _bury(held, at, reason)
    touched = _take_out(held.record)
    blanked = _blank_revisions(held, names, touched)
    for record in touched.values():
        _write(record, by, at)
    _blank_texts(names)
    _remove(held, reason)
    Review.objects.create(
        type=held.type, uid=uid, revision=held.last_revision, step=Step.ERASED, by=by, reason=reason, at=at
    )
    return Erased(held.type, uid, blanked, len(touched))


def names_of(held: Held) -> Names:
    """What a record was called, and which of that is looked for everywhere."""
    least = _WORDS_OF_A_PERSON if held.is_person else _WORDS_OF_A_TITLE
    sure = {name for name in held.names if len(name.split()) >= least}
    slugs = {slug for slug in held.slugs if slug.count("-") + 1 >= least}
    return Names(held.uids, held.names, frozenset(sure), frozenset(slugs))


def _checked(reason: str, names: Names) -> str:
    line = required_reason(reason)
    folded = line.casefold()
    if any(name.casefold() in folded for name in (*names.names, *names.slugs)):
        raise ValidationError({"reason": "The reason stays for good: name nobody in it."}, "names")
    return line


def _refuse_while_public(held: Held) -> None:
    if events := public_events_naming(held):
        listed = "; ".join(f"“{title}”" for _, title in events)
        raise ValidationError(f"Published events name it: change or retract them first. {listed}", "public")


def _bury(held: Held, at: datetime, reason: str) -> None:
    """Takes an event out of all that is public; of one that was retracted before, the reason may repeat the claim."""
    if Publication.objects.filter(uid=held.uid).exists() and held.type is RecordType.EVENT:
        publishing.bury(held.type, held.uid, at=at, reason=reason)
    else:
        publishing.withdraw(held.type, held.uid, at=at)
    Tombstone.objects.filter(uid__in=held.uids).update(reason=reason)


def _take_out(record: Event | Actor | Source | None) -> dict[str, Record]:
    """Removes a record from all that names it; what named it, by uid."""
    naming: list[Record] = []
    match record:
        case Actor():
            naming += Event.objects.filter(Q(participations__actor=record) | Q(citations__speaker=record)).distinct()
            naming += Actor.objects.filter(affiliations__organisation=record).distinct()
            Participation.objects.filter(actor=record).delete()
            Citation.objects.filter(speaker=record).update(speaker=None)
            Affiliation.objects.filter(organisation=record).delete()
        case Source():
            naming += Event.objects.filter(citations__source=record).distinct()
            Citation.objects.filter(source=record).delete()
        case Event():
            naming += Event.objects.filter(Q(part_of=record) | Q(relations__other=record)).distinct()
            naming += Timeline.objects.filter(entries__event=record).distinct()
            Event.objects.filter(part_of=record).update(part_of=None)
            EventRelation.objects.filter(other=record).delete()
            TimelineEntry.objects.filter(event=record).delete()
    return {each.uid: each for each in naming if record is None or each.uid != record.uid}


def _blank_revisions(held: Held, names: Names, touched: dict[str, Record]) -> int:
    """Rewrites the revisions of other records that hold a name; adds to `touched` the records that hold one now."""
    done = last = 0
    naming = set(touched)
    public: list[str] = []
    while some := list(_revisions(names, last)):
        for revision in some:
            text, own_words = names.blank_document(revision.document)
            # Read and written again: the members in the order of the shape, and nothing that could not be read later.
            text = encode(decode(text, SHAPES[revision.type]))
            if text == revision.document:
                continue
            if own_words:
                public += _names_in_public(revision)
                _look_at(revision, touched)
            Revision.objects.filter(pk=revision.pk).update(document=text)
            done += 1
        last = some[-1].pk
    if public:
        listed = "; ".join(dict.fromkeys(public))
        raise ValidationError(f"What is published has the name in its own words: change it first. {listed}", "public")
    for record in touched.values():
        _blank_row(record, names, named_it=record.uid in naming)
    return done


def _revisions(names: Names, after: int) -> QuerySet[Revision]:
    rows = Revision.objects.filter(_containing("document", (*names.uids, *_as_json(names.terms))), pk__gt=after)
    return rows.exclude(uid__in=names.uids).order_by("pk")[:BATCH]


def _names_in_public(revision: Revision) -> list[str]:
    if Publication.objects.filter(uid=revision.uid, revision=revision.number).exists():
        return [f"“{record_name(msgspec.json.decode(revision.document))}”"]
    return []


def _look_at(revision: Revision, touched: dict[str, Record]) -> None:
    record = RECORDS[revision.type].objects.filter(uid=revision.uid, revision=revision.number).first()
    if record is not None:
        touched.setdefault(revision.uid, record)


def _blank_row(record: Record, names: Names, *, named_it: bool) -> None:
    record.refresh_from_db()
    document: Any = snapshot(record)
    text, own_words = names.blank_document(encode(document), named_it=named_it)
    if own_words:
        apply(decode(text, type(document)), record)


def _write(record: Record, by: User | None, at: datetime) -> None:
    """One revision of what named it; where the one before was live and stands for itself, this one is."""
    record.refresh_from_db()
    live = live_revision(record.uid)
    follows = live == record.revision
    write_revision(record, author=by, at=at, reason=_REASON, mechanical=True)
    if follows and (isinstance(record, Actor | Source) or record.status == Status.PUBLISHED):
        publishing.publish(Revision.objects.get(uid=record.uid, number=record.revision), at=at)


def _blank_texts(names: Names) -> None:
    """Takes the names out of what people wrote beside records, and out of the texts of sources."""
    for model, column in _TEXTS:
        for row in _holding(model, column, names.terms):
            blanked = names.blank(getattr(row, column))
            model._default_manager.filter(pk=row.pk).update(**{column: blanked})
    _blank_log(names)
    for snapshot_ in _holding(Snapshot, "text", sorted(names.sure)):
        text = names.mask(snapshot_.text)
        Snapshot.objects.filter(pk=snapshot_.pk).update(text=text, sha256=Snapshot.digest(text))


_TEXTS: tuple[tuple[Any, str], ...] = (
    (Revision, "reason"),
    (Review, "reason"),
    (Change, "reason"),
    (Tombstone, "reason"),
    (Comment, "text"),
    (LogEntry, "object_repr"),
)


def _blank_log(names: Names) -> None:
    """Takes the names out of the admin's own log, whose messages are JSON in ASCII."""
    terms = [*names.terms, *(json.dumps(term)[1:-1] for term in names.terms)]
    for entry in _holding(LogEntry, "change_message", terms):
        said = entry.change_message
        if isinstance(told := entry.change_message[:1] == "[" and json.loads(said), list):
            blanked = json.dumps(_blank_all(told, names))
        else:
            blanked = names.blank(said)
        LogEntry.objects.filter(pk=entry.pk).update(change_message=blanked)


def _blank_all(told: Any, names: Names) -> Any:
    match told:
        case dict():
            return {key: _blank_all(value, names) for key, value in told.items()}
        case list():
            return [_blank_all(value, names) for value in told]
        case str():
            return names.blank(told)
        case _:
            return told


def _remove(held: Held, reason: str) -> None:
    """Removes the row with its children, the revisions, and whatever was kept of both."""
    if held.record is not None:
        type_of = ContentType.objects.get_for_model(held.record)
        LogEntry.objects.filter(content_type=type_of, object_id=str(held.record.pk)).update(
            object_repr=ERASED, change_message=""
        )
        type(held.record)._default_manager.get(pk=held.record.pk).delete()
    Revision.objects.filter(uid__in=held.uids).delete()
    Comment.objects.filter(uid__in=held.uids).delete()
    forget_words(held.uids)
    Merge.objects.filter(Q(survivor__in=held.uids) | Q(merged__in=held.uids)).delete()
    Review.objects.filter(uid__in=held.uids).update(reason="")
    Change.objects.filter(uid__in=held.uids).exclude(what=What.RETRACTED, reason=reason).update(reason="")
    Redirect.objects.filter(type=held.type, old__in=held.slugs).delete()


def _holding(model: Any, column: str, terms: Iterable[str]) -> list[Any]:
    terms = list(terms)
    return list(model._default_manager.filter(_containing(column, terms)).order_by("pk")) if terms else []


def _containing(column: str, terms: Iterable[str]) -> Q:
    return reduce(or_, (Q((f"{column}__icontains", term)) for term in terms))


def _as_json(terms: Iterable[str]) -> list[str]:
    """As they stand inside a JSON text."""
    return [msgspec.json.encode(term).decode()[1:-1] for term in terms]
