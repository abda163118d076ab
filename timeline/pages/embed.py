"""A timeline in somebody else's page: the same content without the site's chrome, framed by whom its editors allow."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from timeline.pages.oembed import LOOKS
from timeline.pages.views import NO_SCRIPTS, show_timeline

# What pym.js adds to every address that it frames. The frame's own script reads it; the page does not.
LOADERS = ("initialWidth", "childId", "parentTitle", "parentUrl")


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline to be framed: sets no cookie and reads none."""
    filters = request.GET.copy()
    for name in (*LOADERS, *LOOKS):
        filters.pop(name, None)
    request.GET = filters  # type: ignore[assignment]
    response, shown = show_timeline(request, slug, "timeline/embed.html", "timeline-embed")
    return frameable(response, shown.embed_origins if shown else [])


def frameable(response: HttpResponse, origins: list[str]) -> HttpResponse:
    """Lets pages of these origins frame a response, of any where there are none."""
    # What csp_replace would set, with a value that only the timeline knows. One script runs: it tells the height.
    response._csp_replace = {  # type: ignore[attr-defined]
        **NO_SCRIPTS,
        "script-src": ["'self'"],
        "frame-ancestors": origins or ["*"],
    }
    response.xframe_options_exempt = True
    response["X-Robots-Tag"] = "noindex"
    return response
