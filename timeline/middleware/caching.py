"""What may be kept, by whom, and for how long."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.cache import patch_cache_control, patch_vary_headers

from events.api.exceptions import is_api

# An answer to all who ask the same; whatever else is said concerns one request, or will be otherwise in a moment.
_LASTING = {200, 301, 302, 304, 400, 404, 410}


class CacheControlMiddleware:
    """Lets shared caches keep what is public for a minute, and nothing that belongs to somebody signed in.

    Pages and the API read no cookie: their answers are the same for somebody signed in, and may be kept like others.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            if self._public(request, response):
                patch_cache_control(response, public=True, max_age=0, s_maxage=60)
                if is_api(request):
                    patch_vary_headers(response, ["Accept"])
            else:
                patch_cache_control(response, no_store=True, private=True)
        return response

    @staticmethod
    def _public(request: HttpRequest, response: HttpResponse) -> bool:
        session_read = getattr(getattr(request, "session", None), "accessed", False)
        lasting = request.method in ("GET", "HEAD") and response.status_code in _LASTING
        return lasting and not (session_read or response.cookies)
