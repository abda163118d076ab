"""How long a stranger's queries may take, and what is answered where the database does not."""

import logging
from collections.abc import Callable, Iterator
from typing import cast

from django.conf import settings
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from timeline.middleware.desk import is_desk
from timeline.pages.errors import error_response
from timeline.query_watch import query_watch, trouble

_logger = logging.getLogger(__name__)
_RETRY = {"Retry-After": "30"}


class QueryTimeMiddleware:
    """Breaks off each query of a public address after QUERY_SECONDS, also while an answer streams; 503 where a query
    took too long, or where the database is away or locked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if is_desk(request):
            return self.get_response(request)
        watch = query_watch()
        with watch.limit(settings.QUERY_SECONDS):
            response = self.get_response(request)
        if isinstance(response, StreamingHttpResponse):
            parts = cast(Iterator[bytes], response.streaming_content)
            response.streaming_content = watch.limited(parts, settings.QUERY_SECONDS)
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match trouble(error):
            case "slow":
                _logger.warning("A query took longer than %g seconds.", settings.QUERY_SECONDS)
                response = error_response(request, 503, _RETRY, text="slow")
            case "away":
                _logger.error("The database does not answer: %s", error)
                response = error_response(request, 503, _RETRY)
            case _:
                return None
        response._has_been_logged = True  # type: ignore[attr-defined]  # here, with the reason
        return response
