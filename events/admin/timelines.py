"""The desk of timelines."""

import re
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from events.admin.bulk import APPROVE, RETRACT, SEND_BACK, SUBMIT
from events.admin.inlines import TabularInline
from events.admin.numbers import number
from events.admin.records import Children, RecordAdmin
from events.documents import TimelineDocument
from events.models import RecordType, Timeline, TimelineEntry
from events.queries.finding import find_uids
from events.services.snapshots import snapshot_timeline

# A form of more entries is not to be looked through any more, and could not be sent.
MOST_LISTED = 300
_SAYS_SOMETHING = Q(featured=True) | ~Q(note="")
_KEY = re.compile(r"entries-[0-9]{1,4}-id", re.ASCII)


class EntryInline(TabularInline):
    """The events that were accepted; of many, those that are `listed`, by key. The others stay as they are."""

    model = TimelineEntry
    autocomplete_fields = ["event"]
    listed: list[int] | None = None

    def get_queryset(self, request: HttpRequest) -> QuerySet[TimelineEntry]:
        rows: QuerySet[TimelineEntry] = super().get_queryset(request)
        return rows if self.listed is None else rows.filter(pk__in=self.listed)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        formset = super().get_formset(request, obj, **kwargs)
        formset.form.base_fields["note"].widget.attrs["rows"] = 2
        everything = None if self.listed is None else obj.entries.select_related("event")
        formset.everything = everything  # type: ignore[attr-defined]  # for `Children`
        return formset


@admin.register(Timeline)
class TimelineAdmin(RecordAdmin):
    """Accept events into a chronology, and take it through review."""

    inlines = [EntryInline]
    change_form_template = "admin/events/timeline_change_form.html"
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

    def get_inline_instances(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        inlines = super().get_inline_instances(request, obj)
        for inline in inlines:
            inline.listed = None if obj is None else _listed(request, obj)
        return inlines

    def _beside(self, request: HttpRequest, record: Any, rows: Children | None = None) -> dict[str, Any]:
        beside = super()._beside(request, record, rows)
        if record is None or _listed(request, record) is None:
            return beside
        return {**beside, "entries": record.entries.count(), "words": _words(request)}

    def document(self, record: Timeline, children: Children) -> TimelineDocument:
        return snapshot_timeline(record, entries=children.of(TimelineEntry))


def _listed(request: HttpRequest, timeline: Timeline) -> list[int] | None:
    """The entries in the form of a timeline that has too many for one; None where it has not.

    They are those that were sent; before that, those of which it says something, and those that are looked for.
    """
    if not hasattr(request, "listed_entries"):
        request.listed_entries = _list(request, timeline)  # type: ignore[attr-defined]
    return request.listed_entries  # type: ignore[no-any-return, attr-defined]


def _list(request: HttpRequest, timeline: Timeline) -> list[int] | None:
    if timeline.entries.values("pk")[: MOST_LISTED + 1].count() <= MOST_LISTED:
        return None
    if request.method == "POST":
        sent = (number(str(value)) for name, value in request.POST.items() if _KEY.fullmatch(name))
        return [key for key in sent if key]
    wanted = _SAYS_SOMETHING
    if words := _words(request):
        wanted |= Q(event__uid__in=find_uids(RecordType.EVENT, words))
    return list(timeline.entries.filter(wanted).order_by("pk").values_list("pk", flat=True)[:MOST_LISTED])


def _words(request: HttpRequest) -> str:
    return request.GET.get("entry", "").strip()[:200]
