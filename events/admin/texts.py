"""The desk's pages of the texts of sources: adding a source by its text, reading the text, replacing it."""

from collections import Counter
from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db.models.functions import Length
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from events.admin.private_texts import may_see_texts
from events.admin.reading import AddByTextForm, TextForm
from events.admin.users import user_of
from events.formats.source_text import SourceText
from events.models import RecordType, Snapshot, Source
from events.models.citations import QuoteCheck
from events.services.permissions import Deed, may
from events.services.quote_checks import Checked, weigh
from events.services.texts import add_source, keep_text

_MOST_SHOWN = 20  # of the quotations that would be lost
_WEIGHED = 1000


def may_keep_texts(request: HttpRequest) -> bool:
    """Whether somebody may keep and replace the texts of sources."""
    return may(user_of(request), Deed.KEEP_TEXT, RecordType.SOURCE)


def may_add_by_text(request: HttpRequest) -> bool:
    """Whether somebody may make a source of its text."""
    return may_keep_texts(request) and user_of(request).has_perms(["events.add_source", "events.change_source"])


def text_of(source: Source) -> dict[str, Any] | None:
    """How long the kept text of a source is, its hash, and when it was taken; not the text itself."""
    kept = Snapshot.objects.filter(source=source).annotate(length=Length("text"))
    return kept.values("length", "sha256", "taken_at").first()


@require_http_methods(["GET", "HEAD", "POST"])
def add_by_text(request: HttpRequest) -> HttpResponse:
    """Makes a source of a file or a paste, and opens its page."""
    if not may_add_by_text(request):
        raise PermissionDenied
    form = AddByTextForm(request.POST or None, request.FILES or None)
    if form.is_valid() and form.found and (source := _add(request, form, form.found)):
        messages.success(request, f"“{source}” was added, with its text of {len(form.found.text):,} characters.")
        messages.warning(request, "Check what was read of it: title, publisher, date, names and address.")
        return HttpResponseRedirect(_page_of(source))
    # What was pasted stands in the form as it is.
    read = form.is_bound and not form.data.get("text", "").strip()
    context = {"title": "Add a source by its text", "form": form, "kept": form.kept() if read else None}
    return _render(request, "admin/events/add_by_text.html", context)


def _add(request: HttpRequest, form: AddByTextForm, found: SourceText) -> Source | None:
    given = form.cleaned_data
    try:
        return add_source(
            found,
            type_=given["type"],
            genre=given["genre"],
            title=given["title"],
            by=user_of(request),
            at=timezone.now(),
        )
    except ValidationError as error:
        told = error.message_dict if hasattr(error, "error_dict") else {"title": error.messages}
        for name, sentences in told.items():
            form.add_error(name if name in form.fields else None, ValidationError(sentences))
        return None


@require_safe
def show_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept text of a source, for those who may see texts."""
    source, kept = _source_and_text(request, pk)
    return _render(
        request,
        "admin/events/source_text.html",
        {"title": "The text of a source", "source": source, "kept": kept, "may_keep": may_keep_texts(request)},
    )


@require_safe
def plain_text(request: HttpRequest, pk: int) -> HttpResponse:
    """The kept text of a source and nothing else, for the script that lets a quotation be picked from it."""
    _source, kept = _source_and_text(request, pk)
    if kept is None:
        return HttpResponse("No text of this source is kept.", content_type="text/plain", status=404)
    return HttpResponse(kept.text, content_type="text/plain; charset=utf-8")


def _source_and_text(request: HttpRequest, pk: int) -> tuple[Source, Snapshot | None]:
    if not may_see_texts(request):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=pk)
    return source, Snapshot.objects.filter(source=source).first()


@require_http_methods(["GET", "HEAD", "POST"])
def replace_text(request: HttpRequest, pk: int) -> HttpResponse:
    """Reads a text, tells what would come of the quotations, and keeps it once that is confirmed."""
    if not may_keep_texts(request):
        raise PermissionDenied
    source = get_object_or_404(Source, pk=pk)
    form = TextForm(request.POST or None, request.FILES or None)
    found = form.found if form.is_valid() else None
    standing = text_of(source)
    stood = request.POST.get("stood", "")
    if found and "confirm" in request.POST and stood == _digest(standing):
        return _keep(request, source, found)
    context = {
        "title": "Replace the text of a source" if standing else "Keep the text of a source",
        "form": form,
        "source": source,
        "standing": standing,
        "stood": _digest(standing),
        "overtaken": "confirm" in request.POST and stood != _digest(standing),
        "kept": form.kept() if found else None,
        "too_long": bool(found and not form.kept()),
        **(_preview(source, found, standing) if found else {}),
    }
    return _render(request, "admin/events/replace_text.html", context)


def _keep(request: HttpRequest, source: Source, found: SourceText) -> HttpResponse:
    outcomes = keep_text(source, found.text, by=user_of(request), at=timezone.now())
    messages.success(request, f"The text is kept: {len(found.text):,} characters. {_told(outcomes)}".strip())
    return HttpResponseRedirect(_page_of(source))


def _preview(source: Source, found: SourceText, standing: dict[str, Any] | None) -> dict[str, Any]:
    """What the page says before anything is kept."""
    weighed = weigh(source.pk, found.text, most=_WEIGHED)
    lost: list[Checked] = [one for one in weighed if one.outcome == QuoteCheck.LOST]
    return {
        "previewed": found,
        "beginning": found.text[:600],
        "is_same": bool(standing and standing["sha256"] == Snapshot.digest(found.text)),
        "number": len(weighed),
        "lost": lost[:_MOST_SHOWN],
        "number_lost": len(lost),
        "is_bounded": len(weighed) == _WEIGHED,
    }


def _told(outcomes: Counter[str]) -> str:
    """What came of the quotations, in words."""
    told = ", ".join(f"{number} {outcome}" for outcome, number in sorted(outcomes.items()))
    return f"Its quotations: {told}." if told else ""


def _digest(standing: dict[str, Any] | None) -> str:
    return standing["sha256"] if standing else ""


def _page_of(source: Source) -> str:
    return reverse("admin:events_source_change", args=[source.pk])


def _render(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    return render(request, template, {**admin.site.each_context(request), "opts": Source._meta, **context})
