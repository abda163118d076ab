"""A timeline in somebody else's page: the same content without the site's chrome, framed by whom its editors allow."""

import hashlib
from dataclasses import replace

from csp.decorators import csp_update
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.api.exceptions import ParameterError
from events.cards import in_language
from events.documents import TimelineDocument
from events.models.publications import Facet
from timeline.pages.listing import list_events
from timeline.pages.oembed import HEIGHT, oembed_address, snippet
from timeline.pages.reader import LANGUAGES, THEMES, reader_of
from timeline.pages.views import find_timeline, show_timeline

# What pym.js adds to every address that it frames. The frame's own script reads it; the page does not.
LOADERS = ("initialWidth", "childId", "parentTitle", "parentUrl")
_LOWEST, _HIGHEST = 200, 5000
# The filters that the panel's form asks for; others stay as they are.
_IN_FORM = {"from", "to", "actor"}


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """A timeline to be framed: sets no cookie and reads none."""
    query = reader_of(request).query.copy()
    for name in LOADERS:
        query.pop(name, None)
    request.reader = replace(reader_of(request), query=query)  # type: ignore[attr-defined]
    response, shown = show_timeline(request, slug, "timeline/embed.html", "timeline-embed")
    return frameable(response, shown.embed_origins if shown else [])


def frameable(response: HttpResponse, origins: list[str]) -> HttpResponse:
    """Lets pages of these origins frame a response, of any where there are none; our own, to try it out."""
    # What csp_replace would set, with a value that only the timeline knows.
    policy = ["'self'", *origins] if origins else ["*"]
    response._csp_replace = {"frame-ancestors": policy}  # type: ignore[attr-defined]
    # A 304 leaves the old policy in force: who may frame it is part of what must not have changed.
    response["ETag"] = f'"{hashlib.sha256(b" ".join([response.content, *map(str.encode, policy)])).hexdigest()[:32]}"'
    response.xframe_options_exempt = True
    response["X-Robots-Tag"] = "noindex"
    return response


@require_safe
@csp_update({"frame-src": ["'self'"]})  # type: ignore[arg-type]
def panel(request: HttpRequest, slug: str) -> HttpResponse:
    """Builds the snippet for another page from a few choices, and shows what it will show."""
    document = find_timeline(request, slug, "timeline-panel")
    if isinstance(document, HttpResponse):
        return document
    reader = reader_of(request)
    query, errors = reader.query.copy(), []
    chosen = {}
    for name, known in (("lang", LANGUAGES), ("theme", THEMES)):
        value = query.pop(f"embed_{name}", [""])[-1]
        if value in known:
            chosen[name] = value
        elif value:
            errors.append(ParameterError(f"embed_{name}", "malformed", f"give one of {', '.join(known)}"))
    typed = query.pop("height", [""])[-1]
    height = _height(typed, errors)
    request.reader = replace(reader, query=query)  # type: ignore[attr-defined]
    listing = list_events(request, (Facet.TIMELINE, document.uid))
    framed = listing.filters.copy()
    framed.update(chosen)
    query_string = f"?{framed.urlencode()}".rstrip("?")
    frame = request.build_absolute_uri(reverse("timeline-embed", kwargs={"slug": document.slug}))
    page = request.build_absolute_uri(document.url)
    context = {
        "timeline": document,
        "attributes": in_language(document.language),
        "listing": replace(listing, errors=[*listing.errors, *errors]),
        "chosen": chosen,
        "height": typed or height,
        "kept": [(name, value) for name, values in listing.filters.lists() if name not in _IN_FORM for value in values],
        "fields": {"embed_lang", "embed_theme", "height"},
        "lowest": _LOWEST,
        "highest": _HIGHEST,
        "themes": {"light": _("light"), "dark": _("dark")},
        "frame": snippet(frame + query_string, document.title, height=height),
        # Of our own origin: with allow-same-origin its sandbox would hold nothing.
        "preview": format_html(
            '<iframe src="{}" title="{}" height="{}" sandbox="allow-scripts allow-popups"></iframe>',
            frame + query_string,
            document.title,
            height,
        ),
        "element": _element(request, document, page, framed, height),
        "oembed": oembed_address(request, document.url + query_string),
    }
    return render(request, "timeline/panel.html", context, status=400 if listing.errors or errors else 200)


def _height(text: str, errors: list[ParameterError]) -> int:
    if not text:
        return HEIGHT
    if text.isascii() and text.isdigit() and len(text) < 6 and _LOWEST <= int(text) <= _HIGHEST:
        return int(text)
    errors.append(ParameterError("height", "malformed", f"write a whole number from {_LOWEST} to {_HIGHEST}"))
    return HEIGHT


def _element(request: HttpRequest, document: TimelineDocument, page: str, framed: QueryDict, height: int) -> SafeString:
    """The script and the element that show the timeline, with a link where no script runs."""
    attributes = {name: " ".join(values) for name, values in framed.lists()} | {"height": str(height)}
    return format_html(
        '<script async src="{}"></script>\n<event-timeline timeline="{}" title="{}"{}>\n  <a href="{}">{}</a>\n'
        "</event-timeline>",
        request.build_absolute_uri(static("timeline/embed.js")),
        document.slug,
        document.title,
        format_html_join("", ' {}="{}"', attributes.items()),
        page,
        document.title,
    )
