"""The desk of events."""

from typing import Any

from django.contrib import admin
from django.db.models import F, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse

from events.admin.bulk import ACCEPT, APPROVE, LEAVE, RETRACT, SEND_BACK, SET_KIND, SUBMIT, TAKE, TAKE_OUT
from events.admin.dates import DatesMixin, keep_words, read_date
from events.admin.filters import ConcernFilter, DecadeFilter, TimelineFilter, chosen_decade
from events.admin.forms import RecordForm
from events.admin.inlines import LabelledForm, StackedInline, TabularInline
from events.admin.paging import DeskPaginator
from events.admin.previewing import PreviewingMixin
from events.admin.private_texts import may_see_texts
from events.admin.quotes import QuoteWidget, check_quote, show_outcome, take_place
from events.admin.records import Children, RecordAdmin
from events.admin.reviewing import ReviewingMixin
from events.admin.standing import Standing
from events.admin.uploading import import_file, may_import, show_upload
from events.dates import describe
from events.documents import EventDocument
from events.models import Citation, ClosedDifference, Event, EventRelation, Participation
from events.services.settling import close_difference, take_date
from events.services.snapshots import snapshot_event


class ParticipationInline(TabularInline):
    """Who took part."""

    model = Participation
    autocomplete_fields = ["actor"]


class CitationForm(LabelledForm):
    """A citation that keeps the words of the date that its source gives, and the place of its quotation."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        show_outcome(self)

    def clean(self) -> dict[str, Any] | None:
        values = super().clean()
        take_place(self)
        keep_words(self, "stated_date", text="stated_text", rule="stated_rule", anchor="stated_anchor")
        return values


class CitationInline(DatesMixin, StackedInline):
    """Who says so: one form for each source and aspect."""

    model = Citation
    form = CitationForm
    anchors = {"stated_date": {"anchor": "stated_anchor", "source": "source"}}
    helps = {
        "stated_date": "The date that this source gives, in its words or in EDTF.",
        "stated_anchor": "The date that its words count from, if it is not the one on which the source was published.",
    }
    autocomplete_fields = ["source", "speaker"]
    fieldsets = [
        (None, {"fields": [("source", "locator"), ("aspect", "stance"), "says", "quote"]}),
        (
            "In detail",
            {
                "classes": ["collapse"],
                "fields": [
                    "stated_date",
                    "stated_text",
                    ("stated_anchor", "stated_rule"),
                    ("speaker", "via"),
                ],
            },
        ),
    ]

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["says"].widget.attrs["rows"] = 2
        return formset

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "quote":
            kwargs["widget"] = QuoteWidget(looks_up=may_see_texts(request))
        return super().formfield_for_dbfield(db_field, request, **kwargs)


class RelationInline(TabularInline):
    """What it follows or responds to."""

    model = EventRelation
    fk_name = "event"
    autocomplete_fields = ["other"]
    verbose_name = "related event"
    verbose_name_plural = "related events"


class ClosedDifferenceInline(TabularInline):
    """Differences that were settled."""

    model = ClosedDifference
    verbose_name_plural = "differences settled"


class EventForm(RecordForm):
    """An event that keeps the words its date was read from, the anchor and the rule."""

    def clean(self) -> dict[str, Any]:
        values = super().clean()
        keep_words(self, "date", text="date_text", rule="date_rule", anchor="date_anchor")
        aspect = self.data.get("_close", "")
        if aspect and not self.data.get(f"_close_reason_{aspect}", "").strip():
            self.add_error(None, f"Say why the difference on “{aspect}” is closed, below the form.")
        return values


@admin.register(Event)
class EventAdmin(ReviewingMixin, PreviewingMixin, DatesMixin, RecordAdmin):
    """Write an event with its evidence, and take it through review."""

    form = EventForm
    change_list_template = "admin/events/event_change_list.html"
    anchors = {"date": {"anchor": "date_anchor"}}
    inlines = [ParticipationInline, CitationInline, RelationInline, ClosedDifferenceInline]
    autocomplete_fields = ["part_of"]
    prepopulated_fields = {"slug": ["title"]}
    search_fields = ["title", "slug"]
    list_display = ["title", "status", "when", "kind", "revision"]
    list_filter = ["status", ConcernFilter, "kind", DecadeFilter, TimelineFilter]
    list_select_related = ["kind"]
    actions = [SUBMIT, TAKE, LEAVE, APPROVE, SEND_BACK, RETRACT, SET_KIND, ACCEPT, TAKE_OUT]
    fieldsets = [
        (None, {"fields": ["title", "slug", "summary", "attribution", ("kind", "language")]}),
        ("When", {"fields": ["date", "date_text", ("date_anchor", "date_rule")]}),
        ("Where", {"fields": [("place_name", "place_country"), ("latitude", "longitude", "place_precision")]}),
        ("More", {"classes": ["collapse"], "fields": ["part_of", "uid", "revision"]}),
        ("Saving", {"fields": ["reason", "base_revision"]}),
    ]

    class Media:
        js = ["events/preview.js"]

    def get_urls(self) -> list[Any]:
        guarded = self.admin_site.admin_view
        return [
            path("read-date/", guarded(read_date), name="events_event_read_date"),
            path("check-quote/", guarded(check_quote), name="events_event_check_quote"),
            path("import/", guarded(import_file), name="events_event_import"),
            path("import/<slug:uid>/", guarded(show_upload), name="events_event_upload"),
            *super().get_urls(),
        ]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {**(extra_context or {}), "may_import": may_import(request)})

    def _beside(self, request: HttpRequest, record: Any, rows: Children | None = None) -> dict[str, Any]:
        if record is None:
            return {"preview_address": reverse("admin:events_event_preview_new")}
        beside = self._standing(request, record)
        document = self.document(record, rows) if rows else snapshot_event(record)
        standing = Standing(record, document, sent=request.POST.dict())
        return {
            "preview_address": reverse("admin:events_event_preview", args=[record.pk]),
            **standing.context(),
            **beside,
            "refusals": standing.refusals if beside["goes_on"] else [],
        }

    def settled(self, request: HttpRequest, document: EventDocument) -> EventDocument:
        if taken := request.POST.get("_take_date"):
            source, _, aspect = taken.partition(" ")
            document = take_date(document, source, aspect)
        if aspect := request.POST.get("_close", ""):
            document = close_difference(document, aspect, request.POST.get(f"_close_reason_{aspect}", ""))
        return document

    def get_paginator(
        self, request: HttpRequest, queryset: QuerySet[Any], per_page: int, *args: Any, **kwargs: Any
    ) -> Any:
        decade = chosen_decade(request)
        in_order = not request.GET.get("o") and not request.GET.get("concern")
        parts = decade.in_parts(queryset) if decade and in_order else []
        return DeskPaginator(queryset, per_page, *args, parts=parts, **kwargs)

    def get_ordering(self, request: HttpRequest) -> list[str]:
        """A worklist shows first what has waited longest."""
        return ["flags__since", "pk"] if request.GET.get("concern") else []

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        events = super().get_queryset(request).select_related("kind")
        return events.order_by(F("sort_key").asc(nulls_last=True), "latest", "id")

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form = super().get_form(request, obj, change=change, **kwargs)
        if "summary" in form.base_fields:
            form.base_fields["summary"].widget.attrs["rows"] = 4
        return form

    @admin.display(description="when", ordering="sort_key")
    def when(self, event: Event) -> str:
        return describe(event.date, event.language) if event.date else "undated"

    def document(self, record: Event, children: Children) -> EventDocument:
        return snapshot_event(
            record,
            participations=children.of(Participation),
            citations=children.of(Citation),
            relations=children.of(EventRelation),
            closed=children.of(ClosedDifference),
        )
