"""Who may do what over HTTP."""

from typing import TYPE_CHECKING

from rest_framework.permissions import SAFE_METHODS, BasePermission
from rest_framework.request import Request

if TYPE_CHECKING:  # rest_framework.views reads the settings, which name this module
    from rest_framework.views import APIView


class ReadOnly(BasePermission):
    """Anybody may read what is published; nobody writes here."""

    def has_permission(self, request: Request, view: "APIView") -> bool:
        # A method that the view does not have goes on to its 405.
        return request.method in SAFE_METHODS or not hasattr(view, str(request.method).lower())
