"""Answers as JSON, with ready documents spliced in as they are stored."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from rest_framework.renderers import BaseRenderer

_OPEN_END = '"match":null}'


class DocumentRenderer(BaseRenderer):
    """Encodes with msgspec, so that `msgspec.Raw` members pass through untouched."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else msgspec.json.encode(data)


def stored(document: str, fields: Sequence[str] | None = None) -> Any:
    """A stored document, or some members of it, to be spliced into an answer."""
    if fields is None:
        return msgspec.Raw(document.encode())
    members = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
    return {name: members[name] for name in fields}


def stored_event(document: str, match: str | None, fields: Sequence[str] | None = None) -> Any:
    """A stored event with the verdict of this query in `match`, which stands last in the text."""
    if match is None:
        return stored(document, fields)
    return stored(f'{document.removesuffix(_OPEN_END)}"match":"{match}"}}', fields)
