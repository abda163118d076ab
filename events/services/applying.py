"""From a document to the record: the other of the two doors between documents and models (see `snapshots`)."""

from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

import msgspec
from django.core.exceptions import ValidationError
from django.db import models

from events.documents import (
    ActorDocument,
    CitationDesk,
    CitationDocument,
    Document,
    EventDesk,
    EventDocument,
    SourceDocument,
    TimelineDocument,
)
from events.models import Actor, Event, Kind, Redirect, Source, Timeline
from events.services.snapshots import Record

M = TypeVar("M", bound=models.Model)

# The table that a document of each shape enters.
MODELS: dict[type, Any] = {
    EventDocument: Event,
    ActorDocument: Actor,
    SourceDocument: Source,
    TimelineDocument: Timeline,
}


def apply(document: Document, record: Record) -> None:
    """Writes a document into a record's row and those of its children; ValidationError names each field at fault.

    To be called inside a transaction: what was written before the fault must be rolled back.
    """
    match document, record:
        case EventDocument(), Event():
            _apply_event(document, record)
        case ActorDocument(), Actor():
            _apply_actor(document, record)
        case SourceDocument(), Source():
            _apply_source(document, record)
        case TimelineDocument(), Timeline():
            _apply_timeline(document, record)
        case _:
            raise TypeError(f"A {type(document).__name__} does not fit a {type(record).__name__}.")


def event_columns(document: EventDocument) -> dict[str, Any]:
    """The columns of an event's row that its document gives, but for the records that it names."""
    desk, place = document.desk or EventDesk(), document.place
    return {
        "slug": document.slug,
        "title": document.title,
        "summary": document.summary,
        "attribution": document.attribution or "",
        "language": document.language,
        "date": document.date.edtf if document.date else None,
        "date_text": (document.date.text if document.date else desk.date_text) or "",
        "date_anchor": desk.date_anchor,
        "date_rule": desk.date_rule,
        "place_name": (place.name if place else None) or "",
        "place_country": (place.country if place else None) or "",
        "latitude": place.latitude if place else None,
        "longitude": place.longitude if place else None,
        "place_precision": (place.precision if place else None) or "",
    }


def citation_columns(row: CitationDocument) -> dict[str, Any]:
    """The columns of a citation's row that its document gives, but for the records that it names."""
    desk = row.desk or CitationDesk()
    return {
        "aspect": row.aspect,
        "stance": row.stance,
        "says": row.says,
        "stated_date": row.stated_date,
        "stated_text": row.stated_text or "",
        "via": row.via or "",
        "quote": row.quote or "",
        "locator": row.locator or "",
        **msgspec.structs.asdict(desk),
    }


def _apply_event(document: EventDocument, event: Event) -> None:
    desk = document.desk or EventDesk()
    _assign(
        event,
        **event_columns(document),
        kind=_named(Kind, "slug", document.kind.slug, "kind"),
        part_of=_named(Event, "uid", document.part_of.uid, "part_of") if document.part_of else None,
    )
    _sync(
        event.participations,
        ("actor", "role"),
        [
            {"actor": _named(Actor, "uid", p.actor.uid, "participants"), "role": p.role, "alleged": p.alleged}
            for p in document.participants
        ],
        "participants",
    )
    _sync(event.citations, ("source", "aspect"), [_citation_row(row) for row in document.citations], "citations")
    _sync(
        event.relations,
        ("relation", "other"),
        [{"relation": r.relation, "other": _named(Event, "uid", r.event.uid, "related")} for r in document.related],
        "related",
    )
    _sync(
        event.closed_differences,
        ("aspect",),
        [{"aspect": difference.aspect, "reason": difference.reason} for difference in desk.closed],
        "closed",
    )


def _citation_row(row: CitationDocument) -> dict[str, Any]:
    return {
        **citation_columns(row),
        "source": _named(Source, "uid", row.source.uid, "citations"),
        "speaker": _named(Actor, "uid", row.speaker.uid, "citations") if row.speaker else None,
    }


def _apply_actor(document: ActorDocument, actor: Actor) -> None:
    _assign(
        actor,
        slug=document.slug,
        name=document.name,
        type=document.type,
        country=document.country or "",
        wikidata=document.wikidata or "",
        living=document.desk.living if document.desk else "unknown" if document.type == "person" else "",
    )
    _sync(
        actor.names,
        ("language", "text"),
        [{"language": name.language, "text": name.text, "form": name.form} for name in document.names],
        "names",
    )
    _sync(
        actor.affiliations,
        ("organisation", "role"),
        [
            {
                "organisation": _named(Actor, "uid", a.organisation.uid, "affiliations"),
                "role": a.role,
                "span": a.span,
                "span_text": a.desk.span_text if a.desk else "",
                "span_rule": a.desk.span_rule if a.desk else "",
            }
            for a in document.affiliations
        ],
        "affiliations",
    )


def _apply_source(document: SourceDocument, source: Source) -> None:
    _assign(
        source,
        slug=document.slug,
        title=document.title,
        type=document.type,
        genre=document.genre,
        publisher=document.publisher or "",
        published=document.published,
        published_text=document.desk.published_text if document.desk else "",
        published_rule=document.desk.published_rule if document.desk else "",
        language=document.language,
        url=document.url or "",
        archived_url=document.archived_url or "",
        accessed=document.accessed,
        doi=document.doi or "",
        isbn=document.isbn or "",
        licence=document.licence or "",
    )
    _sync(
        source.contributors,
        ("position",),
        [
            {
                "position": position,
                "role": c.role,
                "family": c.family or "",
                "given": c.given or "",
                "literal": c.literal or "",
            }
            for position, c in enumerate(document.contributors, 1)
        ],
        "contributors",
    )


def _apply_timeline(document: TimelineDocument, timeline: Timeline) -> None:
    _assign(
        timeline,
        slug=document.slug,
        title=document.title,
        dek=document.dek or "",
        language=document.language,
        embed_origins="\n".join(document.embed_origins),
    )
    _sync(
        timeline.entries,
        ("event",),
        [
            {
                "event": _named(Event, "uid", entry.event.uid, "entries"),
                "note": entry.note or "",
                "featured": entry.featured,
            }
            for entry in document.entries
        ],
        "entries",
    )


def _assign(record: models.Model, **values: Any) -> None:
    """Sets, checks and saves a record's own fields; ValidationError names each field at fault."""
    for name, value in values.items():
        setattr(record, name, value)
    record.full_clean()
    record.save()


def _sync(manager: Any, identity: Sequence[str], rows: Iterable[dict[str, Any]], field: str) -> None:
    """Makes the children of a record those of the rows: same identity is updated, absent is deleted, new is made."""
    wanted: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in rows:
        key = tuple(row[name] for name in identity)
        if key in wanted:
            raise ValidationError({field: f"Twice the same {' and '.join(identity)}: {', '.join(map(str, key))}."})
        wanted[key] = row
    standing = {tuple(getattr(child, name) for name in identity): child for child in manager.all()}
    for key in standing.keys() - wanted.keys():
        standing[key].delete()
    for key, row in wanted.items():
        child = standing.get(key) or manager.model(**{manager.field.name: manager.instance})
        try:
            _assign(child, **row)
        except ValidationError as error:
            where = ", ".join(map(str, key))
            raise ValidationError({field: [f"{where}: {message}" for message in error.messages]}) from error


def _named(model: type[M], key: str, value: str, field: str) -> M:
    found = model._default_manager.filter(**{key: value}).first()
    if found is None and key == "uid":  # an old revision may name what was merged since
        target = Redirect.objects.filter(old=value).values_list("uid", flat=True).first()
        found = model._default_manager.filter(uid=target).first()
    if found is None:
        raise ValidationError({field: f"There is no {model._meta.verbose_name} with the {key} “{value}”."}, "unknown")
    return found
