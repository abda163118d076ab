"""The whole tree of addresses: start reading here."""

from django.contrib import admin
from django.urls import include, path
from django.views.generic import RedirectView

from timeline.pages.docs import Schema, api_docs

urlpatterns = [
    # /api/v1/…: published documents
    path("api/v1/", include("events.api.urls")),
    # /api/schema/, /api/docs/: OpenAPI and its pages
    path("api/schema/", Schema.as_view(), name="schema"),
    path("api/docs/", api_docs, name="docs"),
    path("api/", RedirectView.as_view(pattern_name="docs"), name="api-root"),
    # /admin/…: the curators' desk
    path("admin/", admin.site.urls),
    # /livez, /readyz, /metrics: for whoever watches over the server
    path("", include("timeline.health")),
    path("", include("timeline.metrics")),
    # /, /timelines/…, /events/…: what readers see
    path("", include("timeline.pages.urls")),
]

handler400 = "timeline.pages.errors.bad_request"
handler403 = "timeline.pages.errors.forbidden"
handler404 = "timeline.pages.errors.not_found"
handler500 = "timeline.pages.errors.server_error"
