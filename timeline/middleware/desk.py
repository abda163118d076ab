"""What concerns the curators' desk alone: who asks, and what is kept of them. Readers' requests pass it by."""

from typing import Any

from django.contrib.auth.middleware import AuthenticationMiddleware
from django.contrib.messages.middleware import MessageMiddleware
from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest
from django.utils.deprecation import MiddlewareMixin


def is_desk(request: HttpRequest) -> bool:
    """Whether a request is for the desk: the one place that knows who asks, and that writes."""
    return request.path_info.startswith("/admin/")


class _AtTheDesk(MiddlewareMixin):
    """Lets requests of readers pass by what follows it among the bases: they touch no session and no cookie."""

    def __call__(self, request: HttpRequest) -> Any:
        return super().__call__(request) if is_desk(request) else self.get_response(request)


class DeskSessionMiddleware(_AtTheDesk, SessionMiddleware):
    """Sessions."""


class DeskAuthenticationMiddleware(_AtTheDesk, AuthenticationMiddleware):
    """Who asks."""


class DeskMessageMiddleware(_AtTheDesk, MessageMiddleware):
    """What is told on the next page."""
