"""oEmbed (oembed.com): the address of a timeline in, the frame that shows it in another page out."""

import re
from urllib.parse import SplitResult, unquote, urlencode, urlsplit

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.urls import Resolver404, resolve, reverse
from django.utils.cache import patch_cache_control
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from events.api.exceptions import Gone, InvalidParameters, ParameterError, problem, problem_response
from events.api.filters import EVENT_PARAMETERS, read_leniently
from events.documents import TimelineDocument, decode
from events.models import RecordType
from events.models.publications import Facet
from events.queries.publications import Moved, Published, Retracted, find
from timeline.pages.reader import divide

# What a frame is given by default; the width of the column is the most that is of use.
WIDTH, HEIGHT, COLUMN = 600, 600, 960
KEPT_SECONDS = 60
# Parameters of the embed that say how it looks, not what is in it.
LOOKS = ("lang", "theme")
# The frame's own origin stays its own, beside the scripts, so that a loader can tell its messages from others'.
SANDBOX = (
    "allow-scripts allow-same-origin allow-forms allow-popups allow-popups-to-escape-sandbox "
    "allow-top-navigation-by-user-activation"
)
_SCHEMES = {"http": 80, "https": 443}
_SIZE = re.compile(r"[0-9]{1,9}")


@require_safe
def oembed(request: HttpRequest) -> HttpResponse:
    """The answer to a consumer, in JSON; any site's script may read it.

    XML is answered with 501, as the specification provides for: every consumer reads JSON, and asks for it first.
    """
    try:
        response = _answer(request)
    except (Gone, Http404, InvalidParameters) as error:
        response = problem_response(error, {}) or problem(500, "Something went wrong on our side.")
    response["Access-Control-Allow-Origin"] = "*"
    patch_cache_control(response, public=True, max_age=0, s_maxage=KEPT_SECONDS)
    return response


def oembed_address(request: HttpRequest, timeline_url: str) -> str:
    """Where consumers ask about a timeline's page: for `<link rel="alternate" type="application/json+oembed">`."""
    query = urlencode({"url": request.build_absolute_uri(timeline_url), "format": "json"})
    return request.build_absolute_uri(f"{reverse('oembed')}?{query}")


def snippet(address: str, title: str, *, width: int | str = "100%", height: int = HEIGHT) -> SafeString:
    """The HTML that shows the embed at an address: a bare frame, without inline style, which strict policies refuse."""
    return format_html(
        '<iframe src="{}" title="{}" width="{}" height="{}" loading="lazy" frameborder="0" sandbox="{}"'
        ' allow="clipboard-write"></iframe>',
        address,
        title,
        width,
        height,
        SANDBOX,
    )


def _answer(request: HttpRequest) -> HttpResponse:
    if request.GET.get("format", "json") != "json":
        refused = problem(501, "Only JSON is spoken here: leave format out, or write format=json.")
        refused._has_been_logged = True  # type: ignore[attr-defined]  # Django would log it as an error of ours
        return refused
    errors: list[ParameterError] = []
    widest = _limit(request, "maxwidth", errors)
    highest = _limit(request, "maxheight", errors)
    url = request.GET.get("url")
    if not url:
        errors.append(ParameterError("url", "missing", "give the address of a timeline's page here"))
    if errors or not url:
        raise InvalidParameters(errors)
    title, address = _embed(request, url)
    width = min(widest or WIDTH, COLUMN)
    height = min(highest or HEIGHT, HEIGHT)
    members = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "provider_name": settings.SITE_NAME,
        "provider_url": request.build_absolute_uri(reverse("home")),
        "cache_age": KEPT_SECONDS,
        "width": width,
        "height": height,
        "html": snippet(address, title, width=width, height=height),
    }
    return JsonResponse(members)


def _limit(request: HttpRequest, name: str, errors: list[ParameterError]) -> int | None:
    text = request.GET.get(name)
    if text is None:
        return None
    if _SIZE.fullmatch(text) and int(text):
        return int(text)
    errors.append(ParameterError(name, "malformed", "write a whole number of pixels from 1 to 999999999"))
    return None


def _embed(request: HttpRequest, url: str) -> tuple[str, str]:
    """Title and embed of the timeline whose page or embed has this address; Http404 where it is none of ours."""
    try:
        parts = urlsplit(url)
        here = _host(parts) == _host(urlsplit(request.build_absolute_uri("/")))
        match = resolve(unquote(parts.path).rstrip("/") + "/")
    except (ValueError, Resolver404) as error:
        raise Http404 from error
    if not here or match.view_name not in ("timeline", "timeline-embed"):
        raise Http404
    found = _published(match.kwargs["slug"])
    query, looks, errors = divide(_known(QueryDict(parts.query)))
    _, refused = read_leniently(query, within=(Facet.TIMELINE, found.uid))
    if errors or refused:  # here what the frame would refuse
        raise InvalidParameters([*errors, *refused])
    query.update(looks)
    address = request.build_absolute_uri(reverse("timeline-embed", kwargs={"slug": found.slug}))
    return decode(found.document, TimelineDocument).title, f"{address}?{query.urlencode()}".rstrip("?")


def _host(parts: SplitResult) -> tuple[str | None, int | None]:
    """Name and port, None for that of the scheme: http and https lead to the same pages. ValueError for no such."""
    if parts.scheme not in _SCHEMES or parts.username is not None:
        raise ValueError("an address of a page begins with http:// or https:// and the host")
    return parts.hostname, None if parts.port == _SCHEMES[parts.scheme] else parts.port


def _published(slug: str) -> Published:
    found = find(RecordType.TIMELINE, slug)
    if isinstance(found, Moved):
        found = find(RecordType.TIMELINE, found.uid)
    if isinstance(found, Retracted):
        raise Gone(found)
    if not isinstance(found, Published):
        raise Http404
    return found


def _known(query: QueryDict) -> QueryDict:
    """What of a page's query its embed knows; what others append to addresses, to count clicks, is left out."""
    known = {*EVENT_PARAMETERS, *LOOKS} - {"timeline"}
    kept = QueryDict(mutable=True)
    for name, values in query.lists():
        if name in known:
            kept.setlist(name, values)
    return kept
