"""What is only read at the desk: revisions, reviews, and what is public."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.http import HttpRequest
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.admin.erasing import erase_record
from events.admin.history import restore_revision, show_history_of_uid
from events.admin.merging import merge_record, unmerge_record
from events.admin.paging import DeskPaginator
from events.admin.private_texts import may_see_texts, without_surroundings
from events.documents import record_name
from events.models import Change, Publication, Redirect, Review, Revision, Snapshot, Tombstone

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnlyAdmin(Base):
    """A list that nobody writes to by hand."""

    show_full_result_count = False
    paginator = DeskPaginator

    class Media:
        css = {"all": ["events/admin.css"]}

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _pretty(text: str) -> SafeString:
    return format_html("<pre class='document'>{}</pre>", json.dumps(json.loads(text), indent=2, ensure_ascii=False))


@admin.register(Revision)
class RevisionAdmin(ReadOnlyAdmin):
    """Every save of every record; any can be given back."""

    change_form_template = "admin/events/revision_change_form.html"
    list_display = ["title", "type", "number", "author", "reason", "at", "history"]
    list_filter = ["type"]
    list_select_related = ["author"]
    search_fields = ["=uid", "reason"]
    ordering = ["-id"]
    fields = ["type", "uid", "number", "author", "reason", "at", "history", "content"]
    readonly_fields = ["history", "content"]

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        revision = super().get_object(request, object_id, from_field)
        if revision and not may_see_texts(request):
            revision.document = without_surroundings(revision.document)
        return revision

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        revision = kwargs.get("obj")
        if revision is not None:
            context["may_restore"] = request.user.has_perm(f"events.change_{revision.type}")
        return super().render_change_form(request, context, *args, **kwargs)

    @admin.display(description="record")
    def title(self, revision: Revision) -> str:
        return record_name(json.loads(revision.document))

    @admin.display(description="document")
    def content(self, revision: Revision) -> SafeString:
        return _pretty(revision.document)

    @admin.display(description="history")
    def history(self, revision: Revision) -> SafeString:
        """Also of what was deleted or merged."""
        address = reverse("admin:events_revision_of", args=[revision.uid])
        return format_html("<a href='{}'>All that happened to it</a>", address)

    def get_urls(self) -> list[Any]:
        guarded = self.admin_site.admin_view
        return [
            path("<int:pk>/restore/", guarded(restore_revision), name="events_revision_restore"),
            path("of/<slug:uid>/", guarded(show_history_of_uid), name="events_revision_of"),
            path("of/<slug:uid>/merge/", guarded(merge_record), name="events_revision_merge"),
            path("of/<slug:uid>/erase/", guarded(erase_record), name="events_revision_erase"),
            path("of/<slug:uid>/unmerge/<int:pk>/", guarded(unmerge_record), name="events_revision_unmerge"),
            *super().get_urls(),
        ]


@admin.register(Review)
class ReviewAdmin(ReadOnlyAdmin):
    """Who took which step of a review."""

    list_display = ["uid", "type", "step", "revision", "by", "reason", "at"]
    list_filter = ["step", "type"]
    list_select_related = ["by"]
    search_fields = ["=uid"]
    ordering = ["-id"]


@admin.register(Publication)
class PublicationAdmin(ReadOnlyAdmin):
    """What the public reads."""

    list_display = ["slug", "type", "revision", "published_at", "revised_at"]
    list_filter = ["type"]
    search_fields = ["=uid", "slug"]
    ordering = ["type", "slug"]
    fields = ["type", "uid", "slug", "revision", "etag", "published_at", "revised_at", "content"]
    readonly_fields = ["content"]

    @admin.display(description="document")
    def content(self, publication: Publication) -> SafeString:
        return _pretty(publication.document)


@admin.register(Change)
class ChangeAdmin(ReadOnlyAdmin):
    """The public log."""

    list_display = ["sequence", "what", "type", "uid", "reason", "at"]
    list_filter = ["what", "type"]
    search_fields = ["=uid"]
    ordering = ["-sequence"]


@admin.register(Tombstone)
class TombstoneAdmin(ReadOnlyAdmin):
    """What was retracted."""

    list_display = ["uid", "type", "retracted_at", "reason"]
    ordering = ["-id"]


@admin.register(Redirect)
class RedirectAdmin(ReadOnlyAdmin):
    """Old names and where they lead."""

    list_display = ["old", "type", "uid"]
    search_fields = ["old", "=uid"]
    ordering = ["type", "old"]


@admin.register(Snapshot)
class SnapshotAdmin(ReadOnlyAdmin):
    """The texts of sources as they were read; private."""

    list_display = ["source", "sha256", "taken_at"]
    list_select_related = ["source"]
    ordering = ["-id"]

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # the page of its source leads to a text: no list in the menu

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return may_see_texts(request)  # whoever may replace a text need not be one who may see it

    def get_queryset(self, request: HttpRequest) -> Any:
        return super().get_queryset(request).defer("text")
