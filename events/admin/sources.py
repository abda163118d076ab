"""The desk of sources."""

from typing import Any

from django.contrib import admin

from events.admin.dates import DatesMixin, keep_words
from events.admin.forms import RecordForm
from events.admin.inlines import TabularInline
from events.admin.records import Children, RecordAdmin, approve_selected
from events.dates import describe
from events.documents import SourceDocument
from events.models import Contributor, Source
from events.services.snapshots import snapshot_source


class ContributorInline(TabularInline):
    """Who made it, in order."""

    model = Contributor
    ordering = ["position"]


class SourceForm(RecordForm):
    """A source that keeps the words its date of publication was read from, and the rule."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        keep_words(self, "published", text="published_text", rule="published_rule")
        return values


@admin.register(Source)
class SourceAdmin(DatesMixin, RecordAdmin):
    """What was published where."""

    form = SourceForm
    helps = {"published": "In its own words, or in EDTF: 2023-08-08, 2023-08 or 2022~."}
    inlines = [ContributorInline]
    prepopulated_fields = {"slug": ["publisher", "title"]}
    search_fields = ["title", "publisher", "slug"]
    list_display = ["title", "publisher", "when", "genre", "revision"]
    list_filter = ["genre", "type"]
    ordering = ["publisher", "title", "id"]
    actions = [approve_selected]
    fieldsets = [
        (None, {"fields": ["title", "slug", ("type", "genre"), "publisher", "language"]}),
        ("When", {"fields": ["published", ("published_text", "published_rule")]}),
        ("Where to find it", {"fields": ["url", "archived_url", "accessed", ("doi", "isbn"), "licence"]}),
        ("More", {"classes": ["collapse"], "fields": ["uid", "revision"]}),
        ("Saving", {"fields": ["reason", "base_revision"]}),
    ]

    @admin.display(description="published", ordering="published")
    def when(self, source: Source) -> str:
        return describe(source.published, "en") if source.published else ""

    def document(self, record: Source, children: Children) -> SourceDocument:
        return snapshot_source(record, contributors=children.of(Contributor))
