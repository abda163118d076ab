"""Erasing for good: first what will go, with numbers; then the record's slug has to be typed."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from events.admin.forms import ReasonField
from events.admin.users import user_of
from events.models import RecordType
from events.queries.erasure import Held, count_held, find_held, public_events_naming
from events.services.erasing import erase
from events.services.permissions import Deed, require
from events.services.snapshots import RECORDS


class ReasonForm(forms.Form):
    """Why somebody is to be forgotten."""

    reason = ReasonField(
        label="Reason",
        help_text=(
            "It stays for good, and readers see it where an event was public. Name nobody in it: "
            "“At the request of the person named” says enough."
        ),
    )


class SlugForm(ReasonForm):
    """The same, and the slug of what is erased, typed by hand."""

    slug = forms.CharField(max_length=120, widget=forms.TextInput(attrs={"autocomplete": "off", "class": "vTextField"}))

    def __init__(self, held: Held, *args: Any) -> None:
        super().__init__(*args)
        self._slug = held.last_slug
        self.fields["slug"].label = f"Type its slug, {held.last_slug}, to erase all of it"

    def clean_slug(self) -> str:
        typed = str(self.cleaned_data["slug"]).strip()
        if typed != self._slug:
            raise ValidationError(f"This is not its slug; that is {self._slug}.", "slug")
        return typed


def erase_record(request: HttpRequest, uid: str) -> HttpResponse:
    """Lists what will go; asks for the reason and then for the slug; erases."""
    user = user_of(request)
    require(user, Deed.ERASE, RecordType.EVENT)
    held = find_held(uid)
    if held is None:
        raise Http404(f"Nothing is held about {uid}.")
    step = request.POST.get("step")
    if request.method != "POST" or step not in ("sure", "erase"):
        return _page(request, held, ReasonForm())
    asked = ReasonForm(request.POST)
    if step == "sure" or not asked.is_valid():
        form = SlugForm(held, None) if asked.is_valid() else asked
        return _page(request, held, form)
    form = SlugForm(held, request.POST)
    if form.is_valid():
        try:
            done = erase(uid, by=user, at=timezone.now(), reason=form.cleaned_data["reason"])
        except ValidationError as error:
            form.add_error("reason" if "reason" in getattr(error, "error_dict", {}) else None, error.messages)
        else:
            messages.success(
                request,
                f"Erased. Revisions of other records blanked: {done.blanked}; records changed: {done.changed}. "
                "Backups hold it until they are replaced.",
            )
            return redirect("admin:events_revision_of", uid)
    return _page(request, held, form)


def _page(request: HttpRequest, held: Held, form: ReasonForm) -> HttpResponse:
    is_second = isinstance(form, SlugForm)
    if is_second and not form.is_bound:
        form.fields["reason"].initial = request.POST.get("reason", "")
    context = {
        **admin.site.each_context(request),
        "title": f"Erase “{held.last_name}” for good?",
        "name": held.last_name,
        "record": held.record,
        "opts": RECORDS[held.type]._meta,
        "held": held,
        "will_go": count_held(held),
        "public": public_events_naming(held),
        "form": form,
        "is_second": is_second,
        "is_event": held.type is RecordType.EVENT,
    }
    return render(request, "admin/events/erase.html", context)
