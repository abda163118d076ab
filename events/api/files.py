"""Answers as files, streamed whole."""

from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

from django.http import QueryDict, StreamingHttpResponse
from rest_framework.request import Request

from events.api.exceptions import InvalidParameters, ParameterError
from events.formats.files import Format, Heading

# Characters that are sent together.
_PIECE = 32_768
# What chooses a part of a list, or a part of its documents.
_OF_PAGES = ("page_size", "cursor", "count", "fields")


def refuse_paging(query: QueryDict) -> None:
    """Raises InvalidParameters for what has a meaning in pages alone: a file is whole."""
    given = [name for name in _OF_PAGES if name in query]
    if given:
        raise InvalidParameters([ParameterError(name, "whole", "a file is whole: leave it out") for name in given])


def origin_of(request: Request) -> str:
    """The address of this service as the reader knows it, without a slash at its end."""
    return request.build_absolute_uri("/").removesuffix("/")


def file_response(
    request: Request, file: Format[Any], texts: Iterable[str], heading: Heading, name: str
) -> StreamingHttpResponse:
    """The file of a format, made of JSON texts as it is sent; `name` is that of the file, without its extension.

    The first of the texts is read at once: what fails then is an error like any other, not a file that breaks off.
    """
    # HEAD is answered as GET is, but for what is never sent (timeline.middleware.heads).
    asked_for = iter(texts) if request.META["REQUEST_METHOD"] == "HEAD" else _begun(iter(texts))
    response = StreamingHttpResponse(_pieces(file.stream(asked_for, heading)), content_type=file.content_type)
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
