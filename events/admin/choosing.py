"""Choosing a record from a list that is searched as one types."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey, Model, QuerySet
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = admin.options.BaseModelAdmin[Any]
else:
    Base = object


class Choice(AutocompleteSelect):
    """Django's own, which asks the database for whatever was sent, and fails where that is no number of a record.

    `known` is the record that is chosen, where it is at hand: a form of many rows does not look up each.
    """

    known: Model | None = None

    @property
    def media(self) -> forms.Media:
        """With Django's own before it, which makes what the script names."""
        return super().media + forms.Media(js=["admin/js/autocomplete.js", "events/choice.js"])

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        numbers = [number for number in value if number.isascii() and number.isdecimal() and len(number) < 19]
        if self.known is None or numbers != [str(self.known.pk)]:
            return super().optgroups(name, numbers, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        label = self.choices.field.label_from_instance(self.known)
        return [(None, [*options, self.create_option(name, self.known.pk, label, True, len(options))], 0)]


class ChoosingMixin(Base):
    """Gives a desk's `autocomplete_fields` this choice, and reads its rows with the records that they name."""

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        rows, named = super().get_queryset(request), self.get_autocomplete_fields(request)
        return rows.select_related(*named) if named else rows

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Choice(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def tell_choices(form: Any) -> None:
    """Tells the choices of a form which records its instance has at hand."""
    for name, field in form.fields.items():
        widget = getattr(field.widget, "widget", field.widget)  # the admin wraps it
        if isinstance(widget, Choice) and form.instance._meta.get_field(name).is_cached(form.instance):
            widget.known = getattr(form.instance, name)
