"""Choosing a record from a list that is searched as one types."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.contrib.admin.widgets import AutocompleteSelect
from django.db.models import ForeignKey
from django.http import HttpRequest

if TYPE_CHECKING:
    Base = admin.options.BaseModelAdmin[Any]
else:
    Base = object


class Choice(AutocompleteSelect):
    """Django's own, which asks the database for whatever was sent, and fails where that is no number of a record."""

    def optgroups(self, name: str, value: Sequence[str], attrs: dict[str, Any] | None = None) -> Any:
        numbers = [number for number in value if number.isascii() and number.isdecimal() and len(number) < 19]
        return super().optgroups(name, numbers, attrs)


class ChoosingMixin(Base):
    """Gives a desk's `autocomplete_fields` this choice."""

    def formfield_for_foreignkey(self, db_field: ForeignKey[Any], request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.get_autocomplete_fields(request):
            kwargs.setdefault("widget", Choice(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)
