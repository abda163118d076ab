"""How often one subscriber may ask. docs/decisions/rate-limits.md says why so, and why pages are free."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from math import ceil

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse

from events.api.exceptions import is_api
from events.formats.registry import EVENTS, RECORDS, SOURCES
from timeline.counting import Counts, MemoryCounts, SharedCounts, parse_limit
from timeline.metrics import REFUSED
from timeline.middleware.addresses import client_address, network
from timeline.middleware.desk import is_desk
from timeline.pages.errors import error_response

# The settings that hold the limits, by the name under which each is announced.
LIMITS = {"api": "RATE_LIMIT", "exports": "RATE_LIMIT_EXPORTS", "pages": "RATE_LIMIT_PAGES"}
_LISTS = {"events", "actors", "sources", "timelines", "timeline-events"}
_LISTS_AS_FILES = {f"{name}-file" for name in _LISTS}
_FILE_TYPES = {one.media_type for one in (*EVENTS, *SOURCES, *RECORDS) if one.negotiable} | {"text/*"}
_USUAL = {"", "*/*", "application/json"}
# Who weighs JSON may like a file better.
_JSON_WEIGHED = re.compile(r"application/(json|\*)[^,]*;\s*q\s*=", re.IGNORECASE)


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
    found = request.resolver_match
    name = found.url_name if found else None
    if is_api(request):
        return "exports" if _is_whole_list(request, str(name)) else "api"
    return "" if name == "timeline-embed" or is_desk(request) else "pages"


def _is_whole_list(request: HttpRequest, name: str) -> bool:
    """Whether a list is asked for as a file: by a suffix, by `format` or by what is accepted. A file of one record is
    none: it costs what the record does."""
    if name in _LISTS_AS_FILES and request.resolver_match:
        return request.resolver_match.kwargs.get("format") != "json"
    if name not in _LISTS:
        return False
    if "format" in request.GET:
        return request.GET["format"] != "json"
    accepted = str(request.META.get("HTTP_ACCEPT", ""))
    if accepted in _USUAL:
        return False
    types = {part.partition(";")[0].strip().lower() for part in accepted.split(",")}
    return not _FILE_TYPES.isdisjoint(types) or _JSON_WEIGHED.search(accepted) is not None


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
