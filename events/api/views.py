"""The resources. Each view reads its parameters, makes one query, and answers with stored documents."""

from django.http import Http404
from django.http.response import HttpResponseBase
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api.entity_tags import TaggedView
from events.api.exceptions import Gone
from events.api.files import WithFiles, file_of, file_of_events, file_of_one, file_of_records, parameters_of
from events.api.filters import read_event_query, read_fields, read_list_query, refuse_parameters
from events.api.pagination import page_response
from events.api.renderers import stored, stored_event
from events.api.schema.answers import ROOT, one, page_of
from events.api.schema.parameters import (
    EVENT_PARAMETERS,
    TIMELINE_EVENT_PARAMETERS,
    choice_of,
    list_parameters,
    one_record,
)
from events.formats.registry import EVENTS, RECORDS, SOURCES
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.counting import count_events
from events.queries.publications import Moved, Published, Retracted, count, find, list_documents


class Root(APIView):
    """Where the resources are."""

    @extend_schema(operation_id="root", responses=ROOT)
    def get(self, request: Request) -> Response:
        """The resources, as links."""
        refuse_parameters(request.query_params)
        return Response(
            {
                name: request.build_absolute_uri(reverse(f"api:{name}"))
                for name in ("events", "actors", "sources", "timelines", "facets", "changes")
            }
            | {
                "schema": request.build_absolute_uri(reverse("schema")),
                "docs": request.build_absolute_uri(reverse("docs")),
            }
        )


class EventList(WithFiles, TaggedView):
    """All published events."""

    files = EVENTS

    @extend_schema(
        operation_id="list_events",
        parameters=[*EVENT_PARAMETERS, choice_of(EVENTS)],
        responses=page_of("EventDocument", EVENTS),
    )
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        """Published events in the order of time, undated ones last."""
        return _events(request)


class EventDetail(WithFiles):
    """One published event."""

    files = EVENTS

    @extend_schema(
        operation_id="get_event",
        parameters=[*one_record(RecordType.EVENT), choice_of(EVENTS)],
        responses=one("EventDocument", EVENTS),
    )
    def get(self, request: Request, uid: str, format: str | None = None) -> HttpResponseBase:
        """A published event by its uid; 410 with the tombstone where it was retracted."""
        return _document(request, RecordType.EVENT, uid)


class ActorList(WithFiles, TaggedView):
    """The actors that published events name."""

    files = RECORDS

    @extend_schema(
        operation_id="list_actors",
        parameters=[*list_parameters(RecordType.ACTOR), choice_of(RECORDS)],
        responses=page_of("ActorDocument", RECORDS),
    )
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        """Actors that published events name, in the order of their slugs."""
        return _records(request, RecordType.ACTOR)


class ActorDetail(APIView):
    """One actor."""

    @extend_schema(operation_id="get_actor", parameters=one_record(RecordType.ACTOR), responses=one("ActorDocument"))
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """An actor by its slug or uid."""
        return _document(request, RecordType.ACTOR, slug)


class SourceList(WithFiles, TaggedView):
    """The sources that published events cite."""

    files = SOURCES

    @extend_schema(
        operation_id="list_sources",
        parameters=[*list_parameters(RecordType.SOURCE), choice_of(SOURCES)],
        responses=page_of("SourceDocument", SOURCES),
    )
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        """Sources that published events cite, in the order of their slugs."""
        return _records(request, RecordType.SOURCE)


class SourceDetail(WithFiles):
    """One source."""

    files = SOURCES

    @extend_schema(
        operation_id="get_source",
        parameters=[*one_record(RecordType.SOURCE), choice_of(SOURCES)],
        responses=one("SourceDocument", SOURCES),
    )
    def get(self, request: Request, slug: str, format: str | None = None) -> HttpResponseBase:
        """A source by its slug or uid."""
        return _document(request, RecordType.SOURCE, slug)


class TimelineList(WithFiles, TaggedView):
    """The published timelines."""

    files = RECORDS

    @extend_schema(
        operation_id="list_timelines",
        parameters=[*list_parameters(RecordType.TIMELINE), choice_of(RECORDS)],
        responses=page_of("TimelineDocument", RECORDS),
    )
    def get(self, request: Request, format: str | None = None) -> HttpResponseBase:
        """Published timelines, in the order of their slugs."""
        return _records(request, RecordType.TIMELINE)


class TimelineDetail(APIView):
    """One timeline."""

    @extend_schema(
        operation_id="get_timeline", parameters=one_record(RecordType.TIMELINE), responses=one("TimelineDocument")
    )
    def get(self, request: Request, slug: str) -> HttpResponseBase:
        """A timeline by its slug or uid, with its entries."""
        return _document(request, RecordType.TIMELINE, slug)


class TimelineEvents(WithFiles, TaggedView):
    """The events of one timeline."""

    files = EVENTS

    @extend_schema(
        operation_id="list_timeline_events",
        parameters=[*TIMELINE_EVENT_PARAMETERS, choice_of(EVENTS)],
        responses=page_of("EventDocument", EVENTS, missing=True),
    )
    def get(self, request: Request, slug: str, format: str | None = None) -> HttpResponseBase:
        """The published events of a timeline, under the same filters as all events."""
        found = _published(RecordType.TIMELINE, slug)
        if isinstance(found, Moved):
            return _redirect(request, found)
        return _events(request, found)


def _events(request: Request, timeline: Published | None = None) -> HttpResponseBase:
    """A page of events or a file of all, of a timeline where one is given."""
    within = (Facet.TIMELINE, timeline.uid) if timeline else None
    query, answer = read_event_query(parameters_of(request), within=within)
    if file := file_of(request):
        return file_of_events(request, file, query, timeline)
    page = find_events(query)
    results = [stored_event(hit.document, hit.match, answer.fields) for hit in page.hits]
    return page_response(request, results, page.next, page.previous, count_events(query) if answer.counted else None)


def _records(request: Request, type_: RecordType) -> HttpResponseBase:
    """A page of actors, sources or timelines, or a file of all."""
    size, cursor, answer = read_list_query(parameters_of(request), type_)
    if file := file_of(request):
        return file_of_records(request, file, type_)
    page = list_documents(type_, page_size=size, cursor=cursor)
    results = [stored(text, answer.fields) for text in page.documents]
    return page_response(request, results, page.next, page.previous, count(type_) if answer.counted else None)


def _document(request: Request, type_: RecordType, name: str) -> HttpResponseBase:
    fields = read_fields(parameters_of(request), type_)
    found = _published(type_, name)
    if isinstance(found, Moved):
        return _redirect(request, found)
    if file := file_of(request):
        return file_of_one(request, file, found, type_)
    return Response(stored(found.document, fields), headers={"ETag": f'"{found.etag}"'})


def _published(type_: RecordType, name: str) -> Published | Moved:
    found = find(type_, name)
    if isinstance(found, Retracted):
        raise Gone(found)
    if found is None:
        raise Http404
    return found


def _redirect(request: Request, found: Moved) -> Response:
    """To the same address under the name that the record has now."""
    match = request.resolver_match
    assert match is not None  # noqa: S101 - a view has been found
    named = {"uid": found.uid} if "uid" in match.kwargs else {"slug": found.slug}
    target = reverse(match.view_name, kwargs={**match.kwargs, **named})
    query = request.META.get("QUERY_STRING", "")
    return Response(status=301, headers={"Location": f"{target}?{query}" if query else target})
