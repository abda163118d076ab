"""The pages: home, a timeline, an event, an actor, a source; complete without JavaScript."""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.conf import settings
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
    QueryDict,
)
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from events.api.exceptions import InvalidParameters
from events.api.filters import read_page_query, refuse_parameters
from events.api.pagination import page_address
from events.cards import ASPECTS, GENRES, Card, in_language, in_words, listed, number
from events.documents import ActorDocument, Contributor, EventDocument, SourceDocument, TimelineDocument, decode
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.corrections import revisions_of
from events.queries.counting import count_by_year, count_few
from events.queries.cursors import Cursor
from events.queries.publications import Moved, Published, Retracted, find, list_documents, timelines_of
from events.queries.questions import EventQuery
from events.services.assembly import bounds
from timeline.pages.citing import cite_event, cite_source, cite_timeline
from timeline.pages.downloads import downloads_of, downloads_of_timeline
from timeline.pages.figure import Figure, draw, draw_bins
from timeline.pages.kept import kept
from timeline.pages.linked_data import linked_event
from timeline.pages.listing import Listing, list_events
from timeline.pages.oembed import oembed_address
from timeline.pages.reader import Reader, reader_of
from timeline.pages.words import (
    ACTOR_TYPES,
    CONTRIBUTORS,
    NAME_FORMS,
    chosen_entries,
    counted_entries,
    country_name,
    disputed,
    spanned,
)

# Above so many events a figure shows counts instead of marks.
MOST_MARKS = 200


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The published timelines."""
    size, cursor = read_page_query(_understood(request))
    page = list_documents(RecordType.TIMELINE, page_size=size, cursor=cursor)
    timelines = [decode(text, TimelineDocument) for text in page.documents]
    context = {
        "timelines": [(one, in_language(one.language), counted_entries(len(one.entries))) for one in timelines],
        "next": page_address(request, page.next),
        "previous": page_address(request, page.previous),
    }
    return render(request, "timeline/home.html", context)


@require_safe
def favicon(request: HttpRequest) -> HttpResponse:
    """Where browsers look for an icon by themselves, as on the pages of the admin."""
    return HttpResponseRedirect(static("timeline/icon.svg"))


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline with all its entries, fifty to a page."""
    return show_timeline(request, slug, "timeline/timeline.html", "timeline")[0]


@require_safe
def event(request: HttpRequest, uid: str, slug: str = "") -> HttpResponse:
    """An event with all its evidence, by its uid alone too; an outdated slug leads to the present one."""
    refuse_parameters(_understood(request))
    found = _find(request, RecordType.EVENT, uid, "event", slug)
    if isinstance(found, HttpResponse):
        return found
    return kept(request, found.edition, lambda: _event_page(request, found))


def _event_page(request: HttpRequest, found: Published) -> HttpResponse:
    document = decode(found.document, EventDocument)
    card = Card(document)
    timelines = [decode(text, TimelineDocument) for text in timelines_of(found.uid)]
    before, after = _neighbours(document, timelines)
    testimonies = card.testimonies
    aspects = [(name, label) for name, label in ASPECTS.items() if any(name in row.rows for row in testimonies)]
    canonical = request.build_absolute_uri(document.url)
    context = {
        "card": card,
        "event": document,
        "timelines": timelines,
        "before": before,
        "after": after,
        "aspects": aspects,
        "grid": [(row, [row.rows.get(name) for name, _ in aspects]) for row in testimonies],
        "revision": number(document.revision),
        "revisions": [(_day(at), reason) for at, reason in revisions_of(document.uid)],
        "published_on": _day(document.published_at),
        "revised_on": _day(document.revised_at),
        "canonical": canonical,
        "references": cite_event(document, canonical),
        "linked_data": linked_event(document, request.build_absolute_uri("/")),
        **_report(document.uid),
    }
    return render(request, "timeline/event.html", context)


@require_safe
def actor(request: HttpRequest, slug: str) -> HttpResponse:
    """An actor with the events that it took part in."""
    found = _find(request, RecordType.ACTOR, slug, "actor", slug)
    if isinstance(found, HttpResponse):
        return found
    return kept(request, found.edition, lambda: _actor_page(request, found))


def _actor_page(request: HttpRequest, found: Published) -> HttpResponse:
    document = decode(found.document, ActorDocument)
    context = {
        "actor": document,
        "type": ACTOR_TYPES[document.type],
        "country": country_name(document.country),
        "names": [(NAME_FORMS[name.form], name) for name in document.names],
        "affiliations": [(one, in_words(one.span)) for one in document.affiliations],
    }
    return _list_page(request, "timeline/actor.html", (Facet.ACTOR, found.uid), found.slug, context)


@require_safe
def source(request: HttpRequest, slug: str) -> HttpResponse:
    """A source with the events that cite it."""
    found = _find(request, RecordType.SOURCE, slug, "source", slug)
    if isinstance(found, HttpResponse):
        return found
    return kept(request, found.edition, lambda: _source_page(request, found))


def _source_page(request: HttpRequest, found: Published) -> HttpResponse:
    document = decode(found.document, SourceDocument)
    context = {
        "source": document,
        "attributes": in_language(document.language),
        "published": in_words(document.published),
        "accessed": in_words(document.accessed),
        "genre": GENRES[document.genre],
        "people": listed(_named(person) for person in document.contributors),
        "references": [cite_source(document)],
    }
    return _list_page(request, "timeline/source.html", (Facet.SOURCE, found.uid), found.slug, context)


def show_timeline(
    request: HttpRequest, slug: str, template: str, route: str
) -> tuple[HttpResponse, TimelineDocument | None]:
    """The timeline page and its embed: the same content in two frames. With the document that is shown, if one is."""
    found = _find(request, RecordType.TIMELINE, slug, route, slug)
    if isinstance(found, HttpResponse):
        return found, None
    document = decode(found.document, TimelineDocument)
    return kept(request, found.edition, lambda: _timeline_page(request, document, template)), document


def _timeline_page(request: HttpRequest, document: TimelineDocument, template: str) -> HttpResponse:
    entries = {entry.event.uid: entry for entry in document.entries}
    listing = list_events(request, (Facet.TIMELINE, document.uid), entries)
    figure = _figure(listing, len(document.entries), reader_of(request))
    canonical = request.build_absolute_uri(document.url)
    context = {
        "timeline": document,
        "attributes": in_language(document.language),
        "listing": listing.with_lanes(figure.colours if figure else {}),
        "figure": figure,
        "facts": _facts(document, listing),
        "here": reader_of(request).address("", listing.filters),
        "downloads": downloads_of_timeline(document.slug, listing.filters),
        "canonical": canonical,
        "oembed": oembed_address(request, reader_of(request).address(document.url, listing.filters)),
        "references": [cite_timeline(document, canonical)],
        **_report(document.uid),
    }
    return render(request, template, context, status=_status(listing))


def _figure(listing: Listing, total: int, reader: Reader) -> Figure | None:
    """The marks of all events that the filters choose; columns of their years alone where there are too many."""
    language = reader.language
    query = replace(listing.query, cursor=None, undated="exclude")
    if listing.query.undated == "only" or not listing.cards:
        return None
    if listing.whole:
        events = listing.events
    elif total > MOST_MARKS and sum((counts := count_by_year(query)).values()) > MOST_MARKS:
        return draw_bins(counts, language=language)
    else:
        hits = find_events(replace(query, page_size=MOST_MARKS)).hits
        events = [decode(hit.document, EventDocument) for hit in hits]
    anchors = {card.event.uid: f"#{card.anchor}" for card in listing.cards}
    window = (query.window.first, query.window.last) if query.window else None
    return draw(
        events,
        language=language,
        anchors=lambda event: anchors.get(event.uid, event.url + reader.suffix),
        window=window,
    )


def find_timeline(request: HttpRequest, slug: str, route: str) -> TimelineDocument | HttpResponse:
    """The timeline that is published under a slug, or the answer that says where it went."""
    found = _find(request, RecordType.TIMELINE, slug, route, slug)
    return found if isinstance(found, HttpResponse) else decode(found.document, TimelineDocument)


def _facts(document: TimelineDocument, listing: Listing) -> list[str]:
    """The line of figures: entries, the years that they span, how many are disputed, when it was last reviewed."""
    total = found = len(document.entries)
    if listing.filtered:
        found = len(listing.events) if listing.whole else count_few(listing.query)
    facts = [counted_entries(total) if found == total else chosen_entries(found, total)]
    if listing.whole and not listing.filtered:
        facts += [text for text in (spanned(listing.events), disputed(listing.events)) if text]
    return [*facts, gettext("last reviewed {date}").format(date=_day(document.revised_at))]


def _list_page(
    request: HttpRequest, template: str, facet: tuple[Facet, str], slug: str, context: dict[str, Any]
) -> HttpResponse:
    """A record with the events that it is found by."""
    listing = list_events(request, facet)
    context |= {
        "listing": listing,
        "downloads": downloads_of(facet[0], slug, listing.filters),
        "canonical": request.build_absolute_uri(request.path),
        **_report(facet[1]),
    }
    return render(request, template, context, status=_status(listing))


def _day(moment: datetime | None) -> str:
    return in_words(moment.date().isoformat()) if moment else ""


def _named(person: Contributor) -> str:
    """Who made a source, in a name and, but for authors, what they did."""
    name = person.literal or " ".join(filter(None, (person.given, person.family)))
    role = str(CONTRIBUTORS[person.role])
    return f"{name} ({role})" if role else name


def _status(listing: Listing) -> int:
    return 400 if listing.errors else 200


def _neighbours(document: EventDocument, timelines: list[TimelineDocument]) -> tuple[Card | None, Card | None]:
    """The events before and after one, on the first timeline that it is on, or among all."""
    place = bounds(document)
    facets = ((Facet.TIMELINE, timelines[0].uid),) if timelines else ()
    query = EventQuery(facets=facets, page_size=1)
    beside: list[Card | None] = []
    for backward in (True, False):
        cursor = Cursor("date", backward, place["sort_key"], place["latest"], document.uid)
        hits = find_events(replace(query, cursor=cursor)).hits
        beside.append(Card(decode(hits[0].document, EventDocument)) if hits else None)
    return beside[0], beside[1]


def _understood(request: HttpRequest) -> QueryDict:
    """The query without language and theme; raises InvalidParameters where these are none of ours."""
    reader = reader_of(request)
    if reader.errors:
        raise InvalidParameters(reader.errors)
    return reader.query


def _report(uid: str) -> dict[str, Any]:
    """What a page needs to say where errors are reported, if anywhere."""
    return {"contact": settings.CONTACT, "uid": uid}


def _find(request: HttpRequest, type_: RecordType, name: str, route: str, slug: str) -> Published | HttpResponse:
    """What is published under a name, or the answer that says where it went: `route` leads to what has another slug."""
    found = find(type_, name)
    if found is None:
        raise Http404
    if isinstance(found, Retracted):
        context = {"grave": found, "when": _day(found.retracted_at), "framed": route == "timeline-embed"}
        return render(request, "timeline/retracted.html", context, status=410)
    if isinstance(found, Moved) or (slug and found.slug != slug):
        names = {"slug": found.slug} | ({"uid": found.uid} if type_ == RecordType.EVENT else {})
        query = request.META.get("QUERY_STRING", "")
        return HttpResponsePermanentRedirect(reverse(route, kwargs=names) + (f"?{query}" if query else ""))
    return found
