"""The card of an event while somebody writes it: what the form holds, as readers would get it, before it is saved."""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.forms.formsets import all_valid
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.views.decorators.http import require_POST

from events.admin.records import Children, RecordAdmin
from events.admin.standing import Standing
from events.models import Event
from events.services.snapshots import snapshot_event

if TYPE_CHECKING:
    Base = RecordAdmin
else:
    Base = object

# What keeps a form from being saved, and nobody from seeing what it says.
_NOT_SHOWN = {"__all__", "reason"}


class PreviewingMixin(Base):
    """Gives the desk of events the fragments that stand beside its form."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view(require_POST(self.preview_view))
        return [
            path("add/preview/", view, name="events_event_preview_new"),
            path("<path:object_id>/preview/", view, name="events_event_preview"),
            *super().get_urls(),
        ]

    def preview_view(self, request: HttpRequest, object_id: str | None = None) -> HttpResponse:
        """The event as the form has it; where that cannot be read, which fields are at fault."""
        event = self.get_object(request, object_id) if object_id else None
        may = self.has_change_permission(request, event) if event else self.has_add_permission(request)
        if not may or (object_id and event is None):
            raise PermissionDenied
        before = snapshot_event(event) if event else None
        form = self.get_form(request, event, change=event is not None, fields=None)(request.POST, instance=event)
        form.is_valid()
        formsets, _ = self._create_formsets(request, form.instance, change=event is not None)  # type: ignore[attr-defined]
        valid = all_valid(formsets)
        faults = [str(form.fields[name].label) for name in form.errors.keys() - _NOT_SHOWN]
        faults += [str(formset.model._meta.verbose_name_plural) for formset in formsets if not formset.is_valid()]
        if not valid or faults:
            return render(request, "admin/events/preview.html", {"faults": sorted(faults)})
        shown: Event = form.instance
        standing = Standing(shown, self.document(shown, Children(formsets)), before, request.POST.dict())  # type: ignore[arg-type]
        return render(
            request,
            "admin/events/preview.html",
            {**standing.context(), "refusals": standing.refusals, "can_settle": True},
        )
