"""What `OPTIONS` answers: what an address is, and what is to be had there."""

from typing import TYPE_CHECKING, Any

from rest_framework.metadata import BaseMetadata
from rest_framework.request import Request

from events.api.negotiation import renderer_of_suffix

if TYPE_CHECKING:  # rest_framework.views reads the settings, which name this module
    from rest_framework.views import APIView


class Metadata(BaseMetadata):
    """The name of an address, what it holds, its methods, and the media types that it answers with."""

    def determine_metadata(self, request: Request, view: "APIView") -> dict[str, Any]:
        renderers = list(view.get_renderers())
        suffix = view.kwargs.get("format")
        offered = [renderer_of_suffix(renderers, suffix)] if suffix else renderers
        return {
            "name": view.get_view_name(),
            "description": view.get_view_description(),
            "allow": view.allowed_methods,
            # Two formats may have one media type.
            "media_types": list(dict.fromkeys(str(renderer.media_type) for renderer in offered)),
        }
