"""What search engines may read: the pages and the API's own page, not the API and not the desk."""

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from events.api.filters import refuse_parameters


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309: the longest rule that fits counts. The embed may be read, or nobody would see that it is noindex."""
    refuse_parameters(request.GET)
    lines = [
        "User-agent: *",
        "Allow: /",
        f"Disallow: {reverse('admin:index')}",
        "Disallow: /api/",
        f"Allow: {reverse('docs')}",
        f"Allow: {reverse('schema')}",
        "",
        f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")
