"""The vocabulary of kinds."""

from typing import TYPE_CHECKING

from django.contrib import admin

from events.models import Kind

if TYPE_CHECKING:
    Base = admin.ModelAdmin[Kind]
else:
    Base = admin.ModelAdmin


@admin.register(Kind)
class KindAdmin(Base):
    """A small vocabulary, edited in place."""

    list_display = ["label", "slug", "cameo"]
    ordering = ["label"]
    search_fields = ["label", "slug"]
    prepopulated_fields = {"slug": ["label"]}
