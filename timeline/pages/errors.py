"""What the whole site answers when something is wrong: problems below /api/, plain pages elsewhere."""

from collections.abc import Callable, Mapping

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.api.exceptions import InvalidParameters, is_api, problem
from timeline.pages import door
from timeline.pages.embed import frameable
from timeline.request_ids import request_id

_TEXTS: dict[int | str, tuple[Promise, Promise]] = {
    400: (_("This address cannot be read"), _("Something in it is malformed.")),
    403: (_("You may not see this"), _("Sign in with an account that may.")),
    404: (_("There is nothing published here"), _("It may have been moved, or not be published yet.")),
    405: (_("This page can only be read"), _("Nothing can be sent to it.")),
    413: (_("That is more than this page takes in"), _("Please ask for it without sending anything.")),
    414: (_("This address is too long"), _("Please ask for less at once.")),
    429: (_("Too much was asked for from your network"), _("Please wait a moment, then try again.")),
    503: (_("We cannot answer just now"), _("Please try again in a minute.")),
    "slow": (_("This takes too long to find"), _("Please narrow it: a shorter window, or another filter.")),
    500: (_("Something went wrong on our side"), _("It has been noted. Please try again in a minute.")),
}
# Where what to do next is worth telling programs too.
_ADVISED = {413, 414, 429, 503}


class InvalidParametersMiddleware:
    """Answers a page's bad parameters with what would be right."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if isinstance(error, InvalidParameters):
            return _page(request, 400, errors=error.errors)
        return None


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """400; at the desk also what is more than a form takes in."""
    if isinstance(exception, RequestDataTooBig) and _is_at_the_desk(request):
        return door.too_large(request)
    return error_response(request, 400)


def _is_at_the_desk(request: HttpRequest) -> bool:
    return request.resolver_match is not None and request.resolver_match.namespace == "admin"


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """403."""
    return error_response(request, 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """404."""
    return error_response(request, 404)


def server_error(request: HttpRequest) -> HttpResponse:
    """500."""
    return error_response(request, 500)


def error_response(
    request: HttpRequest, status: int, headers: Mapping[str, str] | None = None, *, text: int | str = 0
) -> HttpResponse:
    """A problem below /api/, a page elsewhere; `text` names that of _TEXTS, which is else the status's own."""
    said = _TEXTS[text or status]
    if is_api(request):
        detail = f"{said[0]}. {said[1]}" if status in _ADVISED else f"{said[0]}."
        response = problem(status, detail, **({"request_id": request_id.get()} if status >= 500 else {}))
    else:
        response = _page(request, status, title=said[0], text=said[1])
    for name, value in (headers or {}).items():
        response[name] = value
    return response


def _page(request: HttpRequest, status: int, **context: object) -> HttpResponse:
    title, text = _TEXTS[status]
    # A frame that was refused would be blank, and say nothing of what is wrong.
    framed = request.resolver_match is not None and request.resolver_match.url_name == "timeline-embed"
    reference = request_id.get() if status >= 500 else ""
    context = {"title": title, "text": text, "framed": framed, "reference": reference, **context}
    response = render(request, "timeline/error.html", context, status=status)
    return frameable(response, []) if framed else response
