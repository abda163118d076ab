"""The steps that the desk's buttons take: of review, and of talk about it. Each is one call of a service."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.html import format_html

from events.admin.forms import told_by_form
from events.admin.history import history_address
from events.admin.numbers import number
from events.admin.users import user_of
from events.models import Event, Timeline
from events.services import discussing, review
from events.services.editing import EditConflict
from events.services.snapshots import Record

_TYPED = "typed_at_the_desk"
# What a service raises that refuses a step.
REFUSALS = (review.ReviewRefused, ValidationError, PermissionDenied, EditConflict, IntegrityError)


def take_step(request: HttpRequest, record: Record, step: str) -> bool:
    """Takes a step and tells how it went; False where it was refused, and what was typed is kept for the next page."""
    if step not in STEPS or not isinstance(record, _TAKEN_WITH.get(step, object)):
        messages.error(request, f"There is no step “{step[:40]}”.")
        return False
    take, done = STEPS[step]
    try:
        take(record, request)
    except REFUSALS as error:
        faults = faults_of(error, record, _seen(request) or 0)
    else:
        messages.success(request, f"{record}: {done}")
        return True
    for fault in faults:
        messages.error(request, format_html("{}: {}", record, fault))
    request.session[_TYPED] = {name: request.POST.get(name, "")[:2500] for name in ("reason", "comment")}
    return False


def typed(request: HttpRequest) -> dict[str, str]:
    """What was typed for a step that was refused, once."""
    kept = request.session.pop(_TYPED, {})
    return {f"{name}_typed": kept.get(name, "") for name in ("reason", "comment")}


def faults_of(error: Exception, record: Record, seen: int) -> list[str]:
    """What is told of a refusal; with the way to what changed, where another revision was seen than stands now."""
    match error:
        case review.ReviewRefused():
            return [_with_difference(refusal, record, seen) for refusal in error.refusals]
        case ValidationError() | IntegrityError():
            return [" ".join(told_by_form(error).messages)]
        case _:
            return [str(error)]


def _with_difference(refusal: review.Refusal, record: Record, seen: int) -> str:
    """What was refused, with the way to what changed since the reviewer looked."""
    if refusal.code != "newer_revision" or not 0 < seen < record.revision:
        return refusal.message
    address = history_address(record, before=seen, after=record.revision)
    told = "{} <a href='{}'>See what changed from revision {} to {}</a>."
    return format_html(told, refusal.message, address, seen, record.revision)


def _reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "")


def _seen(request: HttpRequest) -> int | None:
    """The revision that was on the page, None where the page had none; 0 is none that there ever was."""
    given = request.POST.get("revision")
    return None if given is None else number(given) or 0


def _approve(record: Any, request: HttpRequest) -> None:
    review.approve(record, _seen(request) or 0, by=user_of(request), at=timezone.now(), reason=_reason(request))


# Which records a step is taken with, where it is not with all.
_TAKEN_WITH: dict[str, tuple[type[Record], ...]] = {
    **dict.fromkeys(("submit", "send_back", "retract"), (Event, Timeline)),
    **dict.fromkeys(("confirm", "take", "leave", "look"), (Event,)),
}
# What each button does, and what is said when it is done.
STEPS: dict[str, tuple[Callable[[Any, HttpRequest], object], str]] = {
    "submit": (
        lambda record, request: review.submit(record, revision=_seen(request), by=user_of(request), at=timezone.now()),
        "waits for review.",
    ),
    "approve": (_approve, "published."),
    "approve_next": (_approve, "published."),
    "send_back": (
        lambda record, request: review.send_back(
            record, revision=_seen(request), by=user_of(request), reason=_reason(request), at=timezone.now()
        ),
        "sent back.",
    ),
    "retract": (
        lambda record, request: review.retract(
            record, revision=_seen(request), by=user_of(request), reason=_reason(request), at=timezone.now()
        ),
        "retracted; it is gone from every public page.",
    ),
    "confirm": (
        lambda record, request: review.confirm_stances(
            record, revision=_seen(request), by=user_of(request), at=timezone.now()
        ),
        "stances confirmed.",
    ),
    "take": (
        lambda record, request: discussing.assign(record, to=user_of(request), by=user_of(request)),
        "yours to review.",
    ),
    "leave": (lambda record, request: discussing.assign(record, to=None, by=user_of(request)), "given back."),
    "look": (
        lambda record, request: discussing.note_look(record, by=user_of(request), at=timezone.now()),
        "looked at; you are not asked again for a year.",
    ),
    "comment": (
        lambda record, request: discussing.comment(
            record, by=user_of(request), text=request.POST.get("comment", ""), at=timezone.now()
        ),
        "your comment is kept.",
    ),
}
