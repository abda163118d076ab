"""How many queries our pages cost when they are written, with all middleware around them."""

from collections.abc import Iterator
from typing import NamedTuple

from django.core.cache import caches
from django.db import connection
from django.db.models import Count
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.matching.database import open_database
from bench.page.chronicle import ACTORS
from bench.page.record import SLUG
from events.models import Actor, PublicationKey, Timeline
from events.models.publications import Facet
from timeline.pages.listing import PAGE_SIZE

ROWS = 20_000


class Cost(NamedTuple):
    """What a page cost, and how many events it showed."""

    page: str
    events: int
    queries: int


def queries_of_the_timeline() -> Iterator[Cost]:
    """Those of the chronology to which Django is connected."""
    address = f"/timelines/{SLUG}/"
    yield _cost("the timeline", address)
    yield _cost("the same, of one actor", f"{address}?actor={ACTORS[0][0]}")


def queries_among_many() -> Iterator[Cost]:
    """Those in a synthetic chronology, which is made first where there is none."""
    open_database(ROWS)
    keys = PublicationKey.objects.filter(facet=Facet.ACTOR).values_list("value")
    uid, events = keys.annotate(events=Count("pk")).order_by("-events", "value")[0]
    slug = Actor.objects.get(uid=uid).slug
    yield _cost(f"among {ROWS:,} events: the actor of {events:,}", f"/actors/{slug}/", least=PAGE_SIZE)
    timeline = Timeline.objects.order_by("pk")[0]
    entries = timeline.entries.count()
    yield _cost(f"among {ROWS:,} events: a timeline of {entries}", f"/timelines/{timeline.slug}/", least=PAGE_SIZE)
    connection.close()


def _cost(page: str, address: str, *, least: int = 1) -> Cost:
    client = Client(headers={"host": "127.0.0.1"})
    caches["pages"].clear()
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    events = answer.content.count(b"<article")
    assert answer.status_code == 200, f"{address} was answered {answer.status_code}"
    assert events >= least, f"{address} shows {events} events"
    return Cost(page, events, len(captured))
