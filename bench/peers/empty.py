"""The addresses of the site and one more, whose answer is empty: what server and middleware cost by themselves."""

from django.http import HttpRequest, HttpResponse
from django.urls import include, path


def empty(request: HttpRequest) -> HttpResponse:
    """Nothing, as JSON."""
    return HttpResponse(b"{}", content_type="application/json")


urlpatterns = [path("api/v1/empty/", empty), path("", include("timeline.urls"))]
