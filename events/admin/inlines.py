"""Inline forms whose every field has a name that a screen reader can tell."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

from events.admin.choosing import ChoosingMixin, tell_choices
from events.admin.rows import MatchedFormSet

if TYPE_CHECKING:
    Tabular = admin.TabularInline[Any, Any]
    Stacked = admin.StackedInline[Any, Any]
    Form = forms.ModelForm[Any]
else:
    Tabular, Stacked, Form = admin.TabularInline, admin.StackedInline, forms.ModelForm


class LabelledForm(Form):
    """Names each field in `aria-label`: in a table the heading of its column is not tied to it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.widget.attrs.setdefault("aria-label", str(field.label or ""))
        tell_choices(self)


class LabelledFormSet(MatchedFormSet):
    """Names the boxes that delete a row."""

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        if "DELETE" in form.fields:
            form.fields["DELETE"].widget.attrs["aria-label"] = "Delete this row"


class TabularInline(ChoosingMixin, Tabular):
    """A table of children."""

    form = LabelledForm
    formset = LabelledFormSet
    extra = 0


class StackedInline(ChoosingMixin, Stacked):
    """Children with room for text."""

    formset = MatchedFormSet
    extra = 0
