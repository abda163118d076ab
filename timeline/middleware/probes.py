"""What watches over the server asks it by another name than readers do, over plain http, and often."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

_PROBES = {"/livez", "/readyz"}


class ProbeMiddleware:
    """Answers probes before anything that asks for the right host or https, counts requests or touches the database."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_probe(request):
            return self.get_response(request)
        request.resolver_match = found = resolve(request.path_info)
        response: HttpResponse = found.func(request)
        # What others would add further in.
        response["Content-Length"] = str(len(response.content))
        response["Content-Security-Policy"] = "default-src 'none'; frame-ancestors 'none'"
        response["X-Content-Type-Options"] = "nosniff"
        return response


def is_probe(request: HttpRequest) -> bool:
    """Whether a request is for whoever watches over the server."""
    return request.path_info in _PROBES or (request.path_info == "/metrics" and bool(settings.METRICS_TOKEN))
