"""How the lists of the desk are narrowed."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils import timezone

from events.models import Actor, Concern, Event
from events.queries import desk

STALE_LABEL = "Open-ended, not looked at for a year"


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
