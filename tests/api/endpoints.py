"""Every endpoint of the API, with one published record behind each address."""

from events.api.urls import urlpatterns
from tests.factories import cite, make_actor, make_published_event, make_published_timeline, make_source

# The name of the address, and the component that describes what it answers with (a list: what stands in `results`).
LISTS = {
    "events": "EventDocument",
    "actors": "ActorDocument",
    "sources": "SourceDocument",
    "timelines": "TimelineDocument",
    "timeline-events": "EventDocument",
    "changes": "ChangeDocument",
}
DETAILS = {
    "event": "EventDocument",
    "actor": "ActorDocument",
    "source": "SourceDocument",
    "timeline": "TimelineDocument",
}
# The same as files: what an address ends with, in place of its slash.
FILES = {
    "events-file": ".csv",
    "event-file": ".jsonld",
    "actors-file": ".ndjson",
    "sources-file": ".bib",
    "source-file": ".ris",
    "timelines-file": ".ndjson",
    "timeline-events-file": ".ics",
}
NAMES = ["root", "dates", "facets", *LISTS, *DETAILS]
ROUTES = {pattern.name for pattern in urlpatterns}


def make_addresses() -> dict[str, str]:
    """Publishes one record of each type, and returns the address of every endpoint by its name."""
    actor, source = make_actor("Iran"), make_source(slug="report")
    event = make_published_event(slug="visit", participants=[(actor, "host")], citations=[cite(source)])
    make_published_timeline(slug="chronology", events=[event])
    return {
        "root": "/api/v1/",
        "dates": "/api/v1/dates/?q=2010",
        "facets": "/api/v1/facets/",
        "events": "/api/v1/events/",
        "event": f"/api/v1/events/{event.uid}/",
        "actors": "/api/v1/actors/",
        "actor": "/api/v1/actors/iran/",
        "sources": "/api/v1/sources/",
        "source": "/api/v1/sources/report/",
        "timelines": "/api/v1/timelines/",
        "timeline": "/api/v1/timelines/chronology/",
        "changes": "/api/v1/changes/",
        "timeline-events": "/api/v1/timelines/chronology/events/",
    }
