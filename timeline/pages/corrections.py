"""What was corrected, for readers: events that were revised, retracted or merged, and why; as pages and feeds."""

import re
from datetime import UTC, datetime
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_safe

from events.api.exceptions import InvalidParameters, ParameterError
from events.api.filters import read_page_query, refuse_parameters
from events.api.pagination import page_address
from events.cards import in_language, in_words
from events.documents import TimelineDocument
from events.models.publications import What
from events.queries.corrections import ORDER, list_corrections
from timeline.pages.feed_entries import correction_entry
from timeline.pages.feeds import ENTRIES, Head, answer, head_of
from timeline.pages.reader import reader_of
from timeline.pages.views import find_timeline

HAPPENED = {What.REVISED: _("revised"), What.RETRACTED: _("retracted"), What.MERGED: _("merged with another event")}
_NOTHING_YET = datetime(1970, 1, 1, tzinfo=UTC)


@require_safe
def site(request: HttpRequest) -> HttpResponse:
    """The corrections of all events."""
    return _page(request, None)


@require_safe
def timeline(request: HttpRequest, slug: str) -> HttpResponse:
    """The corrections of one timeline's events."""
    document = find_timeline(request, slug, "timeline-corrections")
    return document if isinstance(document, HttpResponse) else _page(request, document)


@require_safe
def site_feed(request: HttpRequest, form: str) -> HttpResponse:
    """The latest corrections of all events."""
    refuse_parameters(request.GET)
    head = Head(
        uid="",
        url=reverse("corrections"),
        title=f"{settings.SITE_NAME}: corrections",
        dek="Events that were revised, retracted or merged, and why, the latest first.",
        language="en",
    )
    return _feed(request, form, head, f"/corrections/feed.{form}", None, _NOTHING_YET)


@require_safe
def timeline_feed(request: HttpRequest, slug: str, form: str) -> HttpResponse:
    """The latest corrections of one timeline's events."""
    refuse_parameters(request.GET)
    found = head_of(slug, f"timeline-corrections-{form}")
    if isinstance(found, HttpResponse):
        return found
    head, revised_at = found
    head.title, head.url = f"{head.title}: corrections", f"{head.url}corrections/"
    return _feed(request, form, head, f"/timelines/{head.uid}/corrections/feed.{form}", head.uid, revised_at)


def _feed(
    request: HttpRequest, form: str, head: Head, permanent: str, timeline_uid: str | None, since: datetime
) -> HttpResponse:
    page = list_corrections(page_size=ENTRIES, timeline_uid=timeline_uid)
    return answer(request, form, head, permanent, map(correction_entry, page.corrections), since)


def _page(request: HttpRequest, document: TimelineDocument | None) -> HttpResponse:
    size, cursor = read_page_query(_query(request), ORDER)
    if cursor is not None and not re.fullmatch("[0-9]{1,18}", cursor.name):
        detail = "this is no cursor of ours; take it from a link on this page"
        raise InvalidParameters([ParameterError("cursor", "malformed", detail)])
    page = list_corrections(page_size=size, cursor=cursor, timeline_uid=document.uid if document else None)
    path = reverse("timeline-corrections", kwargs={"slug": document.slug}) if document else reverse("corrections")
    context = {
        "timeline": document,
        "attributes": in_language(document.language) if document else "",
        "corrections": [
            (one, HAPPENED[one.what], in_words(one.at.date().isoformat()), _attributes(one.event))
            for one in page.corrections
        ],
        "canonical": request.build_absolute_uri(path),
        "atom": f"{path}feed.atom",
        "json": f"{path}feed.json",
        "next": page_address(request, page.next),
        "previous": page_address(request, page.previous),
    }
    return render(request, "timeline/corrections.html", context)


def _attributes(event: Any) -> str:
    return in_language(event.language) if event else ""


def _query(request: HttpRequest) -> Any:
    """The query without language and theme; raises InvalidParameters where these are none of ours."""
    reader = reader_of(request)
    if reader.errors:
        raise InvalidParameters(reader.errors)
    return reader.query
