"""How often one subscriber may ask. docs/decisions/rate-limits.md says why so, and why pages are free."""

from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from timeline.counting import Counts, MemoryCounts, SharedCounts, parse_limit
from timeline.metrics import REFUSED
from timeline.middleware.addresses import client_address, network
from timeline.middleware.desk import is_desk
from timeline.pages.errors import error_response

# The settings that hold the limits, by the name under which each is announced.
LIMITS = {"api": "RATE_LIMIT", "exports": "RATE_LIMIT_EXPORTS", "pages": "RATE_LIMIT_PAGES"}
# What programs and browsers accept that want no file. A file is asked for by a suffix, a `format`, or another type.
_PLAIN = {"", "*/*", "application/*", "application/json", "text/html", "application/xhtml+xml", "application/xml"}


@dataclass(frozen=True)
class _Limited:
    """One limit: how it is announced, the same to everybody, and what is counted against it."""

    name: str
    policy: str
    counts: Counts


class RateLimitMiddleware:
    """Refuses with 429 who asks more often than may be. The policy is announced with every answer below /api/; what is
    left of it only with a refusal, which nobody keeps: a shared cache would tell one reader's count to the next."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self._limits = {name: limited for name in LIMITS if (limited := _limited(name))}

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if policy := getattr(request, "_rate_limit_policy", None):
            response["RateLimit-Policy"] = policy
        return response

    def process_view(self, request: HttpRequest, view: object, args: object, kwargs: object) -> HttpResponse | None:
        limited = self._limits.get(limit_of(request))
        if limited is None:
            return None
        request._rate_limit_policy = limited.policy  # type: ignore[attr-defined]
        wait = limited.counts.take(network(client_address(request)) or "unknown")
        if not wait:
            return None
        REFUSED.labels(limited.name).inc()
        seconds = str(ceil(wait))
        headers = {"Retry-After": seconds, "RateLimit": f'"{limited.name}";r=0;t={seconds}'}
        response = error_response(request, 429, headers)
        response._has_been_logged = True  # type: ignore[attr-defined]  # by the line that every request has
        return response


def limit_of(request: HttpRequest) -> str:
    """The name of the limit that a request counts against; "" where it counts against none.

    A frame in somebody else's article counts against none: half a city may read it from behind one address.
    """
    if not request.path_info.startswith("/api/"):
        framed = request.resolver_match is not None and request.resolver_match.url_name == "timeline-embed"
        return "" if framed or is_desk(request) else "pages"
    return "exports" if request.path_info.startswith("/api/v1/") and _wants_a_file(request) else "api"


def _wants_a_file(request: HttpRequest) -> bool:
    if "." in request.path_info.rpartition("/")[2] or request.GET.get("format", "json") != "json":
        return True
    accepted = request.META.get("HTTP_ACCEPT", "")
    if accepted in _PLAIN:
        return False
    types = {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
    return any(type_ not in _PLAIN and not type_.startswith("image/") for type_ in types)


def _limited(name: str) -> _Limited | None:
    text = getattr(settings, LIMITS[name])
    try:
        limit = parse_limit(text)
    except ValueError as error:
        raise ImproperlyConfigured(f"{LIMITS[name]} is {text!r}; write it like 600/minute, or off.") from error
    if limit is None:
        return None
    counts: Counts = (
        SharedCounts(limit, settings.CACHE_URL, f"{settings.CACHE_PREFIX}:{name}")
        if settings.CACHE_URL
        else MemoryCounts(limit)
    )
    return _Limited(name, f'"{name}";q={limit.amount};w={limit.get_expiry()}', counts)
