"""Events out of a file, at the desk: what importing it would do, and the import as it was shown."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.core.paginator import Page, Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.views.decorators.http import require_http_methods

from events.admin.forms import ReasonField
from events.admin.private_texts import seen_by
from events.admin.users import user_of
from events.differences import Difference
from events.formats.encoding import refuse_other_encodings
from events.models import Event, Publication, RecordType, Upload
from events.queries.desk import find_all_live
from events.services.importing import ImportPlan, ImportRefused, PlannedRow, What, format_of
from events.services.permissions import Deed, may, require
from events.services.uploading import UploadOutdated, UploadSpent, apply_upload, give_up, keep_upload, plan_of

LARGEST_FILE = 20_000_000
_PAGE = 50
_MOST_DIFFERENCES = 12  # of a row
_MOST_OPEN = 20  # of what is listed beside the rows, without being asked for
_FORMATS = {"csv": "CSV", "ndjson": "NDJSON"}
_READERS_REASON = "Needed where something that is public changes. It is not the reason that colleagues see."


class UploadForm(forms.Form):
    """Takes a file of events; from those who may review, also whether it is published."""

    file = forms.FileField(
        label="File",
        help_text="CSV or NDJSON in UTF-8, of 20 MB at most. A large one takes half a minute to be read.",
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.ndjson,.jsonl"}),
    )
    format = forms.ChoiceField(
        required=False, label="Format", choices=[("", "as the name of the file tells"), *_FORMATS.items()]
    )
    publish = forms.BooleanField(
        required=False,
        label="Publish what it brings",
        help_text="Whoever imports approves their own import: readers see it at once, and nobody else looks before.",
    )
    reason = ReasonField(required=False, label="Reason for readers", help_text=_READERS_REASON)

    required_css_class = "required"

    def __init__(self, *args: Any, may_publish: bool) -> None:
        super().__init__(*args)
        if not may_publish:
            del self.fields["publish"], self.fields["reason"]

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST_FILE:
            size = f"{(file.size or 0) / 1_000_000:.1f}"
            told = f"The file has {size} MB, and may have 20. Divide it, or have it imported on the server."
            raise ValidationError(told, "too_large")
        if fault := refuse_other_encodings(file.read(8)):
            raise ValidationError(f"{fault[0].upper()}{fault[1:]}.", "encoding")
        file.seek(0)
        return file

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if "publish" in self.data and "publish" not in self.fields:
            raise ValidationError("Publishing takes the permission to review events: upload it as drafts.", "publish")
        if file := values.get("file"):
            values["format"] = values.get("format") or format_of(file.name or "")
            if not values["format"] and "format" not in self.errors:
                self.add_error("format", "The name of the file does not tell: say whether it is CSV or NDJSON.")
        return values


class ConfirmForm(forms.Form):
    """Asks for what readers are told, of a file that is published."""

    reason = ReasonField(label="Reason for readers", help_text=_READERS_REASON)

    def __init__(self, *args: Any, needed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["reason"].required = needed


@dataclass(frozen=True)
class Part:
    """Part of a plan: how many there are of it, and those that are kept to be looked at."""

    name: str
    label: str
    number: int
    kept: list[Any]

    @property
    def more(self) -> bool:
        """Whether there are more than are kept."""
        return self.number > len(self.kept)


@dataclass(frozen=True)
class Line:
    """A row of the file as the page shows it; `waits`: what the file does not change would become public with it."""

    row: PlannedRow
    address: str
    differences: list[Difference]
    more: int
    waits: bool


def may_import(request: HttpRequest) -> bool:
    """Whether somebody may import events."""
    return may(user_of(request), Deed.WRITE, RecordType.EVENT)


@require_http_methods(["GET", "HEAD", "POST"])
def import_file(request: HttpRequest) -> HttpResponse:
    """Takes a file, and leads to what importing it would do."""
    require(user_of(request), Deed.WRITE, RecordType.EVENT)
    form = _upload_form(request)
    if not form.is_valid():
        return _ask(request, form)
    given = form.cleaned_data
    upload = keep_upload(
        given["file"].read(),
        name=given["file"].name,
        format=given["format"],
        publish=given.get("publish", False),
        reason=given.get("reason", ""),
        by=user_of(request),
        at=timezone.now(),
    )
    return redirect("admin:events_event_upload", upload.uid)


@require_http_methods(["GET", "HEAD", "POST"])
def show_upload(request: HttpRequest, uid: str) -> HttpResponse:
    """What importing a file would do; imports it, or gives it up."""
    user = user_of(request)
    require(user, Deed.WRITE, RecordType.EVENT)
    upload = _find(request, uid)
    if upload is None:
        return _ask(request, _upload_form(request), gone=True)
    needed = upload.publish and _revises_what_is_public(plan_of(upload))
    match request.POST.get("step"):
        case "import":
            return _import(request, upload, ConfirmForm(request.POST, needed=needed))
        case "give_up":
            if give_up(upload):
                messages.success(request, f"“{upload.name}” was given up; nothing of it was saved.")
            return redirect("admin:events_event_import")
    return _show(request, upload, ConfirmForm(initial={"reason": upload.reason}, needed=needed))


def _import(request: HttpRequest, upload: Upload, form: ConfirmForm) -> HttpResponse:
    if not form.is_valid():
        return _show(request, upload, form)
    by, shown, reason = user_of(request), request.POST.get("shown", ""), form.cleaned_data["reason"]
    try:
        plan = apply_upload(upload, shown=shown, by=by, at=timezone.now(), reason=reason)
    except UploadOutdated:
        fresh = _find(request, upload.uid)
        return _show(request, fresh, form, outdated=True) if fresh else _ask(request, _upload_form(request), gone=True)
    except UploadSpent:
        messages.info(
            request, f"“{upload.name}” was imported already, or has nothing to import: nothing was saved now."
        )
    except ImportRefused as refused:
        form.add_error(None, [str(refused), *map(str, refused.errors)])
        return _show(request, upload, form)
    except PermissionDenied as error:
        form.add_error(None, str(error))
        return _show(request, upload, form)
    else:
        messages.success(request, _told(plan))
    return HttpResponseRedirect(reverse("admin:events_event_changelist"))


def _revises_what_is_public(plan: ImportPlan) -> bool:
    return Publication.objects.filter(uid__in=[row.uid for row in plan.rows if row.publish]).exists()


def _told(plan: ImportPlan) -> SafeString:
    """What an import did, and the way to what it left to be done."""
    events, queue = reverse("admin:events_event_changelist"), reverse("admin:events_event_queue")
    counts = ", ".join(f"{plan.counts[what]:,} {what}" for what in What)
    if plan.publish:
        return format_html("“{}” was imported: {}; {} published.", plan.name, counts, f"{plan.to_publish:,}")
    return format_html(
        "“{}” was imported: {}. Nothing of it is public yet: see <a href='{}?status__exact=draft'>the drafts</a>, and "
        "<a href='{}'>the review queue</a> for changes to what is public.",
        plan.name,
        counts,
        events,
        queue,
    )


def _find(request: HttpRequest, uid: str) -> Upload | None:
    return Upload.objects.of(user_of(request), at=timezone.now()).filter(uid=uid).first()


def _upload_form(request: HttpRequest) -> UploadForm:
    sent = (request.POST, request.FILES) if request.method == "POST" else ()
    return UploadForm(*sent, may_publish=may(user_of(request), Deed.REVIEW, RecordType.EVENT))


def _ask(request: HttpRequest, form: UploadForm, *, gone: bool = False) -> HttpResponse:
    if gone:  # what was sent was meant for another page
        form = UploadForm(may_publish="publish" in form.fields)
    context = {"title": "Import events", "form": form, "gone": gone}
    return _render(request, "admin/events/import.html", context, status=404 if gone else 200)


def _show(request: HttpRequest, upload: Upload, form: ConfirmForm, *, outdated: bool = False) -> HttpResponse:
    plan = plan_of(upload)
    parts = _parts(plan)
    there = {part.name: part for part in parts if part.kept}
    chosen = there.get(request.GET.get("show", "")) or there.get("errors") or parts[-1]
    page = Paginator(chosen.kept, _PAGE).get_page(request.GET.get("page"))
    context = {
        "title": f"Import “{upload.name}”",
        "upload": upload,
        "plan": plan,
        "form": form,
        "outdated": outdated,
        "parts": parts,
        "chosen": chosen,
        "page": page,
        "lines": [] if chosen.name == "errors" else _lines(request, page),
        "most_open": _MOST_OPEN,
    }
    return _render(request, "admin/events/import_plan.html", context)


def _parts(plan: ImportPlan) -> list[Part]:
    rows = [Part(what, what, plan.counts[what], [row for row in plan.rows if row.what is what]) for what in What]
    if plan.publish:
        everything = Part("all", "to publish", plan.to_publish, plan.rows)
    else:
        everything = Part("all", "in all to save", plan.counts[What.NEW] + plan.counts[What.CHANGED], plan.rows)
    errors = "error" if plan.error_count == 1 else "errors"
    return [Part("errors", errors, plan.error_count, plan.errors), *rows, everything]


def _lines(request: HttpRequest, page: Page[PlannedRow]) -> list[Line]:
    keys = dict(Event.objects.filter(uid__in=[row.uid for row in page]).values_list("uid", "pk"))
    live = find_all_live(row.uid for row in page if row.publish)
    lines = []
    for row in page:
        address = reverse("admin:events_event_change", args=[keys[row.uid]]) if row.uid in keys else ""
        differences = seen_by(request, row.differences)
        more = max(0, len(differences) - _MOST_DIFFERENCES)
        waits = (
            row.publish and row.what is not What.NEW and (row.uid not in live or live[row.uid].number < row.revision)
        )
        lines.append(Line(row, address, differences[:_MOST_DIFFERENCES], more, waits))
    return lines


def _render(request: HttpRequest, template: str, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    context = {**admin.site.each_context(request), "opts": Event._meta, **context}
    return render(request, template, context, status=status)
