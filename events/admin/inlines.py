"""Inline forms whose every field has a name that a screen reader can tell."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin

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


class TabularInline(Tabular):
    """A table of children."""

    form = LabelledForm
    extra = 0


class StackedInline(Stacked):
    """Children with room for text."""

    extra = 0
