"""The pages: home, a timeline, an event; complete without JavaScript."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import ParamSpec

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect, HttpResponseRedirect
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.api.filters import read_event_query, read_page_query, refuse_parameters
from events.api.pagination import page_address
from events.cards import Card, text_direction
from events.documents import EventDocument, TimelineDocument, TimelineEntryDocument, decode
from events.models import RecordType
from events.queries.chronology import Page, find_events
from events.queries.publications import Moved, Published, Retracted, find, list_documents, timelines_of
from timeline.pages.oembed import oembed_address

PAGE_SIZE = 50
# Readers' pages run no script at all, and say so.
NO_SCRIPTS = {"script-src": None, "connect-src": None, "require-trusted-types-for": ["'script'"]}
P = ParamSpec("P")


def without_scripts(view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    """Forbids the browser to run any script in a view's page."""
    return csp_replace(NO_SCRIPTS)(view)  # type: ignore[arg-type, return-value]


@require_safe
@without_scripts
def home(request: HttpRequest) -> HttpResponse:
    """The published timelines."""
    size, cursor = read_page_query(request.GET)
    page = list_documents(RecordType.TIMELINE, page_size=size, cursor=cursor)
    context = {
        "timelines": [decode(text, TimelineDocument) for text in page.documents],
        "next": page_address(request, page.next),
        "previous": page_address(request, page.previous),
    }
    return render(request, "timeline/home.html", context)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon by themselves, as on the pages of the admin."""
    return HttpResponseRedirect(static("timeline/icon.svg"))


@require_safe
@without_scripts
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline with all its entries, fifty to a page."""
    return show_timeline(request, slug, "timeline/timeline.html", "timeline")[0]


@require_safe
@without_scripts
def event(request: HttpRequest, uid: str, slug: str = "") -> HttpResponse:
    """An event with all its evidence; an outdated slug leads to the present one."""
    refuse_parameters(request.GET)
    found = _published(RecordType.EVENT, uid)
    if isinstance(found, Retracted):
        return _gone(request, found)
    if isinstance(found, Moved) or found.slug != slug:
        return _moved(request, "event", uid=found.uid, slug=found.slug)
    document = decode(found.document, EventDocument)
    context = {
        "card": Card(document),
        "event": document,
        "timelines": [decode(text, TimelineDocument) for text in timelines_of(found.uid)],
        "canonical": request.build_absolute_uri(document.url),
    }
    return render(request, "timeline/event.html", context)


def show_timeline(
    request: HttpRequest, slug: str, template: str, route: str
) -> tuple[HttpResponse, TimelineDocument | None]:
    """The timeline page and its embed: the same content in two frames. With the document that is shown, if one is."""
    found = _published(RecordType.TIMELINE, slug)
    if isinstance(found, Retracted):
        return _gone(request, found), None
    if isinstance(found, Moved) or found.slug != slug:
        return _moved(request, route, slug=found.slug), None
    document = decode(found.document, TimelineDocument)
    page = find_events(read_event_query(request.GET, timeline=found.uid, page_size=PAGE_SIZE))
    context = {
        "timeline": document,
        "direction": text_direction(document.language),
        "sections": list(_sections(_cards(page, document))),
        "next": page_address(request, page.next),
        "previous": page_address(request, page.previous),
        "canonical": request.build_absolute_uri(document.url),
        "oembed": oembed_address(request, request.get_full_path()),
        "revised_at": found.revised_at,
        "filters": {name: values for name, values in request.GET.lists() if name not in ("cursor", "page_size")},
        "query": request.GET.urlencode(),
    }
    return render(request, template, context), document


@dataclass(frozen=True)
class Section:
    """A decade of a timeline, or its undated events."""

    title: str
    cards: list[Card]

    @property
    def anchor(self) -> str:
        return "s-" + self.title.lower().replace(" ", "-")


def _cards(page: Page, document: TimelineDocument) -> list[Card]:
    entries: dict[str, TimelineEntryDocument] = {entry.event.uid: entry for entry in document.entries}
    events = [(decode(hit.document, EventDocument), hit.match) for hit in page.hits]
    return [Card(event, match, entries.get(event.uid)) for event, match in events]


def _sections(cards: Iterable[Card]) -> Iterable[Section]:
    for title, group in groupby(cards, key=lambda card: card.decade):
        yield Section(title, list(group))


def _published(type_: RecordType, name: str) -> Published | Moved | Retracted:
    found = find(type_, name)
    if found is None:
        raise Http404
    return found


def _moved(request: HttpRequest, route: str, **names: str) -> HttpResponse:
    query = request.META.get("QUERY_STRING", "")
    return HttpResponsePermanentRedirect(reverse(route, kwargs=names) + (f"?{query}" if query else ""))


def _gone(request: HttpRequest, grave: Retracted) -> HttpResponse:
    return render(request, "timeline/retracted.html", {"grave": grave}, status=410)
