"""All addresses that readers may find, for search engines: an index of sections, and the sections."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, TypeAlias

from django.contrib import sitemaps
from django.contrib.sitemaps import views
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.api.filters import refuse_parameters
from events.models import RecordType
from events.queries.addresses import (
    SECTION,
    Address,
    Sections,
    addresses,
    event_addresses,
    event_sections,
    sections,
)
from events.services.snapshots import actor_path, event_path, source_path, timeline_path

if TYPE_CHECKING:  # Django's sitemaps take a type parameter in their stubs only
    Sitemap: TypeAlias = sitemaps.Sitemap[Address]
else:
    from django.contrib.sitemaps import Sitemap


@dataclass(frozen=True)
class Pages:
    """Pages of one kind: their sections, the addresses in a section, and the path to each."""

    sections: Callable[[], Sections]
    addresses: Callable[[int], list[Address]]
    path: Callable[[Address], str]


def _home_section() -> Sections:
    return Sections(range(1, 2), sections(RecordType.TIMELINE).revised_at)


def _by_slug(type_: RecordType, path: Callable[[str], str]) -> Pages:
    return Pages(lambda: sections(type_), lambda number: addresses(type_, number), lambda address: path(address.slug))


# By the name that stands in a section's address.
PAGES = {
    "pages": Pages(
        _home_section,
        lambda number: [Address("", "", _home_section().revised_at)] if number == 1 else [],
        lambda _: reverse("home"),
    ),
    "timelines": _by_slug(RecordType.TIMELINE, timeline_path),
    "actors": _by_slug(RecordType.ACTOR, actor_path),
    "sources": _by_slug(RecordType.SOURCE, source_path),
    "events": Pages(event_sections, event_addresses, lambda address: event_path(address.uid, address.slug)),
}


class _Section(Sitemap):
    limit = SECTION

    def __init__(self, pages: Pages, number: int) -> None:
        self._pages, self._addresses = pages, pages.addresses(number)

    def items(self) -> list[Address]:
        return self._addresses

    def location(self, item: Address) -> str:
        return self._pages.path(item)

    def lastmod(self, item: Address) -> datetime | None:
        return item.revised_at


@require_safe
@views.x_robots_tag
def index(request: HttpRequest) -> HttpResponse:
    """The sections."""
    refuse_parameters(request.GET)
    found = [
        {"location": request.build_absolute_uri(_path(name, number)), "last_mod": revised_at}
        for name, pages in PAGES.items()
        for numbers, revised_at in [pages.sections()]
        for number in numbers
    ]
    return TemplateResponse(request, "sitemap_index.xml", {"sitemaps": found}, content_type="application/xml")


@require_safe
def section(request: HttpRequest, name: str, number: str) -> HttpResponse:
    """One section."""
    refuse_parameters(request.GET)
    pages = PAGES.get(name)
    if pages is None:
        raise Http404
    found = _Section(pages, int(number))
    if not found.items() and int(number) not in pages.sections().numbers:
        raise Http404
    # Django's own template names days, not times, and takes twice as long.
    response = views.sitemap(request, {name: found}, section=name, template_name="timeline/sitemap.xml")
    # A retraction makes nothing newer: who asks by time would be told that nothing has changed. The ETag knows.
    response.headers.pop("Last-Modified", None)
    return response


def _path(name: str, number: int) -> str:
    return reverse("sitemap-section", kwargs={"name": name, "number": number})
