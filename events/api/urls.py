"""Below /api/v1/."""

from django.urls import path

from events.api import changes, dates, facets, views
from events.api import converters as converters  # registers <uid:>, <record:> and <format:>

app_name = "api"
urlpatterns = [
    path("", views.Root.as_view(), name="root"),
    path("events/", views.EventList.as_view(), name="events"),
    path("events/<uid:uid>/", views.EventDetail.as_view(), name="event"),
    path("actors/", views.ActorList.as_view(), name="actors"),
    path("actors/<record:slug>/", views.ActorDetail.as_view(), name="actor"),
    path("sources/", views.SourceList.as_view(), name="sources"),
    path("sources/<record:slug>/", views.SourceDetail.as_view(), name="source"),
    path("changes/", changes.ChangeList.as_view(), name="changes"),
    path("facets/", facets.Facets.as_view(), name="facets"),
    path("dates/", dates.Dates.as_view(), name="dates"),
    path("timelines/", views.TimelineList.as_view(), name="timelines"),
    path("timelines/<record:slug>/", views.TimelineDetail.as_view(), name="timeline"),
    path("timelines/<record:slug>/events/", views.TimelineEvents.as_view(), name="timeline-events"),
    # The same as files, by suffix.
    path("events.<format:format>", views.EventList.as_view(), name="events-file"),
    path("events/<uid:uid>.<format:format>", views.EventDetail.as_view(), name="event-file"),
    path("actors.<format:format>", views.ActorList.as_view(), name="actors-file"),
    path("sources.<format:format>", views.SourceList.as_view(), name="sources-file"),
    path("sources/<record:slug>.<format:format>", views.SourceDetail.as_view(), name="source-file"),
    path("timelines.<format:format>", views.TimelineList.as_view(), name="timelines-file"),
    path("timelines/<record:slug>/events.<format:format>", views.TimelineEvents.as_view(), name="timeline-events-file"),
]
