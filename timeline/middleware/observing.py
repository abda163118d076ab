"""Each request has a name, a line in the log, and is counted."""

import logging
from collections.abc import Callable, Iterator
from time import perf_counter
from typing import cast

from django.conf import settings
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase

from timeline.logs import scrubbed
from timeline.metrics import IN_FLIGHT, count_request
from timeline.middleware.addresses import client_address, network
from timeline.middleware.probes import is_probe
from timeline.query_watch import QueryWatch, query_watch
from timeline.request_ids import name_request

_logger = logging.getLogger("timeline.requests")


class ObservingMiddleware:
    """Names the request (`X-Request-ID`), and tells the log what was asked and answered, and what it cost: at once, or
    when the last part of a stream has gone out. Where METRICS_TOKEN is set, the same is counted."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self._counted = bool(settings.METRICS_TOKEN)

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        start = perf_counter()
        name = name_request(request)
        method, watch = str(request.method), query_watch()
        watch.count, watch.spent = 0, 0.0
        if self._counted:
            IN_FLIGHT.inc()
        response = self.get_response(request)
        response["X-Request-ID"] = name

        def tell(size: int | None) -> None:
            seconds = perf_counter() - start
            _tell(request, method, response.status_code, seconds, size, watch)
            if self._counted:
                IN_FLIGHT.dec()
                count_request(method, _route(request), response.status_code, seconds)

        if isinstance(response, StreamingHttpResponse) and not isinstance(response, FileResponse):
            response.streaming_content = _Told(cast(Iterator[bytes], response.streaming_content), tell)
        else:
            tell(len(response.content) if isinstance(response, HttpResponse) else _declared(response))
        return response


class _Told:
    """The parts of a stream. What it came to is told once, at its end or when it is closed, begun or not."""

    def __init__(self, parts: Iterator[bytes], tell: Callable[[int], None]) -> None:
        self._parts, self._tell, self._size = parts, tell, 0

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            part = next(self._parts)
        except StopIteration:
            self.close()
            raise
        except Exception:
            _logger.exception("A stream broke off.")
            self.close()
            raise
        self._size += len(part)
        return part

    def close(self) -> None:
        """Tells, if that has not been done."""
        tell, self._tell = self._tell, _nothing
        tell(self._size)


def _nothing(size: int) -> None:
    """It was told before."""


def _tell(request: HttpRequest, method: str, status: int, seconds: float, size: int | None, watch: QueryWatch) -> None:
    level = logging.DEBUG if is_probe(request) else logging.INFO
    if not _logger.isEnabledFor(level):
        return
    fields = {
        "method": method,
        "route": _route(request),
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


def _route(request: HttpRequest) -> str | None:
    """The pattern that the request was found by."""
    return request.resolver_match.route if request.resolver_match else None


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
