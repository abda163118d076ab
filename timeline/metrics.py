"""What the service measures of itself, in Prometheus' text form: labels are few and known, never an address.

Under several processes each keeps its numbers in files of PROMETHEUS_MULTIPROC_DIR (gunicorn_conf.py), and whichever is
asked adds all of them up.
"""

import hmac
from collections.abc import Iterator

from django.conf import settings
from django.db import Error
from django.http import Http404, HttpRequest, HttpResponse
from django.urls import path
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, Counter, Gauge, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector
from prometheus_client.values import ValueClass

from events.queries.condition import count_publications, last_change_at
from timeline.query_watch import query_watch

_METHODS = {"GET", "HEAD", "OPTIONS", "POST"}
_OF_OURS = CollectorRegistry()
REQUESTS = Histogram(
    "timeline_request_seconds",
    "How long requests took, until their last byte was handed over.",
    ["method", "route", "status"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
    registry=_OF_OURS,
)
IN_FLIGHT = Gauge(
    "timeline_requests_in_flight", "Requests being answered.", multiprocess_mode="livesum", registry=_OF_OURS
)
QUERIES = Counter("timeline_queries", "Queries of the database.", registry=_OF_OURS)
QUERY_SECONDS = Counter(
    "timeline_query_seconds", "What queries took until their first rows, added up.", registry=_OF_OURS
)
REFUSED = Counter("timeline_rate_limited", "Requests refused with 429.", ["limit"], registry=_OF_OURS)


class _Record(Collector):
    """What is published, read from the database when it is asked for."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            with query_watch().limit(settings.QUERY_SECONDS):
                published, changed = count_publications(), last_change_at()
        except Error:
            yield GaugeMetricFamily("timeline_database_up", "Whether the database answers.", value=0)
            return
        yield GaugeMetricFamily("timeline_database_up", "Whether the database answers.", value=1)
        records = GaugeMetricFamily("timeline_publications", "Published records.", labels=["type"])
        for type_, number in published.items():
            records.add_metric([type_], number)
        yield records
        if changed:
            told = "When anything public last changed, in seconds since 1970."
            yield GaugeMetricFamily("timeline_last_change_timestamp_seconds", told, value=changed.timestamp())


def count_request(method: str, route: str | None, status: int, seconds: float) -> None:
    """Counts a request that has been answered, with what it asked of the database."""
    watch = query_watch()
    REQUESTS.labels(method if method in _METHODS else "other", route or "none", f"{status // 100}xx").observe(seconds)
    QUERIES.inc(watch.count)
    QUERY_SECONDS.inc(watch.spent)


@require_safe
def metrics(request: HttpRequest) -> HttpResponse:
    """All numbers, for who has the token; nothing is here where none is set."""
    if not settings.METRICS_TOKEN:
        raise Http404
    given = str(request.META.get("HTTP_AUTHORIZATION", ""))
    if not hmac.compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode()):
        headers = {"WWW-Authenticate": "Bearer", "Cache-Control": "no-store"}
        return HttpResponse("The token is missing or wrong.\n", "text/plain", 401, headers=headers)
    return HttpResponse(_written(), CONTENT_TYPE_LATEST, headers={"Cache-Control": "no-store"})


def _written() -> bytes:
    registry = CollectorRegistry()
    if ValueClass._multiprocess:  # as the client decided when it was loaded
        MultiProcessCollector(registry)  # type: ignore[no-untyped-call]
        return generate_latest(registry) + _of_the_record()
    return generate_latest(_OF_OURS) + _of_the_record()


def _of_the_record() -> bytes:
    registry = CollectorRegistry()
    registry.register(_Record())
    return generate_latest(registry)


urlpatterns = [path("metrics", metrics, name="metrics")]
