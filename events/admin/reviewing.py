"""The queue of what waits for a reviewer, the page on which it is read, and the worklists."""

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import path, reverse
from django.utils import timezone

from events.admin.filters import STALE_LABEL
from events.admin.numbers import number
from events.admin.private_texts import seen_by
from events.admin.records import RecordAdmin
from events.admin.standing import Standing
from events.admin.users import user_of
from events.dates import describe
from events.differences import Difference, compare
from events.documents import EventDocument
from events.models import Actor, Concern, Event, Revision
from events.queries import desk
from events.queries.desk import QueueFilter, read_filter
from events.queries.history import document_of
from events.services.snapshots import snapshot_event

if TYPE_CHECKING:
    Base = RecordAdmin
else:
    Base = object

_PAGE = 50


@dataclass(frozen=True)
class Link:
    """A way to narrow the queue."""

    label: str
    query: str
    chosen: bool


@dataclass(frozen=True)
class Worklist:
    """A list that wants working through: where it is, and how many stand on it, up to a thousand."""

    label: str
    address: str
    number: int

    @property
    def shown(self) -> str:
        return f"{desk.MOST_COUNTED:,} and more" if self.number > desk.MOST_COUNTED else f"{self.number:,}"


class ReviewingMixin(Base):
    """Gives the desk of events its queue, its review page and its worklists."""

    def get_urls(self) -> list[Any]:
        view = self.admin_site.admin_view
        return [
            path("queue/", view(self.queue_view), name="events_event_queue"),
            path("worklists/", view(self.worklists_view), name="events_event_worklists"),
            *super().get_urls(),
        ]

    def queue_view(self, request: HttpRequest) -> HttpResponse:
        """What waits, the longest first."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        chosen, page = read_filter(request.GET.dict()), _page(request)
        waiting = desk.in_review(chosen, user_of(request))
        events = waiting.select_related("assignee").prefetch_related("flags")[(page - 1) * _PAGE : page * _PAGE + 1]
        shown = list(events)
        for event in shown:
            event.when = describe(event.date, "en") if event.date else "undated"  # type: ignore[attr-defined]
        number = desk.count_up_to(waiting)
        context = {
            "title": "Review queue",
            "events": shown[:_PAGE],
            "more": len(shown) > _PAGE,
            "page": page,
            "queue": chosen.query,
            "counted": f"{number if number <= desk.MOST_COUNTED else f'More than {desk.MOST_COUNTED}'} in review",
            "narrowing": _narrowing(chosen),
            "timelines": desk.timelines_in_review()[:_PAGE],
        }
        return self._page(request, "queue", context)

    def worklists_view(self, request: HttpRequest) -> HttpResponse:
        """What else wants a curator's eye."""
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return self._page(request, "worklists", {"title": "Worklists", "groups": _worklists()})

    def review_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """An event as a reviewer reads it; the buttons post to the same address."""
        if request.method == "POST":
            return super().review_view(request, object_id)
        event = self.get_object(request, object_id)
        if event is None or not self.has_view_or_change_permission(request, event):
            raise PermissionDenied
        return self._page(request, "review", self._reading(request, event, read_filter(request.GET.dict())))

    def _reading(self, request: HttpRequest, event: Event, chosen: QueueFilter) -> dict[str, Any]:
        document = snapshot_event(event)
        standing, beside = Standing(event, document), self._standing(request, event)
        return {
            **beside,
            **standing.context(),
            "refusals": standing.refusals,
            "title": event.title,
            "written_by": beside["revisions"][0].author or "the server" if beside["revisions"] else "",
            "changes": seen_by(request, _since(beside["live_revision"], document)),
            "following": desk.next_in_review(event, chosen, user_of(request)),
            "queue": chosen.query,
        }

    def after_step(self, request: HttpRequest, record: Event, step: str, *, done: bool) -> HttpResponse:
        """Where a step leads: to the next in the queue, back to the review, or to the form."""
        chosen = read_filter(QueryDict(request.POST.get("queue", "")).dict())
        query = f"?{chosen.query}" if chosen.query else ""
        if step == "approve_next" and done:
            following = desk.next_in_review(record, chosen, user_of(request))
            if following is None:
                return HttpResponseRedirect(reverse("admin:events_event_queue") + query)
            return HttpResponseRedirect(self._address("review", following) + query)
        view = "review" if request.POST.get("back") == "review" else "change"
        return HttpResponseRedirect(self._address(view, record) + (query if view == "review" else ""))

    def _page(self, request: HttpRequest, name: str, context: dict[str, Any]) -> HttpResponse:
        shared = self.admin_site.each_context(request)
        return render(
            request, f"admin/events/{name}.html", {**shared, "opts": self.opts, "media": self.media, **context}
        )


def _since(live: int | None, document: EventDocument) -> tuple[Difference, ...]:
    """What changed since the revision that is public."""
    if live is None:
        return ()
    approved = Revision.objects.get(uid=document.uid, number=live)
    return compare(document_of(approved), document)


def _page(request: HttpRequest) -> int:
    return number(request.GET.get("page", ""), digits=4) or 1


def _narrowing(chosen: QueueFilter) -> list[tuple[str, list[Link]]]:
    whose = [("everybody’s", None), ("mine", "mine"), ("nobody’s yet", "nobodys")]
    about: list[tuple[str, Concern | None]] = [("anything", None), *((c.label, c) for c in desk.QUEUE_CONCERNS)]
    return [
        ("Whose:", [Link(name, QueueFilter(who, chosen.concern).query, who == chosen.whose) for name, who in whose]),
        ("With:", [Link(name, QueueFilter(chosen.whose, c).query, c == chosen.concern) for name, c in about]),
    ]


def _worklists() -> list[tuple[str, list[Worklist]]]:
    events, actors = reverse("admin:events_event_changelist"), reverse("admin:events_actor_changelist")

    def flagged(*concerns: Concern) -> list[Worklist]:
        return [
            Worklist(concern.label, f"{events}?concern={concern.value}", desk.count_up_to(desk.flagged(concern)))
            for concern in concerns
        ]

    def lacking(label: str, what: str, rows: QuerySet[Actor]) -> Worklist:
        return Worklist(label, f"{actors}?lacks={what}", desk.count_up_to(rows))

    stale = desk.count_up_to(desk.flagged(Concern.OPEN_ENDED, before=timezone.now() - desk.STALE))
    return [
        (
            "Evidence, the weakest first",
            flagged(Concern.UNSUPPORTED, Concern.OPINION_ONLY, Concern.SINGLE_SOURCE),
        ),
        ("To check", flagged(Concern.DIFFERS, Concern.QUOTE_LOST, Concern.TO_CONFIRM, Concern.DATE, Concern.LIVING)),
        (
            "Told twice?",
            [
                Worklist(
                    "Events that may be the same",
                    reverse("admin:events_suspicion_changelist"),
                    desk.count_up_to(desk.suspected()),
                )
            ],
        ),
        ("Still so?", [Worklist(STALE_LABEL, f"{events}?concern=stale", stale)]),
        (
            "Actors to complete",
            [
                lacking("Without a country", "country", desk.without_country(Actor.objects.all())),
                lacking(
                    "Persons of whom nobody says whether they live", "living", desk.without_living(Actor.objects.all())
                ),
            ],
        ),
    ]
