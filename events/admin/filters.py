"""How the lists of the desk are narrowed."""

import re
from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.admin.numbers import number
from events.dates import describe
from events.models import Actor, Concern, Event, Timeline
from events.queries import desk
from events.queries.decades import Decade, decades

STALE_LABEL = "Open-ended, not looked at for a year"
_MOST_TIMELINES = 50


class ConcernFilter(admin.SimpleListFilter):
    """Events that raise a concern."""

    title = "what to look at"
    parameter_name = "concern"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [*((concern.value, concern.label) for concern in Concern), ("stale", STALE_LABEL)]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        if self.value() == "stale":
            before = timezone.now() - desk.STALE
            return queryset.filter(flags__concern=Concern.OPEN_ENDED, flags__since__lt=before)
        return queryset.filter(flags__concern=self.value()) if self.value() in Concern.values else queryset


class DecadeFilter(admin.SimpleListFilter):
    """Events that may have fallen into a decade."""

    title = "decade"
    parameter_name = "decade"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(str(decade.year), describe(decade.edtf, "en")) for decade in reversed(decades())]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        decade = chosen_decade(request)
        return decade.overlapping(queryset) if decade else queryset


def chosen_decade(request: HttpRequest) -> Decade | None:
    """The decade that the address asks for."""
    given = request.GET.get(DecadeFilter.parameter_name, "")
    return Decade(int(given)) if re.fullmatch(r"-?[0-9]{1,7}0|0", given) else None


class TimelineFilter(admin.SimpleListFilter):
    """Events that a timeline has accepted."""

    title = "timeline"
    parameter_name = "timeline"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        timelines = Timeline.objects.order_by("title", "pk").values_list("pk", "title")
        return [(str(pk), title) for pk, title in timelines[:_MOST_TIMELINES]]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Event]) -> QuerySet[Event]:
        key = number(self.value() or "")
        return queryset.filter(timeline_entries__timeline=key) if key else queryset


class LackingFilter(admin.SimpleListFilter):
    """Actors of whom something is not said."""

    title = "what is missing"
    parameter_name = "lacks"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("country", "Country"), ("living", "Whether the person is living")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Actor]) -> QuerySet[Actor]:
        match self.value():
            case "country":
                return desk.without_country(queryset)
            case "living":
                return desk.without_living(queryset)
            case _:
                return queryset
