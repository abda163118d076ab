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
from events.models import Actor, Event, Kind, Revision, Source
from events.queries.history import document_of, revisions_between

# What of a form is no text of the editor's or is not to be shown, and the fields that name another record.
_OWN = re.compile("_|csrf|.*password|base_revision|carried_over|.*_FORMS$|.*-(id|left_out)$")
_NAMING: dict[str, Any] = {
    **dict.fromkeys(("actor", "speaker", "organisation"), Actor),
    **dict.fromkeys(("event", "other", "part_of"), Event),
    "source": Source,
    "kind": Kind,
}
_KEY = re.compile("[0-9]{1,18}", re.ASCII)


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
    request: HttpRequest, conflict: Conflict, mine: Document, form: Any, formsets: list[Any]
) -> dict[str, Any]:
    """What the page shows of a conflict: who saved what, the words that changed, and where the form stands to them."""
    uid, number = conflict.standing.uid, conflict.standing.number
    opened = Revision.objects.filter(uid=uid, number=conflict.seen).first() if conflict.seen is not None else None
    theirs = seen_by(request, compare(document_of(opened), document_of(conflict.standing))) if opened else []
    yours = {each.field: each for each in compare(document_of(opened), mine)} if opened else {}
    known = {each.field: yours[each.field] for each in theirs if each.field in yours}
    for field in [field for field, own in known.items() if _is_unread(own, form, formsets)]:
        del known[field]
    return {
        "seen": conflict.seen,
        "number": number,
        "saved": revisions_between(uid, conflict.seen or number - 1, number),
        "clashes": [Clash(each, own) for each in theirs if (own := known.get(each.field)) and own.after != each.after],
        "old": [each for each in theirs if each.field not in known],
        "taken": [each for each in theirs if (own := known.get(each.field)) and own.after == each.after],
        "returning": [row for formset in formsets for row in _returning(formset)],
    }


def show_what_was_sent(request: HttpRequest) -> HttpResponse:
    """What somebody wrote for a record that is gone, as text."""
    uid = request.POST.get("_uid", "")
    known = Revision.objects.filter(uid=uid[:26]).exists()
    context = {
        **admin.site.each_context(request),
        "title": "It is not there any more",
        "uid": uid if known else "",
        "written": what_was_sent(request),
    }
    return render(request, "admin/events/gone.html", context, status=409)


def what_was_sent(request: HttpRequest) -> list[tuple[str, str]]:
    """What somebody wrote into a form, to be copied; of records that it names, what they are called."""
    sent = [(name, text) for name, texts in request.POST.lists() if not _OWN.match(name) for text in texts if text]
    names = _names_of(sent)
    return [
        (name.replace("-", " ").replace("_", " ").capitalize(), names.get((name, text), text))
        for name, text in sent
        if _last(name) not in _NAMING or (name, text) in names
    ]


def _names_of(sent: list[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """What the records that were chosen are called; the one that is gone is not among them."""
    chosen = [(name, text) for name, text in sent if _last(name) in _NAMING and _KEY.fullmatch(text)]
    names: dict[tuple[str, str], str] = {}
    for model in set(_NAMING.values()):
        fields = [(name, text) for name, text in chosen if _NAMING[_last(name)] is model]
        found = model._default_manager.in_bulk([int(text) for _, text in fields]) if fields else {}
        names |= {(name, text): str(found[int(text)]) for name, text in fields if int(text) in found}
    return names


def _last(name: str) -> str:
    return name.rpartition("-")[2]


def _is_unread(own: Difference, form: Any, formsets: list[Any]) -> bool:
    """Whether the form could not read what the editor wrote there, so that nothing is known of it."""
    path = own.field.removeprefix("desk.")
    if {path.partition(".")[0], path.replace(".", "_")} & form.errors.keys():
        return True
    return "[" in path and not own.after and not all(formset.is_valid() for formset in formsets)


def _returning(formset: Any) -> Iterable[Returning]:
    for value, place in getattr(formset, "returning", ()):
        form = formset.forms[place]
        try:
            label = str(form.instance)
        except ObjectDoesNotExist:  # it names nothing that is there
            label = f"{formset.model._meta.verbose_name} {place + 1}".capitalize()
        yield Returning(f"{formset.prefix}-left_out", value, label)
