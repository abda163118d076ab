"""Two people at once: what somebody saved after an editor had opened the page, and where both changed the same."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.core.exceptions import ObjectDoesNotExist
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from events.admin.private_texts import seen_by
from events.differences import Difference, compare
from events.documents import Document
from events.models import Revision
from events.queries.history import document_of, revisions_between


@dataclass(frozen=True)
class Conflict:
    """A save of somebody else that the editor has not said they have carried over: they saw revision `seen`."""

    seen: int | None
    standing: Revision

    def __str__(self) -> str:
        who, why = self.standing.author or "Somebody", self.standing.reason or "no reason given"
        return (
            f"{who} saved revision {self.standing.number} after you opened this page (“{why}”). Nothing of yours was "
            "saved, and nothing of it is lost: see above what changed, carry it over, and say so there."
        )


@dataclass(frozen=True)
class Clash:
    """A claim that both changed, from what it was: theirs is saved, yours is not."""

    theirs: Difference
    yours: Difference


@dataclass(frozen=True)
class Returning:
    """A row of the form that somebody removed: saved, it comes back, unless `value` is sent under `name`."""

    name: str
    value: str
    label: str


def find_conflict(standing: Revision, base: int | None, carried_over: int | None) -> Conflict | None:
    """What stands in the way of saving a record that was opened at revision `base`, if anything does."""
    if standing.number in (base, carried_over):
        return None
    # What was carried over earlier has been seen.
    seen = [number for number in (base, carried_over) if number is not None and number < standing.number]
    return Conflict(max(seen, default=None), standing)


def conflict_context(
    request: HttpRequest, conflict: Conflict, mine: Document, formsets: Iterable[Any]
) -> dict[str, Any]:
    """What the page shows of a conflict: who saved what, the words that changed, and what both changed."""
    uid, number = conflict.standing.uid, conflict.standing.number
    opened = Revision.objects.filter(uid=uid, number=conflict.seen).first() if conflict.seen is not None else None
    theirs = seen_by(request, compare(document_of(opened), document_of(conflict.standing))) if opened else []
    yours = {each.field: each for each in compare(document_of(opened), mine)} if opened else {}
    return {
        "seen": conflict.seen,
        "number": number,
        "saved": revisions_between(uid, conflict.seen or number - 1, number),
        "differences": theirs,
        "clashes": [
            Clash(each, yours[each.field])
            for each in theirs
            if each.field in yours and yours[each.field].after != each.after
        ],
        "returning": [row for formset in formsets for row in _returning(formset)],
    }


def show_what_was_sent(request: HttpRequest) -> HttpResponse:
    """What somebody wrote for a record that is gone, as text."""
    own = re.compile("_|csrf|base_revision|carried_over|.*_FORMS$|.*-(id|left_out)$")
    written = [
        (name.replace("-", " ").replace("_", " ").capitalize(), text)
        for name, texts in request.POST.lists()
        if not own.match(name)
        for text in texts
        if text
    ]
    uid = request.POST.get("_uid", "")
    known = Revision.objects.filter(uid=uid[:26]).exists()
    context = {
        **admin.site.each_context(request),
        "title": "It is not there any more",
        "uid": uid if known else "",
        "written": written,
    }
    return render(request, "admin/events/gone.html", context, status=409)


def _returning(formset: Any) -> Iterable[Returning]:
    for value, place in getattr(formset, "returning", ()):
        form = formset.forms[place]
        try:
            label = str(form.instance)
        except ObjectDoesNotExist:  # it names nothing that is there
            label = f"{formset.model._meta.verbose_name} {place + 1}".capitalize()
        yield Returning(f"{formset.prefix}-left_out", value, label)
