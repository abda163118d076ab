"""Reading the API from pages of other sites."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from events.api.exceptions import is_api

# What a script may read of an answer beside its body; the rest is hidden from it.
EXPOSED = (
    "Link",
    "ETag",
    "Retry-After",
    "RateLimit",
    "RateLimit-Policy",
    "Content-Disposition",
    "X-Left-Out",
    "X-Request-ID",
)
_METHODS = "GET, HEAD, OPTIONS"
# A day; browsers remember a preflight for at most that, and some for two hours.
_REMEMBERED = "86400"


class CrossOriginMiddleware:
    """Lets any site read the API, errors and what has not changed included, without credentials."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not is_api(request):
            return self.get_response(request)
        if request.method == "OPTIONS" and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in request.META:
            response = HttpResponse(status=204, headers={"Cache-Control": "no-store", "Allow": _METHODS})
            response["Access-Control-Max-Age"] = _REMEMBERED
            del response["Content-Type"]
        else:
            response = self.get_response(request)
        response["Access-Control-Allow-Origin"] = "*"
        response["Access-Control-Expose-Headers"] = ", ".join(EXPOSED)
        response["Access-Control-Allow-Methods"] = _METHODS
        response["Access-Control-Allow-Headers"] = "*"  # such as If-None-Match
        return response
