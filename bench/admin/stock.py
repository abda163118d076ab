"""The peer: Django's admin as it stands, over the same events, at addresses of its own beside ours."""

from typing import TYPE_CHECKING

from django.contrib import admin
from django.urls import include, path

from events.models import Event

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Event]
else:
    Base = admin.ModelAdmin

site = admin.AdminSite(name="stock")


@admin.register(Event, site=site)
class StockEventAdmin(Base):
    """The list of events with what Django offers for it: the same columns, filters and fields to search."""

    list_display = ["title", "status", "date", "kind", "revision"]
    list_filter = ["status", "kind"]
    list_select_related = ["kind"]
    list_per_page = 50
    search_fields = ["title", "slug"]
    ordering = ["sort_key", "latest", "id"]


urlpatterns = [path("admin/stock/", site.urls), path("", include("timeline.urls"))]
