"""What concerns the curators' desk alone."""

from django.contrib.sessions.middleware import SessionMiddleware
from django.http import HttpRequest, HttpResponse


class DeskSessionMiddleware(SessionMiddleware):
    """Sets a session's cookie at the desk alone, and takes none away elsewhere: readers' pages touch no cookie."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        if not is_desk(request):
            return response
        return super().process_response(request, response)


def is_desk(request: HttpRequest) -> bool:
    """Whether a request is for the desk: the one place that knows who asks, and that writes."""
    return request.path_info.startswith("/admin/")
