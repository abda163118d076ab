"""The desk of timelines."""

from django.contrib import admin

from events.admin.inlines import TabularInline
from events.admin.records import Children, RecordAdmin, approve_selected, submit_selected
from events.documents import TimelineDocument
from events.models import Timeline, TimelineEntry
from events.services.snapshots import snapshot_timeline


class EntryInline(TabularInline):
    """The events that were accepted."""

    model = TimelineEntry
    autocomplete_fields = ["event"]


@admin.register(Timeline)
class TimelineAdmin(RecordAdmin):
    """Accept events into a chronology, and take it through review."""

    inlines = [EntryInline]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "slug"]
    list_display = ["title", "status", "language", "revision"]
    list_filter = ["status"]
    ordering = ["title", "id"]
    actions = [submit_selected, approve_selected]
    fieldsets = [
        (None, {"fields": ["title", "slug", "dek", "language", "embed_origins", ("uid", "revision")]}),
        ("Saving", {"fields": ["reason", "base_revision"]}),
    ]

    def document(self, record: Timeline, children: Children) -> TimelineDocument:
        return snapshot_timeline(record, entries=children.of(TimelineEntry))
