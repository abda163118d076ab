"""The desk of actors."""

from typing import Any

from django.contrib import admin

from events.admin.bulk import APPROVE_NAMED
from events.admin.dates import DatesMixin, keep_words
from events.admin.filters import LackingFilter
from events.admin.inlines import LabelledForm, StackedInline, TabularInline
from events.admin.records import Children, RecordAdmin
from events.documents import ActorDocument
from events.models import Actor, ActorName, Affiliation
from events.services.snapshots import snapshot_actor


class NameInline(TabularInline):
    """Names in other languages and scripts."""

    model = ActorName


class AffiliationForm(LabelledForm):
    """An affiliation that keeps the words its span was read from, and the rule."""

    def clean(self) -> dict[str, Any] | None:
        values = super().clean()
        keep_words(self, "span", text="span_text", rule="span_rule")
        return values


class AffiliationInline(DatesMixin, StackedInline):
    """Roles in other actors."""

    model = Affiliation
    form = AffiliationForm
    fk_name = "actor"
    autocomplete_fields = ["organisation"]
    helps = {"span": "In the source's words, or in EDTF: 2020-11/2023-08, 2006/.. or empty where no source gives it."}
    fieldsets = [(None, {"fields": [("organisation", "role"), "span", ("span_text", "span_rule")]})]


@admin.register(Actor)
class ActorAdmin(RecordAdmin):
    """Who takes part in events; found by any of its names in any script."""

    inlines = [NameInline, AffiliationInline]
    prepopulated_fields = {"slug": ["name"]}
    search_fields = ["name", "slug", "names__text"]
    list_display = ["name", "type", "country", "living", "revision"]
    list_filter = ["type", "living", LackingFilter]
    ordering = ["name", "id"]
    actions = [APPROVE_NAMED]
    fieldsets = [
        (None, {"fields": ["name", "slug", ("type", "country"), "living", "wikidata", ("uid", "revision")]}),
        ("Saving", {"fields": ["reason", "base_revision"]}),
    ]

    def document(self, record: Actor, children: Children) -> ActorDocument:
        return snapshot_actor(record, names=children.of(ActorName), affiliations=children.of(Affiliation))
