"""Who may see the texts of sources, and what the others see of what was taken from them."""

import json
from collections.abc import Iterable

from django.http import HttpRequest

from events.admin.users import user_of
from events.differences import Difference
from events.documents import Document, EventDocument

_SURROUNDINGS = ("quote_prefix", "quote_suffix")


def may_see_texts(request: HttpRequest) -> bool:
    """Whether somebody may see the texts of sources: with this permission, and no other."""
    return user_of(request).has_perm("events.view_snapshot")


def without_surroundings(text: str) -> str:
    """The JSON text of a document without what stands before and after its quotations in the texts of its sources."""
    document = json.loads(text)
    for row in document.get("citations", []):
        for name in _SURROUNDINGS:
            row.get("desk", {}).pop(name, None)
    return json.dumps(document)


def as_seen_by(request: HttpRequest, document: Document) -> Document:
    """A document, its own copy, as somebody may see it."""
    if isinstance(document, EventDocument) and not may_see_texts(request):
        for desk in (row.desk for row in document.citations if row.desk):
            desk.quote_prefix = desk.quote_suffix = ""
    return document


def seen_by(request: HttpRequest, differences: Iterable[Difference]) -> list[Difference]:
    """The differences that somebody may see."""
    whole = may_see_texts(request)
    return [one for one in differences if whole or not one.field.endswith(_SURROUNDINGS)]
