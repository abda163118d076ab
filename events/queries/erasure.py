"""What is held about a record that somebody asks to be forgotten."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import msgspec
from django.db.models import prefetch_related_objects

from events.documents import record_name
from events.models import (
    Actor,
    Affiliation,
    Change,
    Citation,
    Comment,
    Event,
    EventRelation,
    Participation,
    PublicationReference,
    RecordType,
    Redirect,
    Review,
    Revision,
    Source,
    TimelineEntry,
)
from events.models.identity import UID_PATTERN
from events.models.revisions import Step
from events.queries.merges import find_record

_MOST_LISTED = 50


@dataclass(frozen=True)
class Held:
    """What is held: under which uids (those that were merged into it too), and all that it was ever called."""

    type: RecordType
    uid: str
    record: Event | Actor | Source | None
    uids: frozenset[str]
    names: frozenset[str]
    slugs: frozenset[str]
    is_person: bool
    last_name: str
    last_slug: str
    last_revision: int
    revisions: int


def find_held(uid: str) -> Held | None:
    """What is held under a uid, also where the row is gone; None where there is nothing, or of a timeline."""
    newest = Revision.objects.of(uid).defer("document").first()
    record = find_record(uid, newest.type if newest else None)
    if isinstance(record, Actor):
        prefetch_related_objects([record], "names")
    if newest is None and record is None:
        return None
    type_ = RecordType(newest.type if newest else str(record._meta.model_name))  # type: ignore[union-attr]
    if type_ is RecordType.TIMELINE:
        return None
    uids = frozenset({uid, *_merged_into(uid)})
    texts = Revision.objects.filter(uid__in=uids).order_by("uid", "-number").values_list("uid", "document")
    documents = [(of, msgspec.json.decode(text)) for of, text in texts]
    last = next((document for of, document in documents if of == uid), None) or _of_row(record)
    every = [document for _, document in documents] + ([_of_row(record)] if record else [])
    return Held(
        type=type_,
        uid=uid,
        record=record,
        uids=uids,
        names=frozenset(name for document in every for name in _names(document) if len(name) > 1),
        slugs=frozenset(document["slug"] for document in every),
        is_person=any(document.get("type") == "person" for document in every),
        last_name=record_name(last),
        last_slug=record.slug if record else last["slug"],
        last_revision=newest.number if newest else 0,
        revisions=len(documents),
    )


def public_events_naming(held: Held) -> list[tuple[str, str]]:
    """The uid and the title of published events that name an actor or source, fifty at most."""
    if held.type is RecordType.EVENT:
        return []
    named = PublicationReference.objects.filter(names__in=held.uids, publication__type=RecordType.EVENT)
    rows = named.values_list("publication__uid", "publication__document").distinct()[:_MOST_LISTED]
    return sorted(((uid, record_name(msgspec.json.decode(text))) for uid, text in rows), key=lambda row: row[1])


def count_held(held: Held) -> list[tuple[str, int]]:
    """How much of what will go, with words for it."""
    return [(one if number == 1 else many, number) for one, many, number in _counts(held) if number]


def find_erasure(uid: str) -> Review | None:
    """The note that a record was erased, if it was."""
    return Review.objects.filter(uid=uid, step=Step.ERASED).select_related("by").first()


def _counts(held: Held) -> Iterator[tuple[str, str, int]]:
    """What there is, in the words for one and for several, and how much of it."""
    yield "revision, with all that it says", "revisions, with all that they say", held.revisions
    yield "record that was merged into it", "records that were merged into it", len(held.uids) - 1
    yield "comment", "comments", Comment.objects.filter(uid__in=held.uids).count()
    reasons = Review.objects.filter(uid__in=held.uids).exclude(reason="").count()
    yield "reason of a step of review", "reasons of steps of review", reasons
    told = Change.objects.filter(uid__in=held.uids, told=True).count()
    yield "reason that readers were told", "reasons that readers were told", told
    match held.record:
        case Event() as event:
            yield "participant", "participants", event.participations.count()
            yield "citation, with its quotation", "citations, with their quotations", event.citations.count()
            entries = TimelineEntry.objects.filter(event=event).count()
            yield "entry of a timeline", "entries of timelines", entries
            relations = EventRelation.objects.filter(other=event).count()
            yield "relation of another event to it", "relations of other events to it", relations
        case Actor() as actor:
            yield "name in another language", "names in other languages", actor.names.count()
            yield "affiliation", "affiliations", actor.affiliations.count()
            parts = Participation.objects.filter(actor=actor).count()
            yield "event in which it takes part", "events in which it takes part", parts
            quoting = Citation.objects.filter(speaker=actor).count()
            yield "citation that quotes it", "citations that quote it", quoting
            others = Affiliation.objects.filter(organisation=actor).count()
            yield "affiliation of another to it", "affiliations of others to it", others
        case Source() as source:
            yield "contributor", "contributors", source.contributors.count()
            yield "citation of it", "citations of it", Citation.objects.filter(source=source).count()
            yield "text as it was read", "texts as they were read", int(hasattr(source, "snapshot"))


def _merged_into(uid: str) -> set[str]:
    """The uids that lead to a record because they were merged into it, but for those that have come back."""
    old = Redirect.objects.filter(uid=uid).values_list("old", flat=True)
    uids = {name for name in old if re.fullmatch(UID_PATTERN, name)}
    return {each for each in uids if find_record(each) is None}


def _of_row(record: Event | Actor | Source | None) -> dict[str, Any]:
    names = [name.text for name in record.names.all()] if isinstance(record, Actor) else []
    kind = {"type": record.type} if isinstance(record, Actor) else {}
    return {
        "slug": getattr(record, "slug", ""),
        "name": str(_called(record)),
        **kind,
        "names": [{"text": n} for n in names],
    }


def _called(record: Event | Actor | Source | None) -> str:
    return record.name if isinstance(record, Actor) else record.title if record else ""


def _names(document: dict[str, Any]) -> Iterator[str]:
    yield record_name(document)
    for name in document.get("names", []):
        yield name["text"]
