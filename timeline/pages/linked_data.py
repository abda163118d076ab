"""JSON-LD inside a page: a block of data, which no browser runs."""

import json
from typing import Any

from django.utils.safestring import SafeString, mark_safe

from events.documents import EventDocument
from events.formats import jsonld

# What could end the element, or begin another one.
_ESCAPES = {ord("<"): "\\u003c", ord(">"): "\\u003e", ord("&"): "\\u0026"}


def linked_event(document: EventDocument, origin: str) -> SafeString:
    """An event as the content of a `<script type="application/ld+json">`."""
    return _block(jsonld.event(document, origin.rstrip("/")))


def _block(data: dict[str, Any]) -> SafeString:
    return mark_safe(json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_ESCAPES))  # noqa: S308
