"""The resources. Each view reads its parameters, makes one query, and answers with stored documents."""

from django.http import Http404
from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from events.api import schema
from events.api.entity_tags import TaggedView
from events.api.exceptions import Gone
from events.api.filters import read_event_query, read_fields, read_list_query, refuse_parameters
from events.api.pagination import page_response
from events.api.renderers import stored, stored_event
from events.models import RecordType
from events.models.publications import Facet
from events.queries.chronology import find_events
from events.queries.counting import count_events
from events.queries.publications import Moved, Published, Retracted, count, find, list_documents


class Root(APIView):
    """Where the resources are."""

    @extend_schema(operation_id="root", responses=schema.ROOT)
    def get(self, request: Request) -> Response:
        """The resources, as links."""
        refuse_parameters(request.query_params)
        return Response(
            {
                name: request.build_absolute_uri(reverse(f"api:{name}"))
                for name in ("events", "actors", "sources", "timelines", "changes")
            }
            | {
                "schema": request.build_absolute_uri(reverse("schema")),
                "docs": request.build_absolute_uri(reverse("docs")),
            }
        )


class EventList(TaggedView):
    """All published events."""

    @extend_schema(
        operation_id="list_events", parameters=schema.EVENT_PARAMETERS, responses=schema.page_of("EventDocument")
    )
    def get(self, request: Request) -> Response:
        """Published events in the order of time, undated ones last."""
        return _event_page(request)


class EventDetail(APIView):
    """One published event."""

    @extend_schema(operation_id="get_event", parameters=schema.ONE_EVENT, responses=schema.one("EventDocument"))
    def get(self, request: Request, uid: str) -> Response:
        """A published event by its uid; 410 with the tombstone where it was retracted."""
        return _document(request, RecordType.EVENT, uid, "api:event", "uid")


class ActorList(TaggedView):
    """The actors that published events name."""

    @extend_schema(
        operation_id="list_actors", parameters=schema.LIST_PARAMETERS, responses=schema.page_of("ActorDocument")
    )
    def get(self, request: Request) -> Response:
        """Actors that published events name, in the order of their slugs."""
        return _document_page(request, RecordType.ACTOR)


class ActorDetail(APIView):
    """One actor."""

    @extend_schema(operation_id="get_actor", parameters=schema.ONE_RECORD, responses=schema.one("ActorDocument"))
    def get(self, request: Request, slug: str) -> Response:
        """An actor by its slug or uid."""
        return _document(request, RecordType.ACTOR, slug, "api:actor", "slug")


class SourceList(TaggedView):
    """The sources that published events cite."""

    @extend_schema(
        operation_id="list_sources", parameters=schema.LIST_PARAMETERS, responses=schema.page_of("SourceDocument")
    )
    def get(self, request: Request) -> Response:
        """Sources that published events cite, in the order of their slugs."""
        return _document_page(request, RecordType.SOURCE)


class SourceDetail(APIView):
    """One source."""

    @extend_schema(operation_id="get_source", parameters=schema.ONE_RECORD, responses=schema.one("SourceDocument"))
    def get(self, request: Request, slug: str) -> Response:
        """A source by its slug or uid."""
        return _document(request, RecordType.SOURCE, slug, "api:source", "slug")


class TimelineList(TaggedView):
    """The published timelines."""

    @extend_schema(
        operation_id="list_timelines", parameters=schema.LIST_PARAMETERS, responses=schema.page_of("TimelineDocument")
    )
    def get(self, request: Request) -> Response:
        """Published timelines, in the order of their slugs."""
        return _document_page(request, RecordType.TIMELINE)


class TimelineDetail(APIView):
    """One timeline."""

    @extend_schema(operation_id="get_timeline", parameters=schema.ONE_RECORD, responses=schema.one("TimelineDocument"))
    def get(self, request: Request, slug: str) -> Response:
        """A timeline by its slug or uid, with its entries."""
        return _document(request, RecordType.TIMELINE, slug, "api:timeline", "slug")


class TimelineEvents(TaggedView):
    """The events of one timeline."""

    @extend_schema(
        operation_id="list_timeline_events",
        parameters=schema.TIMELINE_EVENT_PARAMETERS,
        responses=schema.page_of("EventDocument", missing=True),
    )
    def get(self, request: Request, slug: str) -> Response:
        """The published events of a timeline, under the same filters as all events."""
        found = _published(RecordType.TIMELINE, slug)
        if isinstance(found, Moved):
            return _redirect(request, "api:timeline-events", "slug", found)
        return _event_page(request, (Facet.TIMELINE, found.uid))


def _event_page(request: Request, within: tuple[Facet, str] | None = None) -> Response:
    query, answer = read_event_query(request.query_params, within=within)
    page = find_events(query)
    results = [stored_event(hit.document, hit.match, answer.fields) for hit in page.hits]
    return page_response(request, results, page.next, page.previous, count_events(query) if answer.counted else None)


def _document_page(request: Request, type_: RecordType) -> Response:
    size, cursor, answer = read_list_query(request.query_params, type_)
    page = list_documents(type_, page_size=size, cursor=cursor)
    results = [stored(text, answer.fields) for text in page.documents]
    return page_response(request, results, page.next, page.previous, count(type_) if answer.counted else None)


def _document(request: Request, type_: RecordType, name: str, route: str, key: str) -> Response:
    fields = read_fields(request.query_params, type_)
    found = _published(type_, name)
    if isinstance(found, Moved):
        return _redirect(request, route, key, found)
    return Response(stored(found.document, fields), headers={"ETag": f'"{found.etag}"'})


def _published(type_: RecordType, name: str) -> Published | Moved:
    found = find(type_, name)
    if isinstance(found, Retracted):
        raise Gone(found)
    if found is None:
        raise Http404
    return found


def _redirect(request: Request, route: str, key: str, found: Moved) -> Response:
    target = reverse(route, kwargs={key: found.uid if key == "uid" else found.slug})
    query = request.META.get("QUERY_STRING", "")
    return Response(status=301, headers={"Location": f"{target}?{query}" if query else target})
