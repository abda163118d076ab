"""The worklist of events that may be the same."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.admin.logs import ReadOnlyAdmin
from events.dates import describe
from events.models import Event, Suspicion


@admin.register(Suspicion)
class SuspicionAdmin(ReadOnlyAdmin):
    """Pairs that nobody has dismissed, the most alike first."""

    list_display = ["likeness_of_titles", "one", "another", "in_common", "compare"]
    list_display_links = None
    list_select_related = ["event", "other"]
    list_per_page = 50
    ordering = ["-likeness", "id"]
    sortable_by = ()

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows = super().get_queryset(request).filter(dismissed_at=None)
        return rows.prefetch_related("event__participations__actor", "other__participations__actor")

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        return super().changelist_view(request, {**(extra_context or {}), "title": "Events that may be the same"})

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """A pair is looked at side by side."""
        suspicion = self.get_object(request, object_id)
        if suspicion is None:
            return HttpResponseRedirect(reverse("admin:events_suspicion_changelist"))
        return HttpResponseRedirect(_address(suspicion))

    @admin.display(description="alike")
    def likeness_of_titles(self, suspicion: Suspicion) -> str:
        return f"{suspicion.likeness} %"

    @admin.display(description="event")
    def one(self, suspicion: Suspicion) -> SafeString:
        return _event(suspicion.event)

    @admin.display(description="may be the same as")
    def another(self, suspicion: Suspicion) -> SafeString:
        return _event(suspicion.other)

    @admin.display(description="actors in common")
    def in_common(self, suspicion: Suspicion) -> str:
        first, second = (
            {part.actor.pk: part.actor.name for part in event.participations.all()}
            for event in (suspicion.event, suspicion.other)
        )
        return ", ".join(sorted(name for pk, name in first.items() if pk in second))

    @admin.display(description="side by side")
    def compare(self, suspicion: Suspicion) -> SafeString:
        return format_html(
            "<a href='{}' aria-label='Compare “{}” with “{}”'>Compare</a>",
            _address(suspicion),
            suspicion.event.title,
            suspicion.other.title,
        )


def _address(suspicion: Suspicion) -> str:
    return reverse("admin:events_revision_merge", args=[suspicion.event.uid]) + f"?other={suspicion.other.pk}"


def _event(event: Event) -> SafeString:
    when = describe(event.date, event.language) if event.date else "undated"
    return format_html("<bdi>{}</bdi><br>{}; {}", event.title, when, event.get_status_display())
