"""What the desks of events, actors, sources and timelines share: saving through a service, review, revisions."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, cast

from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone

from events.admin.choosing import ChoosingMixin
from events.admin.conflicts import conflict_context, show_what_was_sent
from events.admin.forms import RecordForm, told_by_form
from events.admin.history import show_history
from events.admin.numbers import number
from events.admin.paging import DeskPaginator
from events.admin.steps import take_step, typed
from events.admin.users import user_of
from events.documents import Document
from events.models import Actor, Concern, Event, Revision, Source, Status, Timeline
from events.queries.desk import comments_on, find_live
from events.queries.finding import find_uids
from events.services import review
from events.services.editing import EditConflict, discard, save_record, was_public
from events.services.permissions import Deed, may
from events.services.snapshots import TYPES, Record

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Any]
else:
    Base = admin.ModelAdmin


class RecordAdmin(ChoosingMixin, Base):
    """A desk whose saves are documents handed to `services.editing`, and whose states change in `services.review`."""

    form = RecordForm
    change_form_template = "admin/events/record_change_form.html"
    readonly_fields = ["uid", "revision"]
    show_full_result_count = False
    list_per_page = 50
    list_max_show_all = 0
    paginator = DeskPaginator

    class Media:
        css = {"all": ["events/admin.css"]}

    def document(self, record: Any, children: "Children") -> Document:
        """The document of a record as its form has it, saved or not."""
        raise NotImplementedError

    def get_search_results(
        self, request: HttpRequest, queryset: QuerySet[Any], search_term: str
    ) -> tuple[QuerySet[Any], bool]:
        """By words in any order, script and spelling, of drafts too; the uid finds the record itself."""
        if not search_term.strip():
            return queryset, False
        return queryset.filter(uid__in=find_uids(TYPES[self.model], search_term[:200])), False

    def settled(self, request: HttpRequest, document: Any) -> Document:
        """The document that is saved: that of the form, and what a button settles in the same save."""
        return cast(Document, document)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Leaves the writing to `save_related`, which knows the children too."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Iterable[Any], change: bool) -> None:
        children = Children(formsets)
        record = form.instance
        record.revision = form.cleaned_data.get("base_revision") or 0
        saved = save_record(
            self.settled(request, self.document(record, children)),
            author=user_of(request),
            at=timezone.now(),
            reason=form.cleaned_data.get("reason", ""),
        )
        record.pk, record.revision = saved.pk, saved.revision
        children.mark_saved()

    def response_post_save_add(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        return self.response_post_save_change(request, obj)

    def response_post_save_change(self, request: HttpRequest, obj: Any) -> HttpResponseRedirect:
        """Stays on the page: what was saved goes on to review from there."""
        return HttpResponseRedirect(self._address("change", obj))

    def _address(self, view: str, record: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_{view}", args=[record.pk])

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        discard(obj, by=user_of(request), at=timezone.now())
        self.message_user(
            request,
            "Its revisions are kept: the desk’s list of revisions can bring it back.",
            messages.INFO,
        )

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Django's own; what somebody publishes or deletes at the same moment is told of."""
        try:
            return super().delete_view(request, object_id, extra_context)
        except ValidationError as error:
            messages.error(request, " ".join(error.messages))
            return HttpResponseRedirect(reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist"))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Only what never was public is deleted; the rest is retracted or merged."""
        if obj is not None and was_public(obj):
            return False
        return super().has_delete_permission(request, obj)

    def response_action(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Django's own, which asks the database for whatever was sent as a key."""
        if not all(number(key) for key in request.POST.getlist(ACTION_CHECKBOX_NAME)):
            messages.error(request, "Choose from the list what it is to be done to.")
            return None
        return super().response_action(request, queryset)

    def has_review_permission(self, request: HttpRequest) -> bool:
        """Whether the actions of a reviewer are offered."""
        return may(user_of(request), Deed.REVIEW, TYPES[self.model])

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions = super().get_actions(request)
        actions.pop("delete_selected", None)  # it would pass the service by
        return actions

    def changeform_view(
        self, request: HttpRequest, object_id: Any = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        try:
            return self._opened(request, object_id, form_url, extra_context)
        except (EditConflict, ValidationError, IntegrityError) as error:
            # Somebody else saved between the check of the form and the saving: nothing was written. Checked again, the
            # form comes back with all that was sent.
            request.refused = told_by_form(error)  # type: ignore[attr-defined]
            return self._opened(request, object_id, form_url, extra_context)

    def _opened(self, request: HttpRequest, object_id: Any, form_url: str, extra_context: Any) -> HttpResponse:
        if object_id and request.method == "POST" and self.get_object(request, unquote(object_id)) is None:
            return show_what_was_sent(request)
        return super().changeform_view(request, object_id, form_url, extra_context)

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        """Those of which somebody sees the rows, if there may be any: a form without them would take them away."""
        inlines = super().get_inline_instances(request, obj)
        return [inline for inline in inlines if obj is None or inline.has_view_or_change_permission(request, obj)]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refused = getattr(request, "refused", None)
        return form

    def render_change_form(self, request: HttpRequest, context: dict[str, Any], *args: Any, **kwargs: Any) -> Any:
        form = context["adminform"].form
        if conflict := getattr(form, "conflict", None):
            formsets = [inline.formset for inline in context["inline_admin_formsets"]]
            mine = self.document(form.instance, Children(formsets))
            context["conflict"] = conflict_context(request, conflict, mine, form, formsets)
        record, rows = kwargs.get("obj"), None
        if record is not None and form.is_bound:  # the form has written into it
            record = self.get_object(request, str(record.pk))
        elif record is not None:
            rows = Children(inline.formset for inline in context["inline_admin_formsets"])
        # Saving stays on the page, where the review goes on.
        context |= {"show_save_and_continue": False, **self._beside(request, record, rows)}
        return super().render_change_form(request, context, *args, **kwargs)

    def _beside(self, request: HttpRequest, record: Any, rows: "Children | None" = None) -> dict[str, Any]:
        """What stands beside the form of a record, as it is saved; `rows` are those of a form that nobody changed."""
        if record is None:
            return {}
        standing = self._standing(request, record)
        return {**standing, "refusals": review.refusals(record) if standing["goes_on"] else []}

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """All that happened to it: more than the admin's own log has."""
        record = self.get_object(request, unquote(object_id))
        if record is None or not self.has_view_or_change_permission(request, record):
            raise PermissionDenied
        return show_history(request, record)

    def get_urls(self) -> list[Any]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_review"
        return [
            path("<path:object_id>/review/", self.admin_site.admin_view(self.review_view), name=name),
            *super().get_urls(),
        ]

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """Takes one step of the review, from the buttons beside the form."""
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        record = self.get_object(request, object_id)
        if record is None or not self.has_change_permission(request, record):
            raise PermissionDenied
        step = request.POST.get("step", "")
        return self.after_step(request, record, step, done=take_step(request, record, step))

    def after_step(self, request: HttpRequest, record: Any, step: str, *, done: bool) -> HttpResponse:
        """Where a step leads: back to the form."""
        return HttpResponseRedirect(self._address("change", record))

    def _standing(self, request: HttpRequest, record: Record) -> dict[str, Any]:
        """Where a record stands, for the aside: what is live, what waits, what was said and done; and what somebody may
        do about it."""
        live, flags = find_live(record.uid), list(record.flags.order_by("pk")) if isinstance(record, Event) else []
        status = record.status if isinstance(record, Event | Timeline) else None
        waits = status == Status.IN_REVIEW or (status is None and live is not None and live.number != record.revision)
        may_write = self.has_change_permission(request, record)
        may_review = may_write and self.has_review_permission(request)
        return {
            "record": record,
            "review_address": self._address("review", record),
            "retracted": status == Status.RETRACTED,
            "live_revision": live and live.number,
            "status": record.get_status_display() if isinstance(record, Event | Timeline) else None,
            "goes_on": waits or status == Status.DRAFT,
            "may_write": may_write,
            "may_review": may_review,
            "can_submit": may_write and status == Status.DRAFT,
            "can_approve": may_review and waits,
            "is_revised": may_review and waits and status is not None and live is not None and live.is_revised,
            "can_send_back": may_review and status == Status.IN_REVIEW,
            "can_retract": may_review and live is not None and status is not None,
            "concerns": [flag.get_concern_display() for flag in flags],
            "can_look": may_write and any(flag.concern == Concern.OPEN_ENDED for flag in flags),
            "comments": comments_on(record),
            **typed(request),
            "revisions": list(Revision.objects.of(record.uid).select_related("author").defer("document")[:8]),
            "public_address": _public_address(record) if live is not None else None,
        }


class Children:
    """The rows of a page's inline forms, as they would be saved."""

    def __init__(self, formsets: Iterable[Any]) -> None:
        self._formsets = list(formsets)

    def of(self, model: type[models.Model]) -> list[Any] | None:
        """The instances of one model that are to stay, new and unsaved ones included.

        None where the page had no form for them, since the editor may not see them: then they all stay as they are.
        """
        formset = next((formset for formset in self._formsets if formset.model is model), None)
        if formset is None:
            return None
        return [*(form.instance for form in formset.forms if _stays(form)), *_not_to_go(formset)]

    def mark_saved(self) -> None:
        """Tells Django's own history what `save_formset` would have told it."""
        for formset in self._formsets:
            kept = [form for form in formset.forms if form not in formset.deleted_forms and form.has_changed()]
            formset.new_objects = [form.instance for form in kept if not form.instance.pk]
            formset.changed_objects = [(form.instance, form.changed_data) for form in kept if form.instance.pk]
            formset.deleted_objects = [form.instance for form in formset.deleted_forms if form.instance.pk]


def _not_to_go(formset: Any) -> list[Any]:
    """The rows that nothing was sent of, where the editor may not delete them, or was not shown all of them.

    To leave them out would delete them. `everything` is all rows of a form that lists some.
    """
    everything = getattr(formset, "everything", None)
    if not formset.is_bound or (formset.can_delete and everything is None):
        return []
    sent = {form.instance.pk for form in formset.initial_forms}
    return [row for row in (formset.get_queryset() if everything is None else everything) if row.pk not in sent]


def _stays(form: Any) -> bool:
    """Whether the row of a form stays; what was only read stays as it is saved."""
    if not form.is_bound:
        return form.instance.pk is not None
    return form.is_valid() and not form.cleaned_data.get("DELETE") and (form.has_changed() or form.instance.pk)


def _public_address(record: Record) -> str | None:
    match record:
        case Event():
            return reverse("event", args=[record.uid, record.slug])
        case Timeline():
            return reverse("timeline", args=[record.slug])
        case Actor():
            return reverse("api:actor", args=[record.slug])
        case Source():
            return reverse("api:source", args=[record.slug])
