"""Answers as files, streamed whole."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.conf import settings
from django.http import QueryDict, StreamingHttpResponse
from rest_framework.renderers import BaseRenderer
from rest_framework.request import Request
from rest_framework.views import APIView

from events.api.entity_tags import tag_of
from events.api.exceptions import InvalidParameters, ParameterError
from events.api.renderers import DocumentRenderer, FileRenderer
from events.documents import EventDocument, SourceDocument, TimelineDocument, decode, with_match
from events.formats.files import Format, Heading
from events.models import RecordType
from events.queries.publications import Published
from events.queries.questions import EventQuery
from events.queries.streams import stream_documents, stream_events

# Characters that are sent together.
_PIECE = 32_768
# What chooses a part of a list, or a part of its documents.
_OF_PAGES = ("page_size", "cursor", "count", "fields")


class WithFiles(APIView):
    """A view whose answers go out as files too: `files` are its formats beside JSON."""

    files: tuple[Format[Any], ...] = ()

    def get_renderers(self) -> list[BaseRenderer]:
        return [DocumentRenderer(), *map(FileRenderer, self.files)]


def parameters_of(request: Request) -> QueryDict:
    """The parameters of a request, but the `format` by which its view was asked for a file.

    Raises InvalidParameters for what has a meaning in pages alone where a file is asked for: it is whole.
    """
    query: QueryDict = request.query_params
    view, suffix = request.parser_context["view"], request.parser_context["kwargs"].get("format")
    if isinstance(view, WithFiles) and not suffix and "format" in query:
        query = query.copy()
        del query["format"]
    given = [name for name in _OF_PAGES if name in query] if file_of(request) else []
    if given:
        raise InvalidParameters([ParameterError(name, "whole", "a file is whole: leave it out") for name in given])
    return query


def file_of(request: Request) -> Format[Any] | None:
    """The format of the file that is asked for, None where it is JSON."""
    renderer = request.accepted_renderer
    return renderer.file if isinstance(renderer, FileRenderer) else None


def file_of_events(
    request: Request, file: Format[Any], query: EventQuery, timeline: Published | None
) -> StreamingHttpResponse:
    """All events that a query finds, of a timeline where one is given."""
    texts = (with_match(hit.document, hit.match) for hit in stream_events(query))
    if timeline is None:
        return _file(request, file, texts, settings.SITE_NAME, "/", "events")
    document = decode(timeline.document, TimelineDocument)
    return _file(request, file, texts, document.title, document.url, timeline.slug)


def file_of_records(request: Request, file: Format[Any], type_: RecordType) -> StreamingHttpResponse:
    """All published actors, sources or timelines."""
    return _file(request, file, stream_documents(type_), settings.SITE_NAME, "/", f"{type_}s")


def file_of_one(request: Request, file: Format[Any], found: Published, type_: RecordType) -> StreamingHttpResponse:
    """One event or source."""
    if type_ == RecordType.EVENT:
        event = decode(found.document, EventDocument)
        title, path = event.title, event.url
    else:
        title, path = decode(found.document, SourceDocument).title, f"/sources/{found.slug}/"
    response = _file(request, file, [found.document], title, path, found.slug)
    response["ETag"] = tag_of(request)
    return response


def _file(
    request: Request, file: Format[Any], texts: Iterable[str], title: str, path: str, name: str
) -> StreamingHttpResponse:
    """The file of a format, made of JSON texts as it is sent; `name` is that of the file, without its extension.

    The first of the texts is read at once: what fails then is an error like any other, not a file that breaks off.
    """
    heading = Heading(title, request.build_absolute_uri(path), request.build_absolute_uri("/").removesuffix("/"))
    # HEAD is answered as GET is, but for what is never sent (timeline.middleware.heads).
    begun = iter(texts) if request.META["REQUEST_METHOD"] == "HEAD" else _begun(iter(texts))
    response = StreamingHttpResponse(_pieces(file.stream(begun, heading)), content_type=file.content_type)
    response["Content-Disposition"] = f'attachment; filename="{name}.{file.extension}"'
    if file.leaves_out:
        response["X-Left-Out"] = file.leaves_out
    return response


def _begun(texts: Iterator[str]) -> Iterator[str]:
    first = next(texts, None)
    return iter(()) if first is None else chain([first], texts)


def _pieces(texts: Iterator[str]) -> Iterator[bytes]:
    """The text in UTF-8, many small pieces as one."""
    kept, length = [], 0
    for text in texts:
        kept.append(text)
        length += len(text)
        if length >= _PIECE:
            yield "".join(kept).encode()
            kept, length = [], 0
    yield "".join(kept).encode()
