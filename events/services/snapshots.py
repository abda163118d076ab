"""From the record to its document: one of the two doors between models and documents (the other is `editing`)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeAlias, cast

from django.db.models import Model, Prefetch, prefetch_related_objects
from msgspec import UNSET, UnsetType

from events.dates import Edtf, Reading, describe, iso_date
from events.documents import (
    ActorDesk,
    ActorDocument,
    ActorNameDocument,
    ActorStub,
    AffiliationDesk,
    AffiliationDocument,
    Aspect,
    CitationDesk,
    CitationDocument,
    ClosedDifferenceDesk,
    Contributor,
    Date,
    EventDesk,
    EventDocument,
    EventStub,
    KindDocument,
    NameFormWord,
    Participant,
    Place,
    ReadingDocument,
    RelatedEvent,
    Relation,
    SourceDesk,
    SourceDocument,
    SourceStub,
    Stance,
    TimelineDocument,
    TimelineEntryDocument,
)
from events.models import (
    Actor,
    Affiliation,
    Citation,
    ClosedDifference,
    Event,
    EventRelation,
    Kind,
    Participation,
    RecordType,
    Source,
    Timeline,
    TimelineEntry,
)
from events.models import Contributor as ContributorRow
from events.models.actors import ActorName
from events.queries.provenance import assess

Record: TypeAlias = Event | Actor | Source | Timeline

TYPES: dict[type[Model], RecordType] = {
    Event: RecordType.EVENT,
    Actor: RecordType.ACTOR,
    Source: RecordType.SOURCE,
    Timeline: RecordType.TIMELINE,
}
# The table of each type.
RECORDS: dict[str, Any] = {type_.value: model for model, type_ in TYPES.items()}


def snapshot(record: Record) -> EventDocument | ActorDocument | SourceDocument | TimelineDocument:
    """The whole document of a saved record, what only curators see included."""
    match record:
        case Event():
            return snapshot_event(record)
        case Actor():
            return snapshot_actor(record)
        case Source():
            return snapshot_source(record)
        case Timeline():
            return snapshot_timeline(record)


def snapshot_events(events: Sequence[Event]) -> list[EventDocument]:
    """The documents of some saved events, in as many queries as one takes."""
    prefetch_related_objects(
        events,
        "kind",
        "part_of",
        Prefetch("participations", Participation.objects.select_related("actor")),
        Prefetch("citations", Citation.objects.select_related("source", "speaker")),
        Prefetch("relations", EventRelation.objects.select_related("other")),
        Prefetch("closed_differences", ClosedDifference.objects.order_by("aspect")),
    )
    return [
        snapshot_event(
            event,
            participations=event.participations.all(),
            citations=event.citations.all(),
            relations=event.relations.all(),
            closed=event.closed_differences.all(),
        )
        for event in events
    ]


def snapshot_event(
    event: Event,
    *,
    participations: Iterable[Participation] | None = None,
    citations: Iterable[Citation] | None = None,
    relations: Iterable[EventRelation] | None = None,
    closed: Iterable[ClosedDifference] | None = None,
) -> EventDocument:
    """The document of an event; children that are given, saved or not, stand in for those of the database."""
    rows = [
        _citation(c)
        for c in (event.citations.select_related("source", "speaker").all() if citations is None else citations)
    ]
    rows.sort(key=citation_order)
    settled = [
        ClosedDifferenceDesk(aspect=cast(Aspect, difference.aspect), reason=difference.reason)
        for difference in (event.closed_differences.order_by("aspect") if closed is None else closed)
    ]
    people = participations if participations is not None else event.participations.select_related("actor").all()
    related = relations if relations is not None else event.relations.select_related("other").all()
    return EventDocument(
        uid=event.uid,
        url=event_path(event.uid, event.slug),
        slug=event.slug,
        title=event.title,
        summary=event.summary,
        attribution=event.attribution or None,
        language=event.language,
        date=date_document(event.date, event.date_text, event.language),
        kind=kind_document(event.kind),
        place=_place(event),
        participants=sorted(
            (Participant(actor=actor_stub(p.actor), role=p.role, alleged=p.alleged) for p in people),
            key=lambda part: (part.actor.slug, part.role),
        ),
        citations=rows,
        assessment=assess(rows, [difference.aspect for difference in settled], str(event.date) if event.date else None),
        part_of=event_stub(event.part_of) if event.part_of else None,
        related=sorted(
            (RelatedEvent(relation=cast(Relation, r.relation), event=event_stub(r.other)) for r in related),
            key=lambda relation: (relation.relation, relation.event.slug),
        ),
        revision=event.revision,
        published_at=None,
        revised_at=None,
        desk=EventDesk(
            date_anchor=_edtf(event.date_anchor),
            date_rule=event.date_rule,
            closed=settled,
            date_text=event.date_text if event.date is None else "",
        ),
    )


_ASPECT_ORDER = {"occurrence": 0, "date": 1, "place": 2, "participants": 3, "nature": 4, "outcome": 5}


def citation_order(row: CitationDocument) -> tuple[int, str, str]:
    """Where a citation stands in its event's document: by aspect, then by the date of the source."""
    return (_ASPECT_ORDER[row.aspect], row.source.published or "", row.source.slug)


def snapshot_actor(
    actor: Actor, *, names: Iterable[ActorName] | None = None, affiliations: Iterable[Affiliation] | None = None
) -> ActorDocument:
    """The document of an actor; children that are given stand in for those of the database."""
    places = affiliations if affiliations is not None else actor.affiliations.select_related("organisation").all()
    return ActorDocument(
        uid=actor.uid,
        slug=actor.slug,
        name=actor.name,
        type=actor.type,
        country=actor.country or None,
        wikidata=actor.wikidata or None,
        names=sorted(
            (
                ActorNameDocument(text=name.text, language=name.language, form=cast(NameFormWord, name.form))
                for name in (actor.names.all() if names is None else names)
            ),
            key=lambda name: (name.language, name.text),
        ),
        affiliations=sorted(
            (
                AffiliationDocument(
                    organisation=actor_stub(a.organisation), role=a.role, span=_edtf(a.span), desk=_affiliation_desk(a)
                )
                for a in places
            ),
            key=lambda affiliation: (affiliation.organisation.slug, affiliation.role),
        ),
        revision=actor.revision,
        published_at=None,
        revised_at=None,
        desk=ActorDesk(living=actor.living),
    )


def snapshot_source(source: Source, *, contributors: Iterable[ContributorRow] | None = None) -> SourceDocument:
    """The document of a source; contributors that are given stand in for those of the database."""
    rows = source.contributors.all() if contributors is None else contributors
    desk = SourceDesk(source.published_text, source.published_rule)
    return SourceDocument(
        uid=source.uid,
        slug=source.slug,
        title=source.title,
        type=source.type,
        genre=source.genre,
        contributors=[
            Contributor(role=c.role, family=c.family or None, given=c.given or None, literal=c.literal or None)
            for c in sorted(rows, key=lambda row: row.position)
        ],
        publisher=source.publisher or None,
        published=_edtf(source.published),
        language=source.language,
        url=source.url or None,
        archived_url=source.archived_url or None,
        accessed=_edtf(source.accessed),
        doi=source.doi or None,
        isbn=source.isbn or None,
        licence=source.licence or None,
        revision=source.revision,
        published_at=None,
        revised_at=None,
        desk=UNSET if desk == SourceDesk() else desk,
    )


def snapshot_timeline(timeline: Timeline, *, entries: Iterable[TimelineEntry] | None = None) -> TimelineDocument:
    """The document of a timeline; entries that are given stand in for those of the database."""
    rows = timeline.entries.select_related("event").all() if entries is None else entries
    return TimelineDocument(
        uid=timeline.uid,
        url=timeline_path(timeline.slug),
        slug=timeline.slug,
        title=timeline.title,
        dek=timeline.dek or None,
        language=timeline.language,
        entries=sorted(
            (
                TimelineEntryDocument(event=event_stub(row.event), note=row.note or None, featured=row.featured)
                for row in rows
            ),
            key=lambda entry: entry.event.uid,
        ),
        embed_origins=timeline.embed_origins.split(),
        revision=timeline.revision,
        published_at=None,
        revised_at=None,
    )


def kind_document(kind: Kind) -> KindDocument:
    """A kind as documents show it."""
    return KindDocument(slug=kind.slug, label=kind.label, cameo=kind.cameo or None)


def event_path(uid: str, slug: str) -> str:
    """Where an event's page is on this service."""
    return f"/events/{uid}-{slug}/"


def timeline_path(slug: str) -> str:
    """Where a timeline's page is on this service."""
    return f"/timelines/{slug}/"


def actor_path(slug: str) -> str:
    """Where an actor's page is on this service."""
    return f"/actors/{slug}/"


def source_path(slug: str) -> str:
    """Where a source's page is on this service."""
    return f"/sources/{slug}/"


def event_stub(event: Event) -> EventStub:
    """An event as other documents name it."""
    return EventStub(uid=event.uid, url=event_path(event.uid, event.slug), slug=event.slug, title=event.title)


def actor_stub(actor: Actor) -> ActorStub:
    """An actor as other documents name it."""
    return ActorStub(uid=actor.uid, slug=actor.slug, name=actor.name, type=actor.type, country=actor.country or None)


def source_stub(source: Source) -> SourceStub:
    """A source as citations name it."""
    return SourceStub(
        uid=source.uid,
        slug=source.slug,
        title=source.title,
        genre=source.genre,
        publisher=source.publisher or None,
        published=_edtf(source.published),
        url=source.url or None,
    )


def date_document(date: Edtf | None, text: str, language: str) -> Date | None:
    """A date as documents show it, with its label in the given language; None for an undated event."""
    return None if date is None else _date(date, text, language)


def _date(date: Edtf, text: str, language: str) -> Date:
    return Date(
        edtf=str(date),
        text=text or None,
        earliest=None if date.earliest is None else iso_date(date.earliest),
        latest=None if date.latest is None else iso_date(date.latest),
        earliest_day=date.earliest,
        latest_day=date.latest,
        precision=date.precision,
        approximate=date.approximate,
        uncertain=date.uncertain,
        label=describe(date, language),
    )


def reading_document(reading: Reading, text: str) -> ReadingDocument:
    """A reading of a phrase as documents show it."""
    return ReadingDocument(
        date=_date(reading.edtf, text, reading.language),
        rule=reading.rule,
        language=reading.language,
        calendar=reading.calendar,
        anchor=_edtf(reading.anchor),
    )


def _affiliation_desk(affiliation: Affiliation) -> AffiliationDesk | UnsetType:
    desk = AffiliationDesk(affiliation.span_text, affiliation.span_rule)
    return UNSET if desk == AffiliationDesk() else desk


def _place(event: Event) -> Place | None:
    if not (event.place_name or event.place_country or event.latitude is not None):
        return None
    return Place(
        name=event.place_name or None,
        country=event.place_country or None,
        latitude=event.latitude,
        longitude=event.longitude,
        precision=event.place_precision or None,
    )


def _citation(citation: Citation) -> CitationDocument:
    return CitationDocument(
        source=source_stub(citation.source),
        aspect=cast(Aspect, citation.aspect),
        stance=cast(Stance, citation.stance),
        says=citation.says,
        stated_date=_edtf(citation.stated_date),
        stated_text=citation.stated_text or None,
        speaker=actor_stub(citation.speaker) if citation.speaker else None,
        via=citation.via or None,
        quote=citation.quote or None,
        locator=citation.locator or None,
        desk=CitationDesk(
            quote_prefix=citation.quote_prefix,
            quote_suffix=citation.quote_suffix,
            quote_start=citation.quote_start,
            quote_end=citation.quote_end,
            quote_check=citation.quote_check,
            to_confirm=citation.to_confirm,
            stated_anchor=_edtf(citation.stated_anchor),
            stated_rule=citation.stated_rule,
        ),
    )


def _edtf(date: Edtf | None) -> str | None:
    return None if date is None else str(date)
