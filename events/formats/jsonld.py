"""JSON-LD in the terms of schema.org: an event, and what its sources claim of it.

A source's statement is a `Claim` under `subjectOf`: an Event has no `citation`. Inexact dates stand as EDTF in
`temporalCoverage`; `startDate` and `endDate` are given only where they are plain.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from events.dates import Interval, PartialDate, parse_edtf
from events.documents import CitationDocument, EventDocument, SourceStub
from events.formats.files import Format, Heading

CONTEXT = "https://schema.org"
# What a file says instead: whoever reads it need not ask schema.org what its terms mean.
_WHOLE_CONTEXT = {"@vocab": "https://schema.org/", "url": {"@type": "@id"}}


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """The events as one graph, a line each."""
    yield f'{{"@context":{msgspec.json.encode(_WHOLE_CONTEXT).decode()},"@graph":['
    comma = "\n"
    for document in events:
        yield comma + msgspec.json.encode(_event(document, heading.origin)).decode()
        comma = ",\n"
    yield "\n]}\n"


def event(document: EventDocument, origin: str) -> dict[str, Any]:
    """An event as a schema.org Event; `origin` is the address of this service, without a slash at its end."""
    return {"@context": CONTEXT, **_event(document, origin)}


def _event(document: EventDocument, origin: str) -> dict[str, Any]:
    address = origin + document.url
    page = {
        "@type": "WebPage",
        "url": address,
        "temporalCoverage": document.date.edtf if document.date else None,
        "datePublished": document.published_at.isoformat() if document.published_at else None,
        "dateModified": document.revised_at.isoformat() if document.revised_at else None,
    }
    return _known(
        {
            "@type": "Event",
            "@id": f"{origin}/events/{document.uid}/",
            "url": address,
            "name": document.title,
            "description": document.summary,
            "inLanguage": document.language,
            **_dates(document),
            "location": _place(document),
            "about": [{"@type": "Thing", "name": part.actor.name} for part in document.participants],
            "superEvent": {"@type": "Event", "url": origin + document.part_of.url} if document.part_of else None,
            "subjectOf": [_known(page), *(_claim(citation) for citation in document.citations)],
        }
    )


def _dates(document: EventDocument) -> dict[str, str]:
    match parse_edtf(document.date.edtf) if document.date else None:
        case PartialDate() as date if date.plain:
            return {"startDate": str(date)}
        case Interval(start=PartialDate() as start, end=end) if start.plain:
            last = {"endDate": str(end)} if isinstance(end, PartialDate) and end.plain else {}
            return {"startDate": str(start), **last}
    return {}


def _place(document: EventDocument) -> dict[str, Any] | None:
    place = document.place
    if place is None:
        return None
    point = {"@type": "GeoCoordinates", "latitude": place.latitude, "longitude": place.longitude}
    return _known(
        {
            "@type": "Place",
            "name": place.name,
            "address": {"@type": "PostalAddress", "addressCountry": place.country} if place.country else None,
            "geo": point if place.latitude is not None else None,
        }
    )


def _claim(citation: CitationDocument) -> dict[str, Any]:
    return _known(
        {
            "@type": "Claim",
            "text": citation.says,
            "temporalCoverage": citation.stated_date,
            "author": {"@type": "Thing", "name": citation.speaker.name} if citation.speaker else None,
            "appearance": _source(citation.source),
        }
    )


def _source(source: SourceStub) -> dict[str, Any]:
    publisher = {"@type": "Organization", "name": source.publisher} if source.publisher else None
    return _known(
        {
            "@type": "CreativeWork",
            "name": source.title,
            "url": source.url,
            "publisher": publisher,
            "datePublished": _plain(source.published),
        }
    )


def _plain(edtf: str | None) -> str | None:
    """A date that is a year, a month or a day, nothing else."""
    date = parse_edtf(edtf) if edtf else None
    return str(date) if isinstance(date, PartialDate) and date.plain else None


def _known(members: dict[str, Any]) -> dict[str, Any]:
    """The members that have a value."""
    return {name: value for name, value in members.items() if value not in (None, "", [])}


FORMAT = Format(
    name="jsonld",
    extension="jsonld",
    label="JSON-LD",
    media_type="application/ld+json",
    shape=EventDocument,
    write=write,
    leaves_out="Left out: roles, stances, quotations, kinds, and how well an event is supported.",
)
