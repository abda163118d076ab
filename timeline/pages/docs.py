"""The API's own pages: Swagger UI from our static files, with no request to anywhere else."""

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularJSONAPIView


class Schema(SpectacularJSONAPIView):
    """What the API is, as OpenAPI."""


# Swagger UI styles its own elements by attribute.
@require_safe
@csp_update({"style-src": ["'unsafe-inline'"]})
def api_docs(request: HttpRequest) -> HttpResponse:
    """OpenAPI, to be read and tried out."""
    return render(request, "timeline/docs.html")
