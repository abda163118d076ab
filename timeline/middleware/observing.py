"""Each request has a name, and a line in the log."""

import logging
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from timeline.logs import scrubbed
from timeline.middleware.addresses import client_address, network
from timeline.middleware.probes import PROBES
from timeline.query_watch import QueryWatch, query_watch
from timeline.request_ids import name_request

_logger = logging.getLogger("timeline.requests")


class ObservingMiddleware:
    """Names the request (`X-Request-ID`), and tells the log what was asked and answered, and what it cost: at once, or
    when the last part of a stream has gone out."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = perf_counter()
        name = name_request(request)
        method, watch = str(request.method), query_watch()
        watch.count, watch.spent = 0, 0.0
        response = self.get_response(request)
        response["X-Request-ID"] = name

        def tell(size: int | None) -> None:
            _tell(request, method, response.status_code, perf_counter() - start, size, watch)

        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            parts = cast(Iterator[bytes], response.streaming_content)
            response.streaming_content = _told_afterwards(parts, tell)
        else:
            tell(len(response.content) if isinstance(response, HttpResponse) else _declared(response))
        return response


def _told_afterwards(parts: Iterator[bytes], tell: Callable[[int], None]) -> Iterator[bytes]:
    """The parts of a stream; what it came to is told at its end, be that sooner than was meant."""
    size = 0
    try:
        for part in parts:
            size += len(part)
            yield part
    except Exception:
        _logger.exception("A stream broke off.")
        raise
    finally:
        tell(size)


def _tell(request: HttpRequest, method: str, status: int, seconds: float, size: int | None, watch: QueryWatch) -> None:
    level = logging.DEBUG if request.path_info in PROBES else logging.INFO
    if not _logger.isEnabledFor(level):
        return
    route = request.resolver_match.route if request.resolver_match else None
    fields = {
        "method": method,
        "route": route,
        "path": request.path_info,
        "query": scrubbed(request.META.get("QUERY_STRING", "")),
        "status": status,
        "ms": round(seconds * 1000, 1),
        "bytes": size,
        "queries": watch.count,
        "query_ms": round(watch.spent * 1000, 1),
    }
    if address := _address(request):
        fields["address"] = address
    message, told = "%s %s %d in %.0f ms", (method, request.path_info, status, seconds * 1000)
    # Made by hand: else the line of code would be looked for that says so, which is this one.
    _logger.handle(_logger.makeRecord(_logger.name, level, "", 0, message, told, None, extra={"fields": fields}))


def _address(request: HttpRequest) -> str:
    """As much of the asker's address as may be kept: none of it, its network, or all."""
    match settings.LOG_ADDRESSES:
        case "full":
            return client_address(request)
        case "network":
            return network(client_address(request), ipv4=24, ipv6=48)
    return ""


def _declared(response: HttpResponseBase) -> int | None:
    length = response.headers.get("Content-Length", "")
    return int(length) if length.isdigit() else None
