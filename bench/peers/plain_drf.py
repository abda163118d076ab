"""The same events as Django REST framework's manual would serve them: model serializers, prefetching, pages with their
count. Served by the same gunicorn in the same way, with none of our middleware around it."""

from typing import Any

from django.db.models import QuerySet
from django.urls import path
from rest_framework import generics, serializers
from rest_framework.pagination import PageNumberPagination

from events.dates import parse_edtf
from events.models import Actor, Citation, Event, Participation, Source, Status


class ActorSerializer(serializers.ModelSerializer[Actor]):
    """An actor inside an event."""

    class Meta:
        model = Actor
        fields = ("uid", "slug", "name", "type", "country")


class ParticipationSerializer(serializers.ModelSerializer[Participation]):
    """A part in an event."""

    actor = ActorSerializer()

    class Meta:
        model = Participation
        fields = ("actor", "role", "alleged")


class SourceSerializer(serializers.ModelSerializer[Source]):
    """A source inside a citation."""

    class Meta:
        model = Source
        fields = ("uid", "slug", "title", "genre", "publisher", "published", "url")


class CitationSerializer(serializers.ModelSerializer[Citation]):
    """A citation."""

    source = SourceSerializer()
    speaker = ActorSerializer()

    class Meta:
        model = Citation
        fields = (
            "source",
            "aspect",
            "stance",
            "says",
            "stated_date",
            "stated_text",
            "speaker",
            "via",
            "quote",
            "locator",
        )


class EventSerializer(serializers.ModelSerializer[Event]):
    """An event with all that is nested in it."""

    kind = serializers.SlugRelatedField[Any](slug_field="slug", read_only=True)
    participants = ParticipationSerializer(source="participations", many=True)
    citations = CitationSerializer(many=True)

    class Meta:
        model = Event
        fields = (
            "uid", "slug", "title", "summary", "attribution", "language", "date", "date_text", "precision",
            "approximate", "uncertain", "earliest", "latest", "kind", "place_name", "place_country", "latitude",
            "longitude", "place_precision", "participants", "citations", "revision",
        )  # fmt: skip


def published_events() -> QuerySet[Event]:
    """The published events in the order of time, with what the serializer needs."""
    events = Event.objects.filter(status=Status.PUBLISHED).select_related("kind")
    return events.prefetch_related("participations__actor", "citations__source", "citations__speaker")


class Pages(PageNumberPagination):
    """Fifty to a page."""

    page_size = 50


class EventList(generics.ListAPIView[Event]):
    """Events of an actor that may fall into a window."""

    serializer_class = EventSerializer
    pagination_class = Pages
    authentication_classes = ()
    permission_classes = ()

    def get_queryset(self) -> QuerySet[Event]:
        asked = self.request.query_params
        events = published_events().filter(earliest__isnull=False)
        if actor := asked.get("actor"):
            events = events.filter(participations__actor__uid=actor)
        if start := asked.get("from"):
            events = events.filter(latest__gte=parse_edtf(start).bounds.earliest)
        if end := asked.get("to"):
            events = events.filter(earliest__lte=parse_edtf(end).bounds.latest)
        return events.order_by("sort_key", "latest", "uid").distinct()


urlpatterns = [path("api/v1/events/", EventList.as_view())]
