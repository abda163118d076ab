"""Entity tags of answers that are made of many documents: known before the answer is, so that a 304 costs one query."""

from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.views.decorators.http import condition
from rest_framework.views import APIView

from events.queries.publications import edition


def tag_of(request: HttpRequest, *_: Any, **__: Any) -> str:
    """The strong tag of whatever is answered to a request while nothing public changes, by the code that runs here and
    under the name that the service has."""
    accepted = request.headers.get("Accept", "")
    parts = (
        _CODE,
        settings.SITE_NAME,
        settings.SITE_URL,
        edition(),
        request.method or "",
        request.build_absolute_uri(),
        accepted,
    )
    return f'"{sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


class TaggedView(APIView):
    """A view whose answers depend on nothing but the address, what is accepted and what is public."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        dispatch = super().dispatch
        # `condition` would refuse an OPTIONS with 412.
        tagged = _tagged(dispatch) if request.method in ("GET", "HEAD") else dispatch
        return tagged(request, *args, **kwargs)


_tagged = condition(etag_func=tag_of)


def _digest_of_code() -> str:
    """Of all modules: another release may answer otherwise."""
    modules = (path for name in ("events", "timeline") for path in (Path(settings.BASE_DIR) / name).rglob("*.py"))
    return sha256(b"\0".join(path.read_bytes() for path in sorted(modules))).hexdigest()


_CODE = _digest_of_code()
