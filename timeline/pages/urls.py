"""What readers see."""

from django.urls import path, re_path
from django.views.generic import RedirectView

from events.api import converters as converters  # registers <uid:> and <record:>
from timeline.pages import citing, corrections, embed, feeds, oembed, robots, sitemaps, views

urlpatterns = [
    path("", views.home, name="home"),
    path("timelines/", RedirectView.as_view(pattern_name="home"), name="timelines"),
    path("favicon.ico", views.favicon, name="favicon"),
    path("timelines/<record:slug>/", views.timeline, name="timeline"),
    path("timelines/<record:slug>/embed/", embed.timeline, name="timeline-embed"),
    path("timelines/<record:slug>/embedding/", embed.panel, name="timeline-panel"),
    path("oembed", oembed.oembed, name="oembed"),
    path("events/<uid:uid>-<record:slug>/", views.event, name="event"),
    path("events/<uid:uid>/", views.event, name="event-by-uid"),
    path("events/<uid:uid>-<record:slug>/cite.<str:suffix>", citing.file, {"type_": "event"}),
    path("sources/<record:slug>/cite.<str:suffix>", citing.file, {"type_": "source"}),
    path("timelines/<record:slug>/cite.<str:suffix>", citing.file, {"type_": "timeline"}),
    path("actors/<record:slug>/", views.actor, name="actor"),
    path("sources/<record:slug>/", views.source, name="source"),
    # For those who follow changes
    path("feed.atom", feeds.site, {"form": "atom"}, name="feed-atom"),
    path("feed.json", feeds.site, {"form": "json"}, name="feed-json"),
    path("timelines/<record:slug>/feed.atom", feeds.timeline, {"form": "atom"}, name="timeline-feed-atom"),
    path("timelines/<record:slug>/feed.json", feeds.timeline, {"form": "json"}, name="timeline-feed-json"),
    path("corrections/", corrections.site, name="corrections"),
    path("corrections/feed.atom", corrections.site_feed, {"form": "atom"}, name="corrections-atom"),
    path("corrections/feed.json", corrections.site_feed, {"form": "json"}, name="corrections-json"),
    path("timelines/<record:slug>/corrections/", corrections.timeline, name="timeline-corrections"),
    path(
        "timelines/<record:slug>/corrections/feed.atom",
        corrections.timeline_feed,
        {"form": "atom"},
        name="timeline-corrections-atom",
    ),
    path(
        "timelines/<record:slug>/corrections/feed.json",
        corrections.timeline_feed,
        {"form": "json"},
        name="timeline-corrections-json",
    ),
    # For search engines
    path("robots.txt", robots.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    re_path(r"^sitemap-(?P<name>[a-z]+)-(?P<number>[1-9][0-9]{0,5})\.xml\Z", sitemaps.section, name="sitemap-section"),
]
