"""What a request is called in the log, in its answer, and by a reader who reports an error."""

import re
from contextvars import ContextVar

from django.conf import settings
from django.http import HttpRequest
from ulid import ULID

# Of the request that this thread answers, until it takes the next one; "" before any.
request_id: ContextVar[str] = ContextVar("request_id", default="")
_GIVEN = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{7,63}", re.ASCII)


def name_request(request: HttpRequest) -> str:
    """A new name, a ULID; the one that our own proxy gave it, if there is a proxy and it is a plain one."""
    given = str(request.META.get("HTTP_X_REQUEST_ID", "")) if settings.PROXIES else ""
    name = given if _GIVEN.fullmatch(given) else str(ULID())
    request_id.set(name)
    return name
