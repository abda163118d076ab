"""Where a page's feeds are, for its head."""

from django import template
from django.conf import settings
from django.urls import reverse
from django.utils.html import format_html_join
from django.utils.safestring import SafeString

from events.documents import TimelineDocument

register = template.Library()
TYPES = {"atom": "application/atom+xml", "json": "application/feed+json"}


@register.simple_tag
def feed_links(timeline: TimelineDocument | None = None) -> SafeString:
    """Links to the feeds of a timeline or, without one, of the whole site: `{% feed_links timeline %}`."""
    if timeline is None:
        found = {form: reverse(f"feed-{form}") for form in TYPES}
    else:
        found = {form: reverse(f"timeline-feed-{form}", kwargs={"slug": timeline.slug}) for form in TYPES}
    title = timeline.title if timeline else settings.SITE_NAME
    rows = ((TYPES[form], title, path) for form, path in found.items())
    return format_html_join("\n", '<link rel="alternate" type="{}" title="{}" href="{}">', rows)
