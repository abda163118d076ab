"""The pages of the desk that are measured, those of the largest records among them."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone

from bench.api.asked import actors_of
from events.models import Actor, Event, Participation, Revision, Source, Status, Suspicion, Timeline

_IN_REVIEW = 500
_AT_ONCE = 50
_PAIRS = 200


@dataclass(frozen=True)
class Page:
    """A page by its name. `stock` is the address of the same in the stock admin, where both have to show `shows`;
    what is `posted` asks for a page without changing anything."""

    name: str
    address: str
    stock: str = ""
    shows: str = ""
    posted: dict[str, Any] = field(default_factory=dict)


def pages() -> Iterator[Page]:
    """All that is measured; puts some events in review and some under suspicion first."""
    numbers = _prepare()
    events = _list("event")
    last = Event.objects.aggregate(last=Max("pk"))["last"]
    event = Event.objects.get(pk=last // 2)
    stock = "/admin/stock/events/event/"
    yield Page("the first page of the desk", reverse("admin:index"))
    yield Page("events", events, stock)
    yield Page("events, page 50", f"{events}?p=50", f"{stock}?p=50")
    yield Page("events in review", f"{events}?status__exact=in_review", f"{stock}?status__exact=in_review", "Synthetic")
    yield Page("events of the 1990s", f"{events}?decade=1990")
    yield Page("events, the weakest evidence", f"{events}?concern=opinion_only")
    yield Page(
        "events, a word that one has", f"{events}?q={event.title.split()[-1]}", f"{stock}?q={event.slug}", event.title
    )
    yield Page("events, a word that all have", f"{events}?q=synthetic", f"{stock}?q=synthetic", "Synthetic event")
    yield Page("events, a word that none has", f"{events}?q=nowhere", f"{stock}?q=nowhere")
    selected = [str(pk) for pk in numbers[:_AT_ONCE]]
    yield Page(
        f"{_AT_ONCE} events before they are approved",
        events,
        posted={"action": "approve_selected", "index": "0", "_selected_action": selected},
    )
    yield from _of_one(event)
    yield Page("an event in review", reverse("admin:events_event_review", args=[numbers[0]]))
    yield Page("the review queue", reverse("admin:events_event_queue"))
    yield Page("the review queue, of one concern", reverse("admin:events_event_queue") + "?concern=single_source")
    yield Page("the worklists", reverse("admin:events_event_worklists"))
    yield Page("events that may be the same", _list("suspicion"))
    yield from _of_others()


def _of_one(event: Event) -> Iterator[Page]:
    other = Event.objects.get(pk=event.pk + 1)
    yield Page("an event", reverse("admin:events_event_change", args=[event.pk]))
    yield Page("a new event", reverse("admin:events_event_add"))
    yield Page("the history of an event", reverse("admin:events_event_history", args=[event.pk]))
    yield Page(
        "two events side by side", reverse("admin:events_revision_merge", args=[event.uid]) + f"?other={other.pk}"
    )
    yield Page("an event before it is erased", reverse("admin:events_revision_erase", args=[event.uid]))


def _of_others() -> Iterator[Page]:
    actor = Actor.objects.get(uid=actors_of("hub")[0])
    source = Source.objects.order_by("pk")[0]
    longest = Timeline.objects.annotate(events=Count("entries")).order_by("-events", "pk")[0]
    for name, one in (("the busiest actor", actor), ("a source", source), ("the longest timeline", longest)):
        kind = one._meta.model_name
        yield Page(f"{kind}s", _list(str(kind)))
        yield Page(name, reverse(f"admin:events_{kind}_change", args=[one.pk]))
        yield Page(f"the history of {name}", reverse(f"admin:events_{kind}_history", args=[one.pk]))
    yield Page("actors, a word that all have", f"{_list('actor')}?q=synthetic")
    yield Page("actors without a country", f"{_list('actor')}?lacks=country")
    chosen = {"app_label": "events", "model_name": "participation", "field_name": "actor", "term": "actor 12"}
    query = "&".join(f"{name}={value}" for name, value in chosen.items())
    yield Page("an actor is chosen", f"{reverse('admin:autocomplete')}?{query}")
    yield Page("the busiest actor before it is merged", reverse("admin:events_revision_merge", args=[actor.uid]))
    yield Page("the busiest actor before it is erased", reverse("admin:events_revision_erase", args=[actor.uid]))
    for log in ("revision", "publication", "change", "review", "tombstone", "redirect"):
        yield Page(f"the list of {log}s", _list(log))
    yield Page("a revision", reverse("admin:events_revision_change", args=[Revision.objects.order_by("pk")[0].pk]))


def _prepare() -> list[int]:
    """The keys of the events that wait for review now."""
    busy = Participation.objects.filter(actor__uid=actors_of("hub")[0]).order_by("pk").values_list("event", flat=True)
    numbers = sorted(busy[:_IN_REVIEW])
    Event.objects.filter(pk__in=numbers).update(status=Status.IN_REVIEW, in_review_since=timezone.now())
    pairs = pairwise(numbers[:_PAIRS])
    Suspicion.objects.bulk_create(
        Suspicion(event_id=one, other_id=other, likeness=90, noticed_at=timezone.now()) for one, other in pairs
    )
    return numbers


def _list(model: str) -> str:
    return reverse(f"admin:events_{model}_changelist")
