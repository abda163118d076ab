"""Whether the process lives, and whether it can answer: for whoever starts, watches and balances servers."""

import logging
from typing import Literal

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.urls import path
from django.views.decorators.http import require_safe

from events.queries.condition import await_rewriting
from timeline.query_watch import query_watch

Verdict = Literal["ok", "stale", "failing", "unknown"]
_logger = logging.getLogger(__name__)
_NEVER_KEPT = {"Cache-Control": "no-store"}
# Whether no migration was left to apply when this process last looked. None can come without a new process.
_migrated: set[bool] = set()


@require_safe
def live(request: HttpRequest) -> JsonResponse:
    """200 as long as the process answers at all; the database is not asked."""
    return JsonResponse({"status": "ok"}, headers=_NEVER_KEPT)


@require_safe
def ready(request: HttpRequest) -> JsonResponse:
    """200 when all that answers need is there, 503 when something is not; each check with its verdict."""
    with query_watch().limit(settings.QUERY_SECONDS):
        checks = _checks()
    failing = "failing" in checks.values()
    body = {"status": "failing" if failing else "ok", "checks": checks}
    return JsonResponse(body, status=503 if failing else 200, headers=_NEVER_KEPT)


def _checks() -> dict[str, Verdict]:
    """The verdict of each check, in the order in which one needs the other; "unknown" after one that fails."""
    checks: dict[str, Verdict] = {"database": "unknown", "migrations": "unknown", "publications": "unknown"}
    for name, check in (("database", _database), ("migrations", _migrations), ("publications", _publications)):
        try:
            checks[name] = check()
        except Error as error:
            _logger.error("Not ready, %s: %s", name, error)
            checks[name] = "failing"
        if checks[name] == "failing":
            break
    return checks


def _database() -> Verdict:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    return "ok"


def _migrations() -> Verdict:
    if not _migrated:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            _logger.error("Not ready: there are migrations to apply. Run manage.py migrate.")
            return "failing"
        _migrated.add(True)
    return "ok"


def _publications() -> Verdict:
    # Not a failure: what is published can be read, and all servers would fail at once.
    return "stale" if await_rewriting() else "ok"


urlpatterns = [path("livez", live, name="livez"), path("readyz", ready, name="readyz")]
