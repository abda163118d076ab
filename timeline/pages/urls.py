"""What readers see."""

from django.urls import path
from django.views.generic import RedirectView

from events.api import converters as converters  # registers <uid:> and <record:>
from timeline.pages import embed, oembed, views

urlpatterns = [
    path("", views.home, name="home"),
    path("timelines/", RedirectView.as_view(pattern_name="home"), name="timelines"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("timelines/<record:slug>/", views.timeline, name="timeline"),
    path("timelines/<record:slug>/embed/", embed.timeline, name="timeline-embed"),
    path("oembed", oembed.oembed, name="oembed"),
    path("events/<uid:uid>-<record:slug>/", views.event, name="event"),
    path("events/<uid:uid>/", views.event, name="event-by-uid"),
]
