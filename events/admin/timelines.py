"""The desk of timelines."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from events.admin.bulk import APPROVE, RETRACT, SEND_BACK, SUBMIT
from events.admin.inlines import TabularInline
from events.admin.records import Children, RecordAdmin
from events.documents import TimelineDocument
from events.models import Timeline, TimelineEntry
from events.services.snapshots import snapshot_timeline


class EntryInline(TabularInline):
    """The events that were accepted."""

    model = TimelineEntry
    autocomplete_fields = ["event"]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["note"].widget.attrs["rows"] = 2
        return formset


@admin.register(Timeline)
class TimelineAdmin(RecordAdmin):
    """Accept events into a chronology, and take it through review."""

    inlines = [EntryInline]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "slug"]
    list_display = ["title", "status", "language", "revision"]
    list_filter = ["status"]
    ordering = ["title", "id"]
    actions = [SUBMIT, APPROVE, SEND_BACK, RETRACT]
    fieldsets = [
        (None, {"fields": ["title", "slug", "dek", "language", "embed_origins", ("uid", "revision")]}),
        ("Saving", {"fields": ["reason", "base_revision"]}),
    ]

    def document(self, record: Timeline, children: Children) -> TimelineDocument:
        return snapshot_timeline(record, entries=children.of(TimelineEntry))
