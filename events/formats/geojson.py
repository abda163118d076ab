"""GeoJSON (RFC 7946): a point for each event whose coordinates are known.

An event without them is a feature without a geometry, as the RFC has it, so that none is missing.
"""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from events.documents import EventDocument
from events.formats.files import Format, Heading


def write(events: Iterable[EventDocument], heading: Heading) -> Iterator[str]:
    """A FeatureCollection, a feature a line; its own members say what it is and how many events have no geometry."""
    yield '{"type":"FeatureCollection","features":['
    unlocated, comma = 0, "\n"
    for event in events:
        feature = _feature(event, heading.origin)
        unlocated += feature["geometry"] is None
        yield comma + msgspec.json.encode(feature).decode()
        comma = ",\n"
    about = {"title": heading.title, "url": heading.address, "left_out": FORMAT.leaves_out, "unlocated": unlocated}
    yield "\n]," + msgspec.json.encode(about).decode().removeprefix("{") + "\n"


def _feature(event: EventDocument, origin: str) -> dict[str, Any]:
    place = event.place
    located = place is not None and place.latitude is not None and place.longitude is not None
    return {
        "type": "Feature",
        "id": event.uid,
        "geometry": {"type": "Point", "coordinates": [place.longitude, place.latitude]} if place and located else None,
        "properties": {
            "title": event.title,
            "summary": event.summary,
            "language": event.language,
            "url": origin + event.url,
            "date": event.date.label if event.date else None,
            "edtf": event.date.edtf if event.date else None,
            "earliest": event.date.earliest if event.date else None,
            "latest": event.date.latest if event.date else None,
            "kind": event.kind.slug,
            "place": place.name if place else None,
            "country": place.country if place else None,
            "place_precision": place.precision if place else None,
            "actors": [part.actor.name for part in event.participants],
            "support": event.assessment.support,
            "sources": event.assessment.sources,
            "differs": event.assessment.differs,
            "match": event.match,
        },
    }


FORMAT = Format(
    name="geojson",
    extension="geojson",
    label="GeoJSON",
    media_type="application/geo+json",
    shape=EventDocument,
    write=write,
    leaves_out="Left out: citations, roles, and how events are related. "
    "Events without coordinates have a null geometry.",
)
