"""What every answer passes through."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from events.api.exceptions import is_api


class CacheControlMiddleware:
    """Lets shared caches keep what is public for a minute, and nothing that belongs to somebody signed in."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if request.method in ("GET", "HEAD") and not self._personal(request, response):
                patch_cache_control(response, public=True, max_age=0, s_maxage=60)
                if is_api(request):
                    patch_vary_headers(response, ["Accept"])
            else:
                patch_cache_control(response, no_store=True, private=True)
        return response

    @staticmethod
    def _personal(request: HttpRequest, response: HttpResponse) -> bool:
        session_read = getattr(getattr(request, "session", None), "accessed", False)
        return bool(session_read or response.cookies or response.status_code >= 500)


class CrossOriginMiddleware:
    """Lets any site read the API, errors included, without credentials."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if is_api(request):
            response["Access-Control-Allow-Origin"] = "*"
            response["Access-Control-Expose-Headers"] = "Link, ETag"
            response["Access-Control-Allow-Methods"] = "GET, HEAD, OPTIONS"
            response["Access-Control-Allow-Headers"] = "*"  # such as If-None-Match
        return response


class BodilessHeadMiddleware:
    """Answers HEAD with the head of what GET would answer: the body counts for length and ETag, and is not sent."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "HEAD":
            return self.get_response(request)
        request.method = "GET"  # else it would have no ETag
        response = self.get_response(request)
        request.method = "HEAD"
        if not response.streaming:
            length = response.headers.get("Content-Length", str(len(response.content)))
            response.content = b""
            response["Content-Length"] = length
        return response


class DeskSessionMiddleware(SessionMiddleware):
    """Sets a session's cookie at the desk alone, and takes none away elsewhere: readers' pages touch no cookie."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not request.path_info.startswith("/admin/"):
            return response
        return super().process_response(request, response)


def client_address(request: HttpRequest) -> str:
    """The reader's address: what the outermost of our own proxies saw, deaf to whatever was forwarded to it."""
    remote = str(request.META.get("REMOTE_ADDR", ""))
    seen = [*str(request.META.get("HTTP_X_FORWARDED_FOR", "")).split(","), remote]
    hops = [address.strip() for address in seen if address.strip()]
    return hops[max(len(hops) - 1 - settings.PROXIES, 0)] if hops else ""
