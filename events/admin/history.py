"""All that happened to a record, on one page; and how an earlier revision of it comes back."""

from collections.abc import Collection, Iterator
from dataclasses import replace

import msgspec
from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.db.models import ProtectedError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from events.admin.forms import told_by_form
from events.admin.numbers import number
from events.admin.private_texts import seen_by
from events.admin.users import user_of
from events.differences import Difference
from events.documents import record_name
from events.models import Event, RecordType, Revision, Status
from events.models.publications import What
from events.models.revisions import Step
from events.queries.erasure import find_erasure
from events.queries.history import (
    KINDS,
    Comparison,
    Entry,
    HistoryPage,
    Kind,
    compare_revisions,
    list_history,
    read_place,
    revisions_to_choose,
)
from events.queries.merges import list_merges
from events.queries.publications import live_revision
from events.services.blanking import ERASED
from events.services.editing import EditConflict, checked_reason, restore
from events.services.permissions import Deed, may
from events.services.snapshots import RECORDS, TYPES, Record

_STEPS = {
    Step.SUBMITTED: "put revision {} up for review",
    Step.SENT_BACK: "sent revision {} back",
    Step.APPROVED: "approved revision {}",
    Step.RETRACTED: "retracted it; revision {} stood then",
    Step.MERGED: "merged it into another record; revision {} was its last",
    Step.DISCARDED: "deleted it; revision {} was its last",
    Step.LOOKED_AT: "looked at it again and let revision {} stand",
    Step.UNMERGED: "undid its merge; revision {} stood then",
    Step.ERASED: "erased personal data; revision {} stood then",
}
_TOLD = {
    What.PUBLISHED: "published",
    What.REVISED: "revised",
    What.REFRESHED: "written anew",
    What.RETRACTED: "retracted",
    What.MERGED: "merged",
}
# More differences than these, of one revision and of all of a page, are on a page of their own.
_MOST_SHOWN = 12
_MOST_ON_A_PAGE = 150


def history_address(record: Record, *, before: int | None = None, after: int | None = None) -> str:
    """Where the history of a record is; with two numbers, where these revisions stand beside each other."""
    address = reverse(f"admin:events_{TYPES[type(record)]}_history", args=[record.pk])
    return f"{address}?from={before}&to={after}" if before is not None else address


def show_history(request: HttpRequest, record: Record) -> HttpResponse:
    """The history of a record that is there."""
    return _show(request, TYPES[type(record)], record.uid, record)


def show_history_of_uid(request: HttpRequest, uid: str) -> HttpResponse:
    """The history of a record by its uid, also where a merge or a deletion has removed its row."""
    newest = Revision.objects.of(uid).defer("document").first() or find_erasure(uid)
    if newest is None:
        raise Http404(f"Nothing is known of {uid}.")
    if record := RECORDS[newest.type].objects.filter(uid=uid).first():
        return HttpResponseRedirect(history_address(record))
    if not _may(request, "view", newest.type):
        raise PermissionDenied
    return _show(request, newest.type, uid, None)


def restore_revision(request: HttpRequest, pk: int) -> HttpResponse:
    """Makes a revision the newest one again, and leads to what can undo that."""
    if request.method != "POST":
        return HttpResponseNotAllowed(["POST"])
    revision = get_object_or_404(Revision, pk=pk)
    if not request.user.has_perm(f"events.change_{revision.type}"):
        raise PermissionDenied
    author = user_of(request)
    history = reverse("admin:events_revision_of", args=[revision.uid])
    stood = RECORDS[revision.type].objects.filter(uid=revision.uid).values_list("revision", flat=True).first()
    try:
        reason = checked_reason(request.POST.get("reason", ""))
        if not reason:
            raise ValidationError("Say why this revision comes back.", "reason")
        record = restore(revision.uid, revision.number, author=author, at=timezone.now(), reason=reason)
    except (ValidationError, EditConflict, IntegrityError) as error:
        told = str(error) if isinstance(error, ProtectedError) else " ".join(told_by_form(error).messages)
        messages.error(request, f"Revision {revision.number} was not restored: {told}")
        return HttpResponseRedirect(history)
    messages.success(request, _restored(revision, record, stood, history))
    return HttpResponseRedirect(reverse(f"admin:events_{revision.type}_change", args=[record.pk]))


def _restored(revision: Revision, record: Record, stood: int | None, history: str) -> str | SafeString:
    if record.revision == stood:
        return f"Nothing was changed: revision {stood} says what revision {revision.number} said."
    undo = "Its history" if stood is None else f"To undo it, restore revision {stood}: its history"
    return format_html(
        "Revision {} was restored, and is revision {} now. <a href='{}'>{}</a>.",
        revision.number,
        record.revision,
        history,
        undo,
    )


def _show(request: HttpRequest, type_: str, uid: str, record: Record | None) -> HttpResponse:
    choices = revisions_to_choose(uid)
    asked = {name: request.GET[name] for name in ("from", "to") if name in request.GET}
    compared = _compared(uid, asked)
    place = read_place(request.GET.get("older", ""))
    page = None if asked else list_history(uid, place=place, kinds=_kinds(request))
    name = str(record) if record else _last_name(uid)
    context = {
        **admin.site.each_context(request),
        "title": f"History of “{name}”",
        "name": name,
        "record": record,
        "opts": RECORDS[type_]._meta,
        "uid": uid,
        "review_address": _review_address(record),
        "page": page,
        "lines": list(_lines(request, page)) if page else [],
        "is_first_page": "older" not in request.GET,
        "asked": bool(asked),
        "compared": compared,
        "differences": seen_by(request, compared.differences) if compared else [],
        "choices": choices,
        "chosen": _chosen(choices, compared, asked),
        "standing": record.revision if record else None,
        "live": live_revision(uid),
        "merges": list_merges(uid) if record else [],
        "may_merge": may(user_of(request), Deed.MERGE, RecordType(type_)),
        "may_restore": _may(request, "change", type_),
    }
    return render(request, "admin/events/history.html", context)


def _review_address(record: Record | None) -> str | None:
    """Where an event that waits for a review is read."""
    waits = isinstance(record, Event) and record.status == Status.IN_REVIEW
    return reverse("admin:events_event_review", args=[record.pk]) if record and waits else None


def _compared(uid: str, asked: dict[str, str]) -> Comparison | None:
    numbers = [given for text in asked.values() if (given := number(text)) is not None]
    try:
        return compare_revisions(uid, *numbers) if len(numbers) == 2 else None
    except Revision.DoesNotExist:
        return None


def _chosen(choices: list[Revision], compared: Comparison | None, asked: dict[str, str]) -> tuple[int, int]:
    """The numbers that the form shows as chosen: those compared, else the two newest."""
    if compared:
        return compared.before.number, compared.after.number
    numbers = [revision.number for revision in choices[:2]] or [0]
    return numbers[-1], numbers[0]


def _lines(request: HttpRequest, page: HistoryPage) -> Iterator[tuple[Entry, str, tuple[Difference, ...]]]:
    """What happened, in words, with the differences that have room."""
    room = _MOST_ON_A_PAGE
    for entry in page.entries:
        entry = replace(entry, differences=tuple(seen_by(request, entry.differences)))
        shown = entry.differences[: min(room, _MOST_SHOWN)]
        room -= len(shown)
        yield entry, _sentence(entry), shown


def _sentence(entry: Entry) -> str:
    """What somebody did, after their name."""
    if entry.kind == "revision":
        by_itself = " (by a merge, or by confirming stances)" if entry.row.mechanical else ""
        return f"saved revision {entry.row.number}{by_itself}"
    if entry.kind == "comment":
        return f"said of revision {entry.row.revision}"
    if entry.kind == "review":
        return _STEPS[Step(entry.row.step)].format(entry.row.revision)
    return f"Readers were told why it was {_TOLD[What(entry.row.what)]}"


def _last_name(uid: str) -> str:
    newest = Revision.objects.of(uid).first()
    return ERASED if newest is None else record_name(msgspec.json.decode(newest.document))


def _kinds(request: HttpRequest) -> Collection[Kind]:
    """What of the history somebody may see: comments are for those who may read comments."""
    return KINDS if _may(request, "view", "comment") else KINDS - {"comment"}


def _may(request: HttpRequest, what: str, type_: str) -> bool:
    """Whether somebody may look at records of a type, or change them."""
    ways = ("view", "change") if what == "view" else (what,)
    return any(request.user.has_perm(f"events.{way}_{type_}") for way in ways)
