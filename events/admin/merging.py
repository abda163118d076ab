"""Two records side by side, to be merged or told apart; and the undoing of a merge."""

from dataclasses import dataclass
from typing import Any, cast

from django import forms
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html

from events.admin.choosing import Choice
from events.admin.forms import ReasonField
from events.admin.private_texts import as_seen_by
from events.admin.users import user_of
from events.differences.side_by_side import side_by_side
from events.models import Actor, Citation, Event, EventRelation, Merge, Participation, RecordType, Source
from events.queries.desk import Live, find_all_live
from events.queries.merges import count_naming, find_record, is_dismissed, last_name, timelines_with
from events.services.duplicates import dismiss
from events.services.merging import merge_actors, merge_events, merge_sources
from events.services.permissions import Deed, may, require
from events.services.snapshots import TYPES, snapshot, snapshot_events
from events.services.unmerging import unmerge

_MERGES: dict[type, Any] = {Event: merge_events, Actor: merge_actors, Source: merge_sources}
# A field that names such a record: what its autocomplete is asked by.
_NAMING: dict[type, Any] = {
    Event: EventRelation._meta.get_field("other"),
    Actor: Participation._meta.get_field("actor"),
    Source: Citation._meta.get_field("source"),
}
Mergeable = Event | Actor | Source


class Chooser(Choice):
    """A choice that says what it is for: a screen reader reads what stands in it."""

    def build_attrs(self, base_attrs: Any, extra_attrs: Any = None) -> dict[str, Any]:
        return {**super().build_attrs(base_attrs, extra_attrs), "data-placeholder": "Choose it by its name"}


class OtherForm(forms.Form):
    """Which other record is meant: chosen from a list, or named."""

    named = forms.CharField(max_length=120, required=False, label="or its slug or uid")

    def __init__(self, record: Mergeable, *args: Any) -> None:
        super().__init__(*args)
        self._model = type(record)
        self._record = record
        field = _NAMING[self._model]
        self.fields["other"] = forms.ModelChoiceField(
            self._model._default_manager.all(),
            required=False,
            label=f"The other {self._model._meta.verbose_name}",
            widget=Chooser(field, admin.site),
        )
        self.order_fields(["other", "named"])

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        name = values.get("named", "").strip()
        if name and not values.get("other"):
            rows = self._model._default_manager
            values["other"] = rows.filter(slug=name).first() or rows.filter(uid=name.upper()).first()
            if values["other"] is None:
                self.add_error("named", f"There is no {self._model._meta.verbose_name} of this slug or uid.")
        elif not values.get("other") and "other" not in self.errors:
            self.add_error("other", "Choose one from the list, or write its slug or uid.")
        if values.get("other") == self._record:
            self.add_error(None, "This is the same record: choose another one.")
        return values


@dataclass(frozen=True)
class Pair:
    """Two records that may be the same, and what of them is public."""

    left: Mergeable
    right: Mergeable
    live: dict[str, Live]

    @property
    def seen(self) -> str:
        """What stands of both while somebody looks at them."""
        return ".".join(f"{each.uid}-{each.revision}" for each in (self.left, self.right))

    @property
    def must_stay(self) -> Mergeable | None:
        """The one that is published, of two events of which one is."""
        return self._only_public if isinstance(self.left, Event) else None

    @property
    def first_to_stay(self) -> Mergeable:
        """Which one is proposed: the one that is public, else the older."""
        return self._only_public or min(self.left, self.right, key=lambda each: each.pk)

    @property
    def _only_public(self) -> Mergeable | None:
        public = [each for each in (self.left, self.right) if each.uid in self.live]
        return public[0] if len(public) == 1 else None


class MergeForm(forms.Form):
    """Which of two records stays, and why they are merged."""

    stays = forms.ChoiceField(widget=forms.RadioSelect, label="Which one stays?")
    reason = ReasonField(
        label="Reason",
        help_text="Readers see it where the record that goes was public: say nothing in it that is not.",
    )
    read = forms.BooleanField(
        label="I have read both", error_messages={"required": "Read both first, and say so here."}
    )
    seen = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, pair: Pair, *args: Any) -> None:
        super().__init__(*args)
        self.pair = pair
        self._standing = pair.seen
        stays = cast(forms.ChoiceField, self.fields["stays"])
        stays.choices = [(pair.left.uid, "The left stays"), (pair.right.uid, "The right stays")]
        self.fields["stays"].initial = pair.first_to_stay.uid
        self.fields["seen"].initial = self._standing

    def clean(self) -> dict[str, Any]:
        values: dict[str, Any] = super().clean() or {}
        if values.get("seen") != self._standing:
            self.data = {**self.data.dict(), "seen": self._standing}  # type: ignore[attr-defined]  # a QueryDict
            raise ValidationError("One of them was changed after you opened this page: look at both again.", "changed")
        return values


def merge_record(request: HttpRequest, uid: str) -> HttpResponse:
    """Asks which other record one is to be merged with; shows both once it is known, and merges them."""
    record = _look_up(request, uid)
    if not {"other", "named"} & request.GET.keys():
        return _ask(request, record, OtherForm(record))
    form = OtherForm(record, request.GET)
    if not form.is_valid():
        return _ask(request, record, form)
    other = form.cleaned_data["other"]
    pair = Pair(record, other, find_all_live([record.uid, other.uid]))
    if request.method != "POST":
        return _compare(request, MergeForm(pair))
    require(user_of(request), Deed.MERGE, TYPES[type(record)])
    if request.POST.get("step") == "dismiss" and isinstance(record, Event):
        dismiss(record, other, by=user_of(request), at=timezone.now())
        messages.success(request, f"“{record}” and “{other}” are not the same: they are not suspected again.")
        return redirect("admin:events_suspicion_changelist")
    return _merge(request, MergeForm(pair, request.POST))


def _merge(request: HttpRequest, form: MergeForm) -> HttpResponse:
    if not form.is_valid():
        return _compare(request, form)
    survivor, loser = form.pair.left, form.pair.right
    if form.cleaned_data["stays"] == loser.uid:
        survivor, loser = loser, survivor
    name, pk = str(loser), survivor.pk
    try:
        merge = _MERGES[type(survivor)](
            survivor, loser, by=user_of(request), at=timezone.now(), reason=form.cleaned_data["reason"]
        )
    except ValidationError as error:
        form.add_error(None, error.messages)
        return _compare(request, form)
    undo = reverse("admin:events_revision_unmerge", args=[merge.survivor, merge.pk])
    told = "“{}” was merged into this one, and leads here. <a href='{}'>Undo this merge</a>."
    messages.success(request, format_html(told, name, undo))
    return redirect(f"admin:events_{merge.type}_change", pk)


def unmerge_record(request: HttpRequest, uid: str, pk: int) -> HttpResponse:
    """Says what undoing a merge does, asks for the reason, and undoes it."""
    survivor = _look_up(request, uid)
    merge = get_object_or_404(Merge, pk=pk, survivor=uid)
    require(user_of(request), Deed.MERGE, RecordType(merge.type))
    error = ""
    if request.method == "POST":
        try:
            undone = unmerge(merge, by=user_of(request), at=timezone.now(), reason=request.POST.get("reason", ""))
        except ValidationError as refused:
            error = " ".join(refused.messages)
        else:
            messages.success(request, f"“{undone.record}” is back, and “{undone.survivor}” is what it was before.")
            for left in undone.left:
                messages.warning(request, left)
            return redirect(f"admin:events_{merge.type}_change", undone.record.pk)
    name = last_name(merge.merged)
    context = {
        **admin.site.each_context(request),
        "title": f"Undo the merge of “{name}”",
        "name": name,
        "record": survivor,
        "opts": survivor._meta,
        "merge": merge,
        "error": error,
        "reason": request.POST.get("reason", ""),
        "follows_at_once": merge.type != RecordType.EVENT,
    }
    return render(request, "admin/events/unmerge.html", context)


def _look_up(request: HttpRequest, uid: str) -> Mergeable:
    record = find_record(uid)
    if record is None:
        raise Http404(f"There is no event, actor or source {uid}.")
    names = [f"events.{way}_{record._meta.model_name}" for way in ("view", "change")]
    if not any(request.user.has_perm(name) for name in names):
        raise PermissionDenied
    return record


def _ask(request: HttpRequest, record: Mergeable, form: OtherForm) -> HttpResponse:
    context = {
        **admin.site.each_context(request),
        "title": f"Merge “{record}” with another {record._meta.verbose_name}",
        "record": record,
        "opts": record._meta,
        "form": form,
        "media": form.media,
    }
    return render(request, "admin/events/merge_ask.html", context)


def _compare(request: HttpRequest, form: MergeForm) -> HttpResponse:
    one, other = form.pair.left, form.pair.right
    context = {
        **admin.site.each_context(request),
        "title": "Are these the same?",
        "opts": one._meta,
        "record": one,
        "form": form,
        "sides": [_side(record, form.pair.live.get(record.uid)) for record in (one, other)],
        "lines": side_by_side(*(as_seen_by(request, document) for document in _documents(one, other))),
        "may_merge": may(user_of(request), Deed.MERGE, TYPES[type(one)]),
        "of_events": isinstance(one, Event),
        "dismissed": isinstance(one, Event) and is_dismissed(one, cast(Event, other)),
        "address": f"{request.path}?other={other.pk}",
        "must_stay": form.pair.must_stay,
    }
    return render(request, "admin/events/merge.html", context)


def _documents(*records: Mergeable) -> list[Any]:
    events = [record for record in records if isinstance(record, Event)]
    return [*snapshot_events(events)] if events else [snapshot(record) for record in records]


def _side(record: Mergeable, live: Live | None) -> dict[str, Any]:
    """What stands above a record's claims."""
    return {
        "record": record,
        "address": reverse(f"admin:events_{record._meta.model_name}_change", args=[record.pk]),
        "status": record.get_status_display() if isinstance(record, Event) else "",
        "live": live,
        "timelines": timelines_with(record) if isinstance(record, Event) else None,
        "named": count_naming(record),
    }
