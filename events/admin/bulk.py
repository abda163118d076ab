"""What is done to many records at once: shown and asked for first, then done to each by itself.

A list offers it as an action. The page that comes says what it touches, what it leaves out and why, and asks for one
reason. Each record is then taken as it was shown: one that somebody changed meanwhile is left as it is, save by what
changes nothing in it (who reviews it, which timeline it is in). What is refused stays on the page with the reason for
it.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.admin.utils import model_ngettext
from django.contrib.auth.models import User
from django.db.models import Model, QuerySet, prefetch_related_objects
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from events.admin.forms import ReasonField
from events.admin.numbers import number
from events.admin.steps import REFUSALS, faults_of
from events.admin.users import user_of
from events.models import Event, Kind, Status, Timeline
from events.queries.desk import Live, find_all_live
from events.services import discussing, filing, review
from events.services.permissions import Deed
from events.services.review import Refusal
from events.services.snapshots import Record

if TYPE_CHECKING:
    from events.admin.records import RecordAdmin

MOST = 100


@dataclass(frozen=True)
class Answer:
    """What was answered on the page: who asks and when, the reason, and what was chosen."""

    by: User
    at: datetime
    reason: str
    chosen: Any = None


@dataclass
class Row:
    """A record on the page: what of it is public, and why it is left out or was refused."""

    record: Any
    live: Live | None = None
    faults: list[str] = field(default_factory=list)

    @property
    def address(self) -> str:
        """Where it is read."""
        view = "review" if isinstance(self.record, Event) else "change"
        return reverse(
            f"admin:{self.record._meta.app_label}_{self.record._meta.model_name}_{view}", args=[self.record.pk]
        )


@dataclass(frozen=True)
class Bulk:
    """Something that is done to many: `take` does it to one record, of which the revision given was shown.

    `unfit` is why it does not fit a row, nothing where it does. `says` is on the page; `reason` is what is
    said beside the field for it, which is not there where this is empty; `choice` is what else has to be chosen: a
    label, and the rows to choose from.
    """

    name: str
    label: str
    done: str
    says: str
    take: Callable[[Any, int, Answer], object]
    deed: Deed = Deed.REVIEW
    unfit: Callable[[Row], Iterable[Refusal]] = lambda row: ()
    reason: str = ""
    reason_required: Callable[[Sequence[Row]], bool] = lambda rows: True
    choice: tuple[str, Callable[[], QuerySet[Any]]] | None = None

    def run(self, rows: Sequence[Row], seen: dict[int, int], answer: Answer) -> str:
        """Does it to each by itself, and says how many it was done to, if any; the others say why not."""
        for row in rows:
            try:
                self.take(row.record, seen[row.record.pk], answer)
            except REFUSALS as error:
                row.faults = faults_of(error, row.record, seen[row.record.pk])
        done = [row for row in rows if not row.faults]
        return f"{_count(type(done[0].record), len(done))} {self.done}." if done else ""


def bulk_action(bulk: Bulk) -> Any:
    """The action of a list that leads to the page."""

    def act(desk: "RecordAdmin", request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        if {"sure", "seen"} <= request.POST.keys():
            return _answered(desk, request, bulk)
        records = list(queryset[: MOST + 1])
        if len(records) > MOST:
            messages.error(request, f"Choose at most {MOST} at once: each of them is listed before anything is done.")
            return None
        fitting, left_out = _sorted_out(records, bulk)
        return _page(desk, request, bulk, fitting, left_out, _BulkForm(bulk, fitting))

    act.__name__ = bulk.name
    return admin.action(description=f"{bulk.label} …", permissions=[bulk.deed.value])(act)


class _BulkForm(forms.Form):
    """The one reason, and what is chosen for all."""

    def __init__(self, bulk: Bulk, rows: Sequence[Row], data: Any = None) -> None:
        super().__init__(data)
        if bulk.choice:
            label, choices = bulk.choice
            self.fields["chosen"] = forms.ModelChoiceField(choices(), label=label, empty_label="Choose …")
        if bulk.reason:
            required = bulk.reason_required(rows)
            self.fields["reason"] = ReasonField(
                required=required, label="Reason" if required else "Reason, if there is one", help_text=bulk.reason
            )

    def answer(self, by: User) -> Answer:
        """What was answered, once it is valid."""
        values = self.cleaned_data
        return Answer(by=by, at=timezone.now(), reason=values.get("reason", ""), chosen=values.get("chosen"))


def _answered(desk: "RecordAdmin", request: HttpRequest, bulk: Bulk) -> HttpResponse | None:
    """Does it, where the form is filled in; None where all is done, and the list is to come again."""
    seen = _seen(request)
    records = {record.pk: record for record in desk.model._default_manager.filter(pk__in=list(seen))}
    fitting, left_out = _sorted_out([records[pk] for pk in seen if pk in records], bulk)
    form = _BulkForm(bulk, fitting, request.POST)
    if not form.is_valid():
        # What was shown first is what counts: a record that changed since is refused, and not shown as if it had not.
        return _page(desk, request, bulk, fitting, left_out, form, seen)
    answer = form.answer(user_of(request))
    if done := bulk.run(fitting, seen, answer):
        messages.success(request, done)
    if gone := len(seen) - len(records):
        messages.warning(request, f"{_count(desk.model, gone)} gone meanwhile: merged with another, or deleted.")
    if refused := [*left_out, *(row for row in fitting if row.faults)]:
        messages.error(request, f"{_count(desk.model, len(refused))} not {bulk.done}: see below.")
        return _page(desk, request, bulk, [], refused, None)
    return None


def _seen(request: HttpRequest) -> dict[int, int]:
    """The records that were shown, each with its revision, in turn."""
    pairs = (text.partition(":") for text in request.POST.getlist("seen")[:MOST])
    return {number(pk) or 0: number(revision) or 0 for pk, _, revision in pairs}


def _sorted_out(records: Iterable[Record], bulk: Bulk) -> tuple[list[Row], list[Row]]:
    """Those that it fits, and those that are left out, with why."""
    records = list(records)
    prefetch_related_objects([record for record in records if isinstance(record, Event)], "flags", "assignee")
    live = find_all_live(record.uid for record in records)
    rows = [Row(record, live.get(record.uid)) for record in records]
    for row in rows:
        row.faults = [refusal.message for refusal in bulk.unfit(row)]
    return [row for row in rows if not row.faults], [row for row in rows if row.faults]


def _page(
    desk: "RecordAdmin",
    request: HttpRequest,
    bulk: Bulk,
    rows: Sequence[Row],
    left_out: Sequence[Row],
    form: _BulkForm | None,
    seen: dict[int, int] | None = None,
) -> HttpResponse:
    context = {
        **desk.admin_site.each_context(request),
        "opts": desk.opts,
        "media": desk.media,
        "title": f"{bulk.label}: {_count(desk.model, len(rows))}?" if rows else bulk.label,
        "bulk": bulk,
        "rows": [(row, (seen or {}).get(row.record.pk, row.record.revision)) for row in rows],
        "left_out": left_out,
        "form": form,
        "checkbox": ACTION_CHECKBOX_NAME,
        "back": request.get_full_path(),
    }
    return render(request, "admin/events/bulk.html", context)


def _count(model: type[Model], count: int) -> str:
    return f"{count} {model_ngettext(model._meta, count)}"


def _has_to_be(status: Status) -> Callable[[Row], Iterable[Refusal]]:
    return lambda row: review.another_status(row.record, status)


def _not_public(row: Row) -> Iterable[Refusal]:
    return () if row.live else (review.NOT_PUBLISHED,)


def _nothing_new(row: Row) -> Iterable[Refusal]:
    return review.nothing_to_approve(row.record, row.live.number if row.live else None)


@dataclass(frozen=True)
class _Filing(Bulk):
    """Something that is done with all of them to one timeline, in one revision of it; `file` says of how many."""

    file: Callable[..., int] = filing.accept
    verb: str = "added to"
    rest: str = "in it already"

    def run(self, rows: Sequence[Row], seen: dict[int, int], answer: Answer) -> str:
        if not rows:
            return ""
        try:
            filed = self.file(
                answer.chosen, [row.record for row in rows], by=answer.by, at=answer.at, reason=answer.reason
            )
        except REFUSALS as error:
            for row in rows:
                row.faults = faults_of(error, answer.chosen, answer.chosen.revision)
            return ""
        rest = len(rows) - filed
        told = f"{_count(Event, filed)} {self.verb} “{answer.chosen}”"
        return f"{told}; {rest} {self.rest}." if rest else f"{told}."


def _approving(says: str, unfit: Callable[[Row], Iterable[Refusal]], reason: str) -> Any:
    return bulk_action(
        Bulk(
            name="approve_selected",
            label="Approve and publish",
            done="published",
            says=says,
            take=lambda one, seen, answer: review.approve(one, seen, by=answer.by, at=answer.at, reason=answer.reason),
            unfit=unfit,
            reason=reason,
            reason_required=lambda rows: bool(reason) and any(row.live and row.live.is_revised for row in rows),
        )
    )


SUBMIT = bulk_action(
    Bulk(
        name="submit_selected",
        label="Put up for review",
        done="put up for review",
        says="They wait in the review queue then.",
        take=lambda one, seen, answer: review.submit(one, revision=seen, by=answer.by, at=answer.at),
        deed=Deed.WRITE,
        unfit=_has_to_be(Status.DRAFT),
    )
)
APPROVE = _approving(
    "Each is published as it stands in the revision shown here, unless something stands in its way.",
    _has_to_be(Status.IN_REVIEW),
    "Readers see it with each of these that is public already and was revised.",
)
# Actors and sources have no state of their own: what names them in public is written anew.
APPROVE_NAMED = _approving(
    "What is public and names them is written anew with what stands in the revision shown here.", _nothing_new, ""
)
SEND_BACK = bulk_action(
    Bulk(
        name="send_back_selected",
        label="Send back",
        done="sent back",
        says="They become drafts again; what is public of them stays so.",
        take=lambda one, seen, answer: review.send_back(
            one, revision=seen, by=answer.by, at=answer.at, reason=answer.reason
        ),
        unfit=_has_to_be(Status.IN_REVIEW),
        reason="Their authors see it.",
    )
)
RETRACT = bulk_action(
    Bulk(
        name="retract_selected",
        label="Retract",
        done="retracted",
        says="They are gone from every public page at once; a note with the reason stays in their place.",
        take=lambda one, seen, answer: review.retract(
            one, revision=seen, by=answer.by, at=answer.at, reason=answer.reason
        ),
        unfit=_not_public,
        reason="Readers see it in place of each: do not repeat a claim that is taken back.",
    )
)
TAKE = bulk_action(
    Bulk(
        name="take_selected",
        label="Take to review",
        done="yours to review",
        says="Colleagues see that you look at them.",
        take=lambda event, seen, answer: discussing.assign(event, to=answer.by, by=answer.by),
        unfit=_has_to_be(Status.IN_REVIEW),
    )
)
LEAVE = bulk_action(
    Bulk(
        name="leave_selected",
        label="Give back to the queue",
        done="given back to the queue",
        says="They are nobody’s to review then.",
        take=lambda event, seen, answer: discussing.assign(event, to=None, by=answer.by),
        unfit=_has_to_be(Status.IN_REVIEW),
    )
)
_OF_PUBLIC = "It stays at the desk. What is public goes to review with it, and stays as it is until then."
SET_KIND = bulk_action(
    Bulk(
        name="set_kind_selected",
        label="Set the kind",
        done="under this kind",
        says="Each gets a revision of its own.",
        take=lambda event, seen, answer: filing.set_kind(
            event, answer.chosen, revision=seen, by=answer.by, at=answer.at, reason=answer.reason
        ),
        deed=Deed.WRITE,
        reason=_OF_PUBLIC,
        reason_required=lambda rows: any(row.live for row in rows),
        choice=("Kind", lambda: Kind.objects.order_by("label")),
    )
)


def _filing(name: str, label: str, done: str, **fields: Any) -> Any:
    return bulk_action(
        _Filing(
            name=name,
            label=label,
            done=done,
            says="The timeline gets one revision. Readers see of it what is published.",
            take=lambda event, seen, answer: None,
            deed=Deed.WRITE,
            reason=_OF_PUBLIC,
            reason_required=lambda rows: False,
            choice=("Timeline", lambda: Timeline.objects.order_by("title", "pk")),
            **fields,
        )
    )


ACCEPT = _filing("accept_selected", "Add to a timeline", "added to a timeline")
TAKE_OUT = _filing(
    "take_out_selected",
    "Take out of a timeline",
    "taken out of a timeline",
    file=filing.take_out,
    verb="taken out of",
    rest="not in it",
)
