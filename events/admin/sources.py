"""The desk of sources."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.urls import path

from events.admin.bulk import APPROVE_NAMED
from events.admin.dates import DatesMixin, keep_words
from events.admin.forms import RecordForm
from events.admin.inlines import TabularInline
from events.admin.private_texts import may_see_texts
from events.admin.records import Children, RecordAdmin
from events.admin.texts import (
    add_by_text,
    may_add_by_text,
    may_keep_texts,
    plain_text,
    replace_text,
    show_text,
    text_of,
)
from events.dates import describe
from events.documents import SourceDocument
from events.models import Contributor, Snapshot, Source
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
    change_form_template = "admin/events/source_change_form.html"
    change_list_template = "admin/events/source_change_list.html"
    helps = {"published": "In its own words, or in EDTF: 2023-08-08, 2023-08 or 2022~."}
    inlines = [ContributorInline]
    prepopulated_fields = {"slug": ["publisher", "title"]}
    search_fields = ["title", "publisher", "slug"]
    list_display = ["title", "publisher", "when", "genre", "revision"]
    list_filter = ["genre", "type"]
    ordering = ["publisher", "title", "id"]
    actions = [APPROVE_NAMED]
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

    def get_urls(self) -> list[Any]:
        guarded = self.admin_site.admin_view
        return [
            path("add-by-text/", guarded(add_by_text), name="events_source_add_by_text"),
            path("<int:pk>/text/", guarded(show_text), name="events_source_text"),
            path("<int:pk>/text/plain/", guarded(plain_text), name="events_source_plain_text"),
            path("<int:pk>/text/replace/", guarded(replace_text), name="events_source_replace_text"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        context = {**(extra_context or {}), "may_add_by_text": may_add_by_text(request)}
        return super().changelist_view(request, context)

    def _standing(self, request: HttpRequest, record: Any) -> dict[str, Any]:
        may_see, may_keep = may_see_texts(request), may_keep_texts(request)
        text = text_of(record) if may_see or may_keep else None
        return super()._standing(request, record) | {
            "may_see_text": may_see,
            "may_keep_text": may_keep,
            "text": text,
        }

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The text of a source goes with it: whoever may delete the one may delete the other."""
        listed, counts, lacking, protected = super().get_deleted_objects(objs, request)
        return listed, counts, lacking - {str(Snapshot._meta.verbose_name)}, protected
