"""Links from page to page: absolute addresses in the body and in the `Link` header (RFC 8288)."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from rest_framework.response import Response

from events.queries.cursors import Cursor


def page_response(
    request: HttpRequest, results: list[Any], next_: Cursor | None, previous: Cursor | None, count: int | None = None
) -> Response:
    """A page of results with its neighbours, and the number of all where it is known."""
    counted = {} if count is None else {"count": count}
    after, before = page_address(request, next_), page_address(request, previous)
    return links_response(results, next_=after, previous=before, extra=counted)


def links_response(
    results: list[Any], *, next_: str | None, previous: str | None, extra: Mapping[str, Any] | None = None
) -> Response:
    """A page of results with the addresses of its neighbours, and `extra` members beside them."""
    links = {"next": next_, "previous": previous}
    response = Response({"results": results, **links, **(extra or {})})
    if header := ", ".join(f'<{address}>; rel="{name}"' for name, address in links.items() if address):
        response["Link"] = header
    return response


def page_address(request: HttpRequest, cursor: Cursor | None) -> str | None:
    """The address of this list at another cursor, with the same filters."""
    if cursor is None:
        return None
    query = request.GET.copy()
    query["cursor"] = str(cursor)
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")
