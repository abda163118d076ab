"""What is only read at the desk: revisions, reviews, and what is public."""

import json
from typing import TYPE_CHECKING, Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.admin.records import user_of
from events.models import Change, Publication, Redirect, Review, Revision, Snapshot, Tombstone
from events.services.editing import EditConflict, restore

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class ReadOnlyAdmin(Base):
    """A list that nobody writes to by hand."""

    show_full_result_count = False

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
    list_display = ["title", "type", "number", "author", "reason", "at"]
    list_filter = ["type"]
    list_select_related = ["author"]
    search_fields = ["=uid", "reason"]
    ordering = ["-id"]
    fields = ["type", "uid", "number", "author", "reason", "at", "content"]
    readonly_fields = ["content"]

    @admin.display(description="record")
    def title(self, revision: Revision) -> str:
        document = json.loads(revision.document)
        return str(document.get("title") or document.get("name"))

    @admin.display(description="document")
    def content(self, revision: Revision) -> SafeString:
        return _pretty(revision.document)

    def get_urls(self) -> list[Any]:
        return [
            path("<int:pk>/restore/", self.admin_site.admin_view(self.restore_view), name="events_revision_restore"),
            *super().get_urls(),
        ]

    def restore_view(self, request: HttpRequest, pk: int) -> HttpResponse:
        """Makes a revision the newest one again."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        revision = Revision.objects.filter(pk=pk).first()
        if revision is None or not request.user.has_perm(f"events.change_{revision.type}"):
            raise PermissionDenied
        try:
            record = restore(
                revision.uid,
                revision.number,
                author=user_of(request),
                at=timezone.now(),
                reason=request.POST.get("reason", ""),
            )
        except (ValidationError, EditConflict, ProtectedError) as error:
            self.message_user(request, " ".join(getattr(error, "messages", [str(error)])), messages.ERROR)
            return HttpResponseRedirect(reverse("admin:events_revision_change", args=[pk]))
        self.message_user(request, f"Revision {revision.number} was restored.", messages.SUCCESS)
        return HttpResponseRedirect(reverse(f"admin:events_{revision.type}_change", args=[record.pk]))


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

    def has_module_permission(self, request: HttpRequest) -> bool:
        return False  # nothing takes snapshots yet: no list in the menu

    list_select_related = ["source"]
    ordering = ["-id"]
