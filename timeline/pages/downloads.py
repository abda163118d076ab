"""What a page offers to take away: the events that it lists, in each format, under the same filters."""

from django.http import QueryDict
from django.urls import reverse

from events.formats.registry import EVENTS


def downloads_of_timeline(slug: str, filters: QueryDict) -> list[tuple[str, str]]:
    """The name of each format, and the address of a timeline's events in it."""
    return _downloads(reverse("api:timeline-events", kwargs={"slug": slug}), filters)


def downloads_of(name: str, slug: str, filters: QueryDict) -> list[tuple[str, str]]:
    """The name of each format, and the address of the events that an actor or a source, by `name`, is found by."""
    query = filters.copy()
    query.appendlist(name, slug)
    return _downloads(reverse("api:events"), query)


def _downloads(path: str, filters: QueryDict) -> list[tuple[str, str]]:
    query = f"?{filters.urlencode()}" if filters else ""
    files = [(file.label, f"{path.removesuffix('/')}.{file.extension}{query}") for file in EVENTS]
    return [("JSON", f"{path}{query}"), *files]
