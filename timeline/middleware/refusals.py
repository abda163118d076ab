"""What no public address takes: refused before it costs anything."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from timeline.middleware.desk import is_desk
from timeline.pages.errors import error_response

# Bytes of an address as it is asked for; gunicorn gives up a little later (limit_request_line).
LONGEST_ADDRESS = 8_000


class RefusalMiddleware:
    """Refuses addresses that are too long, bodies that are too large, and pages that are written to.

    A small body of a request that reads is ignored: nobody reads it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _address_length(request) > LONGEST_ADDRESS:
            return error_response(request, 414)
        if not is_desk(request) and _body_length(request) > settings.DATA_UPLOAD_MAX_MEMORY_SIZE:
            return error_response(request, 413)
        return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """405 for a page, before anything asks a stranger for a token against forgery; the API's views say it
        themselves, and need no such token."""
        if request.method in ("GET", "HEAD") or is_desk(request) or getattr(view, "csrf_exempt", False):
            return None
        return error_response(request, 405, {"Allow": "GET, HEAD"})


def _address_length(request: HttpRequest) -> int:
    """The bytes of an address, as they were sent where the server tells, else without what is escaped in the path."""
    if sent := request.META.get("RAW_URI"):
        return len(sent)
    query = request.META.get("QUERY_STRING", "")
    return len(request.META.get("PATH_INFO", "")) + (1 + len(query) if query else 0)


def _body_length(request: HttpRequest) -> int:
    length = str(request.META.get("CONTENT_LENGTH") or "0")
    return int(length) if length.isascii() and length.isdigit() and len(length) < 19 else 0
