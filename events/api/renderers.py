"""Answers as JSON, with ready documents spliced in as they are stored; and what stands for a file beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

import msgspec
from rest_framework.renderers import BaseRenderer

from events.documents import Match, with_match
from events.formats.files import Format


class DocumentRenderer(BaseRenderer):
    """Encodes with msgspec, so that `msgspec.Raw` members pass through untouched."""

    media_type = "application/json"
    format = "json"
    charset = None

    def render(
        self, data: Any, accepted_media_type: str | None = None, renderer_context: Mapping[str, Any] | None = None
    ) -> bytes:
        return b"" if data is None else msgspec.json.encode(data)


class FileRenderer(DocumentRenderer):
    """Stands for a format of files where formats are chosen; the file itself is streamed by `events.api.files`."""

    def __init__(self, file: Format[Any]) -> None:
        self.file = file
        self.media_type = file.media_type
        self.format = file.name


def stored(document: str, fields: Sequence[str] | None = None) -> Any:
    """A stored document, or some members of it, to be spliced into an answer."""
    if fields is None:
        return msgspec.Raw(document.encode())
    members = msgspec.json.decode(document, type=dict[str, msgspec.Raw])
    return {name: members[name] for name in fields}


def stored_event(document: str, match: Match | None, fields: Sequence[str] | None = None) -> Any:
    """A stored event, or some members of it, with the verdict of this query."""
    return stored(with_match(document, match), fields)
