"""What was published, revised or retracted last, for feed readers: of the whole site, and of one timeline."""

from collections.abc import Iterable
from datetime import UTC, datetime

import msgspec
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponsePermanentRedirect
from django.urls import reverse
from django.utils import translation
from django.views.decorators.http import require_safe

from events.api.filters import refuse_parameters
from events.models import RecordType
from events.queries.latest import latest_changes, latest_changes_of
from events.queries.publications import Retracted, find, published
from timeline.pages.feed_entries import Entry, entry_of, plain_text
from timeline.pages.feed_formats import AtomFeed, JsonFeed

ENTRIES = 50
FORMATS: dict[str, type[AtomFeed | JsonFeed]] = {"atom": AtomFeed, "json": JsonFeed}
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


class Head(msgspec.Struct):
    """What a feed says of its timeline, whose document may hold thousands of entries."""

    uid: str
    url: str
    title: str
    dek: str | None
    language: str


@require_safe
def site(request: HttpRequest, form: str) -> HttpResponse:
    """The latest changes of all events."""
    refuse_parameters(request.GET)
    about = Head(
        uid="",
        url=reverse("home"),
        title=settings.SITE_NAME,
        dek="Events as they are published, revised and retracted, the latest change first.",
        language="en",
    )
    return answer(request, form, about, f"/feed.{form}", map(entry_of, latest_changes(ENTRIES)), _NOTHING_YET)


@require_safe
def timeline(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The latest changes of one timeline's events."""
    refuse_parameters(request.GET)
    found = head_of(slug, f"timeline-feed-{form}")
    if isinstance(found, HttpResponse):
        return found
    about, revised_at = found
    changes = latest_changes_of(about.uid, ENTRIES)
    return answer(request, form, about, f"/timelines/{about.uid}/feed.{form}", map(entry_of, changes), revised_at)


def head_of(slug: str, route: str) -> tuple[Head, datetime] | HttpResponse:
    """A timeline's head with the time of its last revision, or the answer that says where it went."""
    row = published(RecordType.TIMELINE).filter(slug=slug).values_list("document", "revised_at").first()
    if row is None:
        return _elsewhere(slug, route)
    document, revised_at = row
    return msgspec.json.decode(document, type=Head), revised_at


def _elsewhere(name: str, route: str) -> HttpResponse:
    """The answer under a name that no published timeline bears now."""
    found = find(RecordType.TIMELINE, name)
    if found is None:
        raise Http404
    if isinstance(found, Retracted):
        at = found.retracted_at
        told = f"This timeline was retracted on {at.day} {at:%B %Y}: {found.reason}\n"
        return HttpResponse(told, status=410, content_type="text/plain; charset=utf-8")
    return HttpResponsePermanentRedirect(reverse(route, kwargs={"slug": found.slug}))


@translation.override("en")  # whatever the reader's browser asks for: a feed is one for all
def answer(
    request: HttpRequest, form: str, about: Head, permanent: str, entries: Iterable[Entry], since: datetime
) -> HttpResponse:
    """A feed; `permanent` is the path in its id, which must outlive a new slug and not depend on who asks."""
    told = list(entries)
    home = request.build_absolute_uri(about.url)
    feed = FORMATS[form](
        title=plain_text(about.title),
        link=home,
        description=None,
        language=about.language,
        author_name=settings.SITE_NAME,
        author_link=request.build_absolute_uri(reverse("home")),
        subtitle=plain_text(about.dek) if about.dek else None,
        feed_url=request.build_absolute_uri(request.path),
        feed_guid=settings.SITE_URL + permanent,
        updated=max([since, *(entry.updated for entry in told)]),
    )
    for entry in told:
        feed.add_item(
            title=entry.title,
            link=request.build_absolute_uri(entry.path),
            description="",  # which would be HTML: what there is to say stands in the content
            pubdate=entry.published,
            updateddate=entry.updated,
            unique_id=settings.SITE_URL + entry.permanent,
            categories=[entry.what.value],
            content=entry.text,
            language=entry.language,
        )
    response = HttpResponse(feed.writeString("utf-8"), content_type=feed.content_type)
    response["Access-Control-Allow-Origin"] = "*"
    return response
